/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The archive of an account of X, or Twitter: whom its owner answered, named and passed on, and who of them follows whom. The archive knows
 * followers by number only; those whose names stand in no post stay out. Direct messages are not opened. */

#include "kith-error.h"
#include "kith-pack.h"
#include "kith-readers.h"
#include "kith-social.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const KithSystem x_system = { .name = "X", .what = "X archive" };

typedef struct
{
  KithSource *source;
  KithFile *file;
  KithSocial *social;
  char *owner; /* id */
} X;

static void
x_clear (X *self)
{
  g_clear_pointer (&self->social, kith_social_free);
  g_free (self->owner);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (X, x_clear)

/* The parts of [ {"tweet": {…}}, … ]. */
static JsonObject *
get_part (JsonNode *root, guint i, const char *member)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  return array != NULL && i < json_array_get_length (array)
             ? kith_json_get_object (kith_json_get_element (array, i), member)
             : NULL;
}

static guint
count_parts (JsonNode *root)
{
  return JSON_NODE_HOLDS_ARRAY (root) ? json_array_get_length (json_node_get_array (root)) : 0;
}

static gboolean
read_owner (X *self, GPtrArray *names, GError **error)
{
  g_autoptr (JsonNode) root
      = kith_pack_find_json (self->source, self->file, kith_pack_find (names, "data/account.js"), error);
  JsonObject *account = root != NULL ? get_part (root, 0, "account") : NULL;
  g_autofree char *name = kith_json_dup_member (account, "accountDisplayName");
  g_autofree char *handle = kith_json_dup_member (account, "username");
  g_autofree char *email = kith_json_dup_member (account, "email");

  if (root == NULL)
    return FALSE;
  self->owner = kith_json_dup_member (account, "accountId");
  if (self->owner == NULL)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                   _ ("“%s” is damaged or cut short: open it in the program it comes from, and save it again."),
                   self->file->name);
      return FALSE;
    }
  kith_social_put_person (self->social, self->owner, name, handle, email, FALSE);
  return TRUE;
}

/* --- posts --- */

/* "Wed Oct 10 20:19:24 +0000 2018" → seconds since 1970; 0 where it is none. */
static gint64
read_time (const char *text)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  char month[4];
  int day, hour, minute, second, year;

  if (text == NULL
      || sscanf (text, "%*3s %3s %2d %2d:%2d:%2d +0000 %4d", month, &day, &hour, &minute, &second, &year) != 6)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_equal (months[i], month))
      {
        g_autoptr (GDateTime) time = g_date_time_new_utc (year, i + 1, day, hour, minute, second);

        return time != NULL ? g_date_time_to_unix (time) : 0;
      }
  return 0;
}

