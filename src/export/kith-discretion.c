/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-discretion.h"

#include "kith-text.h"

#include <glib/gi18n-lib.h>

GHashTable *
kith_discretion_new (const KithSnapshot *snapshot, gboolean everybody)
{
  GHashTable *hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < snapshot->n; i++)
    if (everybody || (snapshot->flags[i] & KITH_PERSON_DO_NOT_CONTACT) != 0)
      {
        /* Translators: the name of a community, after the person most others there know */
        g_autofree char *around = g_strdup_printf (_ ("Around %s"), snapshot->name[i]);

        /* Called so before they asked. */
        g_hash_table_add (hidden, kith_text_name_key (around));
        g_hash_table_add (hidden, kith_text_name_key (snapshot->name[i]));
      }
  return hidden;
}

gboolean
kith_discretion_hides (GHashTable *hidden, const char *name)
{
  g_autofree char *key = kith_text_name_key (name);

  return g_hash_table_contains (hidden, key);
}

char *
kith_discretion_dup_community (GHashTable *hidden, const KithSnapshot *snapshot, guint community)
{
  const char *name = snapshot->communities[community].name;

  if (!kith_discretion_hides (hidden, name))
    return g_strdup (name);
  /* Translators: the name of a community nothing is known of: "Community 7" */
  return g_strdup_printf (_ ("Community %u"), community + 1);
}
