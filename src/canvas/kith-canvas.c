/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The widget itself: what is shown and in which order. Tiles from another thread lie at the bottom; over them the ties and rings of
 * those hovered, selected or in the team, drawn each time as they are few; over them the names. */

#include "kith-canvas-private.h"

#include "kith-raster.h"

#include <math.h>

#define LABELS_EVERY (500 * 1000) /* microseconds between new places for names while moving */
#define MOST_NAMED 24             /* people selected who are all named */

enum
{
  PROP_0,
  PROP_DARK,
  PROP_CONTRAST,
  PROP_BANDS,
  PROP_TOOL,
  N_PROPS
};

/* All but the children stays as widgets have it. */
static void
accessible_init (GtkAccessibleInterface *iface)
{
  iface->get_first_accessible_child = kith_canvas_get_first_part;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KithCanvas, kith_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, accessible_init))

static GParamSpec *properties[N_PROPS];
guint kith_canvas_signals[KITH_CANVAS_N_SIGNALS];

/* — Who is where — */

double
kith_canvas_get_device_scale (KithCanvas *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : 1;
}

gboolean
kith_canvas_has_name_at (KithCanvas *self, double px, double py)
{
  KithLabelKind kind;
  guint index;

  g_return_val_if_fail (KITH_IS_CANVAS (self), FALSE);

  return kith_canvas_labels_pick (self->labels, &self->view, px, py, &kind, &index);
}

/* — Drawing — */

/* Those that must be named: hovered, the keyboard's, selected, team. */
static void
place_labels (KithCanvas *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->labels_stale || self->dragging || now - self->labels_placed < LABELS_EVERY)
    return;

  g_autoptr (GArray) always = g_array_new (FALSE, FALSE, sizeof (guint));
  if (kith_canvas_has_place (self, self->cursor))
    {
      guint person = self->cursor;
      g_array_append_val (always, person);
    }
  if (self->selection->len <= MOST_NAMED)
    g_array_append_vals (always, self->selection->data, self->selection->len);
  if (self->layer != NULL && self->layer->marked->len <= MOST_NAMED)
    g_array_append_vals (always, self->layer->marked->data, self->layer->marked->len);
  g_array_append_vals (always, self->team->data, self->team->len);

  kith_canvas_labels_place (self->labels, self->drawn, &self->view, self->dark, self->contrast,
                            (const guint *) always->data, always->len);
  self->labels_placed = now;
  /* While it moves, they will be placed again once it rests. */
  self->labels_stale = self->rest != 0;
}

static void
kith_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KithCanvas *self = KITH_CANVAS (widget);
  GtkNative *native = gtk_widget_get_native (widget);
  double device_scale = kith_canvas_get_device_scale (self);
  guint32 ground = kith_raster_ground (self->dark);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkRGBA color = { ((ground >> 16) & 0xff) / 255.0f, ((ground >> 8) & 0xff) / 255.0f, (ground & 0xff) / 255.0f, 1 };
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0);
  double surface_x = 0;
  double surface_y = 0;

  if (self->scene == NULL)
    gtk_snapshot_append_color (snapshot, &color, &all);
  else
    {
      if (native != NULL)
        {
          gtk_native_get_surface_transform (native, &surface_x, &surface_y);
          if (!gtk_widget_compute_point (widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT (0, 0), &origin))
            origin = GRAPHENE_POINT_INIT (0, 0);
        }
      KithTileLook look = {
        .view = &self->view,
        .device_scale = device_scale,
        .origin_x = (origin.x + surface_x) * device_scale,
        .origin_y = (origin.y + surface_y) * device_scale,
        .near_x = self->pointer_inside ? self->pointer_x : self->view.width / 2,
        .near_y = self->pointer_inside ? self->pointer_y : self->view.height / 2,
        .zooming = self->zooming,
        .cut = native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)),
      };
      if (kith_canvas_labels_look_around (self->labels))
        {
          self->labels_stale = TRUE;
          self->labels_placed = 0;
        }
      self->tiles_settled = kith_canvas_tiles_snapshot (self->tiles, snapshot, &look);
      place_labels (self);
      kith_canvas_draw_people (self, snapshot);
      kith_canvas_labels_snapshot (self->labels, snapshot, &self->view, device_scale);
    }
  if (self->gathering != KITH_CANVAS_HAND)
    kith_canvas_draw_gathering (self, snapshot);

  if (gtk_widget_has_visible_focus (widget))
    {
      GdkRGBA ring;

      gtk_widget_get_color (widget, &ring);
      ring.alpha *= 0.5f;
      gtk_snapshot_append_border (snapshot, &GSK_ROUNDED_RECT_INIT (1, 1, all.size.width - 2, all.size.height - 2),
                                  (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { ring, ring, ring, ring });
    }
}

