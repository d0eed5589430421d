/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text formats: registry, files whole or not at all, hostile texts, numbers that cannot be had. */
#include "check.h"

#include <unistd.h>

#include "base/text.h"
#include "write/writer.h"

#define SCRIPT "<script>alert(1)</script>"
#define BREAKOUT "\"><img src=x onerror=alert(1)>'</style></title></svg>&{}"

/* ---- a document -------------------------------------------------------------------------------------------- */
static void add_columns(struct doc *d, struct sheet *s, const char *word) {
    const struct column columns[] = {
        {.key = "name", .label = word, .width = 20},
        {.key = "score", .label = "Score", .width = 10, .paint = PAINT_BAR, .paint_low = 0, .paint_high = 4},
        {.key = "ramp", .label = "Ramp", .width = 10, .paint = PAINT_RAMP, .paint_low = 0, .paint_high = 4},
        {.key = "low", .label = "Low", .width = 10},
    };
    struct table *t = add_table(d, s, "scores", columns, (int)ARRAY_LEN(columns));
    t->title = t->note = word;
    const double score[] = {1, 2.5, 9, -3};
    for (size_t i = 0; i < ARRAY_LEN(score); i++) {
        struct row *r = table_add_row(d, t, NULL);
        r->outline = i > 1;
        r->cell[0] = cell_text(i == 1 ? word : "Triage");
        r->cell[1] = cell_number(score[i], UNIT_SCORE);
        r->cell[2] = i == 2 ? cell_none("n/a", word) : cell_number(score[i], UNIT_SCORE);
        r->cell[3] = cell_number(0.5, UNIT_SCORE);
    }
    t->row[0].cell[1].name = "overall_score";
    t->row[1].cell[3] = cell_toned(word, TONE_WEAK);
    t->row[2].cell[1] = cell_none("not rated", "no question answered");
}

static void add_charts(struct doc *d, struct sheet *s, const char *word) {
    struct series series[] = {
        {word, "low", 0, STROKE_NONE}, {word, "score", 0, STROKE_FILL}, {word, "ramp", 1, STROKE_DASHED}};
    for (int kind = CHART_RADAR; kind <= CHART_BAR_FULL; kind++) {
        struct chart c = {.id = doc_text(d, "c%d", kind),
                          .title = word,
                          .alt = word,
                          .kind = (enum chart_kind)kind,
                          .table = "scores",
                          .category = "name",
                          .series = series,
                          .n_series = (int)ARRAY_LEN(series),
                          .axis_max = 4,
                          .axis_step = 1,
                          .unit = UNIT_SCORE,
                          .height = 12};
        add_chart(d, s, &c);
    }
}

/* A document in which 'word' stands wherever a text can stand. */
static void make(struct doc *d, const char *word) {
    doc_init(d, word, "en");
    d->subject = d->author = d->handling = d->footer = d->brand.name = d->brand.footer = word;
    doc_add_property(d, word, word);
    struct sheet *s = doc_add_sheet(d, "summary", word, SHEET_PAGE);
    add_heading(d, s, 1, word);
    add_text(d, s, word, TONE_NOTICE);
    const char *lines[] = {word, "second"};
    add_list(d, s, lines, 2);
    const struct tile tiles[] = {{word, cell_text(word), word}, {"None", cell_none(word, word), NULL}};
    add_tiles(d, s, tiles, 2);
    add_page_break(d, s);
    add_columns(d, s, word);
    add_charts(d, doc_add_sheet(d, "charts", "Charts", SHEET_DATA), word);
}

static void render(const struct doc *d, const char *format, const struct writer_options *o, struct buf *out) {
    struct diags ds = {0};
    buf_init(out, BUF_MAX_DEFAULT);
    check_true(writer_find(format)->render(d, o, out, &ds));
    check_no_diags(&ds);
    diags_clear(&ds);
}

static size_t count(const char *text, const char *part) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part)) {
        n++;
    }
    return n;
}

/* ---- registry ---------------------------------------------------------------------------------------------- */
static void test_registry(void **state) {
    (void)state;
    static const struct {
        const char *word, *name;
    } rows[] = {{"xlsx", "xlsx"}, {"html", "html"}, {"htm", "html"}, {"json", "json"}, {"csv", "csv"},
                {"txt", "text"},  {"text", "text"}, {"doc", NULL},   {"", NULL},       {NULL, NULL}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const struct writer *w = writer_find(rows[i].word);
        check_text(w ? w->name : NULL, rows[i].name);
    }
    for (size_t i = 0; i < writer_count(); i++) {
        CHECK_ROW(i);
        const struct writer *w = writer_at(i);
        check_true(w->name && w->extensions && w->summary);
        check_true((w->render != NULL) != (w->write_file != NULL));
        check_true(w->is_binary == (w->write_file != NULL));
    }
    CHECK_ROW(-1);
    check_true(writer_at(writer_count()) == NULL);
}

