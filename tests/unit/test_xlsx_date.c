/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of workbooks: what format codes show, and numbers made days and times. */
#include "check.h"

#include "table/xlsx_date.h"

static const struct {
    const char *code;
    enum date_show show;
} codes[] = {
    {"General", SHOWS_NUMBER},
    {"GENERAL", SHOWS_NUMBER},
    {"G/標準", SHOWS_NUMBER},
    {"0.00", SHOWS_NUMBER},
    {"#,##0;[Red]-#,##0", SHOWS_NUMBER},
    {"0.00E+00", SHOWS_NUMBER},
    {"0%", SHOWS_NUMBER},
    {"@", SHOWS_NUMBER},
    {"\"days: \"0", SHOWS_NUMBER},
    {"0\\d", SHOWS_NUMBER},
    {"[$-411]0.0", SHOWS_NUMBER},
    {"[Red][>=100]0;0", SHOWS_NUMBER},
    {"_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00", SHOWS_NUMBER},
    {"[Magenta]0", SHOWS_NUMBER},
    {"yyyy\\-mm\\-dd", SHOWS_DATE},
    {"YYYY-MM-DD", SHOWS_DATE},
    {"m/d/yy", SHOWS_DATE},
    {"mmm", SHOWS_DATE},
    {"mm", SHOWS_DATE},
    {"m", SHOWS_DATE},
    {"dddd", SHOWS_DATE},
    {"[$-409]d-mmm-yy;@", SHOWS_DATE},
    {"yyyy\"年\"m\"月\"d\"日\";@", SHOWS_DATE},
    {"[$-411]ggge\"年\"m\"月\"d\"日\"", SHOWS_DATE},
    {"[$-411]e.m.d", SHOWS_DATE},
    {"aaaa", SHOWS_DATE},
    {"h:mm", SHOWS_TIME},
    {"h:mm:ss AM/PM", SHOWS_TIME},
    {"mm:ss.0", SHOWS_TIME},
    {"h\"時\"mm\"分\"", SHOWS_TIME},
    {"ss", SHOWS_TIME},
    {"yyyy-mm-dd hh:mm:ss", SHOWS_DATE_TIME},
    {"m/d/yy h:mm", SHOWS_DATE_TIME},
    {"hh:mm dd.mm.", SHOWS_DATE_TIME},
    {"[h]:mm:ss", SHOWS_ELAPSED},
    {"[mm]:ss", SHOWS_ELAPSED},
    {"[ss]", SHOWS_ELAPSED},
    {"yyyy [h]", SHOWS_DATE_TIME},
    {"", SHOWS_NUMBER},
    {"\"", SHOWS_NUMBER},
    {"[", SHOWS_NUMBER},
    {"\\", SHOWS_NUMBER},
    {"_", SHOWS_NUMBER},
};
static void test_codes(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        CHECK_ROW(i);
        check_int(date_show_of(codes[i].code), codes[i].show);
    }
}

static void test_builtin(void **state) {
    static const struct {
        int id;
        enum date_show show;
    } rows[] = {
        {0, SHOWS_NUMBER},  {1, SHOWS_NUMBER},   {9, SHOWS_NUMBER},  {13, SHOWS_NUMBER},    {14, SHOWS_DATE},
        {17, SHOWS_DATE},   {18, SHOWS_TIME},    {21, SHOWS_TIME},   {22, SHOWS_DATE_TIME}, {23, SHOWS_NUMBER},
        {26, SHOWS_NUMBER}, {27, SHOWS_DATE},    {32, SHOWS_TIME},   {36, SHOWS_DATE},      {37, SHOWS_NUMBER},
        {45, SHOWS_TIME},   {46, SHOWS_ELAPSED}, {47, SHOWS_TIME},   {48, SHOWS_NUMBER},    {49, SHOWS_NUMBER},
        {50, SHOWS_DATE},   {58, SHOWS_DATE},    {59, SHOWS_NUMBER}, {164, SHOWS_NUMBER},   {-1, SHOWS_NUMBER},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_int(date_show_builtin(rows[i].id), rows[i].show);
    }
}

/* The days are those that Excel shows for the number (ECMA-376 part 1, 18.17.4.1). */
static const struct {
    double serial;
    enum date_show show;
    bool is_1904;
    const char *text; /* NULL: no date */
} texts[] = {
    {46350, SHOWS_DATE, false, "2026-11-24"},
    {46350.75, SHOWS_DATE, false, "2026-11-24"},
    {1, SHOWS_DATE, false, "1900-01-01"},
    {59, SHOWS_DATE, false, "1900-02-28"},
    {60, SHOWS_DATE, false, "1900-02-29"},
    {61, SHOWS_DATE, false, "1900-03-01"},
    {36525, SHOWS_DATE, false, "1999-12-31"},
    {36585, SHOWS_DATE, false, "2000-02-29"},
    {2958465, SHOWS_DATE, false, "9999-12-31"},
    {2958466, SHOWS_DATE, false, NULL},
    {0, SHOWS_DATE, false, NULL},
    {-1, SHOWS_DATE, false, NULL},
    {46350, SHOWS_NUMBER, false, NULL},
    {46350.395833333336, SHOWS_DATE_TIME, false, "2026-11-24T09:30:00"},
    {46350, SHOWS_DATE_TIME, false, "2026-11-24T00:00:00"},
    {46350.999999999, SHOWS_DATE_TIME, false, "2026-11-25T00:00:00"},
    {46350.000005787037, SHOWS_DATE_TIME, false, "2026-11-24T00:00:00.500"},
    {2958465.9999999999, SHOWS_DATE_TIME, false, NULL},
    {0.395833333333333, SHOWS_TIME, false, "09:30:00"},
    {0, SHOWS_TIME, false, "00:00:00"},
    {0.25, SHOWS_DATE_TIME, false, "06:00:00"},
    {46350.5, SHOWS_TIME, false, "2026-11-24T12:00:00"},
    {1.5, SHOWS_ELAPSED, false, "36:00:00"},
    {0.0625, SHOWS_ELAPSED, false, "01:30:00"},
    {0, SHOWS_DATE, true, "1904-01-01"},
    {1, SHOWS_DATE, true, "1904-01-02"},
    {44888, SHOWS_DATE, true, "2026-11-24"},
    {2957003, SHOWS_DATE, true, "9999-12-31"},
    {2957004, SHOWS_DATE, true, NULL},
    {44888.5, SHOWS_DATE_TIME, true, "2026-11-24T12:00:00"},
    {0.5, SHOWS_TIME, true, "12:00:00"},
    {(double)NAN, SHOWS_DATE, false, NULL},
    {1e300, SHOWS_ELAPSED, false, NULL},
};
static void test_texts(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        char text[DATE_TEXT_MAX];
        CHECK_ROW(i);
        bool is_date = date_text(text, texts[i].serial, texts[i].show, texts[i].is_1904);
        check_text(is_date ? text : NULL, texts[i].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_codes), cmocka_unit_test(test_builtin),
                                       cmocka_unit_test(test_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
