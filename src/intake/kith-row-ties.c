/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-row-ties.h"

#include "kith-text.h"
#include "kith-told.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More people than live together or come on one ticket: then the column means something else. */
#define MEMBERS_MAX 12

/* A person names another. */
typedef struct
{
  gint64 person;
  const char *cell; /* the chunk's */
  guint column;
} Mention;

struct _KithRowTies
{
  const KithTable *table;
  GHashTable **members; /* by column: key → GArray of people; NULL for columns of another kind */
  GArray *mentions;
  GStringChunk *cells;
  KithPairTable *pairs;
  guint groups[KITH_N_COLUMN_KINDS]; /* households, orders: of two people and more */
  guint too_big;
  guint unknown;
  char *example; /* of those */
};

static gboolean
names_people (KithColumnKind kind)
{
  return kind == KITH_COLUMN_REFERRED_BY || kind == KITH_COLUMN_KNOWS || kind == KITH_COLUMN_CAME_WITH;
}

static gboolean
is_shared (KithColumnKind kind)
{
  return kind == KITH_COLUMN_HOUSEHOLD || kind == KITH_COLUMN_TOGETHER;
}

gboolean
kith_row_ties_has (const KithTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (names_people (table->columns[i].kind) || is_shared (table->columns[i].kind))
      return TRUE;
  return FALSE;
}

KithRowTies *
kith_row_ties_new (const KithTable *table)
{
  KithRowTies *self;

  if (!kith_row_ties_has (table))
    return NULL;
  self = g_new0 (KithRowTies, 1);
  self->table = table;
  self->members = g_new0 (GHashTable *, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    if (is_shared (table->columns[i].kind))
      self->members[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->mentions = g_array_new (FALSE, FALSE, sizeof (Mention));
  self->cells = g_string_chunk_new (4096);
  self->pairs = kith_pair_table_new ();
  return self;
}

void
kith_row_ties_free (KithRowTies *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->table->n_columns; i++)
    g_clear_pointer (&self->members[i], g_hash_table_unref);
  g_free (self->members);
  g_array_unref (self->mentions);
  g_string_chunk_free (self->cells);
  kith_pair_table_free (self->pairs);
  g_free (self->example);
  g_free (self);
}

static void
join (GHashTable *members, const char *cell, gint64 person)
{
  g_autofree char *key = kith_text_fold (cell);
  GArray *people;

  if (*key == '\0' || g_str_equal (key, "0"))
    return;
  people = g_hash_table_lookup (members, key);
  if (people == NULL)
    {
      people = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (members, g_steal_pointer (&key), people);
    }
  /* One more than can be tied says that it is too many. */
  if (people->len > MEMBERS_MAX)
    return;
  for (guint i = 0; i < people->len; i++)
    if (g_array_index (people, gint64, i) == person)
      return;
  g_array_append_val (people, person);
}

void
kith_row_ties_note (KithRowTies *self, const KithCsvRow *row, gint64 person)
{
  if (self == NULL || person == 0 || person > G_MAXUINT)
    return;
  for (guint i = 0; i < self->table->n_columns; i++)
    {
      const char *cell = row->cells[i];

      if (*cell == '\0')
        continue;
      if (self->members[i] != NULL)
        join (self->members[i], cell, person);
      else if (names_people (self->table->columns[i].kind))
        {
          const Mention mention = { person, g_string_chunk_insert_const (self->cells, cell), i };

          g_array_append_val (self->mentions, mention);
        }
    }
}

static KithTieKind
tie_of (KithColumnKind kind)
{
  switch ((int) kind)
    {
    case KITH_COLUMN_REFERRED_BY:
      return KITH_TIE_REFERRED;
    case KITH_COLUMN_HOUSEHOLD:
      return KITH_TIE_HOUSEHOLD;
    case KITH_COLUMN_CAME_WITH:
    case KITH_COLUMN_TOGETHER:
      return KITH_TIE_TOGETHER;
    default:
      return KITH_TIE_STATED;
    }
}

/* @more: told of another time, as by one more order, and not only by another column of the same row */
static void
tie (KithRowTies *self, gint64 a, gint64 b, KithTieKind kind, gboolean more)
{
  gboolean directed = kind == KITH_TIE_REFERRED;
  gboolean forth = a < b;
  gboolean is_new;
  KithPair *pair;

  if (a == b || a > G_MAXUINT || b > G_MAXUINT)
    return;
  pair = kith_pair_table_put (self->pairs, MIN (a, b), MAX (a, b), kind, directed ? (forth ? 1 : 2) : 0, &is_new);
  if (is_new || more)
    pair->forth += 1;
}

static void
tie_members (KithRowTies *self, guint column)
{
  KithColumnKind kind = self->table->columns[column].kind;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->members[column]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GArray *people = value;

      self->too_big += people->len > MEMBERS_MAX;
      if (people->len < 2 || people->len > MEMBERS_MAX)
        continue;
      self->groups[kind]++;
      for (guint i = 0; i < people->len; i++)
        for (guint k = i + 1; k < people->len; k++)
          tie (self, g_array_index (people, gint64, i), g_array_index (people, gint64, k), tie_of (kind),
               kind == KITH_COLUMN_TOGETHER);
    }
}

