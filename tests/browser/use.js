// SPDX-License-Identifier: GPL-3.0-or-later
// The web form as people use it: skip logic, what the browser keeps, files out and in, keyboard, names, contrast, phones,
// hostile words, speed.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const {assess, check, compare, download, fillRandomly, form, liveScores, open, run, same, test, work} = require("./page.js");

const question = (name) => `#q-answers-${name}`;
const choose = (page, name, value) => page.check(`${question(name)} input[type=radio][value="${value}"]`);
const tick = (page, name, value) => page.check(`${question(name)} .choice > label:first-child input[value="${value}"]`);
const stateOf = (page, name) => page.getAttribute(question(name), "data-state");
const messages = (page) => page.innerText("#messages");
const read = (file) => fs.readFileSync(file, "utf8");

async function importFile(page, file) {
    await page.setInputFiles("#open", file);
    await page.waitForSelector("#messages:not([hidden])");
}

// A file of the test's own.
function write(name, text) {
    const file = path.join(work, name);
    fs.writeFileSync(file, text);
    return file;
}

// Opens a form for the body, which gets the page; afterwards nothing was wrong on it.
function onPage(browser, name, file, body, options) {
    return test(name, async () => {
        const opened = await open(browser, file, options);
        await body(opened.page, opened);
        same(opened.faults, [], "faults");
        await opened.close();
    });
}

// ---- answering

async function skipLogic(page) {
    same(await stateOf(page, "b_1_1_1"), "left", "at first");
    await choose(page, "d_1_1_1", "0");
    same(await stateOf(page, "b_1_1_1"), "not_asked", "after 0");
    check(await page.isDisabled(`${question("b_1_1_1")} input >> nth=0`), "its fields are not off");
    check((await page.innerText(question("b_1_1_1"))).includes("Not asked"), "it does not tell");
    await choose(page, "d_1_1_1", "3");
    same(await stateOf(page, "b_1_1_1"), "left", "after 3");
}

async function severalChoices(page) {
    await choose(page, "d_1_1_1", "3");
    const box = (value) => `${question("b_1_1_1")} .choice > label:first-child input[value="${value}"]`;
    const names = await page.$$eval(`${question("b_1_1_1")} .choice > label:first-child input`, (all) => all.map((one) => one.value));
    await tick(page, "b_1_1_1", names[0]);
    await tick(page, "b_1_1_1", "none");
    check(!await page.isChecked(box(names[0])), "none does not stand alone");
    await tick(page, "b_1_1_1", names[1]);
    check(!await page.isChecked(box("none")), "none stays beside another");
    await page.check(`${question("b_1_1_1")} .cannot input`);
    same(await stateOf(page, "b_1_1_1"), "wrong", "cannot apply without a reason");
    await page.fill(`${question("b_1_1_1")} .field:not([hidden]) textarea`, "no programme");
    same(await stateOf(page, "b_1_1_1"), "answered", "with a reason");
}

async function reasons(page) {
    await choose(page, "q_1_1", "na");
    same(await stateOf(page, "q_1_1"), "wrong", "without a reason");
    await page.fill(`${question("q_1_1")} .field:not([hidden]) textarea`, "made elsewhere");
    same(await stateOf(page, "q_1_1"), "na", "with a reason");
    await page.click(`${question("q_1_1")} button:has-text("Clear this answer")`);
    same(await stateOf(page, "q_1_1"), "left", "cleared");
}

async function languages(page) {
    await choose(page, "q_1_1", "2");
    const english = await page.innerText(`${question("q_1_1")} legend .text`), value = await page.getAttribute("[data-node]", "data-value");
    await page.click(".langs button:not([aria-pressed=true])");
    same(await page.getAttribute("html", "lang"), "ja", "language");
    check(await page.innerText(`${question("q_1_1")} legend .text`) !== english, "the question is as before");
    check(await page.isChecked(`${question("q_1_1")} input[value="2"]`), "the answer is gone");
    same(await page.getAttribute("[data-node]", "data-value"), value, "score");
    const left = await page.evaluate(() => [...document.querySelectorAll("h2, h3, label, button, legend, .note")]
        .map((one) => one.textContent).filter((text) => /[a-z]{3}/.test(text) && !/[぀-ヿ一-鿿]/.test(text) && !/English|TLP/.test(text)));
    same(left.filter((text) => !/^[A-Z]/.test(text)), [], "texts that stay English");
}

