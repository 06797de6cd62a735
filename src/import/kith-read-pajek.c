/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pajek networks (.net) and projects (.paj): numbered vertices with names, then ties by number, as pairs, lists or a matrix. Where the vertices
 * are of two kinds, the first are people and the others what they take part in. Of a project with several networks those of the same vertices are
 * read. */

#include "kith-error.h"
#include "kith-lines.h"
#include "kith-net.h"
#include "kith-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINE_MAX_BYTES (16 << 20)
#define VERTICES_MAX 5000000

typedef enum
{
  SECTION_OTHER,
  SECTION_VERTICES,
  SECTION_EDGES,
  SECTION_ARCS,
  SECTION_EDGES_LIST,
  SECTION_ARCS_LIST,
  SECTION_MATRIX,
} Section;

typedef struct
{
  KithNet *net;
  Section section;
  guint n, n_people; /* n_people < n: of two kinds */
  guint row;         /* of a matrix */
  gboolean others;   /* the vertices at hand are not those of the first network */
  char *kind;
} Pajek;

static guint
put (Pajek *self, guint number, guint64 line)
{
  char id[16];

  g_snprintf (id, sizeof id, "%u", number);
  return kith_net_put (self->net, id, line);
}

/* The number at *p, which moves behind it. */
static gboolean
take_number (char **p, double *number)
{
  char *end;

  *p += strspn (*p, " \t,");
  *number = g_ascii_strtod (*p, &end);
  if (end == *p)
    return FALSE;
  *p = end;
  return TRUE;
}

static gboolean
take_vertex (Pajek *self, char **p, guint *vertex)
{
  double number;

  if (!take_number (p, &number) || !(number >= 1 && number <= self->n))
    return FALSE;
  *vertex = (guint) number;
  return TRUE;
}

static void
add_edge (Pajek *self, guint from, guint to, double weight, gboolean directed, guint64 line)
{
  kith_net_add_edge (self->net, &(KithNetEdge) { .from = put (self, from, line),
                                                 .to = put (self, to, line),
                                                 .weight = weight,
                                                 .directed = directed,
                                                 .kind = self->kind,
                                                 .line = line });
}

/* `:2 "marriage"` behind "*Arcs" names what kind of ties follow. */
static void
take_kind (Pajek *self, const char *rest)
{
  const char *quote = strchr (rest, '"');
  const char *end = quote != NULL ? strchr (quote + 1, '"') : NULL;

  g_clear_pointer (&self->kind, g_free);
  if (end != NULL)
    self->kind = g_strndup (quote + 1, end - quote - 1);
}

static gboolean
begin_vertices (Pajek *self, char *rest, guint64 line)
{
  double n, n_people;

  if (!take_number (&rest, &n) || !(n >= 1 && n <= VERTICES_MAX) || !kith_net_can_hold (self->net, (guint) n))
    return FALSE;
  if (!take_number (&rest, &n_people) || !(n_people >= 1 && n_people < n))
    n_people = n;
  self->section = SECTION_VERTICES;
  self->others = self->n > 0 && (self->n != (guint) n || self->n_people != (guint) n_people);
  if (self->others)
    {
      kith_net_note (self->net, g_strdup (_ ("It holds several networks; only the first was read.")));
      self->section = SECTION_OTHER;
      return TRUE;
    }
  if (self->n > 0)
    return TRUE;
  self->n = n;
  self->n_people = n_people;
  for (guint i = 1; i <= self->n && kith_net_is_well (self->net); i++)
    {
      guint vertex = put (self, i, line);

      if (i > self->n_people)
        kith_net_set_event (self->net, vertex);
    }
  return TRUE;
}

static gboolean
begin_section (Pajek *self, char *p, guint64 line)
{
  static const struct
  {
    const char *word;
    Section section;
  } sections[]
      = { { "*edgeslist", SECTION_EDGES_LIST }, { "*edgelist", SECTION_EDGES_LIST }, { "*edges", SECTION_EDGES },
          { "*arcslist", SECTION_ARCS_LIST },   { "*arclist", SECTION_ARCS_LIST },   { "*arcs", SECTION_ARCS },
          { "*matrix", SECTION_MATRIX } };

  if (g_ascii_strncasecmp (p, "*vertices", 9) == 0)
    return begin_vertices (self, p + 9, line);
  self->section = SECTION_OTHER;
  for (gsize i = 0; i < G_N_ELEMENTS (sections) && !self->others; i++)
    if (g_ascii_strncasecmp (p, sections[i].word, strlen (sections[i].word)) == 0)
      {
        self->section = sections[i].section;
        self->row = 0;
        take_kind (self, p + strlen (sections[i].word));
        return self->n > 0;
      }
  return TRUE;
}

