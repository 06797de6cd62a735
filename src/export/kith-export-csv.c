/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables: people, ties, communities, and whom to ask. The heads are fixed words, the same in every language, which Kith reads again. */

#include "kith-export-private.h"

#include "kith-ties.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- people --- */

typedef struct
{
  char *text[KITH_CONTACT_POST + 1]; /* the first of each kind */
  GString *others;                   /* further e-mails and phones */
  guint refused;                     /* channels, bits */
} Contacts;

typedef struct
{
  KithStore *store;
  const KithSnapshot *snapshot;
  KithCsvWriter *csv;
  const KithExportOptions *options;
  KithExportResult *result;
  KithProgress *progress;
  Contacts *contacts; /* of each person of the snapshot */
  const KithExportFields *fields;
} People;

static void
contacts_free (Contacts *contacts, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      for (guint kind = 0; kind < G_N_ELEMENTS (contacts[i].text); kind++)
        g_free (contacts[i].text[kind]);
      if (contacts[i].others != NULL)
        g_string_free (contacts[i].others, TRUE);
    }
  g_free (contacts);
}

static gboolean
take_contact (const KithContact *contact, gpointer data)
{
  People *people = data;
  int index = kith_snapshot_find (people->snapshot, contact->person);
  Contacts *own;

  if (index < 0 || (guint) contact->kind >= G_N_ELEMENTS (own->text))
    return TRUE;
  own = &people->contacts[index];
  if (own->text[contact->kind] == NULL)
    own->text[contact->kind] = g_strdup (contact->value);
  else if (contact->kind == KITH_CONTACT_EMAIL || contact->kind == KITH_CONTACT_PHONE)
    {
      if (own->others == NULL)
        own->others = g_string_new (NULL);
      g_string_append_printf (own->others, "%s%s", own->others->len > 0 ? "; " : "", contact->value);
    }
  return TRUE;
}

static gboolean
take_consent (const KithConsent *consent, gpointer data)
{
  People *people = data;
  int index = kith_snapshot_find (people->snapshot, consent->person);

  if (index >= 0 && consent->state == KITH_CONSENT_REFUSED)
    people->contacts[index].refused |= 1u << consent->channel;
  return TRUE;
}

