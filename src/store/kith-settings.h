/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Settings that belong to the network and go where it goes. Writing them is part of an act, and undone with it. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

#define KITH_SETTING_NAME "name"
#define KITH_SETTING_RESOLUTION "resolution" /* of the communities: 1 is modularity */
#define KITH_SETTING_MODULARITY "modularity" /* of the communities found last */
#define KITH_SETTING_ANALYZED                                                                                          \
  "analyzed" /* the number of people, ties and attendances when communities were last looked for */
#define KITH_SETTING_ENGINE "engine" /* what placed the map */
#define KITH_SETTING_MAP_COLOR                                                                                         \
  "map-color" /* what colors and sizes on the map tell: names of kith-map-color.h, kith-map.h */
#define KITH_SETTING_MAP_SIZE "map-size"
#define KITH_SETTING_MAP_EVENTS "map-events" /* 1 where it shows squares for what people have in common */
#define KITH_SETTING_TEAM "team"             /* see kith-team-wishes.h */
#define KITH_SETTING_SECRET "secret"         /* see kith-heard.h; made with the network, and never changed */

/* (nullable) (transfer full): NULL where it was never set, or cannot be read */
char *kith_setting_dup (KithStore *store, const char *key);
gint64 kith_setting_get_int (KithStore *store, const char *key, gint64 fallback);
double kith_setting_get_double (KithStore *store, const char *key, double fallback);

/* @value: (nullable): NULL forgets it */
gboolean kith_setting_set (KithStore *store, const char *key, const char *value, GError **error);
gboolean kith_setting_set_int (KithStore *store, const char *key, gint64 value, GError **error);
gboolean kith_setting_set_double (KithStore *store, const char *key, double value, GError **error);

G_END_DECLS
