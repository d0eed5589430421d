/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the answers in the browser, under the key of this very form. Where the browser keeps nothing, the page works
   all the same, and says so. */

function storage() {
    try {
        const box = window.localStorage;
        box.setItem("psirtgauge:try", "1");
        box.removeItem("psirtgauge:try");
        return box;
    } catch {
        return null;
    }
}

/* False when it could not be kept. */
function keepAnswers(isChanged) {
    const filled = form.parts.map((part) => Object.fromEntries(Object.entries(part.answers)
        .filter(([, answer]) => isFilled(answer) || answer.unconfirmed)));
    const kept = {at: Date.now(), isChanged, settings: form.settings, evidence: form.evidence, answers: filled};
    try {
        window.localStorage.setItem(form.data.key, JSON.stringify(kept));
        return true;
    } catch {
        return false;
    }
}

function forgetAnswers() {
    try {
        window.localStorage.removeItem(form.data.key);
    } catch {
        /* what is not kept needs not be forgotten */
    }
}

/* Only what is a text where a text belongs: another page may have written under this key. */
function textsOf(names, from) {
    return Object.fromEntries(names.map((name) => [name, typeof from[name] === "string" ? from[name] : ""]));
}

/* When the answers were kept and whether they were changed since a file was saved; null when there are none. Throws
   when what is kept is broken. */
function restoreAnswers() {
    const text = window.localStorage.getItem(form.data.key);
    if (text === null) {
        return null;
    }
    const kept = JSON.parse(text);
    const answers = form.parts.map((part, i) => Object.entries(kept.answers[i] || {})
        .filter(([name]) => part.byName.has(name))
        .map(([name, answer]) => [name, {...textsOf(aspects, answer), unconfirmed: answer.unconfirmed === true}]));
    form.settings = textsOf(settingNames, kept.settings);
    form.evidence = kept.evidence.map((one) => textsOf(evidenceNames, one));
    form.parts.forEach((part, i) => Object.assign(part.answers, Object.fromEntries(answers[i])));
    return {at: Number(kept.at), isChanged: kept.isChanged === true};
}
