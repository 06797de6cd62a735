/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn: circles, lines, names and colours in map units, made once from a network and its places, immutable and shared by
 * reference between threads. Knows nothing of people or of the store; index i is whatever the caller numbers. */

#pragma once

#include "kith-ring.h"
#include "kith-squares.h"

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_SHAPE_DOT,     /* a person */
  KITH_SHAPE_RING,    /* someone known by hearsay only */
  KITH_SHAPE_DIAMOND, /* a detractor */
  KITH_SHAPE_STAR,    /* an ambassador: a dot with a ring around it */
  KITH_SHAPE_EYE,     /* a friend: a dot with a small hole */
  KITH_SHAPE_PEAK,    /* of a tier that is the user's own: a triangle */
  KITH_N_SHAPES,
} KithShape;

/* How far a shape reaches from its middle, in radii of the dot whose area it has. */
static inline double
kith_shape_reach (guint8 shape)
{
  return shape == KITH_SHAPE_STAR ? 1.5 : shape == KITH_SHAPE_PEAK ? 1.4 : shape == KITH_SHAPE_DIAMOND ? 1.25 : 1;
}
typedef enum
{
  KITH_SHADE_FULL,
  KITH_SHADE_HALF,  /* paler */
  KITH_SHADE_FAINT, /* there, and no more */
  KITH_N_SHADES,
} KithShade;

typedef struct
{
  char *name;
  guint32 color;      /* 0xRRGGBB, as on light ground; drawn lighter on dark */
  float x, y, radius; /* circle that holds most of its people */
  guint people;
} KithSceneCommunity;

typedef struct
{
  char *name;
  gint64 color; /* 0xRRGGBB, as on light ground; -1 where it is not known of what kind they are */
  guint people;
} KithSceneKind;

typedef struct
{
  guint16 from, to; /* communities, from < to */
  guint ties;       /* between their people */
} KithSceneBand;

typedef struct _KithSceneGrid KithSceneGrid;

typedef struct _KithScene KithScene;
struct _KithScene
{
  gatomicrefcount ref_count;
  guint n;
  float *x, *y;       /* n, map units */
  float *radius;      /* n, map units */
  guint16 *community; /* n, index into communities, or KITH_SCENE_NO_COMMUNITY */
  guint8 *shape;      /* n, KithShape */
  float *importance;  /* n, whose name is shown first; 0 for never */
  char **name;        /* n + 1, NULL-terminated; entries may be "" */
  guint n_ties;
  guint *a, *b;     /* n_ties, shuffled once so that any prefix is a fair sample, but for the foremost */
  guint n_foremost; /* ties of ambassadors, which are drawn wherever not all are */
  float *tie_box;   /* 4 n_ties: left, top, right, bottom of each, for leaving out what is not in view */
  guint n_communities;
  KithSceneCommunity *communities;
  guint n_bands;
  KithSceneBand *bands;           /* the widest first, KITH_SCENE_MOST_BANDS at most */
  float left, top, right, bottom; /* bounds of all dots; 0 where nobody has a place */
  guint n_drawn;                  /* people with a place */
  guint *order;                   /* n_drawn people in the order they are drawn: the largest first, under the others */
  guint n_named;                  /* people whose name may be shown */
  guint *by_importance;           /* n_named people, the most important first */
  double tie_length;              /* mean length of a tie, map units */
  guint64 ties_stamp;             /* the same where places, communities and ties are; see kith_scene_same_ties () */
  float largest;                  /* radius */
  KithSceneGrid *grid;
  KithRing *ring;       /* nullable: somebody's contacts around him or her */
  KithSquares *squares; /* nullable: what people have in common */
  KithScene *base;      /* nullable: that of which this one is made; arrays that are the same are its */
  /* What colors tell, where it is not the community: then ties have none. */
  guint n_kinds;
  KithSceneKind *kinds; /* in the order of a legend */
  guint8 *kind;         /* n, index into kinds */
  guint8 *shade;        /* nullable: n, KithShade; who steps back */
};

#define KITH_SCENE_NO_COMMUNITY G_MAXUINT16
#define KITH_SCENE_MOST_BANDS 600     /* more would be a tangle */
#define KITH_SCENE_LEAST_TIES 20000   /* drawn at any scale, where there are as many */
#define KITH_SCENE_MOST_DRAWN_OUT 800 /* ties drawn out for people chosen; more is a hairball */
#define KITH_SCENE_MOST_PINS 1000     /* of more only those in dots large enough to tell whose pin it is */
#define KITH_SCENE_DOT_KNEE 12.0      /* pixels per map unit beyond which dots grow by the square root */
#define KITH_SCENE_DOT_LEAST 0.6      /* pixels */
#define KITH_SCENE_DOT_TINY 2.5       /* pixels of radius below which nobody can aim at a dot among others */

/* Colors for communities, chosen to stay apart for the three common kinds of color blindness, and in a ring: entries next to each other
 * look most alike, so take them in steps of 5 for a first few that differ. kith_palette_color (i) repeats after
 * kith_palette_size (). 0xRRGGBB for light ground; _dark for dark ground. */
guint kith_palette_size (void);
guint32 kith_palette_color (guint index, gboolean dark);
guint32 kith_palette_none (gboolean dark); /* people without a community */
/* For communities that step back behind another; kith_palette_on () knows its twin. */
#define KITH_PALETTE_FAINT 0xdcdce0
/* A color, as on this ground, of somebody who steps back. */
guint32 kith_palette_shaded (guint32 full, KithShade shade, gboolean dark);
/* The twin on dark ground of a color chosen for light ground: the palette's own, or the same hue made lighter. */
guint32 kith_palette_on (guint32 color, gboolean dark);

