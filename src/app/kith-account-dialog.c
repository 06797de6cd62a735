/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-account-dialog.h"
#include "kith-intake.h"
#include "kith-saving.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Rows listed with their reasons for each file; all of them are kept with the import. */
#define ROWS_SHOWN 50

struct _KithAccountDialog
{
  AdwDialog parent_instance;

  KithSession *session;
  char *undo_label; /* of the import: Undo must not take back anything else */
  GtkWidget *undo_button;
  GtkWidget *done_button;
  GtkLabel *summary_label;
  GtkLabel *trouble_label;
  GtkLabel *news_label;
  GtkListBox *file_list;
  GtkWidget *save_button;
  GArray *imports; /* gint64 */
  GtkWidget *no_ties_box;
  GtkLabel *no_ties_label;
};

G_DEFINE_FINAL_TYPE (KithAccountDialog, kith_account_dialog, ADW_TYPE_DIALOG)

char *
kith_account_dup_news (GPtrArray *accounts)
{
  guint64 people = 0, ties = 0, events = 0;
  g_autofree char *people_text = NULL;
  g_autofree char *ties_text = NULL;
  g_autofree char *events_text = NULL;
  const char *parts[3];
  guint n = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = g_ptr_array_index (accounts, i);

      people += account->people;
      ties += account->ties;
      events += account->events;
    }
  people_text = g_strdup_printf (ngettext ("%'" PRIu64 " person", "%'" PRIu64 " people", (gulong) people), people);
  ties_text = g_strdup_printf (ngettext ("%'" PRIu64 " tie", "%'" PRIu64 " ties", (gulong) ties), ties);
  events_text = g_strdup_printf (
      ngettext ("%'" PRIu64 " event or group", "%'" PRIu64 " events and groups", (gulong) events), events);
  if (people > 0)
    parts[n++] = people_text;
  if (ties > 0)
    parts[n++] = ties_text;
  if (events > 0)
    parts[n++] = events_text;
  switch (n)
    {
    case 0:
      return NULL;
    case 1:
      return g_strdup (parts[0]);
    case 2:
      /* Translators: two of "184 people", "912 ties", "40 events and groups" */
      return g_strdup_printf (_ ("%s and %s"), parts[0], parts[1]);
    default:
      /* Translators: "184 people", "912 ties", "40 events and groups" */
      return g_strdup_printf (_ ("%s, %s and %s"), parts[0], parts[1], parts[2]);
    }
}

char *
kith_account_dup_summary (GPtrArray *accounts)
{
  g_autofree char *news = kith_account_dup_news (accounts);
  guint64 updated = 0;

  for (guint i = 0; i < accounts->len; i++)
    updated += ((const KithAccount *) g_ptr_array_index (accounts, i))->updated;
  if (news != NULL)
    /* Translators: %s is "184 people, 912 ties and 40 events", or part of it */
    return g_strdup_printf (_ ("Brought in %s."), news);
  if (updated > 0)
    return g_strdup_printf (ngettext ("Nobody new, but more is known now: %" PRIu64 " row changed something.",
                                      "Nobody new, but more is known now: %" PRIu64 " rows changed something.",
                                      (gulong) updated),
                            updated);
  return g_strdup (_ ("Nothing new: all of it was known already, or could not be used."));
}

/* What an export of a system is called that says who belongs together; NULL where nothing is known of it. */
static const char *
get_tie_exports (const char *recognized_as)
{
  static const struct
  {
    const char *system, *exports;
  } known[] = {
    { "CiviCRM", N_ ("relationships, members of groups and participants of events") },
    { "NPSP", N_ ("relationships and members of campaigns") },
    { "Salesforce", N_ ("relationships and members of campaigns") },
    { "Mailchimp", N_ ("tags and groups of the audience") },
    { "Action Network", N_ ("attendance of events and tags") },
    { "NationBuilder", N_ ("recruiters and attendance of events") },
    { "EveryAction", N_ ("participants of events and supporter groups") },
    { "Meetup", N_ ("attendees of each event") },
    { "Discourse", N_ ("members of groups") },
    { "Google", N_ ("labels of contacts and members of each group") },
    { "Outlook", N_ ("categories of contacts") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (recognized_as, known[i].system))
      return _ (known[i].exports);
  return NULL;
}

char *
kith_account_dup_no_ties (GPtrArray *accounts)
{
  guint64 people = 0, others = 0;
  const char *exports = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = g_ptr_array_index (accounts, i);

      people += account->people;
      others += account->ties + account->events;
      if (exports == NULL)
        exports = get_tie_exports (account->recognized_as);
    }
  if (people < 2 || others > 0)
    return NULL;
  if (exports != NULL)
    /* Translators: %s is what a program calls its exports, such as "relationships and members of campaigns" */
    return g_strdup_printf (
        _ ("These files say who people are, not who belongs together. Where they come from there are "
           "also %s: bring those in too. Or ask people, on paper."),
        exports);
  return g_strdup (_ ("These files say who people are, not who belongs together. Bring in who was at which event or in "
                      "which group, or who knows whom. Or ask people, on paper."));
}

