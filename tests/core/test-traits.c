/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What colors can tell, from a network with something of everything; counts against a count by hand, and the scene that is painted so. */

#include "kith-map-color.h"
#include "kith-map.h"
#include "kith-memberships.h"
#include "kith-people.h"
#include "kith-reports.h"
#include "kith-settings.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "kith-traits.h"

#include "store-fixture.h"

#define N 60

typedef struct
{
  StoreFixture *store;
  gint64 id[N];
  KithSnapshot *snapshot;
} Fixture;

static const char *
tier_of (guint i)
{
  static const char *const own[] = { "steward", "board", "patron", "host", "scout", "guide", "elder", "youth" };

  if (i < 8)
    return own[i];
  return i < 20 ? "friend" : i < 40 ? "community" : i < 42 ? "steward" : NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 community[2], of[N];
  gint64 ambassador;

  self->store = store_fixture_new ();
  g_assert_true (kith_act_begin (self->store->store, "Fill", FALSE, &error));
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      KithPerson person = { .name = name, .audience = i < 30 ? (gint64) i * 10 : -1, .stance = (int) (i % 5) - 2 };

      person.tier = (char *) tier_of (i);
      g_assert_true (kith_person_add (self->store->store, &person, &error));
      self->id[i] = person.id;
    }
  for (guint c = 0; c < 2; c++)
    {
      KithCommunity one = { .name = (char *) (c == 0 ? "North" : "South"), .color = -1, .ended = KITH_NO_DATE };

      g_assert_true (kith_community_add (self->store->store, &one, &error));
      community[c] = one.id;
    }
  for (guint i = 0; i < N; i++)
    of[i] = i < 50 ? community[i % 2] : 0;
  g_assert_true (kith_memberships_write (self->store->store, N, self->id, of, NULL, NULL, &error));
  /* Person 49 knows everybody else of the first fifty; the rest a few. Only the answers of 40 and 41 are known. */
  for (guint i = 0; i < 49; i++)
    {
      KithTie tie = { .a = self->id[i], .b = self->id[49], .kind = KITH_TIE_STATED, .weight = 1 };
      KithTie next = { .a = self->id[i], .b = self->id[(i + 1) % 49], .kind = KITH_TIE_STATED, .weight = 1 };
      KithTie reply = { .a = self->id[40], .b = self->id[i], .kind = KITH_TIE_REPLY, .weight = 3, .directed = TRUE };

      tie.date = tie.ended = next.date = next.ended = reply.date = reply.ended = KITH_NO_DATE;
      g_assert_true (kith_tie_put (self->store->store, &tie, NULL, &error));
      g_assert_true (kith_tie_put (self->store->store, &next, NULL, &error));
      if (i < 20)
        g_assert_true (kith_tie_put (self->store->store, &reply, NULL, &error));
    }
  /* All of the north are pleased, but not enough of the south have said anything. One report is about nobody. */
  for (guint i = 0; i < 12; i++)
    {
      KithReport report = { .person = i < 11 ? self->id[i < 8 ? 2 * i : 1] : 0,
                            .what = (char *) "Heard",
                            .tone = i < 8 ? 1 + (int) (i % 2) : -2,
                            .date = KITH_NO_DATE };

      g_assert_true (kith_report_add (self->store->store, &report, &error));
    }
  g_assert_true (kith_ambassadors_tag (self->store->store, &self->id[45], 1, NULL, &error));
  g_assert_true (kith_ambassadors_tag (self->store->store, &self->id[9], 1, NULL, &error));
  g_assert_true (kith_tag_put (self->store->store, KITH_TAG_AMBASSADOR, &ambassador, &error));
  g_assert_true (
      kith_person_tag_set_topics (self->store->store, self->id[45], ambassador, "Gardens\nFood\nTrams", &error));
  g_assert_true (kith_setting_set (self->store->store, KITH_SETTING_MAP_COLOR, "stance", &error));
  g_assert_true (kith_setting_set (self->store->store, KITH_SETTING_MAP_SIZE, "bridge-reach", &error));
  g_assert_true (kith_act_commit (self->store->store, NULL, &error));
  self->snapshot = kith_snapshot_load (self->store->store, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kith_snapshot_unref (self->snapshot);
  store_fixture_free (self->store);
}

