/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A questionnaire: an XLSForm with the columns node, layer and weight that say what a question scores.

   1. questionnaire_load() reads a book (sheets survey, choices, settings; optional advice, rules, recodes) and checks
   it on its own.
   2. kit.h joins it to frameworks and a model and fills question.card and question.node.
   Questions are in file order; groups are among them. Choices are stored list by list in file order.
   A questionnaire owns its book and arena; questionnaire_free() frees all. */
#ifndef PG_MODEL_QUESTIONNAIRE_H
#define PG_MODEL_QUESTIONNAIRE_H

#include "base/map.h"
#include "model/condition.h"
#include "table/schema.h"

struct qtype;
struct recode_variable;

enum choice_state { CHOICE_ORDINARY, CHOICE_NA, CHOICE_DK, CHOICE_ALTERNATE };
struct choice {
    struct row_ref ref;
    const char *list, *name;
    struct i18n label;
    double credit; /* between the model's credit_min and credit_max; NAN when it gives none to count */
    int state;     /* enum choice_state */
};
struct choice_list {
    const char *name;
    const struct choice *choice;
    int n;
};

/* What an answer tells of a respondent: nothing, who it is (perhaps with others), or what is nobody's business. */
enum question_role { ROLE_OPEN, ROLE_IDENTIFYING, ROLE_SENSITIVE };

struct question {
    struct row_ref ref;
    const char *type_text, *name, *relevant_text, *constraint_text, *node_id, *layer_name, *required;
    struct i18n label, hint, constraint_message;
    double weight;
    double credit_from, credit_to; /* numbers: worth nothing, worth all; NAN = gives no credit */
    const struct qtype *type;
    int role;                /* enum question_role */
    int list;                /* index into 'list'; −1 */
    int group;               /* index of the group it is in; −1 */
    struct term *relevant;   /* NULL: always */
    struct term *constraint; /* NULL: none */
    int card, node, layer;   /* set by kit: framework, node in it, layer of the model (LAYER_…); −1 */
    int next;                /* set by kit: next question of the same node and layer; −1 */
};

/* What to do next, by question: 'text' leads from below 'towards' up to it. */
struct advice {
    struct row_ref ref;
    const char *question;
    double towards;
    struct i18n text;
};

/* What cannot be together: see consistency.h. */
enum rule_kind { RULE_IMPLIES, RULE_EXCLUDES };
struct consistency_rule {
    struct row_ref ref;
    const char *id, *when_text, *then_text;
    int kind; /* enum rule_kind */
    struct i18n message;
    struct term *when, *then;
    int *question; /* that it looks at: the first n_of_when in 'when', then the rest */
    int n_questions, n_of_when;
};

struct questionnaire_info {
    struct row_ref ref;
    const char *id, *version, *default_language, *frameworks, *model;
    const char *examples;  /* answers that ship, below the data folder; separated by blanks */
    int straight_run;      /* so many same answers in a row are looked at; 0: none */
    double straight_share; /* from this share of same answers on, all are; 0: never */
    struct i18n title;
};

struct questionnaire {
    struct arena arena;
    struct book book;
    struct questionnaire_info info;
    struct question *question;
    int n_questions;
    struct map by_name;
    struct choice_list *list;
    int n_lists;
    struct map list_by_name;
    struct advice *advice;
    int n_advice;
    struct consistency_rule *rule;
    int n_rules;
    struct recode_variable *variable; /* see recode.h; each needs only those before it */
    int n_variables;
};

/* Columns of the sheets; choices and advice may be left out. */
extern const struct schema questionnaire_question_schema, questionnaire_choice_schema, questionnaire_info_schema,
    questionnaire_advice_schema;

struct questionnaire *questionnaire_load(const char *path, struct diags *ds);
void questionnaire_free(struct questionnaire *q);

int questionnaire_find(const struct questionnaire *q, const char *name); /* −1 when absent */
const char *questionnaire_hint(const struct questionnaire *q, const char *name, struct arena *a);
int questionnaire_top_group(const struct questionnaire *q, int i); /* the outermost that a question is in; −1 */
/* For conditions on its questions; borrows 'q'. */
struct condition_names questionnaire_names(const struct questionnaire *q);
/* True for what a respondent answers (no groups, notes). */
bool question_is_answered(const struct question *question);
/* Choice of the question's list by name, in any case of letters when no name is the same; −1 when absent. */
int question_choice(const struct questionnaire *q, const struct question *question, const char *name);
const struct choice_list *question_list(const struct questionnaire *q,
                                        const struct question *question); /* NULL: none */
/* The first advice whose 'towards' is above 'level', or NULL. */
const struct advice *questionnaire_advice(const struct questionnaire *q, const char *question, double level);

#endif
