/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The network for other programs: GraphML, GEXF 1.3, and DOT. Streamed: memory does not grow with the network. */

#include "kith-export-private.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>
#include <math.h>

#define LOOK_EVERY 4096 /* elements between two looks at the cancellable */

static int
write_xml (void *context, const char *bytes, int size)
{
  KithWriting *writing = context;

  kith_writing_put_bytes (writing, bytes, (gsize) size);
  return writing->failed ? -1 : size;
}

static xmlTextWriter *
xml_new (KithWriting *writing)
{
  xmlOutputBuffer *buffer = xmlOutputBufferCreateIO (write_xml, NULL, writing, NULL);
  xmlTextWriter *xml = xmlNewTextWriter (buffer);

  xmlTextWriterSetIndent (xml, 1);
  xmlTextWriterStartDocument (xml, NULL, "UTF-8", NULL);
  return xml;
}

/* Ends the document; FALSE where it could not be built. A failure to write is told by the writing. */
static gboolean
xml_end (xmlTextWriter *xml, gboolean cancelled, KithWriting *writing, GError **error)
{
  int status = cancelled ? 0 : xmlTextWriterEndDocument (xml);

  xmlFreeTextWriter (xml);
  if (cancelled)
    return FALSE;
  if (status < 0 && !writing->failed)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_FAILED, _ ("The network could not be written as XML."));
      return FALSE;
    }
  return TRUE;
}

static void
open_element (xmlTextWriter *xml, const char *name)
{
  xmlTextWriterStartElement (xml, BAD_CAST name);
}

/* Text without what XML cannot hold at all: control characters, U+FFFE and U+FFFF. */
static char *
xml_clean (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= 0x20 ? c != 0xfffe && c != 0xffff && c != 0x7f : c == '\t' || c == '\n')
        g_string_append_unichar (clean, c);
    }
  return g_string_free_and_steal (clean);
}

static void
attribute (xmlTextWriter *xml, const char *name, const char *value)
{
  g_autofree char *clean = xml_clean (value);

  xmlTextWriterWriteAttribute (xml, BAD_CAST name, BAD_CAST clean);
}

static void
attribute_int (xmlTextWriter *xml, const char *name, gint64 value)
{
  xmlTextWriterWriteFormatAttribute (xml, BAD_CAST name, "%" G_GINT64_FORMAT, value);
}

static void
attribute_double (xmlTextWriter *xml, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  attribute (xml, name, g_ascii_formatd (text, sizeof text, "%.6g", value));
}

static void
close_element (xmlTextWriter *xml)
{
  xmlTextWriterEndElement (xml);
}

/* --- fields of one's own --- */

/* Their ids in the file: names may be anything. */
static void
field_id (char id[24], guint column)
{
  g_snprintf (id, 24, "field_%u", column + 1);
}

/* What both forms call the kind. */
static const char *
field_type (KithValueKind kind)
{
  return kind == KITH_VALUE_NUMBER ? "double" : kind == KITH_VALUE_YES_NO ? "boolean" : "string";
}