const char *
kith_account_recognized_words (const char *recognized_as)
{
  if (g_str_equal (recognized_as, "people"))
    return _ ("List of people");
  if (g_str_equal (recognized_as, "ties"))
    return _ ("List of ties");
  if (g_str_equal (recognized_as, "attendance"))
    return _ ("Attendance");
  if (g_str_equal (recognized_as, "names"))
    return _ ("List of names");
  if (g_str_equal (recognized_as, "address book"))
    return _ ("Address book");
  if (g_str_equal (recognized_as, "mail"))
    return _ ("E-mails");
  if (g_str_equal (recognized_as, "network"))
    return _ ("Network");
  return recognized_as;
}

static void
append_count (GString *text, guint64 n, const char *one, const char *many)
{
  if (n == 0)
    return;
  g_string_append (text, text->len > 0 ? _ (", ") : "");
  g_string_append_printf (text, "%'" PRIu64 " ", n);
  g_string_append (text, n == 1 ? one : many);
}

static char *
dup_counts (const KithAccount *account)
{
  const char *recognized = kith_account_recognized_words (account->recognized_as);
  g_autoptr (GString) text = g_string_new (NULL);
  gulong rows = (gulong) account->rows;

  append_count (text, account->added, _ ("added"), _ ("added"));
  append_count (text, account->updated, _ ("updated"), _ ("updated"));
  append_count (text, account->matched, _ ("known already"), _ ("known already"));
  append_count (text, account->asked, _ ("to decide"), _ ("to decide"));
  append_count (text, account->n_left_out, _ ("left out"), _ ("left out"));
  if (text->len == 0)
    return g_strdup (recognized);
  /* Translators: what the file was taken for, how many rows it has, and what became of them: "List of people, 184 rows: 180 added,
   * 4 left out" */
  return g_strdup_printf (ngettext ("%s, %'" PRIu64 " row: %s", "%s, %'" PRIu64 " rows: %s", rows), recognized,
                          account->rows, text->str);
}

static GtkWidget *
make_line (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_rows (AdwExpanderRow *expander, gboolean asked, GArray *rows, guint64 n)
{
  for (guint i = 0; rows != NULL && i < MIN (rows->len, ROWS_SHOWN); i++)
    {
      const KithAccountRow *row = &g_array_index (rows, KithAccountRow, i);
      g_autofree char *title = asked ? g_strdup_printf (_ ("Row %" PRIu64 ", to decide"), row->row)
                                     : g_strdup_printf (_ ("Row %" PRIu64 ", left out"), row->row);

      adw_expander_row_add_row (expander, make_line (title, row->reason));
    }
  if (n > ROWS_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("And %'" PRIu64 " more", "And %'" PRIu64 " more", (gulong) (n - ROWS_SHOWN)), n - ROWS_SHOWN);

      adw_expander_row_add_row (expander, make_line (more, NULL));
    }
}

static void
add_file (KithAccountDialog *self, const KithAccount *account, gboolean open)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *counts = dup_counts (account);
  guint lines = (account->notes != NULL ? account->notes->len : 0);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), account->file);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), counts);
  for (guint i = 0; i < lines; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), make_line (g_ptr_array_index (account->notes, i), NULL));
  add_rows (ADW_EXPANDER_ROW (expander), TRUE, account->asked_rows, account->asked);
  add_rows (ADW_EXPANDER_ROW (expander), FALSE, account->left_out, account->n_left_out);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (expander),
                                         lines > 0 || account->asked + account->n_left_out > 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, account->file,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, counts, -1);
  gtk_list_box_append (self->file_list, expander);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
undo_label_changed_cb (KithAccountDialog *self, GParamSpec *pspec, KithSession *session)
{
  gtk_widget_set_sensitive (self->undo_button,
                            self->undo_label != NULL
                                && g_strcmp0 (self->undo_label, kith_session_get_undo_label (session)) == 0);
}

