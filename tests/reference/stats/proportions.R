# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/proportions.R > tests/reference/stats/proportions.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))

# ---- definitions that base R has not -----------------------------------------------------------------------------
# every K from 0 to N is tried: those whose tails are not too small
hyper <- function(x, n, N, level = .95) {
  K <- 0:N; a <- (1 - level) / 2 * (1 + 1e-10) # equal but for rounding is not above
  fit <- phyper(x - 1, K, N - K, n, lower.tail = FALSE) > a & phyper(x, K, N - K, n) > a & K >= x & N - K >= n - x
  range(K[fit]) / N
}
wilson <- function(x, n, N = Inf, level = .95) { # roots of the score equation in p
  if (is.finite(N) && n == N) return(rep(x / n, 2))
  z <- qnorm((1 + level) / 2); m <- if (is.finite(N)) n * (N - 1) / (N - n) else n; p <- x / n
  ends <- (p + z^2 / (2 * m) + c(-1, 1) * z * sqrt(p * (1 - p) / m + z^2 / (4 * m^2))) / (1 + z^2 / m)
  c(if (x == 0) 0 else ends[1], if (x == n) 1 else ends[2])
}
jeffreys <- function(x, n, level = .95) { a <- (1 - level) / 2
  c(if (x == 0) 0 else qbeta(a, x + .5, n - x + .5), if (x == n) 1 else qbeta(1 - a, x + .5, n - x + .5)) }
agresti_coull <- function(x, n, N = Inf, level = .95) { z <- qnorm((1 + level) / 2); m <- if (is.finite(N)) n * (N - 1) / (N - n) else n
  q <- (x / n * m + z^2 / 2) / (m + z^2); pmin(pmax(q + c(-1, 1) * z * sqrt(q * (1 - q) / (m + z^2)), 0), 1) }
wald <- function(x, n, N = Inf, level = .95) { z <- qnorm((1 + level) / 2); p <- x / n
  pmin(pmax(p + c(-1, 1) * z * sqrt(p * (1 - p) / n * (if (is.finite(N)) (N - n) / (N - 1) else 1)), 0), 1) }
w <- function(x, n) as.numeric(suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int)
newcombe <- function(x1, n1, x2, n2, w1 = w(x1, n1), w2 = w(x2, n2)) { p <- x1 / n1; q <- x2 / n2
  p - q + c(-sqrt((p - w1[1])^2 + (w2[2] - q)^2), sqrt((w1[2] - p)^2 + (q - w2[1])^2)) }
# the ratio R at which p - R q is just not different from 0 by the same squares
mover <- function(x1, n1, x2, n2, phi = 0) { p <- x1 / n1; q <- x2 / n2; w1 <- w(x1, n1); w2 <- w(x2, n2)
  end <- function(R, A, B) (p - R * q)^2 - (A^2 + R^2 * B^2 - 2 * phi * A * R * B)
  root <- function(...) uniroot(..., tol = 1e-15, maxiter = 10000)$root
  c(root(end, c(0, p / q), A = p - w1[1], B = w2[2] - q), root(end, c(p / q, 1e4 * p / q), A = w1[2] - p, B = q - w2[1])) }
phi <- function(a, b, c, d, less = (a + b + c + d) / 2) { t <- a * d - b * c; if (t > 0) t <- max(t - less, 0); t / sqrt((a + b) * (c + d) * (a + c) * (b + d)) }
newcombe_paired <- function(a, b, c, d) { n <- a + b + c + d; p <- (a + b) / n; q <- (a + c) / n; w1 <- w(a + b, n); w2 <- w(a + c, n); f <- phi(a, b, c, d)
  up <- function(A, B) sqrt(A^2 + B^2 - 2 * f * A * B)
  p - q + base::c(-up(p - w1[1], w2[2] - q), up(w1[2] - p, q - w2[1])) }
goodman <- function(x, i, level = .95, N = Inf) { n <- sum(x); B <- qchisq(1 - (1 - level) / length(x), 1); m <- if (is.finite(N)) n * (N - 1) / (N - n) else n; p <- x[i] / n
  as.numeric((B + 2 * m * p + c(-1, 1) * sqrt(B * (B + 4 * m * p * (1 - p)))) / (2 * (m + B))) }
