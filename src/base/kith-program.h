/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Kith's own worker programs, for what may crash, must be stoppable at once, or is not to be trusted with a file: where they are, how they
 * are started, and reading what they say. They are told by the kernel to end when the thread that started them does (kith-confine.c), so
 * that thread must be the one that listens. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * kith_program_find:
 * @name: "kith-layout-worker", from the folder src/layout-worker
 *
 * Where the program is: the setting of its name in the environment (KITH_LAYOUT_WORKER), else the one of this build or installation.
 * Errors: KITH_ERROR_ENGINE
 */
char *kith_program_find (const char *name, GError **error);

/**
 * kith_program_spawn:
 * @mode: (nullable): its one argument
 * @in, @out: what becomes its standard input and output; of all other files none is open to it
 * @bare: without any environment
 *
 * Returns: the process, which is ended by kith_program_end(); -1 with KITH_ERROR_ENGINE
 */
GPid kith_program_spawn (const char *path, const char *mode, int in, int out, gboolean bare, GError **error);

/* Ends a process at once. */
void kith_program_end (GPid pid);

/* A program that is given one file and says something. */
typedef struct _KithProgram KithProgram;

/**
 * kith_program_start:
 * @in: the file it is given as its standard input
 * @patience: for so many seconds it is waited for in all
 *
 * As kith_program_find() and kith_program_spawn().
 */
KithProgram *kith_program_start (const char *name, const char *mode, int in, gboolean bare, guint patience,
                                 GCancellable *cancellable, GError **error);

/**
 * kith_program_read:
 *
 * Waits for what it says next. The bytes are of a process that may have been taken over by what it reads.
 *
 * Returns: how many; 0 at the end; -1 with G_IO_ERROR_CANCELLED, G_IO_ERROR_TIMED_OUT, or another of the system
 */
gssize kith_program_read (KithProgram *self, void *buffer, gsize size, GError **error);

/* Ends it if it has not ended. */
void kith_program_free (KithProgram *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithProgram, kith_program_free)

G_END_DECLS
