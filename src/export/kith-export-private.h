/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What kith-export.c sends to the writers of each form. Each fills a writing that the caller finishes. */

#pragma once

#include "kith-export-fields.h"
#include "kith-export.h"

G_BEGIN_DECLS

gboolean kith_export_people (KithStore *store, const KithSnapshot *snapshot, KithCsvWriter *csv,
                             const KithExportOptions *options, KithExportResult *result, KithProgress *progress,
                             GCancellable *cancellable, GError **error);
gboolean kith_export_ties (KithStore *store, const KithSnapshot *snapshot, KithCsvWriter *csv, KithExportResult *result,
                           GCancellable *cancellable, GError **error);
void kith_export_communities (const KithSnapshot *snapshot, KithCsvWriter *csv, KithExportResult *result);
void kith_export_asks (const KithAsks *asks, KithCsvWriter *csv, KithExportResult *result);

gboolean kith_export_graphml (const KithSnapshot *snapshot, const KithExportFields *fields, KithWriting *writing,
                              GCancellable *cancellable, GError **error);
gboolean kith_export_gexf (const KithSnapshot *snapshot, const KithExportFields *fields, KithWriting *writing,
                           GCancellable *cancellable, GError **error);
gboolean kith_export_dot (const KithSnapshot *snapshot, KithWriting *writing, GCancellable *cancellable,
                          GError **error);

/* The rows of imports that did not come in as they stand. */
gboolean kith_export_account (KithStore *store, KithCsvWriter *csv, const KithExportOptions *options,
                              KithExportResult *result, GError **error);

G_END_DECLS
