/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One organisation's answers to one questionnaire.

   1. answers_open() opens a file; its info.form_id and answers_matches() say which questionnaire it is for.
   2. answers_read() reads a wide file (one row), a long file, a book (settings, answers), or a filled form.
   3. It ends by deciding which questions were not asked (relevant) and by checking constraints.
   answer[] is parallel to the questionnaire's questions. Texts live in the answers' arena. */
#ifndef PG_MODEL_ANSWERS_H
#define PG_MODEL_ANSWERS_H

#include "model/questionnaire.h"

enum answer_state { ANSWER_BLANK, ANSWER_GIVEN, ANSWER_NA, ANSWER_DK, ANSWER_ALTERNATE, ANSWER_NOT_ASKED };
const char *answer_state_name(enum answer_state s); /* "blank", "answered", "na", … as in JSON */

/* What the answers of several come to together; a->choice and a->text are then the nearest choice that is not above. */
struct merged {
    double credit;    /* 0–1, or the factor in a layer of weights; counts instead of what the answer says */
    const double *of; /* the credits that it was made of, in the order of the files */
    int n;
};

/* Whether an answer means what the question now asks. */
enum answer_fit {
    ANSWER_FITS,
    ANSWER_OTHER_QUESTION, /* its hash says that the question had other words, choices or credits */
    ANSWER_UNREADABLE, /* of an earlier assessment: no answer to the question as it is now; blank, 'text' as it was */
};

struct answer {
    enum answer_state state;
    int choice;       /* of one: index in the list; −1 */
    bool *chosen;     /* of several: one per choice of the list; NULL when blank */
    double number;    /* numeric questions; NAN */
    const char *text; /* as understood: choice names joined by blanks, number, text; "" when blank */
    const char *na_reason, *comment, *evidence, *owner, *date; /* "" when absent */
    int confidence;                                            /* 1–5; 0 = not given */
    enum answer_fit fit;
    struct place place;          /* where it stands; file NULL when it stands nowhere */
    const struct merged *merged; /* NULL: one answer by itself */
};

/* Stands in a wide file before the names of questions about the organisation, which another questionnaire asks. */
#define ANSWERS_ABOUT "about/"

extern const struct answer answer_none; /* blank, and nothing beside it */

/* A raw answer: its text and place, and the arena for what comes of it. */
struct answer_text {
    const char *text;
    const struct place *place;
    struct arena *arena;
    bool is_number; /* the cell of a workbook holds a number, which knows no zeros at its end */
};

struct answers_info {
    struct row_ref ref;
    const char *form_id, *version, *organisation, *unit, *scope, *handling, *assessor, *date;
};

enum answers_layout { LAYOUT_WIDE, LAYOUT_LONG, LAYOUT_FORM };
struct filled;

struct answers {
    struct arena arena;
    struct book book; /* owns the input, in each layout */
    enum answers_layout layout;
    struct book_sheet sheet; /* the table of answers: header and data rows; none in a filled form */
    struct filled *form;     /* a filled form; NULL */
    const char **name;       /* question names that the file uses */
    int n_names;
    const char *file, *sha256;
    const char *respondent_id; /* of a wide file that tells; "" */
    struct answers_info info;
    const struct questionnaire *questionnaire;
    struct answer *answer;
    int n_given, n_blank, n_na, n_not_asked; /* questions by state; don't know counts as blank */

    /* Set before reading, for an earlier assessment whose questionnaire is not at hand: when the file has hashes or
       names another version, questions that are no more and answers that are none now are no mistakes. */
    bool is_earlier;
    bool is_about;     /* the organisation's part of a filled form is read, not its questions */
    bool is_borrowed;  /* the book is that of other answers */
    bool has_hashes;   /* the file says what was asked */
    const char **gone; /* questions that are no more, in file order */
    int n_gone;
};

/* Columns of a book's settings and of the long layout. The wide layout is not loaded by a schema, since its columns are
   named after questions; wide_question says what stands beside a question NAME, wide_row what else a row may tell. */
extern const struct schema answers_info_schema, answers_long_schema, answers_wide_question_schema,
    answers_wide_row_schema;

/* The file opened, its layout known, its names at hand; not yet read against a questionnaire. */
struct answers *answers_open(const char *path, struct diags *ds);
/* Where the file tells a setting such as "version"; lives in 'a'. */
struct place answers_info_place(const struct answers *x, const char *name, struct arena *a);
/* How many of its question names the questionnaire has; *n_names gets how many it names. */
int answers_matches(const struct answers *x, const struct questionnaire *q, int *n_names);
/* Reads the answers. False after errors (all of the file are reported). Borrows 'q'. */
bool answers_read(struct answers *x, const struct questionnaire *q, struct diags *ds);
/* The same for answers to some of the questions that others of the same organisation complete: what is asked is not
   decided, so an answer is kept whatever the others say. */
bool answers_read_part(struct answers *x, const struct questionnaire *q, struct diags *ds);
/* What the same file says about the organisation, to be read against another questionnaire; NULL when it says nothing.
   To be freed before 'x', which it borrows. */
struct answers *answers_about(const struct answers *x);
/* A copy of 'x' in which the answers that 'over' gives replace those of 'x', with what is asked decided anew: what only
   they open is blank. To be freed; borrows both. */
struct answers *answers_replaced(const struct answers *x, const struct answers *over);
/* Decides anew which questions are asked, after answers were changed: what comes to be asked is blank. */
void answers_ask_again(struct answers *x);
void answers_free(struct answers *x);

/* Text of answer 'question' for conditions ("" when blank or not asked, and for '.', which means something in
   constraints only). A condition_value_fn over struct answers. */
const char *answers_value(const void *answers, int question);

#endif
