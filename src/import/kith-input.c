/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three layers, each a read function on the one before: the file, its bytes without gzip, those bytes as UTF-8. The first
 * megabyte of the second layer is kept to look at, and given out again first. */

#include "kith-input.h"

#include "kith-error.h"
#include "kith-sniff.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet.h>

#define HEAD_SIZE (1 << 20)
#define CHUNK_SIZE (64 << 10)

struct _KithInput
{
  KithFile *file;
  guint64 position; /* in the file */

  GConverter *inflater; /* NULL where the file is not gzip */
  guchar *packed;       /* CHUNK_SIZE; bytes of the file not yet unpacked */
  gsize packed_start, packed_end;
  gboolean packed_eof;  /* the file has given all it has */
  gboolean packed_over; /* the last member has ended */

  guchar *head;
  gsize head_start, head_end;

  char *charset;
  GIConv conv; /* (GIConv) -1 where the bytes are UTF-8 already */
  char *raw;   /* CHUNK_SIZE; bytes not yet converted */
  gsize raw_start, raw_end;
  gboolean raw_over;
};

const char *
kith_input_get_name (const KithInput *self)
{
  return self->file->name;
}

const char *
kith_input_get_charset (const KithInput *self)
{
  return self->charset;
}

gboolean
kith_input_is_gzip (const KithInput *self)
{
  return self->inflater != NULL;
}

double
kith_input_get_fraction (const KithInput *self)
{
  return self->file->size > 0 ? CLAMP ((double) self->position / self->file->size, 0, 1) : 1;
}

static gssize
read_file (KithInput *self, guchar *buffer, gsize size, GError **error)
{
  gssize n = kith_file_read (self->file, self->position, buffer, size, error);

  self->position += MAX (n, 0);
  return n;
}

static gboolean
fill_packed (KithInput *self, GError **error)
{
  gssize n;

  if (self->packed_start > 0)
    {
      memmove (self->packed, self->packed + self->packed_start, self->packed_end - self->packed_start);
      self->packed_end -= self->packed_start;
      self->packed_start = 0;
    }
  n = read_file (self, self->packed + self->packed_end, CHUNK_SIZE - self->packed_end, error);
  if (n < 0)
    return FALSE;
  self->packed_end += n;
  self->packed_eof = n == 0;
  return TRUE;
}

static gssize
read_gzip (KithInput *self, guchar *buffer, gsize size, GError **error)
{
  while (!self->packed_over)
    {
      g_autoptr (GError) broken = NULL;
      gsize used = 0, made = 0;
      GConverterResult result;

      if (!self->packed_eof && self->packed_end - self->packed_start < CHUNK_SIZE / 2 && !fill_packed (self, error))
        return -1;
      if (self->packed_end == self->packed_start)
        result = G_CONVERTER_ERROR;
      else
        result = g_converter_convert (
            self->inflater, self->packed + self->packed_start, self->packed_end - self->packed_start, buffer, size,
            self->packed_eof ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &used, &made, &broken);
      if (result == G_CONVERTER_ERROR)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                       _ ("“%s” is packed with gzip but damaged or cut short: get it again from where it came."),
                       self->file->name);
          return -1;
        }
      self->packed_start += used;
      if (result == G_CONVERTER_FINISHED)
        {
          /* Another member may follow; anything else after the end is padding. */
          if (!self->packed_eof && self->packed_end - self->packed_start < 18 && !fill_packed (self, error))
            return -1;
          if (self->packed_end - self->packed_start >= 18 && self->packed[self->packed_start] == 0x1f
              && self->packed[self->packed_start + 1] == 0x8b)
            g_converter_reset (self->inflater);
          else
            self->packed_over = TRUE;
        }
      if (made > 0)
        return made;
    }
  return 0;
}

gssize
kith_input_read_bytes (KithInput *self, guchar *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->head_start < self->head_end)
    {
      gsize n = MIN (size, self->head_end - self->head_start);

      memcpy (buffer, self->head + self->head_start, n);
      self->head_start += n;
      if (self->head_start == self->head_end)
        g_clear_pointer (&self->head, g_free);
      return n;
    }
  return self->inflater != NULL ? read_gzip (self, buffer, size, error) : read_file (self, buffer, size, error);
}

