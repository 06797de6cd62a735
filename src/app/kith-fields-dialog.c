/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows follow the snapshot: a change is written, and shown when it has come back. */

#include "kith-fields-dialog.h"

#include "kith-own-fields.h"
#include "kith-panel.h"

#include <glib/gi18n-lib.h>

struct _KithFieldsDialog
{
  AdwDialog parent_instance;

  KithSession *session;
  GPtrArray *rows; /* FieldRow */
  gboolean filling;

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *fields_group;
  AdwEntryRow *add_row;
};

G_DEFINE_FINAL_TYPE (KithFieldsDialog, kith_fields_dialog, ADW_TYPE_DIALOG)

/* Where a field is shown. */
typedef struct
{
  gint64 field;
  AdwExpanderRow *row;
  AdwEntryRow *name_row;
  AdwComboRow *kind_row;
  AdwSwitchRow *shown_row;
} FieldRow;

/* — Writing — */

typedef struct
{
  enum
  {
    ADD,
    RENAME,
    SET_KIND,
    SET_SHOWN,
    REMOVE,
  } what;
  gint64 field;
  char *name;
  KithValueKind kind;
  gboolean shown;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->name);
  g_free (self);
}

static gboolean
change_write (KithStore *store, gpointer data, GError **error)
{
  Change *self = data;

  switch (self->what)
    {
    case ADD:
      return kith_own_field_put (store, self->name, KITH_VALUE_TEXT, &self->field, NULL, error);
    case RENAME:
      return kith_own_field_rename (store, self->field, self->name, error);
    case SET_KIND:
      return kith_own_field_set_kind (store, self->field, self->kind, error);
    case SET_SHOWN:
      return kith_own_field_set_shown (store, self->field, self->shown, error);
    case REMOVE:
    default:
      return kith_own_field_remove (store, self->field, error);
    }
}

static void
undo_clicked_cb (KithFieldsDialog *self, AdwToast *toast)
{
  kith_session_undo (self->session);
}

/* A toast of the window would be behind the dialog. */
static void
removed (gpointer owner, gpointer data)
{
  KithFieldsDialog *self = owner;
  const Change *change = data;
  /* Translators: the name of a field */
  g_autofree char *told = g_strdup_printf (_ ("Removed the field “%s”"), change->name);
  AdwToast *toast = adw_toast_new (told);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
write_change (KithFieldsDialog *self, const Change *change, const char *label)
{
  Change *copy = g_memdup2 (change, sizeof *change);

  copy->name = g_strdup (change->name);
  kith_panel_write (self->session, label, NULL, change_write, copy, change_free, self,
                    change->what == REMOVE ? removed : NULL);
}

/* The field that a row is about, as it is now; NULL where it has gone. */
static const KithFieldColumn *
find_field (KithFieldsDialog *self, gpointer row)
{
  const gint64 *id = g_object_get_data (row, "field");
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);
  int column = snapshot != NULL ? kith_field_columns_find (snapshot->fields, *id) : -1;

  return column >= 0 ? &snapshot->fields->columns[column] : NULL;
}

static void
renamed_cb (KithFieldsDialog *self, AdwEntryRow *entry)
{
  const KithFieldColumn *field = find_field (self, entry);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (field == NULL || *name == '\0' || g_str_equal (name, field->name))
    return;
  /* Translators: an act, as in "Undo …"; a field's old name and its new one */
  g_autofree char *label = g_strdup_printf (_ ("Rename Field “%s” to “%s”"), field->name, name);

  write_change (self, &(Change) { .what = RENAME, .field = field->id, .name = name }, label);
}

static void
kind_selected_cb (KithFieldsDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  const KithFieldColumn *field = find_field (self, row);
  guint kind = adw_combo_row_get_selected (row);

  if (self->filling || field == NULL || kind >= KITH_N_VALUE_KINDS || kind == (guint) field->kind)
    return;
  /* Translators: an act, as in "Undo …"; the name of a field */
  g_autofree char *label = g_strdup_printf (_ ("Change What “%s” Holds"), field->name);

  write_change (self, &(Change) { .what = SET_KIND, .field = field->id, .kind = (KithValueKind) kind }, label);
}

static void
shown_cb (KithFieldsDialog *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  const KithFieldColumn *field = find_field (self, row);
  gboolean shown = adw_switch_row_get_active (row);

  if (self->filling || field == NULL || shown == field->shown)
    return;
  /* Translators: an act, as in "Undo …"; the name of a field, which becomes a column */
  g_autofree char *label
      = g_strdup_printf (shown ? _ ("Show “%s” in the Table") : _ ("Hide “%s” from the Table"), field->name);

  write_change (self, &(Change) { .what = SET_SHOWN, .field = field->id, .shown = shown }, label);
}

