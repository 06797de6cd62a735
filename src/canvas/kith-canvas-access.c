/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map without eyes or without a mouse: a sentence on what it shows, walking from person to person (to whoever lies that way, or only
 * along ties) and from community to community, and saying who one has come to. */

#include "kith-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What keys do is the help, apart from what is there: screen readers let people turn that off, and say a description twice. */
void
kith_canvas_describe_map (KithCanvas *self)
{
  g_autofree char *sentence = NULL;
  const char *help = "";

  if (self->scene == NULL || self->scene->n_drawn == 0)
    sentence = g_strdup (_ ("Nobody is on the map yet."));
  else if (self->scene->ring != NULL)
    {
      guint n = self->scene->n_drawn - 1;
      g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);

      /* Translators: a name, and "23 people" */
      sentence = g_strdup_printf (_ ("%s is in the middle, with %s around."),
                                  self->scene->name[self->scene->ring->center], people);
      help = _ (
          "Arrow keys go from person to person, with Shift along ties, [ and ] from community to community. Space chooses, "
          "Enter puts somebody else in the middle, the Menu key shows what can be done, Escape goes back to the map.");
    }
  else
    {
      g_autofree char *people
          = g_strdup_printf (ngettext ("%'u person", "%'u people", self->scene->n_drawn), self->scene->n_drawn);
      g_autofree char *communities = g_strdup_printf (
          ngettext ("%'u community", "%'u communities", self->scene->n_communities), self->scene->n_communities);
      g_autoptr (GString) text = g_string_new (NULL);

      /* Translators: "212 people in 9 communities." */
      g_string_printf (text, _ ("%s in %s."), people, communities);
      if (self->community >= 0)
        {
          g_string_append_c (text, ' ');
          /* Translators: the name of a community */
          g_string_append_printf (text, _ ("%s is emphasized."), self->scene->communities[self->community].name);
        }
      if (self->scene->squares != NULL)
        {
          g_string_append_c (text, ' ');
          g_string_append_printf (
              text,
              ngettext ("%'u event or group is shown: E goes to it, Enter chooses who was there.",
                        "%'u events and groups are shown: E goes from one to the next, Enter chooses "
                        "who was there.",
                        self->scene->squares->n),
              self->scene->squares->n);
        }
      help = _ (
          "Arrow keys go from person to person, with Shift along ties, [ and ] from community to community. Space chooses, "
          "Enter opens, the Menu key shows what can be done. + and − zoom, 0 shows everything, Ctrl and arrow keys move "
          "the map.");
      sentence = g_string_free (g_steal_pointer (&text), FALSE);
    }

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      self->scene != NULL && self->scene->ring != NULL ? _ ("Whom this person knows") : _ ("Map of the network"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, GTK_ACCESSIBLE_PROPERTY_HELP_TEXT, help, -1);
}

char *
kith_canvas_dup_community_words (KithCanvas *self, guint community)
{
  const KithSceneCommunity *all = &self->scene->communities[community];
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", all->people), all->people);

  /* Translators: the name of a community, and "42 people"; read out by a screen reader */
  return g_strdup_printf (_ ("%s, %s"), all->name, people);
}

char *
kith_canvas_dup_words (KithCanvas *self, guint person, gboolean markup)
{
  guint16 community = self->scene->community[person];
  const char *name = self->scene->name[person];
  const char *where
      = community == KITH_SCENE_NO_COMMUNITY ? _ ("Not connected yet") : self->scene->communities[community].name;
  g_autofree char *more = self->describe != NULL ? self->describe (person, !markup, self->describe_data) : NULL;
  g_autofree char *words = NULL;

  if (markup)
    {
      if (more == NULL || *more == '\0')
        return g_markup_printf_escaped ("<b>%s</b>\n%s", name, where);
      return g_markup_printf_escaped ("<b>%s</b>\n%s\n%s", name, where, more);
    }
  if (more == NULL || *more == '\0')
    /* Translators: a person's name, and the community he or she is in; read out by a screen reader */
    words = g_strdup_printf (_ ("%s, %s"), name, where);
  else
    /* Translators: a person's name, the community, and "23 ties, 14 outside, in 4 communities"; read out by a screen reader */
    words = g_strdup_printf (_ ("%s, %s, %s"), name, where, more);
  if (!kith_canvas_is_selected (self, person))
    return g_steal_pointer (&words);
  /* Translators: %s is a person's name and more; he or she is among those chosen; read out by a screen reader */
  return g_strdup_printf (_ ("%s, chosen"), words);
}

static gboolean
is_drawn (KithCanvas *self, int person)
{
  return self->scene != NULL && kith_canvas_has_place (self, person);
}

