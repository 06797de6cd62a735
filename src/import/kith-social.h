/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the export of a place where people write to each other tells, whatever the service: people, single contacts among them, who is tied to
 * whom for good, and who is in which group. Nothing of what they wrote. Made into one sheet each. */

#pragma once

#include "kith-sheet.h"

G_BEGIN_DECLS

typedef struct _KithSocial KithSocial;

/* @system: whose ids they are; static */
KithSocial *kith_social_new (KithFile *file, const char *format, const KithSystem *system);
void kith_social_free (KithSocial *self);

/**
 * kith_social_put_person:
 * @name, @handle, @email: (nullable): where not known yet
 * @silent: comes in only with a tie or a group
 */
void kith_social_put_person (KithSocial *self, const char *id, const char *name, const char *handle, const char *email,
                             gboolean silent);
gboolean kith_social_has_person (const KithSocial *self, const char *id);

/**
 * kith_social_add_contact:
 * @kind: "reply", "mention", "reaction" …, in English
 * @time: seconds since 1970; 0 where not known
 * @what: by what the contact is known again in any export
 *
 * People with no id put before are passed over, as is who writes to themselves. Errors: KITH_ERROR_TOO_LARGE
 */
gboolean kith_social_add_contact (KithSocial *self, const char *from, const char *to, const char *kind, gint64 time,
                                  const char *what, GError **error);
gboolean kith_social_add_tie (KithSocial *self, const char *from, const char *to, const char *kind, GError **error);
gboolean kith_social_add_member (KithSocial *self, const char *id, const char *group, GError **error);

/* Something to be said of the file. */
void kith_social_note (KithSocial *self, char *note); /* taken */

/* Errors: KITH_ERROR_EMPTY */
gboolean kith_social_finish (KithSocial *self, KithSource *source, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithSocial, kith_social_free)

G_END_DECLS
