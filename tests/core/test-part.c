/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of a network against the whole, picked out the plain way; and that nothing of it is written. */

#include "kith-analysis.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-part.h"
#include "kith-people.h"
#include "kith-reports.h"
#include "kith-session.h"
#include "kith-tags.h"
#include "kith-ties.h"

#include "store-fixture.h"

#include <math.h>
#include <string.h>

#define CIRCLE 9
#define N_CIRCLES 5
#define N (CIRCLE * N_CIRCLES)

typedef struct
{
  StoreFixture *store;
  gint64 id[N];
  gint64 donor, empty; /* tags */
  KithSnapshot *whole;
} Fixture;

/* Circles in which everybody knows everybody, in a ring; donors are the first three circles but one person each, some met at a fair, and the
 * fourth circle is a group that a few of others are in. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KithEvent fair = { .kind = KITH_EVENT, .name = (char *) "Spring Fair", .date = 1700000000 };
  KithEvent choir = { .kind = KITH_GROUP, .name = (char *) "Choir", .date = KITH_NO_DATE };
  KithStore *store;

  self->store = store_fixture_new ();
  store = self->store->store;
  g_assert_true (kith_act_begin (store, "Fill", FALSE, &error));
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      self->id[i] = store_fixture_add_person (store, name, NULL);
    }
  for (guint i = 0; i < N; i++)
    for (guint j = i + 1; j < N; j++)
      {
        KithTie tie = { .a = self->id[i], .b = self->id[j], .kind = KITH_TIE_STATED, .weight = 1 };

        tie.date = tie.ended = KITH_NO_DATE;
        if (i / CIRCLE == j / CIRCLE || (i % CIRCLE == 0 && j % CIRCLE == 0))
          g_assert_true (kith_tie_put (store, &tie, NULL, &error));
      }
  g_assert_true (kith_tag_put (store, "Donor", &self->donor, &error));
  g_assert_true (kith_tag_put (store, "Nobody's", &self->empty, &error));
  g_assert_true (kith_event_put (store, &fair, NULL, &error));
  g_assert_true (kith_event_put (store, &choir, NULL, &error));
  for (guint i = 0; i < N; i++)
    {
      KithReport report = { .person = self->id[i], .what = (char *) "Heard", .tone = 1, .date = KITH_NO_DATE };

      if (i < 3 * CIRCLE && i % CIRCLE != 4)
        g_assert_true (kith_person_tag_add (store, self->id[i], self->donor, 0, NULL, &error));
      if (i % 2 == 0)
        g_assert_true (kith_attendance_put (store, fair.id, self->id[i], 0, NULL, &error));
      if (i / CIRCLE == 3 || i < 2)
        g_assert_true (kith_attendance_put (store, choir.id, self->id[i], 0, NULL, &error));
      if (i < 2 * CIRCLE)
        g_assert_true (kith_report_add (store, &report, &error));
    }
  g_assert_true (kith_act_commit (store, NULL, &error));
  g_assert_true (kith_analysis_look_again (store, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  self->whole = kith_snapshot_load (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->whole->n_communities, ==, N_CIRCLES);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kith_snapshot_unref (self->whole);
  store_fixture_free (self->store);
}

static KithSnapshot *
make (Fixture *self, const char *text, const KithSnapshot *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithPart) part = kith_part_parse (self->store->store, text, &error);
  KithSnapshot *snapshot;

  g_assert_no_error (error);
  snapshot = kith_snapshot_new_part (self->store->store, self->whole, part, before, NULL, NULL, &error);
  g_assert_no_error (error);
  return snapshot;
}

static gboolean
is_tied (const KithSnapshot *snapshot, guint a, guint b, float *weight)
{
  for (guint k = snapshot->graph->offset[a]; k < snapshot->graph->offset[a + 1]; k++)
    if (snapshot->graph->neighbor[k] == b)
      {
        *weight = snapshot->graph->weight[k];
        return TRUE;
      }
  return FALSE;
}

/* Every pair of people of the part is tied as they are in the whole, and no figure counts anybody else. */
static void
assert_part (const KithSnapshot *whole, const KithSnapshot *part)
{
  guint sizes = 0;

  g_assert_cmpuint (part->n_whole, ==, whole->n);
  g_assert_nonnull (part->part);
  g_assert_cmpuint (part->n_placed, ==, part->n);
  for (guint i = 0; i < part->n; i++)
    {
      int was = kith_snapshot_find (whole, part->id[i]);
      guint ties = 0;

      g_assert_cmpint (was, >=, 0);
      g_assert_true (i == 0 || part->id[i] > part->id[i - 1]);
      g_assert_cmpstr (part->name[i], ==, whole->name[was]);
      g_assert_true (isfinite (part->x[i]) && isfinite (part->y[i]));
      for (guint j = 0; j < part->n; j++)
        {
          float one = 0, other = 0;
          gboolean tied = is_tied (part, i, j, &one);

          g_assert_true (tied == is_tied (whole, (guint) was, (guint) kith_snapshot_find (whole, part->id[j]), &other));
          g_assert_cmpfloat (one, ==, other);
          ties += tied;
        }
      g_assert_cmpuint (part->figures->ties[i], ==, ties);
    }
  for (guint c = 0; c < part->n_communities; c++)
    {
      g_assert_cmpint (part->communities[c].id, <, 0);
      g_assert_cmpint (*part->communities[c].name, !=, '\0');
      sizes += part->communities[c].people;
    }
  g_assert_cmpuint (sizes + part->unconnected, ==, part->n);
}

