# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/descriptives.R > tests/reference/stats/descriptives.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))

# ---- definitions that base R has not (written out, so that they can be read) -------------------------------------
m <- function(x, k, w = rep(1, length(x))) { mu <- sum(w * x) / sum(w); sum(w * (x - mu)^k) / sum(w) }
G1 <- function(x) { n <- length(x); m(x, 3) / m(x, 2)^1.5 * sqrt(n * (n - 1)) / (n - 2) }
G2 <- function(x) { n <- length(x); ((n + 1) * (m(x, 4) / m(x, 2)^2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)) }
gini <- function(x) { x <- sort(x); n <- length(x); sum((2 * seq_len(n) - n - 1) * x) / (n * sum(x)) }
wgini <- function(x, w) sum(outer(w, w) * abs(outer(x, x, "-"))) / (2 * sum(w)^2 * (sum(w * x) / sum(w)))
H <- function(p) { p <- p[p > 0] / sum(p); -sum(p * log2(p)) }
wq <- function(x, w, p, rule = "math") as.numeric(suppressWarnings(svyquantile(~x, svydesign(~1, weights = ~w, data = data.frame(x, w)), p, ci = FALSE, qrule = rule))[[1]])
inverse <- function(x, w, p) { o <- order(x); x[o][which(cumsum(w[o]) >= p * sum(w))[1]] } # as defined; svyquantile errs below the first weight
wmean <- function(x, w) svymean(~x, svydesign(~1, weights = ~w, data = data.frame(x, w)))
wmean_ci <- function(x, w, ...) { s <- svydesign(~1, weights = ~w, data = data.frame(x, w)); as.numeric(confint(svymean(~x, s), df = degf(s), ...)) }
fpc_mean <- function(x, N) svymean(~x, svydesign(~1, fpc = rep(N, length(x)), data = data.frame(x)))
fpc_ci <- function(x, N) { s <- svydesign(~1, fpc = rep(N, length(x)), data = data.frame(x)); as.numeric(confint(svymean(~x, s), df = degf(s))) }
qci <- function(x, p, level = .95) sort(x)[qbinom(c((1 - level) / 2, (1 + level) / 2), length(x), p) + 0:1]

# ---- counts ------------------------------------------------------------------------------------------------------
case("counts", "apisrs", "--x api00", "n", "value", "length(api00)")
for (f in c("edge_some_missing", "edge_missing", "edge_empty", "mass_survey")) {
  x <- if (f == "mass_survey") "Pulse" else "x"
  if (f != "edge_missing") case("counts", f, paste("--x", x), "n", "value", sprintf("sum(!is.na(%s))", x))
  if (f != "edge_missing") case("counts", f, paste("--x", x), "missing", "value", sprintf("sum(is.na(%s))", x))
}
case("counts", "edge_missing", "--x x", "missing", "value", "sum(is.na(x))")
case("counts", "edge_missing", "--x x", "n", "value", "sum(!is.na(x))")
case("counts", "edge_some_missing", "--x x", "missing_blank", "value", "sum(is.na(x))")
for (k in c("missing_not_asked", "missing_na", "missing_dk", "missing_invalid")) case("counts", "edge_some_missing", "--x x", k, "value", "0")
case("counts", "edge_part_weight", "--x x --weight w", "weight_sum", "value", "sum(w)")

