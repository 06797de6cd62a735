/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* vCard 2.1 (Versit), 3.0 (RFC 2426) and 4.0 (RFC 6350): lines that may be folded, with groups and parameters before the colon; texts in
 * quoted-printable and any character set. Pictures, birthdays and places are not looked at. */

#include "kith-cards.h"
#include "kith-error.h"
#include "kith-lines.h"
#include "kith-readers.h"

#include <string.h>

#define PROPERTY_MAX_BYTES 1000 /* of a property's name and parameters, to be one of quoted-printable */
#define LINE_MAX_BYTES (1 << 20)

typedef struct
{
  KithCards *cards;
  guint depth;        /* cards in cards (AGENT) */
  GHashTable *labels; /* group → what "X-ABLabel" calls it, of the card at hand */
  GPtrArray *related; /* group, name: waiting for the labels */
} Vcard;

/* One property, taken apart in place. */
typedef struct
{
  char *group, *name, *value;
  GPtrArray *parameters; /* "TYPE=work", "QUOTED-PRINTABLE" */
} Property;

static gboolean
split_property (char *line, Property *property)
{
  char *p = line;
  char *dot;
  gboolean quoted = FALSE;

  g_ptr_array_set_size (property->parameters, 0);
  property->name = line;
  for (; *p != '\0' && (quoted || *p != ':'); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == ';' && !quoted)
        {
          *p = '\0';
          g_ptr_array_add (property->parameters, p + 1);
        }
    }
  if (*p != ':')
    return FALSE;
  *p = '\0';
  property->value = p + 1;
  g_strstrip (property->name);
  dot = strrchr (property->name, '.');
  property->group = NULL;
  if (dot != NULL)
    {
      *dot = '\0';
      property->group = property->name;
      property->name = dot + 1;
    }
  return TRUE;
}

/* The value of a parameter; of one without a name (vCard 2.1) itself. */
static const char *
get_parameter (const Property *property, const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < property->parameters->len; i++)
    {
      const char *parameter = property->parameters->pdata[i];

      if (g_ascii_strncasecmp (parameter, name, length) == 0 && (parameter[length] == '=' || parameter[length] == '\0'))
        return parameter[length] == '=' ? parameter + length + 1 : parameter;
    }
  return NULL;
}

static gboolean
is_encoded (const Property *property, const char *encoding)
{
  const char *value = get_parameter (property, "ENCODING");

  return get_parameter (property, encoding) != NULL || (value != NULL && g_ascii_strcasecmp (value, encoding) == 0);
}

static int
hex (char c)
{
  return g_ascii_xdigit_value (c);
}

/* "=C3=A9" → two bytes. */
static char *
dup_unquoted (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '=' && hex (p[1]) >= 0 && hex (p[2]) >= 0)
      {
        char c = (char) (hex (p[1]) * 16 + hex (p[2]));

        g_string_append_c (out, c != '\0' ? c : ' ');
        p += 2;
      }
    else if (*p != '=')
      g_string_append_c (out, *p);
  return g_string_free_and_steal (out);
}

/* The value as UTF-8, with its escapes. */
static char *
dup_value (const Property *property)
{
  const char *charset = get_parameter (property, "CHARSET");
  g_autofree char *bytes = NULL;
  char *converted;

  if (!is_encoded (property, "QUOTED-PRINTABLE"))
    return g_strdup (property->value);
  bytes = dup_unquoted (property->value);
  if (charset == NULL && g_utf8_validate (bytes, -1, NULL))
    return g_steal_pointer (&bytes);
  converted = g_convert_with_fallback (bytes, -1, "UTF-8", charset != NULL ? charset : "WINDOWS-1252", NULL, NULL, NULL,
                                       NULL);
  if (converted == NULL)
    converted = g_convert_with_fallback (bytes, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL, NULL);
  return converted != NULL ? converted : g_utf8_make_valid (bytes, -1);
}

/* The parts between @divider; "\,", "\;", "\n" and "\\" are what they stand for. */
static GPtrArray *
split_value (const char *value, char divider)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *p = value;; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        {
          p++;
          g_string_append_c (part, *p == 'n' || *p == 'N' ? '\n' : *p);
        }
      else if (*p == '\0' || *p == divider)
        {
          g_ptr_array_add (parts, g_strdup (part->str));
          g_string_truncate (part, 0);
          if (*p == '\0' || parts->len > 200)
            return parts;
        }
      else
        g_string_append_c (part, *p);
    }
}

