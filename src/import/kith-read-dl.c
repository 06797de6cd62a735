/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* UCINET's DL: sizes and labels, then matrices (whole or half, of one or two kinds of vertices) or lists of ties. Several matrices are several
 * kinds of ties between the same people. */

#include "kith-error.h"
#include "kith-lines.h"
#include "kith-net.h"
#include "kith-readers.h"

#include <string.h>

#define LINE_MAX_BYTES (16 << 20)
#define VERTICES_MAX 1000000

typedef enum
{
  FORMAT_FULL,
  FORMAT_LOWER,
  FORMAT_UPPER,
  FORMAT_EDGES, /* a line a tie */
  FORMAT_NODES, /* a line a vertex, and those it is tied to */
} Format;

typedef enum
{
  PART_HEADER,
  PART_ROW_LABELS,
  PART_COLUMN_LABELS,
  PART_LEVEL_LABELS,
  PART_DATA,
} Part;

typedef struct
{
  KithNet *net;
  Part part;
  Format format;
  guint n, n_columns, n_levels; /* n_columns > 0: of two kinds */
  gboolean embedded, no_diagonal;
  GPtrArray *row_labels, *column_labels, *level_labels;
  guint level, row, column;
  gboolean row_labeled; /* the label that stands before a row has been read */
} Dl;

static void
dl_clear (Dl *self)
{
  g_clear_pointer (&self->net, kith_net_free);
  g_ptr_array_unref (self->row_labels);
  g_ptr_array_unref (self->column_labels);
  g_ptr_array_unref (self->level_labels);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dl, dl_clear)

/* The next word at *p, which moves behind it; blanks, commas and (in the header) "=" divide. NULL at the end. */
static char *
take_word (char **p, const char *dividers)
{
  char *word, *end;

  *p += strspn (*p, dividers);
  if (**p == '\0')
    return NULL;
  if (**p == '"' || **p == '\'')
    {
      word = *p + 1;
      end = strchr (word, **p);
      if (end == NULL)
        end = word + strlen (word);
    }
  else
    {
      word = *p;
      end = word + strcspn (word, dividers);
    }
  *p = *end != '\0' ? end + 1 : end;
  *end = '\0';
  return word;
}

static gboolean
is_word (const char *word, const char *wanted)
{
  gsize length = strlen (wanted);

  return g_ascii_strncasecmp (word, wanted, length) == 0
         && (word[length] == '\0' || (word[length] == ':' && word[length + 1] == '\0'));
}

static gboolean
take_count (char **p, guint *count)
{
  const char *word = take_word (p, " \t,=");
  char *end;
  guint64 value = word != NULL ? g_ascii_strtoull (word, &end, 10) : 0;

  if (value < 1 || value > VERTICES_MAX || *end != '\0')
    return FALSE;
  *count = (guint) value;
  return TRUE;
}

static gboolean
take_format (Dl *self, const char *word)
{
  static const struct
  {
    const char *name;
    Format format;
  } formats[] = { { "fullmatrix", FORMAT_FULL }, { "fm", FORMAT_FULL },         { "lowerhalf", FORMAT_LOWER },
                  { "lh", FORMAT_LOWER },        { "upperhalf", FORMAT_UPPER }, { "uh", FORMAT_UPPER },
                  { "edgelist1", FORMAT_EDGES }, { "el1", FORMAT_EDGES },       { "edgelist", FORMAT_EDGES },
                  { "edgelist2", FORMAT_EDGES }, { "el2", FORMAT_EDGES },       { "nodelist1", FORMAT_NODES },
                  { "nl1", FORMAT_NODES },       { "nodelist", FORMAT_NODES },  { "nodelist2", FORMAT_NODES },
                  { "nl2", FORMAT_NODES } };

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (formats); i++)
    if (is_word (word, formats[i].name))
      {
        self->format = formats[i].format;
        return TRUE;
      }
  return FALSE;
}

/* --- labels --- */

