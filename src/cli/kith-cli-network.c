/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* analyze, communities, people, team: what the network says. */

#include "kith-analysis.h"
#include "kith-cli.h"
#include "kith-communities.h"
#include "kith-csv-writer.h"
#include "kith-error.h"
#include "kith-people.h"
#include "kith-team.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static gboolean
analyze (int argc, char **argv, GError **error)
{
  double resolution = 0;
  const GOptionEntry entries[] = {
    { "resolution", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &resolution,
      N_ ("Less than 1 for fewer, larger communities; more than 1 for more, smaller ones"), "R" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (resolution < 0 || resolution > 1000)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("The resolution is a number above 0, usually between 0.2 and 5."));
      return FALSE;
    }
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  if (store == NULL || !kith_analysis_find_communities (store, resolution, FALSE, news, NULL, NULL, error))
    return FALSE;
  snapshot = kith_snapshot_load (store, NULL, NULL, error);
  if (snapshot == NULL)
    return FALSE;

  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_int (json, "communities", snapshot->n_communities);
      kith_cli_add_double (json, "modularity", snapshot->modularity);
      kith_cli_add_int (json, "people", snapshot->n);
      kith_cli_add_int (json, "ties", snapshot->graph->m);
      kith_cli_add_int (json, "unconnected", snapshot->unconnected);
      json_builder_set_member_name (json, "news");
      json_builder_begin_array (json);
      for (guint i = 0; i < news->len; i++)
        json_builder_add_string_value (json, news->pdata[i]);
      json_builder_end_array (json);
      json_builder_end_object (json);
      kith_cli_print_json (json);
      return TRUE;
    }
  g_print (ngettext ("%u community among %u people with %u ties; %u people are not connected yet.",
                     "%u communities among %u people with %u ties; %u people are not connected yet.",
                     snapshot->n_communities),
           snapshot->n_communities, snapshot->n, snapshot->graph->m, snapshot->unconnected);
  g_print ("\n");
  for (guint i = 0; i < news->len; i++)
    g_print ("%s\n", (const char *) news->pdata[i]);
  return TRUE;
}

