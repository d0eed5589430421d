/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures whole runs of a command:   timing [-n RUNS] [-o OUTPUT-OF-COMMAND] COMMAND…

   1. Runs the command once to warm the caches, then RUNS times (default 20), with its output going to /dev/null.
   2. Prints one line: wall time (fastest and median), user + system time (median), and peak memory (largest):
          min_ms 11.3 median_ms 11.9 cpu_ms 10.1 peak_mib 9.8
   A run that fails ends it with exit code 1. Peak memory is the kernel's ru_maxrss of that child alone. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MAX 1000

struct run {
    double wall_ms, cpu_ms, peak_mib;
};

static double ms_of(struct timeval t) { return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3; }

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The command, with both its outputs going to a file. */
static pid_t start(char **command, const char *output) {
    pid_t pid = fork();
    if (pid == 0) {
        int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (out < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0) {
            _exit(126);
        }
        execvp(command[0], command);
        _exit(127);
    }
    return pid;
}

static bool run_once(char **command, const char *output, struct run *r) {
    struct rusage used;
    int status;
    double before = now_ms();
    pid_t pid = start(command, output);
    if (pid < 0 || wait4(pid, &status, 0, &used) != pid) {
        return false;
    }
    r->wall_ms = now_ms() - before;
    r->cpu_ms = ms_of(used.ru_utime) + ms_of(used.ru_stime);
    r->peak_mib = (double)used.ru_maxrss / 1024;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *x, int n) {
    qsort(x, (size_t)n, sizeof *x, compare);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

static void print_summary(const struct run *run, int n) {
    static double wall[RUNS_MAX], cpu[RUNS_MAX];
    double peak = 0;
    for (int i = 0; i < n; i++) {
        wall[i] = run[i].wall_ms;
        cpu[i] = run[i].cpu_ms;
        peak = run[i].peak_mib > peak ? run[i].peak_mib : peak;
    }
    double wall_median = median(wall, n);
    printf("min_ms %.1f median_ms %.1f cpu_ms %.1f peak_mib %.1f\n", wall[0], wall_median, median(cpu, n), peak);
}

int main(int argc, char **argv) {
    static struct run run[RUNS_MAX];
    const char *output = "/dev/null";
    int n = 20;
    for (int option; (option = getopt(argc, argv, "+n:o:")) != -1;) {
        if (option == 'n') {
            n = (int)strtol(optarg, NULL, 10);
        } else if (option == 'o') {
            output = optarg;
        } else {
            return 2;
        }
    }
    if (optind == argc || n < 1 || n > RUNS_MAX) {
        fprintf(stderr, "usage: timing [-n RUNS] [-o FILE] COMMAND...\n");
        return 2;
    }
    struct run warm_up;
    bool is_good = run_once(argv + optind, output, &warm_up);
    for (int i = 0; i < n && is_good; i++) {
        is_good = run_once(argv + optind, output, &run[i]);
    }
    if (!is_good) {
        fprintf(stderr, "timing: the command failed\n");
        return 1;
    }
    print_summary(run, n);
    return 0;
}
