/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-cards.h"

#include "kith-error.h"
#include "kith-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIELD_MAX 20000
#define RELATIONS_MAX 200
#define SEVERAL " ::: "

typedef struct
{
  char *who, *kind;
} Relation;

typedef struct
{
  guint64 line;
  char *fields[KITH_CARD_N_FIELDS];
  char *key;
  gboolean is_group;
  GPtrArray *members;
  GArray *relations; /* Relation */
} Card;

struct _KithCards
{
  KithFile *file;
  const char *format;
  GPtrArray *cards; /* Card */
  Card *card;       /* the one at hand; NULL before the first */
};

static void
relation_clear (gpointer data)
{
  Relation *relation = data;

  g_free (relation->who);
  g_free (relation->kind);
}

static void
card_free (gpointer data)
{
  Card *card = data;

  for (guint i = 0; i < KITH_CARD_N_FIELDS; i++)
    g_free (card->fields[i]);
  g_free (card->key);
  g_clear_pointer (&card->members, g_ptr_array_unref);
  g_clear_pointer (&card->relations, g_array_unref);
  g_free (card);
}

KithCards *
kith_cards_new (KithInput *input, const char *format)
{
  KithCards *self = g_new0 (KithCards, 1);
  g_autofree char *packed = g_strconcat (format, ".gz", NULL);

  self->file = kith_file_ref (kith_input_get_file (input));
  self->format = g_intern_string (kith_input_is_gzip (input) ? packed : format);
  self->cards = g_ptr_array_new_with_free_func (card_free);
  return self;
}

void
kith_cards_free (KithCards *self)
{
  if (self == NULL)
    return;
  kith_file_unref (self->file);
  g_ptr_array_unref (self->cards);
  g_free (self);
}

void
kith_cards_begin (KithCards *self, guint64 line)
{
  self->card = g_new0 (Card, 1);
  self->card->line = line;
  g_ptr_array_add (self->cards, self->card);
}

static gboolean
holds_several (KithCardField field)
{
  return field == KITH_CARD_EMAIL || field == KITH_CARD_GROUPS;
}

void
kith_cards_put (KithCards *self, KithCardField field, const char *text)
{
  g_autofree char *clean = g_utf8_make_valid (text, MIN (strlen (text), FIELD_MAX));
  char **place;

  g_strstrip (clean);
  if (self->card == NULL || *clean == '\0')
    return;
  while (((field >= KITH_CARD_PHONE && field < KITH_CARD_PHONE_3)
          || (field >= KITH_CARD_WEBSITE && field < KITH_CARD_WEBSITE_3))
         && self->card->fields[field] != NULL)
    field++;
  place = &self->card->fields[field];
  if (*place == NULL)
    *place = g_steal_pointer (&clean);
  else if (holds_several (field) && strlen (*place) < FIELD_MAX)
    {
      char *joined = g_strconcat (*place, field == KITH_CARD_EMAIL ? ", " : SEVERAL, clean, NULL);

      g_free (*place);
      *place = joined;
    }
}

void
kith_cards_set_group (KithCards *self)
{
  if (self->card != NULL)
    self->card->is_group = TRUE;
}

void
kith_cards_set_key (KithCards *self, const char *key)
{
  if (self->card != NULL)
    g_set_str (&self->card->key, key);
}

void
kith_cards_add_member (KithCards *self, const char *key)
{
  if (self->card == NULL)
    return;
  if (self->card->members == NULL)
    self->card->members = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->card->members, g_strdup (key));
}

void
kith_cards_add_relation (KithCards *self, const char *who, const char *kind)
{
  Relation relation = { .who = g_utf8_make_valid (who, MIN (strlen (who), 1000)),
                        .kind = g_utf8_make_valid (kind, MIN (strlen (kind), 200)) };

  g_strstrip (relation.who);
  if (self->card == NULL || *relation.who == '\0'
      || (self->card->relations != NULL && self->card->relations->len >= RELATIONS_MAX))
    {
      relation_clear (&relation);
      return;
    }
  if (self->card->relations == NULL)
    {
      self->card->relations = g_array_new (FALSE, FALSE, sizeof (Relation));
      g_array_set_clear_func (self->card->relations, relation_clear);
    }
  g_array_append_val (self->card->relations, relation);
}

/* --- the sheets --- */

/* By id and by key. */
static GHashTable *
index_cards (KithCards *self)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->cards->len; i++)
    {
      Card *card = self->cards->pdata[i];

      if (card->key != NULL)
        g_hash_table_insert (index, card->key, card);
      if (card->fields[KITH_CARD_ID] != NULL)
        g_hash_table_insert (index, card->fields[KITH_CARD_ID], card);
    }
  return index;
}

static void
join_groups (KithCards *self, GHashTable *index)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *group = self->cards->pdata[i];

      for (guint k = 0; group->is_group && group->members != NULL && group->fields[KITH_CARD_NAME] != NULL
                        && k < group->members->len;
           k++)
        {
          Card *member = g_hash_table_lookup (index, group->members->pdata[k]);

          if (member == NULL || member->is_group)
            continue;
          self->card = member;
          kith_cards_put (self, KITH_CARD_GROUPS, group->fields[KITH_CARD_NAME]);
        }
    }
}