gssize
kith_input_read (KithInput *self, char *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  if (self->conv == (GIConv) -1)
    return kith_input_read_bytes (self, (guchar *) buffer, size, cancellable, error);

  for (;;)
    {
      char *in, *out = buffer;
      gsize in_left, out_left = size;
      gsize result;
      int code;

      if (!self->raw_over && self->raw_end - self->raw_start < 16)
        {
          gssize n;

          memmove (self->raw, self->raw + self->raw_start, self->raw_end - self->raw_start);
          self->raw_end -= self->raw_start;
          self->raw_start = 0;
          n = kith_input_read_bytes (self, (guchar *) self->raw + self->raw_end, CHUNK_SIZE - self->raw_end,
                                     cancellable, error);
          if (n < 0)
            return -1;
          self->raw_end += n;
          self->raw_over = n == 0;
        }
      if (self->raw_start == self->raw_end)
        return 0;

      in = self->raw + self->raw_start;
      in_left = self->raw_end - self->raw_start;
      errno = 0;
      result = g_iconv (self->conv, &in, &in_left, &out, &out_left);
      code = result == (gsize) -1 ? errno : 0;
      self->raw_start = self->raw_end - in_left;
      /* A byte the character set does not have, or half a character at the very end, becomes the replacement mark. */
      if ((code == EILSEQ || (code == EINVAL && self->raw_over)) && out_left >= 3)
        {
          memcpy (out, "\357\277\275", 3);
          out_left -= 3;
          if (self->raw_start < self->raw_end)
            self->raw_start++;
        }
      if (out_left < size)
        return size - out_left;
    }
}

/* Zeros at every second byte, as text of the West has them in UTF-16 without a mark. */
static const char *
guess_utf16 (const guchar *bytes, gsize length)
{
  gsize even = 0, odd = 0;
  gsize half = MIN (length, 4096) / 2;

  for (gsize i = 0; i < half; i++)
    {
      even += bytes[2 * i] == 0;
      odd += bytes[2 * i + 1] == 0;
    }
  if (half >= 4 && odd > half * 6 / 10 && even <= half / 20)
    return "UTF-16LE";
  if (half >= 4 && even > half * 6 / 10 && odd <= half / 20)
    return "UTF-16BE";
  return NULL;
}

