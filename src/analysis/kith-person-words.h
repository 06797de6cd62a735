/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of a person in lists and on maps. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

/* What is marked on a person, most important first: "Ambassador, Do not contact"; translated, "" for nothing. */
char *kith_person_dup_marks (const KithSnapshot *snapshot, guint person);

/* What is said of somebody on a map besides name and community: the reason, or @spoken the figures and the marks. Translated. */
char *kith_person_dup_words (const KithSnapshot *snapshot, guint person, gboolean spoken);

G_END_DECLS
