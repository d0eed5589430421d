# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/association.R > tests/reference/stats/association.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
suppressMessages({library(vcd); library(polycor); library(epitools); library(coin); library(numDeriv)})
options(warn = -1)

once <- function(g) { force(g); known <- list(); function(t) { k <- paste(c(dim(t), t), collapse = " "); if (is.null(known[[k]])) known[[k]] <<- g(t); known[[k]] } } # remembers results

# ---- tables: levels in order of appearance, numbers in ascending order --------------------------------------------
f <- function(x) if (is.numeric(x)) factor(x) else factor(x, unique(x[!is.na(x)]))
tab <- function(x, y) table(f(x), f(y))
sq <- function(x, y) { l <- if (is.numeric(x)) sort(unique(c(x, y))) else unique(c(x, y)); table(factor(x, l), factor(y, l)) }
lrt <- function(t) { e <- outer(rowSums(t), colSums(t)) / sum(t); 2 * sum(ifelse(t > 0, t * log(t / e), 0)) }

# ---- 2 x 2, exact: as fisher.test and epitools::or.midp, with roots to full precision (theirs stop at 1e-4) ---------
nch <- function(t) { m <- sum(t[, 1]); n <- sum(t[, 2]); k <- sum(t[1, ]); s <- max(0, k - n):min(k, m)
  list(x = t[1, 1], s = s, l = dhyper(s, m, n, k, log = TRUE)) }
dn <- function(h, th) { d <- exp(h$l + th * h$s - max(h$l + th * h$s)); d / sum(d) }
solve_or <- function(g) exp(uniroot(g, c(-30, 30), tol = 1e-15, maxiter = 5000)$root)
or_mle <- function(t) { h <- nch(t); solve_or(function(th) sum(h$s * dn(h, th)) - h$x) }
or_med <- function(t) { h <- nch(t); solve_or(function(th) { d <- dn(h, th); sum(d[h$s > h$x]) - sum(d[h$s < h$x]) }) }
or_low <- function(t, w = 1, a = .025) { h <- nch(t); solve_or(function(th) { d <- dn(h, th); sum(d[h$s > h$x]) + w * d[h$s == h$x] - a }) }
or_high <- function(t, w = 1, a = .025) { h <- nch(t); solve_or(function(th) { d <- dn(h, th); sum(d[h$s < h$x]) + w * d[h$s == h$x] - a }) }

# ---- Cramér's V ----------------------------------------------------------------------------------------------------
V_low <- function(t, p = .975) { x <- chisq.test(t, correct = FALSE); d <- x$parameter; q <- x$statistic
  sqrt((if (pchisq(q, d) <= p) 0 else uniroot(function(l) pchisq(q, d, l) - p, c(0, 10 * q + 100), tol = 1e-12, maxiter = 5000)$root) / (sum(t) * (min(dim(t)) - 1))) }
V_high <- function(t, p = .025) min(1, V_low(t, p))
V_corrected <- function(t) { n <- sum(t); r <- nrow(t); k <- ncol(t); f2 <- max(0, chisq.test(t, correct = FALSE)$statistic / n - (r - 1) * (k - 1) / (n - 1))
  sqrt(f2 / min(r - (r - 1)^2 / (n - 1) - 1, k - (k - 1)^2 / (n - 1) - 1)) }

# ---- concordance, straight from the definitions (Brown and Benedetti 1977) -----------
ad <- function(t) { r <- nrow(t); k <- ncol(t); A <- D <- matrix(0, r, k)
  for (i in 1:r) for (j in 1:k) { u <- seq_len(r) < i; v <- seq_len(r) > i; l <- seq_len(k) < j; g <- seq_len(k) > j
    A[i, j] <- sum(t[u, l]) + sum(t[v, g]); D[i, j] <- sum(t[u, g]) + sum(t[v, l]) }
  n <- sum(t); list(t = t, n = n, A = A, D = D, d = A - D, P = sum(t * A), Q = sum(t * D), wr = n^2 - sum(rowSums(t)^2), wc = n^2 - sum(colSums(t)^2),
    row = matrix(rowSums(t), r, k), col = matrix(colSums(t), r, k, byrow = TRUE), m = min(r, k)) }
ad <- once(ad)
g_value <- function(t) with(ad(t), (P - Q) / (P + Q))
g_se <- function(t) with(ad(t), 4 / (P + Q)^2 * sqrt(sum(t * (Q * A - P * D)^2)))
z0 <- function(t) with(ad(t), (P - Q) / (2 * sqrt(sum(t * d^2) - (P - Q)^2 / n)))
p0 <- function(t) 2 * pnorm(-abs(z0(t)))
tb_value <- function(t) with(ad(t), (P - Q) / sqrt(wr * wc))
tb_se <- function(t) with(ad(t), { w <- sqrt(wr * wc); tb <- (P - Q) / w; v <- row * wc + col * wr; sqrt(sum(t * (2 * w * d + tb * v)^2) - n^3 * tb^2 * (wr + wc)^2) / w^2 })
tc_value <- function(t) with(ad(t), m * (P - Q) / (n^2 * (m - 1)))
tc_se <- function(t) with(ad(t), 2 * m / ((m - 1) * n^2) * sqrt(sum(t * d^2) - (P - Q)^2 / n))
d_value <- function(t) with(ad(t), (P - Q) / wr)
d_se <- function(t) with(ad(t), 2 / wr^2 * sqrt(sum(t * (wr * d - (P - Q) * (n - row))^2)))
ds_value <- function(t) with(ad(t), 2 * (P - Q) / (wr + wc))
ds_se <- function(t) if (length(t) > 30) with(ad(t), { w <- wr + wc; sqrt(sum(t * (2 * (2 * d * w - (P - Q) * (4 * n - 2 * row - 2 * col)) / w^2)^2)) }) else
  { v <- c(t); h <- function(v) ds_value(matrix(v, nrow(t))); sqrt(sum(v * grad(h, v)^2)) } # delta method, numerically

# ---- lambda (Goodman and Kruskal 1963, 1972) -------------------------------------------------------------------------
l_value <- function(t) { L <- max(colSums(t)); (sum(apply(t, 1, max)) - L) / (sum(t) - L) }
l_se <- function(t) { L <- max(colSums(t)); l <- which.max(colSums(t)); m <- apply(t, 1, max); w <- apply(t, 1, which.max)
  sqrt((sum(t) - sum(m)) / (sum(t) - L)^3 * (sum(m) + L - 2 * sum(m[w == l]))) }
ls_value <- function(t) { L <- max(colSums(t)) + max(rowSums(t)); (sum(apply(t, 1, max)) + sum(apply(t, 2, max)) - L) / (2 * sum(t) - L) }
# numerical delta method: the measure is smooth as long as no two maxima tie
ls_se <- function(t) { v <- c(t); h <- function(v) ls_value(matrix(v, nrow(t))); sqrt(sum(v * grad(h, v)^2)) }

