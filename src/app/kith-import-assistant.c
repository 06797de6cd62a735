/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each change makes the files be looked at anew (their first rows only), and then the import be tried without keeping it. Either job drops the
 * one before; the import itself drops both. */

#include "kith-import-assistant.h"

#include "kith-account-dialog.h"
#include "kith-import-columns.h"
#include "kith-import-plan.h"
#include "kith-import-summary.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct _KithImportAssistant
{
  AdwDialog parent_instance;

  KithSession *session;
  KithImportPlan *plan;
  GPtrArray *previews; /* KithPreview, in the order of file_list; NULL before the first look */
  KithImportColumns *columns;
  guint people_before;
  gboolean imported;
  gint64 began; /* the import, monotonic; 0 while none runs */
  guint tick;

  AdwNavigationView *pages;
  GtkWidget *import_button;
  GtkWidget *spinner;
  GtkLabel *summary_label;
  GtkListBox *what_list;
  GtkListBox *file_list;
  GtkLabel *step_label;
  GtkProgressBar *progress_bar;
  GtkLabel *rate_label;
  GtkWidget *stop_button;
};

G_DEFINE_FINAL_TYPE (KithImportAssistant, kith_import_assistant, ADW_TYPE_DIALOG)

static void look (KithImportAssistant *self);

/* --- the files --- */

static gboolean
is_usable (const KithPreview *preview)
{
  return preview->trouble == NULL;
}

static gboolean
has_open_dates (const KithPreview *preview, KithDateOrder *order)
{
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const KithPreviewColumn *column = &g_array_index (preview->columns, KithPreviewColumn, i);

      if (!column->dates_open)
        continue;
      *order = column->dates;
      return TRUE;
    }
  return FALSE;
}

/* What becomes of columns that nothing is known of. */
static void
append_unknown (GString *text, const KithPreview *preview)
{
  guint kept = preview->n_fields, unused = preview->n_unused;

  if (kept + unused > 0)
    g_string_append_c (text, '\n');
  if (kept > 0)
    g_string_append_printf (text, ngettext ("%'u column is kept as a field", "%'u columns are kept as fields", kept),
                            kept);
  if (kept > 0 && unused > 0)
    g_string_append (text, _ (", "));
  if (unused > 0)
    g_string_append_printf (
        text, ngettext ("%'u column is not used, but can be kept", "%'u columns are not used, but can be kept", unused),
        unused);
}

/* "CiviCRM contacts, 202 rows" */
static char *
dup_subtitle (const KithPreview *preview)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gulong rows = (gulong) preview->rows;
  KithDateOrder order;

  if (preview->trouble != NULL)
    return g_strdup (preview->trouble);
  g_string_append (text, kith_account_recognized_words (preview->recognized_as));
  g_string_append (text, _ (", "));
  if (preview->rows_counted)
    g_string_append_printf (text, ngettext ("%'" PRIu64 " row", "%'" PRIu64 " rows", rows), preview->rows);
  else
    g_string_append_printf (text, ngettext ("about %'" PRIu64 " row", "about %'" PRIu64 " rows", rows), preview->rows);
  append_unknown (text, preview);
  if (preview->remembered)
    g_string_append_printf (text, "\n%s", _ ("Its columns are read as you chose before"));
  if (has_open_dates (preview, &order))
    g_string_append_printf (text, "\n%s",
                            order == KITH_DATES_DAY_FIRST
                                ? _ ("Dates like 03/04/2024 are read as 3 April: change that under its columns")
                                : _ ("Dates like 03/04/2024 are read as March 4: change that under its columns"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
remove_clicked_cb (KithImportAssistant *self, GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const KithPreview *preview = g_object_get_data (G_OBJECT (row), "preview");
  gboolean others = FALSE;

  for (guint i = 0; i < self->previews->len; i++)
    {
      const KithPreview *other = self->previews->pdata[i];

      others = others || (other != preview && g_str_equal (other->path, preview->path));
    }
  if (others)
    kith_import_plan_get (self->plan, preview)->leave_out = TRUE;
  else
    kith_import_plan_remove (self->plan, preview->path);
  look (self);
}

static GtkWidget *
make_file_row (KithImportAssistant *self, KithPreview *preview)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *subtitle = dup_subtitle (preview);
  g_autofree char *remove_text = g_strdup_printf (_ ("Remove %s"), preview->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), preview->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (preview->trouble != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, remove_text);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  if (preview->columns->len > 0 && (!preview->is_fixed || preview->n_unused + preview->n_fields > 0))
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("Columns…"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, preview->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  g_object_set_data (G_OBJECT (row), "preview", preview);
  return row;
}

static void
fill_files (KithImportAssistant *self)
{
  gtk_list_box_remove_all (self->file_list);
  for (guint i = 0; i < self->previews->len; i++)
    if (!((const KithPreview *) self->previews->pdata[i])->continues)
      gtk_list_box_append (self->file_list, make_file_row (self, self->previews->pdata[i]));
}

static void
file_activated_cb (KithImportAssistant *self, GtkListBoxRow *row, GtkListBox *list)
{
  kith_import_columns_show (self->columns, g_object_get_data (G_OBJECT (row), "preview"));
  adw_navigation_view_push (self->pages, ADW_NAVIGATION_PAGE (self->columns));
}

/* --- what would happen --- */

static void
set_summary (KithImportAssistant *self, const char *text, gboolean busy, gboolean is_error)
{
  gtk_label_set_text (self->summary_label, text);
  gtk_widget_set_visible (self->spinner, busy);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary_label), "error");
}

