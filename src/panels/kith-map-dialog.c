/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-dialog.h"

#include "kith-map-memory.h"
#include "kith-map-preview.h"
#include "kith-map-printing.h"
#include "kith-panel.h"

#include <glib/gi18n-lib.h>

struct _KithMapDialog
{
  AdwDialog parent_instance;

  KithMapOut *out;
  KithMapChoices choices;
  KithPictureFormat format;
  gboolean telling; /* the rows are being told: they need not tell back */

  KithMapPreview *preview;
  GtkLabel *size_label;
  AdwComboRow *show_row, *names_row, *paper_row, *orientation_row, *format_row;
  AdwSwitchRow *heading_row, *legend_row, *dark_row;
  AdwSpinRow *across_row, *down_row;
  GtkWidget *save_button, *print_button;
};

G_DEFINE_FINAL_TYPE (KithMapDialog, kith_map_dialog, ADW_TYPE_DIALOG)

/* In the order of the row. */
static const KithPictureFormat formats[] = { KITH_PICTURE_PDF, KITH_PICTURE_PNG, KITH_PICTURE_SVG };

static void
show_choices (KithMapDialog *self)
{
  g_autofree char *size = kith_map_out_dup_size (self->out, &self->choices, self->format);

  gtk_label_set_label (self->size_label, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, size, -1);
  kith_map_preview_show (self->preview, self->out, &self->choices, self->format);
}

static void
changed_cb (KithMapDialog *self, GParamSpec *pspec, GtkWidget *row)
{
  if (self->telling)
    return;
  self->choices.whole = adw_combo_row_get_selected (self->show_row) == 0;
  self->choices.names = adw_combo_row_get_selected (self->names_row);
  self->choices.heading = adw_switch_row_get_active (self->heading_row);
  self->choices.legend = adw_switch_row_get_active (self->legend_row);
  self->choices.dark = adw_switch_row_get_active (self->dark_row);
  self->choices.paper = adw_combo_row_get_selected (self->paper_row);
  self->choices.landscape = adw_combo_row_get_selected (self->orientation_row) == 0;
  self->choices.across = (guint) adw_spin_row_get_value (self->across_row);
  self->choices.down = (guint) adw_spin_row_get_value (self->down_row);
  self->format = formats[MIN (adw_combo_row_get_selected (self->format_row), G_N_ELEMENTS (formats) - 1)];
  kith_map_memory_store (&self->choices, self->format);
  show_choices (self);
}

static void
fill_rows (KithMapDialog *self)
{
  g_autoptr (GtkStringList) papers = gtk_string_list_new (NULL);

  self->telling = TRUE;
  for (guint k = 0; k < KITH_N_PAPERS; k++)
    gtk_string_list_append (papers, kith_paper_get_title (k));
  adw_combo_row_set_model (self->paper_row, G_LIST_MODEL (papers));
  if (!kith_map_out_has_view (self->out))
    self->choices.whole = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->show_row), kith_map_out_has_view (self->out));
  adw_combo_row_set_selected (self->show_row, self->choices.whole ? 0 : 1);
  adw_combo_row_set_selected (self->names_row, self->choices.names);
  adw_switch_row_set_active (self->heading_row, self->choices.heading);
  adw_switch_row_set_active (self->legend_row, self->choices.legend);
  adw_switch_row_set_active (self->dark_row, self->choices.dark);
  adw_combo_row_set_selected (self->paper_row, self->choices.paper);
  adw_combo_row_set_selected (self->orientation_row, self->choices.landscape ? 0 : 1);
  adw_spin_row_set_value (self->across_row, self->choices.across);
  adw_spin_row_set_value (self->down_row, self->choices.down);
  for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
    if (formats[k] == self->format)
      adw_combo_row_set_selected (self->format_row, k);
  self->telling = FALSE;
}

/* — Ways out — */

static void
save_cb (KithMapDialog *self, GtkButton *button)
{
  kith_map_out_save (self->out, &self->choices, self->format, GTK_WIDGET (self));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
print_cb (KithMapDialog *self, GtkButton *button)
{
  kith_map_print (GTK_WIDGET (self), self->out, &self->choices, NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapDialog *self = KITH_MAP_DIALOG (widget);

  kith_map_out_copy (self->out, &self->choices, widget);
  adw_dialog_close (ADW_DIALOG (self));
}

/* — Class — */

static void
kith_map_dialog_dispose (GObject *object)
{
  KithMapDialog *self = KITH_MAP_DIALOG (object);

  if (self->preview != NULL)
    kith_map_preview_show (self->preview, NULL, NULL, KITH_PICTURE_PDF);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_MAP_DIALOG);
  g_clear_pointer (&self->out, kith_map_out_free);

  G_OBJECT_CLASS (kith_map_dialog_parent_class)->dispose (object);
}

static void
kith_map_dialog_class_init (KithMapDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_map_dialog_dispose;
  g_type_ensure (KITH_TYPE_MAP_PREVIEW);
  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-map-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, size_label);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, show_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, names_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, heading_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, legend_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, dark_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, orientation_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, across_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, down_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapDialog, print_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_install_action (widget_class, "dialog.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "dialog.copy", NULL);
}

static void
kith_map_dialog_init (KithMapDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
kith_map_dialog_new (KithMapOut *out, gboolean print)
{
  KithMapDialog *self = g_object_new (KITH_TYPE_MAP_DIALOG, NULL);
  GtkWidget *button = print ? self->print_button : self->save_button;

  self->out = out;
  kith_map_memory_load (&self->choices, &self->format);
  fill_rows (self);
  show_choices (self);
  gtk_widget_add_css_class (button, "suggested-action");
  adw_dialog_set_default_widget (ADW_DIALOG (self), button);
  adw_dialog_set_focus (ADW_DIALOG (self), button);
  return ADW_DIALOG (self);
}
