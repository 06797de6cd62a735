/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-assembly.h"

#include "kith-events.h"
#include "kith-projection.h"
#include "kith-tags.h"
#include "kith-ties.h"

#include <math.h>

#define SECONDS_A_MONTH (365.25 * 24 * 3600 / 12)

/* Events and groups with more people than this say little about who knows whom … */
#define EVENT_CAP 200
#define GROUP_CAP 60
/* … but where too few people are tied by the smaller ones, larger ones count too, as long as the pairs stay within this bound and
 * they are no more than this share of all: a list of everybody is no circle. */
#define ENOUGH_TIED 0.8
#define MOST_PAIRS 2000000
#define STRETCH_STEP 1.25
#define LARGEST_SHARE 0.1
/* Nor is an event of more than half of all, or a group of more than a quarter, unless there are few people. */
#define FEW_PEOPLE 50

typedef struct
{
  double weight;      /* of one tie */
  double half_life;   /* in months, 0 for none */
  gboolean logarithm; /* of how often: log2 (1 + weight) */
  double most;        /* cap on the weight, 0 for none */
  gboolean counts;    /* a weight from the file multiplies */
} TieRule;

static const TieRule rules[] = {
  [KITH_TIE_OTHER] = { 1, 0, FALSE, 0, TRUE },      [KITH_TIE_STATED] = { 3, 0, FALSE, 0, TRUE },
  [KITH_TIE_REFERRED] = { 3, 0, FALSE, 0, FALSE },  [KITH_TIE_HOUSEHOLD] = { 2, 0, FALSE, 0, FALSE },
  [KITH_TIE_TOGETHER] = { 2, 24, FALSE, 0, TRUE },  [KITH_TIE_REPLY] = { 1, 12, TRUE, 0, TRUE },
  [KITH_TIE_REACTION] = { .25, 0, FALSE, 1, TRUE },
};
#define EVENT_HALF_LIFE 24

/* Who was once in the same hall with 80 others does not know them. People count as tied by events where what they shared, 1 / (people - 1)
 * for each event, comes to at least as much as meeting once in a circle of 12, or twice in one of 23. */
#define LEAST_SHARED (1.0 / 11)

typedef struct
{
  guint n;
  const gint64 *id;
  double *answers; /* nullable, n */
  KithTieList *ties;
  GArray *half_life; /* double, months; as long as ties */
  GArray *date;      /* gint64 */
  gint64 today, newest;

  GArray *event_id;   /* gint64, rising */
  GArray *event_kind; /* KithEventKind */
  GArray *event_date; /* gint64 */
  GArray *event_size; /* guint */
  GArray *person;     /* guint, by event */
  guint event;        /* index of the event being read */
} Assembly;

int
kith_assembly_find (guint n, const gint64 *id, gint64 wanted)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (id[middle] < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && id[low] == wanted ? (int) low : -1;
}

/* Dates beyond today are planned, or stand for "never ends" (9999-12-31): nothing is older for their sake. */
static void
take_date (gint64 date, gint64 today, gint64 *newest)
{
  if (date != KITH_NO_DATE && date <= today)
    *newest = MAX (*newest, date);
}

static double
decay (gint64 date, gint64 newest, double half_life)
{
  if (half_life <= 0 || date == KITH_NO_DATE || newest == KITH_NO_DATE || date >= newest)
    return 1;
  return MAX (exp2 (-((double) newest - (double) date) / SECONDS_A_MONTH / half_life), 1.0 / 1024);
}

static gboolean
take_tie (const KithTie *tie, gpointer data)
{
  Assembly *self = data;
  const TieRule *rule = &rules[(guint) tie->kind < G_N_ELEMENTS (rules) ? tie->kind : KITH_TIE_OTHER];
  int a = kith_assembly_find (self->n, self->id, tie->a);
  int b = kith_assembly_find (self->n, self->id, tie->b);
  double weight = rule->weight;

  if (a < 0 || b < 0 || tie->ended != KITH_NO_DATE)
    return TRUE;
  if (rule->counts)
    weight *= rule->logarithm ? log2 (1 + tie->weight) : tie->weight;
  if (rule->most > 0)
    weight = MIN (weight, rule->most);
  kith_tie_list_add (self->ties, a, b, weight);
  g_array_append_val (self->half_life, rule->half_life);
  g_array_append_val (self->date, tie->date);
  take_date (tie->date, self->today, &self->newest);
  if (self->answers != NULL && tie->kind == KITH_TIE_REPLY)
    {
      self->answers[a] += tie->weight;
      if (!tie->directed)
        self->answers[b] += tie->weight;
    }
  return TRUE;
}

