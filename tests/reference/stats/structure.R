# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/structure.R > tests/reference/stats/structure.csv
# Certified values: NIST Statistical Reference Datasets, linear regression (Longley, Norris, Wampler1–5, Filip). Debian has no cluster package without its
# recommended set: silhouette() is written out below from Rousseeuw (1987). Random eigenvalues: 20,000 draws of R, so within their Monte Carlo error.
suppressMessages({library(MASS); library(sandwich); library(numDeriv); library(survey)})
options(warn = -1)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
keys_of <- function(stat, data, args, ..., tolerance = 1e-9) {
  e <- c(...)
  for (k in names(e)) case(stat, data, args, sub("@.*$", "", k), if (grepl("@[a-z]+$", k)) sub("^.*@", "", k) else "value", paste0("(", e[[k]], ")[1]"), tolerance)
}
cols <- function(v) paste0("d[, c(", paste0("\"", v, "\"", collapse = ", "), ")]")
xs <- function(v) paste("--x", paste(v, collapse = ","))

# ---- components -----------------------------------------------------------------------------------------------------
up <- function(M) { e <- eigen(M); v <- e$vectors %*% diag(sign(colSums(e$vectors))); list(values = e$values, loadings = v %*% diag(sqrt(e$values))) }
for (s in list(names(attitude), names(iris)[1:4])) for (kind in c("cor", "cov")) {
  data <- if (length(s) == 7) "attitude" else "iris"; M <- paste0(kind, "(", cols(s), ")"); p <- length(s); args <- paste(xs(s), "--k 2", if (kind == "cov") "--method covariance")
  args <- trimws(args)
  keys_of("components", data, args, total = paste0("sum(diag(", M, "))"), setNames(paste0("up(", M, ")$values[", 1:p, "]"), paste0("eigenvalue:", 1:p)),
    setNames(paste0("up(", M, ")$values[", 1:p, "]/sum(diag(", M, "))"), paste0("share:", 1:p)), setNames(paste0("cumsum(up(", M, ")$values)[", 1:p, "]/sum(diag(", M, "))"), paste0("cumulative:", 1:p)),
    setNames(paste0("up(", M, ")$loadings[", rep(1:p, 2), ", ", rep(1:2, each = p), "]"), paste0("loading:", rep(1:2, each = p), ":", rep(s, 2))))
}
keys_of("components", "attitude", xs(names(attitude)), "eigenvalue:1" = "eigen(cor(d))$values[1]")
keys_of("components", "items_edge", "--x a,b,half --weight w", "eigenvalue:1" = "eigen(cov.wt(cbind(a, b, half), w/sum(w), cor = TRUE)$cor)$values[1]", "loading:1:a" = "up(cov.wt(cbind(a, b, half), w/sum(w), cor = TRUE)$cor)$loadings[1, 1]")
keys_of("components", "items_edge", "--x large,large2,large3 --method covariance", "eigenvalue:1" = "eigen(cov(cbind(large, large2, large3) - 1e15))$values[1]")
keys_of("components", "regression_edge", "--x x,twice", "eigenvalue:1" = "2", "eigenvalue:2" = "0")
pa <- function(n, p, draws = 20000) { set.seed(1); e <- replicate(draws, eigen(cor(matrix(rnorm(n * p), n)), symmetric = TRUE, only.values = TRUE)$values); cbind(rowMeans(e), apply(e, 1, quantile, .95)) }
pa30 <- pa(30, 7); pa150 <- pa(150, 4); pa6 <- pa(6, 7)
keys_of("parallel_analysis", "attitude", xs(names(attitude)), components = "sum(cumprod(eigen(cor(d))$values > pa30[, 2]))")
args <- paste(xs(names(attitude)), "--draws 20000 --seed 7")
keys_of("parallel_analysis", "attitude", args, components = "sum(cumprod(eigen(cor(d))$values > pa30[, 2]))", setNames(paste0("eigen(cor(d))$values[", 1:7, "]"), paste0("eigenvalue:", 1:7)))
keys_of("parallel_analysis", "attitude", args, setNames(paste0("pa30[", 1:7, ", 1]"), paste0("random_mean:", 1:7)), setNames(paste0("pa30[", 1:7, ", 2]"), paste0("random_quantile:", 1:7)), tolerance = .006)
args <- paste(xs(names(iris)[1:4]), "--draws 20000")
keys_of("parallel_analysis", "iris", args, components = "sum(cumprod(eigen(cor(d[, 1:4]))$values > pa150[, 2]))", tolerance = 1e-9)
keys_of("parallel_analysis", "iris", args, setNames(paste0("pa150[", 1:4, ", 1]"), paste0("random_mean:", 1:4)), setNames(paste0("pa150[", 1:4, ", 2]"), paste0("random_quantile:", 1:4)), tolerance = .006)
keys_of("parallel_analysis", "items_edge", "--x a,b,half,down,w,large,large2 --draws 20000", setNames(paste0("pa6[", 1:5, ", 1]"), paste0("random_mean:", 1:5)), tolerance = .01) # fewer rows than columns
for (v in list(c("edge_empty", "--x x,w", "too_few"), c("edge_one", "--x x,w", "too_few"), c("edge_missing", "--x x,w", "too_few"), c("items_edge", "--x a,flat", "constant"))) {
  status("components", v[1], v[2], "total", v[3]); status("parallel_analysis", v[1], v[2], "components", v[3])
}
status("components", "attitude", "--x rating,raises --method factor", "total", "undefined")

