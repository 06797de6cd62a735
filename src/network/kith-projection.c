/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Attendance made into ties. Everything is bounded: an event beyond the cap, or one that would take the list past what a machine can
 * hold, makes no ties and is reported instead. */

#include "kith-projection.h"

#include <math.h>

KithTieList *
kith_tie_list_new (void)
{
  KithTieList *self = g_new (KithTieList, 1);

  self->a = g_array_new (FALSE, FALSE, sizeof (guint));
  self->b = g_array_new (FALSE, FALSE, sizeof (guint));
  self->weight = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
kith_tie_list_free (KithTieList *self)
{
  g_array_unref (self->a);
  g_array_unref (self->b);
  g_array_unref (self->weight);
  g_free (self);
}

void
kith_tie_list_add (KithTieList *self, guint a, guint b, double weight)
{
  g_array_append_val (self->a, a);
  g_array_append_val (self->b, b);
  g_array_append_val (self->weight, weight);
}

/* Room at the end of the three arrays, to be written in place. Returns: where it begins. */
static guint
make_room (KithTieList *self, guint more)
{
  guint before = self->a->len;

  g_array_set_size (self->a, before + more);
  g_array_set_size (self->b, before + more);
  g_array_set_size (self->weight, before + more);
  return before;
}

static void
add_event (KithTieList *ties, const guint *person, guint people, double weight)
{
  guint at = make_room (ties, people * (people - 1) / 2);
  guint *a = (guint *) ties->a->data;
  guint *b = (guint *) ties->b->data;
  double *w = (double *) ties->weight->data;

  for (guint i = 0; i + 1 < people; i++)
    for (guint j = i + 1; j < people; j++, at++)
      {
        a[at] = person[i];
        b[at] = person[j];
        w[at] = weight;
      }
}

void
kith_projection_add (KithTieList *ties, guint n_events, const guint *offset, const guint *person, const double *decay,
                     guint cap, GArray *left_out)
{
  for (guint e = 0; e < n_events; e++)
    {
      guint people = offset[e + 1] - offset[e];
      guint64 pairs = (guint64) people * (people - (people > 0)) / 2;
      double age = decay != NULL ? decay[e] : 1;

      if (people < 2 || !(age > 0) || !isfinite (age))
        continue;
      if (people > cap || ties->a->len + pairs > KITH_PROJECTION_MOST_TIES)
        {
          KithLeftOutEvent event = { e, people, pairs };

          if (left_out != NULL)
            g_array_append_val (left_out, event);
          continue;
        }
      add_event (ties, person + offset[e], people, age / (people - 1));
    }
}
