/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* What kith-layout-worker and the program that starts it say to each other over two pipes. Both run on one machine from one
 * build, so numbers are in its own byte order and structs are written as they lie: every field is 32 bits wide, there are no holes.
 *
 *   worker → client, once:  KithWorkerHello, then text_length bytes of text (what is missing, or "")
 *   client → worker:        KithWorkerJob, then 2 × n_ties uint32 (the two ends of each tie),
 *                           then, with KITH_WORKER_JOB_LENGTHS, n_ties floats (wished length, 1 is one unit)
 *   worker → client:        KithWorkerAnswer, then 2 × n floats (x, y of each person in turn; y grows upwards)
 *                           or, where status is not KITH_WORKER_DONE, text_length bytes of text (why)
 *
 * Jobs are answered in the order they came. The end of the input ends the worker. A broken job ends it too, with the answer
 * KITH_WORKER_BAD_JOB, for what follows cannot be told apart any more. */

#pragma once

#include <stdint.h>

#define KITH_WORKER_VERSION 1u
#define KITH_WORKER_HELLO_MAGIC 0x3148574bu  /* "KWH1" */
#define KITH_WORKER_JOB_MAGIC 0x314a574bu    /* "KWJ1" */
#define KITH_WORKER_ANSWER_MAGIC 0x3141574bu /* "KWA1" */

/* More is refused: it would not fit into memory as a Graphviz graph. */
#define KITH_WORKER_MAX_PEOPLE 2000000u
#define KITH_WORKER_MAX_TIES 20000000u
#define KITH_WORKER_MAX_TEXT 4096u

enum
{
  KITH_WORKER_SFDP,
  KITH_WORKER_NEATO,
  KITH_WORKER_FDP,
  KITH_WORKER_TWOPI,
  KITH_WORKER_CIRCO,
  KITH_WORKER_N_ENGINES,
};

enum
{
  KITH_WORKER_JOB_LENGTHS = 1, /* a wished length follows for each tie */
  KITH_WORKER_JOB_QUICK = 2,   /* neato: 30 rounds instead of 200; for a few dozen people the eye sees no difference */
};

enum
{
  KITH_WORKER_DONE,
  KITH_WORKER_NO_ENGINE, /* Graphviz lacks this engine */
  KITH_WORKER_FAILED,    /* Graphviz refused the graph */
  KITH_WORKER_BAD_JOB,   /* not a job; the worker ends */
};

typedef struct
{
  uint32_t magic;
  uint32_t version;
  uint32_t engines; /* bit 1 << KITH_WORKER_SFDP … for each one that works */
  uint32_t text_length;
} KithWorkerHello;

typedef struct
{
  uint32_t magic;
  uint32_t id; /* comes back in the answer */
  uint32_t engine;
  uint32_t flags;
  uint32_t n;
  uint32_t n_ties;
  uint32_t seed;
} KithWorkerJob;

typedef struct
{
  uint32_t magic;
  uint32_t id;
  uint32_t status;
  uint32_t n; /* 0 unless done */
  uint32_t text_length;
} KithWorkerAnswer;
