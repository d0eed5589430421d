# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/scales.R > tests/reference/stats/scales.csv
# Debian has neither irr nor irrCAC: Fleiss' kappa and Krippendorff's alpha are written out below from their definitions (fleiss, kripp) and checked
# against published examples: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability (0.743, 0.815, 0.849, 0.797); 14 raters, 10 subjects (0.210);
# Shrout and Fleiss 1979, table 4 (.17 .29 .71 .44 .62 .91).
suppressMessages({library(vcd); library(psych)})
options(warn = -1)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
keys_of <- function(stat, data, args, ..., tolerance = 1e-9) {
  e <- c(...)
  for (k in names(e)) case(stat, data, args, sub("@.*$", "", k), if (grepl("@", k)) sub("^.*@", "", k) else "value", paste0("(", e[[k]], ")[1]"), tolerance)
}

# ---- alpha and items ------------------------------------------------------------------------------------------------
a <- function(m) psych::alpha(as.data.frame(m), warnings = FALSE, check.keys = FALSE)
two <- function(m) { C <- cov(m); k <- ncol(m); k / (k - 1) * (1 - sum(diag(C)) / sum(C)) }
quiet <- function(e) { capture.output(r <- suppressMessages(e)); r }
feldt <- function(alpha, n, k, level) 1 - (1 - alpha) * qf(c((1 + level) / 2, (1 - level) / 2), n - 1, (n - 1) * (k - 1))
sets <- list(council12 = c("q1", "q2", "q3", "q4"), attitude = names(attitude))
for (s in names(sets)) {
  items <- sets[[s]]; m <- paste0("d[, c(", paste0("\"", items, "\"", collapse = ", "), ")]"); args <- paste("--x", paste(items, collapse = ","))
  keys_of("alpha", s, args, alpha = paste0("quiet(a(", m, "))$total$raw_alpha"), alpha_standardised = paste0("quiet(a(", m, "))$total$std.alpha"), mean_correlation = paste0("quiet(a(", m, "))$total$average_r"),
    "alpha@low" = paste0("quiet(a(", m, "))$feldt$lower.ci"), "alpha@high" = paste0("quiet(a(", m, "))$feldt$upper.ci"), "alpha@n" = paste0("nrow(", m, ")"))
  for (i in items) {
    keys_of("alpha", s, args, setNames(paste0("quiet(a(", m, "))$alpha.drop[\"", i, "\", \"", c("raw_alpha", "std.alpha"), "\"]"), paste0(c("alpha_without:", "alpha_standardised_without:"), i)))
    keys_of("items", s, args, setNames(paste0("quiet(a(", m, "))$item.stats[\"", i, "\", \"", c("raw.r", "r.drop", "mean", "sd"), "\"]"), paste0(c("item_total:", "item_rest:", "mean:", "sd:"), i)),
      setNames(paste0("mean(d[, \"", i, "\"] == ", c("min(", "max("), m, "))"), paste0(c("floor:", "ceiling:"), i)))
    for (j in items) if (match(i, items) < match(j, items)) keys_of("items", s, args, setNames(paste0("cor(d[, \"", i, "\"], d[, \"", j, "\"])"), paste0("correlation:", i, "-", j)))
  }
  keys_of("items", s, args, floor = paste0("mean(rowSums(", m, " == min(", m, ")) == ncol(", m, "))"), ceiling = paste0("mean(rowSums(", m, " == max(", m, ")) == ncol(", m, "))"))
}
keys_of("alpha", "attitude", "--x rating,complaints,learning --level 0.9", "alpha@low" = "feldt(two(d[, c(1, 2, 4)]), 30, 3, .9)[1]", "alpha@high" = "feldt(two(d[, c(1, 2, 4)]), 30, 3, .9)[2]")
keys_of("alpha", "attitude", "--x rating,complaints", alpha = "two(d[, 1:2])", alpha_standardised = "2 * cor(rating, complaints)/(1 + cor(rating, complaints))")
keys_of("alpha", "items_edge", "--x a,b --weight w", alpha = "{V <- coef(svyvar(~a + b, svydesign(~1, data = d, weights = ~w))); 2 * (1 - (V[1] + V[4])/sum(V))}")
keys_of("alpha", "items_edge", "--x a,b,half --weight half", alpha = "{V <- as.matrix(svyvar(~a + b + half, svydesign(~1, data = d, weights = ~half))); 1.5 * (1 - sum(diag(V))/sum(V))}")
keys_of("alpha", "items_edge", "--x large,large2,large3", alpha = "two(cbind(large, large2, large3) - 1e15)", alpha_standardised = "quiet(a(cbind(large, large2, large3) - 1e15))$total$std.alpha")
keys_of("alpha", "items_edge", "--x a,b,flat", alpha = "two(cbind(a, b, flat))"); keys_of("alpha", "items_edge", "--x a,down,b", alpha = "two(cbind(a, down, b))")
keys_of("alpha", "council12", "--x q1,q2,q3,q4 --population 12", "alpha@low" = "two(d[, 3:6])", "alpha@high" = "two(d[, 3:6])")
status("alpha", "items_edge", "--x a,b,flat", "alpha_standardised", "constant"); status("alpha", "items_edge", "--x a,b,flat", "alpha_standardised_without:a", "constant")
status("alpha", "attitude", "--x rating,complaints", "alpha_without:rating", "too_few"); status("items", "items_edge", "--x a,flat", "item_rest:flat", "constant")
status("items", "items_edge", "--x a,flat", "item_total:flat", "constant"); status("items", "items_edge", "--x a,flat", "correlation:a-flat", "constant")
for (k in c("alpha", "alpha_standardised", "mean_correlation")) {
  status("alpha", "edge_empty", "--x x,w", k, "too_few"); status("alpha", "edge_one", "--x x,w", k, "too_few"); status("alpha", "edge_missing", "--x x,w", k, "too_few")
  status("alpha", "edge_constant", "--x x,w", k, "constant")
}
for (k in c("floor", "ceiling")) { status("items", "edge_empty", "--x x,w", k, "too_few"); status("items", "edge_missing", "--x x,w", k, "too_few") }
keys_of("items", "raters_alike", "--x word,word2 --levels word=low,mid,high,top --levels word2=low,mid,high,top", "floor:word" = "mean(word == \"low\")", "ceiling:word" = "mean(word == \"top\")", "floor:word2" = "mean(word2 == \"low\")", "mean:word" = "mean(match(word, c(\"low\", \"mid\", \"high\")) - 1)")
keys_of("items", "items_edge", "--x a,b --weight w", "floor:a" = "sum(w[a == 1])/sum(w)", "mean:b" = "weighted.mean(b, w)", "correlation:a-b" = "cov.wt(cbind(a, b), w, cor = TRUE)$cor[1, 2]")

