/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The export of a Slack workspace: who is there, which public channels they are in, and who answered, named or cheered whom there. Direct
 * messages and private channels are not opened. Of a message its text is looked through for names, and kept nowhere. */

#include "kith-error.h"
#include "kith-pack.h"
#include "kith-social.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KithSystem slack_system = { .name = "Slack", .what = "Slack export" };

/* An answer whose writer is known before that of the message it answers. */
typedef struct
{
  char *from, *thread; /* the thread is "channel/time" */
  char *what;
  gint64 time;
} Answer;

typedef struct
{
  KithSource *source;
  KithSocial *social;
  GHashTable *channels; /* names of those that are public */
  GHashTable *authors;  /* "channel/time" of a message that was answered → who wrote it */
  GArray *answers;      /* Answer */
  gsize held;           /* by the last two */
} Slack;

static void
answer_clear (gpointer data)
{
  Answer *answer = data;

  g_free (answer->from);
  g_free (answer->thread);
  g_free (answer->what);
}

static void
slack_clear (Slack *self)
{
  g_clear_pointer (&self->social, kith_social_free);
  g_clear_pointer (&self->channels, g_hash_table_unref);
  g_clear_pointer (&self->authors, g_hash_table_unref);
  g_clear_pointer (&self->answers, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slack, slack_clear)

/* --- who and where --- */

static gboolean
is_true (JsonObject *object, const char *member)
{
  g_autofree char *text = kith_json_dup_member (object, member);

  return g_strcmp0 (text, "true") == 0;
}

static void
put_users (Slack *self, JsonNode *root)
{
  JsonArray *users = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; users != NULL && i < json_array_get_length (users); i++)
    {
      JsonObject *user = kith_json_get_element (users, i);
      JsonObject *profile = kith_json_get_object (user, "profile");
      g_autofree char *id = kith_json_dup_member (user, "id");
      g_autofree char *handle = kith_json_dup_member (user, "name");
      g_autofree char *name = kith_json_dup_member (profile, "real_name");
      g_autofree char *shown = kith_json_dup_member (profile, "display_name");
      g_autofree char *email = kith_json_dup_member (profile, "email");

      if (name == NULL || *name == '\0')
        g_set_str (&name, shown);
      if (id == NULL || *id == '\0' || is_true (user, "is_bot") || g_str_equal (id, "USLACKBOT"))
        continue;
      /* Who left the workspace is of interest only as whom others know. */
      kith_social_put_person (self->social, id, name, handle, email, is_true (user, "deleted"));
    }
}

