/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the panel share: what the person is asked and shown (kith-person-panel.c), what changes the network (-acts), what the
 * snapshot knows (-ties), fields of one's own (-fields), and all of several (-several). */

#pragma once

#include "kith-merging.h"
#include "kith-people.h"
#include "kith-person-panel.h"
#include "kith-tags.h"

G_BEGIN_DECLS

struct _KithPersonPanel
{
  KithPanel parent_instance;

  GtkStack *stack;
  GtkLabel *several_label, *several_about_label;
  AdwPreferencesGroup *several_group;
  GtkWidget *several_button;
  AdwButtonContent *several_content;
  GPtrArray *several_rows;
  GtkWidget *several_more; /* nullable: behind these, how many are not listed */
  GtkScrolledWindow *scroller;
  GtkLabel *name_label, *about_label, *reason_label;
  AdwBanner *dnc_banner;
  GtkGrid *communities;
  AdwExpanderRow *why_row;
  AdwSwitchRow *ambassador_row, *dnc_row;
  AdwComboRow *tier_row, *stance_row;
  AdwWrapBox *tags_box;
  AdwEntryRow *tag_row;
  AdwPreferencesGroup *contact_group, *consent_group, *fields_group, *ties_group, *merges_group;
  AdwComboRow *consent_rows[KITH_N_CHANNELS];
  GtkTextView *notes_view;
  GtkWidget *save_notes_button;

  gint64 person;      /* shown; 0 for none */
  GStrv tiers;        /* as stored, in the order of tier_row */
  GPtrArray *figures; /* GtkWidget, borrowed: rows of why_row */
  GPtrArray *contact_rows, *field_rows, *tie_rows, *merge_rows;
  GPtrArray *value_rows;    /* GtkWidget, borrowed: of each field */
  KithFieldColumns *fields; /* that the rows of fields show, */
  gint64 fields_person;     /* and of whom */
  gboolean all_ties;
  gboolean notes_changed;
  gboolean showing; /* rows are being filled: what they tell is no wish of the person */
};

KithSession *kith_person_panel_get_open (KithPersonPanel *self);
/* Index in the snapshot of who is shown, -1 for nobody. */
int kith_person_panel_get_index (KithPersonPanel *self, KithSnapshot **snapshot);
void kith_person_panel_add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row);
void kith_person_panel_remove_rows (AdwPreferencesGroup *group, GPtrArray *rows);

/* kith-person-panel-acts.c */
void kith_person_panel_save_notes (KithPersonPanel *self); /* of whoever is shown, before somebody else is */
void kith_person_panel_remove_tag (KithPersonPanel *self, const KithPersonTag *tag);
void kith_person_panel_set_consent (KithPersonPanel *self, KithChannel channel, KithConsentState state);
void kith_person_panel_class_bind_acts (GtkWidgetClass *widget_class); /* the template's callbacks */
void kith_person_panel_init_acts (KithPersonPanel *self);

/* kith-person-panel-several.c */
void kith_person_panel_show_several (KithPersonPanel *self);

/* kith-person-panel-merges.c; @merges: KithMerge, the last first */
void kith_person_panel_show_merges (KithPersonPanel *self, const GPtrArray *merges);

/* kith-person-panel-fields.c */
void kith_person_panel_show_fields (KithPersonPanel *self, const KithSnapshot *snapshot, guint person);
void kith_person_panel_show_sources (KithPersonPanel *self, const GPtrArray *sources); /* KithOwnValueSource */
void kith_person_panel_class_bind_fields (GtkWidgetClass *widget_class);

/* kith-person-panel-ties.c */
void kith_person_panel_show_ties (KithPersonPanel *self, const KithSnapshot *snapshot, guint person);
void kith_person_panel_show_communities (KithPersonPanel *self, const KithSnapshot *snapshot, guint person);
void kith_person_panel_show_figures (KithPersonPanel *self, const KithSnapshot *snapshot, guint person);

G_END_DECLS
