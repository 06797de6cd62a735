/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-net.h"

#include "kith-error.h"
#include "kith-values.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define ATTRIBUTES_MAX 256
#define TEXT_MAX 65536

typedef struct
{
  const char *id, *label; /* in texts; label may be NULL */
  gboolean is_event;
  guint64 line;
} Vertex;

typedef struct
{
  guint vertex, attribute;
  const char *value;
} Value;

struct _KithNet
{
  KithFile *file;
  const char *format;
  gboolean directed;
  GStringChunk *texts;
  gsize held;
  GHashTable *index;     /* id → number of the vertex + 1 */
  GArray *vertices;      /* Vertex */
  GHashTable *names;     /* attribute → its number + 1 */
  GPtrArray *attributes; /* interned */
  GArray *values;        /* Value, as they came */
  GArray *edges;         /* KithNetEdge */
  GPtrArray *notes;
};

KithNet *
kith_net_new (KithInput *input, const char *format)
{
  KithNet *self = g_new0 (KithNet, 1);
  g_autofree char *packed = g_strconcat (format, ".gz", NULL);

  self->file = kith_file_ref (kith_input_get_file (input));
  self->format = g_intern_string (kith_input_is_gzip (input) ? packed : format);
  self->texts = g_string_chunk_new (64 << 10);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->vertices = g_array_new (FALSE, FALSE, sizeof (Vertex));
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->attributes = g_ptr_array_new ();
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  self->edges = g_array_new (FALSE, FALSE, sizeof (KithNetEdge));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
kith_net_free (KithNet *self)
{
  if (self == NULL)
    return;
  kith_file_unref (self->file);
  g_string_chunk_free (self->texts);
  g_hash_table_unref (self->index);
  g_array_unref (self->vertices);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->attributes);
  g_array_unref (self->values);
  g_array_unref (self->edges);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

void
kith_net_set_directed (KithNet *self, gboolean directed)
{
  self->directed = directed;
}

gboolean
kith_net_get_directed (const KithNet *self)
{
  return self->directed;
}

void
kith_net_note (KithNet *self, char *note)
{
  g_ptr_array_add (self->notes, note);
}

gboolean
kith_net_is_well (const KithNet *self)
{
  return self->held <= KITH_SHEET_HELD_MAX;
}

gboolean
kith_net_can_hold (const KithNet *self, guint n)
{
  return n <= 10000 || n <= self->file->size * (g_str_has_suffix (self->format, ".gz") ? 100 : 1);
}

static const char *
keep (KithNet *self, const char *text)
{
  gsize length = MIN (strlen (text), TEXT_MAX);
  g_autofree char *valid = g_utf8_make_valid (text, length);

  self->held += strlen (valid) + 1;
  return g_string_chunk_insert (self->texts, valid);
}

guint
kith_net_put (KithNet *self, const char *id, guint64 line)
{
  Vertex vertex = { .line = line };
  guint at;

  if (kith_net_find (self, id, &at))
    return at;
  vertex.id = keep (self, id);
  self->held += sizeof vertex + 48;
  g_array_append_val (self->vertices, vertex);
  /* Under the text as it came, which may have been cut or mended. */
  g_hash_table_insert (self->index, (gpointer) (g_str_equal (vertex.id, id) ? vertex.id : keep (self, id)),
                       GUINT_TO_POINTER (self->vertices->len));
  return self->vertices->len - 1;
}

gboolean
kith_net_find (const KithNet *self, const char *id, guint *vertex)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, id));

  *vertex = found - 1;
  return found > 0;
}

guint
kith_net_get_size (const KithNet *self)
{
  return self->vertices->len;
}

const char *
kith_net_get_label (const KithNet *self, guint vertex)
{
  return g_array_index (self->vertices, Vertex, vertex).label;
}

void
kith_net_set_label (KithNet *self, guint vertex, const char *label)
{
  if (*label != '\0')
    g_array_index (self->vertices, Vertex, vertex).label = keep (self, label);
}

void
kith_net_set_event (KithNet *self, guint vertex)
{
  g_array_index (self->vertices, Vertex, vertex).is_event = TRUE;
}

void
kith_net_set_value (KithNet *self, guint vertex, const char *attribute, const char *value)
{
  Value made = { .vertex = vertex };
  guint found;

  if (*attribute == '\0' || *value == '\0' || strlen (attribute) > 200)
    return;
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, attribute));
  if (found == 0)
    {
      const char *kept;

      if (self->attributes->len >= ATTRIBUTES_MAX)
        return;
      kept = keep (self, attribute);
      g_ptr_array_add (self->attributes, (gpointer) kept);
      found = self->attributes->len;
      g_hash_table_insert (self->names, (gpointer) kept, GUINT_TO_POINTER (found));
    }
  made.attribute = found - 1;
  made.value = keep (self, value);
  self->held += sizeof made;
  g_array_append_val (self->values, made);
}