/* @person: (out): 0 where nobody can be told by @text */
static gboolean
find_named (KithRowTies *self, KithIntake *intake, KithIncoming *file, const char *text, KithKeys keys, gboolean add,
            gint64 *person, GError **error)
{
  g_auto (KithRecord) record = { 0 };
  KithMatch match;

  kith_record_init (&record);
  *person = 0;
  if (keys == KITH_KEYS_ID && !kith_value_is_email (text))
    {
      if (file->space != NULL)
        kith_key_table_find (file->space->ids, text, person);
      if (*person != 0 || !kith_value_is_name (text))
        return TRUE;
    }
  kith_record_read_key (&record, text, kith_value_is_email (text) ? KITH_KEYS_EMAIL : KITH_KEYS_NAME);
  if (!kith_record_is_somebody (&record))
    return TRUE;
  if (!kith_matching_find (intake->matching, &record, NULL, FALSE, &match, error))
    return FALSE;
  *person = match.person;
  if (match.person != 0 || !match.add || match.question != NULL || !add)
    return TRUE;
  /* A first name alone may be anybody's. */
  if (record.emails->len == 0 && (!kith_value_is_name (record.name) || strchr (record.name, ' ') == NULL))
    return TRUE;
  if (!kith_matching_add (intake->matching, &record, NULL, file->account->import, person, error))
    return FALSE;
  file->account->people++;
  return TRUE;
}

static void
tie_named (KithRowTies *self, const Mention *mention, gint64 other)
{
  KithTieKind kind = tie_of (self->table->columns[mention->column].kind);

  /* Whoever referred somebody comes first. */
  tie (self, other, mention->person, kind, FALSE);
}

static void
count_unknown (KithRowTies *self, const char *text)
{
  self->unknown++;
  if (self->example == NULL)
    self->example = g_strdup (text);
}

/* "Berg, Anna" is one person, "Anna Berg, Bo Ek" are two. */
static gboolean
is_one (const char *cell, const GPtrArray *parts)
{
  if (parts->len < 2)
    return TRUE;
  return parts->len == 2 && strchr (cell, ',') != NULL && strchr (parts->pdata[0], ' ') == NULL
         && strchr (parts->pdata[1], ' ') == NULL && !kith_value_is_email (parts->pdata[0]);
}

/* The cell as one person ("Berg, Anna"), else as a list of them. */
static gboolean
read_mention (KithRowTies *self, KithIntake *intake, KithIncoming *file, const Mention *mention, GError **error)
{
  KithKeys keys = self->table->columns[mention->column].keys;
  g_autoptr (GPtrArray) parts = kith_value_split (mention->cell);
  gint64 person;

  if (!find_named (self, intake, file, mention->cell, keys, is_one (mention->cell, parts), &person, error))
    return FALSE;
  if (person != 0)
    {
      tie_named (self, mention, person);
      return TRUE;
    }
  if (is_one (mention->cell, parts))
    {
      count_unknown (self, mention->cell);
      return TRUE;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      if (!find_named (self, intake, file, parts->pdata[i], keys, TRUE, &person, error))
        return FALSE;
      if (person != 0)
        tie_named (self, mention, person);
      else
        count_unknown (self, parts->pdata[i]);
    }
  return TRUE;
}

