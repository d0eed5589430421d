/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Improvement plans against all sets of steps, on random small trees, models, profiles and answers. Seeded: a failure
   names its trial. Every set is scored by the code that scores answers. */
#include "tests/unit/check.h"

#include "score/roadmap.h"
#include "tests/unit/random.h"
#include "tests/unit/world.h"

#define EPS 1e-8
enum { N_TRIALS = 240, ITEMS_MAX = 5, STEPS_MAX = 11, N_LEVELS = 4 };

static const char *const aggregates[] = {"mean", "min",   "max",   "product",      "median", "median_low",
                                         "sum",  "count", "gates", "gate_highest", "stairs", "deduct"};

/* ---- a random world ---------------------------------------------------------------------------------------------- */

struct maker {
    struct world *w;
    struct random r;
    int n_items, n_options[ITEMS_MAX];
    bool has_rounding;
};

static int below(struct maker *m, int n) { return (int)random_below(&m->r, (uint64_t)n); }

static void add(struct maker *m, const char **text, const char *more) {
    *text = arena_printf(&m->w->arena, "%s%s", *text, more);
}
#define ADD(m, text, ...) add((m), (text), arena_printf(&(m)->w->arena, __VA_ARGS__))

static void make_tree(struct maker *m) {
    const char *text = "settings\n,id,label\n,tree,Tree\nnodes\n,id,parent,level,label,weight\n,a,,service,A,2\n"
                       ",b,,service,B,1\n";
    m->n_items = 2 + below(m, ITEMS_MAX - 1);
    for (int i = 0; i < m->n_items; i++) {
        int parent = i < 2 ? i : below(m, 2), weight = 1 + below(m, 3);
        ADD(m, &text, ",i%d,%s,function,I,%d\n", i, parent ? "b" : "a", weight);
        m->n_options[i] = below(m, 3) == 0 ? 2 : 0;
        for (int o = 0; o < m->n_options[i]; o++) {
            ADD(m, &text, ",i%d.%d,i%d,option,O,1\n", i, o, i);
        }
    }
    world_write(m->w, "frameworks/tree.csv", text);
}

static const char *rule(struct maker *m, const char *level, const char *input, const char *how) {
    bool is_on_scale = strcmp(how, "sum") == 0 && below(m, 2) == 0, is_cut = strcmp(how, "deduct") == 0;
    bool is_rounded = m->has_rounding && strcmp(level, "total") == 0;
    return arena_printf(&m->w->arena, ",%s,%s,%s,%s,%s,%s,%s,%s\n", level, input, how,
                        strcmp(how, "count") == 0 ? "2" : "", is_cut || is_on_scale ? "0" : "",
                        is_cut        ? "4"
                        : is_on_scale ? "9"
                                      : "",
                        is_rounded ? "half_up" : "", is_rounded ? "1" : "");
}

static void add_steps(struct maker *m, const char **text) {
    int n_left = STEPS_MAX;
    ADD(m, text, "steps\n,node,layer,from,to,effort,requires\n");
    for (int i = 0; i < m->n_items; i++) {
        for (int level = 0; level < N_LEVELS && n_left > 0 && below(m, 5) > 0; level++, n_left--) {
            int effort = 1 + below(m, 6), other = i > 0 ? below(m, i) : 0;
            bool waits = i > 0 && below(m, 4) == 0;
            ADD(m, text, ",i%d,depth,%d,%d,%d,%s\n", i, level, level + 1, effort,
                waits ? arena_printf(&m->w->arena, "i%d:depth:1", other) : "");
            if (level == 0 && i == 0) { /* what others wait for is there */
                continue;
            }
        }
        for (int o = 0; o < m->n_options[i] && n_left > 0; o++, n_left--) {
            int effort = 1 + below(m, 4);
            ADD(m, text, ",i%d.%d,breadth,0,1,%d,\n", i, o, effort);
        }
    }
}

