/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/question_hash.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/qtype.h"

#define UNIT_SEPARATOR '\x1F'
#define RECORD_SEPARATOR '\x1E'

/* "en" of "English (en)"; the whole where there are no brackets. In 'code', cut to its size. */
static const char *language_code(const char *language, char code[32]) {
    const char *open = strrchr(language, '('), *close = open ? strchr(open, ')') : NULL;
    const char *start = close ? open + 1 : language;
    size_t len = close ? (size_t)(close - start) : strlen(language);
    len = len < 31 ? len : 31;
    memcpy(code, start, len);
    code[len] = '\0';
    return code;
}

static void put_number(struct buf *b, double x) {
    char text[NUM_TEXT_MAX];
    buf_puts(b, isnan(x) ? "" : num_shortest(text, x));
}

static bool has(unsigned parts, enum question_part part) { return parts & 1u << part; }

static void put_choice(struct buf *b, const struct choice *c, const char *lang, unsigned parts) {
    static const char *const states[] = {"", "na", "dk", "alternate"};
    buf_putc(b, RECORD_SEPARATOR);
    buf_puts(b, c->name);
    buf_putc(b, UNIT_SEPARATOR);
    buf_puts(b, has(parts, QUESTION_WORDING) ? i18n_get(&c->label, lang) : "");
    buf_putc(b, UNIT_SEPARATOR);
    put_number(b, has(parts, QUESTION_CREDITS) ? c->credit : NAN);
    buf_putc(b, UNIT_SEPARATOR);
    buf_puts(b, has(parts, QUESTION_CHOICES) ? states[c->state] : "");
}

static void hash_parts(const struct questionnaire *q, const struct question *question, unsigned parts, char *text) {
    char code[32];
    const char *lang = language_code(q->info.default_language, code);
    const struct choice_list *list = question_list(q, question);
    bool has_credits = has(parts, QUESTION_CREDITS);
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, question->type && has(parts, QUESTION_CHOICES) ? question->type->name : "");
    buf_putc(&b, UNIT_SEPARATOR);
    buf_puts(&b, has(parts, QUESTION_WORDING) ? i18n_get(&question->label, lang) : "");
    buf_putc(&b, UNIT_SEPARATOR);
    put_number(&b, has_credits ? question->credit_from : NAN);
    buf_putc(&b, UNIT_SEPARATOR);
    put_number(&b, has_credits ? question->credit_to : NAN);
    for (int i = 0; list && i < list->n; i++) {
        put_choice(&b, &list->choice[i], lang, parts);
    }
    file_sha256(b.data, b.len, text);
    buf_clear(&b);
}

void question_hash(const struct questionnaire *q, const struct question *question, char text[SHA256_TEXT_LEN + 1]) {
    hash_parts(q, question, ~0u, text);
}

void question_hash_part(const struct questionnaire *q, const struct question *question, enum question_part part,
                        char text[SHA256_TEXT_LEN + 1]) {
    hash_parts(q, question, 1u << part, text);
}

bool question_hash_is_one(const char *text) {
    return strlen(text) == SHA256_TEXT_LEN && strspn(text, "0123456789abcdef") == SHA256_TEXT_LEN;
}
