/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-occasions.h"

#include "kith-communities.h"
#include "kith-events.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

#define LEAST 2 /* people */
#define FEWEST 16u
#define MOST 40u
#define PEOPLE_EACH 8 /* of the map, for a square more */

typedef struct
{
  gint64 id, date;
  gboolean is_group;
  char *name;
  guint first, n; /* in people */
} Occasion;

typedef struct
{
  const KithSnapshot *snapshot;
  GArray *all;    /* Occasion, by rising id */
  GArray *people; /* guint, by occasion, rising in each */
  guint at;
} Gathered;

static void
occasion_clear (gpointer data)
{
  g_free (((Occasion *) data)->name);
}

static gboolean
take_event (const KithEvent *event, gpointer data)
{
  Gathered *self = data;
  Occasion occasion = { event->id, event->date, event->kind == KITH_GROUP, g_strdup (event->name) };

  g_array_append_val (self->all, occasion);
  return TRUE;
}

static gboolean
take_attendance (gint64 event, gint64 person, gpointer data)
{
  Gathered *self = data;
  int index = kith_snapshot_find (self->snapshot, person);
  Occasion *occasion;

  while (self->at < self->all->len && g_array_index (self->all, Occasion, self->at).id < event)
    self->at++;
  if (index < 0 || self->at == self->all->len || g_array_index (self->all, Occasion, self->at).id != event)
    return TRUE;
  occasion = &g_array_index (self->all, Occasion, self->at);
  if (occasion->n++ == 0)
    occasion->first = self->people->len;
  g_array_append_val (self->people, index);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Occasion *x = a, *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  if (x->date != y->date)
    return x->date > y->date ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static guint
count_communities (const KithSnapshot *snapshot, const guint *people, guint n)
{
  g_autofree guint8 *seen = g_new0 (guint8, MAX (snapshot->n_communities, 1));
  guint count = 0;

  for (guint k = 0; k < n; k++)
    {
      int community = snapshot->community[people[k]];

      if (community == KITH_NOT_CONNECTED || seen[community])
        continue;
      seen[community] = TRUE;
      count++;
    }
  return count;
}

static char *
dup_words (const Occasion *occasion, guint n_communities)
{
  g_autofree char *day = occasion->date != KITH_NO_DATE ? kith_text_day (occasion->date) : NULL;
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", occasion->n), occasion->n);
  g_autofree char *communities
      = g_strdup_printf (ngettext ("%'u community", "%'u communities", n_communities), n_communities);
  /* Translators: how many people, and of how many communities: "34 people from 5 communities" */
  g_autofree char *who
      = n_communities > 0 ? g_strdup_printf (_ ("%s from %s"), people, communities) : g_strdup (people);

  if (day == NULL)
    /* Translators: a group or an event, and who was there: "Harbor Choir: 24 people from 3 communities" */
    return g_strdup_printf (_ ("%s: %s"), occasion->name, who);
  /* Translators: an event, its date, and who was there: "Spring Picnic, 12 April 2026: 34 people from 5 communities" */
  return g_strdup_printf (_ ("%s, %s: %s"), occasion->name, day, who);
}

KithSquares *
kith_occasions_load (KithStore *store, const KithSnapshot *snapshot, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Occasion));
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  Gathered gathered = { snapshot, all, people };
  KithSquares *squares;
  guint met = 0, shown;

  g_array_set_clear_func (all, occasion_clear);
  if (!kith_events_each (store, take_event, &gathered, cancellable, error)
      || !kith_attendance_each (store, take_attendance, &gathered, cancellable, error))
    return NULL;
  g_array_sort (all, compare);
  while (met < all->len && g_array_index (all, Occasion, met).n >= LEAST)
    met++;

  shown = MIN (met, CLAMP (snapshot->n_placed / PEOPLE_EACH, FEWEST, MOST));
  squares = kith_squares_new (shown, met - shown);
  for (guint k = 0; k < squares->n; k++)
    {
      Occasion *occasion = &g_array_index (all, Occasion, k);
      const guint *its = &g_array_index (people, guint, occasion->first);

      squares->squares[k] = (KithSquare) {
        .id = occasion->id,
        .name = g_utf8_make_valid (occasion->name, -1),
        .words = dup_words (occasion, count_communities (snapshot, its, occasion->n)),
        .open = occasion->is_group,
        .n_people = occasion->n,
        .people = g_memdup2 (its, occasion->n * sizeof *its),
      };
    }
  return squares;
}
