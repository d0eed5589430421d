/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/assess.h"

#include "cli/find_questionnaire.h"
#include "cli/option_set.h"

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool load_kit(struct assess *x) {
    struct run *r = x->run;
    struct kit_request request = {.model = argument_text(&r->args, "model")};
    request.wants_about = argument_text(&r->args, "about") || several_has_about(&x->several);
    request.questionnaire = find_questionnaire(r, argument_text(&r->args, "questionnaire"), x->several.each[0]);
    request.n_frameworks = (int)argument_list(&r->args, "framework", &request.framework);
    request.n_profiles = (int)argument_list(&r->args, "profile", &request.profile);
    request.answers = x->several.each[0]->file;
    request.crosswalk = x->crosswalk;
    request.n_crosswalks = x->n_crosswalks;
    x->kit = request.questionnaire ? kit_load(&r->library, &request, &r->ds) : NULL;
    return x->kit != NULL;
}

static void read_about(struct assess *x) {
    struct run *r = x->run;
    const char *path = argument_text(&r->args, "about");
    if (path && !x->kit->about) {
        struct place at = {.file = path};
        diag_add(&r->ds, DIAG_ABOUT_UNUSED, &at, x->kit->model->info.id);
    } else if (path) {
        x->about = answers_open(path, &r->ds);
    } else if (x->kit->about && !x->several.units) {
        x->about = several_about(&x->several);
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
    x->inputs = inputs_new(&x->run->arena, &x->run->library, x->several.n);
    several_list(&x->several, &x->inputs);
    if (x->about) {
        inputs_add(&x->inputs, "about", &x->about->book.input);
    }
    earlier_list(&x->earlier, &x->inputs);
    inputs_add_kit(&x->inputs, x->kit);
    inputs_add(&x->inputs, "plan", &x->plan->book.input);
    if (x->plan->lender) {
        inputs_add(&x->inputs, "plan", &x->plan->lender->book.input);
    }
    if (x->brand) {
        inputs_add_brand(&x->inputs, x->brand);
    }
}

/* What several say together; not for units, which are scored apart. */
static void consolidate_answers(struct assess *x) {
    struct several *s = &x->several;
    struct raters_request request = {
        .kit = x->kit, .how = s->how, .answers = s->each, .n = (int)s->n, .consensus = s->consensus};
    if (s->units) {
        x->units = units_new(x->kit, s->units, s->each, &x->run->ds);
    } else if (s->n > 1) {
        x->raters = raters_new(&request, &x->run->ds);
    }
}

bool assess_read(struct assess *x) {
    struct run *r = x->run;
    x->several.run = r;
    if (!several_plan(&x->several) || !several_open(&x->several) || !load_kit(x)) {
        return false;
    }
    several_read(&x->several, x->kit->questionnaire);
    read_about(x);
    earlier_read(r, &x->earlier, x->kit, x->several.each[0]);
    load_plan(x);
    if (!diags_has_errors(&r->ds)) {
        list_inputs(x);
        inputs_guard(r, &x->inputs, &x->outputs);
    }
    if (!diags_has_errors(&r->ds)) {
        consolidate_answers(x);
    }
    return !run_has_failed(r);
}

void assess_score(struct assess *x) {
    const struct answers *answers = x->raters ? x->raters->answers : x->several.each[0];
    x->assessment = x->units ? assessment_of_units(x->units, x->about, x->date)
                             : assessment_new(x->kit, answers, x->about, x->date);
    x->assessment->raters = x->raters;
    earlier_compare(&x->earlier, x->assessment);
}

struct report_request assess_request(const struct assess *x) {
    const struct run *r = x->run;
    return (struct report_request){
        .assessment = x->assessment,
        .changes = x->earlier.changes,
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
    earlier_clear(&x->earlier);
    assessment_free(x->assessment);
    brand_free(x->brand);
    plan_free(x->plan);
    answers_free(x->about);
    units_free(x->units);
    raters_free(x->raters);
    several_clear(&x->several);
    kit_free(x->kit);
}