# ---- clusters -------------------------------------------------------------------------------------------------------
sil <- function(m, g) { D <- as.matrix(dist(m)); sapply(seq_along(g), function(i) { own <- g == g[i]; if (sum(own) == 1) return(0); a <- sum(D[i, own]) / (sum(own) - 1)
  b <- min(tapply(D[i, !own], g[!own], mean)); (b - a) / max(a, b) }) }
best <- function(m, k) { set.seed(1); km <- kmeans(m, k, nstart = 500, iter.max = 100); o <- order(km$centers[, 1]); list(within = km$tot.withinss, each = km$withinss[o], size = km$size[o], centre = km$centers[o, , drop = FALSE], cluster = match(km$cluster, o)) }
z <- function(m) scale(m)[, , drop = FALSE]
for (v in list(list("iris", names(iris)[1:4], 3, "raw"), list("iris", names(iris)[c(1, 3)], 2, "raw"), list("attitude", names(attitude)[c(1, 2, 4)], 4, "z"), list("attitude", names(attitude), 3, "raw"), list("mass_kids", NULL))) {
  if (is.null(v[[2]])) next
  m <- cols(v[[2]]); if (v[[4]] == "z") m <- paste0("z(", m, ")"); b <- paste0("best(", m, ", ", v[[3]], ")"); k <- v[[3]]; q <- seq_len(k)
  keys_of("kmeans", v[[1]], paste(xs(v[[2]]), "--k", k, "--method", v[[4]]), within = paste0(b, "$within"), total = paste0("sum(scale(", m, ", scale = FALSE)^2)"), between = paste0("sum(scale(", m, ", scale = FALSE)^2) - ", b, "$within"),
    share_between = paste0("1 - ", b, "$within/sum(scale(", m, ", scale = FALSE)^2)"), silhouette = paste0("mean(sil(", m, ", ", b, "$cluster))"), setNames(paste0(b, "$size[", q, "]"), paste0("size:", q)), setNames(paste0(b, "$each[", q, "]"), paste0("within:", q)),
    setNames(paste0("tapply(sil(", m, ", ", b, "$cluster), ", b, "$cluster, mean)[", q, "]"), paste0("silhouette:", q)), setNames(paste0(b, "$centre[", q, ", 1]"), paste0("centre:", q, ":", v[[2]][1])),
    setNames(paste0(b, "$cluster[", 1:5, "]"), paste0("cluster:", 1:5)), tolerance = 1e-8)
}
keys_of("kmeans", "attitude", paste(xs(names(attitude)), "--k 3"), within = "best(d, 3)$within", tolerance = 1e-8)
keys_of("hierarchy", "attitude", "--x rating,complaints --method ward.D2", "height:29" = "hclust(dist(d[, 1:2]), \"ward.D2\")$height[29]")
keys_of("kmeans", "attitude", "--x rating --k 1", within = "29 * var(rating)", between = "0", starts_alike = "1"); status("kmeans", "attitude", "--x rating --k 1", "silhouette", "undefined")
keys_of("kmeans", "items_edge", "--x large --k 2", within = "best(cbind(large - 1e15), 2)$within")
for (k in c("within", "between", "total", "silhouette")) { status("kmeans", "edge_empty", "--x x", k, "too_few"); status("kmeans", "edge_constant", "--x x --k 2", k, "too_few"); status("kmeans", "edge_two", "--x x --k 3", k, "too_few"); status("kmeans", "attitude", "--x rating --method q", k, "undefined") }
for (v in list(list("iris", names(iris)[1:4], 3, "raw"), list("attitude", names(attitude), 4, "z"), list("attitude", names(attitude)[1:2], 2, "raw"), list("ties_2d", c("a", "b"), 3, "raw"))) for (link in c("average", "complete", "single", "ward.D2")) {
  m <- cols(v[[2]]); if (v[[4]] == "z") m <- paste0("z(", m, ")"); h <- paste0("hclust(dist(", m, "), \"", link, "\")"); k <- v[[3]]; n <- c(iris = 150, attitude = 30, ties_2d = 16)[[v[[1]]]]; show <- unique(c(1, 2, n %/% 2, n - 3, n - 2, n - 1))
  g <- paste0("cutree(", h, ", ", k, ")"); method <- if (v[[4]] == "z") paste0(link, "+z") else link
  keys_of("hierarchy", v[[1]], paste(xs(v[[2]]), "--k", k, "--method", method), clusters = k, setNames(paste0(h, "$height[", show, "]"), paste0("height:", show)), setNames(paste0("table(", g, ")[", 1:k, "]"), paste0("size:", 1:k)),
    silhouette = paste0("mean(sil(", m, ", ", g, "))"), setNames(paste0("tapply(sil(", m, ", ", g, "), ", g, ", mean)[", 1:k, "]"), paste0("silhouette:", 1:k)), setNames(paste0(g, "[", c(1, 5, n), "]"), paste0("cluster:", c(1, 5, n))))
}
keys_of("hierarchy", "edge_constant", "--x x --k 2", "height:1" = "0", silhouette = "0"); keys_of("hierarchy", "edge_two", "--x x --k 1", "height:1" = "3"); status("hierarchy", "edge_two", "--x x --k 1", "silhouette", "undefined")
for (k in c("clusters", "silhouette")) { status("hierarchy", "edge_empty", "--x x", k, "too_few"); status("hierarchy", "edge_two", "--x x --k 3", k, "too_few"); status("hierarchy", "attitude", "--x rating --method median", k, "undefined") }

