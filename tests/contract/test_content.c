/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content is complete: all nodes of the framework, all of them asked, each sub-function once, and the stages. The
   counts are those of the FIRST PSIRT Services Framework 1.1, or decisions of this project. */
#include "tests/unit/check.h"

#include "model/kit.h"
#include "model/qtype.h"

static struct arena arena;
static struct kit *full, *quick;

static struct kit *load_kit(const char *questionnaire) {
    static const struct library library = {.root = PG_SOURCE_DIR};
    struct diags ds = {0};
    struct kit *k = kit_load(&library, &(struct kit_request){.questionnaire = questionnaire}, &ds);
    check_no_diags(&ds);
    return k;
}

static int set_up(void **state) {
    (void)state;
    full = load_kit("psirt-full");
    quick = load_kit("psirt-quick");
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    kit_free(full);
    kit_free(quick);
    arena_clear(&arena);
    return 0;
}

/* Nodes of a level in the subtree of 'top' (NULL: the whole framework). */
static int count_nodes(const struct framework *f, const char *level, const char *top) {
    int from = top ? framework_find(f, top) : 0, n = 0;
    check_true(from >= 0);
    for (int i = from; i < f->node[from].end; i++) {
        n += strcmp(f->node[i].level, level) == 0;
    }
    return n;
}

static void test_first_framework(void **state) {
    (void)state;
    const struct framework *f = full->framework[0];
    static const struct {
        const char *level;
        int total, area[6];
    } rows[] = {
        {"area", 6, {1, 1, 1, 1, 1, 1}},
        {"service", 28, {7, 5, 3, 4, 4, 5}},
        {"function", 84, {22, 15, 11, 12, 10, 14}},
        {"subfunction", 159, {50, 21, 3, 49, 34, 2}},
        {"foundation", 14, {0, 0, 0, 0, 0, 0}},
    };
    static const char *const areas[] = {"1", "2", "3", "4", "5", "6"};
    check_text(f->info.id, "first-psirt-1.1");
    check_int(f->n_nodes - 1, 291);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_int(count_nodes(f, rows[i].level, NULL), rows[i].total);
        for (int a = 0; a < 6; a++) {
            check_int(count_nodes(f, rows[i].level, areas[a]), rows[i].area[a]);
        }
    }
    check_int(count_nodes(f, "foundation", "OF"), 14);
    int n_top = 0;
    for (int c = framework_child(f, 0); c >= 0; c = framework_next(f, c)) {
        check_near(f->node[c].weight, 1, 0);
        n_top++;
    }
    check_int(n_top, 7); /* six areas and the foundations */
}

/* Ids as printed: one stands twice in the source, two have a part too many, 6.5 has no functions. */
static void test_odd_ids(void **state) {
    (void)state;
    const struct framework *f = full->framework[0];
    static const struct {
        const char *id, *parent, *level;
    } rows[] = {
        {"5.3.1.1", "5.3.1", "subfunction"},   {"5.3.1.1b", "5.3.1", "subfunction"},
        {"5.3.1.2", "5.3.1", "subfunction"},   {"1.5.1.1.2", "1.5.1", "subfunction"},
        {"1.5.1.1.3", "1.5.1", "subfunction"}, {"6.5", "6", "service"},
        {"OF.III.B", "OF.III", "foundation"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        int node = framework_find(f, rows[i].id);
        check_true(node >= 0);
        check_text(f->node[f->node[node].parent].id, rows[i].parent);
        check_text(f->node[node].level, rows[i].level);
    }
    check_true(!framework_has_children(f, framework_find(f, "6.5")));
    check_int(framework_find(f, "1.5.1.1.1"), -1);
    int n_bare = 0;
    for (int i = 0; i < f->n_nodes; i++) {
        n_bare += strcmp(f->node[i].level, "function") == 0 && !framework_has_children(f, i);
    }
    check_int(n_bare, 34);
}

/* How often each node of a card is asked in a layer. */
static int *asked(const struct kit *k, int card, int layer) {
    int *n = ARENA_ARRAY(&arena, (size_t)k->framework[card]->n_nodes, int);
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        const struct question *x = &k->questionnaire->question[i];
        if (x->layer == layer && x->card == card) {
            n[x->node]++;
        }
    }
    return n;
}

