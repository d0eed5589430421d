/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers: the three layouts, what an answer means, what is asked, and every error with its place. */
#include "check.h"

#include "model/answers.h"

#include "folder.h"

static const char form[] =
    "settings\n,form_id,version\n,q,2\n"
    "survey\n,type,name,label,relevant,constraint,constraint_message\n"
    ",select_one depth,d_1,Depth,,,\n"
    ",select_multiple parts,b_1,Parts,${d_1} != '0' and ${d_1} != 'na',\"not(selected(., 'none') and count-selected(.) "
    "> 1)\",None is alone\n"
    ",begin_group,g,Group,${d_1} = '3',,\n"
    ",integer,n_1,Number,,. >= 0 and . <= 100,\n"
    ",end_group,,,,,\n"
    ",decimal,x_1,Decimal,,,\n"
    ",date,t_1,Date,,,\n"
    ",text,f_1,Free text,,,\n"
    "choices\n,list_name,name,label,credit,state\n"
    ",depth,0,Not done,0,\n,depth,1,Informal,0.25,\n,depth,3,Followed,0.75,\n,depth,na,Not applicable,,na\n"
    ",depth,dk,Unknown,,dk\n,depth,alt,Another way,1,alternate\n"
    ",parts,p.1,One,1,\n,parts,p.2,Two,1,\n,parts,none,None,0,\n,parts,no,Cannot apply,,na\n";

struct fixture {
    struct folder folder;
    struct arena arena;
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
    arena_clear(&f->arena);
    free(f);
    return 0;
}

/* Reads a file of answers; done() forgets it. */
static bool read_text(struct fixture *f, const char *text) {
    f->ds = (struct diags){0};
    f->x = answers_open(folder_write(&f->folder, "a.csv", text), &f->ds);
    bool is_good = f->x && answers_read(f->x, f->q, &f->ds);
    check_true(is_good == (f->ds.n_errors == 0));
    return is_good;
}

static void done(struct fixture *f) {
    answers_free(f->x);
    diags_clear(&f->ds);
}

static const struct answer *answer_to(const struct fixture *f, const char *name) {
    return &f->x->answer[questionnaire_find(f->q, name)];
}

static const struct {
    const char *question, *answer; /* a row of the long layout, quoted where needed */
    enum answer_state state;
    const char *text;
} meanings[] = {
    {"d_1", "1", ANSWER_GIVEN, "1"},
    {"d_1", " 3 ", ANSWER_GIVEN, "3"},
    {"d_1", "３", ANSWER_GIVEN, "3"}, /* full-width digits */
    {"d_1", "　１　", ANSWER_GIVEN, "1"},
    {"d_1", "na", ANSWER_NA, "na"},
    {"d_1", "ｎａ", ANSWER_NA, "na"},
    {"d_1", "dk", ANSWER_DK, "dk"},
    {"d_1", "alt", ANSWER_ALTERNATE, "alt"},
    {"d_1", "", ANSWER_BLANK, ""},
    {"d_1", "　", ANSWER_BLANK, ""},
    {"b_1", "p.2 p.1", ANSWER_GIVEN, "p.1 p.2"}, /* in the order of the list */
    {"b_1", "p.2　p.1", ANSWER_GIVEN, "p.1 p.2"},
    {"b_1", "none", ANSWER_GIVEN, "none"},
    {"b_1", "no", ANSWER_NA, "no"},
    {"x_1", "2.50", ANSWER_GIVEN, "2.50"},
    {"x_1", "－１．５", ANSWER_GIVEN, "-1.5"}, /* a full-width minus becomes "-" */
    {"t_1", "2026-11-24", ANSWER_GIVEN, "2026-11-24"},
    {"f_1", "\"=SUM(A1), said \"\"he\"\"\"", ANSWER_GIVEN, "=SUM(A1), said \"he\""},
};

static void test_meanings(void **state) {
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
        CHECK_ROW(i);
        check_true(read_text(
            f, arena_printf(&f->arena, "question,answer\n%s,%s\n", meanings[i].question, meanings[i].answer)));
        const struct answer *a = answer_to(f, meanings[i].question);
        check_int(a->state, meanings[i].state);
        check_text(a->text, meanings[i].text);
        done(f);
    }
    check_true(read_text(f, "question,answer\nx_1,－１．５\nb_1,p.2\nd_1,3\nn_1,７\n"));
    check_near(answer_to(f, "x_1")->number, -1.5, 0);
    check_near(answer_to(f, "n_1")->number, 7, 0);
    check_true(answer_to(f, "b_1")->chosen[1] && !answer_to(f, "b_1")->chosen[0]);
    check_int(answer_to(f, "d_1")->choice, 2);
    check_true(answer_to(f, "t_1")->chosen == NULL && answer_to(f, "t_1")->choice == -1);
    done(f);
}

