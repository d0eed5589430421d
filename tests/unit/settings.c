/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every statistic of the registry is given, at least once each (tests/property checks that none is missing). */
#include "observations.h"

#include <string.h>

#define ITEMS "item1,item2,item3,item4"
#define RATERS "rater1,rater2,rater3"
#define SECTORS "sector:shop=300,bank=200,farm=250"

const struct setting setting[] = {
    /* descriptives */
    {"counts", .x = "number"},
    {"counts", .x = "sector"},
    {"mean", .x = "number"},
    {"variance", .x = "number"},
    {"sd", .x = "number"},
    {"skewness", .x = "number"},
    {"kurtosis", .x = "number"},
    {"median", .x = "number"},
    {"median", .x = "count", .method = "school"},
    {"quantile", .x = "number", .type = 1},
    {"quantile", .x = "number", .type = 2},
    {"quantile", .x = "number", .type = 3},
    {"quantile", .x = "number", .type = 4},
    {"quantile", .x = "number", .type = 5},
    {"quantile", .x = "number", .type = 6},
    {"quantile", .x = "number", .type = 7},
    {"quantile", .x = "number", .type = 8},
    {"quantile", .x = "count", .type = 9},
    {"mad", .x = "number"},
    {"trimmed_mean", .x = "number", .trim = 0.1},
    {"mode", .x = "count"},
    {"mode", .x = "sector"},
    {"entropy", .x = "sector"},
    {"entropy", .x = "count"},
    {"gini", .x = "count"},
    {"range", .x = "number"},
    {"sum", .x = "number"},
    /* proportions */
    {"proportion", .x = "yes"},
    {"proportion", .x = "yes", .method = "wilson"},
    {"proportion", .x = "yes", .method = "clopper_pearson"},
    {"proportion", .x = "yes", .method = "agresti_coull"},
    {"proportion", .x = "yes", .method = "jeffreys"},
    {"proportion", .x = "yes", .method = "wald"},
    {"proportion", .x = "in_a", .method = "beta"},
    {"proportion", .x = "yes", .population = 100},
    {"proportion_difference", .x = "yes", .by = "group"},
    {"proportion_ratio", .x = "yes", .by = "group"},
    {"proportion_difference_paired", .x = "yes", .y = "yes_too"},
    {"proportion_ratio_paired", .x = "yes", .y = "yes_too"},
    {"multinomial_goodman", .x = "sector"},
    {"multinomial_sison_glaz", .x = "sector"},
    /* designs */
    {"design_mean", .x = "number"},
    {"design_mean", .x = "number", .by = "sector"},
    {"design_total", .x = "number"},
    {"design_total", .x = "number", .by = "sector"},
    {"design_ratio", .x = "number", .y = "second"},
    {"design_ratio", .x = "number", .y = "second", .by = "sector"},
    {"design_share", .x = "sector"},
    {"design_share", .x = "grade", .by = "group"},
    {"design_share", .x = "sector", .method = "beta"},
    {"design_share", .x = "sector", .method = "asin"},
    {"design_share", .x = "sector", .method = "mean"},
    {"design_quantile", .x = "number"},
    {"design_quantile", .x = "count", .by = "group", .method = "school+xlogit"},
    {"design_quantile", .x = "number", .method = "hf1+beta"},
    {"design_quantile", .x = "number", .method = "hf2+asin"},
    {"design_quantile", .x = "number", .method = "hf3"},
    {"design_quantile", .x = "number", .method = "hf4"},
    {"design_quantile", .x = "number", .method = "hf5"},
    {"design_quantile", .x = "number", .method = "hf6"},
    {"design_quantile", .x = "number", .method = "hf7"},
    {"design_quantile", .x = "number", .method = "hf8"},
    {"design_quantile", .x = "number", .method = "hf9"},
    {"design_difference", .x = "number", .by = "sector"},
    {"design_t_test", .x = "number", .mu = 9},
    {"design_t_test", .x = "number", .by = "group"},
    {"design_rank_test", .x = "number", .by = "group"},
    {"rao_scott", .x = "yes", .y = "sector"},
    {"kish", .x = "number"},
    {"kish", .x = "number", .by = "sector"},
    {"replicate_mean", .x = "number", .method = "jkn"},
    {"replicate_mean", .x = "number", .by = "sector", .method = "jk1"},
    {"replicate_mean", .x = "number", .method = "brr"},
    {"replicate_mean", .x = "number", .method = "fay"},
    {"replicate_mean", .x = "number", .method = "bootstrap"},
    {"replicate_mean", .x = "number", .method = "subbootstrap"},
    {"replicate_total", .x = "number", .method = "jkn"},
    {"replicate_ratio", .x = "number", .y = "second", .method = "jkn"},
    {"replicate_quantile", .x = "number", .method = "jkn"},
    {"post_stratify", .x = "sector", .y = "number", .totals = SECTORS},
    {"rake", .x = "sector,group", .y = "number", .totals = SECTORS ";group:a=350,b=400"},
    {"calibrate", .x = "sector,second", .y = "number", .totals = SECTORS ";second=8000"},
    {"calibrate", .x = "sector,second", .y = "number", .totals = SECTORS ";second=8000", .method = "raking"},
    /* association */
    {"chi_square", .x = "sector", .y = "yes", .method = "pearson"},
    {"chi_square", .x = "group", .y = "yes", .method = "yates"},
    {"chi_square", .x = "sector", .y = "grade", .method = "exact"},
    {"likelihood_ratio", .x = "sector", .y = "yes"},
    {"fisher", .x = "group", .y = "yes"},
    {"fisher", .x = "sector", .y = "yes"},
    {"cramers_v", .x = "sector", .y = "yes"},
    {"phi", .x = "group", .y = "yes"},
    {"odds_ratio", .x = "group", .y = "yes"},
    {"relative_risk", .x = "group", .y = "yes"},
    {"gamma", .x = "grade", .y = "grade_too"},
    {"tau_b", .x = "count", .y = "count_too"},
    {"tau_b", .x = "number", .y = "second"},
    {"tau_c", .x = "grade", .y = "grade_too"},
    {"somers_d", .x = "grade", .y = "grade_too"},
    {"lambda", .x = "sector", .y = "grade"},
    {"pearson", .x = "number", .y = "second"},
    {"spearman", .x = "number", .y = "second"},
    {"spearman", .x = "count", .y = "count_too"},
    {"polychoric", .x = "grade", .y = "grade_too"},
    {"polychoric", .x = "grade", .y = "grade_too", .method = "full"},
    {"mcnemar", .x = "yes", .y = "yes_too"},
    {"mcnemar", .x = "yes", .y = "yes_too", .method = "exact"},
    {"bowker", .x = "grade", .y = "grade_too"},
    {"stuart_maxwell", .x = "grade", .y = "grade_too"},
    {"cochran_q", .x = "yes,yes_too,yes_three"},
    {"mantel_haenszel", .x = "group", .y = "yes", .by = "sector"},
    {"mantel_haenszel", .x = "grade", .y = "sector", .by = "group"},
    {"cochran_armitage", .x = "count", .y = "yes"},
    /* comparison */
    {"t_one_sample", .x = "number", .mu = 9},
    {"t_student", .x = "number", .by = "group"},
    {"t_welch", .x = "number", .by = "group"},
    {"t_paired", .x = "number", .y = "second"},
    {"wilcoxon_rank_sum", .x = "number", .by = "group"},
    {"wilcoxon_rank_sum", .x = "count", .by = "group", .method = "uncorrected"},
    {"wilcoxon_signed_rank", .x = "number", .mu = 9},
    {"wilcoxon_signed_rank", .x = "count", .y = "count_too"},
    {"kruskal_wallis", .x = "number", .by = "sector"},
    {"friedman", .x = ITEMS},
    {"quade", .x = ITEMS},
    {"anova", .x = "number", .by = "sector"},
    {"anova_welch", .x = "number", .by = "sector"},
    {"levene", .x = "number", .by = "sector"},
    {"brown_forsythe", .x = "number", .by = "sector"},
    {"bartlett", .x = "number", .by = "sector"},
    {"fligner", .x = "number", .by = "sector"},
    {"cohen_d", .x = "number", .by = "group"},
    {"cohen_d", .x = "number", .y = "second"},
    {"cohen_d", .x = "number", .mu = 9},
    {"hedges_g", .x = "number", .by = "group"},
    {"hedges_g", .x = "number", .y = "second"},
    {"cliff_delta", .x = "count", .by = "group"},
    {"permutation", .x = "number", .by = "group", .rows = 12},
    {"permutation", .x = "number", .by = "group", .method = "rank", .rows = 12},
    {"permutation", .x = "number", .by = "group", .method = "median", .rows = 12},
    {"permutation", .x = "number", .by = "group", .method = "welch", .rows = 12},
    {"permutation_paired", .x = "number", .y = "second", .rows = 12},
    {"column_proportions", .x = "yes", .by = "sector"},
    {"column_means", .x = "number", .by = "sector", .method = "holm"},
    {"column_proportions_rest", .x = "yes", .by = "sector"},
    {"column_means_rest", .x = "number", .by = "sector"},
    {"overlap_proportions", .x = "yes,in_a,in_b"},
    {"overlap_proportions", .x = "yes,in_a,in_b", .method = "linear"},
    {"overlap_means", .x = "number,in_a,in_b"},
    {"overlap_means", .x = "number,in_a,in_b", .method = "linear+none"},
    /* multiple */
    {"p_adjust", .x = "p", .method = "holm"},
    {"p_adjust", .x = "p", .method = "hommel"},
    {"p_adjust", .x = "p", .method = "by"},
    {"tukey_hsd", .x = "number", .by = "sector"},
    /* scales */
    {"alpha", .x = ITEMS},
    {"omega", .x = ITEMS},
    {"omega", .x = ITEMS, .method = "minres"},
    {"items", .x = ITEMS},
    {"kappa", .x = "rater1", .y = "rater2"},
    {"weighted_kappa", .x = "grade", .y = "grade_too", .method = "linear"},
    {"weighted_kappa", .x = "grade", .y = "grade_too"},
    {"fleiss_kappa", .x = RATERS},
    {"krippendorff", .x = RATERS, .method = "nominal"},
    {"krippendorff", .x = ITEMS, .method = "ordinal"},
    {"krippendorff", .x = ITEMS, .method = "interval"},
    {"krippendorff", .x = ITEMS, .method = "ratio"},
    {"icc", .x = ITEMS},
    /* position */
    {"percentile_rank", .x = "count", .member = "3"},
    {"percentile_rank", .x = "count", .member = "3", .population = 100},
    /* structure */
    {"components", .x = ITEMS},
    {"components", .x = ITEMS, .method = "covariance"},
    {"parallel_analysis", .x = ITEMS},
    {"kmeans", .x = "east,north"},
    {"kmeans", .x = "east,north", .method = "z"},
    {"hierarchy", .x = "east,north"},
    {"hierarchy", .x = "number,second", .method = "complete"},
    {"hierarchy", .x = "number,second", .method = "single"},
    {"hierarchy", .x = "number,second", .method = "ward.D2+z"},
    {"regression", .x = "second,sector", .y = "number"},
    {"regression", .x = "second,sector", .y = "number", .method = "HC3"},
    {"ordinal_logit", .x = "second,group", .y = "grade"},
    {"ordinal_logit", .x = "second,group", .y = "grade", .method = "robust"},
    /* planning */
    {"margin_of_error", .n = 400, .p1 = 0.5},
    {"sample_size", .margin = 0.05},
    {"power_proportions", .p1 = 0.5, .p2 = 0.75, .power = 0.9},
    {"power_means", .n = 20, .effect = 1, .sd = 1},
};
const size_t n_settings = ARRAY_LEN(setting);

