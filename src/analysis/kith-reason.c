/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a person connects communities, in a sentence. Every number in it can be counted on the map. */

#include "kith-communities.h"
#include "kith-snapshot.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

/* A community that no more people than this reach from outside is worth naming for that alone. */
#define FEW_OTHERS 5

/* The list that kith_snapshot_dup_confidence speaks of. */
#define COPIES 20

static char *
dup_people (guint n)
{
  /* Translators: part of "Knows 14 people in 4 other communities" */
  return g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);
}

static char *
dup_name (const KithSnapshot *self, guint community)
{
  return kith_text_apart (self->communities[community].name);
}

static char *
dup_inside (const KithSnapshot *self, guint person, guint ties)
{
  g_autofree char *people = dup_people (ties);
  g_autofree char *name = self->community[person] >= 0 ? dup_name (self, (guint) self->community[person]) : NULL;

  if (name == NULL)
    /* Translators: %s is "3 people" */
    return g_strdup_printf (_ ("Knows %s, but is not connected to a community yet."), people);
  /* Translators: "Knows 5 people, all in Harbour Choir." */
  return g_strdup_printf (_ ("Knows %s, all in %s."), people, name);
}

char *
kith_snapshot_dup_figures (const KithSnapshot *self, guint person)
{
  guint n_ties, n_outside, n_reached;
  g_autofree char *ties = NULL;
  g_autofree char *outside = NULL;
  g_autofree char *reached = NULL;

  g_assert (person < self->n);

  n_ties = self->figures->ties[person];
  n_outside = self->figures->outside_ties[person];
  n_reached = self->figures->communities_reached[person];
  ties = g_strdup_printf (ngettext ("%'u tie", "%'u ties", n_ties), n_ties);
  if (n_outside == 0)
    return g_steal_pointer (&ties);
  /* Translators: ties into other communities; part of "23 ties, 14 outside, in 4 communities" */
  outside = g_strdup_printf (ngettext ("%'u outside", "%'u outside", n_outside), n_outside);
  reached = g_strdup_printf (ngettext ("%'u community", "%'u communities", n_reached), n_reached);
  /* Translators: "23 ties, 14 outside, in 4 communities" */
  return g_strdup_printf (_ ("%s, %s, in %s"), ties, outside, reached);
}

char *
kith_snapshot_dup_reason (const KithSnapshot *self, guint person)
{
  guint ties, reached, outside, best = 0, rarest = 0;
  g_autofree guint *count = NULL;
  g_autofree char *people = NULL;
  g_autofree char *communities = NULL;
  g_autofree char *best_name = NULL, *rarest_name = NULL;
  guint others;

  g_assert (person < self->n);

  ties = kith_graph_degree (self->graph, person);
  reached = self->figures->communities_reached[person];
  outside = self->figures->outside_ties[person];
  if (ties == 0)
    return g_strdup (_ ("Not connected to anyone yet."));
  if (reached == 0)
    return dup_inside (self, person, ties);

  count = g_new (guint, self->n_communities);
  kith_figures_profile (self->graph, self->community, self->n_communities, person, count);
  if (self->community[person] >= 0)
    count[self->community[person]] = 0;
  while (count[best] == 0)
    best++;
  rarest = best;
  for (guint c = best + 1; c < self->n_communities; c++)
    {
      if (count[c] > count[best])
        best = c;
      if (count[c] > 0 && self->communities[c].outsiders < self->communities[rarest].outsiders)
        rarest = c;
    }

  best_name = dup_name (self, best);
  rarest_name = dup_name (self, rarest);
  people = dup_people (outside);
  others = MAX (self->communities[rarest].outsiders, 1) - 1;
  if (reached == 1)
    {
      if (others == 0)
        /* Translators: "Knows 3 people in another community, Harbour Choir, which nobody else reaches." */
        return g_strdup_printf (_ ("Knows %s in another community, %s, which nobody else reaches."), people, best_name);
      /* Translators: "Knows 3 people in another community, Harbour Choir." */
      return g_strdup_printf (_ ("Knows %s in another community, %s."), people, best_name);
    }

  /* Translators: part of "Knows 14 people in 4 other communities" */
  communities = g_strdup_printf (ngettext ("%'u other community", "%'u other communities", reached), reached);
  if (others == 0)
    /* Translators: "Knows 14 people in 4 other communities, among them Harbour Choir, which nobody else reaches." */
    return g_strdup_printf (_ ("Knows %s in %s, among them %s, which nobody else reaches."), people, communities,
                            rarest_name);
  if (others <= FEW_OTHERS)
    return g_strdup_printf (
        /* Translators: "Knows 14 people in 4 other communities, among them Harbour Choir, which only 2 others reach." */
        ngettext ("Knows %s in %s, among them %s, which only %'u other person reaches.",
                  "Knows %s in %s, among them %s, which only %'u others reach.", others),
        people, communities, rarest_name, others);
  if (count[best] == 1)
    /* Translators: "Knows 3 people in 3 other communities." */
    return g_strdup_printf (_ ("Knows %s in %s."), people, communities);
  return g_strdup_printf (
      /* Translators: "Knows 14 people in 4 other communities, 6 of them in Harbour Choir." */
      ngettext ("Knows %s in %s, %'u of them in %s.", "Knows %s in %s, %'u of them in %s.", count[best]), people,
      communities, count[best], best_name);
}

char *
kith_snapshot_dup_confidence (const KithSnapshot *self, guint person)
{
  guint times;

  g_assert (person < self->n);

  if (self->confidence == NULL || self->confidence[person] == 0)
    return NULL;
  times = self->confidence[person];
  /* Translators: how sure a suggestion is: the list of people who connect the most was drawn 20 times from copies of the network, each with
   * a fifth of the ties left out */
  return g_strdup_printf (ngettext ("In the list in %'u of %'u tries with a fifth of the ties left out.",
                                    "In the list in %'u of %'u tries with a fifth of the ties left out.", times),
                          times, COPIES);
}

void
kith_snapshot_excluded (const KithSnapshot *self, guint8 *excluded)
{
  for (guint i = 0; i < self->n; i++)
    excluded[i] = (self->flags[i] & (KITH_PERSON_STUB | KITH_PERSON_DO_NOT_CONTACT | KITH_PERSON_DETRACTOR)) != 0;
}
