/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kits: what belongs together is found, loaded and joined, and what does not fit is said with its place. */
#include "check.h"

#include "world.h"

static const struct question *question(const struct world *w, const char *name) {
    return &w->kit->questionnaire->question[questionnaire_find(w->kit->questionnaire, name)];
}

static void test_joined(void **state) {
    struct world *w = *state;
    check_true(world_load(w, "q"));
    check_no_diags(&w->ds);
    check_int(w->kit->n_frameworks, 1);
    check_text(w->kit->model->info.id, "plain");
    check_int(w->kit->n_profiles, 1); /* the model names it */
    static const struct {
        const char *name, *node, *next;
        int layer;
    } rows[] = {
        {"d_1", "f1", NULL, 0},  {"b_1", "f1", NULL, 1}, {"n_1", "f1", NULL, LAYER_NOT_APPLICABLE},
        {"d_4", "f4", "e_4", 0}, {"e_4", "f4", NULL, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const struct question *x = question(w, rows[i].name);
        check_int(x->card, 0);
        check_int(x->node, framework_find(w->kit->framework[0], rows[i].node));
        check_int(x->layer, rows[i].layer);
        check_int(x->next, rows[i].next ? questionnaire_find(w->kit->questionnaire, rows[i].next) : -1);
    }
    const struct profile *p = w->kit->profile[0];
    check_int(p->card, 0);
    check_int(p->minimum[1].node, framework_find(w->kit->framework[0], "f2"));
    check_int(p->minimum[1].layer, 0);
    int card = 7, node = 7;
    check_true(!kit_find_node(w->kit, "f9", &card, &node) && card == 7 && node == 7);
}

/* One edit of a file of the world, and what is said of it. */
static const struct {
    const char *file, *from, *to;
    enum diag_id id;
    long line;
    const char *said;
} faults[] = {
    {"q", ",f2,depth", ",f22,depth", DIAG_NODE_UNKNOWN, 9, "no node 'f22' in tree — did you mean 'f2'?"},
    {"q", ",f2,depth", ",f2,dept", DIAG_LAYER_UNKNOWN, 9, "no layer 'dept'; it has: depth, breadth"},
    {"q", ",f2,depth", ",f2,", DIAG_QUESTION_NO_LAYER, 9, "'d_2'"},
    {"q", "tree,plain", "trees,plain", DIAG_DATA_NOT_FOUND, 0, "did you mean 'tree'?"},
    {"q", "tree,plain", ",plain", DIAG_VALUE_MISSING, 3, "'framework'"},
    {"q", "tree,plain", "tree,plane", DIAG_DATA_NOT_FOUND, 0, "model called 'plane'"},
    {"q", "tree,plain", "tree,", DIAG_VALUE_MISSING, 3, "'model'"},
    {"plain", ",steps\n", ",stepps\n", DIAG_DATA_NOT_FOUND, 0, "did you mean 'steps'?"},
    {"plain", ",*,layers,mean,0.5\n,*,children,mean,0.5\n", ",area,children,mean,0.5\n", DIAG_MODEL_RULE_MISSING, 0,
     "'function' with input 'layers'"},
    {"steps", ",f2,depth,2", ",f0,depth,2", DIAG_NODE_UNKNOWN, 11, "no node 'f0' in tree"},
    {"steps", ",f2,depth,2", ",f2,deep,2", DIAG_LAYER_UNKNOWN, 11, "'deep'"},
    {"steps", ",f2,depth,2", ",f2,not_applicable,2", DIAG_LAYER_UNKNOWN, 11, "'not_applicable'"}, /* has no score */
    {"steps", ",f2,depth,2", ",f2,depth,5", DIAG_VALUE_OUT_OF_RANGE, 11, "5 is outside 0 to 4"},
    {"steps", ",f2,depth,2", ",f2,depth,-1", DIAG_VALUE_OUT_OF_RANGE, 11, "-1 is outside 0 to 4"},
    {"steps", ",second,b,", ",second,f2,", DIAG_MINIMUM_TWICE, 12, "in line 11"},
    {"plain", ",*,children", ",leaf,children,mean,0\n,*,children", DIAG_LEVEL_UNKNOWN, 11, "no level 'leaf'"},
    {"plain", ",0.2,area", ",0.2,aera", DIAG_LEVEL_UNKNOWN, 3, "no level 'aera'"},
    {"plain", "high\n,low,0,2\n,high,2,4\n", "high,level\n,low,0,4,\n,x,0,4,aera\n", DIAG_LEVEL_UNKNOWN, 15,
     "no level 'aera'"},
    {"tree", ",f2,a.1,", ",f2,a.9,", DIAG_PARENT_UNKNOWN, 12, "'a.9'"},
    /* credits outside what the model has them between; a sum of several has no upper end */
    {"q", ",depth,3,3,0.75,", ",depth,3,3,3,", DIAG_CREDIT_OUTSIDE, 19, "the credit 3 is outside the model's 0 to 1"},
    {"q", ",depth,1,1,0.25,", ",depth,1,1,-0.25,", DIAG_CREDIT_OUTSIDE, 17, "-0.25 is outside the model's 0 to 1"},
    {"q", ",b1,f1.1,P,1,", ",b1,f1.1,P,-1,", DIAG_CREDIT_OUTSIDE, 24, "-1 is outside the model's 0 to …"},
    {"q", ",depth,1,1,0.25,", ",depth,1,1,,", DIAG_CHOICE_NO_CREDIT, 17, "'1'"},
    {"q", ",select_one depth,d_2,", ",integer,d_2,", DIAG_QUESTION_NOT_SCORABLE, 9, "'d_2'"},
};

static const char *file_name_of(const char *file) {
    return strcmp(file, "q") == 0       ? "questionnaires/q.csv"
           : strcmp(file, "plain") == 0 ? "frameworks/models/plain.csv"
           : strcmp(file, "steps") == 0 ? "frameworks/profiles/steps.csv"
                                        : "frameworks/tree.csv";
}
static const char *text_of(const char *file) {
    return strcmp(file, "q") == 0       ? world_form
           : strcmp(file, "plain") == 0 ? world_model
           : strcmp(file, "steps") == 0 ? world_profile
                                        : world_tree;
}

static void test_faults(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        CHECK_ROW(i);
        const char *name = file_name_of(faults[i].file), *text = text_of(faults[i].file);
        world_write(w, name, world_edit(&w->arena, text, faults[i].from, faults[i].to));
        check_true(!world_load(w, "q"));
        check_diag(&w->ds, faults[i].id, faults[i].line);
        check_int(w->ds.n_errors, 1);
        check_contains(diag_text(&w->arena, &w->ds.item[0], "en"), faults[i].said);
        world_write(w, name, text);
    }
    check_true(!world_load(w, "none"));
    check_diag(&w->ds, DIAG_DATA_NOT_FOUND, 0);
    check_true(!world_load(w, "./none.csv"));
    check_diag(&w->ds, DIAG_FILE_MISSING, 0);
}

