/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Excel writer: what is in the file, that it is the same twice, and that a broken one is found. */
#include "check.h"

#include "base/text.h"
#include "base/xml.h"
#include "base/zip.h"
#include "demo_doc.h"
#include "pack.h"
#include "write/xlsx.h"
#include "write/writer.h"

extern const struct writer writer_xlsx;

static const struct writer_options options = {.lang = "en"};

struct fixture {
    struct arena arena;
    char folder[64];
    const char *path;
};

static int set_up(void **state) {
    struct fixture *f = mem_alloc(1, sizeof *f);
    *f = (struct fixture){.folder = "/tmp/test_xlsx_XXXXXX"};
    assert_non_null(mkdtemp(f->folder));
    f->path = arena_printf(&f->arena, "%s/out.xlsx", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    remove(f->path);
    remove(f->folder);
    arena_clear(&f->arena);
    mem_free(f);
    return 0;
}

static void write_doc(struct fixture *f, const struct doc *d) {
    struct diags ds = {0};
    bool is_good = writer_xlsx.write_file(d, &options, f->path, &ds) && writer_xlsx.verify(f->path, &ds);
    check_no_diags(&ds);
    assert_true(is_good);
    diags_clear(&ds);
}

static void write_demo(struct fixture *f, const char *lang) {
    struct doc d;
    demo_doc_fill(&d, lang, 1);
    write_doc(f, &d);
    doc_clear(&d);
}

/* The text of a part; lives in the fixture. */
static const char *part(struct fixture *f, const char *name) {
    struct diags ds = {0};
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    struct unzip *u = unzip_open(f->path, UNZIP_LIMITS_DEFAULT, &ds);
    assert_non_null(u);
    long i = unzip_find(u, name);
    const char *text = NULL;
    if (i >= 0 && unzip_read(u, (size_t)i, &out, &ds)) {
        text = arena_strndup(&f->arena, out.data, out.len);
    }
    unzip_close(u);
    buf_clear(&out);
    return text;
}

static const char *sheet_part(struct fixture *f, int i) {
    return part(f, arena_printf(&f->arena, "xl/worksheets/sheet%d.xml", i + 1));
}

static size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, what)); p += strlen(what)) {
        n++;
    }
    return n;
}

/* ---- contents ---------------------------------------------------------------------------------------------- */
static void test_no_formula(void **state) {
    struct fixture *f = *state;
    write_demo(f, "en"); /* holds texts that begin with = and @ */
    for (int i = 0; i < 7; i++) {
        const char *sheet = sheet_part(f, i);
        assert_non_null(sheet);
        CHECK_ROW(i);
        check_int(count(sheet, "<f>"), 0);
        check_int(count(sheet, "NAN"), 0);
        check_int(count(sheet, "tabSelected"), i == 0);
        check_int(count(sheet, "fitToHeight=\"0\""), 1);
        check_int(count(sheet, "paperSize=\"9\""), 1);
        check_int(count(sheet, "<selection activeCell="), 0);
    }
    CHECK_ROW(-1);
    const char *strings = part(f, "xl/sharedStrings.xml");
    check_contains(strings, "=cmd|");
    check_contains(strings, "@SUM(1+1)");
    check_contains(strings, "=1+1 &amp; &lt;Co&gt;");
}

static void test_sheet_features(void **state) {
    struct fixture *f = *state;
    write_demo(f, "en");
    const char *scores = sheet_part(f, 3), *book = part(f, "xl/workbook.xml"), *cover = sheet_part(f, 0);
    check_contains(scores, "outlineLevel=\"2\"");
    check_contains(scores, "summaryBelow=\"0\"");
    check_contains(scores, "state=\"frozen\"");
    check_contains(scores, "x14:dataBar");
    check_contains(scores, "orientation=\"landscape\"");
    check_contains(book, "<definedName name=\"overall_score\">'Summary'!$B$4</definedName>");
    check_contains(book, "_xlnm.Print_Titles");
    check_contains(cover, "location=\"'Summary'!A1\"");
    check_contains(cover, "showGridLines=\"0\"");
    check_contains(cover, "TLP:AMBER");
    check_contains(cover, "Harbour &amp;&amp; Lane"); /* & doubled, then escaped */
    check_contains(part(f, "xl/tables/table1.xml"), "name=\"t_score_table\"");
    check_contains(part(f, "xl/tables/table2.xml"), "name=\"Key (2)\"");
    check_contains(part(f, "docProps/custom.xml"), "psirt-default 1.0");
    check_contains(part(f, "docProps/core.xml"), "2026-11-25T00:00:00Z");
    check_contains(part(f, "xl/drawings/drawing2.xml"), "descr=\"Six of seven");
    check_int(count(part(f, "xl/charts/chart1.xml"), "<c:max val=\"1\"/>"), 1);
    check_contains(part(f, "xl/charts/chart1.xml"), "c:radarStyle val=\"filled\"");
}

