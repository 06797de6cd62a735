/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Are these two one person?": what imports asked, and what somebody answered, remembered for ever. "The same" is no answer kept here: it
 * is a merge (kith-merging.h). */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_ANSWER_OPEN,
  KITH_ANSWER_LATER,
  KITH_ANSWER_DIFFERENT, /* never to be proposed again */
} KithAnswer;

typedef enum
{
  KITH_QUESTION_FOUND,      /* by comparing all people */
  KITH_QUESTION_SAME_EMAIL, /* an import met a known address with another first name */
  KITH_QUESTION_SAME_NAME,  /* an import met a known name with another town, organization or phone */
  KITH_QUESTION_SEPARATED,  /* they had been merged, and were taken apart */
} KithQuestionWhy;

typedef struct
{
  gint64 a, b; /* people, a < b */
  KithQuestionWhy why;
  KithAnswer answer;
  gint64 import; /* 0 where no import asked */
} KithQuestion;

/* Asks about a pair, unless it was asked or answered before. Within an act. @asked: (out) (optional) */
gboolean kith_question_ask (KithStore *store, gint64 a, gint64 b, KithQuestionWhy why, gint64 import, gboolean *asked,
                            GError **error);

/* Writes down the answer, asked or not. Within an act. */
gboolean kith_question_answer (KithStore *store, gint64 a, gint64 b, KithAnswer answer, GError **error);

/* By rising a, then b. A function that returns FALSE ends the pass. */
typedef gboolean (*KithQuestionFunc) (const KithQuestion *question, gpointer user_data);
gboolean kith_questions_each (KithStore *store, KithQuestionFunc func, gpointer user_data, GCancellable *cancellable,
                              GError **error);

/* How many that imports asked wait for an answer. */
gboolean kith_questions_count_open (KithStore *store, guint *n, GError **error);

G_END_DECLS
