/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answers_aspect.h"

#include <string.h>

#include "base/num.h"
#include "model/qtype.h"
#include "model/question_hash.h"

bool answers_are_of_other_time(const struct answers *x) {
    const char *version = x->questionnaire->info.version;
    bool is_other_version = *x->info.version && *version && strcmp(x->info.version, version) != 0;
    return x->is_earlier && (x->has_hashes || is_other_version);
}

/* An answer of another time, as far as it still is one. */
static bool read_earlier(const struct answers *x, int i, struct answer_text text, struct answer *a) {
    const struct question *question = &x->questionnaire->question[i];
    struct diags quiet = {0};
    struct answer blank = *a;
    bool is_read = question->type->read(x->questionnaire, question, text, a, &quiet);
    if (!is_read) {
        *a = blank;
        a->fit = ANSWER_UNREADABLE;
    }
    diags_clear(&quiet);
    return is_read;
}

void answers_set_answer(struct answers *x, int i, const struct answer_cell *cell, struct diags *ds) {
    const struct question *question = &x->questionnaire->question[i];
    struct answer *a = &x->answer[i];
    a->place = *cell->at;
    struct answer_text text = {text_clean(&x->arena, cell->text), &a->place, &x->arena, cell->is_number};
    if (*text.text && !(answers_are_of_other_time(x) ? read_earlier(x, i, text, a)
                                                     : question->type->read(x->questionnaire, question, text, a, ds))) {
        a->text = text.text; /* refused, but not missing */
    }
}

void answers_set_confidence(struct answers *x, struct answer *a, const struct answer_cell *cell, struct diags *ds) {
    long value;
    const char *text = text_clean(&x->arena, cell->text);
    if (!*text) {
        return;
    }
    if (num_parse_int(text, &value) && value >= 1 && value <= 5) {
        a->confidence = (int)value;
    } else {
        diag_add(ds, DIAG_CONFIDENCE_INVALID, cell->at, text);
    }
}

void answers_set_date(struct answers *x, struct answer *a, const struct answer_cell *cell, struct diags *ds) {
    const char *text = text_clean(&x->arena, cell->text);
    if (*text && !text_is_iso_date(text)) {
        diag_add(ds, DIAG_VALUE_NOT_DATE, cell->at, text);
    } else {
        a->date = text;
    }
}

/* A reason that is only blanks is none. */
void answers_check_reason(const struct answers *x, int i, struct diags *ds) {
    const struct answer *a = &x->answer[i];
    if (a->state == ANSWER_NA && !*a->na_reason) {
        diag_add(ds, DIAG_NA_NO_REASON, &a->place, x->questionnaire->question[i].name);
    } else if (a->state == ANSWER_BLANK && *a->na_reason && !*a->text) {
        diag_add(ds, DIAG_REASON_NO_ANSWER, &a->place, x->questionnaire->question[i].name);
    }
}

void answers_check_hash(struct answers *x, int i, const char *told, const struct place *at, struct diags *ds) {
    char hash[SHA256_TEXT_LEN + 1];
    if (!question_hash_is_one(told)) {
        if (*told) {
            diag_add(ds, DIAG_HASH_INVALID, at, told);
        }
        return;
    }
    question_hash(x->questionnaire, &x->questionnaire->question[i], hash);
    if (text_equal(told, hash)) {
        return;
    }
    if (x->answer[i].fit == ANSWER_FITS) {
        x->answer[i].fit = ANSWER_OTHER_QUESTION;
    }
    if (!x->is_earlier && x->answer[i].state != ANSWER_BLANK) {
        diag_add(ds, DIAG_QUESTION_CHANGED, at, x->questionnaire->question[i].name);
    }
}