static void
remove_cb (KithFieldsDialog *self, AdwButtonRow *row)
{
  const KithFieldColumn *field = find_field (self, row);

  if (field == NULL)
    return;
  /* Translators: an act, as in "Undo …"; the name of a field */
  g_autofree char *label = g_strdup_printf (_ ("Remove Field “%s”"), field->name);

  write_change (self, &(Change) { .what = REMOVE, .field = field->id, .name = field->name }, label);
}

static void
added_cb (KithFieldsDialog *self, AdwEntryRow *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  /* Translators: an act, as in "Undo …"; the name of a field */
  g_autofree char *label = g_strdup_printf (_ ("Add Field “%s”"), name);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  if (*name != '\0')
    write_change (self, &(Change) { .what = ADD, .name = name }, label);
}

/* — Rows — */

static void
add_part (FieldRow *row, gpointer part, const char *title)
{
  adw_preferences_row_set_use_underline (part, TRUE);
  adw_preferences_row_set_title (part, title);
  g_object_set_data_full (part, "field", g_memdup2 (&row->field, sizeof row->field), g_free);
  adw_expander_row_add_row (row->row, part);
}

static void
add_row (KithFieldsDialog *self, gint64 field)
{
  FieldRow *row = g_new0 (FieldRow, 1);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  GtkWidget *remove = adw_button_row_new ();

  for (int kind = 0; kind < KITH_N_VALUE_KINDS; kind++)
    gtk_string_list_append (kinds, kith_value_kind_get_words (kind));
  row->field = field;
  row->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->row), FALSE);
  row->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_entry_row_set_show_apply_button (row->name_row, TRUE);
  adw_entry_row_set_max_length (row->name_row, 100);
  add_part (row, row->name_row, _ ("_Name"));
  row->kind_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_combo_row_set_model (row->kind_row, G_LIST_MODEL (kinds));
  /* Translators: before a kind of values: "Holds: Number" */
  add_part (row, row->kind_row, _ ("_Holds"));
  row->shown_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  add_part (row, row->shown_row, _ ("_Column in the Table"));
  gtk_widget_add_css_class (remove, "destructive-action");
  add_part (row, remove, _ ("_Remove Field"));
  g_signal_connect_object (row->name_row, "apply", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row->kind_row, "notify::selected", G_CALLBACK (kind_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row->shown_row, "notify::active", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "activated", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->fields_group, GTK_WIDGET (row->row));
  g_ptr_array_add (self->rows, row);
}

static void
fill_row (FieldRow *row, const KithFieldColumn *field)
{
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", field->people), field->people);
  g_autofree char *about = g_strdup_printf ("%s · %s", kith_value_kind_get_words (field->kind), people);
  gboolean is_new = !g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row->row)), field->name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), field->name);
  adw_expander_row_set_subtitle (row->row, about);
  /* What somebody is typing stays while other things change. */
  if (is_new)
    gtk_editable_set_text (GTK_EDITABLE (row->name_row), field->name);
  adw_combo_row_set_selected (row->kind_row, field->kind);
  adw_switch_row_set_active (row->shown_row, field->shown);
}

static gboolean
is_listed (const KithFieldsDialog *self, const KithFieldColumns *fields)
{
  if (self->rows->len != fields->n_columns)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (((const FieldRow *) self->rows->pdata[i])->field != fields->columns[i].id)
      return FALSE;
  return TRUE;
}

static void
show_fields (KithFieldsDialog *self)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);

  if (snapshot == NULL)
    return;
  self->filling = TRUE;
  if (!is_listed (self, snapshot->fields))
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->fields_group, GTK_WIDGET (((FieldRow *) self->rows->pdata[i])->row));
      g_ptr_array_set_size (self->rows, 0);
      for (guint c = 0; c < snapshot->fields->n_columns; c++)
        add_row (self, snapshot->fields->columns[c].id);
    }
  for (guint c = 0; c < snapshot->fields->n_columns; c++)
    fill_row (self->rows->pdata[c], &snapshot->fields->columns[c]);
  gtk_widget_set_visible (GTK_WIDGET (self->fields_group), self->rows->len > 0);
  self->filling = FALSE;
}

static void
kith_fields_dialog_dispose (GObject *object)
{
  KithFieldsDialog *self = KITH_FIELDS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_FIELDS_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kith_fields_dialog_parent_class)->dispose (object);
}

static void
kith_fields_dialog_class_init (KithFieldsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_fields_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-fields-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithFieldsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KithFieldsDialog, fields_group);
  gtk_widget_class_bind_template_child (widget_class, KithFieldsDialog, add_row);
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
}

static void
kith_fields_dialog_init (KithFieldsDialog *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
kith_fields_dialog_new (KithSession *session)
{
  KithFieldsDialog *self = g_object_new (KITH_TYPE_FIELDS_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (show_fields), self, G_CONNECT_SWAPPED);
  show_fields (self);
  return ADW_DIALOG (self);
}
