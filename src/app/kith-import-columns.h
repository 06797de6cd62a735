/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of the import assistant: what the columns of one table are, each with values from it, to be said otherwise. */

#pragma once

#include "kith-import-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_IMPORT_COLUMNS (kith_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (KithImportColumns, kith_import_columns, KITH, IMPORT_COLUMNS, AdwNavigationPage)

/* Emits "changed" after it changed @plan. @plan is borrowed and must live as long. */
AdwNavigationPage *kith_import_columns_new (KithImportPlan *plan);

/* Shows a table, which is borrowed until another or none is shown. What is shown of the same table already is only brought up to date. */
void kith_import_columns_show (KithImportColumns *self, const KithPreview *preview);

const KithPreview *kith_import_columns_get_preview (KithImportColumns *self);

G_END_DECLS
