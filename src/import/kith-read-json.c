/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks in JSON: nodes and links as d3 and networkx have them, JSON Graph Format, Cytoscape's elements, and graphology's attributes. */

#include "kith-error.h"
#include "kith-json.h"
#include "kith-net.h"
#include "kith-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KithNet *net;
  GPtrArray *order; /* guint + 1: the vertices as they came, for links that count them */
  guint64 number;
} JsonNet;

/* Where a vertex or edge keeps what is known of it, beside itself. */
static JsonObject *
get_inner (JsonObject *object)
{
  static const char *const inner[] = { "data", "attributes", "metadata" };

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      JsonObject *found = kith_json_get_object (object, inner[i]);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static char *
dup_first (JsonObject *object, const char *const *members)
{
  JsonObject *inner = get_inner (object);

  for (; *members != NULL; members++)
    {
      char *text = kith_json_dup_member (object, *members);

      if (text == NULL)
        text = kith_json_dup_member (inner, *members);
      if (text != NULL)
        return text;
    }
  return NULL;
}

static void
add_values (JsonNet *self, guint vertex, JsonObject *object)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      g_autofree char *text = kith_json_dup_text (value);

      if (text != NULL && !g_str_equal (member, "id") && !g_str_equal (member, "key"))
        kith_net_set_value (self->net, vertex, member, text);
    }
}

static void
add_vertex (JsonNet *self, JsonObject *object, const char *key)
{
  static const char *const ids[] = { "id", "key", "name", "label", NULL };
  g_autofree char *id = key != NULL ? g_strdup (key) : dup_first (object, ids);
  guint vertex;

  self->number++;
  if (id == NULL)
    id = g_strdup_printf ("%" G_GUINT64_FORMAT, self->number - 1);
  vertex = kith_net_put (self->net, id, self->number);
  g_ptr_array_add (self->order, GUINT_TO_POINTER (vertex + 1));
  if (object == NULL)
    return;
  add_values (self, vertex, object);
  if (get_inner (object) != NULL)
    add_values (self, vertex, get_inner (object));
}

static void
add_vertices (JsonNet *self, JsonNode *nodes)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (JSON_NODE_HOLDS_ARRAY (nodes))
    {
      JsonArray *array = json_node_get_array (nodes);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *bare = kith_json_dup_text (json_array_get_element (array, i));

          add_vertex (self, kith_json_get_element (array, i), bare);
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (nodes))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (nodes));
      while (json_object_iter_next_ordered (&iter, &key, &value))
        add_vertex (self, JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL, key);
    }
}

/* An end is the id of a vertex, else which one it is from 0 on, else one that was not listed. */
static gboolean
put_end (JsonNet *self, JsonObject *link, const char *member, guint *vertex)
{
  JsonNode *node = json_object_get_member (link, member);
  g_autofree char *text = NULL;
  char *end;
  guint64 at;

  if (node == NULL && kith_json_get_object (link, "data") != NULL)
    node = json_object_get_member (kith_json_get_object (link, "data"), member);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    text = kith_json_dup_member (json_node_get_object (node), "id");
  else
    text = kith_json_dup_text (node);
  if (text == NULL)
    return FALSE;
  if (kith_net_find (self->net, text, vertex))
    return TRUE;
  at = g_ascii_strtoull (text, &end, 10);
  if (*text != '\0' && *end == '\0' && at < self->order->len)
    *vertex = GPOINTER_TO_UINT (self->order->pdata[at]) - 1;
  else
    *vertex = kith_net_put (self->net, text, self->number);
  return TRUE;
}

static void
add_links (JsonNet *self, JsonArray *links)
{
  static const char *const weights[] = { "weight", "value", "strength", NULL };
  static const char *const kinds[] = { "relation", "kind", "type", "label", NULL };

  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonObject *link = kith_json_get_element (links, i);
      KithNetEdge edge = { .weight = 1, .line = ++self->number, .directed = kith_net_get_directed (self->net) };
      g_autofree char *weight = NULL;
      g_autofree char *kind = NULL;
      g_autofree char *directed = NULL;
      char *end;

      if (link == NULL || !put_end (self, link, "source", &edge.from) || !put_end (self, link, "target", &edge.to))
        continue;
      weight = dup_first (link, weights);
      kind = dup_first (link, kinds);
      directed = kith_json_dup_member (link, "directed");
      if (weight != NULL)
        {
          double value = g_ascii_strtod (weight, &end);

          if (end != weight && *end == '\0')
            edge.weight = value;
        }
      if (directed != NULL)
        edge.directed = g_str_equal (directed, "true");
      edge.kind = kind;
      kith_net_add_edge (self->net, &edge);
    }
}

/* The object that has nodes: the whole, its "graph", the first of its "graphs", its "elements". */
static JsonObject *
find_graph (JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *graphs = kith_json_get_array (object, "graphs");
  JsonObject *candidates[]
      = { object, kith_json_get_object (object, "graph"), kith_json_get_object (object, "elements"),
          graphs != NULL && json_array_get_length (graphs) > 0 ? kith_json_get_element (graphs, 0) : NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (candidates[i] != NULL && json_object_has_member (candidates[i], "nodes"))
      return candidates[i];
  return NULL;
}

static gboolean
read_json (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (KithNet) net = kith_net_new (input, "json");
  g_autoptr (JsonNode) root = kith_json_read (input, 0, source->cancellable, error);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  JsonNet self = { .net = net, .order = order };
  JsonObject *graph;
  g_autofree char *directed = NULL;

  if (root == NULL)
    return FALSE;
  graph = find_graph (root);
  if (graph == NULL)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                   _ ("“%s” holds structured data that is no network: export it as CSV, and import that."),
                   kith_input_get_name (input));
      return FALSE;
    }
  directed = kith_json_dup_member (graph, "directed");
  kith_net_set_directed (net, directed != NULL && g_str_equal (directed, "true"));
  add_vertices (&self, json_object_get_member (graph, "nodes"));
  add_links (&self, kith_json_get_array (graph, "links"));
  add_links (&self, kith_json_get_array (graph, "edges"));
  return kith_net_finish (net, source, error);
}

static gboolean
knows_json (const char *name, const guchar *head, gsize length)
{
  gsize at = length >= 3 && memcmp (head, "\357\273\277", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (head[at]))
    at++;
  if (at == length || head[at] != '{')
    return FALSE;
  for (at++; at < length && g_ascii_isspace (head[at]); at++)
    ;
  return at < length && (head[at] == '"' || head[at] == '}');
}

const KithReader kith_reader_json = { .format = "json", .knows = knows_json, .read = read_json };