# ---- linear regression ----------------------------------------------------------------------------------------------
nist <- function(data, args, b, se, sigma, r2, f = NULL, tolerance = 1e-9) {
  name <- c("(intercept)", if (length(b) == 2) "x" else paste0("x", seq_len(length(b) - 1))); src <- paste("NIST StRD:", sub("nist_", "", data), "certified value")
  for (i in seq_along(b)) { published("regression", data, args, paste0("coefficient:", name[i]), "value", b[i], tolerance, src); published("regression", data, args, paste0("coefficient:", name[i]), "se", se[i], tolerance, src) }
  published("regression", data, args, "sigma", "value", sigma, tolerance, src); published("regression", data, args, "r_squared", "value", r2, tolerance, src); if (!is.null(f)) published("regression", data, args, "f", "value", f, tolerance, src)
}
nist("nist_Norris", "--x x --y y", c(-0.262323073774029, 1.00211681802045), c(0.232818234301152, 0.429796848199937E-03), 0.884796396144373, 0.999993745883712, 5436385.54079785)
nist("nist_Longley", "--x x1,x2,x3,x4,x5,x6 --y y", c(-3482258.63459582, 15.0618722713733, -0.358191792925910E-01, -2.02022980381683, -1.03322686717359, -0.511041056535807E-01, 1829.15146461355),
  c(890420.383607373, 84.9149257747669, 0.334910077722432E-01, 0.488399681651699, 0.214274163161675, 0.226073200069370, 455.478499142212), 304.854073561965, 0.995479004577296, 330.285339234588)
