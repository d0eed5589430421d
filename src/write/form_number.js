/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as psirtgauge computes them: what expr_js.c prints calls these, and so does what is shown. */

/* Without the loss of digits that adding one by one has (base/num.h: struct sum). */
function sum(...parts) {
    let total = 0, carry = 0;
    for (const part of parts) {
        const x = Number(part), next = total + x, added = next - total;
        carry += (total - (next - added)) + (x - added);
        total = next;
    }
    return total + carry;
}

const smallest = (...parts) => Math.min(...parts);
const largest = (...parts) => Math.max(...parts);
const over = (x, y) => y === 0 ? 0 : x / y;
const modulo = (x, y) => y === 0 ? 0 : x % y;
const pick = (which, of) => which >= 1 && which <= of.length ? of[Math.trunc(which) - 1] : 0;

/* Of the numbers in n slots from the first on: their median (rank 0), how many (rank −1), or the rank-th smallest. */
function run(v, first, n, rank) {
    const numbers = v.slice(first, first + n).filter((x) => typeof x === "number").sort((x, y) => x - y);
    const count = numbers.length;
    if (rank < 0) {
        return count;
    }
    if (rank === 0) {
        return count ? (numbers[(count - 1) >> 1] + numbers[count >> 1]) / 2 : 0;
    }
    return rank <= count ? numbers[Math.trunc(rank) - 1] : 0;
}

/* To decimals, half away from zero, judged by the digits that the number is written with (base/num.c: num_round). */
function roundHalfUp(x, decimals) {
    const [written, exponent] = Math.abs(x).toExponential().split("e");
    const digits = written.replace(".", ""), keep = Number(exponent) + 1 + decimals;
    if (x === 0 || keep >= digits.length) {
        return x;
    }
    if (keep < 0) {
        return 0;
    }
    const whole = BigInt(digits.slice(0, keep) || "0") + (digits[keep] >= "5" ? 1n : 0n);
    const rounded = Number(`${whole}e${-decimals}`);
    return x < 0 && rounded !== 0 ? -rounded : rounded;
}

function roundDown(x, decimals) {
    const rounded = roundHalfUp(x, decimals);
    const step = Math.sign(x) * 10 ** -decimals;
    return Math.abs(rounded) > Math.abs(x) ? roundHalfUp(rounded - step, decimals) : rounded;
}

function roundHalfEven(x, decimals) {
    const low = roundDown(x, decimals), unit = 10 ** -decimals;
    const noise = Math.max(unit * 1e-9, Math.abs(x) * 4 * Number.EPSILON);
    const isTie = Math.abs(Math.abs(x - low) - unit / 2) <= noise;
    const isEven = Math.round(Math.abs(low) / unit) % 2 === 0;
    return isTie && isEven ? low : roundHalfUp(x, decimals);
}

function round(x, how, decimals) {
    const meant = roundHalfUp(x, 12);
    return how === "trunc" ? roundDown(meant, decimals)
        : how === "half_even" ? roundHalfEven(meant, decimals) : roundHalfUp(meant, decimals);
}

/* With exactly so many decimals. */
function fixed(x, decimals) {
    const rounded = roundHalfUp(x, decimals);
    return (rounded === 0 ? 0 : rounded).toFixed(decimals);
}
