/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a dataset: the rows of one slice on their way into columns, filled by one thread. Used by dataset.c.

   1. dataset_part_init() by the plan, which says what the columns of the file are.
   2. dataset_part_reset(), then dataset_part_begin_row() and dataset_part_cell() for each field, and
      dataset_part_end_row().
   3. dataset_part_join() adds the rows to the dataset.
   Lines are counted from 0 in the part; join() knows where it begins. */
#ifndef PG_MODEL_DATASET_PART_H
#define PG_MODEL_DATASET_PART_H

#include "base/map.h"
#include "model/choice_codes.h"
#include "model/dataset.h"

/* What the columns of a file are. */
struct dataset_plan {
    const struct questionnaire *questionnaire;
    const char *weight; /* the column of weights; NULL: none */
    int *target;        /* of each column of the file: a slot, or −1 */
    int n_columns;
    struct response_column *model; /* of each slot, without rows: question 0 … n − 1, then the extras */
    int n_slots;
};

struct part_slot {
    bool is_bytes;                   /* ONE, of a byte: the quick way */
    const struct question *question; /* NULL: an extra */
    struct response_column column;
    bool is_whole; /* a number must be */
    struct choice_codes codes;
    struct unknown_answers unknown; /* all of the part */
    struct map unknown_index;
};
struct dataset_part {
    const struct dataset_plan *plan;
    struct arena arena; /* texts of one slice */
    struct part_slot *slot;
    struct part_slot **of_column; /* the slot of each column of the file; NULL for none */
    size_t n_rows, lines_cap;
    uint32_t *line;
    struct row_list short_rows, long_texts, wide_rows;
    uint32_t last_wide; /* line of the last of wide_rows */
};

void dataset_part_init(struct dataset_part *p, const struct dataset_plan *plan);
void dataset_part_clear(struct dataset_part *p);
void dataset_part_reset(struct dataset_part *p);
/* Room for n further rows. */
void dataset_part_reserve(struct dataset_part *p, size_t n);
/* A cell of the row at hand, in the order of the file's columns. */
void dataset_part_put(struct dataset_part *p, int column, const char *text, size_t n, uint32_t line);
static inline void dataset_part_cell(struct dataset_part *p, int column, const char *text, size_t n, uint32_t line) {
    struct part_slot *s = column < p->plan->n_columns ? p->of_column[column] : NULL;
    int known = s && s->is_bytes && n == 1 ? s->codes.single[(unsigned char)*text] : -1;
    if (known >= 0) {
        ((uint8_t *)s->column.code)[s->column.n++] = (uint8_t)known;
    } else if (s || column >= p->plan->n_columns) {
        dataset_part_put(p, column, text, n, line);
    }
}
/* The row has 'n_fields' cells. */
void dataset_part_end_row(struct dataset_part *p, int n_fields, uint32_t line);
/* 'first_line' is the line of the file that line 0 of the part is. False when a column's texts are too large. */
bool dataset_part_join(const struct dataset_part *p, struct dataset *d, long first_line);
/* Room for n rows in all. */
void dataset_part_make_room(struct dataset *d, size_t n);

#endif