async function keyboard(page) {
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.className), "skip", "first stop");
    await page.keyboard.press("Enter");
    await page.focus(".next");
    await page.keyboard.press("Enter");
    for (let i = 0; i < 5; i++) {
        await page.keyboard.press("Space");
        await page.keyboard.press("ArrowDown");
        await page.focus(".next");
        await page.keyboard.press("Enter");
    }
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    check(outline !== "none", "what has the focus is not seen");
    same(await page.$$eval("#questions [id^=answers-area] [data-state=answered]", (all) => all.length), 5, "answered by keyboard");
    check((await page.innerText(".done")).startsWith("5 of 38"), "progress");
}

async function announces(page) {
    await choose(page, "q_1_1", "4");
    await page.waitForFunction(() => /Score .*1 of 38/.test(document.querySelector("[aria-live=polite]").textContent));
}

// ---- what the browser keeps

async function keeps(page) {
    await choose(page, "q_1_1", "3");
    await page.click(`${question("q_1_1")} summary`);
    await page.fill(`${question("q_1_1")} .details textarea >> nth=0`, "https://wiki.example/1");
    await page.fill("#profile input >> nth=0", "Meridian");
    await page.waitForFunction(() => document.querySelector(".kept").textContent === "Kept in this browser.");
    await page.reload();
    check((await messages(page)).includes("are back"), "it does not tell");
    check(await page.isChecked(`${question("q_1_1")} input[value="3"]`), "the answer is gone");
    same(await page.inputValue("#profile input >> nth=0"), "Meridian", "organisation");
    check((await page.innerText(`${question("q_1_1")} summary`)).includes("filled in: 1"), "evidence");
    await page.click(".file button:has-text('Clear all')");
    same(await stateOf(page, "q_1_1"), "left", "cleared");
    await page.reload();
    same(await stateOf(page, "q_1_1"), "left", "cleared for good");
}

async function keepsNothing(browser, file) {
    const {context, page: first, faults, close} = await open(browser, file);
    await first.close();
    await context.addInitScript(() => Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }}));
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(`file://${file}`);
    await choose(page, "q_1_1", "3");
    await page.waitForTimeout(500);
    check((await page.innerText(".kept")).includes("keeps nothing"), "it does not tell");
    same(await stateOf(page, "q_1_1"), "answered", "works all the same");
    same(faults, [], "faults");
    await close();
}

async function keepsApart(browser, file) {
    const other = form("other", "psirt-quick", "--organisation", "Somebody else");
    const {context, page, close} = await open(browser, file);
    await choose(page, "q_1_1", "3");
    await page.waitForTimeout(500);
    const second = await context.newPage();
    await second.goto(`file://${other}`);
    same(await stateOf(second, "q_1_1"), "left", "answers of another organisation");
    await close();
}

async function brokenKept(page) {
    await page.evaluate(() => {
        const key = JSON.parse(document.getElementById("data").textContent).key;
        localStorage.setItem(key, "{\"answers\": [");
    });
    await page.reload();
    check((await messages(page)).includes("could not be read"), "it does not tell");
    same(await stateOf(page, "q_1_1"), "left", "works all the same");
}

async function warns(browser, file) {
    const {page, close} = await open(browser, file);
    let asked = 0;
    page.removeAllListeners("dialog");
    page.on("dialog", (dialog) => { asked += dialog.type() === "beforeunload" ? 1 : 0; dialog.accept(); });
    await choose(page, "q_1_1", "3");
    await page.reload();
    same(asked, 1, "warned");
    await download(page, "Save answers");
    await page.reload();
    same(asked, 1, "warned though saved");
    await close();
}

// ---- files

const awkward = "=1+1, \"quoted\"; 日本語\nsecond line; -5 @x";

