/* SPDX-License-Identifier: GPL-3.0-or-later */
/* collect: many filled forms become one response file. */
#include <stdlib.h>
#include <string.h>

#include "cli/find_questionnaire.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/outputs.h"
#include "model/collection.h"
#include "model/draft.h"

/* One collection on its way. The run's diagnostics are those of the file at hand. */
struct collecting {
    struct run *run;
    const char *output, *problems; /* problems: NULL when not wanted */
    const char **path;
    size_t n_paths, n_failed;
    struct questionnaire *questionnaire, *about;
    struct collection collection;
    struct map ids;   /* of respondents */
    struct map files; /* by sha256 */
    struct buf text;  /* of the problems */
};

/* ---- outputs ----------------------------------------------------------------------------------------------------- */

static bool check_output(struct collecting *x, const char *path) {
    struct run *r = x->run;
    struct place at = {.file = path};
    struct output item = {path, NULL};
    struct outputs outputs = {&item, 1};
    if (strcmp(path, "-") == 0) {
        return true;
    }
    const char *extension = file_extension(&r->arena, path);
    if (strcmp(extension, "csv") != 0 && !file_is_directory(path)) {
        diag_add(&r->ds, *extension ? DIAG_FORMAT_UNKNOWN : DIAG_EXTENSION_NEEDED, &at, *extension ? extension : ".csv",
                 "csv");
        return false;
    }
    bool is_good = output_try(r, path);
    for (size_t i = 0; i < x->n_paths; i++) {
        is_good = outputs_keep_off(r, &outputs, x->path[i]) && is_good;
    }
    return is_good;
}

static bool plan_outputs(struct collecting *x) {
    struct run *r = x->run;
    const char *output = argument_text(&r->args, "output");
    x->output = output ? output : "-";
    x->problems = argument_text(&r->args, "problems");
    bool is_good = check_output(x, x->output);
    is_good = (!x->problems || check_output(x, x->problems)) && is_good;
    if (x->problems && strcmp(x->problems, x->output) == 0) {
        struct place at = {.file = x->output};
        diag_add(&r->ds, DIAG_OUTPUT_TWICE, &at);
        return false;
    }
    return is_good;
}

/* ---- problems ---------------------------------------------------------------------------------------------------- */

static void put_fields(struct buf *out, const char *const *field, size_t n) {
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, i ? "," : "");
        draft_put_field(out, field[i] ? field[i] : "");
    }
    buf_putc(out, '\n');
}

static void put_problem(struct collecting *x, const char *path, const struct diag *d) {
    struct arena a = {0};
    const struct place *at = &d->place;
    const char *line = at->line ? arena_printf(&a, "%ld", at->line) : "";
    const char *column = at->column ? arena_printf(&a, "%d", at->column) : "";
    const char *fields[] = {path,
                            at->sheet,
                            at->cell,
                            line,
                            column,
                            at->field,
                            d->severity == SEVERITY_ERROR     ? "error"
                            : d->severity == SEVERITY_WARNING ? "warning"
                                                              : "note",
                            diag_name(d->id),
                            diag_text(&a, d, x->run->lang)};
    put_fields(&x->text, fields, ARRAY_LEN(fields));
    arena_clear(&a);
}

/* Of one file; its diagnostics are then done with. */
static void tell_problems(struct collecting *x, const char *path) {
    struct run *r = x->run;
    struct diag_style style = run_diag_style(r, stderr);
    style.has_no_count = true;
    for (size_t i = 0; i < r->ds.n; i++) {
        put_problem(x, path, &r->ds.item[i]);
    }
    diag_print_all(&r->ds, &style, stderr);
    diags_clear(&r->ds);
}

/* ---- questionnaires ---------------------------------------------------------------------------------------------- */

/* The questions about the organisation that go with the questionnaire, by way of its model's criteria; NULL. */
static struct questionnaire *find_about(struct run *r, const struct questionnaire *q) {
    struct diags quiet = {0};
    const char *id = q->info.model, *path = NULL;
    static const char *const steps[] = {"organisation", "questionnaire"};
    for (size_t i = 0; i < ARRAY_LEN(steps) && *id; i++) {
        path = library_find(&r->library, LIBRARY_MODEL, id, &r->arena, &quiet);
        id = path ? book_peek_setting(path, steps[i], &r->arena) : "";
    }
    path = *id ? library_find(&r->library, LIBRARY_QUESTIONNAIRE, id, &r->arena, &quiet) : NULL;
    struct questionnaire *about = path ? questionnaire_load(path, &quiet) : NULL;
    diags_clear(&quiet);
    return about;
}

