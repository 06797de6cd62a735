/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The events and groups of an import: their names for the numbers that tables use, each found or made once, and who was there. */

#pragma once

#include "kith-events.h"
#include "kith-keys.h"

G_BEGIN_DECLS

typedef struct
{
  KithStore *store;
  GHashTable *names;   /* "entity\tid" → Name: read from tables of names */
  KithKeyTable *known; /* kind, name and day → index in events */
  GArray *events;      /* Known */
  GHashTable *sources; /* import → namespace (interned), of imports before this one */
  GHashTable *people;  /* event → how many this import brought to it */
  guint64 added;       /* events made since it was last set to 0 */
} KithGatherings;

KithGatherings *kith_gatherings_new (KithStore *store, GCancellable *cancellable, GError **error);
void kith_gatherings_free (KithGatherings *self);

/* The number @id of @entity ("group", "event", "relationship") has a name. */
void kith_gatherings_name (KithGatherings *self, const char *entity, const char *id, const char *name, gint64 date);

/* (nullable) */
const char *kith_gatherings_get_name (KithGatherings *self, const char *entity, const char *id, gint64 *date);

/**
 * kith_gatherings_put:
 * @source: (nullable): where @name is only a number, the namespace it is of: "Event 1" of another one is another event
 *
 * Finds the event of that kind, name and day, or makes it.
 */
gboolean kith_gatherings_put (KithGatherings *self, KithEventKind kind, const char *name, gint64 date,
                              const char *place, const char *source, gboolean is_number, gint64 import, gint64 *id,
                              GError **error);

/* @added: FALSE where that was known */
gboolean kith_gatherings_attend (KithGatherings *self, gint64 event, gint64 person, gint64 import, gboolean *added,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithGatherings, kith_gatherings_free)

G_END_DECLS
