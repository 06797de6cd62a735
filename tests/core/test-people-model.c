/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-people-model.h"
#include "kith-person-words.h"
#include "people-fixture.h"

#include <math.h>
#include <string.h>

/* — What the list must hold, made the plain way — */

typedef struct
{
  KithSnapshot *snapshot;
  KithPeopleKey key;
  gboolean falling;
  char *search;
  gint64 community;
} Wanted;

static double
plain_number (const KithSnapshot *s, KithPeopleKey key, guint i)
{
  static const guint8 by_rank[] = { KITH_PERSON_AMBASSADOR, KITH_PERSON_QUIET, KITH_PERSON_DETRACTOR,
                                    KITH_PERSON_DO_NOT_CONTACT, KITH_PERSON_STUB };
  double marks = 0;

  switch (key)
    {
    case KITH_PEOPLE_BY_COMMUNITY:
      return s->community[i] < 0 ? NAN : s->community[i];
    case KITH_PEOPLE_BY_TIES:
      return s->figures->ties[i];
    case KITH_PEOPLE_BY_OUTSIDE_TIES:
      return s->figures->outside_ties[i];
    case KITH_PEOPLE_BY_COMMUNITIES_REACHED:
      return s->figures->communities_reached[i];
    case KITH_PEOPLE_BY_BRIDGE_REACH:
      return (double) s->figures->bridge_reach[i];
    case KITH_PEOPLE_BY_AUDIENCE:
      return s->audience[i] < 0 ? NAN : (double) s->audience[i];
    case KITH_PEOPLE_BY_MARKS:
      for (guint r = 0; r < G_N_ELEMENTS (by_rank); r++)
        marks = marks * 2 + ((s->flags[i] & by_rank[r]) != 0);
      return marks;
    case KITH_PEOPLE_BY_NAME:
    case KITH_PEOPLE_N_KEYS:
    default:
      return 0;
    }
}

/* Whether a comes before b. */
static gboolean
plain_before (const Wanted *wanted, guint a, guint b)
{
  const KithSnapshot *s = wanted->snapshot;
  double x = plain_number (s, wanted->key, a);
  double y = plain_number (s, wanted->key, b);
  int names = strcmp (s->search[a], s->search[b]);

  if (isnan (x) != isnan (y))
    return isnan (y);
  if (!isnan (x) && x != y)
    return wanted->falling ? x > y : x < y;
  if (names == 0)
    names = a < b ? -1 : 1;
  return wanted->key == KITH_PEOPLE_BY_NAME && wanted->falling ? names > 0 : names < 0;
}

static gboolean
plain_matches (const Wanted *wanted, guint i)
{
  const KithSnapshot *s = wanted->snapshot;
  g_autofree char *folded = kith_text_fold (wanted->search);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  if (wanted->community != 0 && (s->community[i] < 0 || s->communities[s->community[i]].id != wanted->community))
    return FALSE;
  for (guint w = 0; words[w] != NULL; w++)
    if (strstr (s->search[i], words[w]) == NULL)
      return FALSE;
  return TRUE;
}

/* Insertion sort of the indices that match. */
static GArray *
plain_list (const Wanted *wanted)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; wanted->snapshot != NULL && i < wanted->snapshot->n; i++)
    {
      guint at = 0;

      if (!plain_matches (wanted, i))
        continue;
      while (at < list->len && plain_before (wanted, g_array_index (list, guint, at), i))
        at++;
      g_array_insert_val (list, at, i);
    }
  return list;
}

/* — A listener that knows only what it is told — */

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
check (KithPeopleModel *model, GPtrArray *mirror, const Wanted *wanted)
{
  g_autoptr (GArray) plain = plain_list (wanted);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, plain->len);
  g_assert_cmpuint (mirror->len, ==, plain->len);
  for (guint i = 0; i < plain->len; i++)
    {
      gint64 id = wanted->snapshot->id[g_array_index (plain, guint, i)];
      g_autoptr (KithPersonRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);
      guint person;

      g_assert_cmpint (kith_people_model_get_id (model, i), ==, id);
      g_assert_cmpint (kith_person_row_get_id (row), ==, id);
      g_assert_true (g_ptr_array_index (mirror, i) == row);
      g_assert_true (kith_person_row_get_snapshot (row, &person) == wanted->snapshot);
      g_assert_cmpuint (person, ==, g_array_index (plain, guint, i));
      g_assert_cmpuint (kith_people_model_find (model, id), ==, i);
    }
  for (guint i = 0; wanted->snapshot != NULL && i < wanted->snapshot->n; i++)
    if (!plain_matches (wanted, i))
      g_assert_cmpuint (kith_people_model_find (model, wanted->snapshot->id[i]), ==, G_MAXUINT);
  g_assert_cmpuint (kith_people_model_find (model, 2), ==, G_MAXUINT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), plain->len));
}

