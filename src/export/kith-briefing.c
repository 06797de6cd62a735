/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-briefing.h"

#include "kith-analysis.h"
#include "kith-communities.h"
#include "kith-discretion.h"
#include "kith-reports.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

#define LATELY (92 * 24 * 60 * 60) /* three months, in seconds */

static void
community_free (KithBriefingCommunity *community)
{
  g_free (community->name);
  g_free (community->connectors);
  g_free (community);
}

static void
note_free (KithBriefingNote *note)
{
  g_free (note->head);
  g_free (note->words);
  g_free (note);
}

void
kith_briefing_free (KithBriefing *self)
{
  g_free (self->network);
  g_free (self->date);
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_free (self->marked);
  g_ptr_array_unref (self->communities);
  g_clear_pointer (&self->asks, kith_asks_free);
  g_free (self->biggest);
  g_free (self->reports_sentence);
  g_ptr_array_unref (self->reports);
  g_ptr_array_unref (self->campaigns);
  g_free (self->source);
  g_free (self);
}

static gboolean
may_be_named (const KithSnapshot *snapshot, guint i)
{
  return (snapshot->flags[i] & (KITH_PERSON_DO_NOT_CONTACT | KITH_PERSON_STUB | KITH_PERSON_DETRACTOR)) == 0
         && g_strcmp0 (snapshot->name[i], _ ("Unnamed person")) != 0;
}

static void
fill_figures (KithBriefing *self, const KithSnapshot *snapshot)
{
  self->people = snapshot->n;
  self->n_communities = snapshot->n_communities;
  self->unconnected = snapshot->unconnected;
  for (guint i = 0; i < snapshot->n; i++)
    {
      self->ambassadors += (snapshot->flags[i] & KITH_PERSON_AMBASSADOR) != 0;
      self->unnamed += (snapshot->flags[i] & KITH_PERSON_DO_NOT_CONTACT) != 0;
    }
}

/* The two of each community who do most to connect it with the others, -1 for none; 2 n_communities of them. */
static int *
find_connectors (const KithSnapshot *snapshot)
{
  const float *reach = snapshot->figures->bridge_reach;
  int *best = g_new (int, MAX (2 * snapshot->n_communities, 1));

  for (guint k = 0; k < 2 * snapshot->n_communities; k++)
    best[k] = -1;
  for (guint i = 0; i < snapshot->n; i++)
    {
      int *first = snapshot->community[i] >= 0 ? &best[2 * snapshot->community[i]] : NULL;

      if (first == NULL || snapshot->figures->outside_ties[i] == 0 || !may_be_named (snapshot, i))
        continue;
      if (first[0] < 0 || reach[i] > reach[first[0]])
        {
          first[1] = first[0];
          first[0] = (int) i;
        }
      else if (first[1] < 0 || reach[i] > reach[first[1]])
        first[1] = (int) i;
    }
  return best;
}

static char *
dup_connectors (const KithSnapshot *snapshot, const int *best)
{
  if (best[0] < 0)
    /* Translators: in place of the names of those who tie a community to the others */
    return g_strdup (_ ("Nobody yet"));
  return g_strjoin (", ", snapshot->name[best[0]], best[1] >= 0 ? snapshot->name[best[1]] : NULL, NULL);
}

/* Communities under names that may be told. @names: keeps the new ones */
static KithSnapshotCommunity *
rename_communities (const KithSnapshot *snapshot, GHashTable *hidden, GPtrArray *names)
{
  KithSnapshotCommunity *communities = g_memdup2 (snapshot->communities, snapshot->n_communities * sizeof *communities);

  for (guint c = 0; c < snapshot->n_communities; c++)
    {
      communities[c].name = kith_discretion_dup_community (hidden, snapshot, c);
      g_ptr_array_add (names, communities[c].name);
    }
  return communities;
}

static void
fill_communities (KithBriefing *self, const KithSnapshot *snapshot)
{
  g_autofree int *best = find_connectors (snapshot);

  for (guint c = 0; c < MIN (snapshot->n_communities, KITH_BRIEFING_MOST); c++)
    {
      KithBriefingCommunity *community = g_new0 (KithBriefingCommunity, 1);

      community->name = g_strdup (snapshot->communities[c].name);
      community->color = snapshot->communities[c].color;
      community->people = snapshot->communities[c].people;
      community->connectors = dup_connectors (snapshot, &best[2 * c]);
      g_ptr_array_add (self->communities, community);
    }
}

static void
fill_map (KithBriefing *self, const KithSnapshot *snapshot)
{
  KithMapSize size = kith_map_size_told (snapshot, kith_map_size_default (snapshot));
  KithPainterOptions options = { 0 };
  g_autofree char *note = kith_map_describe (snapshot, size, &options);

  self->density = options.density;
  self->size_title = kith_map_size_get_title (size);
  self->scene = kith_map_scene_new (snapshot, size);
  self->marked = g_new (guint, MAX (self->asks->asks->len, 1));
  for (guint k = 0; k < self->asks->asks->len; k++)
    {
      const KithAsk *ask = g_ptr_array_index (self->asks->asks, k);
      int index = kith_snapshot_find (snapshot, ask->id);

      if (index >= 0 && ask->held_back == KITH_HELD_BACK_NOT)
        self->marked[self->n_marked++] = (guint) index;
    }
}

/* — What people reported — */

static void
append (GString *text, const char *separator, char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", part);
  g_free (part);
}

