/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a column can be, and by which heads it is known: in English, German, Swedish, Norwegian and Danish, French, Spanish,
 * Italian, Dutch, Portuguese, Polish and Finnish, and in the exports of the systems nonprofits use. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_COLUMN_UNKNOWN,
  KITH_COLUMN_LEFT_OUT,  /* by the user's wish, or because it says nothing */
  KITH_COLUMN_SENSITIVE, /* left out unless the user maps it */

  /* a person; in a table of ties on side 0 or 1 */
  KITH_COLUMN_PERSON_KEY, /* an id, an e-mail address or a name, by its values */
  KITH_COLUMN_PERSON_ID,
  KITH_COLUMN_PERSON_NAME,
  KITH_COLUMN_GIVEN_NAME,
  KITH_COLUMN_MIDDLE_NAME,
  KITH_COLUMN_FAMILY_NAME,
  KITH_COLUMN_NICKNAME,
  KITH_COLUMN_EMAIL,
  KITH_COLUMN_PHONE,
  KITH_COLUMN_HANDLE,
  KITH_COLUMN_WEBSITE,
  KITH_COLUMN_TOWN,
  KITH_COLUMN_ORGANIZATION,
  KITH_COLUMN_LANGUAGE,
  KITH_COLUMN_NOTES,
  KITH_COLUMN_AUDIENCE,
  KITH_COLUMN_SUPPORT,  /* 1 very supportive … 5 very opposed */
  KITH_COLUMN_STANCE,   /* in words, or -2 speaks against us … 2 speaks for us */
  KITH_COLUMN_IS_EVENT, /* true in the lines of a table of both people and events that are events */
  KITH_COLUMN_GROUPS,   /* one, or a list in a cell: people who belong together */
  KITH_COLUMN_TAGS,     /* the same, but only what people are or like */
  KITH_COLUMN_NO_CONTACT,
  KITH_COLUMN_NO_EMAIL,
  KITH_COLUMN_NO_PHONE,
  KITH_COLUMN_NO_SMS,
  KITH_COLUMN_NO_POST,
  KITH_COLUMN_EMAIL_OPT_IN,
  KITH_COLUMN_SMS_OPT_IN,
  KITH_COLUMN_SUBSCRIPTION, /* "subscribed", "unsubscribed", "cleaned" … */

  /* ties that a row about a person carries */
  KITH_COLUMN_REFERRED_BY, /* an id, an address or a name, or a list of names; so are the next two */
  KITH_COLUMN_KNOWS,
  KITH_COLUMN_CAME_WITH,
  KITH_COLUMN_HOUSEHOLD, /* the same in rows of people who live together */
  KITH_COLUMN_TOGETHER,  /* the same in rows of people who came together: an order, a booking */

  /* a tie */
  KITH_COLUMN_TIE_WEIGHT,
  KITH_COLUMN_TIE_KIND,
  KITH_COLUMN_TIE_DATE, /* or, in attendance, when the row was written */
  KITH_COLUMN_TIE_END,
  KITH_COLUMN_TIE_ACTIVE,
  KITH_COLUMN_TIE_DIRECTION,

  /* attendance */
  KITH_COLUMN_EVENT_NAME,
  KITH_COLUMN_EVENT_ID,
  KITH_COLUMN_GROUP_NAME, /* what the row makes the person a member of */
  KITH_COLUMN_GROUP_ID,
  KITH_COLUMN_EVENT_DATE,
  KITH_COLUMN_EVENT_PLACE,
  KITH_COLUMN_ATTENDED,   /* words: "attending", "no-show", "cancelled" … */
  KITH_COLUMN_MEMBERSHIP, /* a column of a 0/1 matrix; its head is the event */

  KITH_COLUMN_FIELD, /* a field of one's own, called like the head */

  KITH_N_COLUMN_KINDS,
} KithColumnKind;

/* Whom a column is about: in a table of ties one of the two people, in others the person of the row (0), somebody they live with, or a relative. */
#define KITH_SIDE_PARTNER 2
#define KITH_SIDE_RELATIVE 3

/* Whether several columns of a table may be the same: addresses, numbers, groups … */
gboolean kith_column_is_shared (KithColumnKind field);

/* Heads compared: letters and digits only, without case and marks. */
char *kith_head_key (const char *head);

/**
 * kith_column_for_head:
 * @side: (out): 1 where the head is of the second person of a tie, KITH_SIDE_PARTNER for "Spouse Email", KITH_SIDE_RELATIVE for "Mum's name"
 *
 * Returns: %KITH_COLUMN_UNKNOWN where the head is not known
 */
KithColumnKind kith_column_for_head (const char *head, guint *side);

/* Whether a head, or a few words of it ("Date of birth (optional)"), names what is left out to protect people. */
gboolean kith_head_is_sensitive (const char *head);

/* As kith_column_for_head () for what ties the person of a row to others, which means something else in a table of ties. */
KithColumnKind kith_tie_column_for_head (const char *head);

/* The field's name in --map, "first_name"; %NULL for those that cannot be asked for. */
const char *kith_column_get_name (KithColumnKind field, guint side);

/* The field in words, "E-mail address"; of whom, on other sides than 0. */
const char *kith_column_get_words (KithColumnKind field, guint side);

/* @name: as in --map */
gboolean kith_column_from_name (const char *name, KithColumnKind *field, guint *side);

/* All names of kith_column_from_name (), ", " between them. */
char *kith_column_dup_names (void);

/* A known export. */
typedef struct
{
  const char *name;  /* the namespace of its ids, "CiviCRM" */
  const char *what;  /* as shown, "CiviCRM contacts" */
  const char *heads; /* distinctive heads as keys, ' ' between them; one with '!' before it must be there */
  const char *
      columns; /* head=name pairs of kith_column_get_name () for heads that mean something of their own there, ' ' between; NULL */
  const char *as;       /* "people", "ties", "attendance", "names"; NULL to find out */
  const char *entity;   /* what the ids of a table of names number, "group"; NULL */
  gboolean month_first; /* 3/5/2024 is a day of March */
} KithSystem;

/**
 * kith_system_for_heads:
 * @keys: kith_head_key () of the heads, "" for blank ones
 *
 * Returns: (nullable): the known export that has at least three of five of its distinctive heads, the most of them where several do
 */
const KithSystem *kith_system_for_heads (const char *const *keys, guint n);

G_END_DECLS
