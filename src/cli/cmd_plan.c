/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan: which steps to take, and when, so that a stage is reached or a budget gains most.

   Steps: the same way in as assess; the steps of the model and of --steps laid over the questions; what is asked for
   read from the options; the plan made; the report built and written. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "cli/assess.h"
#include "cli/option_set.h"
#include "model/hint.h"
#include "score/roadmap.h"

#define PHASES_MAX 24
#define DAYS_MAX 1e9 /* more is no limit that anyone means */

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

/* Person-days; INFINITY when the option is not given. */
static double days(struct run *r, const char *option) {
    const char *text = argument_text(&r->args, option);
    double x = INFINITY;
    if (text && (!num_parse(text, &x) || !(x >= 0 && x <= DAYS_MAX))) {
        diag_add(&r->ds, DIAG_PLAN_DAYS, NULL, option, text);
    }
    return x;
}

static int find_stage(struct run *r, const struct kit *k) {
    const char *id = argument_text(&r->args, "stage");
    const struct profile *p = k->n_profiles > 0 ? k->profile[0] : NULL;
    int stage = id && p ? profile_stage(p, id) : -1;
    if (id && stage < 0) {
        const char **ids = ARENA_ARRAY(&r->arena, (size_t)(p ? p->n_stages : 0) + 1, const char *);
        for (int i = 0; p && i < p->n_stages; i++) {
            ids[i] = p->stage[i].id;
        }
        size_t n = (size_t)(p ? p->n_stages : 0);
        const char *list = n > 0 ? hint_list(ids, n, 12, &r->arena) : "–";
        diag_add(&r->ds, DIAG_STAGE_ARGUMENT, NULL, id, list, hint_nearest(id, ids, n, &r->arena));
    }
    return stage;
}

static struct roadmap_request read_request(struct run *r, const struct kit *k) {
    long n_phases = argument_integer(&r->args, "phases");
    char text[NUM_TEXT_MAX], most[NUM_TEXT_MAX];
    struct roadmap_request q = {.kit = k, .profile = k->n_profiles > 0 ? 0 : -1};
    q.stage = find_stage(r, k);
    q.budget = days(r, "budget");
    q.capacity = days(r, "capacity");
    q.n_phases = (int)n_phases;
    if (n_phases < 1 || n_phases > PHASES_MAX) {
        diag_add(&r->ds, DIAG_PLAN_PHASES, NULL, num_shortest(text, (double)n_phases), num_shortest(most, PHASES_MAX));
    } else if (n_phases > 1 && !argument_is_given(&r->args, "capacity")) {
        diag_add(&r->ds, DIAG_PLAN_CAPACITY, NULL);
    }
    if (q.profile < 0 && isinf(q.budget) && isinf(q.capacity)) {
        diag_add(&r->ds, DIAG_PLAN_NO_GOAL, NULL);
    }
    return q;
}

/* ---- planning ---------------------------------------------------------------------------------------------------- */

struct planned {
    struct assess assess;
    struct steps_file *own;
    struct step_set steps;
    struct roadmap_request request;
};

static bool read_steps(struct planned *x) {
    struct run *r = x->assess.run;
    const char *path = argument_text(&r->args, "steps");
    x->own = path ? steps_load(path, &r->ds) : NULL;
    if (x->own) {
        inputs_add(&x->assess.inputs, "steps", &x->own->book.input);
        outputs_keep_off(r, &x->assess.outputs, path);
    }
    bool is_good = (x->own || !path) && step_set_make(x->assess.kit, x->own, &r->arena, &x->steps, &r->ds);
    if (is_good && x->steps.n == 0) {
        struct place at = {.file = x->assess.kit->model->book.input.path, .sheet = "steps"};
        diag_add(&r->ds, DIAG_STEPS_NONE, &at, x->assess.kit->model->info.id);
    }
    return !run_has_failed(r);
}

static void report(struct planned *x, const struct roadmap *roadmap) {
    struct run *r = x->assess.run;
    struct report_request request = assess_request(&x->assess);
    struct doc d;
    request.roadmap = roadmap;
    outputs_or_stdout(r, &x->assess.outputs);
    request.is_data_only = outputs_are_data_only(&x->assess.outputs);
    if (report_assessment(&request, &d, &r->ds)) {
        outputs_write(r, &x->assess.outputs, &d);
        doc_clear(&d);
    }
}

