/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes into the window and goes out of it: networks brought in, made, copied; files handed to the import (kith-window-import.c). */

#include "kith-window-private.h"
#include "kith-acts.h"
#include "kith-config.h"
#include "kith-job.h"
#include "kith-networks.h"
#include "kith-readers.h"
#include "kith-window-import.h"

#include <glib/gi18n-lib.h>

#define KITH_SUFFIX ".kith"

/* — Making a network and opening it — */

typedef struct
{
  char *name;
  char *source;          /* a copy to bring in; NULL to make an empty one */
  gboolean keep_both;    /* bring it in although it is here already */
  GListModel *files;     /* to be imported into it; GFile; NULL for none */
  gboolean is_sample;    /* they are the sample's */
  char *path;            /* of the new one */
  KithNetworkFile *same; /* the one that is here already */
} NewNetwork;

static void
new_network_free (gpointer data)
{
  NewNetwork *self = data;

  g_free (self->name);
  g_free (self->source);
  g_free (self->path);
  g_clear_object (&self->files);
  g_clear_pointer (&self->same, kith_network_file_free);
  g_free (self);
}

static gboolean
find_same (NewNetwork *self, GCancellable *cancellable)
{
  g_autoptr (KithNetworkFile) copy = kith_networks_look (self->source);
  g_autoptr (GPtrArray) files = kith_networks_list (cancellable);

  for (guint i = 0; i < files->len && copy->uuid != NULL; i++)
    {
      KithNetworkFile *file = g_ptr_array_index (files, i);

      if (g_strcmp0 (file->uuid, copy->uuid) != 0)
        continue;
      g_ptr_array_set_free_func (files, NULL);
      for (guint j = 0; j < files->len; j++)
        if (j != i)
          kith_network_file_free (g_ptr_array_index (files, j));
      self->same = file;
      return TRUE;
    }
  return FALSE;
}

static gboolean
new_network_work (gpointer data, GCancellable *cancellable, GError **error)
{
  NewNetwork *self = data;

  if (self->source == NULL)
    self->path = kith_networks_create (self->name, self->files != NULL, error);
  else if (!self->keep_both && find_same (self, cancellable))
    return TRUE;
  else
    self->path = kith_networks_bring_in (self->source, NULL, cancellable, error);
  return self->path != NULL;
}

static void run_new_network (KithWindow *self, NewNetwork *network);

static void
same_response_cb (KithWindow *self, const char *response, AdwAlertDialog *dialog)
{
  const char *source = g_object_get_data (G_OBJECT (dialog), "source");
  const char *mine = g_object_get_data (G_OBJECT (dialog), "mine");

  if (g_str_equal (response, "mine"))
    kith_window_open_network (self, mine);
  else if (g_str_equal (response, "both"))
    {
      NewNetwork *network = g_new0 (NewNetwork, 1);

      network->source = g_strdup (source);
      network->keep_both = TRUE;
      run_new_network (self, network);
    }
}

static void
ask_about_same (KithWindow *self, const NewNetwork *network)
{
  /* Translators: %s is the name of a network */
  g_autofree char *body = g_strdup_printf (_ ("“%s” is among your networks already. The copy may be older or newer."),
                                           network->same->name);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("You Have This Network"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "both", _ ("_Keep Both"), "mine",
                                  _ ("_Open Mine"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "mine");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "mine", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "source", g_strdup (network->source), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "mine", g_strdup (network->same->path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (same_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
new_network_done (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;
  NewNetwork *network = data;

  if (error != NULL)
    kith_window_show_error (self, error->message);
  else if (network->same != NULL)
    ask_about_same (self, network);
  else
    {
      kith_window_open_network (self, network->path);
      g_set_object (&self->waiting_files, network->files);
      self->is_sample = network->is_sample;
      self->is_fresh = network->files != NULL;
    }
}

/* Takes @network. */
static void
run_new_network (KithWindow *self, NewNetwork *network)
{
  kith_job_run_errand (self, NULL, new_network_work, network, new_network_free, new_network_done);
}

/* — Dialogs that ask for a name — */

static void
name_changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "ok", *name != '\0');
}

/* @done is called with the dialog's response; the entry is its extra child. */
static void
ask_for_name (KithWindow *self, const char *heading, const char *body, const char *label, const char *text,
              void (*done) (KithWindow *self, const char *response, AdwAlertDialog *dialog))
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 120);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the network"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "ok", label, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "ok", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "ok");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (done), self, G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  name_changed_cb (ADW_ALERT_DIALOG (dialog), GTK_EDITABLE (entry));
  adw_dialog_set_focus (dialog, entry);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static char *
dup_name (AdwAlertDialog *dialog)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog)))));
}

