/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Laid out twice: once to count the pages ("Page 2 of 3"), once to draw them. Sizes are points; colors are those of light ground. */

#include "kith-call-sheet.h"

#include "kith-page.h"
#include "kith-painter-text.h"
#include "kith-picture.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MARGIN 48.0
#define RIGHT_WIDTH 164.0 /* boxes and lines to write on */
#define GUTTER 18.0
#define BOX 9.0
#define LINE 20.0 /* between lines to write on */
#define FOOTER 26.0

typedef struct
{
  const KithAsks *asks;
  KithPaper paper;
  KithPage page;
  double y;
  guint number, pages;
} Sheet;

static double
words (Sheet *self, const char *text, double size, gboolean bold, guint32 color, double x, double y, double width)
{
  return kith_page_paragraph (&self->page, text, size, bold, color, x, y, width, KITH_TEXT_ALL_LINES);
}

/* The running head, on every page, and the foot. */
static void
begin_page (Sheet *self)
{
  double width = self->page.width - 2 * MARGIN;
  g_autofree char *page = NULL;
  const char *keep = _ ("Personal data: keep this sheet to yourself, and destroy it when you are done.");

  self->number++;
  self->y = MARGIN;
  kith_page_line (&self->page, self->asks->network, 8.5, FALSE, KITH_PAGE_DIM, MARGIN, self->y, width * 0.5);
  {
    /* Translators: at the top of each page of a call sheet; the name of the campaign follows on pages after the first */
    g_autofree char *kind = self->number > 1 ? g_strdup_printf ("%s · %s", _ ("Call sheet"), self->asks->title)
                                             : g_strdup (_ ("Call sheet"));
    double used = MIN (kith_page_measure (&self->page, kind, 8.5), width * 0.48);

    kith_page_line (&self->page, kind, 8.5, FALSE, KITH_PAGE_DIM, MARGIN + width - used, self->y, width * 0.48);
  }
  self->y += 15;
  kith_page_rule (&self->page, MARGIN, self->y, width, KITH_PAGE_HAIR, 0.6);
  self->y += 12;

  /* Translators: at the foot of a printed sheet */
  page = g_strdup_printf (_ ("Page %u of %u"), self->number, MAX (self->pages, self->number));
  kith_page_rule (&self->page, MARGIN, self->page.height - MARGIN - 14, width, KITH_PAGE_HAIR, 0.6);
  kith_page_line (&self->page, keep, 8, FALSE, KITH_PAGE_DIM, MARGIN, self->page.height - MARGIN - 9, width - 90);
  kith_page_line (&self->page, page, 8, FALSE, KITH_PAGE_DIM, MARGIN + width - kith_page_measure (&self->page, page, 8),
                  self->page.height - MARGIN - 9, 0);
}

static void
turn_page (Sheet *self)
{
  if (self->page.draw)
    cairo_show_page (self->page.cr);
  begin_page (self);
}

static double
room (const Sheet *self)
{
  return self->page.height - MARGIN - FOOTER - self->y;
}

/* Title, objective, date, and what those asked reach together. */
static void
draw_head (Sheet *self)
{
  double width = self->page.width - 2 * MARGIN;
  g_autofree char *date = kith_text_day (self->asks->date);
  guint count = kith_asks_count (self->asks);
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person to ask", "%'u people to ask", count), count);
  g_autofree char *line = *date != '\0' ? g_strdup_printf ("%s · %s", date, people) : g_strdup (people);

  self->y += words (self, self->asks->title, 21, TRUE, KITH_PAGE_TEXT, MARGIN, self->y, width) + 2;
  self->y += words (self, line, 10.5, FALSE, KITH_PAGE_DIM, MARGIN, self->y, width) + 6;
  if (self->asks->objective[0] != '\0')
    self->y += words (self, self->asks->objective, 11.5, FALSE, KITH_PAGE_TEXT, MARGIN, self->y, width) + 5;
  if (self->asks->sentence[0] != '\0')
    self->y += words (self, self->asks->sentence, 10.5, FALSE, KITH_PAGE_DIM, MARGIN, self->y, width) + 5;
  self->y += 7;
}

