# SPDX-License-Identifier: GPL-3.0-or-later
# Edits a form workbook as respondents do: edit.py FORM EDITED EDIT…   Knows the form by what form.h promises.
#
#   ID.COLUMN=VALUE   enters a value ("number:3" a number, "date:2026-11-24" a date, "bool:1" a truth value)
#   delete:ID  copy:ID  insert:ID (an empty line above)  note:ID:COLUMN:TEXT (a line above with that text alone)
#   reverse  (all lines of all sheets)   last:COLUMN (moves the column to the end)   drop:COLUMN (deletes it)
#   rename:ID:NEW   reword   hide   meta:KEY=VALUE   sheets (in another order)   strip (no hidden sheets)
import datetime
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")


class Lines:
    """A table of a sheet: the row of its keys, its columns by key, its rows by id."""

    def __init__(self, sheet, keys_row, columns, end):
        self.sheet, self.keys, self.columns, self.end = sheet, keys_row, columns, end
        self.id = columns.get("question", columns.get("key"))

    def rows(self):
        return range(self.keys + 2, self.end)

    def row(self, name):
        return next((r for r in self.rows() if self.sheet.cell(r, self.id).value == name), None)


def tables(book):
    found = []
    for sheet in book:
        starts = []
        for row in sheet.iter_rows():
            keys = {str(c.value): c.column for c in row if c.value is not None}
            if ("question" in keys and "answer" in keys) or ("key" in keys and "value" in keys):
                starts.append((row[0].row, keys))
        for i, (row, keys) in enumerate(starts):
            end = starts[i + 1][0] if i + 1 < len(starts) else sheet.max_row + 1
            found.append(Lines(sheet, row, keys, end))
    return found


def find(book, name):
    for t in tables(book):
        row = t.row(name)
        if row:
            return t, row
    sys.exit(f"no line {name}")


def typed(text):
    kind, _, rest = text.partition(":")
    if kind == "number":
        return float(rest) if "." in rest else int(rest)
    if kind == "date":
        return datetime.datetime.fromisoformat(rest)
    return rest == "1" if kind == "bool" else text


def values(t, row):
    return [t.sheet.cell(row, c).value for c in range(1, t.sheet.max_column + 1)]


def put(t, row, cells):
    for c, value in enumerate(cells, 1):
        t.sheet.cell(row, c).value = value


def reverse(book):
    for t in tables(book):
        if "na_reason" in t.columns:
            cells = [values(t, r) for r in t.rows()]
            for r, line in zip(t.rows(), reversed(cells)):
                put(t, r, line)


def move_column(book, key, is_dropped):
    for t in tables(book):
        if key in t.columns and "na_reason" in t.columns:
            last = t.sheet.max_column + 3
            for r in range(t.keys, t.end):
                cell = t.sheet.cell(r, t.columns[key])
                if not is_dropped:
                    t.sheet.cell(r, last).value = cell.value
                cell.value = None


def reword(book):
    for t in tables(book):
        for r in list(t.rows()) if "na_reason" in t.columns else []:
            t.sheet.cell(r, t.columns["label"]).value = "別の質問文"
            answer = t.sheet.cell(r, t.columns["answer"])
            if isinstance(answer.value, str) and " – " in answer.value:
                answer.value = answer.value.split(" – ")[0] + " – 別の選択肢"
        if "na_reason" in t.columns:
            for c in t.columns.values():
                t.sheet.cell(t.keys + 1, c).value = "見出し"


def edit(book, what):
    word, _, rest = what.partition(":")
    if word == "reverse":
        reverse(book)
    elif word in ("last", "drop"):
        move_column(book, rest, word == "drop")
    elif word == "reword":
        reword(book)
    elif word == "sheets":
        book._sheets.reverse()
    elif word == "strip":
        for sheet in [s for s in book if s.title.startswith("_")]:
            del book[sheet.title]
    elif word == "hide":
        for t in tables(book):
            for r in t.rows():
                t.sheet.row_dimensions[r].hidden = r % 2 == 0
    elif word in ("delete", "insert"):
        t, row = find(book, rest)
        t.sheet.delete_rows(row) if word == "delete" else t.sheet.insert_rows(row)
    elif word == "copy":
        t, row = find(book, rest)
        line = values(t, row)
        t.sheet.insert_rows(row)
        put(t, row, line)
    elif word == "note":
        name, column, text = rest.split(":")
        t, row = find(book, name)
        t.sheet.insert_rows(row)
        t.sheet.cell(row, t.columns[column]).value = text
    elif word == "rename":
        name, new = rest.split(":")
        t, row = find(book, name)
        t.sheet.cell(row, t.id).value = new
    else:
        place, _, value = what.partition("=")
        name, _, column = place.rpartition(".")
        t, row = find(book, name)
        t.sheet.cell(row, t.columns[column]).value = typed(value)


form = openpyxl.load_workbook(sys.argv[1])
for one in sys.argv[3:]:
    edit(form, one)
form.save(sys.argv[2])