# ---- polychoric: polychor's likelihood, maximised to the last digits ---------------------------------------------------
cuts <- function(m) qnorm(cumsum(m) / sum(m))[-length(m)]
corner <- function(x, y, rho) if (x == -Inf || y == -Inf) 0 else if (x == Inf) pnorm(y) else if (y == Inf) pnorm(x) else
  mvtnorm::pmvnorm(upper = c(x, y), corr = matrix(c(1, rho, rho, 1), 2), algorithm = mvtnorm::TVPACK(1e-15))
cell <- function(rho, a, b) { m <- outer(c(-Inf, a, Inf), c(-Inf, b, Inf), Vectorize(corner, c("x", "y")), rho = rho); t(diff(t(diff(m)))) }
ll <- function(par, t) { r <- nrow(t); k <- ncol(t); -sum(ifelse(t > 0, t * log(pmax(1e-300, cell(par[1], par[2:r], par[(r + 1):(r + k - 1)]))), 0)) }
two_step <- function(t) { a <- cuts(rowSums(t)); b <- cuts(colSums(t)); h <- function(r) ll(c(r, a, b), t)
  o <- optimize(h, c(-.99, .99))$minimum; uniroot(function(r) grad(h, r), o + c(-.005, .005), tol = 1e-12)$root }
two_step_se <- function(t) { a <- cuts(rowSums(t)); b <- cuts(colSums(t)); sqrt(1 / hessian(function(r) ll(c(r, a, b), t), two_step(t))[1]) }
full <- function(t) { p <- c(two_step(t), cuts(rowSums(t)), cuts(colSums(t))) # close by: Newton's method gets there
  for (i in 1:6) p <- p - solve(hessian(ll, p, t = t), grad(ll, p, t = t)); p }
full_se <- function(t) { p <- full(t); sqrt(solve(hessian(ll, p, t = t))[1, 1]) }
fit <- function(t, par) 2 * (ll(par, t) + sum(ifelse(t > 0, t * log(t / sum(t)), 0)))

# ---- strata (Breslow and Day 1980, p. 142; Tarone 1985) -----------------------------------------------------------------
bd <- function(t, tarone = FALSE) { w <- mantelhaen.test(t)$estimate; s <- 0; away <- 0; vv <- 0
  for (k in seq_len(dim(t)[3])) { x <- t[, , k]; r <- rowSums(x); q <- colSums(x)
    a <- uniroot(function(a) log(a) + log(q[2] - r[1] + a) - log(r[1] - a) - log(q[1] - a) - log(w), c(max(0, r[1] - q[2]) + 1e-9, min(r[1], q[1]) - 1e-9), tol = 1e-15, maxiter = 5000)$root
    v <- 1 / (1 / a + 1 / (r[1] - a) + 1 / (q[1] - a) + 1 / (q[2] - r[1] + a)); s <- s + (x[1, 1] - a)^2 / v; away <- away + x[1, 1] - a; vv <- vv + v }
  s - tarone * away^2 / vv }
tab3 <- function(x, y, z) table(f(x), f(y), f(z))

two_step <- once(two_step); two_step_se <- once(two_step_se); full <- once(full); full_se <- once(full_se)
drawn <- once(function(t) { set.seed(1); fisher.test(t, simulate.p.value = TRUE, B = 2e6)$p.value })

# ---- chi-square, likelihood ratio -----------------------------------------------------------------------------------------
for (i in list(c("haireyecolor", "Hair", "Eye"), c("titanic", "Class", "Survived"), c("titanic", "Sex", "Survived"), c("vision", "right", "left"),
               c("two_by_three", "x", "y"), c("mass_survey", "Sex", "Smoke"), c("empty_row", "x", "y"), c("large_2x2", "x", "y"))) {
  args <- paste("--x", i[2], "--y", i[3], if (i[1] != "mass_survey") "--freq Freq" else "--method pearson")
  t <- sprintf("tab(%s, %s)", i[2], i[3])
  case("chi_square", i[1], args, "chi_square", "value", sprintf("chisq.test(%s, correct = FALSE)$statistic", t))
  case("chi_square", i[1], args, "df", "value", sprintf("chisq.test(%s, correct = FALSE)$parameter", t))
  case("chi_square", i[1], args, "p_value", "value", sprintf("chisq.test(%s, correct = FALSE)$p.value", t))
  case("chi_square", i[1], args, "asymptotic_p_value", "value", sprintf("chisq.test(%s, correct = FALSE)$p.value", t))
  case("chi_square", i[1], args, "expected_min", "value", sprintf("min(chisq.test(%s)$expected)", t))
  case("chi_square", i[1], args, "expected_under_5", "value", sprintf("mean(chisq.test(%s)$expected < 5)", t))
  args <- sub(" --method pearson", "", args)
  case("likelihood_ratio", i[1], args, "likelihood_ratio", "value", sprintf("lrt(%s)", t))
  case("likelihood_ratio", i[1], args, "df", "value", sprintf("chisq.test(%s)$parameter", t))
  case("likelihood_ratio", i[1], args, "p_value", "value", sprintf("pchisq(lrt(%s), chisq.test(%s)$parameter, lower.tail = FALSE)", t, t))
}
case("likelihood_ratio", "haireyecolor", "--x Hair --y Eye --freq Freq", "likelihood_ratio", "value", "vcd::assocstats(tab(Hair, Eye))$chisq_tests[1, 1]")
for (d in c("titanic", "large_2x2", "far_2x2", "tea", "zero_cell", "near_2x2")) {
  x <- if (d == "titanic") c("Sex", "Survived") else c("x", "y")
  args <- sprintf("--x %s --y %s --freq Freq", x[1], x[2])
  case("chi_square", d, args, "yates", "value", sprintf("chisq.test(tab(%s, %s))$statistic", x[1], x[2]))
  case("chi_square", d, args, "yates_p_value", "value", sprintf("chisq.test(tab(%s, %s))$p.value", x[1], x[2]))
  case("chi_square", d, paste(args, "--method yates"), "p_value", "value", sprintf("chisq.test(tab(%s, %s))$p.value", x[1], x[2]))
  case("chi_square", d, paste(args, "--method exact"), "p_value", "value", sprintf("fisher.test(tab(%s, %s))$p.value", x[1], x[2]), if (d == "large_2x2") 1e-8 else 1e-9)
}
# the switch to the exact test
case("chi_square", "council12", "--x has --y sector", "p_value", "value", "fisher.test(tab(has, sector))$p.value")
case("chi_square", "council12", "--x has --y sector", "asymptotic_p_value", "value", "chisq.test(tab(has, sector))$p.value")
case("chi_square", "council12", "--x has --y sector", "mc_error", "value", "0")
case("chi_square", "sparse4x4", "--x x --y y --freq Freq", "p_value", "value", "fisher.test(tab(x, y))$p.value")
status("chi_square", "council12", "--x has --y sector --population 12", "p_value", "census", "a full enumeration has no test")
status("chi_square", "council12", "--x has --y sector --population 12", "yates_p_value", "census")
case("chi_square", "council12", "--x has --y sector --population 12", "chi_square", "value", "chisq.test(tab(has, sector))$statistic")
case("chi_square", "council12", "--x has --y sector --weight N", "chi_square", "value", "chisq.test(xtabs(N ~ has + sector, d), correct = FALSE)$statistic")
status("chi_square", "council12", "--x has --y sector --weight N", "p_value", "undefined", "weights need a test for designs")
status("likelihood_ratio", "council12", "--x has --y sector --weight N", "p_value", "undefined")
status("likelihood_ratio", "council12", "--x has --y sector --population 12", "p_value", "census")
status("chi_square", "council12", "--x has --y sector", "yates", "undefined", "2 x 2 only")
nothing <- function(stat, keys, extra = "", one_cell = "constant") {
  for (k in keys) {
    status(stat, "no_rows", paste0("--x x --y y --freq Freq", extra), k, "too_few", "n = 0")
    if (one_cell != "") status(stat, "one_cell", paste0("--x x --y y --freq Freq", extra), k, one_cell, "all in one cell")
  }
}
nothing("chi_square", c("chi_square", "df", "p_value", "asymptotic_p_value", "yates", "yates_p_value", "expected_min", "expected_under_5", "mc_error"))
nothing("likelihood_ratio", c("likelihood_ratio", "df", "p_value"))
status("chi_square", "one_row", "--x x --y y --freq Freq", "p_value", "constant", "one row")
status("chi_square", "one_row", "--x y --y x --freq Freq", "p_value", "constant", "one column")
status("chi_square", "edge_missing", "--x x --y g", "chi_square", "too_few", "all missing")

