/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Mail: mbox, the monthly texts of list archives (pipermail), LISTSERV logs, single messages, Maildir folders. Only headers are taken in, decoded
 * by GMime; what people wrote is passed over line by line and kept nowhere. A reply in a list ties its writer to whom it answers, a letter
 * its writer to those it is addressed to. */

#include "kith-error.h"
#include "kith-lines.h"
#include "kith-mail.h"
#include "kith-readers.h"
#include "kith-text.h"
#include "kith-threads.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#define LINE_MAX_BYTES (64 << 10)
#define HEADERS_MAX (256 << 10)
#define RECIPIENTS_MAX 10
#define MAILDIR_MAX 1000000

static const KithSystem mail_system = { .name = "E-mail", .what = "mail" };

/* Sheets whose cells are keys until all files are read. */
typedef struct
{
  KithSheet sheet;
  KithThreads *threads; /* the source's */
} MailSheet;

typedef struct
{
  KithSource *source;
  KithThreads *threads;
  MailSheet *people, *ties;
  guint64 number;   /* of the message */
  GHashTable *seen; /* keys of people who stand in the sheet */
  GString *headers;
  gboolean after_blank, in_headers;
} Mail;

/* --- the sheets --- */

static gboolean
next_person (KithSheet *sheet, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  const char *name, *email;

  if (!kith_sheet_next_held (sheet, row, cancellable, error))
    return FALSE;
  row->cells[0] = (char *) kith_threads_resolve (((MailSheet *) sheet)->threads, row->cells[0], &name, &email);
  row->cells[1] = (char *) name;
  row->cells[2] = (char *) email;
  return TRUE;
}

/* Who is answered: named, or the author of one of the messages whose ids stand in the last cell. */
static const char *
find_other (KithThreads *threads, const KithCsvRow *row)
{
  g_auto (GStrv) ids = NULL;
  const char *author = NULL;

  if (row->cells[1][0] != '\0')
    return row->cells[1];
  ids = g_strsplit (row->cells[4], "\n", -1);
  for (char **id = ids; *id != NULL && author == NULL; id++)
    author = kith_threads_get_author (threads, *id);
  return author;
}

static gboolean
next_tie (KithSheet *sheet, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  KithThreads *threads = ((MailSheet *) sheet)->threads;
  const char *other;

  if (!kith_sheet_next_held (sheet, row, cancellable, error))
    return FALSE;
  other = find_other (threads, row);
  row->cells[0] = (char *) kith_threads_resolve (threads, row->cells[0], NULL, NULL);
  row->cells[1] = (char *) (other != NULL ? kith_threads_resolve (threads, other, NULL, NULL) : "");
  return TRUE;
}

static double
get_fraction (KithSheet *sheet)
{
  return sheet->chunks->len > 0 ? (double) sheet->chunk / sheet->chunks->len : 1;
}

static void
free_sheet (KithSheet *sheet)
{
  g_free (sheet);
}

static const KithSheetClass people_class
    = { .next = next_person, .rewind = kith_sheet_rewind_held, .get_fraction = get_fraction, .free = free_sheet };
static const KithSheetClass ties_class
    = { .next = next_tie, .rewind = kith_sheet_rewind_held, .get_fraction = get_fraction, .free = free_sheet };

static MailSheet *
mail_sheet_new (Mail *self, const KithSheetClass *class, KithFile *file, const char *format, KithTableKind as)
{
  MailSheet *sheet = g_new0 (MailSheet, 1);

  kith_sheet_init (&sheet->sheet, class, file, format, file->name);
  sheet->sheet.as = as;
  sheet->sheet.system = &mail_system;
  sheet->sheet.recognized = "mail";
  sheet->sheet.anonymous = TRUE;
  sheet->threads = self->threads;
  return sheet;
}

