/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each word of a scoring model does to the small tree in world.h, worked by hand. */
#include "check.h"

#include "world.h"

#define EPS 1e-14
#define HEAD "settings\n,id,scale_max,profile\n,plain,4,steps\n"
#define LAYERS "layers\n,id,weight\n,depth,2\n,breadth,1\n"
#define RULES "rules\n,level,input,aggregate,na,blank,na_value\n"
#define PLAIN ",*,layers,mean,,,\n,*,children,mean,,,\n"

static void use_model(struct world *w, const char *text) {
    world_write(w, "frameworks/models/plain.csv", text);
    if (!world_load(w, "q")) {
        check_print_diags(&w->ds);
        fail();
    }
}

static void answer(struct world *w, const char *rows) {
    check_true(world_answer(w, arena_printf(&w->arena, "question,answer,na_reason\n%s", rows)));
}

static void check_total(const struct world *w, const char *node, const char *status, const double x[4]) {
    const struct score *s = &world_node(w, node)->total;
    check_text(score_status_name(s->status), status);
    check_near(s->value, x[0], EPS);
    check_near(s->low, x[1], EPS);
    check_near(s->high, x[2], EPS);
    check_near(s->coverage, x[3], EPS);
}

/* ---- policies ---------------------------------------------------------------------------------------------------- */

