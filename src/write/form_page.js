/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page around the questions: score and progress on top, sections with their progress, file, messages. */

const page = {};

/* ---- texts that hold scores -------------------------------------------------------------------------------------- */

/* Shows a score, and holds its full digits for whoever wants them. */
function showScore(element, score) {
    const now = readScore(score);
    setText(element, now.word ? textIn(now.word) : now.text);
    const {status, value, low, high, coverage} = now;
    Object.assign(element.dataset, {node: score.node, status, value, low, high, coverage});
    return now;
}

const rangeText = (now) => now.hasRange ? fill("RANGE_OF", now.lowText, now.highText) : "";

/* ---- top ------------------------------------------------------------------------------------------------------ */

function languageSwitch() {
    const names = form.data.langs.map((lang) => new Intl.DisplayNames([lang], {type: "language"}).of(lang));
    const buttons = form.data.langs.map((lang, index) =>
        make("button", {type: "button", lang, on: {click: () => { speak(index); update(); }}}, names[index]));
    speaking(() => buttons.forEach((one, index) => one.setAttribute("aria-pressed", String(index === form.lang))));
    return saidAttribute(make("div", {class: "langs", role: "group", hidden: buttons.length < 2}, ...buttons),
        "aria-label", "LANGUAGE");
}

function makeBar() {
    page.score = make("strong", {class: "value"});
    page.range = make("span", {class: "range"});
    page.done = make("span", {class: "done"});
    page.meter = make("progress", {max: "1", "aria-hidden": "true"});
    const isScored = form.data.totals.length > 0;
    const score = make("p", {class: "score", hidden: !isScored}, said(make("span", {class: "label"}), "SCORE_NOW"), " ",
        page.score, " ", page.range);
    saidAttribute(page.range, "title", "RANGE_WHY");
    return make("header", {class: "bar"}, score, make("p", {class: "progress"}, page.done, page.meter),
        button("NEXT", goToNext, {class: "next"}), languageSwitch());
}

/* ---- contents ---------------------------------------------------------------------------------------------------- */

function contentsLine(area) {
    area.count = make("span", {class: "count"});
    area.meter = make("progress", {max: "1", "aria-hidden": "true"});
    area.navScore = make("span", {class: "navscore", hidden: !area.score});
    const link = said(make("a", {href: `#${area.anchor}`}), area.label);
    return make("li", {}, link, area.navScore, area.count, area.meter);
}

/* A questionnaire may ask about several frameworks: each has a total of its own, and the first is on top. */
function totalLine(total) {
    total.shown = make("span", {class: "navscore"});
    return make("li", {}, said(make("span", {}), "TOTAL_OF", total.label), total.shown);
}

function makeContents() {
    const lines = page.areas.map(contentsLine);
    const totals = form.data.totals.length > 1 ? form.data.totals.map(totalLine) : [];
    const more = [make("li", {}, said(make("a", {href: "#evidence"}), "EVIDENCE")), ...totals];
    const list = make("ol", {}, make("li", {}, said(make("a", {href: "#profile"}), "PROFILE")), ...lines, ...more);
    const fold = make("details", {class: "contents", open: window.matchMedia("(min-width: 62rem)").matches},
        said(make("summary", {}), "SECTIONS"), list);
    return saidAttribute(make("nav", {}, fold), "aria-label", "SECTIONS");
}

