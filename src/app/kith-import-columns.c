/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-import-columns.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define VALUE_CHARS 15 /* of what is chosen for a column, that are always seen */
#define HEAD_CHARS 30  /* of a head, that may not all be seen in a narrow window */

struct _KithImportColumns
{
  AdwNavigationPage parent_instance;

  KithImportPlan *plan;       /* not owned */
  const KithPreview *preview; /* not owned */
  GArray *fields;             /* KithTableField: what the choosers offer, in their order */
  gboolean filling;

  GtkLabel *trouble_label;
  AdwComboRow *kind_row;
  AdwComboRow *dates_row;
  AdwPreferencesRow *keep_row;
  AdwPreferencesGroup *columns_group;
  GtkWidget *again_button;
  GtkListBox *column_list;
};

typedef enum
{
  CHANGED,
  N_SIGNALS,
} KithImportColumnsSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KithImportColumns, kith_import_columns, ADW_TYPE_NAVIGATION_PAGE)

/* In the order of kind_row. */
static const KithTableKind kinds[] = { KITH_TABLE_PEOPLE, KITH_TABLE_TIES, KITH_TABLE_ATTENDANCE };

/* What a column can be in any table, in the order it is offered: how somebody is called first, then how to reach them. */
static const KithColumnKind of_people[] = {
  KITH_COLUMN_PERSON_NAME,  KITH_COLUMN_GIVEN_NAME, KITH_COLUMN_MIDDLE_NAME, KITH_COLUMN_FAMILY_NAME,
  KITH_COLUMN_NICKNAME,     KITH_COLUMN_EMAIL,      KITH_COLUMN_PHONE,       KITH_COLUMN_HANDLE,
  KITH_COLUMN_WEBSITE,      KITH_COLUMN_PERSON_ID,  KITH_COLUMN_TOWN,        KITH_COLUMN_ORGANIZATION,
  KITH_COLUMN_GROUPS,       KITH_COLUMN_TAGS,       KITH_COLUMN_NOTES,       KITH_COLUMN_LANGUAGE,
  KITH_COLUMN_AUDIENCE,     KITH_COLUMN_STANCE,     KITH_COLUMN_SUPPORT,     KITH_COLUMN_NO_CONTACT,
  KITH_COLUMN_NO_EMAIL,     KITH_COLUMN_NO_PHONE,   KITH_COLUMN_NO_SMS,      KITH_COLUMN_NO_POST,
  KITH_COLUMN_EMAIL_OPT_IN, KITH_COLUMN_SMS_OPT_IN, KITH_COLUMN_REFERRED_BY, KITH_COLUMN_KNOWS,
  KITH_COLUMN_CAME_WITH,    KITH_COLUMN_HOUSEHOLD,  KITH_COLUMN_TOGETHER,
};

/* A second person in the same row. */
static const KithColumnKind of_partners[] = {
  KITH_COLUMN_PERSON_NAME, KITH_COLUMN_GIVEN_NAME, KITH_COLUMN_FAMILY_NAME, KITH_COLUMN_EMAIL, KITH_COLUMN_PHONE,
};

static const KithColumnKind of_attendance[] = {
  KITH_COLUMN_EVENT_NAME, KITH_COLUMN_EVENT_DATE, KITH_COLUMN_EVENT_PLACE, KITH_COLUMN_EVENT_ID,
  KITH_COLUMN_GROUP_NAME, KITH_COLUMN_GROUP_ID,   KITH_COLUMN_ATTENDED,
};

static const KithColumnKind of_ties[] = {
  KITH_COLUMN_TIE_KIND,
  KITH_COLUMN_TIE_WEIGHT,
  KITH_COLUMN_TIE_DATE,
  KITH_COLUMN_TIE_END,
};

static void
offer (KithImportColumns *self, KithColumnKind kind, guint side)
{
  const KithTableField field = { .kind = kind, .side = side };

  g_array_append_val (self->fields, field);
}

