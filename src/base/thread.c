/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/thread.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/mem.h"

struct crew {
    atomic_size_t next;
    size_t n_tasks;
    thread_task_fn *task;
    void *context;
};

struct worker {
    struct crew *crew;
    int number;
};

int thread_available(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : (int)n;
}

static void *work(void *p) {
    const struct worker *w = p;
    for (size_t i; (i = atomic_fetch_add(&w->crew->next, 1)) < w->crew->n_tasks;) {
        w->crew->task(w->crew->context, i, w->number);
    }
    return NULL;
}

void thread_run(int n_workers, size_t n_tasks, thread_task_fn *task, void *context) {
    struct crew crew = {.n_tasks = n_tasks, .task = task, .context = context};
    struct worker worker[THREAD_WORKERS_MAX];
    pthread_t thread[THREAD_WORKERS_MAX] = {0};
    int n_started = 0;
    n_workers = n_workers > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : n_workers;
    for (int k = 1; k < n_workers && (size_t)k < n_tasks; k++) {
        worker[k] = (struct worker){&crew, k};
        if (pthread_create(&thread[n_started], NULL, work, &worker[k]) != 0) {
            break;
        }
        n_started++;
    }
    worker[0] = (struct worker){&crew, 0};
    work(&worker[0]);
    for (int k = 0; k < n_started; k++) {
        pthread_join(thread[k], NULL);
    }
}

struct thread_lock {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

struct thread_lock *thread_lock_new(void) {
    struct thread_lock *l = mem_alloc(1, sizeof *l);
    pthread_mutex_init(&l->mutex, NULL);
    pthread_cond_init(&l->changed, NULL);
    return l;
}

void thread_lock_free(struct thread_lock *l) {
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->mutex);
    mem_free(l);
}

void thread_lock_take(struct thread_lock *l) { pthread_mutex_lock(&l->mutex); }

void thread_lock_give(struct thread_lock *l) { pthread_mutex_unlock(&l->mutex); }

void thread_lock_wait(struct thread_lock *l) { pthread_cond_wait(&l->changed, &l->mutex); }

void thread_lock_wake(struct thread_lock *l) { pthread_cond_broadcast(&l->changed); }