# ---- Fisher ------------------------------------------------------------------------------------------------------------------
for (i in list(c("council12", "has", "sector"), c("job", "income", "satisfaction"), c("two_by_three", "x", "y"), c("sparse4x4", "x", "y"), c("empty_row", "x", "y"))) {
  args <- paste("--x", i[2], "--y", i[3], if (i[1] != "council12") "--freq Freq" else "")
  case("fisher", i[1], trimws(args), "p_value", "value", sprintf("fisher.test(tab(%s, %s), workspace = 2e7)$p.value", i[2], i[3]))
  case("fisher", i[1], trimws(args), "mc_error", "value", "0")
  status("fisher", i[1], trimws(args), "odds_ratio", "undefined", "2 x 2 only")
  status("fisher", i[1], trimws(args), "mid_p_value", "undefined", "2 x 2 only")
}
case("fisher", "sparse5x5", "--x x --y y --freq Freq", "p_value", "value", "fisher.test(tab(x, y), workspace = 2e7)$p.value")
case("fisher", "mass_survey", "--x Sex --y Smoke", "p_value", "value", "fisher.test(tab(Sex, Smoke))$p.value")
case("fisher", "table5x5", "--x x --y y --freq Freq", "p_value", "value", "drawn(tab(x, y))", 0.02)
case("fisher", "table5x5", "--x x --y y --freq Freq", "mc_error", "value", "sqrt(.4306 * (1 - .4306) / 1e5)", 0.01)
case("fisher", "table5x5", "--x x --y y --freq Freq --draws 400000 --seed 7", "p_value", "value", "drawn(tab(x, y))", 0.01)
case("fisher", "haireyecolor", "--x Hair --y Eye --freq Freq --draws 9999", "p_value", "value", "1 / 10000")
for (d in c("tea", "zero_cell", "two_zero_cells", "far_2x2", "large_2x2", "titanic", "approval")) {
  x <- switch(d, titanic = c("Sex", "Survived"), approval = c("first", "second"), c("x", "y"))
  args <- sprintf("--x %s --y %s --freq Freq", x[1], x[2]); t <- sprintf("tab(%s, %s)", x[1], x[2]); tol <- if (d == "large_2x2") 1e-8 else 1e-9
  case("fisher", d, args, "p_value", "value", sprintf("fisher.test(%s)$p.value", t), tol)
  case("fisher", d, paste(args, "--alternative less"), "p_value", "value", sprintf("fisher.test(%s, alternative = \"less\")$p.value", t), tol)
  case("fisher", d, paste(args, "--alternative greater"), "p_value", "value", sprintf("fisher.test(%s, alternative = \"greater\")$p.value", t), tol)
  case("fisher", d, args, "mid_p_value", "value", sprintf("with(ormidp.test(%s[1, 1], %s[1, 2], %s[2, 1], %s[2, 2]), two.sided)", t, t, t, t), tol)
  if (d == "two_zero_cells") { status("fisher", d, args, "odds_ratio", "undefined", "infinite"); next }
  case("fisher", d, args, "odds_ratio", "value", if (d == "zero_cell") "0" else sprintf("or_mle(%s)", t), tol)
  case("fisher", d, args, "odds_ratio", "low", if (d == "zero_cell") "0" else sprintf("or_low(%s)", t), tol)
  case("fisher", d, args, "odds_ratio", "high", sprintf("or_high(%s)", t), tol)
  case("fisher", d, args, "odds_ratio", "value", sprintf("fisher.test(%s)$estimate", t), 2e-2)
  case("fisher", d, args, "odds_ratio", "high", sprintf("fisher.test(%s)$conf.int[2]", t), 2e-2)
  case("fisher", d, paste(args, "--level 0.9"), "odds_ratio", "high", sprintf("or_high(%s, 1, .05)", t), tol)
}
status("fisher", "tea", "--x x --y y --freq Freq --population 8", "p_value", "census")
case("fisher", "tea", "--x x --y y --freq Freq --population 8", "odds_ratio", "low", "or_mle(tab(x, y))")
case("fisher", "tea", "--x x --y y --freq Freq --population 8", "odds_ratio", "high", "or_mle(tab(x, y))")
status("fisher", "design_pairs", "--x g --y k --weight w", "p_value", "undefined", "weights that are not whole")
nothing("fisher", c("p_value", "mc_error", "odds_ratio", "mid_p_value"))

