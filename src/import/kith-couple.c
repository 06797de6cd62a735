/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-couple.h"

#include "kith-name.h"
#include "kith-short-forms.h"
#include "kith-text.h"

#include <string.h>

#define WORDS_MAX 12

/* What stands between two people. Those of the second list stand within the name of one person, too. */
static const char *const joints[] = { "&", "+", "and", "und", "u.", "och", "og", "et", "en", "ja", NULL };
static const char *const weak_joints[] = { "y", "e", "i", NULL };

static const char *const men[] = { "mr",    "mister", "herr",   "herrn", "hr",   "hrn", "monsieur", "m",    "sr",
                                   "senor", "sig",    "signor", "dhr",   "heer", "pan", "don",      "lord", NULL };
static const char *const women[]
    = { "mrs",   "ms",      "miss", "frau",    "fr", "madame", "mme",  "mlle", "sra",  "senora",
        "sigra", "signora", "mevr", "mevrouw", "mw", "pani",   "dona", "fru",  "lady", NULL };
static const char *const degrees[]
    = { "dr", "drs", "prof", "professor", "rev", "reverend", "sir", "ing", "dipl", "mag", "hon", "doctor", NULL };

/* Words that people are not called by: shops, clubs, offices. */
static const char *const of_others[]
    = { "co",           "company",    "corporation", "corp",         "inc",         "ltd",       "llc",
        "llp",          "plc",        "gmbh",        "ag",           "kg",          "ohg",       "gbr",
        "ev",           "ab",         "as",          "bv",           "sarl",        "sa",        "sons",
        "son",          "sohn",       "sohne",       "tochter",      "daughters",   "brothers",  "bros",
        "partner",      "partners",   "associates",  "assoc",        "foundation",  "stiftung",  "verein",
        "club",         "band",       "team",        "group",        "gruppe",      "church",    "kirche",
        "school",       "schule",     "academy",     "college",      "university",  "center",    "centre",
        "zentrum",      "shop",       "store",       "cafe",         "restaurant",  "bar",       "hotel",
        "institute",    "institut",   "society",     "association",  "council",     "committee", "commission",
        "department",   "bureau",     "authority",   "agency",       "alliance",    "coalition", "network",
        "federation",   "ministry",   "ministries",  "project",      "program",     "programme", "service",
        "services",     "support",    "consulting",  "counseling",   "design",      "law",       "legal",
        "attorneys",    "architects", "architekten", "praxis",       "clinic",      "hospital",  "laboratory",
        "laboratories", "lab",        "nursing",     "rehab",        "trust",       "fund",      "charity",
        "union",        "press",      "media",       "studio",       "studios",     "theatre",   "theater",
        "choir",        "chor",       "orchestra",   "museum",       "library",     "friends",   "family",
        "familie",      "guest",      "guests",      "kids",         "children",    "kinder",    "crafts",
        "arts",         "music",      "kunst",       "kultur",       "sport",       "health",    "care",
        "community",    "volunteers", "staff",       "board",        "office",      "house",     "haus",
        "home",         "housing",    "garden",      "rotes",        "united",      "national",  "international",
        "management",   "solutions",  "systems",     "technologies", "development", "education", "training",
        "research",     "resource",   "resources",   "industries",   "county",      "city",      "state",
        "district",     "baptist",    "methodist",   "catholic",     "lutheran",    "youth",     "senior",
        "seniors",      "women",      "womens",      "men",          "girls",       "boys",      "adult",
        "aid",          "justice",    "rights",      "relief",       "rescue",      "animal",    "food",
        "bank",         "pantry",     "others",      "unknown",      "anonymous",   "everyone",  "all",
        "the",          NULL };

void
kith_couple_clear (KithCouple *couple)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&couple->name[i], g_free);
      g_clear_pointer (&couple->given[i], g_free);
      g_clear_pointer (&couple->family[i], g_free);
    }
}

/* --- words --- */

