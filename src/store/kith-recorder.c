/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define SQLITE_ENABLE_PREUPDATE_HOOK 1 /* for its declaration */

#include "kith-recorder.h"

#include "kith-error.h"
#include "kith-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PART_SIZE (1 << 20)
#define MAX_PART (192 << 20) /* a part is ended by the first row beyond PART_SIZE, and a row is at most 64 MB */
#define PACK_FROM 512        /* smaller records are not worth packing */
#define DELETE_STEP 20000    /* rows taken away between two looks at memory and cancel */

G_STATIC_ASSERT (sizeof (gpointer) >= sizeof (gint64)); /* ids are kept in pointers */

typedef struct
{
  gint64 first, last;
} Range;

typedef struct
{
  const char *name;
  const char *seen_as;      /* SQLite's own copy of the name, to find the table fast */
  GArray *came;             /* Range, rising */
  GHashTable *came_between; /* ids that came out of order */
  GHashTable *kept;         /* ids of the rows whose old state is recorded */
  KithStmt *take, *put;     /* while reversing */
  int columns;
} Table;

typedef struct
{
  GBytes *bytes;
  gsize raw_size;
  gboolean packed;
} Part;

struct _KithRecorder
{
  KithDb *db;
  Table *tables;
  guint n_tables;
  gboolean recording;
  gboolean empty;
  GByteArray *current;
  GPtrArray *parts; /* Part, whole ones that are not written yet */
};

static void
part_free (Part *part)
{
  g_bytes_unref (part->bytes);
  g_free (part);
}

/* --- writing entries --- */

static void
put_number (GByteArray *out, guint64 number)
{
  guint8 bytes[10];
  guint n = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[n++] = number | 0x80;
  bytes[n++] = number;
  g_byte_array_append (out, bytes, n);
}

static void
put_signed (GByteArray *out, gint64 number)
{
  put_number (out, ((guint64) number << 1) ^ (guint64) (number >> 63));
}

static void
put_value (GByteArray *out, sqlite3_value *value)
{
  double real;
  gsize size;

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      g_byte_array_append (out, (const guint8 *) "i", 1);
      put_signed (out, sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      g_byte_array_append (out, (const guint8 *) "d", 1);
      real = sqlite3_value_double (value);
      g_byte_array_append (out, (const guint8 *) &real, sizeof real);
      break;
    case SQLITE_TEXT:
      g_byte_array_append (out, (const guint8 *) "t", 1);
      size = sqlite3_value_bytes (value);
      put_number (out, size);
      g_byte_array_append (out, sqlite3_value_text (value), size);
      break;
    case SQLITE_BLOB:
      g_byte_array_append (out, (const guint8 *) "b", 1);
      size = sqlite3_value_bytes (value);
      put_number (out, size);
      if (size > 0)
        g_byte_array_append (out, sqlite3_value_blob (value), size);
      break;
    default:
      g_byte_array_append (out, (const guint8 *) "n", 1);
      break;
    }
}

static void
end_part (KithRecorder *self)
{
  Part *part;

  if (self->current->len == 0)
    return;
  part = g_new0 (Part, 1);
  part->raw_size = self->current->len;
  if (self->current->len >= PACK_FROM)
    {
      g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 1);
      g_autoptr (GBytes) raw = g_bytes_new_static (self->current->data, self->current->len);

      part->bytes = g_converter_convert_bytes (G_CONVERTER (zlib), raw, NULL);
      part->packed = part->bytes != NULL;
    }
  if (part->bytes == NULL)
    part->bytes = g_bytes_new (self->current->data, self->current->len);
  g_byte_array_set_size (self->current, 0);
  g_ptr_array_add (self->parts, part);
}

/* --- recording --- */

static gboolean
has_come (const Table *table, gint64 id)
{
  guint low = 0, high = table->came->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const Range *range = &g_array_index (table->came, Range, middle);

      if (id < range->first)
        high = middle;
      else if (id > range->last)
        low = middle + 1;
      else
        return TRUE;
    }
  return g_hash_table_contains (table->came_between, (gpointer) id);
}

static void
row_comes (Table *table, gint64 id)
{
  Range *last = table->came->len > 0 ? &g_array_index (table->came, Range, table->came->len - 1) : NULL;

  if (last != NULL && id == last->last + 1)
    last->last = id;
  else if (last == NULL || id > last->last)
    g_array_append_val (table->came, ((Range) { id, id }));
  else if (!has_come (table, id))
    g_hash_table_add (table->came_between, (gpointer) id);
}

static void
row_goes (KithRecorder *self, Table *table, gint64 id)
{
  int columns;

  if (has_come (table, id) || !g_hash_table_add (table->kept, (gpointer) id))
    return;
  columns = sqlite3_preupdate_count (kith_db_get_handle (self->db));
  g_byte_array_append (self->current, (const guint8 *) "O", 1);
  put_number (self->current, table - self->tables);
  put_signed (self->current, id);
  put_number (self->current, columns);
  for (int i = 0; i < columns; i++)
    {
      sqlite3_value *value = NULL;

      if (sqlite3_preupdate_old (kith_db_get_handle (self->db), i, &value) != SQLITE_OK)
        g_error ("Out of memory");
      put_value (self->current, value);
    }
  if (self->current->len >= PART_SIZE)
    end_part (self);
}

