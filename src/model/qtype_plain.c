/* SPDX-License-Identifier: GPL-3.0-or-later */
/* integer, decimal, date and text: answers that stand for themselves. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/qtype.h"

static bool read_decimal(const struct questionnaire *q, const struct question *question, struct answer_text text,
                         struct answer *x, struct diags *ds) {
    (void)q, (void)question;
    if (!num_parse(text.text, &x->number)) {
        diag_add(ds, DIAG_VALUE_NOT_NUMBER, text.place, text.text);
        return false;
    }
    x->text = text.text;
    x->state = ANSWER_GIVEN;
    return true;
}

static bool read_integer(const struct questionnaire *q, const struct question *question, struct answer_text text,
                         struct answer *x, struct diags *ds) {
    if (!read_decimal(q, question, text, x, ds)) {
        return false;
    }
    if (x->number != floor(x->number)) {
        diag_add(ds, DIAG_VALUE_NOT_WHOLE, text.place, text.text);
        return false;
    }
    return true;
}

static bool read_text(const struct questionnaire *q, const struct question *question, struct answer_text text,
                      struct answer *x, struct diags *ds) {
    (void)q, (void)question, (void)ds;
    x->text = text.text;
    x->state = ANSWER_GIVEN;
    return true;
}

static bool read_date(const struct questionnaire *q, const struct question *question, struct answer_text text,
                      struct answer *x, struct diags *ds) {
    if (!text_is_iso_date(text.text)) {
        diag_add(ds, DIAG_VALUE_NOT_DATE, text.place, text.text);
        return false;
    }
    return read_text(q, question, text, x, ds);
}

const struct qtype qtype_integer = {
    .name = "integer", .aliases = "int", .summary = "a whole number", .read = read_integer};
const struct qtype qtype_decimal = {.name = "decimal", .summary = "a number", .read = read_decimal};
const struct qtype qtype_date = {.name = "date", .summary = "a date such as 2026-11-24", .read = read_date};
const struct qtype qtype_text = {.name = "text", .aliases = "string", .summary = "free text", .read = read_text};
