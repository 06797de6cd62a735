/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-person-column.h"

#include "kith-people-model.h"
#include "kith-swatch.h"

#define NAME_CHARS 16 /* that are always seen of a name */

/* What the cells of a column know of it; shared by them. */
typedef struct
{
  KithPersonColumnFlags flags;
  KithPersonColumnFunc dup_text;
  gint64 which;
  PangoAttrList *level; /* nullable: of its lines */
} Column;

static void
column_clear (Column *column)
{
  g_clear_pointer (&column->level, pango_attr_list_unref);
}

static void
column_release (gpointer data)
{
  g_rc_box_release_full (data, (GDestroyNotify) column_clear);
}

static void
show_dot (KithSwatch *dot, const KithSnapshot *snapshot, guint person)
{
  int community = snapshot->community[person];

  if (community < 0)
    kith_swatch_set_no_community (dot);
  else
    kith_swatch_set_color (dot, snapshot->communities[community].color);
}

static void
show_cell (GtkListItem *cell)
{
  const Column *column = g_object_get_data (G_OBJECT (cell), "column");
  GtkWidget *child = gtk_list_item_get_child (cell);
  guint person;
  const KithSnapshot *snapshot = kith_person_row_get_snapshot (gtk_list_item_get_item (cell), &person);
  g_autofree char *text = NULL;

  if (snapshot == NULL)
    return;
  if (column->flags & KITH_PERSON_COLUMN_NAME)
    {
      show_dot (KITH_SWATCH (gtk_widget_get_first_child (child)), snapshot, person);
      child = gtk_widget_get_last_child (child);
    }
  text = column->dup_text (snapshot, person, column->which);
  gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
}

static void
row_changed_cb (GtkListItem *cell, KithPersonRow *row)
{
  show_cell (cell);
}

/* All lines are as high as those of the desktop's font: one of a script whose font has taller ones would be cut off by its row. Measured once
 * for a column: it costs more than all else that a cell is made of. */
static void
level_lines (GtkInscription *label, Column *column)
{
  if (column->level == NULL)
    {
      PangoFontMetrics *metrics
          = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (label)), NULL, NULL);

      column->level = pango_attr_list_new ();
      pango_attr_list_insert (column->level,
                              pango_attr_line_height_new_absolute (pango_font_metrics_get_ascent (metrics)
                                                                   + pango_font_metrics_get_descent (metrics)));
      pango_font_metrics_unref (metrics);
    }
  gtk_inscription_set_attributes (label, column->level);
  /* GTK 4.18 forgets to let go of them. */
  g_signal_connect (label, "destroy", G_CALLBACK (gtk_inscription_set_attributes), NULL);
}

/* Not a label: those measure themselves anew, and with them the table, whenever their text changes. */
static GtkWidget *
make_text (Column *column)
{
  KithPersonColumnFlags flags = column->flags;
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), flags & KITH_PERSON_COLUMN_AT_END ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  level_lines (GTK_INSCRIPTION (text), column);
  if (flags & KITH_PERSON_COLUMN_DIGITS)
    gtk_widget_add_css_class (text, "numeric");
  if (flags & KITH_PERSON_COLUMN_DIMMED)
    gtk_widget_add_css_class (text, "dimmed");
  return text;
}

static GtkWidget *
add_dot (GtkWidget *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (box), kith_swatch_new_disc (12));
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), NAME_CHARS);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  Column *column = data;
  GtkWidget *child = make_text (column);

  if (column->flags & KITH_PERSON_COLUMN_NAME)
    child = add_dot (child);
  g_object_set_data_full (G_OBJECT (cell), "column", g_rc_box_acquire (column), column_release);
  g_object_set_data (G_OBJECT (child), "cell", cell);
  gtk_list_item_set_child (cell, child);
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
release_column (gpointer data, GClosure *closure)
{
  column_release (data);
}

GtkColumnViewColumn *
kith_person_column_new (const char *title, int width, KithPersonColumnFlags flags, KithPersonColumnFunc dup_text,
                        gint64 which)
{
  Column shared = { flags, dup_text, which, NULL };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  GtkColumnViewColumn *column;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), g_rc_box_dup (sizeof shared, &shared), release_column,
                         G_CONNECT_DEFAULT);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, width == 0);
  if (width != 0)
    gtk_column_view_column_set_fixed_width (column, width);
  return column;
}

GtkListItem *
kith_person_column_get_cell (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "cell");
}
