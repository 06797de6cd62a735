/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each trait first has all its kinds in the order they are read; those that nobody is of are left out in the end. The colors are the
 * palette's, so that they stay apart for any eye; on a scale the strong ends are the strong colors. */

#include "kith-traits.h"

#include "kith-communities.h"
#include "kith-scene.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_OWN_TIERS 6 /* words of the user's own that have a color each */
#define MOST_KINDS 16

/* Entries of the palette. */
enum
{
  BLUE = 0,
  ICE = 2,
  TEAL = 3,
  MINT = 4,
  GOLD = 5,
  SALMON = 6,
  OLIVE = 7,
  FOREST = 8,
  RUST = 9,
  ORCHID = 10,
  VIOLET = 11,
  NONE = -1,
};

static const struct
{
  const char *name;
  const char *title;
} traits[] = {
  [KITH_TRAIT_TIER] = { "tier", N_ ("Tier") },
  [KITH_TRAIT_STANCE] = { "stance", N_ ("Stance") },
  /* Translators: what sort of influence people have on each other */
  [KITH_TRAIT_CATEGORY] = { "category", N_ ("Influence") },
  /* Translators: how well the relationship with people is going */
  [KITH_TRAIT_HEALTH] = { "health", N_ ("Health") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (traits) == KITH_N_TRAITS);

static const char *const category_keys[] = {
  [KITH_CATEGORY_UNKNOWN] = "",
  [KITH_CATEGORY_POTENTIAL] = "potential-influencer",
  [KITH_CATEGORY_BROADCASTER] = "social-broadcaster",
  [KITH_CATEGORY_CONNECTOR] = "mass-connector",
  [KITH_CATEGORY_MAVEN] = "mass-maven",
  [KITH_CATEGORY_BOTH] = "connector-and-maven",
};
G_STATIC_ASSERT (G_N_ELEMENTS (category_keys) == KITH_N_CATEGORIES);

gboolean
kith_trait_from_name (const char *name, KithTrait *trait)
{
  for (guint k = 0; k < G_N_ELEMENTS (traits); k++)
    if (g_strcmp0 (name, traits[k].name) == 0)
      {
        *trait = k;
        return TRUE;
      }
  return FALSE;
}

const char *
kith_trait_get_name (KithTrait trait)
{
  return traits[trait].name;
}

const char *
kith_trait_get_title (KithTrait trait)
{
  return _ (traits[trait].title);
}

const char *
kith_category_get_key (KithCategory category)
{
  return category_keys[category];
}

static void
add_kind (KithTraits *self, const char *key, const char *name, int palette)
{
  KithTraitKind *kind = &self->kinds[self->n_kinds++];

  g_assert (self->n_kinds <= MOST_KINDS);
  kind->key = g_intern_string (key);
  kind->name = g_strdup (name);
  kind->color = palette != NONE ? (gint64) kith_palette_color ((guint) palette, FALSE) : -1;
}

/* — Tier — */

typedef struct
{
  const char *word; /* interned */
  guint people;
} OwnTier;

static int
compare_own_tiers (gconstpointer a, gconstpointer b)
{
  const OwnTier *x = a, *y = b;

  return x->people != y->people ? (x->people < y->people) - (x->people > y->people) : strcmp (x->word, y->word);
}

/* The user's own words, the most used first. */
static GArray *
find_own_tiers (const KithSnapshot *snapshot)
{
  GArray *own = g_array_new (FALSE, FALSE, sizeof (OwnTier));
  g_autoptr (GHashTable) index = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < snapshot->n; i++)
    {
      const char *word = snapshot->tier[i];
      gpointer at;

      if (*word == '\0' || g_str_equal (word, "community") || g_str_equal (word, "friend")
          || g_str_equal (word, "ambassador"))
        continue;
      at = g_hash_table_lookup (index, word);
      if (at == NULL)
        {
          OwnTier tier = { word, 0 };

          g_array_append_val (own, tier);
          at = GUINT_TO_POINTER (own->len);
          g_hash_table_insert (index, (gpointer) word, at);
        }
      g_array_index (own, OwnTier, GPOINTER_TO_UINT (at) - 1).people++;
    }
  g_array_sort (own, compare_own_tiers);
  return own;
}