/* Who said it, where that may be told: "Nea Nord", or "Somebody". */
static const char *
teller (const KithSnapshot *snapshot, const KithReport *report, GHashTable *hidden)
{
  int index = report->person > 0 ? kith_snapshot_find (snapshot, report->person) : -1;

  if (report->who == NULL || *report->who == '\0' || (index >= 0 && !may_be_named (snapshot, (guint) index))
      || kith_discretion_hides (hidden, report->who))
    return _ ("Somebody");
  return report->who;
}

static gboolean
fill_reports (KithBriefing *self, KithStore *store, const KithSnapshot *snapshot, GHashTable *hidden, GError **error)
{
  g_autoptr (GPtrArray) reports = kith_report_list (store, NULL, error);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 since = g_get_real_time () / G_USEC_PER_SEC - LATELY;
  guint kinds[KITH_N_REPORT_KINDS] = { 0 };
  guint recent = 0, good = 0, bad = 0;

  if (reports == NULL)
    return FALSE;
  self->n_reports = reports->len;
  for (guint k = 0; k < reports->len; k++)
    {
      const KithReport *report = g_ptr_array_index (reports, k);
      gint64 date = report->date != KITH_NO_DATE ? report->date : report->created;

      if (date >= since)
        {
          recent++;
          kinds[report->kind]++;
          good += report->tone > 0;
          bad += report->tone < 0;
        }
      if (k < KITH_BRIEFING_MOST)
        {
          KithBriefingNote *note = g_new0 (KithBriefingNote, 1);
          g_autofree char *day = kith_text_day (date);

          note->head = g_strjoin (" · ", teller (snapshot, report, hidden), kith_report_kind_get_title (report->kind),
                                  *day != '\0' ? day : NULL, NULL);
          note->words = g_strdup (report->what);
          g_ptr_array_add (self->reports, note);
        }
    }
  if (recent > 0)
    {
      append (text, "",
              g_strdup_printf (
                  ngettext ("%'u report in the last three months", "%'u reports in the last three months", recent),
                  recent));
      for (guint k = 0; k < KITH_N_REPORT_KINDS; k++)
        if (kinds[k] > 0)
          /* Translators: how something stands, and how many: "Agreed: 3" */
          append (text, " · ", g_strdup_printf (_ ("%s: %u"), kith_report_kind_get_title (k), kinds[k]));
      if (good > 0)
        append (text, " · ", g_strdup_printf (ngettext ("%'u good", "%'u good", good), good));
      if (bad > 0)
        append (text, " · ", g_strdup_printf (ngettext ("%'u bad", "%'u bad", bad), bad));
    }
  else if (reports->len > 0)
    g_string_assign (text, _ ("No reports in the last three months"));
  self->reports_sentence = g_string_free_and_steal (g_steal_pointer (&text));
  return TRUE;
}

/* — Campaigns — */

static gboolean
fill_campaigns (KithBriefing *self, KithStore *store, GError **error)
{
  g_autoptr (GPtrArray) campaigns = kith_campaign_list (store, error);

  if (campaigns == NULL)
    return FALSE;
  self->n_campaigns = campaigns->len;
  for (guint k = 0; k < MIN (campaigns->len, KITH_BRIEFING_MOST); k++)
    {
      const KithCampaign *campaign = g_ptr_array_index (campaigns, k);
      g_autoptr (GPtrArray) invitations = kith_invitation_list (store, campaign->id, error);
      guint counts[KITH_INVITATION_NO_ANSWER + 1] = { 0 };
      g_autoptr (GString) words = g_string_new (NULL);
      KithBriefingNote *note;

      if (invitations == NULL)
        return FALSE;
      for (guint i = 0; i < invitations->len; i++)
        counts[((const KithInvitation *) g_ptr_array_index (invitations, i))->status]++;
      for (guint status = 0; status < G_N_ELEMENTS (counts); status++)
        if (counts[status] > 0)
          append (words, " · ",
                  g_strdup_printf (_ ("%s: %u"), kith_invitation_status_get_title (status), counts[status]));
      if (invitations->len == 0)
        g_string_assign (words, _ ("Nobody is invited yet"));
      note = g_new0 (KithBriefingNote, 1);
      note->head = g_strdup (campaign->name);
      if (campaign->date != KITH_NO_DATE)
        append (words, " · ", kith_text_day (campaign->date));
      note->words = g_string_free_and_steal (g_steal_pointer (&words));
      g_ptr_array_add (self->campaigns, note);
    }
  return TRUE;
}

/* — — */

KithBriefing *
kith_briefing_new (KithStore *store, const KithSnapshot *snapshot, const KithTeam *team, GError **error)
{
  g_autoptr (KithBriefing) self = g_new0 (KithBriefing, 1);
  g_autoptr (GHashTable) hidden = kith_discretion_new (snapshot, FALSE);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree KithSnapshotCommunity *communities = rename_communities (snapshot, hidden, names);
  /* The network as this page may tell of it: everything else is the same. */
  KithSnapshot shown = *snapshot;

  shown.communities = communities;
  self->communities = g_ptr_array_new_with_free_func ((GDestroyNotify) community_free);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  self->campaigns = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  self->network = kith_store_dup_name (store);
  self->date = kith_text_today ();
  self->asks = kith_asks_of_team (store, &shown, team, NULL, error);
  if (self->asks == NULL || !fill_reports (self, store, &shown, hidden, error) || !fill_campaigns (self, store, error)
      || (self->source = kith_map_dup_source (store, error)) == NULL)
    return NULL;
  self->biggest = kith_analysis_dup_biggest_sentence (&shown, team);
  fill_figures (self, &shown);
  fill_communities (self, &shown);
  fill_map (self, &shown);
  return g_steal_pointer (&self);
}
