/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-activity-bar.h"

#include <glib/gi18n-lib.h>

/* Work that takes less than this is not worth a bar. */
#define SHOW_AFTER (400 * G_TIME_SPAN_MILLISECOND)

struct _KithActivityBar
{
  GtkWidget parent_instance;

  KithSession *session;
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  guint tick;
  gint64 since; /* monotonic; when the work began */
};

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} KithActivityBarProperty;

G_DEFINE_FINAL_TYPE (KithActivityBar, kith_activity_bar, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KithActivityBar *self = KITH_ACTIVITY_BAR (widget);
  double fraction;
  g_autofree char *what = self->session != NULL ? kith_session_dup_activity (self->session, &fraction) : NULL;

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
busy_changed_cb (KithActivityBar *self, GParamSpec *pspec, KithSession *session)
{
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  if (self->tick != 0 || !kith_session_is_busy (session))
    return;
  self->since = g_get_monotonic_time ();
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
cancel_clicked_cb (KithActivityBar *self, GtkButton *button)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  if (self->session != NULL)
    kith_session_cancel (self->session);
}

KithSession *
kith_activity_bar_get_session (KithActivityBar *self)
{
  g_return_val_if_fail (KITH_IS_ACTIVITY_BAR (self), NULL);

  return self->session;
}

void
kith_activity_bar_set_session (KithActivityBar *self, KithSession *session)
{
  g_return_if_fail (KITH_IS_ACTIVITY_BAR (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::busy", G_CALLBACK (busy_changed_cb), self, G_CONNECT_SWAPPED);
      busy_changed_cb (self, NULL, session);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
kith_activity_bar_dispose (GObject *object)
{
  KithActivityBar *self = KITH_ACTIVITY_BAR (object);

  kith_activity_bar_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_ACTIVITY_BAR);
  G_OBJECT_CLASS (kith_activity_bar_parent_class)->dispose (object);
}

static void
kith_activity_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((KithActivityBarProperty) id)
    {
    case PROP_SESSION:
      g_value_set_object (value, KITH_ACTIVITY_BAR (object)->session);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_activity_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((KithActivityBarProperty) id)
    {
    case PROP_SESSION:
      kith_activity_bar_set_session (KITH_ACTIVITY_BAR (object), g_value_get_object (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_activity_bar_class_init (KithActivityBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kith_activity_bar_dispose;
  object_class->get_property = kith_activity_bar_get_property;
  object_class->set_property = kith_activity_bar_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KITH_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
