/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-xml.h"

#include "kith-error.h"
#include "kith-xml-guard.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

#define CHUNK_SIZE (64 << 10)

/* Elements in elements; the parser keeps the names of all that are open. */
#define DEPTH_MAX 1000

struct _KithXml
{
  const char *shown;
  const KithXmlHandler *handler;
  gpointer data;
  xmlParserCtxt *parser;
  GString *attributes; /* name, value, name, value …, a zero behind each */
  guint depth;         /* elements that are open */
  GError *error;
  gboolean stopped;
};

typedef gssize (*Read) (gpointer from, void *buffer, gsize size, GCancellable *cancellable, GError **error);

void
kith_xml_fail (KithXml *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  kith_xml_stop (self);
}

void
kith_xml_stop (KithXml *self)
{
  self->stopped = TRUE;
  xmlStopParser (self->parser);
}

static GError *
broken_new (const KithXml *self)
{
  return g_error_new (KITH_ERROR, KITH_ERROR_NOT_READABLE,
                      _ ("“%s” is damaged or cut short: open it in the program it comes from, and save it again."),
                      self->shown);
}

guint
kith_xml_get_line (KithXml *self)
{
  return MAX (xmlSAX2GetLineNumber (self->parser), 0);
}

const char *
kith_xml_get (KithXml *self, const char *attribute)
{
  const char *end = self->attributes->str + self->attributes->len;

  for (const char *name = self->attributes->str; name < end;)
    {
      const char *value = name + strlen (name) + 1;

      if (g_str_equal (name, attribute))
        return value;
      name = value + strlen (value) + 1;
    }
  return NULL;
}

static void
start (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
       const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  KithXml *self = ((xmlParserCtxt *) context)->_private;

  if (self->stopped)
    return;
  if (++self->depth > DEPTH_MAX)
    {
      kith_xml_fail (self, broken_new (self));
      return;
    }
  g_string_truncate (self->attributes, 0);
  for (int i = 0; i < n_attributes; i++)
    {
      const xmlChar **attribute = &attributes[5 * i];

      g_string_append (self->attributes, (const char *) attribute[0]);
      g_string_append_c (self->attributes, '\0');
      g_string_append_len (self->attributes, (const char *) attribute[3], attribute[4] - attribute[3]);
      g_string_append_c (self->attributes, '\0');
    }
  self->handler->start (self, (const char *) name, self->data);
}

static void
end (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  KithXml *self = ((xmlParserCtxt *) context)->_private;

  if (self->stopped)
    return;
  self->depth--;
  if (self->handler->end != NULL)
    self->handler->end (self, (const char *) name, self->data);
}

static void
text (void *context, const xmlChar *bytes, int length)
{
  KithXml *self = ((xmlParserCtxt *) context)->_private;

  if (!self->stopped && self->handler->text != NULL)
    self->handler->text (self, (const char *) bytes, length, self->data);
}

/* What a file of data has no use for, and a bomb is made of. */
static void
refuse_entities (void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                 xmlChar *content)
{
  KithXml *self = ((xmlParserCtxt *) context)->_private;

  kith_xml_fail (self, g_error_new (KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                                    _ ("“%s” declares entities of XML, which may be a trap: export it again as CSV."),
                                    self->shown));
}

#if LIBXML_VERSION < 21200
static void
ignore_error (void *context, xmlError *error)
#else
static void
ignore_error (void *context, const xmlError *error)
#endif
{
}

/* After a part was read: is it broken beyond what a reader can live with, such as an unknown prefix? */
static gboolean
is_broken (xmlParserCtxt *parser)
{
  const xmlError *last = xmlCtxtGetLastError (parser);

  return last != NULL && last->level == XML_ERR_FATAL;
}

static gboolean
parse (KithXml *self, Read read, gpointer from, GCancellable *cancellable, GError **error)
{
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
                        .startElementNs = start,
                        .endElementNs = end,
                        .characters = text,
                        .cdataBlock = text,
                        .entityDecl = refuse_entities,
                        .serror = ignore_error };
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);
  g_autoptr (GError) broken = NULL;
  KithXmlGuard guard = { 0 };
  gboolean well = TRUE;
  gssize n = 0;

  self->attributes = g_string_new (NULL);
  self->parser = xmlCreatePushParserCtxt (&sax, NULL, NULL, 0, NULL);
  self->parser->_private = self;
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  while (well && !self->stopped && (n = read (from, buffer, CHUNK_SIZE, cancellable, &broken)) > 0
         && (well = kith_xml_guard_feed (&guard, buffer, n)))
    well = xmlParseChunk (self->parser, buffer, n, FALSE) == XML_ERR_OK || !is_broken (self->parser);
  if (well && !self->stopped && n == 0)
    well = xmlParseChunk (self->parser, buffer, 0, TRUE) == XML_ERR_OK || self->parser->wellFormed;
  g_string_free (self->attributes, TRUE);
  if (self->parser->myDoc != NULL)
    xmlFreeDoc (self->parser->myDoc);
  xmlFreeParserCtxt (self->parser);
  if (self->error != NULL)
    {
      g_clear_error (&broken);
      g_propagate_error (error, self->error);
      return FALSE;
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (well || self->stopped)
    return TRUE;
  g_propagate_error (error, broken_new (self));
  return FALSE;
}

gboolean
kith_xml_has_root (const guchar *head, gsize length, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p;

  /* Without the zeros of UTF-16. */
  for (gsize i = 0; i < MIN (length, 64 << 10); i++)
    if (head[i] != 0)
      g_string_append_c (text, (char) head[i]);
  for (p = strchr (text->str, '<'); p != NULL && p - text->str < 4096; p = strchr (p + 1, '<'))
    {
      const char *colon;

      if (g_str_has_prefix (p, "<!--"))
        {
          p = strstr (p, "-->");
          if (p == NULL)
            return FALSE;
          continue;
        }
      if (p[1] == '?' || p[1] == '!')
        continue;
      p++;
      colon = p + strcspn (p, ": \t\r\n/>");
      if (*colon == ':')
        p = colon + 1;
      return g_str_has_prefix (p, name) && strchr (" \t\r\n/>", p[strlen (name)]) != NULL;
    }
  return FALSE;
}

static gssize
read_input (gpointer from, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  return kith_input_read_bytes (from, buffer, size, cancellable, error);
}

static gssize
read_entry (gpointer from, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? -1 : kith_archive_read (from, buffer, size, error);
}

gboolean
kith_xml_read_input (KithInput *input, const KithXmlHandler *handler, gpointer data, GCancellable *cancellable,
                     GError **error)
{
  KithXml self = { .shown = kith_input_get_name (input), .handler = handler, .data = data };

  return parse (&self, read_input, input, cancellable, error);
}

gboolean
kith_xml_read_entry (KithArchive *archive, const char *shown, const KithXmlHandler *handler, gpointer data,
                     GCancellable *cancellable, GError **error)
{
  KithXml self = { .shown = shown, .handler = handler, .data = data };

  return parse (&self, read_entry, archive, cancellable, error);
}
