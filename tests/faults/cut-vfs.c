/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cut-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define SECTOR 512
#define MAX_FILES 16

typedef enum
{
  OP_CREATE,
  OP_WRITE,
  OP_TRUNCATE,
  OP_SYNC,
  OP_REMOVE,
  OP_MARK,
} Op;

typedef struct
{
  Op op;
  guint file;             /* index into names */
  gint64 at;              /* offset, size or mark */
  GBytes *data;           /* of a write */
  gboolean synced_folder; /* of a removal */
} Entry;

typedef struct
{
  sqlite3_file parent;
  sqlite3_file *real; /* right behind */
  int file;           /* index into names; -1 for temporary files */
} CutFile;

static sqlite3_vfs cut_vfs;
static sqlite3_vfs *base_vfs;
static sqlite3_io_methods methods;
static GPtrArray *names;
static GArray *entries;
static gboolean recording;

static CutOps fail_ops;
static guint fail_at, fail_count;
static gboolean fail_on, fail_full, has_failed;

#define REAL(file) (((CutFile *) (file))->real)

static void
clear_entry (gpointer entry)
{
  g_clear_pointer (&((Entry *) entry)->data, g_bytes_unref);
}

static guint
find_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return i;
  g_assert_cmpuint (names->len, <, MAX_FILES);
  g_ptr_array_add (names, g_steal_pointer (&name));
  return names->len - 1;
}

static void
write_down (Op op, int file, gint64 at, const void *data, gsize size, gboolean synced_folder)
{
  Entry entry = { op, file, at, data != NULL ? g_bytes_new (data, size) : NULL, synced_folder };

  if (recording && file >= 0)
    g_array_append_val (entries, entry);
  else
    clear_entry (&entry);
}

/* The code of an operation that is to fail, SQLITE_OK for all others. */
static int
fails (CutOps op, int broken)
{
  if ((fail_ops & op) == 0)
    return SQLITE_OK;
  fail_count++;
  if (fail_count != fail_at && !(fail_on && fail_count > fail_at))
    return SQLITE_OK;
  has_failed = TRUE;
  return fail_full && broken == SQLITE_IOERR_WRITE ? SQLITE_FULL : broken;
}

static int
cut_close (sqlite3_file *file)
{
  return REAL (file)->pMethods != NULL ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;
}

static int
cut_read (sqlite3_file *file, void *buffer, int size, sqlite3_int64 offset)
{
  int code = fails (CUT_READS, SQLITE_IOERR_READ);

  return code != SQLITE_OK ? code : REAL (file)->pMethods->xRead (REAL (file), buffer, size, offset);
}

static int
cut_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  int code = fails (CUT_WRITES, SQLITE_IOERR_WRITE);

  if (code != SQLITE_OK)
    return code;
  write_down (OP_WRITE, ((CutFile *) file)->file, offset, data, size, FALSE);
  return REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
}

static int
cut_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int code = fails (CUT_WRITES, SQLITE_IOERR_TRUNCATE);

  if (code != SQLITE_OK)
    return code;
  write_down (OP_TRUNCATE, ((CutFile *) file)->file, size, NULL, 0, FALSE);
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
cut_sync (sqlite3_file *file, int flags)
{
  int code = fails (CUT_WRITES, SQLITE_IOERR_FSYNC);

  if (code != SQLITE_OK)
    return code;
  /* Written down is enough: nobody pulls the real plug. */
  write_down (OP_SYNC, ((CutFile *) file)->file, 0, NULL, 0, FALSE);
  return SQLITE_OK;
}

static int
cut_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
cut_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
cut_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
cut_check_reserved_lock (sqlite3_file *file, int *held)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), held);
}

static int
cut_file_control (sqlite3_file *file, int op, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, argument);
}

static int
cut_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
cut_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
cut_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  int code = fails (CUT_READS, SQLITE_IOERR_SHMMAP);

  return code != SQLITE_OK ? code : REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, out);
}

static int
cut_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
cut_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
cut_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static int
cut_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  CutFile *self = (CutFile *) file;
  int exists = 0, code;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  self->file = name != NULL ? (int) find_name (name) : -1;
  if ((code = fails (CUT_READS, SQLITE_CANTOPEN)) != SQLITE_OK)
    return code;
  if (name != NULL)
    base_vfs->xAccess (base_vfs, name, SQLITE_ACCESS_EXISTS, &exists);
  code = base_vfs->xOpen (base_vfs, name, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    return code;
  if (!exists)
    write_down (OP_CREATE, self->file, 0, NULL, 0, FALSE);
  file->pMethods = &methods;
  return SQLITE_OK;
}

static int
cut_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  int code = fails (CUT_WRITES, SQLITE_IOERR_DELETE);

  if (code != SQLITE_OK)
    return code;
  code = base_vfs->xDelete (base_vfs, name, 0);
  if (code == SQLITE_OK)
    write_down (OP_REMOVE, find_name (name), 0, NULL, 0, sync_folder);
  return code;
}

void
cut_vfs_register (void)
{
  base_vfs = sqlite3_vfs_find (NULL);
  names = g_ptr_array_new_with_free_func (g_free);
  entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (entries, clear_entry);
  cut_vfs = *base_vfs;
  cut_vfs.zName = "cut";
  cut_vfs.szOsFile = sizeof (CutFile) + base_vfs->szOsFile;
  cut_vfs.xOpen = cut_open;
  cut_vfs.xDelete = cut_delete;
  cut_vfs.pNext = NULL;
  methods = (sqlite3_io_methods) {
    .iVersion = 2,
    .xClose = cut_close,
    .xRead = cut_read,
    .xWrite = cut_write,
    .xTruncate = cut_truncate,
    .xSync = cut_sync,
    .xFileSize = cut_file_size,
    .xLock = cut_lock,
    .xUnlock = cut_unlock,
    .xCheckReservedLock = cut_check_reserved_lock,
    .xFileControl = cut_file_control,
    .xSectorSize = cut_sector_size,
    .xDeviceCharacteristics = cut_device_characteristics,
    .xShmMap = cut_shm_map,
    .xShmLock = cut_shm_lock,
    .xShmBarrier = cut_shm_barrier,
    .xShmUnmap = cut_shm_unmap,
  };
  g_assert_cmpint (sqlite3_vfs_register (&cut_vfs, 1), ==, SQLITE_OK);
}