/* Functions, service 6.5, the ten components (not the groups) of the foundations, the duties below their groups. */
static bool is_to_be_asked(const struct framework *f, int i) {
    const char *level = f->node[i].level;
    bool is_leaf = !framework_has_children(f, i);
    return strcmp(level, "function") == 0 ||
           (is_leaf &&
            (strcmp(level, "service") == 0 || strcmp(level, "foundation") == 0 || strcmp(level, "duty") == 0));
}

static void test_depth_is_asked(void **state) {
    (void)state;
    int total = 0;
    for (int c = 0; c < full->n_frameworks; c++) {
        const struct framework *f = full->framework[c];
        const int *n = asked(full, c, scoring_layer(full->model, "depth"));
        for (int i = 0; i < f->n_nodes; i++) {
            if (n[i] != is_to_be_asked(f, i)) {
                print_error("%s is asked %d times\n", f->node[i].id, n[i]);
                fail();
            }
            total += n[i];
        }
    }
    check_int(full->n_frameworks, 2);
    check_text(full->framework[1]->info.id, "psirt-duties");
    check_int(total, 84 + 1 + 10 + 14);
    const int *n =
        asked(quick, 0, scoring_layer(quick->model, "depth")); /* a question a service, and the foundations */
    for (int i = 0; i < quick->framework[0]->n_nodes; i++) {
        CHECK_ROW(i);
        const struct node *node = &quick->framework[0]->node[i];
        bool is_component = strcmp(node->level, "foundation") == 0 && node->end == i + 1;
        check_int(n[i], strcmp(node->level, "service") == 0 || is_component);
    }
}

/* Each sub-function is a choice of the breadth question of its function, once. */
static void test_breadth_is_asked(void **state) {
    (void)state;
    const struct framework *f = full->framework[0];
    const struct questionnaire *q = full->questionnaire;
    int breadth = scoring_layer(full->model, "breadth"), n_lists = 0;
    int *n = ARENA_ARRAY(&arena, (size_t)f->n_nodes, int);
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        if (x->layer != breadth) {
            continue;
        }
        const struct choice_list *list = question_list(q, x);
        bool has_none = false;
        for (int c = 0; c < list->n; c++) {
            int node = framework_find(f, list->choice[c].name);
            has_none = has_none || strcmp(list->choice[c].name, "none") == 0;
            check_near(list->choice[c].credit, node >= 0, 0);
            check_true(node < 0 || f->node[node].parent == x->node);
            n[node < 0 ? 0 : node]++;
        }
        check_true(has_none && x->constraint && x->relevant && x->type->is_multiple);
        n_lists++;
    }
    check_int(n_lists, 50);
    for (int i = 1; i < f->n_nodes; i++) {
        CHECK_ROW(i);
        check_int(n[i], strcmp(f->node[i].level, "subfunction") == 0);
    }
}

/* Anchors 0 … 4 of each depth question with quarters of credit, and a way out for what does not apply. */
static void test_anchors(void **state) {
    (void)state;
    const struct kit *kits[] = {full, quick};
    static const char *const names[] = {"0", "1", "2", "3", "4"};
    for (size_t k = 0; k < ARRAY_LEN(kits); k++) {
        const struct questionnaire *q = kits[k]->questionnaire;
        for (int i = 0; i < q->n_questions; i++) {
            if (q->question[i].layer != 0) {
                continue;
            }
            CHECK_ROW(i);
            for (int c = 0; c < 5; c++) {
                int choice = question_choice(q, &q->question[i], names[c]);
                check_true(choice >= 0);
                check_near(question_list(q, &q->question[i])->choice[choice].credit, c / 4.0, 0);
            }
            int na = question_choice(q, &q->question[i], "na");
            check_true(na >= 0 && question_list(q, &q->question[i])->choice[na].state == CHOICE_NA);
        }
    }
}

