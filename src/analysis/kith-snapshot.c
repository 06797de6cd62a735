/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-snapshot.h"

#include "kith-assembly.h"
#include "kith-communities.h"
#include "kith-memberships.h"
#include "kith-part.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-reports.h"
#include "kith-scene.h"
#include "kith-search.h"
#include "kith-settings.h"
#include "kith-snapshot-private.h"
#include "kith-tags.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A quiet connector has no more audience than half of all, and connects more than nine of ten of those who connect at all. */
#define QUIET_AUDIENCE 0.5
#define QUIET_BRIDGES 0.9
#define QUIET_LEAST_PEOPLE 20

/* Audience makes the dots big where it is known for at least this share of the people. */
#define AUDIENCE_KNOWN 0.2

typedef struct
{
  KithSnapshot *self;
  GArray *id;
  GPtrArray *name;
  GPtrArray *search;
  GArray *audience;
  GArray *stance;
  GArray *flags;
  GPtrArray *tier;
  GArray *report_by, *report_tone;
  guint person; /* of the pass that goes on */
  GHashTable *community_index;
} Loading;

static gboolean
take_person (const KithPerson *person, gpointer data)
{
  Loading *loading = data;
  g_autofree char *folded = kith_text_fold (person->name);
  g_autofree char *organization = kith_text_fold (person->organization);
  g_autofree char *town = kith_text_fold (person->town);
  gint8 stance = person->stance;
  guint8 flags = 0;

  g_array_append_val (loading->id, person->id);
  g_ptr_array_add (loading->name, g_strdup (person->name != NULL ? person->name : _ ("Unnamed person")));
  g_ptr_array_add (loading->search, g_strjoin (" ", folded, organization, town, NULL));
  g_array_append_val (loading->audience, person->audience);
  g_array_append_val (loading->stance, stance);
  if (person->stub)
    flags |= KITH_PERSON_STUB;
  if (person->do_not_contact)
    flags |= KITH_PERSON_DO_NOT_CONTACT;
  if (person->stance <= -2)
    flags |= KITH_PERSON_DETRACTOR;
  g_array_append_val (loading->flags, flags);
  g_ptr_array_add (loading->tier, (gpointer) g_intern_string (person->tier != NULL ? person->tier : ""));
  return TRUE;
}

/* Passes over tables come by rising person, as the people did: one step forward finds the index. */
static int
advance (Loading *loading, gint64 person)
{
  const KithSnapshot *self = loading->self;

  while (loading->person < self->n && self->id[loading->person] < person)
    loading->person++;
  return loading->person < self->n && self->id[loading->person] == person ? (int) loading->person : -1;
}

static gboolean
take_contact (const KithContact *contact, gpointer data)
{
  Loading *loading = data;
  int i = contact->kind == KITH_CONTACT_EMAIL ? advance (loading, contact->person) : -1;
  char *before;

  if (i < 0 || contact->key == NULL)
    return TRUE;
  before = loading->self->search[i];
  loading->self->search[i] = g_strjoin (" ", before, contact->key, NULL);
  g_free (before);
  return TRUE;
}

static gboolean
take_membership (gint64 person, gint64 community, int confidence, gpointer data)
{
  Loading *loading = data;
  KithSnapshot *self = loading->self;
  int i = advance (loading, person);
  gpointer index;

  if (i < 0)
    return TRUE;
  if (g_hash_table_lookup_extended (loading->community_index, &community, NULL, &index))
    self->community[i] = GPOINTER_TO_INT (index);
  if (confidence >= 0)
    {
      if (self->confidence == NULL)
        self->confidence = g_new0 (guint8, self->n);
      self->confidence[i] = MIN (confidence, G_MAXUINT8);
    }
  return TRUE;
}

static gboolean
take_place (gint64 person, float x, float y, gpointer data)
{
  Loading *loading = data;
  int i = advance (loading, person);

  if (i >= 0)
    {
      loading->self->x[i] = x;
      loading->self->y[i] = y;
      loading->self->n_placed++;
    }
  return TRUE;
}

