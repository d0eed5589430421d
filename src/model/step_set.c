/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/step_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "model/hint.h"
#include "model/qtype.h"
#include "model/step_making.h"

const char *step_number(struct making *m, double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(m->arena, num_shortest(text, x));
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

int step_find_place(const struct making *m, int card, int node, int layer) {
    char key[64];
    snprintf(key, sizeof key, "%d %d %d", card, node, layer);
    return map_find(&m->place_of, key);
}

static void add_place(struct making *m, struct step_place p) {
    const char *key = arena_printf(m->arena, "%d %d %d", p.card, p.node, p.layer);
    if (!map_add(&m->place_of, key, m->set->n_places)) {
        return;
    }
    if ((size_t)m->set->n_places == m->cap_places) {
        size_t cap = m->cap_places ? 2 * m->cap_places : 64;
        struct step_place *more = ARENA_ARRAY(m->arena, cap, struct step_place);
        if (m->cap_places > 0) {
            memcpy(more, m->set->place, m->cap_places * sizeof *more);
        }
        m->set->place = more;
        m->cap_places = cap;
    }
    m->set->place[m->set->n_places++] = p;
}

static void add_options(struct making *m, const struct question *x, int question) {
    const struct choice_list *list = question_list(m->kit->questionnaire, x);
    for (int c = 0; c < list->n; c++) {
        int node = framework_find(m->kit->framework[x->card], list->choice[c].name);
        if (node > 0 && list->choice[c].credit > 0) {
            add_place(m, (struct step_place){.card = x->card,
                                             .node = node,
                                             .layer = x->layer,
                                             .item_node = x->node,
                                             .question = question,
                                             .choice = c,
                                             .scale = {0, 1, 0, ROUND_HALF_UP}});
        }
    }
}

static void find_places(struct making *m) {
    const struct kit *k = m->kit;
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        const struct question *x = &k->questionnaire->question[i];
        bool is_score = x->layer >= 0 && x->layer < k->model->n_layers && k->model->layer[x->layer].role == ROLE_SCORE;
        if (is_score && x->type->is_multiple) {
            add_options(m, x, i);
        } else if (is_score) {
            const char *level = k->framework[x->card]->node[x->node].level;
            bool is_stated;
            add_place(m, (struct step_place){.card = x->card,
                                             .node = x->node,
                                             .layer = x->layer,
                                             .item_node = x->node,
                                             .question = i,
                                             .choice = -1,
                                             .scale = scoring_rule_scale(k->model, level,
                                                                         scoring_rule(k->model, level, INPUT_LAYERS),
                                                                         &is_stated)});
        }
    }
}

