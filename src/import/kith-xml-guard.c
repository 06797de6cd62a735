/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-xml-guard.h"

#include <string.h>

/* "-->" and "]]>" need two of them before the ">", "?>" one. */
static void
step_aside (KithXmlGuard *self, char c)
{
  if (c == self->last)
    self->run++;
  else if (c == '>' && self->run >= (self->last == '?' ? 1 : 2))
    self->state = KITH_XML_GUARD_TEXT;
  else
    self->run = 0;
}

static void
go_aside (KithXmlGuard *self, char last)
{
  self->state = KITH_XML_GUARD_ASIDE;
  self->last = last;
  self->run = 0;
}

static void
step (KithXmlGuard *self, char c)
{
  switch (self->state)
    {
    case KITH_XML_GUARD_OPEN:
      self->attributes = 0;
      if (c == '?')
        go_aside (self, '?');
      else
        self->state = c == '!' ? KITH_XML_GUARD_BANG : c == '>' ? KITH_XML_GUARD_TEXT : KITH_XML_GUARD_TAG;
      break;
    case KITH_XML_GUARD_BANG:
      /* Behind "<!DOCTYPE" nothing has attributes. */
      if (c == '-')
        go_aside (self, '-');
      else if (c == '[')
        go_aside (self, ']');
      else
        self->state = KITH_XML_GUARD_TEXT;
      break;
    case KITH_XML_GUARD_TAG:
      if (c == '>')
        self->state = KITH_XML_GUARD_TEXT;
      else if (c == '"' || c == '\'')
        {
          self->state = KITH_XML_GUARD_VALUE;
          self->quote = c;
          self->attributes++;
        }
      break;
    case KITH_XML_GUARD_ASIDE:
      step_aside (self, c);
      break;
    default:
      break;
    }
}

gboolean
kith_xml_guard_feed (KithXmlGuard *self, const char *bytes, gsize length)
{
  const char *end = bytes + length;

  for (const char *p = bytes; p < end; p++)
    if (self->state == KITH_XML_GUARD_TEXT || self->state == KITH_XML_GUARD_VALUE)
      {
        gboolean text = self->state == KITH_XML_GUARD_TEXT;

        p = memchr (p, text ? '<' : self->quote, end - p);
        if (p == NULL)
          return TRUE;
        self->state = text ? KITH_XML_GUARD_OPEN : KITH_XML_GUARD_TAG;
      }
    /* The other half of a character. */
    else if (*p != '\0')
      {
        step (self, *p);
        if (self->attributes > KITH_XML_ATTRIBUTES_MAX)
          return FALSE;
      }
  return TRUE;
}