static const KithTraitKind *
find_kind (const KithTraits *traits, const char *key)
{
  for (guint k = 0; k < traits->n_kinds; k++)
    if (g_str_equal (traits->kinds[k].key, key))
      return &traits->kinds[k];
  return NULL;
}

static const char *
key_of (const KithTraits *traits, guint i)
{
  return traits->kinds[traits->kind[i]].key;
}

static void
assert_people (const KithTraits *traits, const char *key, guint people)
{
  const KithTraitKind *kind = find_kind (traits, key);

  g_assert_cmpuint (kind != NULL ? kind->people : 0, ==, people);
}

/* For all of them: everybody is of one kind, the counts are true, no two colors are the same, and only what is not known has none. */
static void
test_counts (Fixture *self, gconstpointer data)
{
  for (KithTrait trait = 0; trait < KITH_N_TRAITS; trait++)
    {
      g_autoptr (KithTraits) traits = kith_traits_new (self->snapshot, trait);
      KithTrait again;
      guint sum = 0;

      g_assert_true (kith_trait_from_name (kith_trait_get_name (trait), &again));
      g_assert_cmpint (again, ==, trait);
      g_assert_cmpuint (traits->n_kinds, >=, 2);
      for (guint k = 0; k < traits->n_kinds; k++)
        {
          guint count = 0;

          for (guint i = 0; i < N; i++)
            count += traits->kind[i] == k;
          g_assert_cmpuint (count, >, 0);
          g_assert_cmpuint (traits->kinds[k].people, ==, count);
          g_assert_cmpint (*traits->kinds[k].name, !=, '\0');
          g_assert_true ((traits->kinds[k].color < 0) == (*traits->kinds[k].key == '\0'));
          g_assert_true (*traits->kinds[k].key != '\0' || k == traits->n_kinds - 1);
          for (guint j = 0; j < k; j++)
            g_assert_cmpint (traits->kinds[k].color, !=, traits->kinds[j].color);
          sum += count;
        }
      g_assert_cmpuint (sum, ==, N);
    }
}

static void
test_tier (Fixture *self, gconstpointer data)
{
  g_autoptr (KithTraits) traits = kith_traits_new (self->snapshot, KITH_TRAIT_TIER);

  /* The most used word of their own comes first; of eight, two are too many for a color each. */
  g_assert_cmpstr (traits->kinds[0].key, ==, "steward");
  assert_people (traits, "steward", 3);
  assert_people (traits, "other", 2);
  assert_people (traits, "friend", 12);
  assert_people (traits, "community", 20);
  /* Somebody tagged counts, unless a tier was set: 45, and not 9. */
  assert_people (traits, "ambassador", 1);
  g_assert_cmpstr (key_of (traits, 45), ==, "ambassador");
  g_assert_cmpstr (key_of (traits, 9), ==, "friend");
  assert_people (traits, "", N - 42 - 1);
  g_assert_null (traits->note);
}

static void
test_stance (Fixture *self, gconstpointer data)
{
  static const char *const keys[] = { "against", "doubtful", "", "friendly", "for" };
  g_autoptr (KithTraits) traits = kith_traits_new (self->snapshot, KITH_TRAIT_STANCE);

  for (guint i = 0; i < N; i++)
    g_assert_cmpstr (key_of (traits, i), ==, keys[i % 5]);
}

static void
test_category (Fixture *self, gconstpointer data)
{
  g_autoptr (KithTraits) traits = kith_traits_new (self->snapshot, KITH_TRAIT_CATEGORY);

  /* Reports and topics count as told, but of fewer than twenty people anything is told. */
  g_assert_nonnull (self->snapshot->told);
  g_assert_cmpfloat (self->snapshot->told[40], ==, 60);
  g_assert_cmpfloat (self->snapshot->told[1], ==, 3);
  g_assert_cmpfloat (self->snapshot->told[0], ==, 1);
  g_assert_cmpfloat (self->snapshot->told[45], ==, 3);
  g_assert_cmpfloat (self->snapshot->told[46], ==, 0);
  assert_people (traits, "mass-maven", 0);
  g_assert_cmpstr (key_of (traits, 49), ==, "mass-connector");
  g_assert_cmpstr (key_of (traits, 29), ==, "social-broadcaster");
  g_assert_cmpstr (key_of (traits, 30), ==, "potential-influencer");
  /* Neither ties nor audience: nothing is guessed. */
  g_assert_cmpstr (key_of (traits, 55), ==, "");
  g_assert_nonnull (strstr (traits->note, "270"));
}

