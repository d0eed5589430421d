/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worked example of doc/scoring.md: its files are taken out of the page and scored, and every row of its tables of
   results must be what the program computes. A failure prints the row that the page should have. */
#include "check.h"
#include "folder.h"

#include "base/file.h"
#include "base/num.h"
#include "score/assessment.h"

#define PAGE PG_SOURCE_DIR "/doc/scoring.md"
#define DIGITS 4

struct example {
    struct folder folder;
    struct buf page;
    struct kit *kit;
    struct answers *answers;
    struct assessment *result;
    int n_rows; /* rows of results that were looked for */
};
static struct example example;

/* ---- the page ----------------------------------------------------------------------------------------------- */

/* Writes every block that begins with "```csv NAME" as file NAME. */
static void write_files(struct example *x) {
    static const char mark[] = "\n```csv ";
    for (const char *at = strstr(x->page.data, mark); at; at = strstr(at, mark)) {
        const char *name = at + strlen(mark), *text = strchr(name, '\n') + 1;
        at = strstr(text, "```\n");
        assert_non_null(at);
        struct arena *a = &x->folder.arena;
        folder_write(&x->folder, arena_strndup(a, name, (size_t)(text - 1 - name)),
                     arena_strndup(a, text, (size_t)(at - text)));
    }
}

/* The rows below the headers of all tables that follow a line MARK. */
#define MARK "\n<!-- checked -->\n"
static int count_rows(const char *page) {
    int n = 0;
    for (const char *at = strstr(page, MARK); at; at = strstr(at, MARK)) {
        at += strlen(MARK);
        for (int line = 0; *at == '|'; line++) {
            n += line >= 2;
            at = strchr(at, '\n') + 1;
        }
        at--;
    }
    return n;
}

/* The page has this row, its first line end included. */
static void look_for(const char *row) {
    example.n_rows++;
    if (!strstr(example.page.data, row)) {
        print_error("doc/scoring.md lacks the row%s", row);
        fail();
    }
}

#define look_for_row(...) look_for(arena_printf(&example.folder.arena, "\n| " __VA_ARGS__))

static int load_example(void **state) {
    (void)state;
    struct example *x = &example;
    struct diags ds = {0};
    struct library library = {.root = x->folder.path};
    struct kit_request request = {.questionnaire = "example"};
    folder_make(&x->folder);
    buf_init(&x->page, BUF_MAX_DEFAULT);
    assert_true(file_read(PAGE, BUF_MAX_DEFAULT, &x->page, &ds));
    write_files(x);
    x->kit = kit_load(&library, &request, &ds);
    x->answers = answers_open(folder_path(&x->folder, "answers.csv"), &ds);
    check_print_diags(&ds);
    assert_true(x->kit && x->answers && answers_read(x->answers, x->kit->questionnaire, &ds));
    check_no_diags(&ds);
    x->result = assessment_new(x->kit, x->answers, NULL, NULL);
    diags_clear(&ds);
    return 0;
}

static int free_example(void **state) {
    (void)state;
    assessment_free(example.result);
    answers_free(example.answers);
    kit_free(example.kit);
    buf_clear(&example.page);
    folder_remove(&example.folder);
    return 0;
}

/* ---- cells -------------------------------------------------------------------------------------------------- */

/* Texts stay good for a row. */
static const char *number(double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&example.folder.arena, num_fixed(text, x, DIGITS));
}

static bool has_value(const struct score *s) { return s->status == SCORE_SCORED || s->status == SCORE_NOT_RATED; }

static bool counts(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }

static const char *value_of(const struct score *s) { return has_value(s) ? number(s->value) : "–"; }

static const char *range_of(const struct score *s) {
    return counts(s) ? arena_printf(&example.folder.arena, "%s to %s", number(s->low), number(s->high)) : "–";
}

static const char *coverage_of(const struct score *s) { return counts(s) ? number(s->coverage) : "–"; }

static const char *shown_of(const struct score *s) {
    char text[NUM_TEXT_MAX];
    const char *shown = num_fixed(text, score_shown(s), s->scale->decimals);
    return s->status == SCORE_SCORED ? arena_strdup(&example.folder.arena, shown) : "–";
}

static const char *band_of(const struct score *s) {
    const struct band *band = scoring_band(example.kit->model, "", s->scale, s->value);
    return s->status == SCORE_SCORED ? band->id : "–";
}

static const char *stage_of(int stage) { return stage < 0 ? "none" : example.kit->profile[0]->stage[stage].id; }

/* ---- tables of results -------------------------------------------------------------------------------------- */

static void check_scores(void) {
    const struct scorecard *card = &example.result->card[0];
    for (int i = 0; i < card->framework->n_nodes; i++) {
        const struct node_score *n = &card->node[i];
        const struct score *s = &n->total;
        look_for_row("%s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", i ? card->framework->node[i].id : "total",
                     score_status_name(s->status), value_of(s), range_of(s), coverage_of(s), shown_of(s), band_of(s),
                     value_of(&n->layer[0]), value_of(&n->layer[1]), number(n->share));
    }
}

static void check_variants(void) {
    for (int v = 0; v < example.kit->model->n_variants; v++) {
        const struct score *s = &example.result->card[0].variant_total[v];
        look_for_row("%s | %s | %s | %s |\n", example.kit->model->variant[v].id, value_of(s), range_of(s), shown_of(s));
    }
}

static void check_minima(void) {
    const struct profile_check *check = &example.result->profile[0];
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum_check *c = &check->minimum[i];
        const struct minimum *m = c->minimum;
        look_for_row("%s | %s | %s | %s | %s | %s | %s |\n", m->stage_id, m->node_id,
                     *m->layer_id ? m->layer_id : "score", number(c->need), value_of(&c->have), range_of(&c->have),
                     met_name(c->met));
    }
}

static void check_stages(void) {
    const struct profile_check *check = &example.result->profile[0];
    for (int s = 0; s < check->profile->n_stages; s++) {
        look_for_row("stage %s | %s |\n", stage_of(s), met_name(check->stage[s].met));
    }
    look_for_row("reached by the scores | %s |\n", stage_of(check->reached));
    look_for_row("surely reached | %s |\n", stage_of(check->reached_low));
    look_for_row("still possible | %s |\n", stage_of(check->reached_high));
}

static void check_gaps(void) {
    for (int i = 0; i < example.result->gaps.n; i++) {
        const struct gap *g = &example.result->gaps.gap[i];
        look_for_row("%d | %s | %s | %s |\n", i + 1, example.kit->framework[0]->node[g->node].id, stage_of(g->stage),
                     number(g->gain));
    }
}

static void test_example(void **state) {
    (void)state;
    check_scores();
    check_variants();
    check_minima();
    check_stages();
    check_gaps();
    check_int(count_rows(example.page.data), example.n_rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_example)};
    return cmocka_run_group_tests(tests, load_example, free_example);
}
