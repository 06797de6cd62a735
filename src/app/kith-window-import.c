/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files are handed to the assistant; those of the sample come in at once. A network that was made for files which then do not come in
 * is closed, and goes with that. */

#include "kith-window-import.h"
#include "kith-account-dialog.h"
#include "kith-import-assistant.h"
#include "kith-import-plan.h"
#include "kith-networks.h"
#include "kith-window-private.h"

#include <glib/gi18n-lib.h>

static void
assistant_closed_cb (KithWindow *self, KithImportAssistant *assistant)
{
  if (self->session == NULL || !self->is_fresh)
    return;
  self->is_fresh = FALSE;
  if (kith_import_assistant_has_imported (assistant))
    kith_networks_keep (kith_session_get_path (self->session));
  else
    kith_window_close_network (self);
}

/* What Kith brings along needs no assistant. */
static void
sample_done (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;
  KithImportTask *task = data;

  if (self->session == NULL)
    return;
  self->is_fresh = FALSE;
  if (task->accounts == NULL)
    {
      kith_window_close_network (self);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kith_window_show_error (self, error->message);
      return;
    }
  kith_networks_keep (kith_session_get_path (self->session));
  adw_dialog_present (
      kith_account_dialog_new (self->session, task->accounts, task->news, error != NULL ? error->message : NULL),
      GTK_WIDGET (self));
}

static void
import_sample (KithWindow *self, GListModel *files)
{
  g_autoptr (KithImportPlan) plan = kith_import_plan_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      kith_import_plan_add (plan, g_file_peek_path (file));
    }
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_WRITE,
                                       .label = _ ("Bringing in the sample"),
                                       .shows_own_errors = TRUE,
                                       .work = kith_import_task_run,
                                       .data = kith_import_task_new (plan, NULL),
                                       .free_data = kith_import_task_free,
                                       .owner = self,
                                       .done = sample_done,
                                   });
}

void
kith_window_import (KithWindow *self, GListModel *files)
{
  AdwDialog *shown = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  AdwDialog *assistant;

  if (self->is_sample)
    {
      self->is_sample = FALSE;
      import_sample (self, files);
      return;
    }
  if (KITH_IS_IMPORT_ASSISTANT (shown))
    {
      kith_import_assistant_add (KITH_IMPORT_ASSISTANT (shown), files);
      return;
    }
  assistant = kith_import_assistant_new (self->session, files);
  g_signal_connect_object (assistant, "closed", G_CALLBACK (assistant_closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (assistant, GTK_WIDGET (self));
}
