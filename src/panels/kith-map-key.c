/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-key.h"

#include "kith-legend.h"
#include "kith-map-legend.h"
#include "kith-panel.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_COMMUNITIES 8 /* with a line; the list beside the map has all of them */

struct _KithMapKey
{
  AdwBin parent_instance;

  GtkMenuButton *color_button, *size_button;
  GtkToggleButton *lines_button;
  GtkBox *lines;
  GtkLabel *note;
  KithMapLegend *dots;

  KithMapColor color;
  gboolean squares;
  gboolean roomy;
};

enum
{
  PROP_0,
  PROP_COLOR_MENU,
  PROP_SIZE_MENU,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KithMapKey, kith_map_key, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];
static guint resized_signal;

/* — Lines — */

/* @shape: KITH_N_SHAPES for none at all; @action: nullable, where the line chooses nobody */
static void
add_line (KithMapKey *self, gint64 color, KithShape shape, const char *name, guint people, const char *action)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = kith_swatch_new_disc (12);
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *number = g_strdup_printf ("%'u", people);
  GtkWidget *count = gtk_label_new (number);
  GtkWidget *line = row;

  if (color >= 0)
    kith_swatch_set_color (KITH_SWATCH (swatch), (guint32) color);
  else
    kith_swatch_set_no_community (KITH_SWATCH (swatch));
  if (shape == KITH_N_SHAPES)
    gtk_widget_set_opacity (swatch, 0);
  else
    kith_swatch_set_shape (KITH_SWATCH (swatch), shape);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), count);
  if (action != NULL)
    {
      g_autofree char *words = g_strdup_printf (
          /* Translators: what a line of the key to the map does; the first %s is a kind of people, as in “Friend” */
          ngettext ("%s: choose %'u person", "%s: choose %'u people", people), name, people);

      line = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (line), row);
      gtk_widget_add_css_class (line, "flat");
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (line), action);
      gtk_widget_set_tooltip_text (line, words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  gtk_widget_add_css_class (line, "map-key-line");
  gtk_box_append (self->lines, line);
}

static void
add_communities (KithMapKey *self, const KithScene *scene, const KithSnapshot *snapshot)
{
  guint others = 0;

  /* By falling size already. */
  for (guint c = 0; c < scene->n_communities; c++)
    {
      g_autoptr (GVariant) community = g_variant_ref_sink (g_variant_new_int64 (snapshot->communities[c].id));
      g_autofree char *action = g_action_print_detailed_name ("map.choose-community", community);

      if (c >= MOST_COMMUNITIES && scene->n_communities > MOST_COMMUNITIES + 1)
        others += scene->communities[c].people;
      else
        add_line (self, snapshot->communities[c].color, KITH_SHAPE_DOT, scene->communities[c].name,
                  scene->communities[c].people, action);
    }
  if (others > 0)
    {
      guint n = scene->n_communities - MOST_COMMUNITIES;
      /* Translators: last line of the list of communities beside a map */
      g_autofree char *more = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n), n);

      add_line (self, -1, KITH_N_SHAPES, more, others, NULL);
    }
  if (snapshot->unconnected > 0)
    add_line (self, -1, KITH_SHAPE_DOT, _ ("Not connected yet"), snapshot->unconnected, "map.choose-shape(-1)");
}

static void
add_shapes (KithMapKey *self, const KithScene *scene)
{
  guint count[KITH_N_SHAPES] = { 0 };

  for (guint i = 0; i < scene->n; i++)
    count[scene->shape[i]]++;
  for (KithShape shape = KITH_SHAPE_DOT + 1; shape < KITH_N_SHAPES; shape++)
    if (count[shape] > 0)
      {
        g_autofree char *action = g_strdup_printf ("map.choose-shape(%d)", shape);

        add_line (self, -1, shape, kith_legend_shape_name (shape), count[shape], action);
      }
}

/* All of a sort, each choosing who was there: by keyboard and screen reader as well as with the squares. Words may take two lines: a menu
 * would be wider than a phone. */
static GtkWidget *
create_list (const KithSquares *squares, gboolean open)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint s = 0; s < squares->n; s++)
    {
      GtkWidget *button, *label;

      if (squares->squares[s].open != open)
        continue;
      button = gtk_button_new ();
      label = gtk_label_new (squares->squares[s].words);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
      gtk_label_set_lines (GTK_LABEL (label), 3);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "body");
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.choose-event");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", squares->squares[s].id);
      g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  return popover;
}

