/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking apart what was made one: the second half of kith-merging.h. Works from what the merge wrote down, and lets be what is no longer as the
 * merge left it. */

#include "kith-error.h"
#include "kith-merging-private.h"
#include "kith-questions.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KithStore *store;
  gint64 merge;
  gint64 person; /* who stayed */
  gint64 gone;   /* the number of the other */
  gint64 apart;  /* the number the other has again */
  guint refused; /* right after the merge */
} Separation;

/* The columns of a record as SQL that reads them from the JSON @text, the first of them at @from. */
static char *
dup_from_json (const char *columns, const char *text, guint from)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (out, "%sjson_extract (%s, '$[%u]')", i > 0 ? ", " : "", text, from + i);
  return g_string_free_and_steal (out);
}

static guint
count_columns (const char *columns)
{
  guint n = 1;

  for (; *columns != '\0'; columns++)
    n += *columns == ',';
  return n;
}

/* --- the person --- */

static gboolean
find_last_merge (Separation *self, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      self->store->db, "SELECT id, gone, refused FROM merge WHERE person = ?1 ORDER BY id DESC LIMIT 1", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, self->person);
  row = kith_stmt_step (stmt, error);
  if (row > 0)
    {
      self->merge = kith_stmt_get_int (stmt, 0);
      self->gone = kith_stmt_get_int (stmt, 1);
      self->refused = kith_stmt_get_int (stmt, 2);
    }
  else if (row == 0)
    g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                         _ ("This person was not made of two, so there is nothing to take apart."));
  return row > 0;
}

static gboolean
bring_back (Separation *self, GError **error)
{
  g_autofree char *columns = dup_from_json (KITH_PERSON_COLUMNS, "was", 0);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO person (id, " KITH_PERSON_COLUMNS ")"
      " SELECT iif (row IN (SELECT id FROM person), NULL, row), %s FROM merged WHERE merge = ?1 AND place = 'person'",
      columns);

  if (!kith_merging_run (self->store, error, sql, 1, self->merge))
    return FALSE;
  self->apart = kith_store_get_last_id (self->store);
  return TRUE;
}

/* Fields that are as the merge left them are again what they were; the others were set since. */
static gboolean
give_back_fields (Separation *self, GError **error)
{
  g_auto (GStrv) names = g_strsplit (KITH_PERSON_COLUMNS, ", ", -1);
  g_autoptr (GString) set = g_string_new (NULL);
  g_autofree char *sql = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_string_append (set, i > 0 ? ", " : "");
      if (g_str_equal (names[i], "by_hand"))
        g_string_append_printf (set,
                                "by_hand = json_extract (m.kept_before, '$[%u]')"
                                " | (by_hand & ~json_extract (m.kept_after, '$[%u]'))",
                                i, i);
      else
        g_string_append_printf (set,
                                "%s = iif (%s IS json_extract (m.kept_after, '$[%u]'),"
                                " json_extract (m.kept_before, '$[%u]'), %s)",
                                names[i], names[i], i, i, names[i]);
    }
  sql = g_strdup_printf ("UPDATE person SET %s FROM merged m WHERE m.merge = ?1 AND m.place = 'person'"
                         " AND person.id = ?2",
                         set->str);
  return kith_merging_run (self->store, error, sql, 2, self->merge, self->person);
}

/* --- what belongs to one person --- */

/* One row a person, whose number is the person's: it cannot be told from one that came later, so it is given back as it was. */
static gboolean
give_back_single (Separation *self, const KithBelonging *place, GError **error)
{
  guint n = count_columns (place->rest);
  g_autofree char *rest = dup_from_json (place->rest, "was", 0);
  g_autofree char *values = dup_from_json (place->values, "was", n);
  /* A community may have gone with an undone search. */
  const char *unless = g_str_equal (place->table, "membership")
                           ? "AND ifnull (json_extract (was, '$[1]') IN (SELECT id FROM community), 1)"
                           : "";
  g_autofree char *take
      = g_strdup_printf ("DELETE FROM %s WHERE person = ?2 AND json_array (%s, %s) = (SELECT was FROM merged"
                         " WHERE merge = ?1 AND place = '%s' AND kept IS NULL)",
                         place->table, place->rest, place->values, place->table);
  g_autofree char *give
      = g_strdup_printf ("INSERT INTO %s (person, %s, %s) SELECT ?2, %s, %s FROM merged"
                         " WHERE merge = ?1 AND place = '%s' %s",
                         place->table, place->rest, place->values, rest, values, place->table, unless);

  return kith_merging_run (self->store, error, take, 2, self->merge, self->person)
         && kith_merging_run (self->store, error, give, 2, self->merge, self->apart);
}

