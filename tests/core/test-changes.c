/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking back to before an act, and telling what is different since: counted again in the slowest way, with nothing written. */

#include "kith-analysis.h"
#include "kith-changes.h"
#include "kith-error.h"
#include "kith-imports.h"
#include "kith-people.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

#define GROUPS 4
#define EACH 12

typedef struct
{
  StoreFixture *fixture;
  GArray *id;     /* gint64: everybody who ever was */
  gint64 acts[4]; /* founding, more people, a tie and a person gone, a group */
} World;

static gint64
last_act (World *world)
{
  g_autoptr (GPtrArray) acts = kith_act_list (world->fixture->store, 1, NULL);

  return ((KithAct *) acts->pdata[0])->id;
}

static void
add_group (World *world, const char *name, guint n)
{
  g_autoptr (GError) error = NULL;
  guint first = world->id->len;

  for (guint k = 0; k < n; k++)
    {
      g_autofree char *full = g_strdup_printf ("%s %u", name, k);
      gint64 id = store_fixture_add_person (world->fixture->store, full, NULL);

      g_array_append_val (world->id, id);
    }
  for (guint k = 0; k < n; k++)
    for (guint step = 1; step <= MIN (3, n - 1); step++)
      {
        KithTie tie = { .a = g_array_index (world->id, gint64, first + k),
                        .b = g_array_index (world->id, gint64, first + (k + step) % n),
                        .kind = KITH_TIE_STATED,
                        .weight = 1,
                        .date = KITH_NO_DATE,
                        .ended = KITH_NO_DATE };

        kith_tie_put (world->fixture->store, &tie, NULL, &error);
        g_assert_no_error (error);
      }
}

static void
tie (World *world, guint a, guint b)
{
  KithTie tie = { .a = g_array_index (world->id, gint64, a),
                  .b = g_array_index (world->id, gint64, b),
                  .kind = KITH_TIE_STATED,
                  .weight = 1,
                  .date = KITH_NO_DATE,
                  .ended = KITH_NO_DATE };

  g_assert_true (kith_tie_put (world->fixture->store, &tie, NULL, NULL));
}

