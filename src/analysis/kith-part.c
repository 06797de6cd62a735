/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-part.h"

#include "kith-communities.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-keeping.h"
#include "kith-layout.h"
#include "kith-memberships.h"
#include "kith-names.h"
#include "kith-scene.h"
#include "kith-settings.h"
#include "kith-snapshot-private.h"
#include "kith-tags.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The list that a person's confidence is about, and how often it is drawn anew, as in all of the network. */
#define CONFIDENCE_LIST 20
#define CONFIDENCE_COPIES 20

/* — What is meant — */

KithPart *
kith_part_new (KithPartKind kind, gint64 id, const char *name)
{
  KithPart *self = g_new0 (KithPart, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->id = id;
  self->name = g_strdup (name);
  return self;
}

KithPart *
kith_part_new_people (const gint64 *people, guint n)
{
  KithPart *self = kith_part_new (KITH_PART_PEOPLE, 0, NULL);

  self->people = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  if (n > 0)
    g_array_append_vals (self->people, people, n);
  return self;
}

KithPart *
kith_part_ref (KithPart *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_part_unref (KithPart *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_clear_pointer (&self->people, g_array_unref);
  g_free (self);
}

char *
kith_part_dup_title (const KithPart *self)
{
  switch (self->kind)
    {
    case KITH_PART_TAG:
      /* Translators: as in "Showing 213 of 7,624 people: tag “Donor”" */
      return g_strdup_printf (_ ("tag “%s”"),
                              g_str_equal (self->name, KITH_TAG_AMBASSADOR) ? _ ("Ambassador") : self->name);
    case KITH_PART_EVENT:
      /* Translators: as in "Showing 213 of 7,624 people: event “Spring Fair”" */
      return g_strdup_printf (_ ("event “%s”"), self->name);
    case KITH_PART_GROUP:
      /* Translators: as in "Showing 213 of 7,624 people: group “Choir”" */
      return g_strdup_printf (_ ("group “%s”"), self->name);
    case KITH_PART_COMMUNITY:
      /* Translators: as in "Showing 213 of 7,624 people: community “Harbor Choir”" */
      return g_strdup_printf (_ ("community “%s”"), self->name);
    case KITH_PART_PEOPLE:
    default:
      /* Translators: as in "Showing 213 of 7,624 people: those chosen" */
      return g_strdup (_ ("those chosen"));
    }
}

void
kith_part_choice_free (KithPartChoice *self)
{
  kith_part_unref (self->part);
  g_free (self);
}

static gboolean
take_event_choice (const KithEvent *event, gpointer data)
{
  KithPartChoice *choice = g_new0 (KithPartChoice, 1);

  choice->part = kith_part_new (event->kind == KITH_GROUP ? KITH_PART_GROUP : KITH_PART_EVENT, event->id, event->name);
  choice->date = event->date;
  g_ptr_array_add (data, choice);
  return TRUE;
}

typedef struct
{
  GPtrArray *choices; /* events by rising id */
  guint at;
} Counting;

static gboolean
count_attendance (gint64 event, gint64 person, gpointer data)
{
  Counting *counting = data;

  while (counting->at < counting->choices->len
         && ((KithPartChoice *) counting->choices->pdata[counting->at])->part->id < event)
    counting->at++;
  if (counting->at < counting->choices->len)
    ((KithPartChoice *) counting->choices->pdata[counting->at])->people++;
  return TRUE;
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const KithPartChoice *x = *(const KithPartChoice *const *) a, *y = *(const KithPartChoice *const *) b;
  gboolean x_is_event = x->part->kind == KITH_PART_EVENT, y_is_event = y->part->kind == KITH_PART_EVENT;
  int by_name;

  /* Groups before events, these by name, and of one name the newest first. */
  if (x_is_event != y_is_event)
    return x_is_event - y_is_event;
  by_name = g_utf8_collate (x->part->name, y->part->name);
  return by_name != 0 ? by_name : (x->date < y->date) - (x->date > y->date);
}

GPtrArray *
kith_part_list (KithStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_part_choice_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) tags = kith_tag_list (store, error);
  Counting counting = { events, 0 };

  if (tags == NULL)
    return NULL;
  for (guint t = 0; t < tags->len; t++)
    {
      const KithTag *tag = tags->pdata[t];
      KithPartChoice *choice = g_new0 (KithPartChoice, 1);

      choice->part = kith_part_new (KITH_PART_TAG, tag->id, tag->name);
      choice->people = tag->people;
      choice->date = KITH_NO_DATE;
      g_ptr_array_add (list, choice);
    }
  if (!kith_events_each (store, take_event_choice, events, cancellable, error)
      || !kith_attendance_each (store, count_attendance, &counting, cancellable, error))
    {
      g_ptr_array_set_free_func (events, (GDestroyNotify) kith_part_choice_free);
      return NULL;
    }
  g_ptr_array_sort (events, compare_choices);
  for (guint e = 0; e < events->len; e++)
    g_ptr_array_add (list, events->pdata[e]);
  return g_steal_pointer (&list);
}

static KithPart *
find_community (KithStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) communities = kith_community_list (store, FALSE, error);
  g_autofree char *wanted = kith_text_fold (name);

  for (guint c = 0; communities != NULL && c < communities->len; c++)
    {
      const KithCommunity *community = communities->pdata[c];
      g_autofree char *folded = kith_text_fold (community->name);

      if (g_str_equal (folded, wanted))
        return kith_part_new (KITH_PART_COMMUNITY, community->id, community->name);
    }
  return NULL;
}

