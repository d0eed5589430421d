/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSForm tools (ODK, KoboToolbox, …): one header row of names with group prefixes, grp/q or grp-q. Several answers
   are names parted by blanks, with or without a column of 0 and 1 an option: q/a. */
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"
#include "model/draft_column.h"

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    static const char *const words[] = {"_uuid",        "_submission_time", "meta/instanceid", "meta-instanceid",
                                        "formhub/uuid", "__version__",      "submissiondate",  "instanceid"};
    for (size_t i = 0; in->n_sheets > 0 && i < ARRAY_LEN(words); i++) {
        if (dialect_has_header(&in->sheet[0], 0, words[i], a)) {
            return (struct dialect_match){91, words[i]};
        }
    }
    return (struct dialect_match){0};
}

struct xlsform {
    struct dialect_layout *l;
    struct map by_header;
    char mark; /* between group and question */
};

/* "grp/q/a" gives "grp/q", or NULL. */
static const char *parent_of(struct xlsform *x, const char *header) {
    const char *mark = strrchr(header, '/');
    return mark && mark > header ? arena_strndup(&x->l->arena, header, (size_t)(mark - header)) : NULL;
}

static const char *last_part(const struct xlsform *x, const char *header) {
    const char *mark = strrchr(header, x->mark);
    return mark && mark[1] ? mark + 1 : header;
}

static bool is_ticks(const struct xlsform *x, int column) {
    for (size_t row = 1; row < x->l->table->n_rows; row++) {
        size_t n;
        struct arena a = {0};
        const char *s = draft_cell(x->l->table, row, column, &n);
        enum draft_flag flag = draft_flag(arena_strndup(&a, s, n));
        bool is_tick = n == 0 || flag == DRAFT_FLAG_YES || flag == DRAFT_FLAG_NO;
        arena_clear(&a);
        if (!is_tick) {
            return false;
        }
    }
    return true;
}

static const char *header(struct xlsform *x, int column) { return dialect_header(x->l, 0, column); }

/* How many columns from this one on are options of the same question, of which there may be no column of its own. */
static int count_options(struct xlsform *x, int column) {
    const char *first = header(x, column), *parent = x->mark == '/' ? parent_of(x, first) : NULL;
    int n = 0;
    while (parent && column + n < x->l->table->n_columns && is_ticks(x, column + n)) {
        const char *own = parent_of(x, header(x, column + n));
        if (!own || strcmp(own, parent) != 0) {
            break;
        }
        n++;
    }
    bool has_own_column = parent && map_find(&x->by_header, parent) >= 0;
    return has_own_column || n >= 2 ? n : 0;
}

static void add_options(struct xlsform *x, int column, int n) {
    const char *parent = parent_of(x, header(x, column));
    struct dialect_block *b = dialect_add_block(x->l, last_part(x, parent), last_part(x, parent));
    b->fill = FILL_FLAGS;
    b->is_multiple = true;
    for (int i = 0; i < n; i++) {
        const char *option = strrchr(header(x, column + i), '/') + 1;
        bool is_code = (draft_looks(option) & LOOKS_CODE) != 0;
        struct dialect_column c = {.column = column + i, .code = is_code ? option : NULL, .label = option};
        dialect_add_column(x->l, b, c);
    }
}

/* Whether the question's options have columns, which then hold the answer. */
static bool has_option_columns(struct xlsform *x, int column) {
    const char *name = header(x, column);
    for (int c = 0; c < x->l->table->n_columns; c++) {
        const char *parent = parent_of(x, header(x, c));
        if (parent && c != column && strcmp(parent, name) == 0 && is_ticks(x, c)) {
            return true;
        }
    }
    return false;
}

static void add_single(struct xlsform *x, int column) {
    const char *whole = header(x, column), *name = last_part(x, whole);
    enum dialect_role role = dialect_role_of(whole, &x->l->arena);
    enum dialect_role own = dialect_role_of(name, &x->l->arena);
    bool is_own = *name == '_' || own == ABOUT_PERSON || own == ABOUT_MAYBE_PERSON;
    role = role == ABOUT_QUESTION && is_own ? own : role;
    struct dialect_block *b = dialect_add_single(x->l, name, whole, column);
    b->role = role;
    b->fill = FILL_JOINED;
    b->separator = " ";
}

/* ODK Central writes grp-q; a '-' inside a name is rarer than a group. */
static char mark_of(const struct table_text *t) {
    for (int c = 0; c < t->n_columns; c++) {
        if (strchr(table_cell(t, 0, c), '/')) {
            return '/';
        }
    }
    return '-';
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    l->table = &in->sheet[0];
    l->first_row = 1;
    struct xlsform x = {.l = l, .mark = mark_of(l->table)};
    for (int c = 0; c < l->table->n_columns; c++) {
        map_add(&x.by_header, header(&x, c), c);
    }
    for (int c = 0; c < l->table->n_columns;) {
        int n = count_options(&x, c);
        if (n > 0) {
            add_options(&x, c, n);
            c += n;
        } else {
            if (!has_option_columns(&x, c)) {
                add_single(&x, c);
            }
            c++;
        }
    }
    map_clear(&x.by_header);
    return true;
}

static const char *const examples[] = {
    "start,end,intake/d_1_1,intake/b_1_1,intake/b_1_1/mail,intake/b_1_1/key,note_1,_id,_uuid,_submission_time\n"
    "2021-05-24T12:01:10.000+09:00,2021-05-24T12:05:53.000+09:00,2,mail key,1,1,fine,7,aaaa-1,2021-05-24T03:05:55\n"
    "2021-05-24T13:00:00.000+09:00,2021-05-24T13:02:10.000+09:00,na,mail,1,0,,8,aaaa-2,2021-05-24T04:02:12\n",
    "SubmissionDate,intake-d_1_1,intake-b_1_1,meta-instanceID,SubmitterName\n"
    "2021-05-24T03:05:55.000Z,2,mail key,uuid:1,山田\n"
    "2021-05-24T04:02:12.000Z,na,mail,uuid:2,鈴木\n"
    "2021-05-24T05:02:12.000Z,2,key,uuid:3,鈴木\n",
    NULL};

const struct dialect dialect_xlsform = {
    .name = "xlsform",
    .title = "XLSForm tools (ODK, KoboToolbox)",
    .summary = "one header row of names with group prefixes",
    .layout = "one header row of names with group prefixes, `grp/q` or `grp-q`; several answers are names parted by "
              "blanks, and "
              "may have a column of 0 and 1 an option, `grp/q/a`",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
