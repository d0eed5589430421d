/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random_world.h"

#include "check.h"

enum { NODES_MAX = 25, LEVELS = 3 };
static const char *const aggregates[] = {"mean", "min", "max", "product", "median"};

struct maker {
    struct random *r;
    int n_nodes, parent[NODES_MAX], n_layers;
    bool is_leaf[NODES_MAX], has_level[LEVELS], has_twins;
    bool is_rich, has_conditions; /* all words of a model; whether a node is asked, an earlier one decides */
    int asked;                    /* the node that was asked before; −1 */
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
        int level = below(m, LEVELS), weight = below(m, 4);
        m->has_level[level] = true;
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

/* Of a first layer: what an earlier node says. */
static const char *when_asked(struct maker *m, struct arena *a) {
    return m->has_conditions && m->asked >= 0 && random_once_in(m->r, 4) ? arena_printf(a, "${d%d_0} != '0'", m->asked)
                                                                         : "";
}

/* The first layer of an item is one depth question or two; the others are choices of a list, asked when depth is
   there. */
static void ask(struct maker *m, int node, struct arena *a) {
    int n_depth = 1 + random_once_in(m->r, 4);
    const char *first = when_asked(m, a);
    for (int i = 0; i < n_depth; i++) {
        buf_printf(&m->survey, ",select_one depth,d%d_%d,Depth,%s,n%d,y0,%d\n", node, i, first, node, below(m, 3) + 1);
    }
    m->asked = node;
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
        if (m->is_rich && random_once_in(m->r, 3)) {
            buf_printf(&m->choices, ",b%d_%d,alt,Otherwise,%s,alternate\n", node, l, below(m, 3) ? "0.5" : "");
        }
    }
    if (m->has_twins && m->n_layers > 1 && random_once_in(m->r, 4)) {
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
        ",depth,na,NA,,na\n,depth,dk,DK,,dk\n%s,twin,c0,C,,\n,twin,c1,C,,\n%s",
        m->survey.data, m->is_rich ? ",depth,alt,Otherwise,0.5,alternate\n" : "", m->choices.data);
    buf_clear(&m->survey);
    buf_clear(&m->choices);
    return text;
}

/* ---- all words --------------------------------------------------------------------------------------------------- */

/* Each scale holds 1, so that no gate asks for more than there is, and each threshold is on its parts' scale. */
#define PICK(m, words) (words)[below(m, (int)ARRAY_LEN(words))]
static const char *const scales[] = {",", ",", "0,1", "0,10", "1,5", "-2,3", ",6"};

static const char *level_name(struct arena *a, int level) {
    return level == LEVELS ? "total" : arena_printf(a, "l%d", level);
}

static const char *make_rule(struct maker *m, const char *level, const char *input, bool has_gates, struct arena *a) {
    static const char *const joins[] = {"mean",       "min", "max",    "product", "median",
                                        "median_low", "sum", "deduct", "count",   "stairs"};
    static const char *const steps[] = {"gates", "gate_highest"};
    static const char *const na[] = {"", "", "exclude", "zero", "full", "constant", "forbid"};
    static const char *const blank[] = {"", "", "exclude", "zero", "lowest", "block", "all_or_zero"};
    static const char *const round[] = {"", "", "none", "half_up", "trunc", "half_even"};
    int coverage = below(m, 10), decimals = below(m, 3);
    const char *how = has_gates ? PICK(m, steps) : random_once_in(m->r, 4) ? "mean" : PICK(m, joins);
    const char *scale = PICK(m, scales), *na_word = PICK(m, na), *blank_word = PICK(m, blank);
    return arena_printf(a, ",%s,%s,%s,0.%d,1,%s,%s,%s,%d,%s\n", level, input, how, coverage, na_word, blank_word, scale,
                        decimals, PICK(m, round));
}

