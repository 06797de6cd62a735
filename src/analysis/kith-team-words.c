/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a team does, in sentences. */

#include "kith-analysis.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

/* Of a team of one. */
static char *
dup_person_sentence (const KithSnapshot *snapshot, const KithTeamTotals *totals, const char *reach)
{
  if (snapshot->n_communities == 1)
    /* Translators: %s is "504 people" */
    return g_strdup_printf (_ ("This person reaches %s."), reach);
  if (totals->communities_touched == snapshot->n_communities)
    return g_strdup_printf (
        /* Translators: %s is "504 people" */
        ngettext ("This person touches all %'u community and reaches %s.",
                  "This person touches all %'u communities and reaches %s.", snapshot->n_communities),
        snapshot->n_communities, reach);
  return g_strdup_printf (
      /* Translators: %s is "504 people" */
      ngettext ("This person touches %'u of %'u community and reaches %s.",
                "This person touches %'u of %'u communities and reaches %s.", snapshot->n_communities),
      totals->communities_touched, snapshot->n_communities, reach);
}

/* Beside a team of one. */
static char *
dup_biggest_dot_sentence (const KithSnapshot *snapshot, const KithTeam *team, const char *reach)
{
  guint touched = team->biggest.communities_touched;

  if (snapshot->n_communities == 1)
    /* Translators: the person with the largest audience; %s is "523 people" */
    return g_strdup_printf (_ ("The biggest dot reaches %s."), reach);
  if (touched == snapshot->n_communities)
    /* Translators: the person with the largest audience; %s is "523 people" */
    return g_strdup_printf (_ ("The biggest dot reaches %s and all communities too."), reach);
  if (touched < team->totals.communities_touched)
    /* Translators: the person with the largest audience; %s is "523 people" */
    return g_strdup_printf (_ ("The biggest dot reaches %s, but only %u of %u communities."), reach, touched,
                            snapshot->n_communities);
  /* Translators: the person with the largest audience; %s is "523 people" */
  return g_strdup_printf (_ ("The biggest dot reaches %s in %u of %u communities."), reach, touched,
                          snapshot->n_communities);
}

char *
kith_analysis_dup_team_sentence (const KithSnapshot *snapshot, const KithTeam *team)
{
  const KithTeamTotals *totals = &team->totals;
  g_autofree char *who = NULL;
  g_autofree char *reach = NULL;

  if (snapshot->n == 0)
    return g_strdup (_ ("There is nobody here yet. Bring in your people first."));
  if (snapshot->n_communities == 0)
    return g_strdup (_ ("No communities yet: bring in a file that says who knows whom, or who came to which event."));
  if (team->n_members == 0)
    return g_strdup (_ ("Nobody here may be asked, or nobody is tied to anybody."));

  /* Translators: the end of "These 12 people together touch all 9 communities and reach 504 people." */
  reach = g_strdup_printf (ngettext ("%'u person", "%'u people", totals->reached), totals->reached);
  if (team->n_members == 1)
    return dup_person_sentence (snapshot, totals, reach);
  /* Translators: the start of "These 12 people together touch all 9 communities and reach 504 people." */
  who = g_strdup_printf (ngettext ("This %'u person", "These %'u people together", team->n_members), team->n_members);
  if (snapshot->n_communities == 1)
    /* Translators: "These 12 people together" … "504 people" */
    return g_strdup_printf (_ ("%s reach %s."), who, reach);
  if (totals->communities_touched == snapshot->n_communities)
    return g_strdup_printf (
        /* Translators: "These 12 people together" … "504 people"; the number is of communities */
        ngettext ("%s touch all %'u community and reach %s.", "%s touch all %'u communities and reach %s.",
                  snapshot->n_communities),
        who, snapshot->n_communities, reach);
  /* Translators: "These 12 people together" touch 7 of 9 communities and reach "504 people" */
  return g_strdup_printf (ngettext ("%s touch %'u of %'u community and reach %s.",
                                    "%s touch %'u of %'u communities and reach %s.", snapshot->n_communities),
                          who, totals->communities_touched, snapshot->n_communities, reach);
}

char *
kith_analysis_dup_biggest_sentence (const KithSnapshot *snapshot, const KithTeam *team)
{
  const KithTeamTotals *totals = &team->biggest;
  g_autofree char *who = NULL;
  g_autofree char *reach = NULL;

  if (team->n_members == 0 || totals->members == 0)
    return g_strdup ("");
  reach = g_strdup_printf (ngettext ("%'u person", "%'u people", totals->reached), totals->reached);
  if (totals->members == 1)
    return dup_biggest_dot_sentence (snapshot, team, reach);
  /* Translators: the people with the largest audience; the start of "The 12 biggest dots reach 523 people, but only 4 of 9 communities." */
  who = g_strdup_printf (ngettext ("The %'u biggest dot", "The %'u biggest dots", totals->members), totals->members);
  if (snapshot->n_communities == 1)
    /* Translators: "The 12 biggest dots" reach "523 people" */
    return g_strdup_printf (_ ("%s reach %s."), who, reach);
  if (totals->communities_touched == snapshot->n_communities)
    /* Translators: "The 12 biggest dots" reach "523 people" and all communities too. */
    return g_strdup_printf (_ ("%s reach %s and all communities too."), who, reach);
  if (totals->communities_touched < team->totals.communities_touched)
    /* Translators: "The 12 biggest dots" reach "523 people", but only 4 of 9 communities. */
    return g_strdup_printf (_ ("%s reach %s, but only %u of %u communities."), who, reach, totals->communities_touched,
                            snapshot->n_communities);
  /* Translators: "The 12 biggest dots" reach "523 people" in 4 of 9 communities. */
  return g_strdup_printf (_ ("%s reach %s in %u of %u communities."), who, reach, totals->communities_touched,
                          snapshot->n_communities);
}

