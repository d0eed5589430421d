/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of options as people leave them in cells: with the wording of either language behind a dash, full-width,
   pasted; the code alone decides, and what is no code is an error at its cell. Answers in workbooks. */
#include "check.h"

#include "base/file.h"
#include "model/answer_code.h"
#include "model/answers.h"

#include "folder.h"
#include "workbook.h"

static const char form[] =
    "settings\n,form_id,version\n,q,2\n"
    "survey\n,type,name,label\n,select_one depth,d_1,Depth\n,select_multiple parts,b_1,Parts\n"
    ",select_one dotted,v_1,Version\n,date,t_1,Date\n,integer,n_1,Number\n"
    "choices\n,list_name,name,label::English (en),label::日本語 (ja)\n"
    ",depth,0,Not done,未実施\n,depth,1,Informal,非公式\n,depth,3,Followed,遵守\n"
    ",depth,a-b,Both,両方\n,depth,x,Same,同じ\n,depth,y,same,おなじ\n"
    ",parts,p.1,First one,一つ目\n,parts,p.2,Second,二つ目\n,parts,none,None,なし\n"
    ",dotted,2,Two,二\n,dotted,2.1,Two one,二の一\n,dotted,2.10,Two ten,二の十\n,dotted,3.5,x,x\n";

struct fixture {
    struct folder folder;
    struct diags ds;
    struct questionnaire *q;
    struct answers *x;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    folder_make(&f->folder);
    f->q = questionnaire_load(folder_write(&f->folder, "q.csv", form), &f->ds);
    check_no_diags(&f->ds);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    questionnaire_free(f->q);
    folder_remove(&f->folder);
    free(f);
    return 0;
}

static bool read_file(struct fixture *f, const char *path) {
    f->ds = (struct diags){0};
    f->x = answers_open(path, &f->ds);
    return f->x && answers_read(f->x, f->q, &f->ds);
}

static bool read_rows(struct fixture *f, const char *rows) {
    return read_file(f, folder_write(&f->folder, "a.csv", arena_printf(&f->folder.arena, "question,answer\n%s", rows)));
}

static void done(struct fixture *f) {
    answers_free(f->x);
    diags_clear(&f->ds);
}

static void test_code(void **state) {
    static const struct {
        const char *text, *code, *wording; /* NULL: no pair */
    } rows[] = {
        {"3 – documented", "3", " documented"},
        {"3 - documented", "3", " documented"},
        {"3 — 文書化", "3", " 文書化"},
        {"3 −", "3", ""},
        {"a-b ‐ both", "a-b", " both"},
        {"3 ー 遵守", "3", " 遵守"},
        {"3", NULL, NULL},
        {"3–documented", NULL, NULL},
        {"3 –documented", NULL, NULL},
        {"3: documented", NULL, NULL},
        {"3 documented", NULL, NULL},
        {"", NULL, NULL},
        {"– 3", NULL, NULL},
        {"3 -- documented", NULL, NULL},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *wording = NULL;
        CHECK_ROW(i);
        check_text(answer_code(rows[i].text, &wording, &a), rows[i].code);
        check_text(wording, rows[i].wording);
    }
    arena_clear(&a);
}

