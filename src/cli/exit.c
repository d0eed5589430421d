/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/exit.h"

static const struct exit_row rows[] = {
#define EXIT_CODE(id, number, text) {number, text},
#include "cli/exit.def"
#undef EXIT_CODE
};

size_t exit_count(void) { return ARRAY_LEN(rows); }

const struct exit_row *exit_at(size_t i) { return &rows[i]; }

/* Errors that are not about what an input says. */
static const struct {
    enum diag_id id;
    enum exit_code code;
} others[] = {
    {DIAG_FILE_MISSING, EXIT_IO},
    {DIAG_FILE_IS_DIRECTORY, EXIT_IO},
    {DIAG_INPUT_NOT_REGULAR, EXIT_IO},
    {DIAG_DOC_INVALID, EXIT_INTERNAL},
    {DIAG_FILE_UNREADABLE, EXIT_IO},
    {DIAG_FOLDER_MISSING, EXIT_IO},
    {DIAG_FILE_NOT_WRITABLE, EXIT_IO},
    {DIAG_FILE_EXISTS, EXIT_IO},
    {DIAG_WRITE_FAILED, EXIT_IO},
    {DIAG_OUTPUTS_PARTLY, EXIT_IO},
    {DIAG_OUTPUT_CORRUPT, EXIT_IO},
    {DIAG_OUTPUT_FAILED, EXIT_IO},
    {DIAG_OUTPUT_TOO_LARGE, EXIT_IO},
    {DIAG_DATA_ROOT_MISSING, EXIT_IO},
    {DIAG_OUTPUT_IS_INPUT, EXIT_USAGE},
    {DIAG_OUTPUT_TWICE, EXIT_USAGE},
    {DIAG_FORMAT_UNKNOWN, EXIT_USAGE},
    {DIAG_FORMAT_NEEDED, EXIT_USAGE},
    {DIAG_FORMAT_UNSUITED, EXIT_USAGE},
    {DIAG_LANGUAGE_UNKNOWN, EXIT_USAGE},
    {DIAG_COMMAND_UNKNOWN, EXIT_USAGE},
    {DIAG_COMMAND_MISSING, EXIT_USAGE},
    {DIAG_OPTION_UNKNOWN, EXIT_USAGE},
    {DIAG_OPTION_NEEDS_VALUE, EXIT_USAGE},
    {DIAG_OPTION_NO_VALUE, EXIT_USAGE},
    {DIAG_OPTION_NOT_WHOLE, EXIT_USAGE},
    {DIAG_OPTION_NOT_WORD, EXIT_USAGE},
    {DIAG_OPTION_NOT_DATE, EXIT_USAGE},
    {DIAG_OPTION_OF_WORKBOOKS, EXIT_USAGE},
    {DIAG_FAIL_BELOW_INVALID, EXIT_USAGE},
    {DIAG_BASELINE_MISSING, EXIT_USAGE},
    {DIAG_STDIN_TWICE, EXIT_USAGE},
    {DIAG_NODE_ARGUMENT, EXIT_USAGE},
    {DIAG_STAGE_ARGUMENT, EXIT_USAGE},
    {DIAG_ARGUMENT_MISSING, EXIT_USAGE},
    {DIAG_ARGUMENT_EXTRA, EXIT_USAGE},
    {DIAG_RATERS_NO_RULE, EXIT_USAGE},
    {DIAG_CONSENSUS_ALONE, EXIT_USAGE},
    {DIAG_UNITS_AND_ANSWERS, EXIT_USAGE},
    {DIAG_UNITS_AND_RATERS, EXIT_USAGE},
    {DIAG_EPOCH_INVALID, EXIT_USAGE},
    {DIAG_KIND_UNKNOWN, EXIT_USAGE},
    {DIAG_EXTENSION_NEEDED, EXIT_USAGE},
    {DIAG_FILE_NOT_REGULAR, EXIT_IO},
    {DIAG_PLAN_DAYS, EXIT_USAGE},
    {DIAG_PLAN_PHASES, EXIT_USAGE},
    {DIAG_PLAN_CAPACITY, EXIT_USAGE},
    {DIAG_PLAN_NO_GOAL, EXIT_USAGE},
    {DIAG_DIALECT_UNKNOWN, EXIT_USAGE},
    {DIAG_ENCODING_UNKNOWN, EXIT_USAGE},
    {DIAG_SEPARATOR_UNKNOWN, EXIT_USAGE},
    {DIAG_IMPORT_NO_OUTPUT, EXIT_USAGE},
    {DIAG_STAT_UNKNOWN, EXIT_USAGE},
    {DIAG_STAT_TABLE_MISSING, EXIT_USAGE},
    {DIAG_STAT_TABLE_UNUSED, EXIT_USAGE},
    {DIAG_STAT_OPTION_UNUSED, EXIT_USAGE},
    {DIAG_STAT_OPTION_NUMBER, EXIT_USAGE},
    {DIAG_STAT_OPTION_RANGE, EXIT_USAGE},
    {DIAG_STAT_OPTION_POSITIVE, EXIT_USAGE},
    {DIAG_STAT_POPULATION_DESIGN, EXIT_USAGE},
    {DIAG_STAT_METHOD, EXIT_USAGE},
    {DIAG_STAT_BOUNDS, EXIT_USAGE},
    {DIAG_STAT_LEVELS, EXIT_USAGE},
    {DIAG_SURVEY_NO_QUESTIONNAIRE, EXIT_USAGE},
    {DIAG_SURVEY_FILTER_OPTION, EXIT_USAGE},
    {DIAG_SURVEY_BY_UNKNOWN, EXIT_USAGE},
    {DIAG_SURVEY_BY_TYPE, EXIT_USAGE},
};

static enum exit_code code_of(enum diag_id id) {
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        if (others[i].id == id) {
            return others[i].code;
        }
    }
    return EXIT_INPUT;
}

/* Larger is graver; the numbers themselves only put usage and input the wrong way round. */
static int gravity(enum exit_code code) {
    return code == EXIT_USAGE ? EXIT_INPUT : code == EXIT_INPUT ? EXIT_USAGE : (int)code;
}

enum exit_code exit_for(const struct diags *ds) {
    enum exit_code gravest = EXIT_DONE;
    for (size_t i = 0; i < ds->n; i++) {
        enum exit_code code = ds->item[i].severity == SEVERITY_ERROR ? code_of(ds->item[i].id) : EXIT_DONE;
        gravest = gravity(code) > gravity(gravest) ? code : gravest;
    }
    return gravest;
}
