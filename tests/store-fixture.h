/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the store share: a network in a folder of its own, filled, and compared as a whole. */

#pragma once

#include "kith-acts.h"
#include "kith-store.h"

typedef struct
{
  char *folder;
  char *path;
  KithStore *store;
} StoreFixture;

/* An empty network. */
StoreFixture *store_fixture_new (void);
void store_fixture_free (StoreFixture *self);

/* Closes and opens, as quitting and starting do; checks that one plain file lay there in between. */
void store_fixture_reopen (StoreFixture *self);

/* Unpacks a network of tests/stores into the folder of the fixture. Returns: (transfer full): its path */
char *store_fixture_unpack (StoreFixture *self, const char *name);

/* All rows of all tables that acts change, as text: equal networks have equal dumps. */
char *store_fixture_dump (KithStore *store);
char *store_fixture_try_dump (KithStore *store, GError **error);

/* A small network with something in every table: one act. */
void store_fixture_fill (KithStore *store);

/* An act of the test's own. */
void store_fixture_begin (KithStore *store);
void store_fixture_commit (KithStore *store);

/* Adds a person within an open act. */
gint64 store_fixture_add_person (KithStore *store, const char *name, const char *email);

/* Asserts that kith_store_check () finds nothing. */
void store_fixture_assert_sound (KithStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreFixture, store_fixture_free)
