/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the compiler share. For the files compile*.c only.

   compile.c            runs the steps, fills inputs, reads results
   compile_question.c   answers -> states and credits
   compile_condition.c  conditions of the questionnaire
   compile_item.c       questions -> layers -> items
   compile_join.c       parts -> a whole
   compile_step.c       … by steps: gates, stairs
   compile_tree.c       nodes above */
#ifndef PG_SCORE_COMPILE_PART_H
#define PG_SCORE_COMPILE_PART_H

#include "score/compile.h"

#define COVERAGE_TOLERANCE 1e-12

/* What a question that scores says. */
enum compiled_state {
    STATE_CREDIT,     /* has a credit */
    STATE_MISSING,    /* no answer that counts */
    STATE_NA,         /* not applicable */
    STATE_CREDITLESS, /* answered, but nothing that could be credited */
    STATE_NOT_ASKED,
};

typedef const struct expr *ex;

/* What is known of a question while compiling, by question. */
struct known {
    ex open;          /* truth: answers that are missing decide whether it is asked */
    ex answer;        /* of one: place of the choice, 0 where it is not asked; of numbers and texts: as given */
    ex *tick;         /* of several: by choice, false where it is not asked */
    ex given;         /* truth: asked and answered in any way */
    ex credit;        /* 0–1, where the state is CREDIT */
    const char *stem; /* of names */
};
struct compiler {
    struct compiled *out;
    const struct kit *kit;
    struct arena *a;
    struct program *p;
    struct known *known; /* by question */
    const struct card_layout *card;
    struct compiled_node *node; /* of the card */
    const char *prefix;         /* of names, for cards after the first */
};

/* A part of a whole. */
struct cpart {
    ex in; /* truth: counts; its weight is above 0 */
    ex has, value, low, high, coverage, weight, min, max;
    int place;
};

/* ---- compile.c ---- */
ex name_value(struct compiler *c, const char *stem, const char *what, ex tree);
/* Any number of parts, in pieces that a formula can hold. */
ex many(struct compiler *c, enum expr_kind kind, ex *part, int n);
ex at_least(struct compiler *c, ex x, double least);
ex equals(struct compiler *c, ex x, double y);
ex cut(struct compiler *c, ex x); /* to 0 … 1 */
struct compiled_score constant_score(struct compiler *c, enum compiled_status s, const struct scale *scale);
struct compiled_score score_if(struct compiler *c, ex when, struct compiled_score x, struct compiled_score y);
/* Each part of it a named value. */
struct compiled_score name_score(struct compiler *c, const char *stem, struct compiled_score s);
ex is_status(struct compiler *c, const struct compiled_score *s, enum compiled_status status);
ex score_counts(struct compiler *c, const struct compiled_score *s);
ex score_valued(struct compiler *c, const struct compiled_score *s);

/* ---- the steps ---- */
/* A truth; NULL when it cannot be compiled. */
ex compile_condition(struct compiler *c, const struct term *t);
void compile_questions(struct compiler *c);
/* The factor that a question of a layer of weights gives. */
ex compile_factor(struct compiler *c, int question);
void compile_item(struct compiler *c, int node);
void compile_tree(struct compiler *c);
/* The score as the node's policies count it. */
struct compiled_score with_policies(struct compiler *c, const struct place_in *place, struct compiled_score s,
                                    double lowest);
struct cpart part_of_score(struct compiler *c, const struct compiled_score *s, ex weight);
/* Mean of parts; *weight gets the sum of the weights of those that count. */
struct compiled_score join_questions(struct compiler *c, struct cpart *part, int n, const struct scale *scale);
/* Parts joined by the node's rule; what it is when nothing counts is the caller's. '*any' gets whether any counts. */
struct compiled_score join_node(struct compiler *c, int node, struct cpart *part, int n, const char *stem);
ex any_counts(struct compiler *c, const struct cpart *part, int n);

/* ---- compile_step.c, for compile_join.c: 'x' of part i on the side looked at; 'counts' likewise ---- */
ex on_scale(struct compiler *c, const struct cpart *part, ex x);
ex join_gates(struct compiler *c, int node, const struct cpart *part, int n, const ex *x, const ex *counts);
ex join_stairs(struct compiler *c, const struct cpart *part, int n, const ex *x, const ex *counts);

#endif
