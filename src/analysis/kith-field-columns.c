/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-field-columns.h"

#include "kith-fields.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_SIZE 16384

typedef struct
{
  KithFieldColumns *self;
  const gint64 *id;
  guint person;       /* where the pass is */
  GHashTable *column; /* field → index + 1 */
  GHashTable *known;  /* text → index */
  GPtrArray *texts;
} Loading;

static gboolean
take_value (gint64 person, gint64 field, const char *value, gpointer data)
{
  Loading *loading = data;
  KithFieldColumns *self = loading->self;
  guint column = GPOINTER_TO_UINT (g_hash_table_lookup (loading->column, GSIZE_TO_POINTER (field)));
  gpointer text;

  while (loading->person < self->n && loading->id[loading->person] < person)
    loading->person++;
  if (column == 0 || loading->person == self->n || loading->id[loading->person] != person)
    return TRUE;
  text = g_hash_table_lookup (loading->known, value);
  if (text == NULL)
    {
      char *own = g_string_chunk_insert (self->chunk, value);

      text = GUINT_TO_POINTER (loading->texts->len);
      g_ptr_array_add (loading->texts, own);
      g_hash_table_insert (loading->known, own, text);
    }
  self->columns[column - 1].value[loading->person] = GPOINTER_TO_UINT (text);
  self->columns[column - 1].people++;
  return TRUE;
}

static KithFieldColumns *
columns_new (guint n, guint n_columns)
{
  KithFieldColumns *self = g_new0 (KithFieldColumns, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->n_columns = n_columns;
  self->columns = g_new0 (KithFieldColumn, MAX (n_columns, 1));
  for (guint c = 0; c < n_columns; c++)
    self->columns[c].value = g_new0 (guint32, MAX (n, 1));
  return self;
}

static gboolean
is_searched (const KithFieldColumn *column)
{
  return column->kind == KITH_VALUE_TEXT || column->kind == KITH_VALUE_CHOICE;
}

/* Folding costs many times what looking does, and is not to be done while somebody types. */
static void
fold_texts (KithFieldColumns *self)
{
  self->folded = g_new0 (const char *, self->n_texts);
  for (guint c = 0; c < self->n_columns; c++)
    for (guint i = 0; is_searched (&self->columns[c]) && i < self->n; i++)
      {
        guint32 text = self->columns[c].value[i];
        g_autofree char *folded = NULL;

        if (text == 0 || self->folded[text] != NULL)
          continue;
        folded = kith_text_fold (self->texts[text]);
        self->folded[text]
            = g_str_equal (folded, self->texts[text]) ? self->texts[text] : g_string_chunk_insert (self->chunk, folded);
      }
}

KithFieldColumns *
kith_field_columns_load (KithStore *store, guint n, const gint64 *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = kith_own_field_list (store, error);
  g_autoptr (KithFieldColumns) self = NULL;
  g_autoptr (GHashTable) column = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Loading loading = { .id = id, .column = column, .known = known };
  gboolean done = TRUE;

  if (list == NULL)
    return NULL;
  loading.self = self = columns_new (n, list->len);
  loading.texts = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (CHUNK_SIZE);
  g_ptr_array_add (loading.texts, g_string_chunk_insert (self->chunk, ""));
  for (guint c = 0; c < list->len; c++)
    {
      const KithOwnField *field = list->pdata[c];

      self->columns[c].id = field->id;
      self->columns[c].name = g_strdup (field->name);
      self->columns[c].key = kith_head_key (field->name);
      self->columns[c].kind = field->kind;
      self->columns[c].shown = field->shown;
      g_hash_table_insert (column, GSIZE_TO_POINTER (field->id), GUINT_TO_POINTER (c + 1));
    }
  if (list->len > 0)
    done = kith_own_values_each (store, take_value, &loading, cancellable, error);
  self->n_texts = loading.texts->len;
  self->texts = (const char **) g_ptr_array_free (loading.texts, FALSE);
  fold_texts (self);
  return done ? g_steal_pointer (&self) : NULL;
}

KithFieldColumns *
kith_field_columns_new_part (KithFieldColumns *whole, guint n, const guint *from)
{
  KithFieldColumns *self = columns_new (n, whole->n_columns);

  self->whole = kith_field_columns_ref (whole);
  self->n_texts = whole->n_texts;
  self->texts = whole->texts;
  self->folded = whole->folded;
  for (guint c = 0; c < self->n_columns; c++)
    {
      const KithFieldColumn *source = &whole->columns[c];
      KithFieldColumn *column = &self->columns[c];

      column->id = source->id;
      column->name = g_strdup (source->name);
      column->key = g_strdup (source->key);
      column->kind = source->kind;
      column->shown = source->shown;
      for (guint i = 0; i < n; i++)
        {
          column->value[i] = source->value[from[i]];
          column->people += column->value[i] != 0;
        }
    }
  return self;
}

KithFieldColumns *
kith_field_columns_ref (KithFieldColumns *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_field_columns_unref (KithFieldColumns *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint c = 0; c < self->n_columns; c++)
    {
      g_free (self->columns[c].name);
      g_free (self->columns[c].key);
      g_free (self->columns[c].value);
    }
  g_free (self->columns);
  if (self->whole == NULL)
    {
      g_free (self->texts);
      g_free (self->folded);
    }
  g_clear_pointer (&self->whole, kith_field_columns_unref);
  g_clear_pointer (&self->chunk, g_string_chunk_free);
  g_free (self);
}

int
kith_field_columns_find (const KithFieldColumns *self, gint64 field)
{
  for (guint c = 0; c < self->n_columns; c++)
    if (self->columns[c].id == field)
      return (int) c;
  return -1;
}

static char *
dup_line (KithValueKind kind, const char *line)
{
  gint64 date;

  if (kind == KITH_VALUE_YES_NO)
    switch (kith_value_says (line))
      {
      case KITH_SAYS_YES:
        return g_strdup (_ ("Yes"));
      case KITH_SAYS_NO:
        return g_strdup (_ ("No"));
      case KITH_SAYS_NOTHING:
      default:
        return g_strdup (line);
      }
  if (kind == KITH_VALUE_DATE && strlen (line) == strlen ("2024-03-05")
      && kith_value_date (line, KITH_DATES_DAY_FIRST, &date, NULL))
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (date);

      return g_date_time_format (time, "%x");
    }
  return g_strdup (line);
}

