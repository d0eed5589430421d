/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that statistics read, as one table: help, manual and parser see the same rows. */
#include "cli/stat_input.h"

#include <string.h>

#include "base/text.h"
#include "base/thread.h"

static const struct option_row rows[] = {
    {.name = "x", .type = OPTION_TEXT, .argument = "COLS", .summary = "the column, or several parted by commas"},
    {.name = "y", .type = OPTION_TEXT, .argument = "COL", .summary = "the second column"},
    {.name = "by", .type = OPTION_TEXT, .argument = "COL", .summary = "the column of groups"},
    {.name = "weight", .type = OPTION_TEXT, .argument = "COL", .summary = "sampling weights"},
    {.name = "strata", .type = OPTION_TEXT, .argument = "COL", .summary = "strata of the sample"},
    {.name = "cluster", .type = OPTION_TEXT, .argument = "COL", .summary = "clusters, inside strata"},
    {.name = "fpc",
     .type = OPTION_TEXT,
     .argument = "COL",
     .summary = "size of the row's stratum in the population (of clusters, if there are any)"},
    {.name = "freq", .type = OPTION_TEXT, .argument = "COL", .summary = "how many observations the row stands for"},
    {.name = "levels",
     .type = OPTION_LIST,
     .argument = "[COL=]A,B",
     .summary = "order of the levels of a column (without COL: of --x)"},
    {.name = "success",
     .type = OPTION_TEXT,
     .argument = "LEVEL",
     .summary = "the level that counts as success; otherwise the last"},
    {.name = "member", .type = OPTION_TEXT, .argument = "VALUE", .summary = "whose position: a value of --x"},
    {.name = "population",
     .type = OPTION_TEXT,
     .argument = "N",
     .summary = "size of the population; otherwise infinite"},
    {.name = "level",
     .type = OPTION_TEXT,
     .argument = "P",
     .fallback = "0.95",
     .summary = "confidence level of intervals"},
    {.name = "alternative",
     .type = OPTION_WORD,
     .argument = "WORD",
     .words = "two-sided less greater",
     .fallback = "two-sided",
     .summary = "side of a test"},
    {.name = "mu", .type = OPTION_TEXT, .argument = "X", .fallback = "0", .summary = "value under the null hypothesis"},
    {.name = "type", .type = OPTION_INTEGER, .argument = "1-9", .fallback = "7", .summary = "type of quantiles"},
    {.name = "probs", .type = OPTION_TEXT, .argument = "P,P", .summary = "which quantiles"},
    {.name = "trim", .type = OPTION_TEXT, .argument = "P", .summary = "share that is cut from each end"},
    {.name = "method",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .summary = "variant of the statistic; 'help NAME' has them; parts are joined by '+'"},
    {.name = "k", .type = OPTION_TEXT, .argument = "N", .summary = "number of clusters or components"},
    {.name = "draws", .type = OPTION_TEXT, .argument = "N", .summary = "random draws or replicates"},
    {.name = "seed",
     .type = OPTION_INTEGER,
     .argument = "N",
     .fallback = "1",
     .summary = "start of the random numbers"},
    {.name = "threads",
     .type = OPTION_TEXT,
     .argument = "N",
     .summary = "threads; otherwise one a processor; no result depends on it"},
    {.name = "lonely",
     .type = OPTION_WORD,
     .argument = "RULE",
     .words = "fail remove certainty adjust average",
     .summary = "what to do with strata of a single unit"},
    {.name = "totals",
     .type = OPTION_TEXT,
     .argument = "LIST",
     .summary = "known totals: 'sector:A=20,B=12;sales=1000'"},
    {.name = "bounds", .type = OPTION_TEXT, .argument = "LOW,HIGH", .summary = "bounds of new weight over old weight"},
    {.name = "rho", .type = OPTION_TEXT, .argument = "X", .summary = "Fay's factor"},
    {.name = "effect", .type = OPTION_TEXT, .argument = "X", .summary = "planning: difference to be found"},
    {.name = "sd", .type = OPTION_TEXT, .argument = "X", .summary = "planning: standard deviation"},
    {.name = "p1", .type = OPTION_TEXT, .argument = "P", .summary = "planning: first proportion"},
    {.name = "p2", .type = OPTION_TEXT, .argument = "P", .summary = "planning: second proportion"},
    {.name = "n", .type = OPTION_TEXT, .argument = "N", .summary = "planning: size of the (first) sample"},
    {.name = "n2", .type = OPTION_TEXT, .argument = "N", .summary = "planning: size of the second sample"},
    {.name = "power", .type = OPTION_TEXT, .argument = "P", .summary = "planning: power"},
    {.name = "alpha", .type = OPTION_TEXT, .argument = "P", .summary = "planning: significance level"},
    {.name = "margin", .type = OPTION_TEXT, .argument = "P", .summary = "planning: half width of the interval"},
    {.name = "response", .type = OPTION_TEXT, .argument = "P", .summary = "planning: expected response rate"},
};
const struct option_group options_stat = {"Columns and options of statistics", rows, ARRAY_LEN(rows)};

