/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a network in its file to communities and places in the same file: names, ids and colors kept, one undoable act each, news in
 * words, and nothing changed where it goes wrong. */

#include "kith-analysis.h"
#include "kith-communities.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-memberships.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-settings.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <math.h>
#include <string.h>

#define GROUPS 5
#define EACH 14
#define PEOPLE (GROUPS * EACH)

typedef struct
{
  StoreFixture *fixture;
  gint64 id[PEOPLE];
} World;

static void
add_tie (World *world, gint64 a, gint64 b)
{
  g_autoptr (GError) error = NULL;
  KithTie tie = { .a = a, .b = b, .kind = KITH_TIE_STATED, .weight = 1, .date = KITH_NO_DATE, .ended = KITH_NO_DATE };

  kith_tie_put (world->fixture->store, &tie, NULL, &error);
  g_assert_no_error (error);
}

/* Five groups of fourteen, everybody tied to the four next in the group, and a ring of ties between the groups. The first two have a
 * group's name in common. */
static void
world_init (World *world)
{
  const char *group[] = { "Harbor Choir", "Northside" };

  world->fixture = store_fixture_new ();
  store_fixture_begin (world->fixture->store);
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      world->id[i] = store_fixture_add_person (world->fixture->store, name, NULL);
    }
  for (guint c = 0; c < GROUPS; c++)
    {
      for (guint k = 0; k < EACH; k++)
        for (guint step = 1; step <= 4; step++)
          add_tie (world, world->id[c * EACH + k], world->id[c * EACH + (k + step) % EACH]);
      add_tie (world, world->id[c * EACH], world->id[(c + 1) % GROUPS * EACH + 7]);
    }
  for (guint g = 0; g < G_N_ELEMENTS (group); g++)
    {
      KithEvent event = { .kind = KITH_GROUP, .name = (char *) group[g], .date = KITH_NO_DATE };

      g_assert_true (kith_event_put (world->fixture->store, &event, NULL, NULL));
      for (guint k = 0; k < EACH; k++)
        g_assert_true (kith_attendance_put (world->fixture->store, event.id, world->id[g * EACH + k], 0, NULL, NULL));
    }
  store_fixture_commit (world->fixture->store);
}

static void
world_clear (World *world)
{
  store_fixture_assert_sound (world->fixture->store);
  store_fixture_free (world->fixture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
find_communities (World *world, double resolution, gboolean joined, GPtrArray *news)
{
  g_autoptr (GError) error = NULL;

  kith_analysis_find_communities (world->fixture->store, resolution, joined, news, NULL, NULL, &error);
  g_assert_no_error (error);
}

static KithSnapshot *
load (World *world)
{
  g_autoptr (GError) error = NULL;
  KithSnapshot *snapshot = kith_snapshot_load (world->fixture->store, NULL, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static const KithSnapshotCommunity *
community_of (const KithSnapshot *snapshot, gint64 person)
{
  int i = kith_snapshot_find (snapshot, person);

  g_assert_cmpint (i, >=, 0);
  return snapshot->community[i] >= 0 ? &snapshot->communities[snapshot->community[i]] : NULL;
}

static void
test_find (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) before = NULL;
  g_autoptr (KithSnapshot) after = NULL;
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint confident = 0;

  world_init (&world);
  before = load (&world);
  g_assert_false (before->analyzed);
  find_communities (&world, 1, FALSE, news);
  after = load (&world);

  g_assert_true (after->analyzed);
  g_assert_cmpuint (after->n_communities, ==, GROUPS);
  g_assert_cmpuint (after->unconnected, ==, 0);
  g_assert_cmpfloat_with_epsilon (after->modularity, kith_communities_modularity (after->graph, after->community, 1),
                                  1e-9);
  for (guint i = 0; i < PEOPLE; i++)
    g_assert_true (community_of (after, world.id[i]) == community_of (after, world.id[i - i % EACH]));
  g_assert_cmpstr (community_of (after, world.id[0])->name, ==, "Harbor Choir");
  g_assert_cmpstr (community_of (after, world.id[EACH])->name, ==, "Northside");
  g_assert_true (g_str_has_prefix (community_of (after, world.id[2 * EACH])->name, "Around Person "));
  for (guint c = 0; c < after->n_communities; c++)
    {
      g_assert_true (g_hash_table_add (names, after->communities[c].name));
      g_assert_cmpuint (after->communities[c].people, ==, EACH);
      for (guint d = 0; d < c; d++)
        g_assert_cmpuint (after->communities[c].palette, !=, after->communities[d].palette);
    }
  g_assert_nonnull (after->confidence);
  for (guint i = 0; i < PEOPLE; i++)
    confident += after->confidence[i];
  g_assert_cmpuint (confident, >, 0);
  g_assert_cmpuint (news->len, ==, 0); /* the first time nothing is news */
}

static void
test_again_is_the_same (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  once = store_fixture_dump (world.fixture->store);
  find_communities (&world, 0, FALSE, news);
  twice = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpuint (news->len, ==, 0);
}

/* Undone and redone, also across a restart, also joined to the act before. */
static void
test_undo (void)
{
  g_auto (World) world = { 0 };
  g_autofree char *empty = NULL;
  g_autofree char *found = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *before_joined = NULL;
  g_autofree char *after_joined = NULL;

  world_init (&world);
  empty = store_fixture_dump (world.fixture->store);
  find_communities (&world, 1, FALSE, NULL);
  found = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (empty, !=, found);
  store_fixture_reopen (world.fixture);
  g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, NULL));
  undone = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (undone, ==, empty);
  g_assert_true (kith_act_redo (world.fixture->store, NULL, NULL, NULL, NULL));
  redone = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (redone, ==, found);

  before_joined = store_fixture_dump (world.fixture->store);
  store_fixture_begin (world.fixture->store);
  for (guint k = 0; k < 10; k++)
    {
      gint64 late = store_fixture_add_person (world.fixture->store, "Late", NULL);

      add_tie (&world, late, world.id[3]);
      add_tie (&world, late, world.id[4]);
    }
  store_fixture_commit (world.fixture->store);
  find_communities (&world, 0, TRUE, NULL);
  g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, NULL));
  after_joined = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (after_joined, ==, before_joined);
}