sison_glaz <- function(x, i, level = .95) { n <- sum(x)
  nu <- function(c) {
    t <- sapply(x, function(l) { y <- max(l - c, 0):(l + c); f <- dpois(y, l); P <- sum(f); f <- f / P; mu <- sum(f * y); k <- function(r) sum(f * (y - mu)^r)
      c(P, mu, k(2), k(3), k(4) - 3 * k(2)^2) })
    s <- rowSums(t); z <- (n - s[2]) / sqrt(s[3]); g1 <- s[4] / s[3]^1.5; g2 <- s[5] / s[3]^2
    e <- 1 + g1 * (z^3 - 3 * z) / 6 + g2 * (z^4 - 6 * z^2 + 3) / 24 + g1^2 * (z^6 - 15 * z^4 + 45 * z^2 - 15) / 72
    prod(t[1, ]) * e * dnorm(z) / sqrt(s[3]) / dpois(n, n)
  }
  old <- 0; for (c in 1:n) { new <- nu(c); if (old < level && new > level) break; old <- new }
  g <- (level - old) / (new - old); c <- c - 1
  as.numeric(pmin(pmax(x[i] / n + base::c(-c, c + 2 * g) / n, 0), 1)) }

both <- function(stat, data, args, key, r, tolerance = 1e-9) { case(stat, data, args, key, "low", paste0(r, "[1]"), tolerance); case(stat, data, args, key, "high", paste0(r, "[2]"), tolerance) }
printed <- function(stat, data, args, key, value, low, high, tolerance, source) {
  if (!is.na(value)) published(stat, data, args, key, "value", value, tolerance, source)
  published(stat, data, args, key, "low", low, tolerance, source); published(stat, data, args, key, "high", high, tolerance, source) }

# ---- one proportion ----------------------------------------------------------------------------------------------
counts <- list(c("counts_13_16", "yes", 13, 16), c("counts_1_20", "yes", 1, 20), c("council12", "", 8, 12), c("counts_0_20", "1", 0, 20), c("counts_20_20", "1", 20, 20))
for (k in counts) {
  d <- k[1]; x <- as.numeric(k[3]); n <- as.numeric(k[4])
  a <- if (d == "council12") "--x has" else paste("--x success --freq Freq --success", k[2])
  case("proportion", d, a, "proportion", "value", sprintf("%d / %d", x, n))
  case("proportion", d, a, "proportion", "n", sprintf("%d", n))
  case("proportion", d, a, "successes", "value", sprintf("%d", x))
  both("proportion", d, a, "proportion", sprintf("w(%d, %d)", x, n)) # the default: Wilson
  for (level in c(.9, .99)) both("proportion", d, sprintf("%s --level %s", a, level), "proportion", sprintf("prop.test(%d, %d, conf.level = %s, correct = FALSE)$conf.int", x, n, level))
  both("proportion", d, paste(a, "--method wilson"), "proportion", sprintf("wilson(%d, %d)", x, n))
  both("proportion", d, paste(a, "--method clopper_pearson"), "proportion", sprintf("binom.test(%d, %d)$conf.int", x, n))
  both("proportion", d, paste(a, "--method jeffreys"), "proportion", sprintf("jeffreys(%d, %d)", x, n))
  both("proportion", d, paste(a, "--method agresti_coull"), "proportion", sprintf("agresti_coull(%d, %d)", x, n))
  both("proportion", d, paste(a, "--method wald"), "proportion", sprintf("wald(%d, %d)", x, n))
  for (N in c(n + 1, 25, 40, 200, 10000)) {
    both("proportion", d, sprintf("%s --population %d", a, N), "proportion", sprintf("hyper(%d, %d, %d)", x, n, N)) # the default with N
    both("proportion", d, sprintf("%s --population %d --level 0.8", a, N), "proportion", sprintf("hyper(%d, %d, %d, .8)", x, n, N))
    both("proportion", d, sprintf("%s --population %d --method wilson", a, N), "proportion", sprintf("wilson(%d, %d, %d)", x, n, N))
  }
  both("proportion", d, paste(a, "--population 40 --method agresti_coull"), "proportion", sprintf("agresti_coull(%d, %d, 40)", x, n))
  both("proportion", d, paste(a, "--population 40 --method wald"), "proportion", sprintf("wald(%d, %d, 40)", x, n))
  for (m in c("hypergeometric", "wilson", "clopper_pearson", "agresti_coull", "jeffreys", "wald"))
    both("proportion", d, sprintf("%s --population %d --method %s", a, n, m), "proportion", sprintf("rep(%d / %d, 2)", x, n)) # full enumeration
}
both("proportion", "council12", "--x has --fpc N40", "proportion", "hyper(8, 12, 40)")
book <- "Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables, ch. 2 (as in the tests of its R package contingencytables)"
printed("proportion", "counts_13_16", "--x success --freq Freq", "proportion", .8125, .5699, .9341, 1e-4, book)
printed("proportion", "counts_13_16", "--x success --freq Freq --method clopper_pearson", "proportion", .8125, .5435, .9595, 1e-4, book)
printed("proportion", "counts_13_16", "--x success --freq Freq --method jeffreys", "proportion", .8125, .5792, .9442, 1e-4, book)
status("proportion", "council12", "--x has --method hypergeometric", "proportion", "undefined", "no population given")
status("proportion", "council12", "--x q1", "proportion", "wrong_level", "numbers other than 0 and 1")
status("proportion", "council12", "--x sector --success D", "proportion", "wrong_level", "no such level")
status("proportion", "edge_empty", "--x x --success 1", "proportion", "too_few")
case("proportion", "council12", "--x q1 --success 4", "proportion", "value", "mean(q1 == 4)")
case("proportion", "council12", "--x sector --success B", "proportion", "value", "4 / 12")
case("proportion", "mass_survey", "--x Smoke --success Never", "proportion", "value", "mean(Smoke == 'Never', na.rm = TRUE)")
case("proportion", "mass_survey", "--x Smoke --success Never", "proportion", "n", "sum(!is.na(Smoke))")