/* The same answers in the three layouts. */
static void test_layouts(void **state) {
    struct fixture *f = *state;
    static const char *const files[] = {
        "question,answer,na_reason,confidence,comment,evidence,owner,date\nb_1,p.1,,5,\"Seen, both\",Wiki "
        "3,Ann,2026-01-31\nd_1,na,No such product,,,,,\n",
        "\xEF\xBB\xBFQuestion;Answer;na_reason;Confidence;comment;evidence;owner;date\r\nb_1;p.1;;5;Seen, both;Wiki "
        "3;Ann;2026-01-31\r\nd_1;na;No such product;;;;;\r\n",
        "respondent_id,d_1,d_1_why,b_1,b_1_confidence,b_1_comment,b_1_evidence,b_1_owner,b_1_date\nr1,na,No such "
        "product,p.1,5,\"Seen, both\",Wiki 3,Ann,2026-01-31\n",
        "settings\n,form_id,version,organisation,scope\n,q,2,River,All\nanswers\n,question,answer,na_reason,confidence,"
        "comment,evidence,owner,date\n"
        ",d_1,na,No such product,,,,,\n,b_1,p.1,,５,\"Seen, both\",Wiki 3,Ann,2026-01-31\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        CHECK_ROW(i);
        check_true(read_text(f, files[i]));
        check_int(f->ds.n, 1); /* b_1 is not asked, since d_1 is not applicable */
        check_diag(&f->ds, DIAG_ANSWER_NOT_ASKED, 0);
        const struct answer *d = answer_to(f, "d_1"), *b = answer_to(f, "b_1");
        check_int(f->x->layout, i == 2 ? LAYOUT_WIDE : LAYOUT_LONG);
        check_int(d->state, ANSWER_NA);
        check_text(d->na_reason, "No such product");
        check_int(d->confidence, 0);
        check_int(b->state, ANSWER_NOT_ASKED);
        check_int(b->confidence, 5);
        check_text(b->comment, "Seen, both");
        check_text(b->evidence, "Wiki 3");
        check_text(b->owner, "Ann");
        check_text(b->date, "2026-01-31");
        check_text(f->x->info.organisation, i == 3 ? "River" : "");
        check_int(strlen(f->x->sha256), SHA256_TEXT_LEN);
        done(f);
    }
}

