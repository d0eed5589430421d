/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the form share. For the files form*.c only.

   form.c           runs the steps; answers that the values are computed from
   form_word.c      words, labels, options in one language or two
   form_line.c      which lines there are, on which sheet
   form_area.c      the sheets of questions
   form_rule.c      what may be entered, what cells look like then
   form_calc.c      hidden: lists, lines, the compiled model
   form_progress.c  progress, and the live scores
   form_front.c     read me, profile, evidence, fingerprints */
#ifndef PG_REPORT_FORM_PART_H
#define PG_REPORT_FORM_PART_H

#include "report/form.h"
#include "score/compile.h"

enum form_word {
#define FORM_WORD(id, en, ja) FORM_WORD_##id,
#include "report/form_word.def"
#undef FORM_WORD
    N_FORM_WORDS
};

enum line_kind { LINE_QUESTION, LINE_OPTION, LINE_HEAD /* of the options that follow */ };
enum line_state { LINE_NOT_ASKED, LINE_LEFT, LINE_ANSWERED, LINE_NA };

struct form_line {
    enum line_kind kind;
    const char *id;
    int area, question, choice; /* choice: LINE_OPTION */
    int twin, twin_choice;      /* the question that names what cannot apply, and its choice; −1 */
    int first, n;               /* the options in the table of lists: rows before them, how many */
    bool is_asked;
    enum line_state state; /* by the answers at hand */
    const char *said;      /* code of the answer at hand; "" */
    size_t row;            /* in its area's table */
};
struct form_area {
    int group;                        /* −1: questions in no group */
    const char *table, *sheet, *name; /* ids, and the tab */
    int card, node;                   /* what it scores; −1 */
    size_t n_lines;
    bool is_listed; /* all lines have lists: one rule holds for the column, however it is sorted */
};
struct form {
    const struct form_request *request;
    struct doc *doc;
    const struct kit *kit;
    const struct questionnaire *questionnaire;
    struct compiled *compiled; /* NULL when it cannot be compiled */
    const char *problem;       /* the question that is to blame then */
    struct expr_value *value;  /* by slot */
    struct scorecard *card;    /* NULL when nothing is scored */
    struct answers *answers;
    struct form_line *line;
    size_t n_lines, cap_lines;
    struct form_area *area;
    int n_areas;
    struct table *list; /* of options */
    int *list_first;    /* by list of the questionnaire; −1 */
    int yes_no, yes_no_na;
    bool is_live; /* scores itself */
};

typedef const struct expr *ex;

/* ---- form_word.c ---- */
/* In the form's languages. */
const char *fw(const struct form *f, enum form_word w);
const char *fw_first(const struct form *f, enum form_word w); /* in the first alone */
const char *fw_fill(const struct form *f, enum form_word w, const char *one, const char *two);
#define FW(f, id) fw((f), FORM_WORD_##id)
const char *form_text(const struct form *f, const struct i18n *text);
const char *form_options_text(const struct form *f, const char *code, const struct i18n *text); /* "3 – text" */
const char *form_words_text(const struct form *f, const char *code, enum form_word w);

/* ---- form_line.c ---- */
void form_find_lines(struct form *f);
const struct question *form_question(const struct form *f, const struct form_line *line);

/* ---- the sheets ---- */
void form_add_readme(struct form *f);
void form_add_profile(struct form *f);
void form_add_area(struct form *f, int area);
void form_add_evidence(struct form *f);
void form_add_progress(struct form *f);
void form_add_lists(struct form *f); /* fills 'first' and 'n' of the lines: before the areas */
void form_add_lines(struct form *f);
void form_add_calc(struct form *f);
void form_add_meta(struct form *f);
/* The score as a cell that computes itself; empty where nothing is scored. */
struct cell form_score_cell(struct form *f, int card, int node);
struct cell form_range_cell(struct form *f, int card, int node);
struct cell form_coverage_cell(struct form *f, int card, int node);

/* ---- form_rule.c ---- */
const struct entry_rule *form_fixed_rule(const struct form *f);
const struct entry_rule *form_answer_rule(const struct form *f, const char *id_column);
const struct entry_rule *form_line_rule(const struct form *f, const struct form_line *line);
const struct entry_rule *form_text_rule(const struct form *f, enum form_word title, const char *message, int most);
const struct entry_rule *form_confidence_rule(const struct form *f);
const struct entry_rule *form_date_rule(const struct form *f);
const struct entry_rule *form_confirmed_rule(const struct form *f);
const struct entry_rule *form_handling_rule(const struct form *f);
void form_set_emphases(struct form *f, struct table *t, bool has_confirmed);
void form_set_age(struct form *f, struct table *t, const char *column);

#endif
