/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-record.h"

#include "kith-couple.h"
#include "kith-text.h"

#include <string.h>

void
kith_record_init (KithRecord *self)
{
  *self = (KithRecord) { .id = "", .audience = -1 };
  self->emails = g_ptr_array_new_with_free_func (g_free);
  self->phones = g_ptr_array_new_with_free_func (g_free);
  self->handles = g_ptr_array_new_with_free_func (g_free);
  self->websites = g_ptr_array_new_with_free_func (g_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->name = g_strdup ("");
  self->given = g_strdup ("");
  self->family = g_strdup ("");
  self->nickname = g_strdup ("");
  self->town = g_strdup ("");
  self->organization = g_strdup ("");
  self->language = g_strdup ("");
  self->notes = g_strdup ("");
}

void
kith_record_clear (KithRecord *self)
{
  g_clear_pointer (&self->emails, g_ptr_array_unref);
  g_clear_pointer (&self->phones, g_ptr_array_unref);
  g_clear_pointer (&self->handles, g_ptr_array_unref);
  g_clear_pointer (&self->websites, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->family, g_free);
  g_clear_pointer (&self->nickname, g_free);
  g_clear_pointer (&self->town, g_free);
  g_clear_pointer (&self->organization, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->notes, g_free);
}

void
kith_record_empty (KithRecord *self)
{
  char **texts[] = { &self->name, &self->given,        &self->family,   &self->nickname,
                     &self->town, &self->organization, &self->language, &self->notes };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (**texts[i] != '\0')
      g_set_str (texts[i], "");
  g_ptr_array_set_size (self->emails, 0);
  g_ptr_array_set_size (self->phones, 0);
  g_ptr_array_set_size (self->handles, 0);
  g_ptr_array_set_size (self->websites, 0);
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->tags, 0);
  self->id = "";
  self->audience = -1;
  self->stance = 0;
  self->do_not_contact = FALSE;
  self->email_word = self->phone_word = self->sms_word = self->post_word = KITH_WORD_NONE;
  self->no_address = FALSE;
}

/* "JANE DOE" and "jane doe" as people write them. Mixed case stays as it is, and single words of what is called @whole: they may be
 * codes or the names of clubs. */
static char *
write_as_name (const char *text, gboolean whole)
{
  GString *out;
  gboolean start = TRUE;
  gboolean has_upper = FALSE, has_lower = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      has_upper = has_upper || g_unichar_isupper (c);
      has_lower = has_lower || g_unichar_islower (c);
    }
  /* Initials ("J R") and short codes stay. */
  if (has_upper == has_lower || has_lower || strlen (text) < 4 || strpbrk (text, "0123456789@.") != NULL
      || (whole && strchr (text, ' ') == NULL))
    return g_strdup (text);
  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, start ? g_unichar_toupper (c) : g_unichar_tolower (c));
      start = !g_unichar_isalpha (c);
    }
  return g_string_free_and_steal (out);
}

void
kith_record_set_name (KithRecord *self, const char *name)
{
  const char *comma = strchr (name, ',');

  g_free (self->name);
  if (comma != NULL && comma > name && strchr (comma + 1, ',') == NULL && strpbrk (name, "&/(") == NULL
      && !kith_couple_may_join (comma + 1))
    {
      g_autofree char *family = g_strstrip (g_strndup (name, comma - name));
      g_autofree char *given = g_strstrip (g_strdup (comma + 1));

      /* "Smith, Jr." and "Smith, MD" are one name with a title. */
      if (*given != '\0' && *family != '\0' && g_ascii_strcasecmp (given, "jr.") != 0
          && g_ascii_strcasecmp (given, "jr") != 0 && g_ascii_strcasecmp (given, "sr.") != 0
          && g_ascii_strcasecmp (given, "phd") != 0 && g_ascii_strcasecmp (given, "md") != 0
          && g_ascii_strcasecmp (given, "inc.") != 0 && g_ascii_strcasecmp (given, "inc") != 0
          && g_ascii_strcasecmp (given, "ltd") != 0)
        {
          if (*self->given == '\0')
            g_set_str (&self->given, given);
          g_autofree char *written = write_as_name (family, FALSE);

          if (*self->family == '\0')
            g_set_str (&self->family, written);
          self->name = g_strdup_printf ("%s %s", given, written);
          return;
        }
    }
  self->name = write_as_name (name, TRUE);
}

