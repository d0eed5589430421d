/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "world.h"

#include "check.h"

const char world_tree[] = "settings\n,id,version,label,attribution\n,tree,1,Tree,By nobody\n"
                          "nodes\n,id,parent,level,label,weight\n"
                          ",a,,area,Area a,\n,a.1,a,service,Service a.1,\n,f1,a.1,function,Function 1,\n"
                          ",f1.1,f1,part,Part 1.1,\n,f1.2,f1,part,Part 1.2,\n,f1.3,f1,part,Part 1.3,\n"
                          ",f2,a.1,function,Function 2,\n,a.2,a,service,Service a.2,2\n,f3,a.2,function,Function 3,\n"
                          ",f3.1,f3,part,Part 3.1,\n,f3.2,f3,part,Part 3.2,\n"
                          ",b,,area,Area b,\n,f4,b,function,Function 4,\n";

const char world_model[] =
    "settings\n,id,version,scale_max,decimals,na_unexplained,na_limit,na_level,profile\n"
    ",plain,1,4,2,na,0.2,area,steps\n"
    "layers\n,id,weight\n,depth,2\n,breadth,1\n"
    "rules\n,level,input,aggregate,min_coverage\n,*,layers,mean,0.5\n,*,children,mean,0.5\n"
    "bands\n,id,low,high\n,low,0,2\n,high,2,4\n"
    "variants\n,id,aggregate,weights\n,depth_only,mean,depth=1\n,product,product,depth=1 breadth=1\n"
    ",minimum,min,depth=1 breadth=1\n";

const char world_profile[] =
    "settings\n,id,framework,cumulative\n,steps,tree,yes\n"
    "stages\n,id,order,label\n,first,1,First\n,second,2,Second\n"
    "minima\n,stage,node,layer,min\n,first,a.1,depth,2\n,second,f2,depth,2\n,second,b,depth,2\n";

#define ASKED(d) "${" d "} != '0' and ${" d "} != 'na'"
#define ALONE "\"not(selected(., 'none') and count-selected(.) > 1)\""
#define DEPTH(list, n, credit) "," list "," n "," n "," credit ",\n"
#define LEVELS(list)                                                                                                   \
    DEPTH(list, "0", "0")                                                                                              \
    DEPTH(list, "1", "0.25")                                                                                           \
    DEPTH(list, "2", "0.5")                                                                                            \
    DEPTH(list, "3", "0.75")                                                                                           \
    DEPTH(list, "4", "1")

const char world_form[] =
    "settings\n,form_id,version,framework,model\n,q,1,tree,plain\n"
    "survey\n,type,name,label,relevant,constraint,node,layer,weight\n"
    ",select_one depth,d_1,D1,,,f1,depth,\n"
    ",select_multiple b1,b_1,B1," ASKED(
        "d_1") "," ALONE ",f1,breadth,\n"
               ",select_multiple n1,n_1,N1," ASKED(
                   "d_1") ",,f1,not_applicable,\n"
                          ",select_one depth,d_2,D2,,,f2,depth,\n"
                          ",select_one depth,d_3,D3,,,f3,depth,\n"
                          ",select_multiple b3,b_3,B3," ASKED(
                              "d_3") "," ALONE ",f3,breadth,\n"
                                     ",select_one depth,d_4,D4,,,f4,depth,1\n"
                                     ",select_one depth,e_4,E4,,,f4,depth,3\n"
                                     "choices\n,list_name,name,label,credit,state\n" LEVELS(
                                         "depth") ",depth,na,N/"
                                                  "A,,na\n,depth,dk,Unknown,,dk\n,depth,alt,Otherwise,0.75,alternate\n"
                                                  ",b1,f1.1,P,1,\n,b1,f1.2,P,1,\n,b1,f1.3,P,1,\n,b1,none,None,0,\n"
                                                  ",n1,f1.1,P,,\n,n1,f1.2,P,,\n,n1,f1.3,P,,\n"
                                                  ",b3,f3.1,P,1,\n,b3,f3.2,P,1,\n,b3,none,None,0,\n"
                                                  "advice\n,question,towards,text\n,d_1,1,Begin\n,d_1,3,Write\n,d_2,4,"
                                                  "Measure\n";

void world_make(struct world *w) {
    *w = (struct world){0};
    folder_make(&w->folder);
    w->library.root = w->folder.path;
    world_write(w, "frameworks/tree.csv", world_tree);
    world_write(w, "frameworks/models/plain.csv", world_model);
    world_write(w, "frameworks/profiles/steps.csv", world_profile);
    world_write(w, "questionnaires/q.csv", world_form);
}

const char *world_write(struct world *w, const char *name, const char *text) {
    return folder_write(&w->folder, name, text);
}

static void forget_answers(struct world *w) {
    answers_free(w->answers);
    w->answers = NULL;
    w->card = NULL;
    diags_clear(&w->ds);
}

bool world_load_request(struct world *w, const struct kit_request *request) {
    forget_answers(w);
    kit_free(w->kit);
    w->kit = kit_load(&w->library, request, &w->ds);
    check_true((w->kit != NULL) == (w->ds.n_errors == 0));
    return w->kit != NULL;
}

bool world_load(struct world *w, const char *questionnaire) {
    return world_load_request(w, &(struct kit_request){.questionnaire = questionnaire});
}

bool world_answer(struct world *w, const char *text) {
    forget_answers(w);
    w->answers = answers_open(folder_write(&w->folder, "answers.csv", text), &w->ds);
    if (!w->answers || !answers_read(w->answers, w->kit->questionnaire, &w->ds)) {
        return false;
    }
    w->card = score_answers(w->kit, w->answers, &w->arena);
    return true;
}

const struct node_score *world_node(const struct world *w, const char *id) {
    int card, node;
    if (!kit_find_node(w->kit, id, &card, &node)) {
        print_error("no node '%s'\n", id);
        fail();
    }
    return &w->card[card].node[node];
}

void world_clear(struct world *w) {
    forget_answers(w);
    kit_free(w->kit);
    folder_remove(&w->folder);
    arena_clear(&w->arena);
}

int world_set_up(void **state) {
    struct world *w = calloc(1, sizeof *w);
    world_make(w);
    check_true(world_load(w, "q"));
    check_no_diags(&w->ds);
    *state = w;
    return 0;
}

int world_tear_down(void **state) {
    world_clear(*state);
    free(*state);
    return 0;
}

const char *world_edit(struct arena *a, const char *text, const char *from, const char *to) {
    const char *at = strstr(text, from);
    if (!at) {
        print_error("no '%s' to edit\n", from);
        fail();
    }
    return arena_printf(a, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}
