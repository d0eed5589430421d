/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a program and makes its n-th system call on files fail.

       inject [-n N] [-k KIND] [-f] [-r REPORT] COMMAND…

   1. KIND is open, read, write, close, rename, sync or all (default). Calls of that kind are counted from 1.
   2. Call N fails with the error that a broken or full disk gives; with -f every later one too. N = 0 only counts.
   3. REPORT gets a line "COUNT CALL FILE": how many calls there were, and which one failed ("-" for none).
   The exit code is the command's, or 128 + signal; 125 when this machine cannot do it.
   Not counted: libraries, /etc, /proc and the like, and whatever goes to standard error, where the message must appear.

   The kernel asks this program about each call (seccomp user notification, Linux 5.0), so nothing in the command is
   replaced: calls inside libraries and from threads are met too, and sanitizers and valgrind can run the command. */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define EXIT_CANNOT 125
#define PATH_LEN 512

enum where { AT_FD, AT_PATH_0, AT_PATH_1 }; /* which argument tells the file */

static const struct call {
    int nr;
    const char *kind;
    int error;
    enum where where;
} calls[] = {
#ifdef SYS_open
    {SYS_open, "open", EMFILE, AT_PATH_0},
#endif
    {SYS_openat, "open", EMFILE, AT_PATH_1},
    {SYS_read, "read", EIO, AT_FD},
    {SYS_pread64, "read", EIO, AT_FD},
    {SYS_readv, "read", EIO, AT_FD},
    {SYS_write, "write", ENOSPC, AT_FD},
    {SYS_pwrite64, "write", ENOSPC, AT_FD},
    {SYS_writev, "write", ENOSPC, AT_FD},
    {SYS_ftruncate, "write", ENOSPC, AT_FD},
    {SYS_close, "close", EIO, AT_FD},
    {SYS_fsync, "sync", EIO, AT_FD},
    {SYS_fdatasync, "sync", EIO, AT_FD},
#ifdef SYS_rename
    {SYS_rename, "rename", EACCES, AT_PATH_0},
#endif
#ifdef SYS_renameat
    {SYS_renameat, "rename", EACCES, AT_PATH_1},
#endif
    {SYS_renameat2, "rename", EACCES, AT_PATH_1},
};
#define N_CALLS (sizeof calls / sizeof calls[0])

struct plan {
    long n;
    const char *kind;
    bool goes_on;
    const char *report;
    char **command;
};

struct tally {
    long count;
    const struct call *failed;
    char failed_path[PATH_LEN];
};

/* ---- in the child ---------------------------------------------------------------------------------------------- */

/* Every call of the table asks the listener; the result is its descriptor, or -1. */
static int install_filter(void) {
    struct sock_filter code[2 * N_CALLS + 2];
    unsigned short n = 0;
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < N_CALLS; i++) {
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].nr, 0, 1);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    }
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {n, code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return -1;
    }
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

union fd_message {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
};

static void send_fd(int socket, int fd) {
    union fd_message message = {.header = {CMSG_LEN(sizeof fd), SOL_SOCKET, SCM_RIGHTS}};
    struct iovec part = {&(char){0}, 1};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &message, .msg_controllen = sizeof message};
    memcpy(CMSG_DATA(&message.header), &fd, sizeof fd);
    sendmsg(socket, &m, 0);
}

static void run_command(int socket, char **command) {
    int listener = install_filter();
    if (listener < 0) {
        _exit(EXIT_CANNOT);
    }
    send_fd(socket, listener);
    execvp(command[0], command);
    _exit(127);
}

/* ---- in the parent --------------------------------------------------------------------------------------------- */

static int receive_fd(int socket) {
    union fd_message message = {0};
    struct iovec part = {&(char){0}, 1};
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &message, .msg_controllen = sizeof message};
    int fd = -1;
    if (recvmsg(socket, &m, MSG_CMSG_CLOEXEC) == 1 && m.msg_controllen >= sizeof message.header) {
        memcpy(&fd, CMSG_DATA(&message.header), sizeof fd);
    }
    return fd;
}

