/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each worker is a child process with one socket for its standard input and output. Nothing here blocks except poll(), and that
 * waits for the cancellable too. A worker has a few small jobs or one large one in hand at a time, so that it never idles while the
 * next is on its way, and the last large job does not queue behind another. The pool must be used and freed by one thread
 * (kith-program.h). */

#include "kith-layout-pool.h"
#include "kith-error.h"
#include "kith-layout-protocol.h"
#include "kith-program.h"

#include <glib/gi18n-lib.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define JOBS_IN_HAND 8
#define TIES_IN_HAND 4096
#define MOST_WORKERS 64

typedef struct
{
  guint id;
  guint n, n_ties;
  KithLayoutEngine engine;
  GByteArray *bytes;
  float *place;
} Job;

typedef struct
{
  GPid pid;
  int fd;
  gboolean greeted;
  guint32 engines;
  GQueue in_hand; /* Job, in the order sent */
  guint ties_in_hand;
  GByteArray *out; /* of it, out_done are written */
  gsize out_done;
  GByteArray *in; /* of it, in_done are understood */
  gsize in_done;
} Worker;

struct _KithLayoutPool
{
  char *program;
  guint most_workers;
  GCancellable *cancellable;
  GPollFD cancel_fd;
  gboolean has_cancel_fd;
  GPtrArray *workers;
  GQueue waiting; /* Job */
  guint next_id;
  guint64 people_added, people_done;
};

static void
job_free (Job *job)
{
  g_byte_array_unref (job->bytes);
  g_free (job);
}

static void
worker_free (Worker *worker)
{
  kith_program_end (worker->pid);
  close (worker->fd);
  g_queue_clear_full (&worker->in_hand, (GDestroyNotify) job_free);
  g_byte_array_unref (worker->out);
  g_byte_array_unref (worker->in);
  g_free (worker);
}

KithLayoutPool *
kith_layout_pool_new (guint workers, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = kith_program_find ("kith-layout-worker", error);
  KithLayoutPool *self;

  if (program == NULL)
    return NULL;
  self = g_new0 (KithLayoutPool, 1);
  self->program = g_steal_pointer (&program);
  self->most_workers = CLAMP (workers > 0 ? workers : g_get_num_processors (), 1, MOST_WORKERS);
  self->workers = g_ptr_array_new_with_free_func ((GDestroyNotify) worker_free);
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->has_cancel_fd = g_cancellable_make_pollfd (cancellable, &self->cancel_fd);
    }
  return self;
}

void
kith_layout_pool_free (KithLayoutPool *self)
{
  if (self == NULL)
    return;
  /* all are told to end before any is waited for */
  for (guint i = 0; i < self->workers->len; i++)
    kill (((Worker *) self->workers->pdata[i])->pid, SIGKILL);
  g_ptr_array_unref (self->workers);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) job_free);
  if (self->has_cancel_fd)
    g_cancellable_release_fd (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->program);
  g_free (self);
}

static gboolean
start_worker (KithLayoutPool *self, GError **error)
{
  int pair[2];
  GPid pid;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_ENGINE,
          /* Translators: %s is a reason given by the system */
          _ ("The program that arranges the map could not be started (%s). Close other programs and try again."),
          g_strerror (errno));
      return FALSE;
    }
  pid = kith_program_spawn (self->program, "--jobs", pair[1], pair[1], FALSE, error);
  close (pair[1]);
  if (pid < 0)
    {
      close (pair[0]);
      return FALSE;
    }

  Worker *worker = g_new0 (Worker, 1);
  worker->pid = pid;
  worker->fd = pair[0];
  worker->out = g_byte_array_new ();
  worker->in = g_byte_array_new ();
  fcntl (worker->fd, F_SETFL, fcntl (worker->fd, F_GETFL) | O_NONBLOCK);
  g_ptr_array_add (self->workers, worker);
  return TRUE;
}

static void
hand_out (KithLayoutPool *self, Worker *worker)
{
  Job *job;

  while ((job = g_queue_peek_head (&self->waiting)) != NULL
         && (worker->in_hand.length == 0
             || (worker->in_hand.length < JOBS_IN_HAND && worker->ties_in_hand + job->n_ties <= TIES_IN_HAND)))
    {
      g_queue_pop_head (&self->waiting);
      if (worker->out_done == worker->out->len)
        {
          g_byte_array_set_size (worker->out, 0);
          worker->out_done = 0;
        }
      g_byte_array_append (worker->out, job->bytes->data, job->bytes->len);
      g_byte_array_set_size (job->bytes, 0);
      worker->ties_in_hand += job->n_ties;
      g_queue_push_tail (&worker->in_hand, job);
    }
}

