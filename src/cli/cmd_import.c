/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: an export of a survey tool becomes canonical responses, and a draft of the questionnaire. */
#include <string.h>

#include "cli/import_report.h"
#include "cli/import_sav.h"
#include "cli/option_set.h"
#include "cli/outputs.h"
#include "model/draft_build.h"
#include "model/hint.h"
#include "model/questionnaire.h"
#include "table/encoding.h"

/* One import on its way. */
struct importing {
    struct run *run;
    const char *path;
    const char *responses, *questionnaire, *report; /* outputs; NULL: none; "-": standard output */
    struct input input;
    bool is_open;
    const struct dialect *dialect;
    struct dialect_match match;
    struct dialect_layout layout;
    struct structure structure;
    bool has_structure;
    struct draft draft;
    struct responses converted;
    struct buf text; /* of the responses */
    int64_t created;
};

/* ---- outputs ----------------------------------------------------------------------------------------------------- */

static const char *output_named(struct run *r, const char *option) {
    return argument_is_given(&r->args, option) ? argument_text(&r->args, option) : NULL;
}

static bool check_output(struct importing *x, const char *path, const char *extensions) {
    struct run *r = x->run;
    struct place at = {.file = path};
    if (!path || strcmp(path, "-") == 0) {
        return true;
    }
    const char *extension = file_extension(&r->arena, path);
    if (text_equal(path, x->path)) {
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

static bool plan_outputs(struct importing *x) {
    struct run *r = x->run;
    x->responses = output_named(r, "output");
    x->questionnaire = output_named(r, "questionnaire-out");
    x->report = output_named(r, "report");
    if (!x->responses && !x->questionnaire) {
        x->responses = "-";
    }
    bool is_good = check_output(x, x->responses, "csv sav");
    is_good = check_output(x, x->questionnaire, "csv") && is_good;
    is_good = check_output(x, x->report, NULL) && is_good;
    return check_different(x) && is_good;
}

static bool is_sav(struct importing *x) {
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

static void write_all(struct importing *x, const struct import_result *result) {
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

/* ---- inputs ------------------------------------------------------------------------------------------------------ */

static const char *const separators[][2] = {{"comma", ","}, {"semicolon", ";"}, {"tab", "\t"}, {",", ","}, {";", ";"}};

static bool read_hints(struct run *r, struct input_hints *hints) {
    const char *encoding = output_named(r, "encoding"), *separator = output_named(r, "separator");
    enum encoding e;
    bool is_good = true;
    if (encoding && strcmp(encoding, "auto") != 0) {
        hints->encoding = encoding;
        is_good = encoding_find(encoding, &e);
        if (!is_good) {
            diag_add(&r->ds, DIAG_ENCODING_UNKNOWN, NULL, encoding, encoding_words(), "");
        }
    }
    for (size_t i = 0; separator && i < ARRAY_LEN(separators); i++) {
        hints->mark = strcmp(separator, separators[i][0]) == 0 ? separators[i][1][0] : hints->mark;
    }
    if (separator && !hints->mark && strcmp(separator, "auto") != 0) {
        diag_add(&r->ds, DIAG_SEPARATOR_UNKNOWN, NULL, separator);
        is_good = false;
    }
    return is_good;
}

static bool find_dialect(struct importing *x) {
    struct run *r = x->run;
    const char *name = argument_text(&r->args, "dialect");
    struct place at = {.file = x->path};
    if (strcmp(name, "auto") == 0) {
        x->dialect = dialect_detect(&x->input, &r->arena, &x->match);
        if (!x->dialect) {
            diag_add(&r->ds, DIAG_DIALECT_NOT_FOUND, &at, NULL);
        }
        return x->dialect != NULL;
    }
    x->dialect = dialect_find(name);
    if (x->dialect->recognise(&x->input, &r->arena).score == 0) {
        diag_add(&r->ds, DIAG_DIALECT_UNFIT, &at, x->dialect->title, dialect_names(&r->arena));
        return false;
    }
    return true;
}

static bool check_dialect_name(struct run *r) {
    const char *name = argument_text(&r->args, "dialect");
    if (strcmp(name, "auto") == 0 || dialect_find(name)) {
        return true;
    }
    const char *names[32];
    size_t n = 0;
    for (; n < dialect_count() && n < ARRAY_LEN(names); n++) {
        names[n] = dialect_at(n)->name;
    }
    diag_add(&r->ds, DIAG_DIALECT_UNKNOWN, NULL, name, dialect_names(&r->arena),
             hint_nearest(name, names, n, &r->arena));
    return false;
}

static bool read_structure(struct importing *x, const char *path) {
    struct buf b;
    buf_init(&b, FILE_MAX_DEFAULT);
    x->has_structure = file_read(path, FILE_MAX_DEFAULT, &b, &x->run->ds) &&
                       structure_load(b.data, b.len, path, &x->structure, &x->run->ds);
    buf_clear(&b);
    return x->has_structure;
}

/* The structure that --structure or --questionnaire names, if any. */
static bool take_structure(struct importing *x) {
    struct run *r = x->run;
    const char *path = output_named(r, "structure"), *id = output_named(r, "questionnaire");
    if (path) {
        return read_structure(x, path);
    }
    const struct library *l = id ? run_library(r) : NULL;
    const char *source = l ? library_find(l, LIBRARY_QUESTIONNAIRE, id, &r->arena, &r->ds) : NULL;
    struct questionnaire *q = source ? questionnaire_load(source, &r->ds) : NULL;
    if (q) {
        structure_from_questionnaire(q, &x->structure);
        x->has_structure = true;
    }
    questionnaire_free(q);
    return !id || x->has_structure;
}

/* ---- the work ---------------------------------------------------------------------------------------------------- */

static void convert(struct importing *x) {
    struct run *r = x->run;
    responses_start(&x->converted, &x->draft);
    x->converted.drops_partial = strcmp(argument_text(&r->args, "partial"), "drop") == 0;
    if (is_sav(x)) {
        struct sav_request request = {x->responses, r->lang, x->created};
        import_sav(&x->converted, &request, &x->text, &r->ds);
        return;
    }
    responses_put_header(&x->converted, &x->text);
    for (size_t row = x->draft.first_row; row < x->draft.table->n_rows; row++) {
        responses_put_row(&x->converted, row, &x->text, &r->ds);
    }
}

static void build(struct importing *x) {
    struct run *r = x->run;
    struct draft_request request = {.is_anonymous_id = true};
    request.n_keep = argument_list(&r->args, "keep", &request.keep);
    x->layout.structure = x->has_structure ? &x->structure : NULL;
    if (!x->dialect->arrange(&x->input, &x->layout, &r->ds)) {
        return;
    }
    struct place at = {.file = x->path};
    if (dialect_count_records(x->layout.table, x->layout.first_row) == 0) {
        diag_add(&r->ds, DIAG_IMPORT_EMPTY, &at, NULL);
        return;
    }
    x->draft.dialect = x->dialect->name;
    draft_build(&x->draft, &x->layout, &request, &r->ds);
    if (x->has_structure && x->draft.n_known == 0) {
        diag_add(&r->ds, DIAG_STRUCTURE_UNUSED, &at, NULL);
    }
    convert(x);
    struct import_result result = {&x->draft, &x->converted, x->dialect->title, x->match.score ? x->match.reason : ""};
    if (!run_has_failed(r)) {
        write_all(x, &result);
        import_report_say(r, &result);
    }
    responses_end(&x->converted);
}

static void import_structure(struct importing *x) {
    struct place at = {.file = x->path};
    if (!x->questionnaire) {
        diag_add(&x->run->ds, DIAG_IMPORT_NO_OUTPUT, &at, NULL);
        return;
    }
    if (read_structure(x, x->path)) {
        draft_from_structure(&x->draft, &x->structure);
        struct import_result result = {&x->draft, NULL, x->structure.format, ""};
        x->responses = NULL;
        if (!run_has_failed(x->run)) {
            write_all(x, &result);
            import_report_say(x->run, &result);
        }
    }
}

static void import_responses(struct importing *x, const struct input_hints *hints) {
    x->is_open = input_open_hinted(&x->input, x->path, hints, &x->run->ds);
    if (x->is_open && find_dialect(x) && take_structure(x)) {
        build(x);
    }
}

static bool is_structure_name(struct run *r, const char *path) {
    const char *extension = file_extension(&r->arena, path);
    return strcmp(extension, "lss") == 0 || strcmp(extension, "qsf") == 0;
}

static enum exit_code run_import(struct run *r) {
    struct importing x = {.run = r, .path = r->args.file[0]};
    struct input_hints hints = {0};
    buf_init(&x.text, BUF_MAX_DEFAULT);
    draft_init(&x.draft);
    bool is_fit = run_date(r, &x.created) != NULL;
    is_fit = check_dialect_name(r) && is_fit;
    is_fit = read_hints(r, &hints) && is_fit;
    is_fit = plan_outputs(&x) && is_fit;
    if (is_fit && is_structure_name(r, x.path)) {
        import_structure(&x);
    } else if (is_fit) {
        import_responses(&x, &hints);
    }
    draft_clear(&x.draft);
    dialect_layout_clear(&x.layout);
    structure_clear(&x.structure);
    if (x.is_open) {
        input_close(&x.input);
    }
    buf_clear(&x.text);
    return EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static const struct option_row rows[] = {
    {.name = "output",
     .letter = 'o',
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "write the responses to FILE: .csv, or .sav for SPSS; otherwise, or with -, to standard output"},
    {.name = "questionnaire-out",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "write a draft of the questionnaire (an XLSForm book, .csv) to FILE"},
    {.name = "report",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "write what was done, with every finding and its row, to FILE as text"},
    {.name = "dialect",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .fallback = "auto",
     .summary = "what wrote the export ('psirtgauge list dialects')"},
    {.name = "structure",
     .type = OPTION_TEXT,
     .argument = "FILE",
     .summary = "the survey's structure, LimeSurvey .lss or Qualtrics .qsf: names, codes and wordings come from it"},
    {.name = "questionnaire",
     .letter = 'q',
     .type = OPTION_TEXT,
     .argument = "ID|FILE",
     .summary = "a questionnaire that was fielded with the tool: its names and codes are found by its wordings"},
    {.name = "keep",
     .type = OPTION_LIST,
     .argument = "COLUMN",
     .summary = "keep this column although it identifies people or is technical; may be repeated"},
    {.name = "partial",
     .type = OPTION_WORD,
     .argument = "WHAT",
     .words = "keep drop",
     .fallback = "keep",
     .summary = "what to do with records that were not finished: keep or drop"},
    {.name = "encoding",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .fallback = "auto",
     .summary = "encoding of a text file, such as utf-8, cp932, euc-jp, utf-16le or windows-1252"},
    {.name = "separator",
     .type = OPTION_TEXT,
     .argument = "NAME",
     .fallback = "auto",
     .summary = "what parts the fields of a text file: comma, semicolon or tab"},
    {.name = "date",
     .type = OPTION_TEXT,
     .argument = "YYYY-MM-DD",
     .summary = "date that a .sav file says it was made; otherwise that of SOURCE_DATE_EPOCH, otherwise today"},
};
static const struct option_group own = {"The import", rows, ARRAY_LEN(rows)};
static const struct option_group *const options[] = {&own, &options_general, NULL};

static const struct example examples[] = {
    {"import examples/survey/googleforms.csv -o responses.csv --questionnaire-out questionnaire.csv",
     "Responses and a draft questionnaire of a Google Forms export.", EXIT_DONE},
    {"import examples/survey/limesurvey-ja.csv --partial drop --lang ja",
     "A LimeSurvey export with Japanese headers, finished records only, to standard output.", EXIT_DONE},
    {"import examples/survey/surveymonkey.csv -o responses.sav --report report.txt",
     "A SurveyMonkey export as an SPSS file, and what was done in words.", EXIT_DONE},
};

const struct command command_import = {
    .name = "import",
    .synopsis = "FILE [-o FILE] [options]",
    .summary = "make responses of an export of a survey tool",
    .text =
        "FILE is an export of Google Forms, Microsoft Forms, LimeSurvey, Qualtrics, SurveyMonkey, an XLSForm tool "
        "(ODK, "
        "KoboToolbox) or SPSS, or any table with a header row; which one, is recognised. The responses have a column a "
        "question: codes instead of wordings, several answers separated by blanks. The draft questionnaire is an "
        "XLSForm that "
        "'psirtgauge check' accepts.\n\n"
        "Columns that identify people (names, e-mail and IP addresses, collectors, locations) are left out unless "
        "--keep "
        "names them, and e-mail addresses in other texts are blanked. Blank records are left out. Cells that can be "
        "read in "
        "more than one way are reported with their row.\n\n"
        "A FILE that ends in .lss or .qsf is the structure of a survey without responses: with --questionnaire-out it "
        "becomes a draft questionnaire.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_import,
};