static void
put_parts (Vcard *self, const char *value, char divider, KithCardField field)
{
  g_autoptr (GPtrArray) parts = split_value (value, divider);

  for (guint i = 0; i < parts->len; i++)
    kith_cards_put (self->cards, field, parts->pdata[i]);
}

/* Part @i of a value in parts. */
static void
put_part (Vcard *self, const GPtrArray *parts, guint i, KithCardField field)
{
  if (i < parts->len)
    kith_cards_put (self->cards, field, parts->pdata[i]);
}

static void
put_text (Vcard *self, const char *value, KithCardField field)
{
  g_autoptr (GPtrArray) parts = split_value (value, '\0');

  put_part (self, parts, 0, field);
}

/* "_$!<Spouse>!$_", as Apple writes labels of its own. */
static char *
dup_label (const char *label)
{
  g_autofree char *text = g_strdup (label);
  char *start = strstr (text, "!<");
  char *end = start != NULL ? strstr (start, ">!") : NULL;

  if (end == NULL)
    return g_steal_pointer (&text);
  return g_strndup (start + 2, end - start - 2);
}

static void
end_card (Vcard *self)
{
  for (guint i = 0; i + 1 < self->related->len; i += 2)
    {
      const char *label = g_hash_table_lookup (self->labels, self->related->pdata[i]);

      kith_cards_add_relation (self->cards, self->related->pdata[i + 1], label != NULL ? label : "");
    }
  g_ptr_array_set_size (self->related, 0);
  g_hash_table_remove_all (self->labels);
}

/* Properties that name another person: what they are to each other. */
static const char *
get_relation (const char *name)
{
  static const char *const names[] = { "SPOUSE", "MANAGER", "ASSISTANT", "REFERRED-BY" };

  if (g_ascii_strncasecmp (name, "X-", 2) != 0)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_suffix (name, names[i]))
      return names[i];
  return NULL;
}

static void
take_property (Vcard *self, Property *property)
{
  static const struct
  {
    const char *name;
    KithCardField field;
  } texts[] = { { "FN", KITH_CARD_NAME },    { "EMAIL", KITH_CARD_EMAIL },       { "TEL", KITH_CARD_PHONE },
                { "NOTE", KITH_CARD_NOTES }, { "NICKNAME", KITH_CARD_NICKNAME }, { "URL", KITH_CARD_WEBSITE },
                { "UID", KITH_CARD_ID } };
  g_autofree char *name = g_ascii_strup (property->name, -1);
  g_autofree char *value = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (is_encoded (property, "BASE64") || is_encoded (property, "B"))
    return;
  value = dup_value (property);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (name, texts[i].name))
      {
        const char *text = value;

        if (texts[i].field == KITH_CARD_PHONE && g_ascii_strncasecmp (text, "tel:", 4) == 0)
          text += 4;
        if (texts[i].field == KITH_CARD_EMAIL && g_ascii_strncasecmp (text, "mailto:", 7) == 0)
          text += 7;
        put_text (self, text, texts[i].field);
        return;
      }
  if (g_str_equal (name, "N"))
    {
      parts = split_value (value, ';');
      put_part (self, parts, 0, KITH_CARD_FAMILY);
      put_part (self, parts, 1, KITH_CARD_GIVEN);
      put_part (self, parts, 2, KITH_CARD_MIDDLE);
    }
  else if (g_str_equal (name, "ORG"))
    {
      parts = split_value (value, ';');
      put_part (self, parts, 0, KITH_CARD_ORGANIZATION);
    }
  else if (g_str_equal (name, "ADR"))
    {
      parts = split_value (value, ';');
      put_part (self, parts, 3, KITH_CARD_TOWN);
    }
  else if (g_str_equal (name, "CATEGORIES"))
    put_parts (self, value, ',', KITH_CARD_GROUPS);
  else if (g_str_equal (name, "KIND") || g_str_equal (name, "X-ADDRESSBOOKSERVER-KIND"))
    {
      if (g_ascii_strcasecmp (value, "group") == 0)
        kith_cards_set_group (self->cards);
    }
  else if (g_str_equal (name, "MEMBER") || g_str_equal (name, "X-ADDRESSBOOKSERVER-MEMBER"))
    {
      kith_cards_add_member (self->cards, value);
      if (g_str_has_prefix (value, "urn:uuid:"))
        kith_cards_add_member (self->cards, value + 9);
    }
  else if (g_str_equal (name, "RELATED"))
    {
      const char *kind = get_parameter (property, "TYPE");

      kith_cards_add_relation (self->cards, value, kind != NULL ? kind : "");
    }
  else if (g_str_equal (name, "X-ABRELATEDNAMES") && property->group != NULL)
    {
      g_ptr_array_add (self->related, g_strdup (property->group));
      g_ptr_array_add (self->related, g_strdup (value));
    }
  else if (g_str_equal (name, "X-ABLABEL") && property->group != NULL)
    g_hash_table_replace (self->labels, g_strdup (property->group), dup_label (value));
  else if (get_relation (name) != NULL)
    kith_cards_add_relation (self->cards, value, get_relation (name));
}

