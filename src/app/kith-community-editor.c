/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-community-editor.h"
#include "kith-acts.h"
#include "kith-scene.h"
#include "kith-swatch.h"
#include "kith-memberships.h"

#include <glib/gi18n-lib.h>

struct _KithCommunityEditor
{
  GtkPopover parent_instance;

  KithSession *session;
  KithCommunityItem *item;
  GtkEditable *name_entry;
  GtkFlowBox *color_box;
  GtkCheckButton *pin_check;
  gboolean filling; /* the fields are being set, not changed by hand */
};

G_DEFINE_FINAL_TYPE (KithCommunityEditor, kith_community_editor, GTK_TYPE_POPOVER)

/* — The acts — */

typedef enum
{
  CHANGE_NAME,
  CHANGE_PALETTE,
  CHANGE_PINNED,
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  gint64 community;
  char *label; /* of the act */
  char *name;
  guint palette;
  gboolean pinned;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->label);
  g_free (self->name);
  g_free (self);
}

static gboolean
change_write (KithStore *store, const Change *change, GError **error)
{
  switch (change->kind)
    {
    case CHANGE_NAME:
      return kith_community_rename (store, change->community, change->name, error);
    case CHANGE_PALETTE:
      return kith_community_set_color (store, change->community, -1, error)
             && kith_community_set_palette (store, change->community, change->palette, error);
    case CHANGE_PINNED:
    default:
      return kith_community_set_pinned (store, change->community, change->pinned, error);
    }
}

static gboolean
change_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  g_autoptr (KithActScope) act = kith_act_scope (store);

  return kith_act_begin (store, change->label, FALSE, error) && change_write (store, change, error)
         && kith_act_commit (store, NULL, error);
}

/* Takes @change and @toast. */
static void
run_change (KithCommunityEditor *self, Change *change, char *toast)
{
  change->community = kith_community_item_get_id (self->item);
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_WRITE,
                                       .label = change->label,
                                       .toast = toast,
                                       .work = change_work,
                                       .data = change,
                                       .free_data = change_free,
                                   });
  g_free (toast);
}

/* — The fields — */

static void
apply_name (KithCommunityEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));
  Change *change;

  if (*name == '\0' || g_str_equal (name, kith_community_item_get_name (self->item)))
    return;
  change = g_new0 (Change, 1);
  change->kind = CHANGE_NAME;
  /* Translators: as in "Undo Rename Harbour Choir" */
  change->label = g_strdup_printf (_ ("Rename %s"), kith_community_item_get_name (self->item));
  change->name = g_strdup (name);
  /* Translators: the new name of a community */
  run_change (self, change, g_strdup_printf (_ ("Renamed to %s"), name));
}

static void
name_activate_cb (KithCommunityEditor *self, GtkEntry *entry)
{
  if (self->item != NULL)
    apply_name (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
icon_pressed_cb (KithCommunityEditor *self, GtkEntryIconPosition position, GtkEntry *entry)
{
  name_activate_cb (self, entry);
}

/* A check mark to click on, as soon as there is something to apply. */
static void
name_changed_cb (KithCommunityEditor *self, GtkEntry *entry)
{
  gboolean changed
      = self->item != NULL
        && !g_str_equal (gtk_editable_get_text (self->name_entry), kith_community_item_get_name (self->item));

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, changed ? "object-select-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, changed ? _ ("Rename") : NULL);
}

/* A name that was not applied is forgotten. */
static void
closed_cb (KithCommunityEditor *self, GtkPopover *popover)
{
  g_clear_object (&self->item);
  g_clear_object (&self->session);
}

static void
color_clicked_cb (KithCommunityEditor *self, GtkToggleButton *button)
{
  guint palette = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "palette"));
  Change *change;

  if (self->item == NULL || self->filling)
    return;
  /* A click on the color it has changes nothing: the button stays in. */
  self->filling = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->color_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkToggleButton *other = GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)));

      gtk_toggle_button_set_active (other, other == button);
    }
  self->filling = FALSE;
  if (kith_community_item_get_palette (self->item) == palette
      && kith_community_item_get_color (self->item) == kith_palette_color (palette, FALSE))
    return;
  change = g_new0 (Change, 1);
  change->kind = CHANGE_PALETTE;
  /* Translators: as in "Undo Recolor Harbour Choir" */
  change->label = g_strdup_printf (_ ("Recolor %s"), kith_community_item_get_name (self->item));
  change->palette = palette;
  /* Translators: %s is a community */
  run_change (self, change, g_strdup_printf (_ ("%s has a new color"), kith_community_item_get_name (self->item)));
}

static void
pin_toggled_cb (KithCommunityEditor *self, GtkCheckButton *button)
{
  const char *name;
  Change *change;

  if (self->item == NULL || self->filling)
    return;
  name = kith_community_item_get_name (self->item);
  change = g_new0 (Change, 1);
  change->kind = CHANGE_PINNED;
  change->pinned = gtk_check_button_get_active (button);
  /* Translators: as in "Undo Keep Harbour Choir" */
  change->label = g_strdup_printf (change->pinned ? _ ("Keep %s") : _ ("Let go of %s"), name);
  /* Translators: %s is a community */
  run_change (self, change,
              g_strdup_printf (change->pinned ? _ ("%s will be kept") : _ ("%s is no longer kept"), name));
}

void
kith_community_editor_open (KithCommunityEditor *self, KithSession *session, KithCommunityItem *item,
                            const GdkRectangle *place)
{
  guint palette = kith_community_item_get_palette (item) % kith_palette_size ();

  g_return_if_fail (KITH_IS_COMMUNITY_EDITOR (self));

  g_set_object (&self->session, session);
  g_set_object (&self->item, item);
  self->filling = TRUE;
  gtk_editable_set_text (self->name_entry, kith_community_item_get_name (item));
  gtk_check_button_set_active (self->pin_check, kith_community_item_get_pinned (item));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->color_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "palette")) == palette);
    }
  self->filling = FALSE;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
kith_community_editor_dispose (GObject *object)
{
  KithCommunityEditor *self = KITH_COMMUNITY_EDITOR (object);

  g_clear_object (&self->item);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_COMMUNITY_EDITOR);
  G_OBJECT_CLASS (kith_community_editor_parent_class)->dispose (object);
}

static void
kith_community_editor_class_init (KithCommunityEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_community_editor_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-community-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, KithCommunityEditor, name_entry);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityEditor, color_box);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityEditor, pin_check);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_toggled_cb);
}

static void
kith_community_editor_init (KithCommunityEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < kith_palette_size (); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *dot = kith_swatch_new_disc (18);
      /* Translators: colors are numbered, for screen readers */
      g_autofree char *name = g_strdup_printf (_ ("Color %u"), i + 1);

      kith_swatch_set_color (KITH_SWATCH (dot), kith_palette_color (i, FALSE));
      gtk_button_set_child (GTK_BUTTON (button), dot);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "circular");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data (G_OBJECT (button), "palette", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "clicked", G_CALLBACK (color_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_append (self->color_box, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
}

KithCommunityEditor *
kith_community_editor_new (void)
{
  return g_object_new (KITH_TYPE_COMMUNITY_EDITOR, NULL);
}
