/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dialect_word.h"

#include <string.h>

#include "base/text.h"

#define SHORT_HEADER 60 /* columns: in a longer one the word is only mentioned */

static const struct {
    const char *word;
    enum dialect_role role;
} words[] = {
#define WORD(header, role) {header, ABOUT_##role},
#include "model/dialect_word.def"
#undef WORD
};

static bool is_word(const char *folded, const char *word) {
    bool is_part = *word == '*' && text_width(folded) <= SHORT_HEADER;
    return is_part ? strstr(folded, word + 1) != NULL : strcmp(folded, word) == 0;
}

static enum dialect_role role_of_folded(const char *folded) {
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (is_word(folded, words[i].word)) {
            return *words[i].word == '*' ? ABOUT_MAYBE_PERSON : words[i].role;
        }
    }
    return ABOUT_QUESTION;
}

enum dialect_role dialect_role_of(const char *header, struct arena *a) {
    char *folded = arena_strdup(a, text_fold(a, header));
    enum dialect_role role = role_of_folded(folded);
    if (role != ABOUT_QUESTION || !strchr(folded, '_')) {
        return role;
    }
    for (char *s = folded; *s; s++) { /* "full_name", as names of questions are written */
        *s = *s == '_' ? ' ' : *s;
    }
    role = role_of_folded(folded);
    return role == ABOUT_PERSON || role == ABOUT_MAYBE_PERSON ? role : ABOUT_QUESTION;
}

const char *dialect_role_name(enum dialect_role role) {
    static const char *const names[] = {[ABOUT_RESPONDENT] = "respondent_id",
                                        [ABOUT_SUBMITTED] = "submitted",
                                        [ABOUT_STARTED] = "started",
                                        [ABOUT_WAVE] = "wave",
                                        [ABOUT_WEIGHT] = "weight",
                                        [ABOUT_CONSENT] = "consent",
                                        [ABOUT_LANGUAGE] = "language",
                                        [ABOUT_DURATION] = "duration",
                                        [ABOUT_MAYBE_PERSON] = NULL};
    return names[role];
}