// Saves, opens in a fresh page, saves again: the same bytes, and the same numbers as the engine's.
async function roundTrip(browser, file, kind, word) {
    const first = await open(browser, file);
    await fillRandomly(first.page, 21, 0.8);
    await choose(first.page, "d_1_1_1", "2");
    await first.page.click(`${question("d_1_1_1")} summary`);
    await first.page.fill(`${question("d_1_1_1")} .details textarea >> nth=1`, awkward);
    await first.page.selectOption(`${question("d_1_1_1")} .details select`, "4");
    await first.page.fill("#profile input >> nth=0", "+Meridian");
    await first.page.click(".add");
    await first.page.fill("fieldset.evidence input >> nth=0", "Policy");
    const saved = await download(first.page, word), text = read(saved), live = await liveScores(first.page);
    await first.close();
    const second = await open(browser, file);
    await importFile(second.page, saved);
    check(!(await messages(second.page)).includes("did not fit"), await messages(second.page));
    same(Object.fromEntries(await liveScores(second.page)), Object.fromEntries(live), "scores");
    const again = read(await download(second.page, word));
    check(again === text, "saved again, the file is another");
    same([...first.faults, ...second.faults], [], "faults");
    await second.close();
    if (kind === "csv") {
        check(text.startsWith("\uFEFFsettings\r\n"), "byte order mark");
        check(text.includes(`" ${awkward.replaceAll('"', '""')}"`), "a formula stands bare");
        check(text.includes(",\" +Meridian\","), "a formula stands bare in the settings");
    }
    compare(live, assess(write(`again.${kind}`, text), []), 30);
}

async function badFiles(page) {
    const cases = [
        ["other.csv", "settings\n,form_id,version\n,psirt-full,2026.1\nanswers\n,question,answer\n,d_1_1_1,3\n", "is for the form 'psirt-full'"],
        ["none.csv", "a,b\n1,2\n", "is not a file of this form"],
        ["none.json", "{\"x\": 1}", "is not a file of this form"],
        ["broken.json", "{\"answers\": [", "damaged"],
        ["open.csv", "answers\n,question,answer\n,q_1_1,\"3\n", "line 3 is never closed"],
    ];
    for (const [name, text, wanted] of cases) {
        await importFile(page, write(name, text));
        check((await messages(page)).includes(wanted), `${name}: ${await messages(page)}`);
        same(await stateOf(page, "q_1_1"), "left", name);
    }
}

async function badRows(page) {
    const text = "answers\n,question,answer,confidence,date,mood\n,q_1_1,３ – text,4,2026-02-03,x\n,q_1_2,9,,,\n,q_none,1,,,\n" +
        ",q_1_1,2,,,\n,q_1_3,1,7,2026-02-30,\n";
    await importFile(page, write("rows.csv", text));
    const told = await messages(page);
    for (const wanted of ["Line 4: '9' is no answer to 'q_1_2'", "Line 5: there is no question 'q_none'", "Line 6: 'q_1_1' is answered",
        "Line 7: '7' is no confidence", "Line 7: '2026-02-30' is not a date", "the column 'answers: mood'", "2 answers taken over"]) {
        check(told.includes(wanted), `no "${wanted}" in ${told}`);
    }
    check(await page.isChecked(`${question("q_1_1")} input[value="3"]`), "a code with its text, full-width");
}

async function spreadsheetFiles(page) {
    const semicolons = "settings;;;\r\n;form_id;version;organisation\r\n;psirt-quick;2026.1;Ω GmbH\r\nanswers;;;\r\n;question;answer;comment\r\n;q_1_1;2;\"a;b\"\r\n";
    await importFile(page, write("semicolons.csv", semicolons));
    check(await page.isChecked(`${question("q_1_1")} input[value="2"]`), "semicolons");
    const file = path.join(work, "sjis.csv");
    fs.writeFileSync(file, Buffer.concat([Buffer.from("answers,,,\n,question,answer,comment\n,q_1_1,1,"), Buffer.from([0x93, 0xfa, 0x96, 0x7b]), Buffer.from("\n")]));
    await importFile(page, file);
    check((await messages(page)).includes("Shift_JIS"), "the encoding is not told");
    await page.click(`${question("q_1_1")} summary`);
    same(await page.inputValue(`${question("q_1_1")} .details textarea >> nth=1`), "日本", "Shift_JIS");
}

async function savesWithFaults(page) {
    await choose(page, "q_1_1", "na");
    await download(page, "Save answers");
    const told = await messages(page);
    check(told.includes("37 questions are not answered") && told.includes("q_1_1: Give the reason"), told);
    await page.click("#messages a");
    same(await page.evaluate(() => document.activeElement.closest(".question").id), "q-answers-q_1_1", "the link leads there");
}

async function carried(page) {
    check((await page.innerText(".intro")).includes("not confirmed yet"), "it does not tell");
    same(await stateOf(page, "b_1_1_1"), "answered", "'none of them cannot apply' needs no reason");
    const before = await page.locator(".question .confirm:visible").count();
    await page.click(`${question("d_1_1_1")} .confirm button`);
    same(await page.locator(".question .confirm:visible").count(), before - 1, "unconfirmed");
}

// ---- for everybody

