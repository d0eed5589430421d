/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/program.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include "base/mem.h"

#define WHOLE_TOLERANCE 1e-7
#define COEFFICIENTS 8.0          /* that cost as much as a row */
#define OBJECTIVE_TOLERANCE 1e-10 /* relative: scores differ by less than GLPK's own 1e-7 */

struct bounds {
    double low, high;
    bool is_whole; /* of variables */
    double goal;
};
struct term_of_row {
    int row, variable;
    double coefficient;
};
struct program {
    struct bounds *variable, *row;
    size_t n_variables, cap_variables, n_rows, cap_rows;
    struct term_of_row *term;
    size_t n_terms, cap_terms;
    bool is_maximum;
    double work_max;
    double *x;
};

const char *program_status_name(enum program_status s) {
    static const char *const names[] = {"optimal", "bounded", "infeasible", "unbounded", "limit"};
    return names[s];
}

struct program *program_new(void) {
    struct program *p = mem_alloc(1, sizeof *p);
    *p = (struct program){.work_max = INFINITY};
    return p;
}

void program_free(struct program *p) {
    if (p) {
        mem_free(p->variable);
        mem_free(p->row);
        mem_free(p->term);
        mem_free(p->x);
        mem_free(p);
    }
}

int program_variable(struct program *p, double low, double high, bool is_whole) {
    VEC_GROW(p->variable, p->n_variables, p->cap_variables);
    p->variable[p->n_variables] =
        (struct bounds){is_whole ? ceil(low) : low, is_whole ? floor(high) : high, is_whole, 0};
    return (int)p->n_variables++;
}

int program_row(struct program *p, double low, double high) {
    VEC_GROW(p->row, p->n_rows, p->cap_rows);
    p->row[p->n_rows] = (struct bounds){low, high, false, 0};
    return (int)p->n_rows++;
}

void program_bound_row(struct program *p, int row, double low, double high) {
    p->row[row].low = low;
    p->row[row].high = high;
}

void program_set(struct program *p, int row, int variable, double add) {
    VEC_GROW(p->term, p->n_terms, p->cap_terms);
    p->term[p->n_terms++] = (struct term_of_row){row, variable, add};
}

void program_goal(struct program *p, bool is_maximum) {
    p->is_maximum = is_maximum;
    for (size_t i = 0; i < p->n_variables; i++) {
        p->variable[i].goal = 0;
    }
}

void program_goal_add(struct program *p, int variable, double add) { p->variable[variable].goal += add; }

void program_limit_work(struct program *p, double work) { p->work_max = work; }

int program_n_variables(const struct program *p) { return (int)p->n_variables; }

/* ---- as GLPK wants it -------------------------------------------------------------------------------------------- */

static int kind_of(const struct bounds *b) {
    if (b->low == b->high) {
        return GLP_FX;
    }
    if (isinf(b->low)) {
        return isinf(b->high) ? GLP_FR : GLP_UP;
    }
    return isinf(b->high) ? GLP_LO : GLP_DB;
}

static int by_place(const void *x, const void *y) {
    const struct term_of_row *a = x, *b = y;
    int row = (a->row > b->row) - (a->row < b->row);
    return row ? row : (a->variable > b->variable) - (a->variable < b->variable);
}

/* GLPK takes each place once. */
static void join_terms(struct program *p) {
    size_t n = 0;
    qsort(p->term, p->n_terms, sizeof *p->term, by_place);
    for (size_t i = 0; i < p->n_terms; i++) {
        if (n > 0 && by_place(&p->term[n - 1], &p->term[i]) == 0) {
            p->term[n - 1].coefficient += p->term[i].coefficient;
        } else {
            p->term[n++] = p->term[i];
        }
    }
    p->n_terms = n;
}

static void load_matrix(struct program *p, glp_prob *g) {
    size_t n = p->n_terms;
    int *row = mem_alloc(n + 1, sizeof *row), *column = mem_alloc(n + 1, sizeof *column);
    double *value = mem_alloc(n + 1, sizeof *value);
    for (size_t i = 0; i < n; i++) {
        row[i + 1] = p->term[i].row + 1;
        column[i + 1] = p->term[i].variable + 1;
        value[i + 1] = p->term[i].coefficient;
    }
    glp_load_matrix(g, (int)n, row, column, value);
    mem_free(row);
    mem_free(column);
    mem_free(value);
}

static glp_prob *load(struct program *p) {
    glp_prob *g = glp_create_prob();
    glp_set_obj_dir(g, p->is_maximum ? GLP_MAX : GLP_MIN);
    for (size_t i = 0; i < p->n_rows; i++) {
        glp_add_rows(g, 1);
        glp_set_row_bnds(g, (int)i + 1, kind_of(&p->row[i]), p->row[i].low, p->row[i].high);
    }
    for (size_t i = 0; i < p->n_variables; i++) {
        const struct bounds *v = &p->variable[i];
        glp_add_cols(g, 1);
        glp_set_col_kind(g, (int)i + 1, v->is_whole ? GLP_IV : GLP_CV);
        glp_set_col_bnds(g, (int)i + 1, kind_of(v), v->low, v->high);
        glp_set_obj_coef(g, (int)i + 1, v->goal);
    }
    join_terms(p);
    load_matrix(p, g);
    return g;
}

/* ---- solving ----------------------------------------------------------------------------------------------------- */