/* @before: (nullable): said first */
static void
go_to (KithCanvas *self, int person, const char *before)
{
  g_autofree char *words = NULL;
  g_autofree char *all = NULL;

  self->cursor = person;
  self->cursor_square = -1;
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (person < 0)
    return;

  words = kith_canvas_dup_words (self, (guint) person, FALSE);
  all = before != NULL ? g_strdup_printf ("%s. %s", before, words) : g_steal_pointer (&words);
  kith_canvas_show_person (self, (guint) person);
  kith_canvas_update_parts (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), all, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
kith_canvas_move_cursor (KithCanvas *self, int person)
{
  go_to (self, is_drawn (self, person) ? person : -1, NULL);
}

void
kith_canvas_say_cursor (KithCanvas *self)
{
  g_autofree char *words = is_drawn (self, self->cursor) ? kith_canvas_dup_words (self, self->cursor, FALSE) : NULL;

  if (words != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
kith_canvas_enter (KithCanvas *self)
{
  if (self->scene == NULL || self->scene->n_drawn == 0)
    return;
  if (is_drawn (self, self->cursor))
    {
      kith_canvas_move_cursor (self, self->cursor);
      return;
    }
  if (self->selection->len > 0 && is_drawn (self, g_array_index (self->selection, guint, 0)))
    {
      kith_canvas_move_cursor (self, g_array_index (self->selection, guint, 0));
      return;
    }

  /* The most important person in view, else whoever is nearest to the middle. */
  int nearest = -1;
  double best = G_MAXDOUBLE;
  for (guint k = 0; k < self->scene->n_named + self->scene->n_drawn; k++)
    {
      gboolean named = k < self->scene->n_named;
      guint person = named ? self->scene->by_importance[k] : self->scene->order[k - self->scene->n_named];
      double px, py;

      kith_viewport_to_view (&self->view, self->scene->x[person], self->scene->y[person], &px, &py);
      if (named && px >= 0 && py >= 0 && px < self->view.width && py < self->view.height)
        {
          nearest = person;
          break;
        }
      double distance = hypot (px - self->view.width / 2, py - self->view.height / 2);
      if (distance < best)
        {
          best = distance;
          nearest = person;
        }
    }
  kith_canvas_move_cursor (self, nearest);
}

/* Nearest by distance, with what lies off the direction counting thrice; nothing further off it than ahead. */
static void
consider (KithCanvas *self, guint person, double dx, double dy, double *best, int *nearest)
{
  double x = self->scene->x[person] - self->scene->x[self->cursor];
  double y = self->scene->y[person] - self->scene->y[self->cursor];
  double ahead = x * dx + y * dy;
  double aside = fabs (x * dy - y * dx);

  if ((int) person == self->cursor || isnan (ahead) || ahead <= 0 || aside > ahead)
    return;
  if (ahead + 2 * aside < *best)
    {
      *best = ahead + 2 * aside;
      *nearest = (int) person;
    }
}

static void
consider_tied (KithCanvas *self, double dx, double dy, double *best, int *nearest)
{
  const KithScene *scene = self->scene;

  for (guint t = 0; t < scene->n_ties; t++)
    if ((int) scene->a[t] == self->cursor || (int) scene->b[t] == self->cursor)
      consider (self, (int) scene->a[t] == self->cursor ? scene->b[t] : scene->a[t], dx, dy, best, nearest);
  for (guint k = 0; scene->ring != NULL && k < scene->ring->n_spokes; k++)
    if ((int) scene->ring->center == self->cursor || (int) scene->ring->spoke[k] == self->cursor)
      consider (self, (int) scene->ring->center == self->cursor ? scene->ring->spoke[k] : scene->ring->center, dx, dy,
                best, nearest);
}

void
kith_canvas_walk (KithCanvas *self, double dx, double dy, gboolean along_ties)
{
  double best = G_MAXDOUBLE;
  int nearest = -1;

  if (!is_drawn (self, self->cursor))
    {
      kith_canvas_enter (self);
      return;
    }

  if (along_ties)
    consider_tied (self, dx, dy, &best, &nearest);
  else
    for (guint k = 0; k < self->scene->n_drawn; k++)
      consider (self, self->scene->order[k], dx, dy, &best, &nearest);

  if (nearest >= 0)
    kith_canvas_move_cursor (self, nearest);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* The most important of a community's people, else the largest dot; -1 where nobody of it is on the map. */
static int
find_first (KithCanvas *self, guint community)
{
  for (guint k = 0; k < self->scene->n_named + self->scene->n_drawn; k++)
    {
      guint person
          = k < self->scene->n_named ? self->scene->by_importance[k] : self->scene->order[k - self->scene->n_named];

      if (self->scene->community[person] == community && !isnan (self->scene->x[person]))
        return (int) person;
    }
  return -1;
}

void
kith_canvas_walk_communities (KithCanvas *self, int by)
{
  int n = (int) self->scene->n_communities;
  int from = by > 0 ? -1 : n;

  if (is_drawn (self, self->cursor) && self->scene->community[self->cursor] != KITH_SCENE_NO_COMMUNITY)
    from = self->scene->community[self->cursor];
  else if (self->community >= 0)
    from = self->community - by;

  /* Around, past those of whom nobody is on the map. */
  for (int step = 1; step <= n; step++)
    {
      guint community = (guint) (((from + by * step) % n + n) % n);
      int person = find_first (self, community);

      if (person >= 0)
        {
          g_autofree char *words = kith_canvas_dup_community_words (self, community);

          go_to (self, person, words);
          return;
        }
    }
  gtk_widget_error_bell (GTK_WIDGET (self));
}
