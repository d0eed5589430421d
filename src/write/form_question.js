/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question on the page: its choices or field, the reason when it does not apply, and, folded away, what the answer
   rests on. showQuestion() puts an answer on the page; updateQuestion() what follows from all answers. */

const view = (question) => question.view;

/* ---- answers from the page --------------------------------------------------------------------------------------- */

function setAnswer(question, text) {
    const answer = answerOf(question);
    answer.answer = text;
    answer.unconfirmed = false;
    changed(question.part);
}

/* The choices that are ticked, in the list's order. Ticking one unticks what it cannot stand beside. */
function tick(question, choice, isTicked) {
    const chosen = chosenOf(question);
    const others = chosen.map((name) => choiceOf(question, name)).filter((other) => other && other !== choice);
    const kept = isTicked ? others.filter((other) => !excludes(question, choice, other)) : others;
    const names = question.choices.filter((one) => kept.includes(one) || (one === choice && isTicked));
    setAnswer(question, names.map((one) => one.name).join(" "));
    showTicks(question);
}

/* What is done can apply: one of the two boxes of an option is ticked at most. */
function tickOption(question, choice, isTicked) {
    const twin = twinOf(question), cannot = twin && choiceOf(twin, choice.name);
    if (cannot && isTicked) {
        tick(twin, cannot, false);
    }
    tick(question, choice, isTicked);
}

function tickCannot(question, choice, isTicked) {
    const twin = twinOf(question);
    if (isTicked && chosenOf(question).includes(choice.name)) {
        tick(question, choice, false);
    }
    tick(twin, choiceOf(twin, choice.name), isTicked);
    showTicks(question);
}

function showTicks(question) {
    const shown = view(question);
    if (shown) {
        const chosen = chosenOf(question), twin = twinOf(question), cannot = twin ? chosenOf(twin) : [];
        shown.boxes.forEach((box, name) => { box.checked = chosen.includes(name); });
        shown.cannot.forEach((box, name) => { box.checked = cannot.includes(name); });
    }
}

/* ---- building ---------------------------------------------------------------------------------------------------- */

function choiceRow(question, choice, index) {
    const isOne = question.kind === "one", id = `${question.view.id}-${index}`;
    const box = make("input", {type: isOne ? "radio" : "checkbox", id, name: question.view.id, value: choice.name});
    box.addEventListener("change", () =>
        isOne ? setAnswer(question, choice.name) : tickOption(question, choice, box.checked));
    question.view.boxes.set(choice.name, box);
    const text = said(make("span", {id: `${id}-t`}), choice.label);
    const row = make("div", {class: "choice"}, make("label", {for: id}, box, text));
    const twin = twinOf(question);
    if (twin && choiceOf(twin, choice.name) && !isExclusive(question, choice)) {
        row.append(cannotBox(question, choice, id));
    }
    return row;
}

function cannotBox(question, choice, id) {
    const box = make("input", {type: "checkbox", id: `${id}-n`, "aria-labelledby": `${id}-nt ${id}-t`});
    box.addEventListener("change", () => tickCannot(question, choice, box.checked));
    question.view.cannot.set(choice.name, box);
    return make("label", {class: "cannot", for: `${id}-n`}, box, said(make("span", {id: `${id}-nt`}), "CANNOT"));
}

function answerField(question) {
    const label = `${question.view.id}-l`, kinds = {integer: "numeric", decimal: "decimal"};
    const attributes = {id: `${question.view.id}-f`, "aria-labelledby": label, autocomplete: "off"};
    if (question.kind === "text") {
        attributes.rows = "2";
        attributes.maxlength = "2000";
    } else if (question.kind === "date") {
        attributes.type = "date";
    } else {
        attributes.inputmode = kinds[question.kind];
    }
    const take = (text) => setAnswer(question, question.kind === "text" ? text.trim() : cleaned(text));
    return textField("", take, attributes);
}

/* The field of a question with one text, or a row for each choice. */
function answerParts(question) {
    if (question.choices.length > 0) {
        const rows = question.choices.map((choice, index) => choiceRow(question, choice, index));
        const needsNote = question.kind === "several" && !question.hint;
        const note = needsNote ? [said(make("p", {class: "note"}), "SEVERAL")] : [];
        return [...note, make("div", {class: "choices"}, ...rows)];
    }
    question.view.field = answerField(question);
    return [question.view.field];
}

/* Of the question itself, or of its twin: why these cannot apply. */
function reasonField(question) {
    const twin = twinOf(question), owner = twin || question;
    const field = textField("", (text) => { answerOf(owner).na_reason = text.trim(); changed(question.part); },
        {rows: "2", maxlength: "1000"});
    question.view.reason = field;
    question.view.reasonBox = labelled(twin ? "CANNOT_WHY" : "REASON", field);
    question.view.reasonBox.hidden = true;
    return question.view.reasonBox;
}

/* Made when it is first opened: there are several such fields a question. */
function fillDetails(question) {
    const answer = () => answerOf(question), shown = view(question);
    const take = (aspect) => (text) => { answer()[aspect] = text.trim(); changed(question.part); };
    const confidences = [["", "CONFIDENCE_NONE"], ...["1", "2", "3", "4", "5"].map((n) => [n, `CONFIDENCE_${n}`])];
    shown.details = {
        confidence: selectField("", confidences, take("confidence")),
        evidence: textField("", take("evidence"), {rows: "2", maxlength: "2000"}),
        comment: textField("", take("comment"), {rows: "2", maxlength: "2000"}),
        owner: textField("", take("owner"), {maxlength: "200", autocomplete: "off"}),
        date: textField("", take("date"), {type: "date"}),
    };
    const labels = {confidence: "CONFIDENCE", evidence: "EVIDENCE_AT", comment: "COMMENT", owner: "OWNER",
        date: "DATE"};
    shown.fold.append(make("div", {class: "details"},
        ...Object.entries(shown.details).map(([aspect, field]) => labelled(labels[aspect], field))));
    showDetails(question);
}