static char *
join_news (const GPtrArray *news)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < news->len; k++)
    g_string_append_printf (text, "%s\n", (char *) news->pdata[k]);
  return g_string_free_and_steal (text);
}

/* A community grows, another one is joined to its neighbor by many ties, a new one appears: names and ids go on and the news say so. */
static void
test_news (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KithSnapshot) before = NULL;
  g_autoptr (KithSnapshot) after = NULL;
  g_autofree char *told = NULL;
  gint64 fresh[6];

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  before = load (&world);

  store_fixture_begin (world.fixture->store);
  for (guint k = 0; k < 8; k++) /* the choir grows */
    {
      gint64 late = store_fixture_add_person (world.fixture->store, "Late", NULL);

      for (guint t = 0; t < 5; t++)
        add_tie (&world, late, world.id[(k + t) % EACH]);
    }
  for (guint i = 0; i < EACH; i++) /* the fourth and fifth become one */
    for (guint j = 0; j < EACH; j++)
      add_tie (&world, world.id[3 * EACH + i], world.id[4 * EACH + j]);
  for (guint k = 0; k < 6; k++)
    fresh[k] = store_fixture_add_person (world.fixture->store, "Fresh", NULL);
  for (guint k = 0; k < 6; k++)
    for (guint other = 0; other < k; other++)
      add_tie (&world, fresh[k], fresh[other]);
  store_fixture_commit (world.fixture->store);

  find_communities (&world, 0, FALSE, news);
  after = load (&world);
  told = join_news (news);
  g_assert_nonnull (strstr (told, "Harbor Choir grew from 14 to 22 people."));
  g_assert_nonnull (strstr (told, " is new, with 6 people."));
  g_assert_nonnull (strstr (told, " went into "));
  g_assert_cmpuint (after->n_communities, ==, GROUPS);
  g_assert_cmpint (community_of (after, world.id[0])->id, ==, community_of (before, world.id[0])->id);
  g_assert_cmpuint (community_of (after, world.id[0])->palette, ==, community_of (before, world.id[0])->palette);
  g_assert_cmpint (community_of (after, world.id[EACH])->id, ==, community_of (before, world.id[EACH])->id);
  g_assert_true (community_of (after, world.id[3 * EACH]) == community_of (after, world.id[4 * EACH]));
}