/* ---- CSV and JSON ------------------------------------------------------------------------------------------ */
static void test_csv_texts(void **state) {
    (void)state;
    static const struct {
        const char *text, *field;
    } rows[] = {
        {"plain", "plain"},
        {NULL, ""},
        {"a,b", "\"a,b\""},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "'=1+1"},
        {"+cmd", "'+cmd"},
        {"-cmd|x", "'-cmd|x"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""},
        {"=A1,\"x\"", "\"'=A1,\"\"x\"\"\""},
        {"＝1", "'＝1"},
        {"-99", "-99"},
        {"脆弱性", "脆弱性"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct doc d;
        doc_init(&d, "t", "en");
        doc_add_fact(&d, (struct fact){.sheet = "s",
                                       .table = "t",
                                       .row = rows[i].text,
                                       .column = "c",
                                       .statistic = "mean",
                                       .status = "ok",
                                       .value = cell_number(-0.1, UNIT_SHARE),
                                       .n = 7});
        struct buf out;
        render(&d, "csv", &(struct writer_options){0}, &out);
        char expected[200];
        snprintf(expected, sizeof expected,
                 "sheet,table,row,column,statistic,value,low,high,n,status\ns,t,%s,c,mean,-0.1,,,7,ok\n",
                 rows[i].field);
        check_text(out.data, expected);
        buf_clear(&out);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

static void test_csv_numbers(void **state) {
    (void)state;
    struct doc d;
    doc_init(&d, "t", "en");
    struct fact f = {.row = "r", .statistic = "share", .value = cell_number(1.0 / 3, UNIT_SHARE), .n = -1};
    f.low = cell_number(0.1, UNIT_SHARE);
    f.high = cell_number(1e-300, UNIT_SHARE);
    doc_add_fact(&d, f);
    doc_add_fact(&d, (struct fact){.row = "r", .statistic = "share", .value = cell_none("‥", "suppressed"), .n = 3});
    struct buf out;
    render(&d, "csv", &(struct writer_options){0}, &out);
    check_contains(out.data, "\n,,r,,share,0.3333333333333333,0.1,1e-300,,\n");
    check_contains(out.data, "\n,,r,,share,,,,3,‥\n");
    buf_clear(&out);
    doc_clear(&d);
}

static void test_nothing_to_write(void **state) {
    (void)state;
    static const char *const formats[] = {"csv", "json"};
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        CHECK_ROW(i);
        struct doc d;
        struct diags ds = {0};
        struct buf out;
        doc_init(&d, "t", "en");
        buf_init(&out, BUF_MAX_DEFAULT);
        check_true(!writer_find(formats[i])->render(&d, &(struct writer_options){0}, &out, &ds));
        check_diag(&ds, DIAG_FORMAT_UNSUITED, 0);
        check_int(out.len, 0);
        buf_clear(&out);
        diags_clear(&ds);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

static void test_json(void **state) {
    (void)state;
    struct doc d;
    struct buf out;
    doc_init(&d, "t", "en");
    d.data = json_new_object();
    json_set(d.data, "score", json_new_real(0.1));
    json_set(d.data, "text", json_new_text("a\"b"));
    render(&d, "json", &(struct writer_options){0}, &out);
    check_text(out.data, "{\"score\": 0.1, \"text\": \"a\\\"b\"}\n");
    buf_clear(&out);
    doc_clear(&d);
}

/* ---- HTML -------------------------------------------------------------------------------------------------- */
static void test_html_hostile(void **state) {
    (void)state;
    static const char *const words[] = {
        SCRIPT, BREAKOUT, "=1+1", "a\nb\n\nc", "\x01\x1b[31m\xC2\x9Bx", "broken \xFF\xC3", "", " "};
    static const char *const never[] = {"<script", "<img src=x", "\x1b", "\x01", "\xC2\x9B", "\xFF", "nan", "inf\""};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        CHECK_ROW(i);
        struct doc d;
        struct buf out;
        make(&d, words[i]);
        render(&d, "html", &(struct writer_options){0}, &out);
        for (size_t k = 0; k < ARRAY_LEN(never); k++) {
            check_int(count(out.data, never[k]), 0);
        }
        check_int(text_valid_prefix(out.data, out.len), out.len);
        check_int(count(out.data, "</style>"), 1);
        check_int(count(out.data, "</title>") > 1, 1);
        check_int(count(out.data, "<svg"), 5);
        check_int(count(out.data, "</svg>"), 5);
        check_int(count(out.data, "<table"), count(out.data, "</table>"));
        check_int(count(out.data, "<section"), 2);
        buf_clear(&out);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

static void test_html_parts(void **state) {
    (void)state;
    static const char *const parts[] = {
        "<html lang=\"en\">",
        "<meta charset=\"utf-8\">",
        "Content-Security-Policy\" content=\"default-src 'none'",
        "<a href=\"#sheet-summary\">W</a>",
        "<section id=\"sheet-summary\" class=\"sheet page\" aria-labelledby=\"title-summary\">",
        "<h1>W</h1>",
        "<h2 id=\"title-summary\">W</h2>",
        "<th scope=\"col\"",
        "<th scope=\"row\"",
        "id=\"overall_score\"",
        "--a:0.0%;--b:25.0%;",
        "class=\"num r3\"",
        "title=\"no question answered\">not rated<span class=\"vh\"> (no question answered)</span>",
        "not rated: no question answered",
        "--i:1",
        "<span class=\"sym\" aria-hidden=\"true\">×</span>W",
        "<svg role=\"img\" aria-labelledby=\"svg-title-c0 svg-desc-c0\"",
        "@top-right{content:\"W\"",
    };
    struct doc d;
    struct buf out, again;
    make(&d, "W");
    render(&d, "html", &(struct writer_options){0}, &out);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        CHECK_ROW(i);
        check_true(strstr(out.data, parts[i]) != NULL);
    }
    CHECK_ROW(-1);
    check_int(count(out.data, "http://") + count(out.data, "https://") + count(out.data, "url("), 0);
    render(&d, "html", &(struct writer_options){0}, &again);
    check_text(again.data, out.data);
    buf_clear(&out);
    buf_clear(&again);
    doc_clear(&d);
}

static void test_html_links(void **state) {
    (void)state;
    static const struct {
        const char *link, *html;
    } rows[] = {
        {"https://example.org/?a=1&b=\"2\"",
         "<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" rel=\"noopener noreferrer\">go</a>"},
        {"one", "<a href=\"#sheet-one\">go</a>"},
        {"javascript:alert(1)", ">go</th>"},
        {"data:text/html,x", ">go</th>"},
        {"nowhere", ">go</th>"},
        {NULL, ">go</th>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct doc d;
        struct buf out;
        doc_init(&d, "t", "ja");
        struct sheet *s = doc_add_sheet(&d, "one", "One", SHEET_DATA);
        struct table *t = add_table(&d, s, "t", &(struct column){.key = "k", .label = "K"}, 1);
        struct row *r = table_add_row(&d, t, NULL);
        r->cell[0] = cell_text("go");
        r->cell[0].link = rows[i].link;
        render(&d, "html", &(struct writer_options){0}, &out);
        check_true(strstr(out.data, rows[i].html) != NULL);
        check_true(strstr(out.data, "目次") != NULL);
        check_true(strstr(out.data, "javascript") == NULL && strstr(out.data, "data:text") == NULL);
        buf_clear(&out);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

/* ---- text -------------------------------------------------------------------------------------------------- */
static void test_text_hostile(void **state) {
    (void)state;
    struct doc d;
    struct buf out;
    make(&d, "\x1b[2Jx\x07\ry\xC2\x9B"
             "31m\x7F");
    render(&d, "text", &(struct writer_options){.terminal_width = 80}, &out);
    for (size_t i = 0; i < out.len; i++) {
        check_true((unsigned char)out.data[i] >= 0x20 || out.data[i] == '\n');
    }
    check_true(!strstr(out.data, "\xC2\x9B") && !strchr(out.data, 0x7F));
    buf_clear(&out);
    doc_clear(&d);
}

static void test_text_width(void **state) {
    (void)state;
    static const int widths[] = {40, 60, 80, 120};
    static const char *const words[] = {
        "W", "上流コンポーネントの監視担当が決まっておらず、サプライヤーの連絡先も更新されていません。",
        ("a long sentence that goes on for more columns than any of the terminals here has in a line, "
         "and_a_word_that_is_longer_than_the_narrowest_of_them_by_far")};
    for (size_t i = 0; i < ARRAY_LEN(widths) * ARRAY_LEN(words); i++) {
        CHECK_ROW(i);
        struct doc d;
        struct buf out;
        int width = widths[i / ARRAY_LEN(words)];
        make(&d, words[i % ARRAY_LEN(words)]);
        render(&d, "text", &(struct writer_options){.terminal_width = width}, &out);
        check_true(strchr(out.data, 0x1b) == NULL);
        for (char *line = out.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
            *end = '\0';
            check_true(text_width(line) <= width);
            check_true(end == line || end[-1] != ' ');
        }
        buf_clear(&out);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

static void test_text_colour(void **state) {
    (void)state;
    struct doc d;
    struct buf out;
    make(&d, "W");
    render(&d, "text", &(struct writer_options){.has_color = true}, &out);
    check_contains(out.data, "! \033[35mW\033[0m");
    check_int(count(out.data, "\033[0m") * 2, count(out.data, "\033["));
    buf_clear(&out);
    doc_clear(&d);
}

/* ---- files ------------------------------------------------------------------------------------------------- */
static bool fake_file(const struct doc *d, const struct writer_options *o, const char *temp_path, struct diags *ds) {
    (void)o;
    (void)ds;
    FILE *f = fopen(temp_path, "wb");
    assert_non_null(f);
    fputs(d->title, f);
    return fclose(f) == 0;
}

static bool refuse(const char *temp_path, struct diags *ds) {
    check_true(file_exists(temp_path));
    diag_add(ds, DIAG_OUTPUT_CORRUPT, NULL, "test");
    return false;
}

static bool fake_text(const struct doc *d, const struct writer_options *o, struct buf *out, struct diags *ds) {
    (void)o;
    (void)ds;
    buf_puts(out, d->title);
    return true;
}

static const char *content(struct buf *b, const char *path) {
    struct diags ds = {0};
    buf_init(b, BUF_MAX_DEFAULT);
    file_read(path, 1000, b, &ds);
    diags_clear(&ds);
    return b->data;
}

/* A folder of its own, with one earlier file "out" that holds "old". */
static int make_folder(void **state) {
    static char folder[] = "/tmp/test_writers.XXXXXX";
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    *state = mkdtemp(folder);
    char path[80];
    snprintf(path, sizeof path, "%s/out", folder);
    FILE *f = fopen(path, "wb");
    fputs("old", f);
    return fclose(f);
}

static int remove_folder(void **state) {
    char path[80];
    snprintf(path, sizeof path, "%s/out", (char *)*state);
    unlink(path);
    return rmdir(*state); /* fails when a temporary file was left */
}

static void test_files(void **state) {
    static const struct {
        struct writer writer;
        bool is_good;
    } rows[] = {
        {{.render = fake_text}, true},
        {{.render = fake_text, .verify = refuse}, false},
        {{.write_file = fake_file, .is_binary = true}, true},
        {{.write_file = fake_file, .is_binary = true, .verify = refuse}, false},
    };
    char path[80];
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct doc d;
        struct diags ds = {0};
        struct buf text;
        struct writer_options o = {0};
        doc_init(&d, i % 2 ? "unseen" : "new", "en");
        FILE *out = tmpfile();
        snprintf(path, sizeof path, "%s/out", (char *)*state);
        check_int(writer_write(&rows[i].writer, &d, &o, path, NULL, &ds), rows[i].is_good);
        check_text(content(&text, path), "new");
        buf_clear(&text);
        snprintf(path, sizeof path, "%s/none/out", (char *)*state);
        check_true(!writer_write(&rows[i].writer, &d, &o, path, NULL, &ds));
        check_diag(&ds, DIAG_FOLDER_MISSING, 0);
        bool is_streamed = writer_write(&rows[i].writer, &d, &o, "-", out, &ds);
        check_int(is_streamed, rows[i].is_good || rows[i].writer.render);
        check_int(ftell(out), is_streamed ? (long)strlen(d.title) : 0);
        fclose(out);
        diags_clear(&ds);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

static void test_full_disk(void **state) {
    (void)state;
    FILE *full = fopen("/dev/full", "wb");
    if (!full) {
        skip();
    }
    struct doc d;
    struct diags ds = {0};
    doc_init(&d, "new", "en");
    check_true(!writer_write(&(struct writer){.render = fake_text}, &d, &(struct writer_options){0}, "-", full, &ds));
    check_diag(&ds, DIAG_OUTPUT_FAILED, 0);
    fclose(full);
    diags_clear(&ds);
    doc_clear(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_registry),
        cmocka_unit_test(test_csv_texts),
        cmocka_unit_test(test_csv_numbers),
        cmocka_unit_test(test_nothing_to_write),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_html_hostile),
        cmocka_unit_test(test_html_parts),
        cmocka_unit_test(test_html_links),
        cmocka_unit_test(test_text_hostile),
        cmocka_unit_test(test_text_width),
        cmocka_unit_test(test_text_colour),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test_setup_teardown(test_files, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