static void make_model(struct maker *m, const char *total, const char *service, const char *layers) {
    const char *text = "settings\n,id,scale_max,profile\n,plain,4,steps\nlayers\n,id,weight\n,depth,2\n,breadth,1\n"
                       "rules\n,level,input,aggregate,threshold,scale_min,scale_max,round,decimals\n";
    add(m, &text, rule(m, "*", "layers", layers));
    add(m, &text, rule(m, "service", "children", service));
    add(m, &text, rule(m, "total", "children", total));
    add(m, &text, ",*,children,mean,,,,,\n");
    static const char *const levels[] = {"service", "total"};
    ADD(m, &text, "gates\n,level,step,part,min\n");
    for (int i = 0; i < 2; i++) {
        const char *how = i ? total : service;
        int n = strncmp(how, "gate", 4) == 0 ? 3 : 0;
        for (int step = 1; step <= n; step++) {
            bool is_steps_below = i && strncmp(service, "gate", 4) == 0; /* then the parts have 0 to 3 */
            ADD(m, &text, ",%s,%d,%s,%s\n", levels[i], step, step == 2 ? "1" : "",
                is_steps_below ? (step < 3 ? "1" : "2")
                : step == 1    ? "0.6"
                : step == 2    ? "1.5"
                               : "2");
        }
    }
    text = strstr(text, "gates\n,level,step,part,min\n,")
               ? text
               : world_edit(&m->w->arena, text, "gates\n,level,step,part,min\n", "");
    add_steps(m, &text);
    world_write(m->w, "frameworks/models/plain.csv", text);
}

static void make_profile(struct maker *m) {
    const char *text = "settings\n,id,framework,minimum_of\n,steps,tree,";
    static const char *const of[] = {"rest\n", "whole\n"};
    add(m, &text, of[below(m, 2)]);
    add(m, &text, "stages\n,id,order\n,first,1\nminima\n,stage,node,layer,min\n");
    int node = below(m, 2), item = below(m, m->n_items), level = 1 + below(m, 3);
    ADD(m, &text, ",first,%s,depth,0.%d\n", node ? "b" : "a", 3 + below(m, 6));
    ADD(m, &text, ",first,i%d,depth,%d\n", item, level);
    world_write(m->w, "frameworks/profiles/steps.csv", text);
}

static void make_form(struct maker *m) {
    const char *text = "survey\n,type,name,relevant,node,layer\n", *choices = "choices\n,list_name,name,credit,state\n";
    for (int i = 0; i < m->n_items; i++) {
        ADD(m, &text, ",select_one depth,d%d,,i%d,depth\n", i, i);
        if (m->n_options[i] > 0) {
            ADD(m, &text, ",select_multiple o%d,b%d,${d%d} != '0',i%d,breadth\n", i, i, i, i);
            ADD(m, &choices, ",o%d,i%d.0,1,\n,o%d,i%d.1,1,\n,o%d,none,0,\n", i, i, i, i, i);
        }
    }
    ADD(m, &choices, ",depth,0,0,\n,depth,1,0.25,\n,depth,2,0.5,\n,depth,3,0.75,\n,depth,4,1,\n,depth,na,,na\n");
    ADD(m, &text, "%ssettings\n,form_id,framework,model\n,q,tree,plain\n", choices);
    world_write(m->w, "questionnaires/q.csv", text);
}

static const char *make_answers(struct maker *m) {
    const char *text = "question,answer,na_reason\nd0,0,\n";
    for (int i = 1; i < m->n_items; i++) {
        int what = below(m, 6);
        if (what == 5) {
            ADD(m, &text, "d%d,na,x\n", i);
        } else if (what > 0) { /* else blank */
            ADD(m, &text, "d%d,%d,\n", i, what > 2 ? 1 : 0);
        }
        if (m->n_options[i] > 0 && what != 5 && what < 3 && below(m, 2)) {
            ADD(m, &text, "b%d,%s,\n", i, below(m, 2) ? "none" : arena_printf(&m->w->arena, "i%d.1", i));
        }
    }
    return text;
}

