/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own, as they may leave the house. What they are for nobody can tell: a second phone number, for instance. So of whoever
 * asked not to be contacted none goes out, and of whoever refused a way of being contacted none that may be one. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  const KithSnapshot *snapshot; /* not owned */
  const KithFieldColumns *columns;
  KithValueKind *kind; /* of each column: its own where all values are of it, else text */
  guint8 *refused;     /* n; whether the person refused any way of being contacted */
} KithExportFields;

/* @snapshot: must live as long */
KithExportFields *kith_export_fields_new (KithStore *store, const KithSnapshot *snapshot, GCancellable *cancellable,
                                          GError **error);
void kith_export_fields_free (KithExportFields *self);

/* (nullable): NULL for none. @held: (inout) (optional): set where there is one and it is held back */
const char *kith_export_fields_get (const KithExportFields *self, guint column, guint person, gboolean *held);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithExportFields, kith_export_fields_free)

G_END_DECLS