static gboolean
is_left_out (KithColumnKind kind)
{
  return kind == KITH_COLUMN_UNKNOWN || kind == KITH_COLUMN_SENSITIVE || kind == KITH_COLUMN_LEFT_OUT;
}

static guint
find_field (KithImportColumns *self, KithColumnKind kind, guint side)
{
  if (is_left_out (kind))
    return 0;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const KithTableField *field = &g_array_index (self->fields, KithTableField, i);

      if (field->kind == kind && field->side == side)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* What the table at hand can use, and whatever was found in it. */
static GtkStringList *
make_fields (KithImportColumns *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  KithTableKind kind = self->preview->kind;

  g_array_set_size (self->fields, 0);
  offer (self, KITH_COLUMN_LEFT_OUT, 0);
  if (kind == KITH_TABLE_PEOPLE || kind == KITH_TABLE_ATTENDANCE)
    offer (self, KITH_COLUMN_FIELD, 0);
  if (kind == KITH_TABLE_TIES || kind == KITH_TABLE_AUTO)
    {
      offer (self, KITH_COLUMN_PERSON_KEY, 0);
      offer (self, KITH_COLUMN_PERSON_KEY, 1);
    }
  if (kind == KITH_TABLE_ATTENDANCE)
    for (guint i = 0; i < G_N_ELEMENTS (of_attendance); i++)
      offer (self, of_attendance[i], 0);
  for (guint i = 0; i < G_N_ELEMENTS (of_people); i++)
    offer (self, of_people[i], 0);
  if (kind == KITH_TABLE_PEOPLE || kind == KITH_TABLE_ATTENDANCE)
    for (guint i = 0; i < G_N_ELEMENTS (of_partners); i++)
      offer (self, of_partners[i], KITH_SIDE_PARTNER);
  if (kind == KITH_TABLE_TIES || kind == KITH_TABLE_AUTO)
    {
      offer (self, KITH_COLUMN_PERSON_NAME, 1);
      offer (self, KITH_COLUMN_EMAIL, 1);
      offer (self, KITH_COLUMN_PERSON_ID, 1);
      for (guint i = 0; i < G_N_ELEMENTS (of_ties); i++)
        offer (self, of_ties[i], 0);
    }
  if (kind != KITH_TABLE_ATTENDANCE)
    for (guint i = 0; i < G_N_ELEMENTS (of_attendance); i++)
      offer (self, of_attendance[i], 0);
  for (guint i = 0; i < self->preview->columns->len; i++)
    {
      const KithPreviewColumn *column = &g_array_index (self->preview->columns, KithPreviewColumn, i);

      if (find_field (self, column->kind, column->side) == GTK_INVALID_LIST_POSITION)
        offer (self, column->kind, column->side);
    }
  for (guint i = 0; i < self->fields->len; i++)
    {
      const KithTableField *field = &g_array_index (self->fields, KithTableField, i);

      gtk_string_list_append (words, kith_column_get_words (field->kind, field->side));
    }
  return words;
}

static void
field_selected_cb (KithImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);
  KithTableField field;

  if (self->filling || selected >= self->fields->len)
    return;
  field = g_array_index (self->fields, KithTableField, selected);
  field.column = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  kith_planned_table_set (kith_import_plan_get (self->plan, self->preview), &field);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kind_selected_cb (KithImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->filling || selected >= G_N_ELEMENTS (kinds))
    return;
  kith_import_plan_get (self->plan, self->preview)->as = kinds[selected];
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
dates_selected_cb (KithImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  KithPlannedTable *planned;

  if (self->filling || adw_combo_row_get_selected (row) == GTK_INVALID_LIST_POSITION)
    return;
  planned = kith_import_plan_get (self->plan, self->preview);
  planned->dates = adw_combo_row_get_selected (row) == 0 ? KITH_DATE_WISH_DAY_FIRST : KITH_DATE_WISH_MONTH_FIRST;
  planned->dates_by_place = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
again_clicked_cb (KithImportColumns *self, GtkButton *button)
{
  kith_planned_table_clear (kith_import_plan_get (self->plan, self->preview));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
keep_clicked_cb (KithImportColumns *self, GtkButton *button)
{
  KithPlannedTable *planned = kith_import_plan_get (self->plan, self->preview);

  for (guint i = 0; i < self->preview->columns->len; i++)
    if (kith_preview_is_unused (self->preview, &g_array_index (self->preview->columns, KithPreviewColumn, i)))
      kith_planned_table_set (planned, &(KithTableField) { .column = i, .kind = KITH_COLUMN_FIELD });
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_subtitle (const KithPreviewColumn *column)
{
  g_autofree char *samples = g_strjoinv (" · ", (char **) column->samples);

  if (column->samples[0] == NULL)
    return g_strdup (_ ("Empty in the first rows"));
  if (column->kind == KITH_COLUMN_FIELD)
    /* Translators: under a column such as "Shirt size"; values from it, and what they are: "Choice" */
    return g_strdup_printf (_ ("%s\nField of your own: %s"), samples, kith_value_kind_get_words (column->values));
  if (!column->sensitive || !is_left_out (column->kind))
    return g_steal_pointer (&samples);
  /* Translators: under a column such as "Birthday"; %s are values from it */
  return g_strdup_printf (_ ("%s\nLeft out to protect people"), samples);
}

static void
set_up_value_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

/* However long the head is: it has two lines, this has one. */
static void
bind_value_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (label, words);
  gtk_label_set_width_chars (label, (int) MIN (g_utf8_strlen (words, -1), VALUE_CHARS));
}

/* What is chosen is shown as wide as there is room; the list stays as it is. */
static void
show_values (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) shown = gtk_signal_list_item_factory_new ();

  g_signal_connect (shown, "setup", G_CALLBACK (set_up_value_cb), NULL);
  g_signal_connect (shown, "bind", G_CALLBACK (bind_value_cb), NULL);
  adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row));
  adw_combo_row_set_factory (row, shown);
}

