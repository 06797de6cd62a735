/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people under one name: "Anna & Bernd Muster", "Smith, John and Jane", "Mr. and Mrs. John Smith". */

#pragma once

#include "kith-record.h"

G_BEGIN_DECLS

/* Two names; given names are "" where only a title stands for one of them ("Mrs. Smith"). */
typedef struct
{
  char *name[2], *given[2], *family[2];
} KithCouple;

/* A look that most names do not pass: whether a word or sign stands in it that may join two people. */
gboolean kith_couple_may_join (const char *text);

/**
 * kith_couple_read:
 * @name: as it is shown
 * @given, @family: "" where they are not known apart
 * @sorted: names around it begin with the family name, as in "Smith, John"
 *
 * Takes the name of a couple apart. Names of shops and clubs ("Marks & Spencer", "Smith & Sons"), and of one person with a word between two
 * family names ("Ortega y Gasset"), are none: where it is not sure, it is one name. So is "Smith, Jones & Brown", but not "Smith, John & Brooke":
 * one of the two has to be a common given name, or @sorted.
 *
 * Returns: FALSE where it is no couple; then @couple is empty
 */
gboolean kith_couple_read (KithCouple *couple, const char *name, const char *given, const char *family,
                           gboolean sorted);
void kith_couple_clear (KithCouple *couple);

/**
 * kith_record_split:
 * @partner: taken anew
 *
 * Where @self has the name of a couple, @self becomes the first of them and @partner the second. Of two addresses each has one, the one that
 * looks like the name where that tells; one address, telephone numbers, the town, groups and refusals are of both.
 *
 * Returns: whether it was a couple
 */
gboolean kith_record_split (KithRecord *self, KithRecord *partner, gboolean sorted);

/**
 * kith_record_read_other:
 * @side: KITH_SIDE_PARTNER or KITH_SIDE_RELATIVE
 *
 * Takes the second person of a row from columns of their own. A partner with a first name only has the family name of @self, and shares the town,
 * the groups and refusals.
 *
 * Returns: whether there is one
 */
gboolean kith_record_read_other (KithRecord *other, const KithRecord *self, const KithTable *table,
                                 const KithCsvRow *row, guint side);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithCouple, kith_couple_clear)

G_END_DECLS
