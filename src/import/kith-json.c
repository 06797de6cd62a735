/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-json.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_SIZE (256 << 10)
#define DEPTH_MAX 200

/* The parser calls itself for each level; what is deeper than any data is not given to it. */
static gboolean
is_deep (const char *text)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (in_string)
      {
        if (*p == '\\' && p[1] != '\0')
          p++;
        else if (*p == '"')
          in_string = FALSE;
      }
    else if (*p == '"')
      in_string = TRUE;
    else if ((*p == '{' || *p == '[') && ++depth > DEPTH_MAX)
      return TRUE;
    else if ((*p == '}' || *p == ']') && depth > 0)
      depth--;
  return FALSE;
}

JsonNode *
kith_json_read (KithInput *input, gsize skip, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gssize n;

  if (!kith_input_begin_text (input, error))
    return NULL;
  while ((n = kith_input_read (input, buffer, CHUNK_SIZE, cancellable, error)) > 0)
    {
      g_string_append_len (text, buffer, n);
      if (text->len > KITH_JSON_MAX)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                       /* Translators: a file, and a number of megabytes */
                       _ ("“%s” is larger than %d megabytes: export it as CSV tables of people and ties."),
                       kith_input_get_name (input), KITH_JSON_MAX >> 20);
          return NULL;
        }
    }
  if (n < 0)
    return NULL;
  if (strlen (text->str) == text->len && skip <= text->len && !is_deep (text->str)
      && json_parser_load_from_data (parser, text->str + skip, text->len - skip, NULL)
      && json_parser_get_root (parser) != NULL)
    return json_parser_steal_root (parser);
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
               _ ("“%s” is damaged or cut short: open it in the program it comes from, and save it again."),
               kith_input_get_name (input));
  return NULL;
}

JsonObject *
kith_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
kith_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
kith_json_get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char *
kith_json_dup_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_DOUBLE:
      return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", json_node_get_double (node)));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return NULL;
    }
}

char *
kith_json_dup_member (JsonObject *object, const char *member)
{
  return object != NULL ? kith_json_dup_text (json_object_get_member (object, member)) : NULL;
}
