// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser tests share: pages in Chromium that log what they must not do, random answers, the engine's numbers.
"use strict";
const {execFileSync} = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const {chromium} = require("playwright-core");

const program = process.env.PSIRTGAUGE || path.resolve("build/psirtgauge");
const work = fs.mkdtempSync(path.join(process.env.TMPDIR || "/tmp", "browser."));
let failed = 0;

// Runs a named test and prints its TAP line.
async function test(name, body) {
    try {
        await body();
        console.log(`ok ${name}`);
    } catch (error) {
        failed++;
        console.log(`not ok ${name}`);
        console.log(String(error.stack || error).split("\n").slice(0, 12).map((line) => `#   ${line}`).join("\n"));
    }
}

function check(isTrue, message) {
    if (!isTrue) {
        throw new Error(message);
    }
}

function same(got, wanted, what) {
    check(JSON.stringify(got) === JSON.stringify(wanted), `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
}

function psirtgauge(...args) {
    return execFileSync(program, args, {encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28});
}

// The path of a new form.
function form(name, questionnaire, ...options) {
    const file = path.join(work, `${name}.html`);
    psirtgauge("form", questionnaire, "-o", file, "--quiet", "--date", "2026-11-24", ...options);
    return file;
}

// A page in a browser of its own; 'faults' gathers console errors, exceptions and requests.
async function open(browser, file, options) {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}, acceptDownloads: true, ...options});
    const page = await context.newPage(), faults = [];
    page.on("console", (message) => { if (message.type() !== "log") { faults.push(`console: ${message.text()}`); } });
    page.on("pageerror", (error) => faults.push(`error: ${error.stack}`));
    page.on("request", (request) => { if (!/^(file|blob):/.test(request.url())) { faults.push(`request: ${request.url()}`); } });
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(`file://${file}`);
    return {context, page, faults, close: () => context.close()};
}

// Answers about 'share' of all questions that can be answered, by clicks as a reader makes them; reasons for two thirds of
// what does not apply.
function fillRandomly(page, seed, share) {
    return page.evaluate(([start, part]) => {
        let state = start * 2654435761 >>> 0;
        const random = () => {
            state = (state + 0x6D2B79F5) >>> 0;
            let t = Math.imul(state ^ state >>> 15, 1 | state);
            t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
            return ((t ^ t >>> 14) >>> 0) / 4294967296;
        };
        const write = (field, text) => { field.value = text; field.dispatchEvent(new Event("input", {bubbles: true})); };
        for (const question of document.querySelectorAll(".question")) {
            const fieldset = question.querySelector("fieldset");
            if (fieldset.disabled || random() > part) {
                continue;
            }
            const radios = [...question.querySelectorAll("[type=radio]")], boxes = [...question.querySelectorAll("[type=checkbox]")];
            if (radios.length > 0) {
                radios[Math.floor(random() * radios.length)].click();
            }
            boxes.filter(() => random() < 0.4).forEach((box) => box.click());
            const field = question.querySelector(":scope > fieldset > textarea, :scope > fieldset > input");
            if (field) {
                write(field, field.inputMode ? String(Math.floor(random() * 90) + 1950) : field.type === "date" ? "2026-02-03" : "words, \"more\"");
            }
            const reason = question.querySelector(".field:not([hidden]) textarea");
            if (reason && random() < 0.67) {
                write(reason, "=not here, \"ever\"");
            }
        }
    }, [seed, share]);
}

// All scores that the page shows, by node.
async function liveScores(page) {
    const list = await page.$$eval("[data-node]", (all) => all.map((one) => ({...one.dataset})));
    return new Map(list.map((one) => [one.node, one]));
}

async function download(page, word) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`.file button:has-text("${word}")`)]);
    const target = path.join(work, file.suggestedFilename());
    await file.saveAs(target);
    return target;
}

function assess(file, options) {
    const target = path.join(work, "assessment.json");
    fs.rmSync(target, {force: true});
    psirtgauge("assess", file, "-o", target, "--quiet", "--date", "2026-11-24", ...options);
    return JSON.parse(fs.readFileSync(target, "utf8"));
}

const statuses = ["scored", "not_rated", "blank", "blocked", "na", "not_asked"];

// The page's numbers against the engine's, to 1e-9; at least 'least' nodes are compared.
function compare(live, assessment, least) {
    let n = 0;
    for (const node of assessment.nodes) {
        const shown = live.get(node.id);
        if (!shown) {
            continue;
        }
        n++;
        check(statuses[shown.status] === node.status, `${node.id}: ${statuses[shown.status]}, engine ${node.status}`);
        const names = node.status === "scored" ? ["value", "low", "high", "coverage"] : ["low", "high", "coverage"];
        for (const name of node.status === "na" || node.status === "not_asked" ? [] : names) {
            const wanted = node[name === "value" ? "score" : name];
            check(wanted === null || Math.abs(Number(shown[name]) - wanted) <= 1e-9, `${node.id} ${name}: ${shown[name]}, engine ${wanted}`);
        }
    }
    check(n >= least, `only ${n} nodes compared`);
}

async function run(suite) {
    const browser = await chromium.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"]});
    try {
        await suite(browser);
    } finally {
        await browser.close();
        fs.rmSync(work, {recursive: true, force: true});
    }
    process.exitCode = failed > 0 ? 1 : 0;
}

module.exports = {assess, check, compare, download, fillRandomly, form, liveScores, open, psirtgauge, run, same, test, work};
