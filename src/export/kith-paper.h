/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes of paper. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Those that every printer takes first. */
typedef enum
{
  KITH_PAPER_A4,
  KITH_PAPER_LETTER,
  KITH_PAPER_A5,
  KITH_PAPER_LEGAL,
  KITH_PAPER_A3,
  KITH_PAPER_TABLOID,
  KITH_PAPER_A2,
  KITH_PAPER_A1,
  KITH_PAPER_A0,
  KITH_N_PAPERS
} KithPaper;

#define KITH_PAPER_MM (72 / 25.4) /* points */

/* The paper of the locale. */
KithPaper kith_paper_default (void);
/* Points, upright. */
void kith_paper_get_size (KithPaper paper, double *width, double *height);

/* "a4", "letter" …, in any case; FALSE for an unknown name */
gboolean kith_paper_from_name (const char *name, KithPaper *paper);
const char *kith_paper_get_name (KithPaper paper);
/* For a person, translated: "A4", "US Letter" */
const char *kith_paper_get_title (KithPaper paper);
/* As printers know it: "iso_a4" (PWG 5101.1) */
const char *kith_paper_get_standard_name (KithPaper paper);

G_END_DECLS
