/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-asks.h"

#include "kith-analysis.h"
#include "kith-error.h"

#include <glib/gi18n-lib.h>

static void
ask_free (KithAsk *ask)
{
  g_free (ask->name);
  g_free (ask->given);
  g_free (ask->family);
  g_free (ask->organization);
  g_free (ask->community);
  g_free (ask->reason);
  g_free (ask->adds);
  g_free (ask->sender);
  g_free (ask->notes);
  g_free (ask->email);
  g_free (ask->phone);
  g_free (ask->handle);
  g_free (ask->post);
  g_free (ask);
}

void
kith_asks_free (KithAsks *self)
{
  g_free (self->network);
  g_free (self->title);
  g_free (self->objective);
  g_free (self->sentence);
  g_ptr_array_unref (self->asks);
  g_free (self);
}

const char *
kith_held_back_get_name (KithHeldBack reason)
{
  static const char *const names[] = { "", "do-not-contact", "hearsay", "refused" };

  return names[reason];
}

char *
kith_held_back_dup_words (KithHeldBack reason, guint count)
{
  switch (reason)
    {
    case KITH_HELD_BACK_DO_NOT_CONTACT:
      return g_strdup_printf (ngettext ("%'u asked not to be contacted", "%'u asked not to be contacted", count),
                              count);
    case KITH_HELD_BACK_HEARSAY:
      return g_strdup_printf (ngettext ("%'u is known by hearsay only", "%'u are known by hearsay only", count), count);
    case KITH_HELD_BACK_REFUSED:
      return g_strdup_printf (ngettext ("%'u does not want to be written to or called that way",
                                        "%'u do not want to be written to or called that way", count),
                              count);
    case KITH_HELD_BACK_NOT:
    case KITH_N_HELD_BACK:
    default:
      return g_strdup ("");
    }
}

char *
kith_held_back_dup_list (const guint *counts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (guint k = KITH_HELD_BACK_NOT + 1; k < KITH_N_HELD_BACK; k++)
    if (counts[k] > 0)
      g_strv_builder_take (builder, kith_held_back_dup_words (k, counts[k]));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (", ", parts);
}

char *
kith_asks_dup_held_back (const KithAsks *self)
{
  g_autofree char *reasons = kith_held_back_dup_list (self->held_back);
  guint people = 0;

  for (guint k = 0; k < KITH_N_HELD_BACK; k++)
    people += self->held_back[k];
  if (people == 0)
    return g_strdup ("");
  return g_strdup_printf (
      /* Translators: the list of reasons follows: "2 people are not on this sheet: 2 asked not to be contacted." */
      ngettext ("%'u person is not on this sheet: %s.", "%'u people are not on this sheet: %s.", people), people,
      reasons);
}

guint
kith_asks_count (const KithAsks *self)
{
  guint n = 0;

  for (guint k = 0; k < self->asks->len; k++)
    n += ((const KithAsk *) g_ptr_array_index (self->asks, k))->held_back == KITH_HELD_BACK_NOT;
  return n;
}

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/* The channels a kind of contact serves; KITH_N_CHANNELS ends the list. Handles and pages go with no consent of their own. */
static const KithChannel *
channels_of (KithContactKind kind)
{
  static const KithChannel email[] = { KITH_CHANNEL_EMAIL, KITH_N_CHANNELS };
  static const KithChannel phone[] = { KITH_CHANNEL_PHONE, KITH_CHANNEL_SMS, KITH_N_CHANNELS };
  static const KithChannel post[] = { KITH_CHANNEL_POST, KITH_N_CHANNELS };
  static const KithChannel none[] = { KITH_N_CHANNELS };

  switch (kind)
    {
    case KITH_CONTACT_EMAIL:
      return email;
    case KITH_CONTACT_PHONE:
      return phone;
    case KITH_CONTACT_POST:
      return post;
    case KITH_CONTACT_HANDLE:
    case KITH_CONTACT_URL:
    default:
      return none;
    }
}

/* A way of contact may be used unless everything it is for was refused. */
static gboolean
may_use (KithContactKind kind, const KithConsentState *states)
{
  const KithChannel *channel = channels_of (kind);

  if (*channel == KITH_N_CHANNELS)
    return TRUE;
  for (; *channel != KITH_N_CHANNELS; channel++)
    if (states[*channel] != KITH_CONSENT_REFUSED)
      return TRUE;
  return FALSE;
}

