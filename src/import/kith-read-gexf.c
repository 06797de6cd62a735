/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GEXF 1.1 to 1.3, as Gephi and its kin write it. Places and colors are left where they are. */

#include "kith-error.h"
#include "kith-net.h"
#include "kith-readers.h"
#include "kith-xml.h"

#include <string.h>

typedef struct
{
  KithNet *net;
  GHashTable *vertex_names, *edge_names; /* id of an attribute → its title */
  gboolean of_edges;                     /* the attributes being declared */
  gboolean in_edge;
  GArray *vertices; /* guint: the one at hand and those it lies in */
  KithNetEdge edge;
  gboolean has_ends;
  char *kind;
} Gexf;

static void
start_edge (Gexf *self, KithXml *xml)
{
  const char *from = kith_xml_get (xml, "source");
  const char *to = kith_xml_get (xml, "target");
  const char *type = kith_xml_get (xml, "type");
  const char *weight = kith_xml_get (xml, "weight");
  const char *kind = kith_xml_get (xml, "kind");
  const char *since = kith_xml_get (xml, "start");

  self->in_edge = TRUE;
  self->has_ends = from != NULL && to != NULL;
  self->edge
      = (KithNetEdge) { .weight = 1,
                        .line = kith_xml_get_line (xml),
                        .directed = type != NULL ? g_str_equal (type, "directed") : kith_net_get_directed (self->net) };
  if (weight != NULL)
    self->edge.weight = g_ascii_strtod (weight, NULL);
  g_set_str (&self->kind, kind != NULL ? kind : kith_xml_get (xml, "label"));
  if (!self->has_ends)
    return;
  self->edge.from = kith_net_put (self->net, from, self->edge.line);
  self->edge.to = kith_net_put (self->net, to, self->edge.line);
  self->edge.date = since != NULL && strchr (since, '-') != NULL ? since : NULL;
  self->edge.kind = self->kind;
  /* Values of attributes may follow, but none that matters more. */
  kith_net_add_edge (self->net, &self->edge);
}

static void
start_vertex (Gexf *self, KithXml *xml)
{
  const char *label = kith_xml_get (xml, "label");
  guint vertex = kith_net_put (self->net, kith_xml_get (xml, "id"), kith_xml_get_line (xml));

  if (label != NULL)
    kith_net_set_label (self->net, vertex, label);
  g_array_append_val (self->vertices, vertex);
}

static void
start_element (KithXml *xml, const char *name, gpointer data)
{
  Gexf *self = data;

  if (g_str_equal (name, "graph"))
    {
      const char *direction = kith_xml_get (xml, "defaultedgetype");

      kith_net_set_directed (self->net, direction != NULL && g_str_equal (direction, "directed"));
    }
  else if (g_str_equal (name, "attributes"))
    {
      const char *class = kith_xml_get (xml, "class");

      self->of_edges = class != NULL && g_str_equal (class, "edge");
    }
  else if (g_str_equal (name, "attribute") && kith_xml_get (xml, "id") != NULL)
    {
      const char *title = kith_xml_get (xml, "title");

      g_hash_table_replace (self->of_edges ? self->edge_names : self->vertex_names, g_strdup (kith_xml_get (xml, "id")),
                            g_strdup (title != NULL ? title : ""));
    }
  else if (g_str_equal (name, "node") && kith_xml_get (xml, "id") != NULL && self->vertices->len < 200)
    start_vertex (self, xml);
  else if (g_str_equal (name, "edge"))
    start_edge (self, xml);
  else if (g_str_equal (name, "attvalue") && !self->in_edge && self->vertices->len > 0)
    {
      const char *of = kith_xml_get (xml, "for");
      const char *value = kith_xml_get (xml, "value");
      const char *title;

      if (of == NULL)
        of = kith_xml_get (xml, "id");
      title = of != NULL ? g_hash_table_lookup (self->vertex_names, of) : NULL;
      if (title != NULL && value != NULL)
        kith_net_set_value (self->net, g_array_index (self->vertices, guint, self->vertices->len - 1), title, value);
    }
}

static void
end_element (KithXml *xml, const char *name, gpointer data)
{
  Gexf *self = data;

  if (g_str_equal (name, "edge"))
    self->in_edge = FALSE;
  else if (g_str_equal (name, "node") && self->vertices->len > 0)
    g_array_set_size (self->vertices, self->vertices->len - 1);
  if (!kith_net_is_well (self->net))
    kith_xml_stop (xml);
}

static gboolean
read_gexf (KithSource *source, KithInput *input, GError **error)
{
  static const KithXmlHandler handler = { .start = start_element, .end = end_element };
  g_autoptr (KithNet) net = kith_net_new (input, "gexf");
  g_autoptr (GHashTable) vertex_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) edge_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (guint));
  Gexf self = { .net = net, .vertex_names = vertex_names, .edge_names = edge_names, .vertices = vertices };
  gboolean done = kith_xml_read_input (input, &handler, &self, source->cancellable, error);

  g_free (self.kind);
  return done && kith_net_finish (net, source, error);
}

static gboolean
knows_gexf (const char *name, const guchar *head, gsize length)
{
  return kith_xml_has_root (head, length, "gexf");
}

const KithReader kith_reader_gexf = { .format = "gexf", .knows = knows_gexf, .read = read_gexf };