/* Small letters without marks and points: "Dr." and "dr" are the same. */
static gboolean
is_in (const char *word, const char *const *list)
{
  g_autofree char *folded = kith_text_fold (word);
  char *to = folded;

  if (g_str_equal (word, "u."))
    return list == joints;
  for (const char *from = folded; *from != '\0'; from++)
    if (*from != '.')
      *to++ = *from;
  *to = '\0';
  return g_strv_contains (list, folded);
}

/* @french: "M." may be "Monsieur" */
static gboolean
is_title (const char *word, gboolean french)
{
  if (g_ascii_strcasecmp (word, "M.") == 0)
    return french;
  /* "M" and "Fr" are initials or given names unless a point says that something is left out. */
  if (strlen (word) <= 2 && strchr (word, '.') == NULL && !is_in (word, degrees) && !g_str_equal (word, "Mr")
      && !g_str_equal (word, "Ms") && !g_str_equal (word, "Hr"))
    return FALSE;
  return is_in (word, men) || is_in (word, women) || is_in (word, degrees);
}

static gboolean
is_particle (const char *word)
{
  g_autofree char *latin = kith_name_dup_latin (word);

  return kith_name_is_particle (latin);
}

static gboolean
is_initial (const char *word)
{
  const char *rest = g_utf8_next_char (word);

  return *rest == '\0' || g_str_equal (rest, ".");
}

/* Two to four large letters and nothing else. */
static gboolean
is_short_form (const char *word)
{
  guint n = 0;

  for (const char *p = word; *p != '\0'; p++, n++)
    if (!g_ascii_isupper (*p))
      return FALSE;
  return n >= 2 && n <= 4;
}

/* Letters, with what stands between them in names, beginning with a large one. */
static gboolean
is_of_a_name (const char *word, gboolean small)
{
  gboolean any = FALSE;

  if (is_in (word, of_others))
    return FALSE;
  if (!small && g_unichar_islower (g_utf8_get_char (word)) && !is_particle (word))
    return FALSE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) || g_unichar_ismark (c))
        any = TRUE;
      else if (c != '\'' && c != 0x2019 && c != '.' && c != '-')
        return FALSE;
    }
  return any;
}

/* The words of one of the two. */
typedef struct
{
  const char *title; /* the first; NULL */
  const char *words[WORDS_MAX];
  guint n;
} Part;

static void
take_titles (Part *part, gboolean french)
{
  guint titles = 0;

  while (titles < part->n && is_title (part->words[titles], french))
    titles++;
  part->title = titles > 0 ? part->words[0] : NULL;
  memmove (part->words, part->words + titles, (part->n - titles) * sizeof *part->words);
  part->n -= titles;
}

static gboolean
part_is_name (const Part *part, gboolean small)
{
  for (guint i = 0; i < part->n; i++)
    if (!is_of_a_name (part->words[i], small))
      return FALSE;
  return TRUE;
}

static char *
join (const Part *part, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "%s%s", i > from ? " " : "", part->words[i]);
  return g_string_free_and_steal (text);
}

/* Where the family name begins: at "von" and the like, else with the last word. */
static guint
find_family (const Part *part)
{
  for (guint i = 1; i < part->n; i++)
    if (is_particle (part->words[i]))
      return i;
  return part->n - 1;
}

/* --- the two --- */

/* A text at its one joint. */
typedef struct
{
  char *text; /* holds the words */
  Part part[2];
  gboolean weak;
  gboolean small, large; /* all letters are */
} Halves;

static void
halves_clear (Halves *halves)
{
  g_clear_pointer (&halves->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Halves, halves_clear)

/* Returns: FALSE where there is not one joint exactly */
static gboolean
halve (Halves *halves, const char *text)
{
  g_autoptr (GString) spaced = g_string_new (NULL);
  guint side = 0;

  *halves = (Halves) { .small = TRUE, .large = TRUE };
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      halves->small = halves->small && !g_unichar_isupper (c);
      halves->large = halves->large && !g_unichar_islower (c);
      if (c == '&' || c == '+')
        g_string_append_printf (spaced, " %c ", (char) c);
      else
        g_string_append_unichar (spaced, c);
    }
  halves->text = g_string_free_and_steal (g_steal_pointer (&spaced));
  for (char *word = strtok (halves->text, " "); word != NULL; word = strtok (NULL, " "))
    {
      gboolean weak = g_strv_contains (weak_joints, word);

      if (weak || is_in (word, joints))
        {
          if (side == 1)
            return FALSE;
          halves->weak = weak;
          side = 1;
          continue;
        }
      if (halves->part[side].n == WORDS_MAX)
        return FALSE;
      halves->part[side].words[halves->part[side].n++] = word;
    }
  if (side == 0)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    take_titles (&halves->part[i], strstr (text, "Mme") != NULL);
  /* "YWCA" is short for something, unless all is written so. */
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < halves->part[i].n; k++)
      if (!halves->large && is_short_form (halves->part[i].words[k])
          && !(i == 1 && k > 0 && k + 1 == halves->part[i].n))
        return FALSE;
  return part_is_name (&halves->part[0], halves->small) && part_is_name (&halves->part[1], halves->small);
}