static int
compare_ids (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gboolean
is_wanted (const KithExportOptions *options, gint64 person)
{
  return options->people == NULL
         || bsearch (&person, options->people, options->n_people, sizeof person, compare_ids) != NULL;
}

static gboolean
write_person (const KithPerson *person, gpointer data)
{
  People *people = data;
  const KithSnapshot *snapshot = people->snapshot;
  KithCsvWriter *csv = people->csv;
  int i = kith_snapshot_find (snapshot, person->id);
  const Contacts *contacts;
  guint refused;
  gboolean has_any = FALSE;
  gboolean held = FALSE;
  const char *shown[KITH_CONTACT_POST + 1] = { 0 };
  const guint by_phone = 1u << KITH_CHANNEL_PHONE | 1u << KITH_CHANNEL_SMS;

  /* Came after the snapshot was taken, or is not asked for. */
  if (i < 0 || !is_wanted (people->options, person->id))
    return TRUE;
  contacts = &people->contacts[i];
  refused = contacts->refused;
  for (guint kind = 0; kind < G_N_ELEMENTS (shown); kind++)
    {
      has_any |= contacts->text[kind] != NULL;
      shown[kind] = contacts->text[kind];
    }
  if (person->do_not_contact)
    {
      memset (shown, 0, sizeof shown);
      held = has_any;
    }
  else
    {
      if (refused & 1u << KITH_CHANNEL_EMAIL && shown[KITH_CONTACT_EMAIL] != NULL)
        {
          shown[KITH_CONTACT_EMAIL] = NULL;
          held = TRUE;
        }
      if ((refused & by_phone) == by_phone && shown[KITH_CONTACT_PHONE] != NULL)
        {
          shown[KITH_CONTACT_PHONE] = NULL;
          held = TRUE;
        }
      if (refused & 1u << KITH_CHANNEL_POST && shown[KITH_CONTACT_POST] != NULL)
        {
          shown[KITH_CONTACT_POST] = NULL;
          held = TRUE;
        }
    }

  kith_csv_writer_int (csv, person->id);
  kith_csv_writer_text (csv, person->name);
  kith_csv_writer_text (csv, person->given);
  kith_csv_writer_text (csv, person->family);
  kith_csv_writer_text (csv, shown[KITH_CONTACT_EMAIL]);
  kith_csv_writer_text (csv, shown[KITH_CONTACT_PHONE]);
  kith_csv_writer_text (csv, shown[KITH_CONTACT_HANDLE]);
  kith_csv_writer_text (csv, shown[KITH_CONTACT_URL]);
  kith_csv_writer_text (csv, shown[KITH_CONTACT_POST]);
  /* Which of the others a refusal is about cannot be told, so with one none of them is shown. */
  kith_csv_writer_text (csv, contacts->others != NULL && !person->do_not_contact && refused == 0 ? contacts->others->str
                                                                                                 : NULL);
  kith_csv_writer_text (csv, person->organization);
  kith_csv_writer_text (csv, person->town);
  kith_csv_writer_text (csv, person->language);
  if (person->audience >= 0)
    kith_csv_writer_int (csv, person->audience);
  else
    kith_csv_writer_text (csv, NULL);
  if (person->stance != 0)
    kith_csv_writer_int (csv, person->stance);
  else
    kith_csv_writer_text (csv, NULL);
  kith_csv_writer_text (csv, person->tier);
  kith_csv_writer_text (csv, snapshot->flags[i] & KITH_PERSON_AMBASSADOR ? "yes" : NULL);
  kith_csv_writer_text (csv, person->do_not_contact ? "yes" : NULL);
  kith_csv_writer_text (csv, person->stub ? "yes" : NULL);
  kith_csv_writer_text (csv, snapshot->community[i] >= 0 ? snapshot->communities[snapshot->community[i]].name : NULL);
  kith_csv_writer_int (csv, snapshot->figures->ties[i]);
  kith_csv_writer_int (csv, snapshot->figures->outside_ties[i]);
  kith_csv_writer_int (csv, snapshot->figures->communities_reached[i]);
  kith_csv_writer_double (csv, snapshot->figures->bridge_reach[i]);
  kith_csv_writer_text (csv, person->notes);
  for (guint c = 0; c < snapshot->fields->n_columns; c++)
    kith_csv_writer_text (csv, kith_export_fields_get (people->fields, c, (guint) i, &held));
  kith_csv_writer_end (csv);
  people->result->held_back[person->do_not_contact ? KITH_HELD_BACK_DO_NOT_CONTACT : KITH_HELD_BACK_REFUSED] += held;

  people->result->rows++;
  if (people->result->rows % 1024 == 0)
    kith_progress_step (people->progress, NULL, people->result->rows / (double) snapshot->n);
  return !csv->writing->failed;
}

/* A field that is called like a column there always is gets a head of its own. */
static void
write_heads (KithCsvWriter *csv, const char *const *heads, gsize n, const KithFieldColumns *fields)
{
  for (gsize k = 0; k < n; k++)
    kith_csv_writer_text (csv, heads[k]);
  for (guint c = 0; c < fields->n_columns; c++)
    {
      const char *name = fields->columns[c].name;
      g_autofree char *other = NULL;

      for (gsize k = 0; k < n && other == NULL; k++)
        if (g_ascii_strcasecmp (heads[k], name) == 0)
          other = g_strdup_printf ("%s (field)", name);
      kith_csv_writer_text (csv, other != NULL ? other : name);
    }
  kith_csv_writer_end (csv);
}

gboolean
kith_export_people (KithStore *store, const KithSnapshot *snapshot, KithCsvWriter *csv,
                    const KithExportOptions *options, KithExportResult *result, KithProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  static const char *const heads[] = { "id",
                                       "name",
                                       "given_name",
                                       "family_name",
                                       "email",
                                       "phone",
                                       "handle",
                                       "website",
                                       "address",
                                       "other_contacts",
                                       "organization",
                                       "town",
                                       "language",
                                       "audience",
                                       "stance",
                                       "tier",
                                       "ambassador",
                                       "do_not_contact",
                                       "hearsay",
                                       "community",
                                       "ties",
                                       "outside_ties",
                                       "communities_reached",
                                       "bridge_reach",
                                       "notes" };
  g_autoptr (KithExportFields) fields = kith_export_fields_new (store, snapshot, cancellable, error);
  People people = { store, snapshot, csv, options, result, progress, NULL, fields };
  gboolean done;

  if (fields == NULL)
    return FALSE;
  people.contacts = g_new0 (Contacts, MAX (snapshot->n, 1));

  write_heads (csv, heads, G_N_ELEMENTS (heads), snapshot->fields);
  done = kith_contacts_each (store, take_contact, &people, cancellable, error)
         && kith_consents_each (store, take_consent, &people, cancellable, error)
         && kith_people_each (store, write_person, &people, cancellable, error);
  contacts_free (people.contacts, snapshot->n);
  return done;
}

/* --- ties --- */

typedef struct
{
  const KithSnapshot *snapshot;
  KithCsvWriter *csv;
  KithExportResult *result;
  guint8 *told; /* 2 m: this place in the adjacency was written */
} Ties;

static const char *
tie_kind (KithTieKind kind)
{
  static const char *const names[] = { "other", "stated", "referred", "household", "together", "reply", "reaction" };

  return (guint) kind < G_N_ELEMENTS (names) ? names[kind] : "other";
}

/* Where @b stands among the neighbors of @a; -1 for nowhere. They are in rising order. */
static gint64
place_of (const KithGraph *graph, guint a, guint b)
{
  guint low = graph->offset[a];
  guint high = graph->offset[a + 1];

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (graph->neighbor[middle] < b)
        low = middle + 1;
      else
        high = middle;
    }
  return low < graph->offset[a + 1] && graph->neighbor[low] == b ? (gint64) low : -1;
}

