/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-merging-private.h"

#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Texts one below the other, unless one holds the other. */
#define JOIN_LINES(column)                                                                                             \
  column " = CASE WHEN k." column " IS NULL OR instr (g." column ", k." column ") THEN g." column " WHEN g." column    \
         " IS NULL OR instr (k." column ", g." column ") THEN k." column " ELSE k." column                             \
         " || char (10) || g." column " END"

/* An answer counts for more than none, the later one for more than the earlier. */
#define LATER_INVITATION                                                                                               \
  "((g.status IN (2, 3)) > (k.status IN (2, 3)) OR ((g.status IN (2, 3)) = (k.status IN (2, 3)) AND g.changed > "      \
  "k.changed))"

const KithBelonging kith_belongings[] = {
  { "contact", "kind, value, key, import", "label",
    "k.kind = g.kind AND ifnull (k.key, k.value) = ifnull (g.key, g.value)", "label = ifnull (k.label, g.label)" },
  { "consent", "channel", "state, since, how, import", "k.channel = g.channel",
    "state = max (k.state, g.state), since = iif (g.state > k.state, g.since, k.since),"
    " how = iif (g.state > k.state, g.how, k.how), import = iif (g.state > k.state, g.import, k.import)" },
  { "source_id", "namespace, value", "import", NULL, NULL },
  { "attendance", "event", "import", "k.event = g.event", "import = k.import" },
  { "person_tag", "tag, import", "topics, since", "k.tag = g.tag",
    JOIN_LINES ("topics") ", since = min (k.since, g.since)" },
  /* Both are kept where they differ, one below the other, and no import brings back one alone. */
  { "field_value", "field, import", "value, by_hand", "k.field = g.field",
    "value = CASE WHEN k.value = '' OR k.value = g.value THEN g.value WHEN g.value = '' THEN k.value ELSE k.value ||"
    " char (10) || g.value END, by_hand = k.by_hand OR g.by_hand OR k.value <> g.value" },
  { "membership", "confidence", "community", "1", "community = k.community" },
  { "place", "y", "x", "1", "x = k.x" },
  { "pin", "y", "x", "1", "x = k.x" },
  { "invitation", "campaign", "sender, reason, channel, status, notes, changed", "k.campaign = g.campaign",
    "sender = ifnull (k.sender, g.sender), reason = ifnull (k.reason, g.reason),"
    " channel = iif (" LATER_INVITATION ", ifnull (g.channel, k.channel), ifnull (k.channel, g.channel)),"
    " status = iif (" LATER_INVITATION
    ", g.status, k.status), " JOIN_LINES ("notes") ", changed = max (k.changed, g.changed)" },
  { "report", "created", "who, kind, what, place, tone, date, state, answer, changed", NULL, NULL },
  { "merge", "gone, time", "name, given, name_key, refused", NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};

/* One load of ties that are the same adds their weights and keeps the earliest date and the latest end; so does this, and importing the
 * same file again changes nothing. */
const KithBelonging kith_pairings[] = {
  { "tie", "a, b, kind, import", "weight, date, ended", "kind",
    "weight = k.weight + g.weight, date = ifnull (min (k.date, g.date), ifnull (k.date, g.date)),"
    " ended = max (k.ended, g.ended)" },
  { "question", "a, b, import", "why, answer, changed", "0",
    "why = iif (g.answer > k.answer, g.why, k.why), answer = max (k.answer, g.answer), changed = max (k.changed, "
    "g.changed)" },
  { NULL, NULL, NULL, NULL, NULL },
};

void
kith_merge_free (KithMerge *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->given);
  g_free (self->name_key);
  g_free (self->town);
  g_free (self->organization);
  g_free (self);
}

char *
kith_merging_dup_columns (const char *columns, const char *prefix)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  GString *out = g_string_new (NULL);

  for (char **name = names; *name != NULL; name++)
    g_string_append_printf (out, "%s%s%s", out->len > 0 ? ", " : "", prefix, *name);
  return g_string_free_and_steal (out);
}

gboolean
kith_merging_run (KithStore *store, GError **error, const char *sql, int n, ...)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare_once (kith_store_get_writable_db (store), sql, error);
  va_list args;

  if (stmt == NULL)
    return FALSE;
  va_start (args, n);
  for (int i = 1; i <= n; i++)
    kith_stmt_bind_int (stmt, i, va_arg (args, gint64));
  va_end (args);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_merging_get_refused (KithStore *store, gint64 person, guint *refused, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db,
                                               "SELECT channel FROM consent WHERE person = ?1 AND state = 2"
                                               " UNION ALL SELECT 4 FROM person WHERE id = ?1 AND do_not_contact",
                                               error);
  int row;

  G_STATIC_ASSERT (KITH_N_CHANNELS == 4 && KITH_CONSENT_REFUSED == 2);
  *refused = 0;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    *refused |= 1u << CLAMP (kith_stmt_get_int (stmt, 0), 0, KITH_N_CHANNELS);
  return row == 0;
}