static void test_fonts(void **state) {
    struct fixture *f = *state;
    write_demo(f, "ja");
    check_contains(part(f, "xl/styles.xml"), "Yu Gothic");
    check_contains(part(f, "xl/workbook.xml"), "ダッシュボード");
    check_contains(part(f, "xl/charts/chart1.xml"), "Yu Gothic");
}

/* ---- merged cells never meet: Excel would call the file damaged ---------------------------------------------- */
struct areas {
    struct xlsx_area area[4000];
    size_t n;
};

static bool on_merge(void *ctx, const char *name, const char *const *attr) {
    struct areas *m = ctx;
    const char *ref = strcmp(name, "mergeCell") == 0 ? xml_attr(attr, "ref") : NULL;
    const char *end = ref ? strchr(ref, ':') : NULL;
    if (end && m->n < ARRAY_LEN(m->area)) {
        m->area[m->n++] = (struct xlsx_area){.row = lxw_name_to_row(ref),
                                             .last_row = lxw_name_to_row(end + 1),
                                             .col = lxw_name_to_col(ref),
                                             .last_col = lxw_name_to_col(end + 1)};
    }
    return true;
}

static bool do_meet(const struct xlsx_area *a, const struct xlsx_area *b) {
    return a->row <= b->last_row && b->row <= a->last_row && a->col <= b->last_col && b->col <= a->last_col;
}

static void test_merged_apart(void **state) {
    struct fixture *f = *state;
    static const struct xml_events events = {.start = on_merge};
    write_demo(f, "en");
    for (int i = 0; i < 7; i++) {
        struct areas *m = mem_alloc(1, sizeof *m);
        m->n = 0;
        const char *sheet = sheet_part(f, i);
        assert_true(xml_parse(sheet, strlen(sheet), &events, m, &f->arena, NULL));
        for (size_t a = 0; a < m->n; a++) {
            for (size_t b = a + 1; b < m->n; b++) {
                assert_false(do_meet(&m->area[a], &m->area[b]));
            }
        }
        mem_free(m);
    }
}

/* ---- same bytes -------------------------------------------------------------------------------------------- */
static const char *fingerprint(struct fixture *f) {
    struct diags ds = {0};
    struct buf bytes;
    char sha[SHA256_TEXT_LEN + 1];
    buf_init(&bytes, BUF_MAX_DEFAULT);
    assert_true(file_read(f->path, FILE_MAX_DEFAULT, &bytes, &ds));
    file_sha256(bytes.data, bytes.len, sha);
    buf_clear(&bytes);
    return arena_strdup(&f->arena, sha);
}

static void test_same_bytes(void **state) {
    struct fixture *f = *state;
    write_demo(f, "ja");
    const char *first = fingerprint(f);
    write_demo(f, "ja");
    check_text(fingerprint(f), first);
    write_demo(f, "en");
    assert_string_not_equal(fingerprint(f), first);
}

