/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Matching new communities to old ones. The overlaps are a sparse list of pairs, for each new community those old ones that share
 * enough people. The assignment adds one new community after another: a shortest path (Dijkstra, on costs made non-negative by
 * potentials) from it to a free place, and everyone on the path moves on by one. "Nothing old" is a place of its own for each new
 * community at the cost of no overlap, so there always is one. */

#include "kith-keeping.h"

#include <math.h>

#define LEAST_OVERLAP 0.2
#define GROWTH 10 /* a tenth */

typedef struct
{
  guint after, before;
  guint people;
} Overlap;

typedef struct
{
  guint n_before, n_after;
  guint *size_before, *size_after;
  guint *start;     /* n_after + 1, into overlaps */
  GArray *overlaps; /* Overlap, by new community, then old one */
} Overlaps;

static void
overlaps_clear (Overlaps *self)
{
  g_free (self->size_before);
  g_free (self->size_after);
  g_free (self->start);
  g_array_unref (self->overlaps);
}

static int
compare_overlaps (gconstpointer a, gconstpointer b)
{
  const Overlap *left = a;
  const Overlap *right = b;

  if (left->after != right->after)
    return left->after < right->after ? -1 : 1;
  return left->before < right->before ? -1 : left->before > right->before;
}

static void
overlaps_init (Overlaps *self, guint n, const int *before, guint n_before, const int *after, guint n_after)
{
  g_autofree guint *first = g_new0 (guint, n_after + (gsize) 1);
  g_autofree guint *people = g_new (guint, n);
  g_autofree guint *count = g_new0 (guint, n_before);
  g_autofree guint *next = NULL;

  self->n_before = n_before;
  self->n_after = n_after;
  self->size_before = g_new0 (guint, n_before);
  self->size_after = g_new0 (guint, n_after);
  self->start = g_new0 (guint, n_after + (gsize) 1);
  self->overlaps = g_array_new (FALSE, FALSE, sizeof (Overlap));

  for (guint i = 0; i < n; i++)
    {
      if (before[i] >= 0)
        self->size_before[before[i]]++;
      if (after[i] >= 0)
        self->size_after[after[i]]++;
    }

  /* People by new community. */
  for (guint c = 0; c < n_after; c++)
    first[c + 1] = first[c] + self->size_after[c];
  next = g_memdup2 (first, (n_after + (gsize) 1) * sizeof *first);
  for (guint i = 0; i < n; i++)
    if (after[i] >= 0)
      people[next[after[i]]++] = i;

  for (guint c = 0; c < n_after; c++)
    {
      self->start[c] = self->overlaps->len;
      for (guint k = first[c]; k < first[c + 1]; k++)
        {
          int old = before[people[k]];

          if (old >= 0 && count[old]++ == 0)
            {
              Overlap overlap = { c, (guint) old, 0 };

              g_array_append_val (self->overlaps, overlap);
            }
        }
      for (guint o = self->start[c]; o < self->overlaps->len; o++)
        {
          Overlap *overlap = &g_array_index (self->overlaps, Overlap, o);

          overlap->people = count[overlap->before];
          count[overlap->before] = 0;
        }
    }
  self->start[n_after] = self->overlaps->len;
  g_array_sort (self->overlaps, compare_overlaps);
}

static double
jaccard (const Overlaps *self, const Overlap *overlap)
{
  guint together = self->size_before[overlap->before] + self->size_after[overlap->after] - overlap->people;

  return (double) overlap->people / together;
}

/* Places 0…n_before-1 are the old communities, n_before + c is "nothing old" for the new community c. */
typedef struct
{
  double distance;
  guint place;
} Reached;

typedef struct
{
  const Overlaps *overlaps;
  double *price;    /* of each place */
  double *distance; /* of each place, INFINITY where not reached */
  int *from;        /* the new community a place was reached from */
  int *holder;      /* the new community that has a place, -1 for a free one */
  guint8 *settled;
  GArray *heap;    /* Reached, the nearest at the root */
  GArray *touched; /* guint, places to be put back */
} Assignment;

static inline gboolean
is_nearer (const Reached *a, const Reached *b)
{
  return a->distance < b->distance || (a->distance == b->distance && a->place < b->place);
}