# ---- Cramér's V, phi ------------------------------------------------------------------------------------------------------------
for (i in list(c("haireyecolor", "Hair", "Eye"), c("titanic", "Sex", "Survived"), c("vision", "right", "left"), c("job", "income", "satisfaction"), c("tea", "x", "y"), c("sparse4x4", "x", "y"))) {
  args <- paste("--x", i[2], "--y", i[3], "--freq Freq"); t <- sprintf("tab(%s, %s)", i[2], i[3])
  case("cramers_v", i[1], args, "cramers_v", "value", sprintf("vcd::assocstats(%s)$cramer", t))
  case("cramers_v", i[1], args, "cramers_v", "low", sprintf("V_low(%s)", t), 1e-8)
  case("cramers_v", i[1], args, "cramers_v", "high", sprintf("V_high(%s)", t), 1e-8)
  case("cramers_v", i[1], paste(args, "--level 0.8"), "cramers_v", "high", sprintf("V_high(%s, .1)", t), 1e-8)
  case("cramers_v", i[1], args, "cramers_v_corrected", "value", sprintf("V_corrected(%s)", t))
  case("phi", i[1], args, "contingency", "value", sprintf("vcd::assocstats(%s)$contingency", t))
  case("phi", i[1], args, "contingency_corrected", "value", sprintf("vcd::assocstats(%s)$contingency / sqrt(1 - 1 / min(dim(%s)))", t, t))
  case("phi", i[1], args, "phi", "value", sprintf(if (i[1] %in% c("titanic", "tea")) "psych::phi(%s, 15)" else "sqrt(chisq.test(%s)$statistic / sum(%s))", t, t))
}
case("phi", "zero_cell", "--x x --y y --freq Freq", "phi", "value", "psych::phi(tab(x, y), 15)") # below 0
case("cramers_v", "council12", "--x has --y sector --weight N", "cramers_v", "value", "vcd::assocstats(xtabs(N ~ has + sector, d))$cramer")
status("cramers_v", "council12", "--x has --y sector --weight N", "cramers_v_corrected", "undefined")
case("cramers_v", "council12", "--x has --y sector --population 12", "cramers_v", "low", "vcd::assocstats(tab(has, sector))$cramer")
case("cramers_v", "council12", "--x has --y sector --population 12", "cramers_v", "high", "vcd::assocstats(tab(has, sector))$cramer")
nothing("cramers_v", c("cramers_v", "cramers_v_corrected")); nothing("phi", c("phi", "contingency", "contingency_corrected"))

# ---- odds ratio, relative risk -----------------------------------------------------------------------------------------------------
for (d in c("tea", "far_2x2", "titanic", "approval")) {
  x <- switch(d, titanic = c("Sex", "Survived"), approval = c("first", "second"), c("x", "y"))
  args <- sprintf("--x %s --y %s --freq Freq", x[1], x[2]); t <- sprintf("tab(%s, %s)", x[1], x[2])
  for (p in c("value", "low", "high")) {
    k <- c(value = 1, low = 2, high = 3)[[p]]; fun <- c(value = "or_mle(%s)", low = "or_low(%s)", high = "or_high(%s)")[[p]]
    mid <- c(value = "or_med(%s)", low = "or_low(%s, .5)", high = "or_high(%s, .5)")[[p]]
    case("odds_ratio", d, args, "odds_ratio", p, sprintf("epitools::oddsratio.wald(%s)$measure[2, %d]", t, k))
    case("odds_ratio", d, args, "odds_ratio_exact", p, sprintf(fun, t))
    case("odds_ratio", d, args, "odds_ratio_exact", p, sprintf("epitools::oddsratio.fisher(%s)$measure[2, %d]", t, k), 2e-2)
    case("odds_ratio", d, args, "odds_ratio_midp", p, sprintf(mid, t))
    case("odds_ratio", d, args, "odds_ratio_midp", p, sprintf("epitools::oddsratio.midp(%s)$measure[2, %d]", t, k), 2e-2)
    case("relative_risk", d, args, "relative_risk", p, sprintf("epitools::riskratio.wald(%s)$measure[2, %d]", t, k))
    case("relative_risk", d, paste(args, "--level 0.9"), "relative_risk", p, sprintf("epitools::riskratio.wald(%s, conf.level = .9)$measure[2, %d]", t, k))
  }
  case("odds_ratio", d, args, "odds_ratio", "se", sprintf("sqrt(sum(1 / %s))", t))
  case("odds_ratio", d, args, "p_value", "value", sprintf("fisher.test(%s)$p.value", t))
  case("odds_ratio", d, args, "mid_p_value", "value", sprintf("with(ormidp.test(%s[1, 1], %s[1, 2], %s[2, 1], %s[2, 2]), two.sided)", t, t, t, t))
  case("relative_risk", d, args, "risk_reference", "value", sprintf("prop.table(%s, 1)[1, 2]", t))
  case("relative_risk", d, args, "risk_exposed", "value", sprintf("prop.table(%s, 1)[2, 2]", t))
}
case("relative_risk", "titanic", "--x Sex --y Survived --freq Freq --success No", "relative_risk", "value", "epitools::riskratio.wald(tab(Sex, Survived)[, 2:1])$measure[2, 1]")
case("odds_ratio", "titanic", "--x Sex --y Survived --freq Freq --success No", "odds_ratio", "value", "epitools::oddsratio.wald(tab(Sex, Survived)[, 2:1])$measure[2, 1]")
status("odds_ratio", "titanic", "--x Sex --y Survived --freq Freq --success Maybe", "odds_ratio", "wrong_level")
status("odds_ratio", "titanic", "--x Class --y Survived --freq Freq", "odds_ratio", "wrong_level", "4 x 2")
status("relative_risk", "titanic", "--x Class --y Survived --freq Freq", "relative_risk", "wrong_level", "4 x 2")
status("odds_ratio", "zero_cell", "--x x --y y --freq Freq", "odds_ratio", "undefined", "a cell of 0")
case("odds_ratio", "zero_cell", "--x x --y y --freq Freq", "odds_ratio_exact", "high", "or_high(tab(x, y))")
case("odds_ratio", "zero_cell", "--x x --y y --freq Freq", "odds_ratio_midp", "high", "or_high(tab(x, y), .5)")
case("odds_ratio", "zero_cell", "--x x --y y --freq Freq", "odds_ratio_exact", "value", "0")
status("odds_ratio", "two_zero_cells", "--x x --y y --freq Freq", "odds_ratio_exact", "undefined", "infinite")
status("relative_risk", "two_zero_cells", "--x x --y y --freq Freq", "relative_risk", "undefined", "infinite")
status("odds_ratio", "council12", "--x has --y size --population 12", "p_value", "census")
case("relative_risk", "council12", "--x size --y has --population 12", "relative_risk", "high", "epitools::riskratio.wald(tab(size, has))$measure[2, 1]")
nothing("odds_ratio", c("odds_ratio", "odds_ratio_exact", "odds_ratio_midp", "p_value", "mid_p_value")); nothing("relative_risk", c("relative_risk", "risk_reference", "risk_exposed"))