function showDetails(question) {
    for (const [aspect, field] of Object.entries(view(question).details || {})) {
        field.value = answerOf(question)[aspect];
    }
}

function openDetails(question) {
    if (!view(question).details) {
        fillDetails(question);
    }
}

function detailsFold(question) {
    const mark = make("span", {class: "filled"});
    const summary = make("summary", {}, said(make("span", {}), "DETAILS"), mark);
    const fold = make("details", {class: "fold"}, summary);
    fold.addEventListener("toggle", () => { if (fold.open) { openDetails(question); } });
    question.view.fold = fold;
    question.view.mark = mark;
    return fold;
}

function legend(question) {
    const id = `${question.view.id}-l`;
    const state = make("span", {class: "state"});
    question.view.state = state;
    return make("legend", {}, state, said(make("span", {class: "text", id}), question.label));
}

/* The element of a question. Of those about the organisation the answer alone is asked. */
function makeQuestion(question) {
    const id = `q-${question.part.sheet}-${question.name}`;
    question.view = {id, boxes: new Map(), cannot: new Map(), field: null, details: null};
    const shown = question.view;
    shown.message = make("p", {class: "fault", id: `${id}-m`, hidden: true});
    shown.note = make("p", {class: "note", hidden: true});
    const field = make("fieldset", {"aria-describedby": `${id}-h ${id}-m`}, legend(question));
    const hint = said(make("p", {class: "hint", id: `${id}-h`}), question.hint || form.data.langs.map(() => ""));
    const clear = button("CLEAR_ANSWER", () => clearAnswer(question), {class: "quiet", hidden: true});
    shown.confirm = make("p", {class: "confirm", hidden: true}, said(make("span", {}), "UNCONFIRMED"), " ",
        button("CONFIRM", () => confirmAnswer(question), {class: "small"}));
    const fold = question.part.sheet === "answers" ? [detailsFold(question)] : [];
    field.append(make("p", {class: "qid"}, question.name), hint, shown.confirm, ...answerParts(question),
        shown.message, reasonField(question), clear, ...fold);
    Object.assign(shown, {fieldset: field, clear});
    shown.element = make("section", {class: "question", id, tabindex: "-1"}, field, shown.note);
    return shown.element;
}

/* ---- doing ------------------------------------------------------------------------------------------------------- */

function clearAnswer(question) {
    const twin = twinOf(question), answer = answerOf(question);
    answer.na_reason = "";
    if (twin) {
        answerOf(twin).answer = answerOf(twin).na_reason = "";
    }
    setAnswer(question, "");
    showQuestion(question);
    view(question).element.focus();
}

function confirmAnswer(question) {
    answerOf(question).unconfirmed = false;
    changed(question.part);
    view(question).element.focus();
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

function showQuestion(question) {
    const shown = view(question), answer = answerOf(question), twin = twinOf(question);
    showTicks(question);
    if (shown.field) {
        shown.field.value = answer.answer;
    }
    shown.reason.value = twin ? answerOf(twin).na_reason : answer.na_reason;
    showDetails(question);
}

const stateWords = {not_asked: "STATE_NOT_ASKED", left: "STATE_LEFT", answered: "STATE_ANSWERED", na: "STATE_NA"};

function needsReason(question) {
    const owner = twinOf(question) || question;
    return isNotApplicable(question) || cannotOf(question).length > 0 || answerOf(owner).na_reason !== "";
}

function countDetails(question) {
    const answer = answerOf(question);
    return ["confidence", "evidence", "comment", "owner", "date"].filter((name) => answer[name] !== "").length;
}

/* What of a question is seen, beside its answer itself. */
function looksOf(question) {
    const state = stateOf(question), fault = faultOf(question), isOut = state === "not_asked", twin = twinOf(question);
    return {
        state, isOut,
        mark: fault ? "STATE_WRONG" : stateWords[state],
        fault: fault ? textIn(fault) : "",
        n: countDetails(question),
        hasText: answerOf(question).answer !== "" || (twin !== undefined && answerOf(twin).answer !== ""),
        hasReason: !isOut && needsReason(question),
        isOpen: !isOut && answerOf(question).unconfirmed === true,
        lang: form.lang,
    };
}

/* Touches the page only where something is to be seen. */
function updateQuestion(question) {
    const shown = view(question), looks = looksOf(question), all = Object.values(looks).join("|");
    if (shown.looks === all) {
        return;
    }
    const {state, isOut, mark, fault, n, hasText, hasReason, isOpen} = looks;
    shown.looks = all;
    shown.element.dataset.state = fault ? "wrong" : state;
    setText(shown.state, textIn(mark));
    shown.fieldset.disabled = isOut;
    setHidden(shown.note, !isOut);
    setText(shown.note, isOut ? textIn(hasText ? "NOT_ASKED_KEPT" : "NOT_ASKED") : "");
    setHidden(shown.message, fault === "");
    setText(shown.message, fault);
    setHidden(shown.reasonBox, !hasReason);
    setHidden(shown.clear, isOut || !hasText);
    setHidden(shown.confirm, !isOpen);
    if (shown.mark) {
        setText(shown.mark, n > 0 ? fill("DETAILS_FILLED", n) : "");
    }
}
