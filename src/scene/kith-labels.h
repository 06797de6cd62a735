/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which names fit: the most important first, none over another, community names before people's. Screen pixels in and out; measuring is
 * the caller's, by a function, so that cairo and GTK draw what they measured. */

#pragma once

#include "kith-scene.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_LABEL_PERSON,
  KITH_LABEL_COMMUNITY,
  KITH_LABEL_SQUARE,
} KithLabelKind;

typedef struct
{
  KithLabelKind kind;
  guint index;          /* of the person, community or square */
  double x, y;          /* top left corner, pixels */
  double width, height; /* pixels */
  double size;          /* font size, pixels */
} KithLabel;

typedef void (*KithLabelMeasure) (const char *text, gboolean is_community, double size, double *width, double *height,
                                  gpointer data);

#define KITH_LABELS_COMMUNITY_LEAST 11.0 /* font size, pixels */
#define KITH_LABELS_PERSON 11.5          /* font size of people's names, pixels */

/* Font size of a community's name by its circle's radius on the screen, pixels. */
double kith_labels_community_size (double radius);

typedef struct
{
  double left, top, right, bottom; /* pixels */
} KithLabelsBox;

/* The name that a label shows, and the map point that it hangs on. */
const char *kith_label_get_name (const KithScene *scene, KithLabelKind kind, guint index);
void kith_label_get_place (const KithScene *scene, KithLabelKind kind, guint index, double *x, double *y);

/**
 * kith_labels_place:
 * @scale: pixels per map unit; @x, @y: map point at the top left; @width, @height: pixels
 * @max_people: at most so many people's names
 * @always: (nullable): people whose names come before other people's whatever their importance (hovered, selected, team)
 * @covered: (nullable): where something else lies over the picture: no name comes there
 *
 * Communities whose middle is in view get their name first, the largest before the others, then squares where they have their natural
 * size, then people; one that finds no free place has
 * none, and no name lies over the dot of another person who is named. No name is cut by the picture's border. Deterministic. About 20 × @max_people measured at most.
 *
 * Returns: (transfer full): a GArray of KithLabel
 */
GArray *kith_labels_place (const KithScene *scene, double scale, double x, double y, int width, int height,
                           guint max_people, const guint *always, guint n_always, const KithLabelsBox *covered,
                           guint n_covered, KithLabelMeasure measure, gpointer data);

G_END_DECLS