# ---- ordinal measures ----------------------------------------------------------------------------------------------------------------
ordinal_cases <- function(d, x, y, extra) {
  args <- trimws(paste("--x", x, "--y", y, extra)); t <- sprintf("tab(%s, %s)", x, y); u <- sprintf("tab(%s, %s)", y, x)
  for (m in list(c("gamma", "gamma", "g", t), c("tau_b", "tau_b", "tb", t), c("tau_c", "tau_c", "tc", t), c("somers_d", "somers_d", "d", t),
                 c("somers_d", "somers_d_reverse", "d", u), c("somers_d", "somers_d_symmetric", "ds", t))) {
    tol <- if (m[3] == "ds") 1e-8 else 1e-9
    case(m[1], d, args, m[2], "value", sprintf("%s_value(%s)", m[3], m[4]))
    case(m[1], d, args, m[2], "se", sprintf("%s_se(%s)", m[3], m[4]), tol)
    case(m[1], d, args, m[2], "low", sprintf("max(-1, %s_value(%s) - qnorm(.975) * %s_se(%s))", m[3], m[4], m[3], m[4]), tol)
    case(m[1], d, paste(args, "--level 0.9"), m[2], "high", sprintf("min(1, %s_value(%s) + qnorm(.95) * %s_se(%s))", m[3], m[4], m[3], m[4]), tol)
  }
  for (s in c("gamma", "tau_c", "somers_d")) {
    case(s, d, args, "z", "value", sprintf("z0(%s)", t)); case(s, d, args, "p_value", "value", sprintf("p0(%s)", t))
  }
  case("gamma", d, args, "concordant", "value", sprintf("ad(%s)$P / 2", t)); case("gamma", d, args, "discordant", "value", sprintf("ad(%s)$Q / 2", t))
  case("tau_b", d, args, "tau_b", "value", sprintf("cor(%s, %s, method = \"kendall\")", x, y))
}
ordinal_cases("job", "income", "satisfaction", "--freq Freq")
ordinal_cases("pain", "dose", "adverse", "--freq Freq")
ordinal_cases("council12", "q1", "q2", "")
ordinal_cases("council12", "q3", "q4", "")
ordinal_cases("table5x5", "x", "y", "--freq Freq")
ordinal_cases("many_values", "x", "y", "") # more cells than fit a table: the way of pairs
ordinal_cases("no_ties", "x", "y", "")
for (d in list(c("job", "income", "satisfaction", "--freq Freq"), c("council12", "q1", "q2", ""), c("many_values", "x", "y", ""), c("no_ties", "x", "y", ""), c("no_ties", "few", "y", ""), c("lambs", "x", "y", ""),
               c("perfect", "x", "y", ""), c("perfect", "x", "down", ""))) for (alt in c("two.sided", "less", "greater")) {
  args <- trimws(paste("--x", d[2], "--y", d[3], d[4], if (alt != "two.sided") paste("--alternative", alt)))
  ct <- sprintf("cor.test(%s, %s, method = \"kendall\", alternative = \"%s\")", d[2], d[3], alt)
  case("tau_b", d[1], args, "statistic", "value", paste0(ct, "$statistic")); case("tau_b", d[1], args, "p_value", "value", paste0(ct, "$p.value"))
}
# printed by other programs; the standard error of tau-b there (0.1488947) has a term misplaced: the delta method, taken numerically, gives 0.1495818
tb_delta <- function(t) { v <- c(t); h <- function(v) tb_value(matrix(v, nrow(t))); sqrt(sum(v * grad(h, v)^2)) }
case("tau_b", "mtcars", "--x gear --y cyl", "tau_b", "se", "tb_delta(tab(gear, cyl))", 1e-8)
spicy <- "spicy::assoc_measures(table(mtcars$gear, mtcars$cyl)), printed in its documentation"
for (i in list(c("gamma", "gamma", -0.6573705, 0.17278471), c("tau_b", "tau_b", -0.5125435, NA), c("tau_c", "tau_c", -0.4833984, 0.13209204),
               c("somers_d", "somers_d", -0.5238095, 0.16050578), c("somers_d", "somers_d_reverse", -0.5015198, 0.14077197), c("lambda", "lambda", 0.4444444, 0.14344383),
               c("lambda", "lambda_reverse", 0.5294118, 0.15628498), c("lambda", "lambda_symmetric", 0.4857143, 0.12920157), c("cramers_v", "cramers_v", 0.5308655, NA), c("phi", "contingency", 0.6003875, NA))) {
  published(i[1], "mtcars", "--x gear --y cyl", i[2], "value", as.numeric(i[3]), 2e-7, spicy)
  if (!is.na(i[4])) published(i[1], "mtcars", "--x gear --y cyl", i[2], "se", as.numeric(i[4]), 1e-7, spicy)
}
somersd <- "scipy.stats.somersd, printed in its documentation and tests (checked there against SAS PROC FREQ)"
published("somers_d", "hotel", "--x clean --y content --freq Freq", "somers_d", "value", 0.6032766111513396, 1e-12, somersd)
published("somers_d", "hotel", "--x clean --y content --freq Freq", "p_value", "value", 1.0007091191074533e-27, 1e-9, somersd)
published("somers_d", "seven_pairs", "--x x --y y", "somers_d", "value", -0.14285714285714, 1e-13, somersd)
published("somers_d", "seven_pairs", "--x x --y y", "p_value", "value", 0.63032695315767, 1e-13, somersd)
for (m in list(c("gamma", "gamma"), c("tau_b", "tau_b"), c("tau_c", "tau_c"), c("somers_d", "somers_d"), c("polychoric", "polychoric"))) {
  status(m[1], "no_rows", "--x x --y y --freq Freq", m[2], "too_few"); status(m[1], "one_row", "--x x --y y --freq Freq", m[2], "constant")
  status(m[1], "perfect", "--x x --y flat", m[2], "constant"); status(m[1], "job", "--x income --y satisfaction --freq Freq --population 96", "p_value", "census")
}
for (m in c("gamma", "tau_b", "tau_c", "somers_d")) status(m, "one_pair", "--x x --y y", m, "too_few", "n = 1")
wt <- function(x, y, w) xtabs(w ~ x + y)
case("gamma", "council12", "--x q1 --y q2 --weight N", "gamma", "value", "g_value(wt(q1, q2, N))")
case("tau_b", "council12", "--x q1 --y q2 --weight N", "tau_b", "value", "tb_value(wt(q1, q2, N))")
case("tau_c", "council12", "--x q1 --y q2 --weight N", "tau_c", "value", "tc_value(wt(q1, q2, N))")
case("somers_d", "council12", "--x q1 --y q2 --weight N", "somers_d", "value", "d_value(wt(q1, q2, N))")
status("gamma", "council12", "--x q1 --y q2 --weight N", "p_value", "undefined")
case("gamma", "council12", "--x q1 --y q2 --population 12", "gamma", "low", "g_value(tab(q1, q2))")

