/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sheets of OpenDocument (version 1.3, part 3, 9 and 19): one XML file with all tables, in which rows and cells that are alike are written
 * once with how often. */

#include "kith-error.h"
#include "kith-readers.h"
#include "kith-workbook.h"
#include "kith-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What rows and cells come to that are written once and stand there more often; a column filled down to the end of a sheet is about 30 MB. */
#define REPEATED_MAX (128 << 20)
#define ROW_HELD 16 /* bytes of a row besides its cells */

typedef struct
{
  KithFile *file;
  GCancellable *cancellable;
  GPtrArray *sheets;
  KithSheet *sheet; /* NULL outside a table */
  gboolean locked;

  guint64 row;
  guint row_times;
  gsize row_size;   /* bytes of its cells, as often as they stand there */
  guint64 repeated; /* the same of all rows, but for what was written */
  gboolean in_cell;
  guint in_note; /* how deep */
  guint cell_times, paragraphs, column;
  char *type, *value;
  GString *text;  /* what the cell shows */
  GString *line;  /* the cells of the row */
  GArray *starts; /* gsize into line */
  GPtrArray *cells;
} Ods;

static void
ods_clear (Ods *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  g_string_free (self->line, TRUE);
  g_free (self->type);
  g_free (self->value);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ods, ods_clear)

static guint
get_times (KithXml *xml, const char *attribute)
{
  const char *value = kith_xml_get (xml, attribute);

  return value != NULL ? (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, 1 << 24) : 1;
}

static void
start_cell (Ods *self, KithXml *xml)
{
  static const char *const values[] = { "value", "date-value", "time-value", "boolean-value", "string-value" };

  self->in_cell = TRUE;
  self->cell_times = get_times (xml, "number-columns-repeated");
  self->paragraphs = 0;
  g_string_truncate (self->text, 0);
  g_set_str (&self->type, kith_xml_get (xml, "value-type"));
  g_clear_pointer (&self->value, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (values) && self->value == NULL; i++)
    self->value = g_strdup (kith_xml_get (xml, values[i]));
}

static void
start_element (KithXml *xml, const char *name, gpointer data)
{
  Ods *self = data;

  if (self->in_note > 0 || g_str_equal (name, "annotation"))
    self->in_note++;
  else if (g_str_equal (name, "table") && self->sheet == NULL && self->sheets->len < KITH_WORKBOOK_SHEETS_MAX)
    {
      self->sheet = kith_workbook_new_sheet (self->file, "ods", kith_xml_get (xml, "name"));
      self->row = 0;
      g_ptr_array_add (self->sheets, self->sheet);
    }
  else if (self->sheet == NULL)
    return;
  else if (g_str_equal (name, "table-row"))
    {
      self->row_times = get_times (xml, "number-rows-repeated");
      self->row_size = 0;
      self->column = 0;
      g_string_truncate (self->line, 0);
      g_array_set_size (self->starts, 0);
    }
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    start_cell (self, xml);
  else if (self->in_cell && g_str_equal (name, "p") && self->paragraphs++ > 0)
    g_string_append_c (self->text, '\n');
  else if (self->in_cell && (g_str_equal (name, "s") || g_str_equal (name, "tab")))
    g_string_append_c (self->text, ' ');
  else if (self->in_cell && g_str_equal (name, "line-break"))
    g_string_append_c (self->text, '\n');
}

static void
take_text (KithXml *xml, const char *text, gsize length, gpointer data)
{
  Ods *self = data;

  if (self->in_cell && self->in_note == 0 && self->paragraphs > 0 && self->text->len < KITH_CSV_CELL_MAX)
    g_string_append_len (self->text, text, length);
}

/* "PT14H05M00S" */
static void
append_time (GString *line, const char *value)
{
  guint hours = 0, minutes = 0, seconds = 0;

  for (const char *p = g_str_has_prefix (value, "PT") ? value + 2 : ""; g_ascii_isdigit (*p);)
    {
      char *end;
      guint number = (guint) MIN (g_ascii_strtoull (p, &end, 10), 99999);

      if (*end == 'H')
        hours = number;
      else if (*end == 'M')
        minutes = number;
      else
        seconds = number;
      p = strpbrk (end, "HMS");
      if (p == NULL || *p++ == 'S')
        break;
    }
  g_string_append_printf (line, "%02u:%02u:%02u", hours, minutes, seconds);
}

/* The number as it is stored, but digits as they are shown: "00420" is a postcode. */
static void
append_number (Ods *self)
{
  const char *shown = self->text->str;
  double number = g_ascii_strtod (self->value, NULL);

  if (*shown != '\0' && strspn (shown, "0123456789") == strlen (shown) && g_ascii_strtod (shown, NULL) == number)
    g_string_append (self->line, shown);
  else
    kith_workbook_append_number (self->line, number);
}

