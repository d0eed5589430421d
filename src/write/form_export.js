/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers as sheets of an answers file, and files for the reader to keep. */

const settingColumns = ["form_id", "version", ...settingNames];

function settingsSheet() {
    const own = {form_id: form.data.form_id, version: form.data.version, ...form.settings};
    return {name: "settings", header: settingColumns, rows: [settingColumns.map((name) => own[name] || "")]};
}

/* All questions, so that one that was not answered is seen to be blank. */
function answersSheet(part) {
    const rows = [...part.byName.values()].map((question) => {
        const answer = answerOf(question);
        return [question.name, ...aspects.map((aspect) => answer[aspect]), textIn(question.label), question.hash];
    });
    return {name: part.sheet, header: ["question", ...aspects, "label", "hash"], rows};
}

function evidenceSheet() {
    const rows = form.evidence.map((one, i) => [String(i + 1), ...evidenceNames.map((name) => one[name])]);
    const filled = rows.filter((row) => row.slice(1).some((text) => text !== ""));
    return {name: "evidence", header: ["no", ...evidenceNames], rows: filled};
}

function answersSheets() {
    const sheets = [settingsSheet(), answersSheet(form.parts[0])];
    for (const part of form.parts.slice(1)) {
        if (Object.values(part.answers).some(isFilled)) {
            sheets.push(answersSheet(part));
        }
    }
    const evidence = evidenceSheet();
    return evidence.rows.length > 0 ? [...sheets, evidence] : sheets;
}

/* "psirt-full-Meridian-Robotics.csv": letters of any script, and nothing that a file name cannot hold. */
function fileName(extension) {
    const parts = [form.data.form_id, form.settings.organisation, form.settings.unit];
    const safe = parts.map((part) => part.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, ""));
    return `${safe.filter((part) => part !== "").join("-").slice(0, 100)}.${extension}`;
}

/* Hands the answers to the reader as a file; its name. */
function saveFile(kind) {
    const sheets = answersSheets(), name = fileName(kind);
    const text = kind === "csv" ? csvText(sheets) : jsonText(sheets);
    const url = URL.createObjectURL(new Blob([text], {type: kind === "csv" ? "text/csv" : "application/json"}));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    return name;
}
