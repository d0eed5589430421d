/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kit_check.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/hint.h"
#include "model/qtype.h"

#define LEVELS_SHOWN 12

/* A layer of weights takes its credits as they stand, several choices take them as shares of their sum. */
static void check_credit(struct kit *k, const struct question *x, const struct choice *choice, struct diags *ds) {
    double low = fmin(k->model->info.credit_min, k->model->info.credit_max);
    double high = fmax(k->model->info.credit_min, k->model->info.credit_max);
    bool is_weight = x->type->is_multiple || k->model->layer[x->layer].role == ROLE_WEIGHT;
    char text[3][NUM_TEXT_MAX];
    if (!isnan(choice->credit) && (is_weight ? choice->credit < 0 : choice->credit < low || choice->credit > high)) {
        struct place at = schema_place(&choice->ref, "credit", &k->arena);
        diag_add(ds, DIAG_CREDIT_OUTSIDE, &at, num_shortest(text[0], choice->credit),
                 num_shortest(text[1], is_weight ? 0 : low), is_weight ? "…" : num_shortest(text[2], high));
    }
}

/* What scores a node needs choices, each ordinary one with a credit, or numbers that are worth nothing and all. */
void kit_check_scorable(struct kit *k, const struct question *x, struct diags *ds) {
    const struct choice_list *list = question_list(k->questionnaire, x);
    bool is_number = !list && !isnan(x->credit_from) && !isnan(x->credit_to);
    for (int i = 0; list && i < list->n; i++) {
        check_credit(k, x, &list->choice[i], ds);
    }
    if (!list && !is_number && k->model->layer[x->layer].role == ROLE_SCORE) {
        struct place at = schema_place(&x->ref, "type", &k->arena);
        diag_add(ds, DIAG_QUESTION_NOT_SCORABLE, &at, x->name, x->type->name);
    }
    for (int i = 0; list && i < list->n; i++) {
        if (list->choice[i].state == CHOICE_ORDINARY && isnan(list->choice[i].credit)) {
            struct place at = schema_place(&list->choice[i].ref, "credit", &k->arena);
            diag_add(ds, DIAG_CHOICE_NO_CREDIT, &at, list->choice[i].name, x->name);
        }
    }
}

static bool is_below_item(const struct framework *f, const bool *is_item, int node) {
    for (int up = f->node[node].parent; up >= 0; up = f->node[up].parent) {
        if (is_item[up]) {
            return true;
        }
    }
    return false;
}

/* A node that is asked itself does not take in the nodes below it: say so where those are asked as well. */
void kit_check_nested_items(struct kit *k, struct diags *ds) {
    const struct questionnaire *q = k->questionnaire;
    for (int c = 0; c < k->n_frameworks; c++) {
        bool *is_item = ARENA_ARRAY(&k->arena, (size_t)k->framework[c]->n_nodes, bool);
        for (int i = 0; i < q->n_questions; i++) {
            if (q->question[i].card == c && q->question[i].layer >= 0) {
                is_item[q->question[i].node] = true;
            }
        }
        for (int i = 0; i < q->n_questions; i++) {
            const struct question *x = &q->question[i];
            if (x->card == c && x->layer >= 0 && is_below_item(k->framework[c], is_item, x->node)) {
                struct place at = schema_place(&x->ref, "node", &k->arena);
                diag_add(ds, DIAG_NODE_SCORED_TWICE, &at, x->node_id);
            }
        }
    }
}

void kit_check_minimum_twice(struct kit *k, const struct profile *p, int i, struct diags *ds) {
    const struct minimum *m = &p->minimum[i];
    for (int j = 0; j < i; j++) {
        const struct minimum *other = &p->minimum[j];
        if (m->node >= 0 && other->node == m->node && other->layer == m->layer && other->stage == m->stage) {
            struct place at = schema_place(&m->ref, "node", &k->arena),
                         first = schema_place(&other->ref, "node", &k->arena);
            diag_add(ds, DIAG_MINIMUM_TWICE, &at, m->node_id, arena_printf(&k->arena, "%ld", first.line));
            return;
        }
    }
}

/* Every node must have a rule for what it is computed from: items for their layers, others for the nodes below. */
void kit_check_rules(struct kit *k, struct diags *ds) {
    struct place at = {.file = k->model->book.input.path, .sheet = "rules"};
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        const struct question *x = &k->questionnaire->question[i];
        const struct framework *f = x->layer >= 0 ? k->framework[x->card] : NULL;
        bool is_score = f && x->layer < k->model->n_layers && k->model->layer[x->layer].role == ROLE_SCORE;
        if (is_score && !scoring_rule(k->model, f->node[x->node].level, INPUT_LAYERS)) {
            diag_add(ds, DIAG_MODEL_RULE_MISSING, &at, f->node[x->node].level, "layers");
            return;
        }
        for (int up = f ? f->node[x->node].parent : -1; up >= 0; up = f->node[up].parent) {
            if (!scoring_rule(k->model, f->node[up].level, INPUT_CHILDREN) &&
                !scoring_rule(k->model, f->node[up].level, INPUT_ITEMS)) {
                diag_add(ds, DIAG_MODEL_RULE_MISSING, &at, f->node[up].level, "children");
                return;
            }
        }
    }
}

