/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* duplicates, merge-people, different, separate: nobody twice, nobody wrongly merged. */

#include "kith-acts.h"
#include "kith-cli.h"
#include "kith-duplicates.h"
#include "kith-error.h"
#include "kith-merging.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

static KithPerson *
get_person (KithStore *store, const char *word, GError **error)
{
  char *end = NULL;
  gint64 id = g_ascii_strtoll (word, &end, 10);

  if (*word == '\0' || *end != '\0' || id <= 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("“%s” is not the number of a person; “kith-cli people” lists them."), word);
      return NULL;
    }
  return kith_person_get (store, id, error);
}

/* Opens the network words[0], and finds the people whose numbers the other @n words are; each is freed by the caller, on error too. */
static gboolean
open_with (char **words, guint n, KithStore **store, KithPerson **people[], GError **error)
{
  *store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  for (guint i = 0; *store != NULL && i < n; i++)
    if ((*people[i] = get_person (*store, words[i + 1], error)) == NULL)
      return FALSE;
  return *store != NULL;
}

static const char *
name_of (const KithPerson *person)
{
  return person->name != NULL ? person->name : _ ("Somebody without a name");
}

static gboolean
print_duplicate (KithStore *store, const KithDuplicate *pair, JsonBuilder *json, GError **error)
{
  g_autoptr (KithPerson) a = kith_person_get (store, pair->a, error);
  g_autoptr (KithPerson) b = a != NULL ? kith_person_get (store, pair->b, error) : NULL;
  g_autofree char *words = kith_likeness_dup_words (pair->likeness);
  /* What is only likely is never told as sure. */
  double likelihood = MIN (pair->likelihood, kith_cli_json ? 0.999 : 0.99);

  if (b == NULL)
    return FALSE;
  if (!kith_cli_json)
    {
      g_print ("%3.0f %%  %" PRIi64 " %s · %" PRIi64 " %s", 100 * likelihood, a->id, name_of (a), b->id, name_of (b));
      g_print ("\n       %s%s\n", words, pair->answer == KITH_ANSWER_LATER ? _ (" (put off)") : "");
      return TRUE;
    }
  json_builder_begin_object (json);
  kith_cli_add_int (json, "a", a->id);
  kith_cli_add_string (json, "a_name", a->name);
  kith_cli_add_int (json, "b", b->id);
  kith_cli_add_string (json, "b_name", b->name);
  kith_cli_add_double (json, "score", round (1000 * likelihood) / 1000);
  kith_cli_add_string (json, "why", words);
  json_builder_set_member_name (json, "asked");
  json_builder_add_boolean_value (json, pair->asked);
  json_builder_set_member_name (json, "later");
  json_builder_add_boolean_value (json, pair->answer == KITH_ANSWER_LATER);
  json_builder_end_object (json);
  return TRUE;
}

