/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Saved as one setting: "12 1 +4 -17" is twelve people, wide, with person 4 and without person 17. */

#include "kith-team-wishes.h"

#include "kith-settings.h"

#define DEFAULT_SIZE 12
#define DEFAULT_WIDE 1

KithTeamWishes *
kith_team_wishes_new (void)
{
  KithTeamWishes *self = g_new0 (KithTeamWishes, 1);

  self->size = DEFAULT_SIZE;
  self->wide = DEFAULT_WIDE;
  self->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->choices = g_array_new (FALSE, FALSE, sizeof (guint8));
  return self;
}

KithTeamWishes *
kith_team_wishes_copy (const KithTeamWishes *self)
{
  KithTeamWishes *copy = g_memdup2 (self, sizeof *self);

  copy->people = g_array_copy (self->people);
  copy->choices = g_array_copy (self->choices);
  return copy;
}

void
kith_team_wishes_free (KithTeamWishes *self)
{
  g_array_unref (self->people);
  g_array_unref (self->choices);
  g_free (self);
}

/* Where @person is, or would be. */
static gboolean
find (const KithTeamWishes *self, gint64 person, guint *at)
{
  for (*at = 0; *at < self->people->len; (*at)++)
    if (g_array_index (self->people, gint64, *at) >= person)
      return g_array_index (self->people, gint64, *at) == person;
  return FALSE;
}

KithWish
kith_team_wishes_get (const KithTeamWishes *self, gint64 person)
{
  guint at;

  return find (self, person, &at) ? g_array_index (self->choices, guint8, at) : KITH_WISH_NONE;
}

gboolean
kith_team_wishes_set (KithTeamWishes *self, gint64 person, KithWish wish)
{
  guint8 choice = wish;
  guint at;

  if (kith_team_wishes_get (self, person) == wish)
    return FALSE;
  if (find (self, person, &at))
    {
      g_array_remove_index (self->people, at);
      g_array_remove_index (self->choices, at);
    }
  if (wish != KITH_WISH_NONE)
    {
      g_array_insert_val (self->people, at, person);
      g_array_insert_val (self->choices, at, choice);
    }
  return TRUE;
}

guint
kith_team_wishes_count (const KithTeamWishes *self, KithWish wish)
{
  guint count = 0;

  for (guint k = 0; k < self->choices->len; k++)
    count += g_array_index (self->choices, guint8, k) == wish;
  return count;
}

KithTeamWishes *
kith_team_wishes_load (KithStore *store)
{
  KithTeamWishes *self = kith_team_wishes_new ();
  g_autofree char *saved = kith_setting_dup (store, KITH_SETTING_TEAM);
  g_auto (GStrv) words = g_strsplit (saved != NULL ? saved : "", " ", -1);
  guint64 size = 0;
  gint64 person;

  if (words[0] == NULL || words[1] == NULL
      || !g_ascii_string_to_unsigned (words[0], 10, 1, KITH_TEAM_SIZE_MAX, &size, NULL))
    return self;
  self->size = (guint) size;
  self->wide = CLAMP (g_ascii_strtod (words[1], NULL), 0, 1);
  for (char **word = words + 2; *word != NULL; word++)
    if ((**word == '+' || **word == '-') && g_ascii_string_to_signed (*word + 1, 10, 1, G_MAXINT64, &person, NULL))
      kith_team_wishes_set (self, person, **word == '+' ? KITH_WISH_IN : KITH_WISH_OUT);
  return self;
}

gboolean
kith_team_wishes_save (KithStore *store, const KithTeamWishes *self, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);
  char wide[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_printf (words, "%u %s", self->size, g_ascii_dtostr (wide, sizeof wide, self->wide));
  for (guint k = 0; k < self->people->len; k++)
    g_string_append_printf (words, " %c%" G_GINT64_FORMAT,
                            g_array_index (self->choices, guint8, k) == KITH_WISH_IN ? '+' : '-',
                            g_array_index (self->people, gint64, k));
  return kith_setting_set (store, KITH_SETTING_TEAM, words->str, error);
}
