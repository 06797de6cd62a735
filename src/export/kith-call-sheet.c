/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Laid out twice: once to count the pages ("Page 2 of 3"), once to draw them. Sizes are points; colors are those of light ground. */

#include "kith-call-sheet.h"

#include "kith-error.h"
#include "kith-painter-text.h"
#include "kith-writing.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MARGIN 48.0
#define TEXT 0x26262au
#define DIM 0x6d6d74u
#define HAIR 0xd5d5dau
#define RIGHT_WIDTH 164.0 /* boxes and lines to write on */
#define GUTTER 18.0
#define BOX 9.0
#define LINE 20.0 /* between lines to write on */
#define FOOTER 26.0
#define LONGEST 2000 /* bytes of a text set at most: a sheet is no book */

typedef struct
{
  const KithAsks *asks;
  cairo_t *cr;
  PangoContext *context;
  double width, height;
  double y;
  guint page, pages;
  gboolean draw; /* else only measured */
} Sheet;

/* Writes a text within a width, on as many lines as it needs. Returns its height. */
static double
paragraph (Sheet *self, const char *text, double size, gboolean bold, guint32 color, double x, double y, double width)
{
  const KithTextStyle style = { size, bold, width, TRUE };
  g_autofree char *cut = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  double height;

  if (text[0] == '\0')
    return 0;
  if (strlen (text) > LONGEST)
    {
      g_autofree char *head = g_strndup (text, LONGEST);
      const char *end;

      g_utf8_validate (head, -1, &end);
      cut = g_strdup_printf ("%.*s…", (int) (end - head), head);
    }
  layout = kith_painter_text_layout (self->context, cut != NULL ? cut : text, &style, NULL, &height);
  if (self->draw)
    kith_painter_show (self->cr, layout, x, y, color, 0, 0);
  return height;
}

static void
line_at (Sheet *self, double x, double y, double width, guint32 color, double thickness)
{
  if (!self->draw)
    return;
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + width, y);
  kith_painter_set_color (self->cr, color, 1);
  cairo_set_line_width (self->cr, thickness);
  cairo_stroke (self->cr);
}

static double
one_line (Sheet *self, const char *text, double size, gboolean bold, guint32 color, double x, double y, double width)
{
  const KithTextStyle style = { size, bold, width };
  double used;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (self->context, text, &style, &used, NULL);

  if (self->draw)
    kith_painter_show (self->cr, layout, x, y, color, 0, 0);
  return used;
}

static double
text_width (Sheet *self, const char *text, double size)
{
  const KithTextStyle style = { size };
  double width;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (self->context, text, &style, &width, NULL);

  return width;
}

/* The running head, on every page, and the foot. */
static void
begin_page (Sheet *self)
{
  double width = self->width - 2 * MARGIN;
  g_autofree char *page = NULL;
  const char *keep = _ ("Personal data: keep this sheet to yourself, and destroy it when you are done.");

  self->page++;
  self->y = MARGIN;
  one_line (self, self->asks->network, 8.5, FALSE, DIM, MARGIN, self->y, width * 0.5);
  {
    /* Translators: at the top of each page of a call sheet; the name of the campaign follows on pages after the first */
    g_autofree char *kind = self->page > 1 ? g_strdup_printf ("%s · %s", _ ("Call sheet"), self->asks->title)
                                           : g_strdup (_ ("Call sheet"));
    double used = MIN (text_width (self, kind, 8.5), width * 0.48);

    one_line (self, kind, 8.5, FALSE, DIM, MARGIN + width - used, self->y, width * 0.48);
  }
  self->y += 15;
  line_at (self, MARGIN, self->y, width, HAIR, 0.6);
  self->y += 12;

  /* Translators: at the foot of a printed sheet */
  page = g_strdup_printf (_ ("Page %u of %u"), self->page, MAX (self->pages, self->page));
  line_at (self, MARGIN, self->height - MARGIN - 14, width, HAIR, 0.6);
  one_line (self, keep, 8, FALSE, DIM, MARGIN, self->height - MARGIN - 9, width - 90);
  one_line (self, page, 8, FALSE, DIM, MARGIN + width - text_width (self, page, 8), self->height - MARGIN - 9, 0);
}

static void
turn_page (Sheet *self)
{
  if (self->draw)
    cairo_show_page (self->cr);
  begin_page (self);
}

static double
room (const Sheet *self)
{
  return self->height - MARGIN - FOOTER - self->y;
}