static gboolean
add_people (KithCards *self, KithSheet *sheet, GError **error)
{
  static const struct
  {
    const char *head;
    KithColumnKind kind;
  } columns[KITH_CARD_N_FIELDS] = {
    [KITH_CARD_ID] = { "id", KITH_COLUMN_PERSON_ID },
    [KITH_CARD_NAME] = { "name", KITH_COLUMN_PERSON_NAME },
    [KITH_CARD_GIVEN] = { "first name", KITH_COLUMN_GIVEN_NAME },
    [KITH_CARD_MIDDLE] = { "middle name", KITH_COLUMN_MIDDLE_NAME },
    [KITH_CARD_FAMILY] = { "last name", KITH_COLUMN_FAMILY_NAME },
    [KITH_CARD_NICKNAME] = { "nickname", KITH_COLUMN_NICKNAME },
    [KITH_CARD_EMAIL] = { "email", KITH_COLUMN_EMAIL },
    [KITH_CARD_PHONE] = { "phone", KITH_COLUMN_PHONE },
    [KITH_CARD_PHONE_2] = { "phone 2", KITH_COLUMN_PHONE },
    [KITH_CARD_PHONE_3] = { "phone 3", KITH_COLUMN_PHONE },
    [KITH_CARD_ORGANIZATION] = { "organization", KITH_COLUMN_ORGANIZATION },
    [KITH_CARD_TOWN] = { "town", KITH_COLUMN_TOWN },
    [KITH_CARD_WEBSITE] = { "website", KITH_COLUMN_WEBSITE },
    [KITH_CARD_WEBSITE_2] = { "website 2", KITH_COLUMN_WEBSITE },
    [KITH_CARD_WEBSITE_3] = { "website 3", KITH_COLUMN_WEBSITE },
    [KITH_CARD_NOTES] = { "notes", KITH_COLUMN_NOTES },
    [KITH_CARD_GROUPS] = { "groups", KITH_COLUMN_GROUPS },
  };
  gboolean used[KITH_CARD_N_FIELDS] = { FALSE };

  for (guint i = 0; i < self->cards->len; i++)
    for (guint k = 0; k < KITH_CARD_N_FIELDS; k++)
      used[k] = used[k] || ((Card *) self->cards->pdata[i])->fields[k] != NULL;
  for (guint k = 0; k < KITH_CARD_N_FIELDS; k++)
    kith_sheet_add_column (sheet, columns[k].head, used[k] ? columns[k].kind : KITH_COLUMN_LEFT_OUT, 0);
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *card = self->cards->pdata[i];

      if (!card->is_group
          && !kith_sheet_add_row (sheet, card->line, (const char *const *) card->fields, KITH_CARD_N_FIELDS, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_ties (KithCards *self, GHashTable *index, KithSheet *sheet, GError **error)
{
  static const KithCardField ends[] = { KITH_CARD_ID, KITH_CARD_NAME, KITH_CARD_EMAIL };
  static const KithColumnKind kinds[] = { KITH_COLUMN_PERSON_ID, KITH_COLUMN_PERSON_NAME, KITH_COLUMN_EMAIL };
  static const char *const heads[] = { "from id", "from name", "from email", "to id", "to name", "to email" };

  for (guint i = 0; i < 6; i++)
    kith_sheet_add_column (sheet, heads[i], kinds[i % 3], i / 3);
  kith_sheet_add_column (sheet, "kind", KITH_COLUMN_TIE_KIND, 0);
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *card = self->cards->pdata[i];

      for (guint k = 0; card->relations != NULL && k < card->relations->len; k++)
        {
          const Relation *relation = &g_array_index (card->relations, Relation, k);
          const char *who = relation->who;
          const Card *other = g_hash_table_lookup (index, who);
          const char *cells[7] = { NULL };

          if (g_ascii_strncasecmp (who, "mailto:", 7) == 0)
            who += 7;
          /* Something that is found elsewhere, and says nothing by itself. */
          else if (other == NULL && (g_str_has_prefix (who, "urn:") || strstr (who, "://") != NULL))
            continue;
          for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
            {
              cells[e] = card->fields[ends[e]];
              if (other != NULL)
                cells[3 + e] = other->fields[ends[e]];
            }
          if (other == NULL)
            cells[kith_value_is_email (who) ? 5 : 4] = who;
          cells[6] = relation->kind;
          if (!kith_sheet_add_row (sheet, card->line, cells, G_N_ELEMENTS (cells), error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
kith_cards_finish (KithCards *self, KithSource *source, GError **error)
{
  g_autoptr (KithSheet) people = kith_sheet_new (self->file, self->format, KITH_TABLE_PEOPLE);
  g_autoptr (KithSheet) ties = kith_sheet_new (self->file, self->format, KITH_TABLE_TIES);
  g_autoptr (GHashTable) index = index_cards (self);

  join_groups (self, index);
  people->recognized = ties->recognized = "address book";
  ties->continues = TRUE;
  ties->anonymous = TRUE;
  if (!add_people (self, people, error) || !add_ties (self, index, ties, error))
    return FALSE;
  if (people->held == 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” holds no address cards."), self->file->name);
      return FALSE;
    }
  kith_source_add (source, g_steal_pointer (&people));
  if (ties->held > 0)
    kith_source_add (source, g_steal_pointer (&ties));
  return TRUE;
}
