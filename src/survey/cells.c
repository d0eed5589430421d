/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "survey/cells.h"

#include <string.h>

#define BLOCK_ROWS ((size_t)8192) /* whose weights are summed plainly, before the sum is added with compensation */

/* Sums of a table while it is filled: those of the block at hand, and all before. */
struct filling {
    size_t n; /* places */
    uint64_t *count;
    double *weight, *square;       /* of the block */
    struct sum *weights, *squares; /* NULL without weights */
    struct arena arena;
};

static void filling_init(struct filling *f, size_t n, bool has_weights) {
    *f = (struct filling){.n = n};
    f->count = ARENA_ARRAY(&f->arena, n, uint64_t);
    if (has_weights) {
        f->weight = ARENA_ARRAY(&f->arena, n, double);
        f->square = ARENA_ARRAY(&f->arena, n, double);
        f->weights = ARENA_ARRAY(&f->arena, n, struct sum);
        f->squares = ARENA_ARRAY(&f->arena, n, struct sum);
    }
}

static void filling_end_block(struct filling *f) {
    for (size_t i = 0; f->weights && i < f->n; i++) {
        sum_add(&f->weights[i], f->weight[i]);
        sum_add(&f->squares[i], f->square[i]);
        f->weight[i] = f->square[i] = 0;
    }
}

static struct tally_cell filling_cell(const struct filling *f, size_t i) {
    double n = (double)f->count[i];
    return (struct tally_cell){.n = (size_t)f->count[i],
                               .weight = f->weights ? sum_value(&f->weights[i]) : n,
                               .square = f->weights ? sum_value(&f->squares[i]) : n};
}

static inline void filling_add(struct filling *f, size_t at, const double *weight, size_t row) {
    f->count[at]++;
    if (weight) {
        double w = weight[row];
        f->weight[at] += w;
        f->square[at] += w * w;
    }
}

