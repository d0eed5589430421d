# SPDX-License-Identifier: GPL-3.0-or-later
# The work of designs.c in R's survey: the same shape, fewer replicates where a thousand would take minutes.
suppressMessages(library(survey))
line <- function(what, expr) cat(sprintf("%-58s %9.2f ms\n", what, 1e3 * system.time(expr)[["elapsed"]]))
set.seed(1)
n <- 100000
d <- data.frame(w = 0.5 + runif(n), s = sample(20, n, TRUE), level = factor(sample(5, n, TRUE)), g = factor(sample(10, n, TRUE)))
items <- paste0("x", 1:40)
for (x in items) d[[x]] <- sample(5, n, TRUE)
line("design of 100,000 respondents", design <- svydesign(ids = ~1, strata = ~s, weights = ~w, data = d))
line("one mean", svymean(~x1, design))
line("10 group means", svyby(~x1, ~g, design, svymean))
line("shares of 5 levels in 10 groups", svyby(~level, ~g, design, svymean))
line("Rao-Scott of 5 x 10", svychisq(~level + g, design))
replicates <- 20
time <- system.time(r <- as.svrepdesign(design, type = "bootstrap", replicates = replicates))[["elapsed"]] +
  system.time(svymean(as.formula(paste("~", paste(items, collapse = "+"))), r))[["elapsed"]]
cat(sprintf("%-58s %9.2f ms (%d replicates times %d)\n", "bootstrap, 1,000 replicates, 40 means", 1e3 * time * 1000 / replicates,
            replicates, 1000 / replicates))
