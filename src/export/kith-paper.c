/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-paper.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

static const struct
{
  const char *name, *title, *standard;
  double width, height; /* points */
} papers[KITH_N_PAPERS] = {
  [KITH_PAPER_A4] = { "a4", "A4", "iso_a4", 595.28, 841.89 },
  [KITH_PAPER_LETTER] = { "letter", N_ ("US Letter"), "na_letter", 612, 792 },
  [KITH_PAPER_A5] = { "a5", "A5", "iso_a5", 419.53, 595.28 },
  [KITH_PAPER_LEGAL] = { "legal", N_ ("US Legal"), "na_legal", 612, 1008 },
  [KITH_PAPER_A3] = { "a3", "A3", "iso_a3", 841.89, 1190.55 },
  [KITH_PAPER_TABLOID] = { "tabloid", N_ ("US Tabloid"), "na_ledger", 792, 1224 },
  [KITH_PAPER_A2] = { "a2", "A2", "iso_a2", 1190.55, 1683.78 },
  [KITH_PAPER_A1] = { "a1", "A1", "iso_a1", 1683.78, 2383.94 },
  [KITH_PAPER_A0] = { "a0", "A0", "iso_a0", 2383.94, 3370.39 },
};

KithPaper
kith_paper_default (void)
{
#ifdef _NL_PAPER_HEIGHT
  /* The height in millimeters, handed over in the pointer's place. */
  if ((guint) GPOINTER_TO_SIZE (nl_langinfo (_NL_PAPER_HEIGHT)) == 279)
    return KITH_PAPER_LETTER;
#endif
  return KITH_PAPER_A4;
}

void
kith_paper_get_size (KithPaper paper, double *width, double *height)
{
  *width = papers[paper].width;
  *height = papers[paper].height;
}

gboolean
kith_paper_from_name (const char *name, KithPaper *paper)
{
  for (guint k = 0; k < KITH_N_PAPERS; k++)
    if (g_ascii_strcasecmp (name, papers[k].name) == 0)
      {
        *paper = k;
        return TRUE;
      }
  return FALSE;
}

const char *
kith_paper_get_name (KithPaper paper)
{
  return papers[paper].name;
}

const char *
kith_paper_get_title (KithPaper paper)
{
  return _ (papers[paper].title);
}

const char *
kith_paper_get_standard_name (KithPaper paper)
{
  return papers[paper].standard;
}
