/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A network read into arrays: people, who is tied to whom and how strongly, dots, quiet connectors, and the sentences on a person. */

#include "kith-communities.h"
#include "kith-events.h"
#include "kith-memberships.h"
#include "kith-people.h"
#include "kith-settings.h"
#include "kith-snapshot.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <math.h>
#include <string.h>

#define MONTH ((gint64) (365.25 * 24 * 3600 / 12))
#define THEN G_GINT64_CONSTANT (1700000000)

static void
add_people (StoreFixture *fixture, guint n, gint64 *id)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      id[i] = store_fixture_add_person (fixture->store, name, NULL);
    }
}

static void
add_tie (StoreFixture *fixture, KithTieKind kind, gint64 a, gint64 b, double weight, gint64 date)
{
  g_autoptr (GError) error = NULL;
  KithTie tie = { .a = a, .b = b, .kind = kind, .weight = weight, .date = date, .ended = KITH_NO_DATE };

  kith_tie_put (fixture->store, &tie, NULL, &error);
  g_assert_no_error (error);
}

static void
add_event (StoreFixture *fixture, KithEventKind kind, const char *name, gint64 date, const gint64 *id, guint from,
           guint to)
{
  g_autoptr (GError) error = NULL;
  KithEvent event = { .kind = kind, .name = (char *) name, .date = date };

  kith_event_put (fixture->store, &event, NULL, &error);
  g_assert_no_error (error);
  for (guint i = from; i < to; i++)
    {
      kith_attendance_put (fixture->store, event.id, id[i], 0, NULL, &error);
      g_assert_no_error (error);
    }
}

/* Puts people from … to - 1 into a community of its own. */
static gint64
add_community (StoreFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  KithCommunity community = { .name = (char *) name, .color = -1, .born = THEN, .ended = KITH_NO_DATE };

  kith_community_add (fixture->store, &community, &error);
  g_assert_no_error (error);
  return community.id;
}

