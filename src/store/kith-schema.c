/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-schema.h"

#include "kith-error.h"
#include "kith-schema-private.h"

/* Version 1.
 *
 * Every table has an INTEGER PRIMARY KEY, by which acts find its rows again. Dates are seconds since 1970 in UTC, NULL for unknown.
 * The columns "import" tell which import a row came with, NULL for by hand; they carry no REFERENCES, since imports go only when
 * an import is undone, and then what came with it goes too; the check looks after them. */
static const char version_1[] =
    /* Kept for the network as a whole: uuid, seed, name, what the analysis needs. */
    "CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;"

    /* Acts, and how to reverse each, in parts of bounded size. Records are bytes of kith-recorder.c, packed by zlib where packed = 1. */
    "CREATE TABLE act (id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, time INTEGER NOT NULL,"
    " joined INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0, kept INTEGER NOT NULL DEFAULT 1,"
    " size INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE act_part (id INTEGER PRIMARY KEY, act INTEGER NOT NULL REFERENCES act ON DELETE CASCADE,"
    " packed INTEGER NOT NULL, size INTEGER NOT NULL, record BLOB NOT NULL) STRICT;"
    "CREATE INDEX act_part_act ON act_part (act);"

    "CREATE TABLE import (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, file TEXT NOT NULL, format TEXT,"
    " recognized_as TEXT, source TEXT, rows INTEGER NOT NULL, added INTEGER NOT NULL, updated INTEGER NOT NULL,"
    " matched INTEGER NOT NULL, asked INTEGER NOT NULL, left_out INTEGER NOT NULL, people INTEGER NOT NULL,"
    " ties INTEGER NOT NULL, events INTEGER NOT NULL) STRICT;"
    "CREATE TABLE import_row (id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,"
    " row INTEGER NOT NULL, outcome INTEGER NOT NULL, reason TEXT NOT NULL, text TEXT) STRICT;"
    "CREATE INDEX import_row_import ON import_row (import, row);"
    "CREATE TABLE mapping (id INTEGER PRIMARY KEY, heads TEXT NOT NULL UNIQUE, recognized_as TEXT NOT NULL,"
    " source TEXT, mapping TEXT NOT NULL) STRICT;"

    /* by_hand is a set of KithFields. */
    "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, given TEXT, family TEXT, name_key TEXT NOT NULL,"
    " audience INTEGER, stance INTEGER NOT NULL CHECK (stance BETWEEN -2 AND 2), tier TEXT,"
    " do_not_contact INTEGER NOT NULL, stub INTEGER NOT NULL, town TEXT, organization TEXT, language TEXT, notes TEXT,"
    " import INTEGER, by_hand INTEGER NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;"
    /* key is NULL where it is the value itself. */
    "CREATE TABLE contact (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " kind INTEGER NOT NULL, value TEXT NOT NULL, key TEXT, label TEXT, import INTEGER) STRICT;"
    "CREATE INDEX contact_person ON contact (person);"
    "CREATE TABLE consent (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " channel INTEGER NOT NULL, state INTEGER NOT NULL, since INTEGER, how TEXT, import INTEGER,"
    " UNIQUE (person, channel)) STRICT;"
    "CREATE TABLE namespace (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE source_id (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " namespace INTEGER NOT NULL REFERENCES namespace, value TEXT NOT NULL, import INTEGER,"
    " UNIQUE (namespace, value)) STRICT;"
    "CREATE INDEX source_id_person ON source_id (person);"

    /* kind is 2 × KithTieKind, plus 1 where the tie is directed; where it is not, a < b. */
    "CREATE TABLE tie (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " b INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, kind INTEGER NOT NULL, weight REAL NOT NULL,"
    " date INTEGER, ended INTEGER, import INTEGER, CHECK (a <> b)) STRICT;"
    "CREATE UNIQUE INDEX tie_a ON tie (a, b, kind);"
    "CREATE INDEX tie_b ON tie (b);"

    /* key is the folded name and the day. */
    "CREATE TABLE event (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,"
    " date INTEGER, place TEXT, import INTEGER, UNIQUE (kind, key)) STRICT;"
    "CREATE TABLE attendance (id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,"
    " person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, import INTEGER, UNIQUE (event, person)) STRICT;"
    "CREATE INDEX attendance_person ON attendance (person);"

    "CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE) STRICT;"
    "INSERT INTO tag VALUES (1, 'ambassador', 'ambassador');"
    "CREATE TABLE person_tag (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " tag INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE, topics TEXT, since INTEGER NOT NULL, import INTEGER,"
    " UNIQUE (person, tag)) STRICT;"
    "CREATE INDEX person_tag_tag ON person_tag (tag);"

    /* Communities end but are never removed, so memberships need no way back from them. */
    "CREATE TABLE community (id INTEGER PRIMARY KEY, name TEXT NOT NULL, palette INTEGER NOT NULL, color INTEGER,"
    " pinned INTEGER NOT NULL, named_by_hand INTEGER NOT NULL, born INTEGER, ended INTEGER) STRICT;"
    "CREATE TABLE membership (person INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,"
    " community INTEGER REFERENCES community, confidence INTEGER) STRICT;"
    "CREATE TABLE place (person INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE, x REAL NOT NULL,"
    " y REAL NOT NULL) STRICT;"

    "CREATE TABLE campaign (id INTEGER PRIMARY KEY, name TEXT NOT NULL, objective TEXT, date INTEGER,"
    " created INTEGER NOT NULL) STRICT;"
    "CREATE TABLE invitation (id INTEGER PRIMARY KEY, campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,"
    " person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, sender TEXT, reason TEXT, channel INTEGER,"
    " status INTEGER NOT NULL, notes TEXT, changed INTEGER NOT NULL, UNIQUE (campaign, person)) STRICT;"
    "CREATE INDEX invitation_person ON invitation (person);"

    "CREATE TABLE report (id INTEGER PRIMARY KEY, person INTEGER REFERENCES person ON DELETE SET NULL, who TEXT,"
    " kind INTEGER NOT NULL, what TEXT NOT NULL, place TEXT, tone INTEGER NOT NULL CHECK (tone BETWEEN -2 AND 2),"
    " date INTEGER, state INTEGER NOT NULL, answer TEXT, created INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;"
    "CREATE INDEX report_person ON report (person);";

