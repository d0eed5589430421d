/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several assessors: what their answers come to, where they diverge, what a consensus changes. */
#include "check.h"

#include "score/agreement.h"
#include "score/raters.h"
#include "stats/stat.h"
#include "world.h"

#define N_MAX 3

struct panel {
    struct answers *answers[N_MAX];
    struct answers *consensus;
    struct raters *raters;
    struct scorecard *card;
};

static struct answers *read_text(struct world *w, const char *name, const char *text, bool is_part) {
    const char *path = folder_write(&w->folder, name, arena_printf(&w->arena, "question,answer,na_reason\n%s", text));
    struct answers *x = answers_open(path, &w->ds);
    check_true(x != NULL);
    check_true(is_part ? answers_read_part(x, w->kit->questionnaire, &w->ds)
                       : answers_read(x, w->kit->questionnaire, &w->ds));
    return x;
}

static struct panel panel_of(struct world *w, enum consolidation how, const char *const text[N_MAX],
                             const char *consensus) {
    struct panel p = {0};
    struct raters_request request = {.kit = w->kit, .how = how, .answers = p.answers};
    while (request.n < N_MAX && text[request.n]) {
        const char *name = arena_printf(&w->arena, "rater%d.csv", request.n + 1);
        p.answers[request.n] = read_text(w, name, text[request.n], false);
        request.n++;
    }
    p.consensus = consensus ? read_text(w, "consensus.csv", consensus, true) : NULL;
    request.consensus = p.consensus;
    p.raters = raters_new(&request, &w->ds);
    p.card = score_answers(w->kit, p.raters->answers, &w->arena);
    return p;
}

static void panel_clear(struct panel *p) {
    raters_free(p->raters);
    answers_free(p->consensus);
    for (int i = 0; i < N_MAX; i++) {
        answers_free(p->answers[i]);
    }
}

