/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets as text and back: CSV books as psirtgauge reads them, and JSON with the same sheets.

   A sheet is {name, header, rows}; a row of what was read is {line, cells} with its cells by column. */

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* A spreadsheet takes such a text for a formula, but not behind a blank; readers of answers drop outer blanks, so the
   value stays what it is. */
const looksLikeFormula = (text) => /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !decimalText.test(text);

function csvCell(text) {
    const safe = looksLikeFormula(text) ? ` ${text}` : text;
    return /[",;\t\r\n]|^ /.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/* With a byte order mark, by which spreadsheets know UTF-8. */
function csvText(sheets) {
    const lines = [];
    for (const sheet of sheets) {
        lines.push(sheet.name);
        for (const row of [sheet.header, ...sheet.rows]) {
            lines.push(["", ...row].map(csvCell).join(","));
        }
    }
    return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function jsonText(sheets) {
    const book = {};
    for (const sheet of sheets) {
        book[sheet.name] = sheet.rows.map((row) => {
            const cells = sheet.header.map((column, i) => [column, row[i]]);
            return Object.fromEntries(cells.filter(([column, text]) => text !== "" && column !== "label"));
        });
    }
    return `${JSON.stringify(book, null, 1)}\n`;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

class Damage extends Error {}

/* Spreadsheets of many countries save with semicolons. */
function guessMark(text) {
    const line = text.split("\n").find((one) => /[,;\t]/.test(one)) || ",";
    return [",", ";", "\t"].sort((x, y) => line.split(y).length - line.split(x).length)[0];
}

/* Rows of cells with the line that each begins in. */
function csvRows(text) {
    const mark = guessMark(text), rows = [];
    let row = {line: 1, cells: []}, cell = "", line = 1, isQuoted = false, quoteLine = 0;
    const endCell = () => { row.cells.push(cell); cell = ""; };
    const endRow = () => { endCell(); rows.push(row); row = {line, cells: []}; };
    for (let i = 0; i < text.length; i++) {
        const c = text[i];
        line += c === "\n" || (c === "\r" && text[i + 1] !== "\n") ? 1 : 0;
        if (isQuoted) {
            if (c !== '"') {
                cell += c;
            } else if (text[i + 1] === '"') {
                cell += text[++i];
            } else {
                isQuoted = false;
            }
        } else if (c === '"' && cell === "") {
            isQuoted = true;
            quoteLine = line;
        } else if (c === mark) {
            endCell();
        } else if (c === "\n" || c === "\r") {
            i += c === "\r" && text[i + 1] === "\n" ? 1 : 0;
            line += c === "\r" && text[i] === "\n" ? 1 : 0;
            endRow();
        } else {
            cell += c;
        }
    }
    if (isQuoted) {
        throw new Damage("BROKEN_QUOTE", {cause: [quoteLine]});
    }
    if (cell !== "" || row.cells.length > 0) {
        endRow();
    }
    return rows.filter((one) => one.cells.some((text) => text.trim() !== ""));
}

/* Texts keep their own line breaks as they are; outer blanks are none of theirs. */
const tidy = (text) => text.replace(/\r\n?/g, "\n").trim();

function rowOf(header, cells, line) {
    const named = header.map((column, i) => [column, tidy(cells[i] || "")]);
    return {line, cells: Object.fromEntries(named.filter(([column]) => column !== ""))};
}

/* A map of sheets by name; null when the text is no book and no plain table of answers. */
function csvSheets(text) {
    const sheets = new Map();
    let sheet = null;
    for (const {line, cells} of csvRows(text)) {
        const texts = cells.map((cell) => cell.trim()), isAlone = texts.slice(1).every((cell) => cell === "");
        if (texts[0] !== "" && isAlone) {
            sheet = {name: texts[0].toLowerCase(), header: null, rows: []};
            sheets.set(sheet.name, sheet);
        } else if (!sheet) {
            sheet = {name: "answers", header: texts.map((cell) => cell.toLowerCase()), rows: []};
            sheets.set(sheet.name, sheet);
        } else if (!sheet.header) {
            sheet.header = texts.map((cell) => cell.toLowerCase());
        } else {
            sheet.rows.push(rowOf(sheet.header, cells, line));
        }
    }
    const answers = sheets.get("answers");
    return answers && answers.header && answers.header.includes("question") ? sheets : null;
}

function jsonSheets(text) {
    let book;
    try {
        book = JSON.parse(text);
    } catch {
        throw new Damage("BROKEN_JSON", {cause: []});
    }
    const isSheet = (rows) => Array.isArray(rows) && rows.every((row) => row !== null && typeof row === "object");
    if (book === null || typeof book !== "object" || !isSheet(book.answers)) {
        return null;
    }
    const sheets = new Map();
    for (const [name, rows] of Object.entries(book).filter(([, value]) => isSheet(value))) {
        const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
        const textOf = (value) => value === null || value === undefined ? "" : tidy(String(value));
        sheets.set(name.toLowerCase(), {name, header, rows: rows.map((row, i) =>
            ({line: i + 1, cells: Object.fromEntries(header.map((column) => [column, textOf(row[column])]))}))});
    }
    return sheets;
}