static void
set_stopped_error (GError **error)
{
  g_set_error_literal (
      error, KITH_ERROR, KITH_ERROR_ENGINE,
      _ ("The program that arranges the map stopped unexpectedly. Try again, or choose another way to arrange the map."));
}

static void
set_answer_error (const Worker *worker, const Job *job, guint32 status, const char *why, GError **error)
{
  const char *name = kith_layout_engine_get_name (job->engine);

  if (status == KITH_WORKER_NO_ENGINE)
    g_set_error (
        error, KITH_ERROR, KITH_ERROR_ENGINE,
        /* Translators: %s is the name of a way to arrange the map, such as sfdp. Graphviz and libgvplugin-neato-layout8 are names. */
        _ ("The map cannot be arranged: the Graphviz on this computer lacks “%s”. Install the layout plugins of Graphviz (on Debian the package libgvplugin-neato-layout8, or graphviz) and try again."),
        name);
  else
    g_set_error (
        error, KITH_ERROR, KITH_ERROR_ENGINE,
        /* Translators: the first %s is the name of a way to arrange the map, such as sfdp, the second what that program said */
        _ ("“%s” could not arrange the map (%s). Choose another way to arrange it."), name, why);
}

/* Understands what has come from a worker so far. */
static gboolean
understand (KithLayoutPool *self, Worker *worker, GError **error)
{
  for (;;)
    {
      const guint8 *data = worker->in->data + worker->in_done;
      gsize have = worker->in->len - worker->in_done;

      if (!worker->greeted)
        {
          KithWorkerHello hello;

          if (have < sizeof hello)
            break;
          memcpy (&hello, data, sizeof hello);
          if (hello.magic != KITH_WORKER_HELLO_MAGIC || hello.version != KITH_WORKER_VERSION
              || hello.text_length > KITH_WORKER_MAX_TEXT)
            {
              g_set_error (
                  error, KITH_ERROR, KITH_ERROR_ENGINE,
                  _ ("The program that arranges the map, “%s”, belongs to another version of Kith. Install Kith again."),
                  self->program);
              return FALSE;
            }
          if (have < sizeof hello + hello.text_length)
            break;
          worker->greeted = TRUE;
          worker->engines = hello.engines;
          worker->in_done += sizeof hello + hello.text_length;
        }
      else
        {
          KithWorkerAnswer answer;
          Job *job = g_queue_peek_head (&worker->in_hand);
          gsize size;

          if (have < sizeof answer)
            break;
          memcpy (&answer, data, sizeof answer);
          size = sizeof answer + answer.text_length + 2 * sizeof (float) * (gsize) answer.n;
          if (answer.magic != KITH_WORKER_ANSWER_MAGIC || answer.text_length > KITH_WORKER_MAX_TEXT || job == NULL
              || answer.id != job->id || (answer.status == KITH_WORKER_DONE && answer.n != job->n)
              || (answer.status != KITH_WORKER_DONE && answer.n != 0))
            {
              set_stopped_error (error);
              return FALSE;
            }
          if (have < size)
            break;
          if (answer.status != KITH_WORKER_DONE)
            {
              g_autofree char *why = g_strndup ((const char *) data + sizeof answer, answer.text_length);
              g_autofree char *valid = g_utf8_make_valid (g_strstrip (why), -1);

              set_answer_error (worker, job, answer.status, valid, error);
              return FALSE;
            }
          memcpy (job->place, data + sizeof answer + answer.text_length, 2 * sizeof (float) * (gsize) answer.n);
          worker->in_done += size;
          worker->ties_in_hand -= job->n_ties;
          self->people_done += job->n;
          job_free (g_queue_pop_head (&worker->in_hand));
        }
    }
  if (worker->in_done == worker->in->len)
    {
      g_byte_array_set_size (worker->in, 0);
      worker->in_done = 0;
    }
  else if (worker->in_done > 1 << 16)
    {
      g_byte_array_remove_range (worker->in, 0, worker->in_done);
      worker->in_done = 0;
    }
  return TRUE;
}

static gboolean
read_from (KithLayoutPool *self, Worker *worker, GError **error)
{
  static const gsize piece = 1 << 16;

  for (;;)
    {
      guint before = worker->in->len;
      gssize got;

      g_byte_array_set_size (worker->in, before + piece);
      got = recv (worker->fd, worker->in->data + before, piece, 0);
      g_byte_array_set_size (worker->in, before + (got > 0 ? got : 0));
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return TRUE;
      if (got <= 0)
        {
          set_stopped_error (error);
          return FALSE;
        }
      if (!understand (self, worker, error))
        return FALSE;
      if ((gsize) got < piece)
        return TRUE;
    }
}

