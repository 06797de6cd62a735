/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-survey-sheet.h"

#include "kith-picture.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MARGIN 48.0
#define NAME_WIDTH 150.0
#define GUTTER 12.0
#define ROW 30.0
#define ANSWERS 3

typedef struct
{
  KithPage page;
  KithPaper paper;
  const KithSnapshot *snapshot;
  const char *title;
  GArray *people; /* guint, indices in the snapshot, by name */
} Sheet;

static double
answer_width (const Sheet *self)
{
  return (self->page.width - 2 * MARGIN - NAME_WIDTH - ANSWERS * GUTTER) / ANSWERS;
}

static double
answer_x (const Sheet *self, guint i)
{
  return MARGIN + NAME_WIDTH + GUTTER + i * (answer_width (self) + GUTTER);
}

/* The question stands on every page: sheets are handed round. Returns where the rows begin. */
static double
draw_head (Sheet *self)
{
  double width = self->page.width - 2 * MARGIN;
  double y = MARGIN;

  y += kith_page_paragraph (&self->page, self->title, 10, FALSE, KITH_PAGE_DIM, MARGIN, y, width, 1) + 4;
  y += kith_page_paragraph (&self->page, _ ("Which three people here do you talk to most?"), 20, TRUE, KITH_PAGE_TEXT,
                            MARGIN, y, width, 2)
       + 6;
  y += kith_page_paragraph (&self->page,
                            _ ("Please write the first and last names of up to three people beside your own. Leave it "
                               "empty if you would rather not say."),
                            10.5, FALSE, KITH_PAGE_TEXT, MARGIN, y, width, 3)
       + 18;
  kith_page_line (&self->page, _ ("Name"), 9.5, TRUE, KITH_PAGE_DIM, MARGIN, y, NAME_WIDTH);
  for (guint i = 0; i < ANSWERS; i++)
    {
      /* Translators: over the first, second and third person that somebody names */
      g_autofree char *head = g_strdup_printf (_ ("Name %u"), i + 1);

      kith_page_line (&self->page, head, 9.5, TRUE, KITH_PAGE_DIM, answer_x (self, i), y, answer_width (self));
    }
  return y + 16;
}

static void
draw_foot (Sheet *self)
{
  kith_page_paragraph (
      &self->page,
      _ ("For whoever collects the sheets: type the answers into a table with the heads Name, Name 1, Name 2 and Name 3, "
         "and bring it in with Import Files."),
      8.5, FALSE, KITH_PAGE_DIM, MARGIN, self->page.height - MARGIN - 8, self->page.width - 2 * MARGIN, 2);
}

static void
draw_pages (cairo_t *cr, gpointer data)
{
  Sheet *self = data;
  double y;

  kith_page_init (&self->page, cr, self->paper);
  self->page.draw = TRUE;
  y = draw_head (self);
  for (guint k = 0; k < self->people->len; k++)
    {
      guint person = g_array_index (self->people, guint, k);

      if (y + ROW > self->page.height - MARGIN - 20)
        {
          draw_foot (self);
          cairo_show_page (cr);
          y = draw_head (self);
        }
      kith_page_line (&self->page, self->snapshot->name[person], 11, FALSE, KITH_PAGE_TEXT, MARGIN, y + ROW - 17,
                      NAME_WIDTH);
      for (guint i = 0; i < ANSWERS; i++)
        kith_page_rule (&self->page, answer_x (self, i), y + ROW - 3, answer_width (self), KITH_PAGE_DIM, 0.6);
      y += ROW;
    }
  draw_foot (self);
  kith_page_clear (&self->page);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  const KithSnapshot *snapshot = data;

  return g_utf8_collate (snapshot->name[*(const guint *) a], snapshot->name[*(const guint *) b]);
}

gboolean
kith_survey_sheet_write (const char *path, const KithSnapshot *snapshot, const gint64 *people, guint n_people,
                         const char *title, KithPaper paper, guint *written, guint *held_back, GError **error)
{
  g_autoptr (GArray) on_it = g_array_new (FALSE, FALSE, sizeof (guint));
  Sheet sheet = { .snapshot = snapshot, .title = title, .paper = paper, .people = on_it };
  guint away = 0;
  double width, height;

  for (guint i = 0; i < (people != NULL ? n_people : snapshot->n); i++)
    {
      int found = people != NULL ? kith_snapshot_find (snapshot, people[i]) : (int) i;
      guint person = (guint) found;

      if (found < 0)
        continue;
      if ((snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) != 0)
        away++;
      else
        g_array_append_val (on_it, person);
    }
  g_array_sort_with_data (on_it, compare_names, (gpointer) snapshot);
  if (written != NULL)
    *written = on_it->len;
  if (held_back != NULL)
    *held_back = away;
  kith_paper_get_size (paper, &width, &height);
  return kith_picture_save (path, KITH_PICTURE_PDF, width, height, 1, title, draw_pages, &sheet, NULL, error);
}
