/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* people: everybody, those who connect the most communities first. */

#include "kith-cli.h"
#include "kith-csv-writer.h"
#include "kith-error.h"
#include "kith-export-fields.h"
#include "kith-people.h"
#include "kith-search.h"
#include "kith-text.h"
#include "kith-traits.h"

#include <glib/gi18n.h>
#include <string.h>

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

static void
add_source_ids (JsonBuilder *json, const char *const *source_ids)
{
  json_builder_set_member_name (json, "source_ids");
  json_builder_begin_array (json);
  for (gsize k = 0; source_ids != NULL && source_ids[k] != NULL; k++)
    json_builder_add_string_value (json, source_ids[k]);
  json_builder_end_array (json);
}

/* What the person has in fields of one's own, as it is kept; null for nothing. */
static void
add_fields (JsonBuilder *json, const KithFieldColumns *fields, guint i)
{
  json_builder_set_member_name (json, "fields");
  json_builder_begin_object (json);
  for (guint c = 0; c < fields->n_columns; c++)
    {
      const char *value = kith_field_columns_get (fields, c, i);

      kith_cli_add_string (json, fields->columns[c].name, *value != '\0' ? value : NULL);
    }
  json_builder_end_object (json);
}

static void
add_person (JsonBuilder *json, const KithSnapshot *s, const KithTraits *categories, guint i,
            const char *const *source_ids)
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
  kith_cli_add_string (json, "category", categories->kinds[categories->kind[i]].key);
  json_builder_set_member_name (json, "quiet_connector");
  json_builder_add_boolean_value (json, (s->flags[i] & KITH_PERSON_QUIET) != 0);
  kith_cli_add_string (json, "tier", s->tier[i]);
  kith_cli_add_int (json, "confidence", s->confidence != NULL ? s->confidence[i] : 0);
  kith_cli_add_string (json, "reason", reason);
  add_fields (json, s->fields, i);
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
print_csv (const KithSnapshot *s, const KithExportFields *fields, const KithTraits *categories, const guint *order,
           guint n)
{
  static const char *const heads[]
      = { "id",           "name",     "community", "ties", "outside_ties", "communities_reached",
          "bridge_reach", "audience", "category",  "tier", "reason" };
  KithWriting writing = { .fd = -1, .stream = stdout };
  KithCsvWriter csv;

  kith_csv_writer_init (&csv, &writing, KITH_CSV_PLAIN);
  for (gsize k = 0; k < G_N_ELEMENTS (heads); k++)
    kith_csv_writer_text (&csv, heads[k]);
  for (guint c = 0; c < s->fields->n_columns; c++)
    kith_csv_writer_text (&csv, s->fields->columns[c].name);
  kith_csv_writer_end (&csv);
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
      kith_csv_writer_text (&csv, categories->kinds[categories->kind[i]].key);
      kith_csv_writer_text (&csv, s->tier[i]);
      kith_csv_writer_text (&csv, reason);
      for (guint c = 0; c < s->fields->n_columns; c++)
        kith_csv_writer_text (&csv, kith_export_fields_get (fields, c, i, NULL));
      kith_csv_writer_end (&csv);
    }
}

static gboolean
people (int argc, char **argv, GError **error)
{
  g_autofree char *sort = NULL;
  g_autofree char *segment = NULL;
  g_autofree char *find = NULL;
  g_autofree guint8 *found = NULL;
  int limit = -1;
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "sort", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &sort,
      N_ ("bridge_reach (default), name, community, ties, outside_ties, communities_reached, audience"), N_ ("KEY") },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit, N_ ("At most so many people"), "N" },
    { "segment", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &segment,
      N_ ("ambassadors, quiet-connectors, detractors, do-not-contact, hearsay, not-connected, or a community’s name"),
      N_ ("NAME") },
    { "find", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &find,
      N_ ("Only people who have all of these words; FIELD:WORD looks in a field of your own"), N_ ("WORDS") },
    { "csv", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &csv, N_ ("Answer in CSV"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithTraits) categories = NULL;
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
  snapshot = kith_cli_open (words[0], NULL, FALSE, &store, error);
  if (snapshot == NULL)
    return FALSE;

  order = g_new (guint, MAX (snapshot->n, 1));
  found = g_new (guint8, MAX (snapshot->n, 1));
  memset (found, TRUE, snapshot->n);
  if (find != NULL)
    {
      g_autofree char *folded = kith_text_fold (find);

      kith_search_narrow (snapshot, folded, found);
    }
  for (guint i = 0; i < snapshot->n && known; i++)
    if (in_segment (snapshot, i, segment, &known) && found[i])
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

  categories = kith_traits_new (snapshot, KITH_TRAIT_CATEGORY);
  if (csv)
    {
      g_autoptr (KithExportFields) fields = kith_export_fields_new (store, snapshot, NULL, error);

      if (fields == NULL)
        return FALSE;
      print_csv (snapshot, fields, categories, order, n);
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

          add_person (json, snapshot, categories, order[k], ids != NULL ? (const char *const *) ids->pdata : NULL);
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

const KithCommand kith_people_commands[] = {
  { "people", N_ ("NETWORK.kith"), N_ ("List people, those who connect the most communities first"), people },
  { NULL, NULL, NULL, NULL },
};
