/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of responses: one answer a row, in about one byte.

   1. column_init() by the kind of what stands in it; column_reserve() before rows are written.
   2. column_append() joins parts in order, column_blank() adds a row without an answer.
   3. column_state() and its neighbours read one row; whole columns are read by their arrays.
   A choice is its index in the question's list, with codes of their own for what is no choice; several choices are a
   bit set; a number is a double beside its state; texts are kept one behind the other.
   A column owns its arrays; column_clear() frees them. */
#ifndef PG_MODEL_RESPONSE_COLUMN_H
#define PG_MODEL_RESPONSE_COLUMN_H

#include "base/mem.h"

enum column_kind {
    COLUMN_NONE,   /* not in the file, or not kept */
    COLUMN_ONE,    /* code */
    COLUMN_MANY,   /* bits, state */
    COLUMN_NUMBER, /* number, state */
    COLUMN_TEXT,   /* state; text where it is kept */
};

/* What is known of an answer. The order is that of stats' enum value_state. */
enum response_state {
    RESPONSE_GIVEN,
    RESPONSE_BLANK,
    RESPONSE_NOT_ASKED, /* by the questionnaire's conditions, whatever stands in the file */
    RESPONSE_NA,
    RESPONSE_DK,
    RESPONSE_INVALID, /* something stands there that is no answer to the question */
    N_RESPONSE_STATES
};

/* Codes of COLUMN_ONE: 0 … n_choices − 1 is a choice, "not applicable" and its like included; above stand the states
   without a choice. */
#define COLUMN_CODES_SPECIAL 3
#define COLUMN_CHOICES_MAX 65000
#define COLUMN_TEXT_MAX ((size_t)UINT32_MAX - 1) /* bytes of all texts of a column */

struct response_column {
    enum column_kind kind;
    int n_choices;
    const uint8_t *choice_state; /* enum response_state of each choice; borrowed */
    int n_bytes;                 /* ONE: of a code, 1 or 2; MANY: of a row's bit set */
    bool keeps_text;
    size_t n, cap;
    void *code;      /* uint8_t or uint16_t */
    uint8_t *bits;   /* n_bytes a row; bit k % 8 of byte k / 8 is choice k */
    double *number;  /* 0 without an answer */
    uint8_t *state;  /* enum response_state */
    struct buf text; /* of all rows */
    uint32_t *end;   /* of each row in 'text' */
};

void column_init(struct response_column *c, enum column_kind kind, int n_choices, const uint8_t *choice_state);
void column_clear(struct response_column *c);
/* Room for n rows in all. */
void column_reserve(struct response_column *c, size_t n);
/* Forgets the rows, keeps the memory. */
void column_reset(struct response_column *c);
/* False, and nothing changed, when the texts would be more than COLUMN_TEXT_MAX. */
bool column_append(struct response_column *c, const struct response_column *part);
void column_blank(struct response_column *c);

/* The code of COLUMN_ONE for a state without choice: BLANK, NOT_ASKED or INVALID. */
static inline int column_special(const struct response_column *c, enum response_state s) {
    int top = c->n_bytes == 1 ? UINT8_MAX : UINT16_MAX;
    return s == RESPONSE_BLANK ? top : s == RESPONSE_NOT_ASKED ? top - 1 : top - 2;
}
static inline int column_code(const struct response_column *c, size_t row) {
    return c->n_bytes == 1 ? ((const uint8_t *)c->code)[row] : ((const uint16_t *)c->code)[row];
}
static inline void column_set_code(struct response_column *c, size_t row, int code) {
    if (c->n_bytes == 1) {
        ((uint8_t *)c->code)[row] = (uint8_t)code;
    } else {
        ((uint16_t *)c->code)[row] = (uint16_t)code;
    }
}
static inline enum response_state column_state_of_code(const struct response_column *c, int code) {
    return code < c->n_choices                             ? (enum response_state)c->choice_state[code]
           : code == column_special(c, RESPONSE_BLANK)     ? RESPONSE_BLANK
           : code == column_special(c, RESPONSE_NOT_ASKED) ? RESPONSE_NOT_ASKED
                                                           : RESPONSE_INVALID;
}

/* BLANK where the column is not there. */
enum response_state column_state(const struct response_column *c, size_t row);
/* The choice of COLUMN_ONE, whatever its state; −1 when there is none. */
int column_choice(const struct response_column *c, size_t row);
/* Whether the choice is among those of the row: ONE and MANY. */
bool column_has_choice(const struct response_column *c, size_t row, int choice);
/* A kept text; "" otherwise. Not ended by a NUL. */
const char *column_text(const struct response_column *c, size_t row, size_t *n);
/* Makes the row not asked; false when it was blank anyway. */
bool column_set_not_asked(struct response_column *c, size_t row);

#endif
