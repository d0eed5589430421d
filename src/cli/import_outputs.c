/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outputs of an import: which there are, and writing them. */
#include <string.h>

#include "cli/importing.h"
#include "cli/outputs.h"

static bool check_output(struct importing *x, const char *path, const char *extensions) {
    struct run *r = x->run;
    struct place at = {.file = path};
    if (!path || strcmp(path, "-") == 0) {
        return true;
    }
    const char *extension = file_extension(&r->arena, path);
    if (text_equal(path, x->file)) {
        diag_add(&r->ds, DIAG_OUTPUT_IS_INPUT, &at);
        return false;
    }
    const char *names = extensions && text_has_word(extensions, "sav") ? "csv, sav" : "csv";
    if (extensions && !text_has_word(extensions, extension) && !file_is_directory(path)) {
        diag_add(&r->ds, *extension ? DIAG_FORMAT_UNKNOWN : DIAG_EXTENSION_NEEDED, &at, *extension ? extension : names,
                 names);
        return false;
    }
    return output_try(r, path);
}

/* Two outputs of one name would replace each other. */
static bool check_different(struct importing *x) {
    const char *paths[] = {x->responses, x->questionnaire, x->report};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        for (size_t k = 0; k < i; k++) {
            if (paths[i] && paths[k] && strcmp(paths[i], paths[k]) == 0) {
                struct place at = {.file = paths[i]};
                diag_add(&x->run->ds, DIAG_OUTPUT_TWICE, &at);
                return false;
            }
        }
    }
    return true;
}

bool import_plan_outputs(struct importing *x) {
    struct run *r = x->run;
    x->responses = import_option(r, "output");
    x->questionnaire = import_option(r, "questionnaire-out");
    x->report = import_option(r, "report");
    if (!x->responses && !x->questionnaire) {
        x->responses = "-";
    }
    bool is_good = check_output(x, x->responses, "csv sav");
    is_good = check_output(x, x->questionnaire, "csv") && is_good;
    is_good = check_output(x, x->report, NULL) && is_good;
    return check_different(x) && is_good;
}

bool import_is_sav(struct importing *x) {
    return x->responses && strcmp(file_extension(&x->run->arena, x->responses), "sav") == 0;
}

/* All or none: nothing is put in place before all is written. */
struct pending {
    struct file_out file;
    const char *path;
    bool is_begun;
};

static bool begin(struct importing *x, struct pending *p, const char *path, const struct buf *text) {
    p->path = path;
    if (strcmp(path, "-") == 0) {
        return true;
    }
    p->is_begun = file_begin(&p->file, path, true, &x->run->ds);
    if (!p->is_begun) {
        return false;
    }
    fwrite(text->data, 1, text->len, p->file.stream);
    return file_complete(&p->file, &x->run->ds);
}

static void put_in_place(struct importing *x, struct pending *p, const struct buf *text) {
    if (p->path && strcmp(p->path, "-") == 0) {
        fwrite(text->data, 1, text->len, stdout); /* run_finish() looks for errors */
    } else if (p->is_begun && file_commit(&p->file, &x->run->ds)) {
        RUN_SAY(x->run, DIAG_FILE_WRITTEN, p->path);
    }
}

void import_write(struct importing *x, const struct import_result *result) {
    struct pending pending[3] = {{.path = NULL}};
    struct buf book, report;
    buf_init(&book, BUF_MAX_DEFAULT);
    buf_init(&report, BUF_MAX_DEFAULT);
    draft_print_book(&x->draft, &book);
    import_report_print(x->run, result, &report);
    const struct buf *texts[] = {&x->text, &book, &report};
    const char *paths[] = {x->responses, x->questionnaire, x->report};
    bool is_good = !x->text.is_over;
    for (size_t i = 0; i < ARRAY_LEN(paths) && is_good; i++) {
        is_good = !paths[i] || begin(x, &pending[i], paths[i], texts[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        if (is_good) {
            put_in_place(x, &pending[i], texts[i]);
        } else if (pending[i].is_begun) {
            file_abandon(&pending[i].file);
        }
    }
    buf_clear(&book);
    buf_clear(&report);
}
