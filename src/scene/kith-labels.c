/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Greedy placing: each name looks at a few places around what it names and takes the free one that covers the fewest dots. What is taken
 * is kept in a grid of buckets, so that a look costs its neighbours only. */

#include "kith-labels.h"

#define BUCKET 96.0            /* pixels */
#define GAP 3.0                /* pixels between a dot and its name, and around names */
#define LARGE_DOTS 9.0         /* pixels per unit of radius from which a dot is large */
#define COVERED_MOST 0.22      /* of a name over large dots */
#define COVERED_IN_ROW 0.15    /* the same among rows of dots: less than one of them */
#define CIRCLE_LEAST 16.0      /* pixels of radius from which a community has its name; closer up more have */
#define FEW_COMMUNITIES 12     /* have their names wherever there is room */
#define COMMUNITIES_SHARE 0.18 /* of the map in view for the names of all communities, where there are more */
#define NAMES_SHARE 0.24       /* the same together with those of people, where dots are small */
#define ARC_NAME 13.0          /* font size of a community's name beside its arc, pixels */
#define ARC_COVERS 0.02        /* of the name of an arc over dots: the legend tells the others */
#define OUTWARDS 0.5           /* how much a name on a ring is liked better farther out */
#define NAMES_OUTSIDE 3.5      /* pixels of a ring's radius per person, from which most have their name */
#define LOOK_AT_MOST 20u       /* people looked at for each name wanted, so that a full map does not cost all of them */

typedef KithLabelsBox Box;

typedef struct
{
  const KithScene *scene;
  double scale, x, y;
  int width, height;
  KithLabelMeasure measure;
  gpointer data;
  GArray *labels;
  double named;   /* square pixels that names take up */
  GArray *taken;  /* Box */
  GArray *around; /* of guint: people in the place being looked at */
  guint columns, rows;
  GArray **buckets; /* of guint into taken; NULL while empty */
} Placing;

static void
buckets_of (const Placing *self, const Box *box, guint *left, guint *top, guint *right, guint *bottom)
{
  *left = (guint) CLAMP (floor (box->left / BUCKET), 0, self->columns - 1);
  *right = (guint) CLAMP (floor (box->right / BUCKET), 0, self->columns - 1);
  *top = (guint) CLAMP (floor (box->top / BUCKET), 0, self->rows - 1);
  *bottom = (guint) CLAMP (floor (box->bottom / BUCKET), 0, self->rows - 1);
}

static gboolean
is_free (const Placing *self, const Box *box)
{
  guint left, top, right, bottom;

  if (box->left < 0 || box->top < 0 || box->right > self->width || box->bottom > self->height)
    return FALSE;
  buckets_of (self, box, &left, &top, &right, &bottom);
  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      {
        const GArray *bucket = self->buckets[row * self->columns + column];

        for (guint k = 0; bucket != NULL && k < bucket->len; k++)
          {
            const Box *other = &g_array_index (self->taken, Box, g_array_index (bucket, guint, k));

            if (box->left < other->right && other->left < box->right && box->top < other->bottom
                && other->top < box->bottom)
              return FALSE;
          }
      }
  return TRUE;
}

static void
take (Placing *self, const Box *box)
{
  guint index = self->taken->len;
  guint left, top, right, bottom;

  g_array_append_val (self->taken, *box);
  buckets_of (self, box, &left, &top, &right, &bottom);
  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      {
        GArray **bucket = &self->buckets[row * self->columns + column];

        if (*bucket == NULL)
          *bucket = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*bucket, index);
      }
}

/* Who is not connected yet stands in one. */
static gboolean
is_in_row (const KithScene *scene, guint person)
{
  return scene->community[person] == KITH_SCENE_NO_COMMUNITY && scene->ring == NULL;
}

/* How much of a name's box lies over dots, 0…; dots of others than @community count more. @partly: dots count by as much of them as the box
 * lies over, so that a line of text finds its place between two rows of them; else as wholes */
