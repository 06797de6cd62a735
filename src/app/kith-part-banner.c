/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-part-banner.h"

#include <glib/gi18n-lib.h>

struct _KithPartBanner
{
  KithPanel parent_instance;

  AdwBanner *banner;
};

G_DEFINE_FINAL_TYPE (KithPartBanner, kith_part_banner, KITH_TYPE_PANEL)

static void
snapshot_changed (KithPanel *panel)
{
  KithPartBanner *self = KITH_PART_BANNER (panel);
  const KithSnapshot *snapshot = kith_panel_get_snapshot (panel);
  gboolean is_part = snapshot != NULL && snapshot->part != NULL;

  if (is_part)
    {
      g_autofree char *part = kith_part_dup_title (snapshot->part);
      /* Translators: the last %s is what they have in common: “tag ‘Donor’”, “event ‘Spring Fair’” */
      g_autofree char *title = g_strdup_printf (
          ngettext ("Showing %1$'u of %2$'u person: %3$s", "Showing %1$'u of %2$'u people: %3$s", snapshot->n_whole),
          snapshot->n, snapshot->n_whole, part);

      adw_banner_set_title (self->banner, title);
    }
  adw_banner_set_revealed (self->banner, is_part);
}

static void
clicked_cb (KithPartBanner *self, AdwBanner *banner)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session != NULL)
    kith_session_show_only (session, NULL);
}

static void
kith_part_banner_class_init (KithPartBannerClass *klass)
{
  KITH_PANEL_CLASS (klass)->snapshot_changed = snapshot_changed;
}

static void
kith_part_banner_init (KithPartBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_button_label (self->banner, _ ("Show _Everybody"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}
