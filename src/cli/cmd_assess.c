/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assess: one organisation's answers in, its report out.

   Steps: the outputs' places are tried; the answers opened, their questionnaire found, the kit loaded; the answers read
   against it; the score made; the report built and written; --fail-below judged. */
#include <string.h>

#include "cli/fail_below.h"
#include "cli/find_questionnaire.h"
#include "cli/inputs.h"
#include "cli/option_set.h"

/* Everything that one assessment holds, freed together. */
struct assess {
    struct run *run;
    struct outputs outputs;
    const char *date;
    int64_t created;
    struct answers *answers, *about;
    struct kit *kit;
    struct plan *plan;
    struct brand_file *brand;
    struct assessment *assessment;
    struct inputs inputs;
    struct fail_below below;
};

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool load_kit(struct assess *x) {
    struct run *r = x->run;
    struct kit_request request = {.model = argument_text(&r->args, "model")};
    request.wants_about = argument_text(&r->args, "about") != NULL;
    request.questionnaire = find_questionnaire(r, argument_text(&r->args, "questionnaire"), x->answers);
    request.n_frameworks = (int)argument_list(&r->args, "framework", &request.framework);
    request.n_profiles = (int)argument_list(&r->args, "profile", &request.profile);
    request.n_crosswalks = (int)argument_list(&r->args, "crosswalk", &request.crosswalk);
    x->kit = request.questionnaire ? kit_load(&r->library, &request, &r->ds) : NULL;
    return x->kit != NULL;
}

static void read_answers(struct assess *x) {
    struct run *r = x->run;
    if (answers_read(x->answers, x->kit->questionnaire, &r->ds) && x->answers->n_given == 0) {
        struct place at = {.file = x->answers->file};
        diag_add(&r->ds, DIAG_ANSWER_NONE, &at);
    }
}

static void read_about(struct assess *x) {
    struct run *r = x->run;
    const char *path = argument_text(&r->args, "about");
    if (path && !x->kit->about) {
        struct place at = {.file = path};
        diag_add(&r->ds, DIAG_ABOUT_UNUSED, &at, x->kit->model->info.id);
    } else if (path) {
        x->about = answers_open(path, &r->ds);
    }
    if (x->about) {
        answers_read(x->about, x->kit->about, &r->ds);
    }
}

/* A typing mistake in the language must not give an English report. */
static void check_language(struct assess *x) {
    struct run *r = x->run;
    if (!plan_has_language(x->plan, r->lang)) {
        diag_add(&r->ds, DIAG_LANGUAGE_UNKNOWN, NULL, r->lang, plan_languages(x->plan, &r->arena));
    }
}

static void load_plan(struct assess *x) {
    struct run *r = x->run;
    const char *id = argument_text(&r->args, "plan"), *brand = argument_text(&r->args, "brand");
    const char *path = library_find(&r->library, LIBRARY_REPORT, id, &r->arena, &r->ds);
    x->plan = path ? plan_load(path, &r->ds) : NULL;
    if (x->plan) {
        check_language(x);
    }
    x->brand = brand ? brand_load(brand, &r->ds) : NULL;
}

static void list_inputs(struct assess *x) {
    x->inputs = inputs_new(&x->run->arena, &x->run->library);
    inputs_add(&x->inputs, "answers", &x->answers->book.input);
    if (x->about) {
        inputs_add(&x->inputs, "about", &x->about->book.input);
    }
    inputs_add_kit(&x->inputs, x->kit);
    inputs_add(&x->inputs, "plan", &x->plan->book.input);
    if (x->brand) {
        inputs_add_brand(&x->inputs, x->brand);
    }
}

/* All mistakes of the files are found in one go, as far as one does not hide another. */
static bool read_inputs(struct assess *x) {
    struct run *r = x->run;
    x->answers = answers_open(x->run->args.file[0], &r->ds);
    if (!x->answers || !load_kit(x)) {
        return false;
    }
    read_answers(x);
    read_about(x);
    load_plan(x);
    fail_below_read(r, x->kit, &x->below);
    if (!diags_has_errors(&r->ds)) {
        list_inputs(x);
        inputs_guard(r, &x->inputs, &x->outputs);
    }
    return !run_has_failed(r);
}

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
    struct report_request request = {
        .assessment = x->assessment,
        .plan = x->plan,
        .brand = x->brand,
        .lang = r->lang,
        .date = x->date,
        .created = x->created,
        .seed = (uint64_t)argument_integer(&r->args, "seed"),
        .program = "psirtgauge " PG_VERSION,
        .input = x->inputs.item,
        .n_inputs = x->inputs.n,
        .diags = &r->ds,
        .is_summary = x->outputs.n == 0,
        .is_data_only = outputs_are_data_only(&x->outputs),
    };
    struct doc d;
    if (report_assessment(&request, &d, &r->ds)) {
        write_report(x, &d);
        doc_clear(&d);
    }
}

static void clear(struct assess *x) {
    assessment_free(x->assessment);
    brand_free(x->brand);
    plan_free(x->plan);
    answers_free(x->about);
    answers_free(x->answers);
    kit_free(x->kit);
}

static enum exit_code run_assess(struct run *r) {
    struct assess x = {.run = r};
    bool is_below = false;
    x.date = run_date(r, &x.created);
    bool is_ready = outputs_plan(r, &x.outputs) && x.date && run_library(r);
    if (is_ready && read_inputs(&x)) {
        x.assessment = assessment_new(x.kit, x.answers, x.about, x.date);
        report(&x);
        is_below = !diags_has_errors(&r->ds) && fail_below_judge(r, &x.below, x.assessment);
    }
    clear(&x);
    return is_below ? EXIT_BELOW : EXIT_DONE;
}

/* ---- descriptor -------------------------------------------------------------------------------------------------- */

static const struct option_row rows[] = {
    {.name = "about",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the organisation's profile answers: who it is and how it is organised"},
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
static const struct option_group *const options[] = {&own, &options_inputs, &options_report, &options_general, NULL};

static const struct example examples[] = {
    {"assess examples/meridian/answers.csv", "Prints a summary.", EXIT_DONE},
    {"assess examples/meridian/answers.csv --about examples/meridian/profile.csv -o report.xlsx -o report.html",
     "Writes a workbook and a web page that also tell which organisational model fits.", EXIT_DONE},
    {"assess examples/hayabusa/answers.csv --lang ja -o report.xlsx", "Writes the report in Japanese.", EXIT_DONE},
    {"assess examples/meridian/answers.csv -o - --format json --quiet --date 2026-04-30",
     "Prints the result for another program, the same bytes on every day.", EXIT_DONE},
    {"assess examples/meridian/answers.csv --crosswalk eu-cra -o obligations.xlsx",
     "Also tells how far the answers speak for each clause of the EU Cyber Resilience Act.", EXIT_DONE},
    {"assess examples/partial/answers.csv --fail-below basic",
     "Ends with 1, since its blanks leave open whether the stage is reached.", EXIT_BELOW},
};

const struct command command_assess = {
    .name = "assess",
    .synopsis = "ANSWERS [options]",
    .summary = "score one organisation and write its report",
    .text =
        "ANSWERS is a file of answers: long (a row a question), wide (a column a question, one row), or a book with "
        "the sheets settings and answers. The questionnaire is the one that -q or the answers' form_id names, "
        "otherwise the one whose question names fit.\n\n"
        "Without -o a summary goes to the terminal. An output file is replaced only when the new one is complete; an "
        "input is never replaced.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_assess,
};
