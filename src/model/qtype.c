/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/qtype.h"

#include <string.h>

#include "model/hint.h"

#define QTYPE(name) extern const struct qtype qtype_##name;
#include "model/qtype.def"
#undef QTYPE

static const struct qtype *const types[] = {
#define QTYPE(name) &qtype_##name,
#include "model/qtype.def"
#undef QTYPE
};

size_t qtype_count(void) { return ARRAY_LEN(types); }
const struct qtype *qtype_at(size_t i) { return types[i]; }

static bool is_word(const char *word, size_t len, const char *name) {
    return strlen(name) == len && strncmp(word, name, len) == 0;
}

static bool has_alias(const struct qtype *type, const char *word, size_t len) {
    const char *rest = type->aliases, *alias;
    size_t n;
    while (rest && text_next_word(&rest, &alias, &n)) {
        if (n == len && strncmp(alias, word, n) == 0) {
            return true;
        }
    }
    return false;
}

const struct qtype *qtype_find(const char *word, size_t len) {
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        if (is_word(word, len, types[i]->name) || has_alias(types[i], word, len)) {
            return types[i];
        }
    }
    return NULL;
}

static const char **type_names(struct arena *a) {
    const char **names = ARENA_ARRAY(a, ARRAY_LEN(types), const char *);
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        names[i] = types[i]->name;
    }
    return names;
}

const char *qtype_names(struct arena *a) { return hint_list(type_names(a), ARRAY_LEN(types), ARRAY_LEN(types), a); }

const char *qtype_hint(const char *word, struct arena *a) {
    return hint_nearest(word, type_names(a), ARRAY_LEN(types), a);
}
