/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-arranging.h"

#include "kith-analysis.h"
#include "kith-panel-acts.h"
#include "kith-places.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* — By hand — */

typedef struct
{
  gint64 *people;
  float *x, *y;
  guint n;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->people);
  g_free (move->x);
  g_free (move->y);
  g_free (move);
}

static gboolean
move_write (KithStore *store, gpointer data, GError **error)
{
  Move *move = data;

  for (guint i = 0; i < move->n; i++)
    if (!kith_place_set (store, move->people[i], move->x[i], move->y[i], error))
      return FALSE;
  return TRUE;
}

void
kith_map_move_people (KithSession *session, const KithSnapshot *snapshot, const guint *people, guint n, double dx,
                      double dy)
{
  Move *move = g_new0 (Move, 1);

  move->people = g_new (gint64, MAX (n, 1));
  move->x = g_new (float, MAX (n, 1));
  move->y = g_new (float, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    if (!isnan (snapshot->x[people[i]]))
      {
        move->people[move->n] = snapshot->id[people[i]];
        move->x[move->n] = snapshot->x[people[i]] + (float) dx;
        move->y[move->n++] = snapshot->y[people[i]] + (float) dy;
      }

  g_autofree char *who = kith_panel_dup_who (snapshot, move->people, move->n);
  /* Translators: an act, as in "Undo …"; %s is a name, or "14 people" */
  g_autofree char *label = g_strdup_printf (_ ("Move %s on the Map"), who);
  kith_panel_write (session, label, NULL, move_write, move, move_free, NULL, NULL);
}

/* — Pins — */

typedef struct
{
  GArray *people; /* gint64 */
  gboolean pinned;
} Pinning;

static void
pinning_free (gpointer data)
{
  Pinning *pinning = data;

  g_array_unref (pinning->people);
  g_free (pinning);
}

static gboolean
pin_write (KithStore *store, gpointer data, GError **error)
{
  Pinning *pinning = data;

  for (guint i = 0; i < pinning->people->len; i++)
    if (!kith_pin_set (store, g_array_index (pinning->people, gint64, i), pinning->pinned, error))
      return FALSE;
  return TRUE;
}

void
kith_map_pin_people (KithSession *session, const gint64 *people, guint n, gboolean pinned)
{
  KithSnapshot *snapshot = kith_session_get_whole (session);
  Pinning *pinning = g_new0 (Pinning, 1);

  pinning->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  pinning->pinned = pinned;
  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (snapshot, people[i]);

      if (person >= 0 && !isnan (snapshot->x[person])
          && ((snapshot->flags[person] & KITH_PERSON_PINNED) != 0) != (pinned != FALSE))
        g_array_append_val (pinning->people, people[i]);
    }
  if (pinning->people->len == 0)
    {
      pinning_free (pinning);
      return;
    }

  g_autofree char *who = kith_panel_dup_who (snapshot, (const gint64 *) pinning->people->data, pinning->people->len);
  /* Translators: an act, as in "Undo …"; %s is a name, or "14 people" */
  g_autofree char *label = g_strdup_printf (pinned ? _ ("Pin %s on the Map") : _ ("Unpin %s on the Map"), who);
  g_autofree char *toast = g_strdup_printf (pinned ? _ ("%s will stay there on the map") : _ ("Unpinned %s"), who);
  kith_panel_write (session, label, toast, pin_write, pinning, pinning_free, NULL, NULL);
}

/* — By Graphviz — */

typedef struct
{
  KithLayoutEngine engine;
  gint64 community; /* 0 for all */
} Arranging;

static gboolean
arrange_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  const Arranging *arranging = data;

  if (arranging->community != 0)
    return kith_analysis_place_community (store, arranging->community, NULL, progress, cancellable, error);
  return kith_analysis_place_anew (store, arranging->engine, NULL, progress, cancellable, error);
}

static void
arrange (KithSession *session, KithLayoutEngine engine, gint64 community, const char *toast)
{
  Arranging *arranging = g_new0 (Arranging, 1);

  arranging->engine = engine;
  arranging->community = community;
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_WRITE,
                                 .label = _ ("Arranging the map"),
                                 .toast = toast,
                                 .work = arrange_work,
                                 .data = arranging,
                                 .free_data = g_free,
                             });
}

void
kith_map_arrange_anew (KithSession *session, KithLayoutEngine engine)
{
  arrange (session, engine, 0, _ ("Arranged the map anew"));
}

void
kith_map_arrange_community (KithSession *session, gint64 community)
{
  arrange (session, KITH_LAYOUT_COMMUNITIES, community, _ ("Arranged the community anew"));
}
