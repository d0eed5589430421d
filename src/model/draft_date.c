/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft_date.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/text.h"

#define SERIAL_FIRST 20000 /* Excel's number of 1954-10-03: smaller ones are counts, not dates */
#define SERIAL_LAST 80000

/* ---- pieces of a date -------------------------------------------------------------------------------------------- */

struct date_parts {
    int part[3]; /* the three numbers, in their order */
    int hour, minute, second;
    bool has_time;
    char zone[32]; /* "+09:00", "Z", "" */
    char mark;     /* between the numbers */
};

/* A number of at most four digits; the end, or NULL. */
static const char *take_number(const char *s, int *value) {
    int n = 0;
    for (*value = 0; isdigit((unsigned char)s[n]); n++) {
        if (n == 4) {
            return NULL;
        }
        *value = *value * 10 + (s[n] - '0');
    }
    return n ? s + n : NULL;
}

static const char *take_date(const char *s, struct date_parts *d) {
    s = take_number(s, &d->part[0]);
    if (!s || !strchr("/-.", *s) || !*s) {
        return NULL;
    }
    d->mark = *s;
    s = take_number(s + 1, &d->part[1]);
    if (!s || *s != d->mark) {
        return NULL;
    }
    return take_number(s + 1, &d->part[2]);
}

static const char *take_half(const char *s, struct date_parts *d) {
    static const struct {
        const char *word;
        bool is_late;
    } halves[] = {{"AM", false}, {"PM", true}, {"午前", false}, {"午後", true}};
    const char *at = s + (*s == ' ');
    for (size_t i = 0; i < ARRAY_LEN(halves); i++) {
        size_t n = strlen(halves[i].word);
        if (strncasecmp(at, halves[i].word, n) == 0) {
            d->hour = d->hour % 12 + (halves[i].is_late ? 12 : 0);
            return at + n;
        }
    }
    return s;
}

static const char *take_clock(const char *s, struct date_parts *d) {
    s = take_number(s, &d->hour);
    s = s && *s == ':' ? take_number(s + 1, &d->minute) : NULL;
    if (s && *s == ':') {
        s = take_number(s + 1, &d->second);
    }
    if (s && *s == '.' && isdigit((unsigned char)s[1])) {
        s += 1 + strspn(s + 1, "0123456789");
    }
    d->has_time = true;
    return s ? take_half(s, d) : NULL;
}

/* "GMT+9", "UTC", "EST", "+09:00", "Z", or nothing more. */
static bool take_zone(const char *s, struct date_parts *d) {
    static const struct {
        const char *word, *zone;
    } zones[] = {{"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"}, {"CDT", "-05:00"}, {"MST", "-07:00"},
                 {"MDT", "-06:00"}, {"PST", "-08:00"}, {"PDT", "-07:00"}, {"CET", "+01:00"}, {"CEST", "+02:00"},
                 {"JST", "+09:00"}, {"UTC", "Z"},      {"GMT", "Z"},      {"Z", "Z"}};
    s += strspn(s, " ");
    for (size_t i = 0; i < ARRAY_LEN(zones); i++) {
        if (strcasecmp(s, zones[i].word) == 0) {
            snprintf(d->zone, sizeof d->zone, "%s", zones[i].zone);
            return true;
        }
    }
    s += strncmp(s, "GMT", 3) == 0 || strncmp(s, "UTC", 3) == 0 ? 3 : 0;
    int hours, minutes = 0;
    const char *end = *s == '+' || *s == '-' ? take_number(s + 1, &hours) : NULL;
    if (!end) {
        return !*s;
    }
    bool is_joined = hours > 99;
    minutes = is_joined ? hours % 100 : 0;
    hours = is_joined ? hours / 100 : hours;
    end = *end == ':' ? take_number(end + 1, &minutes) : end;
    if (!end || *end || hours > 14 || minutes > 59) {
        return false;
    }
    snprintf(d->zone, sizeof d->zone, "%c%02d:%02d", *s, hours, minutes % 60);
    return true;
}

static bool parse(const char *s, struct date_parts *d) {
    *d = (struct date_parts){0};
    s = take_date(s, d);
    if (!s) {
        return false;
    }
    s += *s == 'T' || *s == ',';
    s += strspn(s, " ");
    /* "2021/05/24 午後 12:05:53" has the half of the day first */
    bool is_half_first = strncmp(s, "午", strlen("午")) == 0;
    const char *half = is_half_first ? s : NULL;
    s += is_half_first ? strlen("午前") + strspn(s + strlen("午前"), " ") : 0;
    if (isdigit((unsigned char)*s)) {
        s = take_clock(s, d);
    }
    if (half) {
        take_half(half, d);
    }
    return s && d->hour < 24 && d->minute < 60 && d->second < 61 && take_zone(s, d);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

/* Year first, or with the dots of German dates: there is no question. */
static bool is_decided(const struct date_parts *d) { return d->part[0] > 31 || d->mark == '.'; }

enum date_order draft_date_order(const struct draft_column *c, bool *is_sure) {
    bool day_first = false, month_first = false, is_asked = false;
    for (size_t i = 0; i < c->n_values; i++) {
        struct date_parts d;
        if (parse(c->value[i].text, &d) && !is_decided(&d)) {
            is_asked = true;
            day_first = day_first || d.part[0] > 12;
            month_first = month_first || d.part[1] > 12;
        }
    }
    *is_sure = !is_asked || day_first != month_first;
    return day_first && !month_first ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
}

/* Days since 1970 as a date. Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days. */
static void civil(long days, int *year, int *month, int *day) {
    long z = days + 719468, era = z / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

static bool print_serial(const char *s, char iso[DRAFT_DATE_MAX]) {
    double serial;
    if (!num_parse(s, &serial) || serial < SERIAL_FIRST || serial > SERIAL_LAST) {
        return false;
    }
    long day = (long)floor(serial), seconds = (long)floor((serial - (double)day) * 86400 + 0.5);
    day += seconds / 86400;
    seconds %= 86400;
    int y, m, d;
    civil(day - 25569, &y, &m, &d);
    snprintf(iso, DRAFT_DATE_MAX, "%04d-%02d-%02dT%02ld:%02ld:%02ld", y, m, d, seconds / 3600, seconds / 60 % 60,
             seconds % 60);
    return true;
}

bool draft_date_print(const char *s, enum date_order order, char iso[DRAFT_DATE_MAX]) {
    struct date_parts d;
    char text[DRAFT_DATE_MAX];
    if (!parse(s, &d)) {
        return print_serial(s, iso);
    }
    bool is_year_first = d.part[0] > 31;
    bool is_day_first = d.mark == '.' || order == DATE_DAY_FIRST;
    int year = is_year_first ? d.part[0] : d.part[2];
    int month = is_year_first ? d.part[1] : d.part[is_day_first ? 1 : 0];
    int day = is_year_first ? d.part[2] : d.part[is_day_first ? 0 : 1];
    year += year < 100 ? 2000 : 0;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    if (!text_is_iso_date(text)) {
        return false;
    }
    size_t n = strlen(text);
    if (d.has_time) {
        snprintf(text + n, sizeof text - n, "T%02d:%02d:%02d%s", d.hour, d.minute, d.second, d.zone);
    }
    snprintf(iso, DRAFT_DATE_MAX, "%s", text);
    return true;
}