void
kith_net_add_edge (KithNet *self, const KithNetEdge *edge)
{
  KithNetEdge made = *edge;

  if (made.kind != NULL)
    made.kind = *made.kind != '\0' ? g_string_chunk_insert_const (self->texts, keep (self, made.kind)) : NULL;
  if (made.date != NULL)
    made.date = *made.date != '\0' ? keep (self, made.date) : NULL;
  self->held += sizeof made;
  g_array_append_val (self->edges, made);
}

gboolean
kith_net_fail (KithInput *input, guint64 line, GError **error)
{
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
               /* Translators: the number of a line, and a file */
               _ ("Line %" PRIu64
                  " of “%s” breaks the rules of its format: export it again, or as CSV tables of people "
                  "and ties."),
               line, kith_input_get_name (input));
  return FALSE;
}

/* --- the sheets --- */

static int
find_attribute (const KithNet *self, const char *name)
{
  for (guint i = 0; i < self->attributes->len; i++)
    if (g_ascii_strcasecmp (self->attributes->pdata[i], name) == 0)
      return (int) i;
  return -1;
}

/* igraph marks events by a "type" that is true, networkx by a "bipartite" that is 1: where all have one, both are used, and ties never stay on
 * one side. */
static void
find_events (KithNet *self)
{
  int attribute = find_attribute (self, "bipartite");
  g_autofree gint8 *side = NULL;
  guint known = 0, events = 0;

  if (attribute < 0)
    attribute = find_attribute (self, "type");
  if (attribute < 0 || self->edges->len == 0)
    return;
  side = g_new (gint8, self->vertices->len);
  memset (side, -1, self->vertices->len);
  for (guint i = 0; i < self->values->len; i++)
    {
      const Value *value = &g_array_index (self->values, Value, i);
      KithSays says;

      if ((int) value->attribute != attribute)
        continue;
      says = kith_value_says (value->value);
      if (says == KITH_SAYS_NOTHING || side[value->vertex] >= 0)
        return;
      side[value->vertex] = says == KITH_SAYS_YES;
      known++;
      events += says == KITH_SAYS_YES;
    }
  if (known < self->vertices->len || events == 0 || events == known)
    return;
  for (guint i = 0; i < self->edges->len; i++)
    {
      const KithNetEdge *edge = &g_array_index (self->edges, KithNetEdge, i);

      if (side[edge->from] == side[edge->to])
        return;
    }
  for (guint i = 0; i < self->vertices->len; i++)
    g_array_index (self->vertices, Vertex, i).is_event = side[i] == 1;
}

/* A name is what "name" says, or "label", or an id that is no number. */
static const char *
get_name (const Vertex *vertex, const char *const *row, int name, int label)
{
  gint64 number;

  if (name >= 0 && row[name] != NULL && !kith_value_integer (row[name], &number))
    return row[name];
  if (vertex->label != NULL)
    return vertex->label;
  if (label >= 0 && row[label] != NULL)
    return row[label];
  if (name >= 0 && row[name] != NULL)
    return row[name];
  return kith_value_integer (vertex->id, &number) ? "" : vertex->id;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const Value *x = a, *y = b;

  return x->vertex != y->vertex ? (x->vertex < y->vertex ? -1 : 1)
                                : (x->attribute > y->attribute) - (x->attribute < y->attribute);
}

