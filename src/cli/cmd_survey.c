/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey: responses of many, tabulated. */
#include <string.h>

#include "base/text.h"
#include "base/thread.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "model/dataset_rows.h"
#include "model/filter.h"
#include "report/survey_report.h"

struct survey {
    struct run *run;
    struct outputs outputs;
    const char *date;
    int64_t created;
    struct questionnaire *questionnaire;
    struct term *filter; /* NULL: all rows */
    int *by;
    int n_by, n_threads;
    struct dataset *dataset;
};

static bool load_questionnaire(struct survey *s) {
    struct run *r = s->run;
    const char *id = argument_text(&r->args, "questionnaire");
    if (!id) {
        diag_add(&r->ds, DIAG_SURVEY_NO_QUESTIONNAIRE, NULL, NULL);
        return false;
    }
    const char *path = run_find(r, LIBRARY_QUESTIONNAIRE, id, NULL);
    s->questionnaire = path ? questionnaire_load(path, &r->ds) : NULL;
    return s->questionnaire != NULL;
}

/* --by Q1,Q2 */
static bool read_by(struct survey *s) {
    struct run *r = s->run;
    const char *const *text;
    size_t n = argument_list(&r->args, "by", &text), before = r->ds.n_errors;
    for (size_t i = 0; i < n; i++) {
        for (const char *rest = text[i]; *rest;) {
            size_t len = strcspn(rest, ",");
            const char *name = text_trim(&r->arena, arena_strndup(&r->arena, rest, len));
            int *more = ARENA_ARRAY(&r->arena, (size_t)s->n_by + 1, int);
            memcpy(more, s->by ? s->by : more, (size_t)s->n_by * sizeof *more);
            s->by = more;
            s->by[s->n_by++] = filter_segment(s->questionnaire, name, &r->ds);
            rest += len + (rest[len] == ',');
        }
    }
    return r->ds.n_errors == before;
}

static bool load(struct survey *s) {
    struct run *r = s->run;
    const char *filter = argument_text(&r->args, "filter");
    s->filter = filter ? filter_parse(filter, s->questionnaire, &r->arena, &r->ds) : NULL;
    bool is_good = read_by(s) && (!filter || s->filter);
    if (!is_good) {
        return false;
    }
    struct progress progress;
    progress_begin(&progress, r);
    struct dataset_options o = {.weight = argument_text(&r->args, "weight"),
                                .n_threads = s->n_threads,
                                .need = s->filter,
                                .progress = progress_show,
                                .to = &progress};
    s->dataset = dataset_load(r->args.file[0], s->questionnaire, &o, &r->ds);
    progress_end(&progress);
    return s->dataset != NULL;
}

static bool check_segments(struct survey *s) {
    bool is_good = true;
    for (int i = 0; i < s->n_by; i++) {
        if (s->dataset->column[s->by[i]].kind == COLUMN_NONE) {
            struct place at = {.file = s->dataset->file};
            const char *name = s->questionnaire->question[s->by[i]].name;
            diag_add(&s->run->ds, DIAG_SURVEY_BY_ABSENT, &at, name);
            is_good = false;
        }
    }
    return is_good;
}

static bool find_respondent(struct survey *s, long *row) {
    const char *id = argument_text(&s->run->args, "respondent");
    *row = id ? dataset_find(s->dataset, id) : -1;
    if (id && *row < 0) {
        struct place at = {.file = s->dataset->file};
        diag_add(&s->run->ds, DIAG_SURVEY_NO_RESPONDENT, &at, id);
    }
    return !id || *row >= 0;
}

/* Only JSON prints the tree, which takes longer to build than a small survey to read. */
static bool wants_data(const struct outputs *o) {
    bool is_wanted = false;
    for (size_t i = 0; i < o->n; i++) {
        is_wanted = is_wanted || strcmp(o->item[i].writer->name, "json") == 0;
    }
    return is_wanted;
}

