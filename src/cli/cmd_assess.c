/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assess: one organisation's answers in, its report out.

   Steps: the outputs' places are tried; the answers opened, their questionnaire found, the kit loaded; the answers read
   against it; the score made; the report built and written; --fail-below judged. */
#include "cli/assess.h"
#include "cli/fail_below.h"
#include "cli/option_set.h"

/* ---- reporting --------------------------------------------------------------------------------------------------- */

static void write_report(struct assess *x, const struct doc *d) {
    struct run *r = x->run;
    if (x->outputs.n > 0) {
        outputs_write(r, &x->outputs, d);
        return;
    }
    struct writer_options options = {.lang = r->lang, .terminal_width = r->width, .has_color = r->has_color_out};
    writer_write(writer_find("text"), d, &options, "-", stdout, &r->ds);
}

static void report(struct assess *x) {
    struct run *r = x->run;
    struct report_request request = assess_request(x);
    request.seed = (uint64_t)argument_integer(&r->args, "seed");
    request.is_summary = x->outputs.n == 0;
    request.is_data_only = outputs_are_data_only(&x->outputs);
    struct doc d;
    if (report_assessment(&request, &d, &r->ds)) {
        write_report(x, &d);
        doc_clear(&d);
    }
}

static enum exit_code run_assess(struct run *r) {
    struct assess x = {.run = r};
    struct fail_below below = {0};
    bool is_below = false;
    x.several.file = r->args.file;
    x.several.n_files = r->args.n_files;
    x.n_crosswalks = (int)argument_list(&r->args, "crosswalk", &x.crosswalk);
    x.earlier.file = argument_text(&r->args, "baseline");
    x.earlier.questionnaire = argument_text(&r->args, "baseline-questionnaire");
    x.date = run_date(r, &x.created);
    bool is_ready = outputs_plan(r, &x.outputs) && x.date && run_library(r);
    bool is_read = is_ready && assess_read(&x);
    if (x.kit) {
        fail_below_read(r, x.kit, &below);
    }
    if (is_read && !run_has_failed(r)) {
        assess_score(&x);
        report(&x);
        is_below = !diags_has_errors(&r->ds) && fail_below_judge(r, &below, x.assessment);
    }
    assess_clear(&x);
    return is_below ? EXIT_BELOW : EXIT_DONE;
}

/* ---- descriptor -------------------------------------------------------------------------------------------------- */

static const struct option_row rows[] = {
    {.name = "about",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the organisation's profile answers: who it is and how it is organised"},
    {.name = "baseline",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the answers of an earlier assessment: the report tells what has changed since"},
    {.name = "baseline-questionnaire",
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the questionnaire that those answers were given to, where it was another or an earlier version"},
    {.name = "crosswalk",
     .type = OPTION_LIST,
     .argument = "ID|FILE",
     .summary = "a crosswalk to read readiness for a standard's clauses off; may be repeated"},
    {.name = "fail-below",
     .type = OPTION_TEXT,
     .argument = "SCORE|STAGE",
     .summary = "exit with 1 when the total is below SCORE, or when STAGE of the first profile is not surely reached"},
};
static const struct option_group own = {"The assessment", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {
    &own, &options_several, &options_inputs, &options_report, &options_general, NULL};

static const struct example examples[] = {
    {"assess examples/meridian/answers.csv", "Prints a summary.", EXIT_DONE},
    {"assess examples/meridian/answers.csv --about examples/meridian/profile.csv -o report.xlsx -o report.html",
     "Writes a workbook and a web page that also tell which organisational model fits.", EXIT_DONE},
    {"assess examples/hayabusa/answers.csv --lang ja -o report.xlsx", "Writes the report in Japanese.", EXIT_DONE},
    {"assess examples/meridian/answers.csv -o - --format json --quiet --date 2026-04-30",
     "Prints the result for another program, the same bytes on every day.", EXIT_DONE},
    {"assess examples/meridian/answers.csv --crosswalk eu-cra -o obligations.xlsx",
     "Also tells how far the answers speak for each clause of the EU Cyber Resilience Act.", EXIT_DONE},
    {"assess examples/meridian/answers.csv examples/meridian/assessor-psirt.csv --consolidate mean -o assessors.xlsx",
     "Two assessors: how far they agree, and what they are to settle.", EXIT_DONE},
    {"assess --units examples/meridian/units/units.csv -o units.xlsx", "Three business units, rolled up by weight.",
     EXIT_DONE},
    {"assess examples/meridian/answers.csv --baseline examples/meridian/answers-2025.csv -o progress.xlsx",
     "Also tells what has changed since the year before.", EXIT_DONE},
    {"assess examples/partial/answers.csv --fail-below basic",
     "Ends with 1, since its blanks leave open whether the stage is reached.", EXIT_BELOW},
};

const struct command command_assess = {
    .name = "assess",
    .synopsis = "ANSWERS... [options]",
    .summary = "score one organisation and write its report",
    .text =
        "ANSWERS is a file of answers: long (a row a question), wide (a column a question, one row), or a book with "
        "the sheets settings and answers. The questionnaire is the one that -q or the answers' form_id names, "
        "otherwise the one whose question names fit.\n\n"
        "Several files are the answers of several assessors, which --consolidate makes one; the report then has each "
        "one's answers, how far they agree, and what they are to settle. --consensus takes what they agreed on. With "
        "--units, business units are scored apart and rolled up by weight; no ANSWERS are named then.\n\n"
        "Without -o a summary goes to the terminal. An output file is replaced only when the new one is complete; an "
        "input is never replaced.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .max_files = (size_t)-1,
    .run = run_assess,
};
