/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Events and groups, both as attendance: person × event. Ties from them are projected when needed and never stored. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_EVENT,
  KITH_GROUP,
} KithEventKind;

typedef struct
{
  gint64 id;
  KithEventKind kind;
  char *name; /* as shown; not NULL */
  gint64 date;
  char *place; /* NULL */
  gint64 import;
} KithEvent;

void kith_event_free (KithEvent *self);

/**
 * kith_event_put:
 * @event: its id is set
 * @added: (out) (optional)
 *
 * Finds the event of the same kind, folded name and day, or adds it. Within an act.
 */
gboolean kith_event_put (KithStore *store, KithEvent *event, gboolean *added, GError **error);
gboolean kith_event_remove (KithStore *store, gint64 id, GError **error);

/* @added: (out) (optional): FALSE where it is known already. Within an act. */
gboolean kith_attendance_put (KithStore *store, gint64 event, gint64 person, gint64 import, gboolean *added,
                              GError **error);
gboolean kith_attendance_remove (KithStore *store, gint64 event, gint64 person, GError **error);

/* All events and groups by rising id; texts are borrowed until the function returns. A function that returns FALSE ends the pass. */
typedef gboolean (*KithEventFunc) (const KithEvent *event, gpointer user_data);
gboolean kith_events_each (KithStore *store, KithEventFunc func, gpointer user_data, GCancellable *cancellable,
                           GError **error);

/* Who was where: by rising event, then person. */
typedef gboolean (*KithAttendanceFunc) (gint64 event, gint64 person, gpointer user_data);
gboolean kith_attendance_each (KithStore *store, KithAttendanceFunc func, gpointer user_data, GCancellable *cancellable,
                               GError **error);

/* (element-type KithEvent) those of one person, latest first, those without a date last */
GPtrArray *kith_events_of (KithStore *store, gint64 person, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithEvent, kith_event_free)

G_END_DECLS
