/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the canvas share: drawing (kith-canvas.c, -overlay, -kept, -squares), what is shown (-show), where to look (-look),
 * pointer (-input), what it points at (-pick) and keys (-keys), whom they choose (-choose), what is said (-access) and what a screen reader
 * finds on the map (-parts). */

#pragma once

#include "kith-canvas.h"
#include "kith-canvas-labels.h"
#include "kith-canvas-tiles.h"

G_BEGIN_DECLS

struct _KithCanvas
{
  GtkWidget parent_instance;

  KithScene *scene; /* nullable */
  KithScene *drawn; /* the same, or with all but one community faded, or shaded by the layer */
  KithLayer *layer; /* nullable */
  gboolean dark, bands, contrast;
  KithCanvasTiles *tiles;
  KithCanvasLabels *labels;
  KithCanvasDescribe describe;
  gpointer describe_data;
  GDestroyNotify describe_free;

  GArray *selection; /* guint, rising */
  GArray *team;      /* guint */
  GArray *pinned;    /* guint */
  int community;
  int hovered;                         /* person under the pointer, -1 */
  int cursor;                          /* person the keyboard is at, -1 */
  int hovered_square, cursor_square;   /* the same of squares; a person and a square never both */
  GArray *selection_ties, *hover_ties; /* KithSceneTie, from those selected or hovered */
  GPtrArray *parts;                    /* nullable, KithCanvasPart: what an assistive program has asked for */
  struct
  {
    GdkTexture *texture; /* nullable */
    guint who;
    KithViewport view;
    double device_scale;
  } kept; /* the overlay, where it is of many lines: what it shows, and of where */

  /* Where it looks */
  KithViewport view;
  gboolean untouched; /* nobody has moved it: everything stays fitted in when the size changes */
  guint tick;         /* 0 for no animation */
  KithViewport from, to;
  gint64 began, lasts;     /* microseconds; lasts 0 while coasting */
  double speed_x, speed_y; /* pixels per second, coasting after a swipe */
  gint64 last_frame;
  guint rest;       /* timeout: the view has not changed for a moment */
  gboolean zooming; /* its scale has */
  gboolean labels_stale, tiles_settled;
  gint64 labels_placed; /* when, microseconds */

  /* What the pointer does */
  double pointer_x, pointer_y; /* where it last was, or the middle */
  gboolean pointer_inside;
  double drag_x, drag_y;           /* how far the drag has been followed */
  GtkGesture *click, *drag, *zoom; /* borrowed */
  gboolean dragging;
  KithCanvasTool tool;      /* what a drag does */
  KithCanvasTool gathering; /* a rectangle or a lasso is being drawn; else the hand */
  GArray *corners;          /* KithCanvasPoint: its corners */
  gboolean carrying;        /* those selected are being moved */
  int carried;              /* whoever the pointer took hold of */
  double shift_x, shift_y;  /* by so much, map units; stays until the scene is another */
  guint put_down;           /* timeout: the keyboard has moved them and may do so again */
  double pinch;             /* scale so far; 0 where nobody pinches */
  double pinch_x, pinch_y;  /* the middle of the fingers */
  gboolean pinched;         /* since the drag began */
};

typedef struct
{
  double x, y; /* map units */
} KithCanvasPoint;

enum
{
  KITH_CANVAS_SELECTION_CHANGED,
  KITH_CANVAS_ACTIVATED,
  KITH_CANVAS_COMMUNITY_PICKED,
  KITH_CANVAS_LOOKED_AT,
  KITH_CANVAS_MENU_WANTED,
  KITH_CANVAS_MOVED,
  KITH_CANVAS_N_SIGNALS
};
extern guint kith_canvas_signals[KITH_CANVAS_N_SIGNALS];

/* kith-canvas.c */
double kith_canvas_get_device_scale (KithCanvas *self);

/* kith-canvas-pick.c; points of the widget */
typedef struct
{
  int person, community, square; /* one of them at most, the others are -1 */
} KithCanvasPicked;
int kith_canvas_pick (KithCanvas *self, double px, double py);                  /* person by the dot alone, -1 */
KithCanvasPicked kith_canvas_pick_any (KithCanvas *self, double px, double py); /* by dot, square or name */

/* kith-canvas-show.c */
void kith_canvas_hover (KithCanvas *self, int person, int square); /* one of them, or -1 both */
void kith_canvas_hover_at (KithCanvas *self, double px, double py);
void kith_canvas_take_selection (KithCanvas *self, GArray *people); /* rising; emits where it differs */
gboolean kith_canvas_is_selected (KithCanvas *self, guint person);

/* kith-canvas-overlay.c */
double kith_canvas_get_dot_radius (KithCanvas *self, guint person); /* as it is drawn, logical pixels */
gboolean kith_canvas_has_place (KithCanvas *self,
                                int person); /* there is such a person, and on the map; the scene must be set */
