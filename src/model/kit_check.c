/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kit_check.h"

#include <math.h>
#include <string.h>

#include "model/hint.h"
#include "model/qtype.h"

#define LEVELS_SHOWN 12

/* What scores a node needs choices, and each ordinary one a credit. */
void kit_check_scorable(struct kit *k, const struct question *x, struct diags *ds) {
    const struct choice_list *list = question_list(k->questionnaire, x);
    if (!list) {
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
        if (f && !scoring_rule(k->model, f->node[x->node].level, INPUT_LAYERS)) {
            diag_add(ds, DIAG_MODEL_RULE_MISSING, &at, f->node[x->node].level, "layers");
            return;
        }
        for (int up = f ? f->node[x->node].parent : -1; up >= 0; up = f->node[up].parent) {
            if (!scoring_rule(k->model, f->node[up].level, INPUT_CHILDREN)) {
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
