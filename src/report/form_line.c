/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines a form has: a question each, and one for each option of a question with several choices. */
#include <string.h>

#include "base/tab.h"
#include "base/text.h"
#include "model/qtype.h"
#include "report/form_part.h"

#define NONE "none" /* the choice that is made when no other is */

const struct question *form_question(const struct form *f, const struct form_line *line) {
    return &f->questionnaire->question[line->question];
}

/* ---- areas ------------------------------------------------------------------------------------------------------- */

/* The tab: what a workbook takes, and no other sheet has. */
static const char *tab_name(struct form *f, const char *wanted, int number) {
    char *name = arena_strdup(&f->doc->arena, wanted);
    for (char *p = name; *p; p++) {
        *p = strchr("[]:*?/\\'", *p) ? ' ' : *p;
    }
    const char *mark = arena_printf(&f->doc->arena, "%d ", number);
    size_t end = 0, units = tab_utf16_length(mark);
    for (size_t i = 0; name[i];) {
        size_t length = (unsigned char)name[i] >= 0xF0   ? 4
                        : (unsigned char)name[i] >= 0xE0 ? 3
                        : (unsigned char)name[i] >= 0xC0 ? 2
                                                         : 1;
        units += length == 4 ? 2 : 1;
        if (units > 30) {
            return doc_text(f->doc, "%s%.*s…", mark, (int)end, name);
        }
        i += length;
        end = i;
    }
    return doc_text(f->doc, "%s%s", mark, name);
}

static void find_node(const struct form *f, struct form_area *a) {
    const char *id = a->group >= 0 ? f->questionnaire->question[a->group].node_id : "";
    a->card = a->node = -1;
    if (f->card && id && *id) {
        (void)kit_find_node(f->kit, id, &a->card, &a->node);
    }
}

static int area_of(struct form *f, int group) {
    for (int i = 0; i < f->n_areas; i++) {
        if (f->area[i].group == group) {
            return i;
        }
    }
    struct form_area *a = &f->area[f->n_areas];
    const char *label = group < 0 ? fw_first(f, FORM_WORD_QUESTIONS)
                                  : i18n_get(&f->questionnaire->question[group].label, f->request->lang);
    *a = (struct form_area){.group = group, .is_listed = true};
    a->table = doc_text(f->doc, "area%d", f->n_areas + 1);
    a->sheet = doc_text(f->doc, "area%d", f->n_areas + 1);
    a->name = tab_name(f, label, f->n_areas + 1);
    find_node(f, a);
    return f->n_areas++;
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static const struct choice_list *list_of(const struct form *f, int i) {
    return question_list(f->questionnaire, &f->questionnaire->question[i]);
}

static struct form_line *add_line(struct form *f, struct form_line line) {
    VEC_GROW(f->line, f->n_lines, f->cap_lines);
    line.row = f->area[line.area].n_lines++;
    line.said = "";
    f->line[f->n_lines] = line;
    return &f->line[f->n_lines++];
}

static void add_options(struct form *f, struct form_line head) {
    const struct choice_list *list = list_of(f, head.question);
    const struct question *q = &f->questionnaire->question[head.question];
    int twin = head.twin;
    head.twin_choice = -1;
    head.kind = LINE_HEAD;
    add_line(f, head);
    for (int c = 0; c < list->n; c++) {
        if (strcmp(list->choice[c].name, NONE) == 0 && list->n > 1) {
            continue;
        }
        struct form_line line = head;
        line.kind = LINE_OPTION;
        line.choice = c;
        line.id = doc_text(f->doc, "%s/%s", q->name, list->choice[c].name);
        line.twin_choice =
            twin >= 0 ? question_choice(f->questionnaire, &f->questionnaire->question[twin], list->choice[c].name) : -1;
        line.twin = line.twin_choice >= 0 ? twin : -1;
        add_line(f, line);
    }
}

void form_find_lines(struct form *f) {
    const struct questionnaire *q = f->questionnaire;
    bool *is_folded = ARENA_ARRAY(&f->doc->arena, (size_t)q->n_questions + 1, bool);
    int *twin = ARENA_ARRAY(&f->doc->arena, (size_t)q->n_questions + 1, int);
    f->area = ARENA_ARRAY(&f->doc->arena, (size_t)q->n_questions + 2, struct form_area);
    for (int i = 0; i < q->n_questions; i++) {
        twin[i] = f->compiled && q->question[i].type->is_multiple ? layout_shared_twin(f->compiled->layout, i) : -1;
        if (twin[i] >= 0 && twin[i] != i) {
            is_folded[twin[i]] = true;
        }
    }
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        if (!question_is_answered(x) || is_folded[i]) {
            continue;
        }
        struct form_line line = {.kind = LINE_QUESTION,
                                 .id = x->name,
                                 .area = area_of(f, questionnaire_top_group(q, i)),
                                 .question = i,
                                 .choice = -1,
                                 .twin = twin[i],
                                 .twin_choice = -1};
        f->area[line.area].is_listed = f->area[line.area].is_listed && list_of(f, i);
        x->type->is_multiple ? add_options(f, line) : (void)add_line(f, line);
    }
}
