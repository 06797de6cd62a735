/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GDF, GUESS's format: a line that names the columns of vertices, their lines, one that names those of edges, their lines. */

#include "kith-error.h"
#include "kith-lines.h"
#include "kith-net.h"
#include "kith-readers.h"

#include <string.h>

#define LINE_MAX_BYTES (1 << 20)

typedef struct
{
  KithNet *net;
  gboolean of_edges;
  GPtrArray *columns; /* names, small letters */
} Gdf;

/* Cells between commas; a quote of either kind at the beginning of a cell ends before the next comma, where it is closed at all. */
static GPtrArray *
split (const char *p)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (;;)
    {
      const char *end = NULL;
      char *cell;

      p += strspn (p, " \t");
      if (*p == '"' || *p == '\'')
        for (end = strchr (p + 1, *p); end != NULL; end = strchr (end + 1, *p))
          {
            const char *after = end + 1 + strspn (end + 1, " \t");

            if (*after == ',' || *after == '\0')
              {
                g_ptr_array_add (cells, g_strndup (p + 1, end - p - 1));
                p = after;
                break;
              }
          }
      if (end == NULL)
        {
          end = p + strcspn (p, ",");
          cell = g_strstrip (g_strndup (p, end - p));
          /* A quote that was opened before, or never. */
          if (*cell != '\0' && cell[strlen (cell) - 1] == '"')
            cell[strlen (cell) - 1] = '\0';
          g_ptr_array_add (cells, cell);
          p = end;
        }
      if (*p != ',' || cells->len >= KITH_CSV_COLUMNS_MAX)
        return cells;
      p++;
    }
}

/* "nodedef>name VARCHAR,label VARCHAR" */
static void
take_columns (Gdf *self, const char *definition)
{
  g_autoptr (GPtrArray) cells = split (definition);

  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; i < cells->len; i++)
    {
      char *name = cells->pdata[i];

      name[strcspn (name, " \t")] = '\0';
      g_ptr_array_add (self->columns, g_ascii_strdown (name, -1));
    }
}

static const char *
get_column (const Gdf *self, guint i)
{
  return i < self->columns->len ? self->columns->pdata[i] : "";
}

static void
read_vertex (Gdf *self, const GPtrArray *cells, guint64 line)
{
  guint vertex;

  for (guint i = 0; i < cells->len; i++)
    if (g_str_equal (get_column (self, i), "name") && *(const char *) cells->pdata[i] != '\0')
      {
        vertex = kith_net_put (self->net, cells->pdata[i], line);
        for (guint k = 0; k < cells->len; k++)
          if (k != i)
            kith_net_set_value (self->net, vertex, get_column (self, k), cells->pdata[k]);
        return;
      }
}

static gboolean
read_edge (Gdf *self, const GPtrArray *cells, guint64 line)
{
  KithNetEdge edge = { .weight = 1, .line = line };
  const char *from = NULL, *to = NULL;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *column = get_column (self, i);
      const char *cell = cells->pdata[i];

      if (g_str_equal (column, "node1"))
        from = cell;
      else if (g_str_equal (column, "node2"))
        to = cell;
      else if (g_str_equal (column, "weight") && *cell != '\0')
        edge.weight = g_ascii_strtod (cell, NULL);
      else if (g_str_equal (column, "directed"))
        edge.directed = g_ascii_strcasecmp (cell, "true") == 0;
      else if (g_str_equal (column, "label") || g_str_equal (column, "type"))
        edge.kind = cell;
    }
  if (from == NULL || to == NULL || *from == '\0' || *to == '\0')
    return FALSE;
  edge.from = kith_net_put (self->net, from, line);
  edge.to = kith_net_put (self->net, to, line);
  kith_net_add_edge (self->net, &edge);
  return TRUE;
}

static gboolean
read_line (Gdf *self, const char *line, guint64 number)
{
  g_autoptr (GPtrArray) cells = NULL;

  if (line[strspn (line, " \t")] == '\0' || *line == '#')
    return TRUE;
  if (g_ascii_strncasecmp (line, "nodedef>", 8) == 0 || g_ascii_strncasecmp (line, "edgedef>", 8) == 0)
    {
      self->of_edges = g_ascii_tolower (*line) == 'e';
      take_columns (self, line + 8);
      return TRUE;
    }
  cells = split (line);
  if (self->of_edges)
    return read_edge (self, cells, number);
  read_vertex (self, cells, number);
  return TRUE;
}

static gboolean
read_gdf (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (KithNet) net = kith_net_new (input, "gdf");
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;
  Gdf self = { .net = net, .columns = columns };
  gboolean well = TRUE;

  if (!kith_input_begin_text (input, error))
    return FALSE;
  kith_lines_init (&lines, input, FALSE, LINE_MAX_BYTES, source->cancellable);
  while (well && kith_net_is_well (net) && kith_lines_next (&lines, &broken))
    well = read_line (&self, lines.line, lines.number);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  return well ? kith_net_finish (net, source, error) : kith_net_fail (input, lines.number, error);
}

static gboolean
knows_gdf (const char *name, const guchar *head, gsize length)
{
  gsize at = length >= 3 && memcmp (head, "\357\273\277", 3) == 0 ? 3 : 0;

  return length >= at + 8 && g_ascii_strncasecmp ((const char *) head + at, "nodedef>", 8) == 0;
}

const KithReader kith_reader_gdf = { .format = "gdf", .knows = knows_gdf, .read = read_gdf };
