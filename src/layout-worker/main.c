/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* kith-layout-worker: the one program that links Graphviz. It lays out what it reads on stdin, or turns DOT into records and
 * back, and knows no file names. Whoever started it may end it at any time. */

#include "kith-confine.h"
#include "kith-worker.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Graphviz walks long paths by recursion. The stack grows on use only; 128 MB is what Linux leaves room for. */
static void
raise_stack (void)
{
  struct rlimit limit;
  rlim_t wanted = 120u << 20;

  if (getrlimit (RLIMIT_STACK, &limit) != 0)
    return;
  if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < wanted)
    wanted = limit.rlim_max;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur < wanted)
    {
      limit.rlim_cur = wanted;
      setrlimit (RLIMIT_STACK, &limit);
    }
}

bool
kith_worker_read (FILE *in, void *buffer, size_t size)
{
  return size == 0 || fread (buffer, 1, size, in) == size;
}

static int
usage (FILE *out)
{
  fputs ("Usage: kith-layout-worker --jobs | --dot-in | --dot-out | --probe\n"
         "Places people by Graphviz for Kith. It reads standard input and writes standard output.\n"
         "  --jobs     places for many networks in turn, in the form of kith-layout-protocol.h\n"
         "  --dot-in   reads DOT, writes records of people and ties\n"
         "  --dot-out  reads records of people and ties, writes DOT\n"
         "  --probe    says which engines work\n",
         out);
  return out == stdout ? 0 : 2;
}

int
main (int argc, char **argv)
{
  /* Large maps take their time; a file that takes so long is none. Graphviz keeps what it has to say in a nameless file. */
  static const KithConfines jobs = { .written = 1 << 20 };
  static const KithConfines dot = { .seconds = 100, .files = 16, .written = 1 << 20 };

  raise_stack ();
  if (argc == 2 && strcmp (argv[1], "--jobs") == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

      /* Graphviz prints warnings by the thousand; what matters goes into the answers. */
      if (nowhere >= 0)
        dup2 (nowhere, STDERR_FILENO);
      return kith_confine (&jobs) == 0 ? kith_worker_serve () : 1;
    }
  if (argc == 2 && strcmp (argv[1], "--dot-in") == 0)
    return kith_confine (&dot) == 0 ? kith_worker_dot_in () : 1;
  if (argc == 2 && strcmp (argv[1], "--dot-out") == 0)
    return kith_worker_dot_out ();
  if (argc == 2 && strcmp (argv[1], "--probe") == 0)
    return kith_worker_probe ();
  return usage (argc == 2 && strcmp (argv[1], "--help") == 0 ? stdout : stderr);
}