static KithSnapshot *
load (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KithSnapshot *snapshot = kith_snapshot_load (fixture->store, NULL, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static double
weight_between (const KithSnapshot *snapshot, guint a, guint b)
{
  const KithGraph *graph = snapshot->graph;

  for (guint h = graph->offset[a]; h < graph->offset[a + 1]; h++)
    if (graph->neighbor[h] == b)
      return graph->weight[h];
  return 0;
}

static void
test_empty (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = load (fixture);
  g_autoptr (KithSnapshot) again = kith_snapshot_ref (snapshot);

  g_assert_cmpuint (again->n, ==, 0);
  g_assert_cmpuint (again->graph->m, ==, 0);
  g_assert_cmpuint (again->n_communities, ==, 0);
  g_assert_false (again->analyzed);
  g_assert_cmpint (kith_snapshot_find (again, 1), ==, -1);
  g_assert_null (again->name[0]);
}

static void
test_people (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  KithPerson stub = { .name = (char *) "José Núñez", .audience = 250, .stub = TRUE, .town = (char *) "Malmö" };
  KithPerson nameless = { .audience = -1, .stance = -2, .do_not_contact = TRUE, .tier = (char *) "friend" };
  gint64 gone;
  gint64 nea;
  guint8 excluded[3];
  int index;

  store_fixture_begin (fixture->store);
  gone = store_fixture_add_person (fixture->store, "Gone Soon", NULL);
  nea = store_fixture_add_person (fixture->store, "Nea Nord", "Nea@Example.org");
  g_assert_true (kith_person_add (fixture->store, &stub, NULL));
  g_assert_true (kith_person_add (fixture->store, &nameless, NULL));
  g_assert_true (kith_person_remove (fixture->store, gone, NULL));
  g_assert_true (kith_ambassadors_tag (fixture->store, &nea, 1, NULL, NULL));
  store_fixture_commit (fixture->store);

  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (kith_snapshot_find (snapshot, snapshot->id[i]), ==, (int) i);
      g_assert_true (i == 0 || snapshot->id[i] > snapshot->id[i - 1]);
    }
  g_assert_cmpint (kith_snapshot_find (snapshot, gone), ==, -1);
  g_assert_cmpint (kith_snapshot_find (snapshot, G_MAXINT64), ==, -1);

  index = kith_snapshot_find (snapshot, nea);
  g_assert_cmpstr (snapshot->name[index], ==, "Nea Nord");
  g_assert_nonnull (strstr (snapshot->search[index], "nea nord"));
  g_assert_nonnull (strstr (snapshot->search[index], "nea@example.org"));
  g_assert_cmpuint (snapshot->flags[index], ==, KITH_PERSON_AMBASSADOR);
  g_assert_cmpint (snapshot->audience[index], ==, -1);

  index = kith_snapshot_find (snapshot, stub.id);
  g_assert_nonnull (strstr (snapshot->search[index], "jose nunez"));
  g_assert_nonnull (strstr (snapshot->search[index], "malmo"));
  g_assert_cmpuint (snapshot->flags[index], ==, KITH_PERSON_STUB);
  g_assert_cmpint (snapshot->audience[index], ==, 250);

  index = kith_snapshot_find (snapshot, nameless.id);
  g_assert_cmpstr (snapshot->name[index], ==, "Unnamed person");
  g_assert_cmpstr (snapshot->tier[index], ==, "friend");
  g_assert_cmpuint (snapshot->flags[index], ==, KITH_PERSON_DO_NOT_CONTACT | KITH_PERSON_DETRACTOR);
  g_assert_true (isnan (snapshot->x[index]));
  g_assert_cmpuint (snapshot->unconnected, ==, 3);

  kith_snapshot_excluded (snapshot, excluded);
  g_assert_cmpuint (excluded[0], ==, 0);
  g_assert_cmpuint (excluded[1], ==, 1);
  g_assert_cmpuint (excluded[2], ==, 1);
}

/* One tie of each kind, by the table of weights: kind, halved by age, capped. */
static void
test_weights (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  KithTie ended = { .kind = KITH_TIE_STATED, .weight = 1, .date = THEN, .ended = THEN };
  gint64 id[24];

  store_fixture_begin (fixture->store);
  add_people (fixture, 24, id);
  add_tie (fixture, KITH_TIE_OTHER, id[0], id[1], 2.5, THEN - 60 * MONTH);
  add_tie (fixture, KITH_TIE_STATED, id[2], id[3], 2, THEN - 60 * MONTH);
  add_tie (fixture, KITH_TIE_REFERRED, id[4], id[5], 9, THEN);
  add_tie (fixture, KITH_TIE_HOUSEHOLD, id[6], id[7], 1, KITH_NO_DATE);
  add_tie (fixture, KITH_TIE_TOGETHER, id[8], id[9], 1, THEN);
  add_tie (fixture, KITH_TIE_TOGETHER, id[10], id[11], 1, THEN - 24 * MONTH);
  add_tie (fixture, KITH_TIE_REPLY, id[12], id[13], 7, THEN - 12 * MONTH);
  add_tie (fixture, KITH_TIE_REACTION, id[14], id[15], 100, THEN);
  add_tie (fixture, KITH_TIE_REPLY, id[16], id[17], 1, KITH_NO_DATE);
  add_tie (fixture, KITH_TIE_TOGETHER, id[18], id[19], 1, G_GINT64_CONSTANT (253402214400)); /* 9999-12-31 */
  add_tie (fixture, KITH_TIE_REPLY, id[20], id[21], 1, THEN - 1200 * MONTH);
  ended.a = id[22];
  ended.b = id[23];
  g_assert_true (kith_tie_put (fixture->store, &ended, NULL, NULL));
  store_fixture_commit (fixture->store);

  snapshot = load (fixture);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 0, 1), 2.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 2, 3), 6, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 4, 5), 3, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 6, 7), 2, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 8, 9), 2, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 10, 11), 1, 1e-3);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 12, 13), 1.5, 1e-3);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 14, 15), 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 16, 17), 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 18, 19), 2, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 20, 21), 1 / 1024., 1e-6);
  g_assert_cmpfloat (weight_between (snapshot, 22, 23), ==, 0);
  g_assert_cmpuint (snapshot->graph->m, ==, 11);
}