static void
set (KithCouple *couple, guint i, char *given, char *family)
{
  couple->given[i] = given;
  couple->family[i] = family;
  couple->name[i] = *family == '\0' ? g_strdup (given) : g_strdup_printf ("%s %s", given, family);
}

/* "Anna & Bernd" with the family name beside it, "Muster" or "Muster & Schmidt". @sure: the two columns say which is which */
static gboolean
read_apart (KithCouple *couple, const char *given, const char *family, gboolean sure)
{
  const Part *second;
  g_auto (Halves) halves = { 0 };
  g_auto (Halves) families = { 0 };
  gboolean two;

  if (*family == '\0' || strlen (family) > 200 || strpbrk (family, ",@0123456789") != NULL || !halve (&halves, given)
      || halves.part[0].n == 0 || halves.part[0].n > 3 || halves.part[1].n == 0 || halves.part[1].n > 3)
    return FALSE;
  /* "Anna, Bernd & Carla Muster" are three. */
  second = &halves.part[1];
  if (!sure && second->n > halves.part[0].n && !is_initial (second->words[second->n - 1]))
    return FALSE;
  two = halve (&families, family) && !families.weak && families.part[0].n > 0 && families.part[1].n > 0;
  for (guint i = 0; i < 2; i++)
    set (couple, i, join (&halves.part[i], 0, halves.part[i].n),
         two ? join (&families.part[i], 0, families.part[i].n) : g_strdup (family));
  return TRUE;
}

/* Whether it begins with an initial, or with a word that many are called by. */
static gboolean
is_surely_given (const char *given)
{
  g_autofree char *first = g_strndup (given, strcspn (given, " -"));
  g_autofree char *latin = kith_name_dup_latin (first);
  guint names[KITH_SHORT_FORMS_MAX];

  return is_initial (first) || kith_short_forms_find (latin, names) > 0;
}

/* "Smith, John and Jane"; but three names of families are one office. */
static gboolean
read_sorted (KithCouple *couple, const char *name, const char *comma, gboolean sorted)
{
  g_autofree char *family = g_strstrip (g_strndup (name, comma - name));

  if (!read_apart (couple, comma + 1, family, FALSE))
    return FALSE;
  if (sorted || is_surely_given (couple->given[0]) || is_surely_given (couple->given[1]))
    return TRUE;
  kith_couple_clear (couple);
  return FALSE;
}

/* "Smith, John & Jones, Mary": at the comma that is left in either half. */
static gboolean
read_both_sorted (KithCouple *couple, const char *name)
{
  g_auto (Halves) halves = { 0 };
  g_autofree char *marked = g_strdup (name);

  /* The commas are put back as ends of words. */
  for (char *p = marked; *p != '\0'; p++)
    if (*p == ',')
      *p = '-';
  if (!halve (&halves, marked))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const Part *part = &halves.part[i];
      g_autofree char *family = NULL;

      if (part->n < 2 || !g_str_has_suffix (part->words[0], "-"))
        {
          kith_couple_clear (couple);
          return FALSE;
        }
      family = g_strndup (part->words[0], strlen (part->words[0]) - 1);
      set (couple, i, join (part, 1, part->n), g_steal_pointer (&family));
    }
  return TRUE;
}

