/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a network file tells: people (or people and events) with what is written about them, and ties. Filled by the reader of a format, and made
 * into sheets: one of people, one of ties or of who was where. */

#pragma once

#include "kith-sheet.h"

G_BEGIN_DECLS

typedef struct _KithNet KithNet;

KithNet *kith_net_new (KithInput *input, const char *format);
void kith_net_free (KithNet *self);

/* Whose direction and weight edges have where they say nothing. */
void kith_net_set_directed (KithNet *self, gboolean directed);
gboolean kith_net_get_directed (const KithNet *self);

/* The one with that id, made where there is none; @line: where it was named first. */
guint kith_net_put (KithNet *self, const char *id, guint64 line);

/* Returns: FALSE where there is none */
gboolean kith_net_find (const KithNet *self, const char *id, guint *vertex);
guint kith_net_get_size (const KithNet *self);
const char *kith_net_get_label (const KithNet *self, guint vertex);

/* How it is called. */
void kith_net_set_label (KithNet *self, guint vertex, const char *label);

/* It is an event or group that people take part in. */
void kith_net_set_event (KithNet *self, guint vertex);

/* Anything else; a column of the sheet. "name", "label" and "type" or "bipartite" (igraph's and networkx's marks of events) are understood. */
void kith_net_set_value (KithNet *self, guint vertex, const char *attribute, const char *value);

typedef struct
{
  guint from, to;
  double weight; /* 1 where nothing is said */
  gboolean directed;
  const char *kind; /* NULL */
  const char *date; /* NULL */
  guint64 line;
} KithNetEdge;

/* Whether a file of that size can tell of so many: a number in its head is not to be believed. */
gboolean kith_net_can_hold (const KithNet *self, guint n);

void kith_net_add_edge (KithNet *self, const KithNetEdge *edge);
void kith_net_note (KithNet *self, char *note); /* taken */

/* Whether reading may go on; else it is time for kith_net_finish () to say why not. */
gboolean kith_net_is_well (const KithNet *self);

/* Errors: KITH_ERROR_EMPTY, KITH_ERROR_TOO_LARGE */
gboolean kith_net_finish (KithNet *self, KithSource *source, GError **error);

/* An error for a file that breaks the rules of its format; always FALSE. */
gboolean kith_net_fail (KithInput *input, guint64 line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithNet, kith_net_free)

G_END_DECLS
