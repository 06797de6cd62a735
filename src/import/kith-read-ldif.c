/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* LDIF (RFC 2849), as Thunderbird and directories write address books: entries between blank lines, values as they are or in Base64. Lists
 * (groupOfNames) name their members by where they stand in the directory. */

#include "kith-cards.h"
#include "kith-error.h"
#include "kith-lines.h"
#include "kith-readers.h"

#include <string.h>

#define LINE_MAX_BYTES (1 << 20)

static const struct
{
  const char *name;
  KithCardField field;
} attributes[] = { { "cn", KITH_CARD_NAME },
                   { "displayname", KITH_CARD_NAME },
                   { "givenname", KITH_CARD_GIVEN },
                   { "sn", KITH_CARD_FAMILY },
                   { "mail", KITH_CARD_EMAIL },
                   { "mozillasecondemail", KITH_CARD_EMAIL },
                   { "telephonenumber", KITH_CARD_PHONE },
                   { "homephone", KITH_CARD_PHONE },
                   { "mobile", KITH_CARD_PHONE },
                   { "o", KITH_CARD_ORGANIZATION },
                   { "company", KITH_CARD_ORGANIZATION },
                   { "l", KITH_CARD_TOWN },
                   { "mozillahomelocalityname", KITH_CARD_TOWN },
                   { "mozillanickname", KITH_CARD_NICKNAME },
                   { "labeleduri", KITH_CARD_WEBSITE },
                   { "mozillahomeurl", KITH_CARD_WEBSITE },
                   { "description", KITH_CARD_NOTES },
                   { "entryuuid", KITH_CARD_ID },
                   { "departmentnumber", KITH_CARD_GROUPS } };

static void
take_value (KithCards *cards, const char *name, const char *value)
{
  if (g_ascii_strcasecmp (name, "objectclass") == 0
      && (g_ascii_strcasecmp (value, "groupOfNames") == 0 || g_ascii_strcasecmp (value, "groupOfUniqueNames") == 0))
    kith_cards_set_group (cards);
  else if (g_ascii_strcasecmp (name, "member") == 0 || g_ascii_strcasecmp (name, "uniquemember") == 0)
    kith_cards_add_member (cards, value);
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (g_ascii_strcasecmp (name, attributes[i].name) == 0)
      kith_cards_put (cards, attributes[i].field, value);
}

/* "name: value", "name:: base64", "name;lang-de: value"; what lies elsewhere ("name:< file:…") is left there. */
static void
take_line (KithCards *cards, char *line, guint64 number)
{
  char *colon = strchr (line, ':');
  char *option;
  g_autofree guchar *bytes = NULL;
  g_autofree char *decoded = NULL;
  char *value;

  if (*line == '#' || colon == NULL)
    return;
  *colon = '\0';
  option = strchr (line, ';');
  if (option != NULL)
    *option = '\0';
  value = colon + 1;
  if (*value == '<')
    return;
  if (*value == ':')
    {
      gsize length = 0;

      value++;
      value += strspn (value, " ");
      bytes = g_base64_decode (value, &length);
      decoded = g_utf8_make_valid ((const char *) bytes, length);
      value = decoded;
    }
  value += strspn (value, " ");
  if (g_ascii_strcasecmp (line, "dn") == 0)
    {
      kith_cards_begin (cards, number);
      kith_cards_set_key (cards, value);
    }
  else
    take_value (cards, line, value);
}

static gboolean
read_ldif (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (KithCards) cards = kith_cards_new (input, "ldif");
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;
  guint64 number = 1;

  if (!kith_input_begin_text (input, error))
    return FALSE;
  kith_lines_init (&lines, input, FALSE, LINE_MAX_BYTES, source->cancellable);
  lines.cut = TRUE;
  while (kith_lines_next (&lines, &broken))
    {
      if (lines.line[0] == ' ' && line->len > 0)
        {
          if (line->len < LINE_MAX_BYTES)
            g_string_append (line, lines.line + 1);
          continue;
        }
      take_line (cards, line->str, number);
      g_string_assign (line, lines.line);
      number = lines.number;
    }
  take_line (cards, line->str, number);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  return kith_cards_finish (cards, source, error);
}

/* "dn: …", perhaps behind "version: 1" and comments. */
static gboolean
knows_ldif (const char *name, const guchar *head, gsize length)
{
  g_autofree char *text = g_ascii_strdown ((const char *) head, MIN (length, 2048));

  for (const char *p = text; p != NULL; p = strchr (p, '\n'))
    {
      p += strspn (p, "\r\n\357\273\277");
      if (g_str_has_prefix (p, "dn:"))
        return TRUE;
      if (*p != '#' && *p != ' ' && !g_str_has_prefix (p, "version:"))
        return FALSE;
    }
  return FALSE;
}

const KithReader kith_reader_ldif = { .format = "ldif", .knows = knows_ldif, .read = read_ldif };
