/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: an export of a survey tool becomes canonical responses, and a draft of the questionnaire. */
#include <string.h>

#include "cli/import_sav.h"
#include "cli/importing.h"
#include "cli/option_set.h"
#include "model/dialect_sheet.h"
#include "table/choice.h"

/* ---- the work ---------------------------------------------------------------------------------------------------- */

static void convert(struct importing *x) {
    struct run *r = x->run;
    responses_start(&x->converted, &x->draft);
    x->converted.drops_partial = strcmp(argument_text(&r->args, "partial"), "drop") == 0;
    if (import_is_sav(x)) {
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
    struct place at = {.file = x->file};
    if (dialect_count_records(x->layout.table, x->layout.first_row) == 0) {
        diag_add(&r->ds, DIAG_IMPORT_EMPTY, &at, NULL);
        return;
    }
    if (!dialect_check_cells(x->layout.table, x->layout.first_row, &r->ds)) {
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
        import_write(x, &result);
        import_report_say(r, &result);
    }
    responses_end(&x->converted);
}

static void import_structure(struct importing *x) {
    struct place at = {.file = x->file};
    if (!x->questionnaire) {
        diag_add(&x->run->ds, DIAG_IMPORT_NO_OUTPUT, &at, NULL);
        return;
    }
    if (import_read_structure(x, x->path)) {
        draft_from_structure(&x->draft, &x->structure, &x->run->ds);
        struct import_result result = {&x->draft, NULL, x->structure.format, ""};
        x->responses = NULL;
        if (!run_has_failed(x->run)) {
            import_write(x, &result);
            import_report_say(x->run, &result);
        }
    }
}

static void import_responses(struct importing *x, const struct input_hints *hints) {
    if (import_open(x, hints)) {
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
    x.file = choice_file(x.path, &r->arena);
    buf_init(&x.text, BUF_MAX_DEFAULT);
    draft_init(&x.draft);
    bool is_fit = run_date(r, &x.created) != NULL;
    is_fit = import_check_dialect(r) && is_fit;
    is_fit = import_read_hints(r, &hints) && is_fit;
    is_fit = import_plan_outputs(&x) && is_fit;
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
        "(ODK, KoboToolbox) or SPSS, or any table with a header row, as text (.csv) or as a workbook (.xlsx); which "
        "one, "
        "is recognised. Of a workbook with several sheets the one is read that looks most like an export; "
        "FILE.xlsx#SHEET "
        "names another. The responses have a column a question: codes instead of wordings, several answers separated "
        "by "
        "blanks. The draft questionnaire is an XLSForm that 'psirtgauge check' accepts.\n\n"
        "Columns that identify people (names, e-mail and IP addresses, collectors, locations) are left out unless "
        "--keep names them, and e-mail addresses in other texts are blanked. Blank records are left out. Cells that "
        "can "
        "be read in more than one way are reported with their row.\n\n"
        "A FILE that ends in .lss or .qsf is the structure of a survey without responses: with --questionnaire-out it "
        "becomes a draft questionnaire. Conditions under which the tool shows a question become 'relevant'; each that "
        "cannot be written so is a warning that quotes it.",
    .options = options,
    .example = examples,
    .n_examples = ARRAY_LEN(examples),
    .min_files = 1,
    .max_files = 1,
    .run = run_import,
};
