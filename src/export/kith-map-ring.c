/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-ring.h"

#include "kith-map.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

#define CENTER 1.1f /* radius in map units */
#define FEW_RADIUS 0.6f
#define MANY_RADIUS 0.45f
#define FEW 60u
#define NAMED 3u    /* communities named in the sentence */
#define LINES 3000u /* ties drawn one by one in pictures; above, as a density */

/* Who is in it, and in which communities; @of: index in the scene of each of the snapshot, -1 for others. */
static void
take_people (KithMapRing *self, const KithSnapshot *snapshot, guint person, int *of, guint *n)
{
  const KithGraph *graph = snapshot->graph;
  gboolean placed = FALSE;

  for (guint i = 0; i < snapshot->n; i++)
    of[i] = -1;
  self->people = g_new (guint, kith_graph_degree (graph, person) + 1);
  *n = 0;
  /* Neighbors rise; the person comes between them. */
  for (guint k = graph->offset[person]; k <= graph->offset[person + 1]; k++)
    {
      if (!placed && (k == graph->offset[person + 1] || graph->neighbor[k] > person))
        {
          of[person] = (int) *n;
          self->people[(*n)++] = person;
          placed = TRUE;
        }
      if (k < graph->offset[person + 1])
        {
          of[graph->neighbor[k]] = (int) *n;
          self->people[(*n)++] = graph->neighbor[k];
        }
    }
}

static KithSceneCommunity *
take_communities (KithMapRing *self, const KithSnapshot *snapshot, guint person, guint n, guint16 *community,
                  guint *n_communities)
{
  g_autofree int *of = g_new (int, snapshot->n_communities + 1);
  KithSceneCommunity *communities = g_new0 (KithSceneCommunity, n);

  self->communities = g_new (guint, n);
  for (guint c = 0; c < snapshot->n_communities; c++)
    of[c] = -1;
  *n_communities = 0;
  for (guint k = 0; k < n; k++)
    {
      int c = snapshot->community[self->people[k]];

      if (c >= 0 && of[c] < 0 && *n_communities < KITH_SCENE_NO_COMMUNITY - 1)
        {
          KithSceneCommunity *own = &communities[*n_communities];

          own->color = snapshot->communities[c].color;
          own->name = c == snapshot->community[person]
                          /* Translators: the name of a community, that of the person looked at */
                          ? g_strdup_printf (_ ("%s (own)"), snapshot->communities[c].name)
                          : g_strdup (snapshot->communities[c].name);
          self->communities[*n_communities] = (guint) c;
          of[c] = (int) (*n_communities)++;
        }
      community[k] = c >= 0 && of[c] >= 0 ? (guint16) of[c] : KITH_SCENE_NO_COMMUNITY;
    }
  return communities;
}

/* Ties among the contacts, and those to the middle that are no spokes. */
static void
take_ties (const KithMapRing *self, const KithSnapshot *snapshot, const KithRing *ring, const int *of, guint n,
           GArray *a, GArray *b)
{
  const KithGraph *graph = snapshot->graph;
  g_autofree guint8 *is_spoke = g_new0 (guint8, n);

  for (guint k = 0; k < ring->n_spokes; k++)
    is_spoke[ring->spoke[k]] = 1;
  for (guint i = 0; i < n; i++)
    for (guint k = graph->offset[self->people[i]]; k < graph->offset[self->people[i] + 1]; k++)
      {
        int other = of[graph->neighbor[k]];
        guint j = (guint) other;

        if (other <= (int) i || (i == ring->center && is_spoke[j]) || (j == ring->center && is_spoke[i]))
          continue;
        g_array_append_val (a, i);
        g_array_append_val (b, j);
      }
}