// What has no accessible name; what has too little contrast with what lies behind it.
function auditPage() {
    const faults = [], channel = (c) => c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
    const rgb = (text) => text.match(/[\d.]+/g).map(Number);
    const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const paperOf = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = rgb(getComputedStyle(at).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) {
                return colour;
            }
        }
        return [255, 255, 255];
    };
    const isSeen = (element) => element.getClientRects().length > 0;
    const textOf = (ids) => (ids || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ").trim();
    for (const field of document.querySelectorAll("input, select, textarea, button, a, summary")) {
        const labels = [...(field.labels || [])].map((label) => label.textContent).join(" ");
        const name = textOf(field.getAttribute("aria-labelledby")) || field.getAttribute("aria-label") || labels || field.textContent;
        if (!name.trim()) {
            faults.push(`no name: ${field.outerHTML.slice(0, 100)}`);
        }
    }
    for (const fieldset of document.querySelectorAll("fieldset")) {
        if (!fieldset.querySelector("legend")?.textContent.trim()) {
            faults.push(`no legend: ${fieldset.outerHTML.slice(0, 100)}`);
        }
    }
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push(`twice: ${id}`));
    document.querySelectorAll("a[href^='#']").forEach((link) => {
        if (!document.getElementById(link.getAttribute("href").slice(1))) {
            faults.push(`leads nowhere: ${link.outerHTML}`);
        }
    });
    for (const element of document.querySelectorAll("body *")) {
        const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!hasText || !isSeen(element) || element.closest(".vh, script, option")) {
            continue;
        }
        const style = getComputedStyle(element), a = luminance(rgb(style.color)), b = luminance(paperOf(element));
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) {
            faults.push(`contrast ${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 100)}`);
        }
    }
    return [...new Set(faults)].slice(0, 10);
}

async function isForEverybody(page) {
    await fillRandomly(page, 5, 0.6);
    await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
    await page.click(".add");
    same(await page.evaluate(auditPage), [], "audit");
    const levels = await page.$$eval("h1, h2, h3, h4", (all) => all.map((one) => Number(one.tagName[1])));
    check(levels.filter((level) => level === 1).length === 1, "one main heading");
}

async function fitsPhone(page) {
    await fillRandomly(page, 5, 0.6);
    await page.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
    same(await page.evaluate(() => document.documentElement.scrollWidth), 360, "width");
    const small = await page.$$eval(".choice > label", (all) => all.filter((one) => one.getClientRects().length && one.offsetHeight < 40).length);
    same(small, 0, "choices too small for a finger");
    check(await page.evaluate(() => document.querySelector(".bar").offsetHeight) <= 110, "the bar takes too much");
}

// ---- hostile words, speed

const hostile = "</script><script>alert(1)</script> <!-- \u2028 \u2029 \" ' \\ ${x} ]]> & &amp;";

function hostileForm() {
    const cell = `"${hostile.replaceAll('"', '""')}"`;
    const text = `survey\n,type,name,label,hint,relevant,node,layer\n,begin_group,g,${cell},,,2,\n,select_one c,d_1,${cell},${cell},,2.1.1,depth\n` +
        `,text,t_1,${cell},,,,\n,end_group,,,,,,\nchoices\n,list_name,name,label,credit,state\n,c,0,${cell},0,\n,c,4,${cell},1,\n` +
        `settings\n,form_title,form_id,version,framework,model\n,${cell},hostile,1,first-psirt-1.1,psirt-default\n`;
    return form("hostile", write("hostile-q.csv", text), "--organisation", hostile);
}

async function standsHostileWords(page) {
    same(await page.title(), hostile.replace(/[ \t\n]+/g, " "), "title");
    same(await page.$eval(`${question("d_1")} legend .text`, (one) => one.textContent), hostile, "question");
    same(await page.inputValue("#profile input >> nth=0"), hostile, "organisation");
    await choose(page, "d_1", "4");
    await page.fill(`${question("t_1")} textarea`, hostile);
    const saved = await download(page, "Save answers");
    await page.click(".file button:has-text('Clear all')");
    await importFile(page, saved);
    same(await page.inputValue(`${question("t_1")} textarea`), hostile, "text");
}

