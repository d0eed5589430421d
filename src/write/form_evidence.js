/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the questions: who answers, and the list of evidence. */

const handlingLabels = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];

/* ---- settings ---------------------------------------------------------------------------------------------------- */

const settingWords = {organisation: "ORGANISATION", unit: "UNIT", scope: "SCOPE", handling: "HANDLING",
    assessor: "ASSESSOR", date: "DATE_FILLED"};

/* A label that is none of the list, from an earlier file, stays to be chosen. */
function handlingField(take) {
    const old = form.settings.handling, own = handlingLabels.includes(old) || old === "" ? [] : [old];
    const options = [...handlingLabels, ...own].map((label) => [label, form.data.langs.map(() => label)]);
    return selectField(old, [["", "NONE_CHOSEN"], ...options], take);
}

function settingField(name) {
    const take = (text) => { form.settings[name] = text.trim(); changed(null); };
    if (name === "handling") {
        return handlingField(take);
    }
    const isDate = name === "date";
    return textField(form.settings[name], take, isDate ? {type: "date"} : {maxlength: "500"});
}

function makeSettings() {
    const fields = settingNames.map((name) => labelled(settingWords[name], settingField(name)));
    return make("div", {class: "fields"}, ...fields);
}

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

const evidenceWords = {title: "EVIDENCE_TITLE", kind: "EVIDENCE_KIND", place: "EVIDENCE_PLACE", date: "EVIDENCE_DATE",
    owner: "OWNER", reviewer: "REVIEWER"};

function evidenceField(one, name) {
    const take = (text) => { one[name] = text.trim(); changed(null); };
    const attributes = name === "date" ? {type: "date"} : {maxlength: "500"};
    return labelled(evidenceWords[name], textField(one[name], take, attributes));
}

/* The numbers are what questions refer to: an entry that is taken away leaves its number free. */
function evidenceEntry(one, index, box) {
    const remove = () => {
        form.evidence[index] = Object.fromEntries(evidenceNames.map((name) => [name, ""]));
        while (form.evidence.length > 0 && evidenceNames.every((name) => form.evidence.at(-1)[name] === "")) {
            form.evidence.pop();
        }
        changed(null);
        showEvidence(box);
        box.parentElement.querySelector(".add").focus();
    };
    return make("fieldset", {class: "evidence"}, said(make("legend", {}), "EVIDENCE_ONE", index + 1),
        make("div", {class: "fields"}, ...evidenceNames.map((name) => evidenceField(one, name))),
        said(make("button", {type: "button", class: "quiet", on: {click: remove}}), "EVIDENCE_REMOVE", index + 1));
}

function showEvidence(box) {
    box.replaceChildren(...form.evidence.map((one, index) => evidenceEntry(one, index, box)));
}

function makeEvidence() {
    const box = make("div", {});
    showEvidence(box);
    const add = button("EVIDENCE_ADD", () => {
        form.evidence.push(Object.fromEntries(evidenceNames.map((name) => [name, ""])));
        showEvidence(box);
        box.lastElementChild.querySelector("input").focus();
    }, {class: "add"});
    return make("div", {}, said(make("p", {class: "note"}), "EVIDENCE_TEXT"), box, add);
}