/**
 * kith_scene_new:
 *
 * Takes the arrays by copy; builds bounds, community circles (position, radius and people are filled in here; name and color are
 * taken) and the hit grid. Ties of people without a place are left out. O(n log n + n_ties).
 *
 * @x: n; people with NAN have no place and are not drawn
 * @name: n strings, copied
 */
KithScene *kith_scene_new (guint n, const float *x, const float *y, const float *radius, const guint16 *community,
                           const guint8 *shape, const float *importance, const char *const *name, guint n_ties,
                           const guint *a, const guint *b, guint n_communities, const KithSceneCommunity *communities);
/* The same scene with other colors for its communities, sharing everything else: O(n_communities). */
KithScene *kith_scene_new_recolored (KithScene *scene, const guint32 *colors);
/* The same scene with people who step back, sharing everything else. @shade: n, KithShade, copied. O(n) */
KithScene *kith_scene_new_shaded (KithScene *scene, const guint8 *shade);

/**
 * kith_scene_take_ring:
 * @ring: (transfer full): whose places the scene has
 *
 * Only right after kith_scene_new (). Arcs and spokes are drawn then, besides the ties; a community has its name outside the middle of its
 * arc, and the bounds make room for that. Whoever is in the middle is not counted among its people.
 */
void kith_scene_take_ring (KithScene *self, KithRing *ring);

/* Only right after kith_scene_new (); gives them their places. @squares: (transfer full) */
void kith_scene_take_squares (KithScene *self, KithSquares *squares);

/**
 * kith_scene_new_painted:
 * @n_kinds: at most 256
 * @kinds: copied; the people of each are counted here
 * @kind: n, copied
 *
 * The same scene with people in the colors of their kinds instead of their communities', and ties without a color, sharing everything
 * else. O(n)
 */
KithScene *kith_scene_new_painted (KithScene *scene, guint n_kinds, const KithSceneKind *kinds, const guint8 *kind);
/* Whether somebody's community steps back behind another. */
static inline gboolean
kith_scene_steps_back (const KithScene *self, guint person)
{
  guint16 c = self->community[person];

  return c != KITH_SCENE_NO_COMMUNITY && self->communities[c].color == KITH_PALETTE_FAINT;
}

/* The color somebody is drawn in: of their kind, or their community; faint where the community steps back. O(1) */
guint32 kith_scene_color (const KithScene *self, guint person, gboolean dark);
/* The same scene under other names, sharing everything else.
 * @names: (transfer full): of people, n + 1, NULL-terminated; "" for nobody's business
 * @communities: n_communities names, copied
 * @squares: (nullable): names of its squares, copied; %NULL where it has none
 * O(n_communities) */
KithScene *kith_scene_new_renamed (KithScene *scene, char **names, const char *const *communities,
                                   const char *const *squares);
/* A tie drawn out over the map. */
typedef struct
{
  guint from, to; /* people, the first of them meant */
} KithSceneTie;

/**
 * kith_scene_find_ties:
 * @people: n, in any order; those beyond the scene's are passed over
 * @ties: KithSceneTie, emptied before
 *
 * Ties of some people, the same for the window and for pictures: of more than %KITH_SCENE_MOST_DRAWN_OUT a fair sample. In a ring their
 * spokes, too. O(n_ties): a millisecond or two for half a million.
 */
void kith_scene_find_ties (const KithScene *self, const guint *people, guint n, GArray *ties);

/* Pixels a tie is wide that is drawn out together with others: who is tied to hundreds is shown by finer lines. */
static inline double
kith_scene_tie_width (guint n_ties)
{
  return n_ties > 400 ? 0.7 : n_ties > 60 ? 1.1 : 1.7;
}

/* Whether two scenes draw the same ties, in the same colors: they differ in their dots at most. O(n_communities) */
gboolean kith_scene_same_ties (const KithScene *self, const KithScene *other);
KithScene *kith_scene_ref (KithScene *self);
void kith_scene_unref (KithScene *self);

/* Pixels a map unit of radius has at a scale (pixels per map unit). Close up dots grow slower than the distances between them, so that
 * they make room for ties and names; all by the same factor, so that their sizes stay comparable. */
static inline double
kith_scene_dot_scale (double scale)
{
  return scale > KITH_SCENE_DOT_KNEE ? sqrt (KITH_SCENE_DOT_KNEE * scale) : scale;
}

/* A dot's radius in pixels as it is drawn; never so small that it is lost. */
static inline double
kith_scene_dot_radius (double radius, double scale)
{
  return MAX (radius * kith_scene_dot_scale (scale), KITH_SCENE_DOT_LEAST);
}

/**
 * kith_scene_pick:
 * @scale: pixels per map unit, for the dots' size as they are drawn
 * @x, @y, @slack: map units
 *
 * Person whose dot lies under a point, or within @slack of it; -1 for none. The nearest, by their edges; a tiny dot counts as farther away
 * by twice what it lacks of %KITH_SCENE_DOT_TINY, so that in a crowd the large one is found whom the small ones lie over. O(1) by grid
 */
int kith_scene_pick (const KithScene *self, double scale, double x, double y, double slack);

/**
 * kith_scene_in_rectangle:
 *
 * Returns: (transfer full): a GArray of guint, people whose middle lies in it, rising
 */
GArray *kith_scene_in_rectangle (const KithScene *self, double left, double top, double right, double bottom);
/* The same, appended to @people in no order: for who asks often. */
void kith_scene_find_in_rectangle (const KithScene *self, double left, double top, double right, double bottom,
                                   GArray *people);

/* Dots grow in relation to the size: area proportional to value between @smallest and @largest radius. values < 0 count as 0. O(n) */
void kith_scene_radii (guint n, const double *values, float smallest, float largest, float *radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithScene, kith_scene_unref)

G_END_DECLS