static void
tried (gpointer owner, gpointer data, const GError *error)
{
  KithImportAssistant *self = owner;
  KithImportTask *task = data;
  g_autofree char *title = NULL;

  if (error != NULL)
    {
      set_summary (self, error->message, FALSE, !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
      gtk_widget_set_sensitive (self->import_button, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->what_list), FALSE);
      return;
    }
  title = kith_import_summary_dup_title (task->accounts);
  set_summary (self, title, FALSE, FALSE);
  kith_import_summary_fill (self->what_list, task->accounts);
  gtk_widget_set_sensitive (self->import_button, kith_import_summary_is_news (task->accounts));
}

static void
run (KithImportAssistant *self, KithLane lane, const char *label, const char *slot, KithWorkFunc work,
     KithDoneFunc done)
{
  kith_session_run (self->session, &(KithJob) {
                                       .lane = lane,
                                       .label = label,
                                       .slot = slot,
                                       .shows_own_errors = TRUE,
                                       .work = work,
                                       .data = kith_import_task_new (self->plan, self->previews),
                                       .free_data = kith_import_task_free,
                                       .owner = self,
                                       .done = done,
                                   });
}

/* Returns: whether something was chosen, so that the files are to be looked at again */
static gboolean
choose_dates (KithImportAssistant *self)
{
  KithDateOrder order;
  gboolean chosen = FALSE;

  /* In the United States a date begins with its month; the value does not always tell. */
  for (guint i = 0; kith_value_dates_here () == KITH_DATES_MONTH_FIRST && i < self->previews->len; i++)
    {
      const KithPreview *preview = self->previews->pdata[i];
      KithPlannedTable *planned;

      if (preview->dates != KITH_DATE_WISH_NONE || !has_open_dates (preview, &order))
        continue;
      planned = kith_import_plan_get (self->plan, preview);
      planned->dates = KITH_DATE_WISH_MONTH_FIRST;
      planned->dates_by_place = TRUE;
      chosen = TRUE;
    }
  return chosen;
}

/* The table that the page of columns shows, as it is now. */
static void
update_columns (KithImportAssistant *self, GPtrArray *previews)
{
  const KithPreview *shown = kith_import_columns_get_preview (self->columns);
  const KithPreview *now = NULL;

  for (guint i = 0; shown != NULL && i < previews->len; i++)
    {
      const KithPreview *preview = previews->pdata[i];

      if (g_str_equal (preview->path, shown->path) && g_str_equal (preview->name, shown->name))
        now = preview;
    }
  kith_import_columns_show (self->columns, now);
  if (now == NULL && adw_navigation_view_get_visible_page (self->pages) == ADW_NAVIGATION_PAGE (self->columns))
    adw_navigation_view_pop (self->pages);
}

