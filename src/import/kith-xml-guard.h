/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps from the parser what it would take the square of the time for: it compares each attribute of an element with all before it, so that two
 * megabytes of them are half a minute. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No format has a tenth of it. */
#define KITH_XML_ATTRIBUTES_MAX 1000

/* Where in the text the last byte was. Zeros at first. */
typedef struct
{
  enum
  {
    KITH_XML_GUARD_TEXT,
    KITH_XML_GUARD_OPEN,  /* behind "<" */
    KITH_XML_GUARD_BANG,  /* behind "<!" */
    KITH_XML_GUARD_TAG,   /* of an element */
    KITH_XML_GUARD_VALUE, /* of an attribute */
    KITH_XML_GUARD_ASIDE, /* comments, what is no markup, instructions */
  } state;
  char quote;       /* that ends the value */
  char last;        /* before ">", where it ends what is aside */
  guint run;        /* how many of these came one behind the other */
  guint attributes; /* of the element */
} KithXmlGuard;

/* The next bytes, of any character set that has ASCII in it, also two bytes wide. Returns: FALSE where an element has too many attributes */
gboolean kith_xml_guard_feed (KithXmlGuard *self, const char *bytes, gsize length);

G_END_DECLS