# ---- mean, variance, sd ------------------------------------------------------------------------------------------
for (x in c("api00", "growth", "enroll")) if (x != "growth") {
  case("mean", "apisrs", paste("--x", x), "mean", "value", sprintf("mean(%s)", x))
  case("mean", "apisrs", paste("--x", x), "mean", "low", sprintf("t.test(%s)$conf.int[1]", x))
  case("mean", "apisrs", paste("--x", x), "mean", "high", sprintf("t.test(%s)$conf.int[2]", x))
  case("mean", "apisrs", paste("--x", x, "--level 0.9"), "mean", "high", sprintf("t.test(%s, conf.level = .9)$conf.int[2]", x))
  case("mean", "apisrs", paste("--x", x), "mean", "se", sprintf("sd(%s) / sqrt(200)", x))
  case("variance", "apisrs", paste("--x", x), "variance", "value", sprintf("var(%s)", x))
  case("sd", "apisrs", paste("--x", x), "sd", "value", sprintf("sd(%s)", x))
}
case("mean", "apisrs", "--x api00", "mean", "df", "199")
case("mean", "apisrs", "--x api00", "mean", "n", "200")
case("mean", "mass_survey", "--x Pulse", "mean", "value", "mean(Pulse, na.rm = TRUE)")
case("mean", "mass_survey", "--x Pulse", "mean", "n", "sum(!is.na(Pulse))")
case("sd", "mass_survey", "--x Height", "sd", "value", "sd(Height, na.rm = TRUE)")
for (N in c(40, 13)) {
  case("mean", "council12", paste("--x q1 --population", N), "mean", "se", sprintf("SE(fpc_mean(q1, %d))", N))
  case("mean", "council12", paste("--x q1 --population", N), "mean", "low", sprintf("fpc_ci(q1, %d)[1]", N))
  case("mean", "council12", paste("--x q1 --population", N), "mean", "high", sprintf("fpc_ci(q1, %d)[2]", N))
}
case("mean", "council12", "--x q1 --fpc N40", "mean", "low", "fpc_ci(q1, 40)[1]")
for (p in c("low", "high")) case("mean", "council12", "--x q1 --population 12", "mean", p, "mean(q1)") # full enumeration: width 0
case("mean", "council12", "--x q1 --population 12", "mean", "se", "0") # no sampling error
for (f in c("edge_part_weight", "edge_tiny_weight", "edge_huge_weight", "apistrat")) {
  x <- if (f == "apistrat") "api00" else "x"; w <- if (f == "apistrat") "pw" else "w"; a <- sprintf("--x %s --weight %s", x, w)
  case("mean", f, a, "mean", "value", sprintf("coef(wmean(%s, %s))", x, w))
  case("mean", f, a, "unweighted_mean", "value", sprintf("mean(%s)", x))
  case("sum", f, a, "sum", "value", sprintf("sum(%s * %s)", w, x))
  z <- if (f == "edge_part_weight") "[w > 0]" else "" # survey counts observations of weight 0; here they carry none
  case("mean", f, a, "mean", "se", sprintf("SE(wmean(%s%s, %s%s))", x, z, w, z))
  case("mean", f, a, "mean", "low", sprintf("wmean_ci(%s%s, %s%s)[1]", x, z, w, z))
  case("mean", f, a, "mean", "high", sprintf("wmean_ci(%s%s, %s%s)[2]", x, z, w, z))
  case("variance", f, a, "variance", "value", sprintf("svyvar(~x, svydesign(~1, weights = ~w, data = data.frame(x = %s, w = %s)))[1]", x, w))
  case("sd", f, a, "sd", "value", sprintf("sqrt(svyvar(~x, svydesign(~1, weights = ~w, data = data.frame(x = %s, w = %s)))[1])", x, w))
}
case("mean", "edge_large", "--x x", "mean", "value", "1e15 + mean(c(0, 1, 2, 3, 5, 8, 13, 21))")
case("variance", "edge_large", "--x x", "variance", "value", "var(c(0, 1, 2, 3, 5, 8, 13, 21))")
case("sd", "edge_large", "--x x", "sd", "value", "sd(c(0, 1, 2, 3, 5, 8, 13, 21))")
for (s in c("variance", "sd", "sum")) case(s, "council12", "--x q1", s, "value", sprintf("%s(q1)", sub("variance", "var", s)))
case("sum", "edge_large", "--x x", "sum", "value", "8e15 + 53")
case("sum", "edge_empty", "--x x", "sum", "value", "sum(numeric(0))")
case("sum", "mass_survey", "--x Age", "sum", "value", "sum(Age)")
case("mean", "edge_one", "--x x", "mean", "value", "3")
case("variance", "edge_two", "--x x", "variance", "value", "var(x)")
case("variance", "edge_constant", "--x x", "variance", "value", "var(x)")
case("sd", "edge_constant", "--x x", "sd", "value", "sd(x)")
for (s in c("mean", "variance", "sd", "median", "mad", "trimmed_mean", "gini")) status(s, "edge_empty", "--x x", s, "too_few")
for (s in c("mean", "variance", "sd", "median", "gini")) status(s, "edge_zero_answered", "--x x --weight w", s, "no_weight")
for (s in c("variance", "sd")) status(s, "edge_one", "--x x", s, "too_few")

