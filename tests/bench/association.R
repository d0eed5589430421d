# SPDX-License-Identifier: GPL-3.0-or-later
# The work of association.c in R.
line <- function(what, expr) cat(sprintf("%-58s %9.2f ms\n", what, 1e3 * system.time(expr)[["elapsed"]]))
uneven <- matrix(c(121, 14, 4, 1, 1, 19, 6, 1, 0, 0, 8, 2, 1, 0, 0, 3, 1, 1, 0, 0, 2, 0, 1, 0, 1), 5, byrow = TRUE)
even <- matrix(c(11, 9, 6, 4, 2, 8, 12, 9, 7, 5, 5, 8, 13, 9, 6, 3, 6, 9, 11, 8, 1, 4, 7, 10, 14), 5, byrow = TRUE)
exact <- function(x) tryCatch(format(fisher.test(x, workspace = 2e7)$p.value, digits = 10), error = function(e) "gave up: workspace of 2e7")
line("Fisher 5 x 5, n = 187, uneven margins", p <- exact(uneven))
cat("  p", p, "\n")
line("Fisher 5 x 5, n = 187, even margins", p <- exact(even))
cat("  p", p, "\n")
line("Fisher 5 x 5, n = 187, even margins, 100,000 draws", p <- fisher.test(even, simulate.p.value = TRUE, B = 1e5)$p.value)
cat("  p", p, "\n")
x <- sample(1000, 1e6, TRUE)
line("ranks of 1,000,000 values with ties", rank(x))