static char *
dup_ties (guint n)
{
  return g_strdup_printf (ngettext ("%'u tie", "%'u ties", n), n);
}

static void
tell (KithRowTies *self, KithAccount *account)
{
  guint households = self->groups[KITH_COLUMN_HOUSEHOLD];
  guint orders = self->groups[KITH_COLUMN_TOGETHER];
  guint ties[KITH_TIE_REACTION + 1] = { 0 };
  g_autofree char *household_ties = NULL;
  g_autofree char *together_ties = NULL;

  for (guint i = 0; i < kith_pair_table_get_size (self->pairs); i++)
    ties[kith_pair_table_get (self->pairs, i)->kind]++;
  household_ties = dup_ties (ties[KITH_TIE_HOUSEHOLD]);
  together_ties = dup_ties (ties[KITH_TIE_TOGETHER]);
  if (households > 0)
    kith_account_note (account,
                       /* Translators: %s is "20 ties" */
                       ngettext ("%'u household makes %s.", "%'u households make %s.", households), households,
                       household_ties);
  if (orders > 0)
    kith_account_note (account,
                       /* Translators: %s is "20 ties" */
                       ngettext ("%'u order of several people makes %s: they came together.",
                                 "%'u orders of several people make %s: they came together.", orders),
                       orders, together_ties);
  else if (ties[KITH_TIE_TOGETHER] > 0)
    kith_account_note (account,
                       ngettext ("%'u tie is of people who came together.", "%'u ties are of people who came together.",
                                 ties[KITH_TIE_TOGETHER]),
                       ties[KITH_TIE_TOGETHER]);
  if (ties[KITH_TIE_REFERRED] > 0)
    kith_account_note (account,
                       ngettext ("%'u tie leads from somebody to a person they referred.",
                                 "%'u ties lead from somebody to a person they referred.", ties[KITH_TIE_REFERRED]),
                       ties[KITH_TIE_REFERRED]);
  if (ties[KITH_TIE_STATED] > 0)
    kith_account_note (account,
                       ngettext ("%'u tie is to somebody whom a row names.", "%'u ties are to people whom rows name.",
                                 ties[KITH_TIE_STATED]),
                       ties[KITH_TIE_STATED]);
  if (self->too_big > 0)
    kith_account_note (account,
                       ngettext ("%'u household or order has more than %'d people and makes no ties.",
                                 "%'u households or orders have more than %'d people and make no ties.", self->too_big),
                       self->too_big, MEMBERS_MAX);
  if (self->unknown > 0)
    kith_account_note (account,
                       /* Translators: %s is one of those names */
                       ngettext ("%'u person who is named could not be told: nobody is called “%s”, or several are.",
                                 "%'u people who are named could not be told, such as “%s”: nobody is called so, or "
                                 "several are.",
                                 self->unknown),
                       self->unknown, self->example);
}

gboolean
kith_row_ties_write (KithRowTies *self, KithIntake *intake, KithIncoming *file, GError **error)
{
  KithTieLoadCounts counts = { 0 };

  if (self == NULL)
    return TRUE;
  for (guint i = 0; i < self->table->n_columns; i++)
    if (self->members[i] != NULL)
      tie_members (self, i);
  for (guint i = 0; i < self->mentions->len; i++)
    if (!read_mention (self, intake, file, &g_array_index (self->mentions, Mention, i), error))
      return FALSE;

  tell (self, file->account);
  if (!kith_told_write_pairs (intake, self->pairs, file->account->import, &counts, error))
    return FALSE;
  file->account->ties += counts.added;
  return TRUE;
}
