/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/questionnaire.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "model/consistency.h"
#include "model/hint.h"
#include "model/qtype.h"
#include "model/recode.h"

#define QUESTION(member) offsetof(struct question, member)
#define CHOICE(member) offsetof(struct choice, member)
#define ADVICE(member) offsetof(struct advice, member)
#define INFO(member) offsetof(struct questionnaire_info, member)

static const char *const question_roles[] = {"open", "identifying", "sensitive", NULL};
static const struct field question_fields[] = {
    {"type", FIELD_TEXT, FIELD_REQUIRED, QUESTION(type_text), .help = "question type and list"},
    {"name", FIELD_ID, FIELD_OPTIONAL, QUESTION(name), .help = "stable name; an XML name"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, QUESTION(label), .help = "wording"},
    {"hint", FIELD_I18N, FIELD_OPTIONAL, QUESTION(hint), .help = "what good evidence looks like"},
    {"relevant", FIELD_TEXT, FIELD_OPTIONAL, QUESTION(relevant_text), .help = "asked only when this is true"},
    {"constraint", FIELD_TEXT, FIELD_OPTIONAL, QUESTION(constraint_text), .help = "what an answer must satisfy"},
    {"constraint_message", FIELD_I18N, FIELD_OPTIONAL, QUESTION(constraint_message), .help = "said when it does not"},
    {"required", FIELD_TEXT, FIELD_OPTIONAL, QUESTION(required), .help = "as in XLSForm; a blank stays allowed here"},
    {"node", FIELD_ID, FIELD_OPTIONAL, QUESTION(node_id), .help = "node of a framework that it scores"},
    {"layer", FIELD_TEXT, FIELD_OPTIONAL, QUESTION(layer_name), .help = "layer of the model that it scores"},
    {"weight", FIELD_WEIGHT, FIELD_OPTIONAL, QUESTION(weight), .empty = 1, .help = "among questions of node and layer"},
    {"credit_from", FIELD_NUMBER, FIELD_OPTIONAL, QUESTION(credit_from), .empty = NAN,
     .help = "numbers: the one that is worth nothing"},
    {"credit_to", FIELD_NUMBER, FIELD_OPTIONAL, QUESTION(credit_to), .empty = NAN,
     .help = "numbers: the one that is worth all; may be the smaller"},
    {"role", FIELD_WORD, FIELD_OPTIONAL, QUESTION(role), .words = question_roles,
     .help = "in surveys: open, identifying (tells who answered, alone or with others) or sensitive"},
};
const struct schema questionnaire_question_schema = {
    "survey", question_fields, ARRAY_LEN(question_fields), sizeof(struct question), "the questions, in order", true};

static const char *const choice_states[] = {"", "na", "dk", "alternate", NULL};
static const struct field choice_fields[] = {
    {"list_name", FIELD_TEXT, FIELD_REQUIRED, CHOICE(list), .help = "list it belongs to"},
    {"name", FIELD_ID, FIELD_REQUIRED, CHOICE(name), .help = "stable name; no blanks"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, CHOICE(label), .help = "wording"},
    {"credit", FIELD_NUMBER, FIELD_OPTIONAL, CHOICE(credit), .min = -1e6, .max = 1e6, .empty = NAN,
     .help = "what it is worth, between the model's credit_min and credit_max (0 and 1)"},
    {"state", FIELD_WORD, FIELD_OPTIONAL, CHOICE(state), .words = choice_states, .help = "na, dk, alternate or empty"},
};
const struct schema questionnaire_choice_schema = {
    "choices", choice_fields, ARRAY_LEN(choice_fields), sizeof(struct choice), "the choices of each list", true};

static const struct field advice_fields[] = {
    {"question", FIELD_ID, FIELD_REQUIRED, ADVICE(question), .help = "name of the question"},
    {"towards", FIELD_NUMBER, FIELD_REQUIRED, ADVICE(towards), .help = "level that it leads to"},
    {"text", FIELD_I18N, FIELD_REQUIRED, ADVICE(text), .help = "what to do next"},
};
const struct schema questionnaire_advice_schema = {
    "advice", advice_fields, ARRAY_LEN(advice_fields), sizeof(struct advice), "what to do next, by question", false};

