/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-start-page.h"
#include "kith-job.h"
#include "kith-networks.h"
#include "kith-start-picture.h"
#include "kith-thumbnail.h"

#include <glib/gi18n-lib.h>

struct _KithStartPage
{
  AdwBin parent_instance;

  GdkPaintable *picture;
  GtkButton *import_button;
  GtkWidget *recent_group;
  GtkListBox *recent_list;
  guint64 generation; /* of the last look; an older one that comes late is dropped */
};

typedef enum
{
  PROP_PICTURE = 1,
  N_PROPS,
} KithStartPageProperty;

enum
{
  OPEN_NETWORK,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (KithStartPage, kith_start_page, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef struct
{
  guint64 generation;
  GPtrArray *files;    /* KithNetworkFile */
  GPtrArray *pictures; /* GdkTexture, of each; NULL for none */
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

static void
picture_free (gpointer data)
{
  g_clear_object ((GdkTexture **) &data);
}

static gboolean
look_work (gpointer data, GCancellable *cancellable, GError **error)
{
  Look *self = data;

  self->files = kith_networks_list (cancellable);
  for (guint i = 0; i < self->files->len; i++)
    {
      KithNetworkFile *file = g_ptr_array_index (self->files, i);
      g_autofree char *picture = kith_thumbnail_dup_path (file->path);

      g_ptr_array_add (self->pictures, gdk_texture_new_from_filename (picture, NULL));
    }
  return TRUE;
}

/* "Today", "Yesterday", or a date. */
static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int days = 0;
  GDate a, b;

  if (then == NULL)
    return g_strdup ("");
  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a, g_date_time_get_day_of_month (then), g_date_time_get_month (then), g_date_time_get_year (then));
  g_date_set_dmy (&b, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
  days = g_date_days_between (&a, &b);
  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  /* Translators: a date, such as 3 May 2026; see g_date_time_format () */
  return g_date_time_format (then, _ ("%-d %B %Y"));
}

static char *
dup_subtitle (const KithNetworkFile *file)
{
  g_autofree char *day = dup_day (file->changed);
  g_autofree char *people = NULL;
  g_autofree char *communities = NULL;

  if (file->problem != NULL)
    return g_strdup (file->problem);
  if (file->people == 0)
    /* Translators: %s is a day: "Today" */
    return g_strdup_printf (_ ("Nobody in it yet · %s"), day);
  people = g_strdup_printf (ngettext ("%'u person", "%'u people", file->people), file->people);
  communities = g_strdup_printf (ngettext ("%'u community", "%'u communities", file->communities), file->communities);
  /* Translators: "212 people · 9 communities · Yesterday" */
  return g_strdup_printf (_ ("%s · %s · %s"), people, communities, day);
}

static void
row_activated_cb (KithStartPage *self, GtkWidget *row)
{
  g_signal_emit (self, signals[OPEN_NETWORK], 0, g_object_get_data (G_OBJECT (row), "path"));
}

/* — Deleting — */

static gboolean
delete_work (gpointer data, GCancellable *cancellable, GError **error)
{
  kith_thumbnail_delete (data);
  return kith_networks_delete (data, error);
}

static void
delete_done (gpointer owner, gpointer data, const GError *error)
{
  KithStartPage *self = owner;

  kith_start_page_refresh (self);
  if (error != NULL)
    {
      AdwDialog *dialog = adw_alert_dialog_new (_ ("That Did Not Work"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (self));
    }
}

static void
delete_response_cb (KithStartPage *self, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "delete"))
    kith_job_run_errand (self, NULL, delete_work, g_strdup (g_object_get_data (G_OBJECT (dialog), "path")), g_free,
                         delete_done);
}

static void
delete_clicked_cb (KithStartPage *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  /* Translators: %s is the name of a network */
  g_autofree char *heading
      = g_strdup_printf (_ ("Delete “%s”?"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  AdwDialog *dialog = adw_alert_dialog_new (
      heading,
      _ ("All people, communities, invitations and reports in it are gone for good; this cannot be undone. Copies you "
         "saved elsewhere stay."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (g_object_get_data (G_OBJECT (row), "path")), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* — The networks there are — */

/* A small picture of its map, or as wide a gap without one. */
static GtkWidget *
make_picture (GdkTexture *texture)
{
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_widget_set_size_request (picture, KITH_THUMBNAIL_WIDTH, texture != NULL ? KITH_THUMBNAIL_HEIGHT : -1);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_margin_top (picture, 6);
  gtk_widget_set_margin_bottom (picture, 6);
  return picture;
}

static GtkWidget *
make_row (KithStartPage *self, const KithNetworkFile *file, GdkTexture *picture)
{
  g_autofree char *subtitle = dup_subtitle (file);
  /* Translators: %s is the name of a network */
  g_autofree char *delete_name = g_strdup_printf (_ ("Delete %s"), file->name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *icon = file->problem == NULL ? "go-next-symbolic" : "dialog-warning-symbolic";

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, file->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_picture (picture));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "dimmed");
  gtk_widget_set_tooltip_text (button, _ ("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, delete_name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (file->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
look_done (gpointer owner, gpointer data, const GError *error)
{
  KithStartPage *self = owner;
  Look *look = data;

  if (look->generation != self->generation || look->files == NULL)
    return;
  gtk_list_box_remove_all (self->recent_list);
  for (guint i = 0; i < look->files->len; i++)
    gtk_list_box_append (self->recent_list,
                         make_row (self, g_ptr_array_index (look->files, i), g_ptr_array_index (look->pictures, i)));
  gtk_widget_set_visible (self->recent_group, look->files->len > 0);
}

void
kith_start_page_refresh (KithStartPage *self)
{
  Look *look;

  g_return_if_fail (KITH_IS_START_PAGE (self));

  look = g_new0 (Look, 1);
  look->generation = ++self->generation;
  look->pictures = g_ptr_array_new_with_free_func (picture_free);
  kith_job_run_errand (self, NULL, look_work, look, look_free, look_done);
}

static gboolean
kith_start_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KITH_START_PAGE (widget)->import_button));
}

static void
kith_start_page_dispose (GObject *object)
{
  KithStartPage *self = KITH_START_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_START_PAGE);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (kith_start_page_parent_class)->dispose (object);
}

static void
kith_start_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KithStartPage *self = KITH_START_PAGE (object);

  switch ((KithStartPageProperty) id)
    {
    case PROP_PICTURE:
      g_value_set_object (value, self->picture);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_start_page_class_init (KithStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kith_start_page_dispose;
  object_class->get_property = kith_start_page_get_property;
  widget_class->grab_focus = kith_start_page_grab_focus;

  properties[PROP_PICTURE]
      = g_param_spec_object ("picture", NULL, NULL, GDK_TYPE_PAINTABLE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPEN_NETWORK] = g_signal_new ("open-network", KITH_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KithStartPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, KithStartPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, KithStartPage, recent_list);
}

static void
kith_start_page_init (KithStartPage *self)
{
  self->picture = kith_start_picture_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