static void
test_tag (Fixture *self, gconstpointer data)
{
  g_autofree char *dump = store_fixture_dump (self->store->store);
  g_autofree char *after = NULL;
  g_autoptr (KithSnapshot) part = make (self, "tag:donor", NULL);

  assert_part (self->whole, part);
  g_assert_cmpuint (part->n, ==, 3 * (CIRCLE - 1));
  g_assert_cmpuint (part->n_communities, ==, 3);
  /* Names and colors are those they have in the whole, but the figures are their own. */
  for (guint i = 0; i < part->n; i++)
    {
      int was = kith_snapshot_find (self->whole, part->id[i]);
      const KithSnapshotCommunity *own = &part->communities[part->community[i]];
      const KithSnapshotCommunity *old = &self->whole->communities[self->whole->community[was]];

      g_assert_cmpstr (own->name, ==, old->name);
      g_assert_cmphex (own->color, ==, old->color);
      g_assert_cmpuint (own->people, ==, CIRCLE - 1);
      if (part->id[i] == self->id[0])
        g_assert_cmpuint (part->figures->communities_reached[i], ==, 2);
    }
  g_assert_cmpuint (part->n_reports, ==, 2 * (CIRCLE - 1));
  after = store_fixture_dump (self->store->store);
  g_assert_cmpstr (dump, ==, after);
}

static void
test_kinds (Fixture *self, gconstpointer data)
{
  g_autoptr (KithSnapshot) event = make (self, "EVENT: spring fair", NULL);
  g_autoptr (KithSnapshot) group = make (self, "group:Choir", NULL);
  g_autofree char *text = g_strdup_printf ("community:%s", self->whole->communities[1].name);
  g_autoptr (KithSnapshot) community = make (self, text, NULL);
  const gint64 people[] = { self->id[41], self->id[3], self->id[3], 99999, self->id[4] };
  g_autoptr (KithPart) chosen_part = kith_part_new_people (people, G_N_ELEMENTS (people));
  g_autoptr (KithSnapshot) chosen
      = kith_snapshot_new_part (self->store->store, self->whole, chosen_part, NULL, NULL, NULL, NULL);

  assert_part (self->whole, event);
  g_assert_cmpuint (event->n, ==, (N + 1) / 2);
  assert_part (self->whole, group);
  g_assert_cmpuint (group->n, ==, CIRCLE + 2);
  assert_part (self->whole, community);
  g_assert_cmpuint (community->n, ==, self->whole->communities[1].people);
  assert_part (self->whole, chosen);
  g_assert_cmpuint (chosen->n, ==, 3);
  g_assert_cmpuint (chosen->n_communities, ==, 0);
}

/* The same again is the same to the bit; somebody more keeps the others where they were. */
static void
test_before (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithSnapshot) first = make (self, "tag:Donor", NULL);
  g_autoptr (KithSnapshot) same = make (self, "tag:Donor", first);
  g_autoptr (KithSnapshot) anew = make (self, "tag:Donor", NULL);
  g_autoptr (KithSnapshot) more = NULL;
  guint i;

  assert_part (self->whole, same);
  g_assert_cmpmem (first->x, first->n * sizeof (float), same->x, same->n * sizeof (float));
  g_assert_cmpmem (first->x, first->n * sizeof (float), anew->x, anew->n * sizeof (float));
  g_assert_cmpmem (first->community, first->n * sizeof (int), anew->community, anew->n * sizeof (int));
  g_assert_cmpuint (same->communities[0].outsiders, ==, first->communities[0].outsiders);

  g_assert_true (kith_act_begin (self->store->store, "Tag", FALSE, &error));
  g_assert_true (kith_person_tag_add (self->store->store, self->id[4], self->donor, 0, NULL, &error));
  g_assert_true (kith_act_commit (self->store->store, NULL, &error));
  more = make (self, "tag:Donor", first);
  assert_part (self->whole, more);
  g_assert_cmpuint (more->n, ==, first->n + 1);
  i = (guint) kith_snapshot_find (more, self->id[4]);
  g_assert_cmpint (more->community[i], ==, more->community[kith_snapshot_find (more, self->id[3])]);

  /* Its community is larger than the others now and comes first, under the id that it had. */
  for (guint k = 0; k < first->n; k++)
    g_assert_cmpint (first->communities[first->community[k]].id, ==,
                     more->communities[more->community[kith_snapshot_find (more, first->id[k])]].id);
}

