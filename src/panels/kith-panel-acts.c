/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-panel-acts.h"

#include "kith-tags.h"

#include <glib/gi18n-lib.h>

char *
kith_panel_dup_who (const KithSnapshot *snapshot, const gint64 *people, guint n)
{
  int person = n == 1 ? kith_snapshot_find (snapshot, people[0]) : -1;

  if (person >= 0)
    return g_strdup (snapshot->name[person]);
  return g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);
}

/* — Ambassadors — */

typedef struct
{
  gint64 *people;
  guint n;
  gboolean on;
  char *name; /* of a tag; NULL for the ambassador's */
} Tagging;

static void
tagging_free (gpointer data)
{
  Tagging *self = data;

  g_free (self->people);
  g_free (self->name);
  g_free (self);
}

static gboolean
tagging_write (KithStore *store, gpointer data, GError **error)
{
  Tagging *self = data;

  return self->on ? kith_ambassadors_tag (store, self->people, self->n, NULL, error)
                  : kith_ambassadors_untag (store, self->people, self->n, NULL, error);
}

void
kith_panel_tag_ambassadors (KithSession *session, const gint64 *people, guint n, gboolean on)
{
  g_autofree char *who = kith_panel_dup_who (kith_session_get_snapshot (session), people, n);
  g_autofree char *label = NULL;
  g_autofree char *toast = NULL;
  Tagging *tagging = g_new0 (Tagging, 1);

  tagging->people = g_memdup2 (people, n * sizeof *people);
  tagging->n = n;
  tagging->on = on;
  if (on)
    {
      /* Translators: an act, as in "Undo …"; %s is a name, or "14 people" */
      label = g_strdup_printf (_ ("Tag %s as Ambassador"), who);
      toast = g_strdup_printf (_ ("Tagged %s as ambassador"), who);
    }
  else
    {
      /* Translators: an act, as in "Undo …"; %s is a name, or "14 people" */
      label = g_strdup_printf (_ ("Untag %s as Ambassador"), who);
      toast = g_strdup_printf (_ ("%s no longer tagged as ambassador"), who);
    }
  kith_panel_write (session, label, toast, tagging_write, tagging, tagging_free, NULL, NULL);
}

static gboolean
tag_write (KithStore *store, gpointer data, GError **error)
{
  Tagging *self = data;
  gint64 tag;

  if (!kith_tag_put (store, self->name, &tag, error))
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    if (!kith_person_tag_add (store, self->people[i], tag, 0, NULL, error))
      return FALSE;
  return TRUE;
}

void
kith_panel_tag (KithSession *session, const gint64 *people, guint n, const char *name)
{
  g_autofree char *clean = g_strstrip (g_strdup (name));
  g_autofree char *who = kith_panel_dup_who (kith_session_get_snapshot (session), people, n);
  g_autofree char *label = NULL;
  g_autofree char *toast = NULL;
  Tagging *tagging;

  if (*clean == '\0' || n == 0)
    return;
  /* Translators: an act, as in "Undo …": a person's name or "14 people", and a tag */
  label = g_strdup_printf (_ ("Tag %s “%s”"), who, clean);
  toast = g_strdup_printf (_ ("Tagged %s “%s”"), who, clean);
  tagging = g_new0 (Tagging, 1);
  tagging->people = g_memdup2 (people, n * sizeof *people);
  tagging->n = n;
  tagging->name = g_steal_pointer (&clean);
  kith_panel_write (session, label, toast, tag_write, tagging, tagging_free, NULL, NULL);
}

/* — Campaigns — */

