/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What steps require: conditions resolved to steps, and steps that wait for each other. */
#include <string.h>

#include "base/num.h"
#include "model/step_making.h"

/* ---- what steps require ------------------------------------------------------------------------------------------ */

struct condition_text {
    const char *all, *node, *layer, *level;
};

/* NODE:LAYER:LEVEL; ids of nodes may have colons. */
static bool split(struct making *m, const char *word, size_t len, struct condition_text *c) {
    char *text = arena_strndup(m->arena, word, len), *level = strrchr(text, ':');
    c->all = arena_strdup(m->arena, text);
    if (!level || level == text || !level[1]) {
        return false;
    }
    *level = '\0';
    char *layer = strrchr(text, ':');
    if (!layer || layer == text || !layer[1]) {
        return false;
    }
    *layer = '\0';
    c->node = text;
    c->layer = layer + 1;
    c->level = level + 1;
    return true;
}

static bool find_node(const struct making *m, const struct step_place *p, const char *id, int *card, int *node) {
    *card = p->card;
    *node = strcmp(id, ".") == 0 ? p->node : m->kit->framework[p->card]->node[p->node].parent;
    return strcmp(id, ".") == 0 || strcmp(id, "^") == 0 || kit_find_node(m->kit, id, card, node);
}

/* The lowest step of the place that reaches the level; −1 when none does. */
static int step_that_reaches(const struct step_set *set, int place, double level) {
    const struct step_place *p = &set->place[place];
    for (int i = p->first; i < p->first + p->n; i++) {
        if (set->item[i].step->to >= level - STEP_TOLERANCE) {
            return i;
        }
    }
    return -1;
}

static void complain(struct making *m, const struct step *s, enum diag_id id, const char *word, const char *more) {
    struct place at = schema_place(&s->ref, "requires", m->arena);
    if (step_is_first_told(m, s)) {
        diag_add(m->ds, id, &at, word, more);
    }
}

static void add_need(struct making *m, struct step_item *x, const struct condition_text *c) {
    int card, node, layer = scoring_layer(m->kit->model, c->layer);
    double level;
    if (!find_node(m, &m->set->place[x->place], c->node, &card, &node)) {
        complain(m, x->step, DIAG_STEP_REQUIRES_NODE, c->node, step_framework_ids(m));
        return;
    }
    if (layer < 0 || layer == LAYER_NOT_APPLICABLE) {
        complain(m, x->step, DIAG_LAYER_UNKNOWN, c->layer, step_layer_ids(m));
        return;
    }
    if (!num_parse(c->level, &level)) {
        complain(m, x->step, DIAG_STEP_REQUIRES_FORM, c->all, "");
        return;
    }
    int place = step_find_place(m, card, node, layer);
    if (place < 0) { /* not asked here: nothing to wait for */
        return;
    }
    const struct step_place *p = &m->set->place[place];
    int item = level > p->scale.min + STEP_TOLERANCE ? step_that_reaches(m->set, place, level) : -1;
    if (item < 0 && level > p->scale.min + STEP_TOLERANCE) {
        complain(m, x->step, DIAG_STEP_REQUIRES_UNREACHED, c->all, step_number(m, p->scale.max));
        return;
    }
    x->need[x->n_needs++] = (struct step_need){place, level, item};
}

static void needs_of(struct making *m, struct step_item *x) {
    const char *rest = x->step->requires, *word;
    size_t len, n = 0;
    for (const char *c = rest; text_next_word(&c, &word, &len);) {
        n++;
    }
    x->need = ARENA_ARRAY(m->arena, n + 1, struct step_need);
    while (text_next_word(&rest, &word, &len)) {
        struct condition_text c;
        if (split(m, word, len, &c)) {
            add_need(m, x, &c);
        } else {
            complain(m, x->step, DIAG_STEP_REQUIRES_FORM, c.all, "");
        }
    }
}

void step_find_needs(struct making *m) {
    for (int i = 0; i < m->set->n; i++) {
        needs_of(m, &m->set->item[i]);
    }
}

/* ---- cycles ------------------------------------------------------------------------------------------------------ */

const char *step_name(const struct kit *k, const struct step_set *set, int item, struct arena *a) {
    const struct step_place *p = &set->place[set->item[item].place];
    char to[NUM_TEXT_MAX];
    return arena_printf(a, "%s:%s:%s", k->framework[p->card]->node[p->node].id, k->model->layer[p->layer].id,
                        num_shortest(to, set->item[item].step->to));
}

enum mark { MARK_NEW, MARK_OPEN, MARK_DONE };
struct walk {
    struct making *m;
    char *mark;
    int *path;
    int n_path;
    bool has_cycle;
};

static void tell_cycle(struct walk *w, int item) {
    const char *text = "";
    int i = w->n_path - 1;
    while (w->path[i] != item) {
        i--;
    }
    for (; i < w->n_path; i++) {
        text = arena_printf(w->m->arena, "%s%s ← ", text, step_name(w->m->kit, w->m->set, w->path[i], w->m->arena));
    }
    text = arena_printf(w->m->arena, "%s%s", text, step_name(w->m->kit, w->m->set, item, w->m->arena));
    struct place at = schema_place(&w->m->set->item[item].step->ref, "requires", w->m->arena);
    diag_add(w->m->ds, DIAG_STEP_CYCLE, &at, text);
    w->has_cycle = true;
}

static void follow(struct walk *w, int item) {
    if (item < 0 || w->has_cycle || w->mark[item] == MARK_DONE) {
        return;
    }
    const struct step_item *x = &w->m->set->item[item];
    if (w->mark[item] == MARK_OPEN) {
        tell_cycle(w, item);
        return;
    }
    w->mark[item] = MARK_OPEN;
    w->path[w->n_path++] = item;
    follow(w, x->before);
    for (int i = 0; i < x->n_needs; i++) {
        follow(w, x->need[i].item);
    }
    w->n_path--;
    w->mark[item] = MARK_DONE;
}

void step_check_cycles(struct making *m) {
    struct walk w = {.m = m};
    w.mark = ARENA_ARRAY(m->arena, (size_t)m->set->n + 1, char);
    w.path = ARENA_ARRAY(m->arena, (size_t)m->set->n + 1, int);
    for (int i = 0; i < m->set->n; i++) {
        follow(&w, i);
    }
}