# from designs: the default is logit. R's logit interval comes from a fitted model, whose iteration ends at about 1e-8.
svy <- function(d, y, m, ..., level = .95) as.numeric(confint(svyciprop(~y, svydesign(..., data = transform(d, y = y)), method = m, level = level)))
for (m in c("logit", "beta")) { t <- 1e-9; rm <- if (m == "logit") "xlogit" else m # xlogit: the same by its closed form
  both("proportion", "council12", paste("--x has --strata sector --fpc N --method", m), "proportion", sprintf("svy(d, has, '%s', ids = ~1, strata = ~sector, fpc = ~N)", rm), t)
  both("proportion", "council12", paste("--x has --fpc N40 --method", m), "proportion", sprintf("svy(d, has, '%s', ids = ~1, fpc = ~N40)", rm), t)
  both("proportion", "council12", paste("--x has --population 40 --method", m), "proportion", sprintf("svy(d, has, '%s', ids = ~1, fpc = ~N40)", rm), t)
  both("proportion", "council12", paste("--x has --method", m), "proportion", sprintf("svy(d, has, '%s', ids = ~1)", rm), t)
  both("proportion", "apistrat", paste("--x awards --success Yes --weight pw --strata stype --fpc fpc --method", m), "proportion",
       sprintf("svy(d, as.numeric(awards == 'Yes'), '%s', ids = ~1, weights = ~pw, strata = ~stype, fpc = ~fpc)", rm), t)
  both("proportion", "apiclus1", paste("--x awards --success Yes --weight pw --cluster dnum --fpc fpc --method", m), "proportion",
       sprintf("svy(d, as.numeric(awards == 'Yes'), '%s', ids = ~dnum, weights = ~pw, fpc = ~fpc)", rm), t)
  both("proportion", "apisrs", paste("--x sch.wide --success Yes --weight pw --level 0.9 --method", m), "proportion",
       sprintf("svy(d, as.numeric(sch.wide == 'Yes'), '%s', ids = ~1, weights = ~pw, level = .9)", rm), t)
}
both("proportion", "council12", "--x has --strata sector --fpc N", "proportion", "svy(d, has, 'logit', ids = ~1, strata = ~sector, fpc = ~N)", 1e-7)
case("proportion", "council12", "--x has --strata sector --fpc N", "proportion", "value", "sum(has * N / table(sector)[sector]) / 40")
case("proportion", "council12", "--x has --strata sector --fpc N", "proportion", "se", "SE(svymean(~has, svydesign(~1, strata = ~sector, fpc = ~N, data = d)))")
case("proportion", "council12", "--x has --strata sector --fpc N", "proportion", "df", "9")
printed("proportion", "council12", "--x has --strata sector --fpc N", "proportion", .683333333333, .372143587874, .887084240795, 1e-7, "council12.R: svyciprop logit")
printed("proportion", "council12", "--x has --strata sector --fpc N --method beta", "proportion", NA, .382232822275, .901361366544, 1e-9, "council12.R: svyciprop beta")
status("proportion", "council12", "--x has --strata sector --method wilson", "proportion", "undefined", "not for a design")
status("proportion", "edge_zero_answered", "--x x --success 3 --weight w", "proportion", "no_weight")

