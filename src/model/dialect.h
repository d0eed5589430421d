/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import dialects: the exports of survey tools, one descriptor a file (dialect_*.c), one line each in dialect.def.

   1. dialect_find() by name, or dialect_detect(): each dialect looks at the file and scores it, with a reason in words.
   2. arrange() says which rows are headers, and puts the columns into blocks: a block is one question of the tool, with
      its columns, what stands over them, and what the dialect knows of how they are filled.
   3. draft_build() (draft_build.h) makes questions of blocks by what stands in the cells; responses.h converts rows.
   A dialect never converts cells itself: it only says where what is. Blocks borrow from the input; their arrays live in
   the layout's arena. */
#ifndef PG_MODEL_DIALECT_H
#define PG_MODEL_DIALECT_H

#include "model/dialect_word.h"
#include "model/draft_structure.h"
#include "table/reader.h"

struct dialect_column {
    int column;
    const char *code;  /* what the tool calls the option or row; NULL: it does not */
    const char *label; /* wording of the option or row; "" when there is none */
    bool is_other;     /* text of an option "other", or a comment */
};
enum dialect_fill {
    FILL_ANY,      /* by what stands in the cells */
    FILL_CELL,     /* one column, codes or texts as they stand */
    FILL_JOINED,   /* several answers of one cell, parted by 'separator' */
    FILL_FLAGS,    /* a column an option, ticked or not */
    FILL_VERBATIM, /* canonical: kept byte for byte */
};
struct dialect_block {
    const char *code;  /* name of the question in the tool; NULL: it has none */
    const char *id;    /* another one, that only its structure knows; NULL: none */
    const char *label; /* wording; "" when there is none */
    const char *group; /* heading of the group it is in; NULL: none */
    const char *row;   /* code of the grid row whose options these are; NULL: none */
    struct dialect_column *column;
    size_t n, cap;
    enum dialect_fill fill;
    const char *separator; /* FILL_JOINED; NULL: "; " or ", ", whichever is used */
    bool zero_is_code;     /* 0 in an option's column is a code like the others */
    bool is_multiple;      /* the tool says that several answers are allowed */
    bool joins_rows;       /* a grid's row may have several answers, joined in its cell */
    enum dialect_role role;
};
struct dialect_layout {
    struct arena arena;
    const struct table_text *table;
    size_t first_row; /* of the records */
    struct dialect_block *block;
    size_t n_blocks, cap;
    const struct structure *structure; /* what is known of the questions; NULL: nothing */
    struct structure own;              /* what the export itself carries; empty otherwise */
    const char *lang;                  /* of the wordings: "" unknown, "ja" */
};

struct dialect_match {
    int score;          /* 0: not this one; 100: no doubt */
    const char *reason; /* what in the file told it, as it stands there; constant or in the arena; may be "" */
};
struct dialect {
    const char *name, *title, *summary; /* title: "LimeSurvey"; summary: one line */
    const char *layout;                 /* what the export looks like, for the documentation */
    const char *const *example;         /* small exports of this kind, ends with NULL: tests detect and import them */
    struct dialect_match (*recognise)(const struct input *in, struct arena *a);
    /* False after an error. */
    bool (*arrange)(const struct input *in, struct dialect_layout *l, struct diags *ds);
};

size_t dialect_count(void);
const struct dialect *dialect_at(size_t i);
const struct dialect *dialect_find(const char *name); /* NULL when unknown */
/* The best scored; NULL when none recognises the file. */
const struct dialect *dialect_detect(const struct input *in, struct arena *a, struct dialect_match *match);
/* "canonical, xlsform, …" in 'a'. */
const char *dialect_names(struct arena *a);

void dialect_layout_clear(struct dialect_layout *l);

/* ---- for dialects ------------------------------------------------------------------------------------------------ */

/* Adds an empty block; the pointer holds until the next is added. Borrows the texts. */
struct dialect_block *dialect_add_block(struct dialect_layout *l, const char *code, const char *label);
void dialect_add_column(struct dialect_layout *l, struct dialect_block *b, struct dialect_column c);
/* A block of one column. */
struct dialect_block *dialect_add_single(struct dialect_layout *l, const char *code, const char *label, int column);
/* The header cell without outer blanks, in the layout's arena. */
const char *dialect_header(struct dialect_layout *l, size_t row, int column);
/* Whether an option is "Other", "Sonstiges", "その他", with or without "(please specify)". */
bool dialect_is_other(const char *label);
/* Splits "Wording [row]" in two, in 'a'; false when it does not end in brackets. */
bool dialect_split_brackets(const char *header, const char **wording, const char **inner, struct arena *a);
/* Rows under the header that hold nothing at all do not count. */
size_t dialect_count_records(const struct table_text *t, size_t first_row);
/* Whether any of the first 'n' headers folds to the word. */
bool dialect_has_header(const struct table_text *t, size_t row, const char *word, struct arena *a);
/* Calls dialect_add_single() for each column of one header row, with the roles that the words give. */
void dialect_arrange_plain(const struct input *in, struct dialect_layout *l);

#endif