/* What is asked follows from the answers before, and so do the counts. */
static void test_asked(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *answers, *states; /* of d_1, b_1, n_1, x_1: A answered, - blank, N not applicable, . not asked */
        int given, blank, na, not_asked;
    } rows[] = {
        {"x_1,1\n", "--.A", 1, 4, 0, 1}, /* blank depth: breadth is asked, the group is not */
        {"d_1,0\n", "A..-", 1, 3, 0, 2},      {"d_1,1\n", "A-.-", 1, 4, 0, 1},
        {"d_1,3\n", "A---", 1, 5, 0, 0},      {"d_1,3\nn_1,5\nb_1,none\n", "AAA-", 3, 3, 0, 0},
        {"d_1,na,why\n", "N..-", 0, 3, 1, 2}, {"d_1,dk\n", "--.-", 0, 5, 0, 1}, /* not knowing is blank */
        {"d_1,alt\n", "A-.-", 1, 4, 0, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_true(read_text(f, arena_printf(&f->arena, "question,answer,na_reason\n%s", rows[i].answers)));
        static const char *const names[] = {"d_1", "b_1", "n_1", "x_1"};
        static const char marks[] = "-AN-A.";
        char states[5] = "";
        for (int n = 0; n < 4; n++) {
            states[n] = marks[answer_to(f, names[n])->state];
        }
        check_text(states, rows[i].states);
        check_int(f->x->n_given, rows[i].given);
        check_int(f->x->n_blank, rows[i].blank);
        check_int(f->x->n_na, rows[i].na);
        check_int(f->x->n_not_asked, rows[i].not_asked);
        done(f);
    }
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
    int column;
    const char *said;
    bool is_warning;
} faults[] = {
    {"question,answer\nd_l,1\n", DIAG_QUESTION_UNKNOWN, 2, 1, "did you mean 'd_1'?", false},
    {"question,answer\nz,1\n", DIAG_QUESTION_UNKNOWN, 2, 1, "no question 'z' in q", false},
    {"question,answer\ng,1\n", DIAG_QUESTION_UNKNOWN, 2, 1, "'g'", false}, /* a group */
    {"question,answer\nd_1,2\n", DIAG_ANSWER_UNKNOWN, 2, 2, "expected one of: 0, 1, 3, na, dk, alt", false},
    {"question,answer\nd_1,an\n", DIAG_ANSWER_UNKNOWN, 2, 2, "did you mean 'na'?", false},
    {"question,answer\nd_1,2001-01-03\n", DIAG_ID_IS_DATE, 2, 2, "2001-01-03", false},
    {"question,answer\nb_1,p.1 p.3\n", DIAG_ANSWER_UNKNOWN, 2, 2, "'p.3' is not an answer to 'b_1'", false},
    {"question,answer\nb_1,p.1 p.1\n", DIAG_ANSWER_CHOICE_TWICE, 2, 2, "'p.1'", true},
    {"question,answer\nb_1,no p.1\n", DIAG_ANSWER_NOT_ALONE, 2, 2, "'no'", false},
    {"question,answer\nb_1,none p.1\n", DIAG_ANSWER_CONSTRAINT, 2, 2, "None is alone", false},
    {"question,answer\nd_1,3\nn_1,101\n", DIAG_ANSWER_CONSTRAINT, 3, 2, ". <= 100", false},
    {"question,answer\nd_1,3\nn_1,1.5\n", DIAG_VALUE_NOT_WHOLE, 3, 2, "'1.5'", false},
    {"question,answer\nd_1,3\nn_1,many\n", DIAG_VALUE_NOT_NUMBER, 3, 2, "'many'", false},
    {"question,answer\nx_1,\"1,5\"\n", DIAG_VALUE_NOT_NUMBER, 2, 2, "'1,5'", false},
    {"question,answer\nt_1,24.11.2026\n", DIAG_VALUE_NOT_DATE, 2, 2, "24.11.2026", false},
    {"question,answer\nt_1,2026-02-30\n", DIAG_VALUE_NOT_DATE, 2, 2, "2026-02-30", false},
    {"question,answer\nd_1,1\nx_1,2\nd_1,1\n", DIAG_ANSWER_TWICE, 4, 1, "first in line 2", false},
    {"question,answer\nd_1,0\nb_1,p.1\n", DIAG_ANSWER_NOT_ASKED, 3, 2, "'b_1'", true},
    {"question,answer\nd_1,na\n", DIAG_NA_NO_REASON, 2, 2, "'d_1'", true},
    {"question,answer,na_reason\nd_1,na,  \n", DIAG_NA_NO_REASON, 2, 2, "'d_1'", true},
    {"question,answer,confidence\nd_1,1,6\n", DIAG_CONFIDENCE_INVALID, 2, 3, "'6'", false},
    {"question,answer,confidence\nd_1,1,0\n", DIAG_CONFIDENCE_INVALID, 2, 3, "'0'", false},
    {"question,answer,confidence\nd_1,1,2.5\n", DIAG_CONFIDENCE_INVALID, 2, 3, "'2.5'", false},
    {"question,answer,confidence\nd_1,1,high\n", DIAG_CONFIDENCE_INVALID, 2, 3, "'high'", false},
    {"question,answer,date\nd_1,1,last week\n", DIAG_VALUE_NOT_DATE, 2, 3, "last week", false},
    {"question,answer\n,1\n", DIAG_VALUE_MISSING, 2, 1, "'question'", false},
    {"question,answer,coment\nd_1,1,x\n", DIAG_COLUMN_MISSPELT, 1, 3, "did you mean 'comment'?", false},
    {"question,answer\nd_1,1,extra\n", DIAG_CSV_RAGGED_ROW, 2, 3, "3 fields", false},
    {"d_1,b_2\n1,p.1\n", DIAG_QUESTION_UNKNOWN, 1, 2, "did you mean 'b_1'?", false},
    {"d_1,colour\n1,blue\n", DIAG_COLUMN_UNKNOWN, 1, 2, "'colour'", true},
    {"d_1,d_1\n1,1\n", DIAG_COLUMN_DUPLICATE, 1, 2, "'d_1'", false},
    {"d_1,,x_1\n1,lost,2\n", DIAG_COLUMN_UNNAMED, 2, 2, "", false},
    {"d_1\n1\n3\n", DIAG_RESPONDENTS_MANY, 0, 0, "2 respondents", false},
    {"d_1\n", DIAG_SHEET_EMPTY, 0, 0, "answers", false},
    {"name,colour\nx,blue\n", DIAG_ANSWERS_LAYOUT_UNKNOWN, 0, 0, "neither", false},
    {"d_1,d_1_confidence\n1,9\n", DIAG_CONFIDENCE_INVALID, 2, 2, "'9'", false},
    {"d_1,d_1_date\n1,2026\n", DIAG_VALUE_NOT_DATE, 2, 2, "'2026'", false},
    {"d_1,x_1\nna,1\n", DIAG_NA_NO_REASON, 2, 1, "'d_1'", true},
    {"", DIAG_FILE_EMPTY, 0, 0, "", false},
    {"settings\n,form_id\n,q\n", DIAG_SHEET_MISSING, 0, 0, "'answers'", false},
    {"settings\n,form_id\n,q\nanswers\n", DIAG_ANSWERS_LAYOUT_UNKNOWN, 0, 0, "neither", false},
    {"settings\n,version\n,1\nanswers\n,question,answer\n,d_1,1\n", DIAG_QUESTIONNAIRE_OTHER_VERSION, 3, 2, "version 1",
     true},
    {"settings\n,form_id\n,q\nanswers\n,question,answer\n,d_1,9\n", DIAG_ANSWER_UNKNOWN, 6, 3, "'9'", false},
};