/* 1 / (people - 1) of each shared event and group, events halved every two years. */
static void
test_events (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  gint64 id[10];

  store_fixture_begin (fixture->store);
  add_people (fixture, 10, id);
  add_event (fixture, KITH_EVENT, "Picnic", THEN, id, 0, 5);
  add_event (fixture, KITH_EVENT, "Choir", THEN - 24 * MONTH, id, 3, 6);
  add_event (fixture, KITH_GROUP, "Board", THEN - 99 * MONTH, id, 4, 6);
  add_event (fixture, KITH_EVENT, "Nobody came", THEN, id, 0, 0);
  add_event (fixture, KITH_EVENT, "One came", THEN, id, 9, 10);
  store_fixture_commit (fixture->store);

  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->n_events, ==, 4);
  g_assert_cmpuint (snapshot->n_left_out, ==, 0);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 0, 1), .25, 1e-5);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 3, 4), .25 + .25, 1e-3);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 4, 5), .25 + 1, 1e-3);
  g_assert_cmpuint (kith_graph_degree (snapshot->graph, 9), ==, 0);
  g_assert_cmpuint (snapshot->graph->m, ==, 10 + 2);
}

/* A group of everybody is left out, and told: even where there is nothing else, it says nothing. */
static void
test_large_groups (void)
{
  for (guint small = 0; small < 2; small++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (KithSnapshot) snapshot = NULL;
      gint64 id[120];

      store_fixture_begin (fixture->store);
      add_people (fixture, 120, id);
      add_event (fixture, KITH_GROUP, "All members", KITH_NO_DATE, id, 0, 120);
      for (guint i = 0; small && i < 120; i += 10)
        {
          g_autofree char *name = g_strdup_printf ("Table %u", i);

          add_event (fixture, KITH_GROUP, name, KITH_NO_DATE, id, i, i + 10);
        }
      store_fixture_commit (fixture->store);
      snapshot = load (fixture);
      g_assert_cmpuint (snapshot->n_left_out, ==, 1);
      g_assert_cmpuint (snapshot->graph->m, ==, small ? 12 * 45 : 0);
    }
}

/* Where nothing else is known, those who share a tag are tied; but being an ambassador is no such thing. */
static void
test_tags_for_groups (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithSnapshot) with_tie = NULL;
  gint64 id[6];
  gint64 tag;

  store_fixture_begin (fixture->store);
  add_people (fixture, 6, id);
  g_assert_true (kith_tag_put (fixture->store, "Donor", &tag, NULL));
  for (guint i = 0; i < 3; i++)
    g_assert_true (kith_person_tag_add (fixture->store, id[i], tag, 0, NULL, NULL));
  g_assert_true (kith_ambassadors_tag (fixture->store, id, 6, NULL, NULL));
  store_fixture_commit (fixture->store);
  snapshot = load (fixture);
  g_assert_cmpuint (snapshot->graph->m, ==, 3);
  g_assert_cmpfloat_with_epsilon (weight_between (snapshot, 0, 2), .5, 1e-6);
  g_assert_cmpuint (snapshot->n_events, ==, 0);

  store_fixture_begin (fixture->store);
  add_tie (fixture, KITH_TIE_STATED, id[4], id[5], 1, KITH_NO_DATE);
  store_fixture_commit (fixture->store);
  with_tie = load (fixture);
  g_assert_cmpuint (with_tie->graph->m, ==, 1);
}