# ---- omega ----------------------------------------------------------------------------------------------------------
ml <- function(m) { # as factanal(m, 1): the likelihood over uniquenesses of at least .005, to the last digits
  R <- cor(m); p <- ncol(R)
  load <- function(u) { e <- eigen(R / sqrt(u %o% u), symmetric = TRUE); e$vectors[, 1] * sqrt(max(e$values[1] - 1, 0)) * sqrt(u) }
  f <- function(u) { e <- eigen(R / sqrt(u %o% u), symmetric = TRUE, only.values = TRUE)$values[-1]; -sum(log(e) - e) - p + 1 }
  g <- function(u) { l <- load(u); diag(l %o% l + diag(u) - R) / u^2 }
  u <- nlminb((1 - .5 / p) / diag(solve(R)), f, g, lower = .005, upper = 1, control = list(rel.tol = 1e-15, x.tol = 1e-15, abs.tol = 0, iter.max = 5000, eval.max = 5000))$par
  u <- optim(u, f, g, method = "L-BFGS-B", lower = .005, upper = 1, control = list(factr = 1, pgtol = 0, maxit = 5000))$par
  list(loadings = load(u), uniquenesses = u)
}
signed <- function(l) l * sign(sum(l))
minres <- function(m) { # least squares of the residual correlations, loadings within sqrt(.995)
  R <- cor(m); low <- lower.tri(R); b <- sqrt(.995)
  f <- function(l) sum((R - l %o% l)[low]^2); g <- function(l) { E <- R - l %o% l; diag(E) <- 0; -2 * drop(E %*% l) }
  o <- optim(rep(.6, ncol(R)), f, g, method = "L-BFGS-B", lower = -b, upper = b, control = list(factr = 1, pgtol = 0, maxit = 1e5, lmm = 20))
  list(loadings = o$par, uniquenesses = 1 - o$par^2)
}
omega_of <- function(f, s = 1) { l <- sum(signed(as.numeric(f$loadings)) * s); l^2 / (l^2 + sum(s^2 * f$uniquenesses)) }
for (s in names(sets)) for (method in c("ml", "minres")) {
  items <- sets[[s]]; m <- paste0("d[, c(", paste0("\"", items, "\"", collapse = ", "), ")]"); f <- paste0(method, "(", m, ")")
  args <- paste("--x", paste(items, collapse = ","), if (method == "minres") "--method minres" else "")
  args <- trimws(args)
  keys_of("omega", s, args, omega = paste0("omega_of(", f, ", sapply(", m, ", sd))"), omega_standardised = paste0("omega_of(", f, ")"), omega_total = paste0("1 - sum(", f, "$uniquenesses)/sum(cor(", m, "))"),
    setNames(paste0("signed(as.numeric(", f, "$loadings))[", seq_along(items), "]"), paste0("loading:", items)), setNames(paste0("as.numeric(", f, "$uniquenesses)[", seq_along(items), "]"), paste0("uniqueness:", items)), tolerance = 1e-6)
}
keys_of("omega", "attitude", paste("--x", paste(names(attitude), collapse = ","), "--method minres"), omega_total = "suppressMessages(psych::omega(d, 1, fm = \"minres\", plot = FALSE))$omega.tot", tolerance = 1e-4)
keys_of("omega", "attitude", paste("--x", paste(names(attitude), collapse = ",")), omega_total = "suppressMessages(psych::omega(d, 1, fm = \"ml\", plot = FALSE))$omega.tot", tolerance = 1e-4)
for (k in c("omega", "omega_standardised", "omega_total")) {
  status("omega", "edge_empty", "--x x,w", k, "too_few"); status("omega", "attitude", "--x rating,complaints", k, "too_few"); status("omega", "items_edge", "--x a,b,flat", k, "constant")
  status("omega", "attitude", "--x rating,complaints,learning --method pca", k, "undefined")
}

