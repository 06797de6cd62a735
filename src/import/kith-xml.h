/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* XML as it streams by, one element after the other: no entities, no network, no document type that declares anything, memory that does
 * not grow with the file. */

#pragma once

#include "kith-archive.h"
#include "kith-input.h"

G_BEGIN_DECLS

typedef struct _KithXml KithXml;

/* Names are without prefixes. */
typedef struct
{
  void (*start) (KithXml *xml, const char *name, gpointer data);
  void (*end) (KithXml *xml, const char *name, gpointer data);
  void (*text) (KithXml *xml, const char *text, gsize length, gpointer data); /* in pieces */
} KithXmlHandler;

/* The attribute of the element that starts; NULL where it has none. Good until the handler returns. */
const char *kith_xml_get (KithXml *self, const char *attribute);
guint kith_xml_get_line (KithXml *self);

/* Stops, and fails with @error; taken. */
void kith_xml_fail (KithXml *self, GError *error);

/* Stops without an error: the rest is not needed. */
void kith_xml_stop (KithXml *self);

/* Whether the file begins as XML whose outermost element is called @name. */
gboolean kith_xml_has_root (const guchar *head, gsize length, const char *name);

/* Reads all of a file, or the entry that @archive is at. @shown: the file's name */
gboolean kith_xml_read_input (KithInput *input, const KithXmlHandler *handler, gpointer data, GCancellable *cancellable,
                              GError **error);
gboolean kith_xml_read_entry (KithArchive *archive, const char *shown, const KithXmlHandler *handler, gpointer data,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
