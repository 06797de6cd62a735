/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON as others write it, looked into without trusting its shape. It is read whole, so its size is bounded. */

#pragma once

#include "kith-input.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KITH_JSON_MAX (128 << 20)

/* @skip: what stands before the value, as "window.YTD.tweets.part0 = " does; its length */
JsonNode *kith_json_read (KithInput *input, gsize skip, GCancellable *cancellable, GError **error);

/* What a member holds; NULL where there is none or it is of another kind. */
JsonObject *kith_json_get_object (JsonObject *object, const char *member);
JsonArray *kith_json_get_array (JsonObject *object, const char *member);
JsonObject *kith_json_get_element (JsonArray *array, guint i);

/* A text, or a number or truth as text; NULL for others. */
char *kith_json_dup_text (JsonNode *node);
char *kith_json_dup_member (JsonObject *object, const char *member);

G_END_DECLS
