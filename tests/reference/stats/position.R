# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/position.R > tests/reference/stats/position.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
hyper <- function(x, n, N, level = .95) { # K from 0 to N whose tails are not too small
  K <- 0:N; a <- (1 - level) / 2 * (1 + 1e-10)
  range(K[phyper(x - 1, K, N - K, n, lower.tail = FALSE) > a & phyper(x, K, N - K, n) > a & K >= x & N - K >= n - x]) }
below <- function(x, v, N, level = .95) (hyper(sum(x < v), length(x), N - 1, level) + hyper(sum(x <= v), length(x), N - 1, level)) / 2
forever <- function(x, v) as.numeric(binom.test(sum(x < v), length(x))$conf.int + binom.test(sum(x <= v), length(x))$conf.int) / 2
ends <- function(...) for (i in 1:2) { a <- list(...); case(a[[1]], a[[2]], a[[3]], a[[4]], c("low", "high")[i], paste0(a[[5]], "[", i, "]")) }

for (v in c(0.5, 1.3, 1.5, 1.6, 3)) {
  a <- paste("--x score --member", v)
  case("percentile_rank", "peers10", a, "percentile_rank", "value", sprintf("(sum(score < %s) + .5 * sum(score == %s)) / length(score)", v, v))
  ends("percentile_rank", "peers10", a, "percentile_rank", sprintf("forever(score, %s)", v))
  case("percentile_rank", "peers10", a, "answered_below", "value", sprintf("sum(score < %s)", v))
  case("percentile_rank", "peers10", a, "answered_tied", "value", sprintf("sum(score == %s)", v))
  case("percentile_rank", "peers10", a, "answered", "value", "10")
  for (N in c(12, 20, 40, 1000)) {
    b <- paste(a, "--population", N)
    ends("percentile_rank", "peers10", b, "percentile_rank", sprintf("(below(score, %s, %d) / (%d - 1))", v, N, N))
    ends("percentile_rank", "peers10", b, "members_below", sprintf("below(score, %s, %d)", v, N))
    case("percentile_rank", "peers10", b, "members_below", "value", sprintf("(sum(score < %s) + .5 * sum(score == %s)) / 10 * (%d - 1)", v, v, N))
    ends("percentile_rank", "peers10", paste(b, "--level 0.8"), "members_below", sprintf("below(score, %s, %d, .8)", v, N))
  }
  b <- paste(a, "--population 11") # all others answered
  ends("percentile_rank", "peers10", b, "percentile_rank", sprintf("rep((sum(score < %s) + .5 * sum(score == %s)) / 10, 2)", v, v))
}
# a member named by its row is none of the others
case("percentile_rank", "council12", "--x q1 --member #1", "percentile_rank", "value", "(sum(q1[-1] < q1[1]) + .5 * sum(q1[-1] == q1[1])) / 11")
ends("percentile_rank", "council12", "--x q1 --member #1 --population 40", "members_below", "below(q1[-1], q1[1], 40)")
ends("percentile_rank", "council12", "--x q1 --member #1 --population 12", "members_below", "rep(sum(q1[-1] < q1[1]) + .5 * sum(q1[-1] == q1[1]), 2)")
case("percentile_rank", "edge_some_missing", "--x x --member #3", "percentile_rank", "value", "2 / 3")
status("percentile_rank", "edge_some_missing", "--x x --member #2", "percentile_rank", "too_few", "the member has no value")
status("percentile_rank", "peers10", "--x score", "percentile_rank", "undefined", "no member named")
status("percentile_rank", "peers10", "--x score --member #11", "percentile_rank", "undefined", "no such row")
status("percentile_rank", "peers10", "--x score --member 1 --population 10", "percentile_rank", "undefined", "a population smaller than its sample")
status("percentile_rank", "edge_empty", "--x x --member 1", "percentile_rank", "too_few")
case("percentile_rank", "edge_constant", "--x x --member 7", "percentile_rank", "value", "0.5")
print_cases()