static void
test_dots (void)
{
  for (guint known = 1; known <= 2; known++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (KithSnapshot) snapshot = NULL;
      gint64 id[10];

      store_fixture_begin (fixture->store);
      add_people (fixture, 10, id);
      for (guint i = 0; i < known; i++)
        {
          KithPerson person = { .id = id[i], .audience = 100 + i };

          g_assert_true (kith_person_update (fixture->store, &person, KITH_FIELD_AUDIENCE, TRUE, NULL, NULL));
        }
      add_tie (fixture, KITH_TIE_STATED, id[4], id[5], 1, KITH_NO_DATE);
      store_fixture_commit (fixture->store);
      snapshot = load (fixture);
      g_assert_true (snapshot->dot_is_audience == (known == 2));
      g_assert_cmpint (snapshot->dot[0], ==, known == 2 ? 100 : 0);
      g_assert_cmpint (snapshot->dot[4], ==, known == 2 ? 0 : 1);
    }
}

/* Four communities of eight, everybody tied to the next one; person 0 knows one of each other, 8 and 16 know one another too. */
static void
fill_communities (StoreFixture *fixture, gint64 *id)
{
  const char *name[] = { "Harbor Choir", "Northside", "Youth club", "Garden" };
  gint64 community_of[32];

  store_fixture_begin (fixture->store);
  add_people (fixture, 32, id);
  for (guint c = 0; c < 4; c++)
    {
      gint64 community = add_community (fixture, name[c]);

      for (guint k = 0; k < 8; k++)
        {
          community_of[8 * c + k] = community;
          add_tie (fixture, KITH_TIE_STATED, id[8 * c + k], id[8 * c + (k + 1) % 8], 1, KITH_NO_DATE);
        }
    }
  for (guint c = 1; c < 4; c++)
    add_tie (fixture, KITH_TIE_STATED, id[0], id[8 * c], 1, KITH_NO_DATE);
  add_tie (fixture, KITH_TIE_STATED, id[0], id[9], 1, KITH_NO_DATE);
  add_tie (fixture, KITH_TIE_STATED, id[8], id[16], 1, KITH_NO_DATE);
  g_assert_true (kith_memberships_write (fixture->store, 32, id, community_of, NULL, NULL, NULL));
  store_fixture_commit (fixture->store);
}

static void
assert_reason (const KithSnapshot *snapshot, guint person, const char *expected)
{
  g_autofree char *reason = kith_snapshot_dup_reason (snapshot, person);

  g_assert_cmpstr (reason, ==, expected);
}

static void
test_reasons (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  gint64 id[32];
  gint64 lonely;
  gint64 pair[2];

  fill_communities (fixture, id);
  store_fixture_begin (fixture->store);
  lonely = store_fixture_add_person (fixture->store, "Lonely", NULL);
  add_people (fixture, 2, pair);
  add_tie (fixture, KITH_TIE_STATED, pair[0], pair[1], 1, KITH_NO_DATE);
  store_fixture_commit (fixture->store);
  snapshot = load (fixture);

  g_assert_cmpuint (snapshot->n_communities, ==, 4);
  g_assert_cmpuint (snapshot->unconnected, ==, 3);
  /* Nobody but person 0 reaches the garden; 0, 8, 9 and 16 each reach others. */
  assert_reason (snapshot, 0, "Knows 4 people in 3 other communities, among them Garden, which nobody else reaches.");
  assert_reason (snapshot, 9, "Knows 1 person in another community, Harbor Choir.");
  assert_reason (snapshot, 24, "Knows 1 person in another community, Harbor Choir.");
  assert_reason (snapshot, 1, "Knows 2 people, all in Harbor Choir.");
  assert_reason (snapshot, (guint) kith_snapshot_find (snapshot, lonely), "Not connected to anyone yet.");
  assert_reason (snapshot, (guint) kith_snapshot_find (snapshot, pair[0]),
                 "Knows 1 person, but is not connected to a community yet.");
}

