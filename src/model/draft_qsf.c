/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Qualtrics .qsf: a survey as JSON. SurveyElements with "Element": "SQ" are questions, "BL" the blocks that order
   them. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/num.h"
#include "model/draft_logic.h"

#define FLOW_NESTING_MAX 50

struct qsf {
    struct structure *s;
    const char *lang;
};

static const char *text_of(const struct json *object, const char *key) {
    const char *s = json_text(json_get(object, key));
    return s ? s : "";
}

/* Texts and numbers are both used for codes. */
static const char *scalar(struct qsf *x, const struct json *j) {
    double number;
    char text[NUM_TEXT_MAX];
    const char *s = json_text(j);
    return s ? s : json_number(j, &number) ? arena_strdup(&x->s->arena, num_shortest(text, number)) : "";
}

/* ---- options and rows -------------------------------------------------------------------------------------------- */

/* The wording of member 'key' of Choices or Answers, which may be a list that starts at 0. */
static const struct json *member(const struct json *set, const char *key) {
    const struct json *found = json_get(set, key);
    long i;
    return !found && json_length(set) && num_parse_int(key, &i) && i >= 0 ? json_at(set, (size_t)i) : found;
}

struct qsf_set {
    const struct json *texts, *order, *codes;
};

/* Calls structure_add_row() or _option() for each member, in order. */
static void add_pieces(struct qsf *x, struct structure_question *q, const struct qsf_set *set, bool is_rows) {
    size_t n = set->order && json_length(set->order) ? json_length(set->order) : json_size(set->texts);
    for (size_t i = 0; i < n; i++) {
        bool is_ordered = set->order && json_length(set->order);
        const char *key = is_ordered ? scalar(x, json_at(set->order, i)) : json_key(set->texts, i);
        const struct json *item = member(set->texts, key);
        if (!item) {
            continue;
        }
        const char *code = set->codes ? scalar(x, json_get(set->codes, key)) : "";
        code = *code ? code : arena_strdup(&x->s->arena, key);
        struct structure_piece *p = is_rows ? structure_add_row(x->s, q, code) : structure_add_option(x->s, q, code);
        p->id = arena_strdup(&x->s->arena, key);
        i18n_set(&x->s->arena, &p->label, x->lang, structure_plain(&x->s->arena, text_of(item, "Display")));
        q->has_other = q->has_other || (!is_rows && json_get(item, "TextEntry"));
    }
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

static bool is_multiple(const char *selector) {
    return selector[0] == 'M' && (selector[1] == 'A' || strcmp(selector, "MSB") == 0);
}

static void add_choice_question(struct qsf *x, struct structure_question *q, const struct json *p) {
    struct qsf_set set = {json_get(p, "Choices"), json_get(p, "ChoiceOrder"), json_get(p, "RecodeValues")};
    q->kind = is_multiple(text_of(p, "Selector")) ? STRUCTURE_MANY : STRUCTURE_ONE;
    add_pieces(x, q, &set, false);
}

static void add_matrix(struct qsf *x, struct structure_question *q, const struct json *p) {
    const struct json *tags = json_get(p, "ChoiceDataExportTags");
    struct qsf_set rows = {json_get(p, "Choices"), json_get(p, "ChoiceOrder"), json_size(tags) ? tags : NULL};
    struct qsf_set options = {json_get(p, "Answers"), json_get(p, "AnswerOrder"), json_get(p, "RecodeValues")};
    bool is_text = strcmp(text_of(p, "Selector"), "TE") == 0;
    q->kind = is_text ? STRUCTURE_TEXTS : STRUCTURE_GRID;
    add_pieces(x, q, &rows, true);
    if (!is_text) {
        add_pieces(x, q, &options, false);
    }
    for (size_t i = 0; i < q->n_rows; i++) {
        q->row[i].is_multiple = strcmp(text_of(p, "SubSelector"), "MultipleAnswer") == 0;
    }
    q->has_other = false;
}

static enum structure_kind text_kind(const struct json *p) {
    const char *content = text_of(json_get(json_get(p, "Validation"), "Settings"), "ContentType");
    return strcmp(content, "ValidNumber") == 0 ? STRUCTURE_DECIMAL : STRUCTURE_TEXT;
}

static void add_question(struct qsf *x, const struct json *p, int group) {
    const char *type = text_of(p, "QuestionType"), *tag = text_of(p, "DataExportTag");
    struct structure_question *q = structure_add(x->s, *tag ? tag : text_of(p, "QuestionID"));
    q->id = arena_strdup(&x->s->arena, text_of(p, "QuestionID"));
    q->group = group;
    i18n_set(&x->s->arena, &q->label, x->lang, structure_plain(&x->s->arena, text_of(p, "QuestionText")));
    if (strcmp(type, "MC") == 0) {
        add_choice_question(x, q, p);
    } else if (strcmp(type, "Matrix") == 0) {
        add_matrix(x, q, p);
    } else if (strcmp(type, "DB") == 0) {
        q->kind = STRUCTURE_NOTE;
    } else if (strcmp(type, "TE") == 0) {
        q->kind = text_kind(p);
    } else { /* side by side, sliders, ranks: a field a row */
        struct qsf_set rows = {json_get(p, "Choices"), json_get(p, "ChoiceOrder"), NULL};
        q->kind = STRUCTURE_TEXTS;
        add_pieces(x, q, &rows, true);
        q->kind = q->n_rows ? STRUCTURE_TEXTS : STRUCTURE_TEXT;
    }
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static const struct json *payload_of(const struct json *elements, const char *kind, const char *id) {
    for (size_t i = 0; i < json_length(elements); i++) {
        const struct json *e = json_at(elements, i);
        if (strcmp(text_of(e, "Element"), kind) == 0 && (!id || strcmp(text_of(e, "PrimaryAttribute"), id) == 0)) {
            return json_get(e, "Payload");
        }
    }
    return NULL;
}

static bool has_question(const struct structure *s, const char *id) {
    for (size_t i = 0; i < s->n_questions; i++) {
        if (strcmp(s->question[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void add_block(struct qsf *x, const struct json *elements, const struct json *block) {
    const struct json *list = json_get(block, "BlockElements");
    if (strcmp(text_of(block, "Type"), "Trash") == 0) {
        return;
    }
    int group = -1;
    for (size_t i = 0; i < json_length(list); i++) {
        const char *id = text_of(json_at(list, i), "QuestionID");
        const struct json *p = *id ? payload_of(elements, "SQ", id) : NULL;
        if (p && !has_question(x->s, id)) {
            if (group < 0) {
                struct structure_piece *g = structure_add_group(x->s, text_of(block, "ID"));
                const char *title = structure_plain(&x->s->arena, text_of(block, "Description"));
                i18n_set(&x->s->arena, &g->label, x->lang, title);
                group = (int)x->s->n_groups - 1;
            }
            add_question(x, p, group);
        }
    }
}

/* ---- conditions -------------------------------------------------------------------------------------------------- */

/* Display logic of single options is no condition of a question. */
static void add_remarks(struct qsf *x, const struct structure_question *q, const struct json *pieces) {
    for (size_t i = 0; i < json_size(pieces); i++) {
        const char *key = json_key(pieces, i), *words;
        const struct json *logic = json_get(key ? json_get(pieces, key) : json_at(pieces, i), "DisplayLogic");
        if (json_size(logic) > 0) {
            logic_read_qsf(x->s, logic, &words);
            structure_add_remark(x->s, arena_printf(&x->s->arena, "%s_%s", q->code, key ? key : "0"), words);
        }
    }
}

static void add_condition(struct qsf *x, struct structure_question *q, const struct json *p) {
    static const char *const names[] = {"DisplayLogic", "InPageDisplayLogic"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct json *logic = json_get(p, names[i]);
        const char *words;
        if (json_size(logic) > 0) {
            q->logic = logic_join(x->s, LOGIC_AND, q->logic, logic_read_qsf(x->s, logic, &words));
            q->condition = q->condition ? arena_printf(&x->s->arena, "%s; %s", q->condition, words) : words;
        }
    }
    add_remarks(x, q, json_get(p, "Choices"));
    add_remarks(x, q, json_get(p, "Answers"));
}

/* Once all questions are there, since a condition names others. */
static void add_conditions(struct qsf *x, const struct json *elements) {
    for (size_t i = 0; i < x->s->n_questions; i++) {
        struct structure_question *q = &x->s->question[i];
        add_condition(x, q, payload_of(elements, "SQ", q->id));
    }
}

/* The survey's flow: a branch is a condition of the blocks in it. */
static void add_branches(struct qsf *x, const struct json *flow, int nesting) {
    for (size_t i = 0; i < json_length(flow) && nesting < FLOW_NESTING_MAX; i++) {
        const struct json *step = json_at(flow, i), *logic = json_get(step, "BranchLogic");
        const char *words;
        if (json_size(logic) > 0) {
            logic_read_qsf(x->s, logic, &words);
            structure_add_remark(x->s, arena_strdup(&x->s->arena, text_of(step, "FlowID")), words);
        }
        add_branches(x, json_get(step, "Flow"), nesting + 1);
    }
}

static void build(struct qsf *x, const struct json *root) {
    const struct json *entry = json_get(root, "SurveyEntry"), *elements = json_get(root, "SurveyElements");
    const struct json *blocks = payload_of(elements, "BL", NULL);
    const char *lang = text_of(entry, "SurveyLanguage");
    x->lang = !*lang || strncmp(lang, "EN", 2) == 0 ? "en"
              : strncmp(lang, "JA", 2) == 0         ? "ja"
              : strncmp(lang, "DE", 2) == 0         ? "de"
                                                    : "";
    x->s->id = arena_printf(&x->s->arena, "qualtrics-%s", text_of(entry, "SurveyID"));
    i18n_set(&x->s->arena, &x->s->title, x->lang, arena_strdup(&x->s->arena, text_of(entry, "SurveyName")));
    for (size_t i = 0; i < json_size(blocks); i++) {
        const char *key = json_key(blocks, i); /* NULL: a list */
        add_block(x, elements, key ? json_get(blocks, key) : json_at(blocks, i));
    }
    add_conditions(x, elements);
    add_branches(x, json_get(payload_of(elements, "FL", NULL), "Flow"), 0);
}

bool structure_read_qsf(const char *data, size_t n, const char *file, struct structure *s, struct diags *ds) {
    struct json *root = json_parse(data, n, file, ds);
    struct qsf x = {.s = s};
    bool is_survey = root && json_get(root, "SurveyEntry") && json_length(json_get(root, "SurveyElements"));
    s->format = "Qualtrics .qsf";
    if (is_survey) {
        build(&x, root);
    } else if (root) {
        struct place at = {.file = file};
        diag_add(ds, DIAG_STRUCTURE_NO_SURVEY, &at, "Qualtrics (.qsf)");
    }
    json_free(root);
    return is_survey;
}
