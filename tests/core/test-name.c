/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-name.h"
#include "kith-short-forms.h"

#include <string.h>

static void
test_latin (void)
{
  static const char *const names[][2] = {
    { "Jürgen  O’Neill-Müller", "jurgen oneill muller" },
    { "Juergen O'Neill Mueller", "jurgen oneill muller" },
    { "Анна Петрова", "anna petrova" },
    { "Γιώργος Παπαδόπουλος", "giorgos papadopoylos" },
    { "Łukasz Śliwa", "lukasz sliwa" },
    { "Søren Ægidius", "soren agidius" },
    { "Đorđe Ćirić", "dorde ciric" },
    { "José NÚÑEZ", "jose nunez" },
    { " ", "" },
    { "王伟", "王伟" },
    { "St. John-Smith, Jr.", "st john smith jr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *latin = kith_name_dup_latin (names[i][0]);

      g_assert_cmpstr (latin, ==, names[i][1]);
    }
}

static void
test_sound (void)
{
  static const char *const alike[][2] = {
    { "meier", "mayr" },         { "maier", "meyer" },    { "schmidt", "schmitt" }, { "smith", "smyth" },
    { "hoffmann", "hofman" },    { "stefan", "stephan" }, { "phillips", "filips" }, { "kovac", "kowac" },
    { "andersson", "anderson" }, { "petrov", "petroff" }, { "katz", "kats" },
  };
  static const char *const not_alike[][2] = {
    { "berg", "nord" }, { "maier", "muller" }, { "lopez", "gomez" }, { "ito", "sato" }, { "larsen", "hansen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_test_message ("%s %s", alike[i][0], alike[i][1]);
      g_assert_cmphex (kith_name_sound (alike[i][0]), ==, kith_name_sound (alike[i][1]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (not_alike); i++)
    g_assert_cmphex (kith_name_sound (not_alike[i][0]), !=, kith_name_sound (not_alike[i][1]));
  g_assert_cmphex (kith_name_sound (""), ==, 0);
}

/* Winkler's own table (1990). */
static void
test_likeness (void)
{
  static const struct
  {
    const char *a, *b;
    double likeness;
  } pairs[] = {
    { "martha", "marhta", .9611 },
    { "dwayne", "duane", .8400 },
    { "dixon", "dicksonx", .8133 },
    { "jones", "johnson", .8324 },
    { "massey", "massie", .9333 },
    { "abroms", "abrams", .9222 },
    { "itman", "smith", .4667 },
    { "jeraldine", "geraldine", .9259 },
    { "michelle", "michael", .9214 },
    { "julies", "julius", .9333 },
    { "abc", "xyz", 0 },
    { "", "", 1 },
    { "", "a", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s %s", pairs[i].a, pairs[i].b);
      g_assert_cmpfloat_with_epsilon (kith_name_likeness (pairs[i].a, pairs[i].b), pairs[i].likeness, .0001);
      g_assert_cmpfloat_with_epsilon (kith_name_likeness (pairs[i].b, pairs[i].a), pairs[i].likeness, .0001);
    }
}

static void
test_take_apart (void)
{
  static const struct
  {
    const char *name, *given, *family; /* as known */
    const char *first, *others, *last; /* as taken apart */
    guint generation;
  } names[] = {
    { "Dr. Nea Maria von Nord", NULL, NULL, "nea", "maria", "nord", 0 },
    { "Juan Carlos de la Cruz", NULL, NULL, "juan", "carlos", "cruz", 0 },
    { "John Brown, Jr.", NULL, NULL, "john", "", "brown", 2 },
    { "Brown", NULL, NULL, "brown", "", "", 0 },
    { "nea@example.org", NULL, NULL, "", "", "", 0 },
    { "nea at example.org", NULL, NULL, "", "", "", 0 },
    { "Person 12", NULL, NULL, "", "", "", 0 },
    { "x", "Gabriel José", "García Márquez", "gabriel", "jose", "garcia marquez", 0 },
    { "x", "Bo", "Berg III", "bo", "", "berg", 3 },
    { NULL, NULL, NULL, "", "", "", 0 },
    { "Mr. T", NULL, NULL, "t", "", "", 0 },
    { "Ludwig van Beethoven", "Ludwig", NULL, "ludwig", "", "beethoven", 0 },
    { "Le Van", "Le", "Van", "le", "", "van", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (KithNameParts) parts = { 0 };

      g_test_message ("%s", names[i].name);
      kith_name_take_apart (&parts, names[i].name, names[i].given, names[i].family);
      g_assert_cmpstr (parts.given, ==, names[i].first);
      g_assert_cmpstr (parts.others, ==, names[i].others);
      g_assert_cmpstr (parts.family, ==, names[i].last);
      g_assert_cmpuint (parts.generation, ==, names[i].generation);
    }
}

static void
test_compare_given (void)
{
  static const struct
  {
    const char *a, *b;
    KithGivenFit fit;
  } names[] = {
    { "anna", "anna", KITH_GIVEN_SAME },
    { "anna", "", KITH_GIVEN_UNKNOWN },
    { "bob", "robert", KITH_GIVEN_SHORT_FORM },
    { "peggy", "margaret", KITH_GIVEN_SHORT_FORM },
    { "sasha", "aleksandra", KITH_GIVEN_SHORT_FORM },
    { "kasia", "katarzyna", KITH_GIVEN_SHORT_FORM },
    { "pepe", "jose", KITH_GIVEN_SHORT_FORM },
    { "uschi", "ursula", KITH_GIVEN_SHORT_FORM },
    { "zhenya", "evgeny", KITH_GIVEN_SHORT_FORM },
    { "jon", "jonathan", KITH_GIVEN_SHORT_FORM },
    { "j", "john", KITH_GIVEN_INITIAL },
    { "j", "k", KITH_GIVEN_DIFFERENT },
    { "jonh", "john", KITH_GIVEN_ALIKE },
    { "fatimah", "fatimah", KITH_GIVEN_SAME },
    { "fatimma", "fatima", KITH_GIVEN_ALIKE },
    { "maria", "mario", KITH_GIVEN_DIFFERENT },
    { "maria", "marta", KITH_GIVEN_DIFFERENT },
    { "martin", "martina", KITH_GIVEN_DIFFERENT },
    { "christian", "christiane", KITH_GIVEN_DIFFERENT },
    { "li", "lin", KITH_GIVEN_DIFFERENT },
    { "daniel", "daniela", KITH_GIVEN_DIFFERENT },
    { "paul", "paula", KITH_GIVEN_DIFFERENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s %s", names[i].a, names[i].b);
      g_assert_cmpint (kith_name_compare_given (names[i].a, names[i].b), ==, names[i].fit);
      g_assert_cmpint (kith_name_compare_given (names[i].b, names[i].a), ==, names[i].fit);
    }
}

static void
test_given_names_fit (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean fit;
  } names[] = {
    { "Anna", "anna", TRUE },
    { "José", "Jose", TRUE },
    { "Kathy", "Katherine", TRUE },
    { "Bob", "Robert", TRUE },
    { "J.", "John", TRUE },
    { "Anna Maria", "Maria", TRUE },
    { "", "Bo", TRUE },
    { "Jon", "Jonathan", TRUE },
    { "Maria", "Mario", FALSE },
    { "John", "Mary", FALSE },
    { "Li", "Lin", FALSE },
    { "Jean-Luc", "Jean", TRUE },
    { "Anna", "Karl", FALSE },
    { "Martin", "Martina", FALSE },
    { "Анна", "Anna", TRUE },
    { "Jürgen", "Juergen", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s %s", names[i].a, names[i].b);
      g_assert_cmpint (kith_given_names_fit (names[i].a, names[i].b), ==, names[i].fit);
      g_assert_cmpint (kith_given_names_fit (names[i].b, names[i].a), ==, names[i].fit);
    }
}

/* Every word of the table is written as names are looked up, and stands for no more than can be told. */
static void
test_short_forms (void)
{
  static const char *const words[] = { "alex", "sandy", "jan", "chris", "nick", "toni", "lena", "jo", "tina", "stina" };
  guint names[KITH_SHORT_FORMS_MAX];

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *latin = kith_name_dup_latin (words[i]);

      g_assert_cmpstr (latin, ==, words[i]);
      g_assert_cmpuint (kith_short_forms_find (words[i], names), >=, 1);
    }
  g_assert_cmpuint (kith_short_forms_find ("xqz", names), ==, 0);
  g_assert_false (kith_short_forms_share ("anna", "karl"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/latin", test_latin);
  g_test_add_func ("/name/sound", test_sound);
  g_test_add_func ("/name/likeness", test_likeness);
  g_test_add_func ("/name/take-apart", test_take_apart);
  g_test_add_func ("/name/compare-given", test_compare_given);
  g_test_add_func ("/name/given-names-fit", test_given_names_fit);
  g_test_add_func ("/name/short-forms", test_short_forms);
  return g_test_run ();
}
