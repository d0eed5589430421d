# SPDX-License-Identifier: GPL-3.0-or-later
# Scores answers anew, from the files alone and by the rule's words, and compares each number with a report's CSV:
#     awk -f recompute.awk FRAMEWORK QUESTIONNAIRE ANSWERS REPORT.csv
# Written without a look at src/: a function is (2 × depth + breadth) / 3, depth alone without breadth; what is above is the
# plain mean of what is below and applies. Prints a line a number that differs, and how many were compared.

# The fields of a CSV line into f[]; no field of these files holds a line break.
function split_csv(line, n, c, field, is_quoted) {
    split("", f)
    n = 1
    while (line != "") {
        if (substr(line, 1, 1) == "\"") {
            field = ""
            line = substr(line, 2)
            while ((c = index(line, "\"")) > 0 && substr(line, c + 1, 1) == "\"") {
                field = field substr(line, 1, c)
                line = substr(line, c + 2)
            }
            f[n++] = field substr(line, 1, c - 1)
            line = substr(line, c + 2)
        } else {
            c = index(line, ",")
            f[n++] = c ? substr(line, 1, c - 1) : line
            line = c ? substr(line, c + 1) : ""
        }
    }
    return n - 1
}
function header(n, i) { split("", at); for (i = 1; i <= n; i++) at[f[i]] = i }
function get(name) { return name in at ? f[at[name]] : "" }

FNR == 1 { file++; sheet = ""; is_header = 1; sub(/^\357\273\277/, "") }
{
    sub(/\r$/, "")
    n = split_csv($0)
    if (file < 4 && f[1] != "" && n == 1) { sheet = f[1]; is_header = 1; next }
    if (is_header) { header(n); is_header = 0; n_columns = n; for (i = 1; i <= n; i++) column[i] = f[i]; next }
}
file == 1 && sheet == "nodes" { order[++n_nodes] = get("id"); parent[get("id")] = get("parent") }
file == 2 && sheet == "survey" && get("layer") != "" { question[get("layer"), get("node")] = get("name") }
file == 2 && sheet == "survey" && get("name") ~ /^n_/ { twin[get("node")] = get("name") }
file == 2 && sheet == "survey" { split(get("type"), word, " "); list[get("name")] = word[2] }
file == 2 && sheet == "choices" {
    credit[get("list_name"), get("name")] = get("credit")
    options[get("list_name")] = options[get("list_name")] " " get("name")
}
file == 3 && "question" in at { answer[get("question")] = get("answer") }
file == 3 && sheet == "" && !("question" in at) { for (i = 1; i <= n_columns; i++) answer[column[i]] = f[i] }
file == 4 && get("table") == "nodes" && get("statistic") == "score" {
    for (c in at) reported[get("row"), get("column"), c] = f[at[c]]
    rows[++n_rows] = get("row") SUBSEP get("column")
}

# A layer or the total of node x: state "ok", "blank" or "na"; value v, worst lo, best hi, share of the weight answered c.
function set_layer(x, layer, state, v, lo, hi, c) {
    st[x, layer] = state; val[x, layer] = v; low[x, layer] = lo; high[x, layer] = hi
    cov[x, layer] = state == "ok" ? c == "" ? 1 : c : 0
}
function depth(x, q, a) {
    q = question["depth", x]; a = answer[q]
    if (a == "na") set_layer(x, "depth", "na")
    else if (a == "") set_layer(x, "depth", "blank", 0, 0, 1)
    else set_layer(x, "depth", "ok", credit[list[q], a], credit[list[q], a], credit[list[q], a])
}
function has(text, w) { return index(" " text " ", " " w " ") > 0 }
function breadth(x, q, a, d, k, n, got, of, word, out) {
    q = question["breadth", x]; a = answer[q]; d = answer[question["depth", x]]
    if (d == "0") { set_layer(x, "breadth", "ok", 0, 0, 0); return }
    if (a == "") { set_layer(x, "breadth", "blank", 0, 0, 1); return }
    out = x in twin ? answer[twin[x]] : ""
    n = split(options[q_list = list[q]], word, " ")
    for (k = 1; k <= n; k++) {
        if (has(a, word[k])) got += credit[q_list, word[k]]
        if (has(a, word[k]) || !has(out, word[k])) of += credit[q_list, word[k]]
    }
    if (of == 0) set_layer(x, "breadth", "na")
    else set_layer(x, "breadth", "ok", got / of, got / of, got / of)
}
function item(x, weight, sum, of, l, h, all) {
    depth(x)
    if (st[x, "depth"] == "na") { st[x, "total"] = "na"; if (("breadth", x) in question) st[x, "breadth"] = "na"; return }
    if (("breadth", x) in question) breadth(x)
    join_parts(x, "total", x SUBSEP "depth", 2, x SUBSEP "breadth", 1)
}
function join_parts(x, to, a, wa, b, wb) {
    s = w = l = h = all = answered = 0
    add(a, wa); add(b, wb)
    finish(x, to)
}
function add(key, weight) {
    if (!(key in st) || st[key] == "na") return
    all += weight; l += weight * low[key]; h += weight * high[key]; answered += weight * cov[key]
    if (st[key] == "ok") { w += weight; s += weight * val[key] }
}
function finish(x, to) {
    if (all == 0) { if (na) st[x, to] = "na"; return }
    set_layer(x, to, w ? "ok" : "blank", w ? s / w : 0, l / all, h / all, answered / all)
}
function above(x, to, k) {
    s = w = l = h = all = answered = na = 0
    for (k = 1; k <= n_nodes; k++) {
        if (parent[order[k]] != x) continue
        if ((order[k], to) in st && st[order[k], to] == "na") na = 1
        add(order[k] SUBSEP to, 1)
    }
    finish(x, to)
    na = 0
}
function off(a, b) { return a - b > 1e-12 || b - a > 1e-12 }
function status_of(key) {
    if (!(key in st)) return "not_asked"
    return st[key] != "ok" ? st[key] : cov[key] < 0.5 - 1e-12 ? "not_rated" : "scored"
}
function is_right(row, key, status) {
    if (reported[row, "status"] != status) return 0
    if (status == "not_asked" || status == "na") return 1
    if (off(reported[row, "low"], low[key]) || off(reported[row, "high"], high[key])) return 0
    return status == "scored" ? !off(reported[row, "value"], val[key]) : reported[row, "value"] == ""
}

END {
    for (k = n_nodes; k >= 1; k--) {
        x = order[k]
        if (("depth", x) in question) item(x)
        else { above(x, "total"); above(x, "depth"); above(x, "breadth") }
    }
    above("", "total"); above("", "depth"); above("", "breadth")
    for (k = 1; k <= n_rows; k++) {
        split(rows[k], part, SUBSEP)
        if (part[1] in parent) x = part[1]
        else if (part[1] ~ /^first-/) x = ""
        else continue # another framework
        key = x SUBSEP part[2]
        n_compared++
        if (is_right(rows[k], key, status_of(key))) continue
        printf "%s %s: reported %s (%s to %s, %s), recomputed %.17g (%.17g to %.17g, %s)\n", part[1], part[2],
            reported[rows[k], "value"], reported[rows[k], "low"], reported[rows[k], "high"], reported[rows[k], "status"],
            val[key], low[key], high[key], status_of(key)
    }
    print n_compared + 0 " compared"
}