static void
heap_push (GArray *heap, Reached item)
{
  guint at = heap->len;

  g_array_append_val (heap, item);
  for (; at > 0 && is_nearer (&item, &g_array_index (heap, Reached, (at - 1) / 2)); at = (at - 1) / 2)
    g_array_index (heap, Reached, at) = g_array_index (heap, Reached, (at - 1) / 2);
  g_array_index (heap, Reached, at) = item;
}

static Reached
heap_pop (GArray *heap)
{
  Reached nearest = g_array_index (heap, Reached, 0);
  Reached last = g_array_index (heap, Reached, heap->len - 1);
  guint at = 0;

  g_array_set_size (heap, heap->len - 1);
  for (guint child; (child = 2 * at + 1) < heap->len; at = child)
    {
      if (child + 1 < heap->len
          && is_nearer (&g_array_index (heap, Reached, child + 1), &g_array_index (heap, Reached, child)))
        child++;
      if (!is_nearer (&g_array_index (heap, Reached, child), &last))
        break;
      g_array_index (heap, Reached, at) = g_array_index (heap, Reached, child);
    }
  if (heap->len > 0)
    g_array_index (heap, Reached, at) = last;
  return nearest;
}

static void
reach (Assignment *self, guint place, guint community, double distance)
{
  if (self->settled[place] || !(distance < self->distance[place]))
    return;
  if (self->distance[place] == INFINITY)
    g_array_append_val (self->touched, place);
  self->distance[place] = distance;
  self->from[place] = (int) community;
  heap_push (self->heap, (Reached) { distance, place });
}

/* The price a new community pays where it is: what has to come off the costs of its other places. */
static void
reach_all (Assignment *self, guint community, double distance, double own_price)
{
  const Overlaps *overlaps = self->overlaps;

  for (guint o = overlaps->start[community]; o < overlaps->start[community + 1]; o++)
    {
      const Overlap *overlap = &g_array_index (overlaps->overlaps, Overlap, o);
      double share = jaccard (overlaps, overlap);

      if (share >= LEAST_OVERLAP)
        reach (self, overlap->before, community, distance + (1 - share) - self->price[overlap->before] - own_price);
    }
  reach (self, overlaps->n_before + community, community,
         distance + 1 - self->price[overlaps->n_before + community] - own_price);
}

static double
cost_of (const Assignment *self, guint community, guint place)
{
  const Overlaps *overlaps = self->overlaps;

  for (guint o = overlaps->start[community]; o < overlaps->start[community + 1]; o++)
    if (g_array_index (overlaps->overlaps, Overlap, o).before == place)
      return 1 - jaccard (overlaps, &g_array_index (overlaps->overlaps, Overlap, o));
  return 1;
}

static void
assign_one (Assignment *self, guint community, int *kept)
{
  guint place = 0;
  double end;

  reach_all (self, community, 0, 0);
  for (;;)
    {
      Reached nearest = heap_pop (self->heap);
      guint holder;

      place = nearest.place;
      if (self->settled[place] || nearest.distance > self->distance[place])
        continue;
      self->settled[place] = TRUE;
      if (self->holder[place] < 0)
        break;
      holder = (guint) self->holder[place];
      reach_all (self, holder, nearest.distance, cost_of (self, holder, place) - self->price[place]);
    }

  /* The potentials: no reduced cost falls below zero, and those of the pairs in the assignment are zero. */
  end = self->distance[place];
  for (guint t = 0; t < self->touched->len; t++)
    {
      guint reached = g_array_index (self->touched, guint, t);

      if (self->settled[reached])
        self->price[reached] += self->distance[reached] - end;
    }

  for (;;)
    {
      guint mover = (guint) self->from[place];
      int left = kept[mover];

      self->holder[place] = (int) mover;
      kept[mover] = (int) place;
      if (mover == community)
        break;
      place = (guint) left;
    }

  for (guint t = 0; t < self->touched->len; t++)
    {
      guint reached = g_array_index (self->touched, guint, t);

      self->distance[reached] = INFINITY;
      self->settled[reached] = FALSE;
    }
  g_array_set_size (self->touched, 0);
  g_array_set_size (self->heap, 0);
}