static void
test_health (Fixture *self, gconstpointer data)
{
  g_autoptr (KithTraits) traits = kith_traits_new (self->snapshot, KITH_TRAIT_HEALTH);

  g_assert_cmpuint (self->snapshot->n_reports, ==, 11);
  for (guint i = 0; i < N; i++)
    g_assert_cmpstr (key_of (traits, i), ==, i < 50 && i % 2 == 0 ? "good" : "");
}

/* What is read again without the ties says the same. */
static void
test_again (Fixture *self, gconstpointer data)
{
  g_autoptr (KithSnapshot) again = kith_snapshot_load_again (self->store->store, self->snapshot, NULL, NULL, NULL);

  g_assert_true (again->graph == self->snapshot->graph);
  g_assert_cmpmem (again->told, N * sizeof (double), self->snapshot->told, N * sizeof (double));
  g_assert_cmpmem (again->health, 2 * sizeof (KithHealth), self->snapshot->health, 2 * sizeof (KithHealth));
}

/* A network that nothing is known of tells nothing, and falls over nothing. */
static void
test_nothing (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (fixture->store, NULL, NULL, NULL);
  g_autoptr (KithScene) scene = kith_map_scene_new (snapshot, KITH_MAP_SIZE_EQUAL);

  g_assert_null (snapshot->told);
  for (KithTrait trait = 0; trait < KITH_N_TRAITS; trait++)
    {
      g_autoptr (KithTraits) traits = kith_traits_new (snapshot, trait);

      g_assert_cmpuint (traits->n_kinds, ==, 0);
    }
  for (KithMapColor color = 0; color < KITH_N_MAP_COLORS; color++)
    {
      g_autoptr (KithScene) painted = kith_map_paint (scene, snapshot, color, NULL);

      g_assert_cmpuint (painted->n, ==, 0);
    }
}

static void
test_paint (Fixture *self, gconstpointer data)
{
  KithSnapshot *snapshot = self->snapshot;
  g_autoptr (KithScene) scene = kith_map_scene_new (snapshot, KITH_MAP_SIZE_TIES);
  KithMapColor color;

  g_assert_cmpint (kith_map_color_of (snapshot), ==, KITH_MAP_COLOR_STANCE);
  g_assert_cmpint (kith_map_size_of (snapshot), ==, KITH_MAP_SIZE_BRIDGE_REACH);
  g_assert_false (kith_map_color_from_name ("weight", &color));
  for (color = 0; color < KITH_N_MAP_COLORS; color++)
    {
      g_autofree char *note = NULL;
      g_autoptr (KithScene) painted = kith_map_paint (scene, snapshot, color, &note);
      KithMapColor again;

      g_assert_true (kith_map_color_from_name (kith_map_color_get_name (color), &again));
      g_assert_cmpint (again, ==, color);
      g_assert_true ((note != NULL) == (color == KITH_MAP_COLOR_CATEGORY || color == KITH_MAP_COLOR_HEALTH));
      g_assert_true ((painted == scene) == (color == KITH_MAP_COLOR_COMMUNITY));
      for (guint i = 0; i < N; i++)
        for (int dark = 0; dark < 2; dark++)
          {
            guint32 expected = kith_palette_none (dark);

            if (color == KITH_MAP_COLOR_COMMUNITY && snapshot->community[i] >= 0)
              expected = kith_palette_on (snapshot->communities[snapshot->community[i]].color, dark);
            else if (color == KITH_MAP_COLOR_ONE)
              expected = kith_palette_color (0, dark);
            else if (painted->n_kinds > 0 && painted->kinds[painted->kind[i]].color >= 0)
              expected = kith_palette_on ((guint32) painted->kinds[painted->kind[i]].color, dark);
            g_assert_cmphex (kith_scene_color (painted, i, dark), ==, expected);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/traits/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts", test_counts);
  ADD ("tier", test_tier);
  ADD ("stance", test_stance);
  ADD ("category", test_category);
  ADD ("health", test_health);
  ADD ("again", test_again);
  ADD ("paint", test_paint);
  g_test_add_func ("/traits/nothing", test_nothing);
  return g_test_run ();
}
