/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-duplicates-dialog.h"
#include "kith-duplicate-side.h"
#include "kith-duplicates.h"
#include "kith-merging.h"
#include "kith-panel.h"

#include <glib/gi18n-lib.h>

/* Pairs listed; those behind them come up as the first are answered. */
#define PAIRS_SHOWN 200

struct _KithDuplicatesDialog
{
  AdwDialog parent_instance;

  KithSession *session;
  GArray *pairs; /* KithDuplicate */
  guint answered;
  guint at;             /* of the pair shown side by side; another may stand there once they were compared again */
  KithDuplicate shown;  /* that pair */
  KithDuplicate wanted; /* the pair to be shown once they are compared again, where an answer was undone */
  gboolean answering;   /* the store is being changed by an answer of this dialog */
  guint take;           /* what is taken from the second where nobody chose */
  KithDuplicateChoice choices[KITH_DUPLICATE_CHOICES];

  AdwToastOverlay *list_toasts, *pair_toasts;
  AdwNavigationView *navigation;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkListBox *list;
  GtkLabel *more_label;
  AdwNavigationPage *pair_page;
  AdwWindowTitle *pair_title;
  GtkScrolledWindow *pair_scroller;
  GtkLabel *why_label, *common_label, *choice_label;
  GtkBox *sides;
  GtkListBox *first_list, *second_list;
  GtkWidget *answers, *same_button, *different_button, *later_button;
};

G_DEFINE_FINAL_TYPE (KithDuplicatesDialog, kith_duplicates_dialog, ADW_TYPE_DIALOG)

static void find_pairs (KithDuplicatesDialog *self);
static void show_pair (KithDuplicatesDialog *self, guint at);

static const char *
get_name (KithDuplicatesDialog *self, gint64 person)
{
  KithSnapshot *snapshot = kith_session_get_whole (self->session);
  int index = kith_snapshot_find (snapshot, person);

  return index >= 0 ? snapshot->name[index] : "";
}

static void
set_answers_sensitive (KithDuplicatesDialog *self, gboolean sensitive)
{
  gtk_widget_set_sensitive (self->answers, sensitive);
}

/* — The list — */

static GtkWidget *
make_row (KithDuplicatesDialog *self, const KithDuplicate *pair)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *why = kith_likeness_dup_words (pair->likeness);
  /* Translators: two names */
  g_autofree char *title = g_strdup_printf (_ ("%s and %s"), get_name (self, pair->a), get_name (self, pair->b));
  g_autofree char *subtitle = NULL;

  if (pair->answer == KITH_ANSWER_LATER)
    /* Translators: a pair that was put off; %s is why they may be one person */
    subtitle = g_strdup_printf (_ ("Put off · %s"), why);
  else if (pair->asked)
    /* Translators: a pair that an import asked about; %s is why they may be one person */
    subtitle = g_strdup_printf (_ ("Asked by an import · %s"), why);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle != NULL ? subtitle : why, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
show_list (KithDuplicatesDialog *self)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < MIN (self->pairs->len, PAIRS_SHOWN); i++)
    gtk_list_box_append (self->list, make_row (self, &g_array_index (self->pairs, KithDuplicate, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), self->pairs->len > PAIRS_SHOWN);
  if (self->pairs->len > PAIRS_SHOWN)
    {
      guint more = self->pairs->len - PAIRS_SHOWN;
      g_autofree char *text = g_strdup_printf (ngettext ("And %'u more pair", "And %'u more pairs", more), more);

      gtk_label_set_label (self->more_label, text);
    }
  gtk_stack_set_visible_child_name (self->stack, self->pairs->len > 0 ? "list" : "nobody");
}

static void
row_activated_cb (KithDuplicatesDialog *self, GtkListBoxRow *row, GtkListBox *list)
{
  show_pair (self, (guint) gtk_list_box_row_get_index (row));
}

/* — Comparing all — */

static gboolean
find_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  GArray **pairs = data;

  *pairs = kith_duplicates_find (store, progress, cancellable, error);
  return *pairs != NULL;
}

static void
pairs_free (gpointer data)
{
  GArray **pairs = data;

  g_clear_pointer (pairs, g_array_unref);
  g_free (pairs);
}

static void
find_done (gpointer owner, gpointer data, const GError *error)
{
  KithDuplicatesDialog *self = owner;
  GArray **pairs = data;

  if (error != NULL)
    {
      adw_status_page_set_description (self->failed_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->pairs, g_array_unref);
  self->pairs = g_steal_pointer (pairs);
  show_list (self);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const KithDuplicate *pair = &g_array_index (self->pairs, KithDuplicate, i);

      if (pair->a == self->wanted.a && pair->b == self->wanted.b)
        {
          show_pair (self, i);
          self->wanted = (KithDuplicate) { 0 };
          return;
        }
    }
  /* Whoever was shown side by side may be gone, or told apart. */
  set_answers_sensitive (self, FALSE);
  adw_navigation_view_pop_to_tag (self->navigation, "pairs");
}

