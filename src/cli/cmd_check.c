/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: looks at files of any kind and tells what is wrong with them. Writes nothing. */
#include "cli/check_file.h"
#include "cli/language.h"
#include "cli/option_set.h"

/* What was found in one file, and a line that sums up. */
static void print_findings(const struct run *r, const char *path, const char *what) {
    struct arena a = {0};
    struct diag_style style = run_diag_style(r, stdout);
    style.has_no_count = true;
    size_t n_errors = r->ds.n_errors + (r->is_strict ? r->ds.n_warnings : 0);
    const char *count = diag_count_text(n_errors, r->is_strict ? 0 : r->ds.n_warnings, r->lang, &a);
    diag_print_all(&r->ds, &style, stdout);
    if (!r->is_quiet) {
        printf("%s: %s%s%s\n", path, what, *what ? ": " : "", *count ? count : "ok");
    }
    arena_clear(&a);
}

static enum exit_code code_of(const struct run *r) {
    enum exit_code code = exit_for(&r->ds);
    if (code == EXIT_DONE && r->ds.n_warnings > 0) {
        code = r->is_strict ? EXIT_INPUT : EXIT_BELOW;
    }
    return code;
}

/* The files of one call, and those that options name, stand for their ids when one of them names another. */
static void set_own_files(struct run *r) {
    static const char *const naming[] = {"questionnaire", "model", "framework", "profile"};
    const char *const *list[ARRAY_LEN(naming)];
    size_t n[ARRAY_LEN(naming)], n_all = r->args.n_files;
    for (size_t i = 0; i < ARRAY_LEN(naming); i++) {
        n[i] = argument_list(&r->args, naming[i], &list[i]);
        n_all += n[i];
    }
    struct library_file *own = ARENA_ARRAY(&r->arena, n_all + 1, struct library_file);
    for (size_t i = 0; i < r->args.n_files; i++) {
        r->library.n_own += check_own(r, r->args.file[i], &own[r->library.n_own]);
    }
    for (size_t i = 0; i < ARRAY_LEN(naming); i++) {
        for (size_t k = 0; k < n[i]; k++) {
            r->library.n_own += check_own(r, list[i][k], &own[r->library.n_own]);
        }
    }
    r->library.own = own;
}

static enum exit_code run_check(struct run *r) {
    enum exit_code worst = EXIT_DONE;
    struct languages languages = languages_of_program(r);
    if (!languages_check(&languages)) {
        return EXIT_DONE;
    }
    set_own_files(r);
    for (size_t i = 0; i < r->args.n_files; i++) {
        const char *what = check_file(r, r->args.file[i]);
        enum exit_code code = code_of(r);
        worst = code > worst ? code : worst;
        print_findings(r, r->args.file[i], what);
        diags_clear(&r->ds);
    }
    return worst;
}

static const struct option_group *const options[] = {&options_inputs, &options_general, NULL};

static const struct example examples[] = {
    {"check examples/meridian/answers.csv examples/meridian/profile.csv",
     "Checks answers; their questionnaire is found.", EXIT_DONE},
    {"form psirt-quick -o form.csv && psirtgauge check form.csv", "A blank form is a right file, without answers.",
     EXIT_DONE},
};

const struct command command_check = {
    .name = "check",
    .synopsis = "FILE... [options]",
    .summary = "say what is wrong with files of any kind, and change nothing",
    .text = "FILE is answers, a questionnaire, framework, overlay, scoring model, profile, crosswalk, organisational "
            "criteria, report plan or brand; its sheets tell which. Files that belong together are checked against "
            "each other: a questionnaire with its frameworks and model, a profile with its framework, a crosswalk "
            "with its frameworks, answers with their questionnaire. A file that another one names by its id may be one "
            "of your own that stands in the same call; it goes before one of that id in the data folders.\n\n"
            "Prints the findings, and for each file what it was taken for and how many errors and warnings it has. The "
            "exit code is 0 when all is well (notes may be there), 1 after warnings and 3 after errors.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = (size_t)-1,
    .run = run_check,
};