KithPart *
kith_part_parse (KithStore *store, const char *text, GError **error)
{
  static const char *const kinds[] = { "tag", "event", "group", "community" };
  const char *colon = strchr (text, ':');
  g_autofree char *wanted = kith_text_fold (colon != NULL ? colon + 1 : "");
  g_autoptr (GError) own_error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  KithPart *found = NULL;
  guint kind = 0;

  while (kind < G_N_ELEMENTS (kinds)
         && (colon == NULL || strlen (kinds[kind]) != (gsize) (colon - text)
             || g_ascii_strncasecmp (text, kinds[kind], strlen (kinds[kind])) != 0))
    kind++;
  if (kind == G_N_ELEMENTS (kinds) || *wanted == '\0')
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("“%s” is no part of a network; say tag:NAME, event:NAME, group:NAME or community:NAME."), text);
      return NULL;
    }
  if (kind == KITH_PART_COMMUNITY)
    found = find_community (store, colon + 1, &own_error);
  else
    {
      list = kith_part_list (store, NULL, &own_error);
      for (guint k = 0; list != NULL && found == NULL && k < list->len; k++)
        {
          const KithPartChoice *choice = list->pdata[k];
          g_autofree char *folded = kith_text_fold (choice->part->name);

          if (choice->part->kind == kind && g_str_equal (folded, wanted))
            found = kith_part_ref (choice->part);
        }
    }
  if (own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));
  else if (found == NULL)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, _ ("Nothing in this network is called “%s”."), text);
  return found;
}

/* — Who is meant — */

typedef struct
{
  const KithPart *part;
  const KithSnapshot *whole;
  guint8 *meant; /* of whole */
} Meaning;

static void
mean (Meaning *self, gint64 person)
{
  int i = kith_snapshot_find (self->whole, person);

  if (i >= 0)
    self->meant[i] = 1;
}

static gboolean
take_tagged (gint64 person, gint64 tag, const char *topics, gpointer data)
{
  Meaning *self = data;

  if (tag == self->part->id)
    mean (self, person);
  return TRUE;
}

static gboolean
take_attending (gint64 event, gint64 person, gpointer data)
{
  Meaning *self = data;

  if (event == self->part->id)
    mean (self, person);
  /* By rising event. */
  return event <= self->part->id;
}