/* The file that the call is about: a path in the process's memory, or the link of a descriptor. */
static void read_path(const struct seccomp_notif *ask, enum where where, char path[PATH_LEN]) {
    char name[64];
    ssize_t n = -1;
    path[0] = '\0';
    if (where == AT_FD) {
        snprintf(name, sizeof name, "/proc/%u/fd/%d", ask->pid, (int)ask->data.args[0]);
        n = readlink(name, path, PATH_LEN - 1);
    } else {
        snprintf(name, sizeof name, "/proc/%u/mem", ask->pid);
        int memory = open(name, O_RDONLY | O_CLOEXEC);
        if (memory >= 0) {
            n = pread(memory, path, PATH_LEN - 1, (off_t)ask->data.args[where == AT_PATH_0 ? 0 : 1]);
            close(memory);
        }
    }
    path[n > 0 ? n : 0] = '\0';
}

static bool begins_with(const char *s, const char *prefix) { return strncmp(s, prefix, strlen(prefix)) == 0; }

static bool is_counted(const struct seccomp_notif *ask, const struct call *call, const char *kind, const char *path) {
    static const char *const system_folders[] = {"/etc/", "/lib", "/usr/lib", "/proc/", "/sys/", "/dev/urandom"};
    if (strcmp(kind, "all") != 0 && strcmp(kind, call->kind) != 0) {
        return false;
    }
    if (call->where == AT_FD && ask->data.args[0] == STDERR_FILENO) {
        return false;
    }
    for (size_t i = 0; i < sizeof system_folders / sizeof system_folders[0]; i++) {
        if (begins_with(path, system_folders[i])) {
            return false;
        }
    }
    return path[0] == '/' || strcmp(call->kind, "close") != 0;
}

static void answer(int listener, const struct plan *plan, struct tally *t) {
    struct seccomp_notif ask = {0};
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &ask) != 0) {
        return; /* the process was killed meanwhile */
    }
    struct seccomp_notif_resp reply = {.id = ask.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    for (size_t i = 0; i < N_CALLS; i++) {
        char path[PATH_LEN];
        if (calls[i].nr != ask.data.nr) {
            continue;
        }
        read_path(&ask, calls[i].where, path);
        if (!is_counted(&ask, &calls[i], plan->kind, path)) {
            break;
        }
        t->count++;
        if (plan->n > 0 && (t->count == plan->n || (plan->goes_on && t->count > plan->n))) {
            reply.flags = 0;
            reply.error = -calls[i].error;
            if (!t->failed) {
                t->failed = &calls[i];
                memcpy(t->failed_path, path, sizeof path);
            }
        }
        break;
    }
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
}

/* Answers until the process ends; its wait status. */
static int supervise(int listener, pid_t pid, const struct plan *plan, struct tally *t) {
    for (;;) {
        struct pollfd ready = {listener, POLLIN, 0};
        int status;
        if (poll(&ready, 1, 100) > 0 && ready.revents & POLLIN) {
            answer(listener, plan, t);
        } else if (waitpid(pid, &status, ready.revents ? 0 : WNOHANG) == pid) {
            return status;
        }
    }
}

static bool read_plan(struct plan *plan, int argc, char **argv) {
    *plan = (struct plan){.kind = "all"};
    for (int option; (option = getopt(argc, argv, "+n:k:fr:")) != -1;) {
        switch (option) {
        case 'n':
            plan->n = strtol(optarg, NULL, 10);
            break;
        case 'k':
            plan->kind = optarg;
            break;
        case 'f':
            plan->goes_on = true;
            break;
        case 'r':
            plan->report = optarg;
            break;
        default:
            return false;
        }
    }
    plan->command = argv + optind;
    return optind < argc;
}

static void write_report(const char *file, const struct tally *t) {
    FILE *report = fopen(file, "w");
    if (report) {
        fprintf(report, "%ld %s %s\n", t->count, t->failed ? t->failed->kind : "-", t->failed ? t->failed_path : "-");
        fclose(report);
    }
}

int main(int argc, char **argv) {
    struct plan plan;
    struct tally tally = {0};
    int ends[2];
    if (!read_plan(&plan, argc, argv)) {
        fprintf(stderr, "usage: inject [-n N] [-k KIND] [-f] [-r REPORT] COMMAND...\n");
        return 2;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return EXIT_CANNOT;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        run_command(ends[1], plan.command);
    }
    close(ends[1]);
    int listener = pid > 0 ? receive_fd(ends[0]) : -1;
    if (listener < 0) {
        return EXIT_CANNOT;
    }
    int status = supervise(listener, pid, &plan, &tally);
    if (plan.report) {
        write_report(plan.report, &tally);
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