w3 <- c(2152.32624678170, 2363.55173469681, 779.343524331583, 101.475507550350, 5.64566512170752, 0.112324854679312)
x5 <- "--x x1,x2,x3,x4,x5 --y "
nist("nist_Wampler", paste0(x5, "y1"), rep(1, 6), rep(0, 6), 0, 1); nist("nist_Wampler", paste0(x5, "y2"), 10^-(0:5), rep(0, 6), 0, 1)
nist("nist_Wampler", paste0(x5, "y3"), rep(1, 6), w3, 2360.14502379268, 0.999995559025820, 675524.458240122); nist("nist_Wampler", paste0(x5, "y4"), rep(1, 6), 100 * w3, 236014.502379268, 0.957478440825662, 67.5524458240122)
nist("nist_Wampler", paste0(x5, "y5"), rep(1, 6), 10000 * w3, 23601450.2379268, 0.224668921574940E-02, 6.75524458240122E-03)
# the powers of x are columns rounded to 17 digits, which costs Filip eight of its fifteen
nist("nist_Filip", paste0("--x ", paste0("x", 1:10, collapse = ","), " --y y"), c(-1467.48961422980, -2772.17959193342, -2316.37108160893, -1127.97394098372, -354.478233703349, -75.1242017393757, -10.8753180355343, -1.06221498588947, -0.670191154593408E-01, -0.246781078275479E-02, -0.402962525080404E-04),
  c(298.084530995537, 559.779865474950, 466.477572127796, 227.204274477751, 71.6478660875927, 15.2897178747400, 2.23691159816033, 0.221624321934227, 0.142363763154724E-01, 0.535617408889821E-03, 0.896632837373868E-05), 0.334801051324544E-02, 0.996727416185620, tolerance = 1e-7)
lm_keys <- function(f, names, hc = NULL, level = ".95") {
  V <- if (is.null(hc)) paste0("vcov(", f, ")") else paste0("vcovHC(", f, ", \"", hc, "\")"); i <- seq_along(names); b <- paste0("coef(", f, ")[", i, "]"); se <- paste0("sqrt(", V, "[", i, ", ", i, "])"); df <- paste0("df.residual(", f, ")"); t <- paste0("qt((1 + ", level, ")/2, ", df, ")")
  c(setNames(b, paste0("coefficient:", names)), setNames(se, paste0("coefficient:", names, "@se")), setNames(paste0(b, " - ", t, " * ", se), paste0("coefficient:", names, "@low")), setNames(paste0(b, " + ", t, " * ", se), paste0("coefficient:", names, "@high")),
    setNames(paste0("2 * pt(-abs(", b, "/", se, "), ", df, ")"), paste0("p_value:", names)))
}
fit_keys <- function(f) c(r_squared = paste0("summary(", f, ")$r.squared"), adjusted_r_squared = paste0("summary(", f, ")$adj.r.squared"), sigma = paste0("summary(", f, ")$sigma"), df = paste0("df.residual(", f, ")"), f = paste0("summary(", f, ")$fstatistic[1]"),
  p_value = paste0("{F <- summary(", f, ")$fstatistic; pf(F[1], F[2], F[3], lower.tail = FALSE)}"))
