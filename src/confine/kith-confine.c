/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

#include "kith-confine.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#ifndef WITH_ASAN
#define WITH_ASAN 0
#endif

/* Lowers a limit for good; one that is lower already stays. */
static int
lower (__rlimit_resource_t resource, rlim_t most)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0)
    return -1;
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most)
    limit.rlim_max = most;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > limit.rlim_max)
    limit.rlim_cur = limit.rlim_max;
  return setrlimit (resource, &limit);
}

static rlim_t
most_of_memory (void)
{
  long pages = sysconf (_SC_PHYS_PAGES), page = sysconf (_SC_PAGESIZE);
  rlim_t most = pages > 0 && page > 0 ? (rlim_t) pages * (rlim_t) page / 4 * 3 : 0;

  return most < (rlim_t) 1 << 30 ? (rlim_t) 1 << 30 : most;
}

int
kith_confine (const KithConfines *confines)
{
  signal (SIGPIPE, SIG_DFL);
  signal (SIGXFSZ, SIG_IGN);
  /* The thread that waits for what this program says is its parent: without it nobody does. */
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_DUMPABLE, 0) != 0)
    return -1;
  if (lower (RLIMIT_CORE, 0) != 0 || lower (RLIMIT_FSIZE, confines->written) != 0)
    return -1;
  if (confines->seconds > 0 && lower (RLIMIT_CPU, confines->seconds) != 0)
    return -1;
  if (confines->files > 0 && lower (RLIMIT_NOFILE, confines->files) != 0)
    return -1;
  /* Addresses are what AddressSanitizer uses by the terabyte. */
  if (!WITH_ASAN && lower (RLIMIT_AS, confines->memory > 0 ? confines->memory : most_of_memory ()) != 0)
    return -1;
  return 0;
}
