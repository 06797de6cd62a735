/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Until version 6 the rows of "heard" said by name and address who wrote which mail, and who waits for one. They become what kith-threads.c and
 * kith-waiting.c keep now, digests sealed by the network's secret; what was there is overwritten (PRAGMA secure_delete). What does not read as it
 * should goes. */

#include "kith-imports.h"
#include "kith-schema-private.h"
#include "kith-text.h"

#include <string.h>

typedef struct
{
  const char *secret;
  const guint8 *at, *end; /* of the old bytes */
  GByteArray *sealed;
} Sealing;

static void
append_number (Sealing *self, guint64 number)
{
  number = GUINT64_TO_LE (number);
  g_byte_array_append (self->sealed, (const guint8 *) &number, sizeof number);
}

static void
append_sealed (Sealing *self, guint64 digest)
{
  append_number (self, kith_text_seal (self->secret, digest));
}

static gboolean
take_number (Sealing *self, guint64 *number)
{
  if ((gsize) (self->end - self->at) < sizeof *number)
    return FALSE;
  memcpy (number, self->at, sizeof *number);
  *number = GUINT64_FROM_LE (*number);
  self->at += sizeof *number;
  return TRUE;
}

/* A text and its zero; NULL where there is none. */
static const char *
take_text (Sealing *self)
{
  const char *text = (const char *) self->at;
  const guint8 *zero = memchr (self->at, '\0', self->end - self->at);

  if (zero == NULL || !g_utf8_validate (text, (const char *) zero - text, NULL))
    return NULL;
  self->at = zero + 1;
  return text;
}

/* Seals @n digests, of which there may be fewer. */
static void
seal_digests (Sealing *self, guint64 n)
{
  guint64 digest;

  for (; n > 0 && take_number (self, &digest); n--)
    append_sealed (self, digest);
}

/* Who wrote which mail. It was the key of a person and a zero, the name and a zero, how many in 32 bits, and that many digests. */
static void
seal_messages (Sealing *self)
{
  const char *key, *name;
  guint32 count;

  while ((key = take_text (self)) != NULL && (name = take_text (self)) != NULL
         && (gsize) (self->end - self->at) >= sizeof count)
    {
      g_autofree char *name_key = kith_text_name_key (name);
      gboolean named = strchr (key, '@') != NULL && strchr (key, ':') == NULL && strchr (name_key, ' ') != NULL;

      memcpy (&count, self->at, sizeof count);
      self->at += sizeof count;
      if (GUINT32_FROM_LE (count) > (gsize) (self->end - self->at) / sizeof (guint64))
        return;
      append_sealed (self, kith_text_digest (key, strlen (key)));
      if (named)
        append_sealed (self, kith_text_digest (name_key, strlen (name_key)));
      else
        append_number (self, 0);
      g_byte_array_append (self->sealed, (const guint8 *) &count, sizeof count);
      seal_digests (self, GUINT32_FROM_LE (count));
    }
}

/* Replies that wait. It was the contact and the date, the key of who wrote it and a zero, how many mails it may answer, and their digests. */
static void
seal_waiting (Sealing *self)
{
  guint64 contact, date, n;
  const char *author;

  while (take_number (self, &contact) && take_number (self, &date) && (author = take_text (self)) != NULL
         && take_number (self, &n) && n <= (gsize) (self->end - self->at) / sizeof n)
    {
      append_sealed (self, contact);
      append_number (self, date);
      append_sealed (self, kith_text_digest (author, strlen (author)));
      append_number (self, n);
      seal_digests (self, n);
    }
}

/* The first row after @id, rewritten. @id: (inout): 0 at the end */
static gboolean
seal_next (KithDb *db, const char *secret, gint64 *id, GError **error)
{
  g_autoptr (KithStmt) read
      = kith_db_prepare (db, "SELECT id, kind, bytes FROM heard WHERE id > ?1 ORDER BY id LIMIT 1", error);
  g_autoptr (KithStmt) write = NULL;
  g_autoptr (GByteArray) sealed = g_byte_array_new ();
  Sealing sealing = { .secret = secret, .sealed = sealed };
  gsize length;
  int row;

  if (read == NULL)
    return FALSE;
  kith_stmt_bind_int (read, 1, *id);
  row = kith_stmt_step (read, error);
  *id = row > 0 ? kith_stmt_get_int (read, 0) : 0;
  if (row <= 0)
    return row == 0;
  sealing.at = kith_stmt_get_blob (read, 2, &length);
  sealing.end = sealing.at + length;
  switch (length > 0 ? (int) kith_stmt_get_int (read, 1) : -1)
    {
    case KITH_HEARD_CONTACTS:
      seal_digests (&sealing, length / sizeof (guint64));
      break;
    case KITH_HEARD_MESSAGES:
      seal_messages (&sealing);
      break;
    case KITH_HEARD_WAITING:
      seal_waiting (&sealing);
      break;
    default:
      break;
    }
  g_clear_pointer (&read, kith_stmt_release);
  write = sealed->len > 0 ? kith_db_prepare (db, "UPDATE heard SET bytes = ?2 WHERE id = ?1", error)
                          : kith_db_prepare (db, "DELETE FROM heard WHERE id = ?1", error);
  if (write == NULL)
    return FALSE;
  kith_stmt_bind_int (write, 1, *id);
  if (sealed->len > 0)
    kith_stmt_bind_blob (write, 2, sealed->data, sealed->len);
  return kith_stmt_run (write, error);
}

gboolean
kith_schema_seal (KithDb *db, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (db, "SELECT value FROM setting WHERE key = 'secret'", error);
  gint64 id = 0;

  if (stmt == NULL || kith_stmt_step (stmt, error) < 0)
    return FALSE;
  do
    if (!seal_next (db, kith_stmt_get_string (stmt, 0), &id, error))
      return FALSE;
  while (id != 0);
  return TRUE;
}