static void
write_ends (KithCsvWriter *csv, const KithSnapshot *snapshot, guint a, guint b)
{
  kith_csv_writer_int (csv, snapshot->id[a]);
  kith_csv_writer_text (csv, snapshot->name[a]);
  kith_csv_writer_int (csv, snapshot->id[b]);
  kith_csv_writer_text (csv, snapshot->name[b]);
}

static gboolean
write_tie (const KithTie *tie, gpointer data)
{
  Ties *ties = data;
  const KithGraph *graph = ties->snapshot->graph;
  int a = kith_snapshot_find (ties->snapshot, tie->a);
  int b = kith_snapshot_find (ties->snapshot, tie->b);
  gint64 at;

  if (a < 0 || b < 0)
    return TRUE;
  at = place_of (graph, MIN (a, b), MAX (a, b));
  if (at >= 0)
    ties->told[at] = TRUE;
  write_ends (ties->csv, ties->snapshot, a, b);
  kith_csv_writer_text (ties->csv, tie_kind (tie->kind));
  kith_csv_writer_text (ties->csv, tie->directed ? "yes" : NULL);
  kith_csv_writer_double (ties->csv, tie->weight);
  kith_csv_writer_date (ties->csv, tie->date);
  kith_csv_writer_date (ties->csv, tie->ended);
  kith_csv_writer_end (ties->csv);
  ties->result->rows++;
  return !ties->csv->writing->failed;
}

