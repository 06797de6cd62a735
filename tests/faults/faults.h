/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the fault tests share: a network that is changed in a known order of acts, and a look at whether it is whole. */

#pragma once

#include "kith-store.h"

/* A folder on a file system in memory where there is one. */
char *faults_make_folder (void);
void faults_remove_folder (const char *folder);

/* An empty network at @path. */
void faults_create (const char *path);

/* An import like any other: one act. Fails with what the store says. */
gboolean faults_import (KithStore *store, guint batch, guint people, GError **error);

/**
 * faults_look:
 * @people: of each batch
 * @deep: also kith_store_check ()
 *
 * Returns: how many imports are there, all whole and without a gap; or -1 with @why set
 */
int faults_look (KithStore *store, guint people, gboolean deep, char **why);