/* ---- options ----------------------------------------------------------------------------------------------- */
struct number_option {
    const char *name;
    double *value, low, high;
};

#define ABOVE_0 1e-300

static void read_number(const struct arguments *args, const struct number_option *o, struct diags *ds) {
    const char *text = argument_text(args, o->name);
    double x;
    if (!text) {
        return;
    }
    char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
    if (!num_parse(text, &x)) {
        diag_add(ds, DIAG_STAT_OPTION_NUMBER, NULL, o->name, text);
    } else if (x <= 0 && o->low == ABOVE_0) {
        diag_add(ds, DIAG_STAT_OPTION_POSITIVE, NULL, o->name, text);
    } else if (x < o->low || x > o->high) {
        diag_add(ds, DIAG_STAT_OPTION_RANGE, NULL, o->name, text, num_shortest(low, o->low),
                 num_shortest(high, o->high));
    } else {
        *o->value = x;
    }
}

static const double *read_list(const struct arguments *args, const char *option, int *n, struct arena *a,
                               struct diags *ds) {
    const char *text = argument_text(args, option);
    double *list = ARENA_ARRAY(a, text ? strlen(text) + 1 : 1, double);
    *n = 0;
    for (size_t len; text && *text; text += len + (text[len] == ',')) {
        len = strcspn(text, ",");
        const char *word = text_trim(a, arena_strndup(a, text, len));
        if (!num_parse(word, &list[*n])) {
            diag_add(ds, DIAG_STAT_OPTION_NUMBER, NULL, option, word);
        }
        ++*n;
    }
    return *n ? list : NULL;
}

static void read_probs(const struct arguments *args, struct stat_options *o, struct arena *a, struct diags *ds) {
    o->prob = read_list(args, "probs", &o->n_prob, a, ds);
    for (int i = 0; i < o->n_prob; i++) {
        char text[NUM_TEXT_MAX];
        if (o->prob[i] < 0 || o->prob[i] > 1) {
            diag_add(ds, DIAG_STAT_OPTION_RANGE, NULL, "probs", num_shortest(text, o->prob[i]), "0", "1");
        }
    }
}

static void read_bounds(const struct arguments *args, struct stat_options *o, struct arena *a, struct diags *ds) {
    int n;
    const double *bounds = read_list(args, "bounds", &n, a, ds);
    if (n == 2 && bounds[0] >= 0 && bounds[0] < 1 && bounds[1] > 1) {
        o->bound_low = bounds[0];
        o->bound_high = bounds[1];
    } else if (n > 0) {
        diag_add(ds, DIAG_STAT_BOUNDS, NULL, argument_text(args, "bounds"));
    }
}

/* A whole number; 'fallback' when it is not given. */
static long read_whole(const struct arguments *args, const char *name, long low, long high, long fallback,
                       struct diags *ds) {
    char text[2][NUM_TEXT_MAX];
    const char *given = argument_text(args, name);
    long value;
    if (!given) {
        return fallback;
    }
    if (!num_parse_int(given, &value)) {
        diag_add(ds, DIAG_STAT_OPTION_NUMBER, NULL, name, given);
        return fallback;
    }
    if (value < low || value > high) {
        diag_add(ds, DIAG_STAT_OPTION_RANGE, NULL, name, given, num_shortest(text[0], (double)low),
                 num_shortest(text[1], (double)high));
        return fallback;
    }
    return value;
}