/* False where the draw makes no valid model, such as bands of a scale that cannot be: it is left out. */
static bool make_world(struct maker *m, int trial) {
    int total = below(m, ARRAY_LEN(aggregates)), service = trial % ARRAY_LEN(aggregates), layers = below(m, 5);
    m->has_rounding = below(m, 6) == 0;
    make_tree(m);
    make_model(m, aggregates[total], aggregates[service], below(m, 2) ? "mean" : aggregates[layers]);
    make_profile(m);
    make_form(m);
    if (!world_load(m->w, "q")) {
        return false;
    }
    return world_answer(m->w, make_answers(m));
}

/* ---- all sets of steps ------------------------------------------------------------------------------------------- */

struct all_sets {
    const struct roadmap_case *c;
    int n, item[32]; /* open steps */
    double *effort, *total, *missing;
    bool *is_allowed;
};

static bool is_closed(const struct all_sets *s, unsigned set) {
    for (int i = 0; i < s->n; i++) {
        for (const int *b = s->c->before[s->item[i]]; (set >> i & 1) && *b >= 0; b++) {
            int at = 0;
            while (at < s->n && s->item[at] != *b) {
                at++;
            }
            if (at == s->n || !(set >> at & 1)) {
                return false;
            }
        }
    }
    return true;
}

static void score_set(struct all_sets *s, unsigned set, const double *need, struct arena *a) {
    bool is_done[64] = {false};
    s->effort[set] = 0;
    for (int i = 0; i < s->n; i++) {
        is_done[s->item[i]] = set >> i & 1;
        s->effort[set] += set >> i & 1 ? s->c->set->item[s->item[i]].step->effort : 0;
    }
    struct case_score score = roadmap_case_score(s->c, is_done, a);
    s->total[set] = score.total;
    s->missing[set] = 0;
    for (int i = 0; i < s->c->profile->n_minima; i++) {
        s->missing[set] += isnan(score.have[i]) ? 0 : fmax(need[i] - score.have[i], 0);
    }
    arena_reset(a);
}

static struct all_sets score_all(const struct roadmap *m, const double *need, struct arena *a) {
    struct all_sets s = {.c = m->c};
    for (int i = 0; i < m->c->set->n; i++) {
        if (m->c->state[i] == STEP_OPEN) {
            s.item[s.n++] = i;
        }
    }
    size_t n = (size_t)1 << s.n;
    struct arena scratch = {0};
    s.effort = ARENA_ARRAY(a, n, double);
    s.total = ARENA_ARRAY(a, n, double);
    s.missing = ARENA_ARRAY(a, n, double);
    s.is_allowed = ARENA_ARRAY(a, n, bool);
    for (unsigned set = 0; set < n; set++) {
        s.is_allowed[set] = is_closed(&s, set);
        if (s.is_allowed[set]) {
            score_set(&s, set, need, &scratch);
        }
    }
    arena_clear(&scratch);
    return s;
}

/* Best in order: 'first' least, then 'second' highest. */
static unsigned best_of(const struct all_sets *s, const double *first, double most_effort, double most_missing) {
    unsigned best = 0;
    bool has_best = false;
    for (unsigned set = 0; set < 1U << s->n; set++) {
        bool fits = s->is_allowed[set] && s->effort[set] <= most_effort + EPS && s->missing[set] <= most_missing + EPS;
        bool is_less = has_best && first[set] < first[best] - EPS;
        bool is_same = has_best && first[set] <= first[best] + EPS;
        if (fits && (!has_best || is_less || (is_same && s->total[set] > s->total[best] + EPS))) {
            best = set;
            has_best = true;
        }
    }
    assert_true(has_best);
    return best;
}

/* ---- the properties ---------------------------------------------------------------------------------------------- */

struct tally {
    int n, n_exact, n_optimal;
};

static void needs_of(const struct world *w, double *need) {
    struct arena a = {0};
    struct profile_check check = profile_check(w->kit->profile[0], w->card, &a);
    for (int i = 0; i < w->kit->profile[0]->n_minima; i++) {
        need[i] = check.minimum[i].need;
    }
    arena_clear(&a);
}

