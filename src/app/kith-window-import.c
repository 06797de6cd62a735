/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files → network → communities → places, in one job that can be stopped, and the account at its end. What came in stays where the
 * rest was stopped or failed. */

#include "kith-window-import.h"
#include "kith-account-dialog.h"
#include "kith-analysis.h"
#include "kith-intake.h"
#include "kith-job.h"
#include "kith-networks.h"
#include "kith-thumbnail.h"
#include "kith-window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char **paths;
  GPtrArray *accounts; /* KithAccount; NULL until the files are in */
  GPtrArray *news;     /* utf8 */
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  if (self->accounts != NULL)
    {
      g_ptr_array_set_free_func (self->accounts, (GDestroyNotify) kith_account_free);
      g_ptr_array_unref (self->accounts);
    }
  g_ptr_array_unref (self->news);
  g_strfreev (self->paths);
  g_free (self);
}

static gboolean
import_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Import *self = data;

  gboolean done;

  kith_progress_enter (progress, 0, .5);
  self->accounts = kith_intake_run (store, (const char *const *) self->paths, NULL, progress, cancellable, error);
  kith_progress_leave (progress);
  if (self->accounts == NULL)
    return FALSE;
  kith_progress_enter (progress, .5, 1);
  done = kith_analysis_refresh (store, self->news, progress, cancellable, error);
  kith_progress_leave (progress);
  return done;
}

static gboolean
delete_work (gpointer data, GCancellable *cancellable, GError **error)
{
  kith_thumbnail_delete (data);
  return kith_networks_delete (data, error);
}

static void
delete_done (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;

  kith_start_page_refresh (self->start_page);
}

/* A network that was made for these files only is not worth keeping without them. */
static void
drop_fresh_network (KithWindow *self)
{
  char *path = g_strdup (kith_session_get_path (self->session));

  kith_window_close_network (self);
  kith_job_run_errand (self, NULL, delete_work, path, g_free, delete_done);
}

static void
import_done (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;
  Import *import = data;
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean fresh = self->is_fresh;
  const char *trouble = NULL;

  if (self->session == NULL)
    return;
  self->is_fresh = FALSE;
  if (import->accounts == NULL)
    {
      if (fresh)
        drop_fresh_network (self);
      if (!stopped)
        kith_window_show_error (self, error->message);
      else
        adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Import stopped: nothing was brought in")));
      return;
    }
  if (stopped)
    trouble
        = _ ("Communities were not looked for, because you stopped it. Choose “Look for Communities Again” to do so.");
  else if (error != NULL)
    trouble = error->message;
  adw_dialog_present (kith_account_dialog_new (self->session, import->accounts, import->news, trouble),
                      GTK_WIDGET (self));
}

void
kith_window_import (KithWindow *self, GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (files);
  g_autofree char *label = NULL;
  Import *import;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path == NULL)
        {
          kith_window_show_error (self, _ ("Files can only be imported from folders of this computer."));
          return;
        }
      g_strv_builder_add (paths, path);
      if (n == 1)
        {
          g_autofree char *base = g_path_get_basename (path);
          g_autofree char *name = g_filename_display_name (base);

          /* Translators: %s is the name of a file */
          label = g_strdup_printf (_ ("Importing %s"), name);
        }
    }
  if (n != 1)
    label = g_strdup_printf (ngettext ("Importing %u file", "Importing %u files", n), n);
  import = g_new0 (Import, 1);
  import->paths = g_strv_builder_end (paths);
  import->news = g_ptr_array_new_with_free_func (g_free);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_WRITE,
                                       .label = label,
                                       .shows_own_errors = TRUE,
                                       .work = import_work,
                                       .data = import,
                                       .free_data = import_free,
                                       .owner = self,
                                       .done = import_done,
                                   });
}
