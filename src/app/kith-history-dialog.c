/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-history-dialog.h"
#include "kith-acts.h"

#include <glib/gi18n-lib.h>

/* Acts listed; all of them are kept. */
#define ACTS_SHOWN 300

struct _KithHistoryDialog
{
  AdwDialog parent_instance;

  KithSession *session;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KithHistoryDialog, kith_history_dialog, ADW_TYPE_DIALOG)

static gboolean
list_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  GPtrArray **acts = data;

  *acts = kith_act_list (store, ACTS_SHOWN, error);
  if (*acts != NULL)
    g_ptr_array_set_free_func (*acts, (GDestroyNotify) kith_act_free);
  return *acts != NULL;
}

static void
acts_free (gpointer data)
{
  GPtrArray **acts = data;

  g_clear_pointer (acts, g_ptr_array_unref);
  g_free (acts);
}

static GtkWidget *
make_row (const KithAct *act)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (act->time);
  /* Translators: a date and time, such as 3 May 2026, 14:05; see g_date_time_format () */
  g_autofree char *when = time != NULL ? g_date_time_format (time, _ ("%-d %B %Y, %H:%M")) : g_strdup ("");
  g_autofree char *subtitle = NULL;

  if (act->state == KITH_ACT_UNDONE)
    /* Translators: %s is a date and time */
    subtitle = g_strdup_printf (_ ("%s, undone"), when);
  else
    subtitle = g_steal_pointer (&when);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), act->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, act->label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  if (act->state == KITH_ACT_UNDONE)
    gtk_widget_add_css_class (row, "dimmed");
  return row;
}

static void
list_done (gpointer owner, gpointer data, const GError *error)
{
  KithHistoryDialog *self = owner;
  GPtrArray **acts = data;

  if (error != NULL)
    return;
  gtk_list_box_remove_all (self->list);
  /* What followed from an act is undone with it, and so is not listed by itself. */
  for (guint i = 0; i < (*acts)->len; i++)
    if (!((const KithAct *) g_ptr_array_index (*acts, i))->joined)
      gtk_list_box_append (self->list, make_row (g_ptr_array_index (*acts, i)));
  gtk_stack_set_visible_child_name (self->stack, (*acts)->len > 0 ? "list" : "nothing");
}

static void
changed_cb (KithHistoryDialog *self, GParamSpec *pspec, KithSession *session)
{
  gtk_widget_set_sensitive (self->undo_button, kith_session_get_undo_label (session) != NULL);
  gtk_widget_set_sensitive (self->redo_button, kith_session_get_redo_label (session) != NULL);
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_READ,
                                 .slot = "history",
                                 .work = list_work,
                                 .data = g_new0 (GPtrArray *, 1),
                                 .free_data = acts_free,
                                 .owner = self,
                                 .done = list_done,
                             });
}

static void
undo_clicked_cb (KithHistoryDialog *self, GtkButton *button)
{
  kith_session_undo (self->session);
}

static void
redo_clicked_cb (KithHistoryDialog *self, GtkButton *button)
{
  kith_session_redo (self->session);
}

static void
kith_history_dialog_dispose (GObject *object)
{
  KithHistoryDialog *self = KITH_HISTORY_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_HISTORY_DIALOG);
  G_OBJECT_CLASS (kith_history_dialog_parent_class)->dispose (object);
}

static void
kith_history_dialog_class_init (KithHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_history_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithHistoryDialog, undo_button);
  gtk_widget_class_bind_template_child (widget_class, KithHistoryDialog, redo_button);
  gtk_widget_class_bind_template_child (widget_class, KithHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KithHistoryDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_clicked_cb);
}

static void
kith_history_dialog_init (KithHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
kith_history_dialog_new (KithSession *session)
{
  KithHistoryDialog *self = g_object_new (KITH_TYPE_HISTORY_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::undo-label", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::redo-label", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self, NULL, session);
  return ADW_DIALOG (self);
}
