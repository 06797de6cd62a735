/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-dot-records.h"

#include "kith-values.h"

#include <string.h>

/* Of one person or tie with all that is written about it. */
#define RECORD_MAX (1 << 20)

struct _KithDotRecords
{
  KithNet *net;
  GString *record; /* as far as it has come */
  GArray *people;  /* guint: vertices, in the order of their records */
  guint64 number;
  guint64 bad_line;
  gboolean begun, ended;
};

KithDotRecords *
kith_dot_records_new (KithNet *net)
{
  KithDotRecords *self = g_new0 (KithDotRecords, 1);

  self->net = net;
  self->record = g_string_new (NULL);
  self->people = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
kith_dot_records_free (KithDotRecords *self)
{
  if (self == NULL)
    return;
  g_string_free (self->record, TRUE);
  g_array_unref (self->people);
  g_free (self);
}

/* --- fields --- */

/* Cuts the next field off, its escapes undone; NULL after the last. */
static char *
next_field (char **rest)
{
  char *field = *rest, *to = field;

  if (field == NULL)
    return NULL;
  *rest = strchr (field, '\t');
  if (*rest != NULL)
    *(*rest)++ = '\0';
  for (const char *from = field; *from != '\0'; from++)
    if (from[0] == '\\' && from[1] != '\0')
      {
        from++;
        *to++ = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from;
      }
    else
      *to++ = *from;
  *to = '\0';
  return field;
}

/* "key=value" */
static gboolean
next_pair (char **rest, const char **key, char **value)
{
  for (char *field = next_field (rest); field != NULL; field = next_field (rest))
    {
      char *equals = strchr (field, '=');

      if (equals == NULL || equals == field)
        continue;
      *equals = '\0';
      *key = field;
      *value = equals + 1;
      return TRUE;
    }
  return FALSE;
}

/* In labels "\n", "\l" and "\r" end a line. */
static char *
clean_label (char *label)
{
  for (char *p = label; (p = strchr (p, '\\')) != NULL; p++)
    if (p[1] == 'n' || p[1] == 'l' || p[1] == 'r')
      {
        *p = ' ';
        memmove (p + 1, p + 2, strlen (p + 1));
      }
  return g_strstrip (label);
}

/* How things are drawn says nothing of people. */
static gboolean
is_drawing (const char *key)
{
  static const char *const keys[]
      = { "pos",         "width",       "height",    "shape",        "style",     "color",         "fillcolor",
          "bgcolor",     "pencolor",    "margin",    "peripheries",  "sides",     "skew",          "distortion",
          "regular",     "orientation", "fixedsize", "image",        "layer",     "rank",          "group",
          "pin",         "root",        "rects",     "vertices",     "z",         "gradientangle", "ordering",
          "colorscheme", "nojustify",   "labelloc",  "samplepoints", "shapefile", "showboxes",     "class",
          "lp",          "xlp" };

  if (g_str_has_prefix (key, "font") || g_str_has_prefix (key, "pen") || g_str_has_prefix (key, "image")
      || g_str_has_prefix (key, "_"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (key, keys[i]))
      return TRUE;
  return FALSE;
}

/* --- records --- */

static gboolean
take_graph (KithDotRecords *self, char *rest)
{
  const char *key;
  char *value;

  if (self->begun)
    return FALSE;
  self->begun = TRUE;
  next_field (&rest);
  while (next_pair (&rest, &key, &value))
    if (g_str_equal (key, "directed"))
      kith_net_set_directed (self->net, g_str_equal (value, "yes"));
  return TRUE;
}

static gboolean
take_person (KithDotRecords *self, char *rest)
{
  const char *name = next_field (&rest), *key;
  char *value;
  guint vertex;

  if (!self->begun || name == NULL)
    return FALSE;
  vertex = kith_net_put (self->net, name, self->number);
  g_array_append_val (self->people, vertex);
  while (next_pair (&rest, &key, &value))
    if (g_str_equal (key, "label"))
      {
        if (!g_str_equal (value, "\\N"))
          kith_net_set_label (self->net, vertex, clean_label (value));
      }
    /* beside a person who is drawn as a circle */
    else if (g_str_equal (key, "xlabel"))
      {
        if (kith_net_get_label (self->net, vertex) == NULL)
          kith_net_set_label (self->net, vertex, clean_label (value));
      }
    else if (!is_drawing (key))
      kith_net_set_value (self->net, vertex, key, value);
  return TRUE;
}

static gboolean
take_end_of_tie (KithDotRecords *self, const char *field, guint *vertex)
{
  guint64 number;

  if (field == NULL || !g_ascii_string_to_unsigned (field, 10, 0, G_MAXUINT, &number, NULL)
      || number >= self->people->len)
    return FALSE;
  *vertex = g_array_index (self->people, guint, number);
  return TRUE;
}

static gboolean
take_tie (KithDotRecords *self, char *rest)
{
  KithNetEdge edge = { .weight = 1, .line = self->number, .directed = kith_net_get_directed (self->net) };
  const char *from = next_field (&rest), *to = next_field (&rest), *key;
  char *value;

  if (!take_end_of_tie (self, from, &edge.from) || !take_end_of_tie (self, to, &edge.to))
    return FALSE;
  while (next_pair (&rest, &key, &value))
    {
      double weight;

      if (g_str_equal (key, "weight"))
        edge.weight = kith_value_number (value, &weight) ? weight : 1;
      else if (g_str_equal (key, "dir"))
        edge.directed = edge.directed && !g_str_equal (value, "none") && !g_str_equal (value, "both");
      else if (g_str_equal (key, "date") || g_str_equal (key, "time"))
        edge.date = value;
      else if (g_str_equal (key, "type") || g_str_equal (key, "kind") || g_str_equal (key, "relationship")
               || (g_str_equal (key, "label") && edge.kind == NULL))
        edge.kind = clean_label (value);
    }
  kith_net_add_edge (self->net, &edge);
  return TRUE;
}

static gboolean
take_record (KithDotRecords *self, char *rest)
{
  const char *what = next_field (&rest);
  guint64 line;

  self->number++;
  if (self->ended)
    return FALSE;
  if (g_str_equal (what, "G"))
    return take_graph (self, rest);
  if (g_str_equal (what, "P"))
    return take_person (self, rest);
  if (g_str_equal (what, "T"))
    return take_tie (self, rest);
  self->ended = TRUE;
  if (g_str_equal (what, "E"))
    return self->begun;
  if (!g_str_equal (what, "X") || rest == NULL || !g_ascii_string_to_unsigned (rest, 10, 1, G_MAXINT64, &line, NULL))
    return FALSE;
  self->bad_line = line;
  return TRUE;
}

gboolean
kith_dot_records_take (KithDotRecords *self, const char *bytes, gsize length)
{
  while (length > 0)
    {
      const char *end = memchr (bytes, '\n', length);
      gsize n = end != NULL ? (gsize) (end - bytes) : length;

      if (self->record->len + n > RECORD_MAX || memchr (bytes, '\0', n) != NULL)
        return FALSE;
      g_string_append_len (self->record, bytes, n);
      if (end == NULL)
        return TRUE;
      if (!take_record (self, self->record->str) || !kith_net_is_well (self->net))
        return FALSE;
      g_string_truncate (self->record, 0);
      bytes += n + 1;
      length -= n + 1;
    }
  return TRUE;
}

gboolean
kith_dot_records_finish (KithDotRecords *self, guint64 *bad_line)
{
  *bad_line = self->bad_line;
  return self->ended && self->record->len == 0;
}
