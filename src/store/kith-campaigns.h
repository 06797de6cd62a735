/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Campaigns: one effort with an objective and a date; and its invitations: one ask to one person by one sender. */

#pragma once

#include "kith-people.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *name;      /* not NULL */
  char *objective; /* NULL */
  gint64 date;
  gint64 created;            /* the store sets it */
  guint invitations, agreed; /* counted when read */
} KithCampaign;

typedef enum
{
  KITH_INVITATION_PLANNED,
  KITH_INVITATION_SENT,
  KITH_INVITATION_AGREED,
  KITH_INVITATION_DECLINED,
  KITH_INVITATION_NO_ANSWER,
} KithInvitationStatus;

typedef struct
{
  gint64 id;
  gint64 campaign;
  gint64 person;
  char *sender; /* who asks; NULL while undecided */
  char *reason; /* why this person, a sentence */
  int channel;  /* KithChannel, -1 while undecided */
  KithInvitationStatus status;
  char *notes;
  gint64 changed; /* the store sets it */
} KithInvitation;

void kith_campaign_free (KithCampaign *self);
void kith_invitation_free (KithInvitation *self);

/* "Agreed", translated. */
const char *kith_invitation_status_get_title (KithInvitationStatus status);

/* Writing: within an act. */
gboolean kith_campaign_add (KithStore *store, KithCampaign *campaign, GError **error);
gboolean kith_campaign_update (KithStore *store, const KithCampaign *campaign, GError **error);
gboolean kith_campaign_remove (KithStore *store, gint64 id, GError **error);

/* @added: (out) (optional): FALSE where this person is in the campaign already; then nothing is written, and the id is that one's */
gboolean kith_invitation_add (KithStore *store, KithInvitation *invitation, gboolean *added, GError **error);
gboolean kith_invitation_update (KithStore *store, const KithInvitation *invitation, GError **error);
gboolean kith_invitation_remove (KithStore *store, gint64 id, GError **error);

/* (element-type KithCampaign) newest first */
GPtrArray *kith_campaign_list (KithStore *store, GError **error);
KithCampaign *kith_campaign_get (KithStore *store, gint64 id, GError **error);

/* (element-type KithInvitation) of a campaign, in the order they were added */
GPtrArray *kith_invitation_list (KithStore *store, gint64 campaign, GError **error);

/* (element-type KithInvitation) of a person, newest first */
GPtrArray *kith_invitations_of (KithStore *store, gint64 person, GError **error);
KithInvitation *kith_invitation_get (KithStore *store, gint64 id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCampaign, kith_campaign_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithInvitation, kith_invitation_free)

G_END_DECLS