static void
find_pairs (KithDuplicatesDialog *self)
{
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .slot = "duplicates",
                                       .shows_own_errors = TRUE,
                                       .work = find_work,
                                       .data = g_new0 (GArray *, 1),
                                       .free_data = pairs_free,
                                       .owner = self,
                                       .done = find_done,
                                   });
}

/* — A pair side by side — */

typedef struct
{
  gint64 a, b;
  KithDuplicateSide *first, *second;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *self = data;

  kith_duplicate_side_free (self->first);
  kith_duplicate_side_free (self->second);
  g_free (self);
}

static gboolean
pair_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Pair *self = data;

  self->first = kith_duplicate_side_load (store, self->a, error);
  self->second = self->first != NULL ? kith_duplicate_side_load (store, self->b, error) : NULL;
  return self->second != NULL;
}

static gboolean
has_choice (KithDuplicatesDialog *self)
{
  for (guint i = 0; i < KITH_DUPLICATE_CHOICES; i++)
    if (self->choices[i].field != 0)
      return TRUE;
  return FALSE;
}

static void
pair_done (gpointer owner, gpointer data, const GError *error)
{
  KithDuplicatesDialog *self = owner;
  const Pair *pair = data;

  /* Somebody has just gone; comparing again will tell. */
  if (error != NULL)
    return;
  kith_duplicate_sides_show (self->first_list, self->second_list, pair->first, pair->second,
                             kith_session_get_whole (self->session), self->choices);
  self->take = kith_merge_choose (pair->first->person, pair->second->person);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_label), has_choice (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->pair_scroller), 0);
  set_answers_sensitive (self, TRUE);
  gtk_widget_grab_focus (self->shown.likelihood >= 0.5F ? self->same_button : self->different_button);
}

static void
show_pair (KithDuplicatesDialog *self, guint at)
{
  const KithDuplicate *pair = &g_array_index (self->pairs, KithDuplicate, at);
  g_autofree char *why = kith_likeness_dup_words (pair->likeness);
  g_autofree char *common = kith_duplicate_dup_common (kith_session_get_whole (self->session), pair->a, pair->b);
  /* Translators: which pair of how many */
  g_autofree char *progress
      = g_strdup_printf (_ ("%u of %u"), self->answered + at + 1, self->answered + self->pairs->len);
  Pair *wanted = g_new0 (Pair, 1);

  self->at = at;
  self->shown = *pair;
  set_answers_sensitive (self, FALSE);
  wanted->a = pair->a;
  wanted->b = pair->b;
  adw_window_title_set_subtitle (self->pair_title, progress);
  gtk_label_set_label (self->why_label, why);
  gtk_label_set_label (self->common_label, common);
  if (adw_navigation_view_get_visible_page (self->navigation) != self->pair_page)
    adw_navigation_view_push_by_tag (self->navigation, "pair");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), progress, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .slot = "duplicate-pair",
                                       .shows_own_errors = TRUE,
                                       .work = pair_work,
                                       .data = wanted,
                                       .free_data = pair_free,
                                       .owner = self,
                                       .done = pair_done,
                                   });
}

/* — Answers — */

typedef struct
{
  KithDuplicate pair;
  gboolean same;
  KithAnswer answer;
  guint take;
  char *toast;
  guint answered; /* pairs before it */
} Answer;

static void
answer_free (gpointer data)
{
  g_free (((Answer *) data)->toast);
  g_free (data);
}

static gboolean
answer_write (KithStore *store, gpointer data, GError **error)
{
  const Answer *self = data;

  return self->same ? kith_people_merge (store, self->pair.a, self->pair.b, self->take, error)
                    : kith_question_answer (store, self->pair.a, self->pair.b, self->answer, error);
}

/* The pair is answered; who was made one with another is that other in the pairs that are left. */
static void
drop_answered (KithDuplicatesDialog *self, const Answer *answer)
{
  guint n = 0;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      KithDuplicate pair = g_array_index (self->pairs, KithDuplicate, i);

      if (answer->same)
        {
          gint64 a = pair.a == answer->pair.b ? answer->pair.a : pair.a;
          gint64 b = pair.b == answer->pair.b ? answer->pair.a : pair.b;
          /* Only those of the one who stays can stand there twice. */
          gboolean of_kept = a == answer->pair.a || b == answer->pair.a;
          gboolean twice = FALSE;

          pair.a = MIN (a, b);
          pair.b = MAX (a, b);
          for (guint k = 0; of_kept && k < n; k++)
            twice |= g_array_index (self->pairs, KithDuplicate, k).a == pair.a
                     && g_array_index (self->pairs, KithDuplicate, k).b == pair.b;
          if (pair.a == pair.b || twice)
            continue;
        }
      else if (pair.a == answer->pair.a && pair.b == answer->pair.b)
        continue;
      g_array_index (self->pairs, KithDuplicate, n++) = pair;
    }
  self->answered += self->pairs->len - n;
  g_array_set_size (self->pairs, n);
}

