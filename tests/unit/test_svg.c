/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts as SVG, and what they stand on: breaking of lines, contrast of colours. */
#include "check.h"

#include "write/contrast.h"
#include "write/wrap.h"
#include "write/write_svg.h"

static size_t count(const char *text, const char *part) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part)) {
        n++;
    }
    return n;
}

/* ---- SVG --------------------------------------------------------------------------------------------------- */
static void draw(enum chart_kind kind, const struct cell *cell, size_t n_rows, struct buf *out) {
    struct doc d;
    doc_init(&d, "t", "en");
    struct sheet *s = doc_add_sheet(&d, "s", "S", SHEET_DATA);
    const struct column columns[] = {{.key = "n", .label = "N"}, {.key = "v", .label = "V"}};
    struct table *t = add_table(&d, s, "t", columns, 2);
    for (size_t i = 0; i < n_rows; i++) {
        struct row *r = table_add_row(&d, t, NULL);
        r->cell[0] = cell_text("A");
        r->cell[1] = cell[i];
    }
    struct series series = {"V", "v", 0, STROKE_FILL};
    struct chart c = {.id = "c",
                      .title = "T",
                      .alt = "A",
                      .kind = kind,
                      .table = "t",
                      .category = "n",
                      .series = &series,
                      .n_series = 1,
                      .axis_max = 4,
                      .axis_step = 1,
                      .unit = UNIT_SCORE};
    buf_init(out, BUF_MAX_DEFAULT);
    svg_chart(&d, &c, 600, out);
    doc_clear(&d);
}

static void test_svg_kinds(void **state) {
    (void)state;
    const struct cell cells[] = {cell_number(1, UNIT_SCORE), cell_none("n/a", "why"), cell_number(99, UNIT_SCORE),
                                 cell_number(-99, UNIT_SCORE), cell_none("n/a", "why")};
    for (int kind = CHART_RADAR; kind <= CHART_BAR_FULL; kind++) {
        for (size_t n = 0; n <= ARRAY_LEN(cells); n++) {
            CHECK_ROW(kind * 10 + (long)n);
            struct buf out;
            draw((enum chart_kind)kind, cells, n, &out);
            check_contains(out.data, "<title id=\"svg-title-c\">T</title>");
            check_contains(out.data, "<desc id=\"svg-desc-c\">A</desc>");
            check_true(!strstr(out.data, "nan") && !strstr(out.data, "inf"));
            check_int(count(out.data, "<text"), count(out.data, "</text>"));
            buf_clear(&out);
        }
    }
    CHECK_ROW(-1);
}

/* Fixed ends: a bar of half the axis is half as long as the area, whatever the other numbers are. */
static void test_svg_scale(void **state) {
    (void)state;
    const struct cell cells[] = {cell_number(2, UNIT_SCORE), cell_number(4, UNIT_SCORE), cell_number(40, UNIT_SCORE)};
    struct buf out;
    draw(CHART_BAR, cells, ARRAY_LEN(cells), &out);
    double width[3] = {0};
    const char *at = out.data;
    for (int i = 0; i < 3; i++) {
        at = strstr(at, "<rect");
        assert_non_null(at);
        at = strstr(at, "width=\"") + 7;
        width[i] = strtod(at, NULL);
    }
    check_near(width[0] * 2, width[1], 1e-3);
    check_near(width[2], width[1], 1e-3);
    buf_clear(&out);
}

static void test_svg_unknown_table(void **state) {
    (void)state;
    struct doc d;
    struct buf out;
    doc_init(&d, "t", "en");
    buf_init(&out, BUF_MAX_DEFAULT);
    svg_chart(&d, &(struct chart){.id = "c", .table = "none", .category = "x"}, 600, &out);
    check_int(out.len, 0);
    buf_clear(&out);
    doc_clear(&d);
}

static void test_wrap(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int width;
        const char *lines; /* with '|' after each */
    } rows[] = {
        {"", 10, ""},
        {"one two three", 7, "one two|three|"},
        {"one  two", 4, "one|two|"},
        {"abcdefghij", 4, "abcd|efgh|ij|"},
        {"a\n\nb", 10, "a||b|"},
        {"脆弱性の発見", 6, "脆弱性|の発見|"},
        {"確認する。次", 8, "確認す|る。次|"},
        {"次の「発見」", 6, "次の|「発|見」|"},
        {"監視カメラ担当", 8, "監視|カメラ担|当|"},
        {"PSIRT の人", 8, "PSIRT の|人|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const char *rest = rows[i].text;
        struct wrap_line line;
        struct buf out;
        buf_init(&out, BUF_MAX_DEFAULT);
        while (wrap_next(&rest, rows[i].width, &line)) {
            buf_add(&out, line.text, line.len);
            buf_putc(&out, '|');
        }
        check_text(out.data, rows[i].lines);
        buf_clear(&out);
    }
    CHECK_ROW(-1);
}

/* A brand's pale yellow must not make links or headings unreadable. */
static void test_contrast(void **state) {
    (void)state;
    static const uint32_t colours[] = {0xFFF200U, 0xFFFFFFU, 0x0072B2U, 0x000000U, 0xE69F00U};
    for (size_t i = 0; i < ARRAY_LEN(colours); i++) {
        CHECK_ROW(i);
        check_true(contrast_ratio(contrast_darken(colours[i], 0xFFFFFFU, CONTRAST_TEXT), 0xFFFFFFU) >= CONTRAST_TEXT);
        check_true(contrast_ratio(contrast_ink(colours[i]), colours[i]) >= CONTRAST_TEXT);
    }
    CHECK_ROW(-1);
    check_near(contrast_ratio(0x000000U, 0xFFFFFFU), 21, 1e-9);
    check_int(contrast_darken(0x0072B2U, 0xFFFFFFU, CONTRAST_TEXT), 0x0072B2U);
    check_int(contrast_tint(0x000000U, 0.5), 0x808080U);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_svg_kinds), cmocka_unit_test(test_svg_scale), cmocka_unit_test(test_svg_unknown_table),
        cmocka_unit_test(test_wrap),      cmocka_unit_test(test_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