static bool has_level(const struct kit *k, const char *level) {
    for (int c = 0; c < k->n_frameworks; c++) {
        for (int i = 0; i < k->framework[c]->n_nodes; i++) {
            if (strcmp(k->framework[c]->node[i].level, level) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* The levels of the kit's frameworks as words, each once. */
static const char *level_names(struct kit *k) {
    const char *names[LEVELS_SHOWN];
    size_t n = 0;
    struct map seen = {0};
    for (int c = 0; c < k->n_frameworks; c++) {
        for (int i = 0; i < k->framework[c]->n_nodes; i++) {
            if (n < LEVELS_SHOWN && map_add(&seen, k->framework[c]->node[i].level, 1)) {
                names[n++] = k->framework[c]->node[i].level;
            }
        }
    }
    map_clear(&seen);
    return hint_list(names, n, LEVELS_SHOWN, &k->arena);
}

/* A rule for a level that the tree does not have is a mistake in one of the two. */
void kit_check_levels(struct kit *k, struct diags *ds) {
    const struct scoring *m = k->model;
    for (int i = 0; i < m->n_rules; i++) {
        if (strcmp(m->rule[i].level, "*") != 0 && *m->rule[i].level && !has_level(k, m->rule[i].level)) {
            struct place at = schema_place(&m->rule[i].ref, "level", &k->arena);
            diag_add(ds, DIAG_LEVEL_UNKNOWN, &at, m->rule[i].level, level_names(k));
        }
    }
    if (*m->info.na_level && !has_level(k, m->info.na_level)) {
        struct place at = schema_place(&m->info.ref, "na_level", &k->arena);
        diag_add(ds, DIAG_LEVEL_UNKNOWN, &at, m->info.na_level, level_names(k));
    }
}

/* ---- gates ------------------------------------------------------------------------------------------------------- */

struct scale kit_check_scale(const struct kit *k, const char *level) {
    const struct scoring *m = k->model;
    struct scale widest = {INFINITY, -INFINITY, 0, ROUND_HALF_UP};
    for (int input = INPUT_LAYERS; input <= INPUT_ITEMS; input++) {
        const struct rule *rule = scoring_rule(m, level, (enum rule_input)input);
        bool is_stated, is_added = rule && (rule->aggregate == AGGREGATE_SUM || rule->aggregate == AGGREGATE_DEDUCT);
        struct scale scale = scoring_rule_scale(m, level, rule, &is_stated);
        bool is_open = is_added && !is_stated;
        widest.min = rule ? fmin(widest.min, is_open ? -INFINITY : scale.min) : widest.min;
        widest.max = rule ? fmax(widest.max, is_open ? INFINITY : scale.max) : widest.max;
    }
    return widest.min > widest.max ? scoring_scale(m) : widest;
}

static void check_part(struct kit *k, const struct gate *g, const struct framework *f, int child, struct diags *ds) {
    double end = kit_check_scale(k, f->node[child].level).max;
    char min[NUM_TEXT_MAX], max[NUM_TEXT_MAX];
    if (isfinite(end) && g->min > end) {
        struct place at = schema_place(&g->ref, "min", &k->arena);
        diag_add(ds, DIAG_GATE_NEVER_MET, &at, f->node[child].id, num_shortest(min, g->min), num_shortest(max, end));
    }
}

static void check_gate_at(struct kit *k, const struct gate *g, const struct framework *f, int node, struct diags *ds) {
    int n = 0;
    for (int c = framework_child(f, node); c >= 0; c = framework_next(f, c)) {
        n++;
        if (g->part == n || (g->part == 0 && n == 1)) {
            check_part(k, g, f, c, ds);
        }
    }
    char parts[NUM_TEXT_MAX], part[NUM_TEXT_MAX];
    if (g->part > n) {
        struct place at = schema_place(&g->ref, "part", &k->arena);
        diag_add(ds, DIAG_GATE_PART_MISSING, &at, f->node[node].id, num_shortest(parts, n),
                 num_shortest(part, g->part));
    }
}

/* Each condition against the first node that has the level: the others are told by the same row. */
void kit_check_gates(struct kit *k, struct diags *ds) {
    for (int g = 0; g < k->model->n_gates; g++) {
        const struct gate *gate = &k->model->gate[g];
        size_t before = ds->n_errors;
        for (int c = 0; c < k->n_frameworks; c++) {
            const struct framework *f = k->framework[c];
            for (int i = 0; i < f->n_nodes && ds->n_errors == before; i++) {
                if (strcmp(f->node[i].level, gate->level) == 0) {
                    check_gate_at(k, gate, f, i, ds);
                }
            }
        }
    }
}
