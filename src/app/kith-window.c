/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which page the window shows, the opening and closing of networks, what a session has to say, and the window's size from one start to
 * the next. */

#include "kith-window-private.h"
#include "kith-job.h"
#include "kith-menu-names.h"
#include "kith-thumbnail.h"

#include <glib/gi18n-lib.h>

/* Milliseconds. Most networks are read in less, and a page that comes and goes at once would only flicker. */
#define SAY_OPENING_AFTER 300

G_DEFINE_FINAL_TYPE (KithWindow, kith_window, ADW_TYPE_APPLICATION_WINDOW)

/* — What the session says — */

static void
toast_dismissed_cb (KithWindow *self, AdwToast *toast)
{
  if (self->undo_toast == toast)
    self->undo_toast = NULL;
}

static void
told_cb (KithWindow *self, const char *text, gboolean undoable, KithSession *session)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  /* Undo always means the last act: an older toast must not offer it any more. */
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  if (undoable)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      self->undo_toast = toast;
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
failed_cb (KithWindow *self, const char *sentence, KithSession *session)
{
  kith_window_show_error (self, sentence);
}

static void
labels_changed_cb (KithWindow *self, GParamSpec *pspec, KithSession *session)
{
  kith_window_update_actions (self);
}

static void
snapshot_changed_cb (KithWindow *self, GParamSpec *pspec, KithSession *session)
{
  kith_thumbnail_keep (session);
}

/* — Opening and closing — */

/* The page of a network that was left goes once it has faded away. */
static void
drop_left_pages (KithWindow *self)
{
  GtkWidget *next;

  if (gtk_stack_get_transition_running (self->pages))
    return;
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL; page = next)
    {
      next = gtk_widget_get_next_sibling (page);
      if (KITH_IS_NETWORK_PAGE (page) && KITH_NETWORK_PAGE (page) != self->network)
        gtk_stack_remove (self->pages, page);
    }
}

static void
show_page (KithWindow *self, GtkWidget *page)
{
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  gtk_stack_set_visible_child (self->pages, page);
  drop_left_pages (self);
}

static void
transition_running_cb (KithWindow *self, GParamSpec *pspec, GtkStack *pages)
{
  drop_left_pages (self);
}

static void
opening_timeout_cb (gpointer data)
{
  KithWindow *self = data;

  self->opening_timeout = 0;
  show_page (self, self->opening_page);
}

static void
leave_session (KithWindow *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  kith_session_close (self->session);
  g_clear_object (&self->session);
  self->is_fresh = FALSE;
  if (self->network != NULL)
    gtk_widget_set_can_target (GTK_WIDGET (g_steal_pointer (&self->network)), FALSE);
}

