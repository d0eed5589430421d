/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions as formulas: each is true for the same answers as in the engine, over many random answers; what cannot be
   a formula is said by name. Scores are held against the engine in tests/property/test_compile_properties.c. */
#include "check.h"

#include "compiled.h"
#include "random.h"
#include "trial.h"
#include "world.h"

#define FRAMEWORK "settings\n,id,label\n,tree,Tree\nnodes\n,id,parent,level,label\n,n1,,function,Node\n"
#define MODEL                                                                                                          \
    "settings\n,id,scale_max\n,plain,4\nlayers\n,id\n,depth\nrules\n,level,input,aggregate\n,*,layers,mean\n"          \
    ",*,children,mean\n"
#define SURVEY                                                                                                         \
    "settings\n,form_id,framework,model\n,q,tree,plain\nsurvey\n,type,name,label,relevant,node,layer\n"                \
    ",select_one one,one,One,,n1,depth\n,select_one two,two,Two,,,\n,select_multiple more,more,More,,,\n"              \
    ",integer,count,Count,,,\n,decimal,part,Part,,,\n,text,word,Word,,,\n"
#define CHOICES                                                                                                        \
    "choices\n,list_name,name,label,credit,state\n,one,0,0,0,\n,one,1,1,0.5,\n,one,2.0,2,1,\n,one,na,NA,,na\n"         \
    ",two,1,1,,\n,two,2,2,,\n,two,x,X,,\n,more,a,A,,\n,more,b,B,,\n,more,none,None,,\n"

static const char *const conditions[] = {
    "${one} = '0'",
    "${one} != '0' and ${one} != 'na'",
    "${one} = 2",
    "${one} = '2'",
    "${one} = ''",
    "'' != ${one}",
    "${one} >= 1",
    "${one} < 1 or ${two} > 1",
    "${one} = ${two}",
    "${one} != ${two}",
    "not(${one} = 'na')",
    "selected(${one}, '1')",
    "selected(${more}, 'a') and not(selected(${more}, 'b'))",
    "selected(${more}, 'z')",
    "${more} = 'a b'",
    "${more} = 'b a'",
    "${more} = 'none'",
    "${more} = ''",
    "count-selected(${more}) > 1",
    "count-selected(${one}) = 1",
    "${count} > 3",
    "${count} = 3",
    "${count} != 3",
    "${count} = ''",
    "${count} = 'x'",
    "${count} = ${part}",
    "${count} + ${part} * 2 >= 7",
    "${count} - 2 > ${part}",
    "${count} div ${part} < 1.5",
    "${count} mod 2 = 1",
    "-${count} < -3",
    "${word} = 'yes'",
    "${word} != ''",
    "string-length(${word}) > 2",
    "if(${one} = '1', ${count} > 2, ${part} > 1)",
    "if(${one} = '1', 3, ${count}) > 2",
    "number(${one}) + 1 = 2",
    "string(${two}) = 'x'",
    "true() and ${one}",
    "${count}",
    "${r0} = ''",
};

static const char *survey(struct arena *a, const char *const *condition, size_t n) {
    const char *text = SURVEY;
    for (size_t i = 0; i < n; i++) {
        text = arena_printf(a, "%s,text,r%zu,R,\"%s\",,\n", text, i, condition[i]);
    }
    return arena_printf(a, "%s%s", text, CHOICES);
}

static void load(struct world *w, const char *const *condition, size_t n) {
    world_write(w, "frameworks/tree.csv", FRAMEWORK);
    world_write(w, "frameworks/models/plain.csv", MODEL);
    world_write(w, "questionnaires/q.csv", survey(&w->arena, condition, n));
    if (!world_load(w, "q")) {
        check_print_diags(&w->ds);
        fail();
    }
}

static const char *pick(struct random *r, const char *const *of, size_t n) { return of[random_below(r, n)]; }
#define PICK(r, ...)                                                                                                   \
    pick((r), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void test_conditions(void **state) {
    struct world *w = *state;
    load(w, conditions, ARRAY_LEN(conditions));
    struct arena a = {0};
    struct compiled *c = score_compile(w->kit, &a);
    check_text(c->problem ? c->problem : "", "");
    for (int i = 0; i < 300; i++) {
        CHECK_ROW(i);
        struct random r = random_seed(1000 + (uint64_t)i);
        const char *one = PICK(&r, "", "0", "1", "2.0", "na"), *two = PICK(&r, "", "1", "2", "x");
        const char *more = PICK(&r, "", "a", "b", "a b", "none"), *count = PICK(&r, "", "0", "3", "4", "-5");
        const char *part = PICK(&r, "", "0", "1.5", "3", "0.25"), *word = PICK(&r, "", "yes", "Yes", "no", "なし");
        const char *x =
            arena_printf(&a, "one,two,more,count,part,word\n%s,%s,%s,%s,%s,%s\n", one, two, more, count, part, word);
        check_true(world_answer(w, x));
        compiled_agrees(c, w->answers, w->card);
    }
    compiled_clear(c);
    arena_clear(&a);
}

static void test_what_cannot_be_a_formula(void **state) {
    static const char *const impossible[] = {
        "${word} > 3",
        "${word} = 3",
        "${word} = ${one}",
        "number(${word}) = 1",
        "selected(${one}, ${two})",
        "coalesce(${word}, ${one}) = 'x'",
    };
    for (size_t i = 0; i < ARRAY_LEN(impossible); i++) {
        CHECK_ROW(i);
        struct arena a = {0};
        load(*state, &impossible[i], 1);
        struct compiled *c = score_compile(((struct world *)*state)->kit, &a);
        check_text(c->problem ? c->problem : "", "r0");
        check_true(c->card[0] == NULL);
        compiled_clear(c);
        arena_clear(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_conditions), WORLD_TEST(test_what_cannot_be_a_formula)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