/* `12 "Anna" 0.5 0.5 ellipse`: what follows the name is how it is drawn. */
static gboolean
read_vertex (Pajek *self, char *p, guint64 line)
{
  guint number;
  char *end;
  g_autofree char *label = NULL;

  if (!take_vertex (self, &p, &number))
    return FALSE;
  p += strspn (p, " \t");
  if (*p == '"')
    {
      end = strchr (++p, '"');
      label = end != NULL ? g_strndup (p, end - p) : g_strdup (p);
    }
  else
    label = g_strndup (p, strcspn (p, " \t"));
  g_strstrip (label);
  if (kith_net_get_label (self->net, put (self, number, line)) == NULL)
    kith_net_set_label (self->net, put (self, number, line), label);
  return TRUE;
}

static gboolean
read_matrix_row (Pajek *self, char *p, guint64 line)
{
  gboolean two_mode = self->n_people < self->n;
  guint columns = two_mode ? self->n - self->n_people : self->n;
  guint column = 0;
  double weight;

  if (++self->row > self->n_people)
    return FALSE;
  while (take_number (&p, &weight))
    {
      if (++column > columns)
        return FALSE;
      if (weight != 0)
        add_edge (self, self->row, two_mode ? self->n_people + column : column, weight, !two_mode, line);
    }
  return column == columns;
}

static gboolean
read_line (Pajek *self, char *p, guint64 line)
{
  guint from, to;
  double weight = 1;

  p += strspn (p, " \t\357\273\277");
  if (*p == '\0' || *p == '%')
    return TRUE;
  if (*p == '*')
    return begin_section (self, p, line);
  switch (self->section)
    {
    case SECTION_VERTICES:
      return read_vertex (self, p, line);
    case SECTION_EDGES:
    case SECTION_ARCS:
      if (!take_vertex (self, &p, &from) || !take_vertex (self, &p, &to))
        return FALSE;
      take_number (&p, &weight);
      add_edge (self, from, to, weight, self->section == SECTION_ARCS, line);
      return TRUE;
    case SECTION_EDGES_LIST:
    case SECTION_ARCS_LIST:
      if (!take_vertex (self, &p, &from))
        return FALSE;
      while (*(p += strspn (p, " \t")) != '\0')
        {
          if (!take_vertex (self, &p, &to))
            return FALSE;
          add_edge (self, from, to, 1, self->section == SECTION_ARCS_LIST, line);
        }
      return TRUE;
    case SECTION_MATRIX:
      return read_matrix_row (self, p, line);
    default:
      return TRUE;
    }
}

static gboolean
read_pajek (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (KithNet) net = kith_net_new (input, "pajek");
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;
  Pajek self = { .net = net };
  gboolean well = TRUE;

  if (!kith_input_begin_text (input, error))
    return FALSE;
  kith_lines_init (&lines, input, FALSE, LINE_MAX_BYTES, source->cancellable);
  while (well && kith_net_is_well (net) && kith_lines_next (&lines, &broken))
    well = read_line (&self, lines.line, lines.number);
  g_free (self.kind);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  return well ? kith_net_finish (net, source, error) : kith_net_fail (input, lines.number, error);
}

static gboolean
knows_pajek (const char *name, const guchar *head, gsize length)
{
  g_autofree char *text = g_ascii_strdown ((const char *) head, MIN (length, 8192));

  for (const char *p = text; p != NULL; p = strchr (p, '\n'))
    {
      p += strspn (p, "\n\r \t\357\273\277");
      if (g_str_has_prefix (p, "*vertices"))
        return TRUE;
      if (*p != '%' && *p != '*' && *p != '\0')
        return FALSE;
    }
  return FALSE;
}

const KithReader kith_reader_pajek = { .format = "pajek", .knows = knows_pajek, .read = read_pajek };