static void
assign (const Overlaps *overlaps, int *kept)
{
  gsize n_places = (gsize) overlaps->n_before + overlaps->n_after;
  Assignment assignment = { overlaps };

  assignment.price = g_new0 (double, n_places);
  assignment.distance = g_new (double, n_places);
  assignment.from = g_new (int, n_places);
  assignment.holder = g_new (int, n_places);
  assignment.settled = g_new0 (guint8, n_places);
  assignment.heap = g_array_new (FALSE, FALSE, sizeof (Reached));
  assignment.touched = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gsize p = 0; p < n_places; p++)
    {
      assignment.distance[p] = INFINITY;
      assignment.holder[p] = -1;
    }

  for (guint c = 0; c < overlaps->n_after; c++)
    kept[c] = -1;
  for (guint c = 0; c < overlaps->n_after; c++)
    assign_one (&assignment, c, kept);
  for (guint c = 0; c < overlaps->n_after; c++)
    if ((guint) kept[c] >= overlaps->n_before)
      kept[c] = -1;

  g_free (assignment.price);
  g_free (assignment.distance);
  g_free (assignment.from);
  g_free (assignment.holder);
  g_free (assignment.settled);
  g_array_unref (assignment.heap);
  g_array_unref (assignment.touched);
}

static KithChangeKind
kind_of_kept (guint people_before, guint people_after)
{
  if (people_after > people_before && (guint64) (people_after - people_before) * GROWTH >= people_before)
    return KITH_CHANGE_GREW;
  if (people_after < people_before && (guint64) (people_before - people_after) * GROWTH >= people_before)
    return KITH_CHANGE_SHRANK;
  return KITH_CHANGE_KEPT;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KithChange *left = a;
  const KithChange *right = b;
  guint left_size = MAX (left->people_before, left->people_after);
  guint right_size = MAX (right->people_before, right->people_after);

  if (left_size != right_size)
    return left_size < right_size ? 1 : -1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->after != right->after)
    return left->after < right->after ? -1 : 1;
  return left->before < right->before ? -1 : left->before > right->before;
}

static void
tell_changes (const Overlaps *overlaps, const int *kept, GArray *changes)
{
  g_autofree int *goes_on = g_new (int, overlaps->n_before);
  g_autofree int *went_to = g_new (int, overlaps->n_before);
  guint first = changes->len;

  for (guint b = 0; b < overlaps->n_before; b++)
    goes_on[b] = went_to[b] = -1;

  for (guint a = 0; a < overlaps->n_after; a++)
    {
      KithChange change = { KITH_CHANGE_BORN, kept[a], (int) a, -1, 0, overlaps->size_after[a] };

      if (kept[a] >= 0)
        {
          goes_on[kept[a]] = (int) a;
          change.people_before = overlaps->size_before[kept[a]];
          change.kind = kind_of_kept (change.people_before, change.people_after);
        }
      for (guint o = overlaps->start[a]; o < overlaps->start[a + 1]; o++)
        {
          const Overlap *overlap = &g_array_index (overlaps->overlaps, Overlap, o);

          if (kept[a] < 0 && overlap->people > overlaps->size_after[a] / 2)
            {
              change.kind = KITH_CHANGE_SPLIT;
              change.other = (int) overlap->before;
            }
          if (overlap->people > overlaps->size_before[overlap->before] / 2)
            went_to[overlap->before] = (int) a;
        }
      g_array_append_val (changes, change);
    }

  for (guint b = 0; b < overlaps->n_before; b++)
    {
      KithChange change = { KITH_CHANGE_DISSOLVED, (int) b, -1, -1, overlaps->size_before[b], 0 };

      if (goes_on[b] >= 0)
        continue;
      if (went_to[b] >= 0)
        {
          change.kind = KITH_CHANGE_MERGED;
          change.other = went_to[b];
        }
      g_array_append_val (changes, change);
    }

  if (changes->len > first)
    qsort (changes->data + first * sizeof (KithChange), changes->len - first, sizeof (KithChange), compare_changes);
}

void
kith_keeping_match (guint n, const int *before, guint n_before, const int *after, guint n_after, int *kept,
                    GArray *changes)
{
  Overlaps overlaps;

  overlaps_init (&overlaps, n, before, n_before, after, n_after);
  assign (&overlaps, kept);
  if (changes != NULL)
    tell_changes (&overlaps, kept, changes);
  overlaps_clear (&overlaps);
}

void
kith_keeping_tell (guint n, const int *before, guint n_before, const int *after, guint n_after, const int *kept,
                   GArray *changes)
{
  Overlaps overlaps;

  overlaps_init (&overlaps, n, before, n_before, after, n_after);
  tell_changes (&overlaps, kept, changes);
  overlaps_clear (&overlaps);
}