static gboolean
duplicates (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (!kith_cli_parse (argc, argv, NULL, 1, 1, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  found = store != NULL ? kith_duplicates_find (store, NULL, NULL, error) : NULL;
  if (found == NULL)
    return FALSE;
  json_builder_begin_array (json);
  for (guint i = 0; i < found->len; i++)
    if (!print_duplicate (store, &g_array_index (found, KithDuplicate, i), json, error))
      return FALSE;
  json_builder_end_array (json);
  if (kith_cli_json)
    kith_cli_print_json (json);
  else if (found->len == 0)
    g_print ("%s\n", _ ("Nobody seems to be here twice."));
  return TRUE;
}

static void
print_pair (const char *sentence, const KithPerson *a, const KithPerson *b)
{
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_int (json, "id", a->id);
      kith_cli_add_string (json, "name", a->name);
      kith_cli_add_int (json, "other", b->id);
      kith_cli_add_string (json, "other_name", b->name);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    g_print ("%s\n", sentence);
}

static gboolean
merge_people (int argc, char **argv, GError **error)
{
  gboolean second = FALSE;
  const GOptionEntry entries[] = {
    { "values-of-second", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &second,
      N_ ("Where both know something, the second holds (otherwise: what was set by hand, then the newer, then the longer)"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithActScope) act = NULL;
  g_autoptr (KithPerson) keep = NULL;
  g_autoptr (KithPerson) gone = NULL;
  g_autoptr (KithPerson) now = NULL;
  g_autofree char *label = NULL;
  g_autofree char *sentence = NULL;
  guint take;

  if (!kith_cli_parse (argc, argv, entries, 3, 3, &words, error))
    return FALSE;
  if (!open_with (words, 2, &store, (KithPerson * *[]){ &keep, &gone }, error))
    return FALSE;
  take = kith_merge_choose (keep, gone) | (second ? kith_merge_differing (keep, gone) : 0);
  /* Translators: an act, as in "Undo …"; two names */
  label = g_strdup_printf (_ ("Merge %s and %s"), name_of (keep), name_of (gone));
  if (!kith_act_begin (store, label, FALSE, error))
    return FALSE;
  act = kith_act_scope (store);
  if (!kith_people_merge (store, keep->id, gone->id, take, error)
      || (now = kith_person_get (store, keep->id, error)) == NULL || !kith_act_commit (store, NULL, error))
    return FALSE;
  sentence
      = g_strdup_printf (_ ("%s and %s are one person now, called %s. “kith-cli separate” takes them apart again."),
                         name_of (keep), name_of (gone), name_of (now));
  print_pair (sentence, now, gone);
  return TRUE;
}

static gboolean
different (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithActScope) act = NULL;
  g_autoptr (KithPerson) a = NULL;
  g_autoptr (KithPerson) b = NULL;
  g_autofree char *label = NULL;
  g_autofree char *sentence = NULL;

  if (!kith_cli_parse (argc, argv, NULL, 3, 3, &words, error))
    return FALSE;
  if (!open_with (words, 2, &store, (KithPerson * *[]){ &a, &b }, error))
    return FALSE;
  if (a->id == b->id)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("These are one person already."));
      return FALSE;
    }
  /* Translators: an act, as in "Undo …"; two names */
  label = g_strdup_printf (_ ("Tell %s and %s Apart"), name_of (a), name_of (b));
  if (!kith_act_begin (store, label, FALSE, error))
    return FALSE;
  act = kith_act_scope (store);
  if (!kith_question_answer (store, a->id, b->id, KITH_ANSWER_DIFFERENT, error)
      || !kith_act_commit (store, NULL, error))
    return FALSE;
  sentence = g_strdup_printf (_ ("%s and %s are different people, and will not be asked about again."), name_of (a),
                              name_of (b));
  print_pair (sentence, a, b);
  return TRUE;
}

static gboolean
separate (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithActScope) act = NULL;
  g_autoptr (KithPerson) person = NULL;
  g_autoptr (KithPerson) apart = NULL;
  g_autofree char *label = NULL;
  g_autofree char *sentence = NULL;
  gint64 id;

  if (!kith_cli_parse (argc, argv, NULL, 2, 2, &words, error))
    return FALSE;
  if (!open_with (words, 1, &store, (KithPerson * *[]){ &person }, error))
    return FALSE;
  /* Translators: an act, as in "Undo …"; a name */
  label = g_strdup_printf (_ ("Separate %s Again"), name_of (person));
  if (!kith_act_begin (store, label, FALSE, error))
    return FALSE;
  act = kith_act_scope (store);
  if (!kith_people_separate (store, person->id, &id, error) || (apart = kith_person_get (store, id, error)) == NULL)
    return FALSE;
  kith_person_free (person);
  person = kith_person_get (store, g_ascii_strtoll (words[1], NULL, 10), error);
  if (person == NULL || !kith_act_commit (store, NULL, error))
    return FALSE;
  sentence = g_strdup_printf (_ ("%s and %s are two people again."), name_of (person), name_of (apart));
  print_pair (sentence, person, apart);
  return TRUE;
}

const KithCommand kith_duplicates_commands[] = {
  { "duplicates", N_ ("NETWORK.kith"), N_ ("List people who may be here twice, and why"), duplicates },
  { "merge-people", N_ ("NETWORK.kith ID ID"), N_ ("Make one person of two; the first stays, nothing is lost"),
    merge_people },
  { "different", N_ ("NETWORK.kith ID ID"), N_ ("Say that two people are not the same, for ever"), different },
  { "separate", N_ ("NETWORK.kith ID"), N_ ("Take apart who was merged last into this person"), separate },
  { NULL, NULL, NULL, NULL },
};
