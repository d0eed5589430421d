/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft_logic.h"

#include <string.h>

#include "base/num.h"
#include "model/condition.h"

/* ---- making trees ------------------------------------------------------------------------------------------------ */

const struct logic *logic_make(struct structure *s, struct logic l) {
    struct logic *made = ARENA_NEW(&s->arena, struct logic);
    *made = l;
    return made;
}

const struct logic *logic_unknown(struct structure *s) { return logic_make(s, (struct logic){.kind = LOGIC_UNKNOWN}); }

const struct logic *logic_join(struct structure *s, enum logic_kind kind, const struct logic *a,
                               const struct logic *b) {
    return !a ? b : !b ? a : logic_make(s, (struct logic){.kind = kind, .arg = {a, b}});
}

const struct logic *logic_not(struct structure *s, const struct logic *a) {
    return a->kind == LOGIC_NOT ? a->arg[0] : logic_make(s, (struct logic){.kind = LOGIC_NOT, .arg = {a, NULL}});
}

/* ---- writing them ------------------------------------------------------------------------------------------------ */

/* One condition on its way. */
struct writing {
    const struct draft *d;
    const struct structure *s;
    size_t before; /* only questions before this one can be named */
    struct buf *out;
    bool is_good;
};

static bool put(struct writing *x, const struct logic *l);

/* The drafted question that holds the answer; NULL when there is none before. */
static const struct draft_question *find(const struct writing *x, const struct logic *l) {
    for (size_t i = 0; i < x->before; i++) {
        const struct draft_question *q = &x->d->question[i];
        bool is_it = q->known == l->question && q->fate == FATE_KEPT && text_equal(q->row, l->row);
        if (is_it) {
            return q;
        }
    }
    return NULL;
}

/* In the marks that the text does not hold itself; false when it holds both. */
static bool put_literal(struct writing *x, const char *text) {
    char mark = strchr(text, '\'') ? '"' : '\'';
    buf_printf(x->out, "%c%s%c", mark, text, mark);
    return !strchr(text, mark) && !strpbrk(text, "\r\n");
}

static bool is_equality(const char *op) { return strcmp(op, "=") == 0 || strcmp(op, "!=") == 0; }

static bool put_number(struct writing *x, const char *name, const struct logic *l) {
    double number;
    buf_printf(x->out, "%s %s %s", name, l->op, l->value);
    return num_parse(l->value, &number);
}

/* Whether all codes are numbers, so that they can be compared as such. */
static bool has_numbers(const struct draft_list *l) {
    double number;
    bool is_good = l->n > 0;
    for (size_t i = 0; i < l->n; i++) {
        is_good = is_good && (l->choice[i].state || num_parse(l->choice[i].name, &number));
    }
    return is_good;
}

/* The answer is, or is not, or holds a choice. */
static bool put_choice(struct writing *x, const struct draft_question *q, const char *code, bool is_equal) {
    int choice = draft_find_choice(x->d, q->list, code);
    bool is_many = q->kind == DRAFT_MANY;
    if (choice < 0) {
        return false;
    }
    if (is_many) {
        buf_printf(x->out, is_equal ? "selected(${%s}, " : "not(selected(${%s}, ", q->name);
    } else {
        buf_printf(x->out, "${%s} %s ", q->name, is_equal ? "=" : "!=");
    }
    bool is_good = put_literal(x, x->d->list[q->list].choice[choice].name);
    buf_puts(x->out, is_many ? is_equal ? ")" : "))" : "");
    return is_good;
}

static bool put_compare(struct writing *x, const struct draft_question *q, const struct logic *l) {
    const char *name = q->name;
    double number;
    if (!*l->value && is_equality(l->op)) {
        buf_printf(x->out, "${%s} %s ''", name, l->op);
        return true;
    }
    if (q->list >= 0 && is_equality(l->op)) {
        return put_choice(x, q, l->value, l->op[0] == '=');
    }
    if (q->kind == DRAFT_MANY || (q->list >= 0 && !has_numbers(&x->d->list[q->list]))) {
        return false;
    }
    struct arena a = {0};
    bool is_number = num_parse(l->value, &number), is_good = false;
    if (is_number) {
        is_good = put_number(x, arena_printf(&a, "${%s}", name), l);
    } else if (is_equality(l->op)) {
        buf_printf(x->out, "${%s} %s ", name, l->op);
        is_good = put_literal(x, l->value);
    }
    arena_clear(&a);
    return is_good;
}

