/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-part-dialog.h"

#include "kith-part.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

/* — A line: a part that could be shown — */

#define KITH_TYPE_PART_ITEM (kith_part_item_get_type ())
G_DECLARE_FINAL_TYPE (KithPartItem, kith_part_item, KITH, PART_ITEM, GObject)

struct _KithPartItem
{
  GObject parent_instance;

  KithPart *part;
  char *title;  /* as shown */
  char *about;  /* "Group · 24 people" */
  char *search; /* folded */
};

G_DEFINE_FINAL_TYPE (KithPartItem, kith_part_item, G_TYPE_OBJECT)

static void
kith_part_item_finalize (GObject *object)
{
  KithPartItem *self = KITH_PART_ITEM (object);

  kith_part_unref (self->part);
  g_free (self->title);
  g_free (self->about);
  g_free (self->search);
  G_OBJECT_CLASS (kith_part_item_parent_class)->finalize (object);
}

static void
kith_part_item_class_init (KithPartItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kith_part_item_finalize;
}

static void
kith_part_item_init (KithPartItem *self)
{
}

static KithPartItem *
part_item_new (const KithPartChoice *choice)
{
  KithPartItem *self = g_object_new (KITH_TYPE_PART_ITEM, NULL);
  KithPartKind kind = choice->part->kind;
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", choice->people), choice->people);
  g_autofree char *day = choice->date != KITH_NO_DATE ? kith_text_day (choice->date) : NULL;
  const char *what = kind == KITH_PART_TAG ? _ ("Tag") : kind == KITH_PART_GROUP ? _ ("Group") : _ ("Event");

  self->part = kith_part_ref (choice->part);
  /* The ambassadors' tag has no name of its own to people. */
  self->title = g_strdup (kind == KITH_PART_TAG && g_str_equal (choice->part->name, "ambassador") ? _ ("Ambassador")
                                                                                                  : choice->part->name);
  self->about = day != NULL ? g_strjoin (" · ", what, day, people, NULL) : g_strjoin (" · ", what, people, NULL);
  self->search = kith_text_fold (self->title);
  return self;
}

/* — The dialog — */

struct _KithPartDialog
{
  AdwDialog parent_instance;

  KithSession *session;
  GListStore *parts;
  GtkCustomFilter *filter; /* borrowed */
  GtkFilterListModel *found;
  char *wanted; /* folded */
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (KithPartDialog, kith_part_dialog, ADW_TYPE_DIALOG)

static gboolean
fits (gpointer item, gpointer data)
{
  KithPartDialog *self = data;

  return *self->wanted == '\0' || strstr (KITH_PART_ITEM (item)->search, self->wanted) != NULL;
}

static void
show_found (KithPartDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));

  gtk_stack_set_visible_child_name (self->stack, !self->loaded ? "waiting" : n > 0 ? "list" : "nothing");
}

static void
choose (KithPartDialog *self, guint position)
{
  g_autoptr (KithPartItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item == NULL)
    return;
  kith_session_show_only (self->session, kith_part_ref (item->part));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_cb (KithPartDialog *self, guint position, GtkListView *list_view)
{
  choose (self, position);
}

static void
search_changed_cb (KithPartDialog *self, GtkSearchEntry *entry)
{
  g_free (self->wanted);
  self->wanted = kith_text_fold (gtk_editable_get_text (self->search_entry));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_found (self);
}

/* Enter takes the first one found. */
static void
search_activate_cb (KithPartDialog *self, GtkSearchEntry *entry)
{
  choose (self, 0);
}

/* — Lines — */

static void
line_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, KithPartDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *about = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_widget_add_css_class (about, "caption");
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), about);
  gtk_list_item_set_child (cell, box);
}

static void
line_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, KithPartDialog *self)
{
  KithPartItem *item = gtk_list_item_get_item (cell);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (cell));

  gtk_label_set_label (GTK_LABEL (title), item->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), item->about);
  gtk_list_item_set_accessible_label (cell, item->title);
  gtk_list_item_set_accessible_description (cell, item->about);
}

/* — What there is — */

static void
choices_free (gpointer data)
{
  GPtrArray **choices = data;

  g_clear_pointer (choices, g_ptr_array_unref);
  g_free (choices);
}

static gboolean
list_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  GPtrArray **choices = data;

  *choices = kith_part_list (store, cancellable, error);
  return *choices != NULL;
}

static void
list_done (gpointer owner, gpointer data, const GError *error)
{
  KithPartDialog *self = owner;
  GPtrArray **choices = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (error != NULL)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  for (guint k = 0; k < (*choices)->len; k++)
    {
      const KithPartChoice *choice = (*choices)->pdata[k];

      if (choice->people > 0)
        g_ptr_array_add (items, part_item_new (choice));
    }
  g_list_store_splice (self->parts, 0, 0, items->pdata, items->len);
  self->loaded = TRUE;
  show_found (self);
}

/* — Class — */

static void
kith_part_dialog_dispose (GObject *object)
{
  KithPartDialog *self = KITH_PART_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_PART_DIALOG);
  g_clear_object (&self->found);
  g_clear_object (&self->parts);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (kith_part_dialog_parent_class)->dispose (object);
}

static void
kith_part_dialog_class_init (KithPartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_part_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-part-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithPartDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KithPartDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KithPartDialog, list_view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
kith_part_dialog_init (KithPartDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = g_strdup ("");
  self->parts = g_list_store_new (KITH_TYPE_PART_ITEM);
  self->filter = gtk_custom_filter_new (fits, self, NULL);
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->parts)), GTK_FILTER (self->filter));
  g_signal_connect (factory, "setup", G_CALLBACK (line_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (line_bind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

AdwDialog *
kith_part_dialog_new (KithSession *session)
{
  KithPartDialog *self = g_object_new (KITH_TYPE_PART_DIALOG, NULL);

  self->session = g_object_ref (session);
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_READ,
                                 .slot = "parts",
                                 .work = list_work,
                                 .data = g_new0 (GPtrArray *, 1),
                                 .free_data = choices_free,
                                 .owner = self,
                                 .done = list_done,
                             });
  return ADW_DIALOG (self);
}