static void tabulate_all(struct survey *s) {
    struct run *r = s->run;
    struct survey_report report = {.program = "psirtgauge " PG_VERSION, .lang = r->lang};
    if (!check_segments(s) || !find_respondent(s, &report.respondent)) {
        return;
    }
    uint8_t *in = s->filter ? dataset_rows(s->dataset, s->filter, s->n_threads) : NULL;
    struct tabulation t = {.dataset = s->dataset, .by = s->by, .n_by = s->n_by, .in = in, .level = 0.95};
    struct doc d;
    t.n_threads = s->n_threads;
    tabulate(&t);
    report.tabulation = &t;
    report.date = s->date;
    report.created = s->created;
    report.filter = argument_text(&r->args, "filter");
    report.weight = argument_text(&r->args, "weight");
    outputs_or_stdout(r, &s->outputs);
    report.has_data = wants_data(&s->outputs);
    survey_report_build(&report, &d);
    outputs_write(r, &s->outputs, &d);
    doc_clear(&d);
    tabulation_clear(&t);
    mem_free(in);
}

static enum exit_code run_survey(struct run *r) {
    struct survey s = {.run = r};
    long n_threads = argument_integer(&r->args, "threads");
    s.n_threads = n_threads > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : (int)n_threads;
    s.date = run_date(r, &s.created);
    bool is_ready = outputs_plan(r, &s.outputs) && s.date && outputs_keep_off(r, &s.outputs, r->args.file[0]);
    if (is_ready && load_questionnaire(&s) && load(&s)) {
        tabulate_all(&s);
    }
    dataset_free(s.dataset);
    questionnaire_free(s.questionnaire);
    return EXIT_DONE;
}

static const struct option_row rows[] = {
    {.name = "questionnaire",
     .letter = 'q',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the questionnaire that was fielded"},
    {.name = "by",
     .type = OPTION_LIST,
     .argument = "Q1,Q2",
     .summary = "cross every question with these, each a question of one answer; may be repeated"},
    {.name = "filter",
     .type = OPTION_TEXT,
     .argument = "EXPR",
     .summary = "count only responses for which this XLSForm expression holds, such as '${size} = \"large\"'"},
    {.name = "weight", .type = OPTION_TEXT, .argument = "COLUMN", .summary = "column of weights for shares and means"},
    {.name = "respondent",
     .type = OPTION_TEXT,
     .argument = "ID",
     .summary = "say where this respondent stands in its segments (percentile ranks)"},
    {.name = "threads",
     .type = OPTION_INTEGER,
     .argument = "NUMBER",
     .fallback = "0",
     .summary = "threads that read and count; 0: one a processor. Results do not depend on it"},
};
static const struct option_group own = {"The survey", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_result, &options_general, NULL};

static const struct example examples[] = {
    {"survey examples/survey/members-responses.csv -q examples/survey/members.csv --by sector -o survey.csv",
     "Counts, shares and means of every question, and each by sector, one number a line.", EXIT_DONE},
    {"survey examples/survey/members-responses.csv -q examples/survey/members.csv --filter '${staff} > 3' "
     "--weight weight -o survey.json",
     "Weighted results of those with more than three people, for programs.", EXIT_DONE},
};

const struct command command_survey = {
    .name = "survey",
    .synopsis = "RESPONSES -q QUESTIONNAIRE [options]",
    .summary = "tabulate the responses of many",
    .text =
        "RESPONSES is a table with a row a respondent and a column a question, as 'psirtgauge import' writes it: CSV "
        "of any size, a workbook or SPSS file. What the questionnaire's conditions did not ask is told apart from "
        "what was left blank. Answers that are none of a question's are counted and listed with their lines, never "
        "dropped without a word; so are ids that stand twice and answers to what was not asked.\n\n"
        "Counts, shares, means, standard deviations and quartiles (type 7) come for every question; with --by, "
        "counts and means by segment and a chi-square test. With --weight, shares and means are weighted, and means "
        "have the linearised standard error of a domain with a normal interval.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_survey,
};
