/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper: a poster glued together is the whole picture, no ink reaches an edge, fonts are in the file, nobody is named who asked
 * not to be, and a file is whole or not there. */

#include "kith-acts.h"
#include "kith-map-layers.h"
#include "kith-map-sheet.h"
#include "kith-people.h"

#include "store-fixture.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define N 60

typedef struct
{
  StoreFixture *store;
  KithSnapshot *snapshot;
  KithMapShown *shown;
} Fixture;

static const char *const long_name
    = "Maximiliane-Wilhelmine von und zu Hohenlohe-Waldenburg-Schillingsfürst the Third of that "
      "Name, Keeper of the Lighthouse at the End of the Long Pier";

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->store = store_fixture_new ();
  kith_act_begin (f->store->store, "Add", FALSE, &error);
  for (guint i = 0; i < N; i++)
    {
      KithPerson person = KITH_PERSON_INIT;
      g_autofree char *name = g_strdup_printf ("Nea%u Nord", i);

      person.name = i == 1 ? (char *) long_name : i == 2 ? (char *) "Silent Sam" : name;
      person.do_not_contact = i == 2;
      kith_person_add (f->store->store, &person, &error);
    }
  kith_act_commit (f->store->store, NULL, &error);
  g_assert_no_error (error);
  f->snapshot = kith_snapshot_load (f->store->store, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    {
      f->snapshot->x[i] = 3 * (i % 10);
      f->snapshot->y[i] = 3.5f * (i / 10);
    }
  /* A community called after the one who asked not to be contacted. */
  f->snapshot->n_communities = 2;
  g_free (f->snapshot->communities);
  f->snapshot->communities = g_new0 (KithSnapshotCommunity, 2);
  f->snapshot->communities[0].name = g_strdup ("Around Silent Sam");
  f->snapshot->communities[1].name = g_strdup ("Choir");
  for (guint i = 0; i < N; i++)
    f->snapshot->community[i] = i % 10 >= 5;
  f->shown = kith_map_shown_new (f->snapshot);
  f->shown->size_by = KITH_MAP_SIZE_EQUAL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kith_map_shown_unref (f->shown);
  kith_snapshot_unref (f->snapshot);
  store_fixture_free (f->store);
}

static KithMapSheet *
sheet_of (Fixture *f, const KithMapChoices *choices)
{
  g_autoptr (GError) error = NULL;
  KithMapSheet *sheet = kith_map_sheet_new (f->store->store, f->shown, choices, &error);

  g_assert_no_error (error);
  return sheet;
}

static cairo_surface_t *
white (double width, double height, cairo_t **cr)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);

  *cr = cairo_create (image);
  cairo_set_source_rgb (*cr, 1, 1, 1);
  cairo_paint (*cr);
  return image;
}

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (image) + (gsize) y * cairo_image_surface_get_stride (image);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

/* Every sheet, cut at its marks and laid over its neighbors, against the picture drawn in one piece. */
static void
test_poster (Fixture *f, gconstpointer data)
{
  KithMapChoices choices;
  KithMapPaper paper;
  g_autoptr (KithMapSheet) sheet = NULL;
  double width, height;
  cairo_surface_t *whole, *glued;
  cairo_t *cr, *glue;
  guint ink = 0;

  kith_map_choices_init (&choices);
  g_assert_true (kith_map_choices_parse_poster ("3x2", &choices));
  sheet = sheet_of (f, &choices);
  kith_map_paper_init (&paper, &choices);
  /* So that margins and overlaps are whole pixels. */
  kith_map_paper_set_size (&paper, 160, 160);
  g_assert_cmpfloat (paper.margin, ==, 16);
  g_assert_cmpfloat (paper.overlap, ==, 20);
  kith_map_paper_get_picture (&paper, &width, &height);
  g_assert_cmpfloat (width, ==, 3 * 128 - 2 * 20);
  g_assert_cmpfloat (height, ==, 2 * 128 - 20);

  whole = white (width, height, &cr);
  g_assert_true (kith_map_sheet_draw_picture (sheet, cr, width, height, TRUE, NULL));
  cairo_destroy (cr);
  glued = white (width, height, &glue);
  for (guint page = 0; page < 6; page++)
    {
      cairo_surface_t *image = white (160, 160, &cr);
      int left = (int) (page % 3) * 108;
      int top = (int) (page / 3) * 108;
      guint marks = 0;

      g_assert_true (kith_map_sheet_draw_page (sheet, cr, &paper, page, NULL));
      cairo_destroy (cr);
      cairo_surface_flush (image);
      /* No printer prints to the edge. */
      for (int k = 0; k < 160; k++)
        for (int edge = 0; edge < 2; edge++)
          {
            g_assert_cmphex (pixel (image, k, edge ? 159 : 0), ==, 0xffffff);
            g_assert_cmphex (pixel (image, edge ? 159 : 0, k), ==, 0xffffff);
          }
      for (int x = 0; x < 16; x++)
        marks += pixel (image, x, 16) != 0xffffff || pixel (image, x, 15) != 0xffffff;
      g_assert_cmpuint (marks, >, 4);
      cairo_set_source_surface (glue, image, left - 16, top - 16);
      cairo_rectangle (glue, left, top, 128, 128);
      cairo_fill (glue);
      cairo_surface_destroy (image);
    }
  cairo_destroy (glue);
  cairo_surface_flush (glued);
  cairo_surface_flush (whole);
  for (int y = 0; y < (int) height; y++)
    for (int x = 0; x < (int) width; x++)
      {
        guint32 one = pixel (whole, x, y), other = pixel (glued, x, y);

        ink += one != 0xffffff;
        for (int shift = 0; shift <= 16; shift += 8)
          g_assert_cmpint (ABS ((int) (one >> shift & 0xff) - (int) (other >> shift & 0xff)), <=, 24);
      }
  g_assert_cmpuint (ink, >, 2000);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (glued);
}

