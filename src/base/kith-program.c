/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-program.h"

#include "kith-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct _KithProgram
{
  GPid pid;
  int fd;
  gint64 patience; /* microseconds that are left */
  GCancellable *cancellable;
};

/* --- where it is --- */

static gboolean
is_program (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* "kith-layout-worker" → "KITH_LAYOUT_WORKER" */
static char *
dup_setting (const char *name)
{
  char *setting = g_ascii_strup (name, -1);

  for (char *c = setting; *c != '\0'; c++)
    if (*c == '-')
      *c = '_';
  return setting;
}

char *
kith_program_find (const char *name, GError **error)
{
  g_autofree char *setting = dup_setting (name);
  const char *told = g_getenv (setting);
  g_autofree char *built = g_build_filename (KITH_BUILD_DIR, "src", name + strlen ("kith-"), name, NULL);
  g_autofree char *installed = g_build_filename (KITH_LIBEXEC_DIR, name, NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside
      = folder != NULL ? g_build_filename (folder, "..", "libexec", "kith", name, NULL) : g_strdup (installed);

  if (told != NULL && *told != '\0')
    {
      if (is_program (told))
        return g_strdup (told);
      g_set_error (error, KITH_ERROR, KITH_ERROR_ENGINE,
                   /* Translators: a path, and the name of a setting such as KITH_LAYOUT_WORKER */
                   _ ("There is no program at “%s”. Correct or remove the setting %s."), told, setting);
      return NULL;
    }
  /* A program run from the folder it was built in must not meet an older worker that is installed. */
  if (folder != NULL && g_str_has_prefix (folder, KITH_BUILD_DIR G_DIR_SEPARATOR_S) && is_program (built))
    return g_steal_pointer (&built);
  if (is_program (installed))
    return g_steal_pointer (&installed);
  if (is_program (beside))
    return g_steal_pointer (&beside);
  if (is_program (built))
    return g_steal_pointer (&built);
  g_set_error (error, KITH_ERROR, KITH_ERROR_ENGINE,
               /* Translators: %s is the name of a program, such as kith-layout-worker */
               _ ("The program %s, a part of Kith, is missing. Install Kith again."), name);
  return NULL;
}

/* --- starting and ending --- */

static void
set_start_error (const char *path, int code, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, KITH_ERROR, KITH_ERROR_ENGINE,
               /* Translators: the name of a program, and a reason given by the system */
               _ ("The program %s, a part of Kith, could not be started (%s). Close other programs and try again."),
               name, g_strerror (code));
}

GPid
kith_program_spawn (const char *path, const char *mode, int in, int out, gboolean bare, GError **error)
{
  char *argv[] = { (char *) path, (char *) mode, NULL };
  char *nothing[] = { NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  pid_t pid = -1;
  int failed;

  sigemptyset (&none);
  sigfillset (&all);
  posix_spawnattr_init (&attributes);
  /* the caller's thread may block or ignore signals; its child must not inherit that */
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &all);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2 (&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np (&actions, STDERR_FILENO + 1);
  failed = posix_spawn (&pid, path, &actions, &attributes, argv, bare ? nothing : environ);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  if (failed == 0)
    return pid;
  set_start_error (path, failed, error);
  return -1;
}

void
kith_program_end (GPid pid)
{
  kill (pid, SIGKILL);
  while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    ;
}

/* --- listening --- */

KithProgram *
kith_program_start (const char *name, const char *mode, int in, gboolean bare, guint patience,
                    GCancellable *cancellable, GError **error)
{
  g_autofree char *path = kith_program_find (name, error);
  KithProgram *self;
  int ends[2];
  GPid pid;

  if (path == NULL)
    return NULL;
  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      set_start_error (path, errno, error);
      return NULL;
    }
  pid = kith_program_spawn (path, mode, in, ends[1], bare, error);
  close (ends[1]);
  if (pid < 0)
    {
      close (ends[0]);
      return NULL;
    }
  self = g_new0 (KithProgram, 1);
  self->pid = pid;
  self->fd = ends[0];
  self->patience = patience * G_USEC_PER_SEC;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return self;
}

/* Waits until something was said, or it is to be waited no longer. */
static gboolean
wait_for (KithProgram *self, GError **error)
{
  GPollFD fds[2] = { { .fd = self->fd, .events = G_IO_IN } };
  guint n = self->cancellable != NULL && g_cancellable_make_pollfd (self->cancellable, &fds[1]) ? 2 : 1;
  int came;

  do
    {
      gint64 began = g_get_monotonic_time ();

      came = g_poll (fds, n, MAX (self->patience / 1000, 0) + 1);
      self->patience -= g_get_monotonic_time () - began;
    }
  while (came < 0 && errno == EINTR);
  if (n == 2)
    g_cancellable_release_fd (self->cancellable);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (came > 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, g_strerror (ETIMEDOUT));
  return FALSE;
}

gssize
kith_program_read (KithProgram *self, void *buffer, gsize size, GError **error)
{
  for (;;)
    {
      gssize n;

      if (!wait_for (self, error))
        return -1;
      n = read (self->fd, buffer, size);
      if (n >= 0)
        return n;
      if (errno != EINTR)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
          return -1;
        }
    }
}

void
kith_program_free (KithProgram *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  kith_program_end (self->pid);
  g_clear_object (&self->cancellable);
  g_free (self);
}