/* A name given by hand stays; a pinned community goes on even where it became a small part of another one. */
static void
test_names_kept (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) before = NULL;
  g_autoptr (KithSnapshot) after = NULL;
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *told = NULL;
  gint64 renamed;
  gint64 pinned;

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  before = load (&world);
  renamed = community_of (before, world.id[0])->id;
  pinned = community_of (before, world.id[2 * EACH])->id;
  store_fixture_begin (world.fixture->store);
  g_assert_true (kith_community_rename (world.fixture->store, renamed, "Our singers", NULL));
  g_assert_true (kith_community_rename (world.fixture->store, pinned, "The old ones", NULL));
  g_assert_true (kith_community_set_pinned (world.fixture->store, pinned, TRUE, NULL));
  /* All but five of it leave, and these five are tied to everybody of the fourth. */
  for (guint k = 5; k < EACH; k++)
    g_assert_true (kith_person_remove (world.fixture->store, world.id[2 * EACH + k], NULL));
  for (guint k = 0; k < 5; k++)
    for (guint j = 0; j < EACH; j++)
      add_tie (&world, world.id[2 * EACH + k], world.id[3 * EACH + j]);
  store_fixture_commit (world.fixture->store);

  find_communities (&world, 0, FALSE, news);
  after = load (&world);
  told = join_news (news);
  g_assert_cmpstr (community_of (after, world.id[0])->name, ==, "Our singers");
  g_assert_cmpint (community_of (after, world.id[0])->id, ==, renamed);
  g_assert_true (community_of (after, world.id[2 * EACH]) == community_of (after, world.id[3 * EACH]));
  g_assert_cmpint (community_of (after, world.id[3 * EACH])->id, ==, pinned);
  g_assert_cmpstr (community_of (after, world.id[3 * EACH])->name, ==, "The old ones");
  /* The news tell the same story. */
  g_assert_nonnull (strstr (told, "The old ones grew from 5 to 19 people."));
  g_assert_nonnull (strstr (told, " went into The old ones."));
}

/* Everybody is gone: the communities end, and the names do not come in the way later. */
static void
test_all_gone (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) after = NULL;
  g_autoptr (GPtrArray) living = NULL;

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  store_fixture_begin (world.fixture->store);
  for (guint i = 0; i < PEOPLE; i++)
    g_assert_true (kith_person_remove (world.fixture->store, world.id[i], NULL));
  store_fixture_commit (world.fixture->store);
  find_communities (&world, 0, FALSE, NULL);
  after = load (&world);
  g_assert_cmpuint (after->n, ==, 0);
  g_assert_cmpuint (after->n_communities, ==, 0);
  living = kith_community_list (world.fixture->store, FALSE, NULL);
  g_assert_cmpuint (living->len, ==, 0);
}

