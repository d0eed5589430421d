/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure of a survey as its tool tells it: questions, their rows and options with codes and wordings in any
   number of languages. Read from LimeSurvey .lss and Qualtrics .qsf files, and from value labels of SPSS.

   1. structure_load() finds the format by content; structure_clear() frees.
   2. structure_find() looks a question up by its code or wording, structure_piece_find() one of its rows or options.
      Everything lives in the structure's arena. */
#ifndef PG_MODEL_DRAFT_STRUCTURE_H
#define PG_MODEL_DRAFT_STRUCTURE_H

#include "base/map.h"
#include "base/text.h"

#include "base/diag.h"

struct logic;

struct structure_piece {
    const char *code;
    const char *id; /* the tool's own number; NULL: none */
    struct i18n label;
    int state;        /* enum choice_state */
    bool is_multiple; /* a row of which several options may be ticked */
};
enum structure_kind {
    STRUCTURE_ONE,
    STRUCTURE_MANY,
    STRUCTURE_GRID, /* a row each, one option (or several) */
    STRUCTURE_TEXT,
    STRUCTURE_INTEGER,
    STRUCTURE_DECIMAL,
    STRUCTURE_DATE,
    STRUCTURE_TEXTS, /* a row each, text or numbers */
    STRUCTURE_NOTE,
};
struct structure_question {
    const char *id; /* the tool's own, such as QID7; "" when there is none */
    const char *code;
    struct i18n label;
    enum structure_kind kind;
    int group; /* index, −1 */
    struct structure_piece *row, *option;
    size_t n_rows, n_options, rows_cap, options_cap;
    bool has_other, has_numbers; /* an option "other" with text; rows of numbers */
    const char *condition;       /* under which it is shown, in the tool's words; NULL: always */
    const struct logic *logic;   /* the same as a tree (draft_logic.h); NULL: 'condition' is XLSForm's own */
};
/* A condition of something that no questionnaire makes depend on another: an option, a page, … */
struct structure_remark {
    const char *code, *words;
};
struct structure {
    struct arena arena;
    const char *id, *format; /* "limesurvey-222232"; "LimeSurvey .lss" */
    struct i18n title;
    struct structure_question *question;
    size_t n_questions, cap;
    struct structure_piece *group;
    size_t n_groups, groups_cap;
    struct structure_remark *remark;
    size_t n_remarks, remarks_cap;
    const char *file;
    struct map by_key; /* codes, ids and folded wordings → question; built by the first structure_find() */
};

/* Whether these bytes are a structure file: XML or a JSON object. */
bool structure_accepts(const char *data, size_t n);
/* False after an error; 's' is then cleared. */
bool structure_load(const char *data, size_t n, const char *file, struct structure *s, struct diags *ds);
void structure_clear(struct structure *s);

/* Pointers hold until the next is added. */
struct structure_question *structure_add(struct structure *s, const char *code);
struct structure_piece *structure_add_row(struct structure *s, struct structure_question *q, const char *code);
struct structure_piece *structure_add_option(struct structure *s, struct structure_question *q, const char *code);
struct structure_piece *structure_add_group(struct structure *s, const char *code);
/* Borrows the texts. */
void structure_add_remark(struct structure *s, const char *code, const char *words);
/* Text without tags and entities, blanks folded. Lives in 'a'. */
const char *structure_plain(struct arena *a, const char *html);

/* By code, id or wording; NULL when unknown. */
struct structure_question *structure_find(struct structure *s, const char *key);
/* By wording, the first for which 'is_used' (one a question) is not set: several questions may have one wording, and
   come in their order. The first of all when all are used; NULL when unknown. */
struct structure_question *structure_find_unused(struct structure *s, const char *wording, const bool *is_used);
/* Index by code, else by wording in any language, else by id; −1. */
int structure_piece_find(const struct structure_piece *p, size_t n, const char *key);

struct questionnaire;
/* Of a questionnaire of ours that was fielded with another tool: its names and codes, found by its wordings. */
void structure_from_questionnaire(const struct questionnaire *q, struct structure *s);

/* The formats; each false after an error. */
bool structure_read_lss(const char *data, size_t n, const char *file, struct structure *s, struct diags *ds);
bool structure_read_qsf(const char *data, size_t n, const char *file, struct structure *s, struct diags *ds);

#endif
