/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A step of the migrations that is more than SQL. */

#pragma once

#include "kith-db.h"

G_BEGIN_DECLS

/* From version 6 to 7: see kith-schema-seal.c. Needs the setting "secret", and is to be within a transaction. */
gboolean kith_schema_seal (KithDb *db, GError **error);

G_END_DECLS