/* Who is tagged as an ambassador is one, unless the tier says something else. */
static void
fill_tier (KithTraits *self, const KithSnapshot *snapshot)
{
  static const int own_colors[MOST_OWN_TIERS] = { GOLD, MINT, RUST, TEAL, ORCHID, OLIVE };
  g_autoptr (GArray) own = find_own_tiers (snapshot);
  guint shown = MIN (own->len, MOST_OWN_TIERS);

  for (guint k = 0; k < shown; k++)
    add_kind (self, g_array_index (own, OwnTier, k).word, g_array_index (own, OwnTier, k).word, own_colors[k]);
  /* Translators: tiers beyond those that are listed */
  add_kind (self, "other", C_ ("tier", "Others"), FOREST);
  add_kind (self, "ambassador", _ ("Ambassador"), VIOLET);
  add_kind (self, "friend", _ ("Friend"), BLUE);
  add_kind (self, "community", _ ("Community"), ICE);
  add_kind (self, "", _ ("Not set"), NONE);
  for (guint i = 0; i < snapshot->n; i++)
    {
      const char *word = snapshot->tier[i];
      guint k = 0;

      if (*word == '\0' && (snapshot->flags[i] & KITH_PERSON_AMBASSADOR) != 0)
        word = "ambassador";
      while (k < self->n_kinds && !g_str_equal (self->kinds[k].key, word))
        k++;
      self->kind[i] = (guint8) (k < self->n_kinds ? k : shown);
    }
}

/* — Stance — */

static void
fill_stance (KithTraits *self, const KithSnapshot *snapshot)
{
  static const guint8 kind[] = { 3, 2, 4, 1, 0 }; /* of -2 … 2 */

  add_kind (self, "for", _ ("Speaks for us"), BLUE);
  add_kind (self, "friendly", _ ("Friendly"), ICE);
  add_kind (self, "doubtful", _ ("Doubtful"), SALMON);
  add_kind (self, "against", _ ("Speaks against us"), RUST);
  add_kind (self, "", _ ("Not known"), NONE);
  for (guint i = 0; i < snapshot->n; i++)
    self->kind[i] = kind[CLAMP (snapshot->stance[i], -2, 2) + 2];
}

/* — Sort of influence — */

static char *
dup_category_note (const KithCategoryThresholds *thresholds)
{
  g_autoptr (GString) note = g_string_new (NULL);

  if (thresholds->ties > 0)
    g_string_append_printf (note,
                            /* Translators: by what mass connectors are told from others */
                            ngettext ("A connector knows %'u person or more.", "A connector knows %'u people or more.",
                                      (guint) thresholds->ties),
                            (guint) thresholds->ties);
  else
    g_string_append (note, _ ("Too few people have ties for some to be connectors."));
  g_string_append_c (note, ' ');
  if (thresholds->told > 0)
    g_string_append_printf (note,
                            /* Translators: by what mass mavens are told from others; the things are counted together */
                            ngettext ("A maven has given %'u answer, report or topic, or more.",
                                      "A maven has given %'u answers, reports and topics, or more.",
                                      (guint) thresholds->told),
                            (guint) thresholds->told);
  else
    g_string_append (note, _ ("Of too few people answers, reports or topics are known for some to be mavens."));
  g_string_append_c (note, ' ');
  if (thresholds->audience > 0)
    g_string_append_printf (note,
                            /* Translators: by what social broadcasters are told from others */
                            ngettext ("A broadcaster has an audience of %'u or more, but is not among those.",
                                      "A broadcaster has an audience of %'u or more, but is not among those.",
                                      (guint) MIN (thresholds->audience, G_MAXUINT)),
                            (guint) MIN (thresholds->audience, G_MAXUINT));
  else
    g_string_append (note, _ ("Of too few people the audience is known for some to be broadcasters."));
  return g_string_free_and_steal (g_steal_pointer (&note));
}