# ---- shape -------------------------------------------------------------------------------------------------------
for (f in list(c("apisrs", "enroll"), c("council12", "q1"), c("mass_survey", "Age"), c("edge_ties", "x"), c("incomes", "x"))) {
  d <- f[1]; x <- f[2]; a <- paste("--x", x)
  case("skewness", d, a, "skewness_type1", "value", sprintf("psych::skew(%s, type = 1)", x))
  case("skewness", d, a, "skewness_type2", "value", sprintf("psych::skew(%s, type = 2)", x))
  case("skewness", d, a, "skewness_type3", "value", sprintf("psych::skew(%s, type = 3)", x))
  case("skewness", d, a, "skewness_type2", "value", sprintf("G1(%s)", x))
  case("kurtosis", d, a, "kurtosis_type1", "value", sprintf("psych::kurtosi(%s, type = 1)", x))
  case("kurtosis", d, a, "kurtosis_type2", "value", sprintf("psych::kurtosi(%s, type = 2)", x))
  case("kurtosis", d, a, "kurtosis_type3", "value", sprintf("psych::kurtosi(%s, type = 3)", x))
  case("kurtosis", d, a, "kurtosis_type2", "value", sprintf("G2(%s)", x))
}
case("skewness", "edge_large", "--x x", "skewness_type1", "value", "psych::skew(c(0, 1, 2, 3, 5, 8, 13, 21), type = 1)")
case("kurtosis", "edge_large", "--x x", "kurtosis_type1", "value", "psych::kurtosi(c(0, 1, 2, 3, 5, 8, 13, 21), type = 1)")
case("skewness", "edge_tiny_weight", "--x x --weight w", "skewness_type1", "value", "m(x, 3, w) / m(x, 2, w)^1.5")
case("kurtosis", "edge_huge_weight", "--x x --weight w", "kurtosis_type1", "value", "m(x, 4, w) / m(x, 2, w)^2 - 3")
status("skewness", "edge_constant", "--x x", "skewness_type1", "constant")
status("kurtosis", "edge_constant", "--x x", "kurtosis_type1", "constant")
status("skewness", "edge_two", "--x x", "skewness_type2", "too_few")
status("kurtosis", "edge_two", "--x x", "kurtosis_type2", "too_few")
status("skewness", "edge_one", "--x x", "skewness_type1", "too_few")
status("kurtosis", "edge_empty", "--x x", "kurtosis_type3", "too_few")
status("skewness", "edge_zero_answered", "--x x --weight w", "skewness_type1", "no_weight")

# ---- quantiles ---------------------------------------------------------------------------------------------------
p <- c(0, 0.01, 0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9, 0.95, 1)
for (t in 1:9) for (q in p) for (f in list(c("peers10", "score"), c("apisrs", "api00"), c("edge_ties", "x"), c("edge_two", "x")))
  case("quantile", f[1], sprintf("--x %s --type %d --probs %s", f[2], t, q), paste0("quantile:", q), "value", sprintf("quantile(%s, %s, type = %d)", f[2], q, t))