/* --- which value holds --- */

/* "J. Berg", "nea@example.org": not what somebody is called where there is better. */
static gboolean
is_poor_name (const char *name)
{
  if (name == NULL || *name == '\0' || strchr (name, '@') != NULL)
    return TRUE;
  for (const char *p = name; *p != '\0';)
    {
      gboolean letter = g_unichar_isalpha (g_utf8_get_char (p));
      const char *next = g_utf8_next_char (p);

      if (letter && (p == name || p[-1] == ' ') && (*next == '.' || *next == ' ' || *next == '\0'))
        return TRUE;
      p = next;
    }
  return FALSE;
}

static gboolean
is_better (const KithPerson *keep, const KithPerson *gone, guint field, gsize keep_length, gsize gone_length)
{
  gboolean keep_by_hand = (keep->by_hand & field) != 0, gone_by_hand = (gone->by_hand & field) != 0;

  if (gone_length == 0 || keep_length == 0)
    return keep_length == 0 && gone_length > 0;
  if (keep_by_hand != gone_by_hand)
    return gone_by_hand;
  if (keep->changed != gone->changed)
    return gone->changed > keep->changed;
  return gone_length > keep_length;
}

static gsize
length_of (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

guint
kith_merge_choose (const KithPerson *keep, const KithPerson *gone)
{
  gboolean keep_poor = is_poor_name (keep->name), gone_poor = is_poor_name (gone->name);
  guint take = 0;

  if (keep_poor != gone_poor && ((keep->by_hand | gone->by_hand) & KITH_FIELD_NAME) == 0)
    take |= keep_poor ? KITH_FIELD_NAME : 0;
  else if (is_better (keep, gone, KITH_FIELD_NAME, length_of (keep->name), length_of (gone->name)))
    take |= KITH_FIELD_NAME;
  if (is_better (keep, gone, KITH_FIELD_AUDIENCE, keep->audience >= 0, gone->audience >= 0))
    take |= KITH_FIELD_AUDIENCE;
  if (is_better (keep, gone, KITH_FIELD_STANCE, keep->stance != 0, gone->stance != 0))
    take |= KITH_FIELD_STANCE;
  if (is_better (keep, gone, KITH_FIELD_TIER, length_of (keep->tier), length_of (gone->tier)))
    take |= KITH_FIELD_TIER;
  if (is_better (keep, gone, KITH_FIELD_TOWN, length_of (keep->town), length_of (gone->town)))
    take |= KITH_FIELD_TOWN;
  if (is_better (keep, gone, KITH_FIELD_ORGANIZATION, length_of (keep->organization), length_of (gone->organization)))
    take |= KITH_FIELD_ORGANIZATION;
  if (is_better (keep, gone, KITH_FIELD_LANGUAGE, length_of (keep->language), length_of (gone->language)))
    take |= KITH_FIELD_LANGUAGE;
  return take;
}

static gboolean
texts_differ (const char *a, const char *b)
{
  return length_of (a) > 0 && length_of (b) > 0 && g_strcmp0 (a, b) != 0;
}

guint
kith_merge_differing (const KithPerson *keep, const KithPerson *gone)
{
  return (texts_differ (keep->name, gone->name) ? KITH_FIELD_NAME | KITH_FIELD_GIVEN | KITH_FIELD_FAMILY : 0)
         | (keep->audience >= 0 && gone->audience >= 0 && keep->audience != gone->audience ? KITH_FIELD_AUDIENCE : 0)
         | (keep->stance != 0 && gone->stance != 0 && keep->stance != gone->stance ? KITH_FIELD_STANCE : 0)
         | (texts_differ (keep->tier, gone->tier) ? KITH_FIELD_TIER : 0)
         | (texts_differ (keep->town, gone->town) ? KITH_FIELD_TOWN : 0)
         | (texts_differ (keep->organization, gone->organization) ? KITH_FIELD_ORGANIZATION : 0)
         | (texts_differ (keep->language, gone->language) ? KITH_FIELD_LANGUAGE : 0);
}

/* --- what belongs to one person --- */

/* Rows that meet one of the other's are joined with it, written down with what that held; the rest go over as they are. */
static gboolean
merge_belongings (KithStore *store, const KithBelonging *place, gint64 merge, gint64 keep, gint64 gone, GError **error)
{
  g_autofree char *rest = kith_merging_dup_columns (place->rest, "g.");
  g_autofree char *values = kith_merging_dup_columns (place->values, "g.");
  g_autofree char *kept = kith_merging_dup_columns (place->values, "k.");
  g_autofree char *note_moved = g_strdup_printf ("INSERT INTO merged (merge, place, row, was)"
                                                 " SELECT ?1, '%s', g.rowid, json_array (%s, %s) FROM %s g"
                                                 " WHERE g.person = ?2",
                                                 place->table, rest, values, place->table);
  g_autofree char *move = g_strdup_printf ("UPDATE %s SET person = ?1 WHERE person = ?2", place->table);

  if (place->meets != NULL)
    {
      g_autofree char *note = g_strdup_printf (
          "INSERT INTO merged (merge, place, row, kept, was, kept_before)"
          " SELECT ?1, '%s', g.rowid, k.rowid, json_array (%s, %s), json_array (%s) FROM %s g JOIN %s k ON k.person = ?2"
          " AND %s WHERE g.person = ?3 GROUP BY g.rowid",
          place->table, rest, values, kept, place->table, place->table, place->meets);
      g_autofree char *join
          = g_strdup_printf ("UPDATE %s AS k SET %s FROM merged JOIN %s AS g ON g.rowid = merged.row"
                             " WHERE merged.merge = ?1 AND merged.place = '%s' AND merged.kept = k.rowid",
                             place->table, place->join, place->table, place->table);
      g_autofree char *after
          = g_strdup_printf ("UPDATE merged SET kept_after = (SELECT json_array (%s) FROM %s k WHERE k.rowid = kept)"
                             " WHERE merge = ?1 AND place = '%s'",
                             kept, place->table, place->table);
      g_autofree char *take
          = g_strdup_printf ("DELETE FROM %s WHERE rowid IN (SELECT row FROM merged WHERE merge = ?1 AND place = '%s')",
                             place->table, place->table);

      if (!kith_merging_run (store, error, note, 3, merge, keep, gone)
          || !kith_merging_run (store, error, join, 1, merge) || !kith_merging_run (store, error, after, 1, merge)
          || !kith_merging_run (store, error, take, 1, merge))
        return FALSE;
    }
  return kith_merging_run (store, error, note_moved, 2, merge, gone)
         && kith_merging_run (store, error, move, 2, keep, gone);
}

/* --- what is between two --- */

GArray *
kith_pairings_of (KithStore *store, const KithBelonging *place, gint64 person, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id, a, b, %s FROM %s WHERE a = ?1 UNION ALL SELECT id, a, b, %s FROM %s WHERE b = ?1",
                         place->meets, place->table, place->meets, place->table);
  g_autoptr (KithStmt) stmt = kith_db_prepare_once (store->db, sql, error);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (KithPairing));
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithPairing pairing = { kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1), kith_stmt_get_int (stmt, 2),
                              kith_stmt_get_int (stmt, 3) };

      g_array_append_val (list, pairing);
    }
  return row == 0 ? g_steal_pointer (&list) : NULL;
}