static double
covered (const Placing *self, const Box *box, guint16 community, gboolean partly)
{
  const KithScene *scene = self->scene;
  GArray *people = self->around;
  /* Dots that reach in from beside count, too: those of a usual size, which is enough to tell good places from bad. */
  double around = (partly ? 1 : 0.7) * kith_scene_dot_radius (0.4, self->scale);
  double area = 0;

  g_array_set_size (people, 0);
  kith_scene_find_in_rectangle (
      scene, self->x + (box->left - around) / self->scale, self->y + (box->top - around) / self->scale,
      self->x + (box->right + around) / self->scale, self->y + (box->bottom + around) / self->scale, people);
  for (guint k = 0; k < people->len; k++)
    {
      guint i = g_array_index (people, guint, k);
      double radius = kith_scene_dot_radius (scene->radius[i], self->scale);
      double x = (scene->x[i] - self->x) * self->scale;
      double y = (scene->y[i] - self->y) * self->scale;
      double across = MIN (box->right, x + radius) - MAX (box->left, x - radius);
      double down = MIN (box->bottom, y + radius) - MAX (box->top, y - radius);
      gboolean own = community != KITH_SCENE_NO_COMMUNITY && scene->community[i] == community;
      double part = partly ? MAX (across, 0) * MAX (down, 0) / (4 * radius * radius) : 1;

      area += radius * radius * 3 * part * (own ? 1 : 2.5);
    }
  return area / ((box->right - box->left) * (box->bottom - box->top));
}

/* Of the dots in and around a name's box, the share that are of other communities than the one it names: the eye gives a name to what is
 * nearest. */
static double
strangers (const Placing *self, const Box *box, guint16 community)
{
  double around = (box->bottom - box->top) * 1.2;
  GArray *people = self->around;
  guint others = 0;

  g_array_set_size (people, 0);
  kith_scene_find_in_rectangle (
      self->scene, self->x + (box->left - around) / self->scale, self->y + (box->top - around) / self->scale,
      self->x + (box->right + around) / self->scale, self->y + (box->bottom + around) / self->scale, people);
  for (guint k = 0; k < people->len; k++)
    others += self->scene->community[g_array_index (people, guint, k)] != community;
  return people->len > 0 ? others / (double) people->len : 0;
}

typedef struct
{
  double x, y; /* top left */
  double bias; /* added to what is covered: lower is liked better */
} Try;

/* The best of the free places; FALSE where there is none. @heed: how much covering dots matters; @most: the share of a name's box that
 * may be covered */
static gboolean
place_best (Placing *self, const KithLabel *wanted, const Try *tries, guint n_tries, guint16 community, double heed,
            double most)
{
  KithLabel label = *wanted;
  gboolean partly = label.kind == KITH_LABEL_PERSON && is_in_row (self->scene, label.index);
  double best = G_MAXDOUBLE;
  Box best_box = { 0 };

  for (guint k = 0; k < n_tries; k++)
    {
      Box box = { tries[k].x - GAP, tries[k].y - GAP / 2, tries[k].x + label.width + GAP,
                  tries[k].y + label.height + GAP / 2 };
      double over, cost;

      if (tries[k].bias >= best || !is_free (self, &box))
        continue;
      over = covered (self, &box, community, partly);
      cost = tries[k].bias + heed * over;
      if (label.kind == KITH_LABEL_COMMUNITY && cost < best)
        cost += 0.8 * strangers (self, &box, community);
      if (over <= most && cost < best)
        {
          best = cost;
          best_box = box;
          label.x = tries[k].x;
          label.y = tries[k].y;
        }
    }
  if (best == G_MAXDOUBLE)
    return FALSE;
  take (self, &best_box);
  g_array_append_val (self->labels, label);
  self->named += label.width * label.height;
  return TRUE;
}

/* On a ring: outside its arc, at the middle or, where there is no room, nearer to one of its ends. */
static void
place_on_arc (Placing *self, guint c)
{
  static const double places[] = { 0.5, 0.35, 0.65, 0.2, 0.8 };
  const KithRingArc *arc = kith_ring_find_arc (self->scene->ring, (guint16) c);
  /* Where people's names stand outside too, behind these. */
  double beside = self->scene->ring->outer * self->scale > NAMES_OUTSIDE * self->scene->n_drawn ? ARC_NAME * 6 : 0;
  KithLabel label = { KITH_LABEL_COMMUNITY, c, 0, 0, 0, 0, ARC_NAME };
  Try tries[G_N_ELEMENTS (places)];

  if (arc == NULL || self->scene->communities[c].name[0] == '\0')
    return;
  self->measure (self->scene->communities[c].name, TRUE, label.size, &label.width, &label.height, self->data);
  for (guint k = 0; k < G_N_ELEMENTS (places); k++)
    {
      double angle = arc->from + places[k] * (arc->to - arc->from);
      double radius = self->scene->ring->outer * self->scale + ARC_NAME / 2;
      double x = (radius + beside) * cos (angle) - self->x * self->scale + cos (angle) * label.width / 2;
      double y = radius * sin (angle) - self->y * self->scale + sin (angle) * label.height;

      tries[k].x = CLAMP (x - label.width / 2, GAP, MAX (self->width - label.width - GAP, GAP));
      tries[k].y = CLAMP (y - label.height / 2, GAP, MAX (self->height - label.height - GAP, GAP));
      /* Moved inside the picture it lies the more over the ring the farther it had to be moved. */
      tries[k].bias = fabs (places[k] - 0.5) + fabs (tries[k].x - x + label.width / 2) / label.width
                      + fabs (tries[k].y - y + label.height / 2) / label.height;
    }
  place_best (self, &label, tries, G_N_ELEMENTS (tries), (guint16) c, 2, ARC_COVERS);
}