static void
add_text (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return;
  if (texts->len < 64)
    g_ptr_array_add (texts, g_strdup (text));
}

/* Returns: whether there was one */
static gboolean
add_email (KithRecord *self, const char *cell)
{
  const char *p = cell;
  gboolean found = FALSE;

  /* Several addresses in one cell stand apart by commas, semicolons, blanks or lines. */
  while ((p = strchr (p, '@')) != NULL && self->emails->len < 64)
    {
      const char *start = p, *end = p + 1;
      g_autofree char *part = NULL;
      g_autofree char *key = NULL;
      const char *at;

      while (start > cell && strchr (",; \n<>|", start[-1]) == NULL)
        start--;
      while (*end != '\0' && strchr (",; \n<>|", *end) == NULL)
        end++;
      part = g_strndup (start, end - start);
      key = kith_text_email_key (part);
      p = end;
      at = key != NULL ? strchr (key, '@') : NULL;
      if (at == NULL || strchr (at, '.') == NULL || strlen (key) > 320)
        continue;
      found = TRUE;
      /* Nobody can be written to there. */
      if (kith_text_is_masked (key))
        {
          add_text (self->handles, key);
          continue;
        }
      for (guint i = 0; i < self->emails->len && key != NULL; i++)
        if (g_str_equal (self->emails->pdata[i], key))
          g_clear_pointer (&key, g_free);
      if (key != NULL)
        g_ptr_array_add (self->emails, g_steal_pointer (&key));
    }
  self->no_address = self->no_address || !found;
  return found;
}

static void
add_phone (KithRecord *self, const char *cell)
{
  g_autofree char *key = NULL;

  if (g_str_has_prefix (cell, "p:"))
    cell += 2;
  key = kith_text_phone_key (cell);
  if (key != NULL)
    add_text (self->phones, cell);
}

static gint64
read_audience (const char *cell)
{
  g_autofree char *number = g_strdup (cell);
  gsize length = strlen (number);
  double value, factor = 1;

  if (length > 1 && g_ascii_isalpha (number[length - 1]))
    {
      char unit = g_ascii_tolower (number[length - 1]);

      factor = unit == 'k' ? 1e3 : unit == 'm' ? 1e6 : 0;
      number[length - 1] = '\0';
      g_strchomp (number);
    }
  if (factor == 0 || !kith_value_number (number, &value) || value < 0 || value * factor > 1e12)
    return -1;
  return (gint64) (value * factor + 0.5);
}

/* A column that says "do not": anything that says yes, or a date of leaving, counts. */
static gboolean
is_refusal (const char *cell)
{
  KithSays says = kith_value_says (cell);

  return says == KITH_SAYS_YES
         || (says == KITH_SAYS_NOTHING && kith_value_date (cell, KITH_DATES_DAY_FIRST, NULL, NULL));
}

static KithWord
read_consent (const char *cell)
{
  g_autofree char *word = kith_text_fold (cell);

  if (strstr (word, "unsub") != NULL || strstr (word, "opted-out") != NULL || strstr (word, "opted out") != NULL
      || strstr (word, "optout") != NULL || strstr (word, "opt-out") != NULL || strstr (word, "bounc") != NULL
      || strstr (word, "clean") != NULL || strstr (word, "complain") != NULL || strstr (word, "spam") != NULL
      || strstr (word, "not subscribed") != NULL || kith_value_says (cell) == KITH_SAYS_NO)
    return KITH_WORD_NO;
  if (g_str_has_prefix (word, "subscribed") || g_str_has_prefix (word, "opted-in")
      || g_str_has_prefix (word, "opted in") || kith_value_says (cell) == KITH_SAYS_YES)
    return KITH_WORD_YES;
  return KITH_WORD_NONE;
}

