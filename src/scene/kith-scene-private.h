/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the scene share. */

#pragma once

#include "kith-scene.h"

G_BEGIN_DECLS

/* kith-scene-grid.c; after places, radii and bounds. O(n) */
KithSceneGrid *kith_scene_grid_new (const KithScene *scene);
void kith_scene_grid_free (KithSceneGrid *self);

/* kith-scene-like.c: what a scene made of another has for itself, but for the communities, and its hold on the other. */
void kith_scene_free_like (KithScene *self);

G_END_DECLS