static gboolean
find_people (Meaning *self, KithStore *store, GCancellable *cancellable, GError **error)
{
  const KithSnapshot *whole = self->whole;

  switch (self->part->kind)
    {
    case KITH_PART_TAG:
      return kith_person_tags_each (store, take_tagged, self, cancellable, error);
    case KITH_PART_EVENT:
    case KITH_PART_GROUP:
      return kith_attendance_each (store, take_attending, self, cancellable, error);
    case KITH_PART_COMMUNITY:
      for (guint i = 0; i < whole->n; i++)
        self->meant[i] = whole->community[i] >= 0 && whole->communities[whole->community[i]].id == self->part->id;
      return TRUE;
    case KITH_PART_PEOPLE:
    default:
      for (guint k = 0; k < self->part->people->len; k++)
        mean (self, g_array_index (self->part->people, gint64, k));
      return TRUE;
    }
}

/* — Their snapshot — */

typedef struct
{
  KithStore *store;
  const KithSnapshot *whole;
  const KithSnapshot *before; /* nullable */
  guint *from;                /* of each person of the part, the index in whole */
  int *in_whole;              /* of each person of whole, the index in the part; -1 for others */
  KithSnapshot *self;
} Making;

static void
take_people (Making *making)
{
  const KithSnapshot *whole = making->whole;
  KithSnapshot *self = making->self;
  guint n = self->n;

  self->id = g_new (gint64, MAX (n, 1));
  self->name = g_new0 (char *, n + 1);
  self->search = g_new0 (char *, n + 1);
  self->audience = g_new (gint64, MAX (n, 1));
  self->stance = g_new (gint8, MAX (n, 1));
  self->flags = g_new (guint8, MAX (n, 1));
  self->tier = g_new (const char *, n + 1);
  self->answers = g_new (double, MAX (n, 1));
  self->told = whole->told != NULL ? g_new (double, MAX (n, 1)) : NULL;
  for (guint i = 0; i < n; i++)
    {
      guint from = making->from[i];

      self->id[i] = whole->id[from];
      self->name[i] = g_strdup (whole->name[from]);
      self->search[i] = g_strdup (whole->search[from]);
      self->audience[i] = whole->audience[from];
      self->stance[i] = whole->stance[from];
      /* Who is quiet is to be seen among these, and places are not those that people are pinned to. */
      self->flags[i] = whole->flags[from] & ~(KITH_PERSON_QUIET | KITH_PERSON_PINNED);
      self->tier[i] = whole->tier[from];
      self->answers[i] = whole->answers[from];
      if (self->told != NULL)
        self->told[i] = whole->told[from];
    }
  self->fields = kith_field_columns_new_part (whole->fields, n, making->from);
  self->report_by = g_new (guint, MAX (whole->n_reports, 1));
  self->report_tone = g_new (gint8, MAX (whole->n_reports, 1));
  for (guint k = 0; k < whole->n_reports; k++)
    if (making->in_whole[whole->report_by[k]] >= 0)
      {
        self->report_by[self->n_reports] = (guint) making->in_whole[whole->report_by[k]];
        self->report_tone[self->n_reports++] = whole->report_tone[k];
      }
}

static void
take_ties (Making *making)
{
  const KithGraph *graph = making->whole->graph;
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) weight = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < making->self->n; i++)
    for (guint k = graph->offset[making->from[i]]; k < graph->offset[making->from[i] + 1]; k++)
      {
        int other = making->in_whole[graph->neighbor[k]];
        guint one = (guint) other;
        double w = graph->weight[k];

        if (other > (int) i)
          {
            g_array_append_val (a, i);
            g_array_append_val (b, one);
            g_array_append_val (weight, w);
          }
      }
  making->self->graph = kith_graph_new (making->self->n, a->len, (const guint *) a->data, (const guint *) b->data,
                                        (const double *) weight->data);
}

/* The communities that names and colors are kept from, for the people of the part. */
static int *
dup_old_communities (const Making *making, guint *n, const KithSnapshotCommunity **communities)
{
  const KithSnapshot *self = making->self;
  const KithSnapshot *old = making->before != NULL ? making->before : making->whole;
  int *community = g_new (int, MAX (self->n, 1));

  *n = old->n_communities;
  *communities = old->communities;
  for (guint i = 0; i < self->n; i++)
    {
      int was = old == making->whole ? (int) making->from[i] : kith_snapshot_find (old, self->id[i]);

      community[i] = was >= 0 ? old->community[was] : KITH_NOT_CONNECTED;
    }
  return community;
}