KithMapRing *
kith_map_ring_new (const KithSnapshot *snapshot, guint person)
{
  KithMapRing *self = g_new0 (KithMapRing, 1);
  const KithGraph *graph = snapshot->graph;
  g_autofree int *of = g_new (int, snapshot->n);
  guint n, n_communities;

  g_assert (person < snapshot->n);

  take_people (self, snapshot, person, of, &n);

  guint center = (guint) of[person];
  g_autofree float *x = g_new (float, n);
  g_autofree float *y = g_new (float, n);
  g_autofree float *radius = g_new (float, n);
  g_autofree float *importance = g_new0 (float, n);
  g_autofree double *strength = g_new0 (double, n);
  g_autofree guint8 *shape = g_new (guint8, n);
  g_autofree guint16 *community = g_new (guint16, n);
  g_autofree const char **name = g_new0 (const char *, n + 1);
  g_autofree KithSceneCommunity *communities = take_communities (self, snapshot, person, n, community, &n_communities);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint k = graph->offset[person]; k < graph->offset[person + 1]; k++)
    strength[of[graph->neighbor[k]]] = graph->weight[k];
  KithRing *ring = kith_ring_new (n, center, community, strength, x, y);
  for (guint i = 0; i < n; i++)
    {
      radius[i] = i == center ? CENTER : n <= FEW ? FEW_RADIUS : MANY_RADIUS;
      shape[i] = kith_map_shape (snapshot, self->people[i]);
      name[i] = snapshot->name[self->people[i]];
      importance[i] = i == center ? G_MAXFLOAT : (float) strength[i];
    }
  take_ties (self, snapshot, ring, of, n, a, b);
  self->scene = kith_scene_new (n, x, y, radius, community, shape, importance, name, a->len, (const guint *) a->data,
                                (const guint *) b->data, n_communities, communities);
  kith_scene_take_ring (self->scene, ring);
  for (guint c = 0; c < n_communities; c++)
    g_free (communities[c].name);
  return self;
}

void
kith_map_ring_free (KithMapRing *self)
{
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_free (self->people);
  g_free (self->communities);
  g_free (self);
}

int
kith_map_ring_find (const KithMapRing *self, guint person)
{
  guint first = 0, last = self->scene->n;

  while (first < last)
    {
      guint middle = (first + last) / 2;

      if (self->people[middle] < person)
        first = middle + 1;
      else
        last = middle;
    }
  return first < self->scene->n && self->people[first] == person ? (int) first : -1;
}

static char *
dup_part (const KithScene *scene, const KithRingArc *arc)
{
  if (arc->community == KITH_SCENE_NO_COMMUNITY)
    return g_strdup_printf (
        /* Translators: part of "Knows 23 people: 9 in Harbour Choir, 3 not connected yet" */
        ngettext ("%'u not connected yet", "%'u not connected yet", arc->people), arc->people);
  return g_strdup_printf (
      /* Translators: part of "Knows 23 people: 9 in Harbour Choir, 8 in Northside" */
      ngettext ("%'u in %s", "%'u in %s", arc->people), arc->people, scene->communities[arc->community].name);
}

char *
kith_map_ring_dup_sentence (const KithSnapshot *snapshot, const KithMapRing *self)
{
  const KithRing *ring = self->scene->ring;
  guint n = self->scene->n - 1;
  guint named = ring->n_arcs <= NAMED + 1 ? ring->n_arcs : NAMED;
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *people = NULL;
  guint rest = n;

  if (n == 0)
    return g_strdup (_ ("Not connected to anyone yet."));
  people = g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);
  for (guint k = 0; k < named; k++)
    {
      g_autofree char *part = dup_part (self->scene, &ring->arcs[k]);

      g_string_append_printf (parts, "%s%s", k > 0 ? ", " : "", part);
      rest -= ring->arcs[k].people;
    }
  if (named < ring->n_arcs)
    {
      g_autofree char *others = g_strdup_printf (
          ngettext ("%'u other community", "%'u other communities", ring->n_arcs - named), ring->n_arcs - named);

      g_string_append (parts, ", ");
      /* Translators: part of "Knows 23 people: 9 in Harbour Choir, 8 in Northside, 6 in 2 other communities" */
      g_string_append_printf (parts, ngettext ("%'u in %s", "%'u in %s", rest), rest, others);
    }
  /* Translators: "Knows 23 people: 9 in Harbour Choir, 8 in Northside." */
  return g_strdup_printf (_ ("Knows %s: %s."), people, parts->str);
}

char *
kith_map_ring_describe (const KithSnapshot *snapshot, const KithMapRing *self, KithPainterOptions *options)
{
  g_autofree char *sentence = kith_map_ring_dup_sentence (snapshot, self);
  g_autofree char *date = kith_text_today ();
  char *note = g_strjoin (" · ", sentence, _ ("Wider: a stronger tie. Dashed: within the own community."), date, NULL);

  options->title = snapshot->name[self->people[self->scene->ring->center]];
  options->note = note;
  options->density = self->scene->n_ties > LINES;
  return note;
}
