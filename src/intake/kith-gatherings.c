/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-gatherings.h"

#include "kith-imports.h"
#include "kith-text.h"

#define DAY 86400

typedef struct
{
  gint64 id;
  const char *source; /* interned; NULL */
} Known;

typedef struct
{
  char *name;
  gint64 date;
} Name;

static void
name_free (gpointer data)
{
  Name *name = data;

  g_free (name->name);
  g_free (name);
}

static char *
make_key (KithEventKind kind, const char *name, gint64 date)
{
  g_autofree char *folded = kith_text_fold (name);
  gint64 day = date == KITH_NO_DATE ? 0 : date >= 0 ? date / DAY : (date - DAY + 1) / DAY;

  return g_strdup_printf ("%d\t%" G_GINT64_FORMAT "\t%d\t%s", (int) kind, day, date == KITH_NO_DATE, folded);
}

static void
know (KithGatherings *self, const char *key, gint64 id, const char *source)
{
  Known event = { .id = id, .source = source };
  gboolean is_new;

  kith_key_table_put (self->known, key, self->events->len, &is_new);
  if (is_new)
    g_array_append_val (self->events, event);
}

static gboolean
know_event (const KithEvent *event, gpointer user_data)
{
  KithGatherings *self = user_data;
  g_autofree char *key = make_key (event->kind, event->name, event->date);

  know (self, key, event->id, g_hash_table_lookup (self->sources, GSIZE_TO_POINTER (event->import)));
  return TRUE;
}

KithGatherings *
kith_gatherings_new (KithStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithGatherings) self = g_new0 (KithGatherings, 1);
  g_autoptr (GPtrArray) imports = NULL;

  self->store = store;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, name_free);
  self->known = kith_key_table_new ();
  self->events = g_array_new (FALSE, FALSE, sizeof (Known));
  self->sources = g_hash_table_new (NULL, NULL);
  self->people = g_hash_table_new (NULL, NULL);
  imports = kith_import_list (store, error);
  if (imports == NULL)
    return NULL;
  for (guint i = 0; i < imports->len; i++)
    {
      const KithImport *import = imports->pdata[i];

      if (import->source != NULL)
        g_hash_table_insert (self->sources, GSIZE_TO_POINTER (import->id), (gpointer) g_intern_string (import->source));
    }
  if (!kith_events_each (store, know_event, self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kith_gatherings_free (KithGatherings *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->known, kith_key_table_free);
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_free (self);
}

void
kith_gatherings_name (KithGatherings *self, const char *entity, const char *id, const char *name, gint64 date)
{
  Name *made = g_new0 (Name, 1);

  made->name = g_strdup (name);
  made->date = date;
  g_hash_table_replace (self->names, g_strconcat (entity, "\t", id, NULL), made);
}

const char *
kith_gatherings_get_name (KithGatherings *self, const char *entity, const char *id, gint64 *date)
{
  g_autofree char *key = NULL;
  const Name *name;

  if (g_hash_table_size (self->names) == 0)
    return NULL;
  key = g_strconcat (entity, "\t", id, NULL);
  name = g_hash_table_lookup (self->names, key);
  if (name == NULL || *name->name == '\0')
    return NULL;
  if (date != NULL)
    *date = name->date;
  return name->name;
}

gboolean
kith_gatherings_put (KithGatherings *self, KithEventKind kind, const char *name, gint64 date, const char *place,
                     const char *source, gboolean is_number, gint64 import, gint64 *id, GError **error)
{
  g_autofree char *key = make_key (kind, name, date);
  g_autofree char *apart = NULL;
  KithEvent event = { .kind = kind, .date = date, .place = (char *) place, .import = import };
  gboolean added = FALSE;
  gint64 at;

  source = source != NULL ? g_intern_string (source) : NULL;
  if (kith_key_table_find (self->known, key, &at))
    {
      const Known *known = &g_array_index (self->events, Known, at);

      if (!is_number || known->source == source)
        {
          *id = known->id;
          return TRUE;
        }
      apart = g_strdup_printf ("%s (%s)", name, source != NULL ? source : "");
      name = apart;
      g_free (key);
      key = make_key (kind, name, date);
      if (kith_key_table_find (self->known, key, &at))
        {
          *id = g_array_index (self->events, Known, at).id;
          return TRUE;
        }
    }
  event.name = (char *) name;
  if (!kith_event_put (self->store, &event, &added, error))
    return FALSE;
  self->added += added;
  *id = event.id;
  know (self, key, event.id, source);
  return TRUE;
}

gboolean
kith_gatherings_attend (KithGatherings *self, gint64 event, gint64 person, gint64 import, gboolean *added,
                        GError **error)
{
  guint people;

  if (!kith_attendance_put (self->store, event, person, import, added, error))
    return FALSE;
  if (*added)
    {
      people = GPOINTER_TO_UINT (g_hash_table_lookup (self->people, GSIZE_TO_POINTER (event)));
      g_hash_table_insert (self->people, GSIZE_TO_POINTER (event), GUINT_TO_POINTER (people + 1));
    }
  return TRUE;
}