/* A sign of life where a person looks on; it is wiped out by what comes after the search. */
static void say_searching(const struct run *r, bool is_over) {
    if (r->has_color_err && !r->is_quiet) {
        const char *text = strcmp(r->lang, "ja") == 0 ? "計画を探索しています(最長で十数秒)…"
                                                      : "searching for the best plan (some seconds at most) …";
        fprintf(stderr, "\r\033[K%s", is_over ? "" : text);
        fflush(stderr);
    }
}

static void make(struct planned *x) {
    x->request.answers = x->assess.several.each[0];
    x->request.steps = &x->steps;
    assess_score(&x->assess);
    say_searching(x->assess.run, false);
    const struct roadmap *roadmap = roadmap_make(&x->request, &x->assess.run->arena);
    say_searching(x->assess.run, true);
    report(x, roadmap);
}

static enum exit_code run_plan(struct run *r) {
    struct planned x = {.assess = {.run = r}};
    x.assess.several.file = r->args.file;
    x.assess.several.n_files = r->args.n_files;
    x.assess.several.is_one = true;
    x.assess.date = run_date(r, &x.assess.created);
    bool is_ready = outputs_plan(r, &x.assess.outputs) && x.assess.date && run_library(r);
    bool is_read = is_ready && assess_read(&x.assess);
    if (x.assess.kit) {
        x.request = read_request(r, x.assess.kit);
    }
    if (is_read && read_steps(&x)) {
        make(&x);
    }
    steps_free(x.own);
    assess_clear(&x.assess);
    return EXIT_DONE;
}

/* ---- descriptor -------------------------------------------------------------------------------------------------- */

static const struct option_row rows[] = {
    {.name = "stage",
     .type = OPTION_TEXT,
     .argument = "ID",
     .summary = "the stage of the first profile to reach; otherwise the lowest that is not surely reached"},
    {.name = "budget",
     .type = OPTION_TEXT,
     .argument = "DAYS",
     .summary = "spend at most so many person-days, and gain most with them"},
    {.name = "phases",
     .type = OPTION_INTEGER,
     .argument = "NUMBER",
     .fallback = "1",
     .summary = "put the steps into so many phases, 1 to 24, so that scores rise early; needs --capacity"},
    {.name = "capacity",
     .type = OPTION_TEXT,
     .argument = "DAYS",
     .summary = "person-days that each phase has room for"},
    {.name = "steps",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "a book with the sheet steps, whose rows replace or add to those of the model, owners included"},
    {.name = "about",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the organisation's profile answers: who it is and how it is organised"},
    {.name = "plan",
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .fallback = "plan",
     .summary = "the report plan: which sheets, in which order, in which words"},
    {.name = "brand",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "a book with name, logo, colours and footer of whoever presents it"},
};
static const struct option_group own = {"The plan", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_inputs, &options_result, &options_general, NULL};

static const struct example examples[] = {
    {"plan examples/meridian/answers.csv", "The least effort that reaches the next stage of the model's profile.",
     EXIT_DONE},
    {"plan examples/meridian/answers.csv --stage intermediate --phases 4 --capacity 60 -o plan.xlsx -o plan.html",
     "Four quarters of 60 person-days each, as a workbook and a web page.", EXIT_DONE},
    {"plan examples/partial/answers.csv --budget 40 -o - --format json",
     "What 40 person-days gain most, for a program.", EXIT_DONE},
};

const struct command command_plan = {
    .name = "plan",
    .synopsis = "ANSWERS [options]",
    .summary = "plan which steps to take next, with effort and phases",
    .text = "Chooses steps of improvement so that a stage is reached with the least effort, or so that a budget gains "
            "most: first what is missing to the stage, then the total. The steps, their efforts and what they require "
            "are in the scoring model's sheet steps; --steps replaces them by your own.\n\n"
            "A plan counts on what is sure: a blank counts as not done. Every result is scored with the steps taken; "
            "it says whether it is proven to be the best, or how far it may be from it.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_plan,
};
