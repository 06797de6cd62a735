/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Exports of one service that are an archive of many files which need each other: known by the names in it, whatever folder they lie in. */

#pragma once

#include "kith-archive.h"
#include "kith-json.h"
#include "kith-sheet.h"

G_BEGIN_DECLS

/* Of all archives that come in together. */
#define KITH_PACK_UNPACKED_MAX (1024LL << 20)

typedef struct
{
  gboolean (*knows) (GPtrArray *names);
  gboolean (*read) (KithSource *source, KithFile *file, GPtrArray *names, GError **error);
} KithPack;

/* %NULL at the end. */
extern const KithPack *const kith_packs[];

extern const KithPack kith_pack_facebook;
extern const KithPack kith_pack_slack;
extern const KithPack kith_pack_x;

/**
 * kith_pack_find:
 * @names: utf8: all names in the archive
 * @path: the end of one, from the beginning of a part of it: "data/account.js"
 *
 * Returns: (nullable): the first name that ends in @path
 */
const char *kith_pack_find (GPtrArray *names, const char *path);

/* Takes out the entry at which the archive is, within the bounds of @source. */
KithFile *kith_pack_extract (KithSource *source, KithArchive *archive, KithFile *outer, const char *name,
                             GError **error);

/**
 * kith_pack_read_json:
 *
 * The value in the entry at which the archive is; what stands before it, as in "window.YTD.tweets.part0 = ", is passed over.
 */
JsonNode *kith_pack_read_json (KithSource *source, KithArchive *archive, KithFile *outer, const char *name,
                               GError **error);

/* The same of the entry @name, wherever it is. */
JsonNode *kith_pack_find_json (KithSource *source, KithFile *outer, const char *name, GError **error);

G_END_DECLS