static void
tiles_arrived (gpointer data)
{
  gtk_widget_queue_draw (data);
}

/* — Widget — */

static void
kith_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
kith_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KithCanvas *self = KITH_CANVAS (widget);

  if (self->view.width == width && self->view.height == height)
    return;
  kith_viewport_set_size (&self->view, width, height);
  if (!self->pointer_inside)
    {
      self->pointer_x = width / 2.0;
      self->pointer_y = height / 2.0;
    }
  if (self->untouched)
    {
      kith_canvas_stop (self);
      kith_viewport_fit (&self->view, 36);
    }
  self->labels_placed = 0;
  /* Telling others now would have them change size within a change of size. */
  kith_canvas_rest_soon (self);
}

static gboolean
kith_canvas_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  KithCanvas *self = KITH_CANVAS (widget);
  int person = keyboard ? self->cursor : self->hovered;
  int square = keyboard ? self->cursor_square : self->hovered_square;
  double px, py;

  if (kith_canvas_has_square (self, square) && !self->dragging)
    {
      const KithSquare *shown = &self->scene->squares->squares[square];
      double half = kith_squares_half (self->view.scale);

      kith_viewport_to_view (&self->view, shown->x, shown->y, &px, &py);
      gtk_tooltip_set_text (tooltip, shown->words);
      gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) (px - half - 3), (int) (py - half - 3),
                                                           (int) (2 * half + 6), (int) (2 * half + 6) });
      return TRUE;
    }
  if (self->scene == NULL || !kith_canvas_has_place (self, person) || self->dragging)
    return FALSE;

  g_autofree char *words = kith_canvas_dup_words (self, person, TRUE);
  double radius = kith_canvas_get_dot_radius (self, person);
  kith_viewport_to_view (&self->view, self->scene->x[person], self->scene->y[person], &px, &py);
  gtk_tooltip_set_markup (tooltip, words);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) (px - radius - 3), (int) (py - radius - 3),
                                                       (int) (2 * radius + 6), (int) (2 * radius + 6) });
  return TRUE;
}

static gboolean
kith_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KithCanvas *self = KITH_CANVAS (widget);

  if (gtk_widget_is_focus (widget))
    return FALSE;
  /* Who is at the keyboard already is said when it comes. */
  if (!gtk_widget_grab_focus (widget))
    return FALSE;
  if (self->scene == NULL || !kith_canvas_has_place (self, self->cursor))
    kith_canvas_enter (self);

  return TRUE;
}

static void
kith_canvas_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  KithCanvas *self = KITH_CANVAS (widget);

  GTK_WIDGET_CLASS (kith_canvas_parent_class)->system_setting_changed (widget, setting);
  kith_canvas_labels_clear (self->labels);
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  gtk_widget_queue_draw (widget);
}

static void
kith_canvas_unmap (GtkWidget *widget)
{
  KithCanvas *self = KITH_CANVAS (widget);

  kith_canvas_stop (self);
  self->pointer_inside = FALSE;
  kith_canvas_hover (self, -1, -1);
  GTK_WIDGET_CLASS (kith_canvas_parent_class)->unmap (widget);
}

