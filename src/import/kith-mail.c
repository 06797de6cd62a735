/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-mail.h"

#include "kith-error.h"
#include "kith-text.h"
#include "kith-threads.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#define RECIPIENTS_MAX 10

/* Of a header with addresses; GMime takes the square of its length, and of more recipients than fit into it none counts. */
#define ADDRESSES_MAX (8 << 10)

static const KithSystem mail_system = { .name = "E-mail", .what = "mail" };

/* Sheets whose cells are keys until all files are read. */
typedef struct
{
  KithSheet sheet;
  KithThreads *threads; /* the source's */
} MailSheet;

struct _KithMail
{
  KithSource *source;
  KithThreads *threads;
  MailSheet *people, *ties;
  guint64 number;   /* of the message */
  GHashTable *seen; /* keys of people who stand in the sheet */
};

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
    author = kith_threads_get_author (threads, kith_threads_digest (threads, *id));
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
  if (other == NULL)
    kith_waiting_put (kith_threads_get_waiting (threads), threads, row->cells[5], row->cells[0], row->cells[3],
                      row->cells[4]);
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
mail_sheet_new (KithMail *self, const KithSheetClass *class, KithFile *file, const char *format, KithTableKind as)
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

KithMail *
kith_mail_new (KithSource *source, KithFile *file, const char *format)
{
  static gsize ready = 0;
  KithMail *self = g_new0 (KithMail, 1);

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  if (source->threads == NULL)
    source->threads = kith_threads_new (source->secret);
  self->source = source;
  self->threads = source->threads;
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
  self->ties->sheet.half_reason = _ ("It answers a mail that is not in these files; it counts once that comes in.");
  return self;
}

void
kith_mail_free (KithMail *self)
{
  if (self == NULL)
    return;
  if (self->people != NULL)
    kith_sheet_free (&self->people->sheet);
  if (self->ties != NULL)
    kith_sheet_free (&self->ties->sheet);
  g_hash_table_unref (self->seen);
  g_free (self);
}

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

/* Addresses that an archive has hidden are no addresses any more: "m@|| @end|ng |rom x@org (Nea Nord)", "nea at x.org (Nea Nord)", "Nea Nord
 * <ne...@x.org>". */
static const char *
put_masked (KithMail *self, const char *header)
{
  const char *angle = strrchr (header, '<');
  const char *open = angle == NULL ? strrchr (header, '(') : NULL;
  const char *end = angle != NULL ? angle : open != NULL ? open : header + strlen (header);
  g_autofree char *before = g_strstrip (g_strndup (header, end - header));
  g_autofree char *inside = angle != NULL  ? g_strndup (angle + 1, strcspn (angle + 1, ">"))
                            : open != NULL ? g_strndup (open + 1, strcspn (open + 1, ")"))
                                           : NULL;
  const char *address = angle != NULL ? inside : before;
  const char *name = angle != NULL ? before : inside;
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
put_address (KithMail *self, InternetAddress *address)
{
  const char *name = internet_address_get_name (address);
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;

  if (!INTERNET_ADDRESS_IS_MAILBOX (address))
    return NULL;
  return kith_threads_put_person (self->threads, internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)),
                                  valid);
}

static gboolean
add_person (KithMail *self, const char *person, GError **error)
{
  const char *cells[] = { person, NULL, NULL };

  return !g_hash_table_add (self->seen, (gpointer) person)
         || kith_sheet_add_row (&self->people->sheet, self->number, cells, G_N_ELEMENTS (cells), error);
}

/* NULL where there are none. Cut behind an address. Unref as an object. */
static InternetAddressList *
parse_addresses (const char *header)
{
  g_autofree char *part = NULL;
  const char *comma;

  if (strlen (header) <= ADDRESSES_MAX)
    return internet_address_list_parse (NULL, header);
  comma = g_strrstr_len (header, ADDRESSES_MAX, ",");
  part = g_strndup (header, comma != NULL ? (gsize) (comma - header) : 0);
  return internet_address_list_parse (NULL, part);
}

static const char *
put_author (KithMail *self, const char *from)
{
  g_autoptr (GObject) list = NULL;
  InternetAddressList *addresses;
  const char *author = NULL;

  if (is_masked (from))
    return put_masked (self, from);
  addresses = parse_addresses (from);
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
add_letter (KithMail *self, const char *headers, const char *author, const char *id, const char *date, guint *n,
            GError **error)
{
  static const char *const names[] = { "To", "Cc" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *header = dup_header (headers, names[i]);
      InternetAddressList *addresses = header != NULL ? parse_addresses (header) : NULL;
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
add_reply (KithMail *self, const char *headers, const char *author, const char *id, const char *date, GError **error)
{
  g_autofree char *answers = dup_header (headers, "In-Reply-To");
  g_autofree char *references = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  char contact[17];
  const char *cells[] = { author, NULL, "reply", date, NULL, contact };

  if (answers == NULL)
    return TRUE;
  write_contact (contact, id, author, date, NULL);
  append_ids (ids, answers);
  references = dup_header (headers, "References");
  append_ids (ids, references);
  cells[4] = ids->str;
  return kith_sheet_add_row (&self->ties->sheet, self->number, cells, G_N_ELEMENTS (cells), error);
}

gboolean
kith_mail_take (KithMail *self, const char *headers, GError **error)
{
  g_autofree char *from = dup_header (headers, "From");
  g_autofree char *written = dup_header (headers, "Date");
  g_autofree char *id_header = dup_header (headers, "Message-ID");
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
  if (!is_to_list (headers) && !add_letter (self, headers, author, id, date, &n, error))
    return FALSE;
  return n > 0 || add_reply (self, headers, author, id, date, error);
}

gboolean
kith_mail_finish (KithMail *self, const char *name, GError **error)
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