/* Gates that the tree cannot have: what is there to be joined depends on the rule's input. */
#define STEPPED(input, gates)                                                                                          \
    "settings\n,id,scale_max\n,plain,4\nlayers\n,id,weight\n,depth,2\n,breadth,1\n"                                    \
    "rules\n,level,input,aggregate\n,*,layers,mean\n,*,children,mean\n,total," input ",gates\n"                        \
    "gates\n,level,step,part,min\n" gates
static const struct {
    const char *model;
    enum diag_id id; /* line 15 is that of the first gate */
    const char *said;
} gates[] = {
    {STEPPED("children", ",total,1,3,1\n"), DIAG_GATE_PART_MISSING,
     "'tree' has only 2 nodes below it; there is no part 3"},
    {STEPPED("items", ",total,1,5,1\n"), DIAG_GATE_PART_MISSING, "only 4 nodes"},
    {STEPPED("children", ",total,1,2,5\n"), DIAG_GATE_NEVER_MET, "'b' can never reach 5, since its scale ends at 4"},
    {STEPPED("items", ",total,1,3,5\n"), DIAG_GATE_NEVER_MET, "'f3' can never reach 5"},
    {STEPPED("items", ",total,1,,5\n"), DIAG_GATE_NEVER_MET, "'f1' can never reach 5"},
};