/* ---- texts ------------------------------------------------------------------------------------------------- */
static void test_texts(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *text, *kept;
    } rows[] = {
        {"plain", "plain"},
        {"=1+1", "=1+1"},
        {"a_x0041_b", "a_x005F_x0041_b"},
        {"_xZZZZ_", "_xZZZZ_"},
        {"_x004", "_x004"},
        {"\xEF\xBF\xBE!", "\xEF\xBF\xBD!"},
        {"日本語", "日本語"},
        {"", ""},
        {"a\x01"
         "b\x1F",
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
        {"a\tb\nc", "a\tb\nc"},
        {"a\r\nb\rc", "a\nb\nc"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* half a surrogate pair */
        {"a\xFF"
         "b\xC3",
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
        {"\xF0\x9F\x94\x92", "\xF0\x9F\x94\x92"},
    };
    struct xlsx_book b = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(xlsx_text(&b, rows[i].text), rows[i].kept);
    }
    CHECK_ROW(-1);
    char *longest = arena_alloc(&f->arena, 40001, 1);
    memset(longest, 'x', 40000);
    check_int(strlen(xlsx_text(&b, longest)), 32767 - 16 + strlen(" … [cut]"));
    longest[32767] = '\0';
    check_int(strlen(xlsx_text(&b, longest)), 32767);
    check_text(xlsx_shorten(&b.arena, "日本語のテキスト", 4), "日本語…");
    check_text(xlsx_shorten(&b.arena, "four", 4), "four");
    arena_clear(&b.arena);
}

/* Hostile and awkward texts everywhere still give a sound file. */
static void test_awkward(void **state) {
    struct fixture *f = *state;
    static const char *const texts[] = {"\x01\x02\x1F",
                                        "a\nb\tc\r\n",
                                        "&P&N&D",
                                        "\xEF\xBF\xBF",
                                        "'quoted'",
                                        "]]>",
                                        "<!DOCTYPE a>",
                                        "=HYPERLINK(\"x\")",
                                        "{=A1}",
                                        "internal:'x'!A1",
                                        "https://example.org/?a=b&c=d",
                                        "mailto:a@b",
                                        "_x000D_",
                                        "−0",
                                        ""};
    struct column columns[ARRAY_LEN(texts)];
    struct doc d;
    doc_init(&d, "&&&&&&1&2", "en");
    d.footer =
        "&&&& 2026 "
        "&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&"
        "&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&";
    d.handling = "&";
    doc_add_property(&d, "same", "1");
    doc_add_property(&d, "Same", "2");
    for (size_t c = 0; c < ARRAY_LEN(texts); c++) {
        columns[c] = (struct column){.key = texts[c], .label = texts[c], .width = 4};
    }
    for (int kind = 0; kind < 2; kind++) {
        struct sheet *s = doc_add_sheet(&d, doc_text(&d, "s%d", kind), doc_text(&d, "It's \"%d\" & <%%>", kind),
                                        kind ? SHEET_DATA : SHEET_PAGE);
        struct block *b;
        struct table *t = add_table_block(&d, s, doc_text(&d, "t-%d é", kind), columns, ARRAY_LEN(columns), &b);
        b->width = 3; /* fewer grid columns than the table has */
        t->is_data = true;
        for (size_t r = 0; r < 3; r++) {
            struct row *row = table_add_row(&d, t, NULL);
            for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
                row->cell[c] = cell_toned(texts[c], (enum tone)(c % N_TONES));
                row->cell[c].link = c == 10 ? texts[c] : NULL;
                row->cell[c].indent = (int)c * 2;
            }
        }
        add_text(&d, s, texts[0], TONE_WEAK)->width = 9;
        add_tiles(&d, s, NULL, 0);
        add_list(&d, s, NULL, 0);
    }
    write_doc(f, &d);
    doc_clear(&d);
}