gboolean
kith_pairing_find (KithStore *store, const KithBelonging *place, const KithPairing *pairing, gint64 *id, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id FROM %s WHERE a = ?1 AND b = ?2 AND %s = ?3", place->table, place->meets);
  g_autoptr (KithStmt) stmt = kith_db_prepare_once (store->db, sql, error);
  int row;

  *id = 0;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, pairing->a);
  kith_stmt_bind_int (stmt, 2, pairing->b);
  kith_stmt_bind_int (stmt, 3, pairing->kind);
  row = kith_stmt_step (stmt, error);
  if (row > 0)
    *id = kith_stmt_get_int (stmt, 0);
  return row >= 0;
}

void
kith_pairing_move (KithPairing *pairing, const KithBelonging *place, gint64 from, gint64 to)
{
  if (pairing->a == from)
    pairing->a = to;
  if (pairing->b == from)
    pairing->b = to;
  /* The kind of a directed tie is odd; questions have the kind 0. */
  if (pairing->kind % 2 == 0 && pairing->a > pairing->b)
    {
      gint64 a = pairing->a;

      pairing->a = pairing->b;
      pairing->b = a;
    }
}

static gboolean
merge_pairing (KithStore *store, const KithBelonging *place, gint64 merge, KithPairing *pairing, gint64 keep,
               gint64 gone, GError **error)
{
  g_autofree char *rest = kith_merging_dup_columns (place->rest, "g.");
  g_autofree char *values = kith_merging_dup_columns (place->values, "g.");
  g_autofree char *kept_values = kith_merging_dup_columns (place->values, "k.");
  g_autofree char *note = g_strdup_printf ("INSERT INTO merged (merge, place, row, kept, was, kept_before)"
                                           " SELECT ?1, '%s', g.id, k.id, json_array (%s, %s),"
                                           " iif (k.id IS NULL, NULL, json_array (%s))"
                                           " FROM %s g LEFT JOIN %s k ON k.id = ?3 WHERE g.id = ?2",
                                           place->table, rest, values, kept_values, place->table, place->table);
  g_autofree char *take = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", place->table);
  g_autofree char *change = NULL;
  g_autofree char *after = NULL;
  gint64 kept = 0;

  kith_pairing_move (pairing, place, gone, keep);
  if (pairing->a != pairing->b && !kith_pairing_find (store, place, pairing, &kept, error))
    return FALSE;
  if (!kith_merging_run (store, error, note, 3, merge, pairing->id, kept))
    return FALSE;
  if (pairing->a == pairing->b)
    return kith_merging_run (store, error, take, 1, pairing->id);
  if (kept == 0)
    {
      change = g_strdup_printf ("UPDATE %s SET a = ?1, b = ?2 WHERE id = ?3", place->table);
      return kith_merging_run (store, error, change, 3, pairing->a, pairing->b, pairing->id);
    }
  change = g_strdup_printf ("UPDATE %s AS k SET %s FROM %s g WHERE k.id = ?1 AND g.id = ?2", place->table, place->join,
                            place->table);
  after = g_strdup_printf ("UPDATE merged SET kept_after = (SELECT json_array (%s) FROM %s WHERE id = kept)"
                           " WHERE merge = ?1 AND place = '%s' AND row = ?2",
                           place->values, place->table, place->table);
  return kith_merging_run (store, error, change, 2, kept, pairing->id)
         && kith_merging_run (store, error, after, 2, merge, pairing->id)
         && kith_merging_run (store, error, take, 1, pairing->id);
}