static void
take_line (Vcard *self, GString *line, guint64 number, Property *property)
{
  g_strchomp (line->str);
  if (line->str[0] == '\0' || !split_property (line->str, property))
    return;
  if (g_ascii_strcasecmp (property->name, "BEGIN") == 0 && g_ascii_strcasecmp (property->value, "VCARD") == 0)
    {
      if (self->depth++ == 0)
        kith_cards_begin (self->cards, number);
    }
  else if (g_ascii_strcasecmp (property->name, "END") == 0 && g_ascii_strcasecmp (property->value, "VCARD") == 0)
    {
      if (self->depth > 0 && --self->depth == 0)
        end_card (self);
    }
  else if (self->depth == 1)
    take_property (self, property);
}

/* A line of quoted-printable that ends in "=" goes on. Asked after every line that was joined to it, so it must not look at all of it. */
static gboolean
is_soft (const GString *line)
{
  const char *colon;
  g_autofree char *before = NULL;

  if (line->len == 0 || line->str[line->len - 1] != '=')
    return FALSE;
  colon = memchr (line->str, ':', MIN (line->len, PROPERTY_MAX_BYTES));
  before = colon != NULL ? g_ascii_strup (line->str, colon - line->str) : NULL;
  return before != NULL && strstr (before, "QUOTED-PRINTABLE") != NULL;
}

static gboolean
read_vcard (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (KithCards) cards = kith_cards_new (input, "vcard");
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) related = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parameters = g_ptr_array_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;
  Vcard self = { .cards = cards, .labels = labels, .related = related };
  Property property = { .parameters = parameters };
  guint64 number = 1;

  if (!kith_input_begin_text (input, error))
    return FALSE;
  kith_lines_init (&lines, input, FALSE, LINE_MAX_BYTES, source->cancellable);
  lines.cut = TRUE;
  while (kith_lines_next (&lines, &broken))
    {
      gboolean soft = is_soft (line);

      if (soft)
        g_string_truncate (line, line->len - 1);
      if (soft || ((lines.line[0] == ' ' || lines.line[0] == '\t') && line->len > 0))
        {
          if (line->len < LINE_MAX_BYTES)
            g_string_append (line, lines.line + !soft);
          continue;
        }
      take_line (&self, line, number, &property);
      g_string_assign (line, lines.line);
      number = lines.number;
    }
  take_line (&self, line, number, &property);
  end_card (&self);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  return kith_cards_finish (cards, source, error);
}

static gboolean
knows_vcard (const char *name, const guchar *head, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p;

  /* Without the zeros of UTF-16; perhaps behind a line or two of something else. */
  for (gsize i = 0; i < MIN (length, 4096); i++)
    if (head[i] != 0)
      g_string_append_c (text, g_ascii_toupper ((char) head[i]));
  p = strstr (text->str, "BEGIN:VCARD");
  return p != NULL && (p == text->str || p[-1] == '\n' || p[-1] == '\r' || p - text->str <= 3) && p - text->str < 1024;
}

const KithReader kith_reader_vcard = { .format = "vcard", .knows = knows_vcard, .read = read_vcard };