# ---- two raters -----------------------------------------------------------------------------------------------------
sq <- function(x, y, levels = sort(unique(c(x, y)))) table(factor(x, levels), factor(y, levels))
kp <- function(t, w = "Equal-Spacing", which = "Weighted", level = .95) { k <- vcd::Kappa(t, weights = w)[[which]]; z <- qnorm((1 + level) / 2); c(k[[1]], k[[2]], max(-1, k[[1]] - z * k[[2]]), min(1, k[[1]] + z * k[[2]])) }
kappa_keys <- function(t, extra) c(kappa = paste0("kp(", t, extra, ")[1]"), "kappa@se" = paste0("kp(", t, extra, ")[2]"), "kappa@low" = paste0("kp(", t, extra, ")[3]"), "kappa@high" = paste0("kp(", t, extra, ")[4]"))
for (v in list(list("assessors", "a", "b"), list("vision", "right", "left"), list("krippendorff", "a", "b"))) {
  t <- paste0("sq(", v[[2]], ", ", v[[3]], ")"); if (v[[1]] == "krippendorff") t <- "sq(a[!is.na(a + b)], b[!is.na(a + b)])"
  args <- paste("--x", v[[2]], "--y", v[[3]], if (v[[1]] == "vision") "--freq Freq")
  args <- trimws(args)
  keys_of("kappa", v[[1]], args, kappa_keys(t, ", which = \"Unweighted\""), observed = paste0("sum(diag(", t, "))/sum(", t, ")"), expected = paste0("{p <- prop.table(", t, "); sum(rowSums(p) * colSums(p))}"))
  keys_of("weighted_kappa", v[[1]], args, kappa_keys(t, ", \"Fleiss-Cohen\""))
  keys_of("weighted_kappa", v[[1]], paste(args, "--method linear --level 0.9"), kappa_keys(t, ", level = .9"), observed = paste0("{p <- prop.table(", t, "); sum(p * (1 - abs(row(p) - col(p))/(nrow(p) - 1)))}"),
    expected = paste0("{p <- prop.table(", t, "); sum((rowSums(p) %o% colSums(p)) * (1 - abs(row(p) - col(p))/(nrow(p) - 1)))}"))
}
keys_of("weighted_kappa", "raters_alike", "--x word --y word2 --levels word=low,mid,high,top --levels word2=low,mid,high,top", kappa_keys("sq(word, word2, c(\"low\", \"mid\", \"high\", \"top\"))", ", \"Fleiss-Cohen\""))
keys_of("kappa", "raters_alike", "--x a --y b", kappa = "1", "kappa@se" = "0"); keys_of("kappa", "raters_alike", "--x a --y flat", kappa = "0")
keys_of("kappa", "items_edge", "--x a --y b --weight w", kappa = "{p <- prop.table(xtabs(w ~ factor(a, 1:5) + factor(b, 1:5))); e <- sum(rowSums(p) * colSums(p)); (sum(diag(p)) - e)/(1 - e)}")
keys_of("kappa", "assessors", "--x a --y b --population 8", "kappa@low" = "2/3", "kappa@high" = "2/3")
for (s in c("kappa", "weighted_kappa")) for (k in c("kappa", "observed", "expected")) {
  status(s, "edge_empty", "--x x --y w", k, "too_few"); status(s, "edge_missing", "--x x --y w", k, "too_few"); status(s, "raters_alike", "--x flat --y flat", k, "constant"); status(s, "raters_alike", "--x a --y word", k, "wrong_level")
}
status("weighted_kappa", "raters_alike", "--x word --y word2", "kappa", "wrong_level"); status("weighted_kappa", "assessors", "--x a --y b --method cubic", "kappa", "undefined")