static char *
dup_id (Dl *self, guint number, gboolean column)
{
  const GPtrArray *labels = column ? self->column_labels : self->row_labels;

  if (self->embedded && number <= labels->len)
    return g_strdup (labels->pdata[number - 1]);
  return g_strdup_printf (column ? "c%u" : "%u", number);
}

static guint
put (Dl *self, guint number, gboolean column, guint64 line)
{
  const GPtrArray *labels = column ? self->column_labels : self->row_labels;
  g_autofree char *id = dup_id (self, number, column);
  guint vertex = kith_net_put (self->net, id, line);

  if (number <= labels->len && kith_net_get_label (self->net, vertex) == NULL)
    kith_net_set_label (self->net, vertex, labels->pdata[number - 1]);
  if (column)
    kith_net_set_event (self->net, vertex);
  return vertex;
}

/* All people, also those without ties; not before their labels are known. */
static void
put_all (Dl *self, guint64 line)
{
  gboolean labeled_in_data = self->embedded && (self->format == FORMAT_EDGES || self->format == FORMAT_NODES);

  if (labeled_in_data || (self->embedded && self->row_labels->len < self->n))
    return;
  for (guint i = 1; i <= self->n && kith_net_is_well (self->net); i++)
    put (self, i, FALSE, line);
  for (guint i = 1; i <= self->n_columns && kith_net_is_well (self->net); i++)
    put (self, i, TRUE, line);
}

static void
add_edge (Dl *self, guint from, guint to, double weight, gboolean directed, guint64 line)
{
  const char *kind = self->level < self->level_labels->len ? self->level_labels->pdata[self->level] : NULL;

  if (weight != 0)
    kith_net_add_edge (self->net, &(KithNetEdge) { .from = from,
                                                   .to = to,
                                                   .weight = weight,
                                                   .directed = directed,
                                                   .kind = self->n_levels > 1 ? kind : NULL,
                                                   .line = line });
}

/* --- the header --- */

static gboolean
begin_data (Dl *self, guint64 line)
{
  self->part = PART_DATA;
  if (self->n == 0 || !kith_net_can_hold (self->net, self->n) || !kith_net_can_hold (self->net, self->n_columns))
    return FALSE;
  put_all (self, line);
  return TRUE;
}

/* "LABELS:", "LABELS EMBEDDED", "ROW LABELS:" … */
static void
begin_labels (Dl *self, char **p, Part part)
{
  char *rest = *p;
  const char *word = take_word (&rest, " \t,=:");

  if (word != NULL && is_word (word, "embedded"))
    {
      self->embedded = TRUE;
      *p = rest;
      return;
    }
  /* Undo the cut. */
  if (word != NULL && rest > *p && rest[-1] == '\0')
    rest[-1] = ' ';
  self->part = part;
}

static gboolean
read_header (Dl *self, char *p, guint64 line)
{
  const char *word;

  while (self->part == PART_HEADER && (word = take_word (&p, " \t,=")) != NULL)
    {
      Part labels = PART_ROW_LABELS;

      if (is_word (word, "dl") || *word == '\0')
        continue;
      if (is_word (word, "data"))
        return begin_data (self, line);
      if (is_word (word, "n") || is_word (word, "nr"))
        {
          if (!take_count (&p, &self->n))
            return FALSE;
          continue;
        }
      if (is_word (word, "nc") || is_word (word, "nm"))
        {
          if (!take_count (&p, is_word (word, "nc") ? &self->n_columns : &self->n_levels))
            return FALSE;
          continue;
        }
      if (is_word (word, "format"))
        {
          if (!take_format (self, take_word (&p, " \t,=")))
            return FALSE;
          continue;
        }
      if (is_word (word, "diagonal"))
        {
          word = take_word (&p, " \t,=");
          self->no_diagonal = word != NULL && is_word (word, "absent");
          continue;
        }
      if (is_word (word, "row") || is_word (word, "col") || is_word (word, "column") || is_word (word, "level")
          || is_word (word, "matrix") || is_word (word, "relation"))
        {
          labels = g_ascii_tolower (*word) == 'r' && g_ascii_tolower (word[1]) == 'o' ? PART_ROW_LABELS
                   : g_ascii_tolower (*word) == 'c'                                   ? PART_COLUMN_LABELS
                                                                                      : PART_LEVEL_LABELS;
          word = take_word (&p, " \t,=");
        }
      if (word == NULL || !is_word (word, "labels"))
        return FALSE;
      begin_labels (self, &p, labels);
    }
  return TRUE;
}

