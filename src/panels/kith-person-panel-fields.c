/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own: those that something is known in for the person, and the others folded away. */

#include "kith-person-panel-private.h"

#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Values of a choice that are offered; typing finds the rest. */
#define CHOICES_MAX 30

/* — Writing — */

typedef struct
{
  gint64 person, field;
  char *value;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *self = data;

  g_free (self->value);
  g_free (self);
}

static gboolean
set_write (KithStore *store, gpointer data, GError **error)
{
  Setting *self = data;

  return kith_own_value_set (store, self->person, self->field, self->value, NULL, error);
}

/* @text: as it was typed or chosen; nothing is written where it says what is there. */
static void
set_value (KithPersonPanel *self, gint64 field, const char *text)
{
  KithSnapshot *snapshot;
  int person = kith_person_panel_get_index (self, &snapshot);
  int column = person >= 0 ? kith_field_columns_find (snapshot->fields, field) : -1;
  const KithFieldColumn *own;
  Setting *setting;

  if (self->showing || column < 0)
    return;
  own = &snapshot->fields->columns[column];
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *kept = kith_value_dup_kept (own->kind, typed, kith_value_dates_here ());
  /* Translators: an act, as in "Undo …"; the name of a field, such as "Shirt size", and of a person */
  g_autofree char *label = g_strdup_printf (_ ("Set “%s” of %s"), own->name, snapshot->name[person]);
  /* Translators: the name of a field, such as "Shirt size", and of a person */
  g_autofree char *toast = g_strdup_printf (_ ("Set “%s” of %s to “%s”"), own->name, snapshot->name[person], kept);

  if (*kept == '\0')
    {
      g_free (toast);
      /* Translators: the name of a field, such as "Shirt size", and of a person */
      toast = g_strdup_printf (_ ("Emptied “%s” of %s"), own->name, snapshot->name[person]);
    }
  if (g_str_equal (kept, kith_field_columns_get (snapshot->fields, (guint) column, (guint) person)))
    return;
  setting = g_new0 (Setting, 1);
  setting->person = self->person;
  setting->field = field;
  setting->value = g_steal_pointer (&kept);
  kith_panel_write (kith_person_panel_get_open (self), label, toast, set_write, setting, setting_free, NULL, NULL);
}

static gint64
get_field (gpointer row)
{
  return *(const gint64 *) g_object_get_data (row, "field");
}

static void
applied_cb (KithPersonPanel *self, AdwEntryRow *row)
{
  set_value (self, get_field (row), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
said_cb (KithPersonPanel *self, GParamSpec *pspec, AdwComboRow *row)
{
  static const char *const words[] = { "", "yes", "no" };
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (words))
    set_value (self, get_field (row), words[selected]);
}

static void
field_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 field;
  const char *value;

  g_variant_get (parameter, "(x&s)", &field, &value);
  set_value (KITH_PERSON_PANEL (widget), field, value);
}

/* — Rows — */

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint32 *rank = data;
  guint32 x = rank[*(const guint *) a], y = rank[*(const guint *) b];

  return (x > y) - (x < y);
}

/* What others have in the field, so that the same thing is called the same. */
static void
choices_cb (GtkMenuButton *button, gpointer data)
{
  KithPersonPanel *self = data;
  KithSnapshot *snapshot = kith_panel_get_snapshot (KITH_PANEL (self));
  gint64 field = get_field (button);
  int column = snapshot != NULL ? kith_field_columns_find (snapshot->fields, field) : -1;
  g_autofree guint32 *rank = column >= 0 ? kith_field_columns_rank (snapshot->fields, (guint) column) : NULL;
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint text = 1; rank != NULL && text < snapshot->fields->n_texts; text++)
    if (rank[text] != 0 && strchr (snapshot->fields->texts[text], '\n') == NULL)
      g_array_append_val (order, text);
  g_array_sort_with_data (order, compare_ranks, rank);
  for (guint k = 0; k < MIN (order->len, CHOICES_MAX); k++)
    {
      const char *value = snapshot->fields->texts[g_array_index (order, guint, k)];
      /* An underscore would be a key. */
      g_auto (GStrv) parts = g_strsplit (value, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "person.field", "(xs)", field, value);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
add_choices (KithPersonPanel *self, GtkWidget *row, gint64 field)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("What Others Have"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "field", g_memdup2 (&field, sizeof field), g_free);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), choices_cb, self, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
make_yes_no (KithPersonPanel *self, const char *value)
{
  const char *const words[] = { _ ("Not known"), _ ("Yes"), _ ("No"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  GtkWidget *row = adw_combo_row_new ();
  KithSays says = kith_value_says (value);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), says == KITH_SAYS_YES ? 1 : says == KITH_SAYS_NO ? 2 : 0);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* Several lines are of people who were made one. */
static char *
dup_entry_text (const KithFieldColumn *column, const char *value)
{
  return strchr (value, '\n') != NULL ? kith_field_value_dup_shown (column->kind, value) : g_strdup (value);
}

static GtkWidget *
make_entry (KithPersonPanel *self, const KithFieldColumn *column, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *text = dup_entry_text (column, value);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  if (column->kind == KITH_VALUE_CHOICE)
    add_choices (self, row, column->id);
  return row;
}

static gboolean
is_said (const KithFieldColumn *column, const char *value)
{
  return column->kind == KITH_VALUE_YES_NO && (*value == '\0' || kith_value_says (value) != KITH_SAYS_NOTHING);
}

static GtkWidget *
make_row (KithPersonPanel *self, const KithFieldColumn *column, const char *value)
{
  GtkWidget *row = is_said (column, value) ? make_yes_no (self, value) : make_entry (self, column, value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), column->name);
  g_object_set_data_full (G_OBJECT (row), "field", g_memdup2 (&column->id, sizeof column->id), g_free);
  g_ptr_array_add (self->value_rows, row);
  return row;
}