function makeFileBox() {
    const kinds = ".csv,.json,.txt,text/csv,application/json";
    const file = make("input", {type: "file", accept: kinds, id: "open", class: "vh"});
    file.addEventListener("change", () => { openFile(file.files[0]); file.value = ""; });
    page.kept = make("p", {class: "note kept"});
    const label = said(make("label", {for: "open", class: "button"}), "OPEN");
    return make("section", {class: "file", "aria-labelledby": "file-title"},
        said(make("h2", {id: "file-title"}), "FILE"),
        button("SAVE_CSV", () => save("csv"), {class: "main"}), button("SAVE_JSON", () => save("json")),
        make("span", {class: "open"}, file, label), button("PRINT", () => window.print()),
        button("CLEAR", clearAll, {class: "quiet"}), said(make("p", {class: "note"}), "OPEN_HINT"), page.kept);
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

function makeSection(area, section) {
    const questions = section.questions.map((index) => area.part.questions[index]).filter((one) => !one.isTwin);
    const parts = questions.map(makeQuestion);
    if (!section.label || parts.length === 0) {
        return parts;
    }
    section.shown = make("span", {class: "sectionscore", hidden: !section.score});
    const title = said(make("span", {}), section.label.map((text) => section.node ? `${section.node} ${text}` : text));
    return [make("h3", {}, title, " ", section.shown), ...parts];
}

function makeArea(area) {
    const id = `${area.anchor}-title`, tag = area.level === 3 ? "h3" : "h2";
    area.shown = make("span", {class: "areascore", hidden: !area.score});
    area.range = make("span", {class: "range", hidden: !area.score});
    const title = said(make(tag, {id}), area.label);
    return make("section", {class: "area", id: area.anchor, "aria-labelledby": id},
        make("div", {class: "areahead"}, title, make("p", {class: "areanow"}, area.shown, " ", area.range)),
        ...area.sections.flatMap((section) => makeSection(area, section)));
}

function findAreas(part, level) {
    return part.data.areas.map((area, index) => {
        const questions = area.sections.flatMap((section) => section.questions).map((i) => part.questions[i]);
        return {...area, part, level, label: area.label || "QUESTIONS", anchor: `${part.sheet}-area-${index + 1}`,
            questions: questions.filter((one) => !one.isTwin)};
    });
}

/* Folded, since it is not what is assessed. */
function makeAbout() {
    page.aboutCount = make("span", {class: "filled"});
    const summary = make("summary", {}, said(make("span", {}), "ABOUT_ORGANISATION"), page.aboutCount);
    return make("details", {class: "about"}, summary, ...page.aboutAreas.map(makeArea));
}

function makeProfile() {
    page.settings = make("div", {}, makeSettings());
    const about = page.aboutAreas.length > 0 ? [makeAbout()] : [];
    return make("section", {class: "area", id: "profile", "aria-labelledby": "profile-title"},
        make("div", {class: "areahead"}, said(make("h2", {id: "profile-title"}), "PROFILE")), page.settings, ...about);
}

function makeEvidenceArea() {
    page.evidence = make("div", {}, makeEvidence());
    return make("section", {class: "area", id: "evidence", "aria-labelledby": "evidence-title"},
        make("div", {class: "areahead"}, said(make("h2", {id: "evidence-title"}), "EVIDENCE")), page.evidence);
}

/* ---- words about the form ---------------------------------------------------------------------------------------- */

function makeIntro() {
    const data = form.data, line = (...text) => said(make("p", {}), ...text);
    const live = make("p", {});
    speaking(() => setText(live, data.problem ? fill("NOT_LIVE", data.problem)
        : data.model ? fill("LIVE", `${textIn(data.model.label)}, ${data.model.version}`) : textIn("NO_SCORE")));
    const box = make("section", {class: "intro"}, said(make("h1", {}), data.title), line("HOW_1"), line("HOW_2"), live);
    page.unconfirmed = make("p", {class: "confirm", hidden: true});
    box.append(page.unconfirmed);
    return box;
}

function makeFoot() {
    const data = form.data, pair = (word, text) => [said(make("dt", {}), word), make("dd", {}, text)];
    return make("footer", {}, make("dl", {}, ...pair("FORM_ID", data.form_id), ...pair("VERSION", data.version),
        ...pair("FINGERPRINT", data.sha256)), said(make("p", {}), "PAGE_BY", data.program));
}

function makePage() {
    page.areas = findAreas(form.parts[0], 2);
    page.aboutAreas = form.parts.slice(1).flatMap((part) => findAreas(part, 3));
    page.messages = make("div", {class: "messages", id: "messages", role: "status", tabindex: "-1", hidden: true});
    page.spoken = make("div", {class: "vh", role: "status", "aria-live": "polite"});
    const skip = said(make("a", {class: "skip", href: "#questions"}), "SKIP");
    const main = make("main", {id: "questions", tabindex: "-1"}, makeIntro(), page.messages, makeProfile(),
        ...page.areas.map(makeArea), makeEvidenceArea());
    const side = make("div", {class: "side"}, makeContents(), makeFileBox());
    speaking(() => { document.title = textIn(form.data.title); });
    document.body.append(skip, makeBar(), make("div", {class: "frame"}, side, main), makeFoot(), page.spoken);
}

/* ---- messages ---------------------------------------------------------------------------------------------------- */

/* Parts: lists of a word and what fills it; {items: [element or text]} is a list of them. */
function tell(...parts) {
    const close = button("CLOSE", () => { page.messages.hidden = true; }, {class: "quiet"});
    const lines = parts.map((part) => part.items ? make("ul", {}, ...part.items.map((item) => make("li", {}, item)))
        : make("p", {}, fill(...part)));
    page.messages.replaceChildren(...lines, close);
    page.messages.hidden = false;
    page.messages.scrollIntoView({block: "nearest"});
    page.messages.focus({preventScroll: true});
}

/* ---- what follows from the answers ------------------------------------------------------------------------------- */

function updateArea(area) {
    const {done, all} = progressOf(area.questions);
    if (area.count) {
        setText(area.count, fill("PROGRESS_OF", done, all));
        area.meter.value = all > 0 ? done / all : 1;
    }
    if (area.score) {
        const now = showScore(area.shown, area.score);
        setText(area.range, rangeText(now));
        setText(area.navScore, now.word ? "–" : now.text);
        area.sections.filter((section) => section.score && section.shown)
            .forEach((section) => showScore(section.shown, section.score));
    }
}

function updateTop() {
    const {done, all} = progressOf(page.areas.flatMap((area) => area.questions));
    setText(page.done, fill("ANSWERED_OF", done, all));
    page.meter.value = all > 0 ? done / all : 1;
    if (form.data.totals.length > 0) {
        setText(page.range, rangeText(showScore(page.score, form.data.totals[0].score)));
        form.data.totals.filter((total) => total.shown).forEach((total) => showScore(total.shown, total.score));
    }
    if (page.aboutCount) {
        const about = progressOf(page.aboutAreas.flatMap((area) => area.questions));
        setText(page.aboutCount, fill("ANSWERED_OF", about.done, about.all));
    }
    const open = form.parts.flatMap(questionsShown).filter((one) => answerOf(one).unconfirmed).length;
    setHidden(page.unconfirmed, open === 0);
    setText(page.unconfirmed, fill("UNCONFIRMED_COUNT", open));
}

/* What a screen reader is told, once answering pauses. */
function speakProgress() {
    const isScored = form.data.totals.length > 0;
    const text = isScored ? fill("SPOKEN", page.score.textContent, page.range.textContent, page.done.textContent)
        : fill("SPOKEN_NO_SCORE", page.done.textContent);
    setText(page.spoken, text);
}
