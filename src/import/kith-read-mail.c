/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where in a file a message begins and its headers end: mbox, the monthly texts of list archives (pipermail), LISTSERV logs, single messages,
 * Maildir folders. What people wrote is passed over line by line and kept nowhere. */

#include "kith-lines.h"
#include "kith-mail.h"
#include "kith-maildir.h"
#include "kith-readers.h"

#include <string.h>

#define LINE_MAX_BYTES (64 << 10)
#define HEADERS_MAX (256 << 10)
#define MAILDIR_MAX 1000000

typedef struct
{
  KithSource *source;
  KithMail *mail;
  GString *headers; /* of the message at hand */
  gboolean after_blank, in_headers;
} Messages;

static void
messages_init (Messages *self, KithSource *source, KithFile *file, const char *format)
{
  *self = (Messages) { .source = source, .mail = kith_mail_new (source, file, format), .headers = g_string_new (NULL) };
}

static void
messages_clear (Messages *self)
{
  g_clear_pointer (&self->mail, kith_mail_free);
  if (self->headers != NULL)
    g_string_free (self->headers, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Messages, messages_clear)

/* --- a file of messages --- */

/* "Name: value" */
static gboolean
is_header (const char *line)
{
  const char *p = line;

  while (*p > ' ' && *p != ':' && (guchar) *p < 0x7f)
    p++;
  return p > line && *p == ':';
}

/* "From nea@x.org  Mon Sep 17 00:00:00 2001": a day, a time and a year. */
static gboolean
is_separator (const char *line)
{
  static const char days[] = " Mon Tue Wed Thu Fri Sat Sun ";
  gboolean day = FALSE, time = FALSE, year = FALSE;

  if (!g_str_has_prefix (line, "From "))
    return FALSE;
  for (const char *p = line + 5; *p != '\0'; p++)
    {
      if (p[-1] == ' ' && g_ascii_isupper (*p) && strlen (p) > 4 && p[3] == ' '
          && memmem (days, sizeof days, p, 4) != NULL)
        day = TRUE;
      if (g_ascii_isdigit (p[0]) && p[1] == ':' && g_ascii_isdigit (p[2]))
        time = TRUE;
      if (p[-1] == ' ' && ((p[0] == '1' && p[1] == '9') || (p[0] == '2' && p[1] == '0')) && g_ascii_isdigit (p[2])
          && g_ascii_isdigit (p[3]))
        year = TRUE;
    }
  return day && time && year;
}

/* LISTSERV divides by a line of "=". */
static gboolean
is_rule (const char *line)
{
  gsize length = strspn (line, "=");

  return length >= 70 && line[length] == '\0';
}

static gboolean
take_line (Messages *self, const char *line, GError **error)
{
  gboolean blank = line[0] == '\0';

  if ((self->after_blank && is_separator (line)) || ((!self->in_headers || self->headers->len == 0) && is_rule (line)))
    {
      if (self->in_headers && self->headers->len > 0 && !kith_mail_take (self->mail, self->headers->str, error))
        return FALSE;
      g_string_truncate (self->headers, 0);
      self->in_headers = TRUE;
      self->after_blank = FALSE;
      return TRUE;
    }
  self->after_blank = blank;
  if (!self->in_headers)
    return TRUE;
  if (blank && self->headers->len == 0)
    return TRUE;
  /* What looks like a beginning and is none. */
  if (!blank && self->headers->len == 0 && !is_header (line))
    {
      self->in_headers = FALSE;
      return TRUE;
    }
  if (!blank)
    {
      if (self->headers->len < HEADERS_MAX)
        {
          g_string_append (self->headers, line);
          g_string_append_c (self->headers, '\n');
        }
      return TRUE;
    }
  self->in_headers = FALSE;
  if (!kith_mail_take (self->mail, self->headers->str, error))
    return FALSE;
  g_string_truncate (self->headers, 0);
  return TRUE;
}

static gboolean
read_messages (Messages *self, KithInput *input, gboolean one, GError **error)
{
  g_auto (KithLines) lines = { 0 };
  g_autoptr (GError) broken = NULL;

  kith_lines_init (&lines, input, TRUE, LINE_MAX_BYTES, self->source->cancellable);
  lines.cut = TRUE;
  g_string_truncate (self->headers, 0);
  self->in_headers = self->after_blank = TRUE;
  while (kith_lines_next (&lines, &broken))
    {
      if (!take_line (self, lines.line, error))
        return FALSE;
      if (one && !self->in_headers)
        break;
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  /* A message without a body ends with its headers. */
  return !self->in_headers || self->headers->len == 0 || kith_mail_take (self->mail, self->headers->str, error);
}

static gboolean
read_mail (KithSource *source, KithInput *input, GError **error)
{
  g_auto (Messages) self = { 0 };
  const guchar *head;
  gsize length;
  gboolean one;

  head = kith_input_get_head (input, &length);
  one = !(length > 5 && (memcmp (head, "From ", 5) == 0 || head[0] == '='));
  messages_init (&self, source, kith_input_get_file (input),
                 one                          ? "eml"
                 : kith_input_is_gzip (input) ? "mbox.gz"
                                              : "mbox");
  return read_messages (&self, input, one, error) && kith_mail_finish (self.mail, kith_input_get_name (input), error);
}

static gboolean
knows_mail (const char *name, const guchar *head, gsize length)
{
  static const char *const names[] = {
    "from:",         "to:",          "subject:",  "date:",         "sender:",       "message-id:", "in-reply-to:",
    "content-type:", "return-path:", "received:", "delivered-to:", "mime-version:", "reply-to:",   "x-mozilla-status:"
  };
  g_autofree char *text = g_strndup ((const char *) head, MIN (length, 16384));
  g_auto (GStrv) lines = NULL;
  guint seen = 0, i = 0;

  lines = g_strsplit (text, "\n", 200);
  for (char **line = lines; *line != NULL; line++)
    g_strchomp (*line);
  if (lines[0] != NULL && is_separator (lines[0]))
    return TRUE;
  if (lines[0] != NULL && is_rule (lines[0]))
    i = 1;
  for (; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' && (lines[i + 1] == NULL || seen > 0))
        break;
      if (lines[i][0] == ' ' || lines[i][0] == '\t' || lines[i][0] == '\0')
        continue;
      if (!is_header (lines[i]))
        return FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        seen += g_ascii_strncasecmp (lines[i], names[k], strlen (names[k])) == 0;
    }
  return seen >= 2;
}

const KithReader kith_reader_mail = { .format = "mbox", .knows = knows_mail, .read = read_mail };

/* --- a folder of messages --- */

gboolean
kith_is_maildir (const char *path)
{
  g_autofree char *cur = g_build_filename (path, "cur", NULL);
  g_autofree char *new = g_build_filename (path, "new", NULL);

  return g_file_test (cur, G_FILE_TEST_IS_DIR) && g_file_test (new, G_FILE_TEST_IS_DIR);
}

gboolean
kith_source_add_maildir (KithSource *source, const char *path, GError **error)
{
  static const char *const folders[] = { "cur", "new" };
  g_auto (Messages) self = { 0 };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (KithFile) held = kith_file_new_held (name, error);

  if (held == NULL)
    return FALSE;
  messages_init (&self, source, held, "maildir");
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (path, folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      const char *entry;

      while (dir != NULL && names->len < MAILDIR_MAX && (entry = g_dir_read_name (dir)) != NULL)
        if (entry[0] != '.')
          g_ptr_array_add (names, g_build_filename (folder, entry, NULL));
      /* The same order every time. */
      g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
      for (guint k = 0; k < names->len; k++)
        {
          g_autoptr (GError) unfit = NULL;
          g_autoptr (KithFile) file = kith_file_open (names->pdata[k], &unfit);
          g_autoptr (KithInput) input = file != NULL ? kith_input_new (file, &unfit) : NULL;

          /* A folder or an empty file among them is no mail. */
          if (input != NULL && !read_messages (&self, input, TRUE, error))
            return FALSE;
        }
    }
  return kith_mail_finish (self.mail, name, error);
}
