/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form's script begins here: start() reads the data, builds the page, and answers what the reader does.

   form_number.js     numbers as psirtgauge computes them; what the compiled model calls
   form_condition.js  conditions of questions
   form_answers.js    answers, what may be entered, what follows
   form_score.js      scores
   form_csv.js        sheets as CSV and JSON, and back
   form_export.js     answers as sheets and files
   form_import.js     files as answers, with what does not fit
   form_keep.js       what the browser keeps
   form_element.js    elements and their texts
   form_question.js   one question on the page
   form_evidence.js   settings and evidence on the page
   form_page.js       the page around the questions */

const KEEP_AFTER = 300, SPEAK_AFTER = 1200;
const timers = {};

function later(name, delay, action) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, delay);
}

/* ---- after a change ---------------------------------------------------------------------------------------------- */

/* Brings the page up to date with the answers. */
function update() {
    form.parts.forEach(decideAsked);
    computeScores();
    form.parts.flatMap(questionsShown).forEach(updateQuestion);
    [...page.areas, ...page.aboutAreas].forEach(updateArea);
    updateTop();
    showKept();
}

/* Answers that are put on the page all at once. */
function showAll() {
    form.parts.flatMap(questionsShown).forEach(showQuestion);
    page.settings.replaceChildren(makeSettings());
    page.evidence.replaceChildren(makeEvidence());
    update();
}

function keep() {
    clearTimeout(timers.keep);
    page.isKept = keepAnswers(form.isChanged);
    showKept();
}

function showKept() {
    setText(page.kept, page.isKept === undefined ? "" : textIn(page.isKept ? "SAVED_HERE" : "SAVED_NOT"));
    page.kept.classList.toggle("fault", page.isKept === false);
}

/* The reader changed something; 'part' is null where no question is concerned. */
function changed(part) {
    form.isChanged = true;
    if (part) {
        update();
        later("speak", SPEAK_AFTER, speakProgress);
    }
    later("keep", KEEP_AFTER, keep);
}

/* ---- going about ------------------------------------------------------------------------------------------------- */

function openAround(element) {
    const fold = element.closest("details.about");
    if (fold) {
        fold.open = true;
    }
}

function goTo(question) {
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const field = view(question).element.querySelector("fieldset input, fieldset textarea, fieldset select");
    openAround(view(question).element);
    view(question).element.scrollIntoView({block: "center", behavior: isStill ? "auto" : "smooth"});
    (field || view(question).element).focus({preventScroll: true});
}