/* One sheet of every paper, both ways, light and dark, down to one no printer takes. */
static void
test_edges (Fixture *f, gconstpointer data)
{
  for (guint k = 0; k <= KITH_N_PAPERS; k++)
    for (int way = 0; way < 2; way++)
      {
        KithMapChoices choices;
        KithMapPaper paper;
        g_autoptr (KithMapSheet) sheet = NULL;
        cairo_surface_t *image;
        cairo_t *cr;
        guint32 ground;
        guint ink = 0;

        kith_map_choices_init (&choices);
        choices.paper = k < KITH_N_PAPERS ? k : KITH_PAPER_A5;
        choices.landscape = way;
        choices.dark = way ? k % 2 : 0;
        choices.names = k % 3;
        kith_map_paper_init (&paper, &choices);
        if (k == KITH_N_PAPERS)
          kith_map_paper_set_size (&paper, 60, 90);
        sheet = sheet_of (f, &choices);
        image = white (floor (paper.width), floor (paper.height), &cr);
        g_assert_true (kith_map_sheet_draw_page (sheet, cr, &paper, 0, NULL));
        cairo_destroy (cr);
        cairo_surface_flush (image);
        ground = pixel (image, 0, 0);
        g_assert_cmphex (ground, ==, choices.dark ? 0x1d1d20 : 0xffffff);
        for (int y = 0; y < (int) paper.height; y++)
          for (int x = 0; x < (int) paper.width; x++)
            if (x < floor (paper.margin) || y < floor (paper.margin) || x > ceil (paper.width - paper.margin)
                || y > ceil (paper.height - paper.margin))
              g_assert_cmphex (pixel (image, x, y), ==, ground);
            else
              ink += pixel (image, x, y) != ground;
        g_assert_cmpuint (ink, >, 100);
        cairo_surface_destroy (image);
      }
}

/* — Files — */