static void
looked (gpointer owner, gpointer data, const GError *error)
{
  KithImportAssistant *self = owner;
  KithImportTask *task = data;
  gboolean is_first = self->previews == NULL;
  gboolean usable = FALSE;

  /* The import began meanwhile: another try would take its place. */
  if (self->began != 0)
    return;
  if (error != NULL)
    {
      set_summary (self, error->message, FALSE, TRUE);
      return;
    }
  update_columns (self, task->previews);
  g_clear_pointer (&self->previews, g_ptr_array_unref);
  self->previews = g_steal_pointer (&task->previews);
  fill_files (self);
  if (choose_dates (self))
    {
      look (self);
      return;
    }
  for (guint i = 0; i < self->previews->len; i++)
    usable = usable || is_usable (self->previews->pdata[i]);
  gtk_widget_set_sensitive (self->import_button, usable);
  if (usable && is_first)
    gtk_widget_grab_focus (self->import_button);
  if (!usable)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->what_list), FALSE);
      set_summary (self, self->previews->len == 0 ? _ ("No files yet") : _ ("Nothing here can be brought in"), FALSE,
                   FALSE);
      return;
    }
  set_summary (self, _ ("Seeing what would come in…"), TRUE, FALSE);
  run (self, KITH_LANE_WRITE, NULL, "import", kith_import_task_try, tried);
}

static void
look (KithImportAssistant *self)
{
  if (self->began != 0)
    return;
  set_summary (self, _ ("Looking at the files…"), TRUE, FALSE);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .slot = "import-look",
                                       .shows_own_errors = TRUE,
                                       .work = kith_import_task_look,
                                       .data = kith_import_task_new (self->plan, NULL),
                                       .free_data = kith_import_task_free,
                                       .owner = self,
                                       .done = looked,
                                   });
}

/* --- the import --- */

/* Two digits: more would only flicker. */
static guint64
round_off (guint64 number)
{
  guint64 step = 1;

  while (number / step >= 100)
    step *= 10;
  return number / step * step;
}