GArray *
kith_panel_may_be_asked (const KithSnapshot *snapshot, const gint64 *people, guint n, char **told)
{
  GArray *asked = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  guint left_out = 0;
  int first = -1;

  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (snapshot, people[i]);

      if (person < 0)
        continue;
      if ((snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) == 0)
        {
          g_array_append_val (asked, people[i]);
          continue;
        }
      if (left_out++ == 0)
        first = person;
    }

  if (told != NULL && left_out == 1)
    *told = g_strdup_printf (_ ("%s asked not to be contacted and was not added."), snapshot->name[first]);
  else if (told != NULL && left_out > 1)
    *told = g_strdup_printf (ngettext ("%'u person asked not to be contacted and was not added.",
                                       "%'u people asked not to be contacted and were not added.", left_out),
                             left_out);
  else if (told != NULL)
    *told = NULL;

  return asked;
}

typedef struct
{
  KithCampaign *campaign;
  gint64 *people;
  char **reasons;
  guint n;
  guint added;
  char *left_out; /* nullable */
  KithSession *session;
  gpointer owner;
  void (*done) (gpointer owner, gpointer campaign);
} Planning;

static void
planning_free (gpointer data)
{
  Planning *self = data;

  kith_campaign_free (self->campaign);
  g_strfreev (self->reasons);
  g_free (self->people);
  g_free (self->left_out);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
planning_write (KithStore *store, gpointer data, GError **error)
{
  Planning *self = data;

  if (self->campaign->id == 0 && !kith_campaign_add (store, self->campaign, error))
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    {
      KithInvitation invitation = {
        .campaign = self->campaign->id,
        .person = self->people[i],
        .reason = self->reasons[i],
        .channel = -1,
        .status = KITH_INVITATION_PLANNED,
      };
      gboolean added;

      if (!kith_invitation_add (store, &invitation, &added, error))
        return FALSE;
      self->added += added;
    }

  return TRUE;
}

static void
planning_done (gpointer owner, gpointer data)
{
  Planning *self = data;
  g_autofree char *toast = NULL;

  if (self->added > 0)
    /* Translators: the second %s is the name of a campaign */
    toast = g_strdup_printf (ngettext ("Added %'u person to “%s”", "Added %'u people to “%s”", self->added),
                             self->added, self->campaign->name);
  else if (self->n > 0)
    toast = g_strdup_printf (_ ("Everybody chosen is in “%s” already."), self->campaign->name);

  if (toast != NULL && self->left_out != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s. %s", toast, self->left_out);
      kith_session_tell (self->session, both, self->added > 0);
    }
  else if (toast != NULL || self->left_out != NULL)
    kith_session_tell (self->session, toast != NULL ? toast : self->left_out, self->added > 0);

  if (self->done != NULL)
    self->done (owner, self->campaign);
}

void
kith_panel_plan_campaign (KithSession *session, KithCampaign *campaign, const gint64 *people, guint n, gpointer owner,
                          void (*done) (gpointer owner, gpointer campaign))
{
  KithSnapshot *snapshot = kith_session_get_snapshot (session);
  Planning *planning = g_new0 (Planning, 1);
  g_autofree char *left_out = NULL;
  g_autoptr (GArray) asked = kith_panel_may_be_asked (snapshot, people, n, &left_out);
  g_autofree char *label = NULL;

  if (campaign->id == 0)
    /* Translators: an act, as in "Undo …"; %s is the name of a campaign */
    label = g_strdup_printf (_ ("Plan “%s”"), campaign->name);
  else
    /* Translators: an act, as in "Undo …"; %s is the name of a campaign */
    label = g_strdup_printf (_ ("Add People to “%s”"), campaign->name);

  planning->campaign = campaign;
  planning->n = asked->len;
  planning->people = g_memdup2 (asked->data, asked->len * sizeof (gint64));
  planning->reasons = g_new0 (char *, asked->len + 1);
  for (guint i = 0; i < asked->len; i++)
    planning->reasons[i] = kith_snapshot_dup_reason (snapshot, kith_snapshot_find (snapshot, planning->people[i]));
  planning->left_out = g_steal_pointer (&left_out);
  planning->session = g_object_ref (session);
  planning->done = done;
  kith_panel_write (session, label, NULL, planning_write, planning, planning_free, owner, planning_done);
}
