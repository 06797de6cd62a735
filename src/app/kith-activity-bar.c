/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-activity-bar.h"

#include <glib/gi18n-lib.h>

/* Work that takes less than this is not worth a bar. */
#define SHOW_AFTER (400 * G_TIME_SPAN_MILLISECOND)

struct _KithActivityBar
{
  KithPanel parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  guint tick;
  gint64 since; /* monotonic; when the work began */
};

G_DEFINE_FINAL_TYPE (KithActivityBar, kith_activity_bar, KITH_TYPE_PANEL)

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KithActivityBar *self = KITH_ACTIVITY_BAR (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  double fraction;
  g_autofree char *what = session != NULL ? kith_session_dup_activity (session, &fraction) : NULL;

  if (what == NULL)
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (g_get_monotonic_time () - self->since < SHOW_AFTER)
    return G_SOURCE_CONTINUE;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_label_set_text (self->label, what);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), fraction >= 0);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  return G_SOURCE_CONTINUE;
}

static void
busy_changed (KithPanel *panel)
{
  KithActivityBar *self = KITH_ACTIVITY_BAR (panel);
  KithSession *session = kith_panel_get_session (panel);

  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  if (self->tick != 0 || session == NULL || !kith_session_is_busy (session))
    return;
  self->since = g_get_monotonic_time ();
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
cancel_clicked_cb (KithActivityBar *self, GtkButton *button)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  kith_session_cancel (kith_panel_get_session (KITH_PANEL (self)));
}

static void
kith_activity_bar_class_init (KithActivityBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KITH_PANEL_CLASS (klass)->busy_changed = busy_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-activity-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KithActivityBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, KithActivityBar, label);
  gtk_widget_class_bind_template_child (widget_class, KithActivityBar, progress);
  gtk_widget_class_bind_template_child (widget_class, KithActivityBar, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
kith_activity_bar_init (KithActivityBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
