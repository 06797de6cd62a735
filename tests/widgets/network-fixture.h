/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small town as a network: six communities, a few people who reach into several, one who asked not to be contacted, one known by
 * hearsay, one who speaks against us; analyzed and placed. Nothing of it is random between runs. And a session on it, without threads. */

#pragma once

#include "kith-analysis.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-session.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <math.h>

#define TOWN_COMMUNITIES 6
#define TOWN_OF_EACH 22
#define TOWN_PEOPLE (TOWN_COMMUNITIES * TOWN_OF_EACH)

typedef struct
{
  StoreFixture *store;
  KithSession *session;
  gint64 people[TOWN_PEOPLE];
  gint64 refused; /* do not contact */
} Town;

static inline void
town_fill (Town *self)
{
  static const char *const first[]
      = { "Nea", "Anton", "Maria", "Li", "Fatima", "Jonas", "Ivy", "Amara", "Pelle", "Zoë", "Oskar" };
  static const char *const last[] = { "Nord",      "González", "Okafor", "Berg",  "Wei",    "Haddad",
                                      "Lindqvist", "Smith",    "Öztürk", "Silva", "Moreau", "Kowalska" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GError) error = NULL;
  float x[TOWN_PEOPLE], y[TOWN_PEOPLE];
  KithStore *store = self->store->store;

  g_assert_true (kith_act_begin (store, "Fill", FALSE, &error));
  kith_store_set_name (store, "Harbour Food Bank", NULL);
  for (guint i = 0; i < TOWN_PEOPLE; i++)
    {
      KithPerson person = KITH_PERSON_INIT;
      guint community = i / TOWN_OF_EACH;
      double angle = i % TOWN_OF_EACH * 2.4;
      double out = sqrt (i % TOWN_OF_EACH) * 0.9;

      person.name = g_strdup_printf ("%s %s", first[i % G_N_ELEMENTS (first)], last[i % G_N_ELEMENTS (last)]);
      person.audience = (gint64) (i * 37 % 900);
      person.organization = i % 4 == 0 ? g_strdup ("Harbour Choir") : NULL;
      person.town = g_strdup ("Seaham");
      person.do_not_contact = i == 30;
      person.stub = i == 31;
      person.stance = i == 32 ? -2 : 0;
      g_assert_true (kith_person_add (store, &person, &error));
      self->people[i] = person.id;
      if (i == 30)
        self->refused = person.id;

      KithContact email
          = { .person = person.id, .kind = KITH_CONTACT_EMAIL, .value = g_strdup_printf ("p%u@example.org", i) };
      g_assert_true (kith_contact_add (store, &email, TRUE, NULL, &error));
      g_free (email.value);
      g_free (email.key);
      kith_person_clear (&person);

      x[i] = (float) (12 * cos (community * 2 * G_PI / TOWN_COMMUNITIES) + out * cos (angle));
      y[i] = (float) (12 * sin (community * 2 * G_PI / TOWN_COMMUNITIES) + out * sin (angle));
    }

  for (guint i = 0; i < TOWN_PEOPLE; i++)
    {
      guint community = i / TOWN_OF_EACH;

      for (guint k = 0; k < 5; k++)
        {
          KithTie tie
              = { .a = self->people[i],
                  .b = self->people[community * TOWN_OF_EACH + (guint) g_rand_int_range (rand, 0, TOWN_OF_EACH)],
                  .kind = KITH_TIE_STATED,
                  .weight = 1,
                  .date = KITH_NO_DATE,
                  .ended = KITH_NO_DATE };
          if (tie.a != tie.b)
            g_assert_true (kith_tie_put (store, &tie, NULL, &error));
        }
      /* One in seven reaches into all the others. */
      for (guint k = 0; i % 7 == 3 && k < 6; k++)
        {
          guint other = (community + 1 + k % (TOWN_COMMUNITIES - 1)) % TOWN_COMMUNITIES;
          KithTie tie = { .a = self->people[i],
                          .b = self->people[other * TOWN_OF_EACH + (guint) g_rand_int_range (rand, 0, TOWN_OF_EACH)],
                          .kind = KITH_TIE_STATED,
                          .weight = 1,
                          .date = KITH_NO_DATE,
                          .ended = KITH_NO_DATE };
          g_assert_true (kith_tie_put (store, &tie, NULL, &error));
        }
    }
  g_assert_true (kith_places_write (store, TOWN_PEOPLE, self->people, x, y, NULL, &error));
  g_assert_true (kith_act_commit (store, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (kith_analysis_find_communities (store, 0, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static inline Town *
town_new (void)
{
  Town *self = g_new0 (Town, 1);

  self->store = store_fixture_new ();
  town_fill (self);
  self->session = kith_session_new (self->store->path);
  kith_session_load (self->session);
  g_assert_cmpuint (kith_session_get_generation (self->session), >, 0);
  g_assert_cmpuint (kith_session_get_snapshot (self->session)->n_communities, ==, TOWN_COMMUNITIES);

  return self;
}

static inline void
town_told_cb (KithSession *session, const char *text, gboolean undoable, GString *told)
{
  g_string_assign (told, text);
}

static inline void
town_failed_cb (KithSession *session, const char *sentence, gpointer data)
{
  g_error ("%s", sentence);
}

/* Writes into @told what the session tells; a failure ends the test. */
static inline void
town_listen (Town *town, GString *told)
{
  g_signal_connect (town->session, "told", G_CALLBACK (town_told_cb), told);
  g_signal_connect (town->session, "failed", G_CALLBACK (town_failed_cb), NULL);
}

static inline void
town_free (Town *self)
{
  kith_session_close (self->session);
  g_assert_finalize_object (self->session);
  store_fixture_free (self->store);
  g_free (self);
}

static inline guint
town_find (Town *self, gint64 person)
{
  int index = kith_snapshot_find (kith_session_get_snapshot (self->session), person);

  g_assert_cmpint (index, >=, 0);
  return (guint) index;
}
