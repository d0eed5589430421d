/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readiness for clauses, with values computed by hand. In the world a function is (2 × depth + breadth) ÷ 3, a.1 the
   mean of f1 and f2, and f4 is (d_4 + 3 × e_4) ÷ 4. */
#include "check.h"

#include "world.h"

static const char standard[] = "settings\n,id,version,label\n,law,1,Law\n"
                               "nodes\n,id,parent,level,label\n,h,,part,Heading\n,c,h,clause,One\n,e,h,clause,Two\n";
static const char other[] = "settings\n,id\n,duties\nnodes\n,id,level,label\n,D.1,duty,Not asked here\n";

#define SETTINGS "settings\n,id,version,from_framework,to_framework\n,x,1,law,tree duties\nmap\n,from,to,extent\n"
#define FULL "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,4\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n"

/* The obligation of clause c. */
static struct obligation find(struct world *w, const char *map, const char *answers) {
    static const char *const crosswalks[] = {"x"};
    world_write(w, "frameworks/law.csv", standard);
    world_write(w, "frameworks/duties.csv", other);
    world_write(w, "frameworks/crosswalks/x.csv", arena_printf(&w->arena, SETTINGS "%s", map));
    struct kit_request request = {.questionnaire = "q", .crosswalk = crosswalks, .n_crosswalks = 1};
    check_true(world_load_request(w, &request));
    check_no_diags(&w->ds);
    check_true(world_answer(w, arena_printf(&w->arena, "question,answer,na_reason\n%s", answers)));
    struct obligations all = obligations_find(w->kit, w->answers, w->card, w->kit->crosswalk[0], &w->arena);
    check_int(all.n, 2); /* headings without rows are none */
    check_text(all.crosswalk->standard->node[all.item[0].clause].id, "c");
    check_int(all.n_of[all.item[0].readiness] > 0, 1);
    return all.item[0];
}

