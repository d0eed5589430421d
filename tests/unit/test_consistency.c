/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules about answers: what breaks them, and what leaves them open; rows of the same answer. */
#include "check.h"

#include "model/consistency.h"
#include "score/consistency.h"

#include "world.h"

/* d_1 … d_4, e_4 are depth 0 … 4, na, dk, alt; b_1 has choices f1.1 … f1.3 and is asked when d_1
   is neither 0 nor na. */
static const struct {
    const char *rule, *answers; /* kind, when, then; question,answer */
    enum consistency expected;
} rows[] = {
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_1,3\nd_2,1\n", CONTRADICTORY},
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_1,3\nd_2,2\n", CONSISTENT},
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_1,2\nd_2,0\n", CONSISTENT}, /* says nothing when 'when' is false */
    {"excludes,${d_1} >= 3,${d_2} = 0", "d_1,3\nd_2,0\n", CONTRADICTORY},
    {"excludes,${d_1} >= 3,${d_2} = 0", "d_1,3\nd_2,1\n", CONSISTENT},
    {"excludes,${d_1} >= 3,${d_2} = 0", "d_1,1\nd_2,0\n", CONSISTENT},
    /* blank, don't know and not asked leave it open, on either side, even where the rest would decide */
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_1,3\n", CONSISTENCY_OPEN},
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_2,1\n", CONSISTENCY_OPEN},
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_1,dk\nd_2,1\n", CONSISTENCY_OPEN},
    {"implies,${d_1} >= 3 or ${d_3} >= 3,${d_2} >= 2", "d_1,3\nd_2,1\n", CONSISTENCY_OPEN},
    {"excludes,\"selected(${b_1}, 'f1.1')\",${d_2} = 0", "d_1,0\nd_2,0\n", CONSISTENCY_OPEN},
    {"excludes,\"selected(${b_1}, 'f1.1')\",${d_2} = 0", "d_1,1\nb_1,f1.1 f1.2\nd_2,0\n", CONTRADICTORY},
    {"excludes,\"selected(${b_1}, 'f1.1')\",${d_2} = 0", "d_1,1\nb_1,f1.2\nd_2,0\n", CONSISTENT},
    /* not applicable and done otherwise are answers: no number, but an answer */
    {"implies,${d_1} >= 3,${d_2} >= 2", "d_1,3\nd_2,na\n", CONTRADICTORY},
    {"implies,${d_1} >= 3,${d_2} >= 2 or ${d_2} = 'alt'", "d_1,3\nd_2,alt\n", CONSISTENT},
    {"excludes,${d_1} = 'na',${d_2} = 'na'", "d_1,na\nd_2,na\n", CONTRADICTORY},
};

static void load_with(struct world *w, const char *rule) {
    const char *sheet = arena_printf(&w->arena, "rules\n,id,kind,when,then,message\n,r,%s,M\nadvice\n", rule);
    world_write(w, "questionnaires/r.csv", world_edit(&w->arena, world_form, "advice\n", sheet));
    assert_true(world_load(w, "r"));
}

static void test_rules(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        load_with(w, rows[i].rule);
        assert_true(world_answer(w, arena_printf(&w->arena, "question,answer\n%s", rows[i].answers)));
        enum consistency got = consistency_judge(&w->kit->questionnaire->rule[0], w->answers, &w->arena);
        check_int(got, rows[i].expected);
        struct findings f = findings_collect(w->kit, w->answers, w->card, NULL);
        bool is_first = f.n > 0 && f.item[0].id == FINDING_CONTRADICTION;
        check_int(is_first, rows[i].expected == CONTRADICTORY);
        findings_clear(&f);
    }
}

/* ---- rows of the same answer ------------------------------------------------------------------------------------- */

#define N_QUESTIONS 40

/* A questionnaire of 40 depth questions about f2, and answers by the digits of 'code' ('-': blank). */
static const struct finding *find_straight(struct world *w, const char *code, struct findings *all) {
    struct buf form, answers;
    buf_init(&form, BUF_MAX_DEFAULT);
    buf_init(&answers, BUF_MAX_DEFAULT);
    buf_puts(&form, "settings\n,form_id,framework,model\n,s,tree,plain\nsurvey\n,type,name,node,layer\n");
    buf_puts(&answers, "question,answer\n");
    for (int i = 0; i < N_QUESTIONS; i++) {
        buf_printf(&form, ",select_one d,x_%d,%s,depth\n", i, i < 20 ? "f2" : "f4");
        buf_printf(&answers, "x_%d,%.1s\n", i, code[i] == '-' ? "" : code + i);
    }
    buf_puts(&form, "choices\n,list_name,name,credit\n,d,0,0\n,d,1,0.25\n,d,2,0.5\n,d,3,0.75\n,d,4,1\n");
    world_write(w, "questionnaires/s.csv", form.data);
    bool is_ready = world_load(w, "s") && world_answer(w, answers.data);
    buf_clear(&form);
    buf_clear(&answers);
    assert_true(is_ready);
    *all = findings_collect(w->kit, w->answers, w->card, NULL);
    for (size_t i = 0; i < all->n; i++) {
        if (all->item[i].id == FINDING_STRAIGHT_RUN || all->item[i].id == FINDING_STRAIGHT_SHARE) {
            return &all->item[i];
        }
    }
    return NULL;
}

static const struct {
    const char *code;
    int id; /* −1: none */
    int n;  /* in the row, or the same in all */
    const char *node;
} straight[] = {
    {"0123401234012340123401234012340123401234", -1, 0, NULL},
    {"2222222222012340123401234012340123401234", FINDING_STRAIGHT_RUN, 10, "f2"},
    {"2222222220123401234012340123401234012340", -1, 0, NULL}, /* nine */
    {"22222-2222-21340123401234012340123401234", FINDING_STRAIGHT_RUN, 10, "f2"},
    {"0123401234012342222222222123401234012340", FINDING_STRAIGHT_RUN, 10, "tree"}, /* of f2 and f4 */
    /* whoever says 2 two times of three says it ten times in a row now and then */
    {"2222222222122022422123221220224221232212", -1, 0, NULL},
    {"3333333333333333333333333333333333331240", FINDING_STRAIGHT_SHARE, 36, "tree"},
    {"3333333333333333333333333333333333312401", FINDING_STRAIGHT_RUN, 35, "tree"}, /* under 90 %: a row */
    {"333333333-------------------------------", -1, 0, NULL},                      /* too few */
    {"3333333333------------------------------", FINDING_STRAIGHT_SHARE, 10, "tree"},
};

static void test_straight(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(straight); i++) {
        CHECK_ROW(i);
        struct findings all;
        const struct finding *f = find_straight(w, straight[i].code, &all);
        check_int(f ? (int)f->id : -1, straight[i].id);
        if (f && straight[i].id >= 0) {
            check_int(f->id == FINDING_STRAIGHT_RUN ? f->n_questions : (int)f->share, straight[i].n);
            check_text(w->card[f->card].framework->node[f->node].id, straight[i].node);
        }
        findings_clear(&all);
    }
    /* (40 − 10 + 1) × ((6 + 1) ÷ (30 + 5))^10, by hand */
    struct findings all;
    const struct finding *f = find_straight(w, straight[1].code, &all);
    assert_non_null(f);
    check_near(f->share, 31 * pow(7.0 / 35, 10), 1e-12);
    findings_clear(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_rules), WORLD_TEST(test_straight)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