static gboolean
add_mentions (X *self, JsonObject *tweet, const char *answered, const char *kind, gint64 time, const char *id,
              GError **error)
{
  JsonArray *mentions = kith_json_get_array (kith_json_get_object (tweet, "entities"), "user_mentions");

  for (guint i = 0; mentions != NULL && i < json_array_get_length (mentions); i++)
    {
      JsonObject *mention = kith_json_get_element (mentions, i);
      g_autofree char *who = kith_json_dup_member (mention, "id_str");
      g_autofree char *name = kith_json_dup_member (mention, "name");
      g_autofree char *handle = kith_json_dup_member (mention, "screen_name");

      /* Whose account is gone has the number -1. */
      if (who == NULL || !g_ascii_isdigit (*who))
        continue;
      kith_social_put_person (self->social, who, name, handle, NULL, FALSE);
      if (g_strcmp0 (who, answered) != 0
          && !kith_social_add_contact (self->social, self->owner, who, kind, time, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_tweet (X *self, JsonObject *tweet, GError **error)
{
  g_autofree char *id = kith_json_dup_member (tweet, "id_str");
  g_autofree char *written = kith_json_dup_member (tweet, "created_at");
  g_autofree char *text = kith_json_dup_member (tweet, "full_text");
  g_autofree char *answered = kith_json_dup_member (tweet, "in_reply_to_user_id_str");
  g_autofree char *handle = kith_json_dup_member (tweet, "in_reply_to_screen_name");
  gboolean passed_on = text != NULL && g_str_has_prefix (text, "RT @");
  gint64 time = read_time (written);

  if (id == NULL)
    return TRUE;
  if (answered != NULL)
    {
      kith_social_put_person (self->social, answered, NULL, handle, NULL, FALSE);
      if (!kith_social_add_contact (self->social, self->owner, answered, "reply", time, id, error))
        return FALSE;
    }
  return add_mentions (self, tweet, answered, passed_on ? "retweet" : "mention", time, id, error);
}

/* "data/tweets.js", "data/tweet.js", "data/tweets-part1.js" */
static gboolean
is_tweets (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *base = slash != NULL ? slash + 1 : name;

  return g_str_equal (base, "tweets.js") || g_str_equal (base, "tweet.js")
         || (g_str_has_prefix (base, "tweets-part") && g_str_has_suffix (base, ".js"))
         || (g_str_has_prefix (base, "tweet-part") && g_str_has_suffix (base, ".js"));
}

static gboolean
read_tweets (X *self, GPtrArray *names, GError **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (JsonNode) root = NULL;

      if (!is_tweets (names->pdata[i]))
        continue;
      root = kith_pack_find_json (self->source, self->file, names->pdata[i], error);
      if (root == NULL)
        return FALSE;
      for (guint k = 0; k < count_parts (root); k++)
        {
          JsonObject *tweet = get_part (root, k, "tweet");

          if (tweet != NULL && !add_tweet (self, tweet, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- followers --- */

/* @nameless: (inout): those who stand in no post */
static gboolean
read_follows (X *self, GPtrArray *names, const char *path, const char *member, gboolean to_owner, guint *nameless,
              GError **error)
{
  const char *name = kith_pack_find (names, path);
  g_autoptr (JsonNode) root = name != NULL ? kith_pack_find_json (self->source, self->file, name, error) : NULL;

  if (name == NULL)
    return TRUE;
  if (root == NULL)
    return FALSE;
  for (guint i = 0; i < count_parts (root); i++)
    {
      g_autofree char *id = kith_json_dup_member (get_part (root, i, member), "accountId");

      if (id == NULL)
        continue;
      if (!kith_social_has_person (self->social, id))
        ++*nameless;
      else if (!kith_social_add_tie (self->social, to_owner ? id : self->owner, to_owner ? self->owner : id, "follows",
                                     error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_archive (KithSource *source, KithFile *file, GPtrArray *names, GError **error)
{
  g_auto (X) self = { .source = source, .file = file, .social = kith_social_new (file, "x.zip", &x_system) };
  guint nameless = 0;

  if (!read_owner (&self, names, error) || !read_tweets (&self, names, error)
      || !read_follows (&self, names, "data/follower.js", "follower", TRUE, &nameless, error)
      || !read_follows (&self, names, "data/following.js", "following", FALSE, &nameless, error))
    return FALSE;
  if (nameless > 0)
    kith_social_note (
        self.social, g_strdup_printf (ngettext ("%'u follower is known by number only, and was left out.",
                                                "%'u followers are known by number only, and were left out.", nameless),
                                      nameless));
  return kith_social_finish (self.social, source, error);
}

static gboolean
knows_archive (GPtrArray *names)
{
  return kith_pack_find (names, "data/account.js") != NULL;
}

const KithPack kith_pack_x = { .knows = knows_archive, .read = read_archive };

/* --- one file of it --- */

static gboolean
knows_part (const char *name, const guchar *head, gsize length)
{
  static const char before[] = "window.YTD.";

  return length >= sizeof before && memcmp (head, before, sizeof before - 1) == 0;
}

static gboolean
refuse_part (KithSource *source, KithInput *input, GError **error)
{
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
               _ ("“%s” is one file of an archive of X: import the archive as it was downloaded."),
               kith_input_get_name (input));
  return FALSE;
}

const KithReader kith_reader_x = { .format = "x", .knows = knows_part, .read = refuse_part };
