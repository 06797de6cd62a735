/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-campaigns.h"

#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>

void
kith_campaign_free (KithCampaign *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->objective);
  g_free (self);
}

void
kith_invitation_free (KithInvitation *self)
{
  if (self == NULL)
    return;
  g_free (self->sender);
  g_free (self->reason);
  g_free (self->notes);
  g_free (self);
}

const char *
kith_invitation_status_get_title (KithInvitationStatus status)
{
  switch (status)
    {
    case KITH_INVITATION_SENT:
      return _ ("Sent");
    case KITH_INVITATION_AGREED:
      return _ ("Agreed");
    case KITH_INVITATION_DECLINED:
      return _ ("Declined");
    case KITH_INVITATION_NO_ANSWER:
      return _ ("No Answer");
    case KITH_INVITATION_PLANNED:
    default:
      return _ ("Planned");
    }
}

static gboolean
check_name (const KithCampaign *campaign, GError **error)
{
  if (campaign->name != NULL && *campaign->name != '\0')
    return TRUE;
  g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("A campaign needs a name. Give it one."));
  return FALSE;
}

gboolean
kith_campaign_add (KithStore *store, KithCampaign *campaign, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO campaign (name, objective, date, created) VALUES (?1, ?2, ?3, ?4)", error);

  if (stmt == NULL || !check_name (campaign, error))
    return FALSE;
  campaign->created = kith_store_now ();
  kith_stmt_bind_text (stmt, 1, campaign->name);
  kith_stmt_bind_text (stmt, 2, campaign->objective);
  kith_stmt_bind_date (stmt, 3, campaign->date);
  kith_stmt_bind_int (stmt, 4, campaign->created);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  campaign->id = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_campaign_update (KithStore *store, const KithCampaign *campaign, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "UPDATE campaign SET name = ?2, objective = ?3, date = ?4 WHERE id = ?1"
                                               " AND (name <> ?2 OR objective IS NOT ?3 OR date IS NOT ?4)",
                                               error);

  if (stmt == NULL || !check_name (campaign, error))
    return FALSE;
  kith_stmt_bind_int (stmt, 1, campaign->id);
  kith_stmt_bind_text (stmt, 2, campaign->name);
  kith_stmt_bind_text (stmt, 3, campaign->objective);
  kith_stmt_bind_date (stmt, 4, campaign->date);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_campaign_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM campaign WHERE id = ?1", id, error);
}

#define CAMPAIGN_COLUMNS                                                                                               \
  "SELECT c.id, c.name, c.objective, c.date, c.created,"                                                               \
  " (SELECT count (*) FROM invitation WHERE campaign = c.id),"                                                         \
  " (SELECT count (*) FROM invitation WHERE campaign = c.id AND status = 2) FROM campaign c"

static gpointer
read_campaign (KithStmt *stmt)
{
  KithCampaign *campaign = g_new0 (KithCampaign, 1);

  campaign->id = kith_stmt_get_int (stmt, 0);
  campaign->name = g_strdup (kith_stmt_get_string (stmt, 1));
  campaign->objective = g_strdup (kith_stmt_get_text (stmt, 2));
  campaign->date = kith_stmt_get_date (stmt, 3);
  campaign->created = kith_stmt_get_int (stmt, 4);
  campaign->invitations = kith_stmt_get_int (stmt, 5);
  campaign->agreed = kith_stmt_get_int (stmt, 6);
  return campaign;
}

GPtrArray *
kith_campaign_list (KithStore *store, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, CAMPAIGN_COLUMNS " ORDER BY c.id DESC", error);

  return kith_store_list (stmt, read_campaign, (GDestroyNotify) kith_campaign_free, error);
}

KithCampaign *
kith_campaign_get (KithStore *store, gint64 id, GError **error)
{
  return kith_store_get_with (store, CAMPAIGN_COLUMNS " WHERE c.id = ?1", id, read_campaign,
                              _ ("This campaign is no longer in the network."), error);
}

/* --- invitations --- */

