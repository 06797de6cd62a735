/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is pointed out over the map, with a bar above it that says in words what is to be seen, and leads back to the map as always. */

#include "kith-map-panel-private.h"

#include "kith-map-layers.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMED 3 /* communities named in the bar */

/* — The bar — */

static void
clear_bar (KithMapPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->layer_box))) != NULL)
    adw_wrap_box_remove (self->layer_box, child);
}

static void
add_words (KithMapPanel *self, GtkWidget *sign, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (sign != NULL)
    gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);
  adw_wrap_box_append (self->layer_box, box);
}

/* What the layer's signs mean: "Reached twice: 146". @counts: how many, where no sentence has said it; @but: a sign that has other words */
static void
add_lines (KithMapPanel *self, const KithLayer *layer, gboolean counts, KithSign but)
{
  for (guint k = 0; k < layer->lines->len; k++)
    {
      const KithSignLine *line = &g_array_index (layer->lines, KithSignLine, k);
      GtkWidget *swatch = kith_swatch_new_disc (12);
      g_autofree char *words = NULL;

      if (line->sign == but)
        continue;
      /* Translators: a line of a legend, and how many: "Reached twice: 146" */
      words = counts ? g_strdup_printf (_ ("%s: %'u"), line->words, line->count) : g_strdup (line->words);
      kith_swatch_set_sign (KITH_SWATCH (swatch), line->sign);
      add_words (self, swatch, words);
    }
}

/* "Youth Club, Repair Café and 2 more" */
static char *
dup_pointed (const KithSnapshot *snapshot, const KithLayer *layer, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint named = 0;

  for (guint c = 0; c < snapshot->n_communities && named < MOST_NAMED; c++)
    if (layer->pointed[c])
      g_string_append_printf (names, "%s%s", named++ > 0 ? _ (", ") : "", snapshot->communities[c].name);
  if (n > named)
    {
      g_string_append (names, _ (", "));
      /* Translators: the end of a list of communities */
      g_string_append_printf (names, ngettext ("and %'u more", "and %'u more", n - named), n - named);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Sentences on what became of communities, behind a button. */
static void
add_news (KithMapPanel *self, const char *news)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (news);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 6);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Communities"));
  gtk_widget_set_tooltip_text (button, _ ("What Became of the Communities"));
  gtk_widget_add_css_class (button, "flat");
  adw_wrap_box_append (self->layer_box, button);
}

/* — The plan — */

static void
show_plan (KithMapPanel *self)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = session != NULL ? kith_session_get_team (session, &snapshot) : NULL;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  KithPlanReach reach;

  for (guint i = 0; team != NULL && i < team->n_members; i++)
    {
      int person = kith_snapshot_find (self->shown, snapshot->id[team->members[i].person]);
      guint index = (guint) person;

      if (person >= 0)
        g_array_append_val (people, index);
    }
  clear_bar (self);
  if (people->len == 0)
    {
      kith_canvas_take_layer (self->canvas, NULL);
      add_words (self, NULL, _ ("There is no team yet."));
      return;
    }

  g_autoptr (KithLayer) layer = kith_map_layer_plan (self->shown, (const guint *) people->data, people->len, &reach);
  add_lines (self, layer, TRUE, KITH_SIGN_CIRCLE);
  if (reach.untouched > 0)
    {
      g_autofree char *names = dup_pointed (self->shown, layer, reach.untouched);
      g_autofree char *words = g_strdup_printf (
          ngettext ("%'u community not touched yet: %s", "%'u communities not touched yet: %s", reach.untouched),
          reach.untouched, names);

      add_words (self, gtk_image_new_from_icon_name ("dialog-warning-symbolic"), words);
    }
  else
    add_words (self, gtk_image_new_from_icon_name ("object-select-symbolic"), _ ("All communities are touched"));
  kith_canvas_take_layer (self->canvas, g_steal_pointer (&layer));
}

/* — What has changed — */

typedef struct
{
  KithSnapshot *before, *now;
  gint64 since;
  KithChanges *changes;
  KithLayer *layer;
} Comparing;

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  g_clear_pointer (&comparing->changes, kith_changes_free);
  g_clear_pointer (&comparing->layer, kith_layer_unref);
  kith_snapshot_unref (comparing->before);
  kith_snapshot_unref (comparing->now);
  g_free (comparing);
}

static gboolean
compare_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Comparing *comparing = data;

  comparing->changes = kith_changes_new (comparing->before, comparing->now);
  comparing->layer = kith_map_layer_changes (comparing->now, comparing->changes, comparing->since);
  return TRUE;
}

