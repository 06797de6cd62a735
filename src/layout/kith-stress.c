/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-stress.h"

#include <math.h>

#define ROUNDS 15
#define LAST_STEP .1f /* of the nearest pairs; the first step brings the farthest pair to its distance at once */

typedef struct
{
  guint16 a, b;
  float distance; /* in ties */
} Pair;

/* xorshift64* (Vigna 2016) */
static guint
next_random (guint64 *state, guint below)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return (guint) (((*state * 0x2545f4914f6cdd1du) >> 32) * below >> 32);
}

/* How many ties lie between each two, by a search from everybody. Returns the most. */
static guint
find_pairs (guint n, guint n_ties, const guint32 *ends, Pair *pairs)
{
  g_autofree guint *offset = g_new0 (guint, n + 2);
  g_autofree guint *neighbor = g_new (guint, MAX (2 * n_ties, 1));
  g_autofree guint *queue = g_new (guint, n);
  g_autofree guint *distance = g_new (guint, n);
  guint farthest = 1;
  gsize p = 0;

  for (guint t = 0; t < 2 * n_ties; t++)
    offset[ends[t] + 2]++;
  for (guint i = 2; i < n + 2; i++)
    offset[i] += offset[i - 1];
  for (guint t = 0; t < n_ties; t++)
    {
      neighbor[offset[ends[2 * t] + 1]++] = ends[2 * t + 1];
      neighbor[offset[ends[2 * t + 1] + 1]++] = ends[2 * t];
    }
  for (guint i = 0; i < n; i++)
    {
      guint head = 0, tail = 0;

      for (guint j = 0; j < n; j++)
        distance[j] = G_MAXUINT;
      distance[i] = 0;
      queue[tail++] = i;
      while (head < tail)
        {
          guint at = queue[head++];

          for (guint e = offset[at]; e < offset[at + 1]; e++)
            if (distance[neighbor[e]] == G_MAXUINT)
              {
                distance[neighbor[e]] = distance[at] + 1;
                queue[tail++] = neighbor[e];
              }
        }
      farthest = MAX (farthest, distance[queue[tail - 1]]);
      for (guint j = i + 1; j < n; j++)
        pairs[p++] = (Pair) { (guint16) i, (guint16) j, (float) MIN (distance[j], n) };
    }
  return farthest;
}

/* Brings the two nearer to their distance, each by half, at most all the way. */
static void
move_pair (const Pair *pair, float step, float *place)
{
  float *a = place + 2 * pair->a, *b = place + 2 * pair->b;
  float dx = a[0] - b[0], dy = a[1] - b[1];
  float length = sqrtf (dx * dx + dy * dy);
  float by = step / (pair->distance * pair->distance);

  if (length < 1e-6f)
    return;
  by = (by < 1 ? by : 1) * .5f * (length - pair->distance) / length;
  a[0] -= by * dx;
  a[1] -= by * dy;
  b[0] += by * dx;
  b[1] += by * dy;
}

void
kith_stress_place (guint n, guint n_ties, const guint32 *ends, guint64 seed, float *place)
{
  gsize n_pairs = (gsize) n * (n - 1) / 2;
  guint64 random = seed | 1;
  g_autofree Pair *pairs = NULL;
  float first_step, fall;

  g_assert (n > 0 && n <= KITH_STRESS_MOST);
  for (guint i = 0; i < 2 * n; i++)
    place[i] = (float) next_random (&random, 1 << 20) / (1 << 20);
  if (n == 1)
    return;
  pairs = g_new (Pair, n_pairs);
  first_step = (float) find_pairs (n, n_ties, ends, pairs);
  first_step *= first_step;
  fall = powf (LAST_STEP / first_step, 1.f / (ROUNDS - 1));
  for (guint round = 0; round < ROUNDS; round++, first_step *= fall)
    {
      /* a new order each round: in a fixed one the last pairs would win */
      for (gsize p = n_pairs; p-- > 1;)
        {
          gsize other = next_random (&random, (guint) p + 1);
          Pair pair = pairs[p];

          pairs[p] = pairs[other];
          pairs[other] = pair;
        }
      for (gsize p = 0; p < n_pairs; p++)
        move_pair (&pairs[p], first_step, place);
    }
}
