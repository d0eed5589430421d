/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/diag_source.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "table/delimited.h"
#include "table/encoding.h"

#define SHOWN_MAX ((size_t)32 << 20) /* larger files are not read again for their lines */
#define LINE_COLUMNS 100
#define BEFORE_FIELD 40 /* columns kept before the field of a line that is cut */

void diag_source_clear(struct diag_source *s) {
    arena_clear(&s->arena);
    *s = (struct diag_source){0};
}

/* Its own diagnostics: that the file cannot be read is not news. */
static void read_source(struct diag_source *s, const char *file) {
    struct diags quiet = {0};
    struct buf bytes, room;
    size_t skip;
    diag_source_clear(s);
    s->file = arena_strdup(&s->arena, file);
    buf_init(&bytes, SHOWN_MAX);
    buf_init(&room, SHOWN_MAX * 3);
    struct encoding_text t = {0};
    if (strcmp(file, "-") != 0 && file_read(file, SHOWN_MAX, &bytes, &quiet)) {
        t = (struct encoding_text){.data = bytes.data, .n = bytes.len};
        bool is_text = !memchr(bytes.data, '\0', bytes.len) && encoding_decode(&t, file, &room, &quiet);
        s->text = is_text ? arena_strndup(&s->arena, t.data, t.n) : NULL;
        s->mark = is_text ? delimited_guess_mark(t.data, t.n, &skip) : ',';
    }
    buf_clear(&bytes);
    buf_clear(&room);
    diags_clear(&quiet);
}

/* Physical line 'number' (1-based), without its end; NULL behind the last. */
static const char *line_at(const char *text, long number, size_t *len) {
    for (; number > 1 && text; number--) {
        const char *end = strchr(text, '\n');
        text = end ? end + 1 : NULL;
    }
    if (!text || !*text) {
        return NULL;
    }
    *len = strcspn(text, "\r\n");
    return text;
}

/* Offset of the end of the field that starts at 'from'. */
static size_t field_end(const char *line, size_t len, size_t from, char mark) {
    bool is_quoted = false;
    size_t i = from;
    for (; i < len && (is_quoted || line[i] != mark); i++) {
        is_quoted = line[i] == '"' ? !is_quoted : is_quoted;
    }
    return i;
}

/* Field 'column' (1-based) of the line as offsets; false when the line has fewer. */
static bool find_field(const struct source_line *line, char mark, int column, size_t *start, size_t *end) {
    size_t len = strlen(line->text);
    *start = 0;
    *end = field_end(line->text, len, 0, mark);
    for (int c = 1; c < column; c++) {
        if (*end >= len) {
            return false;
        }
        *start = *end + 1;
        *end = field_end(line->text, len, *start, mark);
    }
    return true;
}

/* Cuts both ends so that the field is seen. */
static void cut(struct source_line *line, struct arena *a) {
    if (text_width(line->text) <= LINE_COLUMNS) {
        return;
    }
    int drop = line->start + line->width > LINE_COLUMNS ? line->start - BEFORE_FIELD : 0;
    if (drop > 0) {
        const char *rest = text_skip_columns(line->text, drop);
        line->start += 1 - (text_width(line->text) - text_width(rest));
        line->text = arena_printf(a, "…%s", rest);
    }
    const char *end = text_skip_columns(line->text, LINE_COLUMNS);
    if (*end) {
        line->text = arena_printf(a, "%.*s…", (int)(end - line->text), line->text);
    }
    int room = LINE_COLUMNS - line->start;
    line->width = line->width > room ? room : line->width;
}

static const char *without_controls(struct arena *a, const char *s, size_t n) {
    char *clean = arena_strndup(a, s, n);
    for (char *c = clean; *c; c++) {
        *c = (unsigned char)*c < 0x20 || *c == 0x7F ? ' ' : *c;
    }
    return clean;
}

static int width_of(struct arena *a, const char *s, size_t n) { return text_width(arena_strndup(a, s, n)); }

bool diag_source_find(struct diag_source *s, const struct place *at, struct source_line *line) {
    size_t len, start, end;
    if (!at->file || at->cell || at->line <= 0) {
        return false;
    }
    if (!s->file || strcmp(s->file, at->file) != 0) {
        read_source(s, at->file);
    }
    const char *found = s->text ? line_at(s->text, at->line, &len) : NULL;
    if (!found) {
        return false;
    }
    char mark = s->mark == '\t' ? ' ' : s->mark; /* as without_controls() leaves it */
    *line = (struct source_line){.text = without_controls(&s->arena, found, len)};
    if (at->column > 0 && find_field(line, mark, at->column, &start, &end)) {
        line->start = width_of(&s->arena, line->text, start);
        line->width = width_of(&s->arena, line->text + start, end - start);
        line->width = line->width > 0 ? line->width : 1;
    }
    cut(line, &s->arena);
    return true;
}
