// SPDX-License-Identifier: GPL-3.0-or-later
// The live score of random answers is what psirtgauge computes from the file that the page saves: both questionnaires, both
// languages, the default model and models of the field.
"use strict";
const {assess, check, compare, download, fillRandomly, form, liveScores, open, run, same, test} = require("./page.js");

const models = ["c2m2", "samm", "soccmm", "cis_csat"];
const cases = [
    {name: "quick-en", questionnaire: "psirt-quick", least: 8, seeds: [1, 2, 3]},
    {name: "quick-ja", questionnaire: "psirt-quick", options: ["--lang", "ja"], least: 8, seeds: [4, 5]},
    {name: "full-en", questionnaire: "psirt-full", least: 30, seeds: [6, 7]},
    {name: "full-ja", questionnaire: "psirt-full", options: ["--lang", "ja"], least: 30, seeds: [8]},
    ...models.map((name) => {
        const folder = `tests/reference/scoring/${name}`, own = ["-f", `${folder}/framework.csv`, "-m", `${folder}/model.csv`];
        return {name, questionnaire: `${folder}/questionnaire.csv`, options: own, least: 1, seeds: [9, 10]};
    }),
];

run(async (browser) => {
    for (const {name, questionnaire, options = [], least, seeds} of cases) {
        const file = form(name, questionnaire, ...options);
        for (const seed of seeds) {
            await test(`${name}-${seed}`, async () => {
                const {page, faults, close} = await open(browser, file);
                await fillRandomly(page, seed, seed % 2 ? 0.7 : 0.95);
                const live = await liveScores(page);
                const save = await page.getAttribute("html", "lang") === "ja" ? "回答を保存" : "Save answers";
                const saved = await download(page, save);
                const engine = options.filter((option) => option !== "--lang" && option !== "ja");
                compare(live, assess(saved, ["-q", questionnaire, ...engine]), least);
                check(live.size >= least, `${live.size} scores`);
                same(faults, [], "faults");
                await close();
            });
        }
    }
});
