/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what an assessor should look at before the scores are believed. */
#include "check.h"

#include "world.h"

/* "na_share a; no_evidence f1 d_1": name, node, question, in the order found. */
static const char *dump(struct world *w, const struct findings *f) {
    const char *all = "";
    for (size_t i = 0; i < f->n; i++) {
        const struct finding *x = &f->item[i];
        all = arena_printf(&w->arena, "%s%s%s %s", all, i ? "; " : "", finding_name(x->id),
                           w->card[x->card].framework->node[x->node].id);
        if (x->question >= 0) {
            all = arena_printf(&w->arena, "%s %s", all, w->kit->questionnaire->question[x->question].name);
        }
        all = x->choice ? arena_printf(&w->arena, "%s %s", all, x->choice->name) : all;
    }
    return all;
}

#define FULL "d_1,2,,,,\nb_1,f1.1,,,,\nd_2,2,,,,\nd_3,0,,,,\nd_4,2,,,,\n"
static const struct {
    const char *answers; /* question,answer,na_reason,confidence,evidence,date */
    const char *findings;
} rows[] = {
    {FULL "e_4,2,,,,\n", ""},
    /* over 20 % of what is asked of an area not applicable: one of five is not over, one of four is */
    {"d_1,2,,,,\nb_1,none,,,,\nd_2,na,x,,,\nd_3,2,,,,\nb_3,none,,,,\nd_4,2,,,,\ne_4,2,,,,\n", ""},
    {"d_1,2,,,,\nb_1,none,,,,\nd_2,na,x,,,\nd_3,0,,,,\nd_4,2,,,,\ne_4,2,,,,\n", "na_share a"},
    {FULL "e_4,na,x,,,\n", "na_share b"},
    {FULL "e_4,na,,,,\n", "na_share b; na_no_reason f4 e_4"},
    /* too little answered: the uppermost node that is not rated speaks for those below */
    {"d_2,2,,,,\n", "not_rated tree"},
    {"d_1,2,,,,\nb_1,none,,,,\nd_4,2,,,,\ne_4,2,,,,\n", "not_rated a"}, /* a: one sixth of its weight */
    {"d_4,2,,,,\n", "not_rated tree"}, /* f4 is an item: its blanks are listed anyway */
    {"", ""},                          /* nothing answered is blank, not "not rated" */
    /* chosen and inapplicable at once */
    {FULL "n_1,f1.1 f1.2,,,,\ne_4,2,,,,\n", "both_ways f1 n_1 f1.1"},
    /* "consistent" or better claimed without evidence, once evidence is given for anything */
    {"d_1,2,,,,\nb_1,f1.1,,,,\nd_2,3,,,,\nd_3,4,,,,\nb_3,f3.1 f3.2,,,,\nd_4,2,,,,\ne_4,2,,,,\n", ""},
    {"d_1,2,,,Wiki,\nb_1,f1.1,,,,\nd_2,3,,,,\nd_3,4,,,,\nb_3,f3.1 f3.2,,,,\nd_4,2,,,,\ne_4,3,,,Log,\n",
     "no_evidence f2 d_2; no_evidence f3 d_3"},
    /* more than a year before the report of 2026-11-24 */
    {FULL "e_4,2,,,,2025-11-24\n", ""},
    {FULL "e_4,2,,,,2025-11-23\n", "old_evidence f4 e_4"},
    {FULL "e_4,2,,,,2027-01-01\n", ""},
    /* confidence 1 or 2 in an answer that counts */
    {FULL "e_4,2,,2,,\n", "low_confidence f4 e_4"},
    {FULL "e_4,2,,3,,\n", ""},
    {"d_1,2,,,,\nb_1,f1.1,,,,\nd_2,2,,,,\nd_3,0,,,,\nd_4,dk,,1,,\ne_4,2,,,,\n", ""},
    {"d_1,2,,1,x,\nb_1,f1.1,,,,\nd_2,4,,1,,2020-01-01\nd_3,0,,,,\nd_4,2,,,,\ne_4,2,,,,\n",
     "low_confidence f1 d_1; no_evidence f2 d_2; old_evidence f2 d_2; low_confidence f2 d_2"},
};

static void test_findings(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const char *head = "question,answer,na_reason,confidence,evidence,date\n";
        check_true(world_answer(w, arena_printf(&w->arena, "%s%s", head, rows[i].answers)));
        struct findings f = findings_collect(w->kit, w->answers, w->card, "2026-11-24");
        check_text(dump(w, &f), rows[i].findings);
        findings_clear(&f);
    }
}

static void test_shares(void **state) {
    struct world *w = *state;
    check_true(world_answer(w, "question,answer,na_reason\nd_1,na,x\nd_2,na,x\nd_3,2\nb_3,none\ne_4,2\n"));
    struct findings f = findings_collect(w->kit, w->answers, w->card, NULL);
    check_text(dump(w, &f), "na_share a");
    check_near(f.item[0].share, 0.5, 1e-15); /* two of four; b_1 is not asked */
    findings_clear(&f);
    check_true(world_answer(w, "question,answer\nd_4,2\n"));
    f = findings_collect(w->kit, w->answers, w->card, NULL);
    check_near(f.item[0].share, 0.125, 1e-15);
    findings_clear(&f);
    check_true(f.n == 0 && f.item == NULL);
}

/* A leap day, and no date to hold the evidence against. */
static void test_age(void **state) {
    struct world *w = *state;
    static const struct {
        const char *date, *today;
        bool is_old;
    } ages[] = {
        {"2023-03-01", "2024-02-29", false}, {"2023-02-28", "2024-02-29", true}, {"2024-02-29", "2025-02-28", false},
        {"2024-02-29", "2025-03-01", true},  {"2020-01-01", NULL, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(ages); i++) {
        CHECK_ROW(i);
        check_true(
            world_answer(w, arena_printf(&w->arena, "question,answer,date\nd_2,2,%s\nd_1,0,\nd_3,0,\nd_4,0,\ne_4,0,\n",
                                         ages[i].date)));
        struct findings f = findings_collect(w->kit, w->answers, w->card, ages[i].today);
        check_text(dump(w, &f), ages[i].is_old ? "old_evidence f2 d_2" : "");
        findings_clear(&f);
    }
    for (int i = 0; i < N_FINDING_IDS; i++) {
        check_true(*finding_name((enum finding_id)i));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_findings), WORLD_TEST(test_shares), WORLD_TEST(test_age)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