static GtkWidget *
make_row (KithImportColumns *self, GListModel *words)
{
  GtkWidget *row = adw_combo_row_new ();

  show_values (ADW_COMBO_ROW (row));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (field_selected_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fill_columns (KithImportColumns *self)
{
  g_autoptr (GtkStringList) words = make_fields (self);
  gboolean dates_by_hand = self->preview->dates != KITH_DATE_WISH_NONE
                           && !kith_import_plan_get (self->plan, self->preview)->dates_by_place;
  gboolean any_by_hand = self->preview->wish != KITH_TABLE_AUTO || dates_by_hand;

  for (guint i = 0; i < self->preview->columns->len; i++)
    {
      const KithPreviewColumn *column = &g_array_index (self->preview->columns, KithPreviewColumn, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->column_list, (int) i);
      g_autofree char *subtitle = dup_subtitle (column);

      if (row == NULL)
        {
          gtk_list_box_append (self->column_list, make_row (self, G_LIST_MODEL (words)));
          row = gtk_list_box_get_row_at_index (self->column_list, (int) i);
        }
      else
        adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), column->head);
      /* Of a question as long as a form's only two lines are shown. */
      gtk_widget_set_tooltip_text (GTK_WIDGET (row),
                                   g_utf8_strlen (column->head, -1) > HEAD_CHARS ? column->head : NULL);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_field (self, column->kind, column->side));
      any_by_hand = any_by_hand || column->by_hand;
    }
  gtk_widget_set_visible (self->again_button, any_by_hand);
}

static void
show_unused (KithImportColumns *self)
{
  guint n = self->preview->n_unused;
  g_autofree char *title = g_strdup_printf (ngettext ("%'u column is not used", "%'u columns are not used", n), n);

  adw_preferences_row_set_title (self->keep_row, title);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_row), n > 0);
}