# ---- differences and ratios --------------------------------------------------------------------------------------
flp <- "Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables, ch. 4 (as in the tests of its R package contingencytables)"
a <- "--x survived --by dose --freq Freq --success yes"
printed("proportion_difference", "perondi", a, "difference", .1765, .0189, .3404, 3e-3, flp)
printed("proportion_ratio", "perondi", a, "ratio", 7, 1.1537, 41.9763, 1e-4, flp)
case("proportion_difference", "perondi", a, "difference", "value", "7 / 34 - 1 / 34")
both("proportion_difference", "perondi", a, "difference", "newcombe(7, 34, 1, 34)")
both("proportion_ratio", "perondi", a, "ratio", "mover(7, 34, 1, 34)")
case("proportion_difference", "perondi", a, "proportion:high", "value", "7 / 34")
both("proportion_difference", "perondi", a, "proportion:standard", "w(1, 34)")
both("proportion_ratio", "perondi", a, "proportion:high", "w(7, 34)")
new <- "Newcombe 1998, Stat. Med. 17, 873-890, table II, method 10"
a <- "--x success --by group --freq Freq --success yes"
printed("proportion_difference", "newcombe_a", a, "difference", .2, .0524, .3339, 1e-3, new)
printed("proportion_difference", "newcombe_b", a, "difference", .6, .1705, .8090, 1e-3, new)
both("proportion_difference", "newcombe_a", a, "difference", "newcombe(56, 70, 48, 80)")
both("proportion_difference", "newcombe_b", a, "difference", "newcombe(9, 10, 3, 10)")
both("proportion_ratio", "newcombe_a", a, "ratio", "mover(56, 70, 48, 80)")
both("proportion_ratio", "newcombe_b", a, "ratio", "mover(9, 10, 3, 10)")
both("proportion_difference", "newcombe_b", paste(a, "--population 40"), "difference", "newcombe(9, 10, 3, 10, wilson(9, 10, 20), wilson(3, 10, 20))")
both("proportion_difference", "newcombe_b", paste(a, "--population 20"), "difference", "rep(.6, 2)")
both("proportion_ratio", "newcombe_b", paste(a, "--population 20"), "ratio", "rep(3, 2)")
both("proportion_difference", "edge_no_success", a, "difference", "newcombe(3, 8, 0, 8)")
status("proportion_ratio", "edge_no_success", a, "ratio", "undefined", "no success in the second group")
status("proportion_difference", "edge_one_group", a, "difference", "empty", "one group")
status("proportion_difference", "mass_survey", "--x Sex --by Smoke", "difference", "wrong_level", "four groups")
status("proportion_difference", "edge_empty", "--x x --by g --success 1", "difference", "empty")
flp <- "Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables, ch. 8 (as in the tests of its R package contingencytables)"
a <- "--x before --y after --freq Freq --success yes"
printed("proportion_difference_paired", "cavo", a, "difference", -.0621, -.1186, -.0046, 1e-2, flp)
printed("proportion_ratio_paired", "cavo", a, "ratio", .8667, .7592, .9866, 1e-4, flp)
case("proportion_difference_paired", "cavo", a, "difference", "value", "65 / 161 - 75 / 161"); case("proportion_ratio_paired", "cavo", a, "ratio", "value", "65 / 75")
both("proportion_difference_paired", "cavo", a, "difference", "newcombe_paired(59, 6, 16, 80)")
both("proportion_ratio_paired", "cavo", a, "ratio", "mover(65, 161, 75, 161, phi(59, 6, 16, 80, 0))")
both("proportion_difference_paired", "cavo", paste(a, "--population 161"), "difference", "rep(-10 / 161, 2)")
both("proportion_ratio_paired", "cavo", paste(a, "--population 161"), "ratio", "rep(65 / 75, 2)")
a <- "--x before --y after --success yes"
status("proportion_difference_paired", "edge_empty", "--x x --y w --success 1", "difference", "too_few")
status("proportion_difference_paired", "council12", "--x has --y q1", "difference", "wrong_level", "numbers other than 0 and 1")

