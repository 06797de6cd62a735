/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-names.h"

#include "kith-events.h"
#include "kith-naming.h"
#include "kith-people.h"
#include "kith-tags.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const KithSnapshot *snapshot;
  GPtrArray *text;       /* of each term */
  GHashTable *index;     /* text → term + 1 */
  GArray *person, *term; /* guint pairs: who has what */
  GHashTable *of_row;    /* id of an event or tag → term + 1, for the pass that goes on */
} Terms;

static guint
put_term (Terms *self, const char *text)
{
  gpointer known = g_hash_table_lookup (self->index, text);
  char *copy;

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  copy = g_strdup (text);
  g_ptr_array_add (self->text, copy);
  g_hash_table_insert (self->index, copy, GUINT_TO_POINTER (self->text->len));
  return self->text->len - 1;
}

static void
add_pair (Terms *self, guint person, guint term)
{
  g_array_append_val (self->person, person);
  g_array_append_val (self->term, term);
}

static void
add_row_pair (Terms *self, gint64 row, gint64 person)
{
  gpointer term = g_hash_table_lookup (self->of_row, &row);
  int i = kith_snapshot_find (self->snapshot, person);

  if (term != NULL && i >= 0)
    add_pair (self, i, GPOINTER_TO_UINT (term) - 1);
}

static void
remember_row (Terms *self, gint64 row, const char *name)
{
  g_hash_table_insert (self->of_row, g_memdup2 (&row, sizeof row), GUINT_TO_POINTER (put_term (self, name) + 1));
}

static gboolean
take_person (const KithPerson *person, gpointer data)
{
  Terms *self = data;
  int i = kith_snapshot_find (self->snapshot, person->id);

  if (i >= 0 && person->town != NULL)
    add_pair (self, i, put_term (self, person->town));
  if (i >= 0 && person->organization != NULL)
    add_pair (self, i, put_term (self, person->organization));
  return TRUE;
}

static gboolean
take_event (const KithEvent *event, gpointer data)
{
  remember_row (data, event->id, event->name);
  return TRUE;
}

static gboolean
take_attendance (gint64 event, gint64 person, gpointer data)
{
  add_row_pair (data, event, person);
  return TRUE;
}

static gboolean
take_tag (gint64 person, gint64 tag, const char *topics, gpointer data)
{
  add_row_pair (data, tag, person);
  return TRUE;
}

static gboolean
collect (Terms *self, KithStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tags = NULL;

  if (!kith_people_each (store, take_person, self, cancellable, error)
      || !kith_events_each (store, take_event, self, cancellable, error)
      || !kith_attendance_each (store, take_attendance, self, cancellable, error))
    return FALSE;
  g_hash_table_remove_all (self->of_row);
  tags = kith_tag_list (store, error);
  if (tags == NULL)
    return FALSE;
  for (guint t = 0; t < tags->len; t++)
    {
      KithTag *tag = tags->pdata[t];

      if (!g_str_equal (tag->name, KITH_TAG_AMBASSADOR))
        remember_row (self, tag->id, tag->name);
    }
  return kith_person_tags_each (store, take_tag, self, cancellable, error);
}

/* Pairs to rows: the terms of each person, each once. */
static void
sort_terms (const Terms *self, guint n, guint **offset, guint **term)
{
  g_autofree guint *next = g_new (guint, n + 1);
  g_autofree guint *row = g_new (guint, MAX (self->term->len, 1));
  g_autofree guint *last = g_new0 (guint, MAX (self->text->len, 1)); /* person who had it last, + 1 */
  guint out = 0;

  *offset = g_new0 (guint, n + 1);
  *term = g_new (guint, MAX (self->term->len, 1));
  for (guint k = 0; k < self->person->len; k++)
    (*offset)[g_array_index (self->person, guint, k) + 1]++;
  for (guint i = 0; i < n; i++)
    (*offset)[i + 1] += (*offset)[i];
  memcpy (next, *offset, (n + 1) * sizeof *next);
  for (guint k = 0; k < self->person->len; k++)
    row[next[g_array_index (self->person, guint, k)]++] = g_array_index (self->term, guint, k);
  for (guint i = 0; i < n; i++)
    {
      guint start = (*offset)[i];

      (*offset)[i] = out;
      for (guint k = start; k < next[i]; k++)
        if (last[row[k]] != i + 1)
          {
            last[row[k]] = i + 1;
            (*term)[out++] = row[k];
          }
    }
  (*offset)[n] = out;
}