static void add_cell(struct tally_cell *to, struct tally_cell x) {
    to->n += x.n;
    to->weight += x.weight;
    to->square += x.square;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

/* Codes as places: choices keep theirs, the states without choice follow. */
static int place_of(const struct response_column *c, int code) {
    return code < c->n_choices ? code : c->n_choices + column_special(c, RESPONSE_BLANK) - code;
}

static int n_places(const struct response_column *c) { return c->n_choices + COLUMN_CODES_SPECIAL; }

/* The place of each code of a column of bytes. */
static void fill_places(const struct response_column *c, uint8_t place[256]) {
    for (int code = 0; code < 256; code++) {
        bool is_code = code < c->n_choices || code > UINT8_MAX - COLUMN_CODES_SPECIAL;
        place[code] = is_code ? (uint8_t)place_of(c, code) : 0;
    }
}

/* ---- one question ------------------------------------------------------------------------------------------------ */

/* Four tables side by side, so that equal codes in a row need not wait for each other. */
static void count_bytes(const uint8_t *code, size_t n, size_t count[256]) {
    static const int lanes = 4;
    uint32_t part[4][256] = {{0}};
    size_t i = 0;
    for (; i + 4 <= n; i += (size_t)lanes) {
        part[0][code[i]]++;
        part[1][code[i + 1]]++;
        part[2][code[i + 2]]++;
        part[3][code[i + 3]]++;
    }
    for (; i < n; i++) {
        part[0][code[i]]++;
    }
    for (int k = 0; k < 256; k++) {
        count[k] += (size_t)part[0][k] + part[1][k] + part[2][k] + part[3][k];
    }
}

static void tally_states(const struct response_column *c, const struct filling *f, size_t state[N_RESPONSE_STATES]) {
    static const enum response_state specials[] = {RESPONSE_BLANK, RESPONSE_NOT_ASKED, RESPONSE_INVALID};
    for (int i = 0; i < c->n_choices; i++) {
        state[c->choice_state[i]] += f->count[i];
    }
    for (int k = 0; k < COLUMN_CODES_SPECIAL; k++) {
        state[specials[k]] += f->count[c->n_choices + k];
    }
}

static void tally_one(const struct cells_source *of, struct tally_cell *cell, struct tally_cell *base,
                      size_t state[N_RESPONSE_STATES]) {
    const struct response_column *c = of->column;
    struct filling f;
    filling_init(&f, (size_t)n_places(c), of->weight != NULL);
    if (c->n_bytes == 1 && !of->in && !of->weight) {
        size_t count[256] = {0};
        count_bytes(c->code, of->n, count);
        for (int code = 0; code < 256; code++) {
            if (count[code]) {
                f.count[place_of(c, code)] += count[code];
            }
        }
    } else {
        for (size_t i = 0; i < of->n; i++) {
            if (!of->in || of->in[i]) {
                filling_add(&f, (size_t)place_of(c, column_code(c, i)), of->weight, i);
            }
            if ((i + 1) % BLOCK_ROWS == 0) {
                filling_end_block(&f);
            }
        }
        filling_end_block(&f);
    }
    tally_states(c, &f, state);
    for (int i = 0; i < c->n_choices; i++) {
        cell[i] = filling_cell(&f, (size_t)i);
        if (c->choice_state[i] == RESPONSE_GIVEN) {
            add_cell(base, cell[i]);
        }
    }
    arena_clear(&f.arena);
}

/* Place 'first' and those behind it for the choices of the row's bit set. */
static void add_choices(struct filling *f, size_t first, const struct cells_source *of, size_t row) {
    const struct response_column *c = of->column;
    const uint8_t *bits = c->bits + row * (size_t)c->n_bytes;
    for (int b = 0; b < c->n_bytes; b++) {
        for (unsigned left = bits[b]; left; left &= left - 1) {
            filling_add(f, first + (size_t)(8 * b + __builtin_ctz(left)), of->weight, row);
        }
    }
}

/* Bit sets, numbers and texts: by state; the base is one place behind the choices. */
static void tally_stated(const struct cells_source *of, struct tally_cell *cell, struct tally_cell *base,
                         size_t state[N_RESPONSE_STATES]) {
    const struct response_column *c = of->column;
    size_t n_choices = c->kind == COLUMN_MANY ? (size_t)c->n_choices : 0;
    struct filling f;
    filling_init(&f, n_choices + 1, of->weight != NULL);
    for (size_t i = 0; i < of->n; i++) {
        if (!of->in || of->in[i]) {
            state[c->state[i]]++;
            if (c->state[i] == RESPONSE_GIVEN) {
                filling_add(&f, n_choices, of->weight, i);
            }
            if (c->kind == COLUMN_MANY) {
                add_choices(&f, 0, of, i);
            }
        }
        if ((i + 1) % BLOCK_ROWS == 0) {
            filling_end_block(&f);
        }
    }
    filling_end_block(&f);
    for (size_t i = 0; i < n_choices; i++) {
        cell[i] = filling_cell(&f, i);
    }
    *base = filling_cell(&f, n_choices);
    arena_clear(&f.arena);
}

void cells_tally(const struct cells_source *of, struct tally_cell *cell, struct tally_cell *base,
                 size_t state[N_RESPONSE_STATES]) {
    if (of->column->kind == COLUMN_ONE) {
        tally_one(of, cell, base, state);
    } else {
        tally_stated(of, cell, base, state);
    }
}

/* ---- two questions ----------------------------------------------------------------------------------------------- */

/* Both columns of bytes: by far the most frequent. Rows 'first' … 'end' − 1. */
struct byte_pair {
    const uint8_t *code, *by;
    uint8_t place[256];
    uint32_t start[256]; /* of a group's places */
};

static void cross_bytes(const struct cells_source *of, const struct byte_pair *p, struct filling *f, size_t first,
                        size_t end) {
    if (!of->in && !of->weight) {
        for (size_t i = first; i < end; i++) {
            f->count[p->start[p->by[i]] + p->place[p->code[i]]]++;
        }
        return;
    }
    for (size_t i = first; i < end; i++) {
        if (!of->in || of->in[i]) {
            filling_add(f, p->start[p->by[i]] + p->place[p->code[i]], of->weight, i);
        }
    }
}

static void cross_any(const struct cells_source *of, const struct response_column *by, struct filling *f, size_t first,
                      size_t end) {
    const struct response_column *c = of->column;
    size_t width = (size_t)n_places(c);
    for (size_t i = first; i < end; i++) {
        int group = of->in && !of->in[i] ? -1 : column_choice(by, i);
        if (group < 0) {
            continue;
        }
        size_t start = (size_t)group * width;
        if (c->kind == COLUMN_ONE) {
            filling_add(f, start + (size_t)place_of(c, column_code(c, i)), of->weight, i);
        } else if (c->state[i] == RESPONSE_GIVEN) {
            add_choices(f, start, of, i);
            filling_add(f, start + (size_t)c->n_choices, of->weight, i); /* the base */
        }
    }
}

static void read_cells(const struct response_column *c, const struct filling *f, int group, struct tally_cell *cell,
                       struct tally_cell *base) {
    size_t start = (size_t)group * (size_t)n_places(c);
    for (int i = 0; i < c->n_choices; i++) {
        bool is_answer = c->choice_state[i] == RESPONSE_GIVEN;
        cell[i] = is_answer ? filling_cell(f, start + (size_t)i) : (struct tally_cell){0};
        if (c->kind == COLUMN_ONE) {
            add_cell(base, cell[i]);
        }
    }
    if (c->kind == COLUMN_MANY) {
        *base = filling_cell(f, start + (size_t)c->n_choices);
    }
}

void cells_cross(const struct cells_source *of, const struct response_column *by, struct tally_cell *cell,
                 struct tally_cell *base) {
    const struct response_column *c = of->column;
    bool is_bytes = c->kind == COLUMN_ONE && c->n_bytes == 1 && by->n_bytes == 1;
    size_t width = (size_t)n_places(c);
    struct byte_pair p = {.code = c->code, .by = by->code};
    struct filling f;
    filling_init(&f, (size_t)(by->n_choices + 1) * width, of->weight != NULL);
    if (is_bytes) {
        fill_places(c, p.place);
        for (int code = 0; code < 256; code++) {
            int group = code < by->n_choices ? code : by->n_choices; /* the last: in no group */
            p.start[code] = (uint32_t)((size_t)group * width);
        }
    }
    for (size_t first = 0; first < of->n; first += BLOCK_ROWS) {
        size_t end = first + BLOCK_ROWS < of->n ? first + BLOCK_ROWS : of->n;
        if (is_bytes) {
            cross_bytes(of, &p, &f, first, end);
        } else {
            cross_any(of, by, &f, first, end);
        }
        filling_end_block(&f);
    }
    for (int g = 0; g < by->n_choices; g++) {
        read_cells(c, &f, g, cell + (size_t)g * (size_t)c->n_choices, &base[g]);
    }
    arena_clear(&f.arena);
}
