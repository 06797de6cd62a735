/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* DOT to records and back. A record is a line of fields parted by tabs; in a field \t, \n and \\ stand for tab, line end and
 * backslash. People come before the ties that name them, by their number in the order of their records.
 *
 *   G <tab> name <tab> key=value …         once, first; directed=yes means a digraph
 *   P <tab> name <tab> key=value …         a person with attributes; those of the default value are left out
 *   T <tab> number <tab> number <tab> key=value …
 *   E                                      once, last: that was all
 *   X <tab> line                           last instead, alone: this line, from 1, is no DOT
 */

#include "kith-worker.h"

#include <graphviz/cgraph.h>

#include <stdlib.h>
#include <string.h>

static const char directed[] = "directed=yes"; /* the first field of G, if at all */

#define MOST_INPUT ((size_t) 512 << 20)

static char *
text (const char *constant)
{
  return (char *) constant;
}

/* All of stdin and a zero; NULL where it is too large, holds a zero, or there is no memory. */
static char *
read_all (size_t *length)
{
  size_t have = 0, room = 1 << 16;
  char *all = malloc (room);

  while (all != NULL)
    {
      size_t got = fread (all + have, 1, room - have - 1, stdin);

      have += got;
      if (got == 0)
        break;
      if (have > MOST_INPUT)
        {
          free (all);
          return NULL;
        }
      if (room - have < 2)
        {
          char *grown = realloc (all, room *= 2);

          if (grown == NULL)
            free (all);
          all = grown;
        }
    }
  if (all == NULL)
    return NULL;
  all[have] = '\0';
  *length = have;
  if (memchr (all, '\0', have) != NULL)
    {
      free (all);
      return NULL;
    }
  return all;
}

static void
put_field (const char *field)
{
  for (; *field != '\0'; field++)
    switch (*field)
      {
      case '\t':
        fputs ("\\t", stdout);
        break;
      case '\n':
        fputs ("\\n", stdout);
        break;
      case '\\':
        fputs ("\\\\", stdout);
        break;
      default:
        putchar (*field);
      }
}

static void
put_attributes (Agraph_t *graph, int kind, void *object)
{
  for (Agsym_t *symbol = agnxtattr (graph, kind, NULL); symbol != NULL; symbol = agnxtattr (graph, kind, symbol))
    {
      const char *value = agxget (object, symbol);

      if (value == NULL || *value == '\0' || (kind == AGNODE && strcmp (value, "\\N") == 0))
        continue;
      putchar ('\t');
      put_field (symbol->name);
      putchar ('=');
      put_field (value);
    }
}

int
kith_worker_dot_in (void)
{
  size_t length = 0, count = 0, line = 0;
  char *all = read_all (&length);
  Agraph_t *graph = NULL;

  if (all == NULL)
    {
      fputs ("This is not DOT text, or it is larger than 512 MB.\n", stderr);
      return 1;
    }
  agseterr (AGMAX);
  if (length > 0 && (line = kith_worker_dot_guard (all)) == 0)
    graph = agmemread (all);
  free (all);
  /* Of a statement too long for its stack Graphviz hands over what it had before. */
  if (graph == NULL || agerrors () >= AGERR)
    {
      const char *last = aglasterr ();
      const char *where = last != NULL ? strstr (last, " line ") : NULL;

      if (line == 0 && where != NULL)
        line = strtoul (where + strlen (" line "), NULL, 10);
      if (graph != NULL)
        agclose (graph);
      printf ("X\t%zu\n", line > 0 ? line : 1);
      fprintf (stderr, "This is not a DOT file Graphviz can read%s%s\n", last != NULL ? ": " : ".",
               last != NULL ? last : "");
      return 1;
    }
  putchar ('G');
  putchar ('\t');
  put_field (agnameof (graph) != NULL ? agnameof (graph) : "");
  if (agisdirected (graph))
    printf ("\t%s", directed);
  put_attributes (graph, AGRAPH, graph);
  putchar ('\n');
  for (Agnode_t *node = agfstnode (graph); node != NULL; node = agnxtnode (graph, node))
    {
      fputs ("P\t", stdout);
      put_field (agnameof (node));
      put_attributes (graph, AGNODE, node);
      putchar ('\n');
      count++;
    }
  /* AGSEQ counts the nodes from 1 in the order just written: none was ever taken away. */
  for (Agnode_t *node = agfstnode (graph); node != NULL; node = agnxtnode (graph, node))
    for (Agedge_t *edge = agfstout (graph, node); edge != NULL; edge = agnxtout (graph, edge))
      {
        unsigned long tail = AGSEQ (agtail (edge)), head = AGSEQ (aghead (edge));

        if (tail == 0 || head == 0 || tail > count || head > count)
          continue;
        printf ("T\t%lu\t%lu", tail - 1, head - 1);
        put_attributes (graph, AGEDGE, edge);
        putchar ('\n');
      }
  agclose (graph);
  puts ("E");
  return fflush (stdout) == 0 ? 0 : 1;
}

