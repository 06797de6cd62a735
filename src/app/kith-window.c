/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window shows: start page or network, the two side panes, the toasts, its own size from one start to the next. */

#include "kith-window-private.h"
#include "kith-activity-bar.h"
#include "kith-ambassadors-panel.h"
#include "kith-invitations-panel.h"
#include "kith-job.h"
#include "kith-map-panel.h"
#include "kith-person-panel.h"
#include "kith-reports-panel.h"
#include "kith-thumbnail.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PROP_SESSION = 1,
  PROP_PANEL_SHOWN,
  PROP_COMMUNITIES_SHOWN,
  N_PROPS,
} KithWindowProperty;

G_DEFINE_FINAL_TYPE (KithWindow, kith_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[N_PROPS];

/* — The side panel: beside the map, or a sheet over it in a narrow window — */

static gboolean
is_narrow (KithWindow *self)
{
  return g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layout), "narrow") == 0;
}

static gboolean
get_panel_shown (KithWindow *self)
{
  /* The template asks while it is being made. */
  if (self->layout == NULL)
    return FALSE;
  return is_narrow (self) ? adw_bottom_sheet_get_open (self->sheet)
                          : adw_overlay_split_view_get_show_sidebar (self->right_split);
}

static void
set_panel_shown (KithWindow *self, gboolean shown)
{
  if (is_narrow (self))
    adw_bottom_sheet_set_open (self->sheet, shown);
  else
    adw_overlay_split_view_set_show_sidebar (self->right_split, shown);
}

static void
panel_shown_cb (KithWindow *self, GParamSpec *pspec, GObject *object)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANEL_SHOWN]);
}

static void
left_shown_cb (KithWindow *self, GParamSpec *pspec, GObject *object)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMMUNITIES_SHOWN]);
}

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
  kith_window_update_menu (self);
}

static void
name_changed_cb (KithWindow *self, GParamSpec *pspec, KithSession *session)
{
  const char *name = kith_session_get_name (session);
  KithSnapshot *snapshot = kith_session_get_snapshot (session);
  g_autofree char *people = NULL;

  if (name == NULL || snapshot == NULL)
    return;
  people = g_strdup_printf (ngettext ("%'u person", "%'u people", snapshot->n), snapshot->n);
  adw_window_title_set_title (self->network_title, name);
  adw_window_title_set_subtitle (self->network_title, people);
  adw_window_title_set_title (self->narrow_title, name);
  adw_window_title_set_subtitle (self->narrow_title, people);
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static void
snapshot_changed_cb (KithWindow *self, GParamSpec *pspec, KithSession *session)
{
  name_changed_cb (self, pspec, session);
  kith_thumbnail_keep (session);
}

/* In a narrow window the list of communities lies over the map: once one is chosen, it gives way. */
static void
community_changed_cb (KithWindow *self, GParamSpec *pspec, KithSession *session)
{
  if (adw_overlay_split_view_get_collapsed (self->left_split))
    adw_overlay_split_view_set_show_sidebar (self->left_split, FALSE);
}

/* Somebody picked on the map or in the table: the panel follows, unless it is where people are working. */
static void
selection_changed_cb (KithWindow *self, KithSession *session)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (kith_session_get_selected_person (session) != 0
      && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panels))))
    adw_view_stack_set_visible_child_name (self->panels, "person");
}

static void
person_shown_cb (KithWindow *self, gint64 person, KithSession *session)
{
  adw_view_stack_set_visible_child_name (self->panels, "person");
  set_panel_shown (self, TRUE);
}

static void
search_text_changed_cb (KithWindow *self, GParamSpec *pspec, KithSession *session)
{
  const char *text = kith_session_get_search (session);

  if (!g_str_equal (text, gtk_editable_get_text (self->search_entry)))
    gtk_editable_set_text (self->search_entry, text);
}

static void
search_changed_cb (KithWindow *self, GtkSearchEntry *entry)
{
  if (self->session != NULL)
    kith_session_set_search (self->session, gtk_editable_get_text (self->search_entry));
}

static void
search_activate_cb (KithWindow *self, GtkSearchEntry *entry)
{
  adw_view_stack_set_visible_child_name (self->views, "people");
  if (!kith_people_view_go_to_first (self->people_view))
    gtk_widget_error_bell (GTK_WIDGET (entry));
}

/* — Opening and closing — */