static void test_read(void **state) {
    static const struct {
        const char *row, *question, *text;
    } rows[] = {
        {"d_1,3", "d_1", "3"},
        {"d_1,3 – Followed", "d_1", "3"},
        {"d_1,3 – 遵守", "d_1", "3"},
        {"d_1,3 - any words at all", "d_1", "3"},
        {"d_1,\"3 – edited, with a comma\"", "d_1", "3"},
        {"d_1,３　–　遵守　", "d_1", "3"}, /* full-width */
        {"d_1,３　－　遵守", "d_1", "3"},  /* full-width hyphen */
        {"d_1,1 – Not done", "d_1", "1"},  /* the wording of another option: the code decides */
        {"d_1,a-b", "d_1", "a-b"},
        {"d_1,A-B – Both", "d_1", "a-b"},
        {"ｄ＿１,３", "d_1", "3"}, /* a full-width id */
        {"b_1,p.2 – Second", "b_1", "p.2"},
        {"b_1,\"p.2 – Second\np.1 – 一つ目\"", "b_1", "p.1 p.2"},
        {"b_1,\"p.2 p.1\n\"", "b_1", "p.1 p.2"},
        {"b_1,none – none", "b_1", "none"}, /* its own code as the wording */
        {"v_1,2.1 – Two one", "v_1", "2.1"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_true(read_rows(f, rows[i].row));
        check_no_diags(&f->ds);
        check_text(f->x->answer[questionnaire_find(f->q, rows[i].question)].text, rows[i].text);
        done(f);
    }
}

static void test_refused(void **state) {
    static const struct {
        const char *row;
        enum diag_id id;
        const char *said;
    } rows[] = {
        {"d_1,2 – Defined", DIAG_ANSWER_UNKNOWN, "'2 – Defined' is not an answer"},
        {"d_1,Followed", DIAG_ANSWER_IS_WORDING, "write its code: 3"},
        {"d_1,遵守", DIAG_ANSWER_IS_WORDING, "write its code: 3"},
        {"d_1,ＮＯＴ　ｄｏｎｅ", DIAG_ANSWER_IS_WORDING, "write its code: 0"},
        {"d_1,same", DIAG_ANSWER_IS_WORDING, "write its code: x, y"},
        {"d_1,Followed – 3", DIAG_ANSWER_UNKNOWN, "'Followed – 3'"},
        {"d_1,1 – 3", DIAG_ANSWER_UNKNOWN, "'1 – 3'"}, /* a range is no answer */
        {"d_1,1 - 3", DIAG_ANSWER_UNKNOWN, "'1 - 3'"},
        {"d_1,3?", DIAG_ANSWER_UNKNOWN, "'3?'"},
        {"d_1,3.0", DIAG_ANSWER_UNKNOWN, "'3.0'"},
        {"d_1,3 documented", DIAG_ANSWER_UNKNOWN, "'3 documented'"},
        {"b_1,p.1 – p.2", DIAG_ANSWER_UNKNOWN, "'p.1 – p.2'"}, /* two codes with a dash between */
        {"b_1,\"p.1\np.3 – Third\"", DIAG_ANSWER_UNKNOWN, "'p.3 – Third'"},
        {"b_1,Second", DIAG_ANSWER_IS_WORDING, "write its code: p.2"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = {0};
        CHECK_ROW(i);
        check_true(!read_rows(f, rows[i].row));
        check_int(f->ds.n, 1);
        check_diag(&f->ds, rows[i].id, 2);
        check_int(f->ds.item[0].place.column, 2);
        check_contains(diag_text(&a, &f->ds.item[0], "en"), rows[i].said);
        arena_clear(&a);
        done(f);
    }
}

/* ---- workbooks --------------------------------------------------------------------------------------------- */

#define T(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
#define N(text) "<c><v>" text "</v></c>"
#define DAY(text) "<c s='1'><v>" text "</v></c>"
#define ROW(cells) "<row>" cells "</row>"
static const char styles[] = "<cellXfs><xf/><xf numFmtId='14'/></cellXfs>";

static const char *write_workbook(struct fixture *f, const char *rows) {
    struct workbook_xml x = {.rows = arena_printf(&f->folder.arena, ROW(T("question") T("answer")) "%s", rows),
                             .styles = styles};
    const char *path = folder_path(&f->folder, "a.xlsx");
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    workbook_pack(&x, &b);
    FILE *out = fopen(path, "wb");
    bool is_good = out && fwrite(b.data, 1, b.len, out) == b.len;
    is_good = out && fclose(out) == 0 && is_good;
    check_true(is_good);
    buf_clear(&b);
    return path;
}

static void test_workbook(void **state) {
    static const struct {
        const char *row, *question, *text; /* the answer, or NULL */
        enum diag_id id;
        const char *place;
    } rows[] = {
        {ROW(T("d_1") N("3")), "d_1", "3", N_DIAGS, NULL},
        {ROW(T("d_1") N("3.0")), "d_1", "3", N_DIAGS, NULL},
        {ROW(T("d_1") T("３ – 遵守")), "d_1", "3", N_DIAGS, NULL},
        {ROW(T("t_1") DAY("46350")), "t_1", "2026-11-24", N_DIAGS, NULL},
        {ROW(T("n_1") N("1E2")), "n_1", "100", N_DIAGS, NULL},
        {ROW(T("v_1") T("2.10")), "v_1", "2.10", N_DIAGS, NULL},
        {ROW(T("v_1") N("2")), "v_1", "2", N_DIAGS, NULL},
        {ROW(T("v_1") N("3.5")), "v_1", "3.5", N_DIAGS, NULL},
        {ROW(T("v_1") N("2.1")), "v_1", NULL, DIAG_ID_NOT_TEXT, "B2"}, /* may have been 2.10 */
        {ROW(T("d_1") DAY("36527")), "d_1", NULL, DIAG_ID_IS_DATE, "B2"},
        {ROW(T("d_1") "<c t='e'><v>#REF!</v></c>"), "d_1", NULL, DIAG_CELL_IS_ERROR, "B2"},
        {ROW(T("d_1") "<c><f>C2</f></c>"), "d_1", NULL, DIAG_CELL_PENDING, "B2"},
        {ROW("<c t='e'><v>#N/A</v></c>" N("3")), "d_1", NULL, DIAG_CELL_IS_ERROR, "A2"},
        {ROW(DAY("36527") N("3")), "d_1", NULL, DIAG_ID_IS_DATE, "A2"},
        {ROW(N("2.1") N("3")), "d_1", NULL, DIAG_ID_NOT_TEXT, "A2"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_true(read_file(f, write_workbook(f, rows[i].row)) == (rows[i].text != NULL));
        if (rows[i].text) {
            check_no_diags(&f->ds);
            check_text(f->x->answer[questionnaire_find(f->q, rows[i].question)].text, rows[i].text);
        } else {
            check_int(f->ds.item[0].id, rows[i].id);
            check_text(f->ds.item[0].place.cell, rows[i].place);
        }
        done(f);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code),
        TEST(test_read),
        TEST(test_refused),
        TEST(test_workbook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
