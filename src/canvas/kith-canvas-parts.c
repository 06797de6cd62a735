/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a screen reader finds on the map: each community as a list, and in it its most important people, with those chosen and the one the
 * keyboard is at; and the squares as a list of their own. They are no widgets, only objects on the accessibility bus, and are made when the bus asks for the first of them: without it nobody
 * pays for them. A part whose canvas has gone on to another scene is hollow: it has no place and no children any more. */

#include "kith-canvas-private.h"

#include <glib/gi18n-lib.h>

#define MOST_OF_EACH 8   /* people of a community who are there from the start */
#define MOST_ADDED 64    /* of those chosen; more are counted in words */
#define NOBODY G_MAXUINT /* a part that is a list, or a square */
#define NO_SQUARE G_MAXUINT
#define SQUARES (KITH_SCENE_NO_COMMUNITY + 1u) /* in place of a community: the list of squares */

#define KITH_TYPE_CANVAS_PART (kith_canvas_part_get_type ())
G_DECLARE_FINAL_TYPE (KithCanvasPart, kith_canvas_part, KITH, CANVAS_PART, GObject)

struct _KithCanvasPart
{
  GObject parent_instance;

  KithCanvas *canvas;     /* borrowed; NULL once hollow */
  KithCanvasPart *parent; /* borrowed; NULL for the canvas itself */
  KithCanvasPart *next;   /* borrowed */
  GPtrArray *children;    /* KithCanvasPart */
  guint community, person, square;
  GtkAccessibleRole role;
  GtkATContext *context;
  gboolean chosen;
};

enum
{
  PROP_0,
  PROP_ACCESSIBLE_ROLE
};

static GtkATContext *
kith_canvas_part_get_at_context (GtkAccessible *accessible)
{
  KithCanvasPart *self = KITH_CANVAS_PART (accessible);

  return self->context != NULL ? g_object_ref (self->context) : NULL;
}

static gboolean
kith_canvas_part_get_platform_state (GtkAccessible *accessible, GtkAccessiblePlatformState state)
{
  KithCanvasPart *self = KITH_CANVAS_PART (accessible);
  gboolean is_person = self->canvas != NULL && self->person != NOBODY;
  gboolean is_square = self->canvas != NULL && self->square != NO_SQUARE;

  switch (state)
    {
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSABLE:
      return is_person || is_square;
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED:
      return ((is_person && self->canvas->cursor == (int) self->person)
              || (is_square && self->canvas->cursor_square == (int) self->square))
             && gtk_widget_is_focus (GTK_WIDGET (self->canvas));
    case GTK_ACCESSIBLE_PLATFORM_STATE_ACTIVE:
    default:
      return FALSE;
    }
}

static GtkAccessible *
kith_canvas_part_get_accessible_parent (GtkAccessible *accessible)
{
  KithCanvasPart *self = KITH_CANVAS_PART (accessible);

  if (self->canvas == NULL)
    return NULL;
  return self->parent != NULL ? g_object_ref (GTK_ACCESSIBLE (self->parent))
                              : g_object_ref (GTK_ACCESSIBLE (self->canvas));
}

static GtkAccessible *
kith_canvas_part_get_first_accessible_child (GtkAccessible *accessible)
{
  KithCanvasPart *self = KITH_CANVAS_PART (accessible);

  return self->children->len > 0 ? g_object_ref (GTK_ACCESSIBLE (g_ptr_array_index (self->children, 0))) : NULL;
}

static GtkAccessible *
kith_canvas_part_get_next_accessible_sibling (GtkAccessible *accessible)
{
  KithCanvasPart *self = KITH_CANVAS_PART (accessible);

  return self->next != NULL ? g_object_ref (GTK_ACCESSIBLE (self->next)) : NULL;
}

/* In the canvas. */
static gboolean
get_place (KithCanvasPart *self, double *x, double *y, double *radius)
{
  KithCanvas *canvas = self->canvas;

  if (canvas == NULL)
    return FALSE;
  if (self->person != NOBODY)
    {
      if (!kith_canvas_has_place (canvas, (int) self->person))
        return FALSE;
      kith_viewport_to_view (&canvas->view, canvas->scene->x[self->person], canvas->scene->y[self->person], x, y);
      *radius = kith_canvas_get_dot_radius (canvas, self->person);
      return TRUE;
    }
  if (self->square != NO_SQUARE)
    {
      if (!kith_canvas_has_square (canvas, (int) self->square))
        return FALSE;
      kith_viewport_to_view (&canvas->view, canvas->scene->squares->squares[self->square].x,
                             canvas->scene->squares->squares[self->square].y, x, y);
      *radius = kith_squares_half (canvas->view.scale);
      return TRUE;
    }
  if (self->community >= KITH_SCENE_NO_COMMUNITY || !isfinite (canvas->scene->communities[self->community].x))
    return FALSE;
  kith_viewport_to_view (&canvas->view, canvas->scene->communities[self->community].x,
                         canvas->scene->communities[self->community].y, x, y);
  *radius = canvas->scene->communities[self->community].radius * canvas->view.scale;
  return TRUE;
}

