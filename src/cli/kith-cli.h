/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands of kith-cli share: how they are listed, opened, answered and refused. */

#pragma once

#include "kith-snapshot.h"
#include "kith-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef gboolean (*KithCommandFunc) (int argc, char **argv, GError **error);

typedef struct
{
  const char *name;
  const char *arguments; /* as shown after the name */
  const char *summary;
  KithCommandFunc run; /* argv[0] is the command's name */
} KithCommand;

extern const KithCommand kith_store_commands[]; /* ended by a NULL name */
extern const KithCommand kith_network_commands[];
extern const KithCommand kith_people_commands[];
extern const KithCommand kith_duplicates_commands[];
extern const KithCommand kith_team_commands[];
extern const KithCommand kith_map_commands[];
extern const KithCommand kith_changes_commands[];
extern const KithCommand kith_out_commands[];

/* TRUE where --json was given; set by kith_cli_parse. */
extern gboolean kith_cli_json;

/**
 * kith_cli_parse:
 * @entries: (nullable): the options of the command, besides --json
 * @at_least, @at_most: how many words the command takes after its options (@at_most -1: any number)
 * @words: (out) (transfer full): those words
 *
 * Handles --help. A wrong call is KITH_ERROR_INVALID with the usage in the message.
 */
gboolean kith_cli_parse (int argc, char **argv, const GOptionEntry *entries, int at_least, int at_most, char ***words,
                         GError **error);

/* Prints a JSON tree and a new line on standard output. Takes the builder's root. */
void kith_cli_print_json (JsonBuilder *builder);

void kith_cli_add_string (JsonBuilder *builder, const char *name, const char *value);
void kith_cli_add_int (JsonBuilder *builder, const char *name, gint64 value);
void kith_cli_add_double (JsonBuilder *builder, const char *name, double value);

/* Loads the network; looks for communities first where that was not done since people came in. */
KithSnapshot *kith_cli_load (KithStore *store, GError **error);

/**
 * kith_cli_open:
 * @only: (nullable): "tag:NAME", "group:NAME" and the like, for only that part of it (kith-part.h)
 * @placed: with places: those are made first where people of the whole have none yet, and always for a part
 * @store: (out) (transfer full): also where it cannot be loaded
 *
 * Opens the network and loads it as kith_cli_load () does.
 */
KithSnapshot *kith_cli_open (const char *path, const char *only, gboolean placed, KithStore **store, GError **error);

/* Index of the person of that name (however it is capitalized) or id; -1 and an error for nobody, or for several. O(n) */
int kith_cli_find_person (const KithSnapshot *snapshot, const char *wanted, GError **error);

/* The network as it was before an act, by its number in the history, or before the last import, "import"; see kith_changes_look_back (). */
KithSnapshot *kith_cli_look_back (KithStore *store, const char *act, gint64 *since, GError **error);

/* --only, for the options of a command. */
#define KITH_CLI_ONLY(only)                                                                                            \
  { "only",                                                                                                            \
    0,                                                                                                                 \
    G_OPTION_FLAG_NONE,                                                                                                \
    G_OPTION_ARG_STRING,                                                                                               \
    only,                                                                                                              \
    N_ ("Only this part of the network: tag:NAME, event:NAME, group:NAME or community:NAME"),                          \
    N_ ("PART") }

/* What --json holds where a file was made. */
void kith_cli_print_file (const char *file);

G_END_DECLS
