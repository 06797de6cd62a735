/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Remembered as lines: "as people", "dates month-first", and for each column its number from 1 and the name of its field: "3 email". */

#include "kith-choices.h"

#include "kith-imports.h"
#include "kith-own-fields.h"

#include <string.h>

static const char *const kind_names[] = {
  [KITH_TABLE_PEOPLE] = "people",
  [KITH_TABLE_TIES] = "ties",
  [KITH_TABLE_ATTENDANCE] = "attendance",
};

char *
kith_choices_dup_text (const KithTable *table)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if ((guint) table->wish.as < G_N_ELEMENTS (kind_names) && kind_names[table->wish.as] != NULL)
    g_string_append_printf (text, "as %s\n", kind_names[table->wish.as]);
  if (table->wish.dates != KITH_DATE_WISH_NONE)
    g_string_append_printf (text, "dates %s\n",
                            table->wish.dates == KITH_DATE_WISH_DAY_FIRST ? "day-first" : "month-first");
  for (guint i = 0; i < table->mapped->len; i++)
    {
      const KithTableField *field = &g_array_index (table->mapped, KithTableField, i);
      const char *name = kith_column_get_name (field->kind, field->side);

      if (name != NULL)
        g_string_append_printf (text, "%u %s\n", field->column + 1, name);
    }
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kept)
      g_string_append_printf (text, "%u %s\n", i + 1, kith_column_get_name (KITH_COLUMN_FIELD, 0));
  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/* Whether the column was kept as a field that is still there: one that was removed since does not come again by itself. */
static gboolean
is_still_own (const KithTable *table, const KithTableField *field, const char *const *own)
{
  g_autofree char *key = field->column < table->n_columns ? kith_head_key (table->columns[field->column].head) : NULL;

  return key != NULL && own != NULL && g_strv_contains (own, key);
}

/* Lines that say nothing known are passed over. @table: with the same heads. Returns: whether there was one that does */
static gboolean
parse_text (const char *text, const KithTable *table, KithTableOptions *options, GArray *fields)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      const char *space = strchr (*line, ' ');
      const char *value = space != NULL ? space + 1 : NULL;
      KithTableField field;
      gint64 number;

      if (value == NULL)
        continue;
      if (g_str_has_prefix (*line, "as "))
        {
          for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
            if (g_strcmp0 (kind_names[i], value) == 0)
              options->as = (KithTableKind) i;
        }
      else if (g_str_has_prefix (*line, "dates "))
        options->dates = g_str_equal (value, "month-first") ? KITH_DATE_WISH_MONTH_FIRST : KITH_DATE_WISH_DAY_FIRST;
      else if (g_ascii_string_to_signed (*line, 10, 1, KITH_CSV_COLUMNS_MAX, &number, NULL))
        continue; /* a number alone */
      else
        {
          g_autofree char *head = g_strndup (*line, space - *line);

          if (!g_ascii_string_to_signed (head, 10, 1, KITH_CSV_COLUMNS_MAX, &number, NULL)
              || !kith_column_from_name (value, &field.kind, &field.side))
            continue;
          field.column = (guint) number - 1;
          if (field.kind == KITH_COLUMN_FIELD && !is_still_own (table, &field, options->own))
            continue;
          g_array_append_val (fields, field);
        }
    }
  options->fields = (const KithTableField *) (gpointer) fields->data;
  options->n_fields = fields->len;
  return options->as != KITH_TABLE_AUTO || options->dates != KITH_DATE_WISH_NONE || fields->len > 0;
}

/* The heads of the network's own fields, as keys. */
static GStrv
dup_own (KithStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = store != NULL ? kith_own_field_list (store, error) : g_ptr_array_new ();
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const KithOwnField *field = list->pdata[i];

      g_strv_builder_add (keys, field->key);
      g_strv_builder_take (keys, kith_head_key (field->name));
    }
  return g_strv_builder_end (keys);
}

static const KithTableChoice *
find_choice (const KithChoices *choices, const char *path, const KithSheet *sheet)
{
  for (guint i = 0; i < choices->n_tables; i++)
    if (g_strcmp0 (choices->tables[i].path, path) == 0
        && (choices->tables[i].name == NULL || g_str_equal (choices->tables[i].name, sheet->name)))
      return &choices->tables[i];
  return NULL;
}

gboolean
kith_choices_leave_out (const KithChoices *choices, const char *path, const KithSheet *sheet)
{
  const KithTableChoice *choice = find_choice (choices, path, sheet);

  return choice != NULL && choice->leave_out;
}

KithTable *
kith_choices_open (const KithChoices *choices, KithStore *store, const char *path, KithSheet *sheet, gboolean tolerant,
                   gboolean *remembered, GError **error)
{
  const KithTableChoice *choice = find_choice (choices, path, sheet);
  KithTableOptions options = {
    .as = choices->as, .map = choices->map, .map_used = choices->map_used, .dates = choices->dates, .tolerant = TRUE
  };
  g_auto (GStrv) own = dup_own (store, error);
  g_autoptr (KithTable) table = NULL;
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (KithTableField));
  gboolean is_said;

  if (remembered != NULL)
    *remembered = FALSE;
  if (own == NULL)
    return NULL;
  options.own = (const char *const *) own;
  options.keep_all = choices->keep_all;
  if (choice != NULL)
    {
      options.as = choice->as != KITH_TABLE_AUTO ? choice->as : options.as;
      options.dates = choice->dates != KITH_DATE_WISH_NONE ? choice->dates : options.dates;
      options.fields = choice->fields;
      options.n_fields = choice->n_fields;
    }
  table = kith_table_new (sheet, &options, error);
  if (table == NULL)
    return NULL;

  is_said = table->mapped->len > 0 || options.as != KITH_TABLE_AUTO || options.dates != KITH_DATE_WISH_NONE;
  if (!is_said && !choices->forget && (choice == NULL || !choice->is_final) && store != NULL
      && table->heads_key != NULL)
    {
      g_autofree char *text = NULL;
      gboolean found;

      if (!kith_mapping_recall (store, table->heads_key, &found, NULL, NULL, &text, error))
        return NULL;
      if (text != NULL && parse_text (text, table, &options, fields))
        {
          /* Heads may stay the same while what is below them no longer fits: then it is found out anew. */
          g_autoptr (KithTable) again = kith_table_new (sheet, &options, NULL);

          if (again != NULL && again->kind != KITH_TABLE_AUTO)
            {
              g_clear_pointer (&table, kith_table_free);
              table = g_steal_pointer (&again);
              if (remembered != NULL)
                *remembered = TRUE;
            }
        }
    }
  if (table->kind != KITH_TABLE_AUTO || tolerant)
    return g_steal_pointer (&table);

  /* For the sentence that says what is missing. */
  options.tolerant = FALSE;
  g_clear_pointer (&table, kith_table_free);
  return kith_table_new (sheet, &options, error);
}
