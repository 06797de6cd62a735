/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own as columns of the table of people. */

#pragma once

#include "kith-snapshot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds and takes away columns of @view, so that the fields that are shown stand behind the community. Returns: whether @sorted is among those gone */
gboolean kith_field_column_update (GtkColumnView *view, const KithFieldColumns *fields, GtkColumnViewColumn *sorted);

/* The field of a column; 0 for a column of another kind. */
gint64 kith_field_column_get_field (GtkColumnViewColumn *column);

/* Whether its values are figures, of which people want to see the largest first. */
gboolean kith_field_column_is_number (GtkColumnViewColumn *column);

G_END_DECLS