static void
undo_clicked_cb (KithDuplicatesDialog *self, AdwToast *toast)
{
  const KithDuplicate *pair = g_object_get_data (G_OBJECT (toast), "pair");

  self->wanted = *pair;
  self->answered = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toast), "answered"));
  kith_session_undo (self->session);
}

static void
tell (KithDuplicatesDialog *self, const Answer *answer)
{
  AdwToast *toast = adw_toast_new (answer->toast);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "pair", g_memdup2 (&answer->pair, sizeof answer->pair), g_free);
  g_object_set_data (G_OBJECT (toast), "answered", GUINT_TO_POINTER (answer->answered));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self, G_CONNECT_SWAPPED);
  /* Undo takes back the last answer only. Toasts of the pair stand over both people, not over the answers. */
  adw_toast_overlay_dismiss_all (self->pair_toasts);
  adw_toast_overlay_add_toast (self->pairs->len > 0 ? self->pair_toasts : self->list_toasts, toast);
}

static void
answer_done (gpointer owner, gpointer data)
{
  KithDuplicatesDialog *self = owner;
  const Answer *answer = data;

  self->answering = FALSE;
  drop_answered (self, answer);
  tell (self, answer);
  show_list (self);
  if (self->pairs->len == 0)
    adw_navigation_view_pop_to_tag (self->navigation, "pairs");
  else
    show_pair (self, self->at < self->pairs->len ? self->at : 0);
}

static void
give_answer (KithDuplicatesDialog *self, gboolean same, KithAnswer answer, const char *label, const char *toast)
{
  Answer *given = g_new0 (Answer, 1);

  given->pair = self->shown;
  given->same = same;
  given->answer = answer;
  given->answered = self->answered;
  given->take = kith_duplicate_choices_get (self->choices, self->take);
  given->toast = g_strdup (toast);
  self->answering = TRUE;
  set_answers_sensitive (self, FALSE);
  kith_panel_write (self->session, label, NULL, answer_write, given, answer_free, self, answer_done);
}

static void
same_clicked_cb (KithDuplicatesDialog *self, GtkButton *button)
{
  const KithDuplicate *pair = &self->shown;
  /* Translators: an act, as in "Undo …"; two names */
  g_autofree char *label = g_strdup_printf (_ ("Merge %s and %s"), get_name (self, pair->a), get_name (self, pair->b));
  g_autofree char *toast = g_strdup_printf (_ ("Merged %s and %s"), get_name (self, pair->a), get_name (self, pair->b));

  give_answer (self, TRUE, KITH_ANSWER_OPEN, label, toast);
}

static void
different_clicked_cb (KithDuplicatesDialog *self, GtkButton *button)
{
  const KithDuplicate *pair = &self->shown;
  /* Translators: an act, as in "Undo …"; two names */
  g_autofree char *label
      = g_strdup_printf (_ ("Tell %s and %s Apart"), get_name (self, pair->a), get_name (self, pair->b));
  g_autofree char *toast
      = g_strdup_printf (_ ("%s and %s are two people"), get_name (self, pair->a), get_name (self, pair->b));

  give_answer (self, FALSE, KITH_ANSWER_DIFFERENT, label, toast);
}

static void
later_clicked_cb (KithDuplicatesDialog *self, GtkButton *button)
{
  const KithDuplicate *pair = &self->shown;
  /* Translators: an act, as in "Undo …"; two names */
  g_autofree char *label
      = g_strdup_printf (_ ("Decide Later on %s and %s"), get_name (self, pair->a), get_name (self, pair->b));

  give_answer (self, FALSE, KITH_ANSWER_LATER, label, _ ("Put off until later"));
}

/* — — */

/* Something was undone, redone or done elsewhere. */
static void
snapshot_changed_cb (KithDuplicatesDialog *self, GParamSpec *pspec, KithSession *session)
{
  if (!self->answering)
    find_pairs (self);
}

static void
failed_cb (KithDuplicatesDialog *self, const char *sentence, KithSession *session)
{
  if (self->answering)
    set_answers_sensitive (self, TRUE);
  self->answering = FALSE;
}

static void
kith_duplicates_dialog_dispose (GObject *object)
{
  KithDuplicatesDialog *self = KITH_DUPLICATES_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->pairs, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_DUPLICATES_DIALOG);
  G_OBJECT_CLASS (kith_duplicates_dialog_parent_class)->dispose (object);
}

static void
kith_duplicates_dialog_class_init (KithDuplicatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_duplicates_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-duplicates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, list_toasts);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, pair_toasts);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, more_label);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, pair_page);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, pair_title);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, pair_scroller);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, why_label);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, common_label);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, choice_label);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, sides);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, answers);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, first_list);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, second_list);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, same_button);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, different_button);
  gtk_widget_class_bind_template_child (widget_class, KithDuplicatesDialog, later_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, different_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
}

static void
kith_duplicates_dialog_init (KithDuplicatesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
kith_duplicates_dialog_new (KithSession *session)
{
  KithDuplicatesDialog *self = g_object_new (KITH_TYPE_DUPLICATES_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  find_pairs (self);
  return ADW_DIALOG (self);
}
