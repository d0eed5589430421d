/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_date.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DAY_MS 86400000LL

/* ---- format codes ------------------------------------------------------------------------------------------ */

struct code_reading {
    bool has_date, has_time, has_elapsed;
    bool has_open_m; /* an m or mm that is a month unless an s follows */
    bool after_hour;
};

static void take_letters(struct code_reading *r, char letter, size_t n) {
    if (letter == 'm') {
        bool is_month = n > 2;
        r->has_date = r->has_date || r->has_open_m || is_month;
        r->has_time = r->has_time || (!is_month && r->after_hour);
        r->has_open_m = !is_month && !r->after_hour;
        r->after_hour = false;
        return;
    }
    r->has_date = r->has_date || (r->has_open_m && letter != 's') || strchr("ydegb", letter) != NULL;
    r->has_time = r->has_time || letter == 'h' || letter == 's';
    r->has_open_m = false;
    r->after_hour = letter == 'h';
}

/* [h], [mm] and [ss] are elapsed time; [Red], [$-411] and [>1] are not read. Length with the brackets. */
static size_t take_brackets(struct code_reading *r, const char *s) {
    size_t n = strcspn(s, "]");
    size_t n_letters = strspn(s + 1, "hHmMsS");
    if (n_letters > 0 && n_letters == n - 1) {
        r->has_elapsed = true;
        r->has_time = true;
        r->after_hour = (s[1] | 32) == 'h';
    }
    return n + (s[n] == ']');
}

static size_t take_quoted(const char *s) {
    size_t n = strcspn(s + 1, "\"") + 1;
    return n + (s[n] == '"');
}

/* Words that are not letters of a date, or are one as a whole: their length, 0 for others. */
static size_t take_word(struct code_reading *r, const char *s) {
    if (strncasecmp(s, "general", 7) == 0) {
        return 7;
    }
    if (strncasecmp(s, "g/", 2) == 0) { /* "general" in Chinese and Japanese */
        return 2;
    }
    if (strncasecmp(s, "am/pm", 5) == 0 || strncasecmp(s, "a/p", 3) == 0) {
        r->has_time = true;
        return s[1] == '/' ? 3 : 5;
    }
    if (strncasecmp(s, "aaa", 3) == 0) { /* day of the week */
        r->has_date = true;
        return strspn(s, "aA");
    }
    return (*s | 32) == 'e' && (s[1] == '+' || s[1] == '-') ? 2 : 0;
}

static size_t take_piece(struct code_reading *r, const char *s) {
    char letter = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
    size_t n = take_word(r, s);
    if (n > 0) {
        return n;
    }
    switch (letter) {
    case '"':
        return take_quoted(s);
    case '[':
        return take_brackets(r, s);
    case '\\':
    case '_':
    case '*':
        return s[1] ? 2 : 1;
    case 'y':
    case 'm':
    case 'd':
    case 'h':
    case 's':
    case 'e':
    case 'g':
    case 'b':
        n = strspn(s, (const char[]){letter, (char)(letter - 32), '\0'});
        take_letters(r, letter, n);
        return n;
    default:
        return 1;
    }
}

enum date_show date_show_of(const char *code) {
    struct code_reading r = {0};
    while (*code && *code != ';') {
        code += take_piece(&r, code);
    }
    bool has_date = r.has_date || r.has_open_m;
    if (r.has_elapsed && !has_date) {
        return SHOWS_ELAPSED;
    }
    return has_date ? (r.has_time ? SHOWS_DATE_TIME : SHOWS_DATE) : r.has_time ? SHOWS_TIME : SHOWS_NUMBER;
}

enum date_show date_show_builtin(int id) {
    static const struct {
        int first, last;
        enum date_show show;
    } ranges[] = {
        {14, 17, SHOWS_DATE},    {18, 21, SHOWS_TIME},    {22, 22, SHOWS_DATE_TIME}, {27, 31, SHOWS_DATE},
        {32, 33, SHOWS_TIME},    {34, 36, SHOWS_DATE}, /* as in Japanese */
        {45, 45, SHOWS_TIME},    {46, 46, SHOWS_ELAPSED}, {47, 47, SHOWS_TIME},      {50, 58, SHOWS_DATE},
        {71, 74, SHOWS_DATE},    {75, 76, SHOWS_TIME},    {77, 77, SHOWS_DATE_TIME}, {78, 78, SHOWS_TIME},
        {79, 79, SHOWS_ELAPSED}, {80, 80, SHOWS_TIME},    {81, 81, SHOWS_DATE}, /* Thai */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (id >= ranges[i].first && id <= ranges[i].last) {
            return ranges[i].show;
        }
    }
    return SHOWS_NUMBER;
}

/* ---- texts ------------------------------------------------------------------------------------------------- */

/* Year, month and day of a day counted from 1970-01-01. Source: H. Hinnant, chrono-compatible low-level date
   algorithms, civil_from_days. */
static int put_civil(char *text, long days) {
    long z = days + 719468;
    long era = z / 146097, of_era = z - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long month = (5 * of_year + 2) / 153;
    int day = (int)(of_year - (153 * month + 2) / 5) + 1;
    month = month < 10 ? month + 3 : month - 9;
    year += era * 400 + (month <= 2);
    return snprintf(text, DATE_TEXT_MAX, "%04ld-%02ld-%02d", year, month, day);
}

#define DAY_OF_1904 (-24107) /* 1904-01-01 from 1970-01-01 */
#define DAY_OF_1900 (-25569) /* 1899-12-30: what makes the days from 61 on right */
#define DAY_THAT_NEVER_WAS 60
#define DAYS_MAX 2958465 /* 9999-12-31 */
#define DAYS_MAX_1904 2957003

static int put_day(char *text, long day, bool is_1904) {
    if (is_1904) {
        return put_civil(text, DAY_OF_1904 + day);
    }
    if (day == DAY_THAT_NEVER_WAS) {
        return snprintf(text, DATE_TEXT_MAX, "1900-02-29"); /* as it is seen; no loader takes it for a date */
    }
    return put_civil(text, DAY_OF_1900 + day + (day < DAY_THAT_NEVER_WAS));
}

static int put_time(char *text, long long ms) {
    long long second = ms / 1000;
    int n = snprintf(text, DATE_TEXT_MAX / 2, "%02lld:%02d:%02d", second / 3600, (int)(second / 60 % 60),
                     (int)(second % 60));
    return ms % 1000 ? n + snprintf(text + n, DATE_TEXT_MAX / 2 - (size_t)n, ".%03d", (int)(ms % 1000)) : n;
}

bool date_text(char text[DATE_TEXT_MAX], double serial, enum date_show show, bool is_1904) {
    if (show == SHOWS_NUMBER || !(serial >= 0) || serial >= (is_1904 ? DAYS_MAX_1904 : DAYS_MAX) + 1.0) {
        return false;
    }
    long long ms = llround(serial * (double)DAY_MS);
    if (show == SHOWS_ELAPSED) {
        put_time(text, ms);
        return true;
    }
    long day = show == SHOWS_DATE ? (long)floor(serial) : (long)(ms / DAY_MS);
    bool has_day = is_1904 ? show != SHOWS_TIME || day > 0 : day > 0;
    if (day > (is_1904 ? DAYS_MAX_1904 : DAYS_MAX) || (!has_day && show == SHOWS_DATE)) {
        return false;
    }
    int n = has_day ? put_day(text, day, is_1904) : 0;
    if (show != SHOWS_DATE) {
        n += has_day ? snprintf(text + n, 2, "T") : 0;
        put_time(text + n, ms % DAY_MS);
    }
    return true;
}