/* Any order of sorting, searching and new snapshots gives what the plain way gives, and is told truly. */
static void
test_exhaustive (void)
{
  static const char *const searches[]
      = { "", "a", "an", "ana", "ana no", "dorte", "ÍÑIGO", "p1", "9 p", "nobody at all" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  g_autoptr (KithPeopleModel) model = kith_people_model_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  Wanted wanted = { .key = KITH_PEOPLE_BY_BRIDGE_REACH, .falling = TRUE, .search = g_strdup ("") };

  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
  check (model, mirror, &wanted);
  for (guint round = 0; round < 300; round++)
    {
      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          /* Every tenth is large enough to be told in two steps. */
          g_clear_pointer (&wanted.snapshot, kith_snapshot_unref);
          if (round % 17 != 0)
            wanted.snapshot
                = make_people (rand, (guint) g_rand_int_range (rand, 0, round % 10 == 0 ? 900 : 40),
                               1 + 3 * g_rand_int_range (rand, 0, 9), (guint) g_rand_int_range (rand, 0, 4));
          kith_people_model_set_snapshot (model, wanted.snapshot);
          break;
        case 1:
          wanted.key = (KithPeopleKey) g_rand_int_range (rand, 0, KITH_PEOPLE_N_KEYS);
          wanted.falling = g_rand_boolean (rand);
          kith_people_model_sort (model, wanted.key, wanted.falling);
          break;
        default:
          g_set_str (&wanted.search, searches[g_rand_int_range (rand, 0, G_N_ELEMENTS (searches))]);
          wanted.community = g_rand_int_range (rand, 0, 4) == 0 ? 100 + g_rand_int_range (rand, 0, 4) : 0;
          kith_people_model_filter (model, wanted.search, wanted.community);
          break;
        }
      check (model, mirror, &wanted);
    }
  g_clear_pointer (&wanted.snapshot, kith_snapshot_unref);
  g_free (wanted.search);
}

static void
row_changed_cb (KithPersonRow *row, guint *count)
{
  (*count)++;
}

static void
any_change_cb (GListModel *model, guint position, guint removed, guint added, guint *count)
{
  (*count)++;
}

/* A row held is the same object in the next snapshot, and says that it changed; the order being the same, nothing else is told. */
static void
test_identity (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (KithSnapshot) one = make_people (rand, 100, 1, 3);
  g_autoptr (GRand) again = g_rand_new_with_seed (3);
  g_autoptr (KithSnapshot) two = make_people (again, 100, 1, 3);
  g_autoptr (KithPeopleModel) model = kith_people_model_new ();
  g_autoptr (KithPersonRow) row = NULL;
  g_autoptr (KithPersonRow) same = NULL;
  guint changed = 0;
  guint told = 0;
  guint person;

  kith_people_model_set_snapshot (model, one);
  row = g_list_model_get_item (G_LIST_MODEL (model), 7);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), &changed);
  g_signal_connect (model, "items-changed", G_CALLBACK (any_change_cb), &told);
  kith_people_model_set_snapshot (model, two);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (told, ==, 0);
  same = g_list_model_get_item (G_LIST_MODEL (model), 7);
  g_assert_true (same == row);
  g_assert_true (kith_person_row_get_snapshot (row, &person) == two);

  /* A person who is gone shows nothing, and the model may go before the row. */
  kith_people_model_set_snapshot (model, NULL);
  g_assert_null (kith_person_row_get_snapshot (row, &person));
  g_clear_object (&model);
  g_assert_null (kith_person_row_get_snapshot (row, &person));
}

static void
renewed_cb (KithPeopleModel *model, guint n, guint *first)
{
  *first = n;
}

/* A large change leaves the first rows the same objects, in their places and told that they are others now. A row held of somebody who
 * moves there is nobody's from then on. */