# ---- many raters ----------------------------------------------------------------------------------------------------
fleiss <- function(m, N = Inf, level = .95) {
  m <- as.matrix(m); n <- nrow(m); r <- ncol(m); lev <- sort(unique(c(m))); R <- t(apply(m, 1, function(x) table(factor(x, lev)))); p <- colMeans(R) / r
  P <- rowSums(R * (R - 1)) / (r * (r - 1)); e <- sum(p^2); k <- (mean(P) - e) / (1 - e)
  ki <- (P - e) / (1 - e) - 2 * (1 - k) * (drop(R %*% p) / r - e) / (1 - e); se <- sqrt((1 - n / N) * sum((ki - k)^2) / (n * (n - 1)))
  q <- 1 - p; se0 <- sqrt(2 / (n * r * (r - 1)) * (sum(p * q)^2 - sum(p * q * (q - p)))) / sum(p * q)
  kj <- 1 - colSums(R * (r - R)) / (n * r * (r - 1) * p * q); t <- qt((1 + level) / 2, n - 1)
  list(kappa = k, se = se, low = max(-1, k - t * se), high = min(1, k + t * se), z = k / se0, p = 2 * pnorm(-abs(k / se0)), observed = mean(P), expected = e, category = kj)
}
fk <- function(f) c(kappa = paste0(f, "$kappa"), "kappa@se" = paste0(f, "$se"), "kappa@low" = paste0(f, "$low"), "kappa@high" = paste0(f, "$high"), z = paste0(f, "$z"), p_value = paste0(f, "$p"), observed = paste0(f, "$observed"), expected = paste0(f, "$expected"))
r14 <- paste("--x", paste0("r", 1:14, collapse = ","))
keys_of("fleiss_kappa", "fourteen_raters", r14, fk("fleiss(d)"), setNames(paste0("fleiss(d)$category[", 1:5, "]"), paste0("kappa:", 1:5)))
keys_of("fleiss_kappa", "fourteen_raters", paste(r14, "--population 30 --level 0.9"), fk("fleiss(d, 30, .9)"))
published("fleiss_kappa", "fourteen_raters", r14, "kappa", "value", .210, 1e-3, "worked example, 14 raters of 10 subjects: 0.210")
keys_of("fleiss_kappa", "assessors", "--x a,b,c", fk("fleiss(d)")); keys_of("fleiss_kappa", "krippendorff", "--x a,b,c,d", fk("fleiss(na.omit(cbind(a, b, c, d)))"), "kappa@n" = "nrow(na.omit(cbind(a, b, c, d)))")
keys_of("fleiss_kappa", "raters_alike", "--x a,b", kappa = "1", "kappa@se" = "0")
status("fleiss_kappa", "assessors", "--x a,b,c --population 8", "p_value", "census")
for (k in c("kappa", "observed", "expected", "z", "p_value")) { status("fleiss_kappa", "edge_empty", "--x x,w", k, "too_few"); status("fleiss_kappa", "raters_alike", "--x flat,flat", k, "constant"); status("fleiss_kappa", "raters_alike", "--x a,word", k, "wrong_level") }

