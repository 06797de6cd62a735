/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports: what somebody is doing, learning, hearing, seeing, interested in, or says about us. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_REPORT_DOING,
  KITH_REPORT_LEARNING,
  KITH_REPORT_HEARING,
  KITH_REPORT_SEEING,
  KITH_REPORT_INTERESTED_IN,
  KITH_REPORT_ABOUT_US,
  KITH_N_REPORT_KINDS,
} KithReportKind;

typedef enum
{
  KITH_REPORT_NEW,
  KITH_REPORT_ANSWERED,
  KITH_REPORT_ACTED_ON,
  KITH_N_REPORT_STATES,
} KithReportState;

typedef struct
{
  gint64 id;
  gint64 person; /* 0 where it is nobody in the network */
  char *who;     /* the name as written down; filled with the person's name when read, where there is one */
  KithReportKind kind;
  char *what;  /* not NULL */
  char *where; /* NULL */
  int tone;    /* -2 … 2 */
  gint64 date;
  KithReportState state;
  char *answer;   /* what was answered or done; NULL */
  gint64 created; /* the store sets both */
  gint64 changed;
} KithReport;

void kith_report_free (KithReport *self);

/* "Doing", "Saying about us", … as it stands after a name; translated. */
const char *kith_report_kind_get_title (KithReportKind kind);
/* "New", "Answered", "Acted On"; translated. */
const char *kith_report_state_get_title (KithReportState state);

/* Within an act. */
gboolean kith_report_add (KithStore *store, KithReport *report, GError **error);
gboolean kith_report_update (KithStore *store, const KithReport *report, GError **error);
gboolean kith_report_remove (KithStore *store, gint64 id, GError **error);

KithReport *kith_report_get (KithStore *store, gint64 id, GError **error);

/* What to list; { 0 } with kinds and states 0 is everything. */
typedef struct
{
  guint kinds;      /* bits 1 << KithReportKind; 0 for all */
  guint states;     /* bits 1 << KithReportState; 0 for all */
  gint64 person;    /* 0 for anybody */
  const char *text; /* words that must all be in who, what, where or answer, case and marks aside; NULL */
} KithReportFilter;

/* @filter: (nullable). (element-type KithReport) latest first, by date, then by when they were written down */
GPtrArray *kith_report_list (KithStore *store, const KithReportFilter *filter, GError **error);

/* Who reported how, by rising person; reports of nobody in the network are left out. A function that returns FALSE ends the pass. */
typedef gboolean (*KithReportToneFunc) (gint64 person, int tone, gpointer user_data);
gboolean kith_report_tones_each (KithStore *store, KithReportToneFunc func, gpointer user_data,
                                 GCancellable *cancellable, GError **error);

/* @counts: KITH_N_REPORT_STATES of them */
gboolean kith_report_count (KithStore *store, guint *counts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithReport, kith_report_free)

G_END_DECLS