static void
mail_begin (Mail *self, KithSource *source, KithFile *file, const char *format)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  if (source->threads == NULL)
    source->threads = kith_threads_new ();
  *self = (Mail) { .source = source, .threads = source->threads, .headers = g_string_new (NULL) };
  self->seen = g_hash_table_new (NULL, NULL);
  self->people = mail_sheet_new (self, &people_class, file, format, KITH_TABLE_PEOPLE);
  kith_sheet_add_column (&self->people->sheet, "id", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (&self->people->sheet, "name", KITH_COLUMN_PERSON_NAME, 0);
  kith_sheet_add_column (&self->people->sheet, "email", KITH_COLUMN_EMAIL, 0);
  self->ties = mail_sheet_new (self, &ties_class, file, format, KITH_TABLE_TIES);
  kith_sheet_add_column (&self->ties->sheet, "from", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (&self->ties->sheet, "to", KITH_COLUMN_PERSON_ID, 1);
  kith_sheet_add_column (&self->ties->sheet, "kind", KITH_COLUMN_TIE_KIND, 0);
  kith_sheet_add_column (&self->ties->sheet, "date", KITH_COLUMN_TIE_DATE, 0);
  kith_sheet_add_column (&self->ties->sheet, "answers", KITH_COLUMN_LEFT_OUT, 0);
  self->ties->sheet.identity = kith_sheet_add_column (&self->ties->sheet, "contact", KITH_COLUMN_LEFT_OUT, 0);
  self->ties->sheet.log = TRUE;
  self->ties->sheet.half_reason = _ ("It answers a mail that is not in these files.");
}

static void
mail_clear (Mail *self)
{
  if (self->people != NULL)
    kith_sheet_free (&self->people->sheet);
  if (self->ties != NULL)
    kith_sheet_free (&self->ties->sheet);
  if (self->headers != NULL)
    g_string_free (self->headers, TRUE);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mail, mail_clear)

/* --- one message --- */

/* The value of a header, unfolded; of several with that name the first. Free with g_free (). */
static char *
dup_header (const char *headers, const char *name)
{
  gsize length = strlen (name);

  for (const char *p = headers; p != NULL && *p != '\0';)
    {
      const char *end;

      if (g_ascii_strncasecmp (p, name, length) == 0 && p[length] == ':')
        {
          char *value;

          p += length + 1;
          end = p;
          do
            {
              end = strchr (end, '\n');
              end = end != NULL ? end + 1 : p + strlen (p);
            }
          while (*end == ' ' || *end == '\t');
          value = g_strstrip (g_strndup (p, end - p));
          return g_strdelimit (value, "\r\n\t", ' ');
        }
      p = strchr (p, '\n');
      p = p != NULL ? p + 1 : NULL;
    }
  return NULL;
}

/* "=?utf-8?q?...?=" and bytes of any character set → UTF-8. */
static char *
dup_decoded (const char *text)
{
  g_autofree char *decoded = g_mime_utils_header_decode_text (NULL, text);

  return g_utf8_make_valid (decoded != NULL ? decoded : text, -1);
}

/* Addresses that an archive has hidden are no addresses any more: "m@|| @end|ng |rom x@org (Nea Nord)", "nea at x.org (Nea Nord)". */
static const char *
put_masked (Mail *self, const char *header)
{
  const char *open = strrchr (header, '(');
  g_autofree char *address = g_strndup (header, open != NULL ? (gsize) (open - header) : strlen (header));
  g_autofree char *name = open != NULL ? g_strndup (open + 1, strcspn (open + 1, ")")) : NULL;
  g_autofree char *decoded = dup_decoded (name != NULL ? name : strchr (address, '@') == NULL ? address : "");

  return kith_threads_put_person (self->threads, address, decoded);
}

static gboolean
is_masked (const char *header)
{
  const char *at = strchr (header, '@');

  return at == NULL || strstr (header, "@end") != NULL || strstr (header, " at ") != NULL;
}

static const char *
put_address (Mail *self, InternetAddress *address)
{
  const char *name = internet_address_get_name (address);
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;

  if (!INTERNET_ADDRESS_IS_MAILBOX (address))
    return NULL;
  return kith_threads_put_person (self->threads, internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)),
                                  valid);
}

