/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* What the files of kith-layout-worker share. Plain C and Graphviz only: no GLib, and nothing of Kith's GPL libraries. */

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Reads jobs from stdin and writes places to stdout until the input ends (kith-layout-protocol.h). Returns the exit status. */
int kith_worker_serve (void);

/* Writes in words which engines work; status 1 where one is missing. */
int kith_worker_probe (void);

/* DOT on stdin to records on stdout, and back (kith-worker-dot.c says how a record looks). Return the exit status. */
int kith_worker_dot_in (void);
int kith_worker_dot_out (void);

/* The first line with a word, text or comment that is too long to be read in time; 0 where there is none. */
size_t kith_worker_dot_guard (const char *text);

/* Reads @size bytes; false where the input ends before. */
bool kith_worker_read (FILE *in, void *buffer, size_t size);
