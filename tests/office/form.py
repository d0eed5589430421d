# SPDX-License-Identifier: GPL-3.0-or-later
# Fills a form workbook as a respondent would, and holds what a spreadsheet then computes against the engine.
#
#   form.py fill FORM FILLED ANSWERS SEED HOW    HOW: words of random, na-area, sorted, reworded
#   form.py compare RECALCULATED RESULT          RESULT: the engine's JSON for ANSWERS
#
# Knows the form by what form.h promises: the hidden row of keys, ids, and the hidden sheets.
import csv
import json
import random
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")


def header(sheet):
    """The row of keys and the columns by key; None on a sheet without lines."""
    for row in sheet.iter_rows(max_row=12):
        keys = {str(c.value): c.column for c in row if c.value is not None}
        if "question" in keys and "answer" in keys and "na_reason" in keys:
            return row[0].row, keys
    return None


def table(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], r)) for r in rows[1:] if r[0] is not None or r[1] is not None]


def pick(rng, options, how, area, is_first):
    if "na-area" in how and is_first:
        return next((o for o in options if o.startswith("na ")), "")
    if not options or rng.random() < 0.2:
        return ""
    return rng.choice(options)


def typed(rng, option, how):
    """The option as chosen, its code alone, or with other words behind the dash."""
    code = option.split(" – ")[0]
    kind = rng.randrange(3) if "reworded" in how else 0
    if kind == 1:
        return int(code) if code.isdigit() else code
    return code + " – 別の文言 / other words" if kind == 2 else option


def shuffle(rng, sheet, first, keys, n):
    rows = [[sheet.cell(first + i, c).value for c in keys.values()] for i in range(n)]
    rng.shuffle(rows)
    for i, row in enumerate(rows):
        for c, value in zip(keys.values(), row):
            sheet.cell(first + i, c).value = value


def fill(form, filled, answers, seed, how):
    rng = random.Random(int(seed))
    book = openpyxl.load_workbook(form)
    options = [r[3] for r in book["_lists"].iter_rows(min_row=2, values_only=True)]
    lines = {r["id"]: r for r in table(book["_lines"])}
    said, reason, is_first = {}, {}, True
    for sheet in book:
        found = header(sheet)
        if not found:
            continue
        first, keys = found[0] + 2, found[1]
        n = 0
        while sheet.cell(first + n, keys["question"]).value:
            line = lines[sheet.cell(first + n, keys["question"]).value]
            if "reworded" in how:
                sheet.cell(first + n, keys["label"]).value = "何か別の質問文"
            if line["kind"] != 2:
                mine = options[line["first"] : line["first"] + line["count"]]
                option = pick(rng, mine, how, sheet.title, is_first)
                if option:
                    sheet.cell(first + n, keys["answer"]).value = typed(rng, option, how)
                    said[line["id"]] = option.split(" – ")[0]
                if option.startswith("na "):
                    sheet.cell(first + n, keys["na_reason"]).value = "not ours"
                    reason[line["id"]] = "not ours"
            n += 1
        if "sorted" in how:
            shuffle(rng, sheet, first, keys, n)
        is_first = False
    book.save(filled)
    write_answers(answers, lines, said, reason)


def write_answers(path, lines, said, reason):
    several = {}
    with open(path, "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(["question", "answer", "na_reason"])
        for name in lines:
            if "/" in name:
                question, option = name.split("/")
                several.setdefault(question, {})[option] = said.get(name, "")
            elif name in said:
                out.writerow([name, said[name], reason.get(name, "")])
        for question, ticks in several.items():
            chosen = [o for o, s in ticks.items() if s == "1"]
            cannot = [o for o, s in ticks.items() if s == "na"]
            if not chosen and all(ticks.values()):
                chosen = ["none"]
            out.writerow([question, " ".join(chosen), ""])
            if cannot:
                out.writerow(["n" + question[1:], " ".join(cannot), "not ours"])


def compare(recalculated, result):
    book = openpyxl.load_workbook(recalculated, data_only=True)
    errors = [
        f"{s.title}!{c.coordinate} {c.value}"
        for s in book for row in s.iter_rows() for c in row
        if isinstance(c.value, str) and c.value.startswith("#") and c.value.endswith(("!", "?", "A"))
    ]
    calc = {r[0]: r[1] for r in book["_calc"].iter_rows(values_only=True) if r[0]}
    statuses = ["scored", "not_rated", "blank", "blocked", "na", "not_asked"]
    n = 0
    with open(result) as f:
        nodes = json.load(f)["nodes"]
    for node in nodes:
        names = [node["id"], node.get("framework", "") + ":" + node["id"]]
        stem = next((s for s in names if s + ".status" in calc), None)
        if stem is None:
            continue
        status = statuses[int(calc[stem + ".status"])]
        if status != node["status"]:
            errors.append(f"{stem}: status {status}, engine {node['status']}")
        if node["status"] in ("na", "not_asked"):
            continue
        for what, key in (("value", "score"), ("low", "low"), ("high", "high"), ("coverage", "coverage")):
            mine, engine = calc.get(f"{stem}.{what}"), node[key]
            if mine is None or engine is None:
                continue
            n += 1
            if abs(mine - engine) > 1e-9:
                errors.append(f"{stem}.{what}: {mine!r}, engine {engine!r}")
    print(f"{n} numbers compared", *errors[:20], sep="\n")
    return not errors and n >= 10


if sys.argv[1] == "fill":
    fill(*sys.argv[2:6], sys.argv[6:])
else:
    sys.exit(0 if compare(*sys.argv[2:4]) else 1)
