/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One process however often it is started. What is given on the command line or by the desktop ("Open With Kith") goes to a window: networks
 * are opened in the one in front, anything else begins a network of its own. */

#include "kith-application.h"
#include "kith-config.h"
#include "kith-window.h"

#include <glib/gi18n-lib.h>

struct _KithApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (KithApplication, kith_application, ADW_TYPE_APPLICATION)

GSettings *
kith_application_get_settings (void)
{
  static GSettings *settings;
  static gboolean looked;

  if (!looked)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;

      looked = TRUE;
      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, KITH_APPLICATION_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new (KITH_APPLICATION_ID);
    }
  return settings;
}

/* The window in front, NULL for none. Shortcuts and dialogs of other kinds are not meant. */
static KithWindow *
find_window (KithApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (KITH_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static KithWindow *
get_window (KithApplication *self)
{
  KithWindow *window = find_window (self);

  return window != NULL ? window : kith_window_new (self);
}

/* A window that shows the start page, NULL for none. */
static KithWindow *
find_free_window (KithApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (KITH_IS_WINDOW (l->data) && kith_window_get_session (l->data) == NULL)
      return l->data;
  return NULL;
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = { "The Kith authors", NULL };

  adw_show_about_dialog (GTK_WIDGET (find_window (data)),          /**/
                         "application-name", _ ("Kith"),           /**/
                         "application-icon", KITH_APPLICATION_ID,  /**/
                         "version", KITH_VERSION,                  /**/
                         "developer-name", _ ("The Kith authors"), /**/
                         "developers", developers,                 /**/
                         "comments",
                         _ ("Find the people who connect your communities, and invite them. Everything stays on this "
                            "computer."),                     /**/
                         "license-type", GTK_LICENSE_GPL_3_0, /**/
                         "copyright", "© 2026 The Kith authors",
                         /* Translators: put your names here, one a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/kith_app/Kith/app/kith-shortcuts.ui");
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (find_window (data));

  if (window == NULL)
    return;
  /* As the help of a window it knows which keys the actions have. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_application_window_set_help_overlay (window,
                                           GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (kith_window_new (data)));
}

static void
sample_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KithWindow *window = get_window (data);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sample", NULL);
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *window;

  /* Each window closes as if by its own button, so that it keeps its size and stops its jobs. */
  while ((window = gtk_application_get_windows (data)) != NULL)
    gtk_window_destroy (window->data);
}

static void
kith_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_activated },
    { .name = "shortcuts", .activate = shortcuts_activated },
    { .name = "new-window", .activate = new_window_activated },
    { .name = "sample", .activate = sample_activated },
    { .name = "quit", .activate = quit_activated },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.new-window", { "<Shift><Control>n" } },
    { "window.close", { "<Control>w" } },
    { "win.import", { "<Control>i" } },
    { "win.new-network", { "<Control>n" } },
    { "win.open", { "<Control>o" } },
    { "win.save-copy", { "<Control>s" } },
    { "win.save-map", { "<Shift><Control>s" } },
    { "win.print-map", { "<Control>p" } },
    { "win.copy-map", { "<Shift><Control>c" } },
    { "win.save-briefing", { "<Control>b" } },
    { "win.export", { "<Control>e" } },
    { "win.start", { "<Alt>Home" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Shift><Control>z", "<Control>y" } },
    { "win.history", { "<Control>h" } },
    { "win.search", { "<Control>f" } },
    { "win.refresh", { "<Control>r" } },
    { "win.show-communities", { "F9" } },
    { "win.show-panel", { "<Shift>F9" } },
    { "win.menu", { "F10" } },
    { "win.view::map", { "<Alt>1" } },
    { "win.view::people", { "<Alt>2" } },
    { "win.panel::ambassadors", { "<Control>1" } },
    { "win.panel::person", { "<Control>2" } },
    { "win.panel::invitations", { "<Control>3" } },
    { "win.panel::reports", { "<Control>4" } },
    { "win.all-communities", { "<Control>0" } },
    { "win.ring", { "<Control>k" } },
  };

  G_APPLICATION_CLASS (kith_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char *const[]) { accels[i].keys[0], accels[i].keys[1], NULL });
  gtk_window_set_default_icon_name (KITH_APPLICATION_ID);
}

static void
kith_application_activate (GApplication *application)
{
  KithApplication *self = KITH_APPLICATION (application);
  KithWindow *window = find_window (self);

  if (window == NULL)
    {
      window = kith_window_new (self);
      kith_window_reopen (window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
kith_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  KithApplication *self = KITH_APPLICATION (application);
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  gboolean any_network = FALSE, is_new;
  KithWindow *window;

  for (int i = 0; i < n_files; i++)
    {
      g_list_store_append (list, files[i]);
      any_network = any_network || kith_window_is_network_file (files[i]);
    }
  /* A table that is opened from outside says nothing of the network that happens to be open; one that is dropped on it does. */
  window = any_network ? find_window (self) : find_free_window (self);
  is_new = window == NULL;
  if (is_new)
    window = kith_window_new (self);
  /* A new window does not begin with the start page; one that is there comes to the front before another, which has the network open
   * already, may. */
  if (!is_new)
    gtk_window_present (GTK_WINDOW (window));
  kith_window_take_files (window, G_LIST_MODEL (list));
  if (is_new)
    gtk_window_present (GTK_WINDOW (window));
}

static int
kith_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Kith %s\n", KITH_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "sample") && g_application_register (application, NULL, NULL))
    g_action_group_activate_action (G_ACTION_GROUP (application), "sample", NULL);
  return -1;
}

static void
kith_application_class_init (KithApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = kith_application_startup;
  application_class->activate = kith_application_activate;
  application_class->open = kith_application_open;
  application_class->handle_local_options = kith_application_handle_local_options;
}

static void
kith_application_init (KithApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample network"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Networks (.kith) are opened; other files are brought in: people, ties, or attendance."));
}

KithApplication *
kith_application_new (void)
{
  return g_object_new (KITH_TYPE_APPLICATION,                 /**/
                       "application-id", KITH_APPLICATION_ID, /**/
                       "flags", G_APPLICATION_HANDLES_OPEN,   /**/
                       "resource-base-path", "/io/github/kith_app/Kith", NULL);
}