static char *
date_text (gint64 seconds)
{
  g_autoptr (GDateTime) date = seconds != KITH_NO_DATE ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%e %B %Y") : NULL;

  return text != NULL ? g_strdup (g_strstrip (text)) : NULL;
}

/* Title, objective, date, and what those asked reach together. */
static void
draw_head (Sheet *self)
{
  double width = self->width - 2 * MARGIN;
  g_autofree char *date = date_text (self->asks->date);
  guint count = kith_asks_count (self->asks);
  g_autofree char *people = g_strdup_printf (ngettext ("%u person to ask", "%u people to ask", count), count);
  g_autofree char *line = date != NULL ? g_strdup_printf ("%s · %s", date, people) : g_strdup (people);

  self->y += paragraph (self, self->asks->title, 21, TRUE, TEXT, MARGIN, self->y, width) + 2;
  self->y += paragraph (self, line, 10.5, FALSE, DIM, MARGIN, self->y, width) + 6;
  if (self->asks->objective[0] != '\0')
    self->y += paragraph (self, self->asks->objective, 11.5, FALSE, TEXT, MARGIN, self->y, width) + 5;
  if (self->asks->sentence[0] != '\0')
    self->y += paragraph (self, self->asks->sentence, 10.5, FALSE, DIM, MARGIN, self->y, width) + 5;
  self->y += 7;
}

static void
tick_box (Sheet *self, double x, double y, gboolean ticked)
{
  if (!self->draw)
    return;
  cairo_rectangle (self->cr, x, y, BOX, BOX);
  kith_painter_set_color (self->cr, TEXT, 1);
  cairo_set_line_width (self->cr, 0.8);
  cairo_stroke (self->cr);
  if (!ticked)
    return;
  cairo_move_to (self->cr, x + 1.8, y + BOX * 0.5);
  cairo_line_to (self->cr, x + BOX * 0.42, y + BOX - 2);
  cairo_line_to (self->cr, x + BOX + 1, y + 0.5);
  cairo_set_line_width (self->cr, 1.5);
  cairo_stroke (self->cr);
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

  if (self->draw)
    {
      cairo_new_sub_path (self->cr);
      cairo_arc (self->cr, x + 6, y + 9.5, 5.5, 0, 2 * G_PI);
      kith_painter_set_color (self->cr, ask->color, 1);
      cairo_fill (self->cr);
    }
  one_line (self, counted, 8.5, FALSE, DIM, x + 6 - text_width (self, counted, 8.5) / 2, y + 19, 0);
  y += paragraph (self, ask->name, 13, TRUE, TEXT, x + indent, y, width - indent) + 1;
  if (where[0] != '\0')
    y += paragraph (self, where, 9.5, FALSE, DIM, x + indent, y, width - indent) + 2;
  contact = join (ways);
  if (contact[0] == '\0')
    y += paragraph (self, _ ("No way of contact is known: ask in person."), 10, FALSE, DIM, x + indent, y,
                    width - indent)
         + 5;
  else
    y += paragraph (self, contact, 10.5, FALSE, TEXT, x + indent, y, width - indent) + 5;
  if (ask->reason[0] != '\0')
    y += paragraph (self, ask->reason, 10, FALSE, TEXT, x + indent, y, width - indent) + 2;
  if (ask->adds[0] != '\0')
    y += paragraph (self, ask->adds, 10, FALSE, DIM, x + indent, y, width - indent) + 2;
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
  double label = text_width (self, asks, 9.5) + 6;

  one_line (self, asks, 9.5, FALSE, DIM, x, y + 2, 0);
  if (ask->sender[0] != '\0')
    one_line (self, ask->sender, 10.5, FALSE, TEXT, x + label, y + 1, RIGHT_WIDTH - label);
  else
    line_at (self, x + label, y + 14, RIGHT_WIDTH - label, DIM, 0.5);
  y += 23;
  for (guint k = 0; k < G_N_ELEMENTS (boxes); k++)
    {
      double left = x + (k % 2) * RIGHT_WIDTH / 2;
      double top = y + k / 2 * 17.0;
      /* Who agreed or declined was asked. */
      gboolean ticked = ask->status == boxes[k].status
                        || (boxes[k].status == KITH_INVITATION_SENT && ask->status > KITH_INVITATION_SENT);

      tick_box (self, left, top + 2.5, ticked);
      one_line (self, g_dpgettext2 (NULL, "call sheet", boxes[k].words), 10, FALSE, TEXT, left + BOX + 6, top,
                RIGHT_WIDTH / 2 - BOX - 8);
    }
  y += 2 * 17.0 + 3;
  if (ask->notes[0] != '\0')
    y += paragraph (self, ask->notes, 9.5, FALSE, TEXT, x, y + 2, RIGHT_WIDTH) + 4;
  do
    {
      y += LINE;
      line_at (self, x, y, RIGHT_WIDTH, HAIR, 0.8);
    }
  while (y + LINE <= bottom || y - start < 98);
  return y - start;
}

