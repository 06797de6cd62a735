/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-value-kinds.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define MINUTE 60
#define DAY 86400

static const char *const names[] = {
  [KITH_VALUE_TEXT] = "text",     [KITH_VALUE_NUMBER] = "number", [KITH_VALUE_DATE] = "date",
  [KITH_VALUE_YES_NO] = "yes-no", [KITH_VALUE_CHOICE] = "choice",
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == KITH_N_VALUE_KINDS);

const char *
kith_value_kind_get_name (KithValueKind kind)
{
  return names[kind];
}

gboolean
kith_value_kind_from_name (const char *name, KithValueKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *kind = (KithValueKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kith_value_kind_get_words (KithValueKind kind)
{
  switch (kind)
    {
    case KITH_VALUE_TEXT:
      /* Translators: what the values of a field are */
      return C_ ("values", "Text");
    case KITH_VALUE_NUMBER:
      return C_ ("values", "Number");
    case KITH_VALUE_DATE:
      return C_ ("values", "Date");
    case KITH_VALUE_YES_NO:
      return C_ ("values", "Yes or No");
    case KITH_VALUE_CHOICE:
      /* Translators: the values of a field are one of a few */
      return C_ ("values", "Choice");
    case KITH_N_VALUE_KINDS:
    default:
      g_assert_not_reached ();
    }
}

gboolean
kith_value_get_order (KithValueKind kind, const char *text, double *order)
{
  const char *end = strchr (text, '\n');
  g_autofree char *line = end != NULL ? g_strndup (text, end - text) : NULL;
  const char *first = line != NULL ? line : text;
  KithSays says;
  gint64 date;

  *order = 0;
  switch (kind)
    {
    case KITH_VALUE_NUMBER:
      return kith_value_number (first, order);
    case KITH_VALUE_DATE:
      if (!kith_value_date (first, KITH_DATES_DAY_FIRST, &date, NULL))
        return FALSE;
      *order = (double) date;
      return TRUE;
    case KITH_VALUE_YES_NO:
      says = kith_value_says (first);
      *order = says == KITH_SAYS_YES;
      return says != KITH_SAYS_NOTHING;
    case KITH_VALUE_TEXT:
    case KITH_VALUE_CHOICE:
    case KITH_N_VALUE_KINDS:
    default:
      return TRUE;
    }
}

KithDateOrder
kith_value_dates_here (void)
{
  const char *locale = setlocale (LC_TIME, NULL);
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  /* "C" says month first, and means nothing by it. */
  if (locale == NULL || *locale == 'C' || g_str_equal (locale, "POSIX"))
    return KITH_DATES_DAY_FIRST;
  return strstr (format, "%D") != NULL || (month != NULL && day != NULL && month < day) ? KITH_DATES_MONTH_FIRST
                                                                                        : KITH_DATES_DAY_FIRST;
}

char *
kith_value_dup_kept (KithValueKind kind, const char *text, KithDateOrder dates)
{
  g_autoptr (GDateTime) time = NULL;
  gint64 date;

  /* Other letters are of a month, which cannot be taken for another, or of a remark, which would be lost. */
  if (kind != KITH_VALUE_DATE || text[strspn (text, "0123456789/-.:+, AMPampGTUCZ")] != '\0'
      || !kith_value_date (text, dates, &date, NULL))
    return g_strdup (text);
  time = g_date_time_new_from_unix_utc (date);
  return g_date_time_format (time, date % DAY == 0      ? "%Y-%m-%d"
                                   : date % MINUTE == 0 ? "%Y-%m-%d %H:%M"
                                                        : "%Y-%m-%d %H:%M:%S");
}
