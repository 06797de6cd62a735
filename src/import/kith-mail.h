/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What mail tells, message by message: a sheet of the people who write and are written to, and one of single contacts. A reply in a list ties
 * its writer to whom it answers, a letter its writer to those it is addressed to. Only headers are looked at, decoded by GMime. */

#pragma once

#include "kith-sheet.h"

G_BEGIN_DECLS

typedef struct _KithMail KithMail;

/* @format: as in KithSheet */
KithMail *kith_mail_new (KithSource *source, KithFile *file, const char *format);
void kith_mail_free (KithMail *self);

/* Takes one message. @headers: lines with a line feed behind each, folded or not, in any character set */
gboolean kith_mail_take (KithMail *self, const char *headers, GError **error);

/* Gives the sheets to the source. KITH_ERROR_EMPTY where there was no message; @name: of the file, for that */
gboolean kith_mail_finish (KithMail *self, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMail, kith_mail_free)

G_END_DECLS
