/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture of everything at its own size, drawn by a thread when the map changes; each frame only puts it down again and a frame over it. */

#include "kith-minimap.h"

#include "kith-canvas-private.h"
#include "kith-tile-worker.h"

#include <math.h>

#define MOST_WIDTH 168
#define MOST_HEIGHT 120
#define MARGIN 6         /* pixels around the map */
#define MOST_IN_VIEW 0.8 /* of the map's width and height: with more of both in view there is nothing to find */

struct _KithMinimap
{
  GtkWidget parent_instance;

  KithCanvas *canvas; /* nullable */
  KithTileWorker *worker;
  GdkTexture *texture; /* nullable */
  /* What the texture shows, or will */
  KithScene *scene;
  gboolean dark, contrast;
  double density;
  guint generation;
  double grab_x, grab_y; /* map point under the pointer, from the middle of the view */
};

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KithMinimap, kith_minimap, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

/* — Where things are — */

static double
get_scale (KithMinimap *self)
{
  const KithScene *scene = self->canvas->scene;

  return MIN ((MOST_WIDTH - 2 * MARGIN) / MAX (scene->right - scene->left, 1),
              (MOST_HEIGHT - 2 * MARGIN) / MAX (scene->bottom - scene->top, 1));
}

/* Map point at the widget's corner. */
static void
get_corner (KithMinimap *self, double *x, double *y)
{
  const KithScene *scene = self->canvas->scene;
  double scale = get_scale (self);

  *x = (scene->left + scene->right) / 2 - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 / scale;
  *y = (scene->top + scene->bottom) / 2 - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 / scale;
}

static graphene_rect_t
get_view (KithMinimap *self)
{
  const KithViewport *view = kith_canvas_get_viewport (self->canvas);
  double scale = get_scale (self);
  double x, y;

  get_corner (self, &x, &y);
  return GRAPHENE_RECT_INIT ((view->x - view->width / view->scale / 2 - x) * scale,
                             (view->y - view->height / view->scale / 2 - y) * scale, view->width / view->scale * scale,
                             view->height / view->scale * scale);
}

static void
looked_at_cb (KithMinimap *self, KithCanvas *canvas)
{
  const KithViewport *view = kith_canvas_get_viewport (canvas);
  const KithScene *scene = canvas->scene;
  gboolean wanted = scene != NULL && scene->n_drawn > 1
                    && (view->width / view->scale < MOST_IN_VIEW * (scene->right - scene->left)
                        || view->height / view->scale < MOST_IN_VIEW * (scene->bottom - scene->top));

  /* A small window has no room for it. */
  wanted &= view->width > 3 * MOST_WIDTH && view->height > 3 * MOST_HEIGHT;
  gtk_widget_set_visible (GTK_WIDGET (self), wanted);
  if (scene != self->scene)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* — The picture — */

static void
ready_cb (gpointer data)
{
  KithMinimap *self = data;
  g_autoptr (GPtrArray) done = kith_tile_worker_take (self->worker);

  for (guint k = 0; k < done->len; k++)
    {
      const KithTileJob *job = g_ptr_array_index (done, k);

      if (job->key.generation != self->generation)
        continue;
      g_clear_object (&self->texture);
      self->texture = gdk_memory_texture_new (job->view.width, job->view.height, GDK_MEMORY_DEFAULT, job->pixels,
                                              (gsize) job->view.width * 4);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
want (KithMinimap *self, double density)
{
  KithScene *scene = self->canvas->drawn;
  gboolean dark = self->canvas->dark;
  GPtrArray *jobs;

  if (scene == self->scene && dark == self->dark && self->canvas->contrast == self->contrast
      && density == self->density)
    return;
  /* Another map, or another ground, would be wrong under the new one's names. */
  if (dark != self->dark || self->scene == NULL || scene->n != self->scene->n)
    g_clear_object (&self->texture);
  g_clear_pointer (&self->scene, kith_scene_unref);
  self->scene = kith_scene_ref (scene);
  self->dark = dark;
  self->contrast = self->canvas->contrast;
  self->density = density;

  KithRasterView view = {
    .scale = get_scale (self) * density,
    .width = (int) ceil (gtk_widget_get_width (GTK_WIDGET (self)) * density),
    .height = (int) ceil (gtk_widget_get_height (GTK_WIDGET (self)) * density),
    .dark = dark,
    .contrast = self->contrast,
    .density = density,
  };
  get_corner (self, &view.x, &view.y);
  view.tie_budget = kith_raster_budget (scene, view.scale, view.width, view.height);
  jobs = g_ptr_array_new_with_free_func (kith_tile_job_free);
  g_ptr_array_add (jobs, kith_tile_job_new ((KithTileKey) { ++self->generation, 0, 0, 0 }, scene, &view, 0));
  kith_tile_worker_want (self->worker, jobs);
}

static void
kith_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KithMinimap *self = KITH_MINIMAP (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, width, height);
  guint32 ground;
  graphene_rect_t view;

  if (self->canvas == NULL || self->canvas->scene == NULL)
    return;
  want (self, kith_canvas_get_device_scale (self->canvas));

  ground = kith_raster_ground (self->canvas->dark);
  GdkRGBA color = { ((ground >> 16) & 0xff) / 255.0f, ((ground >> 8) & 0xff) / 255.0f, (ground & 0xff) / 255.0f, 1 };
  gtk_snapshot_append_color (snapshot, &color, &all);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, gdk_texture_get_width (self->texture) / self->density,
                                                      gdk_texture_get_height (self->texture) / self->density));

  /* What is out of view steps back. */
  view = get_view (self);
  color.alpha = 0.6f;
  if (!graphene_rect_intersection (&view, &all, &view))
    view = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  double left = round (view.origin.x);
  double top = round (view.origin.y);
  double right = round (view.origin.x + view.size.width);
  double bottom = round (view.origin.y + view.size.height);
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, top));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, bottom, width, height - bottom));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, top, left, bottom - top));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (right, top, width - right, bottom - top));

  gtk_widget_get_color (widget, &color);
  /* Never so small that it is lost. */
  left = MIN (left, right - 5);
  top = MIN (top, bottom - 5);
  gtk_snapshot_append_border (snapshot, &GSK_ROUNDED_RECT_INIT (left, top, right - left, bottom - top),
                              (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f }, (GdkRGBA[4]) { color, color, color, color });
}