/* ---- inputs -------------------------------------------------------------------------------------------------- */
static void set_number(double *option, double value) { *option = value > 0 ? value : *option; }

static void set_options(const struct setting *s, struct stat_options *o) {
    stat_options_init(o);
    set_number(&o->n, s->n);
    set_number(&o->p1, s->p1);
    set_number(&o->p2, s->p2);
    set_number(&o->sd, s->sd);
    set_number(&o->margin, s->margin);
    set_number(&o->power, s->power);
    set_number(&o->effect, s->effect);
    set_number(&o->trim, s->trim);
    set_number(&o->mu, s->mu);
    set_number(&o->population, s->population);
    o->type = s->type > 0 ? s->type : o->type;
    o->k = s->k;
    o->draws = 50;
    o->method = s->method;
    o->totals = s->totals;
    o->member = s->member;
}

/* The column's first rows; all when 'rows' is 0. */
static struct variable first_rows(const struct observations *o, const char *name, size_t rows) {
    struct variable v = *observations_column(o, name);
    v.n = rows > 0 && rows < v.n ? rows : v.n;
    return v;
}

static const struct variable *one_column(const struct setting *s, const struct observations *o, const char *name,
                                         struct arena *a) {
    struct variable *v = name ? ARENA_NEW(a, struct variable) : NULL;
    if (v) {
        *v = first_rows(o, name, s->rows);
    }
    return v;
}