static void
tick_box (Sheet *self, double x, double y, gboolean ticked)
{
  if (!self->page.draw)
    return;
  cairo_rectangle (self->page.cr, x, y, BOX, BOX);
  kith_painter_set_color (self->page.cr, KITH_PAGE_TEXT, 1);
  cairo_set_line_width (self->page.cr, 0.8);
  cairo_stroke (self->page.cr);
  if (!ticked)
    return;
  cairo_move_to (self->page.cr, x + 1.8, y + BOX * 0.5);
  cairo_line_to (self->page.cr, x + BOX * 0.42, y + BOX - 2);
  cairo_line_to (self->page.cr, x + BOX + 1, y + 0.5);
  cairo_set_line_width (self->page.cr, 1.5);
  cairo_stroke (self->page.cr);
}

static char *
join (const char *const *parts)
{
  GString *text = g_string_new (NULL);

  for (; *parts != NULL; parts++)
    if ((*parts)[0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "   ·   " : "", *parts);
  return g_string_free_and_steal (text);
}

/* The left side: who, where they belong, how to reach them, why. Returns its height. */
static double
draw_person (Sheet *self, const KithAsk *ask, guint number, double x, double y, double width)
{
  g_autofree char *counted = g_strdup_printf ("%u", number);
  const char *const belongs[] = { ask->community, ask->organization, NULL };
  const char *const ways[] = { ask->phone, ask->email, ask->handle, ask->post, NULL };
  g_autofree char *where = join (belongs);
  g_autofree char *contact = NULL;
  double start = y;
  double indent = 22;

  kith_page_dot (&self->page, x + 6, y + 9.5, 5.5, ask->color);
  kith_page_line (&self->page, counted, 8.5, FALSE, KITH_PAGE_DIM,
                  x + 6 - kith_page_measure (&self->page, counted, 8.5) / 2, y + 19, 0);
  y += words (self, ask->name, 13, TRUE, KITH_PAGE_TEXT, x + indent, y, width - indent) + 1;
  if (where[0] != '\0')
    y += words (self, where, 9.5, FALSE, KITH_PAGE_DIM, x + indent, y, width - indent) + 2;
  contact = join (ways);
  if (contact[0] == '\0')
    y += words (self, _ ("No way of contact is known: ask in person."), 10, FALSE, KITH_PAGE_DIM, x + indent, y,
                width - indent)
         + 5;
  else
    y += words (self, contact, 10.5, FALSE, KITH_PAGE_TEXT, x + indent, y, width - indent) + 5;
  if (ask->reason[0] != '\0')
    y += words (self, ask->reason, 10, FALSE, KITH_PAGE_TEXT, x + indent, y, width - indent) + 2;
  if (ask->adds[0] != '\0')
    y += words (self, ask->adds, 10, FALSE, KITH_PAGE_DIM, x + indent, y, width - indent) + 2;
  return y - start;
}

/* The right side: who asks, what came of it, and lines to write on, down to @bottom at least. */
static double
draw_answer (Sheet *self, const KithAsk *ask, double x, double y, double bottom)
{
  static const struct
  {
    KithInvitationStatus status;
    const char *words;
  } boxes[] = {
    { KITH_INVITATION_SENT, NC_ ("call sheet", "Asked") },
    { KITH_INVITATION_AGREED, NC_ ("call sheet", "Agreed") },
    { KITH_INVITATION_DECLINED, NC_ ("call sheet", "Declined") },
    { KITH_INVITATION_NO_ANSWER, NC_ ("call sheet", "No answer") },
  };
  /* Translators: on a call sheet, before the name of the member of staff who asks */
  const char *asks = _ ("Asked by");
  double start = y;
  double label = kith_page_measure (&self->page, asks, 9.5) + 6;

  kith_page_line (&self->page, asks, 9.5, FALSE, KITH_PAGE_DIM, x, y + 2, 0);
  if (ask->sender[0] != '\0')
    kith_page_line (&self->page, ask->sender, 10.5, FALSE, KITH_PAGE_TEXT, x + label, y + 1, RIGHT_WIDTH - label);
  else
    kith_page_rule (&self->page, x + label, y + 14, RIGHT_WIDTH - label, KITH_PAGE_DIM, 0.5);
  y += 23;
  for (guint k = 0; k < G_N_ELEMENTS (boxes); k++)
    {
      double left = x + (k % 2) * RIGHT_WIDTH / 2;
      double top = y + k / 2 * 17.0;
      /* Who agreed or declined was asked. */
      gboolean ticked = ask->status == boxes[k].status
                        || (boxes[k].status == KITH_INVITATION_SENT && ask->status > KITH_INVITATION_SENT);

      tick_box (self, left, top + 2.5, ticked);
      kith_page_line (&self->page, g_dpgettext2 (NULL, "call sheet", boxes[k].words), 10, FALSE, KITH_PAGE_TEXT,
                      left + BOX + 6, top, RIGHT_WIDTH / 2 - BOX - 8);
    }
  y += 2 * 17.0 + 3;
  if (ask->notes[0] != '\0')
    y += words (self, ask->notes, 9.5, FALSE, KITH_PAGE_TEXT, x, y + 2, RIGHT_WIDTH) + 4;
  do
    {
      y += LINE;
      kith_page_rule (&self->page, x, y, RIGHT_WIDTH, KITH_PAGE_HAIR, 0.8);
    }
  while (y + LINE <= bottom || y - start < 98);
  return y - start;
}

static double
draw_block (Sheet *self, const KithAsk *ask, guint number)
{
  double width = self->page.width - 2 * MARGIN;
  double left_width = width - RIGHT_WIDTH - GUTTER;
  double left = draw_person (self, ask, number, MARGIN, self->y, left_width);
  double right = draw_answer (self, ask, MARGIN + left_width + GUTTER, self->y, self->y + left);

  return MAX (left, right);
}

static void
draw_asks (Sheet *self)
{
  gboolean draw = self->page.draw;
  guint number = 0;
  gboolean first_on_page = TRUE;

  for (guint k = 0; k < self->asks->asks->len; k++)
    {
      const KithAsk *ask = g_ptr_array_index (self->asks->asks, k);
      double height;

      if (ask->held_back != KITH_HELD_BACK_NOT)
        continue;
      number++;
      /* A block is never broken; one taller than a page would be cut, which LONGEST keeps from happening. */
      self->page.draw = FALSE;
      height = draw_block (self, ask, number);
      self->page.draw = draw;
      if (height + 12 > room (self) && !first_on_page)
        {
          turn_page (self);
          first_on_page = TRUE;
        }
      if (!first_on_page || self->number == 1)
        {
          kith_page_rule (&self->page, MARGIN, self->y, self->page.width - 2 * MARGIN, KITH_PAGE_HAIR, 0.6);
          self->y += 11;
        }
      draw_block (self, ask, number);
      self->y += height + 13;
      first_on_page = FALSE;
    }
  if (number == 0)
    self->y += words (self, _ ("Nobody is to be asked yet."), 11.5, FALSE, KITH_PAGE_TEXT, MARGIN, self->y,
                      self->page.width - 2 * MARGIN)
               + 10;
}

static void
draw_held_back (Sheet *self)
{
  g_autofree char *text = kith_asks_dup_held_back (self->asks);
  double width = self->page.width - 2 * MARGIN;

  if (text[0] == '\0')
    return;
  if (room (self) < 34)
    turn_page (self);
  kith_page_rule (&self->page, MARGIN, self->y, width, KITH_PAGE_HAIR, 0.6);
  self->y += 9;
  self->y += words (self, text, 9.5, FALSE, KITH_PAGE_DIM, MARGIN, self->y, width);
}

static void
draw_sheet (Sheet *self)
{
  self->number = 0;
  begin_page (self);
  draw_head (self);
  draw_asks (self);
  draw_held_back (self);
}

static void
draw_pages (cairo_t *cr, gpointer data)
{
  Sheet *self = data;

  kith_page_init (&self->page, cr, self->paper);
  draw_sheet (self);
  self->pages = self->number;
  self->page.draw = TRUE;
  draw_sheet (self);
  kith_page_clear (&self->page);
}

gboolean
kith_call_sheet_write (const char *path, const KithAsks *asks, KithPaper paper, guint *pages, GError **error)
{
  Sheet sheet = { .asks = asks, .paper = paper };
  double width, height;

  kith_paper_get_size (paper, &width, &height);
  if (!kith_picture_save (path, KITH_PICTURE_PDF, width, height, 1, asks->title, draw_pages, &sheet, NULL, error))
    return FALSE;
  if (pages != NULL)
    *pages = sheet.pages;
  return TRUE;
}
