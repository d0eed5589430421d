/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPSS .sav and .zsav (ReadStat inside). Three sheets: data, with the names of variables as header; variables: name,
   label, format, set of value labels, user-missing values ("97", "90..99", parted by blanks); values: set, value,
   label. Dates are ISO; a system-missing number is empty, user-missing ones stand as they are. Multiple-response
   sets are not read: ReadStat does not know them. */
#include "base/num.h"
#include "base/text.h"
#include "table/builder.h"
#include "table/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <readstat.h>

#define EPOCH_DAYS 141428 /* from 1582-10-14, where SPSS counts its seconds from, to 1970-01-01 */
#define ROWS_MAX 10000000

enum { SHEET_DATA, SHEET_VARIABLES, SHEET_VALUES, N_SHEETS };

struct sav_reading {
    struct input *in;
    const char *data;
    size_t n, at;
    struct table_builder sheet[N_SHEETS];
    int n_variables;
    int row, column; /* of the value before */
    long line[N_SHEETS];
    const char *problem;
    struct diags *ds;
};

/* ---- bytes ------------------------------------------------------------------------------------------------------- */

static int on_open(const char *path, void *ctx) {
    (void)path;
    (void)ctx;
    return 0;
}

static int on_close(void *ctx) {
    (void)ctx;
    return 0;
}

static readstat_off_t on_seek(readstat_off_t offset, readstat_io_flags_t whence, void *ctx) {
    struct sav_reading *r = ctx;
    readstat_off_t base = whence == READSTAT_SEEK_SET   ? 0
                          : whence == READSTAT_SEEK_CUR ? (readstat_off_t)r->at
                                                        : (readstat_off_t)r->n;
    readstat_off_t to = base + offset;
    if (to < 0 || to > (readstat_off_t)r->n) {
        return -1;
    }
    r->at = (size_t)to;
    return to;
}

static ssize_t on_read(void *buf, size_t n, void *ctx) {
    struct sav_reading *r = ctx;
    size_t left = r->n - r->at;
    n = n < left ? n : left;
    memcpy(buf, r->data + r->at, n);
    r->at += n;
    return (ssize_t)n;
}

