/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a LimeSurvey .lss file, between reading (draft_lss.c) and making questions of them
   (draft_lss_build.c). */
#ifndef PG_MODEL_DRAFT_LSS_H
#define PG_MODEL_DRAFT_LSS_H

#include "model/draft_structure.h"

#define FIELDS_MAX 80

struct lss_field {
    const char *name, *value;
};
struct lss_row {
    const char *table;
    struct lss_field field[FIELDS_MAX];
    int n;
};
/* What of a row is used. */
struct lss_item {
    const char *id, *parent, *code, *text, *lang, *type, *group, *other, *scale, *relevance;
    long order;
};
struct lss_table {
    struct lss_item *item;
    size_t n, cap;
};
struct lss {
    struct structure *s;
    struct arena a;
    struct lss_row row;
    struct buf text;
    const char *table, *name; /* open elements */
    int depth;
    bool is_in_row, is_survey;
    struct lss_table questions, subquestions, answers, groups, question_texts, answer_texts, group_texts;
};

/* Questions, rows and options of the tables, in order, with their conditions. */
void lss_build(struct lss *x);

#endif
