/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-changes.h"

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-imports.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

#define MOST_NEWS 12

char *
kith_change_dup_news (const KithChange *change, const char *const *before, const char *const *after)
{
  switch (change->kind)
    {
    case KITH_CHANGE_GREW:
      return g_strdup_printf (_ ("%s grew from %u to %u people."), after[change->after], change->people_before,
                              change->people_after);
    case KITH_CHANGE_SHRANK:
      return g_strdup_printf (_ ("%s shrank from %u to %u people."), after[change->after], change->people_before,
                              change->people_after);
    case KITH_CHANGE_BORN:
      return g_strdup_printf (
          ngettext ("%s is new, with %'u person.", "%s is new, with %'u people.", change->people_after),
          after[change->after], change->people_after);
    case KITH_CHANGE_SPLIT:
      return g_strdup_printf (
          ngettext ("%s split off %s, with %'u person.", "%s split off %s, with %'u people.", change->people_after),
          after[change->after], before[change->other], change->people_after);
    case KITH_CHANGE_MERGED:
      return g_strdup_printf (_ ("%s went into %s."), before[change->before], after[change->other]);
    case KITH_CHANGE_DISSOLVED:
      return g_strdup_printf (_ ("%s is no longer a community of its own."), before[change->before]);
    case KITH_CHANGE_KEPT:
    default:
      return NULL;
    }
}

/* — People and ties — */

/* Where each person as it is was before, -1 for the new ones. Both rise by id. */
static int *
find_before (const KithSnapshot *before, const KithSnapshot *now, KithChanges *changes)
{
  int *was = g_new (int, MAX (now->n, 1));
  guint k = 0;

  changes->gone = before->n;
  for (guint i = 0; i < now->n; i++)
    {
      while (k < before->n && before->id[k] < now->id[i])
        k++;
      was[i] = k < before->n && before->id[k] == now->id[i] ? (int) k : -1;
      changes->is_new[i] = was[i] < 0;
      changes->people += was[i] < 0;
      changes->gone -= was[i] >= 0;
    }
  return was;
}

static gboolean
were_tied (const KithGraph *graph, int one, int other)
{
  guint first, last;

  if (one < 0 || other < 0)
    return FALSE;
  first = graph->offset[one];
  last = graph->offset[one + 1];
  while (first < last)
    {
      guint middle = (first + last) / 2;

      if (graph->neighbor[middle] < (guint) other)
        first = middle + 1;
      else
        last = middle;
    }
  return first < graph->offset[one + 1] && graph->neighbor[first] == (guint) other;
}

static void
find_ties (KithChanges *self, const KithSnapshot *before, const KithSnapshot *now, const int *was)
{
  const KithGraph *graph = now->graph;
  g_autofree guint8 *is_there = g_new0 (guint8, MAX (before->n, 1));
  guint same = 0, could = 0;

  for (guint i = 0; i < graph->n; i++)
    for (guint k = graph->offset[i]; k < graph->offset[i + 1]; k++)
      {
        guint j = graph->neighbor[k];

        if (j <= i)
          continue;
        if (were_tied (before->graph, was[i], was[j]))
          {
            same++;
            continue;
          }
        g_array_append_val (self->a, i);
        g_array_append_val (self->b, j);
      }
  for (guint i = 0; i < now->n; i++)
    if (was[i] >= 0)
      is_there[was[i]] = 1;
  for (guint i = 0; i < before->n; i++)
    for (guint k = before->graph->offset[i]; is_there[i] && k < before->graph->offset[i + 1]; k++)
      could += before->graph->neighbor[k] > i && is_there[before->graph->neighbor[k]];
  self->lost = could - same;
}

/* — Communities — */

static void
find_communities (KithChanges *self, const KithSnapshot *before, const KithSnapshot *now, const int *was)
{
  g_autofree int *membership = g_new (int, MAX (now->n, 1));
  g_autofree int *kept = g_new (int, MAX (now->n_communities, 1));
  g_autofree const char **names_before = g_new0 (const char *, before->n_communities + 1);
  g_autofree const char **names = g_new0 (const char *, now->n_communities + 1);
  g_autoptr (GHashTable) old = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KithChange));

  for (guint i = 0; i < now->n; i++)
    membership[i] = was[i] >= 0 ? before->community[was[i]] : -1;
  for (guint c = 0; c < before->n_communities; c++)
    {
      names_before[c] = before->communities[c].name;
      g_hash_table_insert (old, &before->communities[c].id, GUINT_TO_POINTER (c + 1));
    }
  for (guint c = 0; c < now->n_communities; c++)
    {
      names[c] = now->communities[c].name;
      kept[c] = (int) GPOINTER_TO_UINT (g_hash_table_lookup (old, &now->communities[c].id)) - 1;
    }
  kith_keeping_tell (now->n, membership, before->n_communities, now->community, now->n_communities, kept, changes);
  for (guint k = 0; k < changes->len; k++)
    {
      const KithChange *change = &g_array_index (changes, KithChange, k);
      gboolean born = change->kind == KITH_CHANGE_BORN || change->kind == KITH_CHANGE_SPLIT;
      gboolean merged = change->kind == KITH_CHANGE_MERGED;

      self->born += born;
      self->merged += merged;
      if (born || merged)
        self->is_different[born ? change->after : change->other] = 1;
      if (before->n_communities > 0 && self->news->len < MOST_NEWS)
        {
          char *sentence = kith_change_dup_news (change, names_before, names);

          if (sentence != NULL)
            g_ptr_array_add (self->news, sentence);
        }
    }
}