/* A question is not the title with a question mark, and no two ask the same in the same words. */
static void test_wording(void **state) {
    (void)state;
    static const char *const langs[] = {"en", "ja"};
    for (size_t l = 0; l < ARRAY_LEN(langs); l++) {
        struct map seen = {0};
        for (int i = 0; i < full->questionnaire->n_questions; i++) {
            const struct question *x = &full->questionnaire->question[i];
            if (x->layer != 0) {
                continue;
            }
            CHECK_ROW(i);
            const char *label = i18n_get(&x->label, langs[l]);
            const char *title = i18n_get(&full->framework[x->card]->node[x->node].label, langs[l]);
            check_true(map_add(&seen, label, i));
            check_true(strncmp(label, title, strlen(title)) != 0 || strlen(label) > strlen(title) + 10);
            check_true(*i18n_get(&x->hint, langs[l]) && questionnaire_advice(full->questionnaire, x->name, 0));
        }
        map_clear(&seen);
    }
}

/* function = (2·depth + breadth)/3, equal weights, half of the weight at least, a fifth not applicable at most. */
static void test_model(void **state) {
    (void)state;
    const struct scoring *m = full->model;
    check_text(m->layer[0].id, "depth");
    check_near(m->layer[0].weight, 2, 0);
    check_text(m->layer[1].id, "breadth");
    check_near(m->layer[1].weight, 1, 0);
    check_near(m->info.na_limit, 0.2, 0);
    check_text(m->info.na_level, "area");
    for (int i = 0; i < m->n_rules; i++) {
        check_int(m->rule[i].aggregate, AGGREGATE_MEAN);
        check_near(m->rule[i].min_coverage, 0.5, 0);
    }
    for (int c = 0; c < full->n_frameworks; c++) {
        for (int i = 0; i < full->framework[c]->n_nodes; i++) {
            check_near(full->framework[c]->node[i].weight, 1, 0);
        }
    }
}

static const struct minimum *minimum_of(const struct profile *p, const char *id, int *n) {
    const struct minimum *found = NULL;
    *n = 0;
    for (int i = 0; i < p->n_minima; i++) {
        bool is_it = strcmp(p->minimum[i].node_id, id) == 0;
        found = is_it ? &p->minimum[i] : found;
        *n += is_it;
    }
    return found;
}

static void test_stages(void **state) {
    (void)state;
    const struct profile *p = full->profile[0];
    static const char *const overrides[] = {"1.1.2", "1.2.2", "1.2.3", "4.1.3", "4.2.4"};
    int n, services[3] = {0};
    check_true(p->info.is_cumulative);
    check_int(p->n_stages, 3);
    check_text(p->stage[1].id, "intermediate");
    check_int(p->n_minima, 42);
    for (int i = 0; i < p->n_minima; i++) {
        CHECK_ROW(i);
        check_near(p->minimum[i].min, 2, 0); /* documented, at every stage */
        check_text(p->minimum[i].layer_id, "depth");
        check_true(!i18n_is_empty(&p->minimum[i].basis));
        minimum_of(p, p->minimum[i].node_id, &n);
        check_int(n, 1);
        bool is_service = strcmp(full->framework[0]->node[p->minimum[i].node].level, "service") == 0;
        services[p->minimum[i].stage] += is_service;
    }
    check_int(services[0], 10);
    check_int(services[1], 11);
    check_int(services[2], 7);
    for (size_t i = 0; i < ARRAY_LEN(overrides); i++) {
        CHECK_ROW(i);
        const struct minimum *m = minimum_of(p, overrides[i], &n);
        check_true(m && m->stage == 1);
    }
    check_true(minimum_of(p, "OF.I.E", &n) == NULL); /* no source places it */
    check_true(minimum_of(p, "OF.I.A", &n) && minimum_of(p, "OF.III.A", &n)->stage == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_framework), cmocka_unit_test(test_odd_ids),
        cmocka_unit_test(test_depth_is_asked),  cmocka_unit_test(test_breadth_is_asked),
        cmocka_unit_test(test_anchors),         cmocka_unit_test(test_wording),
        cmocka_unit_test(test_model),           cmocka_unit_test(test_stages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
