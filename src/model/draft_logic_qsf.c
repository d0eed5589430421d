/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Qualtrics' display logic: sets of expressions, each about an answer, joined by And or Or. Where both are used in one
   place, their order is not told by the file, and nothing is assumed. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/num.h"
#include "model/draft_logic.h"

static const char *text_of(const struct json *object, const char *key) {
    const char *s = json_text(json_get(object, key));
    return s ? s : "";
}

/* ---- one expression ---------------------------------------------------------------------------------------------- */

static int question_index(const struct structure *s, const char *id) {
    for (size_t i = 0; i < s->n_questions; i++) {
        if (*id && strcmp(s->question[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static const char *code_of(const struct structure_piece *p, size_t n, const char *id) {
    for (size_t i = 0; i < n; i++) {
        if (text_equal(p[i].id, id)) {
            return p[i].code;
        }
    }
    return NULL;
}

/* q://QID1/SelectableChoice/2: what stands behind the question's id; NULL when it is of another kind. */
static const char *operand_part(const char *operand, const char *kind) {
    const char *mark = strncmp(operand, "q://", 4) == 0 ? strchr(operand + 4, '/') : NULL;
    size_t n = strlen(kind);
    bool is_it = mark && strncmp(mark + 1, kind, n) == 0 && (mark[1 + n] == '/' || !mark[1 + n]);
    return is_it ? mark + 1 + n + (mark[1 + n] == '/') : NULL;
}

static const char *operator_of(const struct json *e) {
    static const char *const ops[][2] = {{"EqualTo", "="},  {"NotEqualTo", "!="},         {"GreaterThan", ">"},
                                         {"LessThan", "<"}, {"GreaterThanOrEqual", ">="}, {"LessThanOrEqual", "<="}};
    for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
        if (strcmp(ops[i][0], text_of(e, "Operator")) == 0) {
            return ops[i][1];
        }
    }
    return NULL;
}

/* Texts and numbers are both used. */
static const char *right_operand(struct structure *s, const struct json *e) {
    double number;
    char text[NUM_TEXT_MAX];
    const struct json *right = json_get(e, "RightOperand");
    const char *given = json_text(right);
    return given                         ? arena_strdup(&s->arena, given)
           : json_number(right, &number) ? arena_strdup(&s->arena, num_shortest(text, number))
                                         : NULL;
}

/* An option is, or is not, among the answers; of a matrix, of one row. */
static const struct logic *read_choice(struct structure *s, const struct json *e, const char *part, struct logic l) {
    const struct structure_question *q = &s->question[l.question];
    const char *mark = strchr(part, '/'), *op = text_of(e, "Operator");
    bool is_grid = q->n_rows > 0;
    if (is_grid != (mark != NULL)) {
        return logic_unknown(s);
    }
    if (is_grid) {
        l.row = code_of(q->row, q->n_rows, arena_strndup(&s->arena, part, (size_t)(mark - part)));
    }
    l.kind = LOGIC_TICKED;
    l.option = code_of(q->option, q->n_options, is_grid ? mark + 1 : part);
    bool is_known = l.option && (l.row || !is_grid);
    bool is_yes = strcmp(op, "Selected") == 0, is_no = strcmp(op, "NotSelected") == 0;
    if (!is_known || (!is_yes && !is_no)) {
        return logic_unknown(s);
    }
    const struct logic *ticked = logic_make(s, l);
    return is_yes ? ticked : logic_not(s, ticked);
}

static const struct logic *read_value(struct structure *s, const struct json *e, struct logic l) {
    const char *op = text_of(e, "Operator");
    if (strcmp(op, "Empty") == 0 || strcmp(op, "NotEmpty") == 0) {
        l.kind = LOGIC_ANSWERED;
        const struct logic *answered = logic_make(s, l);
        return *op == 'E' ? logic_not(s, answered) : answered;
    }
    l.op = operator_of(e);
    l.value = right_operand(s, e);
    return l.op && l.value ? logic_make(s, l) : logic_unknown(s);
}

static const struct logic *read_expression(struct structure *s, const struct json *e) {
    const char *left = text_of(e, "LeftOperand"), *part;
    struct logic l = {.question = question_index(s, text_of(e, "QuestionID"))};
    if (strcmp(text_of(e, "LogicType"), "Question") != 0 || l.question < 0) {
        return logic_unknown(s);
    }
    if ((part = operand_part(left, "SelectableChoice")) != NULL) {
        return read_choice(s, e, part, l);
    }
    bool is_text = operand_part(left, "ChoiceTextEntryValue") && s->question[l.question].n_options == 0;
    bool is_count = operand_part(left, "SelectedChoicesCount") != NULL;
    l.kind = is_count ? LOGIC_COUNT : LOGIC_COMPARE;
    return (is_text || is_count) && s->question[l.question].n_rows == 0 ? read_value(s, e, l) : logic_unknown(s);
}

/* ---- sets of them ------------------------------------------------------------------------------------------------ */

/* What joins the members of a set: And or Or; mixed, it cannot be said. */
struct joining {
    const struct logic *all;
    bool has_and, has_or;
};

static void join(struct structure *s, struct joining *j, const struct logic *next, const char *word) {
    bool is_or = strncmp(word, "Or", 2) == 0;
    if (j->all) {
        j->has_or = j->has_or || is_or;
        j->has_and = j->has_and || !is_or;
    }
    j->all = logic_join(s, is_or ? LOGIC_OR : LOGIC_AND, j->all, next);
}

static const struct logic *joined(struct structure *s, const struct joining *j) {
    return !j->all || (j->has_and && j->has_or) ? logic_unknown(s) : j->all;
}

/* The tool shows an expression as pieces, each a <span>, with and without blanks between. */
static void add_words(struct structure *s, const struct json *e, const char **words) {
    struct buf apart;
    buf_init(&apart, BUF_MAX_DEFAULT);
    for (const char *text = text_of(e, "Description"); *text; text++) {
        buf_puts(&apart, strncmp(text, "<span", 5) == 0 ? " " : "");
        buf_putc(&apart, *text);
    }
    const char *own = structure_plain(&s->arena, apart.data);
    *words = arena_printf(&s->arena, "%s%s%s", *words, **words && *own ? " " : "", own);
    buf_clear(&apart);
}

static const struct logic *read_set(struct structure *s, const struct json *set, const char **words) {
    struct joining j = {0};
    for (size_t i = 0; i < json_size(set); i++) {
        const char *key = json_key(set, i);
        const struct json *e = key ? json_get(set, key) : json_at(set, i);
        if (json_size(e) > 0) {
            join(s, &j, read_expression(s, e), text_of(e, "Conjuction")); /* as the files spell it */
            add_words(s, e, words);
        }
    }
    return joined(s, &j);
}

const struct logic *logic_read_qsf(struct structure *s, const struct json *expression, const char **words) {
    struct joining j = {0};
    *words = "";
    for (size_t i = 0; i < json_size(expression); i++) {
        const char *key = json_key(expression, i);
        const struct json *set = key ? json_get(expression, key) : json_at(expression, i);
        if (json_size(set) > 0) {
            join(s, &j, read_set(s, set, words), text_of(set, "Type"));
        }
    }
    return joined(s, &j);
}