/* uchardet needs a few dozen letters outside ASCII to be right; below that, what Windows and old Excel write in the West. */
static char *
guess_charset (const guchar *bytes, gsize length)
{
  uchardet_t detector;
  g_autofree char *guess = NULL;
  gsize high = 0, c1 = 0;
  GIConv conv;

  for (gsize i = 0; i < length; i++)
    {
      high += bytes[i] >= 0x80;
      c1 += bytes[i] >= 0x80 && bytes[i] < 0xa0;
    }
  detector = uchardet_new ();
  if (uchardet_handle_data (detector, (const char *) bytes, length) == 0)
    {
      uchardet_data_end (detector);
      guess = g_strdup (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);

  if (guess == NULL || *guess == '\0' || g_str_equal (guess, "ASCII") || g_str_equal (guess, "UTF-8"))
    return g_strdup ("WINDOWS-1252");
  /* Windows-1252 holds all of ISO-8859-1 and more where that has only control characters. */
  if (g_str_equal (guess, "ISO-8859-1") || (g_str_equal (guess, "ISO-8859-15") && c1 > 0))
    return g_strdup ("WINDOWS-1252");
  if (high < 12 && !g_str_has_prefix (guess, "BIG5") && !g_str_has_prefix (guess, "GB")
      && !g_str_has_prefix (guess, "EUC") && !g_str_has_prefix (guess, "SHIFT") && !g_str_has_prefix (guess, "MAC"))
    return g_strdup ("WINDOWS-1252");
  conv = g_iconv_open ("UTF-8", guess);
  if (conv == (GIConv) -1)
    return g_strdup ("WINDOWS-1252");
  g_iconv_close (conv);
  return g_steal_pointer (&guess);
}

gboolean
kith_input_begin_text (KithInput *self, GError **error)
{
  const guchar *bytes = self->head;
  gsize length = self->head_end;
  const char *end, *wide = NULL;

  if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    self->head_start = 3;
  else if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    {
      wide = "UTF-16LE";
      self->head_start = 2;
    }
  else if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    {
      wide = "UTF-16BE";
      self->head_start = 2;
    }
  else
    wide = guess_utf16 (bytes, length);

  if (wide == NULL && kith_sniff_is_binary (bytes, length))
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
          memchr (bytes, 0, length) != NULL
              ? _ ("“%s” holds zero bytes, so it is not a table of text, or it is damaged: export it again as CSV.")
              : _ ("“%s” is not a table of text: export it as CSV."),
          self->file->name);
      return FALSE;
    }
  if (wide != NULL)
    self->charset = g_strdup (wide);
  else if (self->head_start == 3 || g_utf8_validate_len ((const char *) bytes, length, &end)
           || (length == HEAD_SIZE && (gsize) (end - (const char *) bytes) + 4 > length))
    self->charset = g_strdup ("UTF-8");
  else
    self->charset = guess_charset (bytes, length);

  if (!g_str_equal (self->charset, "UTF-8"))
    {
      self->conv = g_iconv_open ("UTF-8", self->charset);
      if (self->conv == (GIConv) -1)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                       _ ("“%s” is written in %s, which this computer cannot read: save it as UTF-8."),
                       self->file->name, self->charset);
          return FALSE;
        }
      self->raw = g_malloc (CHUNK_SIZE);
    }
  return TRUE;
}

static gboolean
is_blank (const guchar *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (bytes[i]) && bytes[i] != 0xef && bytes[i] != 0xbb && bytes[i] != 0xbf)
      return FALSE;
  return TRUE;
}

KithInput *
kith_input_new (KithFile *file, GError **error)
{
  g_autoptr (KithInput) self = g_new0 (KithInput, 1);
  gssize n;

  self->conv = (GIConv) -1;
  self->file = kith_file_ref (file);
  self->head = g_malloc (HEAD_SIZE);
  n = read_file (self, self->head, CHUNK_SIZE, error);
  if (n < 0)
    return NULL;
  if (n >= 2 && self->head[0] == 0x1f && self->head[1] == 0x8b)
    {
      self->inflater = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      self->packed = g_malloc (CHUNK_SIZE);
      memcpy (self->packed, self->head, n);
      self->packed_end = n;
    }
  else
    self->head_end = n;
  while (self->head_end < HEAD_SIZE && n != 0)
    {
      n = self->inflater != NULL ? read_gzip (self, self->head + self->head_end, HEAD_SIZE - self->head_end, error)
                                 : read_file (self, self->head + self->head_end, HEAD_SIZE - self->head_end, error);
      if (n < 0)
        return NULL;
      self->head_end += n;
    }
  if (is_blank (self->head, self->head_end))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” is empty."), self->file->name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

KithInput *
kith_input_open (const char *path, GError **error)
{
  g_autoptr (KithFile) file = kith_file_open (path, error);
  g_autoptr (KithInput) self = file != NULL ? kith_input_new (file, error) : NULL;

  return self != NULL && kith_input_begin_text (self, error) ? g_steal_pointer (&self) : NULL;
}

const guchar *
kith_input_get_head (const KithInput *self, gsize *length)
{
  *length = self->head_end - self->head_start;
  return self->head + self->head_start;
}

KithFile *
kith_input_get_file (const KithInput *self)
{
  return self->file;
}

void
kith_input_free (KithInput *self)
{
  if (self == NULL)
    return;
  if (self->conv != (GIConv) -1)
    g_iconv_close (self->conv);
  g_clear_object (&self->inflater);
  g_free (self->packed);
  g_free (self->head);
  g_free (self->raw);
  g_free (self->charset);
  g_clear_pointer (&self->file, kith_file_unref);
  g_free (self);
}
