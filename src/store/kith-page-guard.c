/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-page-guard.h"

#include "kith-log-guard.h"

#include <string.h>

#define HEAD 100       /* bytes of a database's header */
#define MAX_PAGE 65536 /* SQLite's own bound */

typedef struct _GuardFile GuardFile;

struct _GuardFile
{
  sqlite3_file parent;
  sqlite3_file *real; /* right behind this struct */
  gboolean is_database;
  gboolean is_log;
  gsize page_size; /* 0 while unknown */
  guint8 *page;    /* MAX_PAGE bytes of room; NULL for files that pass through */
  GuardFile *log;  /* of a database: its write-ahead log, while open */
  GuardFile *database;
  gboolean refuses_folding; /* of a log: it is damaged, and SQLite is about to fold it into the database */
};

static sqlite3_vfs guard_vfs;
static sqlite3_vfs *base_vfs;
static sqlite3_io_methods methods_plain;
static sqlite3_io_methods methods_shared;

#define REAL(file) (((GuardFile *) (file))->real)

static void
sum_page (const guint8 *data, gsize size, guint32 number, guint8 *sum)
{
  guint32 s1 = number;
  guint32 s2 = ~number;

  g_assert (size % 8 == 0);
  for (gsize i = 0; i < size; i += 8)
    {
      guint32 words[2];

      memcpy (words, data + i, 8);
      s1 += GUINT32_FROM_LE (words[0]) + s2;
      s2 += GUINT32_FROM_LE (words[1]) + s1;
    }
  s1 = GUINT32_TO_LE (s1);
  s2 = GUINT32_TO_LE (s2);
  memcpy (sum, &s1, 4);
  memcpy (sum + 4, &s2, 4);
}

gboolean
kith_page_guard_fits (const guint8 *page, gsize size, guint32 number)
{
  guint8 sum[KITH_PAGE_GUARD_RESERVE];

  sum_page (page, size - KITH_PAGE_GUARD_RESERVE, number, sum);
  return memcmp (sum, page + size - KITH_PAGE_GUARD_RESERVE, KITH_PAGE_GUARD_RESERVE) == 0;
}

gsize
kith_page_guard_page_size (const guint8 *head)
{
  gsize size = head[16] << 8 | head[17];

  if (size == 1)
    size = MAX_PAGE;
  if (memcmp (head, "SQLite format 3", 16) != 0 || size < 512 || (size & (size - 1)) != 0
      || head[20] != KITH_PAGE_GUARD_RESERVE)
    return 0;
  return size;
}

static int
guard_close (sqlite3_file *file)
{
  GuardFile *self = (GuardFile *) file;

  if (self->log != NULL)
    self->log->database = NULL;
  if (self->database != NULL)
    self->database->log = NULL;
  g_clear_pointer (&self->page, g_free);
  return self->real->pMethods != NULL ? self->real->pMethods->xClose (self->real) : SQLITE_OK;
}

