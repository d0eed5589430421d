/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/response_column.h"

#include <string.h>

void column_init(struct response_column *c, enum column_kind kind, int n_choices, const uint8_t *choice_state) {
    *c = (struct response_column){.kind = kind, .n_choices = n_choices, .choice_state = choice_state};
    bool is_short = n_choices <= UINT8_MAX - COLUMN_CODES_SPECIAL;
    c->n_bytes = kind == COLUMN_ONE ? (is_short ? 1 : 2) : kind == COLUMN_MANY ? (n_choices + 7) / 8 : 0;
    buf_init(&c->text, COLUMN_TEXT_MAX);
}

void column_clear(struct response_column *c) {
    mem_free(c->code);
    mem_free(c->bits);
    mem_free(c->number);
    mem_free(c->state);
    mem_free(c->end);
    buf_clear(&c->text);
    *c = (struct response_column){0};
}

void column_reset(struct response_column *c) {
    c->n = 0;
    if (c->keeps_text) {
        buf_reset(&c->text);
    }
}

void column_reserve(struct response_column *c, size_t n) {
    if (n <= c->cap || c->kind == COLUMN_NONE) {
        return;
    }
    size_t cap = c->cap + c->cap / 4; /* of what is reserved and not used, no memory is taken */
    cap = cap < n ? n : cap;
    size_t width = (size_t)c->n_bytes;
    c->code = c->kind == COLUMN_ONE ? mem_realloc(c->code, cap, width) : NULL;
    c->bits = c->kind == COLUMN_MANY ? mem_realloc(c->bits, cap, width ? width : 1) : NULL;
    c->number = c->kind == COLUMN_NUMBER ? mem_realloc(c->number, cap, sizeof *c->number) : NULL;
    c->state = c->kind != COLUMN_ONE ? mem_realloc(c->state, cap, 1) : NULL;
    c->end = c->keeps_text ? mem_realloc(c->end, cap, sizeof *c->end) : NULL;
    c->cap = cap;
}

static void append_texts(struct response_column *c, const struct response_column *part) {
    uint32_t before = (uint32_t)c->text.len;
    for (size_t i = 0; i < part->n; i++) {
        c->end[c->n + i] = before + part->end[i];
    }
    buf_add(&c->text, part->text.data, part->text.len);
}

bool column_append(struct response_column *c, const struct response_column *part) {
    if (part->n == 0 || c->kind == COLUMN_NONE) {
        return true;
    }
    if (c->keeps_text && part->text.len > COLUMN_TEXT_MAX - c->text.len) {
        return false;
    }
    size_t at = c->n, n = part->n, width = (size_t)c->n_bytes;
    column_reserve(c, at + n);
    if (c->code) {
        memcpy((char *)c->code + at * width, part->code, n * width);
    }
    if (c->bits) {
        memcpy(c->bits + at * width, part->bits, n * width);
    }
    if (c->number) {
        memcpy(c->number + at, part->number, n * sizeof *c->number);
    }
    if (c->state) {
        memcpy(c->state + at, part->state, n);
    }
    if (c->keeps_text) {
        append_texts(c, part);
    }
    c->n += n;
    return true;
}

void column_blank(struct response_column *c) {
    if (c->kind == COLUMN_ONE) {
        column_set_code(c, c->n, column_special(c, RESPONSE_BLANK));
    } else {
        c->state[c->n] = RESPONSE_BLANK;
    }
    if (c->bits) {
        memset(c->bits + c->n * (size_t)c->n_bytes, 0, (size_t)c->n_bytes);
    }
    if (c->number) {
        c->number[c->n] = 0;
    }
    if (c->keeps_text) {
        c->end[c->n] = (uint32_t)c->text.len;
    }
    c->n++;
}

enum response_state column_state(const struct response_column *c, size_t row) {
    if (row >= c->n) {
        return RESPONSE_BLANK;
    }
    return c->kind == COLUMN_ONE ? column_state_of_code(c, column_code(c, row)) : (enum response_state)c->state[row];
}

int column_choice(const struct response_column *c, size_t row) {
    int code = c->kind == COLUMN_ONE && row < c->n ? column_code(c, row) : -1;
    return code < c->n_choices ? code : -1;
}

bool column_has_choice(const struct response_column *c, size_t row, int choice) {
    if (c->kind != COLUMN_MANY || row >= c->n) {
        return c->kind == COLUMN_ONE && column_choice(c, row) == choice;
    }
    return c->bits[row * (size_t)c->n_bytes + (size_t)choice / 8] >> (choice % 8) & 1;
}

const char *column_text(const struct response_column *c, size_t row, size_t *n) {
    size_t start = row > 0 && row < c->n && c->keeps_text ? c->end[row - 1] : 0;
    *n = row < c->n && c->keeps_text ? c->end[row] - start : 0;
    return *n ? c->text.data + start : "";
}

bool column_set_not_asked(struct response_column *c, size_t row) {
    bool was_blank = column_state(c, row) == RESPONSE_BLANK;
    if (c->kind == COLUMN_ONE && row < c->n) {
        column_set_code(c, row, column_special(c, RESPONSE_NOT_ASKED));
    } else if (row < c->n) {
        c->state[row] = RESPONSE_NOT_ASKED;
    }
    if (c->bits && row < c->n) {
        memset(c->bits + row * (size_t)c->n_bytes, 0, (size_t)c->n_bytes);
    }
    return !was_blank;
}
