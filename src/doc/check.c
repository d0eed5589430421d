/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/check.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/tab.h"
#include "base/text.h"
#include "doc/check_formula.h"

#define TITLE_MAX 32U /* of messages beside cells, as Excel takes them */
#define MESSAGE_MAX 255U

struct checker {
    const struct doc *d;
    struct diags *ds;
    struct arena arena;
    struct map table_ids, names, cells;
    const struct expr **formula; /* looked at when all cells are known */
    size_t n_formulas, cap_formulas;
    const char **wanted; /* names that cells link to */
    size_t n_wanted, cap_wanted;
    const char *sheet; /* the one at hand */
    bool is_good;
};

static void report(struct checker *k, const char *what, const char *word) {
    const char *text = word ? arena_printf(&k->arena, "%s '%s'", what, word) : what;
    diag_add(k->ds, DIAG_DOC_INVALID, NULL, k->sheet ? k->sheet : "document", text);
    k->is_good = false;
}

/* ---- names ------------------------------------------------------------------------------------------------- */
size_t doc_utf16_length(const char *text) { return tab_utf16_length(text); }

const char *doc_sheet_name_problem(const char *name) { return tab_name_problem(name); }

/* "A1" to "XFD1048576" and "R1C1", "R", "C": a spreadsheet reads them as cells. */
static bool looks_like_cell(const char *name) {
    size_t letters = 0;
    while (isalpha((unsigned char)name[letters])) {
        letters++;
    }
    size_t digits = strspn(name + letters, "0123456789");
    if (letters >= 1 && letters <= 3 && digits > 0 && name[letters + digits] == '\0') {
        return true;
    }
    if (toupper((unsigned char)name[0]) == 'R' && (name[1] == '\0' || isdigit((unsigned char)name[1]))) {
        const char *rest = name + 1 + strspn(name + 1, "0123456789");
        return *rest == '\0' ||
               (toupper((unsigned char)*rest) == 'C' && rest[1 + strspn(rest + 1, "0123456789")] == '\0');
    }
    return strcasecmp(name, "C") == 0 || strcasecmp(name, "RC") == 0;
}

bool doc_is_defined_name(const char *name) {
    if (!name || !(isalpha((unsigned char)name[0]) || name[0] == '_') || strlen(name) > 255) {
        return false;
    }
    for (const char *p = name; *p; p++) {
        if ((unsigned char)*p >= 0x80 || !(isalnum((unsigned char)*p) || *p == '_' || *p == '.')) {
            return false;
        }
    }
    return !looks_like_cell(name);
}

bool doc_is_web_link(const char *link) {
    return link && (text_starts_with(link, "https://") || text_starts_with(link, "http://"));
}

/* ---- cells and tables -------------------------------------------------------------------------------------- */
static void check_link(struct checker *k, const char *link) {
    if (*link == '#') {
        VEC_GROW(k->wanted, k->n_wanted, k->cap_wanted);
        k->wanted[k->n_wanted++] = link + 1;
    } else if (!doc_is_web_link(link) && !doc_find_sheet(k->d, link)) {
        report(k, "a link to the unknown sheet", link);
    }
}

static void check_defined_name(struct checker *k, const char *name) {
    if (!doc_is_defined_name(name)) {
        report(k, "a cell's name that a workbook cannot hold:", name);
    } else if (!map_add(&k->names, text_fold(&k->arena, name), 0)) {
        report(k, "two cells named", name);
    }
}

static void note_formula(struct checker *k, const struct expr *e) {
    if (e) {
        VEC_GROW(k->formula, k->n_formulas, k->cap_formulas);
        k->formula[k->n_formulas++] = e;
    }
}

static void check_rule(struct checker *k, const struct entry_rule *rule, const char *where) {
    if (rule && ((rule->title && doc_utf16_length(rule->title) > TITLE_MAX) ||
                 (rule->message && doc_utf16_length(rule->message) > MESSAGE_MAX) ||
                 (rule->error && doc_utf16_length(rule->error) > MESSAGE_MAX))) {
        report(k, "a title or message of entries that is too long for a workbook, in", where);
    }
    note_formula(k, rule ? rule->source : NULL);
}

static void check_cell(struct checker *k, const struct cell *c, const char *where) {
    if (c->kind == CELL_NUMBER && !isfinite(c->number)) {
        report(k, "a number that is not finite in", where);
    }
    if ((c->kind == CELL_TEXT || c->kind == CELL_NONE) && !c->text) {
        report(k, "a cell without its text in", where);
    }
    if ((unsigned)c->tone >= N_TONES || (unsigned)c->unit >= N_UNITS) {
        report(k, "a cell with an unknown tone or unit in", where);
    }
    if (c->name) {
        check_defined_name(k, c->name);
    }
    if (c->link) {
        check_link(k, c->link);
    }
    if (c->id && !map_add(&k->cells, c->id, 0)) {
        report(k, "two cells with the id", c->id);
    }
    note_formula(k, c->formula);
    check_rule(k, c->entry, where);
}

static void check_columns(struct checker *k, const struct table *t) {
    struct map keys = {0};
    for (int c = 0; c < t->n_columns; c++) {
        const struct column *col = &t->column[c];
        if (!col->key || !map_add(&keys, col->key, c)) {
            report(k, "a column without a key or with a key used twice in", t->id);
        }
        if (!col->label && !t->has_no_header) {
            report(k, "a column without a label in", t->id);
        }
        check_rule(k, col->entry, t->id);
        if (col->name) {
            check_defined_name(k, col->name);
        }
        if (col->paint != PAINT_NONE && !(isfinite(col->paint_low) && col->paint_high > col->paint_low)) {
            report(k, "a painted column whose ends are no range in", t->id);
        }
    }
    map_clear(&keys);
}

