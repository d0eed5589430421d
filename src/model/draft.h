/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft: the questionnaire that an export seems to come from, and where in the export each answer stands.

   1. draft_build() (draft_build.h) makes one of a dialect's layout; draft_from_structure() of a structure alone.
   2. responses.h converts the records, draft_print_book() writes the questionnaire: an XLSForm that
      'psirtgauge check' accepts.
   3. draft_clear() frees. A draft borrows the table; all else lives in its arena. */
#ifndef PG_MODEL_DRAFT_H
#define PG_MODEL_DRAFT_H

#include "base/map.h"
#include "model/dialect.h"
#include "model/draft_date.h"

enum draft_kind {
    DRAFT_ABOUT, /* of the record, not a question: respondent_id, submitted, … */
    DRAFT_ONE,
    DRAFT_MANY,
    DRAFT_INTEGER,
    DRAFT_DECIMAL,
    DRAFT_DATE,
    DRAFT_TEXT,
    DRAFT_NOTE, /* only in structures */
    N_DRAFT_KINDS
};
/* How the answer is put together from cells. */
enum draft_reading {
    READ_CELL,     /* the cell, made a code where there is a list */
    READ_FLAGS,    /* sources are options, ticked by a flag or by their own text */
    READ_JOINED,   /* several answers in the cell */
    READ_VERBATIM, /* the cell, byte for byte */
    READ_DATE,     /* the cell, made an ISO date and time */
};
enum draft_fate { FATE_KEPT, FATE_PERSON, FATE_EMPTY, FATE_TECHNICAL };

struct draft_choice {
    const char *name;
    struct i18n label;
    int state; /* enum choice_state */
};
struct draft_list {
    const char *name;
    struct draft_choice *choice;
    size_t n, cap;
    struct map by_key;  /* folded texts that cells may hold → choice */
    struct map by_text; /* the same as they stand: found without folding */
    struct map by_name; /* names that are taken */
    bool is_used;
};
struct draft_source {
    int column;
    int choice; /* of the list, −1 */
};
struct draft_question {
    const char *name;
    struct i18n label;
    enum draft_kind kind;
    enum draft_reading reading;
    enum draft_fate fate;
    enum dialect_role role;
    int list, group;       /* index, −1 */
    bool keeps_people;     /* asked for by name: nothing in it is masked */
    const char *header;    /* of the first column, as people know it */
    const char *why;       /* it was dropped: "header", "e-mail addresses", … ; NULL */
    const char *separator; /* READ_JOINED */
    const char **piece;    /* READ_JOINED: options with a separator inside, longest first */
    size_t n_pieces;
    bool zero_means_no;    /* READ_FLAGS: else 0 is a code */
    bool own_text_ticks;   /* READ_FLAGS: a cell that repeats its option's text ticks it, be it "No" */
    int other;             /* choice that stands for other text, −1 */
    int other_column;      /* its text, −1: rest of the cell */
    bool is_text_of_other; /* holds what the joined cell of question 'twin' has beyond its options */
    int twin;
    enum date_order order; /* READ_DATE */
    int known;             /* question of the structure, −1 */
    const char *row;       /* of that: code of the row; "other" for the text of that option; NULL: the whole */
    const char *relevant;  /* XLSForm's condition; NULL: always asked */
    struct draft_source *source;
    size_t n_sources, cap;
};
struct draft_group {
    const char *name;
    int parent; /* −1 */
    struct i18n label;
};
struct draft {
    struct arena arena;
    const struct table_text *table;
    size_t first_row;
    const char *form_id, *dialect;
    struct i18n title;
    struct draft_question *question;
    size_t n_questions, questions_cap;
    struct draft_list *list;
    size_t n_lists, lists_cap;
    struct draft_group *group;
    size_t n_groups, groups_cap;
    struct map names;
    size_t n_known;          /* blocks that the structure knows */
    int finished;            /* column that says whether a record is complete; −1 */
    bool finished_is_filled; /* it is when the cell is filled; else when it is 1 or true */
    const char *lang;        /* of observed texts: "", "ja" */
};

void draft_init(struct draft *d);
void draft_clear(struct draft *d);

/* Latin letters with marks as ASCII (ä → ae, é → e); others stay. Lives in 'a'. */
const char *draft_ascii(struct arena *a, const char *text);
/* A valid and unused XML name made of 'wanted' (of 'fallback' where nothing of it can stay), and reserved. */
const char *draft_name(struct draft *d, const char *wanted, const char *fallback);
/* Index; pointers into the arrays hold until the next is added. 'name' is taken as it is. */
int draft_add_question(struct draft *d, const char *name, const char *label, enum draft_kind kind);
void draft_add_source(struct draft *d, int question, int column, int choice);
int draft_add_group(struct draft *d, const char *name, const char *label, int parent);
int draft_add_list(struct draft *d, const char *name);
/* A choice whose code is made of 'text' unless 'code' gives it; the cell's text and code become its keys. */
int draft_add_choice(struct draft *d, int list, const char *code, const char *text);
/* Another text that a cell may hold for it. */
void draft_add_key(struct draft *d, int list, int choice, const char *text);
/* By what a cell holds, or −1. */
int draft_find_choice(const struct draft *d, int list, const char *text);
/* "na", "dk" or ordinary: enum choice_state of a wording such as "Don't know or not sure", "わからない". */
int draft_state_of(const char *text);

/* The questionnaire of a structure without answers. A warning for each condition that cannot be written. */
void draft_from_structure(struct draft *d, struct structure *s, struct diags *ds);
/* XLSForm as a CSV book. */
void draft_print_book(const struct draft *d, struct buf *out);
/* One CSV field, quoted where it must be. */
void draft_put_field(struct buf *out, const char *text);

#endif
