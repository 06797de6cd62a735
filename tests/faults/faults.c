/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "faults.h"

#include "kith-acts.h"
#include "kith-check.h"
#include "kith-imports.h"
#include "kith-people.h"
#include "kith-ties.h"

#include <glib/gstdio.h>
#include <unistd.h>

char *
faults_make_folder (void)
{
  g_autofree char *memory = g_strdup ("/dev/shm/kith-faults-XXXXXX");
  g_autoptr (GError) error = NULL;
  char *folder;

  if (g_mkdtemp (memory) != NULL)
    return g_steal_pointer (&memory);
  folder = g_dir_make_tmp ("kith-faults-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

void
faults_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
faults_create (const char *path)
{
  static const char *const sides[] = { "", "-wal", "-shm", "-journal" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *side = g_strconcat (path, sides[i], NULL);

      g_unlink (side);
    }
  store = kith_store_open (path, KITH_STORE_NEW, &error);
  g_assert_no_error (error);
}

static gboolean
add_rows (KithStore *store, KithImport *import, guint batch, guint people, GError **error)
{
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  KithTieLoadCounts counts;
  gint64 name_space, first = 0;

  if (!kith_namespace_put (store, "batches", &name_space, error))
    return FALSE;
  for (guint i = 0; i < people; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u of %u", i, batch);
      g_autofree char *email = g_strdup_printf ("p%u.%u@x%u.example.org", batch, i, (i * 2654435761u) % 997);
      g_autofree char *number = g_strdup_printf ("%u/%u", (i * 2654435761u) % 9973, batch * people + i);
      KithPerson person = { .name = name,
                            .audience = -1,
                            .import = import->id,
                            .notes = (char *) "came to the spring picnic and brought two friends from the choir" };
      KithContact contact = { .kind = KITH_CONTACT_EMAIL, .value = email, .import = import->id };

      if (!kith_person_add (store, &person, error))
        return FALSE;
      contact.person = person.id;
      if (i == 0)
        first = person.id;
      else
        kith_tie_load_add (load, &(KithTie) { .a = first + i / 2,
                                              .b = person.id,
                                              .kind = KITH_TIE_STATED,
                                              .weight = 1,
                                              .date = KITH_NO_DATE,
                                              .ended = KITH_NO_DATE,
                                              .import = import->id });
      if (!kith_contact_add (store, &contact, TRUE, NULL, error)
          || !kith_source_id_add (store, person.id, name_space, number, import->id, NULL, error))
        return FALSE;
    }
  import->people = people;
  return kith_tie_load_write (load, store, &counts, NULL, NULL, error);
}

gboolean
faults_import (KithStore *store, guint batch, guint people, GError **error)
{
  g_autofree char *file = g_strdup_printf ("batch %u", batch);
  KithImport import = { .file = file };

  if (!kith_act_begin (store, file, FALSE, error))
    return FALSE;
  if (kith_import_add (store, &import, error) && add_rows (store, &import, batch, people, error)
      && kith_import_update (store, &import, error))
    return kith_act_commit (store, NULL, error);
  kith_act_rollback (store);
  return FALSE;
}

static gboolean
get (KithStore *store, const char *sql, gint64 *value, char **why)
{
  g_autoptr (GError) error = NULL;

  if (kith_db_get_int (kith_store_get_db (store), sql, 0, value, &error))
    return TRUE;
  *why = g_strdup (error->message);
  return FALSE;
}

int
faults_look (KithStore *store, guint people, gboolean deep, char **why)
{
  gint64 imports, last, acts, torn, all, ties;

  *why = NULL;
  if (!get (store, "SELECT count (*) FROM import", &imports, why)
      || !get (store, "SELECT max (id) FROM import", &last, why)
      || !get (store, "SELECT count (*) FROM act WHERE NOT undone", &acts, why)
      || !get (store,
               "SELECT count (*) FROM import i WHERE people <> (SELECT count (*) FROM person WHERE import = i.id)"
               " OR people <> (SELECT count (*) FROM contact WHERE import = i.id)"
               " OR people <> (SELECT count (*) FROM source_id WHERE import = i.id)",
               &torn, why)
      || !get (store, "SELECT count (*) FROM person", &all, why)
      || !get (store, "SELECT count (*) FROM tie", &ties, why))
    return -1;
  if (torn != 0 || all != imports * people || last != imports || acts != imports || ties > imports * (people - 1))
    {
      *why = g_strdup_printf ("%d imports up to number %d, %d of them torn, %d people, %d ties, %d acts", (int) imports,
                              (int) last, (int) torn, (int) all, (int) ties, (int) acts);
      return -1;
    }
  if (deep)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      if (!kith_store_check (store, problems, NULL, NULL, &error))
        *why = g_strdup (error->message);
      else if (problems->len > 0)
        *why = g_strdup (problems->pdata[0]);
      if (*why != NULL)
        return -1;
    }
  return imports;
}
