/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an address book tells of people, whatever its format: made into one sheet of people, and one of ties where cards name others. */

#pragma once

#include "kith-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_CARD_ID,
  KITH_CARD_NAME,
  KITH_CARD_GIVEN,
  KITH_CARD_MIDDLE,
  KITH_CARD_FAMILY,
  KITH_CARD_NICKNAME,
  KITH_CARD_EMAIL, /* several in one */
  KITH_CARD_PHONE,
  KITH_CARD_PHONE_2,
  KITH_CARD_PHONE_3,
  KITH_CARD_ORGANIZATION,
  KITH_CARD_TOWN,
  KITH_CARD_WEBSITE,
  KITH_CARD_WEBSITE_2,
  KITH_CARD_WEBSITE_3,
  KITH_CARD_NOTES,
  KITH_CARD_GROUPS, /* several in one */
  KITH_CARD_N_FIELDS,
} KithCardField;

typedef struct _KithCards KithCards;

KithCards *kith_cards_new (KithInput *input, const char *format);
void kith_cards_free (KithCards *self);

/* A new card, whose fields are those that are put from now on. @line: where it begins */
void kith_cards_begin (KithCards *self, guint64 line);

/* Of fields that hold several, adds one more; of telephone numbers and websites, to the next of the three; of the others the first holds. */
void kith_cards_put (KithCards *self, KithCardField field, const char *text);

/* The card is of a group, not of a person. */
void kith_cards_set_group (KithCards *self);

/* The group has a member, known by @key. */
void kith_cards_add_member (KithCards *self, const char *key);

/* What others call the card by, besides its id. */
void kith_cards_set_key (KithCards *self, const char *key);

/* @who: an id ("urn:uuid:…"), an address ("mailto:…") or a name */
void kith_cards_add_relation (KithCards *self, const char *who, const char *kind);

/* Errors: KITH_ERROR_EMPTY */
gboolean kith_cards_finish (KithCards *self, KithSource *source, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCards, kith_cards_free)

G_END_DECLS
