/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"

#include "base/xml.h"

struct trace {
    struct buf out;
    const char *stop_at;
};

static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct trace *t = ctx;
    const char *id = xml_attr(attr, "id"), *far = xml_attr_ns(attr, "id");
    buf_printf(&t->out, "<%s", name);
    if (id) {
        buf_printf(&t->out, " %s", id);
    }
    if (far) {
        buf_printf(&t->out, " ns:%s", far);
    }
    buf_puts(&t->out, ">");
    return !t->stop_at || strcmp(name, t->stop_at) != 0;
}

static bool on_end(void *ctx, const char *name) {
    struct trace *t = ctx;
    buf_printf(&t->out, "</%s>", name);
    return true;
}

static bool on_text(void *ctx, const char *s, size_t n) {
    struct trace *t = ctx;
    buf_add(&t->out, s, n);
    return true;
}

static const struct xml_events events = {on_start, on_end, on_text};

#define BOMB "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><l>&b;</l>"

static const struct {
    const char *xml, *trace, *problem; /* problem NULL: all is well; "": any */
} rows[] = {
    {"<a><b>x</b></a>", "<a><b>x</b></a>", NULL},
    {"<x:a xmlns:x='u'><x:b/></x:a>", "<a><b></b></a>", NULL},
    {"<a xmlns:r='u' id='1' r:id='2'/>", "<a 1 ns:2></a>", NULL},
    {"<a xmlns:r='u' r:id='2'/>", "<a 2 ns:2></a>", NULL},
    {"<a>&amp;&lt;&#x65e5;</a>", "<a>&<日</a>", NULL},
    {"<a>", "<a>", "line 1, column 4: no element found"},
    {"", "", "line 1, column 1: no element found"},
    {"<a>\n <b></a>", NULL, "line 2, column 7: mismatched tag"},
    {"<a>\xFF</a>", NULL, ""},
    {"<a>&nbsp;</a>", NULL, ""},
    {BOMB, "", "line 1, column 13: a document type (<!DOCTYPE) is not accepted"},
    {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "", ""},
};

static void test_events(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct trace t = {0};
        struct arena a = {0};
        const char *problem = NULL;
        CHECK_ROW(i);
        buf_init(&t.out, BUF_MAX_DEFAULT);
        bool is_good = xml_parse(rows[i].xml, strlen(rows[i].xml), &events, &t, &a, &problem);
        assert_int_equal(is_good, rows[i].problem == NULL);
        if (rows[i].trace) {
            check_text(t.out.data, rows[i].trace);
        }
        if (rows[i].problem && rows[i].problem[0]) {
            check_text(problem, rows[i].problem);
        }
        buf_clear(&t.out);
        arena_clear(&a);
    }
    CHECK_ROW(-1);
}

/* The same events whatever the pieces. */
static void test_pieces(void **state) {
    (void)state;
    static const char xml[] = "<a xmlns:r='u'><b id='1'>text &amp; more 日本</b><b r:id='2'/></a>";
    for (size_t size = 1; size <= sizeof xml - 1; size++) {
        struct trace t = {0};
        buf_init(&t.out, BUF_MAX_DEFAULT);
        struct xml *x = xml_new(&events, &t);
        for (size_t at = 0; at < sizeof xml - 1; at += size) {
            size_t left = sizeof xml - 1 - at;
            assert_true(xml_feed(x, xml + at, left < size ? left : size, false));
        }
        assert_true(xml_feed(x, "", 0, true));
        check_text(t.out.data, "<a><b 1>text & more 日本</b><b 2 ns:2></b></a>");
        xml_free(x);
        buf_clear(&t.out);
    }
}

static void test_stop(void **state) {
    (void)state;
    struct trace t = {.stop_at = "b"};
    buf_init(&t.out, BUF_MAX_DEFAULT);
    struct xml *x = xml_new(&events, &t);
    assert_false(xml_feed(x, "<a><b/><c/></a>", 15, true));
    assert_null(xml_problem(x));
    check_text(t.out.data, "<a><b>");
    assert_false(xml_feed(x, "<a/>", 4, true));
    xml_free(x);
    buf_clear(&t.out);
}

static void test_depth(void **state) {
    (void)state;
    struct buf deep;
    struct arena a = {0};
    const struct xml_events none = {0};
    buf_init(&deep, BUF_MAX_DEFAULT);
    for (int i = 0; i < XML_DEPTH_MAX; i++) {
        buf_puts(&deep, "<a>");
    }
    for (int i = 0; i < XML_DEPTH_MAX; i++) {
        buf_puts(&deep, "</a>");
    }
    assert_true(xml_parse(deep.data, deep.len, &none, NULL, &a, NULL));
    buf_reset(&deep);
    for (int i = 0; i <= XML_DEPTH_MAX; i++) {
        buf_puts(&deep, "<a>");
    }
    assert_false(xml_parse(deep.data, deep.len, &none, NULL, &a, NULL));
    buf_clear(&deep);
    arena_clear(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
