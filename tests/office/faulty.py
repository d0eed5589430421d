# SPDX-License-Identifier: GPL-3.0-or-later
# A workbook of somebody else, as values: two groups of answers, their scores and the total, with three faults of the field
# planted (a range that is too short, two groups pooled, items averaged instead of groups); the same without faults; the
# files that say what is asked and how it is scored, and the map of the cells.   faulty.py FOLDER
import csv
import os
import sys

import openpyxl

folder = sys.argv[1]
groups = {"A": [1, 2, 3, 4], "B": [4, 4], "C": [0, 1, 2]}


def mean(x):
    return sum(x) / len(x)


def write(name, rows):
    with open(os.path.join(folder, name), "w", newline="") as f:
        csv.writer(f).writerows(rows)


def book(name, scores):
    b = openpyxl.Workbook()
    b.active.title = "Answers"
    b.active.append(["Question", "Answer"])
    for answers in groups.values():
        for answer in answers:
            b.active.append([f"q_{b.active.max_row}", answer])
    sheet = b.create_sheet("Scores")
    sheet.append(["Scores"])
    sheet.append(["Group", "Name", "Score"])
    for group, score in scores.items():
        sheet.append([group, f"Group {group}", score])
    b.save(os.path.join(folder, name))


right = {g: mean(a) for g, a in groups.items()}
total = mean(list(right.values()))
every = [x for a in groups.values() for x in a]
book("right.xlsx", {**right, "total": total})
# A: the last answer is left out; B: pooled with C; the total: of the answers, not of the groups
book("book.xlsx", {"A": mean(groups["A"][:3]), "B": mean(groups["B"] + groups["C"]), "C": right["C"], "total": mean(every)})

survey, nodes, cells, n = [], [], [], 0
for i, (group, answers) in enumerate(groups.items()):
    nodes.append(["", group, "", "group", f"Group {group}"])
    cells.append(["Scores", f"C{3 + i}", "", group, ""])
    for k in range(len(answers)):
        n += 1
        nodes.append(["", f"{group}.{k + 1}", group, "item", f"Item {group}.{k + 1}"])
        survey.append(["", "decimal", f"q_{n}", f"Item {n}", f"{group}.{k + 1}", "level", 0, 4])
        cells.append(["Answers", f"B{n + 1}", f"q_{n}", "", ""])
cells.append(["Scores", "C6", "", "total", ""])
write("questionnaire.csv", [["survey"], ["", "type", "name", "label", "node", "layer", "credit_from", "credit_to"]] + survey
      + [["settings"], ["", "form_title", "form_id", "framework", "model"], ["", "Faulty", "faulty", "total", "faulty"]])
write("framework.csv", [["settings"], ["", "id", "label"], ["", "total", "Total"], ["nodes"],
                        ["", "id", "parent", "level", "label"]] + nodes)
write("model.csv", [["settings"], ["", "id", "label", "scale_min", "scale_max"], ["", "faulty", "Means", 0, 4], ["layers"],
                    ["", "id"], ["", "level"], ["rules"], ["", "level", "input", "aggregate"],
                    ["", "item", "layers", "mean"], ["", "*", "children", "mean"]])
write("map.csv", [["sheet", "cell", "question", "node", "layer"]] + cells)