static void
fill_category (KithTraits *self, const KithSnapshot *snapshot)
{
  static const guint8 kind[] = {
    [KITH_CATEGORY_BOTH] = 0,        [KITH_CATEGORY_CONNECTOR] = 1, [KITH_CATEGORY_MAVEN] = 2,
    [KITH_CATEGORY_BROADCASTER] = 3, [KITH_CATEGORY_POTENTIAL] = 4, [KITH_CATEGORY_UNKNOWN] = 5,
  };
  KithCategoryThresholds thresholds;

  add_kind (self, category_keys[KITH_CATEGORY_BOTH], _ ("Connector and maven"), VIOLET);
  /* Translators: somebody who knows very many people */
  add_kind (self, category_keys[KITH_CATEGORY_CONNECTOR], _ ("Mass connector"), BLUE);
  /* Translators: somebody who has much knowledge to share */
  add_kind (self, category_keys[KITH_CATEGORY_MAVEN], _ ("Mass maven"), RUST);
  /* Translators: somebody whom very many follow, without knowing many of them */
  add_kind (self, category_keys[KITH_CATEGORY_BROADCASTER], _ ("Social broadcaster"), GOLD);
  /* Translators: somebody with a modest circle who trusts them */
  add_kind (self, category_keys[KITH_CATEGORY_POTENTIAL], _ ("Potential influencer"), ICE);
  add_kind (self, "", _ ("Not known"), NONE);
  kith_categories_find (snapshot->n, snapshot->figures->ties, snapshot->audience, snapshot->told, self->kind,
                        &thresholds);
  for (guint i = 0; i < snapshot->n; i++)
    self->kind[i] = kind[self->kind[i]];
  self->note = dup_category_note (&thresholds);
}

/* — Health — */

static void
fill_health (KithTraits *self, const KithSnapshot *snapshot)
{
  static const guint8 kind[] = {
    [KITH_HEALTH_GOOD] = 0,
    [KITH_HEALTH_MIXED] = 1,
    [KITH_HEALTH_POOR] = 2,
    [KITH_HEALTH_UNKNOWN] = 3,
  };

  /* Translators: how a relationship is going */
  add_kind (self, "good", C_ ("health", "Good"), TEAL);
  add_kind (self, "mixed", C_ ("health", "Mixed"), GOLD);
  add_kind (self, "poor", C_ ("health", "Poor"), RUST);
  add_kind (self, "", _ ("Not known"), NONE);
  for (guint i = 0; i < snapshot->n; i++)
    {
      int c = snapshot->community[i];

      self->kind[i] = kind[c >= 0 ? snapshot->health[c].state : KITH_HEALTH_UNKNOWN];
    }
  self->note = g_strdup_printf (
      /* Translators: where the health of a community is known from */
      ngettext ("Of each community, by the tone of what its people report; not known below %'u report.",
                "Of each community, by the tone of what its people report; not known below %'u reports.",
                KITH_HEALTH_LEAST),
      KITH_HEALTH_LEAST);
}

/* — — */

/* Counts, and leaves out kinds that nobody is of. */
static void
close_up (KithTraits *self, guint n)
{
  guint8 now[MOST_KINDS];
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    self->kinds[self->kind[i]].people++;
  for (guint k = 0; k < self->n_kinds; k++)
    {
      now[k] = (guint8) kept;
      if (self->kinds[k].people == 0)
        g_clear_pointer (&self->kinds[k].name, g_free);
      else
        self->kinds[kept++] = self->kinds[k];
    }
  self->n_kinds = kept;
  for (guint i = 0; i < n; i++)
    self->kind[i] = now[self->kind[i]];
}

KithTraits *
kith_traits_new (const KithSnapshot *snapshot, KithTrait trait)
{
  KithTraits *self = g_new0 (KithTraits, 1);

  self->trait = trait;
  self->kinds = g_new0 (KithTraitKind, MOST_KINDS);
  self->kind = g_new0 (guint8, MAX (snapshot->n, 1));
  switch (trait)
    {
    case KITH_TRAIT_STANCE:
      fill_stance (self, snapshot);
      break;
    case KITH_TRAIT_CATEGORY:
      fill_category (self, snapshot);
      break;
    case KITH_TRAIT_HEALTH:
      fill_health (self, snapshot);
      break;
    case KITH_TRAIT_TIER:
    case KITH_N_TRAITS:
    default:
      fill_tier (self, snapshot);
    }
  close_up (self, snapshot->n);
  return self;
}

void
kith_traits_free (KithTraits *self)
{
  for (guint k = 0; k < self->n_kinds; k++)
    g_free (self->kinds[k].name);
  g_free (self->kinds);
  g_free (self->kind);
  g_free (self->note);
  g_free (self);
}