static const struct field info_fields[] = {
    {"form_id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the questionnaire"},
    {"form_title", FIELD_I18N, FIELD_OPTIONAL, INFO(title), .help = "title"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"default_language", FIELD_TEXT, FIELD_OPTIONAL, INFO(default_language), .help = "as in XLSForm"},
    {"framework", FIELD_TEXT, FIELD_OPTIONAL, INFO(frameworks), .help = "ids of the frameworks, separated by blanks"},
    {"model", FIELD_TEXT, FIELD_OPTIONAL, INFO(model), .help = "id of the scoring model"},
    {"examples", FIELD_TEXT, FIELD_OPTIONAL, INFO(examples),
     .help = "files of answers below the data folder, separated by blanks; answers like theirs are a finding"},
    {"straight_run", FIELD_INT, FIELD_OPTIONAL, INFO(straight_run), .max = 10000, .empty = 10,
     .help = "so many same answers in a row are a finding, unless chance explains them; 0: never"},
    {"straight_share", FIELD_NUMBER, FIELD_OPTIONAL, INFO(straight_share), .max = 1, .empty = 0.9,
     .help = "share of same answers that is a finding; 0: never"},
};
const struct schema questionnaire_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct questionnaire_info), "what the questionnaire is",
    true};

int questionnaire_top_group(const struct questionnaire *q, int i) {
    int top = -1;
    for (int g = q->question[i].group; g >= 0; g = q->question[g].group) {
        top = g;
    }
    return top;
}

int questionnaire_find(const struct questionnaire *q, const char *name) { return map_find(&q->by_name, name); }

const char *questionnaire_hint(const struct questionnaire *q, const char *name, struct arena *a) {
    const char **names = ARENA_ARRAY(a, (size_t)q->n_questions, const char *);
    for (int i = 0; i < q->n_questions; i++) {
        names[i] = q->question[i].name;
    }
    return hint_nearest(name, names, (size_t)q->n_questions, a);
}

bool question_is_answered(const struct question *question) {
    return question->type && question->type->role == QTYPE_QUESTION;
}

const struct choice_list *question_list(const struct questionnaire *q, const struct question *question) {
    return question->list >= 0 ? &q->list[question->list] : NULL;
}

int question_choice(const struct questionnaire *q, const struct question *question, const char *name) {
    const struct choice_list *list = question_list(q, question);
    int other_case = -1;
    for (int i = 0; list && i < list->n; i++) {
        if (strcmp(list->choice[i].name, name) == 0) {
            return i;
        }
        other_case = other_case < 0 && strcasecmp(list->choice[i].name, name) == 0 ? i : other_case;
    }
    return other_case;
}

const struct advice *questionnaire_advice(const struct questionnaire *q, const char *question, double level) {
    for (int i = 0; i < q->n_advice; i++) {
        if (strcmp(q->advice[i].question, question) == 0 && q->advice[i].towards > level) {
            return &q->advice[i];
        }
    }
    return NULL;
}

/* ---- choices: list by list, in file order ------------------------------------------------------------------ */

static void check_choice_names(struct questionnaire *q, const struct choice_list *list, struct diags *ds) {
    struct map seen = {0};
    for (int i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choice[i];
        struct place at = schema_place(&choice->ref, "name", &q->arena);
        int first = map_find(&seen, choice->name);
        if (strchr(choice->name, ' ')) {
            diag_add(ds, DIAG_VALUE_NOT_ID, &at, choice->name, "a choice name has no blanks");
        } else if (first >= 0) {
            struct place where = schema_place(&list->choice[first].ref, "name", &q->arena);
            diag_add(ds, DIAG_ID_DUPLICATE, &at, choice->name, arena_printf(&q->arena, "%ld", where.line));
        } else {
            map_add(&seen, choice->name, i);
        }
    }
    map_clear(&seen);
}

static void build_lists(struct questionnaire *q, const struct choice *row, int n, struct diags *ds) {
    int *list_of = ARENA_ARRAY(&q->arena, (size_t)n, int);
    q->list = ARENA_ARRAY(&q->arena, (size_t)n + 1, struct choice_list);
    for (int i = 0; i < n; i++) {
        int list = map_find(&q->list_by_name, row[i].list);
        if (list < 0) {
            list = q->n_lists++;
            q->list[list].name = row[i].list;
            map_add(&q->list_by_name, row[i].list, list);
        }
        list_of[i] = list;
        q->list[list].n++;
    }
    struct choice *sorted = ARENA_ARRAY(&q->arena, (size_t)n + 1, struct choice);
    struct choice **next = ARENA_ARRAY(&q->arena, (size_t)q->n_lists + 1, struct choice *);
    for (int l = 0, at = 0; l < q->n_lists; at += q->list[l++].n) {
        q->list[l].choice = next[l] = &sorted[at];
    }
    for (int i = 0; i < n; i++) {
        *next[list_of[i]]++ = row[i];
    }
    for (int l = 0; l < q->n_lists; l++) {
        check_choice_names(q, &q->list[l], ds);
    }
}

