/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says over the map and the table that an import left questions, until they are answered or put off. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_QUESTIONS_BANNER (kith_questions_banner_get_type ())
G_DECLARE_FINAL_TYPE (KithQuestionsBanner, kith_questions_banner, KITH, QUESTIONS_BANNER, KithPanel)

G_END_DECLS