static void
refuse (KithWord *word, const char *cell)
{
  if (is_refusal (cell))
    *word = KITH_WORD_NO;
}

static void
allow (KithWord *word, const char *cell)
{
  KithWord said = read_consent (cell);

  if (said == KITH_WORD_NO || *word == KITH_WORD_NONE)
    *word = said;
}

static void
set_once (char **text, const char *cell)
{
  if (**text == '\0')
    g_set_str (text, cell);
}

/* "Anna Muster <anna@example.org>" */
static gboolean
is_name_and_email (const char *cell)
{
  const char *angle = strchr (cell, '<');

  return angle != NULL && strchr (angle, '@') != NULL && g_str_has_suffix (cell, ">");
}

static void
read_name_before_email (KithRecord *self, const char *cell)
{
  const char *angle = strchr (cell, '<');
  g_autofree char *name = NULL;
  g_autofree char *clean = NULL;

  if (angle == NULL || angle == cell || *self->name != '\0')
    return;
  name = g_strndup (cell, angle - cell);
  g_strdelimit (name, "\"", ' ');
  clean = kith_text_clean (name);
  kith_record_set_name (self, clean);
}

void
kith_record_read_key (KithRecord *self, const char *cell, KithKeys keys)
{
  switch (keys)
    {
    case KITH_KEYS_EMAIL:
    case KITH_KEYS_NAME:
      /* one column often holds both names and addresses */
      if ((keys == KITH_KEYS_EMAIL || kith_value_is_email (cell) || is_name_and_email (cell)) && add_email (self, cell))
        read_name_before_email (self, cell);
      else if (*self->name == '\0')
        kith_record_set_name (self, cell);
      break;
    default:
      self->id = cell;
    }
}