static void
test_resolution (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) few = NULL;
  g_autoptr (KithSnapshot) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  world_init (&world);
  find_communities (&world, .01, FALSE, NULL);
  few = load (&world);
  g_assert_cmpuint (few->n_communities, <, GROUPS);
  g_assert_cmpfloat (kith_setting_get_double (world.fixture->store, KITH_SETTING_RESOLUTION, 0), ==, .01);
  find_communities (&world, 0, FALSE, NULL); /* the one kept */
  kept = load (&world);
  g_assert_cmpuint (kept->n_communities, ==, few->n_communities);

  before = store_fixture_dump (world.fixture->store);
  g_assert_false (kith_analysis_find_communities (world.fixture->store, 5000, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  after = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (before, ==, after);
}

static void
test_cancel (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  world_init (&world);
  before = store_fixture_dump (world.fixture->store);
  g_cancellable_cancel (cancellable);
  g_assert_false (kith_analysis_find_communities (world.fixture->store, 1, FALSE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (
      kith_analysis_place (world.fixture->store, KITH_LAYOUT_COMMUNITIES, FALSE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (kith_act_is_open (world.fixture->store));
}

static void
test_place (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) first = NULL;
  g_autoptr (KithSnapshot) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *unplaced = NULL;
  g_autofree char *undone = NULL;
  guint placed = 0;
  double width = 0;
  guint near = 0;

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  unplaced = store_fixture_dump (world.fixture->store);
  kith_analysis_place (world.fixture->store, KITH_LAYOUT_COMMUNITIES, FALSE, &placed, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (placed, ==, PEOPLE);
  first = load (&world);
  g_assert_cmpuint (first->n_placed, ==, PEOPLE);
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_assert_true (isfinite (first->x[i]) && isfinite (first->y[i]));
      width = MAX (width, hypot (first->x[i] - first->x[0], first->y[i] - first->y[0]));
    }

  /* One more person turns nothing round. */
  store_fixture_begin (world.fixture->store);
  add_tie (&world, store_fixture_add_person (world.fixture->store, "Late", NULL), world.id[3]);
  store_fixture_commit (world.fixture->store);
  kith_analysis_place (world.fixture->store, KITH_LAYOUT_COMMUNITIES, FALSE, &placed, NULL, NULL, &error);
  g_assert_no_error (error);
  second = load (&world);
  g_assert_cmpuint (second->n_placed, ==, PEOPLE + 1);
  for (guint i = 0; i < PEOPLE; i++)
    near += hypot (first->x[i] - second->x[i], first->y[i] - second->y[i]) < .1 * width;
  g_assert_cmpuint (near, >=, PEOPLE * 3 / 4);

  for (guint k = 0; k < 3; k++)
    g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, NULL));
  undone = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (undone, ==, unplaced);
}

static guint
count_moved (const KithSnapshot *before, const KithSnapshot *after, int community, gboolean inside)
{
  guint moved = 0;

  for (guint i = 0; i < before->n; i++)
    moved += (before->community[i] == community) == inside
             && (before->x[i] != after->x[i] || before->y[i] != after->y[i]);
  return moved;
}

/* Arranging anew, all or one community, is one act each, undone and redone to the bit. */
static void
test_place_anew (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) unplaced = NULL;
  g_autoptr (KithSnapshot) first = NULL;
  g_autoptr (KithSnapshot) apart = NULL;
  g_autoptr (KithSnapshot) one = NULL;
  g_autoptr (KithSnapshot) anew = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;
  KithStore *store;
  guint placed = 0;

  world_init (&world);
  store = world.fixture->store;
  find_communities (&world, 1, FALSE, NULL);
  unplaced = load (&world);
  g_assert_false (kith_analysis_place_community (store, unplaced->communities[0].id, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  kith_analysis_place_anew (store, KITH_LAYOUT_COMMUNITIES, &placed, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (placed, ==, PEOPLE);
  first = load (&world);

  /* somebody of the first community is put far away by hand */
  store_fixture_begin (world.fixture->store);
  for (guint i = 0; i < first->n; i++)
    if (first->community[i] == 0)
      {
        g_assert_true (kith_place_set (store, first->id[i], 1000, 1000, NULL));
        break;
      }
  store_fixture_commit (world.fixture->store);
  apart = load (&world);
  before = store_fixture_dump (store);
  kith_analysis_place_community (store, apart->communities[0].id, &placed, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (placed, ==, apart->communities[0].people);
  one = load (&world);
  g_assert_cmpuint (count_moved (apart, one, 0, FALSE), ==, 0);
  g_assert_cmpuint (count_moved (apart, one, 0, TRUE), >, placed / 2);
  after = store_fixture_dump (store);
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, NULL));
  undone = store_fixture_dump (store);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, NULL));
  redone = store_fixture_dump (store);
  g_assert_cmpstr (redone, ==, after);

  kith_analysis_place_anew (store, KITH_LAYOUT_COMMUNITIES, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  anew = load (&world);
  for (guint i = 0; i < first->n; i++)
    g_assert_true (first->x[i] == anew->x[i] && first->y[i] == anew->y[i]);
  g_assert_false (kith_analysis_place_community (store, 987654, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

/* A pin outlasts arranging and a restart, and comes and goes with undo and redo. */
static void
test_pinned (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) first = NULL;
  g_autoptr (KithSnapshot) pinned = NULL;
  g_autoptr (KithSnapshot) anew = NULL;
  g_autoptr (KithSnapshot) undone = NULL;
  g_autoptr (KithSnapshot) redone = NULL;
  g_autoptr (GError) error = NULL;
  guint changed = 0;

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  kith_analysis_place_anew (world.fixture->store, KITH_LAYOUT_COMMUNITIES, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  first = load (&world);
  store_fixture_begin (world.fixture->store);
  g_assert_true (kith_place_set (world.fixture->store, first->id[3], 500, -500, NULL));
  g_assert_true (kith_pin_set (world.fixture->store, first->id[3], TRUE, NULL));
  store_fixture_commit (world.fixture->store);
  pinned = load (&world);
  g_assert_true (pinned->flags[3] & KITH_PERSON_PINNED);
  g_assert_false (pinned->flags[4] & KITH_PERSON_PINNED);

  kith_analysis_place_anew (world.fixture->store, KITH_LAYOUT_SFDP, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  store_fixture_reopen (world.fixture);
  anew = load (&world);
  g_assert_cmpfloat (anew->x[3], ==, 500);
  g_assert_cmpfloat (anew->y[3], ==, -500);
  for (guint i = 0; i < anew->n; i++)
    changed += anew->x[i] != pinned->x[i];
  g_assert_cmpuint (changed, >, anew->n / 2);

  g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, NULL));
  g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, NULL));
  store_fixture_reopen (world.fixture);
  undone = load (&world);
  g_assert_false (undone->flags[3] & KITH_PERSON_PINNED);
  g_assert_cmpfloat (undone->x[3], ==, first->x[3]);
  g_assert_true (kith_act_redo (world.fixture->store, NULL, NULL, NULL, NULL));
  redone = load (&world);
  g_assert_true (redone->flags[3] & KITH_PERSON_PINNED);
  g_assert_cmpfloat (redone->x[3], ==, 500);
}

static void
test_refresh (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StoreFixture) empty = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (GPtrArray) of_empty = NULL;

  kith_analysis_refresh (empty->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  of_empty = kith_act_list (empty->store, 0, NULL);
  g_assert_cmpuint (of_empty->len, ==, 0);

  world_init (&world);
  kith_analysis_refresh (world.fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  snapshot = load (&world);
  g_assert_cmpuint (snapshot->n_communities, ==, GROUPS);
  g_assert_cmpuint (snapshot->n_placed, ==, PEOPLE);

  /* One undo takes back all that followed from the import, and the import. */
  g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, NULL));
  acts = kith_act_list (world.fixture->store, 0, NULL);
  for (guint k = 0; k < acts->len; k++)
    g_assert_cmpint (((KithAct *) acts->pdata[k])->state, ==, KITH_ACT_UNDONE);
}

/* Frees both. */
static void
assert_words (char *words, char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
  g_free (expected);
}

static void
test_team_sentences (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithTeam) team = NULL;
  g_autoptr (KithTeam) one = NULL;
  KithTeamOptions options = { .size = 5, .wide = 1 };
  g_autofree char *sentence = NULL;
  g_autofree char *start = NULL;
  g_autofree char *biggest = NULL;
  g_autofree char *adds = NULL;
  g_autofree char *drop_out = NULL;
  g_autofree char *none = NULL;

  world_init (&world);
  find_communities (&world, 1, FALSE, NULL);
  snapshot = load (&world);
  team = kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot, &options, NULL,
                           NULL, NULL);
  sentence = kith_analysis_dup_team_sentence (snapshot, team);
  start
      = g_strdup_printf ("These 5 people together touch all 5 communities and reach %u people.", team->totals.reached);
  g_assert_cmpstr (sentence, ==, start);
  biggest = kith_analysis_dup_biggest_sentence (snapshot, team);
  g_assert_true (g_str_has_prefix (biggest, "The 5 biggest dots reach "));
  g_assert_true ((strstr (biggest, "but only") != NULL) == (team->biggest.communities_touched < 5));
  adds = kith_analysis_dup_adds (snapshot, &team->members[0]);
  g_assert_true (g_str_has_prefix (adds, "Adds "));
  g_assert_nonnull (strstr (adds, snapshot->communities[team->members[0].main_community].name));
  drop_out = kith_analysis_dup_drop_out (snapshot, team);
  g_assert_true (g_str_has_prefix (drop_out, "If "));
  g_assert_nonnull (strstr (drop_out, snapshot->name[team->members[team->worst_drop_member].person]));
  g_assert_true (g_str_has_suffix (drop_out, " could step in."));

  options.size = 1;
  one = kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot, &options, NULL,
                          NULL, NULL);
  g_assert_cmpuint (one->totals.communities_touched, <, 5);
  assert_words (kith_analysis_dup_team_sentence (snapshot, one),
                g_strdup_printf ("This person touches %u of 5 communities and reaches %u people.",
                                 one->totals.communities_touched, one->totals.reached));
  one->biggest.communities_touched = one->totals.communities_touched;
  assert_words (kith_analysis_dup_biggest_sentence (snapshot, one),
                g_strdup_printf ("The biggest dot reaches %u people in %u of 5 communities.", one->biggest.reached,
                                 one->biggest.communities_touched));

  /* Where there is but one community, nothing is said of it. */
  KithSnapshot single = *snapshot;
  single.n_communities = 1;
  assert_words (kith_analysis_dup_team_sentence (&single, one),
                g_strdup_printf ("This person reaches %u people.", one->totals.reached));
  assert_words (kith_analysis_dup_team_sentence (&single, team),
                g_strdup_printf ("These 5 people together reach %u people.", team->totals.reached));
  none = kith_analysis_dup_drop_out (snapshot, one);
  g_assert_cmpstr (none, ==, "");
}

