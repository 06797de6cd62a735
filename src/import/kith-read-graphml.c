/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GraphML, as igraph, networkx, Gephi, yEd and others write it: what keys mean is told first, then vertices and edges with data under those
 * keys. Graphs in vertices are read as part of the whole. */

#include "kith-error.h"
#include "kith-net.h"
#include "kith-readers.h"
#include "kith-xml.h"

#include <string.h>

typedef struct
{
  KithNet *net;
  GHashTable *keys; /* id → name */
  enum
  {
    NOWHERE,
    IN_VERTEX,
    IN_EDGE
  } where;
  guint vertex;
  KithNetEdge edge;
  gboolean has_ends;
  char *kind, *date;
  char *key;         /* of the data at hand; NULL outside */
  gboolean in_label; /* of yEd */
  GString *text;
} Graphml;

/* The names of what says how strong a tie is, what it is, and since when. */
static gboolean
is_one_of (const char *name, const char *words)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *bounded = g_strconcat (" ", lower, " ", NULL);

  return strstr (words, bounded) != NULL;
}

static void
start_element (KithXml *xml, const char *name, gpointer data)
{
  Graphml *self = data;

  if (g_str_equal (name, "key"))
    {
      const char *id = kith_xml_get (xml, "id");
      const char *called = kith_xml_get (xml, "attr.name");

      if (id != NULL)
        g_hash_table_replace (self->keys, g_strdup (id), g_strdup (called != NULL ? called : ""));
    }
  else if (g_str_equal (name, "graph"))
    {
      const char *direction = kith_xml_get (xml, "edgedefault");

      if (direction != NULL)
        kith_net_set_directed (self->net, g_str_equal (direction, "directed"));
    }
  else if (g_str_equal (name, "node") && kith_xml_get (xml, "id") != NULL)
    {
      self->where = IN_VERTEX;
      self->vertex = kith_net_put (self->net, kith_xml_get (xml, "id"), kith_xml_get_line (xml));
    }
  else if (g_str_equal (name, "edge"))
    {
      const char *from = kith_xml_get (xml, "source");
      const char *to = kith_xml_get (xml, "target");
      const char *directed = kith_xml_get (xml, "directed");

      self->where = IN_EDGE;
      self->has_ends = from != NULL && to != NULL;
      self->edge = (KithNetEdge) { .weight = 1,
                                   .line = kith_xml_get_line (xml),
                                   .directed = directed != NULL ? g_str_equal (directed, "true")
                                                                : kith_net_get_directed (self->net) };
      g_clear_pointer (&self->kind, g_free);
      g_clear_pointer (&self->date, g_free);
      if (!self->has_ends)
        return;
      self->edge.from = kith_net_put (self->net, from, self->edge.line);
      self->edge.to = kith_net_put (self->net, to, self->edge.line);
    }
  else if (g_str_equal (name, "data"))
    {
      g_set_str (&self->key, kith_xml_get (xml, "key"));
      g_string_truncate (self->text, 0);
    }
  else if (self->key != NULL && self->where == IN_VERTEX && g_str_equal (name, "NodeLabel"))
    {
      self->in_label = TRUE;
      g_string_truncate (self->text, 0);
    }
}

static void
take_data (Graphml *self)
{
  const char *name = g_hash_table_lookup (self->keys, self->key);

  if (name == NULL || *name == '\0')
    return;
  g_strstrip (self->text->str);
  if (self->where == IN_VERTEX)
    kith_net_set_value (self->net, self->vertex, name, self->text->str);
  else if (self->where == IN_EDGE)
    {
      if (is_one_of (name, " weight value strength edge weight "))
        {
          char *end;
          double weight = g_ascii_strtod (self->text->str, &end);

          if (end != self->text->str)
            self->edge.weight = weight;
        }
      else if (is_one_of (name, " kind type relation relationship label "))
        g_set_str (&self->kind, self->text->str);
      else if (is_one_of (name, " date time timestamp since "))
        g_set_str (&self->date, self->text->str);
    }
}

static void
end_element (KithXml *xml, const char *name, gpointer data)
{
  Graphml *self = data;

  if (self->in_label && g_str_equal (name, "NodeLabel"))
    {
      self->in_label = FALSE;
      kith_net_set_label (self->net, self->vertex, g_strstrip (self->text->str));
    }
  else if (g_str_equal (name, "data") && self->key != NULL)
    {
      take_data (self);
      g_clear_pointer (&self->key, g_free);
    }
  else if (g_str_equal (name, "edge") && self->where == IN_EDGE)
    {
      self->edge.kind = self->kind;
      self->edge.date = self->date;
      if (self->has_ends)
        kith_net_add_edge (self->net, &self->edge);
      self->where = NOWHERE;
    }
  else if (g_str_equal (name, "node"))
    self->where = NOWHERE;
  if (!kith_net_is_well (self->net))
    kith_xml_stop (xml);
}

static void
take_text (KithXml *xml, const char *text, gsize length, gpointer data)
{
  Graphml *self = data;

  if (self->key != NULL && self->text->len < KITH_CSV_CELL_MAX)
    g_string_append_len (self->text, text, length);
}

static gboolean
read_graphml (KithSource *source, KithInput *input, GError **error)
{
  static const KithXmlHandler handler = { .start = start_element, .end = end_element, .text = take_text };
  g_autoptr (KithNet) net = kith_net_new (input, "graphml");
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Graphml self = { .net = net, .keys = keys, .text = text };
  gboolean done = kith_xml_read_input (input, &handler, &self, source->cancellable, error);

  g_free (self.key);
  g_free (self.kind);
  g_free (self.date);
  return done && kith_net_finish (net, source, error);
}

static gboolean
knows_graphml (const char *name, const guchar *head, gsize length)
{
  return kith_xml_has_root (head, length, "graphml");
}

const KithReader kith_reader_graphml = { .format = "graphml", .knows = knows_graphml, .read = read_graphml };