static gboolean
add_person (Mail *self, const char *person, GError **error)
{
  const char *cells[] = { person, NULL, NULL };

  return !g_hash_table_add (self->seen, (gpointer) person)
         || kith_sheet_add_row (&self->people->sheet, self->number, cells, G_N_ELEMENTS (cells), error);
}

static const char *
put_author (Mail *self, const char *from)
{
  g_autoptr (GObject) list = NULL;
  InternetAddressList *addresses;
  const char *author = NULL;

  if (is_masked (from))
    return put_masked (self, from);
  addresses = internet_address_list_parse (NULL, from);
  list = addresses != NULL ? G_OBJECT (addresses) : NULL;
  if (addresses != NULL && internet_address_list_length (addresses) > 0)
    author = put_address (self, internet_address_list_get_address (addresses, 0));
  return author != NULL ? author : put_masked (self, from);
}

/* Letters to a list go to nobody in particular. */
static gboolean
is_to_list (const char *headers)
{
  static const char *const names[] = { "List-Id", "List-Post", "X-Mailing-List", "X-BeenThere", "Mailing-List" };
  g_autofree char *precedence = dup_header (headers, "Precedence");

  if (precedence != NULL
      && (g_ascii_strcasecmp (precedence, "list") == 0 || g_ascii_strcasecmp (precedence, "bulk") == 0))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = dup_header (headers, names[i]);

      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

/* By what a message is known again in any archive: its id, else what its headers say. @to: whom it goes to, of several; %NULL */
static void
write_contact (char contact[17], const char *id, const char *author, const char *date, const char *to)
{
  g_autofree char *text = id != NULL && *id != '\0'
                              ? g_strconcat (id, "\n", to, NULL)
                              : g_strdup_printf ("%s\n%s\n%s", author, date != NULL ? date : "", to != NULL ? to : "");

  g_snprintf (contact, 17, "%016" G_GINT64_MODIFIER "x", kith_text_digest (text, strlen (text)));
}

static gboolean
add_letter (Mail *self, const char *author, const char *id, const char *date, guint *n, GError **error)
{
  static const char *const names[] = { "To", "Cc" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *header = dup_header (self->headers->str, names[i]);
      InternetAddressList *addresses = header != NULL ? internet_address_list_parse (NULL, header) : NULL;
      g_autoptr (GObject) list = addresses != NULL ? G_OBJECT (addresses) : NULL;

      for (int k = 0; addresses != NULL && k < internet_address_list_length (addresses) && *n < RECIPIENTS_MAX; k++)
        {
          const char *person = put_address (self, internet_address_list_get_address (addresses, k));
          char contact[17];
          const char *cells[] = { author, person, "reply", date, NULL, contact };

          if (person == NULL || person == author)
            continue;
          write_contact (contact, id, author, date, person);
          if (!add_person (self, person, error)
              || !kith_sheet_add_row (&self->ties->sheet, self->number, cells, G_N_ELEMENTS (cells), error))
            return FALSE;
          ++*n;
        }
    }
  return TRUE;
}

/* The ids in a header, the last of them first: that is the message answered. */
static void
append_ids (GString *ids, const char *header)
{
  GMimeReferences *references = header != NULL ? g_mime_references_parse (NULL, header) : NULL;

  if (references == NULL)
    return;
  for (int i = g_mime_references_length (references) - 1; i >= 0 && ids->len < 8000; i--)
    g_string_append_printf (ids, "%s%s", ids->len > 0 ? "\n" : "", g_mime_references_get_message_id (references, i));
  g_mime_references_free (references);
}

static gboolean
add_reply (Mail *self, const char *author, const char *id, const char *date, GError **error)
{
  g_autofree char *answers = dup_header (self->headers->str, "In-Reply-To");
  g_autofree char *references = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  char contact[17];
  const char *cells[] = { author, NULL, "reply", date, NULL, contact };

  if (answers == NULL)
    return TRUE;
  write_contact (contact, id, author, date, NULL);
  append_ids (ids, answers);
  references = dup_header (self->headers->str, "References");
  append_ids (ids, references);
  cells[4] = ids->str;
  return kith_sheet_add_row (&self->ties->sheet, self->number, cells, G_N_ELEMENTS (cells), error);
}

/* All headers of a message are in self->headers. */
static gboolean
take_message (Mail *self, GError **error)
{
  g_autofree char *from = dup_header (self->headers->str, "From");
  g_autofree char *written = dup_header (self->headers->str, "Date");
  g_autofree char *id_header = dup_header (self->headers->str, "Message-ID");
  g_autofree char *id = id_header != NULL ? g_mime_utils_decode_message_id (id_header) : NULL;
  g_autoptr (GDateTime) time = written != NULL ? g_mime_utils_header_decode_date (written) : NULL;
  g_autofree char *date = time != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (time)) : NULL;
  const char *author;
  guint n = 0;

  self->number++;
  if (from == NULL || *from == '\0')
    return TRUE;
  author = put_author (self, from);
  if (author == NULL)
    return TRUE;
  if (!add_person (self, author, error))
    return FALSE;
  /* In two files it is still one. */
  if (id != NULL && *id != '\0' && !kith_threads_put_message (self->threads, id, author))
    return TRUE;
  if (kith_threads_get_size (self->threads) > KITH_SHEET_HELD_MAX)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                           _ ("The mail is more than Kith can read at once: import it in parts."));
      return FALSE;
    }
  if (!is_to_list (self->headers->str) && !add_letter (self, author, id, date, &n, error))
    return FALSE;
  return n > 0 || add_reply (self, author, id, date, error);
}

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
take_line (Mail *self, const char *line, GError **error)
{
  gboolean blank = line[0] == '\0';

  if ((self->after_blank && is_separator (line)) || ((!self->in_headers || self->headers->len == 0) && is_rule (line)))
    {
      if (self->in_headers && self->headers->len > 0 && !take_message (self, error))
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
  if (!take_message (self, error))
    return FALSE;
  g_string_truncate (self->headers, 0);
  return TRUE;
}

static gboolean
read_messages (Mail *self, KithInput *input, gboolean one, GError **error)
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
  return !self->in_headers || self->headers->len == 0 || take_message (self, error);
}

