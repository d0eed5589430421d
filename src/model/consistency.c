/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/consistency.h"

#include <string.h>

#define RULE(member) offsetof(struct consistency_rule, member)

static const char *const kinds[] = {"implies", "excludes", NULL};
static const struct field rule_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, RULE(id), .help = "id of the rule"},
    {"kind", FIELD_WORD, FIELD_REQUIRED, RULE(kind), .words = kinds,
     .help = "implies: then must be true where when is; excludes: both are never true"},
    {"when", FIELD_TEXT, FIELD_REQUIRED, RULE(when_text), .help = "condition on the answers"},
    {"then", FIELD_TEXT, FIELD_REQUIRED, RULE(then_text), .help = "condition on the answers"},
    {"message", FIELD_I18N, FIELD_REQUIRED, RULE(message), .help = "what cannot be, said when the rule is broken"},
};
const struct schema questionnaire_rule_schema = {
    "rules", rule_fields, ARRAY_LEN(rule_fields), sizeof(struct consistency_rule), "answers that contradict each other",
    false};

/* ---- loading ----------------------------------------------------------------------------------------------------- */

static void add_question(void *context, const struct term *t) {
    struct consistency_rule *rule = context;
    for (int i = 0; i < rule->n_questions; i++) {
        if (rule->question[i] == t->question) {
            return;
        }
    }
    rule->question[rule->n_questions++] = t->question;
}

static void count_question(void *context, const struct term *t) {
    (void)t;
    ++*(int *)context;
}

static struct term *parse(struct questionnaire *q, const struct consistency_rule *rule, const char *field,
                          const char *source, struct diags *ds) {
    struct condition_names names = questionnaire_names(q);
    struct place at = schema_place(&rule->ref, field, &q->arena);
    return *source ? condition_parse(source, &names, &at, &q->arena, ds) : NULL;
}

/* Those of 'when' first, then what 'then' looks at besides. */
static void list_questions(struct questionnaire *q, struct consistency_rule *rule, struct diags *ds) {
    int most = 0;
    condition_visit(rule->when, count_question, &most);
    condition_visit(rule->then, count_question, &most);
    rule->question = ARENA_ARRAY(&q->arena, (size_t)most + 1, int);
    condition_visit(rule->when, add_question, rule);
    rule->n_of_when = rule->n_questions;
    condition_visit(rule->then, add_question, rule);
    if (rule->n_of_when == 0 || rule->n_questions < 2) {
        struct place at = schema_place(&rule->ref, "when", &q->arena);
        diag_add(ds, DIAG_RULE_ONE_QUESTION, &at, rule->id);
    }
}

void consistency_load(struct questionnaire *q, struct diags *ds) {
    q->rule = schema_load_optional(&questionnaire_rule_schema, &q->book, &q->arena, &q->n_rules, ds);
    for (int i = 0; i < q->n_rules; i++) {
        struct consistency_rule *rule = &q->rule[i];
        rule->when = parse(q, rule, "when", rule->when_text, ds);
        rule->then = parse(q, rule, "then", rule->then_text, ds);
        if (rule->when && rule->then) {
            list_questions(q, rule, ds);
        }
    }
}

/* ---- judging ----------------------------------------------------------------------------------------------------- */

static bool is_answered(const struct answer *a) {
    return a->state == ANSWER_GIVEN || a->state == ANSWER_NA || a->state == ANSWER_ALTERNATE;
}

enum consistency consistency_judge(const struct consistency_rule *rule, const struct answers *x,
                                   struct arena *scratch) {
    for (int i = 0; i < rule->n_questions; i++) {
        if (!is_answered(&x->answer[rule->question[i]])) {
            return CONSISTENCY_OPEN;
        }
    }
    if (!condition_is_true(rule->when, answers_value, x, scratch)) {
        return CONSISTENT;
    }
    bool is_then = condition_is_true(rule->then, answers_value, x, scratch);
    return is_then == (rule->kind == RULE_IMPLIES) ? CONSISTENT : CONTRADICTORY;
}

void consistency_warn(const struct answers *x, struct diags *ds) {
    const struct questionnaire *q = x->questionnaire;
    struct arena scratch = {0};
    for (int i = 0; i < q->n_rules; i++) {
        const struct consistency_rule *rule = &q->rule[i];
        if (consistency_judge(rule, x, &scratch) == CONTRADICTORY) {
            const char *names = "";
            for (int k = 0; k < rule->n_questions; k++) {
                names = arena_printf(&scratch, "%s%s%s", names, k > 0 ? ", " : "", q->question[rule->question[k]].name);
            }
            diag_add(ds, DIAG_ANSWERS_CONTRADICT, &x->answer[rule->question[0]].place, names,
                     i18n_get(&rule->message, "en"), i18n_get(&rule->message, "ja"));
        }
    }
    arena_clear(&scratch);
}
