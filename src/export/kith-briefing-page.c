/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The briefing on paper: figures, map and communities, team, reports and campaigns, one below the other. What is below the map is measured
 * first; the map takes the room that is left, and where too little would be left for it, the lists are cut and say so. Sizes are points. */

#include "kith-briefing.h"

#include "kith-painter-text.h"
#include "kith-picture.h"
#include "kith-raster.h"

#include <glib/gi18n-lib.h>

#define MARGIN 42.0
#define GUTTER 20.0
#define FOOTER 30.0
#define MAP_LEAST 190.0
#define MAP_MOST 400.0
#define AROUND 50.0  /* names above and below a map, and the caption */
#define CAPTION 13.0 /* below the map, within its frame */
#define ROW 27.0     /* of a community */
#define LIST_HEAD 17.0
#define SPREAD_MOST 5.0 /* between people, where there is room */
#define MAP_SHARE 0.6   /* of the width */
#define MEMBERS_MOST 40u
#define NOTES_MOST 4u
#define DENSITY 2.0 /* pixels of a PNG per point */

typedef struct
{
  const KithBriefing *briefing;
  KithPaper paper;
  KithPage page;
  double width;         /* between the margins */
  guint members, notes; /* shown at most */
  guint reason_lines;
  double spread; /* added between people */
} Briefing;

static double
heading (Briefing *self, const char *text, double x, double y, double width)
{
  return kith_page_paragraph (&self->page, text, 12, TRUE, KITH_PAGE_TEXT, x, y, width, 1) + 3;
}

/* "and 14 more", where a list was cut. */
static double
more (Briefing *self, guint n, double x, double y, double width)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return 0;
  /* Translators: last line of a list that did not fit */
  text = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n), n);
  return kith_page_paragraph (&self->page, text, 9, FALSE, KITH_PAGE_DIM, x, y, width, 1) + 2;
}

/* — Above the map — */

static double
draw_head (Briefing *self, double y)
{
  double start = y;
  /* Translators: the kind of paper this is: one page about a network for a board or a director */
  g_autofree char *line = g_strdup_printf ("%s · %s", _ ("Briefing"), self->briefing->date);

  y += kith_page_paragraph (&self->page, self->briefing->network, 24, TRUE, KITH_PAGE_TEXT, MARGIN, y, self->width, 2);
  y += kith_page_paragraph (&self->page, line, 10.5, FALSE, KITH_PAGE_DIM, MARGIN, y, self->width, 1);
  return y - start + 12;
}

static double
draw_figures (Briefing *self, double y)
{
  const KithBriefing *briefing = self->briefing;
  const struct
  {
    guint value;
    const char *words;
  } figures[] = {
    { briefing->people, _ ("People") },
    { briefing->n_communities, _ ("Communities") },
    { briefing->unconnected, _ ("Not connected yet") },
    { briefing->ambassadors, _ ("Ambassadors") },
  };
  double cell = self->width / G_N_ELEMENTS (figures);

  kith_page_rule (&self->page, MARGIN, y, self->width, KITH_PAGE_HAIR, 0.6);
  for (guint k = 0; k < G_N_ELEMENTS (figures); k++)
    {
      g_autofree char *value = g_strdup_printf ("%'u", figures[k].value);

      kith_page_line (&self->page, value, 23, TRUE, KITH_PAGE_TEXT, MARGIN + k * cell, y + 7, cell - 8);
      kith_page_line (&self->page, figures[k].words, 9.5, FALSE, KITH_PAGE_DIM, MARGIN + k * cell, y + 37, cell - 8);
    }
  kith_page_rule (&self->page, MARGIN, y + 57, self->width, KITH_PAGE_HAIR, 0.6);
  return 57 + 12;
}

/* — The map and its communities — */