void kith_canvas_draw_people (KithCanvas *self, GtkSnapshot *snapshot);
void kith_canvas_draw_gathering (KithCanvas *self, GtkSnapshot *snapshot);

KithMapLook kith_canvas_get_map_look (KithCanvas *self);
/* A dashed ring where the keyboard is. */
void kith_canvas_draw_cursor (KithCanvas *self, cairo_t *cr, double px, double py, double radius);

/* kith-canvas-squares.c */
gboolean kith_canvas_has_square (KithCanvas *self, int square); /* there is such a one, on the map */
void kith_canvas_walk_squares (KithCanvas *self, int by);       /* to the next or the one before, as one reads */
void kith_canvas_draw_squares (KithCanvas *self, cairo_t *cr);

/* kith-canvas-kept.c */
void kith_canvas_draw_kept (KithCanvas *self, GtkSnapshot *snapshot, void (*draw) (KithCanvas *self, cairo_t *cr));
void kith_canvas_drop_kept (KithCanvas *self);

/* kith-canvas-look.c */
void kith_canvas_show_place (KithCanvas *self, double x, double y); /* map units; moves no further than needed */
void kith_canvas_looked (KithCanvas *self, gboolean scale_changed); /* the view has changed */
void kith_canvas_rest_soon (KithCanvas *self); /* the view is another by itself: its size, its scene */
void kith_canvas_stop (KithCanvas *self);      /* any movement */
void kith_canvas_glide (KithCanvas *self, const KithViewport *to, gint64 milliseconds);
void kith_canvas_coast (KithCanvas *self, double speed_x, double speed_y);
void kith_canvas_zoom_at (KithCanvas *self, double factor, double px, double py, gboolean at_once);
void kith_canvas_pan_by (KithCanvas *self, double dx, double dy, gboolean at_once);

/* kith-canvas-input.c, -keys.c */
void kith_canvas_init_input (KithCanvas *self);
void kith_canvas_init_keys (KithCanvas *self);
/* Two fingers, their middle at a point of the widget, and how far they are apart as a multiple of what it was at first. */
void kith_canvas_begin_pinch (KithCanvas *self, double x, double y);
void kith_canvas_pinch (KithCanvas *self, double scale, double x, double y);
void kith_canvas_end_pinch (KithCanvas *self);
void kith_canvas_show_tool (KithCanvas *self);    /* by the pointer's shape */
void kith_canvas_give_up_drag (KithCanvas *self); /* whatever the button still does then */

/* kith-canvas-choose.c. @add: to those chosen; one who is among them already is taken out */
void kith_canvas_choose_one (KithCanvas *self, guint person, gboolean add);
void kith_canvas_choose_all (KithCanvas *self, GArray *people, gboolean add); /* takes people, rising; says it */
void kith_canvas_choose_nobody (KithCanvas *self);
void kith_canvas_begin_gather (KithCanvas *self, KithCanvasTool tool, double x, double y); /* pixels */
void kith_canvas_gather (KithCanvas *self, double x, double y);
void kith_canvas_end_gather (KithCanvas *self, gboolean choosing, gboolean add);
void kith_canvas_say_choice (KithCanvas *self);

/* kith-canvas-carry.c: moving those selected by hand */
void kith_canvas_carry (KithCanvas *self, double shift_x,
                        double shift_y);                                 /* to so far from where they were, map units */
void kith_canvas_carry_by_keys (KithCanvas *self, double dx, double dy); /* pixels further, put down after a moment */
void kith_canvas_put_down (KithCanvas *self);                            /* says that they were moved */
void kith_canvas_put_back (KithCanvas *self);

/* kith-canvas-access.c */
void kith_canvas_describe_map (KithCanvas *self);            /* after the scene or the community has changed */
void kith_canvas_move_cursor (KithCanvas *self, int person); /* shows and says it; -1 leaves */
void kith_canvas_walk (KithCanvas *self, double dx, double dy,
                       gboolean along_ties);                  /* to the nearest person in a direction */
void kith_canvas_walk_communities (KithCanvas *self, int by); /* to the next one's most important person */
void kith_canvas_enter (KithCanvas *self);                    /* gives the keyboard somebody to begin from */
void kith_canvas_say_cursor (KithCanvas *self);               /* who is at the keyboard, if anybody */
char *kith_canvas_dup_words (KithCanvas *self, guint person,
                             gboolean markup); /* name, community, and why (markup) or how many ties (read out) */
char *kith_canvas_dup_community_words (KithCanvas *self, guint community); /* "Harbour Choir, 42 people" */

/* kith-canvas-parts.c: communities and people as objects of their own */
GtkAccessible *kith_canvas_get_first_part (GtkAccessible *accessible);
void kith_canvas_update_parts (KithCanvas *self); /* who is chosen */
void kith_canvas_drop_parts (KithCanvas *self);   /* another scene */

G_END_DECLS