/* Reads a whole page. Beyond the end of the file there are none yet, which SQLite knows to handle; half a page is damage. */
static int
read_page (GuardFile *self, guint8 *page, sqlite3_int64 offset)
{
  int code = self->real->pMethods->xRead (self->real, page, self->page_size, offset);
  sqlite3_int64 size;

  if (code == SQLITE_IOERR_SHORT_READ)
    {
      code = self->real->pMethods->xFileSize (self->real, &size);
      if (code != SQLITE_OK)
        return code;
      return offset < size ? SQLITE_IOERR_DATA : SQLITE_IOERR_SHORT_READ;
    }
  if (code != SQLITE_OK)
    return code;
  return kith_page_guard_fits (page, self->page_size, offset / self->page_size + 1) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int
learn_page_size (GuardFile *self)
{
  guint8 head[HEAD];
  int code = self->real->pMethods->xRead (self->real, head, HEAD, 0);

  if (code == SQLITE_IOERR_SHORT_READ)
    return SQLITE_OK; /* a new file */
  if (code != SQLITE_OK)
    return code;
  self->page_size = kith_page_guard_page_size (head);
  return self->page_size != 0 ? SQLITE_OK : SQLITE_IOERR_DATA;
}

/* Whether a read of the log must fail because the log is damaged: one of its pages while it is being folded into the database, or its header, which
 * SQLite reads only to recover from a crash. */
static gboolean
is_refused (GuardFile *self, sqlite3_int64 offset)
{
  if (self->refuses_folding)
    return TRUE;
  if (offset != 0 || self->database == NULL)
    return FALSE;
  if (self->database->page_size == 0)
    learn_page_size (self->database);
  return self->database->page_size > 0 && kith_log_guard_is_damaged (self->real, self->database->page_size);
}

static int
guard_read (sqlite3_file *file, void *buffer, int size, sqlite3_int64 offset)
{
  GuardFile *self = (GuardFile *) file;
  int code;

  if (self->is_log && is_refused (self, offset))
    return SQLITE_IOERR_DATA;
  /* SQLite looks at the header before it holds a lock, and so perhaps while the page is being written. It reads the whole page later. */
  if (!self->is_database || offset + size <= HEAD)
    return self->real->pMethods->xRead (self->real, buffer, size, offset);
  if (self->page_size == 0 && (code = learn_page_size (self)) != SQLITE_OK)
    return code;
  if (self->page_size == 0)
    return self->real->pMethods->xRead (self->real, buffer, size, offset);
  if (size == (int) self->page_size && offset % self->page_size == 0)
    return read_page (self, buffer, offset);

  /* A part of a page (long values are read so): the whole is read to compare it. */
  for (guint8 *out = buffer; size > 0;)
    {
      gsize skip = offset % self->page_size;
      gsize part = MIN ((gsize) size, self->page_size - skip);

      code = read_page (self, self->page, offset - skip);
      if (code == SQLITE_IOERR_SHORT_READ)
        memset (out, 0, size);
      if (code != SQLITE_OK)
        return code;
      memcpy (out, self->page + skip, part);
      out += part;
      offset += part;
      size -= part;
    }
  return SQLITE_OK;
}

static int
guard_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  GuardFile *self = (GuardFile *) file;

  if (!self->is_database)
    return self->real->pMethods->xWrite (self->real, data, size, offset);
  if (offset == 0 && size >= 512)
    {
      self->page_size = kith_page_guard_page_size (data);
      if (self->page_size == 0)
        return SQLITE_IOERR_DATA;
    }
  else if (self->page_size == 0)
    self->page_size = size; /* pages of a new file that did not fit into memory come before the first */
  if (size != (int) self->page_size || offset % self->page_size != 0 || size > MAX_PAGE)
    return SQLITE_IOERR_WRITE; /* SQLite writes a database by pages only */
  memcpy (self->page, data, size - KITH_PAGE_GUARD_RESERVE);
  sum_page (self->page, size - KITH_PAGE_GUARD_RESERVE, offset / size + 1, self->page + size - KITH_PAGE_GUARD_RESERVE);
  return self->real->pMethods->xWrite (self->real, self->page, size, offset);
}

static int
guard_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
guard_sync (sqlite3_file *file, int flags)
{
  return REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
guard_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
guard_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
guard_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
guard_check_reserved_lock (sqlite3_file *file, int *held)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), held);
}

/* Whether all that is committed in the log is sound. How much that is stands in the memory shared by all connections (16 bytes from its start, in the order of the
 * machine: https://www.sqlite.org/walformat.html). */
static gboolean
may_fold (GuardFile *self)
{
  void volatile *shared = NULL;
  guint32 frames;

  if (self->page_size == 0 || self->real->pMethods->iVersion < 2
      || self->real->pMethods->xShmMap (self->real, 0, 32768, 0, &shared) != SQLITE_OK || shared == NULL)
    return TRUE;
  frames = ((volatile guint32 *) shared)[4];
  return kith_log_guard_is_whole (self->log->real, self->page_size, frames);
}

static int
guard_file_control (sqlite3_file *file, int op, void *argument)
{
  GuardFile *self = (GuardFile *) file;

  if (self->log != NULL && op == SQLITE_FCNTL_CKPT_START)
    self->log->refuses_folding = !may_fold (self);
  else if (self->log != NULL && op == SQLITE_FCNTL_CKPT_DONE)
    self->log->refuses_folding = FALSE;
  return self->real->pMethods->xFileControl (self->real, op, argument);
}

static int
guard_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
guard_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
guard_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, out);
}