static void set_x(const struct setting *s, const struct observations *o, struct stat_input *in, struct arena *a) {
    struct variable *x = ARENA_ARRAY(a, N_COLUMNS, struct variable);
    for (const char *name = s->x; name && *name;) {
        size_t n = strcspn(name, ",");
        x[in->n_x++] = first_rows(o, arena_strndup(a, name, n), s->rows);
        name += n + (name[n] == ',');
    }
    in->x = x;
}

static const double *repeated(double value, size_t n, struct arena *a) {
    double *all = ARENA_ARRAY(a, n + 1, double);
    for (size_t i = 0; i < n; i++) {
        all[i] = value;
    }
    return all;
}

static struct design drawn_design(const struct observations *o, enum drawn drawn, size_t n, struct arena *a) {
    struct design d = {.weight = drawn == DRAWN_ONE_WEIGHT ? o->only : o->weight};
    if (drawn == DRAWN_CLUSTERED) {
        d = (struct design){o->weight,  o->stratum,        OBSERVED_STRATA,
                            o->cluster, OBSERVED_CLUSTERS, o->clusters_of_stratum};
    } else if (drawn == DRAWN_FINITE || drawn == DRAWN_CENSUS || drawn == DRAWN_OVERDRAWN) {
        double population = drawn == DRAWN_FINITE ? 100 : drawn == DRAWN_CENSUS ? (double)n : 1;
        d = (struct design){.population = repeated(population, n, a)};
    } else if (drawn == DRAWN_WEIGHTLESS) {
        d.weight = repeated(0, n, a);
    } else if (drawn == DRAWN_LONELY) {
        int *own = ARENA_ARRAY(a, n + 1, int);
        for (size_t i = 0; i < n; i++) {
            own[i] = (int)i;
        }
        d.stratum = own;
        d.n_strata = (int)n;
    }
    return d;
}

