/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-people.h"

#include "kith-error.h"
#include "kith-store-private.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

void
kith_person_clear (KithPerson *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->family, g_free);
  g_clear_pointer (&self->name_key, g_free);
  g_clear_pointer (&self->tier, g_free);
  g_clear_pointer (&self->town, g_free);
  g_clear_pointer (&self->organization, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->notes, g_free);
}

void
kith_person_free (KithPerson *self)
{
  if (self == NULL)
    return;
  kith_person_clear (self);
  g_free (self);
}

/* "" is never kept: there is one way only to say that nothing is known. */
static const char *
some (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* Columns in the order of the table, without the id. */
static void
bind_person (KithStmt *stmt, const KithPerson *person, const char *name_key)
{
  kith_stmt_bind_text (stmt, 1, some (person->name));
  kith_stmt_bind_text (stmt, 2, some (person->given));
  kith_stmt_bind_text (stmt, 3, some (person->family));
  kith_stmt_bind_text (stmt, 4, name_key);
  if (person->audience >= 0)
    kith_stmt_bind_int (stmt, 5, person->audience);
  else
    kith_stmt_bind_null (stmt, 5);
  kith_stmt_bind_int (stmt, 6, CLAMP (person->stance, -2, 2));
  kith_stmt_bind_text (stmt, 7, some (person->tier));
  kith_stmt_bind_int (stmt, 8, person->do_not_contact != FALSE);
  kith_stmt_bind_int (stmt, 9, person->stub != FALSE);
  kith_stmt_bind_text (stmt, 10, some (person->town));
  kith_stmt_bind_text (stmt, 11, some (person->organization));
  kith_stmt_bind_text (stmt, 12, some (person->language));
  kith_stmt_bind_text (stmt, 13, some (person->notes));
  kith_stmt_bind_ref (stmt, 14, person->import);
  kith_stmt_bind_int (stmt, 15, person->by_hand);
  kith_stmt_bind_int (stmt, 16, person->created);
  kith_stmt_bind_int (stmt, 17, person->changed);
}

/* The texts are borrowed from the statement. */
static void
read_person (KithStmt *stmt, KithPerson *person)
{
  person->id = kith_stmt_get_int (stmt, 0);
  person->name = (char *) kith_stmt_get_text (stmt, 1);
  person->given = (char *) kith_stmt_get_text (stmt, 2);
  person->family = (char *) kith_stmt_get_text (stmt, 3);
  person->name_key = (char *) kith_stmt_get_string (stmt, 4);
  person->audience = kith_stmt_is_null (stmt, 5) ? -1 : kith_stmt_get_int (stmt, 5);
  person->stance = kith_stmt_get_int (stmt, 6);
  person->tier = (char *) kith_stmt_get_text (stmt, 7);
  person->do_not_contact = kith_stmt_get_int (stmt, 8) != 0;
  person->stub = kith_stmt_get_int (stmt, 9) != 0;
  person->town = (char *) kith_stmt_get_text (stmt, 10);
  person->organization = (char *) kith_stmt_get_text (stmt, 11);
  person->language = (char *) kith_stmt_get_text (stmt, 12);
  person->notes = (char *) kith_stmt_get_text (stmt, 13);
  person->import = kith_stmt_get_int (stmt, 14);
  person->by_hand = kith_stmt_get_int (stmt, 15);
  person->created = kith_stmt_get_int (stmt, 16);
  person->changed = kith_stmt_get_int (stmt, 17);
}

gboolean
kith_person_add (KithStore *store, KithPerson *person, GError **error)
{
  g_autofree char *made_key = person->name_key == NULL ? kith_text_name_key (person->name) : NULL;
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      /* The number of somebody who was made one with another may be needed again; NULL is the next one. */
      "INSERT INTO person (id, name, given, family, name_key, audience, stance, tier, do_not_contact, stub, town,"
      " organization, language, notes, import, by_hand, created, changed)"
      " VALUES ((SELECT max (gone) + 1 FROM merge WHERE gone >= (SELECT max (id) FROM person)),"
      " ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
      error);

  if (stmt == NULL)
    return FALSE;
  person->created = person->changed = kith_store_now ();
  bind_person (stmt, person, made_key != NULL ? made_key : person->name_key);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  person->id = kith_store_get_last_id (store);
  return TRUE;
}

/* Takes over one text where it is asked for and differs. The texts of @now stay borrowed. */
static gboolean
take_text (char **now, const char *wanted, guint fields, guint field)
{
  if ((fields & field) == 0 || g_strcmp0 (*now, some (wanted)) == 0)
    return FALSE;
  *now = (char *) some (wanted);
  return TRUE;
}

static gboolean
take_flag (gboolean *now, gboolean wanted, guint fields, guint field)
{
  if ((fields & field) == 0 || *now == (wanted != FALSE))
    return FALSE;
  *now = wanted != FALSE;
  return TRUE;
}