/* What a program of poppler's says of a file; NULL where it is not installed. */
static char *
ask (const char *program, const char *path)
{
  g_autofree char *found = g_find_program_in_path (program);
  const char *argv[] = { found, path, g_str_equal (program, "pdftotext") ? "-" : NULL, NULL };
  char *text = NULL;
  int status;

  if (found == NULL)
    {
      g_test_message ("%s is not installed: the file is not looked at by it", program);
      return NULL;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return text;
}

static char *
words_of (Fixture *f, const KithMapChoices *choices)
{
  g_autoptr (KithMapSheet) sheet = sheet_of (f, choices);
  g_autofree char *path = g_build_filename (f->store->folder, "map.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *words;

  g_assert_true (kith_map_sheet_write (sheet, path, NULL, NULL, &error));
  g_assert_no_error (error);
  words = ask ("pdftotext", path);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return words;
}

static void
test_names (Fixture *f, gconstpointer data)
{
  KithMapChoices choices;
  g_autofree char *on = NULL, *initials = NULL, *off = NULL, *plain = NULL;

  kith_map_choices_init (&choices);
  choices.labels = N;
  on = words_of (f, &choices);
  choices.names = KITH_MAP_NAMES_INITIALS;
  initials = words_of (f, &choices);
  choices.names = KITH_MAP_NAMES_OFF;
  off = words_of (f, &choices);
  choices.legend = choices.heading = FALSE;
  plain = words_of (f, &choices);
  if (on == NULL)
    {
      g_test_skip ("poppler's tools are not installed");
      return;
    }
  g_assert_nonnull (strstr (on, "Nea5 Nord"));
  g_assert_nonnull (strstr (on, "1 person who asked not to be contacted is not named"));
  g_assert_nonnull (strstr (on, "60 people"));
  g_assert_nonnull (strstr (on, "Source: what was entered by hand."));
  g_assert_null (strstr (on, "Silent"));
  g_assert_nonnull (strstr (on, "Community 1"));
  g_assert_nonnull (strstr (on, "Choir"));
  g_assert_nonnull (strstr (initials, "NN"));
  g_assert_null (strstr (initials, "Nord"));
  g_assert_null (strstr (initials, "SS"));
  g_assert_null (strstr (off, "NN"));
  g_assert_null (strstr (off, "Nord"));
  g_assert_nonnull (strstr (off, "Choir"));
  g_assert_null (strstr (plain, "60 people"));
  g_assert_null (strstr (plain, "Source"));
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  KithMapChoices choices;
  g_autoptr (KithMapSheet) sheet = NULL;
  g_autofree char *path = g_build_filename (f->store->folder, "poster.pdf", NULL);
  g_autoptr (KithProgress) progress = kith_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *info = NULL, *fonts = NULL, *words = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  kith_map_choices_init (&choices);
  choices.paper = KITH_PAPER_A4;
  choices.landscape = FALSE;
  g_assert_true (kith_map_choices_parse_poster ("2x2", &choices));
  sheet = sheet_of (f, &choices);
  g_assert_true (kith_map_sheet_write (sheet, path, progress, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (kith_progress_get_fraction (progress), ==, 0.75);
  info = ask ("pdfinfo", path);
  fonts = ask ("pdffonts", path);
  words = ask ("pdftotext", path);
  if (info == NULL || fonts == NULL || words == NULL)
    {
      g_test_skip ("poppler's tools are not installed");
      return;
    }
  g_assert_nonnull (strstr (info, "Pages:           4\n"));
  g_assert_nonnull (strstr (info, "(A4)"));
  g_assert_nonnull (strstr (words, "Row 1, column 2"));
  g_assert_nonnull (strstr (words, "Row 2, column 1"));
  /* Two lines of heads; then whether embedded, a part, with Unicode, and the object's two numbers are the last columns. */
  lines = g_strsplit (fonts, "\n", -1);
  for (guint k = 2; k < g_strv_length (lines) && *lines[k] != '\0'; k++, n++)
    g_assert_true (g_regex_match_simple (" yes +(yes|no) +(yes|no) +[0-9]+ +[0-9]+$", lines[k], 0, 0));
  g_assert_cmpuint (n, >, 0);
}

/* What stood there stays, and no draft is left. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  static const char *const files[] = { "map.png", "map.svg", "map.pdf" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KithMapChoices choices;
  g_autoptr (KithMapSheet) sheet = NULL;
  g_autofree char *folder = g_build_filename (f->store->folder, "out", NULL);

  kith_map_choices_init (&choices);
  sheet = sheet_of (f, &choices);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint k = 0; k < G_N_ELEMENTS (files); k++)
    {
      g_autofree char *path = g_build_filename (folder, files[k], NULL);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_false (kith_map_sheet_write (sheet, path, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "old");
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A part of the map is as large as in the window, at twice its pixels, and cut at its border. */
static void
test_view (Fixture *f, gconstpointer data)
{
  KithMapChoices choices;
  g_autoptr (KithMapSheet) sheet = NULL;
  double width, height;
  cairo_surface_t *image;
  cairo_t *cr;
  guint32 color = kith_palette_on (f->snapshot->communities[0].color, FALSE);

  kith_map_choices_init (&choices);
  choices.whole = FALSE;
  choices.heading = choices.legend = FALSE;
  choices.names = KITH_MAP_NAMES_OFF;
  f->shown->view = (KithPainterView) { .x = -1, .y = -1, .width = 200, .height = 100, .scale = 20 };
  sheet = sheet_of (f, &choices);
  kith_map_sheet_get_picture_size (sheet, &width, &height);
  g_assert_cmpfloat (width, ==, 400);
  g_assert_cmpfloat (height, ==, 200);
  image = white (width, height, &cr);
  g_assert_true (kith_map_sheet_draw_picture (sheet, cr, width, height, FALSE, NULL));
  cairo_destroy (cr);
  cairo_surface_flush (image);
  /* Person 0 at 0, 0; 1 three units beside; the fifth of the row would lie outside. */
  g_assert_cmphex (pixel (image, 40, 40), ==, color);
  g_assert_cmphex (pixel (image, 40 + 120, 40), ==, color);
  g_assert_cmphex (pixel (image, 40, 40 + 140), ==, color);
  g_assert_cmphex (pixel (image, 40 + 60, 40 + 70), ==, 0xfafafb);
  cairo_surface_destroy (image);
}

/* How many letters are in a picture of paper. */
static guint
count_letters (Fixture *f, const char *poster)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->store->folder, "letters.svg", NULL);
  g_autofree char *svg = NULL;
  KithMapChoices choices;
  g_autoptr (KithMapSheet) sheet = NULL;
  guint n = 0;

  kith_map_choices_init (&choices);
  choices.paper = KITH_PAPER_A4;
  choices.heading = choices.legend = FALSE;
  g_assert_true (kith_map_choices_parse_poster (poster, &choices));
  sheet = sheet_of (f, &choices);
  g_assert_true (kith_map_sheet_write (sheet, path, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &svg, NULL, &error));
  for (const char *at = svg; (at = strstr (at, "#glyph-")) != NULL; at++)
    n++;
  return n;
}

/* More paper has more names, not only the same in larger letters. */
static void
test_more_paper (Fixture *f, gconstpointer data)
{
  guint one = count_letters (f, "1x1");

  g_assert_cmpuint (one, >, 100);
  g_assert_cmpuint (count_letters (f, "3x3"), >, one * 13 / 10);
}

/* The picture of the whole map, as pixels; where @person is in it. */
static cairo_surface_t *
draw_whole (Fixture *f, gboolean whole, guint person, int *x, int *y)
{
  KithMapChoices choices;
  g_autoptr (KithMapSheet) sheet = NULL;
  cairo_surface_t *image;
  cairo_t *cr;

  kith_map_choices_init (&choices);
  choices.whole = whole;
  choices.legend = choices.heading = FALSE;
  choices.names = KITH_MAP_NAMES_OFF;
  sheet = sheet_of (f, &choices);
  image = white (f->shown->view.width, f->shown->view.height, &cr);
  g_assert_true (kith_map_sheet_draw_picture (sheet, cr, f->shown->view.width, f->shown->view.height, FALSE, NULL));
  cairo_destroy (cr);
  *x = (int) round ((f->snapshot->x[person] - f->shown->view.x) * f->shown->view.scale);
  *y = (int) round ((f->snapshot->y[person] - f->shown->view.y) * f->shown->view.scale);
  return image;
}

static guint
count_different (cairo_surface_t *a, cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      n += pixel (a, x, y) != pixel (b, x, y);
  return n;
}

/* What a window points out is in the view and in the whole map: who steps back, rings, circles, pins, squares and what lines tell of them. */
static void
test_layers (Fixture *f, gconstpointer data)
{
  const guint team[] = { 3, 47 };
  guint pinned = 20;
  KithPlanReach reach;
  g_autoptr (KithScene) scene = kith_map_scene_new (f->snapshot, KITH_MAP_SIZE_EQUAL);
  g_autoptr (KithLayer) layer = kith_map_layer_plan (f->snapshot, team, 2, &reach);
  g_autoptr (KithScene) shaded = kith_scene_new_shaded (scene, layer->shade);
  guint32 faint = kith_scene_color (shaded, 15, FALSE);

  f->shown->scene = kith_scene_ref (scene);
  f->shown->drawn = kith_scene_ref (scene);
  f->shown->view = (KithPainterView) { -2, -2, 800, 600, 24 };
  g_assert_cmpuint (layer->shade[15], ==, KITH_SHADE_FAINT);
  g_assert_cmpuint (faint, !=, kith_scene_color (scene, 15, FALSE));
  for (int whole = 0; whole < 2; whole++)
    {
      int x, y;
      cairo_surface_t *plain = draw_whole (f, whole, 15, &x, &y);
      cairo_surface_t *out, *with_pin, *alone;

      f->shown->layer = kith_layer_ref (layer);
      g_clear_pointer (&f->shown->drawn, kith_scene_unref);
      f->shown->drawn = kith_scene_ref (shaded);
      out = draw_whole (f, whole, 15, &x, &y);
      if (!whole)
        g_assert_cmpuint (pixel (out, x, y), ==, faint);
      /* Fifty-eight dots are paler, and there are two rings and two circles. */
      g_assert_cmpuint (count_different (plain, out), >, 58 * 20);

      f->shown->pinned = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (f->shown->pinned, pinned);
      with_pin = draw_whole (f, whole, 15, &x, &y);
      g_assert_cmpuint (count_different (out, with_pin), >, 10);
      g_assert_cmpuint (count_different (out, with_pin), <, 400);

      g_clear_pointer (&f->shown->layer, kith_layer_unref);
      g_clear_pointer (&f->shown->pinned, g_array_unref);
      g_clear_pointer (&f->shown->drawn, kith_scene_unref);
      f->shown->drawn = kith_scene_ref (scene);
      alone = draw_whole (f, whole, 15, &x, &y);
      g_assert_cmpuint (count_different (plain, alone), ==, 0);
      cairo_surface_destroy (plain);
      cairo_surface_destroy (out);
      cairo_surface_destroy (with_pin);
      cairo_surface_destroy (alone);
    }

  /* In words: what each sign means, how many, nothing for what is not there. */
  g_assert_cmpuint (layer->lines->len, ==, 5);
  g_assert_cmpint (g_array_index (layer->lines, KithSignLine, 0).sign, ==, KITH_SIGN_RING);
  g_assert_cmpuint (g_array_index (layer->lines, KithSignLine, 0).count, ==, 2);
  g_assert_cmpint (g_array_index (layer->lines, KithSignLine, 3).sign, ==, KITH_SIGN_FAINT);
  g_assert_cmpuint (g_array_index (layer->lines, KithSignLine, 3).count, ==, reach.unreached);
  g_assert_cmpint (g_array_index (layer->lines, KithSignLine, 4).sign, ==, KITH_SIGN_CIRCLE);
  g_assert_cmpuint (g_array_index (layer->lines, KithSignLine, 4).count, ==, 2);
}

static void
test_words (void)
{
  static const struct
  {
    const char *name, *initials;
  } cases[] = { { "Ana María López", "AML" },
                { "anton", "A" },
                { "Anne-Marie Lång", "AML" },
                { "“Bo” (Robert)  Ng", "BRN" },
                { "A B C D E", "ABC" },
                { "e\xcc\x81mile zola", "E\xcc\x81Z" },
                { "👩‍👧 Family", "👩‍👧F" },
                { "رشا حداد", "رح" },
                { "", "" },
                { " - ", "" },
                { "ßen", "SS" } };
  KithMapChoices choices;
  KithMapNames names;

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *initials = kith_map_dup_initials (cases[k].name);

      g_assert_cmpstr (initials, ==, cases[k].initials);
    }
  for (guint k = KITH_MAP_NAMES_ON; k <= KITH_MAP_NAMES_OFF; k++)
    {
      g_assert_true (kith_map_names_from_name (kith_map_names_get_name (k), &names));
      g_assert_cmpuint (names, ==, k);
    }
  g_assert_false (kith_map_names_from_name ("some", &names));
  for (guint k = 0; k < KITH_N_PAPERS; k++)
    {
      g_autofree char *loud = g_ascii_strup (kith_paper_get_name (k), -1);
      KithPaper paper;
      double width, height;

      g_assert_true (kith_paper_from_name (loud, &paper));
      g_assert_cmpuint (paper, ==, k);
      kith_paper_get_size (paper, &width, &height);
      g_assert_cmpfloat (width, <, height);
      g_assert_true (*kith_paper_get_title (paper) != '\0'
                     && strchr (kith_paper_get_standard_name (paper), '_') != NULL);
    }
  kith_map_choices_init (&choices);
  g_assert_true (kith_map_choices_parse_poster ("10x1", &choices));
  g_assert_cmpuint (choices.across, ==, 10);
  for (guint k = 0; k < 6; k++)
    g_assert_false (
        kith_map_choices_parse_poster (((const char *[]) { "0x2", "2", "11x1", "2x3x", "-1x2", "" })[k], &choices));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/map-sheet/poster", Fixture, NULL, set_up, test_poster, tear_down);
  g_test_add ("/map-sheet/edges", Fixture, NULL, set_up, test_edges, tear_down);
  g_test_add ("/map-sheet/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/map-sheet/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/map-sheet/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/map-sheet/view", Fixture, NULL, set_up, test_view, tear_down);
  g_test_add ("/map-sheet/more-paper", Fixture, NULL, set_up, test_more_paper, tear_down);
  g_test_add ("/map-sheet/layers", Fixture, NULL, set_up, test_layers, tear_down);
  g_test_add_func ("/map-sheet/words", test_words);
  return g_test_run ();
}