static const struct {
    const char *map, *answers, *verdict;
    const char *weakest, *counted; /* counted: a letter a part: y, n */
    enum score_status status;
    double value, low, high, coverage;
} rows[] = {
    /* f1 = (2 × 0.5 + 1/3) ÷ 3 = 4/9 is below, f2 = 1 is not: the mean (2 × 4/9 + 1) ÷ 3 = 17/27 does not save it */
    {",c,f1,full\n,c,f2,partly\n", "d_1,2\nb_1,f1.1\nd_2,4\n", "partly", "f1", "yy", SCORE_SCORED, 17. / 27, 17. / 27,
     17. / 27, 1},
    {",c,f2,full\n,c,f4,partly\n", "d_2,2\nd_4,2\ne_4,2\n", "ready", "f2", "yy", SCORE_SCORED, 0.5, 0.5, 0.5, 1},
    {",c,f2,partly\n,c,f4,partly\n", "d_2,2\nd_4,4\ne_4,4\n", "mapped_part_ready", "f2", "yy", SCORE_SCORED, 0.75, 0.75,
     0.75, 1},
    {",c,f2,full\n,c,f4,full\n", "d_2,1\nd_4,1\ne_4,1\n", "not_ready", "f2", "yy", SCORE_SCORED, 0.25, 0.25, 0.25, 1},
    /* f4: d_4 is answered, e_4 (3 of 4) can make 0.25 … 1; too little for a value of f4 to be shown, but not for the
       clause: (1 + 0.25) ÷ 2 covered */
    {",c,f2,full\n,c,f4,full\n", "d_2,4\nd_4,4\n", "open", "f2", "yy", SCORE_SCORED, 1, 0.625, 1, 0.625},
    {",c,f2,full\n,c,f4,full\n", "", "not_assessed", NULL, "yy", SCORE_BLANK, 0, 0, 1, 0},
    {",c,f2,full\n,c,f4,full\n", "d_2,0\n", "open", "f2", "yy", SCORE_SCORED, 0, 0, 0.5, 0.5},
    /* what does not apply leaves the mean */
    {",c,f2,full\n,c,f4,full\n", "d_2,na,x\nd_4,4\ne_4,4\n", "ready", "f4", "ny", SCORE_SCORED, 1, 1, 1, 1},
    {",c,f2,full\n", "d_2,na,x\n", "not_applicable", NULL, "n", SCORE_NA, 0, 0, 1, 0},
    /* nobody asks about D.1: it can be anything */
    {",c,f2,full\n,c,D.1,full\n", "d_2,4\n", "open", "f2", "yy", SCORE_SCORED, 1, 0.5, 1, 0.5},
    {",c,,none\n,c,D.1,full\n", FULL, "not_assessed", NULL, "y", SCORE_BLANK, 0, 0, 1, 0},
    {",c,,none\n", FULL, "no_counterpart", NULL, "", SCORE_NOT_ASKED, 0, 0, 1, 0},
    {",e,f1,full\n", FULL, "not_assessed", NULL, "", SCORE_NOT_ASKED, 0, 0, 1, 0}, /* no row at all */
    /* an option that is ticked has its function's depth, 0.75; one that is not has 0 */
    {",c,f1.1,partly\n", "d_1,3\nb_1,f1.1\n", "mapped_part_ready", "f1.1", "y", SCORE_SCORED, 0.75, 0.75, 0.75, 1},
    {",c,f1.2,partly\n", "d_1,3\nb_1,f1.1\n", "not_ready", "f1.2", "y", SCORE_SCORED, 0, 0, 0, 1},
    {",c,f1.1,partly\n,c,f1.2,full\n", "d_1,3\nb_1,f1.1\n", "partly", "f1.2", "yy", SCORE_SCORED, 0.25, 0.25, 0.25, 1},
    {",c,f1.1,partly\n", "d_1,3\n", "not_assessed", NULL, "y", SCORE_BLANK, 0, 0, 0.75, 0},
    {",c,f1.1,partly\n", "d_1,0\n", "not_ready", "f1.1", "y", SCORE_SCORED, 0, 0, 0, 1},
    {",c,f1.1,partly\n,c,f2,partly\n", "d_1,3\nb_1,f1.2\nn_1,f1.1\nd_2,4\n", "mapped_part_ready", "f2", "ny",
     SCORE_SCORED, 1, 1, 1, 1},
    /* the function holds its option: 7/9 once, not twice */
    {",c,f1,full\n,c,f1.1,partly\n", "d_1,4\nb_1,f1.1\n", "ready", "f1", "yn", SCORE_SCORED, 7. / 9, 7. / 9, 7. / 9, 1},
    /* a.1 without f1 is f2 */
    {",c,a.1,partly\n,c,f1,partly\n", "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,1\n", "partly", "a.1", "yy", SCORE_SCORED, 0.625,
     0.625, 0.625, 1},
    /* nothing is left of a.1 */
    {",c,a.1,partly\n,c,f1,full\n,c,f2,full\n", "d_1,4\nb_1,f1.1 f1.2 f1.3\nd_2,2\n", "ready", "f2", "nyy",
     SCORE_SCORED, 0.75, 0.75, 0.75, 1},
};

static void test_rows(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct obligation o = find(w, rows[i].map, rows[i].answers);
        check_text(readiness_name(o.readiness), rows[i].verdict);
        check_text(score_status_name(o.score.status), score_status_name(rows[i].status));
        check_near(o.score.value, rows[i].value, 1e-12);
        check_near(o.score.low, rows[i].low, 1e-12);
        check_near(o.score.high, rows[i].high, 1e-12);
        check_near(o.score.coverage, rows[i].coverage, 1e-12);
        check_text(o.weakest < 0 ? "" : o.part[o.weakest].row->to_id, rows[i].weakest ? rows[i].weakest : "");
        const char *counted = "";
        for (int p = 0; p < o.n_parts; p++) {
            counted = arena_printf(&w->arena, "%s%c", counted, o.part[p].is_counted ? 'y' : 'n');
        }
        check_text(counted, rows[i].counted);
    }
}

