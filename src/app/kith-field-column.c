/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-field-column.h"

#include "kith-people-model.h"

#define WIDTH 140 /* pixels */
#define BEFORE 2  /* columns that stay first: who it is, and of which community */

/* What a column shows; owned by it, and read by its cells. */
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

static void
show_cell (GtkListItem *cell)
{
  const Shown *shown = g_object_get_data (G_OBJECT (cell), "shown");
  guint person;
  const KithSnapshot *snapshot = kith_person_row_get_snapshot (gtk_list_item_get_item (cell), &person);
  int column = snapshot != NULL ? kith_field_columns_find (snapshot->fields, shown->field) : -1;
  g_autofree char *text = NULL;

  if (snapshot == NULL)
    return;
  if (column >= 0)
    text = kith_field_value_dup_shown (shown->kind, kith_field_columns_get (snapshot->fields, (guint) column, person));
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (cell)), text);
}

static void
row_changed_cb (GtkListItem *cell, KithPersonRow *row)
{
  show_cell (cell);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  const Shown *shown = data;
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), shown->kind == KITH_VALUE_NUMBER ? 1 : 0);
  if (shown->kind == KITH_VALUE_NUMBER || shown->kind == KITH_VALUE_DATE)
    gtk_widget_add_css_class (label, "numeric");
  g_object_set_data_full (G_OBJECT (cell), "shown", g_memdup2 (shown, sizeof *shown), g_free);
  g_object_set_data (G_OBJECT (label), "cell", cell);
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  g_signal_connect_object (gtk_list_item_get_item (cell), "changed", G_CALLBACK (row_changed_cb), cell,
                           G_CONNECT_SWAPPED);
  show_cell (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), row_changed_cb, cell);
}

static void
free_shown (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkColumnViewColumn *
column_new (const KithFieldColumn *field)
{
  const Shown shown = { field->id, field->kind };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  /* Sorts nothing: it only makes the head something to click on. */
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  GtkColumnViewColumn *column;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), g_memdup2 (&shown, sizeof shown), free_shown,
                         G_CONNECT_DEFAULT);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  column = gtk_column_view_column_new (field->name, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, WIDTH);
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