/* Every text that a document has, each with all that XML cannot hold. */
static void test_control_characters(void **state) {
    struct fixture *f = *state;
    static const char bad[] = "x\x01\x02\x08\x0B\x0C\x0E\x1F\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80y";
    struct doc d;
    doc_init(&d, bad, "en");
    d.subject = d.author = d.handling = d.footer = bad;
    d.brand = (struct brand){.name = bad, .footer = bad};
    doc_add_property(&d, bad, bad);
    for (int kind = 0; kind < 2; kind++) {
        struct sheet *s =
            doc_add_sheet(&d, doc_text(&d, "s%d", kind), doc_text(&d, "S%d", kind), kind ? SHEET_DATA : SHEET_PAGE);
        s->is_cover = kind == 0;
        struct column columns[] = {{.key = "a", .label = bad, .width = 9}, {.key = "b", .label = bad, .width = 9}};
        add_heading(&d, s, 1, bad);
        add_text(&d, s, bad, TONE_PLAIN);
        add_list(&d, s, (const char *[]){bad}, 1);
        struct tile tile = {.label = bad, .value = cell_text(bad), .note = bad};
        add_tiles(&d, s, &tile, 1);
        struct table *t = add_table(&d, s, doc_text(&d, "t%d", kind), columns, 2);
        t->title = t->note = bad;
        t->is_data = kind == 1;
        struct row *row = table_add_row(&d, t, NULL);
        row->cell[0] = cell_none(bad, bad);
        row->cell[0].link = "https://example.org/\x01";
        row->cell[1] = cell_number(1, UNIT_COUNT);
        struct series series = {.label = bad, .column = "b"};
        struct chart chart = {.id = doc_text(&d, "c%d", kind),
                              .title = bad,
                              .alt = bad,
                              .kind = CHART_BAR,
                              .table = t->id,
                              .category = "a",
                              .series = &series,
                              .n_series = 1,
                              .axis_max = 1,
                              .axis_step = 1};
        add_chart(&d, s, &chart);
    }
    write_doc(f, &d);
    check_contains(part(f, "xl/charts/chart1.xml"), "\xEF\xBF\xBDy");
    check_contains(part(f, "docProps/core.xml"), "\xEF\xBF\xBDy");
    doc_clear(&d);
}

static void test_refuses(void **state) {
    struct fixture *f = *state;
    struct doc d;
    struct diags ds = {0};
    doc_init(&d, "t", "en");
    doc_add_sheet(&d, "s", "a/b", SHEET_PAGE);
    assert_false(writer_xlsx.write_file(&d, &options, f->path, &ds));
    check_diag(&ds, DIAG_DOC_INVALID, 0);
    doc_clear(&d);
    diags_clear(&ds);
}

/* ---- a broken file is found ---------------------------------------------------------------------------------- */
static bool is_sound(struct fixture *f, const void *data, size_t n) {
    struct diags ds = {0};
    FILE *out = fopen(f->path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(data, 1, n, out), n);
    fclose(out);
    bool is_good = writer_xlsx.verify(f->path, &ds);
    assert_int_equal(is_good, ds.n == 0);
    if (!is_good) {
        check_diag(&ds, DIAG_OUTPUT_CORRUPT, 0);
    }
    diags_clear(&ds);
    return is_good;
}

#define TYPES                                                                                                          \
    "<Types><Override PartName=\"/xl/workbook.xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\"/></Types>"
#define RELS "<Relationships><Relationship Id=\"r1\" Target=\"xl/workbook.xml\"/></Relationships>"
#define BOOK_RELS                                                                                                      \
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"                                        \
    "<Relationship Id=\"r2\" TargetMode=\"External\" Target=\"https://example.org\"/></Relationships>"
#define PNG "\x89PNG....IEND\xAE\x42\x60\x82"

enum { E_TYPES, E_RELS, E_BOOK, E_BOOK_RELS, E_SHEET, E_PNG, E_JPEG, N_ENTRIES };

