/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of a network, and the steps that bring an older network to the present form. */

#pragma once

#include "kith-db.h"

G_BEGIN_DECLS

#define KITH_APPLICATION_ID 0x4b697468 /* "Kith" */
#define KITH_SCHEMA_VERSION 7

/* The tables whose rows acts write down, NULL at the end. A table's place in the list is its number in the record of an act: new ones go to the end. */
extern const char *const kith_schema_recorded[];

/**
 * kith_schema_migrate:
 * @version: of the file; 0 for an empty one
 *
 * All in one transaction, with the new version. Records of acts made in an older form are dropped: they could not be applied to the new one.
 */
gboolean kith_schema_migrate (KithDb *db, int version, GError **error);

/**
 * kith_schema_fits:
 * @fits: (out): whether the tables are the ones that this version makes
 *
 * A file can be sound and still not be what it says: made by something else, or tampered with.
 */
gboolean kith_schema_fits (KithDb *db, gboolean *fits, GError **error);

G_END_DECLS