static const char *make_gates(struct maker *m, const char *level, struct arena *a) {
    static const char *const minima[] = {"0.25", "0.5", "0.75", "1"};
    const char *text = "";
    for (int step = 1, n = 1 + below(m, 3); step <= n; step++) {
        bool has_part = strcmp(level, "total") == 0 && random_once_in(m->r, 2);
        const char *part = has_part ? arena_printf(a, "%d", 1 + below(m, 2)) : "";
        text = arena_printf(a, "%s,%s,%d,%s,%s\n", text, level, step, part, PICK(m, minima));
    }
    return text;
}

static const char *make_rich_model(struct maker *m, struct arena *a) {
    static const char *const ends[] = {"0,1", "0,4", "1,5"};
    static const char *const dk[] = {"", "blank", "zero", "na"};
    static const char *const alternate[] = {"", "credit", "full", "zero"};
    static const char *const below_words[] = {"children", "items"};
    const char *end_words = PICK(m, ends), *dk_word = PICK(m, dk);
    const char *text =
        arena_printf(a, "settings\n,id,scale_min,scale_max,dk,alternate\n,plain,%s,%s,%s\nlayers\n,id,weight\n",
                     end_words, dk_word, PICK(m, alternate));
    m->n_layers = 1 + below(m, 3);
    for (int l = 0; l < m->n_layers; l++) {
        text = arena_printf(a, "%s,y%d,%d\n", text, l, l ? below(m, 4) : 1 + below(m, 3));
    }
    const char *gates = "";
    text = arena_printf(
        a, "%srules\n,level,input,aggregate,min_coverage,threshold,na,blank,scale_min,scale_max,decimals,round\n",
        text);
    text = arena_printf(a, "%s%s", text, make_rule(m, "*", "layers", false, a));
    text = arena_printf(a, "%s%s", text, make_rule(m, "*", "children", false, a));
    for (int level = 0; level <= LEVELS; level++) {
        if (level < LEVELS && (!m->has_level[level] || random_once_in(m->r, 3))) {
            continue;
        }
        const char *name = level_name(a, level);
        bool has_gates = random_once_in(m->r, 3);
        const char *input = has_gates ? "children" : PICK(m, below_words);
        text = arena_printf(a, "%s%s", text, make_rule(m, name, input, has_gates, a));
        if (level < LEVELS) {
            text = arena_printf(a, "%s%s", text, make_rule(m, name, "layers", false, a));
        }
        gates = has_gates ? arena_printf(a, "%s%s", gates, make_gates(m, name, a)) : gates;
    }
    text = *gates ? arena_printf(a, "%sgates\n,level,step,part,min\n%s", text, gates) : text;
    return arena_printf(a, "%svariants\n,id,aggregate,weights\n,v,%s,y0=2\n", text, aggregate(m));
}

static void make_rich(struct world *w, struct random *r, bool has_conditions) {
    struct maker m = {.r = r, .is_rich = true, .has_conditions = has_conditions, .asked = -1};
    world_write(w, "frameworks/tree.csv", make_tree(&m, &w->arena));
    world_write(w, "frameworks/models/plain.csv", make_rich_model(&m, &w->arena));
    world_write(w, "questionnaires/q.csv", make_form(&m, &w->arena));
    if (!world_load(w, "q")) {
        check_print_diags(&w->ds);
        fail();
    }
}

void random_world_of_words(struct world *w, struct random *r) { make_rich(w, r, false); }
void random_world_of_conditions(struct world *w, struct random *r) { make_rich(w, r, true); }

void random_world(struct world *w, struct random *r) {
    struct maker m = {.r = r, .has_twins = true};
    world_write(w, "frameworks/tree.csv", make_tree(&m, &w->arena));
    world_write(w, "frameworks/models/plain.csv", make_model(&m, &w->arena));
    world_write(w, "frameworks/profiles/steps.csv", make_profile(&m, &w->arena));
    world_write(w, "questionnaires/q.csv", make_form(&m, &w->arena));
    if (!world_load(w, "q")) {
        check_print_diags(&w->ds);
        fail();
    }
}
