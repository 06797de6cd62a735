/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The archive of a Facebook account in JSON: its owner's friends, whom the owner knows. Messages, posts and pictures are not opened. */

#include "kith-error.h"
#include "kith-pack.h"
#include "kith-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KithSystem facebook_system = { .name = "Facebook", .what = "Facebook friends" };

/* Facebook writes each byte of UTF-8 as a character of its own: "\u00c3\u00a9" is "é". */
static char *
dup_mended (JsonObject *object, const char *member)
{
  g_autofree char *text = kith_json_dup_member (object, member);
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xff)
        return g_steal_pointer (&text);
      g_string_append_c (bytes, (char) c);
    }
  if (text == NULL || !g_utf8_validate (bytes->str, bytes->len, NULL))
    return g_steal_pointer (&text);
  return g_strdup (bytes->str);
}

/* {"friends_v2": [{"name": …}]} of now, {"friends": […]} of before */
static JsonArray *
get_friends (JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *friends = kith_json_get_array (object, "friends_v2");

  return friends != NULL ? friends : kith_json_get_array (object, "friends");
}

/* @owner: (nullable): who knows them all */
static gboolean
add_friends (KithSource *source, KithFile *file, const char *format, JsonNode *root, const char *owner, GError **error)
{
  g_autoptr (KithSheet) sheet = kith_sheet_new (file, format, KITH_TABLE_PEOPLE);
  JsonArray *friends = get_friends (root);

  sheet->system = &facebook_system;
  sheet->recognized = facebook_system.what;
  sheet->anonymous = TRUE;
  kith_sheet_add_column (sheet, "name", KITH_COLUMN_PERSON_NAME, 0);
  kith_sheet_add_column (sheet, "knows", owner != NULL ? KITH_COLUMN_KNOWS : KITH_COLUMN_LEFT_OUT, 0);
  for (guint i = 0; friends != NULL && i < json_array_get_length (friends); i++)
    {
      g_autofree char *name = dup_mended (kith_json_get_element (friends, i), "name");
      const char *cells[] = { name, owner };

      if (name != NULL && *name != '\0' && !kith_sheet_add_row (sheet, i + 1, cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  if (sheet->held > 0)
    {
      kith_source_add (source, g_steal_pointer (&sheet));
      return TRUE;
    }
  g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” holds no people."), file->name);
  return FALSE;
}

/* --- the archive --- */

static const char *
find_friends (GPtrArray *names)
{
  static const char *const paths[] = { "friends/your_friends.json", "friends_and_followers/your_friends.json",
                                       "friends_and_followers/friends.json", "friends/friends.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *name = kith_pack_find (names, paths[i]);

      if (name != NULL)
        return name;
    }
  return NULL;
}

/* The name in profile_information.json, of now or before; NULL where there is none. */
static char *
dup_owner (KithSource *source, KithFile *file, GPtrArray *names)
{
  const char *name = kith_pack_find (names, "profile_information.json");
  g_autoptr (JsonNode) root = name != NULL ? kith_pack_find_json (source, file, name, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *profile = kith_json_get_object (object, "profile_v2");

  if (profile == NULL)
    profile = kith_json_get_object (object, "profile");
  return profile != NULL ? dup_mended (kith_json_get_object (profile, "name"), "full_name") : NULL;
}

static gboolean
read_archive (KithSource *source, KithFile *file, GPtrArray *names, GError **error)
{
  g_autoptr (JsonNode) root = kith_pack_find_json (source, file, find_friends (names), error);
  g_autofree char *owner = root != NULL ? dup_owner (source, file, names) : NULL;

  return root != NULL && add_friends (source, file, "facebook.zip", root, owner, error);
}

static gboolean
knows_archive (GPtrArray *names)
{
  return find_friends (names) != NULL;
}

const KithPack kith_pack_facebook = { .knows = knows_archive, .read = read_archive };

/* --- one file of it --- */

static gboolean
knows_part (const char *name, const guchar *head, gsize length)
{
  g_autofree char *text = g_strndup ((const char *) head, MIN (length, 200));
  const char *p = text + strspn (text, " \t\r\n");

  if (*p != '{')
    return FALSE;
  p += 1 + strspn (p + 1, " \t\r\n");
  return g_str_has_prefix (p, "\"friends_v2\"") || g_str_has_prefix (p, "\"friends\"");
}

static gboolean
read_part (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (JsonNode) root = kith_json_read (input, 0, source->cancellable, error);

  return root != NULL && add_friends (source, kith_input_get_file (input), "json", root, NULL, error);
}

const KithReader kith_reader_facebook = { .format = "facebook", .knows = knows_part, .read = read_part };