/* Labels go on to as many as there are, or to the next word of the header. */
static gboolean
read_labels (Dl *self, char *p, guint64 line)
{
  static const char *const words[]
      = { "data:", "row labels", "col labels", "column labels", "level labels", "matrix labels", "labels" };
  GPtrArray *labels = self->part == PART_ROW_LABELS      ? self->row_labels
                      : self->part == PART_COLUMN_LABELS ? self->column_labels
                                                         : self->level_labels;
  const char *start = p + strspn (p, " \t");
  const char *word;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (start, words[i], strlen (words[i])) == 0)
      {
        self->part = PART_HEADER;
        return read_header (self, p, line);
      }
  while ((word = take_word (&p, " \t,")) != NULL)
    {
      if (labels->len >= VERTICES_MAX)
        return FALSE;
      g_ptr_array_add (labels, g_strdup (word));
    }
  return TRUE;
}

/* --- the data --- */

static void
next_row (Dl *self)
{
  self->row_labeled = FALSE;
  self->column = 0;
  if (++self->row == self->n)
    {
      self->row = 0;
      self->level++;
    }
}

/* Cells of matrices run on over the ends of lines. */
static gboolean
read_cell (Dl *self, const char *word, guint64 line)
{
  guint columns = self->n_columns > 0 ? self->n_columns : self->n;
  gboolean two_mode = self->n_columns > 0;
  double weight;
  char *end;

  if (self->embedded && self->level == 0 && self->column_labels->len < columns && self->row == 0 && self->column == 0)
    {
      g_ptr_array_add (self->column_labels, g_strdup (word));
      /* Of one kind, columns are the people of the rows. */
      if (!two_mode)
        g_ptr_array_add (self->row_labels, g_strdup (word));
      if (self->column_labels->len == columns && !two_mode)
        put_all (self, line);
      return TRUE;
    }
  if (self->embedded && !self->row_labeled && self->column == 0)
    {
      if (two_mode && self->row_labels->len < self->n)
        g_ptr_array_add (self->row_labels, g_strdup (word));
      self->row_labeled = TRUE;
      return TRUE;
    }
  if (self->level >= MAX (self->n_levels, 1))
    return FALSE;
  weight = g_ascii_strtod (word, &end);
  if (end == word)
    return FALSE;
  /* Where the cell lies. */
  if (self->format == FORMAT_UPPER && self->column < self->row)
    self->column = self->row;
  if (self->no_diagonal && !two_mode && self->column == self->row)
    self->column++;
  if (self->column >= columns)
    return FALSE;
  add_edge (self, put (self, self->row + 1, FALSE, line), put (self, self->column + 1, two_mode, line), weight,
            self->format == FORMAT_FULL && !two_mode, line);
  self->column++;
  /* A last cell on a diagonal that is left out ends the row before it. */
  {
    guint last = self->format == FORMAT_LOWER ? self->row + 1 : columns;

    if (self->column >= last
        || (self->no_diagonal && !two_mode && self->column == self->row && self->column + 1 >= last))
      next_row (self);
    /* Half matrices without a diagonal have rows without cells. */
    if (self->no_diagonal && self->column == 0
        && ((self->format == FORMAT_LOWER && self->row == 0)
            || (self->format == FORMAT_UPPER && self->row + 1 == self->n)))
      next_row (self);
  }
  return TRUE;
}