/* The drop-out sentence when all is covered twice, and when only the one who would be missed most is. */
static void
test_drop_out_sentences (void)
{
  char *name[] = { (char *) "Nea", (char *) "Ott", (char *) "Pia", NULL };
  KithSnapshot snapshot = { .n = 3, .name = name };
  KithTeamMember member[] = { { .person = 0, .substitute = -1 }, { .person = 1, .substitute = 2 } };
  KithTeam team = { .n_members = 2, .members = member, .worst_drop_member = 1 };
  g_autofree char *covered = kith_analysis_dup_drop_out (&snapshot, &team);
  g_autofree char *others = NULL;
  g_autofree char *person = NULL;
  g_autofree char *people = NULL;

  g_assert_cmpstr (covered, ==, "Whoever declines, everybody is still reached.");
  member[0].drop_reached = 2;
  others = kith_analysis_dup_drop_out (&snapshot, &team);
  g_assert_cmpstr (others, ==,
                   "If Ott declines, everybody is still reached, but fewer of them twice. Pia could step in.");
  member[1].drop_reached = 1;
  person = kith_analysis_dup_drop_out (&snapshot, &team);
  g_assert_cmpstr (person, ==, "If Ott declines, 1 person is no longer reached. Pia could step in.");
  member[1].drop_reached = 31;
  member[1].drop_communities = 1;
  member[1].substitute = -1;
  people = kith_analysis_dup_drop_out (&snapshot, &team);
  g_assert_cmpstr (people, ==, "If Ott declines, nobody reaches 31 people any more, nor anybody in 1 community.");
}