/* Undoes the escapes of a field in place. */
static void
clean_field (char *field)
{
  char *to = field;

  for (; *field != '\0'; field++)
    {
      if (*field == '\\' && field[1] != '\0')
        {
          field++;
          *to++ = *field == 't' ? '\t' : *field == 'n' ? '\n' : *field;
        }
      else
        *to++ = *field;
    }
  *to = '\0';
}

/* Cuts the next field off the line; NULL after the last. */
static char *
next_field (char **line)
{
  char *field = *line;

  if (field == NULL)
    return NULL;
  *line = strchr (field, '\t');
  if (*line != NULL)
    *(*line)++ = '\0';
  return field;
}

static void
set_attributes (Agraph_t *graph, int kind, void *object, char *rest)
{
  for (char *field = next_field (&rest); field != NULL; field = next_field (&rest))
    {
      char *value = strchr (field, '=');

      if (value == NULL || value == field)
        continue;
      *value++ = '\0';
      clean_field (field);
      clean_field (value);
      if (kind == AGRAPH)
        agattr (graph, AGRAPH, field, value);
      else
        {
          if (agattr (graph, kind, field, NULL) == NULL)
            agattr (graph, kind, field, text (""));
          agset (object, field, value);
        }
    }
}

/* The number in a field; false where it is none or too large. */
static bool
read_number (const char *field, size_t below, size_t *number)
{
  char *end;
  unsigned long value;

  if (field == NULL || *field < '0' || *field > '9')
    return false;
  value = strtoul (field, &end, 10);
  if (*end != '\0' || value >= below)
    return false;
  *number = value;
  return true;
}

int
kith_worker_dot_out (void)
{
  size_t length = 0, count = 0, room = 0, a = 0, b = 0, line_number = 0;
  char *all = read_all (&length);
  char *line = all, *next;
  Agnode_t **nodes = NULL;
  Agraph_t *graph = NULL;
  bool sound = all != NULL, is_directed = false;

  for (; sound && line != NULL && *line != '\0'; line = next)
    {
      char *rest = line, *kind, *name;

      line_number++;
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      kind = next_field (&rest);
      if (strcmp (kind, "E") == 0)
        break;
      if (strcmp (kind, "G") == 0 && graph == NULL)
        {
          name = next_field (&rest);
          if (name != NULL)
            clean_field (name);
          if (rest != NULL && strncmp (rest, directed, strlen (directed)) == 0
              && (rest[strlen (directed)] == '\0' || rest[strlen (directed)] == '\t'))
            {
              is_directed = true;
              next_field (&rest);
            }
          graph = agopen (text (name != NULL ? name : ""), is_directed ? Agdirected : Agundirected, NULL);
          sound = graph != NULL;
          if (sound)
            set_attributes (graph, AGRAPH, graph, rest);
        }
      else if (strcmp (kind, "P") == 0 && graph != NULL)
        {
          name = next_field (&rest);
          sound = name != NULL;
          if (sound && count == room)
            {
              Agnode_t **grown = realloc (nodes, (room = room * 2 + 256) * sizeof *nodes);

              sound = grown != NULL;
              nodes = sound ? grown : nodes;
            }
          if (sound)
            {
              clean_field (name);
              nodes[count] = agnode (graph, name, 1);
              sound = nodes[count] != NULL;
            }
          if (sound)
            set_attributes (graph, AGNODE, nodes[count++], rest);
        }
      else if (strcmp (kind, "T") == 0 && graph != NULL)
        {
          Agedge_t *edge = NULL;

          sound = read_number (next_field (&rest), count, &a) && read_number (next_field (&rest), count, &b)
                  && (edge = agedge (graph, nodes[a], nodes[b], NULL, 1)) != NULL;
          if (sound)
            set_attributes (graph, AGEDGE, edge, rest);
        }
      else
        sound = false;
    }
  free (all);
  free (nodes);
  if (!sound || graph == NULL)
    fprintf (stderr, "Line %zu is not a record of people and ties.\n", line_number);
  else
    sound = agwrite (graph, stdout) == 0 && fflush (stdout) == 0;
  if (graph != NULL)
    agclose (graph);
  return sound && graph != NULL ? 0 : 1;
}
