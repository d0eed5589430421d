/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form: a blank answer sheet that anyone can start from. */
#include <string.h>

#include "base/text.h"
#include "cli/language.h"
#include "cli/option_set.h"
#include "cli/outputs.h"
#include "report/report.h"

/* Forms have no writer of their own yet: what a person fills in is a CSV book. */
static bool check_format(struct run *r, const char *path) {
    const char *extension = strcmp(path, "-") == 0 ? "csv" : file_extension(&r->arena, path);
    struct place at = {.file = path};
    if (!*extension && !file_is_directory(path)) {
        diag_add(&r->ds, DIAG_EXTENSION_NEEDED, &at, ".csv");
        return false;
    }
    if (*extension && strcmp(extension, "csv") != 0) {
        diag_add(&r->ds, DIAG_FORMAT_UNKNOWN, &at, extension, "csv");
        return false;
    }
    if (strcmp(path, "-") != 0 && file_exists(path) && !file_is_directory(path) && !argument_flag(&r->args, "force")) {
        diag_add(&r->ds, DIAG_FILE_EXISTS, &at);
        return false;
    }
    return output_try(r, path);
}

static void put(struct run *r, const char *path, const struct buf *form) {
    struct file_out file;
    if (strcmp(path, "-") == 0) {
        fwrite(form->data, 1, form->len, stdout); /* run_finish() looks for errors */
        return;
    }
    if (file_begin(&file, path, true, &r->ds)) {
        fwrite(form->data, 1, form->len, file.stream);
        if (file_commit(&file, &r->ds)) {
            RUN_SAY(r, DIAG_FILE_WRITTEN, path);
        }
    }
}

static void write_form(struct run *r, const struct questionnaire *q, const char *path) {
    struct buf form;
    if (text_equal(q->book.input.path, path)) {
        struct place at = {.file = path};
        diag_add(&r->ds, DIAG_OUTPUT_IS_INPUT, &at);
        return;
    }
    buf_init(&form, BUF_MAX_DEFAULT);
    report_blank_answers(q, r->lang, &form);
    put(r, path, &form);
    buf_clear(&form);
}

static bool has_language(struct run *r, const struct questionnaire *q) {
    struct languages languages = languages_of_program(r);
    languages_add(&languages, &q->info.title);
    for (int i = 0; i < q->n_questions; i++) {
        languages_add(&languages, &q->question[i].label);
    }
    return languages_check(&languages);
}

static enum exit_code run_form(struct run *r) {
    const char *output = argument_text(&r->args, "output"), *path = output ? output : "-";
    const struct library *l = check_format(r, path) ? run_library(r) : NULL;
    const char *source = l ? library_find(l, LIBRARY_QUESTIONNAIRE, r->args.file[0], &r->arena, &r->ds) : NULL;
    struct questionnaire *q = source ? questionnaire_load(source, &r->ds) : NULL;
    if (q && has_language(r, q) && !run_has_failed(r)) {
        write_form(r, q, path);
    }
    questionnaire_free(q);
    return EXIT_DONE;
}

static const struct option_row rows[] = {
    {.name = "output",
     .letter = 'o',
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "write the form to FILE (.csv); otherwise, or with -, to standard output"},
    {.name = "force", .type = OPTION_FLAG, .summary = "replace FILE when it exists, with the answers it may hold"},
};
static const struct option_group own = {"The form", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_general, NULL};

static const struct example examples[] = {
    {"form psirt-full -o answers.csv", "Writes a blank answer sheet to fill in with a spreadsheet or an editor.",
     EXIT_DONE},
    {"form psirt-profile --lang ja -o profile.csv", "The profile questions, in Japanese.", EXIT_DONE},
    {"form psirt-quick", "Prints the blank sheet of the 20-minute version.", EXIT_DONE},
};

const struct command command_form = {
    .name = "form",
    .synopsis = "QUESTIONNAIRE [-o FILE] [options]",
    .summary = "write a blank answer sheet",
    .text =
        "QUESTIONNAIRE is an id ('psirtgauge list questionnaires') or a file. The form is a book with the sheets "
        "settings and answers; beside each question's name stand its wording, its options and a hint in the language "
        "of --lang. Fill in the columns answer, na_reason, confidence, comment, evidence, owner and date, and give "
        "the file to 'psirtgauge assess'.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_form,
};
