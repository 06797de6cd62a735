/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small pictures of maps for the list of networks on the start page: dots and ties without a name, kept in the cache folder for their owner
 * alone. */

#pragma once

#include "kith-session.h"

G_BEGIN_DECLS

#define KITH_THUMBNAIL_WIDTH 144 /* pixels */
#define KITH_THUMBNAIL_HEIGHT 96

/* Where the picture of the network in @path is kept, whether or not there is one. */
char *kith_thumbnail_dup_path (const char *path);

/* Draws the network as it is now, in another thread. Does nothing for one that is not placed yet. */
void kith_thumbnail_keep (KithSession *session);

void kith_thumbnail_delete (const char *path);

G_END_DECLS
