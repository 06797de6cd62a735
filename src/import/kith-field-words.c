/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a column can be, in words. */

#include "kith-fields.h"

#include <glib/gi18n-lib.h>

/* Of somebody else than the person of the row; NULL where the words of the field do. */
static const char *
get_of_other (KithColumnKind field, guint side)
{
  static const struct
  {
    guint side;
    KithColumnKind field;
    const char *words;
  } known[] = {
    { 1, KITH_COLUMN_PERSON_KEY, N_ ("Second person") },
    { 1, KITH_COLUMN_PERSON_ID, N_ ("Second person: number or code") },
    { 1, KITH_COLUMN_PERSON_NAME, N_ ("Second person: full name") },
    { 1, KITH_COLUMN_EMAIL, N_ ("Second person: e-mail address") },
    { KITH_SIDE_PARTNER, KITH_COLUMN_PERSON_NAME, N_ ("Partner: full name") },
    { KITH_SIDE_PARTNER, KITH_COLUMN_GIVEN_NAME, N_ ("Partner: first name") },
    { KITH_SIDE_PARTNER, KITH_COLUMN_FAMILY_NAME, N_ ("Partner: last name") },
    { KITH_SIDE_PARTNER, KITH_COLUMN_EMAIL, N_ ("Partner: e-mail address") },
    { KITH_SIDE_PARTNER, KITH_COLUMN_PHONE, N_ ("Partner: phone number") },
    { KITH_SIDE_RELATIVE, KITH_COLUMN_PERSON_NAME, N_ ("Relative: full name") },
    { KITH_SIDE_RELATIVE, KITH_COLUMN_GIVEN_NAME, N_ ("Relative: first name") },
    { KITH_SIDE_RELATIVE, KITH_COLUMN_FAMILY_NAME, N_ ("Relative: last name") },
    { KITH_SIDE_RELATIVE, KITH_COLUMN_EMAIL, N_ ("Relative: e-mail address") },
    { KITH_SIDE_RELATIVE, KITH_COLUMN_PHONE, N_ ("Relative: phone number") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].side == side && known[i].field == field)
      return _ (known[i].words);
  return NULL;
}

const char *
kith_column_get_words (KithColumnKind field, guint side)
{
  const char *other = get_of_other (field, side);

  if (other != NULL)
    return other;
  switch (field)
    {
    case KITH_COLUMN_LEFT_OUT:
    case KITH_COLUMN_SENSITIVE:
    case KITH_COLUMN_UNKNOWN:
      return _ ("Leave out");
    case KITH_COLUMN_PERSON_KEY:
      return _ ("Person");
    case KITH_COLUMN_PERSON_ID:
      return _ ("Number or code of the person");
    case KITH_COLUMN_PERSON_NAME:
      return _ ("Full name");
    case KITH_COLUMN_GIVEN_NAME:
      return _ ("First name");
    case KITH_COLUMN_MIDDLE_NAME:
      return _ ("Middle name");
    case KITH_COLUMN_FAMILY_NAME:
      return _ ("Last name");
    case KITH_COLUMN_NICKNAME:
      return _ ("Nickname");
    case KITH_COLUMN_EMAIL:
      return _ ("E-mail address");
    case KITH_COLUMN_PHONE:
      return _ ("Phone number");
    case KITH_COLUMN_HANDLE:
      return _ ("Name on a social network");
    case KITH_COLUMN_WEBSITE:
      return _ ("Website");
    case KITH_COLUMN_TOWN:
      return _ ("Town");
    case KITH_COLUMN_ORGANIZATION:
      return _ ("Organization");
    case KITH_COLUMN_LANGUAGE:
      return _ ("Language");
    case KITH_COLUMN_NOTES:
      return _ ("Notes");
    case KITH_COLUMN_AUDIENCE:
      return _ ("How many follow the person");
    case KITH_COLUMN_SUPPORT:
      return _ ("Support level, 1 to 5");
    case KITH_COLUMN_STANCE:
      return _ ("What the person thinks of us");
    case KITH_COLUMN_IS_EVENT:
      return _ ("Whether the row is an event");
    case KITH_COLUMN_GROUPS:
      return _ ("Groups of the person");
    case KITH_COLUMN_TAGS:
      return _ ("Tags of the person");
    case KITH_COLUMN_NO_CONTACT:
      return _ ("Do not contact");
    case KITH_COLUMN_NO_EMAIL:
      return _ ("No e-mail");
    case KITH_COLUMN_NO_PHONE:
      return _ ("No phone calls");
    case KITH_COLUMN_NO_SMS:
      return _ ("No text messages");
    case KITH_COLUMN_NO_POST:
      return _ ("No letters");
    case KITH_COLUMN_EMAIL_OPT_IN:
      return _ ("Agreed to e-mail");
    case KITH_COLUMN_SMS_OPT_IN:
      return _ ("Agreed to text messages");
    case KITH_COLUMN_SUBSCRIPTION:
      return _ ("Subscribed or not");
    case KITH_COLUMN_REFERRED_BY:
      return _ ("Who referred the person");
    case KITH_COLUMN_KNOWS:
      return _ ("Whom the person knows");
    case KITH_COLUMN_CAME_WITH:
      return _ ("Whom the person came with");
    case KITH_COLUMN_HOUSEHOLD:
      return _ ("Household");
    case KITH_COLUMN_TOGETHER:
      return _ ("Order or booking, of those who came together");
    case KITH_COLUMN_TIE_WEIGHT:
      return _ ("How strong the tie is");
    case KITH_COLUMN_TIE_KIND:
      return _ ("What kind of tie");
    case KITH_COLUMN_TIE_DATE:
      return _ ("Date");
    case KITH_COLUMN_TIE_END:
      return _ ("Date of the end");
    case KITH_COLUMN_TIE_ACTIVE:
      return _ ("Whether it still holds");
    case KITH_COLUMN_TIE_DIRECTION:
      return _ ("Direction of the tie");
    case KITH_COLUMN_EVENT_NAME:
      return _ ("Event");
    case KITH_COLUMN_EVENT_ID:
      return _ ("Number or code of the event");
    case KITH_COLUMN_GROUP_NAME:
      return _ ("Group");
    case KITH_COLUMN_GROUP_ID:
      return _ ("Number or code of the group");
    case KITH_COLUMN_EVENT_DATE:
      return _ ("Date of the event");
    case KITH_COLUMN_EVENT_PLACE:
      return _ ("Place of the event");
    case KITH_COLUMN_ATTENDED:
      return _ ("Whether the person came");
    case KITH_COLUMN_MEMBERSHIP:
      return _ ("Who was there");
    case KITH_COLUMN_FIELD:
      /* Translators: what becomes of a column: a field of each person */
      return _ ("Keep as a field");
    case KITH_N_COLUMN_KINDS:
    default:
      g_assert_not_reached ();
    }
}