static void
refresh (World *world)
{
  g_autoptr (GError) error = NULL;

  kith_analysis_find_communities (world->fixture->store, 1, TRUE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
world_init (World *world)
{
  KithStore *store;

  world->fixture = store_fixture_new ();
  world->id = g_array_new (FALSE, FALSE, sizeof (gint64));
  store = world->fixture->store;
  store_fixture_begin (store);
  for (guint g = 0; g < GROUPS; g++)
    {
      g_autofree char *name = g_strdup_printf ("Group %u", g);

      add_group (world, name, EACH);
    }
  for (guint g = 0; g < GROUPS; g++)
    tie (world, g * EACH, (g + 1) % GROUPS * EACH + 5);
  store_fixture_commit (store);
  world->acts[0] = last_act (world);
  refresh (world);

  store_fixture_begin (store);
  add_group (world, "New", 3);
  tie (world, GROUPS * EACH, 2);
  tie (world, 1, EACH + 1);
  store_fixture_commit (store);
  world->acts[1] = last_act (world);
  refresh (world);

  store_fixture_begin (store);
  g_assert_true (kith_person_remove (store, g_array_index (world->id, gint64, 7), NULL));
  tie (world, 3, 2 * EACH + 3);
  store_fixture_commit (store);
  world->acts[2] = last_act (world);
  refresh (world);

  store_fixture_begin (store);
  add_group (world, "Sailing", 14);
  store_fixture_commit (store);
  world->acts[3] = last_act (world);
  refresh (world);
}

static void
world_clear (World *world)
{
  store_fixture_assert_sound (world->fixture->store);
  store_fixture_free (world->fixture);
  g_array_unref (world->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static gboolean
has_tie (const KithSnapshot *snapshot, gint64 one, gint64 other)
{
  int a = kith_snapshot_find (snapshot, one);
  int b = kith_snapshot_find (snapshot, other);

  if (a < 0 || b < 0)
    return FALSE;
  for (guint k = snapshot->graph->offset[a]; k < snapshot->graph->offset[a + 1]; k++)
    if (snapshot->graph->neighbor[k] == (guint) b)
      return TRUE;
  return FALSE;
}

static void
check (const KithChanges *changes, const KithSnapshot *before, const KithSnapshot *now)
{
  guint people = 0, gone = 0, ties = 0, lost = 0, born = 0;

  for (guint i = 0; i < now->n; i++)
    {
      gboolean is_new = kith_snapshot_find (before, now->id[i]) < 0;

      g_assert_cmpuint (changes->is_new[i], ==, is_new);
      people += is_new;
      for (guint j = i + 1; j < now->n; j++)
        ties += has_tie (now, now->id[i], now->id[j]) && !has_tie (before, now->id[i], now->id[j]);
    }
  for (guint i = 0; i < before->n; i++)
    {
      gone += kith_snapshot_find (now, before->id[i]) < 0;
      for (guint j = i + 1; j < before->n; j++)
        lost += kith_snapshot_find (now, before->id[i]) >= 0 && kith_snapshot_find (now, before->id[j]) >= 0
                && has_tie (before, before->id[i], before->id[j]) && !has_tie (now, before->id[i], before->id[j]);
    }
  for (guint c = 0; c < now->n_communities; c++)
    {
      gboolean was = FALSE;

      for (guint k = 0; k < before->n_communities; k++)
        was |= before->communities[k].id == now->communities[c].id;
      born += !was;
      if (!was)
        g_assert_true (changes->is_different[c]);
    }
  g_assert_cmpuint (changes->people, ==, people);
  g_assert_cmpuint (changes->gone, ==, gone);
  g_assert_cmpuint (changes->a->len, ==, ties);
  g_assert_cmpuint (changes->b->len, ==, ties);
  g_assert_cmpuint (changes->lost, ==, lost);
  g_assert_cmpuint (changes->born, ==, born);
  for (guint t = 0; t < ties; t++)
    {
      guint a = g_array_index (changes->a, guint, t);
      guint b = g_array_index (changes->b, guint, t);

      g_assert_cmpuint (a, <, b);
      g_assert_true (has_tie (now, now->id[a], now->id[b]));
      g_assert_false (has_tie (before, now->id[a], now->id[b]));
    }
}

/* From each act on: what was before is what it was then, and nothing is written by looking. */
static void
test_look_back (void)
{
  static const guint people_then[] = { 0, GROUPS * EACH, GROUPS * EACH + 3, GROUPS * EACH + 2 };
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) now = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;
  KithStore *store;
  gint64 version;

  world_init (&world);
  store = world.fixture->store;
  dump = store_fixture_dump (store);
  version = (gint64) kith_store_get_version (store);
  now = kith_snapshot_load (store, NULL, NULL, &error);
  for (guint k = 0; k < G_N_ELEMENTS (world.acts); k++)
    {
      gint64 since = 0;
      g_autofree char *after = NULL;
      g_autoptr (KithSnapshot) before = kith_changes_look_back (store, world.acts[k], &since, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (before->n, ==, people_then[k]);
      g_assert_cmpuint (before->ties_version, ==, 0);
      g_assert_cmpint (since, >, 0);
      g_assert_false (kith_act_is_open (store));
      after = store_fixture_dump (store);
      g_assert_cmpstr (after, ==, dump);
      g_assert_cmpint ((gint64) kith_store_get_version (store), ==, version);

      g_autoptr (KithChanges) changes = kith_changes_new (before, now);
      check (changes, before, now);
    }
  /* Undo is what it was. */
  g_autofree char *label = kith_act_dup_undo_label (store);
  g_assert_nonnull (label);
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
  g_autofree char *again = store_fixture_dump (store);
  g_assert_cmpstr (again, ==, dump);
}

static void
test_words (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KithSnapshot) before = NULL;
  g_autoptr (KithSnapshot) now = NULL;
  gint64 since;

  world_init (&world);
  before = kith_changes_look_back (world.fixture->store, world.acts[2], &since, NULL, NULL, NULL);
  now = kith_snapshot_load (world.fixture->store, NULL, NULL, NULL);
  g_autoptr (KithChanges) changes = kith_changes_new (before, now);
  g_autofree char *sentence = kith_changes_dup_sentence (changes, since);
  g_assert_true (g_str_has_prefix (sentence, "Since "));
  g_assert_true (g_str_has_suffix (sentence, ": 14 new people, 43 new ties, 1 new community, 1 person gone"));
  g_assert_cmpuint (changes->news->len, ==, 1);
  g_assert_nonnull (strstr (changes->news->pdata[0], "is new, with 14 people."));

  g_autofree char *long_ago = kith_changes_dup_sentence (changes, 1000000000);
  g_assert_true (g_str_has_prefix (long_ago, "Since 9 September 2001: "));
  g_autoptr (KithChanges) none = kith_changes_new (now, now);
  g_assert_true (kith_changes_is_empty (none));
  g_autofree char *nothing = kith_changes_dup_sentence (none, since);
  g_assert_nonnull (strstr (nothing, "nothing has changed"));
}

static void
test_refused (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *dump = NULL;
  g_autofree char *after = NULL;
  gint64 since;

  world_init (&world);
  dump = store_fixture_dump (world.fixture->store);
  /* Nothing was imported. */
  g_assert_null (kith_changes_look_back (world.fixture->store, 0, &since, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kith_changes_look_back (world.fixture->store, 987654, &since, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (kith_changes_look_back (world.fixture->store, world.acts[0], &since, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = store_fixture_dump (world.fixture->store);
  g_assert_cmpstr (after, ==, dump);

  /* What can no longer be undone can no longer be looked back to. */
  g_assert_true (kith_act_forget (world.fixture->store, &error));
  g_assert_null (kith_changes_look_back (world.fixture->store, world.acts[2], &since, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
}

/* Without an act, the last import is meant; one that was undone is none. */
static void
test_import (void)
{
  g_auto (World) world = { 0 };
  KithImport import = { .file = (char *) "members.csv" };
  g_autoptr (GError) error = NULL;
  gint64 since;

  world_init (&world);
  store_fixture_begin (world.fixture->store);
  g_assert_true (kith_import_add (world.fixture->store, &import, &error));
  add_group (&world, "Imported", 5);
  store_fixture_commit (world.fixture->store);
  store_fixture_reopen (world.fixture);
  g_autoptr (KithSnapshot) before = kith_changes_look_back (world.fixture->store, 0, &since, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->n, ==, GROUPS * EACH + 2 + 14);
  g_assert_true (kith_act_undo (world.fixture->store, NULL, NULL, NULL, &error));
  g_assert_null (kith_changes_look_back (world.fixture->store, 0, &since, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/look-back", test_look_back);
  g_test_add_func ("/changes/words", test_words);
  g_test_add_func ("/changes/refused", test_refused);
  g_test_add_func ("/changes/import", test_import);
  return g_test_run ();
}