/* Calls @visit with the cells of each vertex: id, name, address, then the attributes. */
static gboolean
add_people (KithNet *self, KithSheet *sheet, GPtrArray *names, GError **error)
{
  int name = find_attribute (self, "name"), label = find_attribute (self, "label");
  g_autofree const char **cells = g_new0 (const char *, self->attributes->len + 3);
  const char **attributes = cells + 3;
  guint at = 0;

  kith_sheet_add_column (sheet, "id", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (sheet, "name", KITH_COLUMN_PERSON_NAME, 0);
  kith_sheet_add_column (sheet, "email", KITH_COLUMN_EMAIL, 0);
  for (guint i = 0; i < self->attributes->len; i++)
    kith_sheet_add_column (sheet, self->attributes->pdata[i],
                           (int) i == name || (int) i == label ? KITH_COLUMN_LEFT_OUT : KITH_COLUMN_UNKNOWN, 0);
  /* A stable order, so that of two values for one the first holds. */
  g_array_sort (self->values, compare_values);
  for (guint i = 0; i < self->vertices->len; i++)
    {
      const Vertex *vertex = &g_array_index (self->vertices, Vertex, i);

      memset (cells, 0, (self->attributes->len + 3) * sizeof *cells);
      for (; at < self->values->len && g_array_index (self->values, Value, at).vertex == i; at++)
        {
          const Value *value = &g_array_index (self->values, Value, at);

          if (attributes[value->attribute] == NULL)
            attributes[value->attribute] = value->value;
        }
      cells[0] = vertex->id;
      cells[1] = get_name (vertex, attributes, name, label);
      if (kith_value_is_email (cells[1]))
        {
          cells[2] = cells[1];
          cells[1] = "";
        }
      g_ptr_array_add (names, (gpointer) (*cells[1] != '\0' ? cells[1] : vertex->id));
      if (!vertex->is_event && !kith_sheet_add_row (sheet, vertex->line, cells, self->attributes->len + 3, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_ties (KithNet *self, KithSheet *sheet, GError **error)
{
  gboolean weights = FALSE, kinds = FALSE, dates = FALSE;

  for (guint i = 0; i < self->edges->len; i++)
    {
      const KithNetEdge *edge = &g_array_index (self->edges, KithNetEdge, i);

      weights = weights || edge->weight != 1;
      kinds = kinds || edge->kind != NULL;
      dates = dates || edge->date != NULL;
    }
  kith_sheet_add_column (sheet, "from", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (sheet, "to", KITH_COLUMN_PERSON_ID, 1);
  kith_sheet_add_column (sheet, "direction", KITH_COLUMN_TIE_DIRECTION, 0);
  kith_sheet_add_column (sheet, "weight", weights ? KITH_COLUMN_TIE_WEIGHT : KITH_COLUMN_LEFT_OUT, 0);
  kith_sheet_add_column (sheet, "kind", kinds ? KITH_COLUMN_TIE_KIND : KITH_COLUMN_LEFT_OUT, 0);
  kith_sheet_add_column (sheet, "date", dates ? KITH_COLUMN_TIE_DATE : KITH_COLUMN_LEFT_OUT, 0);
  for (guint i = 0; i < self->edges->len; i++)
    {
      const KithNetEdge *edge = &g_array_index (self->edges, KithNetEdge, i);
      const Vertex *from = &g_array_index (self->vertices, Vertex, edge->from);
      const Vertex *to = &g_array_index (self->vertices, Vertex, edge->to);
      char weight[G_ASCII_DTOSTR_BUF_SIZE];
      const char *cells[]
          = { from->id, to->id, edge->directed ? "directed" : "undirected", NULL, edge->kind, edge->date };

      if (from->is_event || to->is_event)
        continue;
      if (edge->weight != 1 && isfinite (edge->weight))
        cells[3] = g_ascii_formatd (weight, sizeof weight, "%.9g", edge->weight);
      if (!kith_sheet_add_row (sheet, edge->line, cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_attendance (KithNet *self, KithSheet *sheet, GPtrArray *names, GError **error)
{
  kith_sheet_add_column (sheet, "id", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (sheet, "event", KITH_COLUMN_EVENT_NAME, 0);
  for (guint i = 0; i < self->edges->len; i++)
    {
      const KithNetEdge *edge = &g_array_index (self->edges, KithNetEdge, i);
      gboolean turned = g_array_index (self->vertices, Vertex, edge->from).is_event;
      guint person = turned ? edge->to : edge->from, event = turned ? edge->from : edge->to;
      const char *cells[] = { g_array_index (self->vertices, Vertex, person).id, names->pdata[event] };

      if (g_array_index (self->vertices, Vertex, person).is_event
          || !g_array_index (self->vertices, Vertex, event).is_event || !(edge->weight > 0))
        continue;
      if (!kith_sheet_add_row (sheet, edge->line, cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static KithSheet *
add_sheet (KithNet *self, KithSource *source, KithTableKind as, gboolean continues)
{
  KithSheet *sheet = kith_sheet_new (self->file, self->format, as);

  sheet->recognized = "network";
  sheet->anonymous = TRUE;
  sheet->continues = continues;
  kith_source_add (source, sheet);
  return sheet;
}

/* A sheet without rows is none. */
static void
drop_if_empty (KithSource *source)
{
  const KithSheet *sheet = source->sheets->pdata[source->sheets->len - 1];

  if (sheet->held == 0)
    g_ptr_array_set_size (source->sheets, source->sheets->len - 1);
}

gboolean
kith_net_finish (KithNet *self, KithSource *source, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint before = source->sheets->len;
  KithSheet *people;

  if (!kith_net_is_well (self))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                   _ ("“%s” holds more than %d megabytes of people and ties: split it, and import the parts."),
                   self->file->name, KITH_SHEET_HELD_MAX >> 20);
      return FALSE;
    }
  find_events (self);
  people = add_sheet (self, source, KITH_TABLE_PEOPLE, FALSE);
  for (guint i = 0; i < self->notes->len; i++)
    kith_sheet_note (people, "%s", (const char *) self->notes->pdata[i]);
  if (!add_people (self, people, names, error))
    return FALSE;
  if (people->held == 0)
    {
      g_ptr_array_set_size (source->sheets, before);
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” holds a network without people."), self->file->name);
      return FALSE;
    }
  if (!add_attendance (self, add_sheet (self, source, KITH_TABLE_ATTENDANCE, TRUE), names, error))
    return FALSE;
  drop_if_empty (source);
  if (!add_ties (self, add_sheet (self, source, KITH_TABLE_TIES, TRUE), error))
    return FALSE;
  drop_if_empty (source);
  return TRUE;
}