for (t in 1:9) case("quantile", "edge_one", paste("--x x --type", t), "quantile:0.25", "value", sprintf("quantile(x, .25, type = %d)", t))
case("quantile", "mass_survey", "--x Pulse", "quantile:0.75", "value", "quantile(Pulse, .75, na.rm = TRUE)")
case("quantile", "edge_large", "--x x", "quantile:0.25", "value", "1e15 + quantile(c(0, 1, 2, 3, 5, 8, 13, 21), .25)")
for (q in c(0.1, 0.25, 0.5, 0.9)) for (part in c("low", "high")) for (level in c(0.95, 0.8)) {
  r <- sprintf("qci(api00, %s, %s)[%d]", q, level, 1 + (part == "high"))
  case("quantile", "apisrs", sprintf("--x api00 --probs %s --level %s", q, level), paste0("quantile:", q), part, r)
}
for (q in c(0.1, 0.25, 0.5, 0.75, 0.9)) for (rule in c("math", "school")) {
  case("quantile", "apistrat", sprintf("--x api00 --weight pw --probs %s --method %s", q, rule), paste0("quantile:", q), "value", sprintf("wq(api00, pw, %s, \"%s\")", q, rule))
  for (f in c("edge_part_weight", "edge_tiny_weight", "edge_huge_weight"))
    case("quantile", f, sprintf("--x x --weight w --probs %s --method %s", q, rule), paste0("quantile:", q), "value",
         if (f == "edge_part_weight" && q < 0.5) sprintf("inverse(x[w > 0], w[w > 0], %s)", q) else sprintf("wq(x[w > 0], round(w[w > 0] / min(w[w > 0])), %s, \"%s\")", q, rule))
}
case("median", "apisrs", "--x api00", "median", "value", "median(api00)")
case("median", "apisrs", "--x api00", "median", "low", "qci(api00, .5)[1]")
case("median", "apisrs", "--x api00", "median", "high", "qci(api00, .5)[2]")
case("median", "council12", "--x q1", "median", "value", "median(q1)")
case("median", "council12", "--x q1", "median", "low", "qci(q1, .5)[1]")
case("median", "mass_survey", "--x Pulse", "median", "value", "median(Pulse, na.rm = TRUE)")
case("median", "edge_one", "--x x", "median", "value", "3")
case("median", "apistrat", "--x api00 --weight pw", "median", "value", "wq(api00, pw, .5)")
case("median", "edge_tiny_weight", "--x x --weight w --method school", "median", "value", "wq(x, w * 1e12, .5, \"school\")")
status("quantile", "edge_empty", "--x x", "quantile:0.5", "too_few")
status("quantile", "edge_zero_answered", "--x x --weight w", "quantile:0.5", "no_weight")

# ---- around the middle, ends -------------------------------------------------------------------------------------
for (f in list(c("apisrs", "enroll"), c("council12", "q1"), c("mass_survey", "Height"), c("edge_ties", "x"), c("edge_part_weight", "x"), c("edge_large", "x"), c("edge_one", "x"), c("edge_two", "x"))) {
  d <- f[1]; x <- f[2]; a <- paste("--x", x)
  case("mad", d, a, "mad", "value", sprintf("mad(%s, na.rm = TRUE)", x))
  case("mad", d, a, "mad_raw", "value", sprintf("mad(%s, constant = 1, na.rm = TRUE)", x))
  for (trim in c(0, 0.05, 0.1, 0.25, 0.5)) case("trimmed_mean", d, sprintf("%s --trim %s", a, trim), "trimmed_mean", "value", sprintf("mean(%s, trim = %s, na.rm = TRUE)", x, trim))
  case("range", d, a, "min", "value", sprintf("min(%s, na.rm = TRUE)", x))
  case("range", d, a, "max", "value", sprintf("max(%s, na.rm = TRUE)", x))
  case("range", d, a, "range", "value", sprintf("diff(range(%s, na.rm = TRUE))", x))
}
for (k in c("min", "max", "range")) status("range", "edge_empty", "--x x", k, "too_few")
status("mad", "edge_empty", "--x x", "mad_raw", "too_few")

