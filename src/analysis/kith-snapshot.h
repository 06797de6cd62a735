/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A network as it is now, in arrays: people 0…n-1 in rising order of their id, who is tied to whom, the communities, the figures, the
 * places. Loaded once, immutable, shared by reference between threads; an edit makes a new one. Everything that shows, draws, sorts
 * or chooses reads this and never the store. */

#pragma once

#include "kith-field-columns.h"
#include "kith-figures.h"
#include "kith-graph.h"
#include "kith-health.h"
#include "kith-progress.h"
#include "kith-store.h"
#include "kith-team-wishes.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_PERSON_STUB = 1 << 0, /* known by hearsay only */
  KITH_PERSON_DO_NOT_CONTACT = 1 << 1,
  KITH_PERSON_AMBASSADOR = 1 << 2, /* tagged so */
  KITH_PERSON_DETRACTOR = 1 << 3,  /* stance -2 */
  KITH_PERSON_QUIET = 1 << 4,      /* quiet connector: low audience, high bridge reach */
  KITH_PERSON_PINNED = 1 << 5,     /* stays at this place on the map */
} KithPersonFlags;

typedef struct
{
  gint64 id;
  char *name;
  guint32 color; /* 0xRRGGBB for light ground */
  guint palette; /* index in the palette, for the dark twin */
  guint people;
  guint outsiders; /* people of other communities with a tie into it */
  gboolean pinned;
} KithSnapshotCommunity;

typedef struct _KithPart KithPart;

typedef struct
{
  gatomicrefcount ref_count;

  guint n;
  gint64 *id;     /* n, rising */
  char **name;    /* n + 1, NULL-terminated; never NULL inside; "Unnamed person" where there is none */
  char **search;  /* n, folded name, e-mails and organization, for search as you type */
  guint *by_name; /* n, the place of each in the order of these */
  gint64 *dot; /* n, what makes a dot big: audience where it is known for at least a fifth of the people, else ties */
  gint64 *audience;  /* n, -1 for unknown */
  gint8 *stance;     /* n, -2…2, 0 for unknown */
  guint8 *flags;     /* n, KithPersonFlags */
  const char **tier; /* n, interned; "" for none */

  KithFieldColumns
      *fields; /* fields of one's own, and what people have in them; NULL only where it is not of a store */

  double *told; /* nullable: n, answers given, reports and topics spoken about; NULL where nobody has told anything */
  guint n_reports;
  guint *report_by;   /* n_reports, index of a person, rising */
  gint8 *report_tone; /* n_reports, -2…2 */

  KithGraph *graph;
  double *answers;     /* n, of which told is made; goes with the ties */
  int *community;      /* n, index into communities, KITH_NOT_CONNECTED */
  guint n_communities; /* living ones, by falling size */
  KithSnapshotCommunity *communities;
  double modularity; /* 0 before the first analysis */
  gboolean analyzed; /* communities were looked for since people came in */
  KithFigures *figures;
  KithHealth *health; /* n_communities, by the tone of what their people report */
  guint8 *confidence; /* n, in how many of 20 copies the person is among the top; NULL where not drawn */

  KithTeamWishes *wishes; /* of the team */
  char *map_color;        /* nullable: what colors and sizes on the map tell, where people chose */
  char *map_size;
  gboolean map_events; /* people chose to see squares for what they have in common */

  float *x, *y; /* n, NAN for no place yet */
  guint n_placed;

  gboolean dot_is_audience;
  guint n_events;
  guint n_left_out;       /* events and groups with too many people to tell who knows whom */
  guint64 ties_version;   /* of the store when the ties were read; 0 where they must be read again each time */
  guint64 fields_version; /* the same of fields of one's own */
  guint unconnected;      /* people without a community */

  KithPart *
      part; /* nullable: what these are of a network (kith-part.h); then community ids are below 0, and places are not the store's */
  guint n_whole; /* people of the whole network */
} KithSnapshot;

/**
 * kith_snapshot_load:
 *
 * Reads the store in a few passes, projects shared events and groups, computes figures. No writing. O(people + ties + pairs).
 */
KithSnapshot *kith_snapshot_load (KithStore *store, KithProgress *progress, GCancellable *cancellable, GError **error);

/**
 * kith_snapshot_load_again:
 * @before: (nullable): what was loaded from the same open store before
 *
 * The same as kith_snapshot_load (), but takes the ties, and the fields of one's own, from @before where they have not changed since, which
 * makes it several times cheaper: reading and projecting them is most of the work.
 */
KithSnapshot *kith_snapshot_load_again (KithStore *store, KithSnapshot *before, KithProgress *progress,
                                        GCancellable *cancellable, GError **error);
KithSnapshot *kith_snapshot_ref (KithSnapshot *self);
void kith_snapshot_unref (KithSnapshot *self);

/* A number for how much there is to look at: communities are out of date where it differs from KITH_SETTING_ANALYZED. */
gint64 kith_snapshot_get_extent (const KithSnapshot *self);

/* Index of a person by id; -1 for none. O(log n) */
int kith_snapshot_find (const KithSnapshot *self, gint64 id);
/* Index of a community by id; -1 for none. O(n_communities) */
int kith_snapshot_find_community (const KithSnapshot *self, gint64 id);

/**
 * kith_snapshot_dup_reason:
 *
 * Why this person connects communities, in one sentence: "Knows 14 people in 4 other communities, among them Harbour Choir, which only
 * two others reach." For people who connect none: what they do connect. Translated.
 */
char *kith_snapshot_dup_reason (const KithSnapshot *self, guint person);

/* "23 ties, 14 outside, in 4 communities": the figures in a few words, for reading out. Translated. */
char *kith_snapshot_dup_figures (const KithSnapshot *self, guint person);

/* "In the list in 17 of 20 copies of the network with a fifth of its ties left out." or NULL. Translated. */
char *kith_snapshot_dup_confidence (const KithSnapshot *self, guint person);

/**
 * kith_snapshot_excluded:
 * @excluded: (out caller-allocates): n; 1 for people who must not be asked: do not contact, stubs, detractors
 */
void kith_snapshot_excluded (const KithSnapshot *self, guint8 *excluded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithSnapshot, kith_snapshot_unref)

G_END_DECLS