/* What the first file is for, all are. */
static bool choose_questionnaire(struct collecting *x, const struct answers *first) {
    struct run *r = x->run;
    const char *id = find_questionnaire(r, argument_text(&r->args, "questionnaire"), first);
    const char *path = id ? run_find(r, LIBRARY_QUESTIONNAIRE, id, NULL) : NULL;
    x->questionnaire = path ? questionnaire_load(path, &r->ds) : NULL;
    if (!x->questionnaire) {
        return false;
    }
    x->about = find_about(r, x->questionnaire);
    collection_start(&x->collection, x->questionnaire, x->about);
    return true;
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

/* As the file says; else its name; where two have the same, its path. */
static const char *id_of(struct collecting *x, const struct answers *answers) {
    const char *path = answers->file;
    struct arena *a = &x->run->arena;
    const char *extension = file_extension(a, path);
    size_t cut = *extension ? strlen(extension) + 1 : 0;
    const char *name = file_name(path);
    const char *id =
        *answers->respondent_id ? arena_strdup(a, answers->respondent_id) : arena_strndup(a, name, strlen(name) - cut);
    return map_find(&x->ids, id) < 0 ? id : path;
}

static bool check_form(struct collecting *x, const struct answers *a) {
    const char *form = a->info.form_id, *wanted = x->questionnaire->info.id;
    int n_names, n_known = answers_matches(a, x->questionnaire, &n_names);
    if (*form ? text_equal(form, wanted) : n_known > 0) {
        return true;
    }
    form = *form ? form : "?";
    struct place at = answers_info_place(a, "form_id", &x->run->arena);
    diag_add(&x->run->ds, DIAG_COLLECT_OTHER_FORM, &at, form, wanted);
    return false;
}

static bool check_copy(struct collecting *x, const struct answers *a, size_t i) {
    int first = map_find(&x->files, a->sha256);
    struct place at = {.file = a->file};
    if (first >= 0) {
        diag_add(&x->run->ds, DIAG_COLLECT_SAME_FILE, &at, x->path[first]);
        return false;
    }
    map_add(&x->files, arena_strdup(&x->run->arena, a->sha256), (int)i);
    return true;
}

static void add(struct collecting *x, const struct answers *a, const struct answers *about) {
    const char *id = id_of(x, a);
    map_add(&x->ids, id, (int)x->collection.n);
    collection_add(&x->collection, id, a, about);
    collection_tell_twins(&x->collection, &x->run->ds);
}

static void read_about(struct collecting *x, struct answers *a, struct answers **about) {
    *about = x->about ? answers_about(a) : NULL;
    if (*about) {
        answers_read(*about, x->about, &x->run->ds);
    }
}

static void collect_answers(struct collecting *x, struct answers *a, size_t i) {
    struct run *r = x->run;
    struct answers *about = NULL;
    bool is_ready = x->questionnaire || choose_questionnaire(x, a);
    if (is_ready && check_form(x, a) && check_copy(x, a, i)) {
        answers_read(a, x->questionnaire, &r->ds);
        read_about(x, a, &about);
        if (!run_has_failed(r) && a->n_given == 0) {
            struct place at = {.file = a->file};
            diag_add(&r->ds, DIAG_ANSWER_NONE, &at);
        }
        if (!run_has_failed(r)) {
            add(x, a, about);
        }
    }
    answers_free(about);
}

static void collect_file(struct collecting *x, size_t i) {
    struct run *r = x->run;
    struct answers *a = answers_open(x->path[i], &r->ds);
    if (a) {
        collect_answers(x, a, i);
    }
    answers_free(a);
    x->n_failed += run_has_failed(r);
    tell_problems(x, x->path[i]);
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_paths(struct collecting *x) {
    struct run *r = x->run;
    x->n_paths = r->args.n_files;
    x->path = ARENA_ARRAY(&r->arena, x->n_paths, const char *);
    memcpy(x->path, r->args.file, x->n_paths * sizeof *x->path);
    qsort(x->path, x->n_paths, sizeof *x->path, compare_paths);
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static bool write_all(struct collecting *x) {
    struct run *r = x->run;
    struct buf text;
    buf_init(&text, BUF_MAX_DEFAULT);
    bool is_good = true;
    if (x->collection.n > 0) {
        collection_print(&x->collection, &text);
        is_good = output_put(r, x->output, &text);
    }
    is_good = (!x->problems || output_put(r, x->problems, &x->text)) && is_good;
    buf_clear(&text);
    return is_good;
}

static void say_counts(struct collecting *x) {
    struct run *r = x->run;
    if (x->n_failed > 0) {
        RUN_SAY(r, DIAG_COLLECT_LEFT_OUT, arena_printf(&r->arena, "%zu", x->n_failed));
    }
    if (x->questionnaire) {
        const struct questionnaire_info *info = &x->questionnaire->info;
        RUN_SAY(r, DIAG_COLLECT_COUNTS, arena_printf(&r->arena, "%zu", x->n_paths),
                arena_printf(&r->arena, "%zu", x->collection.n),
                arena_printf(&r->arena, "%s %s", info->id, info->version));
    }
}

static enum exit_code collect_all(struct collecting *x) {
    static const char *const header[] = {"file",  "sheet",    "cell", "line",   "column",
                                         "field", "severity", "id",   "message"};
    put_fields(&x->text, header, ARRAY_LEN(header));
    for (size_t i = 0; i < x->n_paths; i++) {
        collect_file(x, i);
    }
    bool is_written = write_all(x);
    say_counts(x);
    return !is_written || x->collection.n == 0 ? EXIT_INPUT : x->n_failed > 0 ? EXIT_BELOW : EXIT_DONE;
}

static enum exit_code run_collect(struct run *r) {
    struct collecting x = {.run = r};
    struct languages languages = languages_of_program(r);
    buf_init(&x.text, BUF_MAX_DEFAULT);
    list_paths(&x);
    bool is_ready = languages_check(&languages) && plan_outputs(&x) && run_library(r);
    enum exit_code code = is_ready ? collect_all(&x) : EXIT_DONE;
    map_clear(&x.ids);
    map_clear(&x.files);
    collection_clear(&x.collection);
    questionnaire_free(x.questionnaire);
    questionnaire_free(x.about);
    buf_clear(&x.text);
    return code;
}

static const struct option_row rows[] = {
    {.name = "output",
     .letter = 'o',
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "write the responses to FILE (.csv); otherwise, or with -, to standard output"},
    {.name = "problems",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "write what was found, a line each with file, sheet and cell, to FILE (.csv)"},
    {.name = "questionnaire",
     .letter = 'q',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "the questionnaire that was answered; otherwise the one that the first form names"},
};
static const struct option_group own = {"The collection", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_general, NULL};

static const struct example examples[] = {
    {"collect examples/meridian/answers.csv examples/partial/answers.csv -o answers.csv",
     "Two organisations' answers as one response file.", EXIT_DONE},
    {"form psirt-full --from examples/meridian/answers.csv -o meridian.xlsx && "
     "psirtgauge collect meridian.xlsx -o answers.csv --problems problems.csv",
     "A form as it comes back, with a list of what was found in it.", EXIT_DONE},
};

const struct command command_collect = {
    .name = "collect",
    .synopsis = "FORMS... [-o FILE] [options]",
    .summary = "make one response file of many filled forms",
    .text =
        "FORMS are filled forms: workbooks that 'psirtgauge form' wrote, or answer files as it writes and 'psirtgauge "
        "assess' reads them. Each becomes a row of the response file, named after the file; a column a question, with "
        "codes instead of wordings, and what stands beside the answers in columns behind it. What a form's profile "
        "says of the organisation stands in columns that begin with about/.\n\n"
        "Forms are read in the order of their names, whatever order they are given in. One that has errors is left "
        "out, and the others are collected all the same: the exit code is then 1, and 3 when none is left. The same "
        "file under two names is taken once; the same answers, and the same organisation, are told.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = (size_t)-1,
    .run = run_collect,
};