static void
take_contact (KithAsk *ask, const KithContact *contact)
{
  char **slot = contact->kind == KITH_CONTACT_EMAIL    ? &ask->email
                : contact->kind == KITH_CONTACT_PHONE  ? &ask->phone
                : contact->kind == KITH_CONTACT_HANDLE ? &ask->handle
                : contact->kind == KITH_CONTACT_POST   ? &ask->post
                                                       : NULL;

  /* The first of a kind is the oldest known and the one meant. */
  if (slot != NULL && *slot == NULL)
    *slot = g_strdup (contact->value);
}

static gboolean
fill_contacts (KithStore *store, KithAsk *ask, gboolean do_not_contact, gboolean stub, GError **error)
{
  KithConsentState states[KITH_N_CHANNELS] = { 0 };
  g_autoptr (GPtrArray) contacts = kith_person_get_contacts (store, ask->id, error);
  guint refused = 0;

  if (contacts == NULL || !kith_person_get_consents (store, ask->id, states, error))
    return FALSE;
  if (do_not_contact)
    ask->held_back = KITH_HELD_BACK_DO_NOT_CONTACT;
  else if (stub)
    ask->held_back = KITH_HELD_BACK_HEARSAY;
  else if (ask->channel >= 0 && ask->channel < KITH_N_CHANNELS && states[ask->channel] == KITH_CONSENT_REFUSED)
    ask->held_back = KITH_HELD_BACK_REFUSED;

  for (guint k = 0; k < contacts->len && ask->held_back == KITH_HELD_BACK_NOT; k++)
    {
      const KithContact *contact = g_ptr_array_index (contacts, k);

      if (may_use (contact->kind, states))
        take_contact (ask, contact);
      else
        refused++;
    }
  /* Somebody without any address can be spoken to; somebody who refused all of them has said what they want. */
  if (refused > 0 && ask->email == NULL && ask->phone == NULL && ask->handle == NULL && ask->post == NULL)
    ask->held_back = KITH_HELD_BACK_REFUSED;

  ask->email = ask->email != NULL ? ask->email : g_strdup ("");
  ask->phone = ask->phone != NULL ? ask->phone : g_strdup ("");
  ask->handle = ask->handle != NULL ? ask->handle : g_strdup ("");
  ask->post = ask->post != NULL ? ask->post : g_strdup ("");
  return TRUE;
}

/* @index: of the person in the snapshot, -1 where it is older than the person */
static KithAsk *
ask_new (KithStore *store, const KithSnapshot *snapshot, gint64 id, int index, int channel, GError **error)
{
  g_autoptr (KithPerson) person = kith_person_get (store, id, error);
  KithAsk *ask;
  int community = index >= 0 ? snapshot->community[index] : -1;

  if (person == NULL)
    return NULL;
  ask = g_new0 (KithAsk, 1);
  ask->id = id;
  ask->name = g_strdup (person->name != NULL ? person->name : _ ("Unnamed person"));
  ask->given = dup_text (person->given);
  ask->family = dup_text (person->family);
  ask->organization = dup_text (person->organization);
  ask->community = g_strdup (community >= 0 ? snapshot->communities[community].name : "");
  ask->color = community >= 0 ? snapshot->communities[community].color : 0xa3a3a8;
  ask->channel = channel;
  if (!fill_contacts (store, ask, person->do_not_contact, person->stub, error))
    {
      ask_free (ask);
      return NULL;
    }
  return ask;
}

static KithAsks *
asks_new (KithStore *store)
{
  KithAsks *self = g_new0 (KithAsks, 1);

  self->network = kith_store_dup_name (store);
  self->date = KITH_NO_DATE;
  self->asks = g_ptr_array_new_with_free_func ((GDestroyNotify) ask_free);
  return self;
}

static void
count_held_back (KithAsks *self)
{
  for (guint k = 0; k < self->asks->len; k++)
    self->held_back[((const KithAsk *) g_ptr_array_index (self->asks, k))->held_back]++;
  self->held_back[KITH_HELD_BACK_NOT] = 0;
}

