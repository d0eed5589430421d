/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from a file that this form, or psirtgauge, wrote. Whatever does not fit is told, line by line. */

const FILE_MOST = 20e6;

/* What is read so far: new answers, and problems as lists of a word and what fills it. */
function newReading() {
    return {answers: form.parts.map(() => new Map()), settings: null, evidence: [], problems: [], notes: [], taken: 0};
}

function report(reading, row, word, ...fill) {
    reading.problems.push({line: row ? row.line : 0, word, fill});
}

/* ---- bytes to sheets --------------------------------------------------------------------------------------------- */

const hasKana = (text) => /[\u3040-\u30FF\u4E00-\u9FFF]/.test(text);

/* UTF-8 as this form writes it, and what spreadsheets make of it when they save. */
function textOfBytes(bytes, reading) {
    const decode = (encoding) => {
        try {
            return new TextDecoder(encoding, {fatal: true}).decode(bytes);
        } catch {
            return null;
        }
    };
    const marks = {"255,254": "utf-16le", "254,255": "utf-16be"};
    const wide = marks[bytes.slice(0, 2).join(",")], text = decode(wide || "utf-8");
    if (text !== null) {
        return text;
    }
    const japanese = decode("shift_jis"), isJapanese = japanese !== null && hasKana(japanese);
    reading.notes.push(["IMPORT_ENCODING", isJapanese ? "Shift_JIS" : "Windows-1252"]);
    return isJapanese ? japanese : decode("windows-1252");
}