/* Numbers and yes or no as other programs read them; NULL for none. */
static char *
dup_field (const KithExportFields *fields, guint column, guint person)
{
  const char *text = kith_export_fields_get (fields, column, person, NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double order;

  if (text == NULL || !kith_value_get_order (fields->kind[column], text, &order))
    return NULL;
  if (fields->kind[column] == KITH_VALUE_NUMBER)
    return g_strdup (g_ascii_dtostr (number, sizeof number, order));
  if (fields->kind[column] == KITH_VALUE_YES_NO)
    return g_strdup (order > 0 ? "true" : "false");
  return g_strdup (text);
}

/* --- GraphML --- */

static void
graphml_named_key (xmlTextWriter *xml, const char *id, const char *name, const char *of, const char *type)
{
  open_element (xml, "key");
  attribute (xml, "id", id);
  attribute (xml, "for", of);
  attribute (xml, "attr.name", name);
  attribute (xml, "attr.type", type);
  close_element (xml);
}

static void
graphml_key (xmlTextWriter *xml, const char *id, const char *of, const char *type)
{
  graphml_named_key (xml, id, id, of, type);
}

static void
graphml_text (xmlTextWriter *xml, const char *key, const char *value)
{
  g_autofree char *clean = xml_clean (value);

  open_element (xml, "data");
  attribute (xml, "key", key);
  xmlTextWriterWriteString (xml, BAD_CAST clean);
  close_element (xml);
}

static void
graphml_double (xmlTextWriter *xml, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  graphml_text (xml, key, g_ascii_formatd (text, sizeof text, "%.6g", value));
}

static void
graphml_int (xmlTextWriter *xml, const char *key, gint64 value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  graphml_text (xml, key, text);
}

static void
graphml_fields (xmlTextWriter *xml, const KithExportFields *fields, guint person)
{
  char id[24];

  for (guint c = 0; c < fields->columns->n_columns; c++)
    {
      g_autofree char *value = dup_field (fields, c, person);

      field_id (id, c);
      if (value != NULL)
        graphml_text (xml, id, value);
    }
}

gboolean
kith_export_graphml (const KithSnapshot *snapshot, const KithExportFields *fields, KithWriting *writing,
                     GCancellable *cancellable, GError **error)
{
  const KithGraph *graph = snapshot->graph;
  xmlTextWriter *xml = xml_new (writing);
  gboolean cancelled = FALSE;

  open_element (xml, "graphml");
  attribute (xml, "xmlns", "http://graphml.graphdrawing.org/xmlns");
  graphml_key (xml, "name", "node", "string");
  graphml_key (xml, "community", "node", "string");
  graphml_key (xml, "color", "node", "string");
  graphml_key (xml, "ties", "node", "int");
  graphml_key (xml, "outside_ties", "node", "int");
  graphml_key (xml, "communities_reached", "node", "int");
  graphml_key (xml, "bridge_reach", "node", "double");
  graphml_key (xml, "audience", "node", "long");
  graphml_key (xml, "ambassador", "node", "boolean");
  graphml_key (xml, "x", "node", "double");
  graphml_key (xml, "y", "node", "double");
  for (guint c = 0; c < fields->columns->n_columns; c++)
    {
      char id[24];

      field_id (id, c);
      graphml_named_key (xml, id, fields->columns->columns[c].name, "node", field_type (fields->kind[c]));
    }
  graphml_key (xml, "weight", "edge", "double");
  open_element (xml, "graph");
  attribute (xml, "id", "network");
  attribute (xml, "edgedefault", "undirected");
  for (guint i = 0; i < snapshot->n && !cancelled; i++)
    {
      open_element (xml, "node");
      xmlTextWriterWriteFormatAttribute (xml, BAD_CAST "id", "p%" G_GINT64_FORMAT, snapshot->id[i]);
      graphml_text (xml, "name", snapshot->name[i]);
      if (snapshot->community[i] >= 0)
        {
          const KithSnapshotCommunity *community = &snapshot->communities[snapshot->community[i]];
          char color[16];

          g_snprintf (color, sizeof color, "#%06x", community->color & 0xffffff);
          graphml_text (xml, "community", community->name);
          graphml_text (xml, "color", color);
        }
      graphml_int (xml, "ties", snapshot->figures->ties[i]);
      graphml_int (xml, "outside_ties", snapshot->figures->outside_ties[i]);
      graphml_int (xml, "communities_reached", snapshot->figures->communities_reached[i]);
      graphml_double (xml, "bridge_reach", snapshot->figures->bridge_reach[i]);
      if (snapshot->audience[i] >= 0)
        graphml_int (xml, "audience", snapshot->audience[i]);
      if (snapshot->flags[i] & KITH_PERSON_AMBASSADOR)
        graphml_text (xml, "ambassador", "true");
      if (!isnan (snapshot->x[i]))
        {
          graphml_double (xml, "x", snapshot->x[i]);
          graphml_double (xml, "y", snapshot->y[i]);
        }
      graphml_fields (xml, fields, i);
      close_element (xml);
      if (i % LOOK_EVERY == 0)
        cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  for (guint a = 0; a < graph->n && !cancelled; a++)
    {
      for (guint k = graph->offset[a]; k < graph->offset[a + 1]; k++)
        {
          if (graph->neighbor[k] < a)
            continue;
          open_element (xml, "edge");
          xmlTextWriterWriteFormatAttribute (xml, BAD_CAST "source", "p%" G_GINT64_FORMAT, snapshot->id[a]);
          xmlTextWriterWriteFormatAttribute (xml, BAD_CAST "target", "p%" G_GINT64_FORMAT,
                                             snapshot->id[graph->neighbor[k]]);
          graphml_double (xml, "weight", graph->weight[k]);
          close_element (xml);
        }
      if (a % LOOK_EVERY == 0)
        cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  return xml_end (xml, cancelled, writing, error);
}

/* --- GEXF --- */

static const struct
{
  const char *id, *type;
} gexf_attributes[] = {
  { "community", "string" },     { "ties", "integer" },
  { "outside_ties", "integer" }, { "communities_reached", "integer" },
  { "bridge_reach", "double" },  { "audience", "long" },
};

static void
gexf_value (xmlTextWriter *xml, const char *of)
{
  open_element (xml, "attvalue");
  attribute (xml, "for", of);
}

static void
gexf_fields (xmlTextWriter *xml, const KithExportFields *fields, guint person)
{
  char id[24];

  for (guint c = 0; c < fields->columns->n_columns; c++)
    {
      g_autofree char *value = dup_field (fields, c, person);

      if (value == NULL)
        continue;
      field_id (id, c);
      gexf_value (xml, id);
      attribute (xml, "value", value);
      close_element (xml);
    }
}

static void
gexf_attribute (xmlTextWriter *xml, const char *id, const char *title, const char *type)
{
  open_element (xml, "attribute");
  attribute (xml, "id", id);
  attribute (xml, "title", title);
  attribute (xml, "type", type);
  close_element (xml);
}

static void
gexf_person (xmlTextWriter *xml, const KithSnapshot *snapshot, const KithExportFields *fields, guint i)
{
  open_element (xml, "node");
  attribute_int (xml, "id", snapshot->id[i]);
  attribute (xml, "label", snapshot->name[i]);
  open_element (xml, "attvalues");
  if (snapshot->community[i] >= 0)
    {
      gexf_value (xml, "community");
      attribute (xml, "value", snapshot->communities[snapshot->community[i]].name);
      close_element (xml);
    }
  gexf_value (xml, "ties");
  attribute_int (xml, "value", snapshot->figures->ties[i]);
  close_element (xml);
  gexf_value (xml, "outside_ties");
  attribute_int (xml, "value", snapshot->figures->outside_ties[i]);
  close_element (xml);
  gexf_value (xml, "communities_reached");
  attribute_int (xml, "value", snapshot->figures->communities_reached[i]);
  close_element (xml);
  gexf_value (xml, "bridge_reach");
  attribute_double (xml, "value", snapshot->figures->bridge_reach[i]);
  close_element (xml);
  if (snapshot->audience[i] >= 0)
    {
      gexf_value (xml, "audience");
      attribute_int (xml, "value", snapshot->audience[i]);
      close_element (xml);
    }
  gexf_fields (xml, fields, i);
  close_element (xml);
  if (snapshot->community[i] >= 0)
    {
      guint32 color = snapshot->communities[snapshot->community[i]].color;

      open_element (xml, "viz:color");
      attribute_int (xml, "r", color >> 16 & 0xff);
      attribute_int (xml, "g", color >> 8 & 0xff);
      attribute_int (xml, "b", color & 0xff);
      close_element (xml);
    }
  if (!isnan (snapshot->x[i]))
    {
      open_element (xml, "viz:position");
      attribute_double (xml, "x", snapshot->x[i]);
      /* There y grows upwards. */
      attribute_double (xml, "y", -snapshot->y[i]);
      attribute_double (xml, "z", 0);
      close_element (xml);
    }
  close_element (xml);
}

gboolean
kith_export_gexf (const KithSnapshot *snapshot, const KithExportFields *fields, KithWriting *writing,
                  GCancellable *cancellable, GError **error)
{
  const KithGraph *graph = snapshot->graph;
  xmlTextWriter *xml = xml_new (writing);
  gboolean cancelled = FALSE;
  gint64 tie = 0;

  open_element (xml, "gexf");
  attribute (xml, "xmlns", "http://gexf.net/1.3");
  attribute (xml, "xmlns:viz", "http://gexf.net/1.3/viz");
  attribute (xml, "version", "1.3");
  open_element (xml, "graph");
  attribute (xml, "defaultedgetype", "undirected");
  attribute (xml, "mode", "static");
  open_element (xml, "attributes");
  attribute (xml, "class", "node");
  for (guint k = 0; k < G_N_ELEMENTS (gexf_attributes); k++)
    gexf_attribute (xml, gexf_attributes[k].id, gexf_attributes[k].id, gexf_attributes[k].type);
  for (guint c = 0; c < fields->columns->n_columns; c++)
    {
      char id[24];

      field_id (id, c);
      gexf_attribute (xml, id, fields->columns->columns[c].name, field_type (fields->kind[c]));
    }
  close_element (xml);
  open_element (xml, "nodes");
  for (guint i = 0; i < snapshot->n && !cancelled; i++)
    {
      gexf_person (xml, snapshot, fields, i);
      if (i % LOOK_EVERY == 0)
        cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  close_element (xml);
  open_element (xml, "edges");
  for (guint a = 0; a < graph->n && !cancelled; a++)
    {
      for (guint k = graph->offset[a]; k < graph->offset[a + 1]; k++)
        {
          if (graph->neighbor[k] < a)
            continue;
          open_element (xml, "edge");
          attribute_int (xml, "id", tie++);
          attribute_int (xml, "source", snapshot->id[a]);
          attribute_int (xml, "target", snapshot->id[graph->neighbor[k]]);
          attribute_double (xml, "weight", graph->weight[k]);
          close_element (xml);
        }
      if (a % LOOK_EVERY == 0)
        cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  return xml_end (xml, cancelled, writing, error);
}

/* --- DOT --- */

/* A quoted string: a quote is escaped, a backslash doubled so that it is no escape, a line break is a blank. */
static void
dot_text (KithWriting *writing, const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, (guchar) *text < 0x20 ? ' ' : *text);
    }
  g_string_append_c (quoted, '"');
  kith_writing_put (writing, quoted->str);
}

gboolean
kith_export_dot (const KithSnapshot *snapshot, KithWriting *writing, GCancellable *cancellable, GError **error)
{
  const KithGraph *graph = snapshot->graph;
  char x[G_ASCII_DTOSTR_BUF_SIZE];
  char y[G_ASCII_DTOSTR_BUF_SIZE];

  kith_writing_put (writing, "graph network {\n  outputorder=edgesfirst;\n"
                             "  node [shape=circle, style=filled, width=0.3, fixedsize=true, penwidth=0];\n"
                             "  edge [color=\"#00000030\"];\n");
  for (guint i = 0; i < snapshot->n; i++)
    {
      char line[64];

      g_snprintf (line, sizeof line, "  %" G_GINT64_FORMAT " [xlabel=", snapshot->id[i]);
      kith_writing_put (writing, line);
      dot_text (writing, snapshot->name[i]);
      /* Shown beside the dot; no label of its own, and none made of the number. */
      kith_writing_put (writing, ", label=\"\"");
      if (snapshot->community[i] >= 0)
        {
          const KithSnapshotCommunity *community = &snapshot->communities[snapshot->community[i]];

          kith_writing_put (writing, ", community=");
          dot_text (writing, community->name);
          g_snprintf (line, sizeof line, ", fillcolor=\"#%06x\"", community->color & 0xffffff);
          kith_writing_put (writing, line);
        }
      if (!isnan (snapshot->x[i]))
        {
          /* Points; there y grows upwards. */
          kith_writing_put (writing, ", pos=\"");
          kith_writing_put (writing, g_ascii_formatd (x, sizeof x, "%.2f", snapshot->x[i] * 30));
          kith_writing_put (writing, ",");
          kith_writing_put (writing, g_ascii_formatd (y, sizeof y, "%.2f", snapshot->y[i] * -30));
          kith_writing_put (writing, "\"");
        }
      kith_writing_put (writing, "];\n");
      if (i % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  for (guint a = 0; a < graph->n; a++)
    {
      for (guint k = graph->offset[a]; k < graph->offset[a + 1]; k++)
        {
          char line[96];

          if (graph->neighbor[k] < a)
            continue;
          g_snprintf (line, sizeof line, "  %" G_GINT64_FORMAT " -- %" G_GINT64_FORMAT, snapshot->id[a],
                      snapshot->id[graph->neighbor[k]]);
          kith_writing_put (writing, line);
          if (graph->weight[k] != 1)
            {
              kith_writing_put (writing, " [weight=");
              kith_writing_put (writing, g_ascii_formatd (x, sizeof x, "%.6g", graph->weight[k]));
              kith_writing_put (writing, "]");
            }
          kith_writing_put (writing, ";\n");
        }
      if (a % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  kith_writing_put (writing, "}\n");
  return TRUE;
}
