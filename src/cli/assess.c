/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/assess.h"

#include "cli/find_questionnaire.h"
#include "cli/option_set.h"

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool load_kit(struct assess *x) {
    struct run *r = x->run;
    struct kit_request request = {.model = argument_text(&r->args, "model")};
    request.wants_about = argument_text(&r->args, "about") != NULL;
    request.questionnaire = find_questionnaire(r, argument_text(&r->args, "questionnaire"), x->answers);
    request.n_frameworks = (int)argument_list(&r->args, "framework", &request.framework);
    request.n_profiles = (int)argument_list(&r->args, "profile", &request.profile);
    request.crosswalk = x->crosswalk;
    request.n_crosswalks = x->n_crosswalks;
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
    if (x->plan && plan_borrow(x->plan, &r->library, &r->ds)) {
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
    if (x->plan->lender) {
        inputs_add(&x->inputs, "plan", &x->plan->lender->book.input);
    }
    if (x->brand) {
        inputs_add_brand(&x->inputs, x->brand);
    }
}

bool assess_read(struct assess *x) {
    struct run *r = x->run;
    x->answers = answers_open(x->run->args.file[0], &r->ds);
    if (!x->answers || !load_kit(x)) {
        return false;
    }
    read_answers(x);
    read_about(x);
    load_plan(x);
    if (!diags_has_errors(&r->ds)) {
        list_inputs(x);
        inputs_guard(r, &x->inputs, &x->outputs);
    }
    return !run_has_failed(r);
}

void assess_score(struct assess *x) { x->assessment = assessment_new(x->kit, x->answers, x->about, x->date); }

struct report_request assess_request(const struct assess *x) {
    const struct run *r = x->run;
    return (struct report_request){
        .assessment = x->assessment,
        .plan = x->plan,
        .brand = x->brand,
        .lang = r->lang,
        .date = x->date,
        .created = x->created,
        .program = "psirtgauge " PG_VERSION,
        .input = x->inputs.item,
        .n_inputs = x->inputs.n,
        .diags = &r->ds,
    };
}

void assess_clear(struct assess *x) {
    assessment_free(x->assessment);
    brand_free(x->brand);
    plan_free(x->plan);
    answers_free(x->about);
    answers_free(x->answers);
    kit_free(x->kit);
}