static void
place_community (Placing *self, guint c)
{
  const KithSceneCommunity *circle = &self->scene->communities[c];
  double x = (circle->x - self->x) * self->scale;
  double y = (circle->y - self->y) * self->scale;
  double radius = circle->radius * self->scale;
  KithLabel label = { KITH_LABEL_COMMUNITY, c };
  gboolean inside;
  double beyond;

  if (circle->name[0] == '\0' || isnan (x) || radius < CIRCLE_LEAST || x < 0 || y < 0 || x > self->width
      || y > self->height)
    return;

  label.size = kith_labels_community_size (radius);
  self->measure (circle->name, TRUE, label.size, &label.width, &label.height, self->data);
  /* A name much wider than its circle is set smaller before it is given up. */
  if (label.width > 3 * MAX (radius, 24) && label.size > KITH_LABELS_COMMUNITY_LEAST)
    {
      label.size = KITH_LABELS_COMMUNITY_LEAST;
      self->measure (circle->name, TRUE, label.size, &label.width, &label.height, self->data);
    }

  /* A wide circle of small dots carries its name in the middle; others have it beside them, where it hides nobody. */
  inside = radius > 4 * label.height && kith_scene_dot_scale (self->scale) < LARGE_DOTS;
  beyond = radius + label.height * 0.75;
  {
    const Try wanted[] = {
      { x, y, inside ? -40 : 0.6 },
      /* Nearer where the community is flat. */
      { x, y - beyond * 0.7, -0.03 },
      { x, y - beyond, 0 },
      { x, y + beyond * 0.7, 0.02 },
      { x, y + beyond, 0.05 },
      { x, y - beyond - label.height * 0.8, 0.12 },
      { x, y + beyond + label.height * 0.8, 0.15 },
      { x, y - radius * 0.45, inside ? -30 : 0.7 },
      { x, y + radius * 0.45, inside ? -30 : 0.7 },
      { x - radius - label.width * 0.5, y, 0.3 },
      { x + radius + label.width * 0.5, y, 0.3 },
    };
    Try tries[G_N_ELEMENTS (wanted)];

    for (guint k = 0; k < G_N_ELEMENTS (wanted); k++)
      {
        /* Moved inside the picture. */
        tries[k].x = CLAMP (wanted[k].x - label.width / 2, GAP, MAX (self->width - label.width - GAP, GAP));
        tries[k].y = CLAMP (wanted[k].y - label.height / 2, GAP, MAX (self->height - label.height - GAP, GAP));
        tries[k].bias = wanted[k].bias;
      }
    place_best (self, &label, tries, G_N_ELEMENTS (tries), (guint16) c, 5, G_MAXDOUBLE);
  }
}

/* Square pixels of the map in view. */
static double
get_room (const Placing *self)
{
  const KithScene *scene = self->scene;
  double left = MAX ((scene->left - self->x) * self->scale, 0);
  double top = MAX ((scene->top - self->y) * self->scale, 0);
  double right = MIN ((scene->right - self->x) * self->scale, self->width);
  double bottom = MIN ((scene->bottom - self->y) * self->scale, self->height);

  return MAX (right - left, 0) * MAX (bottom - top, 0);
}

/* The largest first. Where communities are many and small their names would hide the map: as many as leave most of it free. */
static void
place_communities (Placing *self, const guint *order)
{
  double room = COMMUNITIES_SHARE * get_room (self);

  for (guint k = 0; k < self->scene->n_communities && (self->named < room || self->labels->len < FEW_COMMUNITIES); k++)
    place_community (self, order[k]);
}

