/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* make-store FILE : the network that is kept, packed by gzip -9n, for each version of the schema. Made anew only for a new version, before anything of it is
 * released; the older ones stay as they were. */

#include "store-fixture.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autoptr (StoreFixture) fixture = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "make-store FILE\n");
      return 2;
    }
  fixture = store_fixture_new ();
  store_fixture_fill (fixture->store);
  if (kith_store_backup (fixture->store, argv[1], FALSE, NULL, NULL, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