static gboolean
take_tone (gint64 person, int tone, gpointer data)
{
  Loading *loading = data;
  int i = advance (loading, person);
  guint by = (guint) i;
  gint8 small = (gint8) tone;

  if (i >= 0)
    {
      g_array_append_val (loading->report_by, by);
      g_array_append_val (loading->report_tone, small);
    }
  return TRUE;
}

/* What an ambassador speaks about, one a line. */
static gboolean
take_topics (gint64 person, gint64 tag, const char *topics, gpointer data)
{
  Loading *loading = data;
  int i = topics != NULL && *topics != '\0' ? advance (loading, person) : -1;

  if (i < 0)
    return TRUE;
  loading->self->told[i]++;
  for (const char *line = strchr (topics, '\n'); line != NULL && line[1] != '\0'; line = strchr (line + 1, '\n'))
    loading->self->told[i]++;
  return TRUE;
}

/* Who was made one of two may have the place of the one and the pin of the other: the pin says where. */
static gboolean
take_pin (gint64 person, float x, float y, gpointer data)
{
  Loading *loading = data;
  KithSnapshot *self = loading->self;
  int i = advance (loading, person);

  if (i < 0)
    return TRUE;
  self->n_placed += isnan (self->x[i]);
  self->flags[i] |= KITH_PERSON_PINNED;
  self->x[i] = x;
  self->y[i] = y;
  return TRUE;
}

/* The array of strings, with NULL behind the last one even where there are none. */
static char **
steal_strings (GPtrArray **array)
{
  char **strings;

  g_ptr_array_add (*array, NULL);
  strings = (char **) g_ptr_array_free (g_steal_pointer (array), FALSE);
  return strings;
}

static gboolean
load_people (Loading *loading, KithStore *store, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = loading->self;

  if (!kith_people_each (store, take_person, loading, cancellable, error))
    return FALSE;
  self->n = loading->id->len;
  self->id = (gint64 *) g_array_free (g_steal_pointer (&loading->id), FALSE);
  self->audience = (gint64 *) g_array_free (g_steal_pointer (&loading->audience), FALSE);
  self->stance = (gint8 *) g_array_free (g_steal_pointer (&loading->stance), FALSE);
  self->flags = (guint8 *) g_array_free (g_steal_pointer (&loading->flags), FALSE);
  self->name = steal_strings (&loading->name);
  self->search = steal_strings (&loading->search);
  self->tier = (const char **) steal_strings (&loading->tier);
  loading->person = 0;
  return kith_contacts_each (store, take_contact, loading, cancellable, error);
}

static gboolean
load_ambassadors (KithSnapshot *self, KithStore *store, GError **error)
{
  g_autoptr (GArray) ambassadors = kith_ambassadors_list (store, error);

  if (ambassadors == NULL)
    return FALSE;
  for (guint k = 0; k < ambassadors->len; k++)
    {
      int i = kith_snapshot_find (self, g_array_index (ambassadors, gint64, k));

      if (i >= 0)
        self->flags[i] |= KITH_PERSON_AMBASSADOR;
    }
  return TRUE;
}

static gboolean
load_communities (Loading *loading, KithStore *store, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = loading->self;
  g_autoptr (GPtrArray) list = kith_community_list (store, FALSE, error);

  if (list == NULL)
    return FALSE;
  self->communities = g_new0 (KithSnapshotCommunity, MAX (list->len, 1));
  loading->community_index = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint c = 0; c < list->len; c++)
    {
      KithCommunity *community = list->pdata[c];
      KithSnapshotCommunity *own = &self->communities[self->n_communities];

      if (community->people == 0)
        continue;
      own->id = community->id;
      own->name = g_strdup (community->name);
      own->palette = community->palette;
      own->color = community->color >= 0 ? (guint32) community->color : kith_palette_color (community->palette, FALSE);
      own->people = community->people;
      own->pinned = community->pinned;
      g_hash_table_insert (loading->community_index, &own->id, GINT_TO_POINTER ((int) self->n_communities++));
    }
  self->community = g_new (int, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    self->community[i] = KITH_NOT_CONNECTED;
  loading->person = 0;
  return kith_memberships_each (store, take_membership, loading, cancellable, error);
}