void
cut_vfs_reset (void)
{
  g_array_set_size (entries, 0);
  recording = FALSE;
  cut_vfs_fail_no_more ();
}

void
cut_vfs_record (gboolean on)
{
  recording = on;
}

void
cut_vfs_mark (guint number)
{
  write_down (OP_MARK, 0, number, NULL, 0, FALSE);
}

guint
cut_vfs_get_length (void)
{
  return entries->len;
}

guint
cut_vfs_get_start (void)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, Entry, i).op == OP_MARK)
      return i + 1;
  return entries->len;
}

/* Which of the operations before @point are on the disk for certain. SQLite syncs the folder when it first syncs a file that it made there: removals before
 * that are certain too. */
static gboolean *
find_certain (guint point)
{
  gboolean *certain = g_new0 (gboolean, point + 1);
  gboolean is_new[MAX_FILES] = { FALSE };
  int last_sync[MAX_FILES];
  int folder = -1;

  for (guint i = 0; i < point; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->op == OP_CREATE)
        is_new[entry->file] = TRUE;
      if (entry->op == OP_SYNC && is_new[entry->file])
        {
          is_new[entry->file] = FALSE;
          folder = i;
        }
    }
  for (guint i = 0; i < MAX_FILES; i++)
    last_sync[i] = -1;
  for (guint i = 0; i < point; i++)
    if (g_array_index (entries, Entry, i).op == OP_SYNC)
      last_sync[g_array_index (entries, Entry, i).file] = i;
  for (guint i = 0; i < point; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      certain[i]
          = entry->op == OP_REMOVE ? entry->synced_folder || (int) i <= folder : (int) i <= last_sync[entry->file];
    }
  return certain;
}

static void
put (GByteArray *image, gint64 offset, const guint8 *data, gsize size)
{
  guint before = image->len;

  if (offset + size > before)
    {
      g_byte_array_set_size (image, offset + size);
      if (offset > before)
        memset (image->data + before, 0, offset - before);
    }
  memcpy (image->data + offset, data, size);
}

static void
put_some (GByteArray *image, gint64 offset, const guint8 *data, gsize size, CutKind kind, GRand *random)
{
  for (gsize done = 0; done < size;)
    {
      gsize part = MIN (size - done, SECTOR - (offset + done) % SECTOR);
      guint chance = g_rand_int_range (random, 0, 4);

      if (chance < 2)
        put (image, offset + done, data + done, part);
      else if (chance == 2 && kind == CUT_LEAVES_NOISE && offset + done >= image->len)
        {
          guint8 noise[SECTOR];

          for (gsize i = 0; i < part; i++)
            noise[i] = g_rand_int (random);
          put (image, offset + done, noise, part);
        }
      done += part;
    }
}

guint
cut_vfs_rebuild (const char *folder, guint point, CutKind kind, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed * 2654435761u + point);
  g_autofree gboolean *certain = find_certain (point);
  GByteArray *images[MAX_FILES] = { NULL };
  guint mark = 0;

  for (guint i = 0; i < point; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      GByteArray *image = images[entry->file];
      gboolean all = certain[i] || kind == CUT_KEEPS_ALL;
      gboolean some = kind == CUT_KEEPS_SOME || kind == CUT_LEAVES_NOISE;
      gboolean by_chance = all || (some && g_rand_boolean (random));

      if (image == NULL && entry->op != OP_MARK)
        image = images[entry->file] = g_byte_array_new ();
      switch (entry->op)
        {
        case OP_CREATE:
          g_byte_array_set_size (image, 0);
          break;
        case OP_WRITE:
          if (all)
            put (image, entry->at, g_bytes_get_data (entry->data, NULL), g_bytes_get_size (entry->data));
          else if (some)
            put_some (image, entry->at, g_bytes_get_data (entry->data, NULL), g_bytes_get_size (entry->data), kind,
                      random);
          break;
        case OP_TRUNCATE:
          if (by_chance && entry->at < image->len)
            g_byte_array_set_size (image, entry->at);
          break;
        case OP_REMOVE:
          if (by_chance)
            g_clear_pointer (&images[entry->file], g_byte_array_unref);
          break;
        case OP_MARK:
          mark = entry->at;
          break;
        case OP_SYNC:
        default:
          break;
        }
    }

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *shared = g_strconcat (path, "-shm", NULL);

      g_unlink (path);
      g_unlink (shared);
      if (images[i] == NULL)
        continue;
      g_assert_true (g_file_set_contents_full (path, (const char *) images[i]->data, images[i]->len,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      g_byte_array_unref (images[i]);
    }
  return mark;
}

void
cut_vfs_fail (CutOps ops, guint at, gboolean from_then_on, gboolean full)
{
  fail_ops = ops;
  fail_at = at;
  fail_on = from_then_on;
  fail_full = full;
  fail_count = 0;
  has_failed = FALSE;
}

void
cut_vfs_fail_no_more (void)
{
  fail_ops = 0;
}

gboolean
cut_vfs_has_failed (void)
{
  return has_failed;
}