// 500 questions: each of the full form's functions several times.
function largeForm() {
    const functions = ["1.1.1", "1.1.2", "1.2.1", "2.1.1", "2.1.2", "3.1.1", "4.1.1", "5.1.1"];
    const rows = Array.from({length: 500}, (_, i) =>
        `,select_one c,d_${i},Question ${i}?,What to look at,${i % 5 ? `\${d_${i - 1}} != '0'` : ""},${functions[i % functions.length]},depth`);
    const text = `survey\n,type,name,label,hint,relevant,node,layer\n${rows.join("\n")}\nchoices\n,list_name,name,label,credit,state\n` +
        "0,1,2,3,4".split(",").map((n) => `,c,${n},Choice ${n},${n / 4},\n`).join("") +
        "settings\n,form_title,form_id,version,framework,model\n,Large,large,1,first-psirt-1.1,psirt-default\n";
    return form("large", write("large-q.csv", text));
}

async function isFast(page) {
    same(await page.$$eval("[id^=q-answers]", (all) => all.filter((one) => one.tagName === "SECTION").length), 500, "questions");
    const times = await page.evaluate(() => [...document.querySelectorAll("[id^=q-answers] input[value='3']")].slice(0, 60).map((box) => {
        const start = performance.now();
        box.click();
        return performance.now() - start;
    }));
    const middle = times.sort((x, y) => x - y)[30];
    console.log(`# a click with 500 questions: ${middle.toFixed(1)} ms`);
    check(middle < 50, `${middle} ms`);
}

async function withoutScore(page) {
    check((await page.innerText(".intro")).includes("the condition of the question 'd_1'"), "it does not say why");
    check(!await page.isVisible(".score"), "it shows a score");
    await page.fill(`${question("country")} textarea`, "1.0");
    same(await stateOf(page, "d_1"), "left", "skip logic works all the same");
    await page.fill(`${question("country")} textarea`, "x");
    same(await stateOf(page, "d_1"), "not_asked", "skip logic works all the same");
}

function formWithoutScore() {
    return form("odd", write("odd-q.csv", "survey\n,type,name,label,relevant,node,layer\n,text,country,Where?,,,\n" +
        ",select_one c,d_1,How?,number(${country}) = 1,2.1.1,depth\nchoices\n,list_name,name,label,credit,state\n,c,0,No,0,\n,c,4,Yes,1,\n" +
        "settings\n,form_title,form_id,version,framework,model\n,Odd,odd,1,first-psirt-1.1,psirt-default\n"));
}

run(async (browser) => {
    const quick = form("quick", "psirt-quick"), full = form("full", "psirt-full"), both = form("both", "psirt-quick", "--lang", "both");
    const japanese = form("japanese", "psirt-full", "--lang", "ja"), phone = {viewport: {width: 360, height: 740}, hasTouch: true};
    await onPage(browser, "skip-logic", full, skipLogic);
    await onPage(browser, "several-choices", full, severalChoices);
    await onPage(browser, "reasons", quick, reasons);
    await onPage(browser, "languages", quick, languages);
    await onPage(browser, "browser-language", both, async (page) => same(await page.getAttribute("html", "lang"), "ja", "language"), {locale: "ja-JP"});
    await onPage(browser, "keyboard", quick, keyboard);
    await onPage(browser, "announces", quick, announces);
    await onPage(browser, "keeps", quick, keeps);
    await test("keeps-nothing", () => keepsNothing(browser, quick));
    await test("keeps-apart", () => keepsApart(browser, quick));
    await onPage(browser, "broken-kept", quick, brokenKept);
    await test("warns", () => warns(browser, quick));
    await test("round-trip-csv", () => roundTrip(browser, full, "csv", "Save answers"));
    await test("round-trip-json", () => roundTrip(browser, full, "json", "Save as JSON"));
    await onPage(browser, "bad-files", quick, badFiles);
    await onPage(browser, "bad-rows", quick, badRows);
    await onPage(browser, "spreadsheet-files", quick, spreadsheetFiles);
    await onPage(browser, "saves-with-faults", quick, savesWithFaults);
    await onPage(browser, "carried", form("carried", "psirt-full", "--from", "examples/meridian/answers.csv"), carried);
    await onPage(browser, "everybody-en", full, isForEverybody);
    await onPage(browser, "everybody-ja", japanese, isForEverybody);
    await onPage(browser, "phone-en", full, fitsPhone, phone);
    await onPage(browser, "phone-ja", japanese, fitsPhone, phone);
    await onPage(browser, "hostile-words", hostileForm(), standsHostileWords);
    await onPage(browser, "without-score", formWithoutScore(), withoutScore);
    await onPage(browser, "fast", largeForm(), isFast);
});
