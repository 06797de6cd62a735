/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-names.h"

#include "kith-discretion.h"

#include <glib/gi18n-lib.h>
#include <pango/pango.h>
#include <string.h>

#define MOST_INITIALS 3

static const char *const names_of[] = {
  [KITH_MAP_NAMES_ON] = "on",
  [KITH_MAP_NAMES_INITIALS] = "initials",
  [KITH_MAP_NAMES_OFF] = "off",
};

gboolean
kith_map_names_from_name (const char *name, KithMapNames *names)
{
  for (guint k = 0; k < G_N_ELEMENTS (names_of); k++)
    if (g_strcmp0 (name, names_of[k]) == 0)
      {
        *names = k;
        return TRUE;
      }
  return FALSE;
}

const char *
kith_map_names_get_name (KithMapNames names)
{
  return names_of[names];
}

/* Brackets and quotation marks; not emoji. */
static gboolean
is_punctuation (gunichar letter)
{
  GUnicodeType type = g_unichar_type (letter);

  return type >= G_UNICODE_CONNECT_PUNCTUATION && type <= G_UNICODE_OPEN_PUNCTUATION;
}

/* The end of what a reader sees as one letter: accents and the parts of an emoji belong to it. */
static const char *
end_of_letter (const char *at, const char *end)
{
  glong n = g_utf8_strlen (at, end - at);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n + 1);

  pango_get_log_attrs (at, (int) (end - at), -1, NULL, attrs, (int) n + 1);
  for (glong k = 1; k <= n; k++)
    if (attrs[k].is_cursor_position)
      return g_utf8_offset_to_pointer (at, k);
  return end;
}

char *
kith_map_dup_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t\n-", -1);
  GString *initials = g_string_new (NULL);

  for (guint w = 0, n = 0; words[w] != NULL && n < MOST_INITIALS; w++)
    {
      const char *at = words[w];
      const char *end = at + strlen (at);
      g_autofree char *letter = NULL;
      g_autofree char *upper = NULL;

      while (at < end && is_punctuation (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at == end)
        continue;
      letter = g_strndup (at, end_of_letter (at, end) - at);
      upper = g_utf8_strup (letter, -1);
      g_string_append (initials, upper);
      n++;
    }
  return g_string_free_and_steal (initials);
}

static char *
dup_name (const KithSnapshot *snapshot, guint i, KithMapNames names)
{
  if (names == KITH_MAP_NAMES_OFF || (snapshot->flags[i] & KITH_PERSON_DO_NOT_CONTACT) != 0)
    return g_strdup ("");
  if (names == KITH_MAP_NAMES_ON)
    return g_strdup (snapshot->name[i]);
  return g_strcmp0 (snapshot->name[i], _ ("Unnamed person")) == 0 ? g_strdup ("")
                                                                  : kith_map_dup_initials (snapshot->name[i]);
}

KithScene *
kith_map_names_scene (KithScene *scene, const KithSnapshot *snapshot, const KithMapRing *ring, KithMapNames names,
                      guint *unnamed)
{
  g_autoptr (GHashTable) hidden = kith_discretion_new (snapshot, names != KITH_MAP_NAMES_ON);
  g_auto (GStrv) communities = g_new0 (char *, scene->n_communities + 1);
  g_auto (GStrv) people = g_new0 (char *, scene->n + 1);
  guint n_squares = scene->squares != NULL ? scene->squares->n : 0;
  g_autofree const char **squares = g_new0 (const char *, n_squares + 1);

  g_assert (ring != NULL ? scene->n == ring->scene->n && scene->n_communities == ring->scene->n_communities
                         : scene->n == snapshot->n && scene->n_communities <= snapshot->n_communities);

  *unnamed = 0;
  for (guint i = 0; i < scene->n; i++)
    {
      guint person = ring != NULL ? ring->people[i] : i;

      people[i] = dup_name (snapshot, person, names);
      *unnamed += (snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) != 0;
    }
  for (guint c = 0; c < scene->n_communities; c++)
    {
      guint community = ring != NULL ? ring->communities[c] : c;

      /* A ring says besides whose own it is. */
      communities[c] = kith_discretion_hides (hidden, snapshot->communities[community].name)
                           ? kith_discretion_dup_community (hidden, snapshot, community)
                           : g_strdup (scene->communities[c].name);
    }
  /* An event called after somebody has no name then. */
  for (guint s = 0; s < n_squares; s++)
    squares[s] = kith_discretion_hides (hidden, scene->squares->squares[s].name) ? "" : scene->squares->squares[s].name;
  return kith_scene_new_renamed (scene, g_steal_pointer (&people), (const char *const *) communities, squares);
}