# ---- lambda ------------------------------------------------------------------------------------------------------------------------------
for (i in list(c("goodman_kruskal", "eye", "hair"), c("haireyecolor", "Hair", "Eye"), c("job", "income", "satisfaction"), c("titanic", "Class", "Survived"))) {
  args <- paste("--x", i[2], "--y", i[3], "--freq Freq"); t <- sprintf("tab(%s, %s)", i[2], i[3]); u <- sprintf("tab(%s, %s)", i[3], i[2])
  for (m in list(c("lambda", "l", t), c("lambda_reverse", "l", u), c("lambda_symmetric", "ls", t))) {
    tol <- if (m[2] == "ls") 1e-7 else 1e-9
    case("lambda", i[1], args, m[1], "value", sprintf("%s_value(%s)", m[2], m[3]))
    case("lambda", i[1], args, m[1], "se", sprintf("%s_se(%s)", m[2], m[3]), tol)
    case("lambda", i[1], args, m[1], "low", sprintf("max(0, %s_value(%s) - qnorm(.975) * %s_se(%s))", m[2], m[3], m[2], m[3]), tol)
    case("lambda", i[1], args, m[1], "high", sprintf("min(1, %s_value(%s) + qnorm(.975) * %s_se(%s))", m[2], m[3], m[2], m[3]), tol)
  }
}
gk <- "DescTools::Lambda, example of Goodman and Kruskal (1954), printed in its documentation"
published("lambda", "goodman_kruskal", "--x eye --y hair --freq Freq", "lambda", "value", 0.1923949, 3e-7, gk)
published("lambda", "goodman_kruskal", "--x eye --y hair --freq Freq", "lambda_reverse", "value", 0.2241003, 3e-7, gk)
for (i in list(c("value", 0.2076188), c("low", 0.1871747), c("high", 0.2280629))) published("lambda", "goodman_kruskal", "--x eye --y hair --freq Freq", "lambda_symmetric", i[1], as.numeric(i[2]), 3e-7, gk)
nothing("lambda", c("lambda", "lambda_reverse", "lambda_symmetric"))

# ---- Pearson, Spearman ---------------------------------------------------------------------------------------------------------------------
for (d in list(c("council12", "q1", "q2"), c("mass_survey", "Wr.Hnd", "NW.Hnd"), c("mass_survey", "Height", "Pulse"), c("lambs", "x", "y"), c("no_ties", "x", "y"), c("no_ties", "few", "y"), c("many_values", "x", "y"),
               c("large_numbers", "x", "y"))) for (alt in c("two.sided", "less", "greater")) {
  args <- paste("--x", d[2], "--y", d[3], if (alt != "two.sided") paste("--alternative", alt))
  args <- trimws(args); ct <- sprintf("cor.test(%s, %s, alternative = \"%s\")", d[2], d[3], alt)
  case("pearson", d[1], args, "pearson", "value", paste0(ct, "$estimate")); case("pearson", d[1], args, "t", "value", paste0(ct, "$statistic"))
  case("pearson", d[1], args, "df", "value", paste0(ct, "$parameter")); case("pearson", d[1], args, "p_value", "value", paste0(ct, "$p.value"))
  case("pearson", d[1], args, "pearson", "low", paste0(ct, "$conf.int[1]")); case("pearson", d[1], args, "pearson", "high", paste0(ct, "$conf.int[2]"))
  cs <- sprintf("cor.test(%s, %s, method = \"spearman\", alternative = \"%s\")", d[2], d[3], alt)
  case("spearman", d[1], args, "spearman", "value", paste0(cs, "$estimate")); case("spearman", d[1], args, "s", "value", paste0(cs, "$statistic"))
  case("spearman", d[1], args, "p_value", "value", paste0(cs, "$p.value"))
}
bw <- function(x, y, s, level = .95) { ok <- complete.cases(x, y); r <- cor(x[ok], y[ok], method = "spearman"); n <- sum(ok); tanh(atanh(r) + s * qnorm((1 + level) / 2) * sqrt((1 + r^2 / 2) / (n - 3))) }
case("spearman", "council12", "--x q1 --y q2", "spearman", "low", "bw(q1, q2, -1)"); case("spearman", "council12", "--x q1 --y q2", "spearman", "high", "bw(q1, q2, 1)")
case("spearman", "mass_survey", "--x Wr.Hnd --y NW.Hnd --level 0.9", "spearman", "low", "bw(Wr.Hnd, NW.Hnd, -1, .9)")
case("pearson", "council12", "--x q1 --y q2 --weight N", "pearson", "value", "cov.wt(cbind(q1, q2), N / sum(N), cor = TRUE)$cor[1, 2]")
case("pearson", "mass_survey", "--x Wr.Hnd --y NW.Hnd", "pearson", "n", "sum(complete.cases(Wr.Hnd, NW.Hnd))")
status("pearson", "council12", "--x q1 --y q2 --weight N", "p_value", "undefined"); status("spearman", "council12", "--x q1 --y q2 --weight N", "spearman", "undefined")
case("pearson", "council12", "--x q1 --y q2 --population 12", "pearson", "low", "cor(q1, q2)"); status("pearson", "council12", "--x q1 --y q2 --population 12", "p_value", "census")
status("spearman", "council12", "--x q1 --y q2 --population 12", "p_value", "census")
for (s in c("pearson", "spearman")) {
  status(s, "one_pair", "--x x --y y", s, "too_few", "n = 1"); status(s, "perfect", "--x x --y flat", s, "constant"); status(s, "edge_missing", "--x x --y w", s, "too_few")
  case(s, "perfect", "--x x --y y", s, "value", "1"); case(s, "perfect", "--x x --y down", s, "value", "-1")
}
case("pearson", "perfect", "--x x --y y", "p_value", "value", "cor.test(x, y)$p.value"); case("spearman", "perfect", "--x x --y y", "p_value", "value", "cor.test(x, y, method = \"spearman\")$p.value")
case("spearman", "perfect", "--x x --y down", "p_value", "value", "cor.test(x, down, method = \"spearman\")$p.value")
status("pearson", "perfect", "--x x --y y", "t", "undefined", "infinite"); case("pearson", "edge_two", "--x x --y x", "pearson", "value", "1"); status("pearson", "edge_two", "--x x --y x", "p_value", "too_few")

