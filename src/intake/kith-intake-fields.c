/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns that are kept as fields of one's own. What the first row of an import says of somebody holds, as it does for all else. */

#include "kith-intake-private.h"

#include "kith-error.h"
#include "kith-own-fields.h"

/* A column on its way into a field. */
typedef struct
{
  guint column;
  guint index; /* of the field among all of the network: a bit in what was told */
  gint64 field;
  KithValueKind kind;
} KithIncomingField;

/* What was told is a set of bits for each person, in words of 64; the key of a word is the person's number and the word's. */
#define WORD 64
#define WORDS_BITS 2
G_STATIC_ASSERT (KITH_OWN_FIELDS_MAX <= WORD << WORDS_BITS && sizeof (gpointer) >= sizeof (guint64));

/* Returns: whether it had not been told yet */
static gboolean
tell (KithIntake *intake, gint64 person, guint index)
{
  gpointer key = GSIZE_TO_POINTER ((guint64) person << WORDS_BITS | index / WORD);
  guint64 bit = G_GUINT64_CONSTANT (1) << index % WORD;
  guint64 told;

  if (intake->told == NULL)
    intake->told = g_hash_table_new (NULL, NULL);
  told = GPOINTER_TO_SIZE (g_hash_table_lookup (intake->told, key));
  if ((told & bit) != 0)
    return FALSE;
  g_hash_table_insert (intake->told, key, GSIZE_TO_POINTER (told | bit));
  return TRUE;
}

/* @is_full: (out): whether no more can be kept, which has been told */
static gboolean
open_field (KithIntake *intake, KithIncoming *file, guint column, gboolean *is_full, GError **error)
{
  const KithColumn *shown = &file->table->columns[column];
  KithIncomingField field = { .column = column };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) refused = NULL;
  gboolean added;

  if (!kith_own_field_put (intake->store, shown->head, shown->values, &field.field, &added, &refused))
    {
      if (!g_error_matches (refused, KITH_ERROR, KITH_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return FALSE;
        }
      kith_account_note (file->account, "%s", refused->message);
      list = kith_own_field_list (intake->store, error);
      *is_full = list != NULL && list->len >= KITH_OWN_FIELDS_MAX;
      return list != NULL;
    }
  intake->matching->changed = intake->matching->changed || added;
  list = kith_own_field_list (intake->store, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (((const KithOwnField *) list->pdata[i])->id == field.field)
      {
        field.index = i;
        field.kind = ((const KithOwnField *) list->pdata[i])->kind;
      }
  g_array_append_val (file->fields, field);
  return TRUE;
}

gboolean
kith_incoming_open_fields (KithIntake *intake, KithIncoming *file, GError **error)
{
  gboolean is_full = FALSE;

  for (guint i = 0; i < file->table->n_columns && !is_full; i++)
    if (file->table->columns[i].kind == KITH_COLUMN_FIELD)
      {
        if (file->fields == NULL)
          file->fields = g_array_new (FALSE, TRUE, sizeof (KithIncomingField));
        if (!open_field (intake, file, i, &is_full, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
kith_incoming_put_fields (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, gint64 person,
                          gboolean *changed, GError **error)
{
  for (guint i = 0; file->fields != NULL && i < file->fields->len; i++)
    {
      const KithIncomingField *field = &g_array_index (file->fields, KithIncomingField, i);
      const char *cell = row->cells[field->column];
      g_autofree char *kept = NULL;
      gboolean wrote;

      if (*cell == '\0' || !tell (intake, person, field->index))
        continue;
      if (field->kind == KITH_VALUE_DATE)
        cell = kept = kith_value_dup_kept (field->kind, cell, file->table->columns[field->column].dates);
      if (!kith_own_value_tell (intake->store, person, field->field, cell, file->account->import, &wrote, error))
        return FALSE;
      *changed = *changed || wrote;
      intake->matching->changed = intake->matching->changed || wrote;
    }
  return TRUE;
}
