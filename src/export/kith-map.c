/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map.h"

#include "kith-imports.h"
#include "kith-part.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SMALLEST 0.27f /* radius in map units; a unit is the usual distance between dots */
#define EQUAL 0.36f
#define MEAN_SQUARE 0.15 /* of radii: dots of 0.39, which rarely touch */
#define LARGEST_LEAST 0.5f
#define LINES_MOST 3000u /* ties drawn one by one in pictures; above, as a density */

static const struct
{
  const char *name;
  const char *title;
} sizes[] = {
  [KITH_MAP_SIZE_AUDIENCE] = { "audience", N_ ("Audience") },
  [KITH_MAP_SIZE_TIES] = { "ties", N_ ("Ties") },
  [KITH_MAP_SIZE_BRIDGE_REACH] = { "bridge-reach", N_ ("Bridge reach") },
  [KITH_MAP_SIZE_EQUAL] = { "equal", NULL },
};

gboolean
kith_map_size_from_name (const char *name, KithMapSize *size)
{
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    if (g_strcmp0 (name, sizes[k].name) == 0)
      {
        *size = k;
        return TRUE;
      }
  if (g_strcmp0 (name, "bridge_reach") == 0)
    {
      *size = KITH_MAP_SIZE_BRIDGE_REACH;
      return TRUE;
    }
  return FALSE;
}

const char *
kith_map_size_get_name (KithMapSize size)
{
  return sizes[size].name;
}

const char *
kith_map_size_get_title (KithMapSize size)
{
  return sizes[size].title != NULL ? _ (sizes[size].title) : "";
}

KithMapSize
kith_map_size_default (const KithSnapshot *snapshot)
{
  return snapshot->dot_is_audience ? KITH_MAP_SIZE_AUDIENCE : KITH_MAP_SIZE_TIES;
}

KithMapSize
kith_map_size_of (const KithSnapshot *snapshot)
{
  KithMapSize size;

  return kith_map_size_from_name (snapshot->map_size, &size) ? size : kith_map_size_default (snapshot);
}

static double
value_of (const KithSnapshot *snapshot, KithMapSize size, guint i)
{
  switch (size)
    {
    case KITH_MAP_SIZE_AUDIENCE:
      return snapshot->audience[i];
    case KITH_MAP_SIZE_TIES:
      return snapshot->figures->ties[i];
    case KITH_MAP_SIZE_BRIDGE_REACH:
      return snapshot->figures->bridge_reach[i];
    case KITH_MAP_SIZE_EQUAL:
    default:
      return 0;
    }
}

static double
most_of (const KithSnapshot *snapshot, KithMapSize size)
{
  double most = 0;

  for (guint i = 0; i < snapshot->n; i++)
    if (!isnan (snapshot->x[i]))
      most = MAX (most, value_of (snapshot, size, i));
  return most;
}

KithMapSize
kith_map_size_told (const KithSnapshot *snapshot, KithMapSize size)
{
  if (size != KITH_MAP_SIZE_EQUAL && most_of (snapshot, size) <= 0)
    size = most_of (snapshot, KITH_MAP_SIZE_TIES) > 0 ? KITH_MAP_SIZE_TIES : KITH_MAP_SIZE_EQUAL;
  return size;
}

/* The biggest dot. On a large map it is bigger in units, since the whole map is smaller on the page: from some thousands of people on it
 * keeps its share of the map's width, so that the one whom 50,000 know is seen among them; where many are nearly as big, it is smaller, so
 * that all together leave room between them. */
static float
largest_radius (const KithSnapshot *snapshot, KithMapSize size)
{
  float growth = MAX (powf (snapshot->n / 200.0f, 0.16f), sqrtf (snapshot->n / 2000.0f));
  float largest = 0.85f * CLAMP (growth, 0.8f, 8.0f);
  double most = most_of (snapshot, size);
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < snapshot->n; i++)
    if (!isnan (snapshot->x[i]))
      {
        sum += MAX (value_of (snapshot, size, i), 0);
        n++;
      }
  if (sum > 0)
    {
      /* The mean square of the radii is SMALLEST² + (largest² - SMALLEST²) mean / most. */
      double room = SMALLEST * SMALLEST + (MEAN_SQUARE - SMALLEST * SMALLEST) * most / (sum / n);

      largest = MIN (largest, (float) sqrt (room));
    }
  return MAX (largest, LARGEST_LEAST);
}