static Table *
find_table (KithRecorder *self, const char *name)
{
  for (guint i = 0; i < self->n_tables; i++)
    if (self->tables[i].seen_as == name && strcmp (self->tables[i].name, name) == 0)
      return &self->tables[i];
  for (guint i = 0; i < self->n_tables; i++)
    if (strcmp (self->tables[i].name, name) == 0)
      {
        self->tables[i].seen_as = name;
        return &self->tables[i];
      }
  return NULL;
}

static void
row_changing_cb (gpointer user_data, sqlite3 *db, int op, char const *schema, char const *name, sqlite3_int64 old_id,
                 sqlite3_int64 new_id)
{
  KithRecorder *self = user_data;
  Table *table;

  if (!self->recording || (table = find_table (self, name)) == NULL)
    return;
  self->empty = FALSE;
  if (op != SQLITE_INSERT)
    row_goes (self, table, old_id);
  if (op == SQLITE_INSERT || new_id != old_id)
    {
      /* A row that was taken away in this act and comes again is put back by its old state. */
      if (!g_hash_table_contains (table->kept, (gpointer) new_id))
        row_comes (table, new_id);
    }
}

KithRecorder *
kith_recorder_new (KithDb *db)
{
  KithRecorder *self = g_new0 (KithRecorder, 1);

  self->db = db;
  while (kith_schema_recorded[self->n_tables] != NULL)
    self->n_tables++;
  self->tables = g_new0 (Table, self->n_tables);
  for (guint i = 0; i < self->n_tables; i++)
    {
      self->tables[i].name = kith_schema_recorded[i];
      self->tables[i].came = g_array_new (FALSE, FALSE, sizeof (Range));
      self->tables[i].came_between = g_hash_table_new (NULL, NULL);
      self->tables[i].kept = g_hash_table_new (NULL, NULL);
    }
  self->empty = TRUE;
  self->current = g_byte_array_new ();
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  sqlite3_preupdate_hook (kith_db_get_handle (db), row_changing_cb, self);
  return self;
}

void
kith_recorder_free (KithRecorder *self)
{
  if (self == NULL)
    return;
  sqlite3_preupdate_hook (kith_db_get_handle (self->db), NULL, NULL);
  for (guint i = 0; i < self->n_tables; i++)
    {
      g_array_unref (self->tables[i].came);
      g_hash_table_unref (self->tables[i].came_between);
      g_hash_table_unref (self->tables[i].kept);
    }
  g_free (self->tables);
  g_byte_array_unref (self->current);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

void
kith_recorder_end (KithRecorder *self)
{
  self->recording = FALSE;
  self->empty = TRUE;
  for (guint i = 0; i < self->n_tables; i++)
    {
      g_array_set_size (self->tables[i].came, 0);
      g_hash_table_remove_all (self->tables[i].came_between);
      g_hash_table_remove_all (self->tables[i].kept);
    }
  g_byte_array_set_size (self->current, 0);
  g_ptr_array_set_size (self->parts, 0);
}

void
kith_recorder_begin (KithRecorder *self)
{
  kith_recorder_end (self);
  self->recording = TRUE;
}

gboolean
kith_recorder_is_empty (KithRecorder *self)
{
  return self->empty;
}

static void
put_range (KithRecorder *self, guint table, gint64 first, gint64 last)
{
  g_byte_array_append (self->current, (const guint8 *) "R", 1);
  put_number (self->current, table);
  put_signed (self->current, first);
  put_number (self->current, (guint64) last - (guint64) first);
  if (self->current->len >= PART_SIZE)
    end_part (self);
}

static void
put_ranges (KithRecorder *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      Table *table = &self->tables[i];
      GHashTableIter iter;
      gpointer id;

      for (guint j = 0; j < table->came->len; j++)
        put_range (self, i, g_array_index (table->came, Range, j).first, g_array_index (table->came, Range, j).last);
      g_hash_table_iter_init (&iter, table->came_between);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        put_range (self, i, (gint64) id, (gint64) id);
    }
}

gboolean
kith_recorder_write (KithRecorder *self, gint64 act, gboolean all, gint64 *size, GError **error)
{
  if (all)
    {
      put_ranges (self);
      end_part (self);
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      g_autoptr (KithStmt) stmt = kith_db_prepare (
          self->db, "INSERT INTO act_part (act, packed, size, record) VALUES (?1, ?2, ?3, ?4)", error);

      if (stmt == NULL)
        return FALSE;
      kith_stmt_bind_int (stmt, 1, act);
      kith_stmt_bind_int (stmt, 2, part->packed);
      kith_stmt_bind_int (stmt, 3, part->raw_size);
      kith_stmt_bind_blob (stmt, 4, g_bytes_get_data (part->bytes, NULL), g_bytes_get_size (part->bytes));
      if (!kith_stmt_run (stmt, error))
        return FALSE;
      *size += g_bytes_get_size (part->bytes);
    }
  g_ptr_array_set_size (self->parts, 0);
  return TRUE;
}

/* --- reversing --- */

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
prepare_table (KithRecorder *self, Table *table, GError **error)
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
take_away (KithRecorder *self, Table *table, gint64 act, gint64 first, gint64 last, gint64 *size, GError **error)
{
  g_autofree char *highest = g_strdup_printf ("SELECT max (rowid) FROM %s", table->name);

  if (last > first)
    {
      g_autoptr (KithStmt) stmt = kith_db_prepare_once (self->db, highest, error);

      if (stmt == NULL || kith_stmt_step (stmt, error) < 0)
        return FALSE;
      last = MIN (last, kith_stmt_get_int (stmt, 0));
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
      Table *table = number < self->n_tables ? &self->tables[number] : NULL;

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
