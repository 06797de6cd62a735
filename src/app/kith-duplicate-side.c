/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-duplicate-side.h"
#include "kith-imports.h"
#include "kith-merging.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MOST_COMMUNITIES 3
#define MOST_NAMES 3
#define NOTHING "—"

void
kith_duplicate_side_free (KithDuplicateSide *self)
{
  if (self == NULL)
    return;
  kith_person_free (self->person);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->source_ids, g_ptr_array_unref);
  g_free (self->file);
  g_free (self);
}

KithDuplicateSide *
kith_duplicate_side_load (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithDuplicateSide) self = g_new0 (KithDuplicateSide, 1);

  self->person = kith_person_get (store, person, error);
  if (self->person == NULL || (self->contacts = kith_person_get_contacts (store, person, error)) == NULL
      || (self->source_ids = kith_person_get_source_ids (store, person, error)) == NULL)
    return NULL;
  if (self->person->import != 0)
    {
      g_autoptr (KithImport) import = kith_import_get (store, self->person->import, error);

      if (import == NULL)
        return NULL;
      self->file = g_strdup (import->file);
    }
  return g_steal_pointer (&self);
}

/* --- rows --- */

static GtkWidget *
add_row (GtkListBox *list, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (list, row);
  return row;
}

static GtkCheckButton *
add_choice (GtkWidget *row, const char *title, const char *value, GtkCheckButton *group, gboolean chosen)
{
  GtkWidget *button = gtk_check_button_new ();
  /* Translators: what a radio button chooses: "Town: Harborside" */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), title, value);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return GTK_CHECK_BUTTON (button);
}

static const char *
get_stance (int stance)
{
  static const char *const words[]
      = { N_ ("Speaks against us"), N_ ("Doubtful"), NULL, N_ ("Friendly"), N_ ("Speaks for us") };

  return words[stance + 2] != NULL ? _ (words[stance + 2]) : NULL;
}

/* The value of a field in words, NULL for none. */
static char *
dup_value (const KithPerson *person, guint field)
{
  switch (field)
    {
    case KITH_FIELD_NAME:
      return g_strdup (person->name != NULL ? person->name : _ ("Unnamed person"));
    case KITH_FIELD_TOWN:
      return g_strdup (person->town);
    case KITH_FIELD_ORGANIZATION:
      return g_strdup (person->organization);
    case KITH_FIELD_LANGUAGE:
      return g_strdup (person->language);
    case KITH_FIELD_TIER:
      return g_strdup (person->tier);
    case KITH_FIELD_STANCE:
      return g_strdup (get_stance (CLAMP (person->stance, -2, 2)));
    case KITH_FIELD_AUDIENCE:
    default:
      return person->audience >= 0 ? g_strdup_printf ("%'" PRIi64, person->audience) : NULL;
    }
}

static void
add_field (GtkListBox *lists[2], const KithDuplicateSide *sides[2], guint field, const char *title, gboolean differs,
           gboolean take_second, KithDuplicateChoice *choice)
{
  GtkCheckButton *buttons[2] = { NULL };

  *choice = (KithDuplicateChoice) { 0 };
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *value = dup_value (sides[i]->person, field);
      g_autofree char *other = dup_value (sides[1 - i]->person, field);
      GtkWidget *row;

      /* What only one knows has its place in both lists, so that lines stand beside each other. */
      if (value == NULL && other == NULL)
        continue;
      row = add_row (lists[i], title, value != NULL ? value : NOTHING);
      if (differs)
        buttons[i] = add_choice (row, title, value, buttons[0], (i == 1) == take_second);
    }
  if (differs)
    *choice = (KithDuplicateChoice) { field, buttons[0], buttons[1] };
}