static readstat_error_t on_update(long size, readstat_progress_handler handler, void *user, void *io) {
    (void)size;
    (void)handler;
    (void)user;
    (void)io;
    return READSTAT_OK;
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* Text that is not valid is cut where it breaks: the file's own encoding said otherwise. */
static void put(struct sav_reading *r, int sheet, const char *s) {
    size_t n = s ? strlen(s) : 0;
    builder_add_field(&r->sheet[sheet], s ? s : "", n ? text_valid_prefix(s, n) : 0);
}

static void end_row(struct sav_reading *r, int sheet) { builder_end_row(&r->sheet[sheet], ++r->line[sheet]); }

/* Days since 1970. Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days. */
static void print_day(char text[NUM_TEXT_MAX], long days) {
    long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    long day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9, year = yoe + era * 400 + (month <= 2);
    snprintf(text, NUM_TEXT_MAX, "%04d-%02d-%02d", (int)(year % 10000), (int)(month % 100), (int)(day % 100));
}

static bool is_date_format(const char *format) {
    static const char *const starts[] = {"DATE", "ADATE", "EDATE", "SDATE", "JDATE"};
    for (size_t i = 0; format && i < ARRAY_LEN(starts); i++) {
        if (strncmp(format, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return format && strncmp(format, "YMDHMS", 6) == 0;
}

static void print_number(char text[NUM_TEXT_MAX], double x, const char *format) {
    bool is_date = is_date_format(format) && fabs(x) < 1e12 && x >= 0;
    if (!is_date) {
        num_shortest(text, x);
        return;
    }
    long day = (long)floor(x / 86400), second = (long)floor(x - (double)day * 86400);
    print_day(text, day - EPOCH_DAYS);
    bool has_time = strncmp(format, "DATETIME", 8) == 0 || strncmp(format, "YMDHMS", 6) == 0;
    size_t n = strlen(text);
    if (has_time) {
        snprintf(text + n, NUM_TEXT_MAX - n, "T%02ld:%02ld:%02ld", second / 3600, second / 60 % 60, second % 60);
    }
}

static const char *value_text(char text[NUM_TEXT_MAX], readstat_value_t value, const char *format) {
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        const char *s = readstat_string_value(value);
        return s ? s : "";
    }
    double x = readstat_double_value(value);
    if (readstat_value_is_system_missing(value) || !isfinite(x)) {
        return "";
    }
    print_number(text, x, format);
    return text;
}

/* ---- ReadStat's calls -------------------------------------------------------------------------------------------- */

static int on_metadata(readstat_metadata_t *metadata, void *ctx) {
    struct sav_reading *r = ctx;
    bool is_sane =
        readstat_get_var_count(metadata) <= TABLE_COLUMNS_MAX && readstat_get_row_count(metadata) <= ROWS_MAX;
    r->problem = is_sane ? r->problem : "it claims more variables or records than are read";
    return is_sane ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

/* "97 90..99": numbers and ranges; texts only where they have no blanks. */
static const char *missing_text(struct arena *a, readstat_variable_t *v) {
    const char *all = "", *format = readstat_variable_get_format(v);
    for (int i = 0; i < readstat_variable_get_missing_ranges_count(v); i++) {
        char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
        const char *from = value_text(low, readstat_variable_get_missing_range_lo(v, i), format);
        const char *to = value_text(high, readstat_variable_get_missing_range_hi(v, i), format);
        bool is_range = strcmp(from, to) != 0 && *from && *to;
        if (*from && !strchr(from, ' ')) {
            all = arena_printf(a, "%s%s%s%s%s", all, *all ? " " : "", from, is_range ? ".." : "", is_range ? to : "");
        }
    }
    return all;
}

static int on_variable(int index, readstat_variable_t *v, const char *labels, void *ctx) {
    struct sav_reading *r = ctx;
    (void)index;
    put(r, SHEET_DATA, readstat_variable_get_name(v));
    put(r, SHEET_VARIABLES, readstat_variable_get_name(v));
    put(r, SHEET_VARIABLES, readstat_variable_get_label(v));
    put(r, SHEET_VARIABLES, readstat_variable_get_format(v));
    put(r, SHEET_VARIABLES, labels);
    put(r, SHEET_VARIABLES, missing_text(&r->in->arena, v));
    end_row(r, SHEET_VARIABLES);
    r->n_variables++;
    return READSTAT_HANDLER_OK;
}

static int on_label(const char *labels, readstat_value_t value, const char *label, void *ctx) {
    struct sav_reading *r = ctx;
    char text[NUM_TEXT_MAX];
    put(r, SHEET_VALUES, labels);
    put(r, SHEET_VALUES, value_text(text, value, NULL));
    put(r, SHEET_VALUES, label);
    end_row(r, SHEET_VALUES);
    return READSTAT_HANDLER_OK;
}

static int on_value(int row, readstat_variable_t *v, readstat_value_t value, void *ctx) {
    struct sav_reading *r = ctx;
    char text[NUM_TEXT_MAX];
    if (row != r->row) {
        end_row(r, SHEET_DATA); /* the header, or the record before */
        r->row = row;
    }
    put(r, SHEET_DATA, value_text(text, value, readstat_variable_get_format(v)));
    return READSTAT_HANDLER_OK;
}

static void on_error(const char *message, void *ctx) {
    struct sav_reading *r = ctx;
    r->problem = arena_strndup(&r->in->arena, message, strcspn(message, "\n"));
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static bool accepts(const char *data, size_t n) {
    return n >= 4 && (memcmp(data, "$FL2", 4) == 0 || memcmp(data, "$FL3", 4) == 0);
}

static readstat_error_t parse(struct sav_reading *r) {
    readstat_parser_t *p = readstat_parser_init();
    readstat_set_open_handler(p, on_open);
    readstat_set_close_handler(p, on_close);
    readstat_set_seek_handler(p, on_seek);
    readstat_set_read_handler(p, on_read);
    readstat_set_update_handler(p, on_update);
    readstat_set_io_ctx(p, r);
    readstat_set_metadata_handler(p, on_metadata);
    readstat_set_variable_handler(p, on_variable);
    readstat_set_value_label_handler(p, on_label);
    readstat_set_value_handler(p, on_value);
    readstat_set_error_handler(p, on_error);
    readstat_error_t error = readstat_parse_sav(p, r->in->path, r);
    readstat_parser_free(p);
    return error;
}

static void put_headers(struct sav_reading *r) {
    static const char *const variables[] = {"name", "label", "format", "values", "missing"};
    static const char *const values[] = {"values", "value", "label"};
    for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
        put(r, SHEET_VARIABLES, variables[i]);
    }
    end_row(r, SHEET_VARIABLES);
    for (size_t i = 0; i < ARRAY_LEN(values); i++) {
        put(r, SHEET_VALUES, values[i]);
    }
    end_row(r, SHEET_VALUES);
}

static void finish(struct sav_reading *r) {
    static const char *const names[] = {"data", "variables", "values"};
    r->in->sheet = ARENA_ARRAY(&r->in->arena, N_SHEETS, struct table_text);
    r->in->n_sheets = N_SHEETS;
    for (int i = 0; i < N_SHEETS; i++) {
        r->in->sheet[i].file = r->in->path;
        r->in->sheet[i].sheet = names[i];
        r->in->sheet[i].has_cells = true;
        builder_finish(&r->sheet[i], &r->in->sheet[i]);
    }
}

static bool read_sav(struct input *in, const char *data, size_t n, struct diags *ds) {
    struct sav_reading r = {.in = in, .data = data, .n = n, .row = -1, .ds = ds};
    for (int i = 0; i < N_SHEETS; i++) {
        builder_init(&r.sheet[i], &in->arena);
    }
    put_headers(&r);
    readstat_error_t error = parse(&r);
    if (error == READSTAT_OK && r.n_variables > 0) {
        end_row(&r, SHEET_DATA);
        finish(&r);
        return true;
    }
    struct place at = {.file = in->path};
    const char *why = r.problem                                    ? r.problem
                      : r.n_variables == 0 && error == READSTAT_OK ? "no variables"
                                                                   : readstat_error_message(error);
    diag_add(ds, DIAG_SAV_INVALID, &at, why);
    for (int i = 0; i < N_SHEETS; i++) {
        builder_clear(&r.sheet[i]);
    }
    return false;
}

extern const struct reader reader_sav;
const struct reader reader_sav = {
    .name = "sav",
    .extensions = "sav zsav",
    .summary = "SPSS data files: data, variables, value labels",
    .accepts = accepts,
    .read = read_sav,
};
