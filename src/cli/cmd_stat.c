/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stat: any statistic of the registry on any table. */
#include "base/text.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/outputs.h"
#include "cli/stat_input.h"
#include "report/stat_report.h"

static const struct stat *find_stat(struct run *r) {
    const char *name = r->args.file[0];
    const struct stat *s = stat_find(name);
    if (!s) {
        const char **names = ARENA_ARRAY(&r->arena, stat_count() + 1, const char *);
        for (size_t i = 0; i < stat_count(); i++) {
            names[i] = stat_at(i)->name;
        }
        diag_add(&r->ds, DIAG_STAT_UNKNOWN, NULL, name,
                 diag_proposal(&r->arena, text_nearest(name, names, stat_count())));
    }
    return s;
}

/* "--x has_psirt --success yes": what the result is about. */
static const char *given_arguments(struct run *r) {
    const char *all = "";
    for (size_t i = 0; i < options_stat.n; i++) {
        const struct option_row *row = &options_stat.row[i];
        const char *const *text;
        size_t n = argument_is_given(&r->args, row->name) ? argument_list(&r->args, row->name, &text) : 0;
        for (size_t k = 0; k < n; k++) {
            all = arena_printf(&r->arena, "%s%s--%s %s", all, *all ? " " : "", row->name, text[k]);
        }
    }
    return all;
}

/* Which level counts as success where nobody said so; NULL where that does not matter. */
static const char *success_note(struct run *r, const struct stat *s, const struct stat_input *in) {
    bool is_open = text_has_word(s->options, "success") && !in->options.success;
    const struct variable *x = in->x;
    return is_open && x && x->n_levels > 0
               ? arena_printf(&r->arena, "success is '%s', the last level of '%s'; --success names another",
                              x->level[x->n_levels - 1], x->name)
               : NULL;
}

static void compute(struct run *r, const struct stat *stat, struct stat_source *source, const struct outputs *outputs,
                    const char *date, int64_t created) {
    struct stat_output out;
    struct doc d;
    struct stat_report report = {.stat = stat, .out = &out, .program = "psirtgauge " PG_VERSION, .lang = r->lang};
    report.date = date;
    report.created = created;
    report.arguments = given_arguments(r);
    report.note = success_note(r, stat, &source->in);
    report.seed = source->in.options.seed;
    if (source->is_open) {
        report.file = source->input.path;
        report.sha256 = source->input.sha256;
    }
    stat_output_init(&out);
    stat->run(&source->in, &out);
    if (stat_result_check(source, stat, &out, &r->ds)) {
        stat_report_build(&report, &d);
        outputs_write(r, outputs, &d);
        doc_clear(&d);
    }
    stat_output_clear(&out);
}

/* What the name and the table ask of each other. */
static bool check_table(struct run *r, const struct stat *s, const char *path) {
    bool needs_table = (s->needs & (NEEDS_X | NEEDS_MANY_X)) != 0;
    if (needs_table && !path) {
        diag_add(&r->ds, DIAG_STAT_TABLE_MISSING, NULL, s->name, argument_is_given(&r->args, "x") ? "" : " --x COLUMN");
    } else if (!needs_table && path) {
        diag_add(&r->ds, DIAG_STAT_TABLE_UNUSED, NULL, s->name, path);
    }
    return needs_table == (path != NULL);
}

static enum exit_code run_stat(struct run *r) {
    const struct stat *stat = find_stat(r);
    const char *path = r->args.n_files > 1 ? r->args.file[1] : NULL;
    struct outputs outputs = {0};
    struct stat_source source = {0};
    int64_t created = 0;
    const char *date = run_date(r, &created);
    struct languages languages = languages_of_program(r);
    bool is_fit = languages_check(&languages) && stat && date;
    is_fit = is_fit && check_table(r, stat, path);
    is_fit = (!stat || stat_options_check(stat, &r->args, &r->ds)) && is_fit; /* also after an error above */
    bool is_ready = outputs_plan(r, &outputs) && is_fit && (!path || outputs_keep_off(r, &outputs, path));
    if (is_ready && stat_input_open(&source, stat, path, &r->args, &r->ds) && !run_has_failed(r)) {
        outputs_or_stdout(r, &outputs);
        compute(r, stat, &source, &outputs, date, created);
    }
    stat_input_close(&source);
    return EXIT_DONE;
}

static const struct option_group *const options[] = {&options_stat, &options_result, &options_general, NULL};

static const struct example examples[] = {
    {"stat sample_size --margin 0.05 --population 262 --response 0.7",
     "How many of 262 members to ask for a margin of five points when seven in ten answer.", EXIT_DONE},
    {"stat proportion examples/council/members.csv --x has_psirt --success yes --population 262",
     "A share with its exact interval, where 262 are all there are.", EXIT_DONE},
    {"stat design_mean examples/council/members.csv --x score_2026 --weight weight --strata sector --fpc "
     "sector_members "
     "--format json",
     "The weighted mean of a stratified sample with finite population correction, as data.", EXIT_DONE},
    {"stat chi_square examples/council/members.csv --x size --y has_psirt",
     "Does size matter? With the test that was used, and why that one.", EXIT_DONE},
};

const struct command command_stat = {
    .name = "stat",
    .synopsis = "NAME [TABLE] [options]",
    .summary = "compute a statistic on any table",
    .text =
        "NAME is one of 'psirtgauge list stats'; 'psirtgauge help NAME' explains it. TABLE is a CSV file or a workbook "
        "with a header "
        "row; FILE.xlsx#SHEET names a sheet. Columns whose cells are all numbers are numeric, others have levels in "
        "order of first appearance "
        "(--levels gives another). Empty cells, NA and DK are missing values of three kinds; how many were left out "
        "is part of the result, as are the method in words, its source and how R computes the same.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 2,
    .run = run_stat,
};
