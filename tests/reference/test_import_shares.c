/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published shares of a survey follow from its imported responses. */
#include "check.h"

#include "base/num.h"
#include "base/text.h"
#include "imported.h"
#include "real_data.h"
#include "sandbox.h"

/* The published table: a row a question and option. Tabs only, quotation marks are letters. */
struct gold {
    char *field[12]; /* question, page, type, base, answered n, …, option, count, share, computed, check */
};
enum { GOLD_QUESTION, GOLD_ANSWERED = 4, GOLD_OPTION = 7, GOLD_SHARE = 9, GOLD_CHECK = 11 };

static bool next_gold(char **rest, struct gold *g) {
    char *line = *rest;
    size_t n = strcspn(line, "\n");
    if (n == 0) {
        return false;
    }
    *rest = line + n + (line[n] == '\n');
    line[n] = '\0';
    line[strcspn(line, "\r")] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(g->field); i++) {
        g->field[i] = line;
        size_t m = strcspn(line, "\t");
        line += m + (line[m] == '\t');
        g->field[i][m] = '\0';
    }
    return true;
}

struct shares {
    struct input in; /* the responses, read back */
    struct imported x;
};

static const char *lower(struct arena *a, const char *s) { return text_fold(a, s); }

/* Whether the published share follows from the responses: decimal half-up, on those who answered. */
static bool follows(struct shares *s, const struct gold *g, size_t *base) {
    const struct draft_question *q = imported_question(&s->x, lower(&s->x.arena, g->field[GOLD_QUESTION]));
    assert_non_null(q);
    int choice = draft_find_choice(&s->x.draft, q->list, g->field[GOLD_OPTION]);
    if (choice < 0) {
        print_error("%s has no option '%s'\n", q->name, g->field[GOLD_OPTION]);
    }
    check_true(choice >= 0);
    const char *code = s->x.draft.list[q->list].choice[choice].name;
    int column = table_find(&s->in.sheet[0], 0, q->name);
    size_t n = 0;
    *base = 0;
    for (size_t row = 1; row < s->in.sheet[0].n_rows; row++) {
        const char *cell = table_cell(&s->in.sheet[0], row, column);
        *base += *cell != '\0';
        n += text_has_word(cell, code);
    }
    const char *share = g->field[GOLD_SHARE], *dot = strchr(share, '.');
    int decimals = dot ? (int)strlen(dot + 1) : 0;
    double printed = 0;
    check_true(num_parse(share, &printed));
    return *base > 0 && fabs(num_round(100.0 * (double)n / (double)*base, decimals) - printed) < 1e-9;
}

static bool is_known_difference(const struct gold *g) {
    bool is_other = strcmp(g->field[GOLD_OPTION], "Other (please specify)") == 0;
    const char *q = g->field[GOLD_QUESTION];
    return strcmp(q, "Q46") == 0 ||
           (is_other && (strcmp(q, "Q13") == 0 || strcmp(q, "Q15") == 0 || strcmp(q, "Q43") == 0));
}

static void test_published_shares(void **state) {
    struct sandbox *s = *state;
    struct shares shares;
    struct buf b;
    struct gold g;
    size_t n_follow = 0, n_differ = 0, base;
    if (!real_data_is_there()) {
        return;
    }
    import_file(&shares.x, real_data_path(&s->arena, "ospo2024-surveymonkey/raw_text.csv"), NULL);
    check_true(input_open_data(&shares.in, "x.csv", shares.x.csv, strlen(shares.x.csv), &s->ds));
    buf_init(&b, FILE_MAX_DEFAULT);
    check_true(
        file_read(real_data_path(&s->arena, "ospo2024-surveymonkey/gold_sa_ma.tsv"), FILE_MAX_DEFAULT, &b, &s->ds));
    char *rest = b.data;
    next_gold(&rest, &g); /* the header */
    for (long row = 0; next_gold(&rest, &g); row++) {
        CHECK_ROW(row);
        bool is_good = follows(&shares, &g, &base);
        n_follow += is_good;
        n_differ += !is_good;
        check_true(is_good || is_known_difference(&g));
        check_true(is_good == (strcmp(g.field[GOLD_CHECK], "match") == 0));
        long answered = -1;
        check_true(num_parse_int(g.field[GOLD_ANSWERED], &answered));
        check_int(base, answered);
    }
    CHECK_ROW(-1);
    check_int(n_follow, 183);
    check_int(n_differ, 11);
    buf_clear(&b);
    input_close(&shares.in);
    imported_clear(&shares.x);
}

int main(void) {
    const struct CMUnitTest tests[] = {SANDBOX_TEST(test_published_shares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