static void check_table(struct checker *k, const struct table *t) {
    if (text_is_empty(t->id) || !map_add(&k->table_ids, t->id, 0)) {
        report(k, "a table without an id or with an id used twice:", t->id ? t->id : "");
    }
    if (t->n_columns < 1) {
        report(k, "a table without columns:", t->id);
    }
    check_columns(k, t);
    for (int i = 0; i < t->n_emphases; i++) {
        note_formula(k, t->emphasis[i].when);
        if (t->emphasis[i].column && table_find_column(t, t->emphasis[i].column) < 0) {
            report(k, "an emphasis of the unknown column", t->emphasis[i].column);
        }
    }
    for (size_t r = 0; r < t->n_rows; r++) {
        for (int c = 0; c < t->n_columns; c++) {
            check_cell(k, &t->row[r].cell[c], t->id);
        }
    }
}

/* ---- charts ------------------------------------------------------------------------------------------------ */
static void check_chart(struct checker *k, const struct chart *c) {
    const struct table *t = doc_find_table(k->d, c->table, NULL);
    if (!t) {
        report(k, "a chart of the unknown table", c->table ? c->table : "");
        return;
    }
    if (table_find_column(t, c->category) < 0) {
        report(k, "a chart of the unknown column", c->category ? c->category : "");
    }
    if (c->n_series < 1) {
        report(k, "a chart without series:", c->id);
    }
    for (int s = 0; s < c->n_series; s++) {
        if (table_find_column(t, c->series[s].column) < 0) {
            report(k, "a chart of the unknown column", c->series[s].column ? c->series[s].column : "");
        }
    }
    if (c->first_row + c->n_rows > t->n_rows || (c->first_row > 0 && c->first_row >= t->n_rows)) {
        report(k, "a chart of rows that are not there:", c->id);
    }
    if (!(isfinite(c->axis_min) && isfinite(c->axis_max) && isfinite(c->axis_step) && c->axis_max > c->axis_min)) {
        report(k, "a chart whose axis has no ends:", c->id);
    }
}

/* ---- sheets ------------------------------------------------------------------------------------------------ */
static void check_block(struct checker *k, const struct block *b) {
    if (b->width < 1 || b->width > 12) {
        report(k, "a block that is not 1 to 12 wide", NULL);
    }
    if ((b->kind == BLOCK_HEADING || b->kind == BLOCK_TEXT) && !b->text) {
        report(k, "a heading or text without words", NULL);
    }
    for (int i = 0; b->kind == BLOCK_LIST && i < b->n_lines; i++) {
        if (!b->line[i]) {
            report(k, "a list with a missing line", NULL);
        }
    }
    for (int i = 0; b->kind == BLOCK_TILES && i < b->n_tiles; i++) {
        check_cell(k, &b->tile[i].value, b->tile[i].label ? b->tile[i].label : "tile");
    }
    if (b->kind == BLOCK_TABLE) {
        check_table(k, b->table);
    }
    if (b->kind == BLOCK_CHART) {
        check_chart(k, b->chart);
    }
}

static void check_sheets(struct checker *k) {
    struct map ids = {0}, tabs = {0};
    for (size_t i = 0; i < k->d->n_sheets; i++) {
        const struct sheet *s = k->d->sheet[i];
        k->sheet = s->name ? s->name : s->id;
        const char *problem = doc_sheet_name_problem(s->name);
        if (problem) {
            report(k, problem, s->name ? s->name : "");
        } else if (!map_add(&tabs, text_fold(&k->arena, s->name), (int)i)) {
            report(k, "two sheets called", s->name);
        }
        if (text_is_empty(s->id) || !map_add(&ids, s->id, (int)i)) {
            report(k, "a sheet without an id or with an id used twice:", s->id ? s->id : "");
        }
        for (size_t b = 0; b < s->n_blocks; b++) {
            check_block(k, &s->block[b]);
        }
    }
    map_clear(&ids);
    map_clear(&tabs);
}

static void check_facts(struct checker *k) {
    k->sheet = NULL;
    for (size_t i = 0; i < k->d->n_facts; i++) {
        const struct fact *f = &k->d->fact[i];
        check_cell(k, &f->value, "the facts");
        check_cell(k, &f->low, "the facts");
        check_cell(k, &f->high, "the facts");
    }
}

static void check_formulas(struct checker *k) {
    for (size_t i = 0; i < k->n_formulas; i++) {
        const char *problem = formula_problem(k->d, &k->cells, k->formula[i], &k->arena);
        if (problem) {
            report(k, problem, NULL);
        }
    }
}

bool doc_check(const struct doc *d, struct diags *ds) {
    struct checker k = {.d = d, .ds = ds, .is_good = true};
    if (d->n_sheets == 0) {
        report(&k, "no sheet", NULL);
    }
    check_sheets(&k);
    check_facts(&k);
    for (size_t i = 0; i < k.n_wanted; i++) {
        if (map_find(&k.names, text_fold(&k.arena, k.wanted[i])) < 0) {
            report(&k, "a link to a cell that no sheet has:", k.wanted[i]);
        }
    }
    check_formulas(&k);
    mem_free(k.wanted);
    mem_free(k.formula);
    map_clear(&k.cells);
    map_clear(&k.table_ids);
    map_clear(&k.names);
    arena_clear(&k.arena);
    return k.is_good;
}