static gboolean
take_event (const KithEvent *event, gpointer data)
{
  Assembly *self = data;
  guint none = 0;

  g_array_append_val (self->event_id, event->id);
  g_array_append_val (self->event_kind, event->kind);
  g_array_append_val (self->event_date, event->date);
  g_array_append_val (self->event_size, none);
  take_date (event->date, self->today, &self->newest);
  return TRUE;
}

static gboolean
take_attendance (gint64 event, gint64 person, gpointer data)
{
  Assembly *self = data;
  int index = kith_assembly_find (self->n, self->id, person);

  while (self->event < self->event_id->len && g_array_index (self->event_id, gint64, self->event) < event)
    self->event++;
  if (index < 0 || self->event == self->event_id->len)
    return TRUE;
  g_array_append_val (self->person, index);
  g_array_index (self->event_size, guint, self->event)++;
  return TRUE;
}

typedef struct
{
  gint64 tag, person;
} Tagged;

typedef struct
{
  GArray *pairs; /* Tagged */
  gint64 ambassador;
} Tagging;

static gboolean
take_tag (gint64 person, gint64 tag, const char *topics, gpointer data)
{
  Tagging *self = data;
  Tagged pair = { tag, person };

  if (tag != self->ambassador)
    g_array_append_val (self->pairs, pair);
  return TRUE;
}

/* Our own choice of ambassadors must not tie them to each other. */
static gboolean
find_ambassador_tag (KithStore *store, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) tags = kith_tag_list (store, error);

  for (guint t = 0; tags != NULL && t < tags->len; t++)
    {
      const KithTag *tag = tags->pdata[t];

      if (g_str_equal (tag->name, KITH_TAG_AMBASSADOR))
        *id = tag->id;
    }
  return tags != NULL;
}

static int
compare_tagged (gconstpointer a, gconstpointer b)
{
  const Tagged *x = a, *y = b;

  return x->tag != y->tag ? (x->tag > y->tag) - (x->tag < y->tag) : (x->person > y->person) - (x->person < y->person);
}

/* A tag says what somebody is or likes, not whom they know. But where nothing else is known, as in an export of a mailing list, it is
 * better than nothing. */
static gboolean
take_tags_for_groups (Assembly *self, KithStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) tagged = g_array_new (FALSE, FALSE, sizeof (Tagged));
  Tagging tagging = { tagged, 0 };

  if (!find_ambassador_tag (store, &tagging.ambassador, error)
      || !kith_person_tags_each (store, take_tag, &tagging, cancellable, error))
    return FALSE;
  g_array_sort (tagged, compare_tagged);
  g_array_set_size (self->event_id, 0);
  g_array_set_size (self->event_kind, 0);
  g_array_set_size (self->event_date, 0);
  g_array_set_size (self->event_size, 0);
  self->event = 0;
  for (guint k = 0; k < tagged->len; k++)
    {
      const Tagged *pair = &g_array_index (tagged, Tagged, k);

      if (k == 0 || pair[-1].tag != pair->tag)
        take_event (&(KithEvent) { .id = pair->tag, .kind = KITH_GROUP, .date = KITH_NO_DATE }, self);
      take_attendance (pair->tag, pair->person, self);
    }
  return TRUE;
}

/* How many people an event or group may have to count, its usual cap stretched by a factor. */
static guint
get_cap (KithEventKind kind, double stretch, guint attending)
{
  guint usual = kind == KITH_GROUP ? GROUP_CAP : EVENT_CAP;
  guint cap = MAX (usual, MIN (usual * stretch, LARGEST_SHARE * attending));

  return attending >= FEW_PEOPLE ? MIN (cap, attending / (kind == KITH_GROUP ? 4 : 2)) : cap;
}