/* "Mr. and Mrs. John Smith": one of the two is only a title. */
static gboolean
read_titles (KithCouple *couple, const Halves *halves)
{
  const Part *named = &halves->part[1];
  const char *first = halves->part[0].title, *second = named->title;
  guint family = named->n > 0 ? find_family (named) : 0;
  gboolean second_is_unnamed = second != NULL && is_in (second, women) && !is_in (first, women);

  if (first == NULL || second == NULL || named->n == 0 || named->n > 5)
    return FALSE;
  if (named->n == 1 || is_particle (named->words[0]))
    {
      for (guint i = 0; i < 2; i++)
        {
          set (couple, i, g_strdup (halves->part[i].title), join (named, 0, named->n));
          g_set_str (&couple->given[i], "");
        }
      return TRUE;
    }
  set (couple, 0, join (named, 0, family), join (named, family, named->n));
  set (couple, 1, g_strdup (second_is_unnamed ? second : first), join (named, family, named->n));
  g_set_str (&couple->given[1], "");
  return TRUE;
}

static gboolean
read_whole (KithCouple *couple, const char *name)
{
  g_auto (Halves) halves = { 0 };
  const Part *a = &halves.part[0], *b = &halves.part[1];
  gboolean shared;
  guint family;

  if (!halve (&halves, name) || a->n > 4 || b->n > 5)
    return FALSE;
  if (a->n == 0)
    return read_titles (couple, &halves);
  if (b->n < 2)
    return FALSE;
  /* One word, or initials behind one, before the joint: a given name. */
  shared = a->n == 1 || is_initial (a->words[a->n - 1]);
  if (!shared && halves.weak)
    return FALSE;
  family = halves.weak ? 1 : find_family (b);
  set (couple, 1, join (b, 0, family), join (b, family, b->n));
  if (shared)
    set (couple, 0, join (a, 0, a->n), join (b, family, b->n));
  else
    {
      family = find_family (a);
      set (couple, 0, join (a, 0, family), join (a, family, a->n));
    }
  return TRUE;
}

gboolean
kith_couple_may_join (const char *text)
{
  static const char *const signs[]
      = { "&",   "+",   " and ", " und ", " u. ",  " och ", " og ",  " et ",  " en ", " ja ",
          " y ", " e ", " i ",   " And ", " Und ", " AND ", " UND ", " Och ", " Og ", " Et " };

  const char *space = strchr (text, ' ');

  if (strpbrk (text, "&+") == NULL && (space == NULL || strchr (space + 1, ' ') == NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (text, signs[i]) != NULL)
      return strlen (text) <= 200 && strpbrk (text, "@0123456789()/;") == NULL;
  return FALSE;
}

gboolean
kith_couple_read (KithCouple *couple, const char *name, const char *given, const char *family, gboolean sorted)
{
  const char *comma = strchr (name, ',');

  *couple = (KithCouple) { 0 };
  if (kith_couple_may_join (given))
    return read_apart (couple, given, family, TRUE);
  if (!kith_couple_may_join (name))
    return FALSE;
  if (comma == NULL)
    return read_whole (couple, name);
  return strchr (comma + 1, ',') == NULL ? read_sorted (couple, name, comma, sorted) : read_both_sorted (couple, name);
}

/* --- records --- */

/* What is said of all who live together. */
static void
share (const KithRecord *self, KithRecord *partner)
{
  const GPtrArray *lists[][2] = { { self->groups, partner->groups }, { self->tags, partner->tags } };
  KithWord *words[][2] = { { (KithWord *) &self->email_word, &partner->email_word },
                           { (KithWord *) &self->phone_word, &partner->phone_word },
                           { (KithWord *) &self->sms_word, &partner->sms_word },
                           { (KithWord *) &self->post_word, &partner->post_word } };

  if (*partner->town == '\0')
    g_set_str (&partner->town, self->town);
  if (*partner->language == '\0')
    g_set_str (&partner->language, self->language);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < lists[i][0]->len; k++)
      g_ptr_array_add ((GPtrArray *) lists[i][1], g_strdup (lists[i][0]->pdata[k]));
  partner->do_not_contact = partner->do_not_contact || self->do_not_contact;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (*words[i][0] == KITH_WORD_NO)
      *words[i][1] = KITH_WORD_NO;
}