char *
kith_field_value_dup_shown (KithValueKind kind, const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) shown = NULL;

  if (strchr (text, '\n') == NULL)
    return dup_line (kind, text);
  lines = g_strsplit (text, "\n", -1);
  shown = g_string_new (NULL);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *one = dup_line (kind, *line);

      if (*one != '\0')
        g_string_append_printf (shown, "%s%s", shown->len > 0 ? " · " : "", one);
    }
  return g_string_free_and_steal (g_steal_pointer (&shown));
}

/* --- order --- */

typedef struct
{
  guint32 text;
  gboolean fits;
  double order;
  char *key;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b, gpointer data)
{
  const Ranked *x = a, *y = b;

  if (x->fits != y->fits)
    return x->fits ? -1 : 1;
  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return x->key != NULL && y->key != NULL ? strcmp (x->key, y->key) : 0;
}

static gboolean
are_alike (const Ranked *x, const Ranked *y)
{
  return x->fits == y->fits && x->order == y->order && g_strcmp0 (x->key, y->key) == 0;
}

guint32 *
kith_field_columns_rank (const KithFieldColumns *self, guint column)
{
  const KithFieldColumn *own = &self->columns[column];
  guint32 *rank = g_new0 (guint32, self->n_texts);
  g_autofree Ranked *ranked = NULL;
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    if (own->value[i] != 0 && rank[own->value[i]] == 0)
      rank[own->value[i]] = ++n;
  ranked = g_new0 (Ranked, MAX (n, 1));
  for (guint text = 1; text < self->n_texts; text++)
    if (rank[text] != 0)
      {
        Ranked *one = &ranked[rank[text] - 1];

        one->text = text;
        one->fits = kith_value_get_order (own->kind, self->texts[text], &one->order);
        /* What is not of its kind, and what has no order but the alphabet. */
        if (!one->fits || own->kind == KITH_VALUE_TEXT || own->kind == KITH_VALUE_CHOICE)
          one->key = g_utf8_collate_key_for_filename (self->texts[text], -1);
      }
  g_sort_array (ranked, n, sizeof *ranked, compare_ranked, NULL);
  for (guint k = 0; k < n; k++)
    rank[ranked[k].text] = k > 0 && are_alike (&ranked[k], &ranked[k - 1]) ? rank[ranked[k - 1].text] : k + 1;
  for (guint k = 0; k < n; k++)
    g_free (ranked[k].key);
  return rank;
}