static void
set_session (KithWindow *self, KithSession *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      kith_session_close (self->session);
    }
  g_set_object (&self->session, session);
  self->is_fresh = FALSE;
  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  if (session != NULL)
    {
      g_signal_connect_object (session, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "person-shown", G_CALLBACK (person_shown_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::search", G_CALLBACK (search_text_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::undo-label", G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::redo-label", G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::name", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::community", G_CALLBACK (community_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  kith_window_update_actions (self);
  kith_window_update_menu (self);
}

void
kith_window_close_network (KithWindow *self)
{
  GSettings *settings = kith_application_get_settings ();

  g_return_if_fail (KITH_IS_WINDOW (self));

  if (settings != NULL)
    g_settings_set_string (settings, "last-network", "");
  set_session (self, NULL);
  g_clear_object (&self->waiting_files);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Kith"));
  kith_start_page_refresh (self->start_page);
  gtk_stack_set_visible_child_name (self->pages, "start");
  gtk_widget_grab_focus (GTK_WIDGET (self->start_page));
}

static void
opened_cb (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;
  g_autoptr (GListModel) files = g_steal_pointer (&self->waiting_files);
  GSettings *settings = kith_application_get_settings ();

  if (error != NULL)
    {
      kith_window_close_network (self);
      kith_window_show_error (self, error->message);
      return;
    }
  if (settings != NULL)
    g_settings_set_string (settings, "last-network", kith_session_get_path (self->session));
  gtk_stack_set_visible_child_name (self->pages, "network");
  gtk_widget_grab_focus (GTK_WIDGET (self->communities_list));
  if (files != NULL)
    kith_window_take_files (self, files);
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
  session = kith_session_new (path);
  kith_job_serve (session);
  set_session (self, session);
  gtk_stack_set_visible_child_name (self->pages, "opening");
  kith_session_run (session, &(KithJob) {
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
kith_window_unmap (GtkWidget *widget)
{
  keep_size (KITH_WINDOW (widget));
  GTK_WIDGET_CLASS (kith_window_parent_class)->unmap (widget);
}

static void
kith_window_dispose (GObject *object)
{
  KithWindow *self = KITH_WINDOW (object);

  if (self->session != NULL)
    set_session (self, NULL);
  g_clear_object (&self->waiting_files);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_WINDOW);
  G_OBJECT_CLASS (kith_window_parent_class)->dispose (object);
}

static void
kith_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KithWindow *self = KITH_WINDOW (object);

  switch ((KithWindowProperty) id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_PANEL_SHOWN:
      g_value_set_boolean (value, get_panel_shown (self));
      break;
    case PROP_COMMUNITIES_SHOWN:
      g_value_set_boolean (value, adw_overlay_split_view_get_show_sidebar (self->left_split));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithWindow *self = KITH_WINDOW (object);

  switch ((KithWindowProperty) id)
    {
    case PROP_PANEL_SHOWN:
      set_panel_shown (self, g_value_get_boolean (value));
      break;
    case PROP_COMMUNITIES_SHOWN:
      adw_overlay_split_view_set_show_sidebar (self->left_split, g_value_get_boolean (value));
      break;
    case PROP_SESSION:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_window_class_init (KithWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kith_window_dispose;
  object_class->get_property = kith_window_get_property;
  object_class->set_property = kith_window_set_property;
  widget_class->unmap = kith_window_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KITH_TYPE_SESSION, readable);
  properties[PROP_PANEL_SHOWN] = g_param_spec_boolean ("panel-shown", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  properties[PROP_COMMUNITIES_SHOWN]
      = g_param_spec_boolean ("communities-shown", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  kith_window_install_actions (widget_class);

  g_type_ensure (KITH_TYPE_ACTIVITY_BAR);
  g_type_ensure (KITH_TYPE_AMBASSADORS_PANEL);
  g_type_ensure (KITH_TYPE_COMMUNITIES_LIST);
  g_type_ensure (KITH_TYPE_INVITATIONS_PANEL);
  g_type_ensure (KITH_TYPE_MAP_PANEL);
  g_type_ensure (KITH_TYPE_PEOPLE_VIEW);
  g_type_ensure (KITH_TYPE_PERSON_PANEL);
  g_type_ensure (KITH_TYPE_REPORTS_PANEL);
  g_type_ensure (KITH_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KithWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, left_split);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, layout);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, right_split);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, network_title);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, communities_list);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, views);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, panels);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, map_panel);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, people_view);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, KithWindow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
}

static void
kith_window_init (KithWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (self->start_page, "open-network", G_CALLBACK (open_network_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->left_split, "notify::show-sidebar", G_CALLBACK (left_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->right_split, "notify::show-sidebar", G_CALLBACK (panel_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "notify::open", G_CALLBACK (panel_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layout, "notify::layout-name", G_CALLBACK (panel_shown_cb), self, G_CONNECT_SWAPPED);
  restore_size (self);
  kith_window_init_drop (self);
  kith_window_update_actions (self);
  kith_window_update_menu (self);
  kith_start_page_refresh (self->start_page);
}

KithWindow *
kith_window_new (KithApplication *application)
{
  return g_object_new (KITH_TYPE_WINDOW, "application", application, NULL);
}
