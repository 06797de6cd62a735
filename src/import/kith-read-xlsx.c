/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks of Excel since 2007: a ZIP archive of XML (ECMA-376 part 1, 18). The parts are read in the order in which they need each other:
 * which sheets there are and where, the texts that cells share, which styles are dates, then each sheet. */

#include "kith-error.h"
#include "kith-readers.h"
#include "kith-text.h"
#include "kith-workbook.h"
#include "kith-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *title, *relation, *part;
} Part;

typedef struct
{
  KithFile *file;
  GCancellable *cancellable;
  gboolean from_1904;
  GArray *parts; /* Part: the sheets */
  char *strings_part, *styles_part;
  GStringChunk *texts;
  GPtrArray *shared;   /* char * in texts */
  GHashTable *formats; /* number of an own format → its code */
  GArray *styles;      /* guint: format of each style of cells */
  gboolean in_styles;

  /* The text, or the cell, at hand. */
  gboolean in_text, in_phonetic;
  GString *text;
  KithSheet *sheet;
  guint64 row;
  guint column;
  char type; /* of the cell: s, i (text of its own), t (text of a formula), b, e, d, n */
  guint style;
  GString *line; /* the cells of the row */
  GArray *starts;
  GPtrArray *cells;
} Xlsx;

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->title);
  g_free (part->relation);
  g_free (part->part);
}

static void
xlsx_clear (Xlsx *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_clear_pointer (&self->formats, g_hash_table_unref);
  g_clear_pointer (&self->styles, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  g_string_free (self->line, TRUE);
  g_free (self->strings_part);
  g_free (self->styles_part);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Xlsx, xlsx_clear)

/* --- which sheets there are, and where --- */

static void
start_workbook (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;

  if (g_str_equal (name, "sheet") && self->parts->len < KITH_WORKBOOK_SHEETS_MAX)
    {
      Part part = { .title = g_strdup (kith_xml_get (xml, "name")), .relation = g_strdup (kith_xml_get (xml, "id")) };

      g_array_append_val (self->parts, part);
    }
  /* Extensions have an element of the same name. */
  else if (g_str_equal (name, "workbookPr") && kith_xml_get (xml, "date1904") != NULL)
    {
      const char *value = kith_xml_get (xml, "date1904");

      self->from_1904 = g_str_equal (value, "1") || g_str_equal (value, "true");
    }
}

/* "worksheets/sheet1.xml" stands beside the workbook, "/xl/worksheets/sheet1.xml" anywhere. */
static char *
dup_target (const char *target)
{
  if (*target == '/')
    return g_strdup (target + 1);
  return g_strconcat ("xl/", g_str_has_prefix (target, "./") ? target + 2 : target, NULL);
}

static void
start_relations (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;
  const char *id = kith_xml_get (xml, "Id");
  const char *type = kith_xml_get (xml, "Type");
  const char *target = kith_xml_get (xml, "Target");

  if (!g_str_equal (name, "Relationship") || id == NULL || type == NULL || target == NULL)
    return;
  if (g_str_has_suffix (type, "/sharedStrings") && self->strings_part == NULL)
    self->strings_part = dup_target (target);
  else if (g_str_has_suffix (type, "/styles") && self->styles_part == NULL)
    self->styles_part = dup_target (target);
  else if (g_str_has_suffix (type, "/worksheet"))
    for (guint i = 0; i < self->parts->len; i++)
      {
        Part *part = &g_array_index (self->parts, Part, i);

        if (part->part == NULL && g_strcmp0 (part->relation, id) == 0)
          part->part = dup_target (target);
      }
}

/* --- texts that cells share; those that tell how to say others are left out --- */

static void
start_strings (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;

  if (g_str_equal (name, "si"))
    g_string_truncate (self->text, 0);
  else if (g_str_equal (name, "rPh"))
    self->in_phonetic = TRUE;
  else if (g_str_equal (name, "t"))
    self->in_text = !self->in_phonetic;
}

static void
end_strings (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;

  if (g_str_equal (name, "si"))
    g_ptr_array_add (self->shared, g_string_chunk_insert_len (self->texts, self->text->str, self->text->len));
  else if (g_str_equal (name, "rPh"))
    self->in_phonetic = FALSE;
  else if (g_str_equal (name, "t"))
    self->in_text = FALSE;
}

static void
take_text (KithXml *xml, const char *text, gsize length, gpointer data)
{
  Xlsx *self = data;

  if (self->in_text && self->text->len < KITH_CSV_CELL_MAX)
    g_string_append_len (self->text, text, length);
}

/* --- styles --- */

static guint
get_number (KithXml *xml, const char *attribute)
{
  const char *value = kith_xml_get (xml, attribute);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 10) : 0;
}