static gboolean
mail_finish (Mail *self, const char *name, GError **error)
{
  if (self->people->sheet.held == 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” holds no mail."), name);
      return FALSE;
    }
  self->ties->sheet.continues = TRUE;
  kith_source_add (self->source, &g_steal_pointer (&self->people)->sheet);
  if (self->ties->sheet.held > 0)
    kith_source_add (self->source, &g_steal_pointer (&self->ties)->sheet);
  return TRUE;
}

static gboolean
read_mail (KithSource *source, KithInput *input, GError **error)
{
  g_auto (Mail) self = { 0 };
  const guchar *head;
  gsize length;
  gboolean one;

  head = kith_input_get_head (input, &length);
  one = !(length > 5 && (memcmp (head, "From ", 5) == 0 || head[0] == '='));
  mail_begin (&self, source, kith_input_get_file (input),
              one                          ? "eml"
              : kith_input_is_gzip (input) ? "mbox.gz"
                                           : "mbox");
  return read_messages (&self, input, one, error) && mail_finish (&self, kith_input_get_name (input), error);
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
  g_auto (Mail) self = { 0 };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (KithFile) held = kith_file_new_held (name, error);

  if (held == NULL)
    return FALSE;
  mail_begin (&self, source, held, "maildir");
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
  return mail_finish (&self, name, error);
}