static void
append_cell (Ods *self)
{
  if (self->value == NULL || self->type == NULL || g_str_equal (self->type, "string"))
    g_string_append (self->line, self->text->len == 0 && self->value != NULL ? self->value : self->text->str);
  else if (g_str_equal (self->type, "float") || g_str_equal (self->type, "currency")
           || g_str_equal (self->type, "percentage"))
    append_number (self);
  else if (g_str_equal (self->type, "date"))
    {
      gsize start = self->line->len;

      g_string_append (self->line, self->value);
      g_strdelimit (self->line->str + start, "T", ' ');
      if (g_str_has_suffix (self->line->str + start, " 00:00:00"))
        g_string_truncate (self->line, self->line->len - 9);
    }
  else if (g_str_equal (self->type, "boolean"))
    g_string_append (self->line, g_str_equal (self->value, "true") ? "TRUE" : "FALSE");
  else if (g_str_equal (self->type, "time"))
    append_time (self->line, self->value);
  else
    g_string_append (self->line, self->text->str);
}

static void
end_cell (Ods *self)
{
  const gsize nothing = G_MAXSIZE;
  gsize start = self->line->len;

  self->in_cell = FALSE;
  append_cell (self);
  if (self->line->len > start)
    {
      g_string_append_c (self->line, '\0');
      while (self->starts->len < MIN (self->column, KITH_CSV_COLUMNS_MAX))
        g_array_append_val (self->starts, nothing);
      for (guint i = 0; i < self->cell_times && self->starts->len < KITH_CSV_COLUMNS_MAX; i++)
        {
          g_array_append_val (self->starts, start);
          self->row_size += self->line->len - start;
        }
    }
  self->column = MIN (self->column + self->cell_times, 1 << 24);
}

/* Before anything is made of it. */
static void
count_repeated (Ods *self)
{
  guint64 held = self->row_size + self->starts->len + ROW_HELD;

  if (self->row_size > self->line->len)
    self->repeated += self->row_size - self->line->len;
  if (self->starts->len > 0)
    self->repeated += (self->row_times - 1) * held;
}

static void
end_row (Ods *self, KithXml *xml)
{
  GError *error = NULL;

  count_repeated (self);
  if (self->repeated > REPEATED_MAX)
    error
        = g_error_new (KITH_ERROR, KITH_ERROR_TOO_LARGE,
                       /* Translators: a file, and a number of megabytes */
                       _ ("“%s” repeats cells to more than %d megabytes: delete what is filled in below and beside the "
                          "table, and save it again."),
                       self->file->name, REPEATED_MAX >> 20);
  else if (MAX (self->row_size, self->line->len) > KITH_CSV_ROW_MAX)
    error = g_error_new (KITH_ERROR, KITH_ERROR_TOO_LARGE,
                         _ ("“%s” has rows longer than any table of people has: export it again as CSV."),
                         self->file->name);
  g_ptr_array_set_size (self->cells, self->starts->len);
  for (guint i = 0; i < self->starts->len; i++)
    {
      gsize start = g_array_index (self->starts, gsize, i);

      self->cells->pdata[i] = start == G_MAXSIZE ? (gpointer) "" : self->line->str + start;
    }
  for (guint i = 0; i < self->row_times && self->starts->len > 0 && error == NULL; i++)
    if (kith_sheet_add_cells (self->sheet, self->row + 1 + i, self->cells, &error))
      g_cancellable_set_error_if_cancelled (self->cancellable, &error);
  self->row += self->row_times;
  if (error != NULL)
    kith_xml_fail (xml, error);
}

static void
end_element (KithXml *xml, const char *name, gpointer data)
{
  Ods *self = data;

  if (self->in_note > 0)
    self->in_note--;
  else if (self->sheet == NULL)
    return;
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    end_cell (self);
  else if (g_str_equal (name, "table-row"))
    end_row (self, xml);
  else if (g_str_equal (name, "table") && !self->in_cell)
    self->sheet = NULL;
}

/* The list of parts says which of them are locked. */
static void
start_manifest (KithXml *xml, const char *name, gpointer data)
{
  if (g_str_equal (name, "encryption-data"))
    ((Ods *) data)->locked = TRUE;
}

static gboolean
read_part (Ods *self, const char *part, gboolean optional, const KithXmlHandler *handler, GError **error)
{
  return kith_workbook_read_part (self->file, part, optional, handler, self, self->cancellable, error);
}

static gboolean
read_ods (KithSource *source, KithInput *input, GError **error)
{
  static const KithXmlHandler manifest = { .start = start_manifest };
  static const KithXmlHandler content = { .start = start_element, .end = end_element, .text = take_text };
  g_auto (Ods) self = { .file = kith_input_get_file (input),
                        .cancellable = source->cancellable,
                        .sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_sheet_free),
                        .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
                        .cells = g_ptr_array_new (),
                        .text = g_string_new (NULL),
                        .line = g_string_new (NULL) };

  if (!kith_workbook_check (self.file, error) || !read_part (&self, "META-INF/manifest.xml", TRUE, &manifest, error))
    return FALSE;
  if (self.locked)
    {
      kith_workbook_set_locked (self.file, error);
      return FALSE;
    }
  return read_part (&self, "content.xml", FALSE, &content, error)
         && kith_workbook_finish (source, self.file, self.sheets, error);
}

static gboolean
knows_ods (const char *name, const guchar *head, gsize length)
{
  static const char first[] = "mimetypeapplication/vnd.oasis.opendocument";
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (length < 30 + sizeof first || memcmp (head, "PK\003\004", 4) != 0)
    return FALSE;
  return memcmp (head + 30, first, sizeof first - 1) == 0 || g_str_has_suffix (lower, ".ods");
}

const KithReader kith_reader_ods = { .format = "ods", .knows = knows_ods, .read = read_ods };