static double
draw_block (Sheet *self, const KithAsk *ask, guint number)
{
  double width = self->width - 2 * MARGIN;
  double left_width = width - RIGHT_WIDTH - GUTTER;
  double left = draw_person (self, ask, number, MARGIN, self->y, left_width);
  double right = draw_answer (self, ask, MARGIN + left_width + GUTTER, self->y, self->y + left);

  return MAX (left, right);
}

static void
draw_asks (Sheet *self)
{
  gboolean draw = self->draw;
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
      self->draw = FALSE;
      height = draw_block (self, ask, number);
      self->draw = draw;
      if (height + 12 > room (self) && !first_on_page)
        {
          turn_page (self);
          first_on_page = TRUE;
        }
      if (!first_on_page || self->page == 1)
        {
          line_at (self, MARGIN, self->y, self->width - 2 * MARGIN, HAIR, 0.6);
          self->y += 11;
        }
      draw_block (self, ask, number);
      self->y += height + 13;
      first_on_page = FALSE;
    }
  if (number == 0)
    self->y += paragraph (self, _ ("Nobody is to be asked yet."), 11.5, FALSE, TEXT, MARGIN, self->y,
                          self->width - 2 * MARGIN)
               + 10;
}

static void
draw_held_back (Sheet *self)
{
  KithExportResult result = { 0 };
  g_autofree char *reasons = NULL;
  g_autofree char *text = NULL;
  guint people = 0;
  double width = self->width - 2 * MARGIN;

  memcpy (result.held_back, self->asks->held_back, sizeof result.held_back);
  reasons = kith_export_dup_held_back (&result);
  if (reasons[0] == '\0')
    return;
  for (guint k = 0; k < KITH_N_HELD_BACK; k++)
    people += result.held_back[k];
  /* Translators: the list of reasons follows: "2 people are not on this sheet: 2 asked not to be contacted" */
  text = g_strdup_printf (
      ngettext ("%u person is not on this sheet: %s.", "%u people are not on this sheet: %s.", people), people,
      reasons);
  if (room (self) < 34)
    turn_page (self);
  line_at (self, MARGIN, self->y, width, HAIR, 0.6);
  self->y += 9;
  self->y += paragraph (self, text, 9.5, FALSE, DIM, MARGIN, self->y, width);
}

static void
draw_sheet (Sheet *self)
{
  self->page = 0;
  begin_page (self);
  draw_head (self);
  draw_asks (self);
  draw_held_back (self);
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *bytes, unsigned int size)
{
  KithWriting *writing = closure;

  kith_writing_put_bytes (writing, bytes, size);
  return writing->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

gboolean
kith_call_sheet_write (const char *path, const KithAsks *asks, KithPaper paper, guint *pages, GError **error)
{
  g_autoptr (KithWriting) writing = kith_writing_new (path, error);
  Sheet sheet = { asks };
  cairo_surface_t *surface;
  cairo_status_t status;

  if (writing == NULL)
    return FALSE;
  sheet.width = paper == KITH_PAPER_LETTER ? 612 : 595.28;
  sheet.height = paper == KITH_PAPER_LETTER ? 792 : 841.89;
  surface = cairo_pdf_surface_create_for_stream (write_bytes, writing, sheet.width, sheet.height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, asks->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Kith");
  sheet.cr = cairo_create (surface);
  sheet.context = kith_painter_text_context (sheet.cr);

  draw_sheet (&sheet);
  sheet.pages = sheet.page;
  sheet.draw = TRUE;
  draw_sheet (&sheet);
  cairo_show_page (sheet.cr);

  g_object_unref (sheet.context);
  status = cairo_status (sheet.cr);
  cairo_destroy (sheet.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS && !writing->failed)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_FAILED, _ ("The call sheet could not be drawn: %s."),
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (pages != NULL)
    *pages = sheet.pages;
  return kith_writing_finish (writing, error);
}