kripp <- function(m, metric) {
  u <- lapply(seq_len(nrow(m)), function(i) as.numeric(m[i, !is.na(m[i, ])])); u <- u[lengths(u) > 1]; all <- unlist(u); lev <- sort(unique(all)); n <- table(factor(all, lev)); mid <- cumsum(n) - n / 2
  d2 <- function(x, y) switch(metric, nominal = +(x != y), ordinal = (mid[match(x, lev)] - mid[match(y, lev)])^2, interval = (x - y)^2, ratio = ifelse(x == y, 0, ((x - y) / (x + y))^2))
  pairs <- function(v) sum(outer(v, v, d2))
  1 - (length(all) - 1) * sum(sapply(u, function(v) pairs(v) / (length(v) - 1))) / pairs(all)
}
kripp_ci <- function(m, metric, level = .95, N = Inf) {
  m <- m[rowSums(!is.na(m)) > 1, ]; n <- nrow(m); a <- kripp(m, metric); j <- sapply(seq_len(n), function(i) kripp(m[-i, ], metric)); se <- sqrt((1 - n / N) * (n - 1) / n * sum((j - mean(j))^2)); t <- qt((1 + level) / 2, n - 1)
  c(a, se, a - t * se, min(1, a + t * se))
}
for (metric in c("nominal", "ordinal", "interval", "ratio")) {
  r <- paste0("kripp_ci(cbind(a, b, c, d), \"", metric, "\")[", 1:4, "]")
  keys_of("krippendorff", "krippendorff", paste("--x a,b,c,d --method", metric), setNames(r, c("alpha", "alpha@se", "alpha@low", "alpha@high")), units = "{m <- cbind(a, b, c, d); sum(rowSums(!is.na(m)) > 1)}", ratings = "{m <- cbind(a, b, c, d); sum(!is.na(m[rowSums(!is.na(m)) > 1, ]))}", "alpha@n" = "11")
  keys_of("krippendorff", "assessors", paste("--x a,b,c --level 0.9 --population 20 --method", metric), setNames(paste0("kripp_ci(d, \"", metric, "\", .9, 20)[", 1:4, "]"), c("alpha", "alpha@se", "alpha@low", "alpha@high")))
  published("krippendorff", "krippendorff", paste("--x a,b,c,d --method", metric), "alpha", "value", c(nominal = .743, ordinal = .815, interval = .849, ratio = .797)[[metric]], 7e-4, "Krippendorff 2011")
}
keys_of("krippendorff", "krippendorff", "--x a,b,c,d", alpha = "kripp(cbind(a, b, c, d), \"interval\")"); keys_of("krippendorff", "raters_alike", "--x word,word2", alpha = "kripp(cbind(match(word, c(\"low\", \"mid\", \"high\")), match(word2, c(\"low\", \"mid\", \"high\"))), \"nominal\")")
keys_of("krippendorff", "raters_alike", "--x word,word2 --levels word=low,mid,high --levels word2=low,mid,high", alpha = "kripp(cbind(match(word, c(\"low\", \"mid\", \"high\")), match(word2, c(\"low\", \"mid\", \"high\"))), \"ordinal\")")
keys_of("krippendorff", "raters_alike", "--x a,b", alpha = "1"); keys_of("krippendorff", "items_edge", "--x large,large2,large3", alpha = "kripp(cbind(large, large2, large3) - 1e15, \"interval\")")
keys_of("krippendorff", "assessors", "--x a,b,c --population 8", "alpha@low" = "kripp(d, \"interval\")", "alpha@high" = "kripp(d, \"interval\")")
for (k in c("alpha", "units", "ratings")) {
  status("krippendorff", "edge_empty", "--x x,w", k, "too_few"); status("krippendorff", "raters_alike", "--x flat,flat", k, "constant"); status("krippendorff", "raters_alike", "--x word,word2 --method ordinal", k, "wrong_level")
  status("krippendorff", "raters_alike", "--x word,word2 --method interval", k, "wrong_level"); status("krippendorff", "assessors", "--x a,b --method cubic", k, "undefined")
}