static void
make_rows (KithPersonPanel *self, const KithFieldColumns *fields, guint person)
{
  GtkWidget *more = NULL;

  kith_person_panel_remove_rows (self->fields_group, self->field_rows);
  g_ptr_array_set_size (self->value_rows, 0);
  for (guint c = 0; c < fields->n_columns; c++)
    {
      const char *value = kith_field_columns_get (fields, c, person);
      GtkWidget *row = make_row (self, &fields->columns[c], value);

      if (*value != '\0')
        {
          kith_person_panel_add_row (self->fields_group, self->field_rows, row);
          continue;
        }
      if (more == NULL)
        more = adw_expander_row_new ();
      adw_expander_row_add_row (ADW_EXPANDER_ROW (more), row);
    }
  if (more == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more),
                                 self->field_rows->len > 0 ? _ ("Empty Fields") : _ ("Nothing Is Known in These"));
  kith_person_panel_add_row (self->fields_group, self->field_rows, more);
}

/* Whether the same rows can show what is known now. */
static gboolean
are_same_rows (const KithFieldColumns *before, const KithFieldColumns *now, guint person)
{
  /* With other people the person's place may be another. */
  if (before->n_columns != now->n_columns || before->n != now->n)
    return FALSE;
  for (guint c = 0; c < now->n_columns; c++)
    {
      const char *value = kith_field_columns_get (now, c, person);
      const char *was = kith_field_columns_get (before, c, person);

      if (before->columns[c].id != now->columns[c].id || before->columns[c].kind != now->columns[c].kind
          || !g_str_equal (before->columns[c].name, now->columns[c].name) || (*value == '\0') != (*was == '\0')
          || is_said (&now->columns[c], value) != is_said (&now->columns[c], was))
        return FALSE;
    }
  return TRUE;
}

/* Only what has changed: what somebody is typing elsewhere stays, and so does the keyboard. */
static void
update_rows (KithPersonPanel *self, const KithFieldColumns *before, const KithFieldColumns *now, guint person)
{
  for (guint c = 0; c < now->n_columns; c++)
    {
      GtkWidget *row = self->value_rows->pdata[c];
      const char *value = kith_field_columns_get (now, c, person);
      g_autofree char *text = dup_entry_text (&now->columns[c], value);

      if (g_str_equal (value, kith_field_columns_get (before, c, person)))
        continue;
      if (ADW_IS_COMBO_ROW (row))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), kith_value_says (value) == KITH_SAYS_YES ? 1 : 2);
      else
        gtk_editable_set_text (GTK_EDITABLE (row), text);
    }
}

void
kith_person_panel_show_fields (KithPersonPanel *self, const KithSnapshot *snapshot, guint person)
{
  g_autoptr (KithFieldColumns) before = g_steal_pointer (&self->fields);
  gboolean is_same = before != NULL && self->fields_person == self->person;

  self->fields = kith_field_columns_ref (snapshot->fields);
  self->fields_person = self->person;
  gtk_widget_set_visible (GTK_WIDGET (self->fields_group), self->fields->n_columns > 0);
  if (is_same && before == self->fields)
    return;
  if (is_same && are_same_rows (before, self->fields, person))
    update_rows (self, before, self->fields, person);
  else
    make_rows (self, self->fields, person);
}

void
kith_person_panel_show_sources (KithPersonPanel *self, const GPtrArray *sources)
{
  for (guint i = 0; i < self->value_rows->len; i++)
    {
      GtkWidget *row = self->value_rows->pdata[i];
      g_autofree char *tip = NULL;

      for (guint k = 0; k < sources->len && tip == NULL; k++)
        {
          const KithOwnValueSource *source = sources->pdata[k];
          g_autofree char *day = NULL;

          if (source->field != get_field (row))
            continue;
          day = kith_text_day (source->time);
          /* Translators: where a value is from: a file, and the day it was imported */
          tip = source->file != NULL ? g_strdup_printf (_ ("From %s, imported on %s"), source->file, day)
                                     : g_strdup (_ ("Set by hand"));
        }
      gtk_widget_set_tooltip_text (row, tip);
    }
}

void
kith_person_panel_class_bind_fields (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, fields_group);
  gtk_widget_class_install_action (widget_class, "person.field", "(xs)", field_activated);
}