/* Every number of every reason, counted the plain way on a network with many bridges. */
static void
test_reasons_counted (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (KithSnapshot) snapshot = NULL;
  gint64 id[32];

  fill_communities (fixture, id);
  store_fixture_begin (fixture->store);
  for (guint t = 0; t < 60; t++)
    {
      guint a = (guint) g_rand_int_range (rand, 0, 32);
      guint b = (guint) g_rand_int_range (rand, 0, 32);

      if (a != b)
        add_tie (fixture, KITH_TIE_OTHER, id[a], id[b], 1, KITH_NO_DATE);
    }
  store_fixture_commit (fixture->store);
  snapshot = load (fixture);

  for (guint i = 0; i < 32; i++)
    {
      g_autofree char *reason = kith_snapshot_dup_reason (snapshot, i);
      g_autofree char *start = NULL;
      guint count[4] = { 0 };
      guint outside = 0;
      guint reached = 0;
      guint most = 0;

      for (guint h = snapshot->graph->offset[i]; h < snapshot->graph->offset[i + 1]; h++)
        count[snapshot->community[snapshot->graph->neighbor[h]]]++;
      for (guint c = 0; c < 4; c++)
        if ((int) c != snapshot->community[i])
          {
            outside += count[c];
            reached += count[c] > 0;
            most = MAX (most, count[c]);
          }
      g_autofree char *figures = kith_snapshot_dup_figures (snapshot, i);
      guint ties = kith_graph_degree (snapshot->graph, i);
      g_autofree char *alone = g_strdup_printf ("%u ties", ties);
      g_autofree char *far = g_strdup_printf ("%u ties, %u outside, in %u communit", ties, outside, reached);
      if (ties > 1)
        g_assert_true (g_str_has_prefix (figures, outside > 0 ? far : alone));
      if (reached < 2)
        continue;
      start = g_strdup_printf ("Knows %u people in %u other communities", outside, reached);
      g_assert_true (g_str_has_prefix (reason, start));
      if (strstr (reason, " of them in ") != NULL)
        g_assert_cmpint (atoi (reason + strlen (start) + strlen (", ")), ==, (int) most);
    }
}

static void
test_confidence (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) without = NULL;
  g_autoptr (KithSnapshot) with = NULL;
  g_autofree char *some = NULL;
  gint64 id[32];
  gint64 community[32];
  guint8 confidence[32] = { 17 };

  fill_communities (fixture, id);
  without = load (fixture);
  g_assert_null (without->confidence);
  g_assert_null (kith_snapshot_dup_confidence (without, 0));

  store_fixture_begin (fixture->store);
  for (guint i = 0; i < 32; i++)
    community[i] = without->communities[without->community[i]].id;
  g_assert_true (kith_memberships_write (fixture->store, 32, id, community, confidence, NULL, NULL));
  store_fixture_commit (fixture->store);
  with = load (fixture);
  some = kith_snapshot_dup_confidence (with, 0);
  g_assert_cmpstr (some, ==, "In the list in 17 of 20 tries with a fifth of the ties left out.");
  g_assert_null (kith_snapshot_dup_confidence (with, 1));
}

/* Small audience, many bridges. */
static void
test_quiet (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  gint64 id[32];

  fill_communities (fixture, id);
  store_fixture_begin (fixture->store);
  for (guint i = 0; i < 32; i++)
    {
      KithPerson person = { .id = id[i], .audience = i == 0 ? 3 : 100 + i };

      g_assert_true (kith_person_update (fixture->store, &person, KITH_FIELD_AUDIENCE, TRUE, NULL, NULL));
    }
  store_fixture_commit (fixture->store);
  snapshot = load (fixture);
  g_assert_true (snapshot->flags[0] & KITH_PERSON_QUIET);
  for (guint i = 1; i < 32; i++)
    g_assert_false (snapshot->flags[i] & KITH_PERSON_QUIET && snapshot->figures->bridge_reach[i] == 0);
}