icc <- function(m, i, j, level = .95) psych::ICC(as.matrix(m), lmer = FALSE, alpha = 1 - level)$results[i, j]
icc_keys <- c("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k")
for (v in list(list("assessors", "--x a,b,c", "d", .95), list("shrout_fleiss", "--x j1,j2,j3,j4", "d", .95), list("shrout_fleiss", "--x j1,j2,j3,j4 --level 0.9", "d", .9), list("krippendorff", "--x a,b,d", "na.omit(cbind(a, b, d))", .95), list("attitude", "--x rating,complaints,raises,advance", "d[, c(1, 2, 5, 7)]", .95))) {
  r <- function(j) paste0("icc(", v[[3]], ", ", 1:6, ", ", j, ", ", v[[4]], ")")
  keys_of("icc", v[[1]], v[[2]], setNames(r(2), icc_keys), setNames(r(7), paste0(icc_keys, "@low")), setNames(r(8), paste0(icc_keys, "@high")), f_one_way = r(3)[1], f_two_way = r(3)[2], p_value_one_way = r(6)[1], p_value_two_way = r(6)[2])
}
for (i in 1:6) published("icc", "shrout_fleiss", "--x j1,j2,j3,j4", icc_keys[i], "value", c(.17, .29, .71, .44, .62, .91)[i], .03, "Shrout and Fleiss 1979, table 4")
keys_of("icc", "items_edge", "--x large,large2,large3", icc1 = "icc(cbind(large, large2, large3) - 1e15, 1, 2)", icc2 = "icc(cbind(large, large2, large3) - 1e15, 2, 2)", icc3 = "icc(cbind(large, large2, large3) - 1e15, 3, 2)")
keys_of("icc", "raters_alike", "--x a,shifted", icc3 = "1", icc2 = "{S <- 2 * var(a); R <- 2; S/(S + 2 * R/4)}"); keys_of("icc", "raters_alike", "--x a,b", icc1 = "1", icc2 = "1", icc3k = "1")
status("icc", "raters_alike", "--x a,shifted", "f_two_way", "undefined"); status("icc", "assessors", "--x a,b,c --population 8", "p_value_two_way", "census")
keys_of("icc", "assessors", "--x a,b,c --population 8", "icc1@low" = "icc(d, 1, 2)", "icc1@high" = "icc(d, 1, 2)")
for (k in icc_keys) { status("icc", "edge_empty", "--x x,w", k, "too_few"); status("icc", "edge_one", "--x x,w", k, "too_few"); status("icc", "raters_alike", "--x flat,flat", k, "constant") }
print_cases()