/* What each of the people asked adds, in the order of the list; those held back add nothing. */
static gboolean
fill_adds (KithAsks *self, const KithSnapshot *snapshot, GError **error)
{
  g_autofree guint *people = g_new (guint, MAX (self->asks->len, 1));
  g_autofree KithAsk **asked = g_new (KithAsk *, MAX (self->asks->len, 1));
  KithTeamOptions options = { .wide = 1 };
  g_autoptr (KithTeam) team = NULL;

  for (guint k = 0; k < self->asks->len; k++)
    {
      KithAsk *ask = g_ptr_array_index (self->asks, k);
      int index = kith_snapshot_find (snapshot, ask->id);

      if (index < 0 || ask->held_back != KITH_HELD_BACK_NOT)
        continue;
      asked[options.n_fixed] = ask;
      people[options.n_fixed++] = (guint) index;
    }
  if (options.n_fixed == 0 || snapshot->n_communities == 0)
    return TRUE;
  options.fixed = people;
  options.size = options.n_fixed;
  team = kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot, &options, NULL,
                           NULL, error);
  if (team == NULL)
    return FALSE;
  for (guint k = 0; k < team->n_members; k++)
    for (guint j = 0; j < options.n_fixed; j++)
      if (people[j] == team->members[k].person && asked[j]->adds == NULL)
        {
          asked[j]->adds = kith_analysis_dup_adds (snapshot, &team->members[k]);
          break;
        }
  self->sentence = kith_analysis_dup_team_sentence (snapshot, team);
  return TRUE;
}

static void
fill_rest (KithAsks *self)
{
  for (guint k = 0; k < self->asks->len; k++)
    {
      KithAsk *ask = g_ptr_array_index (self->asks, k);

      if (ask->adds == NULL)
        ask->adds = g_strdup ("");
      if (ask->reason == NULL)
        ask->reason = g_strdup ("");
      if (ask->sender == NULL)
        ask->sender = g_strdup ("");
      if (ask->notes == NULL)
        ask->notes = g_strdup ("");
    }
  if (self->sentence == NULL)
    self->sentence = g_strdup ("");
  count_held_back (self);
}

KithAsks *
kith_asks_of_campaign (KithStore *store, const KithSnapshot *snapshot, gint64 id, GError **error)
{
  g_autoptr (KithCampaign) campaign = kith_campaign_get (store, id, error);
  g_autoptr (GPtrArray) invitations = NULL;
  g_autoptr (KithAsks) self = NULL;

  if (campaign == NULL)
    return NULL;
  invitations = kith_invitation_list (store, id, error);
  if (invitations == NULL)
    return NULL;
  self = asks_new (store);
  self->title = g_strdup (campaign->name);
  self->objective = dup_text (campaign->objective);
  self->date = campaign->date;
  for (guint k = 0; k < invitations->len; k++)
    {
      const KithInvitation *invitation = g_ptr_array_index (invitations, k);
      int index = kith_snapshot_find (snapshot, invitation->person);
      KithAsk *ask = ask_new (store, snapshot, invitation->person, index, invitation->channel, error);

      if (ask == NULL)
        return NULL;
      ask->sender = dup_text (invitation->sender);
      ask->notes = dup_text (invitation->notes);
      ask->status = invitation->status;
      if (invitation->reason != NULL && invitation->reason[0] != '\0')
        ask->reason = g_strdup (invitation->reason);
      else if (index >= 0)
        ask->reason = kith_snapshot_dup_reason (snapshot, (guint) index);
      g_ptr_array_add (self->asks, ask);
    }
  if (!fill_adds (self, snapshot, error))
    return NULL;
  fill_rest (self);
  return g_steal_pointer (&self);
}

KithAsks *
kith_asks_of_team (KithStore *store, const KithSnapshot *snapshot, const KithTeam *team, const char *title,
                   GError **error)
{
  g_autoptr (KithAsks) self = asks_new (store);

  self->title = title != NULL
                    ? g_strdup (title)
                    : g_strdup_printf (ngettext ("Team of %'u", "Team of %'u", team->n_members), team->n_members);
  self->objective = g_strdup ("");
  for (guint k = 0; k < team->n_members; k++)
    {
      guint person = team->members[k].person;
      KithAsk *ask = ask_new (store, snapshot, snapshot->id[person], (int) person, -1, error);

      if (ask == NULL)
        return NULL;
      ask->reason = kith_snapshot_dup_reason (snapshot, person);
      ask->adds = kith_analysis_dup_adds (snapshot, &team->members[k]);
      g_ptr_array_add (self->asks, ask);
    }
  self->sentence = kith_analysis_dup_team_sentence (snapshot, team);
  fill_rest (self);
  return g_steal_pointer (&self);
}
