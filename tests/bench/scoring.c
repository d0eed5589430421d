/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures scoring in process: one set of answers of 500 questions, and 100,000 sets with one model on all cores
   (the fastest of three times).
   Each line: what, milliseconds of wall time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/thread.h"
#include "score/many.h"
#include "stats/random.h"

enum { AREAS = 10, SERVICES = 10, ITEMS = 5, SETS = 100000, DISTINCT = 64, REPEATS = 3 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static char folder[] = "/tmp/psirtgauge-bench-XXXXXX";
static FILE *begin(struct arena *a, const char *name) { return fopen(arena_printf(a, "%s/%s", folder, name), "w"); }

static void write_framework(struct arena *a) {
    FILE *f = begin(a, "framework.csv");
    fputs("settings\n,id,label\n,bench,Bench\nnodes\n,id,parent,level,label\n", f);
    for (int i = 0; i < AREAS; i++) {
        fprintf(f, ",a%d,,area,Area\n", i);
        for (int j = 0; j < SERVICES; j++) {
            fprintf(f, ",s%d_%d,a%d,service,Service\n", i, j, i);
            for (int k = 0; k < ITEMS; k++) {
                fprintf(f, ",f%d_%d_%d,s%d_%d,function,Function\n", i, j, k, i, j);
            }
        }
    }
    fclose(f);
}

static void write_kit(struct arena *a) {
    write_framework(a);
    FILE *f = begin(a, "model.csv");
    fputs("settings\n,id,label,scale_max\n,bench,Bench,4\nlayers\n,id,weight\n,depth,1\nrules\n"
          ",level,input,aggregate,min_coverage\n,*,layers,mean,0.5\n,*,children,mean,0.5\n",
          f);
    fclose(f);
    f = begin(a, "questionnaire.csv");
    fputs("survey\n,type,name,node,layer\n", f);
    for (int i = 0; i < AREAS * SERVICES * ITEMS; i++) {
        int area = i / (SERVICES * ITEMS), service = i / ITEMS % SERVICES, item = i % ITEMS;
        fprintf(f, ",select_one depth,q%d,f%d_%d_%d,depth\n", i, area, service, item);
    }
    fputs("choices\n,list_name,name,label,credit,state\n", f);
    for (int c = 0; c <= 4; c++) {
        fprintf(f, ",depth,%d,Level,%g,\n", c, c / 4.0);
    }
    fputs(",depth,na,Not applicable,,na\nsettings\n,form_id,framework,model\n,bench,bench,bench\n", f);
    fclose(f);
}

static struct answers *draw_answers(struct arena *a, const struct kit *kit, struct random *r) {
    struct diags ds = {0};
    FILE *f = begin(a, "answers.csv");
    fputs("question,answer,na_reason\n", f);
    for (int i = 0; i < AREAS * SERVICES * ITEMS; i++) {
        int level = (int)random_below(r, 7);
        fprintf(f, "q%d,%s%s\n", i,
                level > 5    ? ""
                : level == 5 ? "na"
                             : arena_printf(a, "%d", level),
                level == 5 ? ",not in scope" : ",");
    }
    fclose(f);
    struct answers *x = answers_open(arena_printf(a, "%s/answers.csv", folder), &ds);
    answers_read(x, kit->questionnaire, &ds);
    return x;
}

static struct kit *load(struct arena *a) {
    struct diags ds = {0};
    const char *framework = arena_printf(a, "%s/framework.csv", folder);
    struct kit_request request = {.questionnaire = arena_printf(a, "%s/questionnaire.csv", folder),
                                  .framework = &framework,
                                  .n_frameworks = 1,
                                  .model = arena_printf(a, "%s/model.csv", folder)};
    static struct library library = {.root = "."};
    return kit_load(&library, &request, &ds);
}

static struct answers *answers[DISTINCT];
static double total[SETS];

static const struct answers *give(void *context, size_t set, int worker) {
    (void)context, (void)worker;
    return answers[set % DISTINCT];
}

static void take(void *context, size_t set, const struct scorecard *cards) {
    ((double *)context)[set] = cards[0].node[0].total.value;
}

/* The fastest of some times: what else the machine did is no part of it. */
static double measure_many(const struct score_layout *layout) {
    struct score_many many = {layout, SCORE_TOTALS, give, take, total};
    double fastest = INFINITY;
    for (int i = 0; i < REPEATS; i++) {
        double since = now();
        score_many(&many, SETS, thread_available());
        fastest = fmin(fastest, now() - since);
    }
    return fastest;
}

int main(void) {
    struct arena a = {0};
    struct random r = random_start(1);
    if (!mkdtemp(folder)) {
        return 1;
    }
    write_kit(&a);
    struct kit *kit = load(&a);
    if (!kit) {
        return 1;
    }
    for (int i = 0; i < DISTINCT; i++) {
        answers[i] = draw_answers(&a, kit, &r);
    }
    struct score_layout *layout = score_layout(kit, &a);
    double since = now();
    struct arena scratch = {0};
    for (size_t i = 0; i < 1000; i++) {
        score_answers_with(layout, answers[i % DISTINCT], &scratch);
        arena_reset(&scratch);
    }
    arena_clear(&scratch);
    printf("%-58s %9.3f ms\n", "one set of 500 answers", (now() - since) / 1000);
    printf("%-58s %9.2f ms\n", "100,000 sets of 500 answers", measure_many(layout));
    for (int i = 0; i < DISTINCT; i++) {
        answers_free(answers[i]);
    }
    kit_free(kit);
    const char *const files[] = {"framework.csv", "model.csv", "questionnaire.csv", "answers.csv"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        unlink(arena_printf(&a, "%s/%s", folder, files[i]));
    }
    rmdir(folder);
    arena_clear(&a);
    return 0;
}