/* Whether the name stands in the address: "bernd.muster@…" */
static gboolean
looks_like (const char *email, const char *given)
{
  g_autofree char *folded = kith_text_fold (given);

  return strlen (folded) >= 3 && g_strstr_len (email, strchr (email, '@') - email, folded) != NULL;
}

/* Of two addresses or more the second person has the one that has that name in it, else the second. */
static void
share_addresses (KithRecord *self, KithRecord *partner, const KithCouple *couple)
{
  guint theirs = 1;

  if (self->emails->len == 0)
    return;
  if (self->emails->len == 1)
    {
      g_ptr_array_add (partner->emails, g_strdup (self->emails->pdata[0]));
      return;
    }
  for (guint i = self->emails->len; i-- > 0;)
    if (looks_like (self->emails->pdata[i], couple->given[1]) && !looks_like (self->emails->pdata[i], couple->given[0]))
      theirs = i;
  if (theirs == 1 && looks_like (self->emails->pdata[1], couple->given[0])
      && !looks_like (self->emails->pdata[0], couple->given[0]))
    theirs = 0;
  g_ptr_array_add (partner->emails, g_ptr_array_steal_index (self->emails, theirs));
}

gboolean
kith_record_split (KithRecord *self, KithRecord *partner, gboolean sorted)
{
  g_auto (KithCouple) couple = { 0 };
  KithRecord *both[] = { self, partner };

  if (!kith_couple_read (&couple, self->name, self->given, self->family, sorted))
    return FALSE;
  kith_record_empty (partner);
  share (self, partner);
  share_addresses (self, partner, &couple);
  for (guint i = 0; i < self->phones->len; i++)
    g_ptr_array_add (partner->phones, g_strdup (self->phones->pdata[i]));
  partner->email_word = self->email_word;
  partner->phone_word = self->phone_word;
  partner->sms_word = self->sms_word;
  partner->post_word = self->post_word;
  partner->stance = self->stance;
  for (guint i = 0; i < 2; i++)
    {
      g_set_str (&both[i]->name, couple.name[i]);
      g_set_str (&both[i]->given, couple.given[i]);
      g_set_str (&both[i]->family, couple.family[i]);
    }
  return TRUE;
}

/* The family name, also where only the whole name is known; "" for a single word. Free with g_free (). */
static char *
dup_family (const KithRecord *self)
{
  g_auto (GStrv) words = NULL;
  Part part = { 0 };

  if (*self->family != '\0')
    return g_strdup (self->family);
  words = g_strsplit (self->name, " ", WORDS_MAX);
  for (char **word = words; *word != NULL; word++)
    part.words[part.n++] = *word;
  return part.n > 1 ? join (&part, find_family (&part), part.n) : g_strdup ("");
}

gboolean
kith_record_read_other (KithRecord *other, const KithRecord *self, const KithTable *table, const KithCsvRow *row,
                        guint side)
{
  kith_record_read (other, table, row, side);
  if (side == KITH_SIDE_PARTNER && *other->given != '\0' && *other->family == '\0')
    {
      g_autofree char *family = dup_family (self);
      g_autofree char *name = *family != '\0' ? g_strdup_printf ("%s %s", other->given, family) : NULL;

      if (name != NULL)
        {
          g_set_str (&other->family, family);
          g_set_str (&other->name, name);
        }
    }
  /* "Mum Name" beside "Mum Last Name" is her first name. */
  else if (*other->given == '\0' && *other->family != '\0' && strchr (other->name, ' ') == NULL
           && !g_str_equal (other->name, other->family))
    {
      g_autofree char *name = g_strdup_printf ("%s %s", other->name, other->family);

      g_set_str (&other->given, other->name);
      g_set_str (&other->name, name);
    }
  /* A first name alone may be anybody's. */
  if (other->emails->len == 0 && strchr (other->name, ' ') == NULL)
    return FALSE;
  if (side == KITH_SIDE_PARTNER)
    share (self, other);
  other->id = "";
  return kith_record_is_somebody (other);
}