static gboolean
merge_pairings (KithStore *store, const KithBelonging *place, gint64 merge, gint64 keep, gint64 gone, GError **error)
{
  g_autoptr (GArray) list = kith_pairings_of (store, place, gone, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (!merge_pairing (store, place, merge, &g_array_index (list, KithPairing, i), keep, gone, error))
      return FALSE;
  return TRUE;
}

/* --- the person --- */

static void
take_text (char **text, const char *from, guint take, guint field)
{
  if ((take & field) != 0)
    g_set_str (text, from);
}

/* What @keep is from now on. */
static void
join_people (KithPerson *keep, const KithPerson *gone, guint take)
{
  guint differing = kith_merge_differing (keep, gone);

  take_text (&keep->name, gone->name, take, KITH_FIELD_NAME);
  take_text (&keep->given, gone->given, take, KITH_FIELD_NAME);
  take_text (&keep->family, gone->family, take, KITH_FIELD_NAME);
  take_text (&keep->tier, gone->tier, take, KITH_FIELD_TIER);
  take_text (&keep->town, gone->town, take, KITH_FIELD_TOWN);
  take_text (&keep->organization, gone->organization, take, KITH_FIELD_ORGANIZATION);
  take_text (&keep->language, gone->language, take, KITH_FIELD_LANGUAGE);
  if ((take & KITH_FIELD_AUDIENCE) != 0)
    keep->audience = gone->audience;
  if ((take & KITH_FIELD_STANCE) != 0)
    keep->stance = gone->stance;
  keep->do_not_contact |= gone->do_not_contact;
  keep->stub &= gone->stub;
  if (gone->notes != NULL && (keep->notes == NULL || strstr (keep->notes, gone->notes) == NULL))
    {
      char *notes = keep->notes != NULL ? g_strdup_printf ("%s\n%s", keep->notes, gone->notes) : g_strdup (gone->notes);

      g_free (keep->notes);
      keep->notes = notes;
    }
  keep->by_hand |= gone->by_hand | differing;
}

static gboolean
write_person (KithStore *store, const KithPerson *keep, const KithPerson *gone, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "UPDATE person SET by_hand = ?2, created = min (created, ?3), changed = ?4 WHERE id = ?1", error);

  if (stmt == NULL || !kith_person_update (store, keep, KITH_FIELD_ALL, FALSE, NULL, error))
    return FALSE;
  kith_stmt_bind_int (stmt, 1, keep->id);
  kith_stmt_bind_int (stmt, 2, keep->by_hand);
  kith_stmt_bind_int (stmt, 3, gone->created);
  kith_stmt_bind_int (stmt, 4, kith_store_now ());
  return kith_stmt_run (stmt, error);
}