static void test_verify(void **state) {
    struct fixture *f = *state;
    static const struct {
        int entry;
        const char *name, *data; /* NULL: as it is; name "": left out */
        bool is_sound;
    } rows[] = {
        {E_TYPES, NULL, NULL, true},
        {E_TYPES, "", NULL, false},
        {E_RELS, "", NULL, false},
        {E_BOOK, "", NULL, false},
        {E_SHEET, "", NULL, false},
        {E_SHEET, NULL, "<worksheet><sheetDa", false},
        {E_SHEET, NULL, "", false},
        {E_SHEET, NULL, "<!DOCTYPE a><a/>", false},
        {E_SHEET, "xl/worksheets/sheet2.xml", NULL, false},
        /* well-formed, but a block is missing */
        {E_SHEET, NULL, "<s><row r=\"2\"><c r=\"A2\"/><c r=\"AB2\"/></row><row r=\"5\"/></s>", true},
        {E_SHEET, NULL, "<s><row r=\"2\"/><row r=\"2\"/></s>", false},
        {E_SHEET, NULL, "<s><row r=\"2\"><c r=\"A2\"/><c r=\"B3\"/></row></s>", false},
        {E_SHEET, NULL, "<s><row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row></s>", false},
        {E_SHEET, NULL, "<s><row r=\"1\"><c r=\"A1\" t=\"s\"/></row></s>", false},
        {E_SHEET, NULL, "<s><mergeCells count=\"2\"><mergeCell/></mergeCells></s>", false},
        {E_SHEET, NULL, "<s><mergeCells count=\"1\"><mergeCell/></mergeCells></s>", true},
        {E_TYPES, NULL, "<Types/>", false},
        {E_BOOK_RELS, NULL, "<R><Relationship Target=\"/xl/workbook.xml\"/></R>", true},
        {E_BOOK_RELS, NULL, "<R><Relationship Target=\"../xl/media/a.png\"/></R>", true},
        {E_BOOK_RELS, NULL, "<R><Relationship Target=\"../media/a.png\"/></R>", false},
        {E_PNG, NULL, "\x89PNG....", false},
        {E_JPEG, NULL, "\xFF\xD8\xFF", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct pack_entry entry[N_ENTRIES] = {
            [E_TYPES] = {"[Content_Types].xml", TYPES, strlen(TYPES)},
            [E_RELS] = {"_rels/.rels", RELS, strlen(RELS)},
            [E_BOOK] = {"xl/workbook.xml", "<w/>", 4},
            [E_BOOK_RELS] = {"xl/_rels/workbook.xml.rels", BOOK_RELS, strlen(BOOK_RELS)},
            [E_SHEET] = {"xl/worksheets/sheet1.xml", "<s/>", 4},
            [E_PNG] = {"xl/media/a.png", PNG, sizeof PNG - 1},
            [E_JPEG] = {"xl/media/b.jpeg", "\xFF\xD8\xFF....\xFF\xD9", 9},
        };
        struct pack_entry *e = &entry[rows[i].entry];
        size_t n = N_ENTRIES;
        CHECK_ROW(i);
        if (rows[i].data) {
            e->data = rows[i].data;
            e->n = strlen(rows[i].data);
        }
        if (rows[i].name && rows[i].name[0]) {
            e->name = rows[i].name;
        } else if (rows[i].name) {
            *e = entry[--n];
        }
        struct buf zip;
        buf_init(&zip, BUF_MAX_DEFAULT);
        pack_zip(entry, n, &zip);
        check_int(is_sound(f, zip.data, zip.len), rows[i].is_sound);
        buf_clear(&zip);
    }
    CHECK_ROW(-1);
}

static void test_verify_cut(void **state) {
    struct fixture *f = *state;
    struct diags ds = {0};
    struct buf bytes;
    write_demo(f, "en");
    buf_init(&bytes, BUF_MAX_DEFAULT);
    assert_true(file_read(f->path, FILE_MAX_DEFAULT, &bytes, &ds));
    assert_true(is_sound(f, bytes.data, bytes.len));
    for (size_t n = 0; n < bytes.len; n += bytes.len / 37) {
        assert_false(is_sound(f, bytes.data, n));
    }
    for (size_t at = 2000; at < bytes.len / 2; at += bytes.len / 37) { /* inside compressed data */
        bytes.data[at] = (char)(bytes.data[at] ^ 0x55);
        assert_false(is_sound(f, bytes.data, bytes.len));
        bytes.data[at] = (char)(bytes.data[at] ^ 0x55);
    }
    buf_clear(&bytes);
    assert_false(is_sound(f, "", 0));
    assert_false(is_sound(f, "not a zip", 9));
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_no_formula),         TEST(test_sheet_features), TEST(test_fonts),      TEST(test_merged_apart),
        TEST(test_same_bytes),         TEST(test_texts),          TEST(test_awkward),    TEST(test_refuses),
        TEST(test_control_characters), TEST(test_verify),         TEST(test_verify_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