/* — Pointer — */

static void
move_to (KithMinimap *self, double px, double py)
{
  const KithViewport *view = kith_canvas_get_viewport (self->canvas);
  double scale = get_scale (self);
  double x, y;

  get_corner (self, &x, &y);
  kith_canvas_pan_by (self->canvas, (x + px / scale - self->grab_x - view->x) * view->scale,
                      (y + py / scale - self->grab_y - view->y) * view->scale, TRUE);
}

static void
drag_begin_cb (KithMinimap *self, double x, double y, GtkGestureDrag *gesture)
{
  graphene_rect_t view;

  if (self->canvas == NULL || self->canvas->scene == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  view = get_view (self);
  self->grab_x = self->grab_y = 0;
  /* Inside the frame it is held where it was taken; beside it, its middle comes here. */
  if (graphene_rect_contains_point (&view, &GRAPHENE_POINT_INIT (x, y)))
    {
      self->grab_x = (x - view.origin.x - view.size.width / 2) / get_scale (self);
      self->grab_y = (y - view.origin.y - view.size.height / 2) / get_scale (self);
    }
  move_to (self, x, y);
}

static void
drag_update_cb (KithMinimap *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (self->canvas != NULL && self->canvas->scene != NULL && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    move_to (self, x + dx, y + dy);
}

/* — Widget — */

static void
kith_minimap_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  KithMinimap *self = KITH_MINIMAP (widget);
  const KithScene *scene = self->canvas != NULL ? self->canvas->scene : NULL;
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int most = across ? MOST_WIDTH : MOST_HEIGHT;

  *minimum = *natural = most;
  if (scene != NULL)
    {
      double extent = across ? scene->right - scene->left : scene->bottom - scene->top;

      /* Not a sliver. */
      *minimum = *natural = CLAMP ((int) ceil (extent * get_scale (self)) + 2 * MARGIN, 48, most);
    }
}

static void
kith_minimap_set_canvas (KithMinimap *self, KithCanvas *canvas)
{
  if (!g_set_object (&self->canvas, canvas) || canvas == NULL)
    return;
  g_signal_connect_object (canvas, "looked-at", G_CALLBACK (looked_at_cb), self, G_CONNECT_SWAPPED);
  looked_at_cb (self, canvas);
}

static void
kith_minimap_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CANVAS:
      g_value_set_object (value, KITH_MINIMAP (object)->canvas);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_minimap_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CANVAS:
      kith_minimap_set_canvas (KITH_MINIMAP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_minimap_dispose (GObject *object)
{
  KithMinimap *self = KITH_MINIMAP (object);

  g_clear_pointer (&self->worker, kith_tile_worker_free);
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_clear_object (&self->texture);
  g_clear_object (&self->canvas);

  G_OBJECT_CLASS (kith_minimap_parent_class)->dispose (object);
}

static void
kith_minimap_class_init (KithMinimapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kith_minimap_get_property;
  object_class->set_property = kith_minimap_set_property;
  object_class->dispose = kith_minimap_dispose;
  widget_class->snapshot = kith_minimap_snapshot;
  widget_class->measure = kith_minimap_measure;

  properties[PROP_CANVAS]
      = g_param_spec_object ("canvas", NULL, NULL, KITH_TYPE_CANVAS, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kithminimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kith_minimap_init (KithMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->worker = kith_tile_worker_new (ready_cb, self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "move");
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
kith_minimap_new (KithCanvas *canvas)
{
  return g_object_new (KITH_TYPE_MINIMAP, "canvas", canvas, NULL);
}
