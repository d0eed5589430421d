# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/planning.R > tests/reference/stats/planning.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
z <- function(level) qnorm((1 + level) / 2)
for (n in c(10, 100, 400)) for (p in c(.5, .1)) for (level in c(.95, .9)) {
  a <- sprintf("--n %d --p1 %s --level %s", n, p, level)
  case("margin_of_error", "", a, "margin", "value", sprintf("z(%s) * sqrt(%s * (1 - %s) / %d)", level, p, p, n))
  case("margin_of_error", "", paste(a, "--population 1000"), "margin", "value", sprintf("z(%s) * sqrt(%s * (1 - %s) / %d * (1000 - %d) / 999)", level, p, p, n, n))
  case("margin_of_error", "", sprintf("--n %d --sd 12 --level %s --population 500", n, level), "margin", "value", sprintf("z(%s) * 12 / sqrt(%d) * sqrt(1 - %d / 500)", level, n, n))
}
for (a in c("--n 400", "--n 400 --p1 0.5")) case("margin_of_error", "", a, "margin", "value", "z(.95) * sqrt(.25 / 400)")
case("margin_of_error", "", "--n 40 --population 40", "margin", "value", "0")
case("margin_of_error", "", "--n 40 --sd 3 --population 40", "margin", "value", "0")
case("margin_of_error", "", "--n 25 --sd 3", "margin", "value", "z(.95) * 3 / 5")
status("margin_of_error", "", "--p1 0.5", "margin", "undefined", "no n given")
status("margin_of_error", "", "--n 50 --population 40", "margin", "undefined", "a population smaller than its sample")
for (e in c(.05, .03, .1)) for (N in c(0, 40, 1000, 1e6)) {
  n <- sprintf("(function(n0) if (%s > 0) n0 * %s / (%s - 1 + n0) else n0)(z(.95)^2 * .25 / %s^2)", N, N, N, e)
  a <- sprintf("--margin %s%s", e, if (N > 0) sprintf(" --population %d", N) else "")
  case("sample_size", "", a, "n_exact", "value", n)
  case("sample_size", "", a, "n", "value", sprintf("ceiling(%s)", n))
  case("sample_size", "", paste(a, "--response 0.3"), "invitations", "value", sprintf("ceiling(ceiling(%s) / .3)", n))
}
# the n that is computed has the margin that was asked for
case("sample_size", "", "--margin 0.05 --p1 0.2 --population 400", "n_exact", "value", "uniroot(function(n) z(.95) * sqrt(.16 / n * (400 - n) / 399) - .05, c(1, 400), tol = 1e-13)$root", 1e-9)
case("sample_size", "", "--margin 2 --sd 12 --population 400", "n_exact", "value", "uniroot(function(n) z(.95) * 12 / sqrt(n) * sqrt(1 - n / 400) - 2, c(1, 400), tol = 1e-13)$root", 1e-9)
case("sample_size", "", "--margin 2 --sd 12", "n_exact", "value", "(z(.95) * 6)^2")
case("sample_size", "", "--margin 2 --sd 12", "n", "value", "ceiling((z(.95) * 6)^2)")
status("sample_size", "", "--p1 0.5", "n", "undefined", "no margin given")

for (n in c(10, 50, 200)) for (p2 in c(.6, .75, .9)) for (side in c("two.sided", "one.sided")) {
  s <- if (side == "one.sided") " --alternative greater" else ""
  case("power_proportions", "", sprintf("--n %d --p1 0.5 --p2 %s%s", n, p2, s), "power", "value", sprintf("power.prop.test(n = %d, p1 = .5, p2 = %s, alternative = '%s')$power", n, p2, side))
  case("power_means", "", sprintf("--n %d --effect %s --sd 1.5%s", n, p2, s), "power", "value", sprintf("power.t.test(n = %d, delta = %s, sd = 1.5, alternative = '%s')$power", n, p2, side))
  for (t in c("one.sample", "paired")) case("power_means", "", sprintf("--n %d --effect %s --method %s%s", n, p2, sub("[.]", "_", t), s), "power", "value",
    sprintf("power.t.test(n = %d, delta = %s, type = '%s', alternative = '%s')$power", n, p2, t, side))
}
for (power in c(.8, .9)) for (p2 in c(.6, .75, .9)) {
  a <- sprintf("--power %s --p1 0.5 --p2 %s", power, p2)
  case("power_proportions", "", a, "n_exact", "value", sprintf("power.prop.test(power = %s, p1 = .5, p2 = %s, tol = 1e-12)$n", power, p2))
  case("power_proportions", "", a, "n", "value", sprintf("ceiling(power.prop.test(power = %s, p1 = .5, p2 = %s, tol = 1e-12)$n)", power, p2))
  case("power_proportions", "", paste(a, "--alpha 0.01"), "n_exact", "value", sprintf("power.prop.test(power = %s, p1 = .5, p2 = %s, sig.level = .01, tol = 1e-12)$n", power, p2))
  for (t in c("two.sample", "one.sample", "paired")) {
    b <- sprintf("--power %s --effect %s --sd 2 --method %s", power, p2, sub("[.]", "_", t))
    r <- sprintf("power.t.test(power = %s, delta = %s, sd = 2, type = '%s', tol = 1e-12)$n", power, p2, t)
    case("power_means", "", b, "n_exact", "value", r, 1e-6)
    case("power_means", "", b, "n", "value", sprintf("ceiling(%s)", r))
  }
}
case("power_proportions", "", "--p1 0.5 --p2 0.75 --power 0.9", "n", "value", "ceiling(power.prop.test(p1 = .5, p2 = .75, power = .9)$n)")
case("power_means", "", "--n 20 --effect 1 --sd 1", "power", "value", "power.t.test(n = 20, delta = 1, sd = 1)$power")
case("power_proportions", "", "--power 0.8 --p1 0.5 --p2 0.75", "power", "value", ".8")
case("power_means", "", "--power 0.8 --effect 1", "power", "value", ".8")
status("power_proportions", "", "--p1 0.5 --p2 0.75", "power", "undefined", "neither n nor power")
status("power_proportions", "", "--p1 0.5 --p2 0.5 --power 0.8", "n", "undefined", "no difference")
status("power_means", "", "--n 20", "power", "undefined", "no effect given")
status("power_means", "", "--n 1 --effect 1", "power", "undefined", "no spread from one value")
status("power_means", "", "--n 20 --effect 1 --method signed", "power", "undefined", "no such method")
print_cases()