/* A worker that does not take what is sent has ended: what it said before is read first, so that is not an error here. */
static void
write_to (Worker *worker)
{
  while (worker->out_done < worker->out->len)
    {
      gssize put = send (worker->fd, worker->out->data + worker->out_done, worker->out->len - worker->out_done,
                         MSG_NOSIGNAL | MSG_DONTWAIT);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        {
          if (errno != EAGAIN && errno != EWOULDBLOCK)
            worker->out_done = worker->out->len;
          return;
        }
      worker->out_done += put;
    }
}

static gboolean
pool_step (KithLayoutPool *self, int timeout, GError **error)
{
  struct pollfd fds[MOST_WORKERS + 1];
  guint n = 0;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  while (self->workers->len < self->most_workers && self->workers->len < self->waiting.length)
    if (!start_worker (self, error))
      return FALSE;
  for (guint i = 0; i < self->workers->len; i++)
    {
      Worker *worker = self->workers->pdata[i];

      hand_out (self, worker);
      write_to (worker);
      fds[n].fd = worker->fd;
      fds[n].events = POLLIN | (worker->out_done < worker->out->len ? POLLOUT : 0);
      fds[n++].revents = 0;
    }
  if (self->has_cancel_fd)
    {
      fds[n].fd = self->cancel_fd.fd;
      fds[n].events = POLLIN;
      fds[n++].revents = 0;
    }
  if (poll (fds, n, timeout) < 0 && errno != EINTR)
    {
      set_stopped_error (error);
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->workers->len; i++)
    {
      Worker *worker = self->workers->pdata[i];

      if ((fds[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !read_from (self, worker, error))
        return FALSE;
      if ((fds[i].revents & POLLOUT) != 0)
        write_to (worker);
    }
  return TRUE;
}

gboolean
kith_layout_pool_add (KithLayoutPool *self, KithLayoutEngine engine, guint n, guint n_ties, const guint32 *ends,
                      const float *lengths, gboolean quick, guint32 seed, float *place, GError **error)
{
  static const guint32 numbers[] = {
    [KITH_LAYOUT_SFDP] = KITH_WORKER_SFDP,   [KITH_LAYOUT_NEATO] = KITH_WORKER_NEATO,
    [KITH_LAYOUT_FDP] = KITH_WORKER_FDP,     [KITH_LAYOUT_TWOPI] = KITH_WORKER_TWOPI,
    [KITH_LAYOUT_CIRCO] = KITH_WORKER_CIRCO,
  };
  KithWorkerJob head = { KITH_WORKER_JOB_MAGIC };
  Job *job;

  g_assert (engine > KITH_LAYOUT_COMMUNITIES && engine <= KITH_LAYOUT_CIRCO);
  if (n > KITH_WORKER_MAX_PEOPLE || n_ties > KITH_WORKER_MAX_TIES)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                   /* Translators: %s is the name of a way to arrange the map, such as sfdp */
                   _ ("The network is too large for “%s”. Arrange the map by communities."),
                   kith_layout_engine_get_name (engine));
      return FALSE;
    }
  job = g_new0 (Job, 1);
  job->id = self->next_id++;
  job->n = n;
  job->n_ties = n_ties;
  job->engine = engine;
  job->place = place;
  head.id = job->id;
  head.engine = numbers[engine];
  head.flags = (lengths != NULL ? KITH_WORKER_JOB_LENGTHS : 0) | (quick ? KITH_WORKER_JOB_QUICK : 0);
  head.n = n;
  head.n_ties = n_ties;
  head.seed = seed;
  job->bytes
      = g_byte_array_sized_new (sizeof head + n_ties * (2 * sizeof *ends + (lengths != NULL ? sizeof *lengths : 0)));
  g_byte_array_append (job->bytes, (const guint8 *) &head, sizeof head);
  g_byte_array_append (job->bytes, (const guint8 *) ends, 2 * sizeof *ends * n_ties);
  if (lengths != NULL)
    g_byte_array_append (job->bytes, (const guint8 *) lengths, sizeof *lengths * n_ties);
  g_queue_push_tail (&self->waiting, job);
  self->people_added += n;
  return pool_step (self, 0, error);
}

static gboolean
pool_is_idle (const KithLayoutPool *self)
{
  if (self->waiting.length > 0)
    return FALSE;
  for (guint i = 0; i < self->workers->len; i++)
    if (((Worker *) self->workers->pdata[i])->in_hand.length > 0)
      return FALSE;
  return TRUE;
}

gboolean
kith_layout_pool_finish (KithLayoutPool *self, KithProgress *progress, double from, double to, GError **error)
{
  guint64 before = self->people_done;

  while (!pool_is_idle (self))
    {
      kith_progress_step (
          progress, NULL,
          from + (to - from) * (self->people_done - before) / (double) MAX (self->people_added - before, 1));
      if (!pool_step (self, -1, error))
        return FALSE;
    }
  return TRUE;
}
