/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One question on paper, for people whose ties nobody has written down: whom do you talk to most? Answers typed into a table come back as
 * ties. */

#pragma once

#include "kith-page.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

/**
 * kith_survey_sheet_write:
 * @people: (nullable): ids; %NULL for everybody
 * @title: the network's name
 * @written: (out) (optional): people on it
 * @held_back: (out) (optional): people who asked not to be contacted, and so are not
 *
 * A PDF, by name; written whole or not at all.
 */
gboolean kith_survey_sheet_write (const char *path, const KithSnapshot *snapshot, const gint64 *people, guint n_people,
                                  const char *title, KithPaper paper, guint *written, guint *held_back, GError **error);

G_END_DECLS