f <- "lm(rating ~ complaints + learning + raises)"; n <- c("(intercept)", "complaints", "learning", "raises")
keys_of("regression", "attitude", "--x complaints,learning,raises --y rating", lm_keys(f, n), fit_keys(f))
for (hc in c("HC0", "HC1", "HC2", "HC3")) keys_of("regression", "attitude", paste("--x complaints,learning,raises --y rating --level 0.9 --method", hc), lm_keys(f, n, hc, ".9"))
first <- function(x) factor(x, unique(x)); f <- "lm(api00 ~ api99 + first(stype) + meals)"; n <- c("(intercept)", "api99", paste0("stype=", c("H", "M")), "meals")
s <- data_of("apisrs"); n[3:4] <- paste0("stype=", unique(s$stype)[-1])
keys_of("regression", "apisrs", "--x api99,stype,meals --y api00", lm_keys(f, n), fit_keys(f)); for (hc in c("HC0", "HC3")) keys_of("regression", "apisrs", paste("--x api99,stype,meals --y api00 --method", hc), lm_keys(f, n, hc))
sv <- "svyglm(api00 ~ api99 + meals, svydesign(~1, data = d, weights = ~pw))"; n3 <- c("(intercept)", "api99", "meals")
keys_of("regression", "apistrat", "--x api99,meals --y api00 --weight pw", setNames(paste0("coef(", sv, ")[", 1:3, "]"), paste0("coefficient:", n3)), setNames(paste0("SE(", sv, ")[", 1:3, "]"), paste0("coefficient:", n3, "@se")), setNames(paste0("coef(summary(", sv, "))[", 1:3, ", 4]"), paste0("p_value:", n3)), r_squared = "summary(lm(api00 ~ api99 + meals, weights = pw))$r.squared", tolerance = 1e-9)
keys_of("regression", "regression_edge", "--x x,large --y y", lm_keys("lm(y ~ x + I(large - 1e15))", c("(intercept)", "x", "large"))[c("coefficient:x", "coefficient:large", "coefficient:large@se", "p_value:large")])
keys_of("regression", "regression_edge", "--x large --y y --method HC3", "coefficient:large@se" = "sqrt(vcovHC(lm(y ~ I(large - 1e15)), \"HC3\")[2, 2])")
keys_of("regression", "regression_edge", "--x x,twice --y y", lm_keys("lm(y ~ x)", c("(intercept)", "x")), "r_squared" = "summary(lm(y ~ x))$r.squared"); status("regression", "regression_edge", "--x x,twice --y y", "coefficient:twice", "undefined"); status("regression", "regression_edge", "--x x,flat --y y", "p_value:flat", "undefined")
keys_of("regression", "regression_edge", "--x x --y y --weight w", "coefficient:x" = "coef(lm(y ~ x, weights = w))[2]", "coefficient:x@se" = "{e <- subset(d, w > 0); SE(svyglm(y ~ x, svydesign(~1, data = e, weights = ~w)))[2]}", df = "3")
keys_of("regression", "regression_edge", "--x x --y exact", "coefficient:x" = "2", "coefficient:(intercept)" = "1", r_squared = "1")
keys_of("regression", "regression_edge", "--x x --y y --population 6", "coefficient:x@low" = "coef(lm(y ~ x))[2]", "coefficient:x@high" = "coef(lm(y ~ x))[2]"); status("regression", "regression_edge", "--x x --y y --population 6", "p_value:x", "census"); status("regression", "regression_edge", "--x x --y y --population 6", "p_value", "census")
for (k in c("r_squared", "adjusted_r_squared", "sigma", "df", "f", "p_value")) {
  status("regression", "edge_empty", "--x x --y w", k, "too_few"); status("regression", "edge_one", "--x x --y w", k, "too_few"); status("regression", "edge_two", "--x x --y w", k, "too_few"); status("regression", "edge_missing", "--x x --y w", k, "too_few")
  status("regression", "regression_edge", "--x x --y flat", k, "constant"); status("regression", "regression_edge", "--x x --y y --method HC9", k, "undefined")
}

