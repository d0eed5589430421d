/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elements, and their texts in the language chosen. A text is a word of the form (its id) or a list of one text for
   each language; speak() says everything anew when the language changes. */

let spoken = []; /* functions that say a text again */
let nextId = 1;

const newId = (stem) => `${stem}-${nextId++}`;
const textIn = (text) => (typeof text === "string" ? form.data.words[text] : text)[form.lang];

/* Fills {1}, {2} … */
function fill(text, ...parts) {
    const said = parts.map((part) => Array.isArray(part) ? textIn(part) : String(part));
    return textIn(text).replace(/\{(\d)\}/g, (mark, n) => n <= said.length ? said[n - 1] : mark);
}

/* An element with attributes; children are elements and texts as they stand. */
function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
        if (name === "on") {
            Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
        } else if (typeof value === "boolean") {
            element.toggleAttribute(name, value);
        } else {
            element.setAttribute(name, value);
        }
    }
    element.append(...children);
    return element;
}

/* Calls 'say' now and whenever the language changes. */
function speaking(say) {
    spoken.push(say);
    say();
}

/* The element with this text in it. */
function said(element, text, ...parts) {
    speaking(() => { element.textContent = fill(text, ...parts); });
    return element;
}

function saidAttribute(element, name, text, ...parts) {
    speaking(() => element.setAttribute(name, fill(text, ...parts)));
    return element;
}

function speak(lang) {
    form.lang = lang;
    document.documentElement.lang = form.data.langs[lang];
    spoken.forEach((say) => say());
}

/* A button with a text. */
function button(word, onClick, attributes) {
    return said(make("button", {type: "button", ...attributes, on: {click: onClick}}), word);
}

/* A labelled field of one text. 'field' is an input, select or textarea. */
function labelled(word, field, ...parts) {
    field.id = field.id || newId("field");
    return make("div", {class: "field"}, said(make("label", {for: field.id}), word, ...parts), field);
}

function textField(value, onInput, attributes) {
    const {rows, ...others} = attributes || {};
    const field = rows ? make("textarea", {rows, ...others}) : make("input", {type: "text", ...others});
    field.value = value;
    field.addEventListener("input", () => onInput(field.value));
    return field;
}

/* Options: lists of a value and its word or texts. */
function selectField(value, options, onChange) {
    const field = make("select", {}, ...options.map(([name, text]) => said(make("option", {value: name}), text)));
    field.value = value;
    field.addEventListener("change", () => onChange(field.value));
    return field;
}

function setHidden(element, isHidden) {
    if (element.hidden !== isHidden) {
        element.hidden = isHidden;
    }
}

function setText(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}
