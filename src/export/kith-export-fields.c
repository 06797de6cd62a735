/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-export-fields.h"

#include "kith-people.h"
#include "kith-text.h"

#include <string.h>

static gboolean
take_consent (const KithConsent *consent, gpointer data)
{
  KithExportFields *self = data;
  int i = kith_snapshot_find (self->snapshot, consent->person);

  if (i >= 0 && consent->state == KITH_CONSENT_REFUSED)
    self->refused[i] = TRUE;
  return TRUE;
}

/* Whether all values are of the column's kind, so that another program can be told so. */
static gboolean
is_pure (const KithFieldColumns *columns, guint c)
{
  const KithFieldColumn *column = &columns->columns[c];
  g_autofree guint8 *looked = g_new0 (guint8, columns->n_texts);

  for (guint i = 0; i < columns->n; i++)
    {
      guint32 text = column->value[i];
      double order;

      if (text == 0 || looked[text])
        continue;
      looked[text] = TRUE;
      if (strchr (columns->texts[text], '\n') != NULL
          || !kith_value_get_order (column->kind, columns->texts[text], &order))
        return FALSE;
    }
  return TRUE;
}

KithExportFields *
kith_export_fields_new (KithStore *store, const KithSnapshot *snapshot, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithExportFields) self = g_new0 (KithExportFields, 1);

  self->snapshot = snapshot;
  self->columns = snapshot->fields;
  self->kind = g_new0 (KithValueKind, MAX (self->columns->n_columns, 1));
  self->refused = g_new0 (guint8, MAX (snapshot->n, 1));
  for (guint c = 0; c < self->columns->n_columns; c++)
    self->kind[c] = is_pure (self->columns, c) ? self->columns->columns[c].kind : KITH_VALUE_TEXT;
  if (self->columns->n_columns > 0 && !kith_consents_each (store, take_consent, self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kith_export_fields_free (KithExportFields *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->refused);
  g_free (self);
}

/* A date has as many digits as a telephone number, and is none. */
static gboolean
may_reach_somebody (const char *text)
{
  g_autofree char *phone = kith_text_phone_key (text);

  return strchr (text, '@') != NULL || (phone != NULL && !kith_value_date (text, KITH_DATES_DAY_FIRST, NULL, NULL));
}

const char *
kith_export_fields_get (const KithExportFields *self, guint column, guint person, gboolean *held)
{
  const char *text = kith_field_columns_get (self->columns, column, person);

  if (*text == '\0')
    return NULL;
  if ((self->snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) == 0
      && !(self->refused[person] && may_reach_somebody (text)))
    return text;
  if (held != NULL)
    *held = TRUE;
  return NULL;
}