gboolean
kith_person_update (KithStore *store, const KithPerson *person, guint fields, gboolean by_hand, gboolean *changed,
                    GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  g_autoptr (KithPerson) before = kith_person_get (store, person->id, error);
  g_autofree char *name_key = NULL;
  KithPerson now;
  gboolean differs = FALSE;

  if (before == NULL)
    return FALSE;
  now = *before;
  differs |= take_text (&now.name, person->name, fields, KITH_FIELD_NAME);
  differs |= take_text (&now.given, person->given, fields, KITH_FIELD_GIVEN);
  differs |= take_text (&now.family, person->family, fields, KITH_FIELD_FAMILY);
  differs |= take_text (&now.tier, person->tier, fields, KITH_FIELD_TIER);
  differs |= take_text (&now.town, person->town, fields, KITH_FIELD_TOWN);
  differs |= take_text (&now.organization, person->organization, fields, KITH_FIELD_ORGANIZATION);
  differs |= take_text (&now.language, person->language, fields, KITH_FIELD_LANGUAGE);
  differs |= take_text (&now.notes, person->notes, fields, KITH_FIELD_NOTES);
  differs |= take_flag (&now.do_not_contact, person->do_not_contact, fields, KITH_FIELD_DO_NOT_CONTACT);
  differs |= take_flag (&now.stub, person->stub, fields, KITH_FIELD_STUB);
  if ((fields & KITH_FIELD_AUDIENCE) != 0 && now.audience != MAX (person->audience, -1))
    {
      now.audience = MAX (person->audience, -1);
      differs = TRUE;
    }
  if ((fields & KITH_FIELD_STANCE) != 0 && now.stance != CLAMP (person->stance, -2, 2))
    {
      now.stance = CLAMP (person->stance, -2, 2);
      differs = TRUE;
    }
  if (changed != NULL)
    *changed = differs;
  if (!differs)
    return TRUE;

  if (by_hand)
    now.by_hand |= fields;
  now.changed = kith_store_now ();
  name_key = kith_text_name_key (now.name);

  g_autoptr (KithStmt) stmt = kith_db_prepare (
      db,
      "UPDATE person SET name = ?1, given = ?2, family = ?3, name_key = ?4, audience = ?5, stance = ?6, tier = ?7,"
      " do_not_contact = ?8, stub = ?9, town = ?10, organization = ?11, language = ?12, notes = ?13, import = ?14,"
      " by_hand = ?15, created = ?16, changed = ?17 WHERE id = ?18",
      error);
  if (stmt == NULL)
    return FALSE;
  bind_person (stmt, &now, name_key);
  kith_stmt_bind_int (stmt, 18, now.id);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_person_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM person WHERE id = ?1", id, error);
}

/* With texts of its own. */
static gpointer
read_copy (KithStmt *stmt)
{
  KithPerson *person = g_new0 (KithPerson, 1);

  read_person (stmt, person);
  person->name = g_strdup (person->name);
  person->given = g_strdup (person->given);
  person->family = g_strdup (person->family);
  person->name_key = g_strdup (person->name_key);
  person->tier = g_strdup (person->tier);
  person->town = g_strdup (person->town);
  person->organization = g_strdup (person->organization);
  person->language = g_strdup (person->language);
  person->notes = g_strdup (person->notes);
  return person;
}

KithPerson *
kith_person_get (KithStore *store, gint64 id, GError **error)
{
  return kith_store_get_with (store, "SELECT * FROM person WHERE id = ?1", id, read_copy,
                              _ ("This person is no longer in the network."), error);
}

gboolean
kith_people_each (KithStore *store, KithPersonFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT * FROM person ORDER BY id", error);
  KithPerson person = { 0 };
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      read_person (stmt, &person);
      if (!func (&person, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_people_each_key (KithStore *store, KithKeyFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    KithKeyKind kind;
    const char *sql;
  } passes[] = {
    { KITH_KEY_NAME, "SELECT id, 0, name_key FROM person ORDER BY id" },
    { KITH_KEY_CONTACT, "SELECT person, kind, ifnull (key, value) FROM contact ORDER BY id" },
    { KITH_KEY_SOURCE_ID, "SELECT person, namespace, value FROM source_id ORDER BY id" },
  };
  KITH_DB_WATCH (store->db, cancellable);

  for (gsize i = 0; i < G_N_ELEMENTS (passes); i++)
    {
      g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, passes[i].sql, error);
      int row;

      if (stmt == NULL)
        return FALSE;
      while ((row = kith_stmt_step (stmt, error)) > 0)
        if (!func (passes[i].kind, kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1),
                   kith_stmt_get_string (stmt, 2), user_data))
          return TRUE;
      if (row < 0)
        return FALSE;
    }
  return TRUE;
}