/* ---- questions --------------------------------------------------------------------------------------------- */

static void unknown_list(struct questionnaire *q, const struct question *x, const char *name, struct diags *ds) {
    struct place at = schema_place(&x->ref, "type", &q->arena);
    size_t n = diags_are_full(ds) ? 0 : (size_t)q->n_lists;
    const char **names = ARENA_ARRAY(&q->arena, n + 1, const char *);
    for (size_t i = 0; i < n; i++) {
        names[i] = q->list[i].name;
    }
    diag_add(ds, DIAG_LIST_UNKNOWN, &at, name, hint_nearest(name, names, n, &q->arena));
}

static void resolve_list(struct questionnaire *q, struct question *x, const char *rest, struct diags *ds) {
    const char *word;
    size_t len;
    const char *name = text_next_word(&rest, &word, &len) ? arena_strndup(&q->arena, word, len) : "";
    x->list = map_find(&q->list_by_name, name);
    if (x->list < 0) {
        unknown_list(q, x, name, ds);
        x->type = NULL;
    }
}

/* XLSForm has "begin_group" and "begin group"; the latter's word alone could be a repeat, which is not known here. */
static const struct qtype *find_type(const char *word, size_t len, const char *rest) {
    const struct qtype *type = qtype_find(word, len);
    bool is_half = type && (type->role == QTYPE_BEGIN || type->role == QTYPE_END) && strlen(type->name) != len;
    return is_half && !text_has_word(rest, "group") ? NULL : type;
}

static void resolve_type(struct questionnaire *q, struct question *x, struct diags *ds) {
    const char *rest = x->type_text, *word;
    size_t len;
    x->list = x->group = x->card = x->node = x->layer = x->next = -1;
    if (!text_next_word(&rest, &word, &len)) {
        return; /* an empty required cell is reported already */
    }
    x->type = find_type(word, len, rest);
    if (!x->type) {
        const char *name = arena_strndup(&q->arena, word, len);
        struct place at = schema_place(&x->ref, "type", &q->arena);
        diag_add(ds, DIAG_QTYPE_UNKNOWN, &at, x->type_text, qtype_names(&q->arena), qtype_hint(name, &q->arena));
    } else if (x->type->has_list) {
        resolve_list(q, x, rest, ds);
    }
}

