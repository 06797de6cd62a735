/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-person-words.h"

#include <glib/gi18n-lib.h>

char *
kith_person_dup_marks (const KithSnapshot *snapshot, guint person)
{
  guint8 flags = snapshot->flags[person];
  g_autoptr (GStrvBuilder) marks = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (flags & KITH_PERSON_AMBASSADOR)
    g_strv_builder_add (marks, _ ("Ambassador"));
  if (flags & KITH_PERSON_QUIET)
    /* Translators: somebody who connects many communities but has a small audience */
    g_strv_builder_add (marks, _ ("Quiet connector"));
  if (flags & KITH_PERSON_DETRACTOR)
    /* Translators: somebody who speaks against the organization */
    g_strv_builder_add (marks, _ ("Critic"));
  if (flags & KITH_PERSON_DO_NOT_CONTACT)
    g_strv_builder_add (marks, _ ("Do not contact"));
  if (flags & KITH_PERSON_STUB)
    /* Translators: somebody known by hearsay only */
    g_strv_builder_add (marks, _ ("Heard of"));
  if (flags & KITH_PERSON_PINNED)
    /* Translators: somebody who stays at a place on the map */
    g_strv_builder_add (marks, _ ("Pinned"));
  all = g_strv_builder_end (marks);
  /* Translators: between the items of a short list */
  return g_strjoinv (_ (", "), all);
}

char *
kith_person_dup_words (const KithSnapshot *snapshot, guint person, gboolean spoken)
{
  if (!spoken)
    return kith_snapshot_dup_reason (snapshot, person);

  g_autofree char *figures = kith_snapshot_dup_figures (snapshot, person);
  g_autofree char *marks = kith_person_dup_marks (snapshot, person);
  return *marks == '\0' ? g_steal_pointer (&figures) : g_strdup_printf ("%s, %s", figures, marks);
}
