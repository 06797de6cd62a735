/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the store to communities and places and back: the line that both the window and kith-cli run. Each function is one act that can
 * be undone; JOINED ones are undone together with the act before them (an import and what followed from it). */

#pragma once

#include "kith-layout.h"
#include "kith-snapshot.h"
#include "kith-team.h"

G_BEGIN_DECLS

/**
 * kith_analysis_find_communities:
 * @resolution: 1 by default; <= 0 for the one kept in the network
 * @joined: undone together with the act before
 * @news: (nullable): a GPtrArray of char * with a free function, to which sentences on what changed are added
 *
 * Looks for communities, keeps names, colors and pinned ones (METHODS 4.10), names the new ones (4.9), draws the confidence, and stores it.
 */
gboolean kith_analysis_find_communities (KithStore *store, double resolution, gboolean joined, GPtrArray *news,
                                         KithProgress *progress, GCancellable *cancellable, GError **error);

/* Arranging the map: each of these is one act, "Arrange the Map" or the like, undone as a whole. */

/**
 * kith_analysis_place:
 *
 * Lays out the map, keeping old places where there are any and the engine is the same, and stores it.
 */
gboolean kith_analysis_place (KithStore *store, KithLayoutEngine engine, gboolean joined, guint *placed,
                              KithProgress *progress, GCancellable *cancellable, GError **error);

/**
 * kith_analysis_place_anew:
 *
 * Lays out the map as if nobody had a place yet, and stores it.
 */
gboolean kith_analysis_place_anew (KithStore *store, KithLayoutEngine engine, guint *placed, KithProgress *progress,
                                   GCancellable *cancellable, GError **error);

/**
 * kith_analysis_place_community:
 * @community: id of a community; %KITH_ERROR_NOT_FOUND where there is none of it
 *
 * Lays out one community anew and stores it; nobody else moves. %KITH_ERROR_INVALID where the map was not arranged yet.
 */
gboolean kith_analysis_place_community (KithStore *store, gint64 community, guint *placed, KithProgress *progress,
                                        GCancellable *cancellable, GError **error);

/**
 * kith_analysis_look_again:
 * @joined: undone together with the act before
 *
 * Communities, then places, as one act to undo.
 */
gboolean kith_analysis_look_again (KithStore *store, gboolean joined, GPtrArray *news, KithProgress *progress,
                                   GCancellable *cancellable, GError **error);

/**
 * kith_analysis_refresh:
 *
 * What has to follow an import: communities, then places, as acts joined to it. Does nothing for an empty network.
 */
gboolean kith_analysis_refresh (KithStore *store, GPtrArray *news, KithProgress *progress, GCancellable *cancellable,
                                GError **error);

/* Sentences on a team, translated. */

/* "These 12 people together touch all 9 communities and reach 504 people." */
char *kith_analysis_dup_team_sentence (const KithSnapshot *snapshot, const KithTeam *team);
/* "The 12 biggest dots reach 523 people, but only 4 of 9 communities." */
char *kith_analysis_dup_biggest_sentence (const KithSnapshot *snapshot, const KithTeam *team);
/* "Adds 11 people in Harbor Choir, 40 in all, and a second touchpoint for 23 people." */
char *kith_analysis_dup_adds (const KithSnapshot *snapshot, const KithTeamMember *member);
/* "If ‹name› declines, 31 people and Youth club are no longer reached; ‹name› could step in." */
char *kith_analysis_dup_drop_out (const KithSnapshot *snapshot, const KithTeam *team);

/**
 * kith_analysis_choose_team:
 * @wishes: of how many, wide or dense, and who is in or out by hand
 *
 * The team as it stands beside the map. Who must not be asked (kith_snapshot_excluded ()) is out, whatever is wished. As long as
 * kith_team_choose () takes.
 */
KithTeam *kith_analysis_choose_team (const KithSnapshot *snapshot, const KithTeamWishes *wishes, KithProgress *progress,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
