/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is compared with whom: each record gets a handful of keys, records with the same key make a block, and within a block each is compared
 * with each. The keys are such that no two can be likely one person without sharing one. */

#include "kith-duplicates-private.h"

#include "kith-short-forms.h"
#include "kith-ties.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_MAX 400
#define WORDS_MAX 3 /* of a family name */
#define TIED (-3.0) /* bits: people who are tied to each other are seldom one */

typedef struct
{
  guint64 key;
  guint record;
} Entry;

typedef enum
{
  KEY_EMAIL = 1,
  KEY_PHONE,
  KEY_HANDLE,
  KEY_WEBSITE,
  KEY_LETTER, /* the sound of a family name and the first letter of a given one */
  KEY_FORM,   /* that sound and a name that the given one can stand for */
  KEY_BOTH,   /* both names, whichever comes first */
} KeyKind;

static guint64
mix (guint64 kind, guint64 a, guint64 b)
{
  guint64 key = (a * 0x9e3779b97f4a7c15ull) ^ (b + 0x7f4a7c15ull);

  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9ull;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebull;
  return ((key ^ (key >> 31)) << 3) | kind;
}

static guint64
hash_text (const char *text)
{
  guint64 hash = 0xcbf29ce484222325ull;

  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * 0x100000001b3ull;
  return hash;
}

static void
add_entry (GArray *entries, guint record, KeyKind kind, guint64 a, guint64 b)
{
  Entry entry = { mix (kind, a, b), record };

  g_array_append_val (entries, entry);
}

static void
add_contacts (GArray *entries, guint record, KeyKind kind, const guint32 *keys, guint n)
{
  for (guint i = 0; i < n; i++)
    add_entry (entries, record, kind, keys[i], 0);
}

/* The sound with each way the given names may begin or be meant. */
static void
add_family_sound (GArray *entries, guint at, const KithNameParts *name, guint32 sound)
{
  guint names[KITH_SHORT_FORMS_MAX];
  guint n = kith_short_forms_find (name->given, names);

  add_entry (entries, at, KEY_LETTER, sound, (guchar) *name->given);
  for (const char *p = name->others; *p != '\0'; p++)
    if (p == name->others || p[-1] == ' ')
      add_entry (entries, at, KEY_LETTER, sound, (guchar) *p);
  for (guint i = 0; i < n; i++)
    add_entry (entries, at, KEY_FORM, sound, names[i]);
}

static void
add_names (GArray *entries, guint at, const KithLikenessRecord *record)
{
  const KithNameParts *name = &record->name;
  guint64 given = hash_text (name->given), family = hash_text (name->family);

  if (*name->given == '\0' || *name->family == '\0')
    return;
  add_entry (entries, at, KEY_BOTH, MIN (given, family), MAX (given, family));
  add_family_sound (entries, at, name, record->family_sound);
  if (strchr (name->family, ' ') != NULL)
    {
      g_auto (GStrv) words = g_strsplit (name->family, " ", WORDS_MAX + 1);

      for (guint i = 0; words[i] != NULL && i < WORDS_MAX; i++)
        add_family_sound (entries, at, name, kith_name_sound (words[i]));
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->record > y->record) - (x->record < y->record);
}

static GArray *
make_entries (const KithLikenessSet *self)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), 8 * self->records->len);

  for (guint i = 0; i < self->records->len; i++)
    {
      const KithLikenessRecord *record = &g_array_index (self->records, KithLikenessRecord, i);

      add_contacts (entries, i, KEY_EMAIL, record->emails, record->n_emails);
      add_contacts (entries, i, KEY_PHONE, record->phones, record->n_phones);
      add_contacts (entries, i, KEY_HANDLE, record->handles, record->n_handles);
      add_contacts (entries, i, KEY_WEBSITE, record->websites, record->n_websites);
      add_names (entries, i, record);
    }
  qsort (entries->data, entries->len, sizeof (Entry), compare_entries);
  return entries;
}

static void
compare_block (const KithLikenessSet *self, const Entry *entries, guint n, GArray *found)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        const KithLikenessRecord *a = &g_array_index (self->records, KithLikenessRecord, entries[i].record);
        const KithLikenessRecord *b = &g_array_index (self->records, KithLikenessRecord, entries[j].record);
        KithDuplicate pair = { .a = a->id, .b = b->id };

        if (a == b)
          continue;
        pair.likelihood = kith_likeness_compare (a, b, self->records->len, &pair.likeness);
        if (pair.likelihood >= KITH_LIKELY)
          g_array_append_val (found, pair);
      }
}

