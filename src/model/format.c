/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/format.h"

#include <string.h>

#include "model/answers.h"
#include "model/brand.h"
#include "model/cell_map.h"
#include "model/consistency.h"
#include "model/crosswalk.h"
#include "model/framework.h"
#include "model/organisation.h"
#include "model/plan.h"
#include "model/profile.h"
#include "model/recode.h"
#include "model/response_book.h"
#include "model/scoring.h"
#include "model/unit_list.h"

/* The sheets of a row, ended by one without a schema. */
#define NEEDED(schema)                                                                                                 \
    { &schema, false }
#define OPTIONAL(schema)                                                                                               \
    { &schema, true }
#define SHEETS(...)                                                                                                    \
    (const struct format_sheet[]) {                                                                                    \
        __VA_ARGS__, { NULL, false }                                                                                   \
    }

static const struct format formats[] = {
#define FORMAT(id, title, is_book, where, summary, sheets, notes, example)                                             \
    {id, title, is_book, where, summary, sheets, notes, example},
#include "model/format.def"
#undef FORMAT
};

size_t formats_count(void) { return ARRAY_LEN(formats); }

const struct format *formats_at(size_t i) { return &formats[i]; }

const struct format *formats_find(const char *id) {
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        if (strcmp(formats[i].id, id) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}