static gboolean
give_back_belongings (Separation *self, const KithBelonging *place, GError **error)
{
  guint n = count_columns (place->rest);
  g_autofree char *rest = dup_from_json (place->rest, "m.was", 0);
  g_autofree char *values = dup_from_json (place->values, "m.was", n);
  g_autofree char *before = dup_from_json (place->values, "m.kept_before", 0);
  g_autofree char *kept_values = kith_merging_dup_columns (place->values, "k.");
  /* The row is still the one that went over, not another that has got its number since. */
  g_autofree char *move = g_strdup_printf (
      "UPDATE %s SET person = ?3 WHERE person = ?2 AND rowid IN (SELECT m.row FROM merged m WHERE m.merge = ?1"
      " AND m.place = '%s' AND m.kept IS NULL AND substr (m.was, 1, length (json_array (%s)))"
      " = rtrim (json_array (%s), ']') || ',')",
      place->table, place->table, place->rest, place->rest);
  g_autofree char *copy = g_strdup_printf (
      "INSERT INTO %s (id, person, %s, %s) SELECT iif (m.row IN (SELECT id FROM %s), NULL, m.row),"
      " ?3, %s, %s FROM merged m JOIN %s k ON k.id = m.kept AND k.person = ?2"
      " WHERE m.merge = ?1 AND m.place = '%s' ORDER BY m.id",
      place->table, place->rest, place->values, place->table, rest, values, place->table, place->table);
  g_autofree char *restore
      = g_strdup_printf ("UPDATE %s AS k SET (%s) = (SELECT %s FROM merged m WHERE m.merge = ?1 AND m.place = '%s'"
                         " AND m.kept = k.id) WHERE k.person = ?2 AND json_array (%s) = (SELECT kept_after"
                         " FROM merged m WHERE m.merge = ?1 AND m.place = '%s' AND m.kept = k.id)",
                         place->table, place->values, before, place->table, kept_values, place->table);

  if (!kith_merging_run (self->store, error, move, 3, self->merge, self->person, self->apart))
    return FALSE;
  return place->meets == NULL
         || (kith_merging_run (self->store, error, copy, 3, self->merge, self->person, self->apart)
             && kith_merging_run (self->store, error, restore, 2, self->merge, self->person));
}

/* --- what is between two --- */

/* Who stands for somebody as the merge knew them: they may have been made one with another since; 0 where they were removed. */
static gboolean
find_who (Separation *self, gint64 person, gint64 *who, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      self->store->db,
      "WITH RECURSIVE stands (id, since) AS (VALUES (?1, ?2) UNION ALL SELECT merge.person, merge.id"
      " FROM stands JOIN merge ON merge.gone = stands.id AND merge.id > stands.since)"
      " SELECT person.id FROM stands JOIN person ON person.id = stands.id ORDER BY since DESC LIMIT 1",
      error);
  int row;

  *who = 0;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, self->merge);
  row = kith_stmt_step (stmt, error);
  if (row > 0)
    *who = kith_stmt_get_int (stmt, 0);
  return row >= 0;
}

static gboolean
copy_pairing (Separation *self, const KithBelonging *place, gint64 noted, const KithPairing *pairing, GError **error)
{
  /* Without a and b, which come first. */
  g_autofree char *others = dup_from_json (place->rest + strlen ("a, b, "), "was", 2);
  g_autofree char *values = dup_from_json (place->values, "was", count_columns (place->rest));
  g_autofree char *sql = g_strdup_printf (
      "INSERT OR IGNORE INTO %s (id, %s, %s) SELECT iif (row IN (SELECT id FROM %s), NULL, row), ?2, ?3, %s, %s"
      " FROM merged WHERE id = ?1",
      place->table, place->rest, place->values, place->table, others, values);

  return kith_merging_run (self->store, error, sql, 3, noted, pairing->a, pairing->b);
}

/* What the merge wrote down of what was between two. */
typedef struct
{
  gint64 id;   /* in merged */
  gint64 kept; /* the row it was joined with; 0 for none */
  KithPairing was;
} Note;