/* Version 2: who may be the same person, and who was made one. */
static const char version_2[] =
    /* A pair that an import asked about, or that somebody answered; why is a KithQuestionWhy, answer a KithAnswer. */
    "CREATE TABLE question (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " b INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, why INTEGER NOT NULL, answer INTEGER NOT NULL,"
    " import INTEGER, changed INTEGER NOT NULL, CHECK (a < b)) STRICT;"
    "CREATE UNIQUE INDEX question_a ON question (a, b);"
    "CREATE INDEX question_b ON question (b);"
    /* gone is the number that the person taken in had; the names are still known, so that an import finds them. refused: channels, as bits,
     * and KITH_N_CHANNELS for "do not contact", as they were right after. */
    "CREATE TABLE merge (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " gone INTEGER NOT NULL, name TEXT, given TEXT, name_key TEXT NOT NULL, refused INTEGER NOT NULL,"
    " time INTEGER NOT NULL) STRICT;"
    "CREATE INDEX merge_person ON merge (person);"
    "CREATE INDEX merge_gone ON merge (gone);"
    /* What came from whom: each row of the one who is gone, as JSON. kept is the row of the other that it was joined with, and what that held
     * before and after; NULL where the row went over as it is. */
    "CREATE TABLE merged (id INTEGER PRIMARY KEY, merge INTEGER NOT NULL REFERENCES merge ON DELETE CASCADE,"
    " place TEXT NOT NULL, row INTEGER NOT NULL, kept INTEGER, was TEXT NOT NULL, kept_before TEXT, kept_after TEXT)"
    " STRICT;"
    "CREATE INDEX merged_merge ON merged (merge, place);";

/* Version 3: which act an import was part of. That of older ones is the last one begun before it. */
static const char version_3[]
    = "ALTER TABLE import ADD COLUMN act INTEGER;"
      "UPDATE import SET act = (SELECT max (id) FROM act WHERE NOT joined AND NOT undone AND act.time <= import.time);";

/* Version 4: what imports have told of, so that it is counted once. */
static const char version_4[] =
    /* kind is a KithHeardKind; bytes are those of kith-heard.c, kith-threads.c and kith-waiting.c. */
    "CREATE TABLE heard (id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,"
    " kind INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;"
    "CREATE INDEX heard_import ON heard (import);";

/* Version 5: where people are pinned down on the map, whatever it is arranged like. */
static const char version_5[] = "CREATE TABLE pin (person INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,"
                                " x REAL NOT NULL, y REAL NOT NULL) STRICT;";