static void
assert_refused (Fixture *self, const char *text, KithError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kith_part_parse (self->store->store, text, &error));
  g_assert_error (error, KITH_ERROR, (int) code);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithPart) part = kith_part_parse (self->store->store, "tag:nobody's", &error);

  assert_refused (self, "Donor", KITH_ERROR_INVALID);
  assert_refused (self, "", KITH_ERROR_INVALID);
  assert_refused (self, "tag:", KITH_ERROR_INVALID);
  assert_refused (self, "tagged:Donor", KITH_ERROR_INVALID);
  assert_refused (self, "tag:Choir", KITH_ERROR_NOT_FOUND);
  assert_refused (self, "community:none", KITH_ERROR_NOT_FOUND);
  g_assert_no_error (error);
  g_assert_null (kith_snapshot_new_part (self->store->store, self->whole, part, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) list = kith_part_list (self->store->store, NULL, NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint k = 0; k < list->len; k++)
    {
      const KithPartChoice *choice = list->pdata[k];

      g_string_append_printf (all, "%d %s %u\n", choice->part->kind, choice->part->name, choice->people);
    }
  g_assert_cmpstr (all->str, ==, "0 ambassador 0\n0 Donor 24\n0 Nobody's 0\n2 Choir 11\n1 Spring Fair 23\n");
}

static void
failed_cb (KithSession *session, const char *sentence, GString *said)
{
  g_string_append_printf (said, "failed: %s", sentence);
}

static void
told_cb (KithSession *session, const char *text, gboolean undoable, GString *said)
{
  g_string_append_printf (said, "told: %s", text);
}

static gboolean
untag_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (KithActScope) act = kith_act_scope (store);

  if (!kith_act_begin (store, "Untag", FALSE, error))
    return FALSE;
  for (guint i = 0; i < N; i++)
    if (!kith_person_tag_remove (store, self->id[i], self->donor, NULL, error))
      return FALSE;
  return kith_act_commit (store, NULL, error);
}

/* A session shows the part in place of the whole, follows what changes, and shows everybody again once nobody is left in it. */
static void
test_session (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_strdup (self->store->path);
  g_autoptr (KithSession) session = kith_session_new (path);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (session, "failed", G_CALLBACK (failed_cb), said);
  g_signal_connect (session, "told", G_CALLBACK (told_cb), said);
  kith_session_load (session);
  g_assert_true (kith_session_get_whole (session) == kith_session_get_snapshot (session));
  kith_session_set_selection (session, self->id, N);

  kith_session_show_only (session, kith_part_new (KITH_PART_TAG, self->donor, "Donor"));
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, 24);
  g_assert_cmpuint (kith_session_get_whole (session)->n, ==, N);
  guint n = 0;
  kith_session_get_selection (session, &n);
  g_assert_cmpuint (n, ==, 24);
  /* The team is theirs alone. */
  KithSnapshot *of = NULL;
  const KithTeam *team = kith_session_get_team (session, &of);
  g_assert_true (of == kith_session_get_snapshot (session));
  g_assert_cmpuint (team->totals.communities_touched, ==, 3);
  kith_session_select_community (session, -2);
  g_assert_cmpint (kith_session_find_community (session, kith_session_get_community (session)), ==, 1);

  kith_session_show_only (session, NULL);
  g_assert_true (kith_session_get_whole (session) == kith_session_get_snapshot (session));
  g_assert_cmpint (kith_session_get_community (session), ==, 0);

  kith_session_show_only (session, kith_part_new (KITH_PART_TAG, self->empty, "Nobody's"));
  g_assert_cmpstr (said->str, ==, "failed: There is nobody to show: tag “Nobody's”.");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, N);
  g_string_truncate (said, 0);

  kith_session_show_only (session, kith_part_new (KITH_PART_TAG, self->donor, "Donor"));
  kith_session_run (session, &(KithJob) { .lane = KITH_LANE_WRITE, .work = untag_work, .data = self });
  g_assert_cmpstr (said->str, ==, "told: There is nobody to show: tag “Donor”.");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, N);
  kith_session_undo (session);
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, N);
  kith_session_close (session);
}

int
main (int argc, char **argv)
{
  g_setenv ("KITH_LAYOUT_WORKER", KITH_TEST_WORKER, FALSE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/part/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("tag", test_tag);
  ADD ("kinds", test_kinds);
  ADD ("before", test_before);
  ADD ("refused", test_refused);
  ADD ("list", test_list);
  ADD ("session", test_session);
  return g_test_run ();
}