static int
guard_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
guard_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
guard_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static int
guard_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  GuardFile *self = (GuardFile *) file;
  int code;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  self->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  self->is_log = (flags & SQLITE_OPEN_WAL) != 0;
  code = base_vfs->xOpen (base_vfs, name, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    {
      /* Without methods SQLite does not call xClose; a VFS may have set those of its own file even so. */
      if (self->real->pMethods != NULL)
        self->real->pMethods->xClose (self->real);
      return code;
    }
  if (self->is_database)
    self->page = g_malloc (MAX_PAGE);
  if (self->is_log)
    {
      self->database = (GuardFile *) sqlite3_database_file_object (name);
      self->database->log = self;
    }
  /* Version 3 would let SQLite map the file into memory and read past the guard. */
  file->pMethods
      = self->real->pMethods->iVersion >= 2 && self->real->pMethods->xShmMap != NULL ? &methods_shared : &methods_plain;
  return SQLITE_OK;
}

static int
guard_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  return base_vfs->xDelete (base_vfs, name, sync_folder);
}

static int
guard_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  return base_vfs->xAccess (base_vfs, name, flags, result);
}

static int
guard_full_pathname (sqlite3_vfs *vfs, const char *name, int size, char *out)
{
  return base_vfs->xFullPathname (base_vfs, name, size, out);
}

static int
guard_randomness (sqlite3_vfs *vfs, int size, char *out)
{
  return base_vfs->xRandomness (base_vfs, size, out);
}

static int
guard_sleep (sqlite3_vfs *vfs, int microseconds)
{
  return base_vfs->xSleep (base_vfs, microseconds);
}

static int
guard_current_time (sqlite3_vfs *vfs, double *now)
{
  return base_vfs->xCurrentTime (base_vfs, now);
}

static int
guard_get_last_error (sqlite3_vfs *vfs, int size, char *out)
{
  return base_vfs->xGetLastError (base_vfs, size, out);
}

static int
guard_current_time_int64 (sqlite3_vfs *vfs, sqlite3_int64 *now)
{
  return base_vfs->xCurrentTimeInt64 (base_vfs, now);
}

const char *
kith_page_guard_register (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      base_vfs = sqlite3_vfs_find (NULL);
      g_assert (base_vfs != NULL && base_vfs->iVersion >= 2);
      guard_vfs = (sqlite3_vfs) {
        .iVersion = 2,
        .szOsFile = sizeof (GuardFile) + base_vfs->szOsFile,
        .mxPathname = base_vfs->mxPathname,
        .zName = "kith",
        .xOpen = guard_open,
        .xDelete = guard_delete,
        .xAccess = guard_access,
        .xFullPathname = guard_full_pathname,
        .xRandomness = guard_randomness,
        .xSleep = guard_sleep,
        .xCurrentTime = guard_current_time,
        .xGetLastError = guard_get_last_error,
        .xCurrentTimeInt64 = guard_current_time_int64,
      };
      methods_plain = (sqlite3_io_methods) {
        .iVersion = 1,
        .xClose = guard_close,
        .xRead = guard_read,
        .xWrite = guard_write,
        .xTruncate = guard_truncate,
        .xSync = guard_sync,
        .xFileSize = guard_file_size,
        .xLock = guard_lock,
        .xUnlock = guard_unlock,
        .xCheckReservedLock = guard_check_reserved_lock,
        .xFileControl = guard_file_control,
        .xSectorSize = guard_sector_size,
        .xDeviceCharacteristics = guard_device_characteristics,
      };
      methods_shared = methods_plain;
      methods_shared.iVersion = 2;
      methods_shared.xShmMap = guard_shm_map;
      methods_shared.xShmLock = guard_shm_lock;
      methods_shared.xShmBarrier = guard_shm_barrier;
      methods_shared.xShmUnmap = guard_shm_unmap;
      if (sqlite3_vfs_register (&guard_vfs, 0) != SQLITE_OK)
        g_error ("SQLite takes no page guard");
      g_once_init_leave (&once, 1);
    }
  return guard_vfs.zName;
}

int
kith_page_guard_peek (const char *path, guint8 *data, gsize size, gsize *got)
{
  sqlite3_filename name = sqlite3_create_filename (path, "", "", 0, NULL);
  g_autofree sqlite3_file *file = NULL;
  sqlite3_int64 there = 0;
  int code;

  *got = 0;
  kith_page_guard_register ();
  file = g_malloc0 (base_vfs->szOsFile);
  code = base_vfs->xOpen (base_vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);
  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &there);
  if (code == SQLITE_OK)
    {
      *got = MIN ((sqlite3_int64) size, there);
      code = file->pMethods->xRead (file, data, *got, 0);
    }
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free_filename (name);
  return code;
}