static const struct score *score_of(const struct world *w, const struct panel *p, const char *node, int layer) {
    int card, at;
    check_true(kit_find_node(w->kit, node, &card, &at));
    const struct node_score *n = &p->card[card].node[at];
    return layer < 0 ? &n->total : &n->layer[layer];
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

static void test_consolidate(void **state) {
    (void)state;
    static const struct {
        enum consolidation how;
        int n;
        double value[4], weight[4], expected;
    } rows[] = {
        {CONSOLIDATE_MEAN, 3, {0.5, 0.75, 0.5}, {1, 1, 1}, 1.75 / 3},
        {CONSOLIDATE_MEAN, 2, {1, 0}, {3, 1}, 0.75},
        {CONSOLIDATE_MEAN, 2, {0, 1}, {0, 0}, 0}, /* nobody weighs: the lowest */
        {CONSOLIDATE_MEDIAN, 3, {1, 0, 0.25}, {1, 1, 1}, 0.25},
        {CONSOLIDATE_MEDIAN, 4, {1, 0, 0.25, 0.5}, {1, 1, 1, 1}, 0.375},
        {CONSOLIDATE_MIN, 3, {1, 0.25, 0.5}, {1, 1, 1}, 0.25},
        {CONSOLIDATE_MAX, 3, {1, 0.25, 0.5}, {1, 1, 1}, 1},
        {CONSOLIDATE_MEAN, 3, {0.1, 0.1, 0.1}, {0.3, 0.3, 0.3}, 0.1},
        {CONSOLIDATE_MEDIAN, 1, {0.7}, {1}, 0.7},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        double value[4], weight[4];
        CHECK_ROW(i);
        memcpy(value, rows[i].value, sizeof value);
        memcpy(weight, rows[i].weight, sizeof weight);
        check_near(consolidate(rows[i].how, value, weight, rows[i].n), rows[i].expected, 1e-15);
    }
    enum consolidation how;
    check_true(consolidation_find("median", &how) && how == CONSOLIDATE_MEDIAN && !consolidation_find("mode", &how));
}

/* ---- one question ------------------------------------------------------------------------------------------------ */

/* d_2 is the only question of f2: the score of f2 is its credit. */
static const struct {
    const char *answers[3]; /* d_2 and its reason, of three */
    enum consolidation how;
    double expected; /* < 0: no score */
    enum score_status status;
    const char *divergence; /* "" for none */
} one[] = {
    {{"2,", "3,", "2,"}, CONSOLIDATE_MEAN, 1.75 / 3, SCORE_SCORED, "credit"},
    {{"2,", "3,", "2,"}, CONSOLIDATE_MEDIAN, 0.5, SCORE_SCORED, "credit"},
    {{"2,", "3,", "0,"}, CONSOLIDATE_MIN, 0, SCORE_SCORED, "credit"},
    {{"2,", "3,", "0,"}, CONSOLIDATE_MAX, 0.75, SCORE_SCORED, "credit"},
    {{"3,", "3,", "3,"}, CONSOLIDATE_MEAN, 0.75, SCORE_SCORED, ""},
    {{"3,", ",", "1,"}, CONSOLIDATE_MEAN, 0.5, SCORE_SCORED, "credit"}, /* blank is left out */
    {{",", ",", "1,"}, CONSOLIDATE_MEAN, 0.25, SCORE_SCORED, ""},
    {{",", ",", ","}, CONSOLIDATE_MEAN, -1, SCORE_BLANK, ""},
    {{"na,x", "na,y", "na,"}, CONSOLIDATE_MEAN, -1, SCORE_NA, ""},
    {{"na,x", "2,", "4,"}, CONSOLIDATE_MEAN, 0.75, SCORE_SCORED, "applies"}, /* the answers count */
    {{"na,x", "2,", "2,"}, CONSOLIDATE_MEAN, 0.5, SCORE_SCORED, "applies"},
    {{"na,x", ",", ","}, CONSOLIDATE_MEAN, -1, SCORE_NA, ""},
    {{"dk,", "2,", "3,"}, CONSOLIDATE_MEAN, 0.625, SCORE_SCORED, "credit"}, /* don't know is blank in this model */
    {{"dk,", "dk,", ","}, CONSOLIDATE_MEAN, -1, SCORE_BLANK, ""},
    {{"alt,", "3,", ","}, CONSOLIDATE_MEAN, 0.75, SCORE_SCORED, "options"}, /* other words, the same credit */
};

static void test_one_question(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(one); i++) {
        const char *text[3];
        CHECK_ROW(i);
        for (int r = 0; r < 3; r++) {
            text[r] = arena_printf(&w->arena, "d_2,%s\n", one[i].answers[r]);
        }
        struct panel p = panel_of(w, one[i].how, text, NULL);
        const struct score *s = score_of(w, &p, "f2", -1);
        check_int(s->status, one[i].status);
        check_true(one[i].expected < 0 ? !score_has_value(s) : score_has_value(s));
        check_true(one[i].expected < 0 || (s->value == s->low && s->value == s->high));
        check_near(one[i].expected < 0 ? -1 : s->value, one[i].expected, 1e-15);
        check_int(p.raters->n_divergences, *one[i].divergence != '\0');
        check_text(p.raters->n_divergences ? divergence_kind_name(p.raters->divergence[0].kind) : "",
                   one[i].divergence);
        panel_clear(&p);
    }
}

/* ---- what is not asked ------------------------------------------------------------------------------------------- */

static const struct {
    const char *text[3];
    double depth, breadth; /* of f3; < 0: no value */
    enum score_status total;
} asked[] = {
    /* not done counts 0 in its parts, too: (0 + 0.5) / 2 and (0 + 0.5) / 2 */
    {{"d_3,0\n", "d_3,2\nb_3,f3.1\n"}, 0.25, 0.25, SCORE_SCORED},
    /* not applicable: nothing from that one */
    {{"d_3,na,x\n", "d_3,2\nb_3,f3.1\n"}, 0.5, 0.5, SCORE_SCORED},
    {{"d_3,0\n", "d_3,0\n"}, 0, 0, SCORE_SCORED},
    {{"d_3,na,x\n", "d_3,na,x\n"}, -1, -1, SCORE_NA},
    {{"d_3,0\n", "d_3,na,x\n"}, 0, 0, SCORE_SCORED},
    /* a blank of the second says nothing about the parts of it */
    {{"d_3,2\nb_3,f3.1 f3.2\n", "d_3,4\n"}, 0.75, 1, SCORE_SCORED},
    /* three: (0 + 1 + 0.5) / 3 */
    {{"d_3,0\n", "d_3,4\nb_3,f3.1 f3.2\n", "d_3,2\nb_3,f3.2\n"}, 0.5, 0.5, SCORE_SCORED},
};