/* A threshold is on the scale of what is counted, not of the level that counts. */
#define COUNTED(input, threshold)                                                                                      \
    "settings\n,id,scale_max\n,plain,4\nlayers\n,id,weight\n,depth,2\n,breadth,1\n"                                    \
    "rules\n,level,input,aggregate,threshold,scale_min,scale_max\n,*,layers,mean,,1,5\n,*,children,mean,,,\n,"         \
    "total," input ",count," threshold ",0,10\n"

static void test_thresholds(void **state) {
    struct world *w = *state;
    static const struct {
        const char *model, *said; /* NULL: no error */
    } cases[] = {
        {COUNTED("children", "4"), NULL},
        {COUNTED("children", "4.5"), "the threshold 4.5 is outside 0 to 4, the scale of what 'total' counts"},
        {COUNTED("children", "-1"), "-1 is outside 0 to 4"},
        {COUNTED("items", "5"), NULL},
        {COUNTED("items", "0.5"), "0.5 is outside 1 to 5"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CHECK_ROW(i);
        world_write(w, "frameworks/models/plain.csv", cases[i].model);
        check_true(world_load(w, "q") == !cases[i].said);
        if (cases[i].said) {
            check_diag(&w->ds, DIAG_THRESHOLD_OUTSIDE, 12);
            check_int(w->ds.n, 1);
            check_contains(diag_text(&w->arena, &w->ds.item[0], "en"), cases[i].said);
        }
    }
}

/* What is allowed and most likely not meant. */
static const struct {
    const char *file, *from, *to;
    enum diag_id id;
} doubtful[] = {
    {"steps", ",first,a.1,depth,2\n", ",first,a.2,depth,2\n,first,f3,depth,2\n", DIAG_MINIMUM_OF_NOTHING},
    {"steps", ",second,f2,depth,2\n", ",second,a.1,depth,1\n", DIAG_MINIMUM_FALLS},
    {"tree", ",b,,area,Area b,\n", ",b,,total,Area b,\n", DIAG_NODE_LEVEL_TOTAL},
};

static void test_doubtful(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(doubtful); i++) {
        CHECK_ROW(i);
        const char *name = file_name_of(doubtful[i].file), *text = text_of(doubtful[i].file);
        world_write(w, name, world_edit(&w->arena, text, doubtful[i].from, doubtful[i].to));
        check_true(world_load(w, "q"));
        check_int(w->ds.n_errors, 0);
        check_int(w->ds.n_warnings, 1);
        check_int(w->ds.item[0].id, doubtful[i].id);
        world_write(w, name, text);
    }
}

/* Likewise of models as a whole: gates that say nothing, and a minimum on what has no score. */
#define GATED(ends, gates)                                                                                             \
    "settings\n,id,scale_min,scale_max\n,plain," ends "\nlayers\n,id,weight\n,depth,2\n,breadth,1\n"                   \
    "rules\n,level,input,aggregate\n,*,layers,mean\n,*,children,mean\n,total,children,gates\n"                         \
    "gates\n,level,step,part,min\n" gates
#define WEIGHED                                                                                                        \
    "settings\n,id,scale_max,profile\n,plain,4,steps\nlayers\n,id,weight,role\n,depth,2,\n,breadth,1,weight\n"         \
    "rules\n,level,input,aggregate\n,*,layers,mean\n,*,children,mean\n"