function sheetsOf(text) {
    return text.trimStart().startsWith("{") ? jsonSheets(text) : csvSheets(text);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

/* The name of the choice that a word means: '3', '３', or '3 – text'. */
function choiceNamed(question, word) {
    const code = cleaned(word.split(/\s+[–-]\s+/)[0]);
    const fits = (choice, same) => same(choice.name) === same(code);
    const found = question.choices.find((choice) => fits(choice, (name) => name)) ||
        question.choices.find((choice) => fits(choice, (name) => name.toLowerCase()));
    return found ? found.name : null;
}

function readChoices(question, text) {
    const wanted = question.kind === "one" ? [text] : words(cleaned(text));
    const names = wanted.map((word) => choiceNamed(question, word));
    return names.includes(null) ? null : names.join(" ");
}

/* The text as the form keeps it; null after a report. */
function readAnswer(reading, row, question, text) {
    if (text === "") {
        return "";
    }
    if (question.choices.length > 0) {
        const names = readChoices(question, text);
        if (names === null) {
            report(reading, row, "IMPORT_NO_ANSWER", question.name, text);
        }
        return names;
    }
    const clean = question.kind === "text" ? text : cleaned(text);
    if (faultOfText(question, clean)) {
        report(reading, row, question.kind === "date" ? "IMPORT_NO_DATE" : "IMPORT_NO_NUMBER", question.name, text);
        return null;
    }
    return clean;
}

function readAspects(reading, row, question, answer) {
    for (const aspect of aspects.slice(1)) {
        const text = row.cells[aspect] || "";
        const isConfidence = aspect === "confidence" && text !== "" && !/^[1-5]$/.test(cleaned(text));
        const isNoDate = aspect === "date" && text !== "" && !isDate(cleaned(text));
        if (isConfidence || isNoDate) {
            report(reading, row, isConfidence ? "IMPORT_NO_CONFIDENCE" : "IMPORT_NO_DATE", question.name, text);
        } else {
            answer[aspect] = aspect === "confidence" || aspect === "date" ? cleaned(text) : text;
        }
    }
}

function readRow(reading, part, row) {
    const name = cleaned(row.cells.question || ""), question = part.byName.get(name);
    const taken = reading.answers[form.parts.indexOf(part)];
    const isBlank = aspects.every((aspect) => !row.cells[aspect]);
    if (!question || taken.has(name)) {
        if (name !== "" || !isBlank) {
            report(reading, row, question ? "IMPORT_TWICE" : "IMPORT_NO_QUESTION", name);
        }
        return;
    }
    const answer = emptyAnswer(), text = readAnswer(reading, row, question, row.cells.answer || "");
    answer.answer = text || "";
    readAspects(reading, row, question, answer);
    taken.set(name, answer);
    reading.taken += answer.answer === "" ? 0 : 1;
    if (row.cells.hash && row.cells.hash !== question.hash && answer.answer !== "") {
        report(reading, row, "IMPORT_CHANGED", name);
    }
}

/* ---- the sheets -------------------------------------------------------------------------------------------------- */

function checkColumns(reading, sheet, known) {
    for (const column of sheet.header || []) {
        if (column !== "" && !known.includes(column)) {
            report(reading, null, "IMPORT_NO_COLUMN", `${sheet.name}: ${column}`);
        }
    }
}

const answerColumns = ["question", ...aspects, "label", "options", "hint", "hash", "confirmed"];

function readSettings(reading, sheet) {
    checkColumns(reading, sheet, settingColumns);
    const cells = sheet.rows.length > 0 ? sheet.rows[0].cells : {};
    reading.settings = Object.fromEntries(settingNames.map((name) => [name, cells[name] || ""]));
    reading.form = [cells.form_id || "", cells.version || ""];
}

function readEvidence(reading, sheet) {
    checkColumns(reading, sheet, ["no", ...evidenceNames]);
    for (const row of sheet.rows) {
        const one = Object.fromEntries(evidenceNames.map((name) => [name, row.cells[name] || ""]));
        const place = Number(cleaned(row.cells.no || ""));
        const isPlaced = Number.isInteger(place) && place > reading.evidence.length && place < 1000;
        while (isPlaced && reading.evidence.length < place - 1) {
            reading.evidence.push(Object.fromEntries(evidenceNames.map((name) => [name, ""])));
        }
        reading.evidence.push(one);
    }
}

function readSheet(reading, sheet) {
    const part = form.parts.find((one) => one.sheet === sheet.name);
    if (part) {
        checkColumns(reading, sheet, answerColumns);
        sheet.rows.forEach((row) => readRow(reading, part, row));
    } else if (sheet.name === "settings") {
        readSettings(reading, sheet);
    } else if (sheet.name === "evidence") {
        readEvidence(reading, sheet);
    } else {
        report(reading, null, "IMPORT_NO_SHEET", sheet.name);
    }
}

/* The file as a reading, or {refusal: [word, …]}. Nothing is changed yet. */
function readFile(name, bytes) {
    const reading = newReading();
    let sheets;
    if (bytes.length > FILE_MOST) {
        return {refusal: ["IMPORT_TOO_LARGE", name]};
    }
    try {
        sheets = sheetsOf(textOfBytes(bytes, reading));
    } catch (error) {
        if (!(error instanceof Damage)) {
            throw error;
        }
        return {refusal: ["IMPORT_BROKEN", [error.message, ...error.cause]]};
    }
    if (!sheets) {
        return {refusal: ["IMPORT_NO_FILE", name]};
    }
    sheets.forEach((sheet) => readSheet(reading, sheet));
    const [id, version] = reading.form || ["", ""];
    if (id !== "" && id !== form.data.form_id) {
        return {refusal: ["IMPORT_OTHER_FORM", id, form.data.form_id]};
    }
    if (version !== "" && version !== form.data.version) {
        reading.notes.push(["IMPORT_OTHER_VERSION", version, form.data.version]);
    }
    return reading;
}

/* Puts what was read in place of what is there. A plain table has no settings: those stay. */
function takeReading(reading) {
    const settings = form.settings;
    clearAnswers();
    form.settings = reading.settings || settings;
    form.evidence = reading.evidence;
    form.parts.forEach((part, i) => reading.answers[i].forEach((answer, name) => { part.answers[name] = answer; }));
}