static void test_not_asked(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
        CHECK_ROW(i);
        struct panel p = panel_of(w, CONSOLIDATE_MEAN, asked[i].text, NULL);
        const struct score *depth = score_of(w, &p, "f3", 0), *breadth = score_of(w, &p, "f3", 1);
        check_int(score_of(w, &p, "f3", -1)->status, asked[i].total);
        check_near(score_has_value(depth) ? depth->value : -1, asked[i].depth, 1e-15);
        check_near(score_has_value(breadth) ? breadth->value : -1, asked[i].breadth, 1e-15);
        panel_clear(&p);
    }
}

/* ---- options ----------------------------------------------------------------------------------------------------- */

static const char *text_of(const struct world *w, const struct panel *p, const char *question) {
    return p->raters->answers->answer[questionnaire_find(w->kit->questionnaire, question)].text;
}

/* An option is chosen when what it is worth, 1 or 0 of each, comes to a half. */
static void test_options(void **state) {
    struct world *w = *state;
    const char *const text[] = {"d_1,2\nb_1,f1.1 f1.2\n", "d_1,2\nb_1,f1.1\n", "d_1,2\nb_1,f1.3\n"};
    static const char *const chosen[] = {"f1.1", "f1.1", "", "f1.1 f1.2 f1.3"};
    static const double credit[] = {4.0 / 9, 1.0 / 3, 1.0 / 3, 2.0 / 3};
    for (int how = 0; how < 4; how++) {
        CHECK_ROW(how);
        struct panel p = panel_of(w, (enum consolidation)how, text, NULL);
        check_text(text_of(w, &p, "b_1"), chosen[how]);
        check_near(score_of(w, &p, "f1", 1)->value, credit[how], 1e-15);
        panel_clear(&p);
    }
    /* two of two halves */
    const char *const halves[N_MAX] = {"d_1,2\nb_1,f1.1\n", "d_1,2\nb_1,f1.2\n"};
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, halves, NULL);
    check_text(text_of(w, &p, "b_1"), "f1.1 f1.2");
    check_near(score_of(w, &p, "f1", 1)->value, 1.0 / 3, 1e-15);
    check_int(p.raters->n_divergences, 1);
    check_int(p.raters->divergence[0].kind, DIVERGENCE_OPTIONS);
    panel_clear(&p);
}

/* Each one's credit is by what he says cannot apply; together that cannot apply of which all say so. */
static void test_twins(void **state) {
    struct world *w = *state;
    const char *const text[N_MAX] = {"d_1,2\nb_1,f1.1\nn_1,f1.2\n", "d_1,2\nb_1,f1.1\nn_1,f1.3\n"};
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, text, NULL);
    check_text(text_of(w, &p, "n_1"), "");
    check_near(score_of(w, &p, "f1", 1)->value, 0.5, 1e-15); /* 1 of 2 twice, not 1 of 3 */
    panel_clear(&p);
    const char *const same[N_MAX] = {"d_1,2\nb_1,f1.1\nn_1,f1.2 f1.3\n", "d_1,2\nb_1,f1.1\nn_1,f1.3\n"};
    p = panel_of(w, CONSOLIDATE_MEAN, same, NULL);
    check_text(text_of(w, &p, "n_1"), "f1.3");
    check_near(score_of(w, &p, "f1", 1)->value, 0.75, 1e-15);
    panel_clear(&p);
    const char *const silent[N_MAX] = {"d_1,2\nb_1,f1.1\nn_1,f1.3\n", "d_1,2\nb_1,f1.1\n"};
    p = panel_of(w, CONSOLIDATE_MEAN, silent, NULL);
    check_text(text_of(w, &p, "n_1"), "");
    panel_clear(&p);
}

/* ---- divergences and consensus ----------------------------------------------------------------------------------- */

static const char *dump(struct world *w, const struct raters *x) {
    const char *all = "";
    for (int i = 0; i < x->n_divergences; i++) {
        const struct divergence *d = &x->divergence[i];
        char spread[NUM_TEXT_MAX];
        num_shortest(spread, d->spread);
        all = arena_printf(&w->arena, "%s%s%s %s %s%s", all, i ? "; " : "",
                           x->kit->questionnaire->question[d->question].name, divergence_kind_name(d->kind), spread,
                           d->is_settled ? " settled" : "");
    }
    return all;
}

#define A "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,na,x\nd_3,0\nd_4,2\ne_4,1\n"
#define B "d_1,3\nb_1,f1.1 f1.2 f1.3\nd_2,2\nd_3,4\nb_3,f3.1\nd_4,2\ne_4,2\n"
static const char *const two[N_MAX] = {A, B};

