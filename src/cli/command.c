/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <string.h>

#include "base/text.h"
#include "cli/help.h"
#include "cli/option_set.h"
#include "cli/run.h"
#include "model/hint.h"

#define COMMAND(name) extern const struct command command_##name;
#include "cli/command.def"
#undef COMMAND

static const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cli/command.def"
#undef COMMAND
};

size_t command_count(void) { return ARRAY_LEN(commands); }

const struct command *command_at(size_t i) { return commands[i]; }

const struct command *command_find(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

const char *command_hint(const char *name, struct arena *a) {
    const char *names[ARRAY_LEN(commands)];
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        names[i] = commands[i]->name;
    }
    return hint_nearest(name, names, ARRAY_LEN(names), a);
}

/* ---- running ----------------------------------------------------------------------------------------------------- */

static void check_files(struct run *r) {
    const struct command *c = r->command;
    const char *usage = arena_printf(&r->arena, "%s %s", c->name, c->synopsis);
    if (r->args.n_files < c->min_files) {
        diag_add(&r->ds, DIAG_ARGUMENT_MISSING, NULL, usage);
    } else if (r->args.n_files > c->max_files) {
        diag_add(&r->ds, DIAG_ARGUMENT_EXTRA, NULL, r->args.file[c->max_files], usage);
    }
}

static enum exit_code run_command(struct run *r) {
    const struct arguments *x = &r->args;
    if (argument_flag(x, "help")) {
        help_command(r->command, stdout);
        return EXIT_DONE;
    }
    if (argument_flag(x, "version")) {
        help_version(stdout);
        return EXIT_DONE;
    }
    check_files(r);
    return diags_has_errors(&r->ds) ? EXIT_DONE : r->command->run(r);
}

/* Without a command: --help, --version, or a mistake. */
static enum exit_code run_bare(struct run *r) {
    if (argument_flag(&r->args, "version")) {
        help_version(stdout);
    } else if (argument_flag(&r->args, "help")) {
        help_overview(stdout);
    } else if (r->args.n_files > 0) {
        diag_add(&r->ds, DIAG_COMMAND_UNKNOWN, NULL, r->args.file[0], command_hint(r->args.file[0], &r->arena));
    } else {
        diag_add(&r->ds, DIAG_COMMAND_MISSING, NULL);
    }
    return EXIT_DONE;
}

static void point_to_help(const struct run *r) {
    bool is_usage = diags_has_errors(&r->ds) && exit_for(&r->ds) == EXIT_USAGE;
    if (is_usage && r->command) {
        RUN_SAY(r, DIAG_SEE_HELP, r->command->name);
    }
}

static const struct option_group *const bare_options[] = {&options_general, NULL};

/* Finds the command, which general options may precede (psirtgauge --lang ja assess FILE); the arguments without it. */
static char *const *take_command(struct run *r, char *const *argv) {
    struct arguments x;
    struct diags quiet = {0};
    size_t n = 0, i = 0;
    arguments_parse(&x, bare_options, argv, &quiet);
    const char *name = x.n_files > 0 ? x.file[0] : NULL;
    r->command = name ? command_find(name) : NULL;
    arguments_clear(&x);
    diags_clear(&quiet);
    while (argv[n]) {
        n++;
    }
    char **rest = ARENA_ARRAY(&r->arena, n + 1, char *);
    for (char **to = rest; i < n; i++) {
        if (!r->command || argv[i] != name) {
            *to++ = argv[i];
        }
    }
    return rest;
}

/* Standard input can be read once, whatever it is to be. */
static void check_standard_input(struct run *r) {
    static const char outputs[] = "output questionnaire-out report";
    int n = 0;
    for (size_t i = 0; i < r->args.n_files; i++) {
        n += strcmp(r->args.file[i], "-") == 0;
    }
    for (size_t i = 0; i < r->args.n_values; i++) {
        const struct option_value *v = &r->args.value[i];
        bool is_input = v->row->argument && strstr(v->row->argument, "FILE") && !text_has_word(outputs, v->row->name);
        for (size_t k = 0; is_input && k < v->n; k++) {
            n += strcmp(v->text[k], "-") == 0;
        }
    }
    if (n > 1) {
        diag_add(&r->ds, DIAG_STDIN_TWICE, NULL, arena_printf(&r->arena, "%d", n));
    }
}

int psirtgauge_run(char *const *argv) {
    struct run r = {.lang = "en"};
    enum exit_code code = EXIT_DONE;
    char *const *rest = take_command(&r, argv);
    arguments_parse(&r.args, r.command ? r.command->options : bare_options, rest, &r.ds);
    check_standard_input(&r);
    run_begin(&r);
    if (!r.command && (r.args.n_files > 0 || !diags_has_errors(&r.ds))) {
        diags_clear(&r.ds); /* an unknown command's options are nobody's */
        code = run_bare(&r);
    } else if (!diags_has_errors(&r.ds)) {
        code = run_command(&r);
    }
    code = run_finish(&r, code);
    point_to_help(&r);
    run_clear(&r);
    return code;
}