static const struct {
    const char *model, *layer, *said;
    enum diag_id id;
} doubtful_models[] = {
    {GATED("1,5", ",total,1,1,0.5\n"), "depth", "0.5 is below the scale of 'a', which begins at 1",
     DIAG_GATE_ALWAYS_MET},
    {GATED("1,5", ",total,1,1,1\n"), "depth", NULL, 0},
    {GATED("0,4", ",total,1,2,3\n,total,2,2,1\n"), "depth", "step 2 asks for 1, less than the 3", DIAG_GATE_FALLS},
    {GATED("0,4", ",total,1,,3\n,total,2,2,1\n"), "depth", "an earlier step asks in line 15", DIAG_GATE_FALLS},
    {GATED("0,4", ",total,1,1,3\n,total,2,2,1\n"), "depth", NULL, 0}, /* another part */
    {GATED("0,4", ",total,1,2,3\n,total,2,2,3\n"), "depth", NULL, 0},
    {WEIGHED, "breadth", "the layer 'breadth' holds weights", DIAG_MINIMUM_OF_WEIGHT},
    {WEIGHED, "depth", NULL, 0},
};

static void test_doubtful_models(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(doubtful_models); i++) {
        CHECK_ROW(i);
        const char *layer = arena_printf(&w->arena, ",first,a.1,%s,2\n", doubtful_models[i].layer);
        world_write(w, file_name_of("steps"), world_edit(&w->arena, world_profile, ",first,a.1,depth,2\n", layer));
        world_write(w, file_name_of("plain"), doubtful_models[i].model);
        check_true(world_load(w, "q"));
        check_int(w->ds.n_errors, 0);
        check_int(w->ds.n, doubtful_models[i].said ? 1 : 0);
        if (doubtful_models[i].said) {
            check_int(w->ds.item[0].id, doubtful_models[i].id);
            check_contains(diag_text(&w->arena, &w->ds.item[0], "en"), doubtful_models[i].said);
        }
    }
}

static void test_gates(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(gates); i++) {
        CHECK_ROW(i);
        world_write(w, "frameworks/models/plain.csv", gates[i].model);
        check_true(!world_load(w, "q"));
        check_diag(&w->ds, gates[i].id, 15);
        check_int(w->ds.n, 1);
        check_contains(diag_text(&w->arena, &w->ds.item[0], "en"), gates[i].said);
    }
    static const char *const good[] = {STEPPED("children", ",total,1,2,4\n,total,2,,4\n"),
                                       /* areas have two parts and one: part 2 asks nothing of the second */
                                       "settings\n,id,scale_max\n,plain,4\nlayers\n,id,weight\n,depth,2\n,breadth,1\n"
                                       "rules\n,level,input,aggregate\n,*,layers,mean\n,*,children,mean\n"
                                       ",area,children,gates\ngates\n,level,step,part,min\n,area,1,2,1\n",
                                       STEPPED("items", ",total,1,4,4\n,total,2,,0\n")};
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        CHECK_ROW(i);
        world_write(w, "frameworks/models/plain.csv", good[i]);
        check_true(world_load(w, "q"));
        check_no_diags(&w->ds);
    }
}

/* Numbers need two ends that differ, either way round. */
static void test_numbers(void **state) {
    struct world *w = *state;
    static const struct {
        const char *ends;
        enum diag_id id;
    } rows[] = {{"10,0", N_DIAGS},
                {"0,10", N_DIAGS},
                {"5,5", DIAG_CREDITS_EQUAL},
                {"5,", DIAG_QUESTION_NOT_SCORABLE},
                {",5", DIAG_QUESTION_NOT_SCORABLE}};
    const char *form =
        world_edit(&w->arena, world_form, "node,layer,weight\n", "node,layer,weight,credit_from,credit_to\n");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const char *row = arena_printf(&w->arena, ",integer,d_2,D2,,,f2,depth,,%s\n", rows[i].ends);
        world_write(w, "questionnaires/q.csv",
                    world_edit(&w->arena, form, ",select_one depth,d_2,D2,,,f2,depth,\n", row));
        bool is_good = rows[i].id == N_DIAGS;
        check_true(world_load(w, "q") == is_good);
        if (is_good) {
            check_true(world_answer(w, "question,answer\nd_2,4\n"));
            check_near(world_node(w, "f2")->total.value, i == 0 ? 0.6 : 0.4, 1e-15);
        } else {
            check_diag(&w->ds, rows[i].id, 9);
        }
    }
}