static void
compare_done (gpointer owner, gpointer data, const GError *error)
{
  KithMapPanel *self = owner;
  Comparing *comparing = data;

  if (error != NULL || self->layer != KITH_MAP_LAYER_CHANGES || self->shown != comparing->now
      || self->before != comparing->before)
    return;

  const char *sentence = comparing->layer->sentence;
  clear_bar (self);
  add_words (self, gtk_image_new_from_icon_name ("document-open-recent-symbolic"), sentence);
  add_lines (self, comparing->layer, FALSE, KITH_SIGN_NONE);
  if (comparing->changes->news->len > 0)
    {
      g_ptr_array_add (comparing->changes->news, NULL);
      g_autofree char *news = g_strjoinv ("\n", (char **) comparing->changes->news->pdata);

      add_news (self, news);
    }
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  kith_canvas_take_layer (self->canvas, g_steal_pointer (&comparing->layer));
}

static void
compare (KithMapPanel *self)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  Comparing *comparing = NULL;

  /* Who is not in the part that is shown is not gone. */
  if (self->shown->part != NULL)
    {
      clear_bar (self);
      kith_canvas_take_layer (self->canvas, NULL);
      add_words (self, NULL, _ ("Show everybody to see what has changed."));
      return;
    }
  comparing = g_new0 (Comparing, 1);
  comparing->before = kith_snapshot_ref (self->before);
  comparing->now = kith_snapshot_ref (self->shown);
  comparing->since = self->since;
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_THINK,
                                 .slot = "changes",
                                 .work = compare_work,
                                 .data = comparing,
                                 .free_data = comparing_free,
                                 .owner = self,
                                 .done = compare_done,
                             });
}

typedef struct
{
  KithSession *of; /* borrowed, only compared */
  gint64 act;
  KithSnapshot *before;
  gint64 since;
} LookingBack;

static void
looking_back_free (gpointer data)
{
  LookingBack *looking = data;

  g_clear_pointer (&looking->before, kith_snapshot_unref);
  g_free (looking);
}

static gboolean
look_back_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  LookingBack *looking = data;

  looking->before = kith_changes_look_back (store, looking->act, &looking->since, progress, cancellable, error);
  return looking->before != NULL;
}

static void
look_back_done (gpointer owner, gpointer data, const GError *error)
{
  KithMapPanel *self = owner;
  LookingBack *looking = data;

  if (error != NULL || kith_panel_get_session (KITH_PANEL (self)) != looking->of)
    return;
  kith_map_panel_set_layer (self, KITH_MAP_LAYER_NONE);
  self->before = g_steal_pointer (&looking->before);
  self->since = looking->since;
  kith_map_panel_set_layer (self, KITH_MAP_LAYER_CHANGES);
}

void
kith_map_panel_show_changes (KithMapPanel *self, gint64 act)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  LookingBack *looking = NULL;

  g_return_if_fail (KITH_IS_MAP_PANEL (self));

  if (session == NULL)
    return;
  looking = g_new0 (LookingBack, 1);
  looking->of = session;
  looking->act = act;
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_WRITE,
                                 .label = _ ("Looking back"),
                                 .slot = "look-back",
                                 .work = look_back_work,
                                 .data = looking,
                                 .free_data = looking_back_free,
                                 .owner = self,
                                 .done = look_back_done,
                             });
}

/* — — */

void
kith_map_panel_show_layer (KithMapPanel *self)
{
  if (self->shown == NULL)
    return;
  adw_toolbar_view_set_reveal_top_bars (self->layer_view, self->layer != KITH_MAP_LAYER_NONE);
  switch (self->layer)
    {
    case KITH_MAP_LAYER_PLAN:
      show_plan (self);
      break;
    case KITH_MAP_LAYER_CHANGES:
      compare (self);
      break;
    case KITH_MAP_LAYER_NONE:
    default:
      kith_canvas_take_layer (self->canvas, NULL);
    }
}

static void
no_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_map_panel_set_layer (KITH_MAP_PANEL (widget), KITH_MAP_LAYER_NONE);
  gtk_widget_grab_focus (GTK_WIDGET (KITH_MAP_PANEL (widget)->canvas));
}

void
kith_map_panel_class_bind_layers (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, layer_view);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, layer_box);
  gtk_widget_class_install_action (widget_class, "map.no-layer", NULL, no_layer_action);
}