# ---- multinomial -------------------------------------------------------------------------------------------------
sg <- "Sison and Glaz 1995, JASA 90, 366-369, example 1 (as quoted in the tests of Python's statsmodels)"
x <- c(56, 72, 73, 59, 62, 87, 58)
lowg <- c(.085, .115, .116, .091, .096, .143, .089); highg <- c(.166, .204, .207, .173, .181, .239, .171)
lows <- c(.079, .113, .116, .086, .092, .146, .084); highs <- c(.164, .199, .201, .171, .177, .231, .169)
# R's MultinomialCI leaves the g1^2 term of the Edgeworth expansion out (a line of its source ends too early: the term stands as a
# statement of its own), which moves the upper ends by 2e-5 here; the C code has the term. Hence three decimals.
mci <- "example 1 of Sison and Glaz 1995, three decimals of R MultinomialCI's result (as in the tests of Python's statsmodels)"
for (i in 1:7) {
  key <- paste0("share:", letters[i]); a <- "--x level --freq Freq"
  for (m in c("multinomial_goodman", "multinomial_sison_glaz")) case(m, "sisonglaz1", a, key, "value", sprintf("%d / 467", x[i]))
  published("multinomial_goodman", "sisonglaz1", a, key, "low", lowg[i], 5e-3, sg)
  published("multinomial_goodman", "sisonglaz1", a, key, "high", highg[i], 5e-3, sg)
  both("multinomial_goodman", "sisonglaz1", a, key, sprintf("goodman(table(level), %d)", i))
  published("multinomial_sison_glaz", "sisonglaz1", a, key, "low", lows[i], 6e-3, mci)
  published("multinomial_sison_glaz", "sisonglaz1", a, key, "high", highs[i], 5e-3, mci)
  both("multinomial_sison_glaz", "sisonglaz1", a, key, sprintf("sison_glaz(table(level), %d)", i))
}
sg <- sub("example 1", "example 3", mci)
published("multinomial_sison_glaz", "sisonglaz3", a, "share:l01", "high", .041, 1e-2, sg)
published("multinomial_sison_glaz", "sisonglaz3", a, "share:l01", "low", 0, 1e-6, sg)
published("multinomial_sison_glaz", "sisonglaz3", a, "share:l11", "low", .012, 1e-6, sg)
published("multinomial_sison_glaz", "sisonglaz3", a, "share:l11", "high", .085, 5e-3, sg)
both("multinomial_sison_glaz", "sisonglaz3", a, "share:l21", "sison_glaz(table(level), 21)")
both("multinomial_goodman", "sisonglaz3", a, "share:l21", "goodman(table(level), 21)")
both("multinomial_goodman", "titanic", "--x Class --freq Freq", "share:1st", "goodman(table(Class), 1)")
both("multinomial_sison_glaz", "titanic", "--x Class --freq Freq", "share:1st", "sison_glaz(table(Class), 1)")
both("multinomial_sison_glaz", "titanic", "--x Class --freq Freq --level 0.8", "share:Crew", "sison_glaz(table(Class), 4, .8)")
both("multinomial_goodman", "council12", "--x sector --population 40", "share:A", "goodman(table(sector), 1, N = 40)")
both("multinomial_sison_glaz", "council12", "--x sector", "share:C", "sison_glaz(table(sector), 3)")
for (m in c("multinomial_goodman", "multinomial_sison_glaz")) both(m, "council12", "--x sector --population 12", "share:A", "rep(5 / 12, 2)")
status("multinomial_sison_glaz", "edge_constant", "--x x", "share:7", "constant")
print_cases()