static void count(struct tally *t, const struct roadmap *m) {
    t->n++;
    t->n_exact += m->is_exact;
    t->n_optimal += m->is_optimal;
    check_true(m->is_optimal || !m->is_exact); /* what can be said in rows is proven */
}

/* Least effort: among the sets that miss as little as all steps together. */
static void check_stage(const struct all_sets *s, const struct roadmap *m, struct tally *t) {
    unsigned whole = (1U << s->n) - 1;
    double least = s->missing[whole];
    bool has_unreachable = least > EPS; /* then the reachable minima alone are wanted: sums cannot tell them apart */
    if (has_unreachable || m->status == ROADMAP_NOTHING) {
        return;
    }
    unsigned best = best_of(s, s->effort, 1e9, least);
    count(t, m);
    if (m->is_optimal) {
        check_near(m->effort, s->effort[best], EPS);
        check_near(m->total_after, s->total[best], EPS);
    } else {
        check_true(m->effort >= s->effort[best] - EPS && m->bound <= s->effort[best] + EPS);
    }
    check_int(m->status, ROADMAP_REACHED);
}

static bool is_alike(const struct all_sets *s, unsigned a, unsigned b) {
    return fabs(s->missing[a] - s->missing[b]) <= EPS && fabs(s->total[a] - s->total[b]) <= EPS;
}

/* Of the sets that reach the same. */
static double least_effort_like(const struct all_sets *s, unsigned best) {
    double least = s->effort[best];
    for (unsigned set = 0; set < 1U << s->n; set++) {
        if (s->is_allowed[set] && is_alike(s, set, best)) {
            least = fmin(least, s->effort[set]);
        }
    }
    return least;
}

static void check_budget(const struct all_sets *s, const struct roadmap *m, struct tally *t) {
    unsigned best = best_of(s, s->missing, m->request->budget, 1e9);
    unsigned whole = (1U << s->n) - 1;
    if (s->missing[whole] > EPS) {
        return;
    }
    count(t, m);
    check_true(m->effort <= m->request->budget + EPS);
    if (m->is_optimal && m->stage >= 0) {
        check_near(m->total_after, s->total[best], EPS);
        check_near(m->effort, least_effort_like(s, best), EPS);
    }
}

/* Every way to put the chosen steps into the phases. */
static double best_phases(const struct all_sets *s, const struct roadmap *m, unsigned chosen) {
    int n = m->n_phases, ways = 1, k = 0, place[32];
    double best = -1;
    for (int i = 0; i < s->n; i++) {
        if (chosen >> i & 1) {
            place[k++] = i;
            ways *= n;
        }
    }
    for (int way = 0; way < ways; way++) {
        unsigned done[4] = {0};
        for (int i = 0, rest = way; i < k; i++, rest /= n) {
            for (int t = rest % n; t < n; t++) {
                done[t] |= 1U << place[i];
            }
        }
        double sum = 0;
        bool fits = true;
        for (int t = 0; t < n && fits; t++) {
            fits = s->is_allowed[done[t]];
            fits = fits && s->effort[done[t]] - (t ? s->effort[done[t - 1]] : 0) <= m->request->capacity + EPS;
            sum += fits ? s->total[done[t]] : 0;
        }
        best = fits && sum > best ? sum : best;
    }
    return best;
}

/* Whether the steps of a set can be put into the phases at all. */
static bool has_layout(const struct all_sets *s, const struct roadmap *m, unsigned set) {
    return s->is_allowed[set] && best_phases(s, m, set) >= 0;
}

/* Of all sets that can be laid out: least missing, then the highest total, then the least effort. */
static unsigned best_joint(const struct all_sets *s, const struct roadmap *m) {
    unsigned best = 0;
    for (unsigned set = 1; set < 1U << s->n; set++) {
        double missing = s->missing[set] - s->missing[best], total = s->total[best] - s->total[set];
        bool is_less = missing < -EPS || (missing <= EPS && total < -EPS);
        bool is_cheaper = is_alike(s, set, best) && s->effort[set] < s->effort[best] - EPS;
        if (s->is_allowed[set] && (is_less || is_cheaper) && has_layout(s, m, set)) {
            best = set;
        }
    }
    return best;
}

