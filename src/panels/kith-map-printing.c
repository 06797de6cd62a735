/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-printing.h"

#include <glib/gi18n-lib.h>

/* One map being printed: made on the main thread, kept by the operation. */
typedef struct
{
  KithSession *session;
  KithMapShown *shown;
  KithMapChoices choices;
  KithMapSheet *sheet; /* nullable: made with the first page */
  KithMapPaper paper;  /* that of the printer */
  gboolean failed;     /* it was said already */
} Printing;

static void
printing_free (gpointer data)
{
  Printing *self = data;

  g_object_unref (self->session);
  kith_map_shown_unref (self->shown);
  g_clear_pointer (&self->sheet, kith_map_sheet_unref);
  g_free (self);
}

/* — A page in a job — */

typedef struct
{
  GtkPrintOperation *operation;
  Printing *printing; /* borrowed from the operation */
  KithMapSheet *sheet;
  KithMapShown *shown;
  KithMapChoices choices;
  KithMapPaper paper;
  guint page, n;
  cairo_t *cr;
  gboolean finished;
} Page;

static void
finish_page (Page *self, gboolean failed)
{
  self->finished = TRUE;
  if (failed)
    {
      self->printing->failed = TRUE;
      gtk_print_operation_cancel (self->operation);
    }
  gtk_print_operation_draw_page_finish (self->operation);
}

static void
page_free (gpointer data)
{
  Page *self = data;

  /* The network was closed meanwhile. */
  if (!self->finished)
    finish_page (self, TRUE);
  g_clear_pointer (&self->sheet, kith_map_sheet_unref);
  kith_map_shown_unref (self->shown);
  cairo_destroy (self->cr);
  g_object_unref (self->operation);
  g_free (self);
}

static gboolean
page_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Page *self = data;

  kith_progress_step (progress, NULL, self->n > 1 ? self->page / (double) self->n : -1);
  if (self->sheet == NULL)
    self->sheet = kith_map_sheet_new (store, self->shown, &self->choices, error);
  if (self->sheet == NULL)
    return FALSE;
  if (!kith_map_sheet_draw_page (self->sheet, self->cr, &self->paper, self->page, cancellable))
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  return TRUE;
}

static void
page_done (gpointer owner, gpointer data, const GError *error)
{
  Page *self = data;

  if (error == NULL && self->printing->sheet == NULL)
    self->printing->sheet = kith_map_sheet_ref (self->sheet);
  finish_page (self, error != NULL);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer data)
{
  Printing *self = data;
  Page *page = g_new0 (Page, 1);

  page->operation = g_object_ref (operation);
  page->printing = self;
  page->sheet = self->sheet != NULL ? kith_map_sheet_ref (self->sheet) : NULL;
  page->shown = kith_map_shown_ref (self->shown);
  page->choices = self->choices;
  page->paper = self->paper;
  page->page = (guint) number;
  page->n = self->paper.across * self->paper.down;
  /* Nobody else draws on it until the page is finished. */
  page->cr = cairo_reference (gtk_print_context_get_cairo_context (context));
  cairo_scale (page->cr, gtk_print_context_get_width (context) / self->paper.width,
               gtk_print_context_get_height (context) / self->paper.height);
  gtk_print_operation_set_defer_drawing (operation);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .label = _ ("Printing the map"),
                                       .work = page_work,
                                       .data = page,
                                       .free_data = page_free,
                                       .owner = operation,
                                       .done = page_done,
                                   });
}

/* — The operation — */

/* The paper may be another than the one chosen: that of the printer. */
static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Printing *self = data;
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);

  kith_map_paper_init (&self->paper, &self->choices);
  kith_map_paper_set_size (&self->paper, gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                           gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS));
  gtk_print_operation_set_n_pages (operation, (int) (self->paper.across * self->paper.down));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Printing *self = data;
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    kith_session_tell (self->session, _ ("Printed the map"), FALSE);
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || self->failed)
    return;
  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    kith_session_fail (self->session, error->message);
}

static GtkPageSetup *
make_setup (const KithMapChoices *choices)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (kith_paper_get_standard_name (choices->paper));

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_orientation (setup,
                                  choices->landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (paper);
  return setup;
}

void
kith_map_print (GtkWidget *parent, const KithMapOut *out, const KithMapChoices *choices, const char *file)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup (choices);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name = g_strdelimit (g_strdup (kith_session_get_name (out->session)), "/\\:", '-');
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autoptr (GError) error = NULL;
  Printing *self = g_new0 (Printing, 1);

  self->session = g_object_ref (out->session);
  self->shown = kith_map_shown_ref (out->shown);
  self->choices = *choices;
  g_object_set_data_full (G_OBJECT (operation), "kith-printing", self, printing_free);

  /* What "Print to File" proposes. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR, folder != NULL ? folder : g_get_home_dir ());
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) (choices->across * choices->down));
  gtk_print_operation_set_job_name (operation, name);
  /* Margins are the sheet's own. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (file != NULL)
    gtk_print_operation_set_export_filename (operation, file);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  gtk_print_operation_run (operation,
                           file != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &error);
}
