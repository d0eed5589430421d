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

/* Whether an earlier question has shown the same choices to be checked for the same use. */
static bool is_list_checked(const struct kit *k, const struct question *x) {
    for (const struct question *y = k->questionnaire->question; y < x; y++) {
        bool is_same = y->list == x->list && y->type == x->type;
        if (is_same && y->layer >= 0 && y->layer < k->model->n_layers &&
            k->model->layer[y->layer].role == k->model->layer[x->layer].role) {
            return true;
        }
    }
    return false;
}

/* What credits there are: of several choices and of factors any from 0 on. */
static void report_no_credit(struct kit *k, const struct question *x, const struct choice *choice, struct diags *ds) {
    bool is_weight = x->type->is_multiple || k->model->layer[x->layer].role == ROLE_WEIGHT;
    struct place at = schema_place(&choice->ref, "credit", &k->arena);
    char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
    diag_add(ds, is_weight ? DIAG_CHOICE_NO_CREDIT_SHARE : DIAG_CHOICE_NO_CREDIT, &at, choice->name, x->name,
             num_shortest(low, k->model->info.credit_min), num_shortest(high, k->model->info.credit_max));
}

/* What scores a node needs choices, each ordinary one with a credit, or numbers that are worth nothing and all. */
void kit_check_scorable(struct kit *k, const struct question *x, struct diags *ds) {
    const struct choice_list *list = question_list(k->questionnaire, x);
    int n_choices = list && !is_list_checked(k, x) ? list->n : 0;
    bool is_number = !list && !isnan(x->credit_from) && !isnan(x->credit_to);
    for (int i = 0; i < n_choices; i++) {
        check_credit(k, x, &list->choice[i], ds);
    }
    if (is_number && x->credit_from == x->credit_to) {
        char text[NUM_TEXT_MAX];
        struct place at = schema_place(&x->ref, "credit_to", &k->arena);
        diag_add(ds, DIAG_CREDITS_EQUAL, &at, "credit_from", "credit_to", num_shortest(text, x->credit_to));
    }
    if (!list && !is_number && k->model->layer[x->layer].role == ROLE_SCORE) {
        struct place at = schema_place(&x->ref, "type", &k->arena);
        diag_add(ds, DIAG_QUESTION_NOT_SCORABLE, &at, x->name, x->type->name);
    }
    for (int i = 0; i < n_choices; i++) {
        if (list->choice[i].state == CHOICE_ORDINARY && isnan(list->choice[i].credit)) {
            report_no_credit(k, x, &list->choice[i], ds);
        }
    }
}

/* Whether a question gives a score to its node: one of a layer of scores, not of factors, nor a twin. */
static bool is_score(const struct kit *k, const struct question *x) {
    return x->layer >= 0 && x->layer < k->model->n_layers && k->model->layer[x->layer].role == ROLE_SCORE;
}

