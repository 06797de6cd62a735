/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-log-guard.h"

#include <string.h>

#define MAGIC 0x377f0682 /* its last bit tells the byte order of the sums */

#define PLAUSIBLE_GROWTH (1 << 20) /* pages a database may grow by in one transaction */

typedef struct
{
  sqlite3_file *file;
  gsize page_size;
  guint8 *frame; /* the one read last, whole */
  guint8 salts[8];
  guint8 head_sum[8];
  guint8 sum[8]; /* stored in the frame (or header) before */
  gboolean is_big;
  gboolean head_fits;
} Log;

static guint32
big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static void
add_to_sum (gboolean is_big, const guint8 *data, gsize size, guint32 sum[2])
{
  for (gsize i = 0; i < size; i += 8)
    {
      guint32 words[2];

      memcpy (words, data + i, 8);
      sum[0] += (is_big ? GUINT32_FROM_BE (words[0]) : GUINT32_FROM_LE (words[0])) + sum[1];
      sum[1] += (is_big ? GUINT32_FROM_BE (words[1]) : GUINT32_FROM_LE (words[1])) + sum[0];
    }
}

static gboolean
is_sum (const guint32 sum[2], const guint8 *stored)
{
  return sum[0] == big_endian (stored) && sum[1] == big_endian (stored + 4);
}

static gboolean
read_frame (Log *self, gsize number)
{
  gsize size = KITH_LOG_FRAME_HEAD + self->page_size;

  return self->file->pMethods->xRead (self->file, self->frame, size, KITH_LOG_HEAD + (sqlite3_int64) (number * size))
         == SQLITE_OK;
}

static gboolean
open_log (Log *self, sqlite3_file *file, gsize page_size)
{
  guint8 head[KITH_LOG_HEAD];
  guint32 sum[2] = { 0, 0 };

  if (file->pMethods->xRead (file, head, KITH_LOG_HEAD, 0) != SQLITE_OK)
    return FALSE;
  self->file = file;
  self->page_size = page_size;
  self->frame = g_malloc (KITH_LOG_FRAME_HEAD + page_size);
  self->is_big = big_endian (head) != MAGIC;
  memcpy (self->salts, head + 16, 8);
  memcpy (self->head_sum, head + 24, 8);
  memcpy (self->sum, head + 24, 8);
  add_to_sum (self->is_big, head, 24, sum);
  self->head_fits = is_sum (sum, head + 24) && big_endian (head + 8) == page_size;
  return TRUE;
}

/* Whether the frame read last belongs to this run of the log and goes on from the one before. */
static gboolean
fits (Log *self)
{
  guint32 sum[2] = { big_endian (self->sum), big_endian (self->sum + 4) };

  add_to_sum (self->is_big, self->frame, 8, sum);
  add_to_sum (self->is_big, self->frame + KITH_LOG_FRAME_HEAD, self->page_size, sum);
  memcpy (self->sum, self->frame + 16, 8);
  return memcmp (self->frame + 8, self->salts, 8) == 0 && is_sum (sum, self->frame + 16);
}

gboolean
kith_log_guard_is_whole (sqlite3_file *log, gsize page_size, guint frames)
{
  Log self = { 0 };
  gboolean whole = frames == 0 || open_log (&self, log, page_size);

  for (gsize i = 0; i < frames && whole; i++)
    whole = read_frame (&self, i) && fits (&self);
  g_free (self.frame);
  return whole;
}

/* Whether the frame read last, which does not fit, ended a transaction even so: its head says so, and is not noise from a sector that was being written when the
 * power went. */
static gboolean
seems_to_end (Log *self, guint32 pages)
{
  guint32 page = big_endian (self->frame), size = big_endian (self->frame + 4);

  return memcmp (self->frame + 8, self->salts, 8) == 0 && page > 0 && page <= size && size <= pages + PLAUSIBLE_GROWTH;
}

/* Goes through the frames after a header as @self has read it. */
static gboolean
has_gap_before_end (Log *self)
{
  gboolean gap = !self->head_fits, finished = FALSE;
  guint32 pages = 0;

  memcpy (self->sum, self->head_sum, 8);
  for (gsize i = 0; read_frame (self, i); i++)
    {
      gboolean ends = big_endian (self->frame + 4) != 0;

      if (i == 0 && !self->head_fits)
        memcpy (self->salts, self->frame + 8, 8); /* those of the header may be what is wrong */
      if (fits (self))
        {
          if (gap && finished)
            return TRUE;
          finished |= ends;
          if (ends)
            pages = big_endian (self->frame + 4);
        }
      else
        {
          gap = TRUE;
          finished = seems_to_end (self, pages);
        }
    }
  return FALSE;
}

gboolean
kith_log_guard_is_damaged (sqlite3_file *log, gsize page_size)
{
  Log self = { 0 };
  gboolean damaged;

  if (!open_log (&self, log, page_size))
    return FALSE;
  damaged = has_gap_before_end (&self);
  if (!damaged && !self.head_fits)
    {
      self.is_big = !self.is_big; /* may be what is wrong too */
      damaged = has_gap_before_end (&self);
    }
  g_free (self.frame);
  return damaged;
}