static void
undo_clicked_cb (KithAccountDialog *self, GtkButton *button)
{
  kith_session_undo (self->session);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_clicked_cb (KithAccountDialog *self, GtkButton *button)
{
  KithExportOptions options;

  kith_export_options_init (&options, kith_session_get_snapshot (self->session));
  options.what = KITH_EXPORT_ACCOUNT;
  options.csv = KITH_CSV_FOR_SPREADSHEETS;
  options.imports = (const gint64 *) (gpointer) self->imports->data;
  options.n_imports = self->imports->len;
  kith_saving_choose (GTK_WIDGET (self), self->session, &options, _ ("Save Rows"), _ ("Rows to Look At"), ".csv");
}

static void
survey_clicked_cb (KithAccountDialog *self, GtkButton *button)
{
  KithExportOptions options;

  kith_export_options_init (&options, kith_session_get_snapshot (self->session));
  options.what = KITH_EXPORT_SURVEY;
  kith_saving_choose (GTK_WIDGET (self), self->session, &options, _ ("Save Survey Sheet"), _ ("Survey"), ".pdf");
}

static void
kith_account_dialog_dispose (GObject *object)
{
  KithAccountDialog *self = KITH_ACCOUNT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->imports, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_ACCOUNT_DIALOG);
  G_OBJECT_CLASS (kith_account_dialog_parent_class)->dispose (object);
}

static void
kith_account_dialog_class_init (KithAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_account_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, undo_button);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, news_label);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, file_list);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, no_ties_box);
  gtk_widget_class_bind_template_child (widget_class, KithAccountDialog, no_ties_label);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, survey_clicked_cb);
}

static void
kith_account_dialog_init (KithAccountDialog *self)
{
  self->imports = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "They form 9 communities; 7 people are not connected yet." */
static char *
dup_communities (const KithSnapshot *snapshot)
{
  g_autofree char *communities = NULL;
  g_autofree char *unconnected = NULL;

  if (snapshot == NULL || snapshot->n_communities == 0)
    return NULL;
  communities
      = g_strdup_printf (ngettext ("There is %'u community.", "There are %'u communities.", snapshot->n_communities),
                         snapshot->n_communities);
  if (snapshot->unconnected == 0)
    return g_steal_pointer (&communities);
  unconnected = g_strdup_printf (ngettext ("%'u person is not connected to one yet.",
                                           "%'u people are not connected to one yet.", snapshot->unconnected),
                                 snapshot->unconnected);
  return g_strconcat (communities, " ", unconnected, NULL);
}

AdwDialog *
kith_account_dialog_new (KithSession *session, GPtrArray *accounts, GPtrArray *news, const char *trouble)
{
  KithAccountDialog *self = g_object_new (KITH_TYPE_ACCOUNT_DIALOG, NULL);
  g_autofree char *summary = kith_account_dup_summary (accounts);
  g_autofree char *communities = NULL;
  g_autofree char *no_ties = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GStrvBuilder) lines = NULL;
  g_auto (GStrv) all = NULL;

  self->session = g_object_ref (session);
  self->undo_label = g_strdup (kith_session_get_undo_label (session));
  set_text (self->summary_label, summary);
  set_text (self->trouble_label, trouble);
  lines = g_strv_builder_new ();
  communities = dup_communities (kith_session_get_snapshot (session));
  if (communities != NULL)
    g_strv_builder_add (lines, communities);
  for (guint i = 0; news != NULL && i < news->len; i++)
    g_strv_builder_add (lines, g_ptr_array_index (news, i));
  all = g_strv_builder_end (lines);
  text = g_strjoinv ("\n", all);
  set_text (self->news_label, text);
  no_ties = kith_account_dup_no_ties (accounts);
  set_text (self->no_ties_label, no_ties);
  gtk_widget_set_visible (self->no_ties_box, no_ties != NULL && kith_session_get_snapshot (session) != NULL);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = g_ptr_array_index (accounts, i);

      add_file (self, account, accounts->len == 1);
      /* What brought in nothing left no trace to be read. */
      if (account->asked + account->n_left_out > 0 && account->import != 0
          && account->people + account->ties + account->events + account->updated > 0)
        g_array_append_val (self->imports, account->import);
    }
  gtk_widget_set_visible (self->save_button, self->imports->len > 0 && kith_session_get_snapshot (session) != NULL);
  g_signal_connect_object (session, "notify::undo-label", G_CALLBACK (undo_label_changed_cb), self, G_CONNECT_SWAPPED);
  undo_label_changed_cb (self, NULL, session);
  return ADW_DIALOG (self);
}

AdwDialog *
kith_account_dialog_new_past (KithSession *session, GPtrArray *accounts)
{
  KithAccountDialog *self = KITH_ACCOUNT_DIALOG (kith_account_dialog_new (session, accounts, NULL, NULL));

  gtk_widget_set_visible (self->undo_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->news_label), FALSE);
  return ADW_DIALOG (self);
}
