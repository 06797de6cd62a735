/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one error domain of Kith. A code names what a person can do about it, not where it happened;
 * the message is a sentence for the person, in plain words, saying what to do. A stopped job is
 * G_IO_ERROR_CANCELLED, as in GIO. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KITH_ERROR (kith_error_quark ())

typedef enum
{
  KITH_ERROR_FAILED,        /* our own mistake: report it */
  KITH_ERROR_NOT_FOUND,     /* choose another file or name */
  KITH_ERROR_NOT_READABLE,  /* ask for access to the file */
  KITH_ERROR_NOT_A_TABLE,   /* not a kind of file Kith reads: export it differently */
  KITH_ERROR_EMPTY,         /* nothing in it */
  KITH_ERROR_TOO_LARGE,     /* beyond a stated bound */
  KITH_ERROR_MAPPING,       /* say which column is what */
  KITH_ERROR_NOT_A_NETWORK, /* not a file of Kith's own */
  KITH_ERROR_NEWER_VERSION, /* update Kith */
  KITH_ERROR_DAMAGED,       /* restore a backup */
  KITH_ERROR_READ_ONLY,     /* copy it to where it can be written */
  KITH_ERROR_LOCKED,        /* close the other window or program */
  KITH_ERROR_DISK_FULL,     /* make room */
  KITH_ERROR_INVALID,       /* a value given by the person cannot be used */
  KITH_ERROR_ENGINE,        /* one of Kith's own worker programs is missing, too old, or has failed */
} KithError;

GQuark kith_error_quark (void);

G_END_DECLS
