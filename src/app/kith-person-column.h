/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A column of the table of people: its cells show what row objects read from the snapshot, and again when a row says it has changed. */

#pragma once

#include "kith-snapshot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_PERSON_COLUMN_TEXT = 0,
  KITH_PERSON_COLUMN_NAME = 1 << 0,   /* the dot of the community before it; takes what room is left over */
  KITH_PERSON_COLUMN_DIGITS = 1 << 1, /* all as wide as each other */
  KITH_PERSON_COLUMN_AT_END = 1 << 2, /* of the cell */
  KITH_PERSON_COLUMN_DIMMED = 1 << 3,
} KithPersonColumnFlags;

/* What a cell shows of a person; @which says in which column. Returns: (transfer full) (nullable) */
typedef char *(*KithPersonColumnFunc) (const KithSnapshot *snapshot, guint person, gint64 which);

/* @width: pixels; 0 for what is left over. Its head can be clicked on and sorts nothing: the ordering is the model's. Returns: (transfer full) */
GtkColumnViewColumn *kith_person_column_new (const char *title, int width, KithPersonColumnFlags flags,
                                             KithPersonColumnFunc dup_text, gint64 which);

/* Whose cell a widget is; NULL for other widgets. */
GtkListItem *kith_person_column_get_cell (GtkWidget *widget);

G_END_DECLS