/* For each community the person most others know who may be named: has a name, is not known by hearsay, has not asked to be left
 * alone; -1 for none. */
static int *
find_centers (const KithSnapshot *snapshot, const int *membership, guint n_communities)
{
  int *center = g_new (int, MAX (n_communities, 1));

  for (guint c = 0; c < n_communities; c++)
    center[c] = -1;
  for (guint i = 0; i < snapshot->n; i++)
    {
      const char *name = snapshot->name[i];
      int *best = membership[i] >= 0 ? &center[membership[i]] : NULL;

      if (best == NULL || (snapshot->flags[i] & (KITH_PERSON_STUB | KITH_PERSON_DO_NOT_CONTACT)) != 0
          || strspn (name, "0123456789.-_# ") == strlen (name))
        continue;
      if (*best < 0 || kith_graph_degree (snapshot->graph, i) > kith_graph_degree (snapshot->graph, *best))
        *best = i;
    }
  return center;
}

typedef struct
{
  GHashTable *taken; /* names in use */
  guint number;      /* of the last community that has but a number */
} Choosing;

/* Keeps @wanted if no other community has it. */
static gboolean
take_name (Choosing *self, char *wanted, char **name)
{
  if (!g_hash_table_add (self->taken, g_strdup (wanted)))
    {
      g_free (wanted);
      return FALSE;
    }
  *name = wanted;
  return TRUE;
}

static void
choose_name (Choosing *self, const Terms *terms, const int *best, int center, char **name)
{
  char **text = (char **) terms->text->pdata;

  if (best[0] >= 0 && take_name (self, g_strdup (text[best[0]]), name))
    return;
  if (best[0] >= 0 && best[1] >= 0 && take_name (self, g_strdup_printf ("%s · %s", text[best[0]], text[best[1]]), name))
    return;
  /* Translators: the name of a community, after the person most others there know */
  if (center >= 0 && take_name (self, g_strdup_printf (_ ("Around %s"), terms->snapshot->name[center]), name))
    return;
  /* Translators: the name of a community nothing is known of: "Community 7" */
  while (!take_name (self, g_strdup_printf (_ ("Community %u"), ++self->number), name))
    ;
}

static void
terms_clear (Terms *self)
{
  g_ptr_array_unref (self->text);
  g_hash_table_unref (self->index);
  g_array_unref (self->person);
  g_array_unref (self->term);
  g_hash_table_unref (self->of_row);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terms, terms_clear)

gboolean
kith_names_find (KithStore *store, const KithSnapshot *snapshot, const int *membership, guint n_communities,
                 char **name, GCancellable *cancellable, GError **error)
{
  g_auto (Terms) terms = {
    .snapshot = snapshot,
    .text = g_ptr_array_new_with_free_func (g_free),
    .index = g_hash_table_new (g_str_hash, g_str_equal),
    .person = g_array_new (FALSE, FALSE, sizeof (guint)),
    .term = g_array_new (FALSE, FALSE, sizeof (guint)),
    .of_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };
  g_autofree guint *offset = NULL;
  g_autofree guint *term = NULL;
  g_autofree int *best = g_new (int, MAX (2 * n_communities, 1));
  g_autofree int *center = find_centers (snapshot, membership, n_communities);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Choosing choosing = { taken, 0 };

  if (!collect (&terms, store, cancellable, error))
    return FALSE;
  sort_terms (&terms, snapshot->n, &offset, &term);
  kith_naming_terms (snapshot->n, membership, n_communities, offset, term, terms.text->len, best);
  for (guint c = 0; c < n_communities; c++)
    if (name[c] != NULL)
      g_hash_table_add (taken, g_strdup (name[c]));
  for (guint c = 0; c < n_communities; c++)
    if (name[c] == NULL)
      choose_name (&choosing, &terms, &best[2 * c], center[c], &name[c]);
  return TRUE;
}