static gboolean
give_back_pairing (Separation *self, const KithBelonging *place, const Note *note, GError **error)
{
  const KithPairing *was = &note->was;
  gint64 other = was->a == self->gone ? was->b : was->a, who, now = 0;
  KithPairing back = *was, here = *was;
  g_autofree char *values = dup_from_json (place->values, "m.kept_before", 0);
  g_autofree char *restore = NULL;
  g_autofree char *move = NULL;

  if (!find_who (self, other, &who, error))
    return FALSE;
  if (who == 0)
    return TRUE;
  kith_pairing_move (&back, place, self->gone, self->apart);
  kith_pairing_move (&back, place, other, who);
  if (other == self->person)
    return copy_pairing (self, place, note->id, &back, error);

  kith_pairing_move (&here, place, self->gone, self->person);
  kith_pairing_move (&here, place, other, who);
  if (here.a == here.b || back.a == back.b)
    return TRUE;
  if (!kith_pairing_find (self->store, place, &here, &now, error))
    return FALSE;
  if (now == 0)
    return TRUE; /* removed since */
  if (note->kept == 0 && now == was->id)
    {
      move = g_strdup_printf ("UPDATE OR IGNORE %s SET a = ?2, b = ?3 WHERE id = ?1", place->table);
      return kith_merging_run (self->store, error, move, 3, now, back.a, back.b);
    }
  restore = g_strdup_printf ("UPDATE %s SET (%s) = (SELECT %s FROM merged m WHERE m.id = ?1) WHERE id = ?2"
                             " AND json_array (%s) = (SELECT kept_after FROM merged WHERE id = ?1)",
                             place->table, place->values, values, place->values);
  return (now != note->kept || kith_merging_run (self->store, error, restore, 2, note->id, now))
         && copy_pairing (self, place, note->id, &back, error);
}

static gboolean
give_back_pairings (Separation *self, const KithBelonging *place, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id, row, json_extract (was, '$[0]'), json_extract (was, '$[1]'), %s, kept FROM merged"
                         " WHERE merge = ?1 AND place = '%s' ORDER BY id",
                         g_str_equal (place->table, "tie") ? "json_extract (was, '$[2]')" : "0", place->table);
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (Note));

  {
    g_autoptr (KithStmt) stmt = kith_db_prepare_once (self->store->db, sql, error);
    int row;

    if (stmt == NULL)
      return FALSE;
    kith_stmt_bind_int (stmt, 1, self->merge);
    while ((row = kith_stmt_step (stmt, error)) > 0)
      {
        Note note = { .id = kith_stmt_get_int (stmt, 0),
                      .kept = kith_stmt_get_int (stmt, 5),
                      .was = { kith_stmt_get_int (stmt, 1), kith_stmt_get_int (stmt, 2), kith_stmt_get_int (stmt, 3),
                               kith_stmt_get_int (stmt, 4) } };

        g_array_append_val (notes, note);
      }
    if (row < 0)
      return FALSE;
  }
  for (guint i = 0; i < notes->len; i++)
    if (!give_back_pairing (self, place, &g_array_index (notes, Note, i), error))
      return FALSE;
  return TRUE;
}

/* --- all of it --- */

/* Nobody can tell which of the two refused since, so both did. */
static gboolean
spread_refusals (Separation *self, guint since, GError **error)
{
  const gint64 both[] = { self->person, self->apart };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      KithPerson person = { .id = both[i], .do_not_contact = TRUE };

      for (int channel = 0; channel < KITH_N_CHANNELS; channel++)
        {
          KithConsent refusal
              = { .person = both[i], .channel = channel, .state = KITH_CONSENT_REFUSED, .since = kith_store_now () };

          if ((since & 1u << channel) != 0 && !kith_consent_set (self->store, &refusal, NULL, error))
            return FALSE;
        }
      if ((since & 1u << KITH_N_CHANNELS) != 0
          && !kith_person_update (self->store, &person, KITH_FIELD_DO_NOT_CONTACT, FALSE, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kith_people_separate (KithStore *store, gint64 person, gint64 *apart, GError **error)
{
  Separation self = { .store = store, .person = person };
  guint refused;

  kith_store_get_writable_db (store);
  if (!find_last_merge (&self, error) || !kith_merging_get_refused (store, person, &refused, error)
      || !bring_back (&self, error) || !give_back_fields (&self, error))
    return FALSE;
  for (const KithBelonging *place = kith_belongings; place->table != NULL; place++)
    {
      gboolean single = g_str_equal (place->table, "membership") || g_str_equal (place->table, "place")
                        || g_str_equal (place->table, "pin");

      if (!(single ? give_back_single (&self, place, error) : give_back_belongings (&self, place, error)))
        return FALSE;
    }
  for (const KithBelonging *place = kith_pairings; place->table != NULL; place++)
    if (!give_back_pairings (&self, place, error))
      return FALSE;
  if (apart != NULL)
    *apart = self.apart;
  return spread_refusals (&self, refused & ~self.refused, error)
         && kith_question_ask (store, person, self.apart, KITH_QUESTION_SEPARATED, 0, NULL, error)
         && kith_question_answer (store, person, self.apart, KITH_ANSWER_DIFFERENT, error)
         && kith_store_run_with (store, "DELETE FROM merge WHERE id = ?1", self.merge, error);
}
