/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* Jobs in, places out. One Graphviz context serves all jobs of a process; Graphviz keeps hidden state between layouts, so its
 * random numbers are set anew before each: the same job gives the same places in any process and at any turn. */

#include "kith-worker.h"
#include "kith-layout-protocol.h"

#include <graphviz/gvc.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const engine_names[KITH_WORKER_N_ENGINES] = { "sfdp", "neato", "fdp", "twopi", "circo" };

static const char not_numbers[] = "Graphviz gave places that are not numbers";

#define TRIES 8

typedef struct
{
  GVC_t *context;
  unsigned engines; /* bits of those that work */
} Worker;

/* Attribute names and values are read only, though Graphviz 2.42 asks for char *. */
static char *
text (const char *constant)
{
  return (char *) constant;
}

static Agraph_t *
graph_new (unsigned engine, unsigned flags, unsigned seed)
{
  Agraph_t *graph = agopen (text ("people"), Agundirected, NULL);
  char number[16];

  if (graph == NULL)
    return NULL;
  snprintf (number, sizeof number, "%u", seed % 1000000u + 1);
  agattr (graph, AGRAPH, text ("start"), number);
  /* no routes for lines, no text to measure, no moving apart: the client does that */
  agattr (graph, AGRAPH, text ("splines"), text (""));
  agattr (graph, AGRAPH, text ("overlap"), text ("true"));
  agattr (graph, AGRAPH, text ("quadtree"), text ("fast"));
  if ((flags & KITH_WORKER_JOB_QUICK) != 0)
    agattr (graph, AGRAPH, text ("maxiter"), text ("30"));
  agattr (graph, AGNODE, text ("label"), text (""));
  agattr (graph, AGNODE, text ("shape"), text ("point"));
  agattr (graph, AGNODE, text ("width"), text (engine == KITH_WORKER_CIRCO ? "0.3" : "0.05"));
  agattr (graph, AGNODE, text ("height"), text (engine == KITH_WORKER_CIRCO ? "0.3" : "0.05"));
  return graph;
}

/* One try with one seed. Returns a status; on KITH_WORKER_DONE @place holds 2 × n numbers, else @why says what went wrong. */
static unsigned
try_to_lay_out (Worker *worker, const KithWorkerJob *job, unsigned seed, const uint32_t *ends, const float *lengths,
                float *place, const char **why)
{
  Agraph_t *graph;
  Agnode_t **nodes = NULL;
  unsigned status = KITH_WORKER_FAILED;
  char number[32];

  *why = "out of memory";
  graph = graph_new (job->engine, job->flags, seed);
  nodes = calloc (job->n > 0 ? job->n : 1, sizeof *nodes);
  if (graph == NULL || nodes == NULL)
    goto out;
  if (lengths != NULL)
    agattr (graph, AGEDGE, text ("len"), text ("1"));
  for (uint32_t i = 0; i < job->n; i++)
    {
      nodes[i] = agnode (graph, NULL, 1);
      if (nodes[i] == NULL)
        goto out;
    }
  for (uint32_t i = 0; i < job->n_ties; i++)
    {
      Agedge_t *edge = agedge (graph, nodes[ends[2 * i]], nodes[ends[2 * i + 1]], NULL, 1);

      if (edge == NULL)
        goto out;
      if (lengths != NULL)
        {
          snprintf (number, sizeof number, "%.5g", (double) lengths[i]);
          agset (edge, text ("len"), number);
        }
    }

  srand (1);
  srand48 (1);
  if (job->n > 0)
    {
      if (gvLayout (worker->context, graph, engine_names[job->engine]) != 0)
        {
          const char *last = aglasterr ();

          *why = last != NULL && *last != '\0' ? last : "Graphviz gave no reason";
          goto out;
        }
      status = KITH_WORKER_DONE;
      for (uint32_t i = 0; i < job->n; i++)
        {
          double x = ND_coord (nodes[i]).x / 72.0, y = ND_coord (nodes[i]).y / 72.0;

          if (!isfinite (x) || !isfinite (y))
            {
              *why = not_numbers;
              status = KITH_WORKER_FAILED;
            }
          place[2 * i] = (float) x;
          place[2 * i + 1] = (float) y;
        }
      gvFreeLayout (worker->context, graph);
    }
  else
    status = KITH_WORKER_DONE;

out:
  free (nodes);
  if (graph != NULL)
    agclose (graph);
  return status;
}

