/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers, and what follows from each: whether its question is asked, and how it stands.

   form.parts are the questionnaire and the questions about the organisation. A part has its questions with 'index',
   'choices' and 'twin' looked up, and an answer by name; an answer is a text of each of 'aspects'. */

const aspects = ["answer", "na_reason", "confidence", "comment", "evidence", "owner", "date"];
const settingNames = ["organisation", "unit", "scope", "handling", "assessor", "date"];
const evidenceNames = ["title", "kind", "place", "date", "owner", "reviewer"];
const kindsAnswered = ["one", "several", "integer", "decimal", "date", "text"];

const form = {data: null, parts: [], settings: {}, evidence: [], lang: 0, values: [], program: []};

const emptyAnswer = () => Object.fromEntries(aspects.map((aspect) => [aspect, ""]));
const isAnswered = (question) => kindsAnswered.includes(question.kind);

/* A part of the data made ready to work with. */
function makePart(data, sheet) {
    const part = {data, sheet, questions: data.questions, byName: new Map(), answers: {}, asked: []};
    data.questions.forEach((question, index) => {
        question.index = index;
        question.part = part;
        question.choices = question.list === undefined ? [] : data.lists[question.list];
        if (isAnswered(question)) {
            part.byName.set(question.name, question);
            part.answers[question.name] = emptyAnswer();
        }
    });
    for (const question of data.questions) {
        if (question.twin !== undefined) {
            part.byName.get(question.twin).isTwin = true;
        }
    }
    return part;
}

const answerOf = (question) => question.part.answers[question.name];
const twinOf = (question) => question.part.byName.get(question.twin);
const chosenOf = (question) => words(answerOf(question).answer);
const choiceOf = (question, name) => question.choices.find((choice) => choice.name === name);

function clearAnswers() {
    for (const part of form.parts) {
        for (const name of Object.keys(part.answers)) {
            part.answers[name] = emptyAnswer();
        }
    }
    form.settings = {...form.data.settings, date: ""};
    form.evidence = [];
}

/* ---- what may be entered ----------------------------------------------------------------------------------------- */

/* Full-width digits and outer blanks are no mistakes. */
const cleaned = (text) => text.normalize("NFKC").trim();

function isDate(text) {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
    return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/* The word that says what is wrong with the text of an answer; null when nothing is. */
function faultOfText(question, text) {
    if (text === "") {
        return null;
    }
    const tests = {
        integer: [/^[+-]?\d+$/.test(text), "ERR_WHOLE"],
        decimal: [decimalText.test(text), "ERR_NUMBER"],
        date: [isDate(text), "ERR_DATE"],
    };
    const [isGood, word] = tests[question.kind] || [true, ""];
    return isGood ? null : word;
}

/* What a condition sees of a question: nothing of what is not asked or cannot be. */
function valueFor(part) {
    return (name) => {
        const question = part.byName.get(name);
        const text = question && part.asked[question.index] ? answerOf(question).answer : "";
        return text !== "" && faultOfText(question, text) ? "" : text;
    };
}

function breaksConstraint(question, text) {
    const others = valueFor(question.part);
    return text !== "" && question.constraint !== undefined &&
        !holds(question.constraint, (name) => name === "" ? text : others(name));
}

/* ---- what follows ------------------------------------------------------------------------------------------------ */

/* In the questions' order, since a question is asked by the answers before it. */
function decideAsked(part) {
    const valueOf = valueFor(part);
    part.questions.forEach((question, index) => {
        const isIn = question.group < 0 || part.asked[question.group];
        part.asked[index] = isIn && (question.relevant === undefined || holds(question.relevant, valueOf));
    });
}

const isNotApplicable = (question) => {
    const choices = chosenOf(question).map((name) => choiceOf(question, name));
    return choices.some((choice) => choice && choice.state === "na");
};

/* "not_asked", "left", "answered" or "na". */
function stateOf(question) {
    if (!question.part.asked[question.index]) {
        return "not_asked";
    }
    const twin = twinOf(question);
    if (twin && answerOf(question).answer === "") {
        const cannot = cannotOf(question), can = question.choices.filter((choice) => !isExclusive(question, choice));
        const isNone = can.length > 0 && can.every((choice) => cannot.includes(choice.name));
        return isNone ? "na" : "left";
    }
    const text = answerOf(question).answer;
    return text === "" || faultOfText(question, text) ? "left" : isNotApplicable(question) ? "na" : "answered";
}

/* The word of what needs another look at a question that is asked, or its own message; null. */
function faultOf(question) {
    if (!question.part.asked[question.index]) {
        return null;
    }
    const answer = answerOf(question), fault = faultOfText(question, answer.answer);
    if (fault) {
        return fault;
    }
    if (breaksConstraint(question, answer.answer)) {
        return question.message || "ERR_CONSTRAINT";
    }
    const twin = twinOf(question);
    const lacksReason = isNotApplicable(question) && answer.na_reason === "";
    const lacksCannot = cannotOf(question).length > 0 && answerOf(twin).na_reason === "";
    return lacksReason || lacksCannot ? "REASON_NEEDED" : null;
}

/* A choice that cannot stand beside another: it says something of the whole question, or the constraint forbids it. */
function isExclusive(question, choice) {
    const others = question.choices.filter((other) => other !== choice);
    return others.length > 0 && others.every((other) => excludes(question, choice, other));
}

function excludes(question, choice, other) {
    const isSpecial = [choice, other].some((one) => one.state === "na" || one.state === "dk");
    return isSpecial || breaksConstraint(question, `${choice.name} ${other.name}`);
}

/* The options that are said to be impossible here; "none of them" is no such option. */
function cannotOf(question) {
    const twin = twinOf(question);
    return twin ? chosenOf(twin).filter((name) => {
        const choice = choiceOf(question, name);
        return choice && !isExclusive(question, choice);
    }) : [];
}

/* Whether anything is entered. */
const isFilled = (answer) => aspects.some((aspect) => answer[aspect] !== "");

const questionsShown = (part) => part.questions.filter((question) => isAnswered(question) && !question.isTwin);

/* {done, all} of the questions that are asked. */
function progressOf(questions) {
    const states = questions.map(stateOf).filter((state) => state !== "not_asked");
    return {done: states.filter((state) => state !== "left").length, all: states.length};
}
