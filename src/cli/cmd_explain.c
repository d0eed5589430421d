/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain: why a number is what it is, from the answers up. */
#include "base/file.h"
#include "cli/assess.h"
#include "cli/option_set.h"
#include "report/explain.h"

/* How many of the arguments are files of answers: with one set of answers the first, otherwise all but a NODE, which is
   none that is there. */
static size_t count_files(const struct run *r) {
    size_t n = r->args.n_files;
    bool has_several = argument_is_given(&r->args, "consolidate") || argument_is_given(&r->args, "units");
    if (!has_several) {
        return n == 2 && !file_exists(r->args.file[1]) ? 1 : n;
    }
    return n > 0 && !file_exists(r->args.file[n - 1]) ? n - 1 : n;
}

static bool find_node(struct run *r, const struct kit *k, int *card, int *node) {
    size_t n_files = count_files(r);
    const char *id = r->args.n_files > n_files ? r->args.file[n_files] : k->framework[0]->info.id;
    if (kit_find_node(k, id, card, node)) {
        return true;
    }
    const struct framework *f = k->framework[0];
    int question = questionnaire_find(k->questionnaire, id);
    const char *of = question >= 0 ? k->questionnaire->question[question].node_id : "";
    const char *near = *of ? diag_proposal(&r->arena, of) : framework_hint(f, id, &r->arena);
    diag_add(&r->ds, DIAG_NODE_ARGUMENT, NULL, id, f->info.id, near, f->node[f->n_nodes > 1 ? 1 : 0].id);
    return false;
}

static void explain(struct assess *x, int card, int node) {
    struct report_request request = assess_request(x);
    struct doc d = {0};
    report_explain(&request, card, node, &d);
    outputs_or_stdout(x->run, &x->outputs);
    outputs_write(x->run, &x->outputs, &d);
    doc_clear(&d);
}

static enum exit_code run_explain(struct run *r) {
    struct assess x = {.run = r};
    int card, node;
    x.several.file = r->args.file;
    x.several.n_files = count_files(r);
    x.date = run_date(r, &x.created);
    bool is_ready = outputs_plan(r, &x.outputs) && x.date && run_library(r);
    if (is_ready && assess_read(&x) && find_node(r, x.kit, &card, &node)) {
        assess_score(&x);
        explain(&x, card, node);
    }
    assess_clear(&x);
    return EXIT_DONE;
}

static const struct option_row rows[] = {
    {.name = "about",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the organisation's profile answers: who it is and how it is organised"},
    {.name = "plan",
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .fallback = "assessment",
     .summary = "the report plan that has the words"},
    {.name = "brand", .type = OPTION_TEXT, .argument = "FILE", .summary = "a book with the colours of who presents it"},
};
static const struct option_group own = {"The explanation", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {
    &own, &options_several, &options_inputs, &options_result, &options_general, NULL};

static const struct example examples[] = {
    {"explain examples/meridian/answers.csv 2.1", "Why service 2.1 has its score: functions, layers, answers.",
     EXIT_DONE},
    {"explain examples/meridian/answers.csv examples/meridian/assessor-psirt.csv 2.3 --consolidate min",
     "The same of what two assessors' answers come to.", EXIT_DONE},
    {"explain examples/partial/answers.csv -o why.html", "The whole tree, as a web page.", EXIT_DONE},
};

const struct command command_explain = {
    .name = "explain",
    .synopsis = "ANSWERS... [NODE] [options]",
    .summary = "say why a score is what it is",
    .text = "Shows the formula of NODE and of all nodes below it with the numbers put in, what was left out and why, "
            "what stands in for not applicable and blank, roundings, and the answers. Without NODE it begins at the "
            "whole framework. The numbers come from the code that scores. With --consolidate all files are assessors' "
            "answers, and the last argument is NODE when there is no such file.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .max_files = (size_t)-1,
    .run = run_explain,
};