# ---- polychoric -------------------------------------------------------------------------------------------------------------------------------
for (i in list(c("job", "income", "satisfaction"), c("table5x5", "x", "y"), c("pain", "dose", "adverse"), c("tea", "x", "y"), c("vision", "right", "left"))) {
  args <- paste("--x", i[2], "--y", i[3], "--freq Freq"); t <- sprintf("tab(%s, %s)", i[2], i[3])
  case("polychoric", i[1], args, "polychoric", "value", sprintf("two_step(%s)", t), 1e-6); case("polychoric", i[1], args, "polychoric", "se", sprintf("two_step_se(%s)", t), 1e-6)
  case("polychoric", i[1], args, "polychoric", "low", sprintf("max(-1, two_step(%s) - qnorm(.975) * two_step_se(%s))", t, t), 1e-5)
  case("polychoric", i[1], args, "polychoric", "value", sprintf("polycor::polychor(%s)", t), 1e-3)
  case("polychoric", i[1], args, "x_cut:1", "value", sprintf("cuts(rowSums(%s))[1]", t)); case("polychoric", i[1], args, "y_cut:1", "value", sprintf("cuts(colSums(%s))[1]", t))
  if (i[1] == "tea") { status("polychoric", i[1], args, "p_value", "undefined", "no degrees of freedom"); next }
  case("polychoric", i[1], args, "df", "value", sprintf("prod(dim(%s)) - sum(dim(%s))", t, t))
  case("polychoric", i[1], args, "chi_square", "value", sprintf("fit(%s, c(two_step(%s), cuts(rowSums(%s)), cuts(colSums(%s))))", t, t, t, t), 1e-6)
  case("polychoric", i[1], args, "p_value", "value", sprintf("pchisq(fit(%s, c(two_step(%s), cuts(rowSums(%s)), cuts(colSums(%s)))), prod(dim(%s)) - sum(dim(%s)), lower.tail = FALSE)", t, t, t, t, t, t), 1e-6)
  args <- paste(args, "--method full")
  case("polychoric", i[1], args, "polychoric", "value", sprintf("full(%s)[1]", t), 1e-6); case("polychoric", i[1], args, "polychoric", "se", sprintf("full_se(%s)", t), 1e-6)
  case("polychoric", i[1], args, "x_cut:1", "value", sprintf("full(%s)[2]", t), 1e-6); case("polychoric", i[1], args, "chi_square", "value", sprintf("fit(%s, full(%s))", t, t), 1e-6)
}
status("polychoric", "two_zero_cells", "--x x --y y --freq Freq", "polychoric", "not_converged", "the likelihood grows to the edge")
status("polychoric", "one_cell", "--x x --y y --freq Freq", "polychoric", "constant")

# ---- the same respondents twice ------------------------------------------------------------------------------------------------------------------
for (i in list(c("approval", "first", "second"), c("cavo", "before", "after"))) {
  args <- paste("--x", i[2], "--y", i[3], "--freq Freq"); t <- sprintf("sq(%s, %s)", i[2], i[3])
  case("mcnemar", i[1], args, "chi_square", "value", sprintf("mcnemar.test(%s)$statistic", t)); case("mcnemar", i[1], args, "p_value", "value", sprintf("mcnemar.test(%s)$p.value", t))
  case("mcnemar", i[1], args, "df", "value", "1")
  case("mcnemar", i[1], args, "uncorrected_chi_square", "value", sprintf("mcnemar.test(%s, correct = FALSE)$statistic", t))
  case("mcnemar", i[1], args, "uncorrected_p_value", "value", sprintf("mcnemar.test(%s, correct = FALSE)$p.value", t))
  case("mcnemar", i[1], args, "exact_p_value", "value", sprintf("binom.test(%s[1, 2], %s[1, 2] + %s[2, 1])$p.value", t, t, t))
  case("mcnemar", i[1], paste(args, "--method exact"), "p_value", "value", sprintf("binom.test(%s[1, 2], %s[1, 2] + %s[2, 1])$p.value", t, t, t))
  case("mcnemar", i[1], paste(args, "--method uncorrected"), "p_value", "value", sprintf("mcnemar.test(%s, correct = FALSE)$p.value", t))
  case("mcnemar", i[1], args, "mid_p_value", "value", sprintf("{m <- min(%s[1, 2], %s[2, 1]); n <- %s[1, 2] + %s[2, 1]; 2 * pbinom(m, n, .5) - dbinom(m, n, .5)}", t, t, t, t))
  case("mcnemar", i[1], args, "odds_ratio", "value", sprintf("%s[1, 2] / %s[2, 1]", t, t))
  case("mcnemar", i[1], args, "odds_ratio", "low", sprintf("{p <- binom.test(%s[1, 2], %s[1, 2] + %s[2, 1])$conf.int[1]; p / (1 - p)}", t, t, t))
  case("mcnemar", i[1], args, "odds_ratio", "high", sprintf("{p <- binom.test(%s[1, 2], %s[1, 2] + %s[2, 1])$conf.int[2]; p / (1 - p)}", t, t, t))
}
case("mcnemar", "tea", "--x x --y y --freq Freq", "chi_square", "value", "0"); case("mcnemar", "tea", "--x x --y y --freq Freq", "exact_p_value", "value", "binom.test(1, 2)$p.value")
case("mcnemar", "tea", "--x x --y y --freq Freq", "mid_p_value", "value", "1")
status("mcnemar", "two_zero_cells", "--x x --y y --freq Freq", "p_value", "constant", "nobody changed"); status("mcnemar", "vision", "--x right --y left --freq Freq", "p_value", "wrong_level", "4 x 4")
status("mcnemar", "no_rows", "--x x --y y --freq Freq", "p_value", "too_few"); status("mcnemar", "approval", "--x first --y second --freq Freq --population 1600", "p_value", "census")
for (i in list(c("vision", "right", "left"), c("job", "income", "satisfaction"), c("table5x5", "x", "y"))) {
  args <- paste("--x", i[2], "--y", i[3], "--freq Freq"); t <- sprintf("sq(%s, %s)", i[2], i[3])
  for (k in list(c("chi_square", "statistic"), c("df", "parameter"), c("p_value", "p.value"))) case("bowker", i[1], args, k[1], "value", sprintf("mcnemar.test(%s)$%s", t, k[2]))
  case("stuart_maxwell", i[1], args, "chi_square", "value", sprintf("statistic(coin::mh_test(as.table(%s)))", t)); case("stuart_maxwell", i[1], args, "p_value", "value", sprintf("pvalue(coin::mh_test(as.table(%s)))", t))
  case("stuart_maxwell", i[1], args, "df", "value", sprintf("nrow(%s) - 1", t))
}
gap <- "{t <- sq(x, y); s <- 0; k <- 0; for (i in 1:3) for (j in (i + 1):4) if (t[i, j] + t[j, i] > 0) { s <- s + (t[i, j] - t[j, i])^2 / (t[i, j] + t[j, i]); k <- k + 1 }; c(s, k)}"
case("bowker", "square_gaps", "--x x --y y --freq Freq", "chi_square", "value", paste0(gap, "[1]")); case("bowker", "square_gaps", "--x x --y y --freq Freq", "df", "value", paste0(gap, "[2]"))
case("stuart_maxwell", "square_gaps", "--x x --y y --freq Freq", "chi_square", "value", "statistic(coin::mh_test(as.table(sq(x, y)[-3, -3])))")
case("stuart_maxwell", "square_gaps", "--x x --y y --freq Freq", "df", "value", "2")
for (s in c("bowker", "stuart_maxwell")) { status(s, "no_rows", "--x x --y y --freq Freq", "p_value", "too_few"); status(s, "two_zero_cells", "--x x --y y --freq Freq", "p_value", "constant", "nobody changed")
  status(s, "one_cell", "--x x --y y --freq Freq", "p_value", "constant"); status(s, "vision", "--x right --y left --freq Freq --population 7477", "p_value", "census") }