/* With some seeds sfdp 2.42 divides by zero, as on one in fifteen triangles; another seed helps. */
static unsigned
lay_out (Worker *worker, const KithWorkerJob *job, const uint32_t *ends, const float *lengths, float *place,
         const char **why)
{
  unsigned status = KITH_WORKER_FAILED;

  if ((worker->engines & 1u << job->engine) == 0)
    {
      *why = engine_names[job->engine];
      return KITH_WORKER_NO_ENGINE;
    }
  for (unsigned try = 0; try < TRIES; try++)
    {
      status = try_to_lay_out (worker, job, job->seed + try, ends, lengths, place, why);
      if (status == KITH_WORKER_DONE || *why != not_numbers)
        break;
    }
  return status;
}

static void
worker_open (Worker *worker)
{
  static const uint32_t pair[2] = { 0, 1 };

  /* agseterr: what is below this level is kept for aglasterr and not printed. */
  agseterr (AGMAX);
  worker->context = gvContext ();
  worker->engines = (1u << KITH_WORKER_N_ENGINES) - 1;
  for (unsigned i = 0; i < KITH_WORKER_N_ENGINES; i++)
    {
      KithWorkerJob job = { KITH_WORKER_JOB_MAGIC, 0, i, 0, 2, 1, 1 };
      float place[4];
      const char *why;

      if (worker->context == NULL || lay_out (worker, &job, pair, NULL, place, &why) != KITH_WORKER_DONE)
        worker->engines &= ~(1u << i);
    }
}

/* What to install, for the person who reads it; "" where all is there. */
static void
say_missing (const Worker *worker, char *line, size_t size)
{
  bool any = false;
  size_t length;

  line[0] = '\0';
  if (worker->engines == (1u << KITH_WORKER_N_ENGINES) - 1)
    return;
  snprintf (line, size, "Graphviz lacks");
  for (unsigned i = 0; i < KITH_WORKER_N_ENGINES; i++)
    if ((worker->engines & 1u << i) == 0)
      {
        length = strlen (line);
        snprintf (line + length, size - length, "%s%s", any ? ", " : " ", engine_names[i]);
        any = true;
      }
  length = strlen (line);
  snprintf (
      line + length, size - length,
      ". Install its layout plugin (on Debian the package libgvplugin-neato-layout8, or graphviz) and try again.");
}

static bool
answer (uint32_t id, uint32_t status, uint32_t n, const float *place, const char *words)
{
  size_t length = strlen (words);
  KithWorkerAnswer head = { KITH_WORKER_ANSWER_MAGIC, id, status, n, 0 };

  head.text_length = (uint32_t) (length < KITH_WORKER_MAX_TEXT ? length : KITH_WORKER_MAX_TEXT);
  return fwrite (&head, sizeof head, 1, stdout) == 1 && fwrite (words, 1, head.text_length, stdout) == head.text_length
         && (n == 0 || fwrite (place, sizeof (float), 2 * (size_t) n, stdout) == 2 * (size_t) n)
         && fflush (stdout) == 0;
}

/* Reads @count numbers of 32 bits, growing as they come: a head that promises more than it brings costs nothing. */
static void *
read_numbers (size_t count)
{
  size_t have = 0, room = 0;
  uint32_t *numbers = NULL;

  do
    {
      size_t want = room == 0 ? 65536 : room * 2;
      uint32_t *grown;

      if (want > count)
        want = count;
      grown = realloc (numbers, want > 0 ? want * sizeof *numbers : sizeof *numbers);
      if (grown == NULL || !kith_worker_read (stdin, grown + have, (want - have) * sizeof *numbers))
        {
          free (grown != NULL ? grown : numbers);
          return NULL;
        }
      numbers = grown;
      have = room = want;
    }
  while (have < count);
  return numbers;
}