static bool is_xml_name(const char *name) {
    bool is_start = (name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z') || name[0] == '_';
    return is_start && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(name);
}

static void check_name(struct questionnaire *q, int i, struct diags *ds) {
    struct question *x = &q->question[i];
    struct place at = schema_place(&x->ref, "name", &q->arena);
    enum qtype_role role = x->type ? x->type->role : QTYPE_QUESTION; /* of a wrong type: others may still name it */
    if (role == QTYPE_END || (!*x->name && (role == QTYPE_SILENT || !x->type))) {
        return;
    }
    if (!*x->name) {
        diag_add(ds, DIAG_VALUE_MISSING, &at, "name");
    } else if (!is_xml_name(x->name)) {
        diag_add(ds, DIAG_VALUE_NOT_ID, &at, x->name,
                 "a name starts with a letter and has letters, digits, _ and - only");
    } else if (!map_add(&q->by_name, x->name, i)) {
        const struct question *first = &q->question[questionnaire_find(q, x->name)];
        struct place where = schema_place(&first->ref, "name", &q->arena);
        diag_add(ds, DIAG_ID_DUPLICATE, &at, x->name, arena_printf(&q->arena, "%ld", where.line));
    }
}

static void nest_groups(struct questionnaire *q, struct diags *ds) {
    int *open = ARENA_ARRAY(&q->arena, (size_t)q->n_questions + 1, int), n_open = 0;
    for (int i = 0; i < q->n_questions; i++) {
        struct question *x = &q->question[i];
        enum qtype_role role = x->type ? x->type->role : QTYPE_QUESTION;
        struct place at = schema_place(&x->ref, "type", &q->arena);
        if (role == QTYPE_END && n_open == 0) {
            diag_add(ds, DIAG_GROUP_UNBALANCED, &at, "end_group", "begin_group");
        } else if (role == QTYPE_END) {
            n_open--;
        }
        x->group = n_open > 0 ? open[n_open - 1] : -1;
        if (role == QTYPE_BEGIN) {
            open[n_open++] = i;
        }
    }
    if (n_open > 0) {
        struct place at = schema_place(&q->question[open[n_open - 1]].ref, "type", &q->arena);
        diag_add(ds, DIAG_GROUP_UNBALANCED, &at, "begin_group", "end_group");
    }
}

static int find_name(const void *context, const char *name) { return questionnaire_find(context, name); }
static const char *hint_name(const void *context, const char *name, struct arena *a) {
    return questionnaire_hint(context, name, a);
}

struct condition_names questionnaire_names(const struct questionnaire *q) {
    return (struct condition_names){find_name, hint_name, q, false};
}

struct order_check {
    const struct questionnaire *q;
    const struct place *at;
    struct diags *ds;
    int before;
};

static void check_order(void *context, const struct term *t) {
    struct order_check *c = context;
    if (t->question >= c->before) {
        diag_add(c->ds, DIAG_EXPRESSION_LATER, c->at, t->text);
    }
}

static void parse_conditions(struct questionnaire *q, int i, struct diags *ds) {
    struct question *x = &q->question[i];
    struct condition_names names = questionnaire_names(q);
    if (*x->relevant_text) {
        struct place at = schema_place(&x->ref, "relevant", &q->arena);
        x->relevant = condition_parse(x->relevant_text, &names, &at, &q->arena, ds);
        struct order_check c = {q, &at, ds, i};
        if (x->relevant) {
            condition_visit(x->relevant, check_order, &c);
        }
    }
    if (*x->constraint_text) {
        struct place at = schema_place(&x->ref, "constraint", &q->arena);
        names.has_self = true;
        x->constraint = condition_parse(x->constraint_text, &names, &at, &q->arena, ds);
    }
}

static void check_advice(struct questionnaire *q, struct diags *ds) {
    for (int i = 0; i < q->n_advice; i++) {
        if (questionnaire_find(q, q->advice[i].question) < 0) {
            struct place at = schema_place(&q->advice[i].ref, "question", &q->arena);
            diag_add(ds, DIAG_QUESTION_UNKNOWN, &at, q->advice[i].question, q->info.id,
                     questionnaire_hint(q, q->advice[i].question, &q->arena));
        }
    }
}

static void load_info(struct questionnaire *q, struct diags *ds) {
    int n;
    struct questionnaire_info *info = schema_load_sheet(&questionnaire_info_schema, &q->book, &q->arena, &n, ds);
    if (info && n > 0) {
        q->info = info[0];
    }
}

static void load_sheets(struct questionnaire *q, struct diags *ds) {
    static const char *const known[] = {"survey",  "choices",          "settings", "advice", "rules",
                                        "recodes", "external_choices", "entities", "osm"};
    book_check_sheets(&q->book, known, ARRAY_LEN(known), ds);
    int n_choices;
    load_info(q, ds);
    struct choice *choices = schema_load_optional(&questionnaire_choice_schema, &q->book, &q->arena, &n_choices, ds);
    build_lists(q, choices, n_choices, ds);
    q->question = schema_load_sheet(&questionnaire_question_schema, &q->book, &q->arena, &q->n_questions, ds);
    for (int i = 0; i < q->n_questions; i++) {
        resolve_type(q, &q->question[i], ds);
        check_name(q, i, ds);
    }
    nest_groups(q, ds);
    for (int i = 0; i < q->n_questions; i++) {
        parse_conditions(q, i, ds);
    }
    q->advice = schema_load_optional(&questionnaire_advice_schema, &q->book, &q->arena, &q->n_advice, ds);
    check_advice(q, ds);
    consistency_load(q, ds);
    recode_load(q, ds);
}

struct questionnaire *questionnaire_load(const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct questionnaire *q = mem_alloc(1, sizeof *q);
    *q = (struct questionnaire){0};
    if (book_open(&q->book, path, ds)) {
        load_sheets(q, ds);
    }
    if (ds->n_errors > before) {
        questionnaire_free(q);
        return NULL;
    }
    return q;
}

void questionnaire_free(struct questionnaire *q) {
    if (q) {
        book_close(&q->book);
        map_clear(&q->by_name);
        map_clear(&q->list_by_name);
        arena_clear(&q->arena);
        mem_free(q);
    }
}