/* Their own community first, then those they know most people of. */
static char *
dup_communities (const KithSnapshot *snapshot, guint person)
{
  const KithGraph *graph = snapshot->graph;
  g_autofree guint *ties = g_new0 (guint, snapshot->n_communities + 1);
  g_autoptr (GString) text = g_string_new (NULL);
  int own = snapshot->community[person];

  for (guint k = graph->offset[person]; k < graph->offset[person + 1]; k++)
    if (snapshot->community[graph->neighbor[k]] >= 0)
      ties[snapshot->community[graph->neighbor[k]]]++;
  if (own >= 0)
    ties[own] = G_MAXUINT;
  for (guint shown = 0; shown < MOST_COMMUNITIES; shown++)
    {
      guint most = 0;

      for (guint c = 1; c < snapshot->n_communities; c++)
        if (ties[c] > ties[most])
          most = c;
      if (ties[most] == 0)
        break;
      ties[most] = 0;
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", snapshot->communities[most].name);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* "people.csv (Members 17)" */
static char *
dup_source (const KithDuplicateSide *side)
{
  GString *text = g_string_new (side->file != NULL ? side->file : _ ("Added by hand"));

  for (guint i = 0; i < side->source_ids->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) side->source_ids->pdata[i]);
  return g_string_free_and_steal (text);
}

/* Kind by kind, with empty lines where the other has more. */
static void
add_contacts (GtkListBox *list, const KithDuplicateSide *side, const KithDuplicateSide *other)
{
  for (int kind = KITH_CONTACT_EMAIL; kind <= KITH_CONTACT_POST; kind++)
    {
      guint n = 0, n_other = 0;

      for (guint i = 0; i < side->contacts->len; i++)
        {
          const KithContact *contact = side->contacts->pdata[i];

          if ((int) contact->kind != kind)
            continue;
          add_row (list, kith_contact_kind_get_title (contact->kind), contact->value);
          n++;
        }
      for (guint i = 0; i < other->contacts->len; i++)
        n_other += (int) ((const KithContact *) other->contacts->pdata[i])->kind == kind;
      for (; n < n_other; n++)
        add_row (list, kith_contact_kind_get_title ((KithContactKind) kind), NOTHING);
    }
}

/* Fields of one's own that either has something in: of both all is kept. */
static void
add_own (GtkListBox *list, const KithFieldColumns *fields, guint person, guint other)
{
  for (guint c = 0; c < fields->n_columns; c++)
    {
      const KithFieldColumn *field = &fields->columns[c];
      const char *value = kith_field_columns_get (fields, c, person);
      g_autofree char *shown = *value != '\0' ? kith_field_value_dup_shown (field->kind, value) : g_strdup (NOTHING);

      if (*value != '\0' || *kith_field_columns_get (fields, c, other) != '\0')
        add_row (list, field->name, shown);
    }
}

static void
add_rest (GtkListBox *list, const KithDuplicateSide *side, const KithDuplicateSide *other, const KithSnapshot *snapshot)
{
  int index = kith_snapshot_find (snapshot, side->person->id);
  int index_other = kith_snapshot_find (snapshot, other->person->id);
  g_autofree char *source = dup_source (side);

  add_contacts (list, side, other);
  if (index >= 0 && index_other >= 0 && snapshot->fields != NULL)
    add_own (list, snapshot->fields, (guint) index, (guint) index_other);
  if (index >= 0)
    {
      g_autofree char *communities = dup_communities (snapshot, (guint) index);
      guint ties = kith_graph_degree (snapshot->graph, (guint) index);
      g_autofree char *knows = g_strdup_printf (ngettext ("%'u person", "%'u people", ties), ties);

      if (communities != NULL)
        add_row (list, _ ("Takes Part In"), communities);
      add_row (list, _ ("Knows"), knows);
    }
  if (side->person->do_not_contact)
    add_row (list, _ ("Contact"), _ ("Asked not to be contacted"));
  if (side->person->notes != NULL)
    add_row (list, _ ("Notes"), side->person->notes);
  add_row (list, _ ("Came From"), source);
}

void
kith_duplicate_sides_show (GtkListBox *first_list, GtkListBox *second_list, const KithDuplicateSide *first,
                           const KithDuplicateSide *second, const KithSnapshot *snapshot, KithDuplicateChoice *choices)
{
  const struct
  {
    guint field;
    const char *title;
  } fields[KITH_DUPLICATE_CHOICES] = {
    { KITH_FIELD_NAME, _ ("Name") },
    { KITH_FIELD_TOWN, _ ("Town") },
    { KITH_FIELD_ORGANIZATION, _ ("Organization") },
    { KITH_FIELD_LANGUAGE, _ ("Language") },
    { KITH_FIELD_AUDIENCE, _ ("Audience") },
    { KITH_FIELD_TIER, _ ("Tier") },
    { KITH_FIELD_STANCE, _ ("Stance") },
  };
  GtkListBox *lists[2] = { first_list, second_list };
  const KithDuplicateSide *sides[2] = { first, second };
  guint differing = kith_merge_differing (first->person, second->person);
  guint take = kith_merge_choose (first->person, second->person);

  for (guint i = 0; i < 2; i++)
    gtk_list_box_remove_all (lists[i]);
  for (guint k = 0; k < KITH_DUPLICATE_CHOICES; k++)
    add_field (lists, sides, fields[k].field, fields[k].title, (differing & fields[k].field) != 0,
               (take & fields[k].field) != 0, &choices[k]);
  for (guint i = 0; i < 2; i++)
    add_rest (lists[i], sides[i], sides[1 - i], snapshot);
}

guint
kith_duplicate_choices_get (const KithDuplicateChoice *choices, guint otherwise)
{
  guint take = otherwise;

  for (guint k = 0; k < KITH_DUPLICATE_CHOICES; k++)
    if (choices[k].field != 0)
      take = gtk_check_button_get_active (choices[k].second) ? take | choices[k].field : take & ~choices[k].field;
  return take;
}

char *
kith_duplicate_dup_common (const KithSnapshot *snapshot, gint64 first, gint64 second)
{
  const KithGraph *graph = snapshot->graph;
  int a = kith_snapshot_find (snapshot, first), b = kith_snapshot_find (snapshot, second);
  g_autoptr (GString) names = g_string_new (NULL);
  guint common = 0;

  if (a < 0 || b < 0)
    return g_strdup ("");
  for (guint i = graph->offset[a], j = graph->offset[b]; i < graph->offset[a + 1] && j < graph->offset[b + 1];)
    {
      if (graph->neighbor[i] == graph->neighbor[j])
        {
          if (common++ < MOST_NAMES)
            g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", snapshot->name[graph->neighbor[i]]);
          i++;
          j++;
        }
      else if (graph->neighbor[i] < graph->neighbor[j])
        i++;
      else
        j++;
    }
  if (common == 0)
    return g_strdup (_ ("They know nobody in common."));
  if (common <= MOST_NAMES)
    /* Translators: %s are names */
    return g_strdup_printf (_ ("Both know %s."), names->str);
  /* Translators: %s are names */
  return g_strdup_printf (ngettext ("Both know %s and %'u other.", "Both know %s and %'u others.", common - MOST_NAMES),
                          names->str, common - MOST_NAMES);
}
