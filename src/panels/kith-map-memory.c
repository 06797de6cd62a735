/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-memory.h"

#define SCHEMA "io.github.kith_app.Kith"

static const char *const formats[]
    = { [KITH_PICTURE_PNG] = "png", [KITH_PICTURE_SVG] = "svg", [KITH_PICTURE_PDF] = "pdf" };

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  return schema != NULL ? g_settings_new (SCHEMA) : NULL;
}

void
kith_map_memory_load (KithMapChoices *choices, KithPictureFormat *format)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autofree char *names = NULL, *paper = NULL, *suffix = NULL;

  kith_map_choices_init (choices);
  *format = KITH_PICTURE_PDF;
  if (settings == NULL)
    return;
  names = g_settings_get_string (settings, "map-names");
  paper = g_settings_get_string (settings, "map-paper");
  suffix = g_settings_get_string (settings, "map-format");
  choices->whole = g_settings_get_boolean (settings, "map-whole");
  choices->heading = g_settings_get_boolean (settings, "map-heading");
  choices->legend = g_settings_get_boolean (settings, "map-legend");
  choices->dark = g_settings_get_boolean (settings, "map-dark");
  choices->landscape = g_settings_get_boolean (settings, "map-landscape");
  kith_map_names_from_name (names, &choices->names);
  kith_paper_from_name (paper, &choices->paper);
  g_settings_get (settings, "map-sheets", "(uu)", &choices->across, &choices->down);
  choices->across = CLAMP (choices->across, 1, KITH_MAP_SHEETS_MOST);
  choices->down = CLAMP (choices->down, 1, KITH_MAP_SHEETS_MOST);
  for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
    if (g_str_equal (suffix, formats[k]))
      *format = k;
}

void
kith_map_memory_store (const KithMapChoices *choices, KithPictureFormat format)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings == NULL)
    return;
  g_settings_delay (settings);
  g_settings_set_boolean (settings, "map-whole", choices->whole);
  g_settings_set_boolean (settings, "map-heading", choices->heading);
  g_settings_set_boolean (settings, "map-legend", choices->legend);
  g_settings_set_boolean (settings, "map-dark", choices->dark);
  g_settings_set_boolean (settings, "map-landscape", choices->landscape);
  g_settings_set_string (settings, "map-names", kith_map_names_get_name (choices->names));
  /* The paper of the country stays that, wherever somebody moves. */
  if (choices->paper == kith_paper_default ())
    g_settings_reset (settings, "map-paper");
  else
    g_settings_set_string (settings, "map-paper", kith_paper_get_name (choices->paper));
  g_settings_set (settings, "map-sheets", "(uu)", choices->across, choices->down);
  g_settings_set_string (settings, "map-format", formats[format]);
  g_settings_apply (settings);
}