static void
fill_choosers (KithImportColumns *self)
{
  const char *const kind_words[] = { _ ("A person"), _ ("A tie between two people"),
                                     /* Translators: what each row of a table is */
                                     _ ("A person at an event or in a group"), NULL };
  const char *const order_words[] = { _ ("Day first: 3 April"), _ ("Month first: March 4"), NULL };
  g_autoptr (GtkStringList) kind_model = gtk_string_list_new (kind_words);
  g_autoptr (GtkStringList) order_model = gtk_string_list_new (order_words);
  guint selected = GTK_INVALID_LIST_POSITION;
  gboolean open = FALSE;
  KithDateOrder order = KITH_DATES_DAY_FIRST;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == self->preview->kind)
      selected = i;
  for (guint i = 0; i < self->preview->columns->len; i++)
    {
      const KithPreviewColumn *column = &g_array_index (self->preview->columns, KithPreviewColumn, i);

      open = open || column->dates_open;
      if (column->dates_open)
        order = column->dates;
    }
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kind_model));
  adw_combo_row_set_selected (self->kind_row, selected);
  adw_combo_row_set_model (self->dates_row, G_LIST_MODEL (order_model));
  adw_combo_row_set_selected (self->dates_row, order == KITH_DATES_DAY_FIRST ? 0 : 1);
  gtk_widget_set_visible (GTK_WIDGET (self->dates_row), open);
}

void
kith_import_columns_show (KithImportColumns *self, const KithPreview *preview)
{
  g_autofree char *description = NULL;

  g_return_if_fail (KITH_IS_IMPORT_COLUMNS (self));

  if (preview == NULL || preview->columns->len != (self->preview != NULL ? self->preview->columns->len : 0))
    gtk_list_box_remove_all (self->column_list);
  self->preview = preview;
  if (preview == NULL)
    return;
  self->filling = TRUE;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), preview->name);
  gtk_label_set_text (self->trouble_label, preview->trouble != NULL ? preview->trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), preview->trouble != NULL);
  if (preview->head_row > 1)
    description = g_strdup_printf (_ ("The heads are in row %" PRIu64 "."), preview->head_row);
  else if (preview->head_row == 0)
    description = g_strdup (_ ("The columns have no heads."));
  adw_preferences_group_set_description (self->columns_group, description);
  fill_choosers (self);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), !preview->is_fixed);
  show_unused (self);
  fill_columns (self);
  self->filling = FALSE;
}

const KithPreview *
kith_import_columns_get_preview (KithImportColumns *self)
{
  g_return_val_if_fail (KITH_IS_IMPORT_COLUMNS (self), NULL);

  return self->preview;
}

static void
kith_import_columns_dispose (GObject *object)
{
  KithImportColumns *self = KITH_IMPORT_COLUMNS (object);

  self->filling = TRUE;
  self->preview = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_IMPORT_COLUMNS);
  G_OBJECT_CLASS (kith_import_columns_parent_class)->dispose (object);
}

static void
kith_import_columns_finalize (GObject *object)
{
  KithImportColumns *self = KITH_IMPORT_COLUMNS (object);

  g_array_unref (self->fields);
  G_OBJECT_CLASS (kith_import_columns_parent_class)->finalize (object);
}

static void
kith_import_columns_class_init (KithImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_import_columns_dispose;
  G_OBJECT_CLASS (klass)->finalize = kith_import_columns_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", KITH_TYPE_IMPORT_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, kind_row);
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, dates_row);
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, keep_row);
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, columns_group);
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, again_button);
  gtk_widget_class_bind_template_child (widget_class, KithImportColumns, column_list);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, dates_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
}

static void
kith_import_columns_init (KithImportColumns *self)
{
  self->filling = TRUE;
  self->fields = g_array_new (FALSE, FALSE, sizeof (KithTableField));
  gtk_widget_init_template (GTK_WIDGET (self));
  show_values (self->kind_row);
  show_values (self->dates_row);
  self->filling = FALSE;
}

AdwNavigationPage *
kith_import_columns_new (KithImportPlan *plan)
{
  KithImportColumns *self = g_object_new (KITH_TYPE_IMPORT_COLUMNS, NULL);

  self->plan = plan;
  return ADW_NAVIGATION_PAGE (self);
}