Q <- function(m) { k <- ncol(m); N <- sum(m); (k - 1) * (k * sum(colSums(m)^2) - N^2) / (k * N - sum(rowSums(m)^2)) }
case("cochran_q", "three_yes_no", "--x a,b,c", "q", "value", "{l <- data.frame(y = factor(c(a, b, c)), item = factor(rep(1:3, each = 10)), id = factor(rep(1:10, 3))); statistic(symmetry_test(y ~ item | id, l, teststat = \"quadratic\"))}")
case("cochran_q", "three_yes_no", "--x a,b,c", "q", "value", "Q(cbind(a, b, c))"); case("cochran_q", "three_yes_no", "--x a,b,c", "df", "value", "2")
case("cochran_q", "three_yes_no", "--x a,b,c", "p_value", "value", "pchisq(Q(cbind(a, b, c)), 2, lower.tail = FALSE)")
case("cochran_q", "three_yes_no", "--x a,b,c --success 0", "q", "value", "Q(1 - cbind(a, b, c))")
case("cochran_q", "approval", "--x first,second --freq Freq", "q", "value", "mcnemar.test(sq(first, second), correct = FALSE)$statistic")
status("cochran_q", "three_yes_no", "--x a,b,c --population 10", "p_value", "census"); status("cochran_q", "council12", "--x q1,q2,q3", "q", "wrong_level", "not binary")
status("cochran_q", "three_yes_no", "--x a,a", "q", "constant", "nobody answered differently"); status("cochran_q", "no_rows", "--x x,y --freq Freq", "q", "too_few")

# ---- strata, trend ------------------------------------------------------------------------------------------------------------------------------------
for (i in list(c("ucb_admissions", "Admit", "Gender", "Dept"), c("teeth", "exposure", "discolor", "age"), c("cervical", "smoke", "cancer", "partners"), c("titanic", "Sex", "Survived", "Class"))) {
  args <- sprintf("--x %s --y %s --by %s --freq Freq", i[2], i[3], i[4]); t <- sprintf("tab3(%s, %s, %s)", i[2], i[3], i[4])
  for (k in list(c("odds_ratio", "value", "$estimate"), c("odds_ratio", "low", "$conf.int[1]"), c("odds_ratio", "high", "$conf.int[2]"), c("chi_square", "value", "$statistic"),
                 c("df", "value", "$parameter"), c("p_value", "value", "$p.value"))) case("mantel_haenszel", i[1], args, k[1], k[2], sprintf("mantelhaen.test(%s)%s", t, k[3]))
  case("mantel_haenszel", i[1], args, "uncorrected_chi_square", "value", sprintf("mantelhaen.test(%s, correct = FALSE)$statistic", t))
  case("mantel_haenszel", i[1], args, "uncorrected_p_value", "value", sprintf("mantelhaen.test(%s, correct = FALSE)$p.value", t))
  case("mantel_haenszel", i[1], paste(args, "--method uncorrected"), "p_value", "value", sprintf("mantelhaen.test(%s, correct = FALSE)$p.value", t))
  case("mantel_haenszel", i[1], paste(args, "--alternative less"), "p_value", "value", sprintf("mantelhaen.test(%s, alternative = \"less\")$p.value", t))
  case("mantel_haenszel", i[1], args, "breslow_day", "value", sprintf("bd(%s)", t), 1e-8); case("mantel_haenszel", i[1], args, "tarone", "value", sprintf("bd(%s, TRUE)", t), 1e-8)
  case("mantel_haenszel", i[1], args, "homogeneity_df", "value", sprintf("dim(%s)[3] - 1", t))
  case("mantel_haenszel", i[1], args, "breslow_day_p_value", "value", sprintf("pchisq(bd(%s), dim(%s)[3] - 1, lower.tail = FALSE)", t, t), 1e-7)
  case("mantel_haenszel", i[1], args, "tarone_p_value", "value", sprintf("pchisq(bd(%s, TRUE), dim(%s)[3] - 1, lower.tail = FALSE)", t, t), 1e-7)
}
for (i in list(c("haireyecolor", "Hair", "Eye", "Sex"), c("titanic", "Class", "Survived", "Sex"))) {
  args <- sprintf("--x %s --y %s --by %s --freq Freq", i[2], i[3], i[4]); t <- sprintf("tab3(%s, %s, %s)", i[2], i[3], i[4])
  for (k in list(c("chi_square", "statistic"), c("df", "parameter"), c("p_value", "p.value"))) case("mantel_haenszel", i[1], args, k[1], "value", sprintf("mantelhaen.test(%s)$%s", t, k[2]))
  for (k in c("odds_ratio", "breslow_day", "uncorrected_p_value")) status("mantel_haenszel", i[1], args, k, "undefined", "2 x 2 only")
}
case("mantel_haenszel", "strata_of_one", "--x x --y y --by by", "chi_square", "value", "mantelhaen.test(tab3(x, y, by)[, , 1:2])$statistic")
status("mantel_haenszel", "no_rows", "--x x --y y --by x --freq Freq", "p_value", "too_few"); status("mantel_haenszel", "one_cell", "--x x --y y --by x --freq Freq", "odds_ratio", "constant")
status("mantel_haenszel", "tea", "--x x --y y --by x --freq Freq", "p_value", "constant", "x does not vary within the strata")
status("mantel_haenszel", "teeth", "--x exposure --y discolor --by age --freq Freq --population 256", "p_value", "census")
pt <- "with(data.frame(g = dose, s = adverse), prop.trend.test(tapply(s, g, sum), tapply(s, g, length), sort(unique(g))))"
for (k in list(c("chi_square", "statistic"), c("df", "parameter"), c("p_value", "p.value"))) case("cochran_armitage", "pain", "--x dose --y adverse --freq Freq", k[1], "value", paste0(pt, "$", k[2]))
case("cochran_armitage", "pain", "--x dose --y adverse --freq Freq", "slope", "value", "coef(lm(adverse ~ dose))[2]"); case("cochran_armitage", "pain", "--x dose --y adverse --freq Freq", "z", "value", paste0("sqrt(", pt, "$statistic)"))
case("cochran_armitage", "pain", "--x dose --y adverse --freq Freq --success 0", "z", "value", paste0("-sqrt(", pt, "$statistic)"))
case("cochran_armitage", "titanic", "--x Class --levels 1st,2nd,3rd,Crew --y Survived --freq Freq", "chi_square", "value", "prop.trend.test(tab(Class, Survived)[c(\"1st\", \"2nd\", \"3rd\", \"Crew\"), \"Yes\"], rowSums(tab(Class, Survived))[c(\"1st\", \"2nd\", \"3rd\", \"Crew\")])$statistic")
status("cochran_armitage", "perfect", "--x flat --y x --success 1", "p_value", "constant"); status("cochran_armitage", "no_rows", "--x x --y y --freq Freq", "p_value", "too_few")
status("cochran_armitage", "council12", "--x q1 --y q2", "p_value", "wrong_level", "y is not 0 and 1"); status("cochran_armitage", "pain", "--x dose --y adverse --freq Freq --population 161", "p_value", "census")
print_cases()