static void
new_network_response_cb (KithWindow *self, const char *response, AdwAlertDialog *dialog)
{
  NewNetwork *network;

  if (!g_str_equal (response, "ok"))
    return;
  network = g_new0 (NewNetwork, 1);
  network->name = dup_name (dialog);
  run_new_network (self, network);
}

void
kith_window_ask_new_network (KithWindow *self)
{
  ask_for_name (self, _ ("New Network"), _ ("Usually the name of your organization."), _ ("_Create"), "",
                new_network_response_cb);
}

static gboolean
rename_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithActScope) act = kith_act_scope (store);

  return kith_act_begin (store, _ ("Rename network"), FALSE, error) && kith_store_set_name (store, data, error)
         && kith_act_commit (store, NULL, error);
}

static void
rename_response_cb (KithWindow *self, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "ok") && self->session != NULL)
    kith_session_run (self->session, &(KithJob) {
                                         .lane = KITH_LANE_WRITE,
                                         .label = _ ("Renaming the network"),
                                         .toast = _ ("The network has a new name"),
                                         .work = rename_work,
                                         .data = dup_name (dialog),
                                         .free_data = g_free,
                                     });
}

void
kith_window_ask_name (KithWindow *self)
{
  const char *name = kith_session_get_name (self->session);

  ask_for_name (self, _ ("Rename Network"), NULL, _ ("_Rename"), name != NULL ? name : "", rename_response_cb);
}

/* — Saving a copy — */

static gboolean
copy_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return kith_store_backup (store, data, TRUE, progress, cancellable, error);
}

static void
copy_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KithWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *toast = NULL;

  if (file == NULL || self->session == NULL)
    return;
  if (path == NULL || kith_networks_contain (path))
    {
      kith_window_show_error (self, path == NULL
                                        ? _ ("A copy can only be saved to a folder of this computer.")
                                        : _ ("That is where Kith keeps the networks you work on. Choose another "
                                             "folder for the copy."));
      return;
    }
  /* Translators: %s is the name of a file */
  toast = g_strdup_printf (_ ("Copied to %s"), shown);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .label = _ ("Saving a copy"),
                                       .toast = toast,
                                       .work = copy_work,
                                       .data = g_steal_pointer (&path),
                                       .free_data = g_free,
                                   });
}

void
kith_window_save_copy (KithWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  const char *name = kith_session_get_name (self->session);
  g_autofree char *file = g_strconcat (name != NULL ? name : _ ("Network"), KITH_SUFFIX, NULL);

  gtk_file_dialog_set_title (dialog, _ ("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (file, "/", '-'));
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, copy_chosen_cb, g_object_ref (self));
}

/* — Files that come in — */

gboolean
kith_window_is_network_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, KITH_SUFFIX);
}

static void
take_network (KithWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  NewNetwork *network;

  if (path == NULL)
    {
      kith_window_show_error (self, _ ("A network can only be opened from a folder of this computer."));
      return;
    }
  if (kith_networks_contain (path))
    {
      kith_window_open_network (self, path);
      return;
    }
  network = g_new0 (NewNetwork, 1);
  network->source = g_steal_pointer (&path);
  run_new_network (self, network);
}

