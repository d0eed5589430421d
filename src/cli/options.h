/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a command line as tables: the parser, the help and the tests read the same rows.

   1. A command lists groups of rows, each row one option (option_set.h has the shared ones).
   2. arguments_parse() reads a command line against them; all mistakes of the line are reported.
   3. argument_text("model") and its siblings give the values. Asking for an option that the groups lack is a bug.
   4. arguments_clear().
   "--name value", "--name=value" and "-n value" are understood; "--" ends the options; "-" alone is a file. The last of
   several values counts, but for a LIST, which keeps all. Values are borrowed from argv. */
#ifndef PG_CLI_OPTIONS_H
#define PG_CLI_OPTIONS_H

#include "base/diag.h"

enum option_type {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_LIST,    /* may be repeated */
    OPTION_INTEGER, /* a whole number, 0 or more */
    OPTION_WORD,    /* one of 'words' */
};

struct option_row {
    const char *name; /* without dashes */
    char letter;      /* '\0' for none */
    enum option_type type;
    const char *argument; /* as help shows it: "FILE"; NULL for a flag */
    const char *words;    /* OPTION_WORD: blank-separated */
    const char *fallback; /* the value when it is not given; NULL for none */
    const char *summary;  /* one line; says in words what happens without it where 'fallback' cannot */
};
struct option_group {
    const char *title;
    const struct option_row *row;
    size_t n;
};

struct option_value {
    const struct option_row *row;
    const char **text; /* what was given */
    size_t n;
};
struct arguments {
    struct arena arena;
    struct option_value *value; /* one per row of the groups */
    size_t n_values;
    const char **file; /* what is no option, in order */
    size_t n_files;
};

/* 'groups' ends with NULL; argv[0] is the first argument, not the program. False after errors. */
bool arguments_parse(struct arguments *x, const struct option_group *const *groups, char *const *argv,
                     struct diags *ds);
void arguments_clear(struct arguments *x);

bool argument_is_given(const struct arguments *x, const char *name);
bool argument_flag(const struct arguments *x, const char *name);
const char *argument_text(const struct arguments *x, const char *name); /* NULL when not given and without fallback */
long argument_integer(const struct arguments *x, const char *name);
size_t argument_list(const struct arguments *x, const char *name, const char *const **list);

#endif
