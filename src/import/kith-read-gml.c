/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GML (Himsolt 1997): keys with numbers, texts in quotes, or lists of the same in brackets. Of a graph's vertices and edges what stands right in
 * them is read; lists in them (places, colors) are passed over. */

#include "kith-error.h"
#include "kith-lines.h"
#include "kith-net.h"
#include "kith-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_MAX 64
#define LINE_MAX_BYTES (4 << 20)

typedef struct
{
  KithNet *net;
  GString *key; /* the last one; "" where a key is due */
  GString *text;
  gboolean in_text;
  guint depth;
  guint graph_depth, item_depth; /* of the list that is a graph, a vertex or an edge; 0 outside */
  gboolean is_edge;
  guint64 item_line;

  /* The vertex or edge at hand: its values wait for the end, as the id may come last. */
  char *id, *from, *to, *kind;
  double weight;
  gboolean has_weight, directed;
  GPtrArray *values; /* attribute, value, … */
} Gml;

static void
gml_clear (Gml *self)
{
  g_clear_pointer (&self->net, kith_net_free);
  g_string_free (self->key, TRUE);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->values);
  g_free (self->id);
  g_free (self->from);
  g_free (self->to);
  g_free (self->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gml, gml_clear)

/* "&amp;", "&#233;" */
static char *
dup_without_entities (const char *text)
{
  static const struct
  {
    const char *name, *value;
  } known[] = { { "&amp;", "&" }, { "&quot;", "\"" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&apos;", "'" } };
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end;
      gunichar c = 0;
      gsize i;

      if (*text != '&' || (end = strchr (text, ';')) == NULL || end - text > 10)
        {
          g_string_append_c (out, *text++);
          continue;
        }
      for (i = 0; i < G_N_ELEMENTS (known) && !g_str_has_prefix (text, known[i].name); i++)
        ;
      if (text[1] == '#')
        c = (gunichar) (g_ascii_tolower (text[2]) == 'x' ? g_ascii_strtoull (text + 3, NULL, 16)
                                                         : g_ascii_strtoull (text + 2, NULL, 10));
      if (i < G_N_ELEMENTS (known))
        g_string_append (out, known[i].value);
      else if (c >= 0x20 && g_unichar_validate (c))
        g_string_append_unichar (out, c);
      else
        g_string_append_len (out, text, end + 1 - text);
      text = end + 1;
    }
  return g_string_free_and_steal (out);
}

static void
take_value (Gml *self, const char *raw)
{
  g_autofree char *value = dup_without_entities (raw);
  const char *key = self->key->str;

  if (self->item_depth == 0)
    {
      if (self->graph_depth > 0 && self->depth == self->graph_depth && g_ascii_strcasecmp (key, "directed") == 0)
        kith_net_set_directed (self->net, g_str_equal (value, "1"));
    }
  else if (self->depth != self->item_depth)
    ;
  else if (!self->is_edge)
    {
      if (g_ascii_strcasecmp (key, "id") == 0)
        g_set_str (&self->id, value);
      else
        {
          g_ptr_array_add (self->values, g_strdup (key));
          g_ptr_array_add (self->values, g_steal_pointer (&value));
        }
    }
  else if (g_ascii_strcasecmp (key, "source") == 0)
    g_set_str (&self->from, value);
  else if (g_ascii_strcasecmp (key, "target") == 0)
    g_set_str (&self->to, value);
  else if (g_ascii_strcasecmp (key, "weight") == 0 || (g_ascii_strcasecmp (key, "value") == 0 && !self->has_weight))
    {
      char *end;
      double weight = g_ascii_strtod (value, &end);

      if (end != value)
        {
          self->weight = weight;
          self->has_weight = TRUE;
        }
    }
  else if (g_ascii_strcasecmp (key, "directed") == 0)
    self->directed = g_str_equal (value, "1");
  else if (g_ascii_strcasecmp (key, "label") == 0 || g_ascii_strcasecmp (key, "kind") == 0
           || g_ascii_strcasecmp (key, "type") == 0)
    g_set_str (&self->kind, value);
  g_string_truncate (self->key, 0);
}

static void
begin_list (Gml *self, guint64 line)
{
  self->depth++;
  if (self->graph_depth == 0 && g_ascii_strcasecmp (self->key->str, "graph") == 0)
    self->graph_depth = self->depth;
  else if (self->graph_depth > 0 && self->item_depth == 0 && self->depth == self->graph_depth + 1
           && (g_ascii_strcasecmp (self->key->str, "node") == 0 || g_ascii_strcasecmp (self->key->str, "edge") == 0))
    {
      self->is_edge = g_ascii_strcasecmp (self->key->str, "edge") == 0;
      self->item_depth = self->depth;
      self->item_line = line;
      self->weight = 1;
      self->has_weight = FALSE;
      self->directed = kith_net_get_directed (self->net);
      g_ptr_array_set_size (self->values, 0);
      g_clear_pointer (&self->id, g_free);
      g_clear_pointer (&self->from, g_free);
      g_clear_pointer (&self->to, g_free);
      g_clear_pointer (&self->kind, g_free);
    }
  g_string_truncate (self->key, 0);
}

/* Returns: FALSE where a vertex has no id or an edge no ends */
static gboolean
end_item (Gml *self)
{
  guint vertex;

  if (self->is_edge)
    {
      if (self->from == NULL || self->to == NULL)
        return FALSE;
      kith_net_add_edge (self->net, &(KithNetEdge) { .from = kith_net_put (self->net, self->from, self->item_line),
                                                     .to = kith_net_put (self->net, self->to, self->item_line),
                                                     .weight = self->weight,
                                                     .directed = self->directed,
                                                     .kind = self->kind,
                                                     .line = self->item_line });
      return TRUE;
    }
  if (self->id == NULL)
    return FALSE;
  vertex = kith_net_put (self->net, self->id, self->item_line);
  for (guint i = 0; i < self->values->len; i += 2)
    kith_net_set_value (self->net, vertex, self->values->pdata[i], self->values->pdata[i + 1]);
  return TRUE;
}

static gboolean
end_list (Gml *self)
{
  if (self->depth == 0 || self->key->len > 0)
    return FALSE;
  if (self->depth == self->item_depth)
    {
      self->item_depth = 0;
      if (!end_item (self))
        return FALSE;
    }
  else if (self->depth == self->graph_depth)
    self->graph_depth = 0;
  self->depth--;
  return TRUE;
}

/* One line, or what is left of it behind a text. Returns: FALSE where it breaks the rules */
static gboolean
read_line (Gml *self, char *p, guint64 line)
{
  while (*p != '\0')
    {
      char *end;

      if (self->in_text)
        {
          end = strchr (p, '"');
          g_string_append_len (self->text, p, end != NULL ? end - p : (gssize) strlen (p));
          if (end == NULL)
            {
              g_string_append_c (self->text, '\n');
              return self->text->len < KITH_CSV_CELL_MAX;
            }
          self->in_text = FALSE;
          take_value (self, self->text->str);
          p = end + 1;
          continue;
        }
      if (g_ascii_isspace (*p) || *p == ',')
        {
          p++;
          continue;
        }
      if (*p == '#')
        return TRUE;
      if (*p == '[')
        {
          if (self->key->len == 0 || self->depth >= DEPTH_MAX)
            return FALSE;
          begin_list (self, line);
          p++;
          continue;
        }
      if (*p == ']')
        {
          if (!end_list (self))
            return FALSE;
          p++;
          continue;
        }
      if (*p == '"')
        {
          if (self->key->len == 0)
            return FALSE;
          self->in_text = TRUE;
          g_string_truncate (self->text, 0);
          p++;
          continue;
        }
      end = p + strcspn (p, " \t\r\v\f[]\"#");
      if (self->key->len == 0)
        {
          if (!g_ascii_isalpha (*p) && *p != '_' && (guchar) *p < 0x80)
            return FALSE;
          g_string_append_len (self->key, p, end - p);
        }
      else
        {
          g_autofree char *value = g_strndup (p, end - p);

          take_value (self, value);
        }
      p = end;
    }
  return TRUE;
}

static gboolean
read_gml (KithSource *source, KithInput *input, GError **error)
{
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;
  g_auto (Gml) self = { .net = kith_net_new (input, "gml"),
                        .key = g_string_new (NULL),
                        .text = g_string_new (NULL),
                        .values = g_ptr_array_new_with_free_func (g_free) };

  if (!kith_input_begin_text (input, error))
    return FALSE;
  kith_lines_init (&lines, input, FALSE, LINE_MAX_BYTES, source->cancellable);
  while (kith_net_is_well (self.net) && kith_lines_next (&lines, &broken))
    if (!read_line (&self, lines.line, lines.number))
      return kith_net_fail (input, lines.number, error);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (kith_net_is_well (self.net) && (self.depth > 0 || self.in_text))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                   _ ("“%s” is damaged or cut short: open it in the program it comes from, and save it again."),
                   kith_input_get_name (input));
      return FALSE;
    }
  return kith_net_finish (self.net, source, error);
}

/* "graph [", perhaps behind comments and a creator. */
static gboolean
knows_gml (const char *name, const guchar *head, gsize length)
{
  g_autofree char *text = g_ascii_strdown ((const char *) head, MIN (length, 8192));

  for (const char *p = strstr (text, "graph"); p != NULL; p = strstr (p + 1, "graph"))
    {
      const char *before = p;
      const char *after = p + 5 + strspn (p + 5, " \t\r\n");

      while (before > text && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
      if (*after == '[' && (before == text || before[-1] == '\n' || before[-1] == '\r' || (guchar) before[-1] == 0xbf))
        return TRUE;
    }
  return FALSE;
}

const KithReader kith_reader_gml = { .format = "gml", .knows = knows_gml, .read = read_gml };