static void
assert_adds (const KithSnapshot *snapshot, KithTeamMember member, const char *expected)
{
  g_autofree char *adds = kith_analysis_dup_adds (snapshot, &member);

  g_assert_cmpstr (adds, ==, expected);
}

static void
test_adds_sentences (void)
{
  KithSnapshotCommunity community[] = { { .name = (char *) "Harbor Choir" } };
  KithSnapshot snapshot = { .n_communities = 1, .communities = community };

  assert_adds (&snapshot, (KithTeamMember) { .adds_reached = 11, .main_people = 11, .adds_twice = 23 },
               "Adds 11 people in Harbor Choir and a second touchpoint for 23 people.");
  assert_adds (&snapshot, (KithTeamMember) { .adds_reached = 40, .main_people = 11, .adds_twice = 1 },
               "Adds 11 people in Harbor Choir, 40 in all, and a second touchpoint for 1 person.");
  assert_adds (&snapshot, (KithTeamMember) { .adds_reached = 40, .main_people = 1 },
               "Adds 1 person in Harbor Choir, 40 in all.");
  assert_adds (&snapshot, (KithTeamMember) { .main_community = -1, .adds_twice = 2 },
               "Adds a second touchpoint for 2 people.");
  assert_adds (&snapshot, (KithTeamMember) { .main_community = -1, .adds_reached = 2 }, "Adds 2 people.");
  assert_adds (&snapshot, (KithTeamMember) { .main_community = -1 }, "Adds nobody who is not reached already.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("KITH_LAYOUT_WORKER", KITH_TEST_WORKER, FALSE);
  g_test_add_func ("/analysis/find", test_find);
  g_test_add_func ("/analysis/again-is-the-same", test_again_is_the_same);
  g_test_add_func ("/analysis/undo", test_undo);
  g_test_add_func ("/analysis/news", test_news);
  g_test_add_func ("/analysis/names-kept", test_names_kept);
  g_test_add_func ("/analysis/all-gone", test_all_gone);
  g_test_add_func ("/analysis/resolution", test_resolution);
  g_test_add_func ("/analysis/cancel", test_cancel);
  g_test_add_func ("/analysis/place", test_place);
  g_test_add_func ("/analysis/place-anew", test_place_anew);
  g_test_add_func ("/analysis/pinned", test_pinned);
  g_test_add_func ("/analysis/refresh", test_refresh);
  g_test_add_func ("/analysis/team-sentences", test_team_sentences);
  g_test_add_func ("/analysis/adds-sentences", test_adds_sentences);
  g_test_add_func ("/analysis/drop-out-sentences", test_drop_out_sentences);
  return g_test_run ();
}
