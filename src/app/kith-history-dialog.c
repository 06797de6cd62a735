/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-history-dialog.h"
#include "kith-account-dialog.h"
#include "kith-acts.h"
#include "kith-imports.h"
#include "kith-intake.h"

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

typedef struct
{
  GPtrArray *acts;    /* KithAct, newest first */
  GPtrArray *imports; /* KithImport, newest first */
} Past;

static gboolean
list_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Past *past = data;

  past->acts = kith_act_list (store, ACTS_SHOWN, error);
  if (past->acts == NULL)
    return FALSE;
  past->imports = kith_import_list (store, error);
  return past->imports != NULL;
}

static void
past_free (gpointer data)
{
  Past *past = data;

  g_clear_pointer (&past->acts, g_ptr_array_unref);
  g_clear_pointer (&past->imports, g_ptr_array_unref);
  g_free (past);
}

/* The imports of an act, in the order they came in; those of an act that is undone are not there. */
static GArray *
find_imports (const Past *past, const KithAct *act)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = past->imports->len; i > 0; i--)
    {
      const KithImport *import = past->imports->pdata[i - 1];

      if (import->act == act->id)
        g_array_append_val (found, import->id);
    }
  return found;
}

typedef struct
{
  GArray *imports;     /* gint64 */
  GPtrArray *accounts; /* KithAccount */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->imports);
  g_ptr_array_unref (reading->accounts);
  g_free (reading);
}

static gboolean
read_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  for (guint i = 0; i < reading->imports->len; i++)
    {
      KithAccount *account = kith_account_load (store, g_array_index (reading->imports, gint64, i), error);

      if (account == NULL)
        return FALSE;
      g_ptr_array_add (reading->accounts, account);
    }
  return TRUE;
}

static void
read_done (gpointer owner, gpointer data, const GError *error)
{
  KithHistoryDialog *self = owner;
  Reading *reading = data;

  if (error == NULL)
    adw_dialog_present (kith_account_dialog_new_past (self->session, reading->accounts), GTK_WIDGET (self));
}

static void
import_activated_cb (KithHistoryDialog *self, AdwActionRow *row)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->imports = g_array_ref (g_object_get_data (G_OBJECT (row), "imports"));
  reading->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_account_free);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .slot = "account",
                                       .work = read_work,
                                       .data = reading,
                                       .free_data = reading_free,
                                       .owner = self,
                                       .done = read_done,
                                   });
}

static void
compare_clicked_cb (KithHistoryDialog *self, GtkButton *button)
{
  const gint64 *act = g_object_get_data (G_OBJECT (button), "act");

  kith_session_show_changes (self->session, *act);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_compare_button (KithHistoryDialog *self, GtkWidget *row, const KithAct *act)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("kith-map-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("What Has Changed on the Map Since Before"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "act", g_memdup2 (&act->id, sizeof act->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (compare_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
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
  const Past *past = data;

  if (error != NULL)
    return;
  gtk_list_box_remove_all (self->list);
  /* What followed from an act is undone with it, and so is not listed by itself. */
  for (guint i = 0; i < past->acts->len; i++)
    {
      const KithAct *act = past->acts->pdata[i];
      g_autoptr (GArray) imports = act->joined ? NULL : find_imports (past, act);
      GtkWidget *row;

      if (act->joined)
        continue;
      row = make_row (act);
      gtk_list_box_append (self->list, row);
      if (act->state == KITH_ACT_DONE && act->kept)
        add_compare_button (self, row, act);
      if (imports->len == 0)
        continue;
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("What became of each row"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data_full (G_OBJECT (row), "imports", g_steal_pointer (&imports), (GDestroyNotify) g_array_unref);
      g_signal_connect_object (row, "activated", G_CALLBACK (import_activated_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child_name (self->stack, past->acts->len > 0 ? "list" : "nothing");
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
                                 .data = g_new0 (Past, 1),
                                 .free_data = past_free,
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