/* --- search --- */

/* "<12", ">=2021-05-01" */
typedef struct
{
  int sign; /* -1 less, 1 more; 0 for no comparison */
  gboolean or_equal;
  double than;
} Comparison;

static Comparison
read_comparison (KithValueKind kind, const char *folded)
{
  Comparison self = { 0 };
  const char *than = folded + 1;

  if ((*folded != '<' && *folded != '>') || (kind != KITH_VALUE_NUMBER && kind != KITH_VALUE_DATE))
    return self;
  self.or_equal = *than == '=';
  than += self.or_equal;
  if (kith_value_get_order (kind, than, &self.than))
    self.sign = *folded == '<' ? -1 : 1;
  /* A year alone, as it is typed. */
  else if (kind == KITH_VALUE_DATE && strlen (than) == 4)
    {
      g_autofree char *day = g_strconcat (than, "-01-01", NULL);

      self.sign = !kith_value_get_order (kind, day, &self.than) ? 0 : *folded == '<' ? -1 : 1;
    }
  return self;
}

/* Whether a text has the word, also where it is shown in other words: 1 no, 2 yes. @own: (nullable): the text, folded */
static guint8
look_at (KithValueKind kind, const char *text, const char *own, const char *folded, const Comparison *comparison)
{
  g_autofree char *made = NULL;
  double order;

  if (comparison->sign != 0)
    return kith_value_get_order (kind, text, &order)
                   && ((order - comparison->than) * comparison->sign > 0
                       || (comparison->or_equal && order == comparison->than))
               ? 2
               : 1;
  if (own == NULL)
    own = made = kith_text_fold (text);
  if (strstr (own, folded) != NULL)
    return 2;
  if (kind == KITH_VALUE_YES_NO || kind == KITH_VALUE_DATE)
    {
      g_autofree char *shown = kith_field_value_dup_shown (kind, text);
      g_autofree char *words = kith_text_fold (shown);

      return strstr (words, folded) != NULL ? 2 : 1;
    }
  return 1;
}

int
kith_field_columns_find_key (const KithFieldColumns *self, const char *key)
{
  int begins = -1, has = -1;
  guint n_begin = 0, n_have = 0;

  for (guint c = 0; *key != '\0' && c < self->n_columns; c++)
    {
      const char *at = strstr (self->columns[c].key, key);

      if (g_str_equal (self->columns[c].key, key))
        return (int) c;
      if (at == NULL)
        continue;
      has = (int) c;
      n_have++;
      if (at == self->columns[c].key)
        {
          begins = (int) c;
          n_begin++;
        }
    }
  return n_begin == 1 ? begins : n_have == 1 ? has : -1;
}

void
kith_field_columns_match (const KithFieldColumns *self, int column, const char *folded, guint8 *hit)
{
  g_autofree guint8 *looked = g_new0 (guint8, MAX (self->n_texts, 1));

  memset (hit, 0, self->n);
  for (guint c = 0; c < self->n_columns; c++)
    {
      const KithFieldColumn *own = &self->columns[c];

      const Comparison comparison = column >= 0 ? read_comparison (own->kind, folded) : (Comparison) { 0 };

      if (column >= 0 ? (int) c != column : !is_searched (own))
        continue;
      for (guint i = 0; i < self->n; i++)
        {
          guint32 text = own->value[i];

          if (text == 0 || hit[i])
            continue;
          if (looked[text] == 0)
            looked[text] = look_at (own->kind, self->texts[text], self->folded[text], folded, &comparison);
          hit[i] = looked[text] == 2;
        }
    }
}