/* What was loaded is loaded again: the ties are taken over where nobody touched them, and only there. */
static KithSnapshot *
load_again (StoreFixture *fixture, KithSnapshot *before, gboolean same_ties)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithSnapshot) again = kith_snapshot_load_again (fixture->store, before, NULL, NULL, &error);
  g_autoptr (KithSnapshot) plain = load (fixture);

  g_assert_no_error (error);
  g_assert_true ((again->graph == before->graph) == same_ties);
  g_assert_cmpuint (again->n, ==, plain->n);
  g_assert_cmpuint (again->n_events, ==, plain->n_events);
  g_assert_cmpmem (again->graph->offset, (again->n + 1) * sizeof (guint), plain->graph->offset,
                   (plain->n + 1) * sizeof (guint));
  g_assert_cmpmem (again->graph->neighbor, again->graph->offset[again->n] * sizeof (guint), plain->graph->neighbor,
                   plain->graph->offset[plain->n] * sizeof (guint));
  g_assert_cmpmem (again->flags, again->n, plain->flags, plain->n);
  return g_steal_pointer (&again);
}

static void
test_again (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) first = NULL;
  g_autoptr (KithSnapshot) renamed = NULL;
  g_autoptr (KithSnapshot) tied = NULL;
  g_autoptr (KithSnapshot) untied = NULL;
  g_autoptr (KithSnapshot) grown = NULL;
  g_autoptr (KithSnapshot) broken_off = NULL;
  g_autoptr (KithSnapshot) met = NULL;
  KithPerson person = { .name = (char *) "Renamed" };
  gint64 id[32];

  fill_communities (fixture, id);
  first = load (fixture);

  store_fixture_begin (fixture->store);
  person.id = id[0];
  g_assert_true (kith_person_update (fixture->store, &person, KITH_FIELD_NAME, TRUE, NULL, NULL));
  store_fixture_commit (fixture->store);
  renamed = load_again (fixture, first, TRUE);
  g_assert_cmpstr (renamed->name[0], ==, "Renamed");

  store_fixture_begin (fixture->store);
  add_tie (fixture, KITH_TIE_STATED, id[0], id[31], 1, KITH_NO_DATE);
  store_fixture_commit (fixture->store);
  tied = load_again (fixture, renamed, FALSE);
  g_assert_cmpfloat (weight_between (tied, 0, 31), >, 0);

  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  untied = load_again (fixture, tied, FALSE);
  g_assert_cmpfloat (weight_between (untied, 0, 31), ==, 0);

  store_fixture_begin (fixture->store);
  store_fixture_add_person (fixture->store, "Late", NULL);
  store_fixture_commit (fixture->store);
  grown = load_again (fixture, untied, FALSE);

  /* A tie of an act that was given up never was. */
  store_fixture_begin (fixture->store);
  add_tie (fixture, KITH_TIE_STATED, id[0], id[31], 1, KITH_NO_DATE);
  kith_act_rollback (fixture->store);
  broken_off = load_again (fixture, grown, TRUE);

  store_fixture_begin (fixture->store);
  add_event (fixture, KITH_EVENT, "Dinner", THEN, id, 0, 4);
  store_fixture_commit (fixture->store);
  met = load_again (fixture, broken_off, FALSE);
}

/* Where only tags tie people, a tag changes who is tied. */
static void
test_again_by_tags (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KithSnapshot) first = NULL;
  g_autoptr (KithSnapshot) second = NULL;
  gint64 id[3], tag;

  store_fixture_begin (fixture->store);
  add_people (fixture, 3, id);
  g_assert_true (kith_tag_put (fixture->store, "Garden", &tag, NULL));
  store_fixture_commit (fixture->store);
  first = load (fixture);
  store_fixture_begin (fixture->store);
  for (guint i = 0; i < 3; i++)
    g_assert_true (kith_person_tag_add (fixture->store, id[i], tag, 0, NULL, NULL));
  store_fixture_commit (fixture->store);
  second = kith_snapshot_load_again (fixture->store, first, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (weight_between (second, 0, 2), >, 0);
}