/* Which nodes of a framework are items: have a question that scores them. */
static bool *items_of(struct kit *k, int card) {
    bool *is_item = ARENA_ARRAY(&k->arena, (size_t)k->framework[card]->n_nodes, bool);
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        const struct question *x = &k->questionnaire->question[i];
        if (is_score(k, x) && x->card == card) {
            is_item[x->node] = true;
        }
    }
    return is_item;
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
        const bool *is_item = items_of(k, c);
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
        if (is_score(k, x) && !scoring_rule(k->model, f->node[x->node].level, INPUT_LAYERS)) {
            diag_add(ds, DIAG_MODEL_RULE_MISSING, &at, f->node[x->node].level, "layers");
            return;
        }
        for (int up = f ? f->node[x->node].parent : -1; up >= 0; up = f->node[up].parent) {
            if (!scoring_joining_rule(k->model, f->node[up].level)) {
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
static size_t level_names(struct kit *k, const char *names[LEVELS_SHOWN]) {
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
    return n;
}

static void check_level(struct kit *k, const struct row_ref *ref, const char *field, const char *level,
                        struct diags *ds) {
    if (*level && strcmp(level, "*") != 0 && !has_level(k, level)) {
        struct place at = schema_place(ref, field, &k->arena);
        const char *names[LEVELS_SHOWN];
        size_t n = level_names(k, names);
        diag_add(ds, DIAG_LEVEL_UNKNOWN, &at, level, hint_list(names, n, n, &k->arena),
                 hint_nearest(level, names, n, &k->arena));
    }
}

/* A rule or a band for a level that the tree does not have is a mistake in one of the two. */
void kit_check_levels(struct kit *k, struct diags *ds) {
    const struct scoring *m = k->model;
    for (int i = 0; i < m->n_rules; i++) {
        check_level(k, &m->rule[i].ref, "level", m->rule[i].level, ds);
    }
    for (int i = 0; i < m->n_bands; i++) {
        check_level(k, &m->band[i].ref, "level", m->band[i].level, ds);
    }
    check_level(k, &m->info.ref, "na_level", m->info.na_level, ds);
}

/* ---- gates ------------------------------------------------------------------------------------------------------- */

static const struct scale nothing = {INFINITY, -INFINITY, 0, ROUND_HALF_UP};

static void widen(struct scale *all, struct scale one) {
    all->min = fmin(all->min, one.min);
    all->max = fmax(all->max, one.max);
}

/* Infinite where only the parts make an end. */
static struct scale scale_by(const struct kit *k, const char *level, const struct rule *rule) {
    bool is_stated, is_low_open, is_high_open;
    struct scale scale = scoring_rule_scale(k->model, level, rule, &is_stated);
    rule_open_ends(rule, &is_low_open, &is_high_open);
    scale.min = is_low_open ? -INFINITY : scale.min;
    scale.max = is_high_open ? INFINITY : scale.max;
    return scale;
}

struct scale kit_check_scale(const struct kit *k, const char *level) {
    struct scale widest = nothing;
    for (int input = INPUT_LAYERS; input <= INPUT_ITEMS; input++) {
        const struct rule *rule = scoring_rule(k->model, level, (enum rule_input)input);
        if (rule) {
            widen(&widest, scale_by(k, level, rule));
        }
    }
    return widest.min > widest.max ? scoring_scale(k->model) : widest;
}

/* Whether the last finding was the same of the same row: the other nodes of a level tell no more. */
static bool is_told(const struct diags *ds, enum diag_id id, const struct row_ref *ref, struct kit *k) {
    struct place at = schema_place(ref, "min", &k->arena);
    return ds->n > 0 && ds->item[ds->n - 1].id == id && ds->item[ds->n - 1].place.line == at.line;
}

/* Gates and thresholds against one framework. */
struct step_check {
    struct kit *kit;
    const struct framework *framework;
    const bool *is_item;
    int *part; /* scratch: as many as there are nodes */
    struct diags *ds;
};

/* The scale of one node: an item's is that of its layers. */
static struct scale node_scale(const struct step_check *c, int node) {
    const char *level = c->framework->node[node].level;
    const struct scoring *m = c->kit->model;
    return scale_by(c->kit, level,
                    c->is_item[node] ? scoring_rule(m, level, INPUT_LAYERS) : scoring_joining_rule(m, level));
}

static void check_part(const struct step_check *c, const struct gate *g, int child) {
    struct scale scale = node_scale(c, child);
    struct place at = schema_place(&g->ref, "min", &c->kit->arena);
    const char *id = c->framework->node[child].id;
    char min[NUM_TEXT_MAX], end[NUM_TEXT_MAX];
    if (isfinite(scale.max) && g->min > scale.max) {
        diag_add(c->ds, DIAG_GATE_NEVER_MET, &at, id, num_shortest(min, g->min), num_shortest(end, scale.max));
    }
    if (isfinite(scale.min) && g->min < scale.min && !is_told(c->ds, DIAG_GATE_ALWAYS_MET, &g->ref, c->kit)) {
        diag_add(c->ds, DIAG_GATE_ALWAYS_MET, &at, num_shortest(min, g->min), id, num_shortest(end, scale.min));
    }
}

/* The nodes that one with gates is joined from, as its rule says; their number. What is below an item enters through
   it. */
static int find_parts(const struct step_check *c, int node) {
    const struct framework *f = c->framework;
    const struct rule *rule = scoring_joining_rule(c->kit->model, f->node[node].level);
    bool joins_items = rule && rule->input == INPUT_ITEMS;
    int n = 0;
    for (int i = node + 1; i < f->node[node].end; i++) {
        if (joins_items ? c->is_item[i] : f->node[i].parent == node) {
            c->part[n++] = i;
            i = f->node[i].end - 1;
        }
    }
    return n;
}

static int check_gate_at(const struct step_check *c, const struct gate *g, int node) {
    int n = find_parts(c, node);
    for (int i = 0; i < n; i++) {
        if (g->part == i + 1 || (g->part == 0 && i == 0)) {
            check_part(c, g, c->part[i]);
        }
    }
    return n;
}

static void report_part(const struct step_check *c, const struct gate *g, int most, int widest) {
    char parts[NUM_TEXT_MAX], part[NUM_TEXT_MAX];
    struct place at = schema_place(&g->ref, "part", &c->kit->arena);
    diag_add(c->ds, DIAG_GATE_PART_MISSING, &at, c->framework->node[widest].id, num_shortest(parts, most),
             num_shortest(part, g->part));
}

/* Up to the first error: the other nodes are told by the same row. A part that some nodes of the level do not have asks
   nothing of those; one that none has is a mistake. */
static void check_gate(const struct step_check *c, const struct gate *g) {
    size_t before = c->ds->n_errors;
    int most = -1, widest = -1;
    for (int i = 0; i < c->framework->n_nodes && c->ds->n_errors == before; i++) {
        if (strcmp(c->framework->node[i].level, g->level) == 0) {
            int n = check_gate_at(c, g, i);
            widest = n > most ? i : widest;
            most = n > most ? n : most;
        }
    }
    if (widest >= 0 && g->part > most && c->ds->n_errors == before) {
        report_part(c, g, most, widest);
    }
}

/* ---- thresholds -------------------------------------------------------------------------------------------------- */

/* The scales of all that a rule joins, as one; without width when it joins nothing. */
static struct scale parts_scale(const struct step_check *c, const struct rule *rule) {
    const struct framework *f = c->framework;
    struct scale all = nothing;
    for (int i = 0; i < f->n_nodes; i++) {
        bool is_layers = rule->input == INPUT_LAYERS;
        if (is_layers && c->is_item[i] && scoring_rule(c->kit->model, f->node[i].level, INPUT_LAYERS) == rule) {
            widen(&all, scale_by(c->kit, f->node[i].level, rule));
        }
        if (!is_layers && !c->is_item[i] && scoring_joining_rule(c->kit->model, f->node[i].level) == rule) {
            for (int part = 0, n = find_parts(c, i); part < n; part++) {
                widen(&all, node_scale(c, c->part[part]));
            }
        }
    }
    return all;
}

static void check_threshold(const struct step_check *c, const struct rule *rule) {
    struct scale all = parts_scale(c, rule);
    if (all.min <= all.max && (rule->threshold < all.min || rule->threshold > all.max)) {
        char text[3][NUM_TEXT_MAX];
        struct place at = schema_place(&rule->ref, "threshold", &c->kit->arena);
        diag_add(c->ds, DIAG_THRESHOLD_OUTSIDE, &at, num_shortest(text[0], rule->threshold),
                 num_shortest(text[1], all.min), num_shortest(text[2], all.max), rule->level);
    }
}

void kit_check_steps(struct kit *k, struct diags *ds) {
    for (int c = 0; c < k->n_frameworks; c++) {
        const struct framework *f = k->framework[c];
        int *part = ARENA_ARRAY(&k->arena, (size_t)f->n_nodes, int);
        struct step_check check = {k, f, items_of(k, c), part, ds};
        for (int g = 0; g < k->model->n_gates; g++) {
            check_gate(&check, &k->model->gate[g]);
        }
        for (int i = 0; i < k->model->n_rules; i++) {
            if (k->model->rule[i].aggregate == AGGREGATE_COUNT) {
                check_threshold(&check, &k->model->rule[i]);
            }
        }
    }
}