static gboolean
load_places (Loading *loading, KithStore *store, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = loading->self;

  self->x = g_new (float, MAX (self->n, 1));
  self->y = g_new (float, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    self->x[i] = self->y[i] = NAN;
  loading->person = 0;
  if (!kith_places_each (store, take_place, loading, cancellable, error))
    return FALSE;
  loading->person = 0;
  return kith_pins_each (store, take_pin, loading, cancellable, error);
}

/* Who has told how much: what is known of knowledge. After the ties, which bring the answers. */
static gboolean
load_told (Loading *loading, KithStore *store, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = loading->self;
  double sum = 0;

  loading->person = 0;
  if (!kith_report_tones_each (store, take_tone, loading, cancellable, error))
    return FALSE;
  self->told = g_memdup2 (self->answers, MAX (self->n, 1) * sizeof *self->told);
  loading->person = 0;
  if (!kith_person_tags_each (store, take_topics, loading, cancellable, error))
    return FALSE;
  self->n_reports = loading->report_by->len;
  self->report_by = (guint *) g_array_free (g_steal_pointer (&loading->report_by), FALSE);
  self->report_tone = (gint8 *) g_array_free (g_steal_pointer (&loading->report_tone), FALSE);
  for (guint k = 0; k < self->n_reports; k++)
    self->told[self->report_by[k]]++;
  for (guint i = 0; i < self->n; i++)
    sum += self->told[i];
  if (sum <= 0)
    g_clear_pointer (&self->told, g_free);
  return TRUE;
}

static void
feel_health (KithSnapshot *self)
{
  g_autofree int *group = g_new (int, MAX (self->n_reports, 1));
  g_autofree double *tone = g_new (double, MAX (self->n_reports, 1));

  for (guint k = 0; k < self->n_reports; k++)
    {
      group[k] = self->community[self->report_by[k]];
      tone[k] = self->report_tone[k];
    }
  self->health = g_new0 (KithHealth, MAX (self->n_communities, 1));
  kith_health_find (self->n_reports, group, tone, 0, self->n_communities, self->health);
}

static void
count_outsiders (KithSnapshot *self)
{
  g_autofree guint *last = g_new0 (guint, MAX (self->n_communities, 1)); /* person counted last, + 1 */

  for (guint i = 0; i < self->n; i++)
    {
      self->unconnected += self->community[i] < 0;
      for (guint k = self->graph->offset[i]; self->community[i] >= 0 && k < self->graph->offset[i + 1]; k++)
        {
          int c = self->community[self->graph->neighbor[k]];

          if (c >= 0 && c != self->community[i] && last[c] != i + 1)
            {
              last[c] = i + 1;
              self->communities[c].outsiders++;
            }
        }
    }
}

static void
choose_dots (KithSnapshot *self)
{
  guint known = 0;

  for (guint i = 0; i < self->n; i++)
    known += self->audience[i] >= 0;
  self->dot = g_new (gint64, MAX (self->n, 1));
  self->dot_is_audience = known > 0 && known >= AUDIENCE_KNOWN * self->n;
  for (guint i = 0; i < self->n; i++)
    self->dot[i] = self->dot_is_audience ? MAX (self->audience[i], 0) : (gint64) kith_graph_degree (self->graph, i);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
quantile (GArray *values, double share)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) (share * (values->len - 1)));
}

