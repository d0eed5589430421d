/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of scoring: what its parts share. For the files of this folder only.

   1. run_start() makes room for runs with one layout; it can be used for one set of answers after the other.
   2. run_find_open(), then run_read(), look at a set of answers.
   3. run_score_card() scores one card of it; run_count() and run_find_shares() add what goes beside the scores.
   layout: the same for every set of answers; answers, reading, open: one set; card, node: one card of it. */
#ifndef PG_SCORE_RUN_H
#define PG_SCORE_RUN_H

#include "score/aggregate.h"
#include "score/credit.h"
#include "score/score.h"

/* What an answer comes to, before its node's policies. */
struct reading {
    unsigned char status;   /* SCORE_SCORED, SCORE_BLANK or SCORE_NA */
    bool is_na, is_missing; /* what a node forbids to be not applicable is missing */
    bool is_not_asked;      /* scored 0, unless that is open; all questions of its first layer take an item out */
    double credit, low_end; /* 0–1; of SCORE_SCORED */
};

struct scoring_run {
    const struct kit *kit;
    const struct answers *answers;
    const struct score_layout *layout;
    const struct card_layout *card;
    bool *open;                    /* by question: answers that are missing decide whether it is asked */
    struct reading *reading;       /* by question */
    bool wants_layers;             /* of nodes above items, too */
    const struct variant *variant; /* NULL: the model's own rule for layers */
    int na;                        /* enum na_policy instead of the rules' own; −1 = the rules' own */
    struct node_score *node;
    struct part *part;    /* scratch: layout->n_parts_max for a node and as many for a layer's questions */
    double *sorted;       /* scratch */
    struct trace *traces; /* by node; NULL: none are wanted */
    int forced;           /* item that is scored 'forced_value' whatever its answers; −1 = none */
    double forced_value;
    struct arena *arena;
};

static inline void put_score(struct score *s, enum score_status status, double value, double low, double high,
                             const struct scale *scale) {
    s->status = status;
    s->value = value;
    s->low = low;
    s->high = high;
    s->coverage = status == SCORE_SCORED;
    s->scale = scale;
    s->stand_in = STAND_IN_NONE;
}
static inline void put_state(struct score *s, enum score_status status, const struct scale *scale) {
    put_score(s, status, 0, 0, 1, scale);
}
/* Whether it enters what is above. */
static inline bool is_in(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }
/* 'p' of a score. Field by field, as are all scores on this way: a struct that is copied right after its fields were
   set makes the processor wait. */
static inline void put_part(struct part *p, const struct score *s, double weight, int place, int node) {
    p->has_value = s->status == SCORE_SCORED || s->status == SCORE_NOT_RATED;
    p->value = s->value;
    p->low = s->low;
    p->high = s->high;
    p->coverage = s->coverage;
    p->weight = weight;
    p->scale = s->scale;
    p->place = place;
    p->node = node;
}

/* Room in 'a' for runs with the layout. */
struct scoring_run run_start(const struct score_layout *layout, struct arena *a);
/* Fills 'open' from the answers. */
void run_find_open(const struct scoring_run *r);
/* Fills 'reading' from the answers and 'open'. */
void run_read(const struct scoring_run *r);
/* Room in the run's arena for the nodes of its card. */
struct node_score *run_new_nodes(const struct scoring_run *r);
/* Scores the tree of the run's card into 'node'. */
void run_score_tree(const struct scoring_run *r);
/* One score of the nodes below a node. */
struct below {
    int node, layer;             /* −1: the total */
    const bool *left_out;        /* by node; NULL: none is */
    const struct score *instead; /* by node, of the scores that are joined; NULL: the run's own */
};
void run_score_below(const struct scoring_run *r, const struct below *x, struct score *s);

/* The policy of a rule (NULL: exclude), unless the run overrides it. */
enum na_policy run_na_policy(const struct scoring_run *r, const struct rule *rule);
/* Makes a score that is not applicable or blank what the policies of the node count it as; 'lowest' is what a blank is
   under BLANK_LOWEST. */
void run_stand_in(const struct scoring_run *r, const struct place_in *place, double lowest, struct score *s);
/* Likewise any score. */
static inline void run_apply_policies(const struct scoring_run *r, const struct place_in *place, double lowest,
                                      struct score *s) {
    if (s->status == SCORE_NA || s->status == SCORE_BLANK) {
        run_stand_in(r, place, lowest, s);
    }
}
/* Whether enough is answered for a rule (NULL: it asks nothing). */
static inline bool run_is_rated(const struct rule *rule, double coverage) {
    return !rule || coverage >= rule->min_coverage - 1e-12;
}
/* What is joined, and what it is for. */
struct join {
    int node, layer; /* −1: the total */
    enum aggregate how;
    const struct part *part; /* those that are there */
    int n;
};
/* Joins onto the node's scale, rounds, and names. 'scale' gets the scale, and is that of the score. */
void run_join(const struct scoring_run *r, const struct join *x, struct scale *scale, struct score *s);
/* Layers and total of a node with questions of its own. */
void run_score_item(const struct scoring_run *r, int node);
/* The factor of a node's weight that its answers in layers of weights give: their product. */
double run_factor(const struct scoring_run *r, int node);
/* Counts and confidences of all nodes, and their shares in the total, after the tree is scored. */
void run_count(const struct scoring_run *r, int card);
void run_find_shares(const struct scoring_run *r);

#endif