static gboolean
find_communities (Making *making, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = making->self;
  const KithSnapshotCommunity *old_communities;
  guint n_old;
  g_autofree int *old = dup_old_communities (making, &n_old, &old_communities);
  KithCommunitiesOptions options = {
    .resolution = kith_setting_get_double (making->store, KITH_SETTING_RESOLUTION, 1),
    .seed = kith_store_get_seed (making->store),
    .start = making->before != NULL ? old : NULL,
  };
  g_autofree int *kept = NULL;
  g_autofree int *palette = NULL;
  g_auto (GStrv) name = NULL;
  gint64 lowest = 0;

  self->community = g_new (int, MAX (self->n, 1));
  if (!kith_communities_find (self->graph, &options, self->community, &self->n_communities, &self->modularity, progress,
                              cancellable, error))
    return FALSE;
  kept = g_new (int, MAX (self->n_communities, 1));
  palette = g_new (int, MAX (self->n_communities, 1));
  name = g_new0 (char *, self->n_communities + 1);
  kith_keeping_match (self->n, old, n_old, self->community, self->n_communities, kept, NULL);
  for (guint c = 0; c < self->n_communities; c++)
    {
      palette[c] = kept[c] >= 0 ? (int) old_communities[kept[c]].palette : -1;
      name[c] = kept[c] >= 0 ? g_strdup (old_communities[kept[c]].name) : NULL;
    }
  if (!kith_names_find (making->store, self, self->community, self->n_communities, name, cancellable, error))
    return FALSE;
  kith_keeping_choose_colors (self->n_communities, palette, NULL, kith_palette_size ());

  self->communities = g_new0 (KithSnapshotCommunity, MAX (self->n_communities, 1));
  for (guint c = 0; making->before != NULL && c < n_old; c++)
    lowest = MIN (lowest, old_communities[c].id);
  for (guint c = 0; c < self->n_communities; c++)
    {
      KithSnapshotCommunity *own = &self->communities[c];

      own->id = making->before != NULL && kept[c] >= 0 ? old_communities[kept[c]].id : --lowest;
      own->name = g_steal_pointer (&name[c]);
      own->palette = (guint) palette[c];
      own->color = kept[c] >= 0 ? old_communities[kept[c]].color : kith_palette_color (own->palette, FALSE);
    }
  for (guint i = 0; i < self->n; i++)
    if (self->community[i] >= 0)
      self->communities[self->community[i]].people++;
  return TRUE;
}

static gboolean
find_confidence (Making *making, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = making->self;
  g_autofree guint8 *usable = g_new (guint8, MAX (self->n, 1));

  kith_snapshot_excluded (self, usable);
  for (guint i = 0; i < self->n; i++)
    usable[i] = !usable[i];
  self->confidence = g_new0 (guint8, MAX (self->n, 1));
  return kith_figures_confidence (self->graph, self->community, self->n_communities, usable, CONFIDENCE_LIST,
                                  CONFIDENCE_COPIES, kith_store_get_seed (making->store), self->confidence, progress,
                                  cancellable, error);
}

static gboolean
find_places (Making *making, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = making->self;
  g_autofree float *old_x = g_new (float, MAX (self->n, 1));
  g_autofree float *old_y = g_new (float, MAX (self->n, 1));
  KithLayoutOptions options = {
    .engine = KITH_LAYOUT_COMMUNITIES,
    .membership = self->community,
    .n_communities = self->n_communities,
    .seed = kith_store_get_seed (making->store),
  };

  if (making->before != NULL)
    {
      for (guint i = 0; i < self->n; i++)
        {
          int was = kith_snapshot_find (making->before, self->id[i]);

          old_x[i] = was >= 0 ? making->before->x[was] : NAN;
          old_y[i] = was >= 0 ? making->before->y[was] : NAN;
        }
      options.old_x = old_x;
      options.old_y = old_y;
    }
  return kith_layout_run (self->graph, &options, self->x, self->y, progress, cancellable, error);
}