static void
mark_quiet (KithSnapshot *self)
{
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bridges = g_array_new (FALSE, FALSE, sizeof (double));
  double most_dot, least_bridge;

  for (guint i = 0; i < self->n; i++)
    {
      double dot = self->dot[i], bridge = self->figures->bridge_reach[i];

      if (self->community[i] < 0)
        continue;
      g_array_append_val (dots, dot);
      if (bridge > 0)
        g_array_append_val (bridges, bridge);
    }
  if (dots->len < QUIET_LEAST_PEOPLE || bridges->len < 2)
    return;
  most_dot = quantile (dots, QUIET_AUDIENCE);
  least_bridge = quantile (bridges, QUIET_BRIDGES);
  for (guint i = 0; i < self->n; i++)
    if (self->community[i] >= 0 && self->dot[i] <= most_dot && self->figures->bridge_reach[i] >= least_bridge)
      self->flags[i] |= KITH_PERSON_QUIET;
}

KithSnapshot *
kith_snapshot_new_empty (void)
{
  KithSnapshot *self = g_new0 (KithSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

void
kith_snapshot_finish (KithSnapshot *self)
{
  self->by_name = kith_search_rank (self->search, self->n);
  self->figures = kith_figures_new (self->graph, self->community, self->n_communities);
  feel_health (self);
  count_outsiders (self);
  choose_dots (self);
  mark_quiet (self);
}

static void
loading_clear (Loading *loading)
{
  g_clear_pointer (&loading->id, g_array_unref);
  g_clear_pointer (&loading->name, g_ptr_array_unref);
  g_clear_pointer (&loading->search, g_ptr_array_unref);
  g_clear_pointer (&loading->audience, g_array_unref);
  g_clear_pointer (&loading->stance, g_array_unref);
  g_clear_pointer (&loading->flags, g_array_unref);
  g_clear_pointer (&loading->tier, g_ptr_array_unref);
  g_clear_pointer (&loading->report_by, g_array_unref);
  g_clear_pointer (&loading->report_tone, g_array_unref);
  g_clear_pointer (&loading->community_index, g_hash_table_unref);
  kith_snapshot_unref (loading->self);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loading, loading_clear)

/* Takes the ties from @before where they are still the same: then the people are, too. */
static gboolean
load_ties (KithSnapshot *self, const KithSnapshot *before, KithStore *store, GCancellable *cancellable, GError **error)
{
  guint64 version = kith_store_get_ties_version (store);
  KithAssemblyCounts counts;

  self->answers = g_new0 (double, MAX (self->n, 1));
  if (before != NULL && version != 0 && before->ties_version == version && before->n == self->n)
    {
      self->graph = kith_graph_ref (before->graph);
      memcpy (self->answers, before->answers, self->n * sizeof *self->answers);
      self->n_events = before->n_events;
      self->n_left_out = before->n_left_out;
      self->ties_version = version;
      return TRUE;
    }
  self->graph = kith_assembly_graph (store, self->n, self->id, self->answers, &counts, cancellable, error);
  if (self->graph == NULL)
    return FALSE;
  self->n_events = counts.events;
  self->n_left_out = counts.left_out;
  self->ties_version = counts.from_tags ? 0 : version;
  return TRUE;
}

/* Takes the fields from @before where neither they nor the people have changed. */
static gboolean
load_fields (KithSnapshot *self, const KithSnapshot *before, KithStore *store, GCancellable *cancellable,
             GError **error)
{
  self->fields_version = kith_store_get_fields_version (store);
  if (before != NULL && self->fields_version != 0 && before->fields_version == self->fields_version
      && before->n == self->n && memcmp (before->id, self->id, self->n * sizeof *self->id) == 0)
    self->fields = kith_field_columns_ref (before->fields);
  else
    self->fields = kith_field_columns_load (store, self->n, self->id, cancellable, error);
  return self->fields != NULL;
}

static gboolean
load_all (Loading *loading, KithStore *store, const KithSnapshot *before, KithProgress *progress,
          GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = loading->self;
  gint64 analyzed;

  kith_progress_step (progress, _ ("Reading people"), 0);
  if (!load_people (loading, store, cancellable, error) || !load_ambassadors (self, store, error))
    return FALSE;
  kith_progress_step (progress, _ ("Reading ties"), .4);
  if (!load_ties (self, before, store, cancellable, error) || !load_told (loading, store, cancellable, error)
      || !load_fields (self, before, store, cancellable, error)
      || !load_communities (loading, store, cancellable, error) || !load_places (loading, store, cancellable, error))
    return FALSE;

  /* A pass over a small table ends before it looks. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  kith_progress_step (progress, _ ("Counting"), .9);
  self->wishes = kith_team_wishes_load (store);
  self->map_color = kith_setting_dup (store, KITH_SETTING_MAP_COLOR);
  self->map_size = kith_setting_dup (store, KITH_SETTING_MAP_SIZE);
  self->map_events = kith_setting_get_int (store, KITH_SETTING_MAP_EVENTS, 0) == 1;
  self->modularity = kith_setting_get_double (store, KITH_SETTING_MODULARITY, 0);
  analyzed = kith_setting_get_int (store, KITH_SETTING_ANALYZED, -1);
  self->analyzed = analyzed >= 0 && analyzed == kith_snapshot_get_extent (self);
  self->n_whole = self->n;
  kith_snapshot_finish (self);
  kith_progress_step (progress, NULL, 1);
  return TRUE;
}

KithSnapshot *
kith_snapshot_load (KithStore *store, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return kith_snapshot_load_again (store, NULL, progress, cancellable, error);
}

KithSnapshot *
kith_snapshot_load_again (KithStore *store, KithSnapshot *before, KithProgress *progress, GCancellable *cancellable,
                          GError **error)
{
  g_auto (Loading) loading = {
    .self = kith_snapshot_new_empty (),
    .id = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .name = g_ptr_array_new_with_free_func (g_free),
    .search = g_ptr_array_new_with_free_func (g_free),
    .audience = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .stance = g_array_new (FALSE, FALSE, sizeof (gint8)),
    .flags = g_array_new (FALSE, FALSE, sizeof (guint8)),
    .tier = g_ptr_array_new (),
    .report_by = g_array_new (FALSE, FALSE, sizeof (guint)),
    .report_tone = g_array_new (FALSE, FALSE, sizeof (gint8)),
  };
  gboolean loaded;

  if (!kith_store_begin_reading (store, error))
    return NULL;
  loaded = load_all (&loading, store, before, progress, cancellable, error);
  kith_store_end_reading (store);
  return loaded ? kith_snapshot_ref (loading.self) : NULL;
}

KithSnapshot *
kith_snapshot_ref (KithSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_snapshot_unref (KithSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_strfreev (self->name);
  g_strfreev (self->search);
  g_free (self->by_name);
  g_free (self->audience);
  g_free (self->dot);
  g_free (self->stance);
  g_free (self->flags);
  g_free (self->tier);
  g_free (self->told);
  g_free (self->report_by);
  g_free (self->report_tone);
  g_free (self->answers);
  g_free (self->health);
  g_clear_pointer (&self->graph, kith_graph_unref);
  g_clear_pointer (&self->fields, kith_field_columns_unref);
  g_free (self->community);
  for (guint c = 0; c < self->n_communities; c++)
    g_free (self->communities[c].name);
  g_free (self->communities);
  g_clear_pointer (&self->figures, kith_figures_free);
  g_free (self->confidence);
  g_clear_pointer (&self->wishes, kith_team_wishes_free);
  g_clear_pointer (&self->part, kith_part_unref);
  g_free (self->map_color);
  g_free (self->map_size);
  g_free (self->x);
  g_free (self->y);
  g_free (self);
}

gint64
kith_snapshot_get_extent (const KithSnapshot *self)
{
  return (gint64) self->n * 1000003 + self->graph->m;
}

int
kith_snapshot_find (const KithSnapshot *self, gint64 id)
{
  return kith_assembly_find (self->n, self->id, id);
}

int
kith_snapshot_find_community (const KithSnapshot *self, gint64 id)
{
  for (guint c = 0; c < self->n_communities; c++)
    if (self->communities[c].id == id)
      return (int) c;
  return -1;
}