static void read_numbers(const struct arguments *args, struct stat_options *o, struct diags *ds) {
    const struct number_option numbers[] = {{"level", &o->level, 0.001, 0.999999},
                                            {"mu", &o->mu, -1e300, 1e300},
                                            {"population", &o->population, 1, 1e15},
                                            {"trim", &o->trim, 0, 0.5},
                                            {"effect", &o->effect, 0, 1e300},
                                            {"sd", &o->sd, ABOVE_0, 1e300},
                                            {"p1", &o->p1, 0, 1},
                                            {"p2", &o->p2, 0, 1},
                                            {"n", &o->n, 0, 1e15},
                                            {"n2", &o->n2, 0, 1e15},
                                            {"power", &o->power, 0, 1},
                                            {"alpha", &o->alpha, ABOVE_0, 1},
                                            {"margin", &o->margin, ABOVE_0, 1e300},
                                            {"response", &o->response, ABOVE_0, 1},
                                            {"rho", &o->rho, 0, 0.999999}};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        read_number(args, &numbers[i], ds);
    }
}

void stat_options_read(const struct arguments *args, struct stat_options *o, struct arena *a, struct diags *ds) {
    const char *alternative = argument_text(args, "alternative");
    stat_options_init(o);
    read_numbers(args, o, ds);
    o->alternative = text_equal(alternative, "less")      ? ALTERNATIVE_LESS
                     : text_equal(alternative, "greater") ? ALTERNATIVE_GREATER
                                                          : ALTERNATIVE_TWO_SIDED;
    o->type = (int)read_whole(args, "type", 1, 9, o->type, ds);
    o->k = (int)read_whole(args, "k", 1, 1000000, o->k, ds);
    o->draws = read_whole(args, "draws", 1, 1000000000, o->draws, ds);
    o->seed = (uint64_t)argument_integer(args, "seed");
    o->threads = (int)read_whole(args, "threads", 1, THREAD_WORKERS_MAX, thread_available(), ds);
    o->method = argument_text(args, "method");
    o->success = argument_text(args, "success");
    o->member = argument_text(args, "member");
    o->lonely = argument_text(args, "lonely");
    o->totals = argument_text(args, "totals");
    read_probs(args, o, a, ds);
    read_bounds(args, o, a, ds);
}

/* ---- does the statistic use them? ---------------------------------------------------------------------------- */

/* Which of 'needs' makes an option one that is read. */
static int need_of(const char *option) {
    static const struct {
        const char *option;
        int needs;
    } rows_of[] = {{"x", NEEDS_X | NEEDS_MANY_X}, {"y", NEEDS_Y}, {"by", NEEDS_BY}};
    for (size_t i = 0; i < ARRAY_LEN(rows_of); i++) {
        if (strcmp(rows_of[i].option, option) == 0) {
            return rows_of[i].needs;
        }
    }
    return 0;
}

static bool is_used(const struct stat *s, const char *option) {
    bool reads_table = (s->needs & (NEEDS_X | NEEDS_MANY_X)) != 0;
    bool is_of_table = strcmp(option, "freq") == 0 || strcmp(option, "levels") == 0;
    return (s->needs & need_of(option)) || text_has_word(s->options, option) || (is_of_table && reads_table);
}

const char *stat_used_options(const struct stat *s, struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (is_used(s, rows[i].name)) {
            all = arena_printf(a, "%s%s--%s", all, *all ? ", " : "", rows[i].name);
        }
    }
    return all;
}

static bool is_method(const char *group, size_t n_group, const char *word, size_t n) {
    for (size_t i = 0, len; i < n_group; i += len + 1) {
        len = strcspn(group + i, " ;");
        if (len == n && strncmp(group + i, word, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether each part of the value, joined by '+', is a word of the methods. */
static bool is_known_method(const char *methods, const char *value) {
    for (size_t n; *value; value += n + (value[n] == '+')) {
        n = strcspn(value, "+");
        if (!is_method(methods, strlen(methods), value, n)) {
            return false;
        }
    }
    return true;
}

bool stat_options_check(const struct stat *s, const struct arguments *args, struct diags *ds) {
    struct arena a = {0};
    size_t before = ds->n_errors;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (argument_is_given(args, rows[i].name) && !is_used(s, rows[i].name)) {
            diag_add(ds, DIAG_STAT_OPTION_UNUSED, NULL, s->name, rows[i].name, stat_used_options(s, &a));
        }
    }
    const char *method = argument_text(args, "method");
    if (method && s->methods && !is_known_method(s->methods, method)) {
        diag_add(ds, DIAG_STAT_METHOD, NULL, s->name, s->methods, method);
    }
    arena_clear(&a);
    return ds->n_errors == before;
}