/* What is wanted of the team is read as it was saved, and nonsense as nothing. */
static void
test_wishes (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithTeamWishes) wishes = kith_team_wishes_new ();
  static const char *const nonsense[] = { "", " ", "12", "0 1", "-3 1", "999999999999 1", "a b +1", NULL };

  wishes->size = 30;
  wishes->wide = .25;
  g_assert_true (kith_team_wishes_set (wishes, 9, KITH_WISH_IN));
  g_assert_true (kith_team_wishes_set (wishes, G_MAXINT64, KITH_WISH_OUT));
  g_assert_true (kith_team_wishes_set (wishes, 4, KITH_WISH_OUT));
  g_assert_true (kith_team_wishes_set (wishes, 4, KITH_WISH_IN));
  g_assert_false (kith_team_wishes_set (wishes, 4, KITH_WISH_IN));
  g_assert_true (kith_team_wishes_set (wishes, 9, KITH_WISH_NONE));
  store_fixture_begin (fixture->store);
  g_assert_true (kith_team_wishes_save (fixture->store, wishes, NULL));
  store_fixture_commit (fixture->store);
  {
    g_autoptr (KithSnapshot) snapshot = load (fixture);

    g_assert_cmpuint (snapshot->wishes->size, ==, 30);
    g_assert_cmpfloat (snapshot->wishes->wide, ==, .25);
    g_assert_cmpint (kith_team_wishes_get (snapshot->wishes, 4), ==, KITH_WISH_IN);
    g_assert_cmpint (kith_team_wishes_get (snapshot->wishes, 9), ==, KITH_WISH_NONE);
    g_assert_cmpint (kith_team_wishes_get (snapshot->wishes, G_MAXINT64), ==, KITH_WISH_OUT);
    g_assert_cmpuint (kith_team_wishes_count (snapshot->wishes, KITH_WISH_OUT), ==, 1);
  }

  for (guint k = 0; nonsense[k] != NULL; k++)
    {
      g_autoptr (KithSnapshot) snapshot = NULL;

      store_fixture_begin (fixture->store);
      g_assert_true (kith_setting_set (fixture->store, KITH_SETTING_TEAM, nonsense[k], NULL));
      store_fixture_commit (fixture->store);
      snapshot = load (fixture);
      g_assert_cmpuint (snapshot->wishes->size, ==, 12);
      g_assert_cmpuint (snapshot->wishes->people->len, ==, 0);
    }
}

/* A load that is broken off leaves nothing behind. */
static void
test_cancel (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 id[32];

  fill_communities (fixture, id);
  g_cancellable_cancel (cancellable);
  g_assert_null (kith_snapshot_load (fixture->store, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The reading that was broken off is over: an act can begin. */
  store_fixture_begin (fixture->store);
  store_fixture_add_person (fixture->store, "Late", NULL);
  store_fixture_commit (fixture->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/empty", test_empty);
  g_test_add_func ("/snapshot/people", test_people);
  g_test_add_func ("/snapshot/weights", test_weights);
  g_test_add_func ("/snapshot/events", test_events);
  g_test_add_func ("/snapshot/large-groups", test_large_groups);
  g_test_add_func ("/snapshot/tags-for-groups", test_tags_for_groups);
  g_test_add_func ("/snapshot/dots", test_dots);
  g_test_add_func ("/snapshot/reasons", test_reasons);
  g_test_add_func ("/snapshot/reasons-counted", test_reasons_counted);
  g_test_add_func ("/snapshot/confidence", test_confidence);
  g_test_add_func ("/snapshot/quiet", test_quiet);
  g_test_add_func ("/snapshot/again", test_again);
  g_test_add_func ("/snapshot/again-by-tags", test_again_by_tags);
  g_test_add_func ("/snapshot/wishes", test_wishes);
  g_test_add_func ("/snapshot/cancel", test_cancel);
  return g_test_run ();
}
