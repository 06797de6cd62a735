/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats that can be read: one file each, which knows nothing of the others. */

#pragma once

#include "kith-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  const char *format; /* its name, "xlsx" */

  /* @name: of the file; @head: its first megabyte, unpacked */
  gboolean (*knows) (const char *name, const guchar *head, gsize length);

  /* Adds the sheets of the file; on error some may have been added. */
  gboolean (*read) (KithSource *source, KithInput *input, GError **error);
} KithReader;

/* %NULL at the end; the last one takes anything that may be a table of text. */
extern const KithReader *const kith_readers[];

/* All suffixes of files that can be read, "csv", "xlsx" …; %NULL at the end. */
const char *const *kith_reader_suffixes (void);

extern const KithReader kith_reader_dl;
extern const KithReader kith_reader_dot;
extern const KithReader kith_reader_facebook;
extern const KithReader kith_reader_gdf;
extern const KithReader kith_reader_gexf;
extern const KithReader kith_reader_gml;
extern const KithReader kith_reader_graphml;
extern const KithReader kith_reader_json;
extern const KithReader kith_reader_ldif;
extern const KithReader kith_reader_mail;
extern const KithReader kith_reader_ods;
extern const KithReader kith_reader_pajek;
extern const KithReader kith_reader_vcard;
extern const KithReader kith_reader_x;
extern const KithReader kith_reader_xls;
extern const KithReader kith_reader_xlsx;
extern const KithReader kith_reader_zip;
extern const KithReader kith_reader_text;

G_END_DECLS