# ---- ordinal logit --------------------------------------------------------------------------------------------------
# polr stops early and differentiates its Hessian: from its fit, Newton steps on a likelihood written out here, with derivatives of numDeriv to 1e-9.
fits <- new.env()
top <- function(X, y, w = rep(1, length(y)), variance = "classical") {
  key <- paste(digest <- paste(length(y), ncol(X), sum(X), sum(as.integer(y) * seq_along(y)), sum(w), variance)); if (!is.null(fits[[key]])) return(fits[[key]])
  y <- as.integer(y); q <- max(y) - 1; k <- ncol(X)
  each <- function(t) { th <- c(-Inf, t[k + seq_len(q)], Inf); e <- drop(X %*% t[seq_len(k)]); a <- th[y + 1] - e; b <- th[y] - e; log(ifelse(b > 0, plogis(-b) - plogis(-a), plogis(a) - plogis(b))) }
  score <- function(t) { th <- c(-Inf, t[k + seq_len(q)], Inf); e <- drop(X %*% t[seq_len(k)]); a <- th[y + 1] - e; b <- th[y] - e; p <- exp(each(t)); fa <- dlogis(a) / p; fb <- dlogis(b) / p; Y <- outer(y, seq_len(q), "=="); Z <- outer(y - 1, seq_len(q), "=="); cbind(-(fa - fb) * X, fa * Y - fb * Z) }
  t <- c(rep(0, k), qlogis(cumsum(tapply(w, y, sum))[seq_len(q)] / sum(w)))
  g <- function(t) colSums(w * score(t)); for (i in 1:12) { H <- jacobian(g, t); t <- t - drop(solve(H, g(t))) }
  A <- solve(-H); S <- w * score(t); V <- switch(variance, classical = A, robust = A %*% crossprod(S) %*% A, linearised = A %*% crossprod(S) %*% A * sum(w > 0) / (sum(w > 0) - 1))
  fits[[key]] <- list(b = t, se = sqrt(diag(V)), ll = sum(w * each(t))); fits[[key]]
}
ol_keys <- function(f, names, cuts, level = ".95") { i <- seq_along(names); j <- length(names) + seq_along(cuts); z <- paste0("qnorm((1 + ", level, ")/2)")
  c(setNames(paste0(f, "$b[", i, "]"), paste0("coefficient:", names)), setNames(paste0(f, "$se[", i, "]"), paste0("coefficient:", names, "@se")), setNames(paste0(f, "$b[", i, "] - ", z, " * ", f, "$se[", i, "]"), paste0("coefficient:", names, "@low")), setNames(paste0("exp(", f, "$b[", i, "])"), paste0("odds_ratio:", names)),
    setNames(paste0("exp(", f, "$b[", i, "] + ", z, " * ", f, "$se[", i, "])"), paste0("odds_ratio:", names, "@high")), setNames(paste0("2 * pnorm(-abs(", f, "$b[", i, "]/", f, "$se[", i, "]))"), paste0("p_value:", names)),
    setNames(paste0(f, "$b[", j, "]"), paste0("threshold:", cuts)), setNames(paste0(f, "$se[", j, "]"), paste0("threshold:", cuts, "@se")), log_likelihood = paste0(f, "$ll"), deviance = paste0("-2 * ", f, "$ll"), aic = paste0("2 * length(", f, "$b) - 2 * ", f, "$ll")) }
