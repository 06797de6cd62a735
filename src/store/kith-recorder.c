/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define SQLITE_ENABLE_PREUPDATE_HOOK 1 /* for its declaration */

#include "kith-recorder-private.h"

#include "kith-schema.h"

#include <string.h>

#define PACK_FROM 512 /* smaller records are not worth packing */

G_STATIC_ASSERT (sizeof (gpointer) >= sizeof (gint64)); /* ids are kept in pointers */

typedef struct
{
  gint64 first, last;
} Range;

typedef struct
{
  GBytes *bytes;
  gsize raw_size;
  gboolean packed;
} Part;

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
has_come (const KithRecorderTable *table, gint64 id)
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
row_comes (KithRecorderTable *table, gint64 id)
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
row_goes (KithRecorder *self, KithRecorderTable *table, gint64 id)
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
  if (self->current->len >= KITH_RECORDER_PART)
    end_part (self);
}

static KithRecorderTable *
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
  KithRecorderTable *table;

  if (!self->recording || (table = find_table (self, name)) == NULL)
    return;
  self->empty = FALSE;
  /* What a person is called ties nobody; that there is one may. */
  self->moves_ties |= table->ties || (op != SQLITE_UPDATE && strcmp (name, "person") == 0);
  self->moves_fields |= table->fields;
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
  static const char *const tying[] = { "tie", "event", "attendance", NULL };
  KithRecorder *self = g_new0 (KithRecorder, 1);

  self->db = db;
  while (kith_schema_recorded[self->n_tables] != NULL)
    self->n_tables++;
  self->tables = g_new0 (KithRecorderTable, self->n_tables);
  for (guint i = 0; i < self->n_tables; i++)
    {
      self->tables[i].name = kith_schema_recorded[i];
      self->tables[i].fields = g_str_has_prefix (kith_schema_recorded[i], "field");
      self->tables[i].ties = g_strv_contains (tying, kith_schema_recorded[i]);
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
  self->moves_ties = FALSE;
  self->moves_fields = FALSE;
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

gboolean
kith_recorder_moves_ties (KithRecorder *self)
{
  return self->moves_ties;
}

gboolean
kith_recorder_moves_fields (KithRecorder *self)
{
  return self->moves_fields;
}

static void
put_range (KithRecorder *self, guint table, gint64 first, gint64 last)
{
  g_byte_array_append (self->current, (const guint8 *) "R", 1);
  put_number (self->current, table);
  put_signed (self->current, first);
  put_number (self->current, (guint64) last - (guint64) first);
  if (self->current->len >= KITH_RECORDER_PART)
    end_part (self);
}

static void
put_ranges (KithRecorder *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      KithRecorderTable *table = &self->tables[i];
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
