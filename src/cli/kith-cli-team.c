/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* team: whom to ask, who together touch every community. */

#include "kith-analysis.h"
#include "kith-cli.h"
#include "kith-error.h"
#include "kith-team.h"

#include <glib/gi18n.h>

static void
add_totals (JsonBuilder *json, const KithTeamTotals *totals)
{
  kith_cli_add_int (json, "reached", totals->reached);
  kith_cli_add_int (json, "reached_twice", totals->reached_twice);
  kith_cli_add_int (json, "communities_touched", totals->communities_touched);
  kith_cli_add_int (json, "communities_firm", totals->communities_firm);
  kith_cli_add_double (json, "worst_share", totals->worst_share);
}

static void
print_team_json (const KithSnapshot *snapshot, const KithTeam *team)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "team");
  json_builder_begin_array (json);
  for (guint k = 0; k < team->n_members; k++)
    {
      const KithTeamMember *member = &team->members[k];
      g_autofree char *reason = kith_snapshot_dup_reason (snapshot, member->person);
      g_autofree char *adds = kith_analysis_dup_adds (snapshot, member);
      int community = snapshot->community[member->person];

      json_builder_begin_object (json);
      kith_cli_add_int (json, "id", snapshot->id[member->person]);
      kith_cli_add_string (json, "name", snapshot->name[member->person]);
      kith_cli_add_string (json, "community", community >= 0 ? snapshot->communities[community].name : NULL);
      kith_cli_add_string (json, "reason", reason);
      kith_cli_add_string (json, "adds", adds);
      kith_cli_add_int (json, "adds_reached", member->adds_reached);
      kith_cli_add_int (json, "adds_twice", member->adds_twice);
      kith_cli_add_int (json, "adds_communities", member->adds_communities);
      kith_cli_add_int (json, "lost_if_declined", member->drop_reached);
      json_builder_set_member_name (json, "substitute");
      if (member->substitute >= 0)
        json_builder_add_int_value (json, snapshot->id[member->substitute]);
      else
        json_builder_add_null_value (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  add_totals (json, &team->totals);
  kith_cli_add_int (json, "communities", snapshot->n_communities);
  json_builder_set_member_name (json, "biggest");
  json_builder_begin_object (json);
  add_totals (json, &team->biggest);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "if_one_declines");
  json_builder_begin_object (json);
  add_totals (json, &team->worst_drop);
  json_builder_end_object (json);
  json_builder_end_object (json);
  kith_cli_print_json (json);
}

static void
print_team (const KithSnapshot *snapshot, const KithTeam *team)
{
  g_autofree char *sentence = kith_analysis_dup_team_sentence (snapshot, team);
  g_autofree char *biggest = kith_analysis_dup_biggest_sentence (snapshot, team);
  g_autofree char *drop_out = kith_analysis_dup_drop_out (snapshot, team);

  g_print ("%s\n%s\n\n", sentence, biggest);
  for (guint k = 0; k < team->n_members; k++)
    {
      const KithTeamMember *member = &team->members[k];
      g_autofree char *reason = kith_snapshot_dup_reason (snapshot, member->person);
      g_autofree char *adds = kith_analysis_dup_adds (snapshot, member);
      int community = snapshot->community[member->person];

      g_print ("%2u. %s (%s)\n    %s\n    %s\n", k + 1, snapshot->name[member->person],
               community >= 0 ? snapshot->communities[community].name : _ ("not connected yet"), reason, adds);
    }
  if (*drop_out != '\0')
    g_print ("\n%s\n", drop_out);
}

/* Marks the people named by id or by full name; a name that nobody or more than one person has is refused. */
static gboolean
find_people (const KithSnapshot *snapshot, char **given, GArray *found, GError **error)
{
  for (gsize k = 0; given != NULL && given[k] != NULL; k++)
    {
      char *end = NULL;
      gint64 id = g_ascii_strtoll (given[k], &end, 10);
      int person = *end == '\0' && *given[k] != '\0' ? kith_snapshot_find (snapshot, id) : -1;
      guint same = 0;

      for (guint i = 0; person < 0 && i < snapshot->n; i++)
        if (g_utf8_collate (snapshot->name[i], given[k]) == 0)
          {
            same++;
            person = (int) i;
            for (guint j = i + 1; j < snapshot->n; j++)
              same += g_utf8_collate (snapshot->name[j], given[k]) == 0;
          }
      if (person < 0 || same > 1)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                       person < 0 ? _ ("There is nobody called “%s” here; give the full name or the id.")
                                  : _ ("More than one person is called “%s”; give the id."),
                       given[k]);
          return FALSE;
        }
      g_array_append_val (found, (guint) { person });
    }
  return TRUE;
}

static gboolean
team (int argc, char **argv, GError **error)
{
  int size = 12;
  double wide = 1;
  g_auto (GStrv) exclude = NULL;
  g_auto (GStrv) fix = NULL;
  g_autofree char *only = NULL;
  const GOptionEntry entries[] = {
    { "size", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &size, N_ ("How many people to ask (12)"), "N" },
    { "wide", 'w', G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &wide,
      N_ ("1 to reach all communities, 0 to reach the most people, or between (1)"), "0…1" },
    { "exclude", 'x', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &exclude,
      N_ ("Leave this person out (name or id)"), N_ ("PERSON") },
    { "fix", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &fix, N_ ("This person is in (name or id)"),
      N_ ("PERSON") },
    KITH_CLI_ONLY (&only),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithTeam) chosen = NULL;
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) in = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *excluded = NULL;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (size < 1 || size > 1000 || !(wide >= 0 && wide <= 1))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("The size of a team is a number from 1 to 1000, and --wide one from 0 to 1."));
      return FALSE;
    }
  snapshot = kith_cli_open (words[0], only, FALSE, &store, error);
  if (snapshot == NULL || !find_people (snapshot, exclude, out, error) || !find_people (snapshot, fix, in, error))
    return FALSE;

  excluded = g_new0 (guint8, MAX (snapshot->n, 1));
  kith_snapshot_excluded (snapshot, excluded);
  for (guint k = 0; k < out->len; k++)
    excluded[g_array_index (out, guint, k)] = 1;
  for (guint k = 0; k < in->len; k++)
    if (excluded[g_array_index (in, guint, k)])
      {
        g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("%s must not be asked, and so cannot be in the team."),
                     snapshot->name[g_array_index (in, guint, k)]);
        return FALSE;
      }
  chosen = kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot,
                             &(KithTeamOptions) {
                                 .size = size,
                                 .wide = wide,
                                 .excluded = excluded,
                                 .fixed = (const guint *) in->data,
                                 .n_fixed = in->len,
                             },
                             NULL, NULL, error);
  if (chosen == NULL)
    return FALSE;
  if (kith_cli_json)
    print_team_json (snapshot, chosen);
  else
    print_team (snapshot, chosen);
  return TRUE;
}

const KithCommand kith_team_commands[] = {
  { "team", N_ ("NETWORK.kith"), N_ ("Choose people to ask who together touch every community"), team },
  { NULL, NULL, NULL, NULL },
};
