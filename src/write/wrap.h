/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaking of lines by display columns: at blanks, and between East Asian characters but where Japanese typography
   forbids it (no closing mark, small kana or long-vowel mark at the start of a line, no opening bracket at its end; a
   word in katakana stays whole). A word longer than the line is cut. */
#ifndef PG_WRITE_WRAP_H
#define PG_WRITE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap_line {
    const char *text; /* points into the wrapped text; not terminated */
    size_t len;       /* bytes, without blanks at the end */
    int width;        /* columns */
};
/* Cuts the next line of at most 'width' columns off *rest; false when nothing is left. An empty text has no line. */
bool wrap_next(const char **rest, int width, struct wrap_line *line);
int wrap_count(const char *s, int width);
/* Columns of the longest piece that wrapping would not break. */
int wrap_longest_word(const char *s);

#endif