/* "8,000 rows a second, about 12 seconds left" */
static char *
dup_rate (KithImportAssistant *self, double fraction)
{
  double seconds = (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  guint left = (guint) (seconds * (1 - fraction) / MAX (fraction, 1e-6) + .5);
  g_autofree char *left_text = NULL;
  g_autofree char *rate_text = NULL;
  guint64 rows = 0, rate;

  if (seconds < 2 || fraction < .02)
    return g_strdup ("");
  left_text = left < 90
                  ? g_strdup_printf (ngettext ("about %'u second left", "about %'u seconds left", left), left)
                  : g_strdup_printf (ngettext ("about %'u minute left", "about %'u minutes left", (left + 30) / 60),
                                     (left + 30) / 60);
  for (guint i = 0; i < self->previews->len; i++)
    rows += ((const KithPreview *) self->previews->pdata[i])->rows;
  /* The first half is the reading; after it there are no rows to count. */
  rate = fraction < .45 ? round_off ((guint64) (fraction / .45 * rows / seconds)) : 0;
  if (rate == 0)
    return g_steal_pointer (&left_text);
  rate_text
      = g_strdup_printf (ngettext ("%'" PRIu64 " row a second", "%'" PRIu64 " rows a second", (gulong) rate), rate);
  /* Translators: "8,000 rows a second", "about 12 seconds left" */
  return g_strdup_printf (_ ("%s, %s"), rate_text, left_text);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KithImportAssistant *self = KITH_IMPORT_ASSISTANT (widget);
  double fraction;
  g_autofree char *what = kith_session_dup_activity (self->session, &fraction);
  g_autofree char *rate = NULL;

  if (what == NULL)
    return G_SOURCE_CONTINUE;
  gtk_label_set_text (self->step_label, what);
  if (fraction < 0)
    {
      gtk_progress_bar_pulse (self->progress_bar);
      return G_SOURCE_CONTINUE;
    }
  gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  rate = dup_rate (self, fraction);
  gtk_label_set_text (self->rate_label, rate);
  return G_SOURCE_CONTINUE;
}

static void
end_progress (KithImportAssistant *self)
{
  self->began = 0;
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
}

static void
imported (gpointer owner, gpointer data, const GError *error)
{
  KithImportAssistant *self = owner;
  KithImportTask *task = data;
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  end_progress (self);
  if (task->accounts != NULL)
    {
      self->imported = TRUE;
      adw_dialog_force_close (ADW_DIALOG (self));
      /* In a network of which at least half was there before, what is new stands out behind the account. */
      if (self->people_before > 0 && kith_session_get_snapshot (self->session)->n <= 2 * self->people_before)
        kith_session_show_changes (self->session, 0);
      adw_dialog_present (
          kith_account_dialog_new (self->session, task->accounts, task->news, error != NULL ? error->message : NULL),
          parent);
      return;
    }
  adw_navigation_view_pop_to_tag (self->pages, "files");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    look (self);
  else
    set_summary (self, error->message, FALSE, TRUE);
}

static void
import_clicked_cb (KithImportAssistant *self, GtkButton *button)
{
  self->began = g_get_monotonic_time ();
  self->people_before
      = kith_session_get_snapshot (self->session) != NULL ? kith_session_get_snapshot (self->session)->n : 0;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_label_set_text (self->step_label, _ ("Bringing in the files"));
  gtk_label_set_text (self->rate_label, "");
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_sensitive (self->stop_button, TRUE);
  adw_navigation_view_push_by_tag (self->pages, "progress");
  gtk_widget_grab_focus (self->stop_button);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  run (self, KITH_LANE_WRITE, _ ("Importing"), "import", kith_import_task_run, imported);
}

static void
stop_clicked_cb (KithImportAssistant *self, GtkButton *button)
{
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  kith_session_cancel (self->session);
}

static void
close_attempt_cb (KithImportAssistant *self, gpointer data)
{
  stop_clicked_cb (self, NULL);
}

/* --- more files --- */

static gboolean
dropped_cb (KithImportAssistant *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (list, l->data);
  kith_import_assistant_add (self, G_LIST_MODEL (list));
  return TRUE;
}

void
kith_import_assistant_add (KithImportAssistant *self, GListModel *files)
{
  gboolean remote = FALSE, any = FALSE;

  g_return_if_fail (KITH_IS_IMPORT_ASSISTANT (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path == NULL)
        remote = TRUE;
      else
        any = kith_import_plan_add (self->plan, path) || any;
    }
  if (any || self->previews == NULL)
    look (self);
  if (remote)
    kith_session_fail (self->session, _ ("Files can only be imported from folders of this computer."));
}

gboolean
kith_import_assistant_has_imported (KithImportAssistant *self)
{
  g_return_val_if_fail (KITH_IS_IMPORT_ASSISTANT (self), FALSE);

  return self->imported;
}

static void
kith_import_assistant_dispose (GObject *object)
{
  KithImportAssistant *self = KITH_IMPORT_ASSISTANT (object);

  end_progress (self);
  if (self->columns != NULL)
    kith_import_columns_show (self->columns, NULL);
  g_clear_object (&self->columns);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_IMPORT_ASSISTANT);
  g_clear_object (&self->session);
  g_clear_pointer (&self->previews, g_ptr_array_unref);
  g_clear_pointer (&self->plan, kith_import_plan_free);
  G_OBJECT_CLASS (kith_import_assistant_parent_class)->dispose (object);
}

static void
kith_import_assistant_class_init (KithImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_import_assistant_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, pages);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, import_button);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, spinner);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, what_list);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, file_list);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, step_label);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, rate_label);
  gtk_widget_class_bind_template_child (widget_class, KithImportAssistant, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, file_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
kith_import_assistant_init (KithImportAssistant *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->plan = kith_import_plan_new ();
  self->columns = g_object_ref_sink (KITH_IMPORT_COLUMNS (kith_import_columns_new (self->plan)));
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->pages), GTK_EVENT_CONTROLLER (target));
}

AdwDialog *
kith_import_assistant_new (KithSession *session, GListModel *files)
{
  KithImportAssistant *self = g_object_new (KITH_TYPE_IMPORT_ASSISTANT, NULL);

  self->session = g_object_ref (session);
  kith_import_assistant_add (self, files);
  return ADW_DIALOG (self);
}