static void
start_styles (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;

  if (g_str_equal (name, "numFmt") && kith_xml_get (xml, "formatCode") != NULL)
    g_hash_table_insert (self->formats, GUINT_TO_POINTER (get_number (xml, "numFmtId")),
                         g_strdup (kith_xml_get (xml, "formatCode")));
  else if (g_str_equal (name, "cellXfs"))
    self->in_styles = TRUE;
  else if (g_str_equal (name, "xf") && self->in_styles && self->styles->len < (1 << 17))
    {
      guint format = get_number (xml, "numFmtId");

      g_array_append_val (self->styles, format);
    }
}

static void
end_styles (KithXml *xml, const char *name, gpointer data)
{
  if (g_str_equal (name, "cellXfs"))
    ((Xlsx *) data)->in_styles = FALSE;
}

/* Letters of days, months, years or hours outside quotes and brackets. */
static gboolean
is_date_code (const char *code)
{
  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      if (*p == '"' || *p == '[')
        {
          const char *end = strchr (p + 1, *p == '"' ? '"' : ']');

          /* "[h]:mm" is a time. */
          if (*p == '[' && (g_ascii_tolower (p[1]) == 'h' || g_ascii_tolower (p[1]) == 'm') && end != NULL
              && end - p <= 3)
            return TRUE;
          if (end == NULL)
            return FALSE;
          p = end;
        }
      else if (*p == '\\' || *p == '_' || *p == '*')
        {
          if (*++p == '\0')
            return FALSE;
        }
      else if (strchr ("dmyhDMYH", *p) != NULL)
        return TRUE;
      else if (g_ascii_strncasecmp (p, "general", 7) == 0)
        return FALSE;
    }
  return FALSE;
}

/* The formats without a code that every workbook has: dates, also those of East Asia. */
static gboolean
is_date_format (const Xlsx *self, guint format)
{
  const char *code = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (format));

  if (code != NULL)
    return is_date_code (code);
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47)
         || (format >= 50 && format <= 58);
}

/* "00000" shows zeros in front, as in postcodes: how many digits there are; 0 for other formats. */
static guint
get_digits (const Xlsx *self, guint format)
{
  const char *code = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (format));

  return code != NULL && strspn (code, "0") == strlen (code) && strlen (code) <= 15 ? strlen (code) : 0;
}

/* --- a sheet --- */

/* "AB12" → 27; G_MAXUINT where it says nothing. */
static guint
column_of (const char *reference)
{
  guint column = 0, letters = 0;

  for (; reference != NULL && g_ascii_isalpha (*reference) && letters < 4; reference++, letters++)
    column = column * 26 + (g_ascii_toupper (*reference) - 'A' + 1);
  return letters > 0 ? column - 1 : G_MAXUINT;
}

static void
start_sheet (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;

  if (g_str_equal (name, "row"))
    {
      guint row = get_number (xml, "r");

      self->row = row > self->row ? row : self->row + 1;
      self->column = 0;
      g_string_truncate (self->line, 0);
      g_array_set_size (self->starts, 0);
    }
  else if (g_str_equal (name, "c"))
    {
      const char *type = kith_xml_get (xml, "t");
      guint column = column_of (kith_xml_get (xml, "r"));

      if (column != G_MAXUINT)
        self->column = column;
      self->type = type == NULL ? 'n' : g_str_equal (type, "inlineStr") ? 'i' : g_str_equal (type, "str") ? 't' : *type;
      self->style = get_number (xml, "s");
      g_string_truncate (self->text, 0);
    }
  else if (g_str_equal (name, "rPh"))
    self->in_phonetic = TRUE;
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    self->in_text = !self->in_phonetic;
}

static void
append_cell (Xlsx *self)
{
  const char *text = self->text->str;
  guint format = self->style < self->styles->len ? g_array_index (self->styles, guint, self->style) : 0;
  double number;
  guint64 index;
  char *end;

  switch (self->type)
    {
    case 's':
      index = g_ascii_strtoull (text, &end, 10);
      if (end != text && index < self->shared->len)
        g_string_append (self->line, self->shared->pdata[index]);
      break;
    case 'b':
      g_string_append (self->line, *text == '1' || *text == 't' ? "TRUE" : "FALSE");
      break;
    case 'e':
      break;
    case 'd':
      /* As written: "2024-03-05T14:40:47". */
      g_string_append (self->line, text);
      g_strdelimit (self->line->str + self->line->len - strlen (text), "T", ' ');
      break;
    case 'i':
    case 't':
      g_string_append (self->line, text);
      break;
    default:
      number = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        g_string_append (self->line, text);
      else if (is_date_format (self, format))
        kith_workbook_append_date (self->line, number, self->from_1904);
      else if (get_digits (self, format) > 0 && number >= 0 && number < 1e15)
        g_string_append_printf (self->line, "%0*" G_GINT64_FORMAT, (int) get_digits (self, format),
                                (gint64) (number + 0.5));
      else
        kith_workbook_append_number (self->line, number);
    }
}