static gboolean
same_graph (const KithGraph *a, const KithGraph *b)
{
  return a->n == b->n && a->m == b->m && memcmp (a->offset, b->offset, (a->n + 1) * sizeof *a->offset) == 0
         && memcmp (a->neighbor, b->neighbor, 2 * (gsize) a->m * sizeof *a->neighbor) == 0
         && memcmp (a->weight, b->weight, 2 * (gsize) a->m * sizeof *a->weight) == 0;
}

/* The same people with the same ties as before: so are their communities and places. */
static gboolean
take_before (Making *making)
{
  KithSnapshot *self = making->self;
  const KithSnapshot *before = making->before;

  if (before == NULL || before->n != self->n || memcmp (before->id, self->id, self->n * sizeof *self->id) != 0
      || !same_graph (before->graph, self->graph))
    return FALSE;
  self->community = g_memdup2 (before->community, self->n * sizeof *self->community);
  self->n_communities = before->n_communities;
  self->communities = g_memdup2 (before->communities, MAX (self->n_communities, 1) * sizeof *self->communities);
  for (guint c = 0; c < self->n_communities; c++)
    {
      self->communities[c].name = g_strdup (before->communities[c].name);
      self->communities[c].outsiders = 0;
    }
  self->modularity = before->modularity;
  self->confidence = g_memdup2 (before->confidence, self->n);
  memcpy (self->x, before->x, self->n * sizeof *self->x);
  memcpy (self->y, before->y, self->n * sizeof *self->y);
  return TRUE;
}

static gboolean
make (Making *making, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithSnapshot *self = making->self;
  const KithSnapshot *whole = making->whole;

  take_people (making);
  take_ties (making);
  self->x = g_new (float, MAX (self->n, 1));
  self->y = g_new (float, MAX (self->n, 1));
  if (!take_before (making))
    {
      kith_progress_part (progress, .1, .5);
      if (!find_communities (making, progress, cancellable, error))
        return FALSE;
      kith_progress_part (progress, .5, .6);
      if (!find_confidence (making, progress, cancellable, error))
        return FALSE;
      kith_progress_part (progress, .6, 1);
      if (!find_places (making, progress, cancellable, error))
        return FALSE;
    }
  self->n_placed = self->n;
  self->wishes = kith_team_wishes_copy (whole->wishes);
  self->map_color = g_strdup (whole->map_color);
  self->map_size = g_strdup (whole->map_size);
  self->map_events = whole->map_events;
  self->analyzed = TRUE;
  self->n_events = whole->n_events;
  self->n_left_out = whole->n_left_out;
  self->n_whole = whole->n;
  kith_snapshot_finish (self);
  return TRUE;
}

KithSnapshot *
kith_snapshot_new_part (KithStore *store, const KithSnapshot *whole, KithPart *part, const KithSnapshot *before,
                        KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *meant = g_new0 (guint8, MAX (whole->n, 1));
  g_autofree guint *from = g_new (guint, MAX (whole->n, 1));
  g_autofree int *in_whole = g_new (int, MAX (whole->n, 1));
  g_autoptr (KithSnapshot) self = NULL;
  Meaning meaning = { part, whole, meant };
  Making making = { store, whole, before, from, in_whole };
  guint n = 0;

  if (!find_people (&meaning, store, cancellable, error))
    return NULL;
  for (guint i = 0; i < whole->n; i++)
    {
      in_whole[i] = meant[i] ? (int) n : -1;
      if (meant[i])
        from[n++] = i;
    }
  if (n == 0)
    {
      g_autofree char *title = kith_part_dup_title (part);

      /* Translators: %s is “tag ‘Donor’” or the like */
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, _ ("There is nobody to show: %s."), title);
      return NULL;
    }
  self = kith_snapshot_new_empty ();
  self->n = n;
  self->part = kith_part_ref (part);
  making.self = self;
  return make (&making, progress, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