static bool put_leaf(struct writing *x, const struct logic *l) {
    const struct draft_question *q = find(x, l);
    if (!q) {
        return false;
    }
    switch (l->kind) {
    case LOGIC_COMPARE:
        return put_compare(x, q, l);
    case LOGIC_TICKED:
        return q->list >= 0 && put_choice(x, q, l->option, true);
    case LOGIC_ANSWERED:
        buf_printf(x->out, "${%s} != ''", q->name);
        return true;
    case LOGIC_COUNT: {
        struct arena a = {0};
        bool is_good = q->kind == DRAFT_MANY && put_number(x, arena_printf(&a, "count-selected(${%s})", q->name), l);
        arena_clear(&a);
        return is_good;
    }
    default:
        return false;
    }
}

/* An argument, in brackets where "and" and "or" meet. */
static bool put_argument(struct writing *x, const struct logic *l, enum logic_kind outer) {
    bool is_other = (l->kind == LOGIC_AND || l->kind == LOGIC_OR) && l->kind != outer;
    buf_puts(x->out, is_other ? "(" : "");
    bool is_good = put(x, l);
    buf_puts(x->out, is_other ? ")" : "");
    return is_good;
}

static bool put_not(struct writing *x, const struct logic *inner) {
    const struct draft_question *q = inner->kind == LOGIC_ANSWERED ? find(x, inner) : NULL;
    if (q) {
        buf_printf(x->out, "${%s} = ''", q->name);
        return true;
    }
    buf_puts(x->out, "not(");
    bool is_good = put(x, inner);
    buf_puts(x->out, ")");
    return is_good;
}

static bool put(struct writing *x, const struct logic *l) {
    switch (l->kind) {
    case LOGIC_UNKNOWN:
        return false;
    case LOGIC_TRUE:
        buf_puts(x->out, "true()");
        return true;
    case LOGIC_FALSE:
        buf_puts(x->out, "false()");
        return true;
    case LOGIC_NOT:
        return put_not(x, l->arg[0]);
    case LOGIC_AND:
    case LOGIC_OR: {
        bool is_good = put_argument(x, l->arg[0], l->kind);
        buf_puts(x->out, l->kind == LOGIC_AND ? " and " : " or ");
        return put_argument(x, l->arg[1], l->kind) && is_good;
    }
    default:
        return put_leaf(x, l);
    }
}

/* ---- checking them ----------------------------------------------------------------------------------------------- */

static int find_name(const void *context, const char *name) {
    const struct writing *x = context;
    for (size_t i = 0; i < x->before; i++) {
        const struct draft_question *q = &x->d->question[i];
        if (q->fate == FATE_KEPT && q->kind != DRAFT_ABOUT && q->kind != DRAFT_NOTE && strcmp(q->name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static const char *no_hint(const void *context, const char *name, struct arena *a) {
    (void)context;
    (void)name;
    (void)a;
    return "";
}

/* Whether our own reader of conditions takes it, naming only questions before. */
static bool is_readable(const struct writing *x, const char *text) {
    struct condition_names names = {find_name, no_hint, x, false};
    struct arena a = {0};
    struct diags quiet = {0};
    struct place at = {0};
    bool is_good = condition_parse(text, &names, &at, &a, &quiet) != NULL;
    diags_clear(&quiet);
    arena_clear(&a);
    return is_good;
}

/* The condition of question 'i' as text, in the draft's arena; NULL when it cannot be written. */
static const char *write_condition(struct draft *d, const struct structure *s, size_t i) {
    const struct structure_question *known = &s->question[d->question[i].known];
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    struct writing x = {.d = d, .s = s, .before = i, .out = &out};
    bool is_good = true;
    if (known->logic) {
        is_good = put(&x, known->logic);
    } else {
        buf_puts(&out, known->condition); /* an XLSForm's own words */
    }
    is_good = is_good && is_readable(&x, out.data);
    const char *text = is_good ? arena_strdup(&d->arena, out.data) : NULL;
    buf_clear(&out);
    return text;
}

static void report(const struct structure *s, const struct structure_question *known, struct diags *ds) {
    struct place at = {.file = s->file};
    diag_add(ds, DIAG_IMPORT_CONDITION, &at, known->code, known->condition);
}

void draft_set_conditions(struct draft *d, const struct structure *s, struct diags *ds) {
    int reported = -1;
    for (size_t i = 0; i < d->n_questions; i++) {
        struct draft_question *q = &d->question[i];
        const struct structure_question *known = q->known >= 0 && s ? &s->question[q->known] : NULL;
        if (!known || !known->condition || q->fate != FATE_KEPT || q->kind == DRAFT_ABOUT) {
            continue;
        }
        q->relevant = write_condition(d, s, i);
        if (!q->relevant && reported != q->known) {
            report(s, known, ds);
            reported = q->known;
        }
    }
    for (size_t i = 0; s && i < s->n_remarks; i++) {
        struct place at = {.file = s->file};
        diag_add(ds, DIAG_IMPORT_CONDITION, &at, s->remark[i].code, s->remark[i].words);
    }
}