static void
bind_invitation (KithStmt *stmt, const KithInvitation *invitation)
{
  kith_stmt_bind_text (stmt, 3, invitation->sender);
  kith_stmt_bind_text (stmt, 4, invitation->reason);
  if (invitation->channel >= 0)
    kith_stmt_bind_int (stmt, 5, invitation->channel);
  kith_stmt_bind_int (stmt, 6, invitation->status);
  kith_stmt_bind_text (stmt, 7, invitation->notes);
  kith_stmt_bind_int (stmt, 8, kith_store_now ());
}

static gboolean
find_invitation (KithStore *store, KithInvitation *invitation, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT id FROM invitation WHERE campaign = ?1 AND person = ?2", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, invitation->campaign);
  kith_stmt_bind_int (stmt, 2, invitation->person);
  if (kith_stmt_step (stmt, error) < 0)
    return FALSE;
  invitation->id = kith_stmt_get_int (stmt, 0);
  return TRUE;
}

gboolean
kith_invitation_add (KithStore *store, KithInvitation *invitation, gboolean *added, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO invitation (campaign, person, sender, reason, channel, status, notes, changed)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (campaign, person) DO NOTHING",
                         error);
  gboolean is_new;

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, invitation->campaign);
  kith_stmt_bind_int (stmt, 2, invitation->person);
  bind_invitation (stmt, invitation);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  is_new = kith_store_get_changes (store) > 0;
  if (added != NULL)
    *added = is_new;
  if (!is_new)
    return find_invitation (store, invitation, error);
  invitation->id = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_invitation_update (KithStore *store, const KithInvitation *invitation, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "UPDATE invitation SET sender = ?3, reason = ?4, channel = ?5, status = ?6, notes = ?7, changed = ?8"
      " WHERE id = ?1 AND (sender IS NOT ?3 OR reason IS NOT ?4 OR channel IS NOT ?5 OR status <> ?6 OR notes IS NOT ?7)",
      error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, invitation->id);
  bind_invitation (stmt, invitation);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_invitation_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM invitation WHERE id = ?1", id, error);
}

#define INVITATION_COLUMNS                                                                                             \
  "SELECT id, campaign, person, sender, reason, channel, status, notes, changed FROM invitation"

static gpointer
read_invitation (KithStmt *stmt)
{
  KithInvitation *invitation = g_new0 (KithInvitation, 1);
  gint64 channel = kith_stmt_is_null (stmt, 5) ? -1 : kith_stmt_get_int (stmt, 5);
  gint64 status = kith_stmt_get_int (stmt, 6);

  invitation->id = kith_stmt_get_int (stmt, 0);
  invitation->campaign = kith_stmt_get_int (stmt, 1);
  invitation->person = kith_stmt_get_int (stmt, 2);
  invitation->sender = g_strdup (kith_stmt_get_text (stmt, 3));
  invitation->reason = g_strdup (kith_stmt_get_text (stmt, 4));
  invitation->channel = channel >= 0 && channel < KITH_N_CHANNELS ? channel : -1;
  invitation->status = CLAMP (status, KITH_INVITATION_PLANNED, KITH_INVITATION_NO_ANSWER);
  invitation->notes = g_strdup (kith_stmt_get_text (stmt, 7));
  invitation->changed = kith_stmt_get_int (stmt, 8);
  return invitation;
}

static GPtrArray *
list_invitations (KithStore *store, const char *sql, gint64 id, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, sql, error);

  if (stmt != NULL)
    kith_stmt_bind_int (stmt, 1, id);
  return kith_store_list (stmt, read_invitation, (GDestroyNotify) kith_invitation_free, error);
}

GPtrArray *
kith_invitation_list (KithStore *store, gint64 campaign, GError **error)
{
  return list_invitations (store, INVITATION_COLUMNS " WHERE campaign = ?1 ORDER BY id", campaign, error);
}

GPtrArray *
kith_invitations_of (KithStore *store, gint64 person, GError **error)
{
  return list_invitations (store, INVITATION_COLUMNS " WHERE person = ?1 ORDER BY id DESC", person, error);
}

KithInvitation *
kith_invitation_get (KithStore *store, gint64 id, GError **error)
{
  return kith_store_get_with (store, INVITATION_COLUMNS " WHERE id = ?1", id, read_invitation,
                              _ ("This invitation is no longer in the network."), error);
}