static gboolean
add_merge (KithStore *store, gint64 keep, const KithPerson *gone, gint64 *merge, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "INSERT INTO merge (person, gone, name, given, name_key, refused, time)"
                                               " VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)",
                                               error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, keep);
  kith_stmt_bind_int (stmt, 2, gone->id);
  kith_stmt_bind_text (stmt, 3, gone->name);
  kith_stmt_bind_text (stmt, 4, gone->given);
  kith_stmt_bind_text (stmt, 5, gone->name_key);
  kith_stmt_bind_int (stmt, 6, kith_store_now ());
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  *merge = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_people_merge (KithStore *store, gint64 keep, gint64 gone, guint take, GError **error)
{
  g_autoptr (KithPerson) stays = kith_person_get (store, keep, error);
  g_autoptr (KithPerson) goes = stays != NULL ? kith_person_get (store, gone, error) : NULL;
  gint64 merge;
  guint refused;

  if (goes == NULL)
    return FALSE;
  if (keep == gone)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("These are one person already."));
      return FALSE;
    }
  if (!add_merge (store, keep, goes, &merge, error))
    return FALSE;
  for (const KithBelonging *place = kith_belongings; place->table != NULL; place++)
    if (!merge_belongings (store, place, merge, keep, gone, error))
      return FALSE;
  for (const KithBelonging *place = kith_pairings; place->table != NULL; place++)
    if (!merge_pairings (store, place, merge, keep, gone, error))
      return FALSE;

  join_people (stays, goes, take);
  return kith_merging_run (store, error,
                           "INSERT INTO merged (merge, place, row, kept, was, kept_before)"
                           " SELECT ?1, 'person', id, ?2, json_array (" KITH_PERSON_COLUMNS "),"
                           " (SELECT json_array (" KITH_PERSON_COLUMNS ") FROM person WHERE id = ?2)"
                           " FROM person WHERE id = ?3",
                           3, merge, keep, gone)
         && write_person (store, stays, goes, error)
         && kith_merging_run (store, error,
                              "UPDATE merged SET kept_after = (SELECT json_array (" KITH_PERSON_COLUMNS
                              ") FROM person WHERE id = kept) WHERE merge = ?1 AND place = 'person'",
                              1, merge)
         && kith_merging_get_refused (store, keep, &refused, error)
         && kith_merging_run (store, error, "UPDATE merge SET refused = ?2 WHERE id = ?1", 2, merge, (gint64) refused)
         && kith_person_remove (store, gone, error);
}

/* --- reading --- */

/* The town and organization are in what was written down of the person. */
#define SELECT_MERGES                                                                                                   \
  "SELECT merge.id, person, gone, name, given, name_key, json_extract (was, '$[9]'), json_extract (was, '$[10]'), time" \
  " FROM merge JOIN merged ON merged.merge = merge.id AND merged.place = 'person'"

static void
read_merge (KithStmt *stmt, KithMerge *merge)
{
  merge->id = kith_stmt_get_int (stmt, 0);
  merge->person = kith_stmt_get_int (stmt, 1);
  merge->gone = kith_stmt_get_int (stmt, 2);
  merge->name = (char *) kith_stmt_get_text (stmt, 3);
  merge->given = (char *) kith_stmt_get_text (stmt, 4);
  merge->name_key = (char *) kith_stmt_get_string (stmt, 5);
  merge->town = (char *) kith_stmt_get_text (stmt, 6);
  merge->organization = (char *) kith_stmt_get_text (stmt, 7);
  merge->time = kith_stmt_get_int (stmt, 8);
}

gboolean
kith_merges_each (KithStore *store, KithMergeFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, SELECT_MERGES " ORDER BY merge.id", error);
  KithMerge merge;
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      read_merge (stmt, &merge);
      if (!func (&merge, user_data))
        return TRUE;
    }
  return row == 0;
}

GPtrArray *
kith_merges_of (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, SELECT_MERGES " WHERE person = ?1 ORDER BY merge.id DESC", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_merge_free);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithMerge *merge = g_new0 (KithMerge, 1);

      read_merge (stmt, merge);
      merge->name = g_strdup (merge->name);
      merge->given = g_strdup (merge->given);
      merge->name_key = g_strdup (merge->name_key);
      merge->town = g_strdup (merge->town);
      merge->organization = g_strdup (merge->organization);
      g_ptr_array_add (list, merge);
    }
  return row == 0 ? g_steal_pointer (&list) : NULL;
}