/* Pairs that events within the caps make; marks in @tied whom they tie. */
static guint64
count_pairs (const Assembly *self, double stretch, guint attending, guint8 *tied)
{
  guint64 pairs = 0;
  guint start = 0;

  for (guint e = 0; e < self->event_size->len; e++)
    {
      guint size = g_array_index (self->event_size, guint, e);

      if (size > 1 && size <= get_cap (g_array_index (self->event_kind, KithEventKind, e), stretch, attending))
        {
          pairs += (guint64) size * (size - 1) / 2;
          for (guint k = start; k < start + size; k++)
            tied[g_array_index (self->person, guint, k)] = 1;
        }
      start += size;
    }
  return pairs;
}

/* Sets the caps by kind, raised step by step until enough people are tied. */
static void
choose_caps (const Assembly *self, guint *cap)
{
  g_autofree guint8 *tied = g_new0 (guint8, MAX (self->n, 1));
  g_autofree guint8 *seen = g_new0 (guint8, MAX (self->n, 1));
  guint attending = 0;
  double stretch = 1;

  for (guint k = 0; k < self->person->len; k++)
    {
      guint person = g_array_index (self->person, guint, k);

      attending += !seen[person];
      seen[person] = 1;
    }
  for (gsize k = 0; k < self->ties->a->len; k++)
    tied[g_array_index (self->ties->a, guint, k)] = tied[g_array_index (self->ties->b, guint, k)] = 1;

  for (double next = 1;; next *= STRETCH_STEP)
    {
      guint count = 0;

      if (count_pairs (self, next, attending, tied) > MOST_PAIRS && next > 1)
        break;
      stretch = next;
      for (guint i = 0; i < self->n; i++)
        count += tied[i] && seen[i];
      if (count >= ENOUGH_TIED * attending || EVENT_CAP * next > attending)
        break;
    }
  for (int kind = KITH_EVENT; kind <= KITH_GROUP; kind++)
    cap[kind] = get_cap (kind, stretch, attending);
}

/* The people of all events of one kind, event by event, and how much of each has faded. */
static void
gather (const Assembly *self, KithEventKind kind, GArray *offset, GArray *person, GArray *fading)
{
  guint start = 0, none = 0;

  g_array_append_val (offset, none);
  for (guint e = 0; e < self->event_size->len; e++)
    {
      guint size = g_array_index (self->event_size, guint, e);
      double factor = 1;

      if (g_array_index (self->event_kind, KithEventKind, e) == kind)
        {
          if (kind == KITH_EVENT)
            factor = decay (g_array_index (self->event_date, gint64, e), self->newest, EVENT_HALF_LIFE);
          if (size > 0)
            g_array_append_vals (person, &g_array_index (self->person, guint, start), size);
          g_array_append_val (offset, person->len);
          g_array_append_val (fading, factor);
        }
      start += size;
    }
}

static KithGraph *
share_events (guint n, const GArray *offset, const GArray *person, const double *fading, guint cap, GArray *left_out)
{
  g_autoptr (KithTieList) shared = kith_tie_list_new ();

  kith_projection_add (shared, offset->len - 1, (const guint *) offset->data, (const guint *) person->data, fading, cap,
                       left_out);
  return kith_graph_new (n, shared->a->len, (const guint *) shared->a->data, (const guint *) shared->b->data,
                         (const double *) shared->weight->data);
}

/* Adds to @ties those of @graph that are at least @least strong in @shared, which has the same ties. Returns: how many people they tie */
static guint
add_shared (KithTieList *ties, const KithGraph *graph, const KithGraph *shared, float least)
{
  guint tied = 0;

  for (guint i = 0; i < graph->n; i++)
    {
      gboolean any = FALSE;

      for (guint k = graph->offset[i]; k < graph->offset[i + 1]; k++)
        {
          if (shared->weight[k] < least)
            continue;
          any = TRUE;
          if (ties != NULL && i < graph->neighbor[k])
            kith_tie_list_add (ties, i, graph->neighbor[k], graph->weight[k]);
        }
      tied += any;
    }
  return tied;
}