static void
add_squares (KithMapKey *self, const KithScene *scene)
{
  g_autoptr (GArray) lines = kith_sign_list_squares (scene);

  for (guint k = 0; k < lines->len; k++)
    {
      const KithSignLine *line = &g_array_index (lines, KithSignLine, k);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *swatch = kith_swatch_new_disc (12);
      GtkWidget *label = gtk_label_new (line->words);
      GtkWidget *child = row;

      kith_swatch_set_sign (KITH_SWATCH (swatch), line->sign);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (row), swatch);
      gtk_box_append (GTK_BOX (row), label);
      if (line->sign == KITH_SIGN_NONE)
        {
          gtk_widget_set_opacity (swatch, 0);
          gtk_widget_add_css_class (label, "dim-label");
        }
      else
        {
          GtkWidget *list = create_list (scene->squares, line->sign == KITH_SIGN_OPEN_SQUARE);
          g_autofree char *number = g_strdup_printf ("%'u", line->count);
          GtkWidget *count = gtk_label_new (number);
          g_autofree char *words = g_strdup_printf (
              line->sign == KITH_SIGN_OPEN_SQUARE
                  /* Translators: opens a list of them, of which each chooses the people in it */
                  ? ngettext ("%'u group: choose who is in it", "%'u groups: choose who is in one", line->count)
                  : ngettext ("%'u event: choose who was there", "%'u events: choose who was at one", line->count),
              line->count);

          gtk_widget_add_css_class (count, "caption");
          gtk_widget_add_css_class (count, "dim-label");
          gtk_widget_add_css_class (count, "numeric");
          gtk_box_append (GTK_BOX (row), count);
          child = gtk_menu_button_new ();
          gtk_menu_button_set_child (GTK_MENU_BUTTON (child), row);
          gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (child), TRUE);
          gtk_menu_button_set_direction (GTK_MENU_BUTTON (child), GTK_ARROW_UP);
          gtk_menu_button_set_popover (GTK_MENU_BUTTON (child), list);
          gtk_widget_add_css_class (child, "flat");
          gtk_widget_set_tooltip_text (child, words);
          gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
        }
      gtk_widget_add_css_class (child, "map-key-line");
      gtk_box_append (self->lines, child);
    }
}

/* Communities are told beside the map and on it; anything else is nowhere but here. */
static gboolean
has_news (KithMapColor color, gboolean squares)
{
  return squares || (color != KITH_MAP_COLOR_COMMUNITY && color != KITH_MAP_COLOR_ONE);
}

void
kith_map_key_show (KithMapKey *self, const KithScene *scene, const KithSnapshot *snapshot, KithMapColor color,
                   const char *note, KithMapSize size)
{
  const char *title = kith_map_size_get_title (kith_map_size_told (snapshot, size));
  double values[KITH_MAP_LEGEND_DOTS], radii[KITH_MAP_LEGEND_DOTS];
  GtkWidget *child;

  g_return_if_fail (KITH_IS_MAP_KEY (self));

  gtk_menu_button_set_label (self->color_button, kith_map_color_get_title (color));
  gtk_menu_button_set_label (self->size_button, *title != '\0' ? title : _ ("Equal dots"));
  kith_map_size_legend (snapshot, size, values, radii);
  kith_map_legend_set_sizes (self->dots, values, radii);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, child);
  add_squares (self, scene);
  for (guint k = 0; k < scene->n_kinds; k++)
    {
      g_autofree char *action = g_strdup_printf ("map.choose-kind(%u)", k);

      add_line (self, scene->kinds[k].color, KITH_SHAPE_DOT, scene->kinds[k].name, scene->kinds[k].people, action);
    }
  if (scene->n_kinds == 0)
    add_communities (self, scene, snapshot);
  add_shapes (self, scene);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);

  if ((color != self->color || (scene->squares != NULL) != self->squares) && self->roomy)
    gtk_toggle_button_set_active (self->lines_button, has_news (color, scene->squares != NULL));
  self->color = color;
  self->squares = scene->squares != NULL;
}

void
kith_map_key_set_scale (KithMapKey *self, double scale)
{
  g_return_if_fail (KITH_IS_MAP_KEY (self));

  kith_map_legend_set_scale (self->dots, scale);
}

void
kith_map_key_set_roomy (KithMapKey *self, gboolean roomy)
{
  g_return_if_fail (KITH_IS_MAP_KEY (self));

  if (self->roomy == roomy)
    return;
  self->roomy = roomy;
  gtk_toggle_button_set_active (self->lines_button, roomy && has_news (self->color, self->squares));
}

static void
revealed_cb (KithMapKey *self, GParamSpec *pspec, GObject *revealer)
{
  g_signal_emit (self, resized_signal, 0);
}

/* — Class — */

static void
kith_map_key_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithMapKey *self = KITH_MAP_KEY (object);

  switch (id)
    {
    case PROP_COLOR_MENU:
      gtk_menu_button_set_menu_model (self->color_button, g_value_get_object (value));
      break;
    case PROP_SIZE_MENU:
      gtk_menu_button_set_menu_model (self->size_button, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_map_key_class_init (KithMapKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = kith_map_key_set_property;
  properties[PROP_COLOR_MENU]
      = g_param_spec_object ("color-menu", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_MENU]
      = g_param_spec_object ("size-menu", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  resized_signal = g_signal_new ("resized", KITH_TYPE_MAP_KEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KITH_TYPE_MAP_LEGEND);
  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-map-key.ui");
  gtk_widget_class_bind_template_child (widget_class, KithMapKey, color_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapKey, size_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapKey, lines_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapKey, lines);
  gtk_widget_class_bind_template_child (widget_class, KithMapKey, note);
  gtk_widget_class_bind_template_child (widget_class, KithMapKey, dots);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
kith_map_key_init (KithMapKey *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