/* The first that is left behind the one that the reader is at, or else from the start. */
function goToNext() {
    const all = page.areas.flatMap((area) => area.questions);
    const at = document.activeElement && document.activeElement.closest(".question");
    const here = all.findIndex((question) => view(question).element === (at || page.lastAt));
    const inTurn = [...all.slice(here + 1), ...all.slice(0, here + 1)];
    const next = inTurn.find((question) => stateOf(question) === "left");
    if (next) {
        goTo(next);
    } else {
        tell(["NEXT_NONE"]);
    }
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

function faultItem(question) {
    const link = make("a", {href: `#${view(question).id}`}, `${question.name}: ${textIn(faultOf(question))}`);
    link.addEventListener("click", (event) => { event.preventDefault(); goTo(question); });
    return link;
}

function save(kind) {
    const name = saveFile(kind), shown = form.parts.flatMap(questionsShown);
    const wrong = shown.filter(faultOf);
    const left = page.areas.flatMap((area) => area.questions).filter((one) => stateOf(one) === "left");
    form.isChanged = false;
    keep();
    const parts = [["SAVED_FILE", name]];
    if (left.length > 0) {
        parts.push(["SAVED_LEFT", left.length]);
    }
    if (wrong.length > 0) {
        parts.push(["SAVED_WRONG", wrong.length], {items: wrong.map(faultItem)});
    }
    tell(...parts);
}

const hasAnswers = () => form.evidence.length > 0 ||
    form.parts.some((part) => Object.values(part.answers).some(isFilled));

function problemItem({line, word, fill: parts}) {
    const text = fill(word, ...parts);
    return line > 0 ? fill("IMPORT_ROW", line, text) : text;
}

async function openFile(file) {
    if (!file) {
        return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer()), reading = readFile(file.name, bytes);
    if (reading.refusal) {
        const [word, ...parts] = reading.refusal.map((one) => Array.isArray(one) ? fill(...one) : one);
        tell([word, ...parts]);
        return;
    }
    if (hasAnswers() && !window.confirm(fill("IMPORT_SURE", file.name))) {
        return;
    }
    takeReading(reading);
    form.isChanged = reading.problems.length > 0;
    showAll();
    keep();
    const problems = reading.problems.length > 0
        ? [["IMPORT_PROBLEMS", reading.problems.length], {items: reading.problems.map(problemItem)}] : [];
    tell(["IMPORTED", file.name, reading.taken], ...reading.notes, ...problems);
}

function clearAll() {
    if (!window.confirm(textIn("CLEAR_SURE"))) {
        return;
    }
    clearAnswers();
    forgetAnswers();
    form.isChanged = false;
    showAll();
    tell(["CLEARED"]);
}

/* ---- start ------------------------------------------------------------------------------------------------------- */

function takeCarried() {
    for (const row of form.data.carried) {
        const question = form.parts[0].byName.get(row.question);
        if (question) {
            form.parts[0].answers[row.question] = {...textsOf(aspects, row), unconfirmed: row.answer !== ""};
        }
    }
}

/* Answers that this browser kept; what it says then. */
function restore() {
    page.isKept = storage() ? undefined : false;
    if (page.isKept === false) {
        return null;
    }
    try {
        const kept = restoreAnswers();
        form.isChanged = kept !== null && kept.isChanged;
        return kept && ["RESTORED", new Date(kept.at).toLocaleString(form.data.langs[form.lang])];
    } catch {
        clearAnswers();
        takeCarried();
        return ["RESTORE_BROKEN"];
    }
}

/* What is folded away is not printed: what holds something is unfolded. */
function unfold() {
    for (const question of form.parts.flatMap(questionsShown)) {
        if (view(question).fold && countDetails(question) > 0) {
            openDetails(question);
            view(question).fold.open = true;
        }
        if (isFilled(answerOf(question))) {
            openAround(view(question).element);
        }
    }
}

function listenForFiles() {
    const mark = (isOver) => document.body.classList.toggle("drop", isOver);
    document.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
    document.addEventListener("dragleave", (event) => mark(event.relatedTarget !== null));
    document.addEventListener("drop", (event) => {
        event.preventDefault();
        mark(false);
        openFile(event.dataTransfer.files[0]);
    });
}

function listen() {
    const keepChanges = () => { if (form.isChanged) { keep(); } };
    window.addEventListener("beforeunload", (event) => { if (form.isChanged) { event.preventDefault(); } });
    document.addEventListener("visibilitychange", () => { if (document.hidden) { keepChanges(); } });
    window.addEventListener("pagehide", keepChanges);
    document.addEventListener("focusin", (event) => {
        page.lastAt = event.target.closest(".question") || page.lastAt;
    });
    window.addEventListener("beforeprint", unfold);
    listenForFiles();
}

function browserLanguage() {
    const wanted = (navigator.languages || []).map((lang) => form.data.langs.indexOf(lang.split("-")[0]));
    return Math.max(0, wanted.find((index) => index >= 0) ?? 0);
}

function start(program) {
    const data = JSON.parse(document.getElementById("data").textContent);
    form.data = data;
    form.program = program;
    form.values = new Array(data.slots).fill(0);
    form.parts = [makePart(data.main, "answers"), ...(data.about ? [makePart(data.about, "about")] : [])];
    form.lang = data.asks_browser ? browserLanguage() : 0;
    clearAnswers();
    takeCarried();
    const restored = restore();
    makePage();
    speak(form.lang);
    showAll();
    listen();
    if (restored) {
        tell(restored);
    }
}