static void
draw_map (Briefing *self, double x, double y, double width, double height)
{
  const KithBriefing *briefing = self->briefing;
  cairo_t *cr = self->page.cr;
  const KithPainterOptions options = {
    .width = width,
    .height = height - CAPTION,
    .labels = briefing->n_marked,
    .marked = briefing->marked,
    .n_marked = briefing->n_marked,
    .density = briefing->density,
    .on_page = TRUE,
    .only_marked = TRUE,
  };
  const double radius = 8;
  g_autofree char *caption = NULL;

  caption = *briefing->size_title != '\0'
                /* Translators: below a map; %s is what makes a dot large: "Audience" */
                ? g_strdup_printf (_ ("Ringed: whom to ask · Size: %s"), briefing->size_title)
                /* Translators: below a map in which all dots are of one size */
                : g_strdup (_ ("Ringed: whom to ask"));
  cairo_save (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_clip (cr);
  kith_painter_set_color (cr, kith_raster_ground (FALSE), 1);
  cairo_paint (cr);
  cairo_translate (cr, x, y);
  kith_painter_draw (cr, briefing->scene, &options, NULL);
  cairo_restore (cr);
  kith_page_line (&self->page, caption, 7.5, FALSE, KITH_PAGE_DIM, x + 8, y + height - CAPTION - 1, width - 16);
}

static double
draw_community (Briefing *self, const KithBriefingCommunity *community, double x, double y, double width)
{
  g_autofree char *people = g_strdup_printf ("%'u", community->people);
  double count = kith_page_measure (&self->page, people, 10);

  kith_page_dot (&self->page, x + 4.5, y + 7, 4.5, community->color);
  kith_page_line (&self->page, community->name, 10, TRUE, KITH_PAGE_TEXT, x + 16, y, width - 16 - count - 8);
  kith_page_line (&self->page, people, 10, FALSE, KITH_PAGE_DIM, x + width - count, y, 0);
  return 14
         + kith_page_paragraph (&self->page, community->connectors, 8.5, FALSE, KITH_PAGE_DIM, x + 16, y + 13,
                                width - 16, 1)
         + 2;
}

static double
list_height (guint n)
{
  return LIST_HEAD + n * ROW;
}

/* As many as fit, and how many more there are. */
static void
draw_communities (Briefing *self, double x, double y, double width, double height)
{
  const KithBriefing *briefing = self->briefing;
  guint shown = list_height (briefing->n_communities) <= height
                    ? briefing->n_communities
                    : MIN ((guint) ((height - LIST_HEAD - 14) / ROW), briefing->communities->len);
  guint people = briefing->people - briefing->unconnected;

  /* Translators: heading of a list of communities, each with the names of those who tie it to the others */
  kith_page_line (&self->page, _ ("Communities, and who connects them"), 8.5, FALSE, KITH_PAGE_DIM, x, y, width);
  y += LIST_HEAD;
  for (guint k = 0; k < shown; k++)
    {
      const KithBriefingCommunity *community = g_ptr_array_index (briefing->communities, k);

      draw_community (self, community, x, y, width);
      people -= community->people;
      y += ROW;
    }
  if (shown < briefing->n_communities)
    {
      guint n = briefing->n_communities - shown;
      g_autofree char *words = g_strdup_printf (ngettext ("%'u person", "%'u people", people), people);
      /* Translators: last line of a list of communities: "and 14 more with 321 people"; the second part has its own plural */
      g_autofree char *text = g_strdup_printf (ngettext ("and %'u more with %s", "and %'u more with %s", n), n, words);

      kith_page_line (&self->page, text, 9, FALSE, KITH_PAGE_DIM, x + 16, y, width - 16);
    }
}

/* — Below the map — */

static double
draw_member (Briefing *self, const KithAsk *ask, double y)
{
  double name = self->width * 0.25;
  double height;

  kith_page_dot (&self->page, MARGIN + 4.5, y + 6.5, 4, ask->color);
  kith_page_line (&self->page, ask->name, 9.5, TRUE, KITH_PAGE_TEXT, MARGIN + 16, y, name - 16 - 8);
  height = kith_page_paragraph (&self->page, ask->reason, 8.7, FALSE, KITH_PAGE_TEXT, MARGIN + name, y + 0.7,
                                self->width - name, self->reason_lines);
  return MAX (height, 12) + 3 + self->spread;
}

static double
draw_team (Briefing *self, double y)
{
  const KithAsks *asks = self->briefing->asks;
  g_autofree char *held_back = kith_asks_dup_held_back (asks);
  double start = y;
  guint shown = 0, wanted = kith_asks_count (asks);

  if (wanted == 0)
    return kith_page_paragraph (&self->page, asks->sentence, 13, FALSE, KITH_PAGE_TEXT, MARGIN, y, self->width, 3) + 12;
  /* Translators: heading of the team that is proposed */
  y += heading (self, _ ("Whom to Ask"), MARGIN, y, self->width);
  y += kith_page_paragraph (&self->page, asks->sentence, 10.5, FALSE, KITH_PAGE_TEXT, MARGIN, y, self->width, 2) + 1;
  y += kith_page_paragraph (&self->page, self->briefing->biggest, 9.5, FALSE, KITH_PAGE_DIM, MARGIN, y, self->width, 2);
  y += 6;
  for (guint k = 0; k < asks->asks->len && shown < self->members; k++)
    {
      const KithAsk *ask = g_ptr_array_index (asks->asks, k);

      if (ask->held_back != KITH_HELD_BACK_NOT)
        continue;
      y += draw_member (self, ask, y);
      shown++;
    }
  y += more (self, wanted - shown, MARGIN + 16, y, self->width - 16);
  y += kith_page_paragraph (&self->page, held_back, 9, FALSE, KITH_PAGE_DIM, MARGIN, y, self->width, 2);
  return y - start + 12;
}

static double
draw_notes (Briefing *self, const char *title, const char *sentence, const GPtrArray *notes, guint all, double x,
            double y, double width)
{
  double start = y;
  guint shown = MIN (self->notes, notes->len);

  y += heading (self, title, x, y, width);
  if (sentence[0] != '\0')
    y += kith_page_paragraph (&self->page, sentence, 9.5, FALSE, KITH_PAGE_DIM, x, y, width, 2) + 3;
  for (guint k = 0; k < shown; k++)
    {
      const KithBriefingNote *note = g_ptr_array_index (notes, k);

      y += kith_page_paragraph (&self->page, note->head, 9, TRUE, KITH_PAGE_TEXT, x, y, width, 1);
      y += kith_page_paragraph (&self->page, note->words, 9, FALSE, KITH_PAGE_TEXT, x, y, width, 2) + 4;
    }
  return y + more (self, all - shown, x, y, width) - start;
}

/* Reports and campaigns, beside each other where there are both. */
static double
draw_notes_of_all (Briefing *self, double y)
{
  const KithBriefing *briefing = self->briefing;
  gboolean both = briefing->n_reports > 0 && briefing->n_campaigns > 0;
  double width = both ? (self->width - GUTTER) / 2 : self->width;
  double height = 0;

  if (briefing->n_reports > 0)
    height = draw_notes (self, _ ("What People Told Us"), briefing->reports_sentence, briefing->reports,
                         briefing->n_reports, MARGIN, y, width);
  if (briefing->n_campaigns > 0)
    height = MAX (height, draw_notes (self, _ ("Campaigns"), "", briefing->campaigns, briefing->n_campaigns,
                                      MARGIN + self->width - width, y, width));
  return height;
}

static void
draw_foot (Briefing *self)
{
  guint unnamed = self->briefing->unnamed;
  g_autofree char *private = NULL;
  double y = self->page.height - MARGIN - FOOTER + 8;

  if (self->briefing->people == 0)
    return;
  kith_page_rule (&self->page, MARGIN, y - 6, self->width, KITH_PAGE_HAIR, 0.6);
  if (unnamed > 0)
  private = g_strdup_printf (
      /* Translators: at the foot of a page, after a sentence that says where it comes from */
      ngettext ("Personal data: for this organization only. %'u person who asked not to be contacted is not named.",
                "Personal data: for this organization only. %'u people who asked not to be contacted are not named.",
                unnamed),
      unnamed);
  y += kith_page_paragraph (&self->page, self->briefing->source, 8, FALSE, KITH_PAGE_DIM, MARGIN, y, self->width, 1);
  kith_page_paragraph (&self->page, private != NULL ? private : _ ("Personal data: for this organization only."), 8,
                       FALSE, KITH_PAGE_DIM, MARGIN, y, self->width, 1);
}

/* — The page — */

static double
measure_below (Briefing *self)
{
  gboolean draw = self->page.draw;
  double height;

  self->page.draw = FALSE;
  height = draw_team (self, 0) + draw_notes_of_all (self, 0);
  self->page.draw = draw;
  return height;
}

/* Cuts the lists until the map has room: what was reported, reasons to one line each, then the team. */
static double
make_room (Briefing *self, double room)
{
  double below;

  self->members = MEMBERS_MOST;
  self->notes = NOTES_MOST;
  self->reason_lines = 2;
  while ((below = measure_below (self)) > room - MAP_LEAST)
    {
      if (self->notes > 3)
        self->notes--;
      else if (self->reason_lines > 1)
        self->reason_lines = 1;
      else if (self->notes > 2)
        self->notes--;
      else if (self->members > 1)
        self->members = MIN (self->members, kith_asks_count (self->briefing->asks)) - 1;
      else
        break;
    }
  return below;
}

static void
draw_page (cairo_t *cr, gpointer data)
{
  Briefing *self = data;
  const KithScene *scene = self->briefing->scene;
  guint n = self->briefing->n_communities;
  double y = MARGIN, room, map;

  kith_page_init (&self->page, cr, self->paper);
  self->page.draw = TRUE;
  self->width = self->page.width - 2 * MARGIN;
  y += draw_head (self, y);
  y += draw_figures (self, y);
  room = self->page.height - MARGIN - FOOTER - y;
  room -= make_room (self, room) + 14;
  if (scene->n_drawn > 0)
    {
      double width = n > 0 ? floor (self->width * MAP_SHARE) : self->width;
      double ratio = (scene->bottom - scene->top) / MAX (scene->right - scene->left, 1e-3);

      /* No taller than the map and the list beside it ask for. */
      map = MIN (room, MAX (MIN (width * ratio + AROUND, MAP_MOST), list_height (n)));
      map = floor (MAX (map, MIN (room, MAP_LEAST)));
      y = ceil (y);
      draw_map (self, MARGIN, y, width, map);
      if (n > 0)
        draw_communities (self, MARGIN + width + GUTTER, y, self->width - width - GUTTER, map);
      y += map + 14;
      room -= map;
    }
  self->spread = CLAMP (room / (kith_asks_count (self->briefing->asks) + 1), 0, SPREAD_MOST);
  y += draw_team (self, y);
  draw_notes_of_all (self, y);
  draw_foot (self);
  kith_page_clear (&self->page);
}

gboolean
kith_briefing_write (const char *path, const KithBriefing *briefing, KithPaper paper, GError **error)
{
  Briefing self = { .briefing = briefing, .paper = paper };
  KithPictureFormat format = KITH_PICTURE_PDF;
  double width, height;

  kith_picture_format_from_path (path, &format);
  kith_paper_get_size (paper, &width, &height);
  return kith_picture_save (path, format, width, height, DENSITY, briefing->network, draw_page, &self, NULL, error);
}
