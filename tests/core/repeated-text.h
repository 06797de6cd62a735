/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that repeat themselves, for what must not cost the square of its length. */

#pragma once

#include <glib.h>

static inline char *
repeated_text (const char *head, const char *part, guint times, const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
  g_string_append (text, tail);
  return g_string_free_and_steal (text);
}