/* Only the service is asked about: it stands for the function below, and once for two of them. */
/* What is enough is the model's to say, on its scale; without a word of it the middle. */
static void test_ready_from(void **state) {
    struct world *w = *state;
    static const struct {
        const char *ready_from, *verdict;
        double threshold;
    } cases[] = {{"", "ready", 0.5}, {"2", "ready", 0.5}, {"2.5", "not_ready", 0.625}, {"0", "ready", 0}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CHECK_ROW(i);
        const char *model = world_edit(&w->arena, world_model, "na_unexplained,", "na_unexplained,ready_from,");
        const char *row = arena_printf(&w->arena, "2,na,%s,0.2", cases[i].ready_from);
        world_write(w, "frameworks/models/plain.csv", world_edit(&w->arena, model, "2,na,0.2", row));
        struct obligation o = find(w, ",c,f2,full\n", "d_2,2\n");
        check_text(readiness_name(o.readiness), cases[i].verdict);
        struct obligations all = obligations_find(w->kit, w->answers, w->card, w->kit->crosswalk[0], &w->arena);
        check_near(all.threshold, cases[i].threshold, 0);
    }
}

static void test_stand_in(void **state) {
    struct world *w = *state;
    world_write(w, "questionnaires/q.csv",
                "settings\n,form_id,version,framework,model\n,q,1,tree,plain\n"
                "survey\n,type,name,label,node,layer\n,select_one depth,d_a,A,a.1,depth\n"
                "choices\n,list_name,name,label,credit\n,depth,0,0,0\n,depth,1,1,0.25\n,depth,4,4,1\n");
    struct obligation o = find(w, ",c,f1,partly\n,c,f2,full\n,c,f3,partly\n", "d_a,4\n");
    check_true(o.part[0].is_stand_in && !o.part[0].is_counted);
    check_true(o.part[1].is_stand_in && o.part[1].is_counted); /* the row of most weight stays */
    check_text(w->kit->framework[0]->node[o.part[1].node].id, "a.1");
    check_int(o.part[2].node, -1);
    check_near(o.score.value, 1, 1e-12);
    check_near(o.score.low, 2. / 3, 1e-12);
    check_text(readiness_name(o.readiness), "open");
    o = find(w, ",c,f1,partly\n,c,a.1,partly\n", "d_a,1\n");
    check_true(!o.part[0].is_counted && o.part[1].is_counted); /* the node itself goes before */
    check_text(o.part[o.weakest].row->to_id, "a.1");
}

/* The crosswalk of another world is an error; one that is named twice counts once. */
static void test_kit(void **state) {
    struct world *w = *state;
    static const char *const twice[] = {"x", "x", "y"};
    find(w, ",c,f1,full\n", FULL);
    world_write(w, "frameworks/crosswalks/y.csv",
                "settings\n,id,from_framework,to_framework\n,y,law,duties\nmap\n,from,to,extent\n,c,D.1,full\n");
    struct kit_request request = {.questionnaire = "q", .crosswalk = twice, .n_crosswalks = 2};
    check_true(world_load_request(w, &request));
    check_int(w->kit->n_crosswalks, 1);
    request.n_crosswalks = 3;
    check_true(!world_load_request(w, &request));
    check_int((long)w->ds.n, 1);
    check_text(diag_name(w->ds.item[0].id), "crosswalk-other-framework");
    check_int(w->ds.item[0].place.line, 3);
    const char *many[KIT_CROSSWALKS_MAX + 1];
    for (int i = 0; i <= KIT_CROSSWALKS_MAX; i++) {
        many[i] = arena_printf(&w->arena, "m%d", i);
        world_write(w, arena_printf(&w->arena, "frameworks/crosswalks/m%d.csv", i),
                    arena_printf(&w->arena,
                                 "settings\n,id,from_framework,to_framework\n,m%d,law,tree\nmap\n,from,to,extent\n"
                                 ",c,f1,full\n",
                                 i));
    }
    request.crosswalk = many;
    request.n_crosswalks = KIT_CROSSWALKS_MAX;
    check_true(world_load_request(w, &request));
    request.n_crosswalks++;
    check_true(!world_load_request(w, &request));
    check_text(diag_name(w->ds.item[0].id), "named-too-many");
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_rows), WORLD_TEST(test_stand_in), WORLD_TEST(test_ready_from),
                                       WORLD_TEST(test_kit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