static gboolean
has_network (KithWindow *self, GFile *file)
{
  const char *path = g_file_peek_path (file);

  return self->session != NULL && g_strcmp0 (kith_session_get_path (self->session), path) == 0;
}

/* What a network is called that begins with these files. */
static char *
dup_name_for (GListModel *files)
{
  g_autoptr (GFile) first = g_list_model_get_item (files, 0);
  g_autofree char *base = g_file_get_basename (first);
  g_autofree char *name = NULL;
  char *dot;

  if (g_list_model_get_n_items (files) > 1 || base == NULL)
    return g_strdup (_ ("My Network"));
  name = g_filename_display_name (base);
  dot = strchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_steal_pointer (&name);
}

void
kith_window_take_files (KithWindow *self, GListModel *files)
{
  g_autoptr (GListStore) tables = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) network_file = NULL;

  g_return_if_fail (KITH_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (kith_window_is_network_file (file))
        g_set_object (&network_file, file);
      else
        g_list_store_append (tables, file);
    }
  if (network_file != NULL)
    take_network (self, network_file);
  if (g_list_model_get_n_items (G_LIST_MODEL (tables)) == 0)
    return;
  /* A copy is about to come in beside what is open here, and nobody said which of the two the tables are for. */
  if (network_file != NULL && !has_network (self, network_file))
    kith_window_show_error (self, _ ("Open the network first; then bring the other files into it."));
  else if (self->session != NULL && kith_session_get_snapshot (self->session) != NULL)
    {
      kith_window_import (self, G_LIST_MODEL (tables));
    }
  else if (self->session != NULL)
    {
      g_set_object (&self->waiting_files, G_LIST_MODEL (tables));
    }
  else
    {
      NewNetwork *network = g_new0 (NewNetwork, 1);

      network->name = dup_name_for (G_LIST_MODEL (tables));
      network->files = G_LIST_MODEL (g_steal_pointer (&tables));
      run_new_network (self, network);
    }
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KithWindow) self = data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL)
    kith_window_take_files (self, files);
}

void
kith_window_choose_import (KithWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Files with people or ties"));
  for (const char *const *suffix = kith_reader_suffixes (); *suffix != NULL; suffix++)
    gtk_file_filter_add_suffix (tables, *suffix);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Import Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, files_chosen_cb, g_object_ref (self));
}

void
kith_window_choose_network (KithWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) networks = gtk_file_filter_new ();

  gtk_file_filter_set_name (networks, _ ("Kith networks"));
  gtk_file_filter_add_suffix (networks, "kith");
  g_list_store_append (filters, networks);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Open a Copy"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, files_chosen_cb, g_object_ref (self));
}

/* — The sample — */

/* Installed, or in the build folder that the program runs from. */
static char *
dup_sample_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *beside = g_build_filename (folder, "..", "..", "data", "sample", NULL);
  g_autofree char *people = g_build_filename (beside, "people.csv", NULL);

  return g_file_test (people, G_FILE_TEST_EXISTS) ? g_steal_pointer (&beside) : g_strdup (KITH_SAMPLE_DIR);
}

void
kith_window_open_sample (KithWindow *self)
{
  static const char *const names[] = { "people.csv", "ties.csv", "attendance.csv" };
  g_autofree char *there = kith_networks_find (_ ("Sample Network"));
  g_autofree char *folder = dup_sample_folder ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  NewNetwork *network;

  if (there != NULL)
    {
      kith_window_open_network (self, there);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, names[i], NULL);

      g_list_store_append (files, file);
    }
  network = g_new0 (NewNetwork, 1);
  network->name = g_strdup (_ ("Sample Network"));
  network->is_sample = TRUE;
  network->files = G_LIST_MODEL (g_steal_pointer (&files));
  run_new_network (self, network);
}

/* — Dropping files on the window — */

static gboolean
dropped_cb (KithWindow *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (list, l->data);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    return FALSE;
  kith_window_take_files (self, G_LIST_MODEL (list));
  return TRUE;
}

void
kith_window_init_drop (KithWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->toasts), GTK_EVENT_CONTROLLER (target));
}
