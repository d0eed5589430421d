/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/num.h"
#include "base/text.h"
#include "cli/data_root.h"
#include "cli/diag_print.h"

/* ---- terminal and language --------------------------------------------------------------------------------------- */

static bool wants_color(const struct run *r, int fd) {
    const char *when = argument_text(&r->args, "color"), *off = getenv("NO_COLOR"), *term = getenv("TERM");
    if (strcmp(when, "auto") != 0) {
        return strcmp(when, "always") == 0;
    }
    return isatty(fd) && !(off && *off) && !(term && strcmp(term, "dumb") == 0);
}

static int terminal_width(void) {
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* "en", "ja", "pt-BR": letters, then pieces of letters and digits; "both" of forms. */
static bool is_language(const char *s) {
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");
    size_t rest = strspn(s + n, "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    bool is_code = n >= 2 && n <= 3 && !s[n + rest] && (!s[n] || s[n] == '-');
    return is_code || strcmp(s, "both") == 0;
}

void run_begin(struct run *r) {
    r->lang = argument_text(&r->args, "lang");
    if (!is_language(r->lang)) {
        diag_add(&r->ds, DIAG_OPTION_NOT_WORD, NULL, "lang", r->lang, "en, ja");
        r->lang = "en";
    }
    r->is_quiet = argument_flag(&r->args, "quiet");
    r->is_verbose = argument_flag(&r->args, "verbose");
    r->is_strict = argument_flag(&r->args, "strict");
    r->has_color_out = wants_color(r, STDOUT_FILENO);
    r->has_color_err = wants_color(r, STDERR_FILENO);
    r->width = terminal_width();
}

/* ---- what the machine knows -------------------------------------------------------------------------------------- */

const struct library *run_library(struct run *r) {
    if (!r->library.root) {
        r->library.root = data_root_find(&r->arena, &r->ds);
    }
    return r->library.root ? &r->library : NULL;
}

const char *run_find(struct run *r, enum library_kind kind, const char *id, const struct place *at) {
    struct diags missing = {0};
    const struct library *l = run_library(r);
    const char *path = l ? library_find(l, kind, id, &r->arena, &missing) : NULL;
    for (size_t i = 0; i < missing.n; i++) {
        const struct diag *d = &missing.item[i];
        diag_add_words(&r->ds, d->id, at, d->arg);
    }
    diags_clear(&missing);
    return path;
}

static const char *date_of(struct arena *a, const struct tm *t) {
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%d", t);
    return arena_strdup(a, text);
}

static const char *given_date(struct run *r) {
    const char *date = argument_text(&r->args, "date");
    if (date && (!text_is_iso_date(date) || strcmp(date, "1970") < 0)) {
        diag_add(&r->ds, DIAG_OPTION_NOT_DATE, NULL, "--date", date);
        return NULL;
    }
    return date;
}

/* SOURCE_DATE_EPOCH as a date in UTC, or today where the user is. */
static const char *default_date(struct run *r) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct tm t;
    long seconds;
    if (!epoch || !*epoch) {
        time_t now = time(NULL);
        return localtime_r(&now, &t) ? date_of(&r->arena, &t) : NULL;
    }
    time_t then = num_parse_int(epoch, &seconds) && seconds >= 0 ? (time_t)seconds : -1;
    if (then < 0 || !gmtime_r(&then, &t) || t.tm_year > 9999 - 1900) {
        diag_add(&r->ds, DIAG_EPOCH_INVALID, NULL, epoch);
        return NULL;
    }
    return date_of(&r->arena, &t);
}

const char *run_date(struct run *r, int64_t *created) {
    size_t before = r->ds.n_errors;
    const char *date = given_date(r);
    date = !date && r->ds.n_errors == before ? default_date(r) : date;
    struct tm t = {0};
    if (!date || !strptime(date, "%Y-%m-%d", &t)) {
        return NULL;
    }
    *created = timegm(&t);
    return date;
}

/* ---- the end ----------------------------------------------------------------------------------------------------- */

bool run_has_failed(const struct run *r) { return diags_has_errors(&r->ds) || (r->is_strict && r->ds.n_warnings > 0); }

void run_say(const struct run *r, enum diag_id id, const char *const words[4]) {
    struct diags one = {0};
    struct arena a = {0};
    if (!r->is_quiet) {
        diag_add_words(&one, id, NULL, words);
        fprintf(stderr, "%s\n", diag_text(&a, &one.item[0], r->lang));
    }
    diags_clear(&one);
    arena_clear(&a);
}

/* Why standard output failed; NULL when it did not. */
static const char *output_failure(const struct diags *ds) {
    for (size_t i = 0; i < ds->n; i++) {
        if (ds->item[i].id == DIAG_OUTPUT_FAILED) {
            return ds->item[i].arg[0];
        }
    }
    return NULL;
}

static void flush_output(struct run *r) {
    errno = 0;
    bool is_good = fflush(stdout) == 0 && !ferror(stdout);
    if (!is_good && !output_failure(&r->ds)) {
        diag_add(&r->ds, DIAG_OUTPUT_FAILED, NULL, strerror(errno ? errno : EIO));
    }
}

/* The reader of a pipe that has seen enough is no reason to complain; main() ends the program as the signal says. */
static bool has_lost_reader(const struct diags *ds) {
    const char *why = output_failure(ds);
    return why && strcmp(why, strerror(EPIPE)) == 0;
}

struct diag_style run_diag_style(const struct run *r, const FILE *out) {
    return (struct diag_style){.lang = r->lang,
                               .has_color = out == stdout ? r->has_color_out : r->has_color_err,
                               .is_strict = r->is_strict,
                               .is_quiet = r->is_quiet,
                               .is_verbose = r->is_verbose};
}

enum exit_code run_finish(struct run *r, enum exit_code code) {
    flush_output(r);
    struct diag_style style = run_diag_style(r, stderr);
    if (!has_lost_reader(&r->ds)) {
        diag_print_all(&r->ds, &style, stderr);
    }
    if (diags_has_errors(&r->ds)) {
        return exit_for(&r->ds);
    }
    return run_has_failed(r) ? EXIT_INPUT : code;
}

void run_clear(struct run *r) {
    arguments_clear(&r->args);
    diags_clear(&r->ds);
    arena_clear(&r->arena);
}
