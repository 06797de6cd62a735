/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* What a program of Kith gives up before it looks at what it was given, so that a hostile file may cost that process its life and
 * nothing else: it fills no disk, gains no rights, is not looked into, and neither fills the memory nor runs for ever. Plain C. */

#pragma once

#include <stddef.h>

typedef struct
{
  size_t memory;    /* bytes of addresses; 0 for three quarters of the machine's memory, at least 1 GB */
  unsigned seconds; /* of processor; 0 for any */
  unsigned files;   /* open at a time; 0 for as many as before */
  size_t written;   /* bytes in any file it writes; what goes beyond fails */
} KithConfines;

/* Returns 0, or -1 where the system refuses: nothing must be read then. */
int kith_confine (const KithConfines *confines);