static gboolean
put_word (Dl *self, const char *word, gboolean column, guint64 line, guint *vertex)
{
  char *end;
  guint64 number;

  if (self->embedded)
    {
      *vertex = kith_net_put (self->net, word, line);
      if (column)
        kith_net_set_event (self->net, *vertex);
      return TRUE;
    }
  number = g_ascii_strtoull (word, &end, 10);
  if (*end != '\0' || number < 1 || number > (column ? self->n_columns : self->n))
    return FALSE;
  *vertex = put (self, (guint) number, column, line);
  return TRUE;
}

/* A line of a list. */
static gboolean
read_entry (Dl *self, char *p, guint64 line)
{
  gboolean two_mode = self->n_columns > 0;
  const char *word = take_word (&p, " \t,");
  guint from, to;

  if (word == NULL)
    return TRUE;
  if (*word == '!')
    {
      self->level++;
      return TRUE;
    }
  if (!put_word (self, word, FALSE, line, &from))
    return FALSE;
  if (self->format == FORMAT_EDGES)
    {
      double weight = 1;

      word = take_word (&p, " \t,");
      if (word == NULL || !put_word (self, word, two_mode, line, &to))
        return FALSE;
      word = take_word (&p, " \t,");
      if (word != NULL)
        weight = g_ascii_strtod (word, NULL);
      add_edge (self, from, to, weight, !two_mode, line);
      return TRUE;
    }
  while ((word = take_word (&p, " \t,")) != NULL)
    {
      if (!put_word (self, word, two_mode, line, &to))
        return FALSE;
      add_edge (self, from, to, 1, !two_mode, line);
    }
  return TRUE;
}

static gboolean
read_line (Dl *self, char *p, guint64 line)
{
  char *word;

  switch (self->part)
    {
    case PART_HEADER:
      return read_header (self, p, line);
    case PART_DATA:
      if (self->format == FORMAT_EDGES || self->format == FORMAT_NODES)
        return read_entry (self, p, line);
      if (self->row == 0 && self->column == 0 && self->level == 0 && self->no_diagonal && self->format == FORMAT_LOWER)
        next_row (self);
      while ((word = take_word (&p, " \t,")) != NULL)
        if (!read_cell (self, word, line))
          return FALSE;
      return TRUE;
    default:
      return read_labels (self, p, line);
    }
}

static gboolean
read_dl (KithSource *source, KithInput *input, GError **error)
{
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;
  g_auto (Dl) self = { .net = kith_net_new (input, "dl"),
                       .row_labels = g_ptr_array_new_with_free_func (g_free),
                       .column_labels = g_ptr_array_new_with_free_func (g_free),
                       .level_labels = g_ptr_array_new_with_free_func (g_free) };
  gboolean well = TRUE;

  if (!kith_input_begin_text (input, error))
    return FALSE;
  kith_lines_init (&lines, input, FALSE, LINE_MAX_BYTES, source->cancellable);
  while (well && kith_net_is_well (self.net) && kith_lines_next (&lines, &broken))
    well = read_line (&self, lines.line, lines.number);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  return well ? kith_net_finish (self.net, source, error) : kith_net_fail (input, lines.number, error);
}

/* "DL", then "N" (or "NR", "NM") and "=" or a number. */
static gboolean
knows_dl (const char *name, const guchar *head, gsize length)
{
  g_autofree char *text = g_ascii_strdown ((const char *) head, MIN (length, 256));
  const char *p = text + strspn (text, " \t\r\n\357\273\277");

  if (!g_str_has_prefix (p, "dl") || (p[2] != '\0' && strchr (" \t\r\n,", p[2]) == NULL))
    return FALSE;
  p += 2 + strspn (p + 2, " \t\r\n,");
  if (g_str_has_prefix (p, "format"))
    return TRUE;
  if (*p != 'n')
    return FALSE;
  p += 1 + (p[1] == 'r' || p[1] == 'c' || p[1] == 'm');
  p += strspn (p, " \t");
  return *p == '=' || g_ascii_isdigit (*p);
}

const KithReader kith_reader_dl = { .format = "dl", .knows = knows_dl, .read = read_dl };