#define F1 "d_1,2\nb_1,f1.1 f1.3\n" /* (2·½ + ⅔)/3 = 5/9 */
static const struct {
    const char *rules, *answers, *node, *status;
    double x[4]; /* value, low, high, coverage */
} policies[] = {
    /* exclude: what the strict default is */
    {PLAIN, F1, "a.1", "scored", {5.0 / 9, 5.0 / 18, 7.0 / 9, 0.5}},
    {PLAIN, F1 "d_2,na,x\n", "a.1", "scored", {5.0 / 9, 5.0 / 9, 5.0 / 9, 1}},
    /* zero: counts at once, stays open */
    {",*,layers,mean,,zero,\n,*,children,mean,,,\n", F1, "f2", "scored", {0, 0, 1, 0}},
    {",*,layers,mean,,zero,\n,*,children,mean,,,\n", F1, "a.1", "scored", {5.0 / 18, 5.0 / 18, 7.0 / 9, 0.5}},
    {",*,layers,mean,,,\n,*,children,mean,,zero,\n", F1, "a.2", "scored", {0, 0, 1, 0}},
    {",*,layers,mean,,,\n,*,children,mean,,zero,\n", F1, "a", "scored", {5.0 / 27, 5.0 / 54, 25.0 / 27, 1.0 / 6}},
    /* lowest: of the choices of the list; of nodes above the end of the scale */
    {",*,layers,mean,,lowest,\n,*,children,mean,,lowest,\n", "d_1,2\n", "f2", "scored", {0.25, 0, 1, 0}},
    {",*,layers,mean,,,\n,*,children,mean,,lowest,\n", F1, "a.2", "scored", {0, 0, 1, 0}},
    /* block: no score until all is answered; nothing at all is blank */
    {",*,layers,mean,,,\n,*,children,mean,,block,\n", F1, "a.1", "blocked", {0, 5.0 / 18, 7.0 / 9, 0.5}},
    {",*,layers,mean,,,\n,*,children,mean,,block,\n", "", "a.1", "blank", {0, 0, 1, 0}},
    {",*,layers,mean,,,\n,*,children,mean,,block,\n", F1 "d_2,4\n", "a.1", "scored", {7.0 / 9, 7.0 / 9, 7.0 / 9, 1}},
    {",*,layers,mean,,,\n,*,children,mean,,block,\n", F1 "d_2,na,x\n", "a.1", "scored", {5.0 / 9, 5.0 / 9, 5.0 / 9, 1}},
    {",*,layers,mean,,,\n,service,children,mean,,block,\n,*,children,mean,,,\n",
     F1 "d_4,4\ne_4,4\n",
     "tree",
     "scored", /* what is blocked gives no value above, but bounds: a comes to 25/27 at most */
     {26.0 / 27, 59.0 / 108, 26.0 / 27, 7.0 / 12}},
    {",*,layers,mean,,block,\n,*,children,mean,,,\n", "d_1,2\n", "f1", "blocked", {0, 1.0 / 3, 2.0 / 3, 2.0 / 3}},
    /* a zero below does not stand for an answer */
    {",*,layers,mean,,zero,\n,*,children,mean,,block,\n", F1, "a.1", "blocked", {0, 5.0 / 18, 7.0 / 9, 0.5}},
    /* all_or_zero: 0 until all is answered */
    {",*,layers,mean,,,\n,*,children,mean,,all_or_zero,\n", F1, "a.1", "scored", {0, 0, 7.0 / 9, 0.5}},
    {",*,layers,mean,,,\n,*,children,mean,,all_or_zero,\n", "", "a.1", "scored", {0, 0, 1, 0}},
    {",*,layers,mean,,,\n,*,children,mean,,all_or_zero,\n",
     F1 "d_2,4\n",
     "a.1",
     "scored",
     {7.0 / 9, 7.0 / 9, 7.0 / 9, 1}},
    /* not applicable */
    {",*,layers,mean,zero,,\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "scored", {0, 0, 0, 1}},
    {",*,layers,mean,full,,\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "scored", {1, 1, 1, 1}},
    {",*,layers,mean,constant,,3\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "scored", {0.75, 0.75, 0.75, 1}},
    {",*,layers,mean,constant,,\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "scored", {1, 1, 1, 1}},
    {",*,layers,mean,target,,3\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "scored", {0.5, 0.5, 0.5, 1}},
    {",*,layers,mean,target,,3\n,*,children,mean,,,\n", "d_3,na,x\n", "f3", "scored", {0.75, 0.75, 0.75, 1}},
    {",*,layers,mean,target,,\n,*,children,mean,,,\n", "d_3,na,x\n", "f3", "scored", {1, 1, 1, 1}},
    {",*,layers,mean,,,\n,*,children,mean,zero,,\n", "d_3,na,x\n", "a.2", "scored", {0, 0, 0, 1}},
    /* a later layer whose choices all cannot apply is not applicable by itself */
    {",*,layers,mean,zero,,\n,*,children,mean,,,\n",
     "d_1,2\nb_1,none\nn_1,f1.1 f1.2 f1.3\n",
     "f1",
     "scored",
     {1.0 / 3, 1.0 / 3, 1.0 / 3, 1}},
    /* forbid: as if it were blank, and what hangs on it is open again */
    {",*,layers,mean,forbid,,\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "blank", {0, 0, 1, 0}},
    {",*,layers,mean,forbid,,\n,*,children,mean,,,\n", "d_1,na,x\n", "f1", "blank", {0, 0, 1, 0}},
    {",*,layers,mean,forbid,zero,\n,*,children,mean,,,\n", "d_2,na,x\n", "f2", "scored", {0, 0, 1, 0}},
    {",*,layers,mean,,,\n,*,children,mean,forbid,,\n", "d_3,na,x\n", "a.2", "na", {0, 0, 1, 0}}, /* of answers alone */
};

static void test_policies(void **state) {
    struct world *w = *state;
    world_write(w, "questionnaires/q.csv", world_edit(&w->arena, world_form, ",depth,0,0,0,\n", ",depth,0,0,,na\n"));
    for (size_t i = 0; i < ARRAY_LEN(policies); i++) {
        CHECK_ROW(i);
        use_model(w, arena_printf(&w->arena, HEAD LAYERS RULES "%s", policies[i].rules));
        answer(w, policies[i].answers);
        check_total(w, policies[i].node, policies[i].status, policies[i].x);
    }
}

/* A first layer whose choices all cannot apply takes the whole item out, as one that is answered so does. */
static void test_first_layer_of_choices(void **state) {
    struct world *w = *state;
    use_model(w, HEAD "layers\n,id,weight\n,breadth,1\n,depth,2\n" RULES PLAIN);
    answer(w, "d_1,2\nb_1,none\nn_1,f1.1 f1.2 f1.3\n");
    check_text(score_status_name(world_node(w, "f1")->total.status), "na");
    check_text(score_status_name(world_node(w, "f1")->layer[1].status), "na");
    answer(w, "d_1,2\nb_1,none\nn_1,f1.1 f1.2\n");
    check_near(world_node(w, "f1")->total.value, 1.0 / 3, EPS);
}

/* What is forbidden is counted as a blank. */
static void test_forbidden_counts(void **state) {
    struct world *w = *state;
    use_model(w, HEAD LAYERS RULES ",*,layers,mean,forbid,,\n,*,children,mean,,,\n");
    answer(w, "d_2,na,x\nd_3,0\n");
    check_int(world_node(w, "f2")->n_na, 0);
    check_int(world_node(w, "f2")->n_blank, 1);
    struct score total;
    score_under_na(w->kit, w->answers, NA_FULL, &total, &w->arena);
    check_near(total.value, 1.0 / 3, EPS); /* a.1: f2 is 1; a.2: 0, of double weight */
}

static const struct {
    const char *column, *word, *answer, *status;
    double x[4];
} options[] = {
    {"dk", "blank", "dk", "blank", {0, 0, 1, 0}},
    {"dk", "", "dk", "blank", {0, 0, 1, 0}},
    {"dk", "zero", "dk", "scored", {0, 0, 0, 1}},
    {"dk", "na", "dk", "na", {0, 0, 1, 0}},
    {"alternate", "", "alt", "scored", {0.75, 0.75, 0.75, 1}},
    {"alternate", "credit", "alt", "scored", {0.75, 0.75, 0.75, 1}},
    {"alternate", "full", "alt", "scored", {1, 1, 1, 1}},
    {"alternate", "zero", "alt", "scored", {0, 0, 0, 1}},
    {"na_unexplained", "", "na", "na", {0, 0, 1, 0}},
    {"na_unexplained", "blank", "na", "blank", {0, 0, 1, 0}},
    {"credit_min,credit_max", "0,2", "4", "scored", {0.5, 0.5, 0.5, 1}},
    {"credit_min,credit_max", "-1,1", "0", "scored", {0.5, 0.5, 0.5, 1}},
    {"credit_min,credit_max", "1,0", "3", "scored", {0.25, 0.25, 0.25, 1}}, /* less is better */
};

static void test_options(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        CHECK_ROW(i);
        use_model(w, arena_printf(&w->arena, "settings\n,id,%s\n,plain,%s\n" LAYERS RULES PLAIN, options[i].column,
                                  options[i].word));
        answer(w, arena_printf(&w->arena, "d_2,%s\n", options[i].answer));
        check_total(w, "f2", options[i].status, options[i].x);
    }
}

/* ---- weights, inputs, scales ------------------------------------------------------------------------------------- */

/* Factors multiply, of any node, and 0 drops; the node above a factor is no item. */
static void test_weight_layers(void **state) {
    struct world *w = *state;
    const char *form = world_edit(&w->arena, world_form, ",select_one depth,d_3,",
                                  ",integer,w_2,W,,,f2,importance,\n,decimal,v_2,V,,,f2,reach,\n"
                                  ",integer,w_s,W,,,a.2,importance,\n,select_one depth,d_3,");
    world_write(w, "questionnaires/q.csv", form);
    use_model(w, HEAD
              "layers\n,id,weight,role\n,depth,2,\n,breadth,1,\n,importance,1,weight\n,reach,1,weight\n" RULES PLAIN);
    check_no_diags(&w->ds);
    static const struct {
        const char *answers, *node;
        double value;
    } rows[] = {
        {F1 "d_2,4\n", "a.1", 7.0 / 9}, /* no factor is 1 */
        {F1 "d_2,4\nw_2,3\n", "a.1", (5.0 / 9 + 3) / 4},
        {F1 "d_2,4\nw_2,3\nv_2,0.5\n", "a.1", (5.0 / 9 + 1.5) / 2.5},
        {F1 "d_2,4\nw_2,0\n", "a.1", 5.0 / 9},
        {F1 "d_2,4\nw_2,-1\n", "a.1", 7.0 / 9}, /* no factor */
        {F1 "d_2,4\nd_3,4\nb_3,none\nw_s,3\n", "a", (7.0 / 9 + 6 * 2.0 / 3) / 7},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        answer(w, rows[i].answers);
        check_near(world_node(w, rows[i].node)->total.value, rows[i].value, EPS);
    }
    check_true(!world_node(w, "a.2")->is_item);
    check_int(world_node(w, "f2")->layer[2].status, SCORE_NOT_ASKED);
    check_int(world_node(w, "f2")->n_answered, 1);
}

#define FOUR F1 "d_2,4\nd_3,1\nb_3,none\nd_4,0\ne_4,2\n" /* 5/9, 1, 1/6, 3/8 */

/* A total of items skips what lies between: their weights count, the services' and areas' do not. */
static void test_items(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/profiles/steps.csv",
                "settings\n,id,framework\n,steps,tree\nstages\n,id,order\n,first,1\nminima\n,stage,node,layer,min\n"
                ",first,tree,,1\n,first,a.1,,1\n");
    use_model(w, HEAD LAYERS RULES PLAIN ",total,items,mean,,,\n");
    answer(w, FOUR);
    check_near(world_node(w, "tree")->total.value, (5.0 / 9 + 1 + 1.0 / 6 + 0.375) / 4, EPS);
    check_near(world_node(w, "f1")->share, 0.25, EPS);
    check_near(world_node(w, "a")->share, 0, 0);
    /* the rest of the total without a.1 is without its items, though the total does not join a.1 itself */
    struct profile_check c = profile_check(w->kit->profile[0], w->card, &w->arena);
    check_near(c.minimum[0].have.value, (1.0 / 6 + 0.375) / 2, EPS);
    check_near(c.minimum[1].have.value, 7.0 / 9, EPS);
}

/* Rules for items: the level's own before one for all, whichever input. */
static void test_items_rule(void **state) {
    struct world *w = *state;
    static const struct {
        const char *rules;
        double total;
    } rows[] = {
        {",*,layers,mean,,,\n,*,items,mean,,,\n", (5.0 / 9 + 1 + 1.0 / 6 + 0.375) / 4},
        {",*,layers,mean,,,\n,*,items,mean,,,\n,total,children,min,,,\n", 0.375},
        {",*,layers,mean,,,\n,*,children,mean,,,\n,total,items,max,,,\n", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        use_model(w, arena_printf(&w->arena, HEAD LAYERS RULES "%s", rows[i].rules));
        answer(w, FOUR);
        check_near(world_node(w, "tree")->total.value, rows[i].total, EPS);
    }
}

/* A minimum of the whole node has the nodes with minima of their own in it. */
static void test_minimum_of_whole(void **state) {
    struct world *w = *state;
    static const char answers[] = "d_1,2\nb_1,none\nd_2,0\nd_3,4\nb_3,none\nd_4,2\ne_4,2\n";
    answer(w, answers);
    struct profile_check c = profile_check(w->kit->profile[0], w->card, &w->arena);
    check_near(c.minimum[0].have.value, 0.5, EPS); /* a.1 without f2 */
    check_int(c.reached, 0);
    world_write(w, "frameworks/profiles/steps.csv",
                world_edit(&w->arena, world_edit(&w->arena, world_profile, "cumulative\n", "cumulative,minimum_of\n"),
                           "tree,yes\n", "tree,yes,whole\n"));
    check_true(world_load(w, "q"));
    answer(w, answers);
    c = profile_check(w->kit->profile[0], w->card, &w->arena);
    check_near(c.minimum[0].have.value, 0.25, EPS);
    check_int(c.reached, -1);
}

#define SCALED "rules\n,level,input,aggregate,scale_min,scale_max,decimals,round\n"

/* Sums add points; without a stated scale the parts make it, of each layer for itself. */
static void test_sums(void **state) {
    struct world *w = *state;
    use_model(w, HEAD LAYERS SCALED ",*,layers,mean,,1,,\n,service,children,sum,,,,\n,area,children,sum,0,4,,\n"
                                    ",*,children,mean,,,,\n");
    answer(w, FOUR);
    const struct node_score *n = world_node(w, "a.1");
    check_near(scale_value(n->total.scale, n->total.value), 14.0 / 9, EPS);
    check_near(n->total.scale->max, 2, 0);
    check_near(scale_value(n->layer[1].scale, n->layer[1].value), 2.0 / 3, EPS); /* f2 has no breadth */
    check_near(n->layer[1].scale->max, 1, 0);
    n = world_node(w, "a"); /* 14/9 + 2 · 1/6 of 4 */
    check_near(scale_value(n->total.scale, n->total.value), 14.0 / 9 + 2.0 / 6, EPS);
    n = world_node(w, "f1");
    use_model(w, HEAD LAYERS SCALED ",*,layers,sum,,,,\n,*,children,mean,,,,\n");
    answer(w, FOUR);
    n = world_node(w, "f1"); /* an item that adds its layers: 2 · 2 + 8/3 of 12 */
    check_near(scale_value(n->total.scale, n->total.value), 20.0 / 3, 1e-13);
    check_near(n->total.scale->max, 12, 0);
    check_near(scale_value(n->layer[0].scale, n->layer[0].value), 2, EPS); /* on the scale of layers, not of the sum */
}

/* What is missing is taken from the upper end, down to a stated lower one or as far as the weights go. */
static void test_deductions(void **state) {
    struct world *w = *state;
    static const struct {
        const char *ends, *answers;
        double min, value;
    } rows[] = {
        {",10", "d_1,0\nd_2,4\nd_3,0\nd_4,4\ne_4,4\n", 6, 8}, /* f1 and f3 lose a point each */
        {"7,10", "d_1,0\nd_2,4\nd_3,0\nd_4,4\ne_4,4\n", 7, 8},
        {"7,10", "d_1,0\nd_2,0\nd_3,0\nd_4,0\ne_4,0\n", 7, 7},
        {",10", "d_1,0\nd_2,0\nd_3,0\nd_4,na,x\ne_4,na,x\n", 7, 7}, /* what is not applicable has nothing to lose */
        {",", "d_1,0\nd_2,4\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n", 0, 3},
        {",0", "d_1,0\nd_2,4\nd_3,4\nb_3,f3.1 f3.2\nd_4,4\ne_4,4\n", -4, -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        use_model(w, arena_printf(&w->arena,
                                  HEAD LAYERS SCALED ",*,layers,mean,,,,\n,*,children,mean,,,,\n"
                                                     ",total,items,deduct,%s,,\n",
                                  rows[i].ends));
        answer(w, rows[i].answers);
        const struct score *s = &world_node(w, "tree")->total;
        check_near(s->scale->min, rows[i].min, 0);
        check_near(scale_value(s->scale, s->value), rows[i].value, 1e-13);
    }
}

/* Rounded before it is carried up, low and high as well. */
static void test_carried(void **state) {
    struct world *w = *state;
    static const struct {
        const char *round;
        double f4, total; /* e_4 3, d_4 1: (1 + 9)/4 = 2.5 of 4 */
    } rows[] = {{"half_up", 3, 1.5}, {"trunc", 2, 1}, {"half_even", 2, 1}, {"none", 2.5, 1.25}, {"", 2.5, 1.25}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        use_model(w, arena_printf(&w->arena,
                                  HEAD LAYERS SCALED ",*,layers,mean,,,,\n,*,children,mean,,,,\n"
                                                     ",area,children,mean,,,0,%s\n",
                                  rows[i].round));
        answer(w, "d_1,0\nd_2,0\nd_3,0\nd_4,1\ne_4,3\n");
        const struct score *b = &world_node(w, "b")->total, *total = &world_node(w, "tree")->total;
        check_near(scale_value(b->scale, b->value), rows[i].f4, EPS);
        check_near(scale_value(total->scale, total->value), rows[i].total, EPS);
        answer(w, "d_1,0\nd_2,0\nd_3,0\nd_4,1\n"); /* b is 0.25 to 3.25 of 4 */
        b = &world_node(w, "b")->total;
        bool is_rounded = *rows[i].round && i != 3;
        check_near(scale_value(b->scale, b->low), is_rounded ? 0 : 0.25, EPS);
        check_near(scale_value(b->scale, b->high), is_rounded ? 3 : 3.25, EPS);
    }
}

/* ---- gates ------------------------------------------------------------------------------------------------------- */

/* A gate's parts are what the rule joins: of 'items' the items, in their order, wherever they stand. */
static void test_gates_of_items(void **state) {
    struct world *w = *state;
    use_model(w, HEAD LAYERS RULES PLAIN ",total,items,gates,,,\n"
                                         "gates\n,level,step,part,min\n,total,1,2,4\n,total,2,4,2\n,total,3,,1\n");
    static const struct {
        const char *answers;
        double value, low, high;
    } rows[] = {
        {"d_1,0\nd_2,4\nd_3,0\nd_4,2\ne_4,2\n", 2, 2, 2},
        {"d_1,0\nd_2,3\nd_3,0\nd_4,4\ne_4,4\n", 0, 0, 0},
        {"d_1,0\nd_2,4\nd_3,0\nd_4,2\n", 2, 1, 2},           /* e_4 can still decide */
        {"d_2,4\nd_4,2\ne_4,2\n", 2, 2, 3},                  /* step 3 asks all */
        {"d_1,2\nd_2,na,x\nd_3,2\nd_4,4\ne_4,4\n", 3, 3, 3}, /* what is not applicable asks for nothing */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        answer(w, rows[i].answers);
        const struct score *s = &world_node(w, "tree")->total;
        check_near(scale_value(s->scale, s->value), rows[i].value, EPS);
        check_near(scale_value(s->scale, s->low), rows[i].low, EPS);
        check_near(scale_value(s->scale, s->high), rows[i].high, EPS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_policies),
        WORLD_TEST(test_first_layer_of_choices),
        WORLD_TEST(test_forbidden_counts),
        WORLD_TEST(test_options),
        WORLD_TEST(test_weight_layers),
        WORLD_TEST(test_items),
        WORLD_TEST(test_items_rule),
        WORLD_TEST(test_minimum_of_whole),
        WORLD_TEST(test_sums),
        WORLD_TEST(test_deductions),
        WORLD_TEST(test_carried),
        WORLD_TEST(test_gates_of_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
