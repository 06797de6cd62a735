/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file system under SQLite that can be cut off. It writes down each write, truncation, sync and removal, and can make out of that what could be on
 * the disk if the power went at any point: what was synced is there, of the rest each sector of 512 bytes may be or may not. And it can let
 * any single operation fail, once or from then on.
 *
 * It stands on SQLite's own and becomes the default, so it must be registered before the first network is opened. */

#pragma once

#include <glib.h>

void cut_vfs_register (void);

/* Forgets what was written down, and lets nothing fail. */
void cut_vfs_reset (void);

/* Whether operations are written down; not at first. */
void cut_vfs_record (gboolean on);

/* Writes down that @number acts are finished. */
void cut_vfs_mark (guint number);

/* How many operations are written down. */
guint cut_vfs_get_length (void);

/* The first operation after the first mark. */
guint cut_vfs_get_start (void);

typedef enum
{
  CUT_LOSES_ALL,    /* nothing that was not synced is there */
  CUT_KEEPS_ALL,    /* all of it is */
  CUT_KEEPS_SOME,   /* by chance */
  CUT_LEAVES_NOISE, /* by chance, and new sectors may hold anything */
  CUT_N_KINDS,
} CutKind;

/**
 * cut_vfs_rebuild:
 * @point: the operation before which the power goes
 *
 * Puts the files that could then be on the disk into @folder, in the place of those that are there.
 *
 * Returns: the last mark before the point
 */
guint cut_vfs_rebuild (const char *folder, guint point, CutKind kind, guint seed);

/* Operations that can fail, as bits. */
typedef enum
{
  CUT_WRITES = 1 << 0, /* and truncations, syncs, removals */
  CUT_READS = 1 << 1,  /* and opening */
} CutOps;

/**
 * cut_vfs_fail:
 * @ops: which are counted
 * @at: the number of the one to fail, from 1
 * @full: as a full disk rather than a broken one
 */
void cut_vfs_fail (CutOps ops, guint at, gboolean from_then_on, gboolean full);
void cut_vfs_fail_no_more (void);

/* Whether anything has failed since cut_vfs_fail (). */
gboolean cut_vfs_has_failed (void);
