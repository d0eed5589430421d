/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document: sheets of blocks (headings, texts, tiles, tables, charts) that any writer can put into a file.
   It knows no file format and nothing of product security.

   1. doc_init(), then set title, language, handling label, brand.
   2. doc_add_sheet(); on it add_heading, add_text, add_tiles, add_table, add_chart in reading order.
   3. Fill tables row by row with table_add_row() and the cell_… makers.
   4. A chart refers to columns of a table of the same document by ids; it never holds numbers of its own.
   5. doc_check() (check.h) before it goes to a writer.
   Forms: a cell may carry a formula beside its value, and a column is for entries, with what may be entered there and
   what its cells look like by what is entered. Formulas are expressions (base/expr.h): a slot is a row of the table
   'slots', a cell goes by its id, a column by "TABLE.COLUMN". Writers that know no formulas write the value.
   Ownership: everything lives in doc->arena; texts handed in are borrowed and must live as long as the document
   (doc_text() copies). doc_clear() frees all. */
#ifndef PG_DOC_DOC_H
#define PG_DOC_DOC_H

#include "base/expr.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/num.h"

/* ---- cells ------------------------------------------------------------------------------------------------- */
enum cell_kind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_NUMBER,
    CELL_NONE, /* a number that cannot be had: 'text' is what a reader sees ("n/a", "not rated"), 'reason' says why */
};

/* What a cell means to the eye. Writers choose the colours; each has a symbol too where 'has_symbol' is set. */
enum tone {
    TONE_PLAIN,
    TONE_STRONG, /* bold */
    TONE_MUTED,  /* grey: secondary text, ids */
    TONE_GOOD,   /* reached */
    TONE_FAIR,   /* on the way */
    TONE_WEAK,   /* missing, a gap */
    TONE_NOTICE, /* wants attention: finding, no reason given */
    TONE_ACCENT, /* brand colour */
    N_TONES
};

/* What may be entered into a cell; another entry is refused with 'error'. */
enum entry_kind {
    ENTRY_LIST,   /* one of the cells that 'source' gives, or of 'words' */
    ENTRY_NUMBER, /* low … high; the whole ones alone when 'is_whole' */
    ENTRY_DATE,   /* a date from 2000 on */
    ENTRY_TEXT,   /* at most 'high' characters */
    ENTRY_NONE,   /* what is there stays */
};
struct entry_rule {
    enum entry_kind kind;
    const struct expr *source;
    const char *const *words; /* ends with NULL */
    double low, high;
    bool is_whole;
    const char *title, *message; /* shown when the cell is chosen: at most 32 and 255 characters; NULL for none */
    const char *error;           /* at most 255 */
};

struct cell {
    enum cell_kind kind;
    enum unit unit;     /* CELL_NUMBER */
    double number;      /* CELL_NUMBER: unrounded; always finite */
    const char *text;   /* CELL_TEXT, CELL_NONE */
    const char *reason; /* CELL_NONE: why; may be NULL */
    enum tone tone;
    int indent;                     /* 0… : steps of indentation in a tree */
    const char *name;               /* defined name in a workbook, anchor in HTML ("overall_score"); NULL for none */
    const char *link;               /* id of a sheet of this document, "#" and the name of a cell of it, or an
                         http(s):// address; NULL for none */
    const struct expr *formula;     /* what the value is computed by; NULL for none */
    const char *id;                 /* that formulas call it by, unique in the document; NULL for none */
    bool is_entry;                  /* for whoever fills the form; other cells of a locked sheet are locked */
    const struct entry_rule *entry; /* of this cell alone; NULL: the column's */
};
struct cell cell_text(const char *text);
struct cell cell_toned(const char *text, enum tone tone);
struct cell cell_number(double number, enum unit unit);
struct cell cell_none(const char *text, const char *reason);

/* ---- tables ------------------------------------------------------------------------------------------------ */
enum align { ALIGN_AUTO, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT }; /* AUTO: texts left, numbers right */

/* How a column of numbers is painted over its fixed ends paint_low … paint_high. */
enum paint {
    PAINT_NONE,
    PAINT_BAR,  /* data bar */
    PAINT_RAMP, /* colour-blind-safe sequential ramp, light to dark */
};