static void check_joint(const struct all_sets *s, const struct roadmap *m, struct tally *t) {
    unsigned whole = (1U << s->n) - 1;
    if (s->n > 8 || !m->is_for_total || !m->is_optimal || s->missing[whole] > EPS) {
        return;
    }
    unsigned best = best_joint(s, m);
    check_near(m->total_after, s->total[best], EPS);
    check_near(m->effort, s->effort[best], EPS);
    t->n++;
}

static void check_phases(const struct all_sets *s, const struct roadmap *m, struct tally *t) {
    unsigned chosen = 0;
    double sum = 0;
    for (int i = 0; i < m->n_steps; i++) {
        for (int k = 0; k < s->n; k++) {
            chosen |= s->item[k] == m->step[i].item ? 1U << k : 0;
        }
    }
    for (int p = 0; p < m->n_phases; p++) {
        check_true(m->phase[p].effort <= m->request->capacity + EPS);
        sum += m->phase[p].total;
    }
    if (m->n_steps > 0 && m->n_steps <= 9 && m->is_order_optimal) {
        check_near(sum, best_phases(s, m, chosen), EPS);
        t->n++;
    }
}

static struct roadmap_request request_of(struct world *w, const struct step_set *set) {
    return (struct roadmap_request){.kit = w->kit,
                                    .answers = w->answers,
                                    .steps = set,
                                    .stage = 0,
                                    .budget = INFINITY,
                                    .n_phases = 1,
                                    .capacity = INFINITY};
}

static void run_trial(struct maker *m, struct tally tally[4]) {
    struct arena a = {0};
    struct step_set set;
    double need[8];
    if (!step_set_make(m->w->kit, NULL, &a, &set, &m->w->ds) || set.n > 60) {
        arena_clear(&a);
        return; /* steps that wait for what no step reaches */
    }
    struct roadmap_request q = request_of(m->w, &set);
    needs_of(m->w, need);
    const struct roadmap *stage = roadmap_make(&q, &a);
    struct all_sets s = score_all(stage, need, &a);
    check_stage(&s, stage, &tally[0]);
    q.budget = 2 + below(m, 12);
    check_budget(&s, roadmap_make(&q, &a), &tally[1]);
    q.budget = INFINITY;
    q.n_phases = 2 + below(m, 2);
    q.capacity = 4 + below(m, 6);
    const struct roadmap *phases = roadmap_make(&q, &a);
    check_phases(&s, phases, &tally[2]);
    check_joint(&s, phases, &tally[3]);
    arena_clear(&a);
}

static void test_against_all_sets(void **state) {
    struct maker m = {.w = *state};
    struct tally tally[4] = {0};
    int n_made = 0;
    for (int i = 0; i < N_TRIALS; i++) {
        CHECK_ROW(i);
        m.r = random_seed(81000 + (uint64_t)i);
        if (make_world(&m, i)) {
            n_made++;
            run_trial(&m, tally);
        }
    }
    print_message("%d worlds; stages %d (%d exact, %d proven), budgets %d (%d, %d), phases %d, joint %d\n", n_made,
                  tally[0].n, tally[0].n_exact, tally[0].n_optimal, tally[1].n, tally[1].n_exact, tally[1].n_optimal,
                  tally[2].n, tally[3].n);
    check_true(n_made > N_TRIALS * 2 / 3);
    check_true(tally[0].n > N_TRIALS / 6 && tally[1].n > N_TRIALS / 6 && tally[2].n > N_TRIALS / 6);
    check_true(tally[3].n > N_TRIALS / 24);
    check_true(tally[0].n_exact > tally[0].n / 3 && tally[0].n_exact < tally[0].n); /* both kinds are met */
    check_true(tally[0].n_optimal > tally[0].n * 9 / 10 && tally[1].n_optimal > tally[1].n * 9 / 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_against_all_sets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
