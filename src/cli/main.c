/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: what a process needs before a command runs, and nothing else.

   However it ends, no temporary file stays behind: when memory is used up (a message that needs none, exit 70), when it
   is told to stop, and when the reader of its output has gone (psirtgauge list | head). That last one is only
   remembered, so that the run can end in its own way, and then the program ends as other tools do. */
#include <signal.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "stats/stat.h"

#define HEAP_AT_START ((size_t)4 * 1024 * 1024) /* what scoring one questionnaire takes */

static volatile sig_atomic_t has_lost_reader;

static void on_pipe(int number) { has_lost_reader = number == SIGPIPE; }

static void end_by(int number) {
    signal(number, SIG_DFL);
    raise(number);
}

static void on_stop(int number) {
    file_remove_unfinished();
    end_by(number); /* pending until this handler returns */
}

static _Noreturn void on_exhausted(size_t wanted) {
    (void)wanted;
    static const char text[] = "psirtgauge: out of memory\n";
    file_remove_unfinished();
    ssize_t n = write(STDERR_FILENO, text, sizeof text - 1);
    (void)n;
    _exit(EXIT_INTERNAL);
}

static void catch (int number, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, before;
    bool is_ignored = sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN;
    if (number == SIGPIPE || !is_ignored) { /* nohup stays nohup */
        sigaction(number, &action, NULL);
    }
}

int main(int argc, char **argv) {
    static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
    mem_set_handler(on_exhausted);
    mem_reserve(HEAP_AT_START);
    stats_init();
    catch (SIGPIPE, on_pipe);
    for (size_t i = 0; i < ARRAY_LEN(stops); i++) {
        catch (stops[i], on_stop);
    }
    int code = psirtgauge_run(argv + (argc > 0));
    if (has_lost_reader) {
        end_by(SIGPIPE);
    }
    return code;
}
