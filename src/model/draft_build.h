/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a dialect's layout to a draft: which question has which type, what its options are, which columns are people.

   draft_build() once. What the structure tells goes before what the cells look like. Columns that identify people are
   kept only when 'keep' names their header or the name they would get. */
#ifndef PG_MODEL_DRAFT_BUILD_H
#define PG_MODEL_DRAFT_BUILD_H

#include "model/draft.h"

struct draft_request {
    const char *const *keep;
    size_t n_keep;
    bool is_anonymous_id; /* there is no column of ids: number the records */
};
/* 'd' is initialised. Adds a warning for each name of 'keep' that is no column. */
void draft_build(struct draft *d, struct dialect_layout *l, const struct draft_request *request, struct diags *ds);

/* ---- parts, for draft_build*.c ----------------------------------------------------------------------------------- */

/* One block on its way; rows and columns are those of the table. */
struct draft_building {
    struct draft *d;
    struct dialect_layout *l;
    const struct draft_request *request;
    struct arena arena; /* scratch of the block */
    const struct dialect_block *block;
    struct draft_column *content;     /* a column of the block each */
    struct structure_question *known; /* NULL: nothing is known */
    bool *is_used;                    /* of the structure's questions, one each; NULL: there is no structure */
    enum dialect_role role;           /* of the block, once the cells have been looked at */
    const char *name;                 /* wanted for the question */
    int group;
    size_t number; /* of the block among questions, from 1 */
    size_t n_rows; /* of its grid so far */
};

/* The name that the block's question should have. */
const char *draft_wanted_name(struct draft_building *x);
/* Whether 'keep' names a column of this header, or a question of this name. */
bool draft_is_kept(const struct draft_building *x, const char *header, const char *name);
/* Whether the cells under a header that mentions e-mail or the like are a person's, and no answers to a question about
   it. */
bool draft_is_person(const struct draft_column *c);
/* Leaves out those of the block's questions that identify people. */
void draft_find_people(struct draft_building *x, size_t first_question);
/* One column without options of its own. */
void draft_build_single(struct draft_building *x, size_t column);
/* Several columns, nothing known but what stands in them. */
void draft_build_observed(struct draft_building *x);
/* A grid with a column for each row and scale point; false when it is none. */
bool draft_build_pairs(struct draft_building *x);
/* A column a row. */
void draft_build_rows(struct draft_building *x);
/* What one column of the block looks like. */
enum column_class { CLASS_EMPTY, CLASS_FLAGS, CLASS_CONSTANT, CLASS_OTHER, CLASS_VALUES };
enum column_class draft_class_of(const struct draft_building *x, size_t i);
/* Index of a new question in the block's group. */
int draft_new_question(struct draft_building *x, const char *wanted, const char *label, enum draft_kind kind);
struct draft_split;
/* Makes a question with one source one of joined answers. Its list, if it has none, becomes the split's options. */
void draft_make_joined(struct draft_building *x, int question, const struct draft_split *s,
                       const struct draft_column *c);
/* By the structure. */
void draft_build_known(struct draft_building *x);
/* Makes a question with a list and one source one of joined answers: its labels are the options. */
void draft_join_known(struct draft_building *x, int question);
/* Adds the option "other" to question 'q' and a question for its text. */
void draft_build_other(struct draft_building *x, int question, size_t column);
/* Most ticks in a record, over the sources of a question that reads flags. */
size_t draft_most_ticks(const struct draft *d, const struct draft_question *q);
/* Whether the cell ticks this source's option. */
bool draft_is_ticked(const struct draft *d, const struct draft_question *q, const struct draft_source *s,
                     const char *text);
/* Sets how 0 and own texts are read, by what stands in the columns. */
void draft_set_flags(struct draft_building *x, int question);

#endif