static void
fill_radii (const KithSnapshot *snapshot, KithMapSize size, float *radius)
{
  g_autofree double *value = g_new (double, MAX (snapshot->n, 1));

  size = kith_map_size_told (snapshot, size);
  if (size == KITH_MAP_SIZE_EQUAL)
    {
      for (guint i = 0; i < snapshot->n; i++)
        radius[i] = EQUAL;
      return;
    }
  /* Who is not on the map does not make the others small. */
  for (guint i = 0; i < snapshot->n; i++)
    value[i] = isnan (snapshot->x[i]) ? 0 : value_of (snapshot, size, i);
  kith_scene_radii (snapshot->n, value, SMALLEST, largest_radius (snapshot, size), radius);
}

/* 1, 2 or 5 times a power of ten, not above @value. */
static double
round_down (double value)
{
  double power = pow (10, floor (log10 (value) + 1e-9));
  double first = value / power + 1e-9;

  return power * (first >= 5 ? 5 : first >= 2 ? 2 : 1);
}

void
kith_map_size_legend (const KithSnapshot *snapshot, KithMapSize size, double *values, double *radii)
{
  double most, least;
  double wanted[4];
  float radius[4];
  guint n = 0;

  memset (values, 0, 3 * sizeof (double));
  memset (radii, 0, 3 * sizeof (double));
  size = kith_map_size_told (snapshot, size);
  most = most_of (snapshot, size);
  least = size == KITH_MAP_SIZE_BRIDGE_REACH ? 0.1 : 1;
  if (size == KITH_MAP_SIZE_EQUAL || most < least)
    return;

  /* Radii in about equal steps: a twelfth, a third and the whole of the area. */
  wanted[2] = round_down (most);
  wanted[1] = MAX (round_down (MAX (most / 3, least)), least);
  wanted[0] = MAX (round_down (MAX (most / 12, least)), least);
  wanted[3] = most;
  kith_scene_radii (4, wanted, SMALLEST, largest_radius (snapshot, size), radius);
  for (guint k = 0; k < 3; k++)
    if (n == 0 || wanted[k] > values[n - 1])
      {
        values[n] = wanted[k];
        radii[n++] = radius[k];
      }
}

/* What is worth knowing most comes first: a shape can tell one thing only. */
KithShape
kith_map_shape (const KithSnapshot *snapshot, guint person)
{
  guint8 flags = snapshot->flags[person];
  const char *tier = snapshot->tier[person];

  if (flags & KITH_PERSON_DETRACTOR)
    return KITH_SHAPE_DIAMOND;
  if ((flags & KITH_PERSON_AMBASSADOR) != 0 || g_str_equal (tier, "ambassador"))
    return KITH_SHAPE_STAR;
  if (flags & KITH_PERSON_STUB)
    return KITH_SHAPE_RING;
  if (g_str_equal (tier, "friend"))
    return KITH_SHAPE_EYE;
  return *tier == '\0' || g_str_equal (tier, "community") ? KITH_SHAPE_DOT : KITH_SHAPE_PEAK;
}

/* Ambassadors first, then who connects most across communities, then who knows most. Who has no name has none to show. */
static void
fill_importance (const KithSnapshot *snapshot, float *importance)
{
  double most_reach = most_of (snapshot, KITH_MAP_SIZE_BRIDGE_REACH);
  double most_ties = most_of (snapshot, KITH_MAP_SIZE_TIES);

  for (guint i = 0; i < snapshot->n; i++)
    {
      double value = 1e-3;

      if (g_strcmp0 (snapshot->name[i], _ ("Unnamed person")) == 0)
        {
          importance[i] = 0;
          continue;
        }
      if (most_reach > 0)
        value += snapshot->figures->bridge_reach[i] / most_reach;
      if (most_ties > 0)
        value += 0.5 * snapshot->figures->ties[i] / most_ties;
      if (snapshot->flags[i] & KITH_PERSON_AMBASSADOR)
        value += 2;
      importance[i] = (float) value;
    }
}