struct column {
    const char *key;   /* stable name, lower case, unique in the table: charts refer to it */
    const char *label; /* header, in the document's language */
    int width;         /* in characters of the standard font (an East Asian character counts 2); on a page sheet the
                          share of the grid's width, see struct sheet */
    enum align align;
    bool is_wrapped;
    enum paint paint;
    double paint_low, paint_high;
    bool is_entry;                  /* all its cells are */
    const struct entry_rule *entry; /* NULL: anything */
    const char *name;               /* defined name of its cells in a workbook; NULL for none */
};

/* What cells look like while 'when' is true for their row. */
struct emphasis {
    const struct expr *when;
    const char *column; /* key; NULL: the whole row */
    enum tone tone;
    bool is_pale; /* no symbol and no other ink, the paper alone */
};

enum row_role { ROW_BODY, ROW_GROUP /* a heading row or upper node */, ROW_TOTAL };

struct row {
    const char *key; /* stable name of the row; may be NULL */
    enum row_role role;
    int outline;       /* 0 = never folded; 1, 2, … deeper outline levels */
    struct cell *cell; /* one per column */
};

struct table {
    const char *id;    /* stable, unique in the document */
    const char *title; /* may be NULL */
    const char *note;  /* small print under it; may be NULL */
    struct column *column;
    int n_columns;
    struct row *row;
    size_t n_rows, cap_rows;
    bool is_data;                    /* a real Excel table with filter (no merged cells); else a laid-out list */
    bool has_no_header;              /* key-value lists */
    bool is_form;                    /* rows are filled in: a hidden row of the columns' keys stands above the header */
    bool has_filter;                 /* of a form: its rows may be filtered and sorted; one table of a sheet */
    const struct emphasis *emphasis; /* the first that holds counts */
    int n_emphases;
};

/* ---- charts ------------------------------------------------------------------------------------------------ */
enum chart_kind {
    CHART_RADAR,       /* first series filled, others as lines */
    CHART_BAR,         /* horizontal, clustered */
    CHART_BAR_STACKED, /* horizontal, segments end to end */
    CHART_COLUMN,
    CHART_BAR_FULL, /* horizontal, stacked to 100 % */
    CHART_LINE,     /* upright: points that are joined, for what changes in time */
};
enum stroke { STROKE_FILL, STROKE_LINE, STROKE_DASHED, STROKE_NONE /* an invisible base */ };

struct series {
    const char *label;
    const char *column; /* key of a column of numbers */
    int colour;         /* 0… : place in the palette (writers share doc/palette.h) */
    enum stroke stroke;
};
struct chart {
    const char *id, *title;
    const char *alt; /* the message in one sentence, for those who do not see it */
    enum chart_kind kind;
    const char *table;    /* id */
    const char *category; /* key of the column of labels */
    struct series *series;
    int n_series;
    size_t first_row, n_rows;  /* part of the table's rows; n_rows 0 = all */
    double axis_min, axis_max; /* fixed ends */
    double axis_step;          /* distance of grid lines */
    enum unit unit;
    int height; /* in rows of the standard height (20 px) */
};

/* ---- blocks and sheets ------------------------------------------------------------------------------------- */
struct tile {
    const char *label;
    struct cell value;
    const char *note; /* small line under the value; may be NULL */
};

enum block_kind { BLOCK_HEADING, BLOCK_TEXT, BLOCK_LIST, BLOCK_TILES, BLOCK_TABLE, BLOCK_CHART, BLOCK_PAGE_BREAK };
struct block {
    enum block_kind kind;
    int width;        /* 1 … 12 twelfths of a page sheet; blocks flow from left to right, then down */
    int level;        /* BLOCK_HEADING: 1 title of the sheet, 2, 3 */
    const char *text; /* BLOCK_HEADING, BLOCK_TEXT */
    enum tone tone;
    const char **line; /* BLOCK_LIST */
    int n_lines;
    struct tile *tile; /* BLOCK_TILES */
    int n_tiles;
    struct table *table; /* BLOCK_TABLE */
    struct chart *chart; /* BLOCK_CHART */
};