/* A profile that is named must fit; the model's own is left out where it does not. */
static void test_other_framework(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/profiles/steps.csv", world_edit(&w->arena, world_profile, "steps,tree", "steps,bush"));
    check_true(world_load(w, "q"));
    check_no_diags(&w->ds);
    check_int(w->kit->n_profiles, 0);
    static const char *const named[] = {"steps"};
    check_true(!world_load_request(w, &(struct kit_request){.questionnaire = "q", .profile = named, .n_profiles = 1}));
    check_int(w->ds.n, 1);
    check_diag(&w->ds, DIAG_PROFILE_OTHER_FRAMEWORK, 3);
    check_contains(diag_text(&w->arena, &w->ds.item[0], "en"),
                   "'steps' is for 'bush', but the questionnaire asks about: tree");
}

/* An item below an item: only the upper one enters, and this is said of the lower one. */
static void test_nested_items(void **state) {
    struct world *w = *state;
    world_write(w, "questionnaires/q.csv", world_edit(&w->arena, world_form, "D2,,,f2,depth", "D2,,,f1.1,depth"));
    check_true(world_load(w, "q"));
    check_int(w->ds.n, 1);
    check_diag(&w->ds, DIAG_NODE_SCORED_TWICE, 9);
    check_true(world_answer(w, "question,answer\nd_1,2\nb_1,none\nd_2,4\n"));
    check_near(world_node(w, "f1.1")->total.value, 1, 0);
    check_near(world_node(w, "f1")->total.value, 1.0 / 3, 1e-15);
    check_near(world_node(w, "f1.1")->share, 0, 0);
}

static const char over[] = "settings\n,id,overlays\n,o,tree\nnodes\n,id,label::日本語 (ja)\n,f1,機能\n";
static const char bush[] =
    "settings\n,id,label\n,bush,Bush\nnodes\n,id,parent,level,label\n,t1,,duty,Twig\n,f1,,duty,Hidden\n";

static void test_named_frameworks(void **state) {
    struct world *w = *state;
    const char *edited = world_edit(&w->arena, world_tree, "Function 1", "Renamed");
    const char *other = folder_write(&w->folder, "other/edition.csv", edited);
    const char *const paths[] = {folder_write(&w->folder, "other/over.csv", over), other};
    check_true(
        world_load_request(w, &(struct kit_request){.questionnaire = "q", .framework = paths, .n_frameworks = 2}));
    check_no_diags(&w->ds);
    check_int(w->kit->n_frameworks, 1); /* the named file stands for the questionnaire's */
    const struct framework *f = w->kit->framework[0];
    const struct node *f1 = &f->node[framework_find(f, "f1")];
    check_text(i18n_get(&f1->label, "en"), "Renamed");
    check_text(i18n_get(&f1->label, "ja"), "機能");
    const char *const only[] = {paths[0], paths[0]};
    check_true(
        world_load_request(w, &(struct kit_request){.questionnaire = "q", .framework = only, .n_frameworks = 2}));
    const char *stray = world_edit(&w->arena, over, ",o,tree", ",o,bush");
    const char *const strays[] = {folder_write(&w->folder, "other/stray.csv", stray)};
    check_true(
        !world_load_request(w, &(struct kit_request){.questionnaire = "q", .framework = strays, .n_frameworks = 1}));
    check_diag(&w->ds, DIAG_OVERLAY_OTHER_FRAMEWORK, 0);
}