static gboolean
communities (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (JsonBuilder) json = NULL;

  if (!kith_cli_parse (argc, argv, NULL, 1, 1, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load (store, TRUE, error) : NULL;
  if (snapshot == NULL)
    return FALSE;

  if (!kith_cli_json)
    {
      for (guint c = 0; c < snapshot->n_communities; c++)
        g_print ("%7u  #%06x  %s%s\n", snapshot->communities[c].people, snapshot->communities[c].color,
                 snapshot->communities[c].name, snapshot->communities[c].pinned ? _ (" (pinned)") : "");
      return TRUE;
    }
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint c = 0; c < snapshot->n_communities; c++)
    {
      const KithSnapshotCommunity *community = &snapshot->communities[c];
      g_autofree char *color = g_strdup_printf ("#%06x", community->color);

      json_builder_begin_object (json);
      kith_cli_add_int (json, "id", community->id);
      kith_cli_add_string (json, "name", community->name);
      kith_cli_add_string (json, "color", color);
      kith_cli_add_int (json, "people", community->people);
      json_builder_set_member_name (json, "pinned");
      json_builder_add_boolean_value (json, community->pinned);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  kith_cli_print_json (json);
  return TRUE;
}

typedef struct
{
  const char *name;
  const char *title; /* of the segment, for the list of names */
  guint8 flag;
} Segment;

/* What --segment takes besides the name of a community. */
static const Segment segments[] = {
  { "ambassadors", N_ ("tagged as ambassadors"), KITH_PERSON_AMBASSADOR },
  { "quiet-connectors", N_ ("few follow them, many communities know them"), KITH_PERSON_QUIET },
  { "detractors", N_ ("determined to speak against you"), KITH_PERSON_DETRACTOR },
  { "do-not-contact", N_ ("must not be contacted"), KITH_PERSON_DO_NOT_CONTACT },
  { "hearsay", N_ ("known by hearsay only"), KITH_PERSON_STUB },
};

typedef enum
{
  SORT_BRIDGE_REACH,
  SORT_NAME,
  SORT_COMMUNITY,
  SORT_TIES,
  SORT_OUTSIDE_TIES,
  SORT_COMMUNITIES_REACHED,
  SORT_AUDIENCE,
} SortKey;

static const char *const sort_names[] = {
  "bridge_reach", "name", "community", "ties", "outside_ties", "communities_reached", "audience", NULL,
};

typedef struct
{
  const KithSnapshot *snapshot;
  SortKey key;
} Order;

static double
order_value (const KithSnapshot *s, SortKey key, guint i)
{
  switch (key)
    {
    case SORT_TIES:
      return kith_graph_degree (s->graph, i);
    case SORT_OUTSIDE_TIES:
      return s->figures->outside_ties[i];
    case SORT_COMMUNITIES_REACHED:
      return s->figures->communities_reached[i];
    case SORT_AUDIENCE:
      return s->audience[i];
    case SORT_COMMUNITY:
      return s->community[i] < 0 ? -(double) G_MAXINT : -(double) s->community[i];
    case SORT_BRIDGE_REACH:
    case SORT_NAME:
    default:
      return s->figures->bridge_reach[i];
    }
}

/* Largest first, names from A; people alike in the order of their bridge reach, then as they stand. */
static int
compare_people (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  const KithSnapshot *s = order->snapshot;
  guint i = *(const guint *) a, j = *(const guint *) b;
  double x, y;

  if (order->key == SORT_NAME)
    {
      int by_name = g_utf8_collate (s->name[i], s->name[j]);

      return by_name != 0 ? by_name : (i > j) - (i < j);
    }
  x = order_value (s, order->key, i);
  y = order_value (s, order->key, j);
  if (x == y)
    {
      x = s->figures->bridge_reach[i];
      y = s->figures->bridge_reach[j];
    }
  return x != y ? (x < y) - (x > y) : (i > j) - (i < j);
}

static gboolean
in_segment (const KithSnapshot *snapshot, guint i, const char *segment, gboolean *known)
{
  *known = TRUE;
  if (segment == NULL)
    return TRUE;
  if (g_str_equal (segment, "not-connected"))
    return snapshot->community[i] < 0;
  for (gsize s = 0; s < G_N_ELEMENTS (segments); s++)
    if (g_str_equal (segment, segments[s].name))
      return (snapshot->flags[i] & segments[s].flag) != 0;
  *known = FALSE;
  for (guint c = 0; c < snapshot->n_communities; c++)
    if (g_str_equal (segment, snapshot->communities[c].name))
      {
        *known = TRUE;
        if (snapshot->community[i] == (int) c)
          return TRUE;
      }
  return FALSE;
}

static const char *
category_of (const KithSnapshot *snapshot, guint i)
{
  if ((snapshot->flags[i] & KITH_PERSON_QUIET) != 0)
    return "quiet-connector";
  if (snapshot->confidence != NULL && snapshot->confidence[i] >= 10)
    return "connector";
  return "";
}

static void
add_source_ids (JsonBuilder *json, const char *const *source_ids)
{
  json_builder_set_member_name (json, "source_ids");
  json_builder_begin_array (json);
  for (gsize k = 0; source_ids != NULL && source_ids[k] != NULL; k++)
    json_builder_add_string_value (json, source_ids[k]);
  json_builder_end_array (json);
}

static void
add_person (JsonBuilder *json, const KithSnapshot *s, guint i, const char *const *source_ids)
{
  g_autofree char *reason = kith_snapshot_dup_reason (s, i);

  json_builder_begin_object (json);
  kith_cli_add_int (json, "id", s->id[i]);
  add_source_ids (json, source_ids);
  kith_cli_add_string (json, "name", s->name[i]);
  kith_cli_add_string (json, "community", s->community[i] >= 0 ? s->communities[s->community[i]].name : NULL);
  kith_cli_add_int (json, "ties", kith_graph_degree (s->graph, i));
  kith_cli_add_int (json, "outside_ties", s->figures->outside_ties[i]);
  kith_cli_add_int (json, "communities_reached", s->figures->communities_reached[i]);
  kith_cli_add_int (json, "firm_communities", s->figures->firm_communities[i]);
  kith_cli_add_double (json, "participation", s->figures->participation[i]);
  kith_cli_add_double (json, "bridge_reach", s->figures->bridge_reach[i]);
  json_builder_set_member_name (json, "audience");
  if (s->audience[i] >= 0)
    json_builder_add_int_value (json, s->audience[i]);
  else
    json_builder_add_null_value (json);
  kith_cli_add_string (json, "category", category_of (s, i));
  kith_cli_add_string (json, "tier", s->tier[i]);
  kith_cli_add_int (json, "confidence", s->confidence != NULL ? s->confidence[i] : 0);
  kith_cli_add_string (json, "reason", reason);
  json_builder_end_object (json);
}

typedef struct
{
  GHashTable *of_person;  /* id → GPtrArray of strings, NULL at the end */
  GHashTable *namespaces; /* id → name */
} SourceIds;

static gboolean
take_namespace (gint64 id, const char *name, guint values, gpointer data)
{
  SourceIds *ids = data;

  g_hash_table_insert (ids->namespaces, g_memdup2 (&id, sizeof id), g_strdup (name));
  return TRUE;
}

static gboolean
take_source_id (gint64 person, gint64 name_space, const char *value, gpointer data)
{
  SourceIds *ids = data;
  GPtrArray *list = g_hash_table_lookup (ids->of_person, &person);
  const char *name = g_hash_table_lookup (ids->namespaces, &name_space);

  if (list == NULL)
    {
      list = g_ptr_array_new_null_terminated (1, g_free, TRUE);
      g_hash_table_insert (ids->of_person, g_memdup2 (&person, sizeof person), list);
    }
  g_ptr_array_add (list, g_strconcat (name != NULL ? name : "", ":", value, NULL));
  return TRUE;
}

/* The numbers people have in other systems, "namespace:value". */
static GHashTable *
load_source_ids (KithStore *store, GError **error)
{
  g_autoptr (GHashTable) of_person
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) namespaces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  SourceIds ids = { of_person, namespaces };

  if (!kith_namespaces_each (store, take_namespace, &ids, error)
      || !kith_source_ids_each (store, take_source_id, &ids, NULL, error))
    return NULL;
  return g_steal_pointer (&of_person);
}

static int
sort_key_from_name (const char *name)
{
  for (int k = 0; sort_names[k] != NULL; k++)
    if (g_str_equal (sort_names[k], name))
      return k;
  return -1;
}

static void
print_csv (const KithSnapshot *s, const guint *order, guint n)
{
  static const char *const heads[]
      = { "id",           "name",     "community", "ties", "outside_ties", "communities_reached",
          "bridge_reach", "audience", "category",  "tier", "reason",       NULL };
  KithWriting writing = { .fd = -1, .stream = stdout };
  KithCsvWriter csv;

  kith_csv_writer_init (&csv, &writing, KITH_CSV_PLAIN);
  kith_csv_writer_heads (&csv, heads);
  for (guint k = 0; k < n; k++)
    {
      guint i = order[k];
      g_autofree char *reason = kith_snapshot_dup_reason (s, i);

      kith_csv_writer_int (&csv, s->id[i]);
      kith_csv_writer_text (&csv, s->name[i]);
      kith_csv_writer_text (&csv, s->community[i] >= 0 ? s->communities[s->community[i]].name : NULL);
      kith_csv_writer_int (&csv, kith_graph_degree (s->graph, i));
      kith_csv_writer_int (&csv, s->figures->outside_ties[i]);
      kith_csv_writer_int (&csv, s->figures->communities_reached[i]);
      kith_csv_writer_double (&csv, s->figures->bridge_reach[i]);
      if (s->audience[i] >= 0)
        kith_csv_writer_int (&csv, s->audience[i]);
      else
        kith_csv_writer_text (&csv, NULL);
      kith_csv_writer_text (&csv, category_of (s, i));
      kith_csv_writer_text (&csv, s->tier[i]);
      kith_csv_writer_text (&csv, reason);
      kith_csv_writer_end (&csv);
    }
}

static gboolean
people (int argc, char **argv, GError **error)
{
  g_autofree char *sort = NULL;
  g_autofree char *segment = NULL;
  int limit = -1;
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "sort", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &sort,
      N_ ("bridge_reach (default), name, community, ties, outside_ties, communities_reached, audience"), N_ ("KEY") },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit, N_ ("At most so many people"), "N" },
    { "segment", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &segment,
      N_ ("ambassadors, quiet-connectors, detractors, do-not-contact, hearsay, not-connected, or a community’s name"),
      N_ ("NAME") },
    { "csv", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &csv, N_ ("Answer in CSV"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree guint *order = NULL;
  guint n = 0;
  int key = SORT_BRIDGE_REACH;
  gboolean known = TRUE;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (sort != NULL && (key = sort_key_from_name (sort)) < 0)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) sort_names);

      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("People cannot be sorted by “%s”; choose one of %s."),
                   sort, all);
      return FALSE;
    }
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load (store, TRUE, error) : NULL;
  if (snapshot == NULL)
    return FALSE;

  order = g_new (guint, MAX (snapshot->n, 1));
  for (guint i = 0; i < snapshot->n && known; i++)
    if (in_segment (snapshot, i, segment, &known))
      order[n++] = i;
  if (!known)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("There is no segment or community “%s”; “kith-cli people --help” lists the segments."), segment);
      return FALSE;
    }
  g_sort_array (order, n, sizeof *order, compare_people, &(Order) { snapshot, key });
  if (limit >= 0)
    n = MIN (n, (guint) limit);

  if (csv)
    {
      print_csv (snapshot, order, n);
      return TRUE;
    }
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();
      g_autoptr (GHashTable) source_ids = load_source_ids (store, error);

      if (source_ids == NULL)
        return FALSE;
      json_builder_begin_array (json);
      for (guint k = 0; k < n; k++)
        {
          GPtrArray *ids = g_hash_table_lookup (source_ids, &snapshot->id[order[k]]);

          add_person (json, snapshot, order[k], ids != NULL ? (const char *const *) ids->pdata : NULL);
        }
      json_builder_end_array (json);
      kith_cli_print_json (json);
      return TRUE;
    }
  for (guint k = 0; k < n; k++)
    {
      guint i = order[k];
      g_autofree char *reason = kith_snapshot_dup_reason (snapshot, i);

      g_print ("%-28s %-24s %5.2f  %s\n", snapshot->name[i],
               snapshot->community[i] >= 0 ? snapshot->communities[snapshot->community[i]].name
                                           : _ ("not connected yet"),
               snapshot->figures->bridge_reach[i], reason);
    }
  return TRUE;
}

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
  const GOptionEntry entries[] = {
    { "size", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &size, N_ ("How many people to ask (12)"), "N" },
    { "wide", 'w', G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &wide,
      N_ ("1 to reach all communities, 0 to reach the most people, or between (1)"), "0…1" },
    { "exclude", 'x', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &exclude,
      N_ ("Leave this person out (name or id)"), N_ ("PERSON") },
    { "fix", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &fix, N_ ("This person is in (name or id)"),
      N_ ("PERSON") },
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
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load (store, TRUE, error) : NULL;
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

const KithCommand kith_network_commands[] = {
  { "analyze", N_ ("NETWORK.kith"), N_ ("Find the communities"), analyze },
  { "communities", N_ ("NETWORK.kith"), N_ ("List the communities"), communities },
  { "people", N_ ("NETWORK.kith"), N_ ("List people, those who connect the most communities first"), people },
  { "team", N_ ("NETWORK.kith"), N_ ("Choose people to ask who together touch every community"), team },
  { NULL, NULL, NULL, NULL },
};
