/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Applying the record of an act: the second half of kith-recorder.h. What stands in a file may be anybody's: each entry is read within bounds. */

#include "kith-recorder-private.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DELETE_STEP 20000    /* rows taken away between two looks at memory and cancel */
#define MAX_PART (192 << 20) /* a part is ended by the first row beyond its size, and a row is at most 64 MB */

typedef struct
{
  const guint8 *at, *end;
  gboolean bad;
} Cursor;

static guint64
get_number (Cursor *cursor)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 64 && cursor->at < cursor->end; shift += 7)
    {
      guint8 byte = *cursor->at++;

      number |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return number;
    }
  cursor->bad = TRUE;
  return 0;
}

static gint64
get_signed (Cursor *cursor)
{
  guint64 number = get_number (cursor);

  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

static const guint8 *
get_bytes (Cursor *cursor, guint64 size)
{
  const guint8 *bytes = cursor->at;

  if (cursor->bad || size > (gsize) (cursor->end - cursor->at))
    {
      cursor->bad = TRUE;
      return (const guint8 *) "";
    }
  cursor->at += size;
  return bytes;
}

/* Reads a value, and binds it where there is a statement to bind it to. */
static void
get_value (Cursor *cursor, KithStmt *stmt, int parameter)
{
  const guint8 *bytes;
  guint64 size;
  gint64 number;
  double real;

  switch (*get_bytes (cursor, 1))
    {
    case 'n':
      if (stmt != NULL)
        kith_stmt_bind_null (stmt, parameter);
      break;
    case 'i':
      number = get_signed (cursor);
      if (stmt != NULL)
        kith_stmt_bind_int (stmt, parameter, number);
      break;
    case 'd':
      bytes = get_bytes (cursor, sizeof real);
      if (cursor->bad)
        break;
      memcpy (&real, bytes, sizeof real);
      if (stmt != NULL)
        kith_stmt_bind_double (stmt, parameter, real);
      break;
    case 't':
      size = get_number (cursor);
      bytes = get_bytes (cursor, size);
      if (stmt != NULL && !cursor->bad)
        kith_stmt_bind_text_sized (stmt, parameter, (const char *) bytes, size);
      break;
    case 'b':
      size = get_number (cursor);
      bytes = get_bytes (cursor, size);
      if (stmt != NULL && !cursor->bad)
        kith_stmt_bind_blob (stmt, parameter, bytes, size);
      break;
    default:
      cursor->bad = TRUE;
      break;
    }
}

static gboolean
does_not_fit (GError **error)
{
  g_set_error_literal (error, KITH_ERROR, KITH_ERROR_DAMAGED,
                       _ ("This step of the history does not fit what is in the network. Nothing was changed; go back "
                          "to a backup if you need the earlier state."));
  return FALSE;
}

/* Unpacks to no more than was written down, whatever the bytes say. */
static GBytes *
unpack (gconstpointer data, gsize size, gsize raw_size, GError **error)
{
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autofree guint8 *raw = g_malloc (raw_size + 1);
  const guint8 *in = data;
  gsize done = 0;

  for (;;)
    {
      gsize read = 0, written = 0;
      GConverterResult result = g_converter_convert (G_CONVERTER (zlib), in, size, raw + done, raw_size + 1 - done,
                                                     G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      in += read;
      size -= read;
      done += written;
      if (result == G_CONVERTER_FINISHED && done == raw_size)
        return g_bytes_new_take (g_steal_pointer (&raw), raw_size);
      if (result != G_CONVERTER_CONVERTED || done > raw_size)
        {
          does_not_fit (error);
          return NULL;
        }
    }
}

static GBytes *
read_part (KithRecorder *self, gint64 id, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (self->db, "SELECT packed, size, record FROM act_part WHERE id = ?1", error);
  gconstpointer data;
  gsize size, raw_size;
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, id);
  row = kith_stmt_step (stmt, error);
  if (row < 0)
    return NULL;
  raw_size = row > 0 ? kith_stmt_get_int (stmt, 1) : 0;
  data = row > 0 ? kith_stmt_get_blob (stmt, 2, &size) : NULL;
  if (data == NULL || raw_size > MAX_PART)
    {
      does_not_fit (error);
      return NULL;
    }
  return kith_stmt_get_int (stmt, 0) ? unpack (data, size, raw_size, error) : g_bytes_new (data, size);
}

static gboolean
prepare_table (KithRecorder *self, KithRecorderTable *table, GError **error)
{
  g_autofree char *look = g_strdup_printf ("SELECT * FROM %s", table->name);
  g_autofree char *take = g_strdup_printf ("DELETE FROM %s WHERE rowid BETWEEN ?1 AND ?2", table->name);
  g_autoptr (GString) put = g_string_new (NULL);
  g_autoptr (KithStmt) all = NULL;

  if (table->put != NULL)
    return TRUE;
  all = kith_db_prepare_once (self->db, look, error);
  if (all == NULL)
    return FALSE;
  table->columns = kith_stmt_get_columns (all);
  g_string_printf (put, "INSERT INTO %s VALUES (", table->name);
  for (int i = 0; i < table->columns; i++)
    g_string_append_printf (put, i > 0 ? ", ?%d" : "?%d", i + 1);
  g_string_append_c (put, ')');
  table->take = kith_db_prepare_once (self->db, take, error);
  if (table->take == NULL)
    return FALSE;
  table->put = kith_db_prepare_once (self->db, put->str, error);
  return table->put != NULL;
}

static gboolean
take_away (KithRecorder *self, KithRecorderTable *table, gint64 act, gint64 first, gint64 last, gint64 *size,
           GError **error)
{
  g_autofree char *ends
      = g_strdup_printf ("SELECT (SELECT min (rowid) FROM %s), (SELECT max (rowid) FROM %s)", table->name, table->name);

  if (last > first)
    {
      g_autoptr (KithStmt) stmt = kith_db_prepare_once (self->db, ends, error);

      if (stmt == NULL || kith_stmt_step (stmt, error) < 0)
        return FALSE;
      first = MAX (first, kith_stmt_get_int (stmt, 0));
      last = MIN (last, kith_stmt_get_int (stmt, 1));
    }
  for (; first <= last; first += DELETE_STEP)
    {
      kith_stmt_bind_int (table->take, 1, first);
      kith_stmt_bind_int (table->take, 2, last - first < DELETE_STEP ? last : first + DELETE_STEP - 1);
      if (!kith_stmt_run (table->take, error) || !kith_recorder_write (self, act, FALSE, size, error))
        return FALSE;
      if (last - first < DELETE_STEP)
        break;
    }
  return TRUE;
}

/* Goes through a part: first time all its rows are taken away, second time those that were there are put back. So no row meets another
 * that is about to go. */
static gboolean
reverse_part (KithRecorder *self, GBytes *part, gint64 act, gboolean put_back, gint64 *size, GError **error)
{
  Cursor cursor;
  gsize length;

  cursor.at = g_bytes_get_data (part, &length);
  cursor.end = cursor.at + length;
  cursor.bad = FALSE;
  while (cursor.at < cursor.end)
    {
      guint8 what = *cursor.at++;
      guint64 number = get_number (&cursor);
      gint64 id = get_signed (&cursor);
      guint64 n = get_number (&cursor);
      KithRecorderTable *table = number < self->n_tables ? &self->tables[number] : NULL;

      if (cursor.bad || table == NULL || (what != 'R' && what != 'O') || (what == 'R' && n > (guint64) G_MAXINT64 - 1)
          || (what == 'R' && id > G_MAXINT64 - (gint64) n))
        return does_not_fit (error);
      if (!prepare_table (self, table, error))
        return FALSE;
      if (what == 'R')
        {
          if (!put_back && !take_away (self, table, act, id, id + (gint64) n, size, error))
            return FALSE;
          continue;
        }
      if (n != (guint64) table->columns)
        return does_not_fit (error);
      for (guint64 i = 0; i < n; i++)
        get_value (&cursor, put_back ? table->put : NULL, i + 1);
      if (cursor.bad)
        return does_not_fit (error);
      if (!put_back && !take_away (self, table, act, id, id, size, error))
        return FALSE;
      if (put_back && !kith_stmt_run (table->put, error))
        {
          if (error != NULL && g_error_matches (*error, KITH_ERROR, KITH_ERROR_FAILED))
            {
              g_clear_error (error);
              return does_not_fit (error);
            }
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
reverse_parts (KithRecorder *self, GArray *parts, gint64 act, gint64 *size, KithProgress *progress,
               GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < 2 * parts->len; i++)
    {
      g_autoptr (GBytes) part = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      kith_progress_step (progress, NULL, i / (2.0 * parts->len));
      part = read_part (self, g_array_index (parts, gint64, i % parts->len), error);
      if (part == NULL || !reverse_part (self, part, act, i >= parts->len, size, error)
          || !kith_recorder_write (self, act, FALSE, size, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kith_recorder_reverse (KithRecorder *self, gint64 act, gint64 *size, KithProgress *progress, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (KithStmt) list = kith_db_prepare (self->db, "SELECT id FROM act_part WHERE act = ?1 ORDER BY id", error);
  g_autoptr (KithStmt) remove = kith_db_prepare (self->db, "DELETE FROM act_part WHERE id = ?1", error);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done;
  int row;

  if (list == NULL || remove == NULL)
    return FALSE;
  kith_stmt_bind_int (list, 1, act);
  while ((row = kith_stmt_step (list, error)) > 0)
    g_array_append_val (parts, ((gint64) { kith_stmt_get_int (list, 0) }));
  if (row < 0)
    return FALSE;

  *size = 0;
  done = reverse_parts (self, parts, act, size, progress, cancellable, error);
  for (guint i = 0; i < self->n_tables; i++)
    {
      g_clear_pointer (&self->tables[i].take, kith_stmt_release);
      g_clear_pointer (&self->tables[i].put, kith_stmt_release);
    }
  for (guint i = 0; done && i < parts->len; i++)
    {
      kith_stmt_bind_int (remove, 1, g_array_index (parts, gint64, i));
      done = kith_stmt_run (remove, error);
    }
  return done && kith_recorder_write (self, act, TRUE, size, error);
}