/* Two frameworks: the first that the questionnaire names has the total that counts, whatever was named besides. */
static void test_two_frameworks(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/bush.csv", bush);
    const char *form = world_edit(&w->arena, world_form, "tree,plain", "tree bush,plain");
    world_write(w, "questionnaires/q.csv", world_edit(&w->arena, form, "D2,,,f2,depth", "D2,,,t1,depth"));
    const char *const named[] = {"bush"};
    for (int n = 0; n < 2; n++) {
        CHECK_ROW(n);
        check_true(
            world_load_request(w, &(struct kit_request){.questionnaire = "q", .framework = named, .n_frameworks = n}));
        check_int(w->kit->n_frameworks, 2);
        check_text(w->kit->framework[0]->info.id, "tree");
        check_text(w->kit->framework[1]->info.id, "bush");
        check_int(question(w, "d_2")->card, 1);
        check_int(question(w, "d_1")->card, 0); /* f1 stands in both: the first has it */
        check_true(world_answer(w, "question,answer\nd_2,4\nd_1,0\n"));
        check_near(w->card[1].node[0].total.value, 1, 0);
        check_near(w->card[0].node[0].total.value, 0, 0);
    }
}

static void test_too_many(void **state) {
    struct world *w = *state;
    const char *paths[20];
    for (int i = 0; i < 20; i++) {
        const char *id = arena_printf(&w->arena, ",bush%d,Bush", i);
        const char *name = arena_printf(&w->arena, "other/b%d.csv", i);
        paths[i] = folder_write(&w->folder, name, world_edit(&w->arena, bush, ",bush,Bush", id));
    }
    check_true(
        !world_load_request(w, &(struct kit_request){.questionnaire = "q", .framework = paths, .n_frameworks = 9}));
    check_diag(&w->ds, DIAG_NAMED_TOO_MANY, 0);
    for (int i = 0; i < 20; i++) {
        paths[i] = "steps";
    }
    check_true(!world_load_request(w, &(struct kit_request){.questionnaire = "q", .profile = paths, .n_profiles = 17}));
    check_diag(&w->ds, DIAG_NAMED_TOO_MANY, 0);
    check_true(world_load_request(w, &(struct kit_request){.questionnaire = "q", .profile = paths, .n_profiles = 16}));
    check_int(w->kit->n_profiles, 16);
}

/* A model that names criteria of the organisational model brings their questionnaire along. */
static void test_organisation(void **state) {
    struct world *w = *state;
    world_write(w, "frameworks/models/crit.csv",
                "settings\n,id,questionnaire\n,crit,about\nmodels\n,id\n,one\ncriteria\n,finding,model,when\n,stated,"
                "one,${m} = 1\n");
    world_write(w, "questionnaires/about.csv", "settings\n,form_id\n,about\nsurvey\n,type,name\n,integer,m\n");
    const char *model = world_edit(&w->arena, world_model, "na_level,profile\n", "na_level,profile,organisation\n");
    world_write(w, "frameworks/models/plain.csv", world_edit(&w->arena, model, "area,steps\n", "area,steps,crit\n"));
    struct kit_request request = {.questionnaire = "q"};
    check_true(world_load_request(w, &request));
    check_true(w->kit->about == NULL && w->kit->organisation == NULL); /* nobody asked for it */
    request.wants_about = true;
    check_true(world_load_request(w, &request));
    check_no_diags(&w->ds);
    check_text(w->kit->about->info.id, "about");
    check_int(w->kit->organisation->n_criteria, 1);
    world_write(w, "questionnaires/about.csv", "settings\n,form_id\n,about\nsurvey\n,type,name\n,integer,mm\n");
    check_true(!world_load_request(w, &request));
    check_diag(&w->ds, DIAG_EXPRESSION_UNKNOWN_NAME, 9);
    check_contains(diag_text(&w->arena, &w->ds.item[0], "en"), "did you mean 'mm'?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_joined),       WORLD_TEST(test_faults),           WORLD_TEST(test_other_framework),
        WORLD_TEST(test_nested_items), WORLD_TEST(test_named_frameworks), WORLD_TEST(test_two_frameworks),
        WORLD_TEST(test_too_many),     WORLD_TEST(test_organisation),     WORLD_TEST(test_gates),
        WORLD_TEST(test_thresholds),   WORLD_TEST(test_doubtful),         WORLD_TEST(test_doubtful_models),
        WORLD_TEST(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
