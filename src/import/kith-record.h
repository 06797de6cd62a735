/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A person as a row of a table tells of them. */

#pragma once

#include "kith-table.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_WORD_NONE,
  KITH_WORD_YES,
  KITH_WORD_NO,
} KithWord;

/* Texts are "" where there is none. Made once and filled anew for each row. */
typedef struct
{
  const char *id;
  char *name, *given, *family, *nickname;
  char *town, *organization, *language, *notes;
  GPtrArray *emails;                      /* utf8: as keys */
  GPtrArray *phones, *handles, *websites; /* utf8: as written; among handles are addresses shown in part */
  GPtrArray *groups, *tags;               /* utf8 */
  gint64 audience;                        /* -1 for unknown */
  int stance;
  gboolean do_not_contact;
  KithWord email_word, phone_word, sms_word, post_word; /* what the person allows */
  gboolean no_address;                                  /* there is something under e-mail, but no address in it */
} KithRecord;

void kith_record_init (KithRecord *self);
void kith_record_clear (KithRecord *self);

/* Takes all that it tells. */
void kith_record_empty (KithRecord *self);

/* Takes what @row says of the person on @side of it. */
void kith_record_read (KithRecord *self, const KithTable *table, const KithCsvRow *row, guint side);

/* Takes a person from one cell that may hold an id, an address or a name. */
void kith_record_read_key (KithRecord *self, const char *cell, KithKeys keys);

/* Whether anything in it says who it is. */
gboolean kith_record_is_somebody (const KithRecord *self);

/* "Berg, Anna" comes apart; @name becomes "Anna Berg". */
void kith_record_set_name (KithRecord *self, const char *name);

/* (transfer full): what stands for the given name: @given, or all of @name but its last word; "" where @name is an address or a number. */
char *kith_dup_given_name (const char *given, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithRecord, kith_record_clear)

G_END_DECLS