int step_choice(const struct kit *k, const struct step_place *p, const struct question *q, double level) {
    const struct choice_list *list = question_list(k->questionnaire, q);
    const struct scoring_info *m = &k->model->info;
    double wanted = m->credit_min + scale_fraction(&p->scale, level) * (m->credit_max - m->credit_min);
    for (int c = 0; list && c < list->n; c++) {
        if (list->choice[c].state == CHOICE_ORDINARY && fabs(list->choice[c].credit - wanted) < STEP_TOLERANCE) {
            return c;
        }
    }
    return -1;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static bool is_same_row(const struct step *x, const struct step *y) {
    return x->from == y->from && strcmp(x->node_id, y->node_id) == 0 && strcmp(x->layer_id, y->layer_id) == 0;
}

static void gather_rows(struct making *m, const struct steps_file *own) {
    const struct scoring *model = m->kit->model;
    int n_own = own ? own->n_steps : 0;
    m->row = ARENA_ARRAY(m->arena, (size_t)(model->n_steps + n_own) + 1, const struct step *);
    m->is_told = ARENA_ARRAY(m->arena, (size_t)(model->n_steps + n_own) + 1, bool);
    for (int i = 0; i < model->n_steps; i++) {
        bool is_replaced = false;
        for (int j = 0; j < n_own; j++) {
            is_replaced = is_replaced || is_same_row(&model->step[i], &own->step[j]);
        }
        if (!is_replaced) {
            m->row[m->n_rows++] = &model->step[i];
        }
    }
    int card, node;
    for (int i = 0; i < m->n_rows; i++) {
        m->is_for_framework = m->is_for_framework || kit_find_node(m->kit, m->row[i]->node_id, &card, &node);
    }
    m->n_own = n_own;
    for (int j = 0; j < n_own; j++) {
        m->row[m->n_rows++] = &own->step[j];
    }
}

static bool is_level(const struct kit *k, const char *word) {
    for (int c = 0; c < k->n_frameworks; c++) {
        for (int i = 0; i < k->framework[c]->n_nodes; i++) {
            if (strcmp(k->framework[c]->node[i].level, word) == 0) {
                return true;
            }
        }
    }
    return false;
}

const char *step_framework_ids(const struct making *m) {
    const char *ids[KIT_FRAMEWORKS_MAX];
    for (int c = 0; c < m->kit->n_frameworks; c++) {
        ids[c] = m->kit->framework[c]->info.id;
    }
    return hint_list(ids, (size_t)m->kit->n_frameworks, KIT_FRAMEWORKS_MAX, m->arena);
}

const char *step_layer_ids(const struct making *m) {
    const char *ids[LAYERS_MAX];
    for (int l = 0; l < m->kit->model->n_layers; l++) {
        ids[l] = m->kit->model->layer[l].id;
    }
    return hint_list(ids, (size_t)m->kit->model->n_layers, LAYERS_MAX, m->arena);
}

static void check_row(struct making *m, int i) {
    const struct step *s = m->row[i];
    int card, node, layer = scoring_layer(m->kit->model, s->layer_id);
    bool is_node = kit_find_node(m->kit, s->node_id, &card, &node);
    bool is_own = i >= m->n_rows - m->n_own; /* a model may be used with frameworks that its steps are not for */
    if (!is_node && !is_level(m->kit, s->node_id) && (is_own || m->is_for_framework)) {
        struct place at = schema_place(&s->ref, "node", m->arena);
        diag_add(m->ds, DIAG_STEP_NODE_UNKNOWN, &at, s->node_id, step_framework_ids(m),
                 framework_hint(m->kit->framework[0], s->node_id, m->arena));
    }
    if (layer < 0 || layer == LAYER_NOT_APPLICABLE) {
        struct place at = schema_place(&s->ref, "layer", m->arena);
        diag_add(m->ds, DIAG_LAYER_UNKNOWN, &at, s->layer_id, step_layer_ids(m));
    } else if (is_own && is_node && step_find_place(m, card, node, layer) < 0) {
        struct place at = schema_place(&s->ref, "node", m->arena);
        diag_add(m->ds, DIAG_STEP_NOT_ASKED, &at, s->node_id, s->layer_id);
    }
}

/* ---- the steps of a place ---------------------------------------------------------------------------------------- */

/* 2: the row names the node; 1: its level; 0: it is for others. */
static int rank_of(const struct making *m, const struct step *s, const struct step_place *p) {
    const struct node *n = &m->kit->framework[p->card]->node[p->node];
    if (scoring_layer(m->kit->model, s->layer_id) != p->layer) {
        return 0;
    }
    return strcmp(s->node_id, n->id) == 0 ? 2 : strcmp(s->node_id, n->level) == 0;
}

static int by_from(const void *x, const void *y) {
    const struct step_item *a = x, *b = y;
    return (a->step->from > b->step->from) - (a->step->from < b->step->from);
}

/* Rows for the node; and rows for its level that begin where none of these does. */
static int collect(struct making *m, int place, struct step_item *item) {
    const struct step_place *p = &m->set->place[place];
    int n = 0;
    for (int rank = 2; rank > 0; rank--) {
        int n_own = n;
        for (int i = 0; i < m->n_rows; i++) {
            bool is_taken = false;
            for (int j = 0; j < n_own; j++) {
                is_taken = is_taken || item[j].step->from == m->row[i]->from;
            }
            if (!is_taken && rank_of(m, m->row[i], p) == rank) {
                item[n++] = (struct step_item){.step = m->row[i], .is_own_row = rank == 2, .place = place};
            }
        }
    }
    qsort(item, (size_t)n, sizeof *item, by_from);
    return n;
}

static int row_of(const struct making *m, const struct step *s) {
    for (int i = 0; i < m->n_rows; i++) {
        if (m->row[i] == s) {
            return i;
        }
    }
    return -1;
}

/* Whether this row has not been complained about yet. */
bool step_is_first_told(struct making *m, const struct step *s) {
    bool *is_told = &m->is_told[row_of(m, s)], is_first = !*is_told;
    *is_told = true;
    return is_first;
}

static void check_levels(struct making *m, const struct step_place *p, const struct step *s) {
    const struct question *q = &m->kit->questionnaire->question[p->question];
    bool is_outside = s->from < p->scale.min - STEP_TOLERANCE || s->to > p->scale.max + STEP_TOLERANCE;
    struct place at = schema_place(&s->ref, "to", m->arena);
    if (is_outside && step_is_first_told(m, s)) {
        bool is_low = s->from < p->scale.min;
        at = schema_place(&s->ref, is_low ? "from" : "to", m->arena);
        diag_add(m->ds, DIAG_VALUE_OUT_OF_RANGE, &at, step_number(m, is_low ? s->from : s->to),
                 step_number(m, p->scale.min), step_number(m, p->scale.max));
    } else if (!is_outside && p->choice < 0 && question_list(m->kit->questionnaire, q) &&
               step_choice(m->kit, p, q, s->to) < 0 && step_is_first_told(m, s)) {
        diag_add(m->ds, DIAG_STEP_NO_ANSWER, &at, q->name, step_number(m, s->to));
    }
}

/* Of two rows that do not meet the one that is for this node only is to be changed. */
static void check_chain(struct making *m, const struct step_item *low, const struct step_item *high) {
    bool is_low = low->is_own_row && !high->is_own_row, is_general = !low->is_own_row && !high->is_own_row;
    const struct step *row = is_low ? low->step : high->step;
    const struct step_place *p = &m->set->place[low->place];
    const char *node = is_general ? row->node_id : m->kit->framework[p->card]->node[p->node].id;
    double end = low->step->to, begin = high->step->from;
    struct place at = schema_place(&row->ref, is_low ? "to" : "from", m->arena);
    if (begin > end + STEP_TOLERANCE && step_is_first_told(m, row)) {
        diag_add(m->ds, DIAG_STEP_GAP, &at, node, step_number(m, end), step_number(m, begin));
    } else if (begin < end - STEP_TOLERANCE && step_is_first_told(m, row)) {
        diag_add(m->ds, DIAG_STEP_OVERLAP, &at, node, step_number(m, begin), step_number(m, end));
    }
}

static void find_items(struct making *m) {
    struct step_set *set = m->set;
    size_t room = (size_t)m->n_rows + 1, cap = 0, n = 0;
    struct step_item *of_place = ARENA_ARRAY(m->arena, room, struct step_item), *item = NULL;
    for (int p = 0; p < set->n_places; p++) {
        struct step_place *place = &set->place[p];
        place->first = (int)n;
        place->n = collect(m, p, of_place);
        for (int i = 0; i < place->n; i++) {
            of_place[i].before = i > 0 ? (int)n - 1 : -1;
            check_levels(m, place, of_place[i].step);
            if (i > 0) {
                check_chain(m, &of_place[i - 1], &of_place[i]);
            }
            VEC_GROW(item, n, cap);
            item[n++] = of_place[i];
        }
    }
    set->n = (int)n;
    set->item = ARENA_ARRAY(m->arena, n + 1, struct step_item);
    if (n > 0) {
        memcpy(set->item, item, n * sizeof *item);
    }
    mem_free(item);
}

bool step_set_make(const struct kit *k, const struct steps_file *own, struct arena *a, struct step_set *set,
                   struct diags *ds) {
    size_t before = ds->n_errors;
    *set = (struct step_set){0};
    struct making m = {.kit = k, .set = set, .arena = a, .ds = ds};
    find_places(&m);
    gather_rows(&m, own);
    for (int i = 0; i < m.n_rows; i++) {
        check_row(&m, i);
    }
    find_items(&m);
    step_find_needs(&m);
    if (ds->n_errors == before) {
        step_check_cycles(&m);
    }
    map_clear(&m.place_of);
    return ds->n_errors == before;
}
