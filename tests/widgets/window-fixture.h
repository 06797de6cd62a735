/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole application with its real window on the private desktop: opened and closed, its dialogs, and what it says. */

#pragma once

#include "kith-application.h"
#include "kith-job.h"
#include "kith-window-private.h"

#include "widget-fixture.h"

#include <glib/gstdio.h>

static KithApplication *application;

/* Before the tests are added. */
static inline void
window_test_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  widget_test_init (argc, argv);
  g_set_prgname ("kith");
  application = kith_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
#ifdef __SANITIZE_ADDRESS__
  /* A snapshot clipped to nothing, as the first of something that slides in, leaks with GTK 4.18: a gtk_snapshot_push_clip () of no width
   * around two colors shows it. It would be taken for ours. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#endif
}

static inline int
window_test_run (void)
{
  int status = g_test_run ();

  g_object_unref (application);
  return status;
}

static inline gboolean
is_idle (gpointer data)
{
  return kith_job_count () == 0;
}

/* A look at files is followed by a try, an act by a snapshot, and each by what is drawn. */
static inline void
wait_for_jobs (void)
{
  for (guint i = 0; i < 3; i++)
    {
      wait_until (is_idle, NULL);
      let_pass (30);
    }
}

static inline gboolean
is_shown (gpointer data)
{
  return KITH_WINDOW (data)->is_drawn;
}

/* @width, @height: 0 for as large as the window wants to be. */
static inline KithWindow *
open_window_of (int width, int height)
{
  KithWindow *window = kith_window_new (application);

  if (width > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (is_shown, window);
  wait_for_jobs ();
  /* A hint that is still shown while its window goes leaves an object of GTK's behind (seen with 4.18). */
  hand ("mousemove 0 0");
  return window;
}

static inline KithWindow *
open_window (void)
{
  return open_window_of (0, 0);
}

static inline gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Nothing may keep a closed window alive. */
static inline void
close_window (KithWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_for_jobs ();
  wait_until (is_gone, &window);
}

static inline AdwDialog *
get_dialog (KithWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static inline void
close_dialog (KithWindow *window)
{
  g_assert_nonnull (get_dialog (window));
  adw_dialog_force_close (get_dialog (window));
  let_pass (20);
}

static inline void
take_sample (KithWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sample", NULL);
  wait_for_jobs ();
}

/* As if dropped on the window. */
static inline void
take_files (KithWindow *window, GListStore *files)
{
  kith_window_take_files (window, G_LIST_MODEL (files));
  wait_for_jobs ();
}

/* @length: -1 for a text that ends. Appends the file to @files. */
static inline void
write_file (GListStore *files, const char *name, const char *bytes, gssize length)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  g_list_store_append (files, file);
}

/* The first widget at or below @parent that fits, mapped or not. */
static inline GtkWidget *
find_widget (GtkWidget *parent, gboolean (*fits) (GtkWidget *widget, gconstpointer data), gconstpointer data)
{
  if (fits (parent, data))
    return parent;
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, fits, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

static inline gboolean
is_label_with (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static inline gboolean
is_of_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

/* The label that says just @text. */
static inline GtkWidget *
find_label (GtkWidget *parent, const char *text)
{
  return find_widget (parent, is_label, text);
}

/* The label in sight that says @text among other things. */
static inline GtkWidget *
find_label_with (GtkWidget *parent, const char *text)
{
  return find_widget (parent, is_label_with, text);
}

static inline GtkWidget *
find_type (GtkWidget *parent, GType type)
{
  return find_widget (parent, is_of_type, &type);
}

/* KITH_TEST_PICTURES names the folder. */
static inline void
keep_picture (gpointer widget, const char *name)
{
  g_autoptr (Picture) picture = picture_of (widget, name);

  g_assert_cmpint (picture->width, >, 0);
}