static gboolean
place_person (Placing *self, guint i, double size, gboolean always)
{
  const KithScene *scene = self->scene;
  double x = (scene->x[i] - self->x) * self->scale;
  double y = (scene->y[i] - self->y) * self->scale;
  double radius = kith_scene_dot_radius (scene->radius[i], self->scale);
  double away = radius * kith_shape_reach (scene->shape[i]) + GAP;
  Box dot = { x - radius, y - radius, x + radius, y + radius };
  KithLabel label = { KITH_LABEL_PERSON, i };
  /* Where dots are large a name hides few of them; where they are small they are many, and the map is read by its names. */
  double most = always || kith_scene_dot_scale (self->scale) <= LARGE_DOTS ? G_MAXDOUBLE
                : is_in_row (scene, i)                                     ? COVERED_IN_ROW
                                                                           : COVERED_MOST;

  if (isnan (x) || x < 0 || y < 0 || x > self->width || y > self->height || scene->name[i][0] == '\0')
    return FALSE;
  /* Nobody could tell whose name it is if another's lay over the dot. */
  if (!always && radius > 2 && !is_free (self, &dot))
    return FALSE;
  label.size = size;
  self->measure (scene->name[i], FALSE, label.size, &label.width, &label.height, self->data);
  {
    double across = label.width / 2;
    double down = label.height / 2;
    Try tries[] = {
      { x + away, y - down, 0 },
      { x - away - label.width, y - down, 0.05 },
      { x - across, y - away - label.height, 0.1 },
      { x - across, y + away, 0.1 },
      { x + away * 0.7, y - away * 0.7 - label.height, 0.3 },
      { x + away * 0.7, y + away * 0.7, 0.3 },
      { x - away * 0.7 - label.width, y - away * 0.7 - label.height, 0.35 },
      { x - away * 0.7 - label.width, y + away * 0.7, 0.35 },
    };

    /* On a ring outwards, away from the spokes. */
    for (guint k = 0; scene->ring != NULL && i != scene->ring->center && k < G_N_ELEMENTS (tries); k++)
      {
        double dx = tries[k].x + across - x;
        double dy = (tries[k].y + down - y) * label.width / label.height;

        tries[k].bias
            += OUTWARDS
               * (1 - (dx * scene->x[i] + dy * scene->y[i]) / (hypot (dx, dy) * hypot (scene->x[i], scene->y[i])));
      }
    /* Among rows of dots a name at the corner of one might be that of any of three. */
    if (!place_best (self, &label, tries, is_in_row (scene, i) ? 4 : G_N_ELEMENTS (tries), KITH_SCENE_NO_COMMUNITY, 1,
                     most))
      return FALSE;
  }
  take (self, &dot);
  return TRUE;
}

/* Beside it, or below. All squares are taken before: no other name lies over one. */
static void
place_square (Placing *self, guint index)
{
  const KithSquare *square = &self->scene->squares->squares[index];
  double x = (square->x - self->x) * self->scale;
  double y = (square->y - self->y) * self->scale;
  double away = kith_squares_half (self->scale) + GAP;
  KithLabel label = { KITH_LABEL_SQUARE, index, .size = KITH_LABELS_PERSON };

  if (isnan (x) || x < 0 || y < 0 || x > self->width || y > self->height || *square->name == '\0')
    return;
  self->measure (square->name, FALSE, label.size, &label.width, &label.height, self->data);
  {
    double across = label.width / 2;
    double down = label.height / 2;
    const Try tries[] = {
      { x + away + GAP, y - down, 0 },
      { x - away - GAP - label.width, y - down, 0.05 },
      { x - across, y + away, 0.1 },
      { x - across, y - away - label.height, 0.1 },
    };

    place_best (self, &label, tries, G_N_ELEMENTS (tries), KITH_SCENE_NO_COMMUNITY, 1, COVERED_MOST);
  }
}

static void
take_squares (Placing *self)
{
  const KithSquares *squares = self->scene->squares;
  double half = kith_squares_half (self->scale);

  for (guint s = 0; s < squares->n; s++)
    {
      double x = (squares->squares[s].x - self->x) * self->scale;
      double y = (squares->squares[s].y - self->y) * self->scale;
      Box box = { x - half, y - half, x + half, y + half };

      if (box.right > 0 && box.bottom > 0 && box.left < self->width && box.top < self->height)
        take (self, &box);
    }
}