static void
kith_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KithCanvas *self = KITH_CANVAS (object);

  switch (id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_CONTRAST:
      g_value_set_boolean (value, self->contrast);
      break;
    case PROP_BANDS:
      g_value_set_boolean (value, self->bands);
      break;
    case PROP_TOOL:
      g_value_set_uint (value, self->tool);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithCanvas *self = KITH_CANVAS (object);

  switch (id)
    {
    case PROP_DARK:
      kith_canvas_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_CONTRAST:
      kith_canvas_set_contrast (self, g_value_get_boolean (value));
      break;
    case PROP_BANDS:
      kith_canvas_set_bands (self, g_value_get_boolean (value));
      break;
    case PROP_TOOL:
      kith_canvas_set_tool (self, (KithCanvasTool) g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_canvas_dispose (GObject *object)
{
  KithCanvas *self = KITH_CANVAS (object);

  kith_canvas_stop (self);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->tiles, kith_canvas_tiles_free);
  kith_canvas_drop_parts (self);
  kith_canvas_drop_kept (self);
  g_clear_handle_id (&self->put_down, g_source_remove);

  G_OBJECT_CLASS (kith_canvas_parent_class)->dispose (object);
}

static void
kith_canvas_finalize (GObject *object)
{
  KithCanvas *self = KITH_CANVAS (object);

  kith_canvas_labels_free (self->labels);
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_clear_pointer (&self->drawn, kith_scene_unref);
  g_clear_pointer (&self->layer, kith_layer_unref);
  g_array_unref (self->selection);
  g_array_unref (self->team);
  g_array_unref (self->pinned);
  g_array_unref (self->selection_ties);
  g_array_unref (self->hover_ties);
  g_array_unref (self->corners);
  if (self->describe_free != NULL)
    self->describe_free (self->describe_data);

  G_OBJECT_CLASS (kith_canvas_parent_class)->finalize (object);
}

static void
kith_canvas_class_init (KithCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kith_canvas_get_property;
  object_class->set_property = kith_canvas_set_property;
  object_class->dispose = kith_canvas_dispose;
  object_class->finalize = kith_canvas_finalize;
  widget_class->snapshot = kith_canvas_snapshot;
  widget_class->measure = kith_canvas_measure;
  widget_class->size_allocate = kith_canvas_size_allocate;
  widget_class->query_tooltip = kith_canvas_query_tooltip;
  widget_class->focus = kith_canvas_focus;
  widget_class->system_setting_changed = kith_canvas_system_setting_changed;
  widget_class->unmap = kith_canvas_unmap;

  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CONTRAST] = g_param_spec_boolean (
      "contrast", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BANDS] = g_param_spec_boolean ("bands", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TOOL]
      = g_param_spec_uint ("tool", NULL, NULL, KITH_CANVAS_HAND, KITH_CANVAS_ARRANGE, KITH_CANVAS_HAND,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  kith_canvas_signals[KITH_CANVAS_SELECTION_CHANGED]
      = g_signal_new ("selection-changed", KITH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  kith_canvas_signals[KITH_CANVAS_ACTIVATED] = g_signal_new ("activated", KITH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                                             NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED] = g_signal_new (
      "community-picked", KITH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  kith_canvas_signals[KITH_CANVAS_LOOKED_AT]
      = g_signal_new ("looked-at", KITH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  kith_canvas_signals[KITH_CANVAS_MENU_WANTED]
      = g_signal_new ("menu-wanted", KITH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                      G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_INT);
  kith_canvas_signals[KITH_CANVAS_MOVED] = g_signal_new ("moved", KITH_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                         NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "kithcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kith_canvas_init (KithCanvas *self)
{
  self->tiles = kith_canvas_tiles_new (tiles_arrived, self);
  self->labels = kith_canvas_labels_new (GTK_WIDGET (self));
  self->selection = g_array_new (FALSE, FALSE, sizeof (guint));
  self->team = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pinned = g_array_new (FALSE, FALSE, sizeof (guint));
  self->selection_ties = g_array_new (FALSE, FALSE, sizeof (KithSceneTie));
  self->hover_ties = g_array_new (FALSE, FALSE, sizeof (KithSceneTie));
  self->corners = g_array_new (FALSE, FALSE, sizeof (KithCanvasPoint));
  self->community = -1;
  self->hovered = self->hovered_square = -1;
  self->cursor = self->cursor_square = -1;
  self->untouched = TRUE;
  self->labels_stale = TRUE;
  kith_viewport_init (&self->view);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  kith_canvas_init_input (self);
  kith_canvas_init_keys (self);
  kith_canvas_describe_map (self);
}

GtkWidget *
kith_canvas_new (void)
{
  return g_object_new (KITH_TYPE_CANVAS, NULL);
}
