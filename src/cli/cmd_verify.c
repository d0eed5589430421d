/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify: recomputes a filled workbook and lists the cells that disagree. Writes nothing. */
#include <string.h>

#include "cli/find_questionnaire.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/verify.h"
#include "model/filled.h"
#include "table/choice.h"

/* One verification on its way. */
struct verifying {
    struct run *run;
    const char *path;
    struct input input; /* the workbook */
    bool is_open, is_form;
    struct cell_map *map;
    struct answers *answers;
    struct kit *kit;
    struct verify verify;
};

/* ---- answers and what they are scored by ------------------------------------------------------------------------- */

static bool load_kit(struct verifying *x, const char *model) {
    struct run *r = x->run;
    const char *named = argument_text(&r->args, "questionnaire");
    struct place at = {.file = x->path};
    struct kit_request request = {.model = argument_text(&r->args, "model")};
    request.model = request.model ? request.model : model;
    if (!x->answers && !named) {
        diag_add(&r->ds, DIAG_VERIFY_NO_ANSWERS, &at, NULL);
        return false;
    }
    request.questionnaire = x->answers ? find_questionnaire(r, named, x->answers) : named;
    request.n_frameworks = (int)argument_list(&r->args, "framework", &request.framework);
    x->kit = request.questionnaire && run_library(r) ? kit_load(&r->library, &request, &r->ds) : NULL;
    return x->kit != NULL;
}

/* A form says by which model it scores itself. */
static const char *model_of_form(struct verifying *x) {
    const char *id = x->is_form ? filled_meta(x->answers->form, "model", &x->run->arena) : "";
    return *id ? id : NULL;
}

static void check_model(struct verifying *x) {
    const char *hash = x->is_form ? filled_meta(x->answers->form, "model_sha256", &x->run->arena) : "";
    struct place at = {.file = x->path};
    if (*hash && strcmp(hash, x->kit->model->book.input.sha256) != 0) {
        diag_add(&x->run->ds, DIAG_VERIFY_OTHER_MODEL, &at, x->kit->model->info.id);
    }
}

static bool read_answers(struct verifying *x) {
    struct run *r = x->run;
    const char *file = argument_text(&r->args, "answers");
    x->is_form = !file && !x->map && filled_is_form(&x->input);
    if (file || x->is_form) {
        x->answers = answers_open(file ? file : x->path, &r->ds);
        if (!x->answers || !load_kit(x, model_of_form(x)) || !answers_read(x->answers, x->kit->questionnaire, &r->ds)) {
            return false;
        }
        check_model(x);
        return true;
    }
    if (!load_kit(x, NULL)) {
        return false;
    }
    x->answers = x->map ? verify_answers(r, x->map, x->kit, &x->input) : NULL;
    if (!x->answers && !run_has_failed(r)) {
        struct place at = {.file = x->path};
        diag_add(&r->ds, DIAG_VERIFY_NO_ANSWERS, &at, NULL);
    }
    return x->answers && !diags_has_errors(&r->ds);
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static bool open_files(struct verifying *x) {
    struct run *r = x->run;
    const char *map = argument_text(&r->args, "map");
    x->is_open = input_open(&x->input, x->path, &r->ds);
    x->map = map ? cell_map_load(map, &r->ds) : NULL;
    return x->is_open && (!map || x->map);
}

static void compare(struct verifying *x) {
    struct run *r = x->run;
    struct verify *v = &x->verify;
    *v = (struct verify){.run = r, .kit = x->kit, .takes_states = !x->map};
    v->card = score_answers(x->kit, x->answers, &r->arena);
    if (x->map) {
        verify_map(v, x->map, &x->input);
    } else if (x->is_form) {
        verify_form(v, &x->input);
    } else {
        verify_report(v, &x->input);
    }
}

static void print_findings(const struct run *r) {
    struct diag_style style = run_diag_style(r, stdout);
    style.has_no_count = true;
    diag_print_all(&r->ds, &style, stdout);
}

static void print_counts(struct verifying *x) {
    struct run *r = x->run;
    struct diags one = {0};
    const char *n = arena_printf(&r->arena, "%zu", x->verify.n),
               *n_differ = arena_printf(&r->arena, "%zu", x->verify.n_differ);
    diag_add(&one, DIAG_VERIFY_COUNTS, NULL, x->path, n, n_differ);
    printf("%s\n", diag_text(&r->arena, &one.item[0], r->lang));
    diags_clear(&one);
}

static enum exit_code run_verify(struct run *r) {
    struct verifying x = {.run = r, .path = r->args.file[0]};
    struct languages languages = languages_of_program(r);
    bool is_ready = languages_check(&languages) && open_files(&x) && read_answers(&x);
    enum exit_code code = EXIT_DONE;
    if (is_ready) {
        compare(&x);
        print_findings(r);
        code = diags_has_errors(&r->ds) ? exit_for(&r->ds) : x.verify.n_differ > 0 ? EXIT_BELOW : EXIT_DONE;
        code = code == EXIT_BELOW && r->is_strict ? EXIT_INPUT : code;
        print_counts(&x);
        diags_clear(&r->ds);
    }
    answers_free(x.answers);
    kit_free(x.kit);
    cell_map_free(x.map);
    if (x.is_open) {
        input_close(&x.input);
    }
    return code;
}

static const struct option_row rows[] = {
    {.name = "map",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "a table of sheet, cell and question or node: which cells of another workbook hold answers and scores"},
    {.name = "answers",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the answers that a report was made of, or that the cells of a map are about"},
    {.name = "questionnaire",
     .letter = 'q',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the questionnaire; otherwise the one that the form or the answers name"},
    {.name = "framework",
     .letter = 'f',
     .type = OPTION_LIST,
     .argument = "ID|FILE",
     .summary = "a framework to take instead of the questionnaire's; may be repeated"},
    {.name = "model",
     .letter = 'm',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the scoring model; otherwise the one that the form names, else the questionnaire's"},
};
static const struct option_group own = {"The verification", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_general, NULL};

static const struct example examples[] = {
    {"form psirt-full --from examples/meridian/answers.csv -o form.xlsx && psirtgauge verify form.xlsx",
     "Every score that a form shows, computed again.", EXIT_DONE},
    {"assess examples/meridian/answers.csv -o report.xlsx && "
     "psirtgauge verify report.xlsx --answers examples/meridian/answers.csv",
     "A report's scores against the answers that it was made of.", EXIT_DONE},
};

const struct command command_verify = {
    .name = "verify",
    .synopsis = "WORKBOOK [--map FILE] [options]",
    .summary = "compute a filled workbook anew and list cells that disagree",
    .text =
        "WORKBOOK is a filled form, whose own formulas are held against the engine; a report, whose scores are held "
        "against --answers; or with --map any other workbook: the map says in which cells answers and scores stand "
        "(doc/formats.md).\n\n"
        "Every cell that disagrees by more than 0.000000001 is listed with both numbers. The exit code is 0 when all "
        "agree, 1 when some disagree, and 3 when cells are empty or hold text where a number should be, or the "
        "answers have errors.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_verify,
};