char *
kith_analysis_dup_adds (const KithSnapshot *snapshot, const KithTeamMember *member)
{
  g_autofree char *second = NULL;
  g_autofree char *first = NULL;
  g_autofree char *community
      = member->main_community >= 0 ? kith_text_apart (snapshot->communities[member->main_community].name) : NULL;

  if (member->adds_twice > 0)
    second = g_strdup_printf (
        ngettext ("a second touchpoint for %'u person", "a second touchpoint for %'u people", member->adds_twice),
        member->adds_twice);
  if (member->adds_reached > member->main_people && community != NULL)
    first = g_strdup_printf (
        /* Translators: people newly reached: "11 people in Harbor Choir, 40 in all" */
        ngettext ("%'u person in %s, %'u in all", "%'u people in %s, %'u in all", member->main_people),
        member->main_people, community, member->adds_reached);
  else if (member->adds_reached > 0 && community != NULL)
    /* Translators: people newly reached: "11 people in Harbor Choir" */
    first = g_strdup_printf (ngettext ("%'u person in %s", "%'u people in %s", member->main_people),
                             member->main_people, community);
  else if (member->adds_reached > 0)
    first = g_strdup_printf (ngettext ("%'u person", "%'u people", member->adds_reached), member->adds_reached);

  if (first != NULL && second != NULL)
    /* Translators: "Adds 11 people in Harbor Choir, 40 in all, and a second touchpoint for 23 people." The first part ends with a count. */
    return g_strdup_printf (member->adds_reached > member->main_people && community != NULL ? _ ("Adds %s, and %s.")
                                                                                            : _ ("Adds %s and %s."),
                            first, second);
  if (first != NULL || second != NULL)
    return g_strdup_printf (_ ("Adds %s."), first != NULL ? first : second);
  return g_strdup (_ ("Adds nobody who is not reached already."));
}

/* "31 people" are no longer reached; for one alone the verb changes. */
static char *
dup_loss (const KithSnapshot *snapshot, const KithTeamMember *member)
{
  g_autofree char *name = kith_text_apart (snapshot->name[member->person]);
  g_autofree char *people = NULL;
  g_autofree char *communities = NULL;

  if (member->drop_communities == 0)
    return g_strdup_printf (
        /* Translators: "If ‹name› declines, 31 people are no longer reached." */
        ngettext ("If %s declines, %'u person is no longer reached.",
                  "If %s declines, %'u people are no longer reached.", member->drop_reached),
        name, member->drop_reached);

  people = g_strdup_printf (ngettext ("%'u person", "%'u people", member->drop_reached), member->drop_reached);
  communities = g_strdup_printf (ngettext ("%'u community", "%'u communities", member->drop_communities),
                                 member->drop_communities);
  /* Translators: If ‹name› declines, nobody reaches "31 people" any more, nor anybody in "2 communities". */
  return g_strdup_printf (_ ("If %s declines, nobody reaches %s any more, nor anybody in %s."), name, people,
                          communities);
}

char *
kith_analysis_dup_drop_out (const KithSnapshot *snapshot, const KithTeam *team)
{
  const KithTeamMember *member;
  g_autofree char *loss = NULL, *name = NULL, *substitute = NULL;
  gboolean anybody = FALSE;

  if (team->n_members < 2 || team->worst_drop_member < 0)
    return g_strdup ("");
  for (guint k = 0; k < team->n_members; k++)
    anybody |= team->members[k].drop_reached > 0;
  if (!anybody)
    return g_strdup (_ ("Whoever declines, everybody is still reached."));

  member = &team->members[team->worst_drop_member];
  name = kith_text_apart (snapshot->name[member->person]);
  if (member->drop_reached == 0)
    loss = g_strdup_printf (
        /* Translators: what a team loses if ‹name› declines */
        _ ("If %s declines, everybody is still reached, but fewer of them twice."), name);
  else
    loss = dup_loss (snapshot, member);
  if (member->substitute < 0)
    return g_steal_pointer (&loss);
  substitute = kith_text_apart (snapshot->name[member->substitute]);
  /* Translators: a sentence, and then: ‹name› could step in. */
  return g_strdup_printf (_ ("%s %s could step in."), loss, substitute);
}