/* Version 6: fields of one's own. key is that of the head the field came with, and stays when its name is changed; kind is a KithValueKind. A
 * value is "" where it was taken away by hand. Nobody asks for all values of a field alone, so that they need no second index. */
static const char version_6[]
    = "CREATE TABLE field (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,"
      " kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4), shown INTEGER NOT NULL) STRICT;"
      "CREATE TABLE field_value (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
      " field INTEGER NOT NULL REFERENCES field ON DELETE CASCADE, value TEXT NOT NULL, by_hand INTEGER NOT NULL,"
      " import INTEGER, UNIQUE (person, field)) STRICT;";

/* Version 7: what is kept in "heard" are digests that a secret of the network has sealed (kith-schema-seal.c). Of mails that were left out the
 * account said who wrote them, and nobody needs to know it. */
static const char version_7[] = "INSERT INTO setting (key, value) VALUES ('secret', lower (hex (randomblob (32))));"
                                "UPDATE import_row SET text = NULL WHERE outcome = 1 AND"
                                " import IN (SELECT id FROM import WHERE recognized_as = 'mail');";

/* Step i leads from version i to i + 1. */
static const char *const steps[] = { version_1, version_2, version_3, version_4, version_5, version_6, version_7 };
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == KITH_SCHEMA_VERSION);

const char *const kith_schema_recorded[] = {
  "setting",   "import",     "import_row", "mapping",  "person",     "contact",     "consent",
  "namespace", "source_id",  "tie",        "event",    "attendance", "tag",         "person_tag",
  "community", "membership", "place",      "campaign", "invitation", "report",      "question",
  "merge",     "merged",     "heard",      "pin",      "field",      "field_value", NULL,
};

static gboolean
run_steps (KithDb *db, int version, GError **error)
{
  g_autofree char *last = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", KITH_APPLICATION_ID,
                                           KITH_SCHEMA_VERSION);

  for (int i = version; i < KITH_SCHEMA_VERSION; i++)
    if (!kith_db_run (db, steps[i], error))
      return FALSE;
  if (version == 0)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *settings
          = g_strdup_printf ("INSERT INTO setting (key, value) VALUES ('uuid', '%s'), ('seed', '%u')", uuid, 1u);

      if (!kith_db_run (db, settings, error))
        return FALSE;
    }
  else if (!kith_db_run (db, "UPDATE act SET kept = 0, size = 0; DELETE FROM act_part", error)
           || (version < 7 && !kith_schema_seal (db, error)))
    return FALSE;
  return kith_db_run (db, last, error);
}

gboolean
kith_schema_migrate (KithDb *db, int version, GError **error)
{
  gint64 now;

  if (!kith_db_run (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Another program may have done it while this one waited. */
  if (kith_db_get_int (db, "PRAGMA user_version", 0, &now, error) && (now != version || run_steps (db, version, error))
      && kith_db_run (db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (kith_db_get_handle (db)))
    kith_db_run (db, "ROLLBACK", NULL);
  return FALSE;
}

static const char describe[]
    = "SELECT group_concat (type || ' ' || name || ' ' || ifnull (sql, ''), char (10)) FROM"
      " (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name)";

/* What a new network of this version is described as; made once. */
static const char *
get_expected (void)
{
  static gsize once;
  static char *expected;

  if (g_once_init_enter (&once))
    {
      sqlite3 *empty = NULL;
      sqlite3_stmt *stmt = NULL;
      gboolean made
          = sqlite3_open_v2 (":memory:", &empty, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) == SQLITE_OK;

      for (gsize i = 0; made && i < G_N_ELEMENTS (steps); i++)
        made = sqlite3_exec (empty, steps[i], NULL, NULL, NULL) == SQLITE_OK;
      if (!made || sqlite3_prepare_v2 (empty, describe, -1, &stmt, NULL) != SQLITE_OK
          || sqlite3_step (stmt) != SQLITE_ROW)
        g_error ("The tables cannot be made: %s", sqlite3_errmsg (empty));
      expected = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      sqlite3_finalize (stmt);
      sqlite3_close (empty);
      g_once_init_leave (&once, 1);
    }
  return expected;
}

gboolean
kith_schema_fits (KithDb *db, gboolean *fits, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (db, describe, error);

  if (stmt == NULL || kith_stmt_step (stmt, error) < 0)
    return FALSE;
  *fits = g_strcmp0 (kith_stmt_get_text (stmt, 0), get_expected ()) == 0;
  return TRUE;
}
