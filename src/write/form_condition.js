/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of a questionnaire, as report/web_condition.c writes them; computed as model/condition_value.c does. */

const decimalText = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

function conditionNumber(x) {
    return typeof x === "string" ? (decimalText.test(x) ? Number(x) : NaN) : Number(x);
}

function conditionTruth(x) {
    return typeof x === "number" ? !Number.isNaN(x) && x !== 0 : typeof x === "string" ? x !== "" : x;
}

const words = (text) => text.split(/\s+/).filter((word) => word !== "");

function conditionEqual(x, y) {
    if (typeof x === "boolean" || typeof y === "boolean") {
        return conditionTruth(x) === conditionTruth(y);
    }
    const a = conditionNumber(x), b = conditionNumber(y);
    return Number.isNaN(a) || Number.isNaN(b) ? String(x) === String(y) : a === b;
}

const conditionFunctions = {
    "=": conditionEqual,
    "!=": (x, y) => !conditionEqual(x, y),
    "<": (x, y) => conditionNumber(x) < conditionNumber(y),
    "<=": (x, y) => conditionNumber(x) <= conditionNumber(y),
    ">": (x, y) => conditionNumber(x) > conditionNumber(y),
    ">=": (x, y) => conditionNumber(x) >= conditionNumber(y),
    "+": (x, y) => conditionNumber(x) + conditionNumber(y),
    "-": (x, y) => conditionNumber(x) - conditionNumber(y),
    "*": (x, y) => conditionNumber(x) * conditionNumber(y),
    "div": (x, y) => conditionNumber(y) === 0 ? NaN : conditionNumber(x) / conditionNumber(y),
    "mod": (x, y) => conditionNumber(y) === 0 ? NaN : conditionNumber(x) % conditionNumber(y),
    "or": (x, y) => conditionTruth(x) || conditionTruth(y),
    "and": (x, y) => conditionTruth(x) && conditionTruth(y),
    "negate": (x) => -conditionNumber(x),
    "not": (x) => !conditionTruth(x),
    "selected": (x, y) => words(String(x)).includes(String(y)),
    "count-selected": (x) => words(String(x)).length,
    "string-length": (x) => [...String(x)].length,
    "number": conditionNumber,
    "string": String,
    "if": (x, y, z) => conditionTruth(x) ? y : z,
    "coalesce": (x, y) => String(x) !== "" ? x : y,
    "true": () => true,
    "false": () => false,
};

/* 'valueOf' gives the answer to a question by its name, and by "" the answer that is looked at itself. */
function conditionValue(term, valueOf) {
    if (!Array.isArray(term)) {
        return term;
    }
    const [name, ...parts] = term;
    if (name === "question" || name === "self") {
        return valueOf(name === "self" ? "" : parts[0]);
    }
    return conditionFunctions[name](...parts.map((part) => conditionValue(part, valueOf)));
}

const holds = (term, valueOf) => conditionTruth(conditionValue(term, valueOf));
