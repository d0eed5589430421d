/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The responses of many to one questionnaire, as columns.

   1. dataset_load() reads a wide file: CSV in UTF-8 in parallel (table/slices.h), all else by the ordinary readers,
      with the same result. It decides what was not asked, and looks for what is wrong.
   2. column[] is parallel to the questionnaire's questions: column_state(&d->column[q], row) and the arrays behind it
      (response_column.h). 'rows' that count can be picked by a condition: dataset_rows.h.
   3. Findings are counted and kept, not only said: unknown answers, answers that were not asked for, ids that stand
      twice. 'ds' gets one diagnostic each.
   Rows are in file order, 0-based; d->line[row] is the line of the file, from 1.
   A dataset owns its columns; dataset_free() frees all. Borrows the questionnaire. */
#ifndef PG_MODEL_DATASET_H
#define PG_MODEL_DATASET_H

#include "base/file.h"
#include "model/response_column.h"
#include "model/questionnaire.h"

#define DATASET_LINES_KEPT 10    /* of each finding */
#define DATASET_UNKNOWN_KEPT 100 /* texts of each question */

/* Where something was found: how often, and the first lines. */
struct row_list {
    size_t count;
    uint32_t line[DATASET_LINES_KEPT];
};
void row_list_add(struct row_list *l, uint32_t line);

/* A text that is no answer to its question. */
struct unknown_answer {
    const char *text;
    struct row_list rows;
};
struct unknown_answers {
    struct unknown_answer *item; /* in order of first appearance */
    size_t n, cap;
    struct row_list others; /* of further texts */
};

/* Columns beside the questions. */
enum dataset_extra {
    EXTRA_ID,
    EXTRA_SUBMITTED,
    EXTRA_WAVE,
    EXTRA_LANGUAGE,
    EXTRA_CONSENT,
    EXTRA_WEIGHT, /* the one that was asked for, as numbers; the others are texts */
    N_DATASET_EXTRAS
};

struct dataset_options {
    const char *weight;      /* name of a column or question; NULL: none */
    int n_threads;           /* 0: as many as there are processors */
    size_t window;           /* bytes that are read at a time; 0: as slices.h says */
    unsigned extras;         /* bits 1 << EXTRA_… of those that are kept beside ids and weights */
    bool keeps_texts;        /* of all text questions; else only of those that conditions ask about */
    const struct term *need; /* a condition whose texts are kept too; NULL: none */
    bool is_whole;           /* by the ordinary reader (tests) */
    bool is_plain;           /* by libcsv alone (tests) */
    void (*progress)(void *to, size_t done, size_t size); /* NULL: none */
    void *to;
};

struct dataset {
    struct arena arena;
    const struct questionnaire *questionnaire;
    const char *file;
    char sha256[SHA256_TEXT_LEN + 1];
    const char *encoding;
    size_t n_rows;
    uint32_t *line;
    size_t lines_cap;
    struct response_column *column; /* of the questions; kind NONE: not in the file, or no answer (groups, notes) */
    struct response_column extra[N_DATASET_EXTRAS];
    const double *weight;  /* of each row; NULL: 1 each */
    const char **not_used; /* columns of the file that are no question */
    size_t n_not_used;
    struct unknown_answers *unknown; /* of each question, then of the extras */
    struct row_list *not_asked;      /* of each question: answers that stand there though it was not asked */
    struct row_list ids_twice;       /* rows whose id stood in an earlier one */
    struct row_list ids_blank;
    struct row_list short_rows; /* with fewer fields than the header: blank at the end */
    struct row_list wide_rows;  /* with more, which is an error */
    struct row_list long_texts; /* longer than a cell of a workbook */
};

/* NULL after an error. Borrows 'q'. */
struct dataset *dataset_load(const char *path, const struct questionnaire *q, const struct dataset_options *o,
                             struct diags *ds);
void dataset_free(struct dataset *d);

/* The row of a respondent; −1 when there is none. */
long dataset_find(const struct dataset *d, const char *id);
/* Numbers that the choices of question 'q' stand for, when the names of all choices that are answers are numbers: NAN
   for the others. False when it is no scale. 'value' has a place for each choice. */
bool dataset_scale(const struct dataset *d, int q, double *value);
/* The answer as conditions see it: names of choices, number or text; "" without an answer. Lives in 'a'. */
const char *dataset_answer(const struct dataset *d, int q, size_t row, struct arena *a);

#endif