# ---- mode, entropy, Gini -----------------------------------------------------------------------------------------
case("mode", "council12", "--x sector", "mode:A", "value", "5 / 12")
case("mode", "council12", "--x sector", "n_modes", "value", "1")
case("mode", "council12", "--x sector", "mode_count", "value", "max(table(sector))")
case("mode", "council12", "--x q1", "mode:4", "value", "max(table(q1)) / 12")
case("mode", "council12", "--x q1", "n_modes", "value", "sum(table(q1) == max(table(q1)))")
case("mode", "edge_ties", "--x x", "mode:2", "value", "0.5")
case("mode", "titanic", "--x Class --freq Freq", "mode:Crew", "value", "max(table(Class)) / length(Class)")
case("mode", "edge_part_weight", "--x x --weight w", "mode:23", "value", "max(w) / sum(w)")
status("mode", "edge_empty", "--x x", "n_modes", "too_few")
status("mode", "edge_zero_answered", "--x x --weight w", "n_modes", "no_weight")
for (f in list(c("council12", "sector", ""), c("titanic", "Class", "--freq Freq"), c("haireyecolor", "Hair", "--freq Freq"), c("edge_ties", "x", ""))) {
  d <- f[1]; x <- f[2]; a <- trimws(paste("--x", x, f[3]))
  case("entropy", d, a, "entropy", "value", sprintf("H(table(%s))", x))
  case("entropy", d, a, "entropy_nats", "value", sprintf("H(table(%s)) * log(2)", x))
  case("entropy", d, a, "evenness", "value", sprintf("H(table(%s)) / log2(length(unique(%s)))", x, x))
  case("entropy", d, a, "heterogeneity", "value", sprintf("1 - sum(prop.table(table(%s))^2)", x))
}
case("entropy", "apistrat", "--x stype --weight pw", "entropy", "value", "H(tapply(pw, stype, sum))")
case("entropy", "edge_constant", "--x x", "entropy", "value", "0")
case("entropy", "edge_constant", "--x x", "heterogeneity", "value", "0")
status("entropy", "edge_constant", "--x x", "evenness", "constant")
status("entropy", "edge_empty", "--x x", "entropy", "too_few")
status("entropy", "edge_zero_answered", "--x x --weight w", "entropy", "no_weight")
for (f in list(c("incomes", "x"), c("apisrs", "enroll"), c("council12", "q1"), c("edge_ties", "x"))) {
  case("gini", f[1], paste("--x", f[2]), "gini", "value", sprintf("gini(%s)", f[2]))
  case("gini", f[1], paste("--x", f[2]), "gini_corrected", "value", sprintf("gini(%s) * length(%s) / (length(%s) - 1)", f[2], f[2], f[2]))
}
case("gini", "incomes", "--x x --weight w", "gini", "value", "wgini(x, w)")
case("gini", "incomes", "--x x --freq w", "gini", "value", "gini(rep(x, w))")
case("gini", "edge_tiny_weight", "--x x --weight w", "gini", "value", "wgini(x, w)")
case("gini", "edge_constant", "--x x", "gini", "value", "0")
case("gini", "edge_one", "--x x", "gini", "value", "0")
status("gini", "edge_one", "--x x", "gini_corrected", "too_few")
status("gini", "counts_0_20", "--x success --freq Freq", "gini", "undefined", "all values are 0")
case("quantile", "peers10", "--x score --probs 0.25,0.5,0.75 --type 7", "quantile:0.25", "value", "quantile(score, .25, type = 7)")
case("quantile", "peers10", "--x score --probs 0.25 --type 6", "quantile:0.25", "value", "quantile(score, .25, type = 6)")
print_cases()