struct watch {
    long n_nodes, n_nodes_max;
    bool has_bound;
    double bound;
    double work, work_max;
    int n_steps; /* of the simplex method so far */
};

/* A look at the search costs a pass over the rows, the steps since the last look each another. */
static void count_work(glp_tree *tree, struct watch *w) {
    glp_prob *g = glp_ios_get_prob(tree);
    int n_steps = glp_get_it_cnt(g);
    double size = (double)glp_get_num_rows(g) + glp_get_num_cols(g) + glp_get_num_nz(g) / COEFFICIENTS;
    w->work += size * (1 + (n_steps > w->n_steps ? n_steps - w->n_steps : 0));
    w->n_steps = n_steps;
}

/* Called by GLPK all along the search. */
static void look(glp_tree *tree, void *info) {
    struct watch *w = info;
    int best = glp_ios_best_node(tree);
    if (best > 0) {
        w->bound = glp_ios_node_bound(tree, best);
        w->has_bound = fabs(w->bound) < 1e300;
    }
    count_work(tree, w);
    bool is_over = glp_ios_reason(tree) == GLP_ISELECT && ++w->n_nodes > w->n_nodes_max;
    if (is_over || w->work > w->work_max) {
        glp_ios_terminate(tree);
    }
}

static enum program_status status_of(glp_prob *g, int code) {
    int found = glp_mip_status(g);
    if (code == GLP_ENOPFS || (code == 0 && found == GLP_NOFEAS)) {
        return PROGRAM_INFEASIBLE;
    }
    if (code == GLP_ENODFS) {
        return PROGRAM_UNBOUNDED;
    }
    if (found == GLP_OPT) {
        return PROGRAM_OPTIMAL;
    }
    return found == GLP_FEAS ? PROGRAM_BOUNDED : PROGRAM_LIMIT;
}

static void take_solution(struct program *p, glp_prob *g, struct program_result *result) {
    p->x = mem_realloc(p->x, p->n_variables + 1, sizeof *p->x);
    for (size_t i = 0; i < p->n_variables; i++) {
        double x = glp_mip_col_val(g, (int)i + 1);
        p->x[i] = p->variable[i].is_whole ? round(x) : x;
    }
    result->x = p->x;
    result->objective = glp_mip_obj_val(g);
}

/* GLPK takes 0.9999999 for 1, which shows in the other variables: they are found again with whole ones exactly
   whole. */
static void polish(struct program *p, glp_prob *g, struct program_result *result) {
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    for (size_t i = 0; i < p->n_variables; i++) {
        if (p->variable[i].is_whole) {
            glp_set_col_bnds(g, (int)i + 1, GLP_FX, p->x[i], p->x[i]);
        }
    }
    if (glp_simplex(g, &how) != 0 || glp_get_status(g) != GLP_OPT) {
        return;
    }
    for (size_t i = 0; i < p->n_variables; i++) {
        p->x[i] = p->variable[i].is_whole ? p->x[i] : glp_get_col_prim(g, (int)i + 1);
    }
    result->objective = glp_get_obj_val(g);
}

/* GLPK ends the process at an inner error unless it is led elsewhere. */
static void give_up(void *info) {
    jmp_buf *back = info;
    longjmp(*back, 1);
}

/* Nothing is printed, not even what GLPK says before it gives up. */
static int hush(void *info, const char *text) {
    (void)info;
    (void)text;
    return 1;
}

static void search(struct program *p, struct watch *w, struct program_result *result) {
    glp_prob *g = load(p);
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.presolve = GLP_ON;
    how.mir_cuts = how.cov_cuts = how.clq_cuts = GLP_ON;
    how.tol_int = WHOLE_TOLERANCE;
    how.tol_obj = OBJECTIVE_TOLERANCE;
    how.cb_func = look;
    how.cb_info = w;
    int code = glp_intopt(g, &how);
    result->status = status_of(g, code);
    if (result->status == PROGRAM_OPTIMAL || result->status == PROGRAM_BOUNDED) {
        take_solution(p, g, result);
        polish(p, g, result);
    }
    glp_delete_prob(g);
}

/* Whether GLPK itself came to an end. */
static bool run(struct program *p, struct watch *w, struct program_result *result) {
    jmp_buf back;
    glp_term_out(GLP_OFF);
    glp_term_hook(hush, NULL);
    glp_error_hook(give_up, &back);
    if (setjmp(back) != 0) {
        glp_free_env(); /* with all that the search had */
        return false;
    }
    search(p, w, result);
    glp_error_hook(NULL, NULL);
    glp_free_env();
    return true;
}

struct program_result program_solve(struct program *p, long n_nodes_max) {
    struct watch w = {.n_nodes_max = n_nodes_max, .work_max = p->work_max};
    struct program_result result = {.status = PROGRAM_LIMIT};
    if (p->n_variables == 0) { /* GLPK wants one */
        program_variable(p, 0, 0, false);
    }
    if (!run(p, &w, &result)) {
        return (struct program_result){.status = PROGRAM_LIMIT, .n_nodes = w.n_nodes, .work = w.work};
    }
    result.n_nodes = w.n_nodes;
    result.work = w.work;
    double worst = p->is_maximum ? INFINITY : -INFINITY;
    result.bound = result.status == PROGRAM_OPTIMAL ? result.objective : w.has_bound ? w.bound : worst;
    result.gap = result.x ? fabs(result.bound - result.objective) / fmax(1, fabs(result.objective)) : INFINITY;
    return result;
}