void
kith_window_close_network (KithWindow *self)
{
  GSettings *settings = kith_application_get_settings ();

  g_return_if_fail (KITH_IS_WINDOW (self));

  if (settings != NULL)
    g_settings_set_string (settings, "last-network", "");
  leave_session (self);
  g_clear_object (&self->waiting_files);
  kith_window_update_actions (self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Kith"));
  kith_start_page_refresh (self->start_page);
  show_page (self, GTK_WIDGET (self->start_page));
  gtk_widget_grab_focus (GTK_WIDGET (self->start_page));
}

static void
show_network (KithWindow *self)
{
  KithSession *session = self->session;
  g_autoptr (GListModel) files = g_steal_pointer (&self->waiting_files);
  GSettings *settings = kith_application_get_settings ();

  if (settings != NULL)
    g_settings_set_string (settings, "last-network", kith_session_get_path (session));
  self->network = kith_network_page_new (session);
  gtk_stack_add_child (self->pages, GTK_WIDGET (self->network));
  show_page (self, GTK_WIDGET (self->network));
  gtk_widget_grab_focus (GTK_WIDGET (self->network));
  kith_window_update_actions (self);
  g_object_bind_property (session, "name", self, "title", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (session, "notify::undo-label", G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::redo-label", G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed_cb), self, G_CONNECT_SWAPPED);
  kith_thumbnail_keep (session);
  if (files != NULL)
    kith_window_take_files (self, files);
}

static void
opened_cb (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;

  if (error != NULL)
    {
      kith_window_close_network (self);
      kith_window_show_error (self, error->message);
    }
  else if (self->is_drawn)
    {
      show_network (self);
    }
}

static void
first_frame_cb (KithWindow *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  self->is_drawn = TRUE;
  if (self->session == NULL)
    kith_start_page_refresh (self->start_page);
  else if (kith_session_get_snapshot (self->session) != NULL && self->network == NULL)
    show_network (self);
}

void
kith_window_open_network (KithWindow *self, const char *path)
{
  g_autoptr (KithSession) session = NULL;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_return_if_fail (KITH_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  /* One network is in one window. */
  for (GList *l = application != NULL ? gtk_application_get_windows (application) : NULL; l != NULL; l = l->next)
    if (KITH_IS_WINDOW (l->data) && KITH_WINDOW (l->data)->session != NULL
        && g_strcmp0 (kith_session_get_path (KITH_WINDOW (l->data)->session), path) == 0)
      {
        gtk_window_present (l->data);
        return;
      }
  leave_session (self);
  self->session = kith_session_new (path);
  kith_job_serve (self->session);
  g_signal_connect_object (self->session, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  kith_window_update_actions (self);
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->start_page)))
    self->opening_timeout = g_timeout_add_once (SAY_OPENING_AFTER, opening_timeout_cb, self);
  else
    show_page (self, self->opening_page);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_WRITE,
                                       .label = _ ("Opening the network"),
                                       .shows_own_errors = TRUE,
                                       .owner = self,
                                       .done = opened_cb,
                                   });
}

void
kith_window_reopen (KithWindow *self)
{
  GSettings *settings = kith_application_get_settings ();
  g_autofree char *path = settings != NULL ? g_settings_get_string (settings, "last-network") : NULL;

  g_return_if_fail (KITH_IS_WINDOW (self));

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    kith_window_open_network (self, path);
}

KithSession *
kith_window_get_session (KithWindow *self)
{
  g_return_val_if_fail (KITH_IS_WINDOW (self), NULL);

  return self->session;
}

void
kith_window_show_error (KithWindow *self, const char *sentence)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("That Did Not Work"), sentence);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
open_network_cb (KithWindow *self, const char *path, KithStartPage *page)
{
  kith_window_open_network (self, path);
}

/* — From one start to the next — */

static void
restore_size (KithWindow *self)
{
  GSettings *settings = kith_application_get_settings ();

  if (settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
keep_size (KithWindow *self)
{
  GSettings *settings = kith_application_get_settings ();
  int width, height;

  if (settings == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width >= 360 && height >= 294 && !gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
}

static void
kith_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kith_window_parent_class)->map (widget);
  if (!KITH_WINDOW (widget)->is_drawn)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (first_frame_cb), widget,
                             G_CONNECT_SWAPPED);
}

static void
kith_window_unmap (GtkWidget *widget)
{
  keep_size (KITH_WINDOW (widget));
  GTK_WIDGET_CLASS (kith_window_parent_class)->unmap (widget);
}

static void
kith_window_dispose (GObject *object)
{
  KithWindow *self = KITH_WINDOW (object);

  leave_session (self);
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  g_clear_object (&self->waiting_files);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_WINDOW);
  G_OBJECT_CLASS (kith_window_parent_class)->dispose (object);
}

static void
kith_window_class_init (KithWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_window_dispose;
  widget_class->map = kith_window_map;
  widget_class->unmap = kith_window_unmap;

  kith_window_install_actions (widget_class);

  g_type_ensure (KITH_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KithWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, opening_page);
  gtk_widget_class_bind_template_callback (widget_class, transition_running_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_network_cb);
}

static void
kith_window_init (KithWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  restore_size (self);
  kith_window_init_drop (self);
  kith_menu_names_watch (GTK_WINDOW (self));
  kith_window_update_actions (self);
}

KithWindow *
kith_window_new (KithApplication *application)
{
  return g_object_new (KITH_TYPE_WINDOW, "application", application, NULL);
}
