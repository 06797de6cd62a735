/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* kith-layout-worker: the one program that links Graphviz. It lays out what it reads on stdin, or turns DOT into records and
 * back, and knows no file names. Whoever started it may end it at any time. */

#include "kith-worker.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#else
#define WITH_ASAN 0
#endif

/* A hostile or huge graph may cost this process its life, never the machine its memory. */
static void
set_limits (void)
{
  struct rlimit limit;

  limit.rlim_cur = limit.rlim_max = 0;
  setrlimit (RLIMIT_CORE, &limit);

  /* Graphviz walks long paths by recursion. The stack grows on use only; 128 MB is what Linux leaves room for. */
  if (getrlimit (RLIMIT_STACK, &limit) == 0)
    {
      rlim_t wanted = 120u << 20;

      if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < wanted)
        wanted = limit.rlim_max;
      if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur < wanted)
        {
          limit.rlim_cur = wanted;
          setrlimit (RLIMIT_STACK, &limit);
        }
    }

  /* Addresses are what AddressSanitizer uses by the terabyte. */
  if (!WITH_ASAN && getrlimit (RLIMIT_AS, &limit) == 0)
    {
      long pages = sysconf (_SC_PHYS_PAGES), page = sysconf (_SC_PAGESIZE);

      if (pages > 0 && page > 0)
        {
          rlim_t most = (rlim_t) pages * (rlim_t) page / 4 * 3;

          if (most < (rlim_t) 1 << 30)
            most = (rlim_t) 1 << 30;
          if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most)
            {
              limit.rlim_cur = limit.rlim_max = most;
              setrlimit (RLIMIT_AS, &limit);
            }
        }
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
  set_limits ();
  signal (SIGPIPE, SIG_DFL);
  if (argc == 2 && strcmp (argv[1], "--jobs") == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

      /* The thread that waits for the answers is the parent: without it nobody reads them. */
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      /* Graphviz prints warnings by the thousand; what matters goes into the answers. */
      if (nowhere >= 0)
        dup2 (nowhere, STDERR_FILENO);
      return kith_worker_serve ();
    }
  if (argc == 2 && strcmp (argv[1], "--dot-in") == 0)
    return kith_worker_dot_in ();
  if (argc == 2 && strcmp (argv[1], "--dot-out") == 0)
    return kith_worker_dot_out ();
  if (argc == 2 && strcmp (argv[1], "--probe") == 0)
    return kith_worker_probe ();
  return usage (argc == 2 && strcmp (argv[1], "--help") == 0 ? stdout : stderr);
}
