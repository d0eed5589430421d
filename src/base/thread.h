/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads: a number of tasks shared out among workers.

   1. Split the work into tasks 0 … n − 1, each of which writes only to places of its own.
   2. Give every worker scratch memory before the start: a task may use that of its worker, and must not allocate.
   3. thread_run() returns when all tasks are done. Which worker did which task is chance, so a result must not depend
      on it; joined in the order of the tasks, it is the same for every number of workers.
   4. Workers that share something take a lock for it; thread_lock_wait() lets others in until one of them wakes all.
   Ownership: everything in the context stays the caller's. */
#ifndef PG_BASE_THREAD_H
#define PG_BASE_THREAD_H

#include <stddef.h>

#define THREAD_WORKERS_MAX 64

/* 'worker' is 0 … n_workers − 1. */
typedef void thread_task_fn(void *context, size_t task, int worker);

/* Processors that are online, between 1 and THREAD_WORKERS_MAX. */
int thread_available(void);

/* Runs 'task' for 0 … n_tasks − 1; the caller is worker 0. Where a thread cannot be had, fewer workers do the
   same. */
void thread_run(int n_workers, size_t n_tasks, thread_task_fn *task, void *context);

struct thread_lock;
struct thread_lock *thread_lock_new(void);
void thread_lock_free(struct thread_lock *l);
void thread_lock_take(struct thread_lock *l);
void thread_lock_give(struct thread_lock *l);
/* Gives the lock, sleeps until somebody wakes, and takes it again: look anew at what was waited for. */
void thread_lock_wait(struct thread_lock *l);
void thread_lock_wake(struct thread_lock *l);

#endif