static gboolean
kith_canvas_part_get_bounds (GtkAccessible *accessible, int *x, int *y, int *width, int *height)
{
  KithCanvasPart *self = KITH_CANVAS_PART (accessible);
  double middle_x, middle_y, radius;
  double left = 0;
  double top = 0;

  if (!get_place (self, &middle_x, &middle_y, &radius))
    return FALSE;
  if (self->parent != NULL)
    {
      double around_x, around_y, around;

      if (get_place (self->parent, &around_x, &around_y, &around))
        {
          left = around_x - around;
          top = around_y - around;
        }
    }
  *x = (int) floor (middle_x - radius - left);
  *y = (int) floor (middle_y - radius - top);
  *width = (int) ceil (2 * radius);
  *height = (int) ceil (2 * radius);
  return TRUE;
}

static void
accessible_init (GtkAccessibleInterface *iface)
{
  iface->get_at_context = kith_canvas_part_get_at_context;
  iface->get_platform_state = kith_canvas_part_get_platform_state;
  iface->get_accessible_parent = kith_canvas_part_get_accessible_parent;
  iface->get_first_accessible_child = kith_canvas_part_get_first_accessible_child;
  iface->get_next_accessible_sibling = kith_canvas_part_get_next_accessible_sibling;
  iface->get_bounds = kith_canvas_part_get_bounds;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KithCanvasPart, kith_canvas_part, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, accessible_init))

static void
kith_canvas_part_dispose (GObject *object)
{
  KithCanvasPart *self = KITH_CANVAS_PART (object);

  /* The context holds on to the object on the bus: it goes now, not when the last one who asked lets go. */
  g_clear_object (&self->context);
  g_ptr_array_set_size (self->children, 0);
  self->canvas = NULL;
  self->parent = NULL;
  self->next = NULL;

  G_OBJECT_CLASS (kith_canvas_part_parent_class)->dispose (object);
}

static void
kith_canvas_part_finalize (GObject *object)
{
  g_ptr_array_unref (KITH_CANVAS_PART (object)->children);
  G_OBJECT_CLASS (kith_canvas_part_parent_class)->finalize (object);
}

