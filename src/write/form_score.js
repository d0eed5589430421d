/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores: the answers go into the inputs of the compiled model, its functions run, and a score is read. */

function inputValue(question, [kind, , place]) {
    const answer = answerOf(question), text = answer.answer;
    switch (kind) {
    case "choice":
        return question.choices.findIndex((choice) => choice.name === text) + 1;
    case "tick":
        return words(text).includes(question.choices[place].name) ? 1 : 0;
    case "number":
        return text === "" || faultOfText(question, text) ? "" : Number(text);
    case "reason":
        return answer.na_reason === "" ? 0 : 1;
    default:
        return faultOfText(question, text) ? "" : text;
    }
}

function computeScores() {
    for (const question of form.parts[0].questions) {
        for (const input of question.inputs || []) {
            form.values[input[1]] = inputValue(question, input);
        }
    }
    for (const step of form.program) {
        step(form.values);
    }
}

const statusWords = [null, "NOT_RATED", "NOT_RATED_BLANK", "NOT_RATED_BLOCKED", "NOT_RATED_NA", "NOT_RATED_NOT_ASKED"];

/* A score as it stands: fractions, and texts as the report shows them. 'word' says why there is none. */
function readScore(score) {
    const number = (x) => Array.isArray(x) ? form.values[x[0]] : x;
    const onScale = (x) => number(score.min) + x * (number(score.max) - number(score.min));
    const [status, value, low, high] = [score.status, score.value, score.low, score.high].map(number);
    return {
        status, value, low, high,
        coverage: number(score.coverage),
        word: statusWords[status],
        text: fixed(round(onScale(value), score.show, score.decimals), score.decimals),
        lowText: fixed(onScale(low), score.decimals),
        highText: fixed(onScale(high), score.decimals),
        hasRange: status <= 3,
        scale: [number(score.min), number(score.max)],
    };
}