static bool
job_is_sound (const KithWorkerJob *job)
{
  return job->magic == KITH_WORKER_JOB_MAGIC && job->engine < KITH_WORKER_N_ENGINES
         && (job->flags & ~(uint32_t) (KITH_WORKER_JOB_LENGTHS | KITH_WORKER_JOB_QUICK)) == 0
         && job->n <= KITH_WORKER_MAX_PEOPLE && job->n_ties <= KITH_WORKER_MAX_TIES;
}

static bool
ties_are_sound (const KithWorkerJob *job, const uint32_t *ends, const float *lengths)
{
  for (size_t i = 0; i < job->n_ties; i++)
    if (ends[2 * i] >= job->n || ends[2 * i + 1] >= job->n || ends[2 * i] == ends[2 * i + 1])
      return false;
  if (lengths != NULL)
    for (size_t i = 0; i < job->n_ties; i++)
      if (!(lengths[i] > 0 && lengths[i] < 1e6f))
        return false;
  return true;
}

/* One job; false where the worker has to end. */
static bool
serve_one (Worker *worker, const KithWorkerJob *job)
{
  uint32_t *ends = NULL;
  float *lengths = NULL, *place = NULL;
  const char *why = "";
  bool go_on = false;

  if (!job_is_sound (job))
    {
      answer (job->id, KITH_WORKER_BAD_JOB, 0, NULL, "not a job of this version");
      return false;
    }
  ends = read_numbers (2 * (size_t) job->n_ties);
  if (ends != NULL && (job->flags & KITH_WORKER_JOB_LENGTHS) != 0)
    lengths = read_numbers (job->n_ties);
  if (ends == NULL || ((job->flags & KITH_WORKER_JOB_LENGTHS) != 0 && lengths == NULL))
    answer (job->id, KITH_WORKER_BAD_JOB, 0, NULL, "the job ends too early");
  else if (!ties_are_sound (job, ends, lengths))
    answer (job->id, KITH_WORKER_BAD_JOB, 0, NULL, "a tie of the job is out of range");
  else
    {
      uint32_t status = KITH_WORKER_FAILED;

      place = malloc ((job->n > 0 ? job->n : 1) * 2 * sizeof *place);
      if (place == NULL)
        why = "out of memory";
      else
        status = lay_out (worker, job, ends, lengths, place, &why);
      go_on = answer (job->id, status, status == KITH_WORKER_DONE ? job->n : 0, place,
                      status == KITH_WORKER_DONE ? "" : why);
    }
  free (ends);
  free (lengths);
  free (place);
  return go_on;
}

int
kith_worker_serve (void)
{
  Worker worker;
  KithWorkerHello hello = { KITH_WORKER_HELLO_MAGIC, KITH_WORKER_VERSION, 0, 0 };
  KithWorkerJob job;
  char missing[512];
  int status = 0;

  worker_open (&worker);
  say_missing (&worker, missing, sizeof missing);
  hello.engines = worker.engines;
  hello.text_length = (uint32_t) strlen (missing);
  if (fwrite (&hello, sizeof hello, 1, stdout) != 1
      || fwrite (missing, 1, hello.text_length, stdout) != hello.text_length || fflush (stdout) != 0)
    return 1;
  for (;;)
    {
      size_t got = fread (&job, 1, sizeof job, stdin);

      if (got == 0)
        break;
      if (got != sizeof job)
        {
          answer (0, KITH_WORKER_BAD_JOB, 0, NULL, "the job ends too early");
          status = 1;
          break;
        }
      if (!serve_one (&worker, &job))
        {
          status = 1;
          break;
        }
    }
  if (worker.context != NULL)
    gvFreeContext (worker.context);
  return status;
}

int
kith_worker_probe (void)
{
  Worker worker;
  char missing[512];

  worker_open (&worker);
  say_missing (&worker, missing, sizeof missing);
  if (worker.context != NULL)
    gvFreeContext (worker.context);
  puts (*missing == '\0' ? "sfdp, neato, fdp, twopi and circo work." : missing);
  return *missing == '\0' ? 0 : 1;
}
