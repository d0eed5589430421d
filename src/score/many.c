/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/many.h"

#include "base/thread.h"
#include "score/run.h"

struct scorer {
    struct scoring_run run;
    unsigned want;
    struct scorecard *card;      /* by framework */
    struct node_score **scratch; /* by framework: nodes of the variants */
};

struct scorer *scorer_new(const struct score_layout *layout, unsigned want, struct arena *a) {
    const struct kit *k = layout->kit;
    struct scorer *s = ARENA_NEW(a, struct scorer);
    *s = (struct scorer){.run = run_start(layout, a), .want = want};
    s->card = ARENA_ARRAY(a, (size_t)k->n_frameworks, struct scorecard);
    s->scratch = ARENA_ARRAY(a, (size_t)k->n_frameworks, struct node_score *);
    for (int c = 0; c < k->n_frameworks; c++) {
        s->run.card = &layout->card[c];
        s->card[c] = (struct scorecard){.framework = k->framework[c], .layout = layout, .index = c};
        s->card[c].open = s->run.open;
        s->card[c].node = run_new_nodes(&s->run);
        s->card[c].variant_total = ARENA_ARRAY(a, (size_t)k->model->n_variants + 1, struct score);
        bool has_variants = (want & SCORE_VARIANTS) && k->model->n_variants > 0;
        s->scratch[c] = has_variants ? run_new_nodes(&s->run) : NULL;
    }
    return s;
}

/* The total alone is looked at. */
static void score_variants(struct scorer *s, int card) {
    const struct scoring *m = s->run.kit->model;
    struct scoring_run r = s->run;
    r.node = s->scratch[card];
    r.wants_layers = false;
    for (int v = 0; v < m->n_variants; v++) {
        r.variant = &m->variant[v];
        run_score_tree(&r);
        s->card[card].variant_total[v] = r.node[0].total;
        s->card[card].variant_total[v].scale = &s->card[card].node[0].scale;
    }
}

static void score_card(struct scorer *s, int card) {
    struct scoring_run *r = &s->run;
    r->card = &r->layout->card[card];
    r->node = s->card[card].node;
    r->wants_layers = s->want & SCORE_LAYERS;
    run_score_tree(r);
    if (s->want & SCORE_COUNTS) {
        run_count(r, card);
    }
    if (s->want & SCORE_SHARES) {
        run_find_shares(r);
    }
    if (s->want & SCORE_VARIANTS) {
        score_variants(s, card);
    }
}

struct scorecard *scorer_score(struct scorer *s, const struct answers *x) {
    s->run.answers = x;
    run_find_open(&s->run);
    run_read(&s->run);
    for (int c = 0; c < s->run.kit->n_frameworks; c++) {
        score_card(s, c);
    }
    return s->card;
}

/* ---- many -------------------------------------------------------------------------------------------------------- */

struct crew {
    const struct score_many *many;
    struct scorer *scorer[THREAD_WORKERS_MAX];
};

static void score_set(void *context, size_t set, int worker) {
    const struct crew *c = context;
    const struct answers *x = c->many->give(c->many->context, set, worker);
    c->many->take(c->many->context, set, scorer_score(c->scorer[worker], x));
}

void score_many(const struct score_many *m, size_t n_sets, int n_workers) {
    struct arena scratch = {0};
    struct crew crew = {.many = m};
    n_workers = n_workers < 1 ? 1 : n_workers > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : n_workers;
    for (int i = 0; i < n_workers; i++) {
        crew.scorer[i] = scorer_new(m->layout, m->want, &scratch);
    }
    thread_run(n_workers, n_sets, score_set, &crew);
    arena_clear(&scratch);
}