static void
test_renewal (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (KithSnapshot) snapshot = make_people (rand, 3000, 1, 3);
  g_autoptr (KithPeopleModel) model = kith_people_model_new ();
  g_autoptr (KithPersonRow) row = NULL;
  g_autoptr (KithPersonRow) last = NULL;
  g_autoptr (KithPersonRow) first = NULL;
  guint changed = 0;
  guint n_renewed = 0;
  guint person;
  gint64 id;

  kith_people_model_set_snapshot (model, snapshot);
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  row = g_list_model_get_item (G_LIST_MODEL (model), 7);
  last = g_list_model_get_item (G_LIST_MODEL (model), 2999);
  id = kith_person_row_get_id (last);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), &changed);
  g_signal_connect (model, "renewed", G_CALLBACK (renewed_cb), &n_renewed);
  kith_people_model_sort (model, KITH_PEOPLE_BY_BRIDGE_REACH, FALSE);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (n_renewed, >, 7);
  g_assert_true (kith_person_row_get_snapshot (row, &person) == snapshot);
  g_assert_cmpint (kith_person_row_get_id (row), ==, kith_people_model_get_id (model, 7));
  g_assert_cmpint (snapshot->id[person], ==, kith_people_model_get_id (model, 7));
  g_assert_cmpuint (kith_people_model_find (model, id), <, n_renewed);
  {
    g_autoptr (KithPersonRow) now = g_list_model_get_item (G_LIST_MODEL (model), kith_people_model_find (model, id));

    g_assert_cmpint (kith_person_row_get_id (now), ==, id);
    g_assert_true (kith_person_row_get_snapshot (now, &person) == snapshot);
  }
}

/* Rows below a tall screen are other people's at once, too, but say so once there is time: for two letters typed in a row only once. */
static void
test_renewal_out_of_sight (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (KithSnapshot) snapshot = make_people (rand, 3000, 1, 3);
  g_autoptr (KithPeopleModel) model = kith_people_model_new ();
  g_autoptr (KithPersonRow) row = NULL;
  guint changed = 0;

  kith_people_model_set_snapshot (model, snapshot);
  row = g_list_model_get_item (G_LIST_MODEL (model), 200);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), &changed);
  for (guint falling = 0; falling < 2; falling++)
    {
      kith_people_model_sort (model, KITH_PEOPLE_BY_NAME, falling);
      g_assert_cmpint (kith_person_row_get_id (row), ==, kith_people_model_get_id (model, 200));
    }
  g_assert_cmpuint (changed, ==, 0);
  while (changed == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changed, ==, 1);

  /* A model that goes meanwhile says nothing any more. */
  kith_people_model_sort (model, KITH_PEOPLE_BY_TIES, FALSE);
  g_clear_object (&model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changed, ==, 1);
}

/* Scrolling through a long list leaves no row behind. */
static void
test_rows_are_light (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (KithSnapshot) snapshot = make_people (rand, 5000, 1, 3);
  g_autoptr (KithPeopleModel) model = kith_people_model_new ();

  kith_people_model_set_snapshot (model, snapshot);
  for (guint i = 0; i < 5000; i++)
    {
      KithPersonRow *row = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_finalize_object (row);
    }
}

static void
test_marks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (KithSnapshot) snapshot = make_people (rand, 1, 1, 0);
  g_autofree char *none = NULL;
  g_autofree char *two = NULL;

  snapshot->flags[0] = 0;
  none = kith_person_dup_marks (snapshot, 0);
  g_assert_cmpstr (none, ==, "");
  snapshot->flags[0] = KITH_PERSON_DO_NOT_CONTACT | KITH_PERSON_AMBASSADOR;
  two = kith_person_dup_marks (snapshot, 0);
  g_assert_cmpstr (two, ==, "Ambassador, Do not contact");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-model/exhaustive", test_exhaustive);
  g_test_add_func ("/people-model/identity", test_identity);
  g_test_add_func ("/people-model/rows-are-light", test_rows_are_light);
  g_test_add_func ("/people-model/renewal", test_renewal);
  g_test_add_func ("/people-model/renewal-out-of-sight", test_renewal_out_of_sight);
  g_test_add_func ("/people-model/marks", test_marks);
  return g_test_run ();
}