gboolean
kith_export_ties (KithStore *store, const KithSnapshot *snapshot, KithCsvWriter *csv, KithExportResult *result,
                  GCancellable *cancellable, GError **error)
{
  static const char *const heads[]
      = { "source", "name_a", "target", "name_b", "kind", "directed", "weight", "since", "ended", NULL };
  const KithGraph *graph = snapshot->graph;
  g_autofree guint8 *told = g_new0 (guint8, MAX (2 * (gsize) graph->m, 1));
  Ties ties = { snapshot, csv, result, told };

  kith_csv_writer_heads (csv, heads);
  if (!kith_ties_each (store, write_tie, &ties, cancellable, error))
    return FALSE;
  /* Those that nobody stated: people who came to the same events. */
  for (guint a = 0; a < graph->n; a++)
    for (guint k = graph->offset[a]; k < graph->offset[a + 1]; k++)
      {
        if (graph->neighbor[k] < a || told[k])
          continue;
        write_ends (csv, snapshot, a, graph->neighbor[k]);
        kith_csv_writer_text (csv, tie_kind (KITH_TIE_TOGETHER));
        kith_csv_writer_text (csv, NULL);
        kith_csv_writer_double (csv, graph->weight[k]);
        kith_csv_writer_text (csv, NULL);
        kith_csv_writer_text (csv, NULL);
        kith_csv_writer_end (csv);
        result->rows++;
      }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- communities --- */

void
kith_export_communities (const KithSnapshot *snapshot, KithCsvWriter *csv, KithExportResult *result)
{
  static const char *const heads[] = { "id", "name", "color", "people", "outsiders", "pinned", NULL };

  kith_csv_writer_heads (csv, heads);
  for (guint c = 0; c < snapshot->n_communities; c++)
    {
      const KithSnapshotCommunity *community = &snapshot->communities[c];
      char color[16];

      g_snprintf (color, sizeof color, "#%06x", community->color & 0xffffff);
      kith_csv_writer_int (csv, community->id);
      kith_csv_writer_text (csv, community->name);
      kith_csv_writer_text (csv, color);
      kith_csv_writer_int (csv, community->people);
      kith_csv_writer_int (csv, community->outsiders);
      kith_csv_writer_text (csv, community->pinned ? "yes" : NULL);
      kith_csv_writer_end (csv);
      result->rows++;
    }
}

/* --- whom to ask --- */

void
kith_export_asks (const KithAsks *asks, KithCsvWriter *csv, KithExportResult *result)
{
  static const char *const heads[]
      = { "id",        "name",   "given_name", "family_name", "email",   "phone",  "handle", "address",  "organization",
          "community", "reason", "adds",       "sender",      "channel", "status", "notes",  "campaign", NULL };
  static const char *const channels[] = { "email", "phone", "sms", "post" };
  static const char *const statuses[] = { "planned", "sent", "agreed", "declined", "no answer" };

  kith_csv_writer_heads (csv, heads);
  for (guint k = 0; k < asks->asks->len; k++)
    {
      const KithAsk *ask = g_ptr_array_index (asks->asks, k);

      if (ask->held_back != KITH_HELD_BACK_NOT)
        continue;
      kith_csv_writer_int (csv, ask->id);
      kith_csv_writer_text (csv, ask->name);
      kith_csv_writer_text (csv, ask->given);
      kith_csv_writer_text (csv, ask->family);
      kith_csv_writer_text (csv, ask->email);
      kith_csv_writer_text (csv, ask->phone);
      kith_csv_writer_text (csv, ask->handle);
      kith_csv_writer_text (csv, ask->post);
      kith_csv_writer_text (csv, ask->organization);
      kith_csv_writer_text (csv, ask->community);
      kith_csv_writer_text (csv, ask->reason);
      kith_csv_writer_text (csv, ask->adds);
      kith_csv_writer_text (csv, ask->sender);
      kith_csv_writer_text (
          csv, ask->channel >= 0 && (guint) ask->channel < G_N_ELEMENTS (channels) ? channels[ask->channel] : NULL);
      kith_csv_writer_text (csv, (guint) ask->status < G_N_ELEMENTS (statuses) ? statuses[ask->status] : NULL);
      kith_csv_writer_text (csv, ask->notes);
      kith_csv_writer_text (csv, asks->title);
      kith_csv_writer_end (csv);
      result->rows++;
    }
  memcpy (result->held_back, asks->held_back, sizeof result->held_back);
}
