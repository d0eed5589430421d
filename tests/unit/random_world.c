/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random_world.h"

#include "check.h"

enum { NODES_MAX = 25 };
static const char *const aggregates[] = {"mean", "min", "max", "product", "median"};

struct maker {
    struct random *r;
    int n_nodes, parent[NODES_MAX], n_layers;
    bool is_leaf[NODES_MAX];
    struct buf survey, choices;
};

/* Never two draws in one list of arguments: their order would be the compiler's, and so would the world. */
static int below(struct maker *m, int n) { return (int)random_below(m->r, (uint64_t)n); }

/* Means mostly, as in real models. */
static const char *aggregate(struct maker *m) { return aggregates[random_once_in(m->r, 2) ? 0 : below(m, 5)]; }

static const char *make_tree(struct maker *m, struct arena *a) {
    const char *text = "settings\n,id,label\n,tree,Tree\nnodes\n,id,parent,level,label,weight\n";
    m->n_nodes = 2 + below(m, NODES_MAX - 2);
    for (int i = 0; i < m->n_nodes; i++) {
        m->parent[i] = i < 2 ? -1 : below(m, i + 1) - 1;
        m->is_leaf[i] = true;
        if (m->parent[i] >= 0) {
            m->is_leaf[m->parent[i]] = false;
        }
        const char *parent = m->parent[i] < 0 ? "" : arena_printf(a, "n%d", m->parent[i]);
        int level = below(m, 3), weight = below(m, 4);
        text = arena_printf(a, "%s,n%d,%s,l%d,Node,%d\n", text, i, parent, level, weight);
    }
    return text;
}

static const char *make_model(struct maker *m, struct arena *a) {
    const char *text = "settings\n,id,scale_max,na_unexplained,profile\n,plain,4,blank,steps\nlayers\n,id,weight\n";
    m->n_layers = 1 + below(m, 3);
    for (int l = 0; l < m->n_layers; l++) {
        text = arena_printf(a, "%s,y%d,%d\n", text, l, l ? below(m, 4) : 1 + below(m, 3));
    }
    static const char *const inputs[] = {"layers", "children"};
    text = arena_printf(a, "%srules\n,level,input,aggregate,min_coverage\n", text);
    for (size_t i = 0; i < ARRAY_LEN(inputs); i++) {
        int coverage = below(m, 10);
        text = arena_printf(a, "%s,*,%s,%s,0.%d\n", text, inputs[i], aggregate(m), coverage);
    }
    text = arena_printf(a, "%svariants\n,id,aggregate,weights\n,v,%s,y0=2\n", text, aggregate(m));
    return arena_printf(a, "%s,w,%s,\n", text, aggregate(m));
}

static const char *make_profile(struct maker *m, struct arena *a) {
    const char *text = "settings\n,id,framework\n,steps,tree\nstages\n,id,order\n,s0,1\n,s1,2\n,s2,3\n"
                       "minima\n,stage,node,layer,min\n";
    int first = below(m, m->n_nodes);
    for (int i = 0, n = 1 + below(m, m->n_nodes < 6 ? m->n_nodes : 6); i < n; i++) {
        int stage = below(m, 3), min = below(m, 4) + 1;
        const char *layer = random_once_in(m->r, 2) ? "y0" : "";
        text = arena_printf(a, "%s,s%d,n%d,%s,%d\n", text, stage, (first + i) % m->n_nodes, layer, min);
    }
    return text;
}

/* The first layer of an item is one depth question or two; the others are choices of a list, asked when depth is
   there. */
static void ask(struct maker *m, int node, struct arena *a) {
    int n_depth = 1 + random_once_in(m->r, 4);
    for (int i = 0; i < n_depth; i++) {
        buf_printf(&m->survey, ",select_one depth,d%d_%d,Depth,,n%d,y0,%d\n", node, i, node, below(m, 3) + 1);
    }
    for (int l = 1; l < m->n_layers; l++) {
        if (random_once_in(m->r, 3)) {
            continue;
        }
        const char *when = arena_printf(a, "${d%d_0} != '0' and ${d%d_0} != 'na'", node, node);
        buf_printf(&m->survey, ",select_multiple b%d_%d,b%d_%d,Breadth,%s,n%d,y%d,1\n", node, l, node, l, when, node,
                   l);
        for (int c = 0, n = 1 + below(m, 4); c < n; c++) {
            buf_printf(&m->choices, ",b%d_%d,c%d,Choice,%d,\n", node, l, c, 1);
        }
        buf_printf(&m->choices, ",b%d_%d,none,None,0,\n", node, l);
    }
    if (m->n_layers > 1 && random_once_in(m->r, 4)) {
        buf_printf(&m->survey, ",select_multiple twin,t%d,Twin,,n%d,not_applicable,1\n", node, node);
    }
}

static const char *make_form(struct maker *m, struct arena *a) {
    buf_init(&m->survey, BUF_MAX_DEFAULT);
    buf_init(&m->choices, BUF_MAX_DEFAULT);
    for (int i = 0; i < m->n_nodes; i++) {
        if (i == m->n_nodes - 1 || (m->is_leaf[i] ? !random_once_in(m->r, 5) : random_once_in(m->r, 8))) {
            ask(m, i, a);
        }
    }
    const char *text = arena_printf(
        a,
        "settings\n,form_id,framework,model\n,q,tree,plain\nsurvey\n,type,name,label,relevant,node,layer,weight\n%s"
        "choices\n,list_name,name,label,credit,state\n,depth,0,0,0,\n,depth,1,1,0.25,\n,depth,2,2,0.5,\n,depth,4,4,1,\n"
        ",depth,na,NA,,na\n,depth,dk,DK,,dk\n,twin,c0,C,,\n,twin,c1,C,,\n%s",
        m->survey.data, m->choices.data);
    buf_clear(&m->survey);
    buf_clear(&m->choices);
    return text;
}

void random_world(struct world *w, struct random *r) {
    struct maker m = {.r = r};
    world_write(w, "frameworks/tree.csv", make_tree(&m, &w->arena));
    world_write(w, "frameworks/models/plain.csv", make_model(&m, &w->arena));
    world_write(w, "frameworks/profiles/steps.csv", make_profile(&m, &w->arena));
    world_write(w, "questionnaires/q.csv", make_form(&m, &w->arena));
    if (!world_load(w, "q")) {
        check_print_diags(&w->ds);
        fail();
    }
}