static void
kith_canvas_part_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, KITH_CANVAS_PART (object)->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_canvas_part_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACCESSIBLE_ROLE:
      KITH_CANVAS_PART (object)->role = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_canvas_part_class_init (KithCanvasPartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kith_canvas_part_dispose;
  object_class->finalize = kith_canvas_part_finalize;
  object_class->get_property = kith_canvas_part_get_property;
  object_class->set_property = kith_canvas_part_set_property;
  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
part_free (gpointer data)
{
  g_object_run_dispose (data);
  g_object_unref (data);
}

static void
kith_canvas_part_init (KithCanvasPart *self)
{
  self->children = g_ptr_array_new_with_free_func (part_free);
  self->person = NOBODY;
  self->square = NO_SQUARE;
}

/* — The tree — */

static gboolean
is_chosen (const KithCanvasPart *self)
{
  const KithCanvas *canvas = self->canvas;

  if (self->person != NOBODY)
    return kith_canvas_is_selected (self->canvas, self->person);
  return self->square != NO_SQUARE
         && kith_square_is_of (&canvas->scene->squares->squares[self->square], (const guint *) canvas->selection->data,
                               canvas->selection->len);
}

static void
name_part (KithCanvasPart *self)
{
  g_autofree char *words = NULL;

  if (self->person != NOBODY)
    words = kith_canvas_dup_words (self->canvas, self->person, FALSE);
  else if (self->square != NO_SQUARE)
    words = g_strdup (self->canvas->scene->squares->squares[self->square].words);
  else if (self->community == SQUARES)
    words = g_strdup (_ ("Events and groups"));
  else if (self->community == KITH_SCENE_NO_COMMUNITY)
    words = g_strdup (_ ("Not connected yet"));
  else
    words = kith_canvas_dup_community_words (self->canvas, self->community);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* @parent: %NULL for a list; @person, @square: NOBODY and NO_SQUARE there */
static void
add_part (KithCanvas *canvas, KithCanvasPart *parent, guint community, guint person, guint square)
{
  KithCanvasPart *self = g_object_new (KITH_TYPE_CANVAS_PART, NULL);
  GPtrArray *to = parent != NULL ? parent->children : canvas->parts;
  KithCanvasPart *last = to->len > 0 ? g_ptr_array_index (to, to->len - 1) : NULL;

  self->canvas = canvas;
  self->parent = parent;
  self->community = community;
  self->person = person;
  self->square = square;
  self->role = parent == NULL ? GTK_ACCESSIBLE_ROLE_LIST_BOX : GTK_ACCESSIBLE_ROLE_OPTION;
  self->context
      = gtk_at_context_create (self->role, GTK_ACCESSIBLE (self), gtk_widget_get_display (GTK_WIDGET (canvas)));
  if (last != NULL)
    last->next = self;
  g_ptr_array_add (to, self);

  if (parent != NULL)
    {
      self->chosen = is_chosen (self);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, self->chosen, -1);
    }
  name_part (self);
}

static KithCanvasPart *
get_community_part (KithCanvas *canvas, guint community)
{
  /* Those without a community come last. */
  guint at = community == KITH_SCENE_NO_COMMUNITY ? canvas->scene->n_communities : community;

  return g_ptr_array_index (canvas->parts, at);
}

static void
ensure_person (KithCanvas *canvas, guint person)
{
  KithCanvasPart *community = get_community_part (canvas, canvas->scene->community[person]);

  for (guint i = 0; i < community->children->len; i++)
    if (((KithCanvasPart *) g_ptr_array_index (community->children, i))->person == person)
      return;
  add_part (canvas, community, community->community, person, NO_SQUARE);
}

static void
make_parts (KithCanvas *canvas)
{
  KithScene *scene = canvas->scene;

  canvas->parts = g_ptr_array_new_with_free_func (part_free);
  for (guint c = 0; c < scene->n_communities; c++)
    add_part (canvas, NULL, c, NOBODY, NO_SQUARE);
  add_part (canvas, NULL, KITH_SCENE_NO_COMMUNITY, NOBODY, NO_SQUARE);

  for (guint k = 0; k < scene->n_named; k++)
    {
      guint person = scene->by_importance[k];
      KithCanvasPart *community = get_community_part (canvas, scene->community[person]);

      if (community->children->len < MOST_OF_EACH)
        add_part (canvas, community, community->community, person, NO_SQUARE);
    }
  if (scene->squares != NULL)
    {
      add_part (canvas, NULL, SQUARES, NOBODY, NO_SQUARE);
      for (guint s = 0; s < scene->squares->n; s++)
        add_part (canvas, g_ptr_array_index (canvas->parts, canvas->parts->len - 1), SQUARES, NOBODY, s);
    }
  kith_canvas_update_parts (canvas);
}

GtkAccessible *
kith_canvas_get_first_part (GtkAccessible *accessible)
{
  KithCanvas *canvas = KITH_CANVAS (accessible);

  if (canvas->scene == NULL || canvas->scene->n_drawn == 0 || gtk_widget_in_destruction (GTK_WIDGET (canvas)))
    return NULL;
  if (canvas->parts == NULL)
    make_parts (canvas);
  return g_object_ref (GTK_ACCESSIBLE (g_ptr_array_index (canvas->parts, 0)));
}

void
kith_canvas_update_parts (KithCanvas *canvas)
{
  if (canvas->parts == NULL)
    return;
  for (guint i = 0; i < MIN (canvas->selection->len, MOST_ADDED); i++)
    ensure_person (canvas, g_array_index (canvas->selection, guint, i));
  if (kith_canvas_has_place (canvas, canvas->cursor))
    ensure_person (canvas, (guint) canvas->cursor);

  for (guint c = 0; c < canvas->parts->len; c++)
    {
      GPtrArray *people = ((KithCanvasPart *) g_ptr_array_index (canvas->parts, c))->children;

      for (guint i = 0; i < people->len; i++)
        {
          KithCanvasPart *part = g_ptr_array_index (people, i);
          gboolean chosen = is_chosen (part);

          if (part->chosen == chosen)
            continue;
          part->chosen = chosen;
          gtk_accessible_update_state (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
          name_part (part);
        }
    }
}

void
kith_canvas_drop_parts (KithCanvas *canvas)
{
  g_clear_pointer (&canvas->parts, g_ptr_array_unref);
}
