/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-saving.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KithSession *session;
  KithSnapshot *snapshot;
  char *path;
  KithExportOptions options;
  gint64 *people;      /* of the options */
  gint64 *imports;     /* the same */
  KithMapShown *shown; /* the same, nullable */
  KithExportResult result;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_clear_pointer (&self->snapshot, kith_snapshot_unref);
  g_clear_object (&self->session);
  g_free (self->path);
  g_free (self->people);
  g_free (self->imports);
  g_clear_pointer (&self->shown, kith_map_shown_unref);
  g_free (self);
}

static gboolean
saving_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Saving *self = data;

  return kith_export_run (store, self->snapshot, self->path, &self->options, &self->result, progress, cancellable,
                          error);
}

static void
saving_done (gpointer owner, gpointer data, const GError *error)
{
  Saving *self = data;
  g_autofree char *file = NULL;
  g_autofree char *held_back = NULL;
  g_autofree char *words = NULL;

  if (error != NULL)
    return;
  file = g_path_get_basename (self->path);
  if (self->options.what == KITH_EXPORT_MAP)
    words = g_strdup_printf (_ ("Saved the map to %s"), file);
  else if (self->options.what == KITH_EXPORT_BRIEFING)
    words = g_strdup_printf (_ ("Saved the briefing to %s"), file);
  else if (self->options.what == KITH_EXPORT_ACCOUNT)
    words = g_strdup_printf (ngettext ("Saved %'u row to %s", "Saved %'u rows to %s", self->result.rows),
                             self->result.rows, file);
  else
    words = g_strdup_printf (ngettext ("Saved %'u person to %s", "Saved %'u people to %s", self->result.rows),
                             self->result.rows, file);
  held_back = kith_export_dup_held_back (&self->result);
  if (*held_back != '\0' && self->options.what == KITH_EXPORT_MAP)
    {
      /* Translators: "Saved the map to map.pdf. Not named: 1 asked not to be contacted" */
      g_autofree char *both = g_strdup_printf (_ ("%s. Not named: %s"), words, held_back);

      kith_session_tell (self->session, both, FALSE);
    }
  else if (*held_back != '\0')
    {
      /* Translators: "Saved 11 people to call-sheet.pdf. Left out: 1 asked not to be contacted" */
      g_autofree char *both = g_strdup_printf (_ ("%s. Left out: %s"), words, held_back);

      kith_session_tell (self->session, both, FALSE);
    }
  else
    kith_session_tell (self->session, words, FALSE);
}

static void
file_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
          && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
        kith_session_fail (saving->session, error->message);
      saving_free (saving);
      return;
    }

  saving->path = g_file_get_path (file);
  if (saving->path == NULL)
    {
      kith_session_fail (saving->session, _ ("Kith can save to this computer only. Choose a folder on it."));
      saving_free (saving);
      return;
    }
  kith_session_run (saving->session, &(KithJob) {
                                         .lane = KITH_LANE_READ,
                                         .label = _ ("Saving"),
                                         .work = saving_work,
                                         .data = saving,
                                         .free_data = saving_free,
                                         .owner = saving->session,
                                         .done = saving_done,
                                     });
}

void
kith_saving_choose (GtkWidget *parent, KithSession *session, const KithExportOptions *options, const char *title,
                    const char *name, const char *suffix)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *clean = g_strdelimit (g_strdup (name), "/\\:", '-');
  g_autofree char *file = g_strconcat (clean, suffix, NULL);
  Saving *saving = g_new0 (Saving, 1);

  g_assert (kith_session_get_snapshot (session) != NULL);

  saving->session = g_object_ref (session);
  /* Those of a campaign or an import are all of them, also while only a part of the network is shown. */
  saving->snapshot = kith_snapshot_ref (options->campaign != 0 || options->what == KITH_EXPORT_ACCOUNT
                                                || options->what == KITH_EXPORT_SURVEY
                                            ? kith_session_get_whole (session)
                                            : kith_session_get_snapshot (session));
  saving->options = *options;
  saving->options.people = saving->people = g_memdup2 (options->people, options->n_people * sizeof (gint64));
  saving->options.imports = saving->imports = g_memdup2 (options->imports, options->n_imports * sizeof (gint64));
  if (options->shown != NULL)
    saving->options.shown = saving->shown = kith_map_shown_ref (options->shown);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, file_chosen_cb, saving);
}
