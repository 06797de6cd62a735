/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-field-column.h"

#include "kith-person-column.h"

#define WIDTH 140 /* pixels */
#define BEFORE 2  /* columns that stay first: who it is, and of which community */

/* What a column shows. */
typedef struct
{
  gint64 field;
  KithValueKind kind;
} Shown;

static const Shown *
get_shown (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "shown");
}

gint64
kith_field_column_get_field (GtkColumnViewColumn *column)
{
  const Shown *shown = get_shown (column);

  return shown != NULL ? shown->field : 0;
}

gboolean
kith_field_column_is_number (GtkColumnViewColumn *column)
{
  const Shown *shown = get_shown (column);

  return shown != NULL && shown->kind == KITH_VALUE_NUMBER;
}

static char *
dup_text (const KithSnapshot *snapshot, guint person, gint64 field)
{
  int column = kith_field_columns_find (snapshot->fields, field);

  if (column < 0)
    return NULL;
  return kith_field_value_dup_shown (snapshot->fields->columns[column].kind,
                                     kith_field_columns_get (snapshot->fields, (guint) column, person));
}

static GtkColumnViewColumn *
column_new (const KithFieldColumn *field)
{
  const Shown shown = { field->id, field->kind };
  KithPersonColumnFlags flags = field->kind == KITH_VALUE_NUMBER ? KITH_PERSON_COLUMN_DIGITS | KITH_PERSON_COLUMN_AT_END
                                : field->kind == KITH_VALUE_DATE ? KITH_PERSON_COLUMN_DIGITS
                                                                 : KITH_PERSON_COLUMN_TEXT;
  GtkColumnViewColumn *column = kith_person_column_new (field->name, WIDTH, flags, dup_text, field->id);

  g_object_set_data_full (G_OBJECT (column), "shown", g_memdup2 (&shown, sizeof shown), g_free);
  return column;
}

/* The field that the column shows as it is now; NULL where it does not. */
static const KithFieldColumn *
find_field (const KithFieldColumns *fields, GtkColumnViewColumn *column)
{
  const Shown *shown = get_shown (column);
  int found = fields != NULL ? kith_field_columns_find (fields, shown->field) : -1;

  return found >= 0 && fields->columns[found].shown && fields->columns[found].kind == shown->kind
             ? &fields->columns[found]
             : NULL;
}

gboolean
kith_field_column_update (GtkColumnView *view, const KithFieldColumns *fields, GtkColumnViewColumn *sorted)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GHashTable) there = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean gone = FALSE;
  guint position = BEFORE;

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);
      const KithFieldColumn *field = get_shown (column) != NULL ? find_field (fields, column) : NULL;

      if (get_shown (column) == NULL)
        continue;
      if (field == NULL)
        {
          gone |= column == sorted;
          gtk_column_view_remove_column (view, column);
          continue;
        }
      gtk_column_view_column_set_title (column, field->name);
      g_hash_table_add (there, (gpointer) &field->id);
    }
  for (guint c = 0; fields != NULL && c < fields->n_columns; c++)
    {
      g_autoptr (GtkColumnViewColumn) column = NULL;

      if (!fields->columns[c].shown)
        continue;
      if (!g_hash_table_contains (there, &fields->columns[c].id))
        {
          column = column_new (&fields->columns[c]);
          gtk_column_view_insert_column (view, position, column);
        }
      position++;
    }
  return gone;
}