static void
project_events (Assembly *self, guint cap, GArray *left_out)
{
  g_autoptr (GArray) offset = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) person = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) fading = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (KithGraph) faded = NULL;
  g_autoptr (KithGraph) shared = NULL;
  float least = LEAST_SHARED * (1 - 1e-6); /* weights are sums of rounded numbers */

  gather (self, KITH_EVENT, offset, person, fading);
  faded = share_events (self->n, offset, person, (const double *) fading->data, cap, left_out);
  shared = share_events (self->n, offset, person, NULL, cap, NULL);
  g_assert (faded->m == shared->m);
  /* Where most share less than that, as in a list of large clubs, anything has to do. */
  if (add_shared (NULL, faded, shared, least) < ENOUGH_TIED * add_shared (NULL, faded, shared, 0))
    least = 0;
  add_shared (self->ties, faded, shared, least);
}

static guint
project (Assembly *self)
{
  guint cap[KITH_GROUP + 1];
  g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (KithLeftOutEvent));
  g_autoptr (GArray) offset = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) person = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) fading = g_array_new (FALSE, FALSE, sizeof (double));

  choose_caps (self, cap);
  project_events (self, cap[KITH_EVENT], left_out);
  gather (self, KITH_GROUP, offset, person, fading);
  kith_projection_add (self->ties, fading->len, (const guint *) offset->data, (const guint *) person->data,
                       (const double *) fading->data, cap[KITH_GROUP], left_out);
  return left_out->len;
}

static void
assembly_clear (Assembly *self)
{
  kith_tie_list_free (self->ties);
  g_array_unref (self->half_life);
  g_array_unref (self->date);
  g_array_unref (self->event_id);
  g_array_unref (self->event_kind);
  g_array_unref (self->event_date);
  g_array_unref (self->event_size);
  g_array_unref (self->person);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Assembly, assembly_clear)

KithGraph *
kith_assembly_graph (KithStore *store, guint n, const gint64 *id, double *answers, KithAssemblyCounts *counts,
                     GCancellable *cancellable, GError **error)
{
  g_auto (Assembly) self = {
    .n = n,
    .id = id,
    .answers = answers,
    .ties = kith_tie_list_new (),
    .half_life = g_array_new (FALSE, FALSE, sizeof (double)),
    .date = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .today = g_get_real_time () / G_USEC_PER_SEC,
    .newest = KITH_NO_DATE,
    .event_id = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .event_kind = g_array_new (FALSE, FALSE, sizeof (KithEventKind)),
    .event_date = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .event_size = g_array_new (FALSE, FALSE, sizeof (guint)),
    .person = g_array_new (FALSE, FALSE, sizeof (guint)),
  };

  for (guint i = 0; answers != NULL && i < n; i++)
    answers[i] = 0;
  if (!kith_ties_each (store, take_tie, &self, cancellable, error)
      || !kith_events_each (store, take_event, &self, cancellable, error)
      || !kith_attendance_each (store, take_attendance, &self, cancellable, error))
    return NULL;
  *counts = (KithAssemblyCounts) { .from_tags = self.ties->a->len == 0 && self.person->len == 0 };
  if (counts->from_tags && !take_tags_for_groups (&self, store, cancellable, error))
    return NULL;

  for (guint k = 0; k < self.date->len; k++)
    g_array_index (self.ties->weight, double, k)
        *= decay (g_array_index (self.date, gint64, k), self.newest, g_array_index (self.half_life, double, k));

  for (guint e = 0; e < self.event_kind->len; e++)
    counts->events += g_array_index (self.event_kind, KithEventKind, e) == KITH_EVENT;
  counts->left_out = project (&self);
  return kith_graph_new (n, self.ties->a->len, (const guint *) self.ties->a->data, (const guint *) self.ties->b->data,
                         (const double *) self.ties->weight->data);
}