/* Too many for each with each: only those with the same given name, and of these no more than a block has. */
static void
compare_large_block (const KithLikenessSet *self, const Entry *entries, guint n, GArray *found)
{
  g_autofree Entry *finer = g_memdup2 (entries, n * sizeof *entries);
  guint start = 0;

  for (guint i = 0; i < n; i++)
    finer[i].key = hash_text (g_array_index (self->records, KithLikenessRecord, finer[i].record).name.given);
  qsort (finer, n, sizeof *finer, compare_entries);
  for (guint i = 1; i <= n; i++)
    if (i == n || finer[i].key != finer[start].key)
      {
        compare_block (self, finer + start, MIN (i - start, BLOCK_MAX), found);
        start = i;
      }
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const KithDuplicate *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

/* A pair may have met in several blocks. */
static void
drop_repeated (GArray *found)
{
  guint n = 0;

  g_array_sort (found, compare_pairs);
  for (guint i = 0; i < found->len; i++)
    {
      const KithDuplicate *pair = &g_array_index (found, KithDuplicate, i);

      if (n == 0 || compare_pairs (&g_array_index (found, KithDuplicate, n - 1), pair) != 0)
        g_array_index (found, KithDuplicate, n++) = *pair;
    }
  g_array_set_size (found, n);
}

GArray *
kith_likeness_set_compare (const KithLikenessSet *self, KithProgress *progress, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GArray) entries = make_entries (self);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KithDuplicate));
  guint start = 0, told = 0;

  for (guint i = 1; i <= entries->len; i++)
    {
      const Entry *first = &g_array_index (entries, Entry, start);

      if (i < entries->len && g_array_index (entries, Entry, i).key == first->key)
        continue;
      if (i - start > BLOCK_MAX)
        compare_large_block (self, first, i - start, found);
      else
        compare_block (self, first, i - start, found);
      start = i;
      if (i - told >= 10000)
        {
          told = i;
          kith_progress_step (progress, NULL, i / (double) entries->len);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
        }
    }
  drop_repeated (found);
  return g_steal_pointer (&found);
}

/* --- what was asked and answered --- */

static gboolean
take_answer (const KithQuestion *question, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, *question);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const KithLikenessRecord *x = a, *y = b;

  return (x->id > y->id) - (x->id < y->id);
}

/* Pairs that an import asked about are there whatever their likelihood, unless answered. */
static void
apply_answers (const KithLikenessSet *set, GArray *found, const GArray *questions)
{
  guint n_found = found->len, n = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const KithQuestion *question = &g_array_index (questions, KithQuestion, i);
      const KithDuplicate key = { .a = question->a, .b = question->b };
      KithDuplicate *pair = bsearch (&key, found->data, n_found, sizeof key, compare_pairs);
      guint a, b;

      if (pair != NULL)
        {
          pair->answer = question->answer;
          pair->asked = question->import != 0;
        }
      else if (question->answer != KITH_ANSWER_DIFFERENT
               && g_array_binary_search (set->records, &(KithLikenessRecord) { .id = question->a }, compare_ids, &a)
               && g_array_binary_search (set->records, &(KithLikenessRecord) { .id = question->b }, compare_ids, &b))
        {
          KithDuplicate asked = { .a = question->a, .b = question->b, .asked = TRUE, .answer = question->answer };

          asked.likelihood = kith_likeness_compare (&g_array_index (set->records, KithLikenessRecord, a),
                                                    &g_array_index (set->records, KithLikenessRecord, b),
                                                    set->records->len, &asked.likeness);
          g_array_append_val (found, asked);
        }
    }
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, KithDuplicate, i).answer != KITH_ANSWER_DIFFERENT)
      g_array_index (found, KithDuplicate, n++) = g_array_index (found, KithDuplicate, i);
  g_array_set_size (found, n);
}

static gboolean
look_at_tie (const KithTie *tie, gpointer user_data)
{
  KithDuplicate *pair = user_data;

  if (tie->a != pair->b && tie->b != pair->b)
    return TRUE;
  pair->likeness |= KITH_UNLIKE_TIED;
  return FALSE;
}

static gboolean
weigh_ties (KithStore *store, GArray *found, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      KithDuplicate *pair = &g_array_index (found, KithDuplicate, i);

      if (!kith_ties_of (store, pair->a, look_at_tie, pair, error))
        return FALSE;
      if ((pair->likeness & KITH_UNLIKE_TIED) != 0)
        pair->likelihood = kith_likeness_weigh (pair->likelihood, TIED);
      if (pair->likelihood >= KITH_LIKELY || pair->asked)
        g_array_index (found, KithDuplicate, n++) = *pair;
    }
  g_array_set_size (found, n);
  return TRUE;
}

static int
compare_likelihood (gconstpointer a, gconstpointer b)
{
  const KithDuplicate *x = a, *y = b;

  if (x->answer != y->answer)
    return x->answer == KITH_ANSWER_LATER ? 1 : -1;
  if (x->likelihood != y->likelihood)
    return x->likelihood > y->likelihood ? -1 : 1;
  return compare_pairs (a, b);
}

GArray *
kith_duplicates_find (KithStore *store, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithLikenessSet) set = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) questions = g_array_new (FALSE, FALSE, sizeof (KithQuestion));
  gboolean done;

  kith_progress_step (progress, _ ("Comparing people"), 0);
  if (!kith_store_begin_reading (store, error))
    return NULL;
  set = kith_likeness_set_load (store, cancellable, error);
  done = set != NULL && (found = kith_likeness_set_compare (set, progress, cancellable, error)) != NULL
         && kith_questions_each (store, take_answer, questions, cancellable, error);
  if (done)
    {
      apply_answers (set, found, questions);
      done = weigh_ties (store, found, error);
    }
  kith_store_end_reading (store);
  if (!done)
    return NULL;
  g_array_sort (found, compare_likelihood);
  return g_steal_pointer (&found);
}