struct stat_input setting_input(const struct setting *s, const struct observations *o, enum drawn drawn,
                                struct arena *a) {
    struct stat_input in = {.y = one_column(s, o, s->y, a), .by = one_column(s, o, s->by, a)};
    set_options(s, &in.options);
    set_x(s, o, &in, a);
    if (drawn != DRAWN_SIMPLE) {
        struct design *d = ARENA_NEW(a, struct design);
        *d = drawn_design(o, drawn, in.n_x > 0 ? in.x[0].n : 0, a);
        in.design = d;
    }
    return in;
}

void setting_run(const struct setting *s, const struct stat_input *in, struct stat_output *out) {
    stat_output_init(out);
    stat_find(s->stat)->run(in, out);
}

const struct stat_value *output_find(const struct stat_output *out, const char *key) {
    for (size_t i = 0; i < out->n_values; i++) {
        if (strcmp(out->value[i].key, key) == 0) {
            return &out->value[i];
        }
    }
    return NULL;
}

bool keys_have(const char *keys, const char *key) {
    size_t n = strcspn(key, ":");
    for (; *keys; keys += strspn(keys, " ")) {
        size_t len = strcspn(keys, " ");
        if (len == n && strncmp(keys, key, n) == 0) {
            return true;
        }
        keys += len;
    }
    return false;
}

const char *setting_text(const struct setting *s, struct arena *a) {
    const char *type = s->type > 0 ? arena_printf(a, " --type %d", s->type) : "";
    return arena_printf(a, "%s%s%s%s%s%s%s%s%s%s", s->stat, s->x ? " --x " : "", s->x ? s->x : "", s->y ? " --y " : "",
                        s->y ? s->y : "", s->by ? " --by " : "", s->by ? s->by : "", s->method ? " --method " : "",
                        s->method ? s->method : "", type);
}
