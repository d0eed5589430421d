/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions under which a survey tool shows a question, as trees that no tool is left in.

   1. A structure's reader makes one for each question that has a condition: structure_question.logic, and .condition,
      the words of the tool. What it cannot say is logic_unknown().
   2. draft_set_conditions() writes them as 'relevant' of the drafted questions, by names and codes of the draft; each
      that cannot be written is a warning that quotes the words.
   Trees live in the structure's arena. */
#ifndef PG_MODEL_DRAFT_LOGIC_H
#define PG_MODEL_DRAFT_LOGIC_H

#include "model/draft.h"

enum logic_kind {
    LOGIC_UNKNOWN, /* no formula of ours says it */
    LOGIC_TRUE,
    LOGIC_FALSE,
    LOGIC_AND,
    LOGIC_OR,
    LOGIC_NOT,
    LOGIC_COMPARE,  /* the answer with 'value' */
    LOGIC_TICKED,   /* 'option' is among the answers */
    LOGIC_ANSWERED, /* there is an answer */
    LOGIC_COUNT,    /* the number of answers with 'value' */
};
struct logic {
    enum logic_kind kind;
    int question;       /* index in the structure */
    const char *row;    /* code of the grid's row, "other" for the text of that option; NULL: none */
    const char *option; /* LOGIC_TICKED: its code */
    const char *op;     /* "=", "!=", "<", "<=", ">", ">=" */
    const char *value;
    const struct logic *arg[2];
};

/* A copy in the structure's arena. */
const struct logic *logic_make(struct structure *s, struct logic l);
const struct logic *logic_unknown(struct structure *s);
/* Of two, where NULL is no condition. */
const struct logic *logic_join(struct structure *s, enum logic_kind kind, const struct logic *a, const struct logic *b);
const struct logic *logic_not(struct structure *s, const struct logic *a);

/* LimeSurvey: Q1.NAOK == "A1" and !is_empty(Q2_other). NULL when the text is always true. The structure is complete. */
const struct logic *logic_read_lss(struct structure *s, const char *text);

struct json;
/* Qualtrics: a BooleanExpression. Its words are those that the tool shows; they live in the structure's arena. */
const struct logic *logic_read_qsf(struct structure *s, const struct json *expression, const char **words);

/* 'relevant' of all questions of the draft that the structure knows. */
void draft_set_conditions(struct draft *d, const struct structure *s, struct diags *ds);

#endif
