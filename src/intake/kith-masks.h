/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses that are shown in part ("jo...@example.org"), as archives and lists of groups do, and the whole ones that they may be. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KithMasks KithMasks;

KithMasks *kith_masks_new (void);
void kith_masks_free (KithMasks *self);

/* @address: whole or in part, in small letters */
void kith_masks_put (KithMasks *self, const char *address, gint64 person);

/**
 * kith_masks_find:
 * @address: whole or in part
 * @whole: whether to look for whole addresses, else for those in part
 * @people: (element-type gint64): those who have the same, or what the one shows of the other, are added where they are not in it yet
 *
 * O(those at the same place whose address begins with the same letter)
 */
void kith_masks_find (const KithMasks *self, const char *address, gboolean whole, GArray *people);

/* Whether @address, whole, can be what @mask shows. */
gboolean kith_mask_fits (const char *mask, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMasks, kith_masks_free)

G_END_DECLS