static void test_divergences(void **state) {
    struct world *w = *state;
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, two, NULL);
    check_text(dump(w, p.raters), "d_2 applies 1; d_3 credit 1; b_3 credit 0.5; d_1 credit 0.25; e_4 credit 0.25");
    check_true(p.raters->before == NULL && !raters_is_agreed(p.raters, 0));
    panel_clear(&p);
}

static void test_consensus(void **state) {
    struct world *w = *state;
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, two, "d_3,2\nd_2,na,agreed\ne_4,2\n");
    check_text(dump(w, p.raters), "d_2 applies 1 settled; d_3 credit 1 settled; b_3 credit 0.5 settled; "
                                  "d_1 credit 0.25; e_4 credit 0.25 settled");
    check_int(score_of(w, &p, "f2", -1)->status, SCORE_NA);
    check_near(score_of(w, &p, "f3", 0)->value, 0.5, 1e-15);
    check_near(score_of(w, &p, "f3", 1)->value, 0.5, 1e-15); /* the 0 of the first rested on an answer overruled */
    check_near(p.raters->before[questionnaire_find(w->kit->questionnaire, "d_3")].merged->credit, 0.5, 1e-15);
    check_text(p.raters->answers->answer[questionnaire_find(w->kit->questionnaire, "d_2")].na_reason, "agreed");
    check_int((long)w->ds.n_warnings, 0);
    panel_clear(&p);
    /* what is agreed on closes and opens questions */
    p = panel_of(w, CONSOLIDATE_MEAN, two, "d_3,0\nb_3,f3.1\n");
    check_near(score_of(w, &p, "f3", -1)->value, 0, 1e-15);
    check_diag(&w->ds, DIAG_ANSWER_NOT_ASKED, 3);
    panel_clear(&p);
    diags_clear(&w->ds);
    w->ds = (struct diags){0};
    const char *const nobody[N_MAX] = {"d_3,0\n", "d_3,0\n"};
    p = panel_of(w, CONSOLIDATE_MEAN, nobody, "d_3,4\n");
    check_int(score_of(w, &p, "f3", 1)->status, SCORE_BLANK);
    check_near(score_of(w, &p, "f3", -1)->low, 2.0 / 3, 1e-15);
    check_near(score_of(w, &p, "f3", -1)->high, 1, 1e-15);
    panel_clear(&p);
}

/* ---- agreement --------------------------------------------------------------------------------------------------- */

/* Eight questions of depth, with the credits 0, 1/3, 2/3 and 1, and three assessors: the table that
   tests/reference/data/assessors.csv has. Expected: R's psych::ICC, vcd::Kappa (first two) and a Fleiss kappa there. */
static const char eight_model[] = "settings\n,id\n,eight\nlayers\n,id\n,depth\n"
                                  "rules\n,level,input,aggregate\n,*,layers,mean\n,*,children,mean\n";
static const int ratings[8][3] = {{0, 0, 1}, {1, 1, 2}, {2, 2, 2}, {3, 2, 3},
                                  {2, 2, 3}, {1, 1, 1}, {0, 1, 1}, {3, 3, 3}};

static void make_eight(struct world *w) {
    const char *tree = "settings\n,id\n,eight\nnodes\n,id,level,label\n";
    const char *form = "settings\n,form_id,framework,model\n,eight,eight,eight\nsurvey\n,type,name,label,node,layer\n";
    for (int i = 0; i < 8; i++) {
        tree = arena_printf(&w->arena, "%s,n%d,area,N\n", tree, i);
        form = arena_printf(&w->arena, "%s,select_one c,q%d,Q,n%d,depth\n", form, i, i);
    }
    form = arena_printf(&w->arena,
                        "%schoices\n,list_name,name,label,credit\n,c,0,A,0\n,c,1,B,%.17g\n,c,2,C,%.17g\n"
                        ",c,3,D,1\n",
                        form, 1.0 / 3, 2.0 / 3);
    world_write(w, "frameworks/eight.csv", tree);
    world_write(w, "frameworks/models/eight.csv", eight_model);
    world_write(w, "questionnaires/eight.csv", form);
    check_true(world_load(w, "eight"));
}

static const char *eight_of(struct world *w, int rater) {
    const char *text = "";
    for (int i = 0; i < 8; i++) {
        text = arena_printf(&w->arena, "%sq%d,%d\n", text, i, ratings[i][rater]);
    }
    return text;
}