const char *
kith_label_get_name (const KithScene *scene, KithLabelKind kind, guint index)
{
  switch (kind)
    {
    case KITH_LABEL_COMMUNITY:
      return scene->communities[index].name;
    case KITH_LABEL_SQUARE:
      return scene->squares->squares[index].name;
    case KITH_LABEL_PERSON:
    default:
      return scene->name[index];
    }
}

void
kith_label_get_place (const KithScene *scene, KithLabelKind kind, guint index, double *x, double *y)
{
  switch (kind)
    {
    case KITH_LABEL_COMMUNITY:
      *x = scene->communities[index].x;
      *y = scene->communities[index].y;
      break;
    case KITH_LABEL_SQUARE:
      *x = scene->squares->squares[index].x;
      *y = scene->squares->squares[index].y;
      break;
    case KITH_LABEL_PERSON:
    default:
      *x = scene->x[index];
      *y = scene->y[index];
    }
}

double
kith_labels_community_size (double radius)
{
  /* In whole steps: each size of a font is kept by Pango as long as the program runs. */
  return CLAMP (floor (9 + sqrt (MAX (radius, 0)) * 0.85), KITH_LABELS_COMMUNITY_LEAST, 26.0);
}

/* Large communities first: where names are in each other's way, the larger one keeps its place. */
static int
compare_communities (gconstpointer a, gconstpointer b, gpointer data)
{
  const KithSceneCommunity *communities = data;
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;

  if (communities[i].people != communities[j].people)
    return communities[i].people > communities[j].people ? -1 : 1;
  return i < j ? -1 : i > j;
}

GArray *
kith_labels_place (const KithScene *scene, double scale, double x, double y, int width, int height, guint max_people,
                   const guint *always, guint n_always, const KithLabelsBox *covered, guint n_covered,
                   KithLabelMeasure measure, gpointer data)
{
  g_autofree guint8 *done = g_new0 (guint8, MAX (scene->n, 1));
  g_autofree guint *order = g_new (guint, MAX (scene->n_communities, 1));
  Placing self = { scene, scale, x, y, MAX (width, 1), MAX (height, 1), measure, data };
  guint looked = 0;
  guint shown = 0;
  double room;

  self.labels = g_array_new (FALSE, FALSE, sizeof (KithLabel));
  self.taken = g_array_new (FALSE, FALSE, sizeof (Box));
  self.around = g_array_new (FALSE, FALSE, sizeof (guint));
  self.columns = (guint) ceil (self.width / BUCKET);
  self.rows = (guint) ceil (self.height / BUCKET);
  self.buckets = g_new0 (GArray *, (gsize) self.columns * self.rows);

  for (guint k = 0; k < n_covered; k++)
    take (&self, &covered[k]);
  if (scene->squares != NULL)
    take_squares (&self);
  for (guint c = 0; c < scene->n_communities; c++)
    order[c] = c;
  g_sort_array (order, scene->n_communities, sizeof (guint), compare_communities, scene->communities);
  for (guint k = 0; scene->ring != NULL && k < scene->n_communities; k++)
    place_on_arc (&self, order[k]);
  if (scene->ring == NULL)
    place_communities (&self, order);

  for (guint k = 0; k < n_always; k++)
    if (always[k] < scene->n && !done[always[k]])
      {
        done[always[k]] = TRUE;
        place_person (&self, always[k], KITH_LABELS_PERSON, TRUE);
      }

  for (guint s = 0; scene->squares != NULL && kith_scene_dot_scale (scale) > LARGE_DOTS && s < scene->squares->n; s++)
    place_square (&self, s);

  /* From far away communities are read, from near people. */
  room
      = kith_scene_dot_scale (scale) > LARGE_DOTS || scene->ring != NULL ? G_MAXDOUBLE : NAMES_SHARE * get_room (&self);
  for (guint k = 0; k < scene->n_named && shown < max_people && looked < max_people * LOOK_AT_MOST && self.named < room;
       k++)
    {
      guint i = scene->by_importance[k];
      double left = (scene->x[i] - x) * scale;
      double top = (scene->y[i] - y) * scale;

      if (done[i] || left < 0 || top < 0 || left > self.width || top > self.height)
        continue;
      looked++;
      shown += place_person (&self, i, KITH_LABELS_PERSON, FALSE);
    }

  for (guint k = 0; k < self.columns * self.rows; k++)
    if (self.buckets[k] != NULL)
      g_array_unref (self.buckets[k]);
  g_free (self.buckets);
  g_array_unref (self.taken);
  g_array_unref (self.around);
  return self.labels;
}
