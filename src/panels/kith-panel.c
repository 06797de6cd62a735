/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-panel.h"

#include "kith-acts.h"
#include "kith-panels-resources.h"

typedef struct
{
  KithSession *session;
  GSignalGroup *signals;
} KithPanelPrivate;

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KithPanel, kith_panel, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static void
call (KithPanel *self, void (*function) (KithPanel *self))
{
  if (function != NULL)
    function (self);
}

static void
snapshot_cb (KithPanel *self, GParamSpec *pspec, KithSession *session)
{
  call (self, KITH_PANEL_GET_CLASS (self)->snapshot_changed);
}

static void
selection_cb (KithPanel *self, KithSession *session)
{
  call (self, KITH_PANEL_GET_CLASS (self)->selection_changed);
}

static void
community_cb (KithPanel *self, GParamSpec *pspec, KithSession *session)
{
  call (self, KITH_PANEL_GET_CLASS (self)->community_changed);
}

static void
team_cb (KithPanel *self, GParamSpec *pspec, KithSession *session)
{
  call (self, KITH_PANEL_GET_CLASS (self)->team_changed);
}

static void
search_cb (KithPanel *self, GParamSpec *pspec, KithSession *session)
{
  call (self, KITH_PANEL_GET_CLASS (self)->search_changed);
}

static void
busy_cb (KithPanel *self, GParamSpec *pspec, KithSession *session)
{
  call (self, KITH_PANEL_GET_CLASS (self)->busy_changed);
}

static void
kith_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, kith_panel_get_session (KITH_PANEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      kith_panel_set_session (KITH_PANEL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_panel_dispose (GObject *object)
{
  KithPanelPrivate *priv = kith_panel_get_instance_private (KITH_PANEL (object));

  /* Not by kith_panel_set_session: the subclass has let go of its widgets already. */
  if (priv->signals != NULL)
    g_signal_group_set_target (priv->signals, NULL);
  g_clear_object (&priv->signals);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (kith_panel_parent_class)->dispose (object);
}

static void
kith_panel_class_init (KithPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kith_panel_get_property;
  object_class->set_property = kith_panel_set_property;
  object_class->dispose = kith_panel_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KITH_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kith_panel_init (KithPanel *self)
{
  KithPanelPrivate *priv = kith_panel_get_instance_private (self);

  priv->signals = g_signal_group_new (KITH_TYPE_SESSION);
  g_signal_group_connect_object (priv->signals, "notify::snapshot", G_CALLBACK (snapshot_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (priv->signals, "selection-changed", G_CALLBACK (selection_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (priv->signals, "notify::community", G_CALLBACK (community_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (priv->signals, "notify::team", G_CALLBACK (team_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (priv->signals, "notify::search", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (priv->signals, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
}

KithSession *
kith_panel_get_session (KithPanel *self)
{
  KithPanelPrivate *priv = kith_panel_get_instance_private (self);

  g_return_val_if_fail (KITH_IS_PANEL (self), NULL);

  return priv->session;
}

void
kith_panel_set_session (KithPanel *self, KithSession *session)
{
  KithPanelPrivate *priv = kith_panel_get_instance_private (self);
  KithPanelClass *klass = KITH_PANEL_GET_CLASS (self);

  g_return_if_fail (KITH_IS_PANEL (self));
  g_return_if_fail (session == NULL || KITH_IS_SESSION (session));

  if (!g_set_object (&priv->session, session))
    return;
  g_signal_group_set_target (priv->signals, session);
  call (self, klass->session_changed);
  call (self, klass->snapshot_changed);
  call (self, klass->selection_changed);
  call (self, klass->community_changed);
  call (self, klass->team_changed);
  call (self, klass->search_changed);
  call (self, klass->busy_changed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

KithSnapshot *
kith_panel_get_snapshot (KithPanel *self)
{
  KithSession *session = kith_panel_get_session (self);

  return session != NULL && kith_session_get_generation (session) > 0 ? kith_session_get_snapshot (session) : NULL;
}

/* — Writing — */

typedef struct
{
  char *label;
  KithPanelWrite write;
  gpointer data;
  GDestroyNotify free_data;
  void (*done) (gpointer owner, gpointer data);
} Write;

static void
write_free (gpointer data)
{
  Write *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->label);
  g_free (self);
}

static gboolean
write_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Write *self = data;
  g_autoptr (KithActScope) act = NULL;

  if (!kith_act_begin (store, self->label, FALSE, error))
    return FALSE;
  act = kith_act_scope (store);

  return self->write (store, self->data, error) && kith_act_commit (store, NULL, error);
}

static void
write_done (gpointer owner, gpointer data, const GError *error)
{
  Write *self = data;

  if (error == NULL && self->done != NULL)
    self->done (owner, self->data);
}

void
kith_panel_write (KithSession *session, const char *label, const char *toast, KithPanelWrite write, gpointer data,
                  GDestroyNotify free_data, gpointer owner, void (*done) (gpointer owner, gpointer data))
{
  Write *self = g_new0 (Write, 1);

  self->label = g_strdup (label);
  self->write = write;
  self->data = data;
  self->free_data = free_data;
  self->done = done;
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_WRITE,
                                 .label = label,
                                 .toast = toast,
                                 .work = write_work,
                                 .data = self,
                                 .free_data = write_free,
                                 .owner = owner,
                                 .done = write_done,
                             });
}

void
kith_panels_ensure_resources (void)
{
  /* Naming the resource is what makes the linker keep it out of the static library; it then registers itself. */
  (void) kith_panels_get_resource ();
}