static void
end_row (Xlsx *self, KithXml *xml)
{
  GError *error = NULL;

  g_ptr_array_set_size (self->cells, self->starts->len);
  for (guint i = 0; i < self->starts->len; i++)
    {
      gsize start = g_array_index (self->starts, gsize, i);

      self->cells->pdata[i] = start == G_MAXSIZE ? (gpointer) "" : self->line->str + start;
    }
  if (!kith_sheet_add_cells (self->sheet, self->row, self->cells, &error)
      || g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    kith_xml_fail (xml, error);
}

static void
end_sheet (KithXml *xml, const char *name, gpointer data)
{
  Xlsx *self = data;

  if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    self->in_text = FALSE;
  else if (g_str_equal (name, "rPh"))
    self->in_phonetic = FALSE;
  else if (g_str_equal (name, "c"))
    {
      const gsize nothing = G_MAXSIZE, start = self->line->len;

      if (self->column >= KITH_CSV_COLUMNS_MAX || self->column < self->starts->len || self->text->len == 0)
        {
          self->column++;
          return;
        }
      while (self->starts->len < self->column)
        g_array_append_val (self->starts, nothing);
      append_cell (self);
      g_string_append_c (self->line, '\0');
      g_array_append_val (self->starts, start);
      self->column++;
      if (self->line->len > KITH_CSV_ROW_MAX)
        kith_xml_fail (xml,
                       g_error_new (KITH_ERROR, KITH_ERROR_TOO_LARGE,
                                    _ ("“%s” has rows longer than any table of people has: export it again as CSV."),
                                    self->file->name));
    }
  else if (g_str_equal (name, "row"))
    end_row (self, xml);
  else if (g_str_equal (name, "sheetData"))
    kith_xml_stop (xml);
}

/* --- the whole --- */

static gboolean
read_part (Xlsx *self, const char *part, gboolean optional, const KithXmlHandler *handler, GError **error)
{
  self->in_text = self->in_phonetic = FALSE;
  return kith_workbook_read_part (self->file, part, optional, handler, self, self->cancellable, error);
}

static gboolean
read_xlsx (KithSource *source, KithInput *input, GError **error)
{
  static const KithXmlHandler workbook = { .start = start_workbook };
  static const KithXmlHandler relations = { .start = start_relations };
  static const KithXmlHandler strings = { .start = start_strings, .end = end_strings, .text = take_text };
  static const KithXmlHandler styles = { .start = start_styles, .end = end_styles };
  static const KithXmlHandler sheet = { .start = start_sheet, .end = end_sheet, .text = take_text };
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_sheet_free);
  g_auto (Xlsx) self = { .file = kith_input_get_file (input),
                         .cancellable = source->cancellable,
                         .parts = g_array_new (FALSE, FALSE, sizeof (Part)),
                         .texts = g_string_chunk_new (64 << 10),
                         .shared = g_ptr_array_new (),
                         .formats = g_hash_table_new_full (NULL, NULL, NULL, g_free),
                         .styles = g_array_new (FALSE, FALSE, sizeof (guint)),
                         .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
                         .cells = g_ptr_array_new (),
                         .text = g_string_new (NULL),
                         .line = g_string_new (NULL) };

  g_array_set_clear_func (self.parts, part_clear);
  if (!kith_workbook_check (self.file, error) || !read_part (&self, "xl/workbook.xml", FALSE, &workbook, error)
      || !read_part (&self, "xl/_rels/workbook.xml.rels", TRUE, &relations, error)
      || !read_part (&self, self.strings_part != NULL ? self.strings_part : "xl/sharedStrings.xml", TRUE, &strings,
                     error)
      || !read_part (&self, self.styles_part != NULL ? self.styles_part : "xl/styles.xml", TRUE, &styles, error))
    return FALSE;
  for (guint i = 0; i < self.parts->len; i++)
    {
      const Part *part = &g_array_index (self.parts, Part, i);

      if (part->part == NULL)
        continue;
      self.sheet = kith_workbook_new_sheet (self.file, "xlsx", part->title);
      self.row = 0;
      g_ptr_array_add (sheets, self.sheet);
      if (!read_part (&self, part->part, TRUE, &sheet, error))
        return FALSE;
    }
  return kith_workbook_finish (source, self.file, sheets, error);
}

static gboolean
knows_xlsx (const char *name, const guchar *head, gsize length)
{
  static const char *const first[] = { "[Content_Types].xml", "_rels/", "xl/", "docProps/", "customXml/" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (length < 50 || memcmp (head, "PK\003\004", 4) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    if (memcmp (head + 30, first[i], strlen (first[i])) == 0)
      return TRUE;
  return g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".xlsm");
}

const KithReader kith_reader_xlsx = { .format = "xlsx", .knows = knows_xlsx, .read = read_xlsx };
