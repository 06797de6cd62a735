/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-lines.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define BUFFER_SIZE (256 << 10)

void
kith_lines_init (KithLines *self, KithInput *input, gboolean bytes, gsize max, GCancellable *cancellable)
{
  *self = (KithLines) { .input = input, .bytes = bytes, .max = max, .cancellable = cancellable };
  self->buffer = g_malloc (BUFFER_SIZE + 1);
  self->part = g_string_new (NULL);
}

void
kith_lines_clear (KithLines *self)
{
  g_clear_pointer (&self->buffer, g_free);
  if (self->part != NULL)
    g_string_free (self->part, TRUE);
  self->part = NULL;
}

static gboolean
fill (KithLines *self, GError **error)
{
  gssize n = self->bytes
                 ? kith_input_read_bytes (self->input, (guchar *) self->buffer, BUFFER_SIZE, self->cancellable, error)
                 : kith_input_read (self->input, self->buffer, BUFFER_SIZE, self->cancellable, error);

  if (n < 0)
    return FALSE;
  self->start = 0;
  self->end = n;
  self->over = n == 0;
  return TRUE;
}

/* The first line break from @p on. */
static char *
find_end (char *p, gsize length)
{
  char *lf = memchr (p, '\n', length);
  char *cr = memchr (p, '\r', lf != NULL ? (gsize) (lf - p) : length);

  return cr != NULL ? cr : lf;
}

static gboolean
take (KithLines *self, char *line, gsize length)
{
  self->line = line;
  self->length = length;
  for (char *zero = memchr (line, 0, length); zero != NULL; zero = memchr (zero, 0, line + length - zero))
    *zero = ' ';
  line[length] = '\0';
  self->number++;
  return TRUE;
}

gboolean
kith_lines_next (KithLines *self, GError **error)
{
  g_string_truncate (self->part, 0);
  for (;;)
    {
      char *p, *end;
      gsize length;

      if (self->start == self->end && !self->over && !fill (self, error))
        return FALSE;
      if (self->over)
        return self->part->len > 0 && take (self, self->part->str, self->part->len);
      p = self->buffer + self->start;
      if (self->after_cr && *p == '\n')
        {
          self->after_cr = FALSE;
          self->start++;
          continue;
        }
      self->after_cr = FALSE;
      end = find_end (p, self->end - self->start);
      length = end != NULL ? (gsize) (end - p) : self->end - self->start;
      self->start += length + (end != NULL);
      if (end != NULL)
        self->after_cr = *end == '\r';
      if (end != NULL && self->part->len == 0 && length <= self->max)
        return take (self, p, length);
      if (self->part->len + length > self->max)
        {
          if (!self->cut)
            {
              g_set_error (
                  error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                  _ ("Line %" PRIu64 " of “%s” is longer than any that holds people or ties: export it again."),
                  self->number + 1, kith_input_get_name (self->input));
              return FALSE;
            }
          length = self->max - MIN (self->max, self->part->len);
        }
      g_string_append_len (self->part, p, length);
      if (end != NULL)
        return take (self, self->part->str, self->part->len);
    }
}
