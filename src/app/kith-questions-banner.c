/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-questions-banner.h"
#include "kith-questions.h"

#include <glib/gi18n-lib.h>

struct _KithQuestionsBanner
{
  KithPanel parent_instance;

  AdwBanner *banner;
};

G_DEFINE_FINAL_TYPE (KithQuestionsBanner, kith_questions_banner, KITH_TYPE_PANEL)

static gboolean
count_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return kith_questions_count_open (store, data, error);
}

static void
count_done (gpointer owner, gpointer data, const GError *error)
{
  KithQuestionsBanner *self = owner;
  guint n = error == NULL ? *(const guint *) data : 0;

  if (n > 0)
    {
      /* Translators: pairs of people of whom an import could not tell whether they are one person */
      g_autofree char *title = g_strdup_printf (ngettext ("An import left a question: one person or two?",
                                                          "An import left %'u questions: one person or two?", n),
                                                n);

      adw_banner_set_title (self->banner, title);
    }
  adw_banner_set_revealed (self->banner, n > 0);
}

static void
snapshot_changed (KithPanel *panel)
{
  KithSession *session = kith_panel_get_session (panel);

  if (session != NULL)
    kith_session_run (session, &(KithJob) {
                                   .lane = KITH_LANE_READ,
                                   .slot = "questions",
                                   .shows_own_errors = TRUE,
                                   .work = count_work,
                                   .data = g_new0 (guint, 1),
                                   .free_data = g_free,
                                   .owner = panel,
                                   .done = count_done,
                               });
}

static void
kith_questions_banner_class_init (KithQuestionsBannerClass *klass)
{
  KITH_PANEL_CLASS (klass)->snapshot_changed = snapshot_changed;
}

static void
kith_questions_banner_init (KithQuestionsBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_button_label (self->banner, _ ("_Answer…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), "win.duplicates");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}
