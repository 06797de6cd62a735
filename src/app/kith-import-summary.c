/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-import-summary.h"

#include "kith-account-dialog.h"
#include "kith-intake.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Reasons listed for what is asked or left out; there are few different ones. */
#define REASONS_SHOWN 12
/* Rows told of each, as examples. */
#define ROWS_TOLD 5

typedef struct
{
  guint64 people, ties, events;
  guint64 updated, matched, asked, left_out;
} Sums;

static Sums
add_up (GPtrArray *accounts)
{
  Sums sums = { 0 };

  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      sums.people += account->people;
      sums.ties += account->ties;
      sums.events += account->events;
      sums.updated += account->updated;
      sums.matched += account->matched;
      sums.asked += account->asked;
      sums.left_out += account->n_left_out;
    }
  return sums;
}

gboolean
kith_import_summary_is_news (GPtrArray *accounts)
{
  Sums sums = add_up (accounts);
  guint64 added = 0;

  for (guint i = 0; i < accounts->len; i++)
    added += ((const KithAccount *) accounts->pdata[i])->added;
  return sums.people + sums.ties + sums.events + sums.updated + added > 0;
}

char *
kith_import_summary_dup_title (GPtrArray *accounts)
{
  Sums sums = add_up (accounts);
  g_autofree char *news = NULL;

  if (!kith_import_summary_is_news (accounts))
    return g_strdup (_ ("Nothing new: all of it is known already, or cannot be used"));
  if (sums.people + sums.ties + sums.events == 0)
    return g_strdup (_ ("Nobody new, but more will be known"));
  news = kith_account_dup_news (accounts);
  /* Translators: %s is "184 people, 912 ties and 40 events and groups" */
  return g_strdup_printf (_ ("New: %s"), news);
}

static void
describe (GtkWidget *row, const char *title, const char *subtitle, guint64 n)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (n > 0)
    {
      g_autofree char *number = g_strdup_printf ("%'" PRIu64, n);
      GtkWidget *label = gtk_label_new (number);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dimmed");
      if (ADW_IS_EXPANDER_ROW (row))
        adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), label);
      else
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  if (subtitle == NULL)
    return;
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

static void
add_count (GtkListBox *list, guint64 n, const char *title, const char *subtitle)
{
  GtkWidget *row;

  if (n == 0)
    return;
  row = adw_action_row_new ();
  describe (row, title, subtitle, n);
  gtk_list_box_append (list, row);
}

/* One reason, and the rows it holds for. */
typedef struct
{
  const char *reason; /* an account's */
  guint64 count;
  GString *rows;
} Reason;

static void
reason_clear (gpointer data)
{
  Reason *self = data;

  g_string_free (self->rows, TRUE);
}

static void
collect (GArray *reasons, const KithAccount *account, const GArray *rows, gboolean several)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KithAccountRow *row = &g_array_index (rows, KithAccountRow, i);
      Reason *reason = NULL;

      for (guint k = 0; k < reasons->len && reason == NULL; k++)
        if (g_str_equal (g_array_index (reasons, Reason, k).reason, row->reason))
          reason = &g_array_index (reasons, Reason, k);
      if (reason == NULL)
        {
          const Reason made = { .reason = row->reason, .rows = g_string_new (NULL) };

          g_array_append_val (reasons, made);
          reason = &g_array_index (reasons, Reason, reasons->len - 1);
        }
      if (++reason->count > ROWS_TOLD)
        continue;
      if (reason->rows->len > 0)
        g_string_append (reason->rows, _ (", "));
      if (several)
        /* Translators: a row of a file */
        g_string_append_printf (reason->rows, _ ("row %" PRIu64 " of %s"), row->row, account->file);
      else
        g_string_append_printf (reason->rows, _ ("row %" PRIu64), row->row);
    }
}

/* The rows of all files that ended so, by reason. */
static void
add_reasons (GtkListBox *list, GPtrArray *accounts, gboolean asked, guint64 n, const char *title, const char *subtitle)
{
  g_autoptr (GArray) reasons = g_array_new (FALSE, FALSE, sizeof (Reason));
  GtkWidget *expander;

  if (n == 0)
    return;
  g_array_set_clear_func (reasons, reason_clear);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      collect (reasons, account, asked ? account->asked_rows : account->left_out, accounts->len > 1);
    }
  expander = adw_expander_row_new ();
  describe (expander, title, subtitle, n);
  for (guint i = 0; i < MIN (reasons->len, REASONS_SHOWN); i++)
    {
      Reason *reason = &g_array_index (reasons, Reason, i);
      GtkWidget *row = adw_action_row_new ();

      if (reason->count > ROWS_TOLD)
        g_string_append (reason->rows, "…");
      describe (row, reason->reason, reason->rows->str, reason->count);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
  gtk_list_box_append (list, expander);
}

/* "12 households make 20 ties.", "Columns not used: …" */
static void
add_notes (GtkListBox *list, GPtrArray *accounts)
{
  GtkWidget *expander = adw_expander_row_new ();
  guint64 n = 0;

  g_object_ref_sink (expander);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      for (guint k = 0; k < account->notes->len; k++)
        {
          GtkWidget *row = adw_action_row_new ();

          describe (row, account->notes->pdata[k], accounts->len > 1 ? account->file : NULL, 0);
          adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
          n++;
        }
    }
  describe (expander, _ ("What was noticed"), NULL, n);
  if (n > 0)
    gtk_list_box_append (list, expander);
  g_object_unref (expander);
}

void
kith_import_summary_fill (GtkListBox *list, GPtrArray *accounts)
{
  Sums sums = add_up (accounts);

  g_autofree char *no_ties = kith_account_dup_no_ties (accounts);

  gtk_list_box_remove_all (list);
  add_count (list, sums.people, _ ("New people"), NULL);
  add_count (list, sums.ties, _ ("Ties"), NULL);
  add_count (list, sums.events, _ ("Events and groups"), NULL);
  if (no_ties != NULL)
    {
      GtkWidget *row = adw_action_row_new ();

      describe (row, _ ("No ties yet"), no_ties, 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
      gtk_list_box_append (list, row);
    }
  add_count (list, sums.updated, _ ("Rows that add to what you have"),
             _ ("What you changed by hand stays as it is, and so does “do not contact”"));
  add_count (list, sums.matched, _ ("Rows known already"), NULL);
  add_reasons (list, accounts, TRUE, sums.asked, _ ("To decide"), _ ("Nobody is merged without you"));
  add_reasons (list, accounts, FALSE, sums.left_out, _ ("Rows left out"), NULL);
  add_notes (list, accounts);
  gtk_widget_set_visible (GTK_WIDGET (list), gtk_list_box_get_row_at_index (list, 0) != NULL);
}