static gboolean
put_channels (Slack *self, JsonNode *root, GError **error)
{
  JsonArray *channels = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = kith_json_get_element (channels, i);
      JsonArray *members = kith_json_get_array (channel, "members");
      g_autofree char *name = kith_json_dup_member (channel, "name");
      g_autofree char *group = g_strconcat ("#", name, NULL);

      if (name == NULL || *name == '\0')
        continue;
      g_hash_table_add (self->channels, g_strdup (name));
      /* Everybody is in the one that Slack makes for everybody. */
      for (guint k = 0; members != NULL && !is_true (channel, "is_general") && k < json_array_get_length (members); k++)
        {
          g_autofree char *id = kith_json_dup_text (json_array_get_element (members, k));

          if (!kith_social_add_member (self->social, id, group, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- messages --- */

/* "<@U123>" and "<@U123|nea>" in a text: each once, and not @author. */
static gboolean
add_mentions (Slack *self, const char *author, const char *text, gint64 time, const char *what, GHashTable *told,
              GError **error)
{
  for (const char *p = text; p != NULL && (p = strstr (p, "<@")) != NULL;)
    {
      gsize length = strcspn (p += 2, "|>");
      char *id = g_strndup (p, MIN (length, 64));

      if (!g_hash_table_add (told, id))
        continue;
      if (!kith_social_add_contact (self->social, author, id, "mention", time, what, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_reactions (Slack *self, const char *author, JsonArray *reactions, gint64 time, const char *what, GError **error)
{
  for (guint i = 0; reactions != NULL && i < json_array_get_length (reactions); i++)
    {
      JsonObject *reaction = kith_json_get_element (reactions, i);
      JsonArray *users = kith_json_get_array (reaction, "users");
      g_autofree char *name = kith_json_dup_member (reaction, "name");
      g_autofree char *which = g_strconcat (what, " ", name, NULL);

      for (guint k = 0; users != NULL && k < json_array_get_length (users); k++)
        {
          g_autofree char *id = kith_json_dup_text (json_array_get_element (users, k));

          if (!kith_social_add_contact (self->social, id, author, "reaction", time, which, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_held (Slack *self, KithFile *file, GError **error)
{
  if (self->held <= KITH_SHEET_HELD_MAX)
    return TRUE;
  g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
               _ ("“%s” holds more than %d megabytes of people and ties: split it, and import the parts."), file->name,
               KITH_SHEET_HELD_MAX >> 20);
  return FALSE;
}

/* Whom a message in a thread answers: its first writer, now or when that message has come. @told: whom it was said to speak to */
static gboolean
add_answer (Slack *self, JsonObject *message, const char *channel, const char *author, const char *ts, gint64 time,
            const char *what, GHashTable *told, GError **error)
{
  g_autofree char *thread = kith_json_dup_member (message, "thread_ts");
  g_autofree char *parent = kith_json_dup_member (message, "parent_user_id");
  g_autofree char *key = g_strconcat (channel, "/", thread, NULL);

  if (thread == NULL)
    return TRUE;
  if (g_str_equal (thread, ts))
    {
      self->held += strlen (key) + strlen (author) + 64;
      g_hash_table_insert (self->authors, g_steal_pointer (&key), g_strdup (author));
      return TRUE;
    }
  if (parent != NULL)
    {
      g_hash_table_add (told, g_strdup (parent));
      return kith_social_add_contact (self->social, author, parent, "reply", time, what, error);
    }
  {
    Answer answer
        = { .from = g_strdup (author), .thread = g_steal_pointer (&key), .what = g_strdup (what), .time = time };

    self->held += sizeof answer + strlen (answer.thread) + strlen (what) + 96;
    g_array_append_val (self->answers, answer);
  }
  return TRUE;
}

static gboolean
add_message (Slack *self, JsonObject *message, const char *channel, GError **error)
{
  static const char *const written[] = { "thread_broadcast", "me_message", "file_share", "file_comment", NULL };
  g_autofree char *author = kith_json_dup_member (message, "user");
  g_autofree char *ts = kith_json_dup_member (message, "ts");
  g_autofree char *subtype = kith_json_dup_member (message, "subtype");
  g_autofree char *text = kith_json_dup_member (message, "text");
  g_autofree char *what = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 time;

  /* "… has joined the channel" was written by nobody. */
  if (author == NULL || ts == NULL || (subtype != NULL && !g_strv_contains (written, subtype)))
    return TRUE;
  time = g_ascii_strtoll (ts, NULL, 10);
  what = g_strconcat (channel, "/", ts, NULL);
  return add_answer (self, message, channel, author, ts, time, what, told, error)
         && add_mentions (self, author, text, time, what, told, error)
         && add_reactions (self, author, kith_json_get_array (message, "reactions"), time, what, error);
}

static gboolean
add_messages (Slack *self, JsonNode *root, KithFile *file, const char *channel, GError **error)
{
  JsonArray *messages = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = kith_json_get_element (messages, i);

      if (message != NULL && !add_message (self, message, channel, error))
        return FALSE;
    }
  return check_held (self, file, error);
}

static gboolean
add_late_answers (Slack *self, GError **error)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const Answer *answer = &g_array_index (self->answers, Answer, i);
      const char *author = g_hash_table_lookup (self->authors, answer->thread);

      if (author != NULL
          && !kith_social_add_contact (self->social, answer->from, author, "reply", answer->time, answer->what, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the archive --- */

/* "…/general/2024-03-05.json" → "general", where that is a public channel */
static char *
dup_channel (Slack *self, const char *name, gsize folder)
{
  const char *slash = strlen (name) > folder ? strchr (name + folder, '/') : NULL;
  g_autofree char *channel = slash != NULL ? g_strndup (name + folder, slash - name - folder) : NULL;

  return channel != NULL && g_str_has_suffix (name, ".json") && g_hash_table_contains (self->channels, channel)
             ? g_steal_pointer (&channel)
             : NULL;
}

static gboolean
read_channels (Slack *self, KithFile *file, gsize folder, GError **error)
{
  g_autoptr (KithArchive) archive = kith_archive_open (file, error);
  g_autoptr (GError) broken = NULL;
  const char *name;
  guint64 size;

  if (archive == NULL)
    return FALSE;
  while (kith_archive_next (archive, &name, &size, &broken))
    {
      g_autofree char *channel = dup_channel (self, name, folder);
      g_autoptr (JsonNode) root = NULL;

      if (g_cancellable_set_error_if_cancelled (self->source->cancellable, error))
        return FALSE;
      if (channel == NULL)
        continue;
      root = kith_pack_read_json (self->source, archive, file, name, error);
      if (root == NULL || !add_messages (self, root, file, channel, error))
        return FALSE;
    }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

static gboolean
read_slack (KithSource *source, KithFile *file, GPtrArray *names, GError **error)
{
  static const char *const private[] = { "groups.json", "dms.json", "mpims.json" };
  g_auto (Slack) self = { .source = source, .social = kith_social_new (file, "slack.zip", &slack_system) };
  const char *users_name = kith_pack_find (names, "users.json");
  g_autoptr (JsonNode) users = kith_pack_find_json (source, file, users_name, error);
  g_autoptr (JsonNode) channels = NULL;
  gsize folder = strlen (users_name) - strlen ("users.json");
  gboolean any_private = FALSE;

  self.channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_array_set_clear_func (self.answers, answer_clear);
  if (users == NULL)
    return FALSE;
  channels = kith_pack_find_json (source, file, kith_pack_find (names, "channels.json"), error);
  if (channels == NULL)
    return FALSE;
  put_users (&self, users);
  if (!put_channels (&self, channels, error) || !read_channels (&self, file, folder, error)
      || !add_late_answers (&self, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (private); i++)
    any_private = any_private || kith_pack_find (names, private[i]) != NULL;
  if (any_private)
    kith_social_note (self.social, g_strdup (_ ("Direct messages and private channels were not read.")));
  return kith_social_finish (self.social, source, error);
}

static gboolean
knows_slack (GPtrArray *names)
{
  return kith_pack_find (names, "users.json") != NULL && kith_pack_find (names, "channels.json") != NULL;
}

const KithPack kith_pack_slack = { .knows = knows_slack, .read = read_slack };