X <- "model.matrix(~ first(Infl) + first(Type) + first(Cont))[, -1]"; y <- "factor(Sat, c(\"Low\", \"Medium\", \"High\"))"; args <- "--x Infl,Type,Cont --y Sat --levels Sat=Low,Medium,High --freq Freq"
n <- c("Infl=Medium", "Infl=High", "Type=Apartment", "Type=Atrium", "Type=Terrace", "Cont=High"); cuts <- c("Low|Medium", "Medium|High")
keys_of("ordinal_logit", "housing", args, ol_keys(paste0("top(", X, ", ", y, ")"), n, cuts), tolerance = 1e-7); keys_of("ordinal_logit", "housing", paste(args, "--method robust --level 0.9"), ol_keys(paste0("top(", X, ", ", y, ", variance = \"robust\")"), n, cuts, ".9"), tolerance = 1e-7)
p <- "polr(factor(Sat, c(\"Low\", \"Medium\", \"High\")) ~ first(Infl) + first(Type) + first(Cont), data = d, Hess = TRUE, control = list(reltol = 1e-16, maxit = 1000))"
keys_of("ordinal_logit", "housing", args, setNames(paste0("coef(", p, ")[", 1:6, "]"), paste0("coefficient:", n)), setNames(paste0("sqrt(diag(vcov(", p, ")))[", 1:6, "]"), paste0("coefficient:", n, "@se")), setNames(paste0(p, "$zeta[", 1:2, "]"), paste0("threshold:", cuts)), deviance = paste0("deviance(", p, ")"), tolerance = 1e-5)
keys_of("ordinal_logit", "housing", paste(args, "--method robust"), setNames(paste0("sqrt(diag(sandwich(", p, ")))[", 1:6, "]"), paste0("coefficient:", n, "@se")), tolerance = 1e-5)
smoke <- "{e <- na.omit(d[, c(\"Age\", \"Height\", \"Exer\")]); top(cbind(e$Age, e$Height), factor(e$Exer, c(\"None\", \"Some\", \"Freq\")))}"
keys_of("ordinal_logit", "mass_survey", "--x Age,Height --y Exer --levels Exer=None,Some,Freq", ol_keys(smoke, c("Age", "Height"), c("None|Some", "Some|Freq")), tolerance = 1e-7)
keys_of("ordinal_logit", "apistrat", "--x meals,ell --y awards --weight pw --levels awards=No,Yes", ol_keys("top(cbind(meals, ell), factor(awards), pw, \"linearised\")", c("meals", "ell"), "No|Yes"), tolerance = 1e-7)
g <- "glm(factor(has) ~ q1 + q3, binomial, control = list(epsilon = 1e-15))"
keys_of("ordinal_logit", "council12", "--x q2 --y has", "coefficient:q2" = "coef(glm(has ~ q2, binomial, control = list(epsilon = 1e-15)))[2]", "coefficient:q2@se" = "sqrt(vcov(glm(has ~ q2, binomial, control = list(epsilon = 1e-15)))[2, 2])", "threshold:0|1" = "-coef(glm(has ~ q2, binomial, control = list(epsilon = 1e-15)))[1]", tolerance = 1e-6)
for (k in c("log_likelihood", "deviance", "aic")) {
  status("ordinal_logit", "edge_empty", "--x x --y w", k, "too_few"); status("ordinal_logit", "edge_one", "--x x --y w", k, "too_few"); status("ordinal_logit", "regression_edge", "--x x --y flat", k, "constant"); status("ordinal_logit", "regression_edge", "--x flat --y y", k, "undefined")
  status("ordinal_logit", "regression_edge", "--x x --y parted --levels parted=low,mid,high", k, "not_converged"); status("ordinal_logit", "regression_edge", "--x x,twice --y y", k, "not_converged"); status("ordinal_logit", "regression_edge", "--x x --y parted", k, "wrong_level"); status("ordinal_logit", "council12", "--x q2 --y q1 --method HC3", k, "undefined")
}
status("ordinal_logit", "council12", "--x q2 --y q1 --population 12", "p_value:q2", "census")
print_cases()