void
kith_record_read (KithRecord *self, const KithTable *table, const KithCsvRow *row, guint side)
{
  g_autofree char *middle = NULL;
  const char *name = "";

  kith_record_empty (self);
  for (guint i = 0; i < table->n_columns; i++)
    {
      const KithColumn *column = &table->columns[i];
      const char *cell = row->cells[i];

      if (column->side != side || *cell == '\0')
        continue;
      switch (column->kind)
        {
        case KITH_COLUMN_PERSON_KEY:
          kith_record_read_key (self, cell, column->keys);
          break;
        case KITH_COLUMN_PERSON_ID:
          if (column->keys == KITH_KEYS_EMAIL && kith_value_is_email (cell))
            add_email (self, cell);
          else if (*self->id == '\0')
            self->id = cell;
          break;
        case KITH_COLUMN_PERSON_NAME:
          if (*name == '\0')
            name = cell;
          break;
        case KITH_COLUMN_GIVEN_NAME:
          set_once (&self->given, cell);
          break;
        case KITH_COLUMN_MIDDLE_NAME:
          if (middle == NULL)
            middle = g_strdup (cell);
          break;
        case KITH_COLUMN_FAMILY_NAME:
          set_once (&self->family, cell);
          break;
        case KITH_COLUMN_NICKNAME:
          set_once (&self->nickname, cell);
          break;
        case KITH_COLUMN_EMAIL:
          add_email (self, cell);
          break;
        case KITH_COLUMN_PHONE:
          add_phone (self, cell);
          break;
        case KITH_COLUMN_HANDLE:
          if (strlen (cell) <= 200)
            add_text (self->handles, cell);
          break;
        case KITH_COLUMN_WEBSITE:
          if (strlen (cell) <= 500)
            add_text (self->websites, cell);
          break;
        case KITH_COLUMN_TOWN:
          set_once (&self->town, cell);
          break;
        case KITH_COLUMN_ORGANIZATION:
          set_once (&self->organization, cell);
          break;
        case KITH_COLUMN_LANGUAGE:
          set_once (&self->language, cell);
          break;
        case KITH_COLUMN_NOTES:
          set_once (&self->notes, cell);
          break;
        case KITH_COLUMN_AUDIENCE:
          self->audience = MAX (self->audience, read_audience (cell));
          break;
        case KITH_COLUMN_SUPPORT:
          if (cell[0] >= '1' && cell[0] <= '5' && cell[1] == '\0')
            self->stance = 3 - (cell[0] - '0');
          break;
        case KITH_COLUMN_STANCE:
          self->stance = kith_value_stance (cell);
          break;
        case KITH_COLUMN_GROUPS:
        case KITH_COLUMN_TAGS:
          {
            g_autoptr (GPtrArray) parts = kith_value_split (cell);

            for (guint k = 0; k < parts->len; k++)
              {
                const char *group = parts->pdata[k];

                while (*group == '*' || *group == ' ')
                  group++;
                if (*group != '\0' && strlen (group) <= 200)
                  add_text (column->kind == KITH_COLUMN_TAGS ? self->tags : self->groups, group);
              }
          }
          break;
        case KITH_COLUMN_NO_CONTACT:
          self->do_not_contact = self->do_not_contact || is_refusal (cell);
          break;
        case KITH_COLUMN_NO_EMAIL:
          refuse (&self->email_word, cell);
          break;
        case KITH_COLUMN_NO_PHONE:
          refuse (&self->phone_word, cell);
          break;
        case KITH_COLUMN_NO_SMS:
          refuse (&self->sms_word, cell);
          break;
        case KITH_COLUMN_NO_POST:
          refuse (&self->post_word, cell);
          break;
        case KITH_COLUMN_EMAIL_OPT_IN:
        case KITH_COLUMN_SUBSCRIPTION:
          allow (&self->email_word, cell);
          break;
        case KITH_COLUMN_SMS_OPT_IN:
          allow (&self->sms_word, cell);
          break;
        default:
          break;
        }
    }
  if (*name != '\0')
    kith_record_read_key (self, name, KITH_KEYS_NAME);
  if (*self->given != '\0' || *self->family != '\0')
    {
      g_autofree char *given = write_as_name (self->given, TRUE);
      g_autofree char *family = write_as_name (self->family, TRUE);
      g_autofree char *whole = g_strjoin (" ", self->given, middle != NULL ? middle : "", self->family, NULL);

      if (*self->name == '\0')
        {
          g_autofree char *clean = write_as_name (whole, TRUE);
          char *to = clean;

          /* One blank where parts were missing. */
          for (const char *from = g_strstrip (clean); *from != '\0'; from++)
            if (*from != ' ' || from[1] != ' ')
              *to++ = *from;
          *to = '\0';
          g_set_str (&self->name, clean);
        }
      g_set_str (&self->given, given);
      g_set_str (&self->family, family);
    }
  if (*self->name == '\0' && *self->nickname != '\0')
    g_set_str (&self->name, self->nickname);
  if (*self->name == '\0' && *self->id == '\0' && self->emails->len == 0 && self->handles->len == 0
      && *self->organization != '\0')
    g_set_str (&self->name, self->organization);
}

/* "-", "???" and the like name nobody. */
static gboolean
has_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

gboolean
kith_record_is_somebody (const KithRecord *self)
{
  return *self->id != '\0' || self->emails->len > 0 || self->handles->len > 0 || has_letters (self->name);
}

/* --- given names --- */

char *
kith_dup_given_name (const char *given, const char *name)
{
  const char *space;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (name == NULL || strchr (name, '@') != NULL || strpbrk (name, "0123456789") != NULL)
    return g_strdup ("");
  space = strrchr (name, ' ');
  return space != NULL ? g_strndup (name, space - name) : g_strdup (name);
}