/* — — */

KithChanges *
kith_changes_new (const KithSnapshot *before, const KithSnapshot *now)
{
  KithChanges *self = g_new0 (KithChanges, 1);
  g_autofree int *was = NULL;

  self->is_new = g_new0 (guint8, MAX (now->n, 1));
  self->is_different = g_new0 (guint8, MAX (now->n_communities, 1));
  self->a = g_array_new (FALSE, FALSE, sizeof (guint));
  self->b = g_array_new (FALSE, FALSE, sizeof (guint));
  self->news = g_ptr_array_new_with_free_func (g_free);
  was = find_before (before, now, self);
  find_ties (self, before, now, was);
  find_communities (self, before, now, was);
  return self;
}

void
kith_changes_free (KithChanges *self)
{
  g_free (self->is_new);
  g_free (self->is_different);
  g_array_unref (self->a);
  g_array_unref (self->b);
  g_ptr_array_unref (self->news);
  g_free (self);
}

gboolean
kith_changes_is_empty (const KithChanges *self)
{
  return self->people + self->gone + self->a->len + self->lost + self->born + self->merged == 0;
}

static char *
dup_since (gint64 since)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (since);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (time == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (time) != g_date_time_get_year (now))
    /* Translators: a date, such as 3 May 2025; see g_date_time_format () */
    return g_date_time_format (time, _ ("%-d %B %Y"));
  if (g_date_time_get_day_of_year (time) != g_date_time_get_day_of_year (now))
    /* Translators: a date of this year, such as 3 May; see g_date_time_format () */
    return g_date_time_format (time, _ ("%-d %B"));
  /* Translators: a time of today, such as 14:05; see g_date_time_format () */
  return g_date_time_format (time, _ ("%H:%M"));
}

/* Takes @part. */
static void
add_part (GStrvBuilder *parts, guint n, char *part)
{
  if (n > 0)
    g_strv_builder_add (parts, part);
  g_free (part);
}

char *
kith_changes_dup_sentence (const KithChanges *self, gint64 since)
{
  g_autofree char *when = dup_since (since);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  guint ties = self->a->len;

  if (kith_changes_is_empty (self))
    /* Translators: %s is a date, or a time of today */
    return g_strdup_printf (_ ("Since %s nothing has changed on the map"), when);
  add_part (parts, self->people,
            g_strdup_printf (ngettext ("%'u new person", "%'u new people", self->people), self->people));
  add_part (parts, ties, g_strdup_printf (ngettext ("%'u new tie", "%'u new ties", ties), ties));
  add_part (parts, self->born,
            g_strdup_printf (ngettext ("%'u new community", "%'u new communities", self->born), self->born));
  add_part (parts, self->merged,
            /* Translators: communities that went into others */
            g_strdup_printf (ngettext ("%'u community merged", "%'u communities merged", self->merged), self->merged));
  add_part (parts, self->gone,
            g_strdup_printf (ngettext ("%'u person gone", "%'u people gone", self->gone), self->gone));
  add_part (parts, self->lost, g_strdup_printf (ngettext ("%'u tie gone", "%'u ties gone", self->lost), self->lost));

  g_auto (GStrv) all = g_strv_builder_end (parts);
  /* Translators: between the items of a short list */
  g_autofree char *list = g_strjoinv (_ (", "), all);
  /* Translators: "Since 12 November: 37 new people, 112 new ties, 1 new community" */
  return g_strdup_printf (_ ("Since %s: %s"), when, list);
}

/* — Looking back — */

static gboolean
load_before (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithSnapshot **before = data;

  *before = kith_snapshot_load (store, progress, cancellable, error);
  /* What is not there any more is no version of the store: ties and fields must never be taken from it. */
  if (*before != NULL)
    (*before)->ties_version = (*before)->fields_version = 0;
  return *before != NULL;
}

static gboolean
find_act (KithStore *store, gint64 *act, gint64 *since, GError **error)
{
  g_autoptr (GPtrArray) acts = kith_act_list (store, 0, error);

  if (acts == NULL)
    return FALSE;
  if (*act == 0)
    {
      g_autoptr (GPtrArray) imports = kith_import_list (store, error);

      if (imports == NULL)
        return FALSE;
      *act = imports->len > 0 ? ((KithImport *) imports->pdata[0])->act : 0;
    }
  for (guint k = 0; k < acts->len; k++)
    {
      const KithAct *one = acts->pdata[k];

      if (one->id == *act)
        {
          *since = one->time;
          return TRUE;
        }
    }
  g_set_error_literal (error, KITH_ERROR, KITH_ERROR_NOT_FOUND,
                       _ ("Nothing was brought in yet that the map could be compared with."));
  return FALSE;
}

KithSnapshot *
kith_changes_look_back (KithStore *store, gint64 act, gint64 *since, KithProgress *progress, GCancellable *cancellable,
                        GError **error)
{
  KithSnapshot *before = NULL;

  if (!find_act (store, &act, since, error))
    return NULL;
  if (!kith_act_look_back (store, act, load_before, &before, progress, cancellable, error))
    g_clear_pointer (&before, kith_snapshot_unref);
  return before;
}
