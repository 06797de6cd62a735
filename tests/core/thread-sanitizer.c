/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For the thread sanitizer alone: GLib, which is not built with it, locks by system calls that it cannot see. Its locks, conditions and
 * counts of references are told to it here, each around GLib's own; nothing is suppressed. */

#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

#define REAL(name) ((__typeof__ (&name)) find (#name))

static void *
find (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_atomic_ref_count_dec (gatomicrefcount *count)
{
  __tsan_release (count);
  gboolean last = REAL (g_atomic_ref_count_dec) (count);
  __tsan_acquire (count);
  return last;
}

void
g_bytes_unref (GBytes *bytes)
{
  if (bytes == NULL)
    return;
  __tsan_release (bytes);
  __tsan_acquire (bytes);
  REAL (g_bytes_unref) (bytes);
}