KithScene *
kith_map_scene_new (const KithSnapshot *snapshot, KithMapSize size)
{
  const KithGraph *graph = snapshot->graph;
  guint n = snapshot->n;
  guint n_communities = MIN (snapshot->n_communities, KITH_SCENE_NO_COMMUNITY - 1);
  g_autofree float *radius = g_new (float, MAX (n, 1));
  g_autofree float *importance = g_new (float, MAX (n, 1));
  g_autofree guint16 *community = g_new (guint16, MAX (n, 1));
  g_autofree guint8 *shape = g_new (guint8, MAX (n, 1));
  g_autofree guint *a = g_new (guint, MAX (graph->m, 1));
  g_autofree guint *b = g_new (guint, MAX (graph->m, 1));
  g_autofree KithSceneCommunity *communities = g_new0 (KithSceneCommunity, MAX (n_communities, 1));
  guint n_ties = 0;

  fill_radii (snapshot, size, radius);
  fill_importance (snapshot, importance);
  for (guint i = 0; i < n; i++)
    {
      community[i] = snapshot->community[i] >= 0 && (guint) snapshot->community[i] < n_communities
                         ? (guint16) snapshot->community[i]
                         : KITH_SCENE_NO_COMMUNITY;
      shape[i] = kith_map_shape (snapshot, i);
      for (guint k = graph->offset[i]; k < graph->offset[i + 1]; k++)
        if (graph->neighbor[k] > i)
          {
            a[n_ties] = i;
            b[n_ties++] = graph->neighbor[k];
          }
    }
  for (guint c = 0; c < n_communities; c++)
    {
      communities[c].name = snapshot->communities[c].name;
      communities[c].color = snapshot->communities[c].color;
    }
  return kith_scene_new (n, snapshot->x, snapshot->y, radius, community, shape, importance,
                         (const char *const *) snapshot->name, n_ties, a, b, n_communities, communities);
}

char *
kith_map_describe (const KithSnapshot *snapshot, KithMapSize size, KithPainterOptions *options)
{
  g_autofree char *date = kith_text_today ();
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", snapshot->n), snapshot->n);
  g_autofree char *communities = g_strdup_printf (
      ngettext ("%'u community", "%'u communities", snapshot->n_communities), snapshot->n_communities);
  g_autofree char *ties = g_strdup_printf (ngettext ("%'u tie", "%'u ties", snapshot->graph->m), snapshot->graph->m);
  char *note;

  if (snapshot->part != NULL)
    {
      g_autofree char *part = kith_part_dup_title (snapshot->part);
      char *of_whole = g_strdup_printf (
          /* Translators: the part is “tag ‘Donor’” or the like */
          ngettext ("%1$s: %2$'u of %3$'u person", "%1$s: %2$'u of %3$'u people", snapshot->n_whole), part, snapshot->n,
          snapshot->n_whole);

      g_free (people);
      people = of_whole;
    }
  note = g_strjoin (" · ", people, communities, ties, date, NULL);

  kith_map_size_legend (snapshot, size, options->size_values, options->size_radii);
  size = kith_map_size_told (snapshot, size);
  options->size_title = size == KITH_MAP_SIZE_EQUAL ? NULL : kith_map_size_get_title (size);
  options->density = snapshot->graph->m > LINES_MOST;
  options->note = note;
  return note;
}

char *
kith_map_dup_source (KithStore *store, GError **error)
{
  g_autoptr (GPtrArray) imports = kith_import_list (store, error);
  const KithImport *newest;
  g_autofree char *day = NULL;

  if (imports == NULL)
    return NULL;
  if (imports->len == 0)
    return g_strdup (_ ("Source: what was entered by hand."));
  newest = g_ptr_array_index (imports, 0);
  day = kith_text_day (newest->time);
  /* Translators: at the foot of a page; the name of a file and a day: "Source: 3 files, the newest “members.csv” of 3 May 2026." */
  return g_strdup_printf (
      ngettext ("Source: %'u file, “%s” of %s.", "Source: %'u files, the newest “%s” of %s.", imports->len),
      imports->len, newest->file, day);
}