static void test_agreement(void **state) {
    struct world *w = *state;
    stats_init();
    make_eight(w);
    const char *const all[] = {eight_of(w, 0), eight_of(w, 1), eight_of(w, 2)};
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, all, NULL);
    struct agreement g = raters_agreement(p.raters, 0, 0);
    check_int((long)g.n, 8);
    check_int((long)g.n_choices, 8);
    check_near(g.of[AGREEMENT_SAME].value, 3.0 / 8, 1e-15);
    check_near(g.of[AGREEMENT_FLEISS].value, 0.42583732057416274, 1e-12);
    check_near(g.of[AGREEMENT_ICC_1].value, 0.809090909091, 1e-11);
    check_near(g.of[AGREEMENT_ICC_2].value, 0.812834224599, 1e-11);
    check_near(g.of[AGREEMENT_ICC_3].value, 0.863636363636, 1e-11);
    check_near(g.of[AGREEMENT_ICC_2K].value, 0.928716904277, 1e-11);
    panel_clear(&p);
    const char *const pair[N_MAX] = {eight_of(w, 0), eight_of(w, 1)};
    p = panel_of(w, CONSOLIDATE_MEAN, pair, NULL);
    g = raters_agreement(p.raters, 0, 0);
    check_near(g.of[AGREEMENT_KAPPA].value, 2.0 / 3, 1e-12);
    check_near(g.of[AGREEMENT_WEIGHTED].value, 0.875, 1e-12);
    g = raters_agreement(p.raters, 0, 1); /* one question, both 0 */
    check_int((long)g.n, 1);
    check_int(g.of[AGREEMENT_KAPPA].status, STAT_CONSTANT);
    check_int(g.of[AGREEMENT_ICC_1].status, STAT_TOO_FEW);
    panel_clear(&p);
}

/* Of three, the mean over the pairs (Light 1971). */
static void test_light(void **state) {
    struct world *w = *state;
    stats_init();
    make_eight(w);
    double sum = 0, weighted = 0;
    for (int a = 0; a < 3; a++) {
        const char *const pair[N_MAX] = {eight_of(w, a), eight_of(w, (a + 1) % 3)};
        struct panel p = panel_of(w, CONSOLIDATE_MEAN, pair, NULL);
        struct agreement g = raters_agreement(p.raters, 0, 0);
        sum += g.of[AGREEMENT_KAPPA].value;
        weighted += g.of[AGREEMENT_WEIGHTED].value;
        panel_clear(&p);
    }
    const char *const all[] = {eight_of(w, 0), eight_of(w, 1), eight_of(w, 2)};
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, all, NULL);
    struct agreement g = raters_agreement(p.raters, 0, 0);
    check_near(g.of[AGREEMENT_KAPPA].value, sum / 3, 1e-12);
    check_near(g.of[AGREEMENT_WEIGHTED].value, weighted / 3, 1e-12);
    panel_clear(&p);
}

/* What somebody left blank, or called not applicable, is no subject. */
static void test_left_out(void **state) {
    struct world *w = *state;
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, two, NULL);
    struct agreement g = raters_agreement(p.raters, 0, 0);
    check_int((long)g.n, 5); /* d_1 b_1 d_3 d_4 e_4 */
    check_int((long)g.n_choices, 4);
    check_int((long)g.n_left_out, 2); /* d_2, b_3 */
    panel_clear(&p);
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static void test_names(void **state) {
    struct world *w = *state;
    struct panel p = panel_of(w, CONSOLIDATE_MEAN, two, NULL);
    check_text(p.raters->rater[0].name, "rater1");
    check_text(p.raters->answers->info.assessor, "rater1; rater2");
    p.answers[0]->info.assessor = p.answers[1]->info.assessor = "Mori";
    p.answers[0]->info.handling = "TLP:GREEN";
    p.answers[1]->info.handling = "TLP:AMBER";
    struct raters_request request = {.kit = w->kit, .answers = p.answers, .n = 2};
    struct raters *same = raters_new(&request, &w->ds);
    check_text(same->rater[0].name, "Mori (rater1)");
    check_text(same->rater[1].name, "Mori (rater2)");
    check_text(same->answers->info.handling, "TLP:AMBER");
    raters_free(same);
    panel_clear(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_consolidate), WORLD_TEST(test_one_question), WORLD_TEST(test_not_asked),
        WORLD_TEST(test_options),           WORLD_TEST(test_twins),        WORLD_TEST(test_divergences),
        WORLD_TEST(test_consensus),         WORLD_TEST(test_agreement),    WORLD_TEST(test_light),
        WORLD_TEST(test_left_out),          WORLD_TEST(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