enum sheet_kind {
    SHEET_PAGE, /* laid out on 12 equal columns: cover, summary, dashboard. Cells may be merged. */
    SHEET_DATA, /* one main table sets the column widths; texts above it; header row frozen and repeated in print */
};
struct sheet {
    const char *id;   /* stable: "scores" */
    const char *name; /* tab: at most 31 UTF-16 units, none of []:*?/\ */
    enum sheet_kind kind;
    bool is_landscape;
    bool is_cover;
    bool is_one_page; /* SHEET_PAGE: to be printed on a single page, smaller if it must be */
    bool is_hidden;   /* for formulas and programs */
    bool is_locked;   /* without a password; entries stay open, rows may be sorted and filtered */
    struct block *block;
    size_t n_blocks, cap_blocks;
};

/* ---- facts: every number once, for machines ---------------------------------------------------------------- */
struct fact {
    const char *sheet, *table, *row, *column, *statistic, *status;
    struct cell value, low, high; /* CELL_NUMBER or CELL_EMPTY */
    long n;                       /* -1 where it has no meaning */
};

/* ---- the document ------------------------------------------------------------------------------------------ */
struct brand {
    const char *name; /* who presents the report; NULL for none */
    const void *logo; /* PNG or JPEG bytes */
    size_t logo_size;
    uint32_t dark, accent; /* 0xRRGGBB; 0 = the house's colours */
    const char *footer;    /* NULL for none */
};
struct property {
    const char *name, *value;
};
struct doc {
    struct arena arena;
    const char *title, *subject, *author, *lang; /* lang: "en", "ja", … */
    const char *handling;                        /* "TLP:AMBER": on every page; NULL for none */
    const char *footer;                          /* attribution line on every page */
    int64_t created;                             /* seconds since 1970 UTC */
    struct brand brand;
    struct property *property; /* custom document properties */
    size_t n_properties, cap_properties;
    struct sheet **sheet;
    size_t n_sheets, cap_sheets;
    struct fact *fact;
    size_t n_facts, cap_facts;
    struct json *data; /* the result for programs, in the interface's order; owned */
    const char *slots; /* id of the table whose row i, column "value", is slot i of formulas; NULL for none */
};

void doc_init(struct doc *d, const char *title, const char *lang);
void doc_clear(struct doc *d);
/* A formatted text that lives as long as the document. */
const char *doc_text(struct doc *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void doc_add_property(struct doc *d, const char *name, const char *value);
void doc_add_fact(struct doc *d, struct fact f);

struct sheet *doc_add_sheet(struct doc *d, const char *id, const char *name, enum sheet_kind kind);
const struct sheet *doc_find_sheet(const struct doc *d, const char *id);
const struct table *doc_find_table(const struct doc *d, const char *id, const struct sheet **on_sheet);
int table_find_column(const struct table *t, const char *key); /* -1 when it has none */

/* Each adds a block at full width and returns it, so that the caller can narrow it. */
struct block *add_heading(struct doc *d, struct sheet *s, int level, const char *text);
struct block *add_text(struct doc *d, struct sheet *s, const char *text, enum tone tone);
struct block *add_list(struct doc *d, struct sheet *s, const char **line, int n_lines);
struct block *add_tiles(struct doc *d, struct sheet *s, const struct tile *tile, int n_tiles);
struct block *add_page_break(struct doc *d, struct sheet *s);
/* 'columns' are copied. */
struct table *add_table(struct doc *d, struct sheet *s, const char *id, const struct column *columns, int n_columns);
struct table *add_table_block(struct doc *d, struct sheet *s, const char *id, const struct column *columns,
                              int n_columns, struct block **block);
/* Copied, with its series. */
struct block *add_chart(struct doc *d, struct sheet *s, const struct chart *chart);

/* A row of empty cells, one per column, for the caller to fill. The pointer is valid until the next row is added;
   its cells stay. */
struct row *table_add_row(struct doc *d, struct table *t, const char *key);

#endif