static void test_faults(void **state) {
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        CHECK_ROW(i);
        check_true(read_text(f, faults[i].text) == faults[i].is_warning);
        check_diag(&f->ds, faults[i].id, faults[i].line);
        check_int(f->ds.n, 1);
        const struct diag *d = &f->ds.item[0];
        check_true(faults[i].column == 0 || d->place.column == faults[i].column);
        check_contains(diag_text(&f->arena, d, "en"), faults[i].said);
        check_int(d->severity, faults[i].is_warning ? SEVERITY_WARNING : SEVERITY_ERROR);
        done(f);
    }
}

/* All errors of a file in one run, in both layouts. */
static void test_all_faults(void **state) {
    struct fixture *f = *state;
    check_true(
        !read_text(f, "question,answer,confidence,date\nd_1,9,7,x\nb_9,p.1,,\nb_1,p.9 p.8,,\nd_1,1,,\nx_1,x,,\n"));
    check_int(f->ds.n_errors, 8);
    done(f);
    check_true(!read_text(f, "d_1,d_1_confidence,b_1,x_1,b_2,t_1\n9,7,p.9 p.8,x,1,y\n"));
    check_int(f->ds.n_errors, 7);
    done(f);
}

static void test_matches(void **state) {
    struct fixture *f = *state;
    int n;
    check_true(read_text(f, "question,answer\nd_1,1\nb_1,p.1\n"));
    check_int(answers_matches(f->x, f->q, &n), 2);
    check_int(n, 2);
    done(f);
    check_true(!read_text(f, "d_1,b_9,submitted,organisation\n1,p.1,now,River\n"));
    check_int(answers_matches(f->x, f->q, &n), 1);
    check_int(n, 4);
    done(f);
    check_true(read_text(f, "d_1,submitted,organisation,form_id\n1,now,River,q\n"));
    check_text(f->x->info.organisation, "River");
    check_text(f->x->info.form_id, "q");
    done(f);
    static const char *const names[] = {"blank", "answered", "na", "dk", "alternate", "not_asked"};
    for (int s = 0; s < 6; s++) {
        check_text(answer_state_name((enum answer_state)s), names[s]);
    }
}

/* A web form's file answers the questions about the organisation, too; its list of evidence is for readers. */
static void test_about(void **state) {
    struct fixture *f = *state;
    check_true(read_text(f, "settings\n,form_id,version\n,q,2\nanswers\n,question,answer\n,d_1,3\n"
                            "about\n,question,answer\n,f_1,Bolts\n,d_1,7\nevidence\n,no,title\n,1,Policy\n"));
    check_no_diags(&f->ds);
    check_text(answer_to(f, "f_1")->text, "");
    struct answers *about = answers_about(f->x);
    check_true(about != NULL);
    check_true(!answers_read(about, f->q, &f->ds)); /* any questionnaire will do */
    check_diag(&f->ds, DIAG_ANSWER_UNKNOWN, 10);
    check_text(about->answer[questionnaire_find(f->q, "f_1")].text, "Bolts");
    answers_free(about);
    done(f);
    check_true(read_text(f, "settings\n,form_id,version\n,q,2\nanswers\n,question,answer\n,d_1,3\n"));
    check_true(answers_about(f->x) == NULL);
    done(f);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_meanings),   TEST(test_layouts), TEST(test_asked), TEST(test_faults),
        TEST(test_all_faults), TEST(test_matches), TEST(test_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
