# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/designs.R > tests/reference/stats/designs.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))

# ---- designs and their arguments -----------------------------------------------------------------------------------
srs <- function(d) svydesign(~1, weights = ~pw, fpc = ~fpc, data = d)
strat <- function(d) svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = d)
clus1 <- function(d) svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = d)
clus2 <- function(d) svydesign(~dnum, weights = ~pw, fpc = ~fpc1, data = d) # two stages, taken as one: ultimate clusters
council <- function(d) svydesign(~1, strata = ~sector, fpc = ~N, data = d)
pairs <- function(d) svydesign(~c, strata = ~s, weights = ~w, data = d)
fpcpairs <- function(d) svydesign(~c, strata = ~s, weights = ~w, fpc = ~N, data = d)
weighted <- function(d) svydesign(~1, weights = ~w, data = d)
lonely <- function(d) svydesign(~1, strata = ~s, weights = ~w, fpc = ~N, data = d)
arguments <- c(srs = "--weight pw --fpc fpc", strat = "--weight pw --strata stype --fpc fpc", clus1 = "--weight pw --cluster dnum --fpc fpc",
  clus2 = "--weight pw --cluster dnum --fpc fpc1", council = "--strata sector --fpc N", pairs = "--weight w --strata s --cluster c",
  fpcpairs = "--weight w --strata s --cluster c --fpc N", weighted = "--weight w", lonely = "--weight w --strata s --fpc N")
data_name <- c(srs = "apisrs", strat = "apistrat", clus1 = "apiclus1", clus2 = "apiclus2", council = "council12", pairs = "design_pairs",
  fpcpairs = "design_pairs")
api <- c("srs", "strat", "clus1", "clus2")
ci <- function(m, df, i) as.numeric(confint(m, df = df))[i]
lonely_rule <- function(rule) options(survey.lonely.psu = rule)
subset_of <- function(d, design, g, level) { s <- design(d); s[which(d[[g]] == level), ] }

# value, interval, standard error, degrees of freedom and design effects of one estimate; 'call' has %s where the design stands
estimate <- function(stat, design, args, key, call, suffix = "", sub = paste0(design, "(d)"), data = data_name[[design]], deff = TRUE, n = 1) {
  all <- paste(args, arguments[[design]])
  m <- function(extra = "") sprintf(sub("@", extra, call, fixed = TRUE), sub)
  pick <- if (n > 1) sprintf("[%d]", n) else "[1]"
  case(stat, data, all, paste0(key, suffix), "value", sprintf("coef(%s)%s", m(), pick))
  case(stat, data, all, paste0(key, suffix), "low", sprintf("confint(%s, df = degf(%s))%s", m(), sub, if (n > 1) sprintf("[%d, 1]", n) else "[1, 1]"))
  case(stat, data, all, paste0(key, suffix), "high", sprintf("confint(%s, df = degf(%s))%s", m(), sub, if (n > 1) sprintf("[%d, 2]", n) else "[1, 2]"))
  case(stat, data, all, paste0("se", suffix), "value", sprintf("as.numeric(SE(%s))%s", m(), pick))
  case(stat, data, all, paste0("df", suffix), "value", sprintf("degf(%s)", sub))
  if (deff) {
    case(stat, data, all, paste0("deff", suffix), "value", sprintf("as.numeric(deff(%s))%s", m(", deff = TRUE"), pick))
    case(stat, data, all, paste0("deff_replace", suffix), "value", sprintf("as.numeric(deff(%s))%s", m(", deff = \"replace\""), pick))
  }
}

# ---- means, totals, ratios -----------------------------------------------------------------------------------------
for (design in api) {
  estimate("design_mean", design, "--x api00", "mean", "svymean(~api00, %s@)")
  estimate("design_total", design, "--x enroll", "total", "svytotal(~enroll, %s, na.rm = TRUE@)", deff = FALSE,
           sub = sprintf("subset(%s(d), !is.na(enroll))", design))
  estimate("design_total", design, "--x api99", "total", "svytotal(~api99, %s@)")
  estimate("design_ratio", design, "--x api00 --y api99", "ratio", "svyratio(~api00, ~api99, %s@)", deff = FALSE)
  for (level in c("Yes", "No")) {
    sub <- sprintf("subset_of(d, %s, 'sch.wide', '%s')", design, level)
    estimate("design_mean", design, "--x api00 --by sch.wide", "mean", "svymean(~api00, %s@)", paste0(":", level), sub)
    estimate("design_total", design, "--x api99 --by sch.wide", "total", "svytotal(~api99, %s@)", paste0(":", level), sub)
    estimate("design_ratio", design, "--x meals --y api99 --by sch.wide", "ratio", "svyratio(~meals, ~api99, %s@)", paste0(":", level), sub, deff = FALSE)
  }
  for (level in c("E", "M", "H"))
    estimate("design_mean", design, "--x ell --by stype", "mean", "svymean(~ell, %s@)", paste0(":", level), sprintf("subset_of(d, %s, 'stype', '%s')", design, level))
}
for (design in c("pairs", "fpcpairs")) {
  estimate("design_mean", design, "--x x", "mean", "svymean(~x, %s@)")
  estimate("design_total", design, "--x x", "total", "svytotal(~x, %s@)")
  estimate("design_ratio", design, "--x x --y y", "ratio", "svyratio(~x, ~y, %s@)", deff = FALSE)
  for (level in c("p", "q", "r")) estimate("design_mean", design, "--x x --by g", "mean", "svymean(~x, %s@)", paste0(":", level), sprintf("subset_of(d, %s, 'g', '%s')", design, level))
}
case("design_ratio", "apistrat", "--x api00 --y api99 --weight pw --strata stype --fpc fpc", "deff", "value", "attr(svyratio(~api00, ~api99, strat(d), deff = TRUE), 'deff')")
estimate("design_mean", "council", "--x q1", "mean", "svymean(~q1, %s@)")
estimate("design_total", "council", "--x q1", "total", "svytotal(~q1, %s@)")
case("design_mean", "council12", "--x q1 --population 40", "mean", "low", "confint(svymean(~q1, svydesign(~1, fpc = ~N40, data = d)), df = 11)[1]")
case("design_mean", "council12", "--x q1", "se", "value", "SE(svymean(~q1, svydesign(~1, weights = ~rep(1, 12), data = d)))")
for (part in c("low", "high")) case("design_mean", "apistrat", "--x api00 --level 0.9 --weight pw --strata stype --fpc fpc", "mean", part,
  sprintf("confint(svymean(~api00, strat(d)), level = 0.9, df = degf(strat(d)))[%d]", if (part == "low") 1 else 2))

# ---- shares --------------------------------------------------------------------------------------------------------
for (design in api) for (level in c("Yes", "No")) {
  estimate_of <- sprintf("svymean(~as.numeric(sch.wide == '%s'), %s(d))", level, design)
  case("design_share", data_name[[design]], paste("--x sch.wide", arguments[[design]]), paste0("share:", level), "value", sprintf("coef(%s)", estimate_of))
  case("design_share", data_name[[design]], paste("--x sch.wide", arguments[[design]]), paste0("se:", level), "value", sprintf("SE(%s)", estimate_of))
  case("design_share", data_name[[design]], paste("--x sch.wide", arguments[[design]]), paste0("deff:", level), "value", sub("(d))", "(d), deff = TRUE)", sprintf("deff(%s)", estimate_of), fixed = TRUE))
  for (method in c("logit", "xlogit", "beta", "asin", "mean")) for (part in 1:2)
    case("design_share", data_name[[design]], paste("--x sch.wide --method", method, arguments[[design]]), paste0("share:", level), c("low", "high")[part],
      sprintf("confint(svyciprop(~I(as.numeric(sch.wide == '%s')), %s(d), method = '%s'))[%d]", level, design, method, part),
      if (method == "logit") 1e-8 else 1e-9) # R iterates a regression here; xlogit is the same in closed form
  for (part in 1:2) case("design_share", data_name[[design]], paste("--x sch.wide --by stype", arguments[[design]]), sprintf("share:%s:E", level), c("low", "high")[part],
      sprintf("confint(svyciprop(~I(as.numeric(sch.wide == '%s')), subset_of(d, %s, 'stype', 'E'), method = 'xlogit'))[%d]", level, design, part))
}
for (method in c("logit", "beta")) for (part in 1:2) case("design_share", "council12", paste("--x sector --method", method, "--weight N"), "share:A", c("low", "high")[part],
  sprintf("confint(svyciprop(~I(as.numeric(sector == 'A')), svydesign(~1, weights = ~N, data = d), method = '%s'))[%d]", method, part), if (method == "logit") 1e-8 else 1e-9)
case("design_share", "apisrs", "--x stype --weight pw --fpc fpc --by stype", "share:E:E", "low",
  "{ k <- sum(d$stype == 'E'); qbeta(0.025, k, 1) }")
case("design_share", "apisrs", "--x stype --weight pw --fpc fpc --by stype", "share:H:E", "high",
  "{ k <- sum(d$stype == 'E'); qbeta(0.975, 1, k) }")

# ---- quantiles -----------------------------------------------------------------------------------------------------
quantiles <- function(design, args, p, extra, suffix = "", sub = paste0(design, "(d)")) for (q in p) {
  all <- paste(args, "--probs", paste(p, collapse = ","), arguments[[design]])
  call <- sprintf("svyquantile(~api00, %s, %s%s)[[1]]", sub, format(q), extra)
  for (part in 1:4) case("design_quantile", data_name[[design]], all, sprintf("%s:%s%s", c("quantile", "quantile", "quantile", "se")[part], format(q), suffix),
    c("value", "low", "high", "value")[part], sprintf("%s[%d]", call, part))
}
for (design in api) {
  # not at n·p whole but for 0.25 and 0.5, where R's sums of weights meet p·Σw by accident of rounding or miss it
  quantiles(design, "--x api00", c(0.123, 0.25, 0.5, 0.877), "")
  quantiles(design, "--x api00 --method school+xlogit", c(0.25, 0.5), ", qrule = 'school', interval.type = 'xlogit'")
  quantiles(design, "--x api00 --method beta", 0.5, ", interval.type = 'beta'")
  quantiles(design, "--x api00 --method asin", 0.5, ", interval.type = 'asin'")
  quantiles(design, "--x api00 --by awards", 0.5, "", ":Yes", sprintf("subset_of(d, %s, 'awards', 'Yes')", design))
  for (rule in paste0("hf", 1:9)) quantiles(design, paste("--x api00 --method", rule), c(0.2, 0.6), sprintf(", qrule = '%s'", rule))
}

case("design_quantile", "apisrs", "--x api00 --probs 0.1 --weight pw --fpc fpc", "quantile:0.1", "value", "sort(api00)[20]")
case("design_quantile", "apisrs", "--x api00 --probs 0.001 --weight pw --fpc fpc", "quantile:0.001", "value", "min(api00)") # R 4.1 takes the second

# ---- differences and tests -----------------------------------------------------------------------------------------
for (design in api) {
  args <- paste("--x api00 --by stype", arguments[[design]]); glm <- sprintf("svyglm(api00 ~ 0 + factor(stype), %s(d))", design)
  for (pair in list(c("E", "M"), c("E", "H"), c("H", "M"))) {
    order <- data_of(data_name[[design]])$stype; first <- unique(order); key <- paste(pair[order(match(pair, first))], collapse = ":")
    at <- match(strsplit(key, ":")[[1]], c("E", "H", "M")); v <- rep(0, 3); v[at[1]] <- -1; v[at[2]] <- 1
    contrast <- sprintf("svycontrast(%s, c(%s))", glm, paste(v, collapse = ", "))
    case("design_difference", data_name[[design]], args, paste0("difference:", key), "value", sprintf("coef(%s)", contrast))
    case("design_difference", data_name[[design]], args, paste0("se:", key), "value", sprintf("SE(%s)", contrast))
    case("design_difference", data_name[[design]], args, paste0("difference:", key), "high", sprintf("coef(%s) + qt(0.975, degf(%s(d))) * SE(%s)", contrast, design, contrast))
  }
  for (f in c("t_test", "rank_test")) {
    first <- unique(data_of(data_name[[design]])$awards)[1]
    test <- sprintf(if (f == "t_test") "svyttest(api00 ~ I(as.numeric(awards != '%s')), %s(d))" else "svyranktest(api00 ~ I(as.numeric(awards != '%s')), %s(d))", first, design)
    args <- paste("--x api00 --by awards", arguments[[design]])
    for (part in list(c("t", "statistic"), c("df", "parameter"), c("p_value", "p.value"), c("difference", "estimate")))
      if (part[1] != "df") case(paste0("design_", f), data_name[[design]], args, part[1], "value", sprintf("%s$%s", test, part[2]))
    case(paste0("design_", f), data_name[[design]], args, "difference", "df", sprintf("%s$parameter", test))
    if (f == "t_test") for (part in 1:2) case("design_t_test", data_name[[design]], args, "difference", c("low", "high")[part], sprintf("%s$conf.int[%d]", test, part))
  }
  one <- sprintf("svyttest(I(api00 - 650) ~ 0, %s(d))", design)
  for (part in list(c("t", "statistic"), c("p_value", "p.value"))) case("design_t_test", data_name[[design]], paste("--x api00 --mu 650", arguments[[design]]), part[1], "value", sprintf("%s$%s", one, part[2]))
  case("design_t_test", data_name[[design]], paste("--x api00 --mu 650 --alternative less", arguments[[design]]), "p_value", "value", sprintf("pt(%s$statistic, %s$parameter)", one, one))
  case("design_t_test", data_name[[design]], paste("--x api00 --mu 650 --alternative greater", arguments[[design]]), "p_value", "value", sprintf("pt(%s$statistic, %s$parameter, lower.tail = FALSE)", one, one))
}

# ---- Rao-Scott -----------------------------------------------------------------------------------------------------
rao <- function(design, x, y, data = data_name[[design]]) {
  args <- paste("--x", x, "--y", y, arguments[[design]])
  f <- sprintf("svychisq(~%s + %s, %s(d))", x, y, design); first <- sub("(d))", "(d), statistic = 'Chisq')", f, fixed = TRUE)
  case("rao_scott", data, args, "f", "value", paste0(f, "$statistic"))
  case("rao_scott", data, args, "df1", "value", paste0(f, "$parameter[1]"))
  case("rao_scott", data, args, "df2", "value", paste0(f, "$parameter[2]"))
  case("rao_scott", data, args, "p_value", "value", paste0(f, "$p.value"))
  case("rao_scott", data, args, "chi_square", "value", paste0(first, "$statistic"))
  case("rao_scott", data, args, "df", "value", paste0(first, "$parameter"))
  case("rao_scott", data, args, "p_value_first", "value", paste0(first, "$p.value"))
  case("rao_scott", data, args, "design_effect", "value", sprintf("%s$statistic / %s$statistic / %s$parameter", first, f, first))
  case("rao_scott", data, args, "chi_square_first", "value", sprintf("%s$statistic * %s$parameter", f, first))
}
for (design in api) { rao(design, "sch.wide", "awards"); rao(design, "stype", "sch.wide") }
rao("pairs", "g", "k"); rao("fpcpairs", "g", "k")
case("rao_scott", "council12", "--x size --y sector", "f", "value", "svychisq(~size + sector, svydesign(~1, weights = ~rep(40/12, 12), data = d))$statistic")

# ---- weights -------------------------------------------------------------------------------------------------------
for (f in c("edge_part_weight", "edge_tiny_weight", "edge_huge_weight")) {
  case("kish", f, "--x x --weight w", "effective_n", "value", "sum(w)^2 / sum(w^2)")
  case("kish", f, "--x x --weight w", "deff", "value", "sum(w > 0) * sum(w^2) / sum(w)^2")
  for (part in c("value", "low", "high")) case("design_mean", f, "--x x --weight w", "mean", part,
    sprintf("{ m <- svymean(~x, weighted(d)); c(coef(m), confint(m, df = degf(weighted(d))))[%d] }", match(part, c("value", "low", "high"))))
  case("design_total", f, "--x x --weight w", "se", "value", "SE(svytotal(~x, weighted(d)))")
  case("design_mean", f, "--x x --weight w", "deff_replace", "value", "deff(svymean(~x, weighted(d), deff = 'replace'))")
}
case("kish", "apistrat", "--x api00 --weight pw", "effective_n", "value", "sum(pw)^2 / sum(pw^2)")
case("kish", "apistrat", "--x api00 --weight pw --by awards", "deff:Yes", "value", "{ w <- pw[awards == 'Yes']; length(w) * sum(w^2) / sum(w)^2 }")

# ---- lonely strata, missing values, domains ------------------------------------------------------------------------
for (rule in c("remove", "certainty", "adjust", "average")) {
  # a lonely stratum that is not wholly sampled: the population of stratum c is 5
  for (f in c("mean", "total")) {
    case(paste0("design_", f), "design_lonely", paste("--x x --lonely", rule, arguments[["lonely"]]), "se", "value",
      sprintf("{ lonely_rule('%s'); SE(svy%s(~x, lonely(d))) }", rule, f))
    for (g in c("p", "q")) case(paste0("design_", f), "design_lonely", paste("--x x --by g --lonely", rule, arguments[["lonely"]]), paste0("se:", g), "value",
      sprintf("{ lonely_rule('%s'); SE(svy%s(~x, subset_of(d, lonely, 'g', '%s'))) }", rule, f, g))
  }
  if (rule == "adjust") case("replicate_mean", "design_lonely", paste("--x x --method jkn --lonely adjust --weight w --strata s"), "se", "value",
    "{ lonely_rule('adjust'); SE(svymean(~x, as.svrepdesign(svydesign(~1, strata = ~s, weights = ~w, data = d), type = 'JKn'))) }")
}
case("design_mean", "design_lonely", paste("--x y --lonely remove", arguments[["lonely"]]), "se", "value", "{ lonely_rule('remove'); SE(svymean(~y, lonely(d), na.rm = TRUE)) }")
case("design_mean", "design_lonely", paste("--x x", arguments[["lonely"]]), "mean", "value", "coef(svymean(~x, lonely(d)))")
status("design_mean", "design_lonely", paste("--x x", arguments[["lonely"]]), "se", "lonely_stratum", "svydesign fails: Stratum (c) has only one PSU at stage 1")
case("design_mean", "design_lonely", paste("--x x --by h", arguments[["lonely"]]), "se:u", "value", "SE(svymean(~x, subset_of(d, lonely, 'h', 'u')))")
status("design_mean", "design_lonely", paste("--x x --by h", arguments[["lonely"]]), "se:w", "lonely_stratum", "a domain of one unit")
status("rao_scott", "design_lonely", paste("--x g --y h", arguments[["lonely"]]), "p_value", "lonely_stratum", "as svymean")
lonely_rule("fail")

# ---- full enumeration ----------------------------------------------------------------------------------------------
for (part in c("low", "high", "value")) case("design_mean", "design_census", "--x x --strata s --fpc N", "mean", part, "mean(x)")
case("design_mean", "design_census", "--x x --strata s --fpc N", "se", "value", "SE(svymean(~x, svydesign(~1, strata = ~s, fpc = ~N, data = d)))")
case("design_total", "design_census", "--x x --strata s --fpc N", "total", "high", "sum(x)")
case("design_share", "design_census", "--x g --strata s --fpc N", "share:p", "high", "mean(g == 'p')")
case("design_quantile", "design_census", "--x x --probs 0.5 --strata s --fpc N", "quantile:0.5", "high", "sort(x)[3]")
case("design_mean", "design_census", "--x x --strata s --fpc part", "se", "value", "SE(svymean(~x, svydesign(~1, strata = ~s, fpc = ~part, data = d)))")
case("design_difference", "design_census", "--x x --by g --strata s --fpc N", "difference:p:q", "low", "mean(x[g == 'q']) - mean(x[g == 'p'])")
status("design_t_test", "design_census", "--x x --by g --strata s --fpc N", "p_value", "census")
status("design_rank_test", "design_census", "--x x --by g --strata s --fpc N", "p_value", "census")
status("rao_scott", "design_census", "--x g --y s --strata s --fpc N", "p_value", "census")
case("replicate_mean", "design_census", "--x x --strata s --fpc N --method jkn", "se", "value", "0")
case("replicate_mean", "design_census", "--x x --strata s --fpc N --method bootstrap", "mean", "high", "mean(x)")

# ---- edge cases ----------------------------------------------------------------------------------------------------
# weights that sum to zero never get past the loader: tests/unit/test_design.c
for (s in c("design_mean mean", "design_total total", "replicate_mean mean", "replicate_total total")) {
  s <- strsplit(s, " ")[[1]]
  status(s[1], "edge_empty", "--x x", s[2], "too_few", "no observations")
  status(s[1], "edge_missing", "--x x", s[2], "empty", "no value")
  case(s[1], "edge_one", "--x x", s[2], "value", "3")
  status(s[1], "edge_one", "--x x", "se", "lonely_stratum", "one unit")
}
status("design_mean", "edge_one", "--x x --lonely remove", "se", "too_few", "no degrees of freedom")
case("design_mean", "edge_constant", "--x x", "se", "value", "0")
case("design_mean", "edge_constant", "--x x", "mean", "low", "7")
status("design_t_test", "edge_constant", "--x x --by g", "p_value", "constant", "no variance")
status("design_t_test", "apisrs", "--x api00 --by stype", "difference", "wrong_level", "three groups")
status("rao_scott", "edge_constant", "--x g --y g --population 6", "p_value", "census", "all of 6")
case("design_mean", "edge_two", "--x x", "mean", "low", "t.test(x)$conf.int[1]")
case("design_mean", "edge_large", "--x x", "se", "value", "sd(x - 1e15) / sqrt(length(x))")
case("replicate_mean", "edge_large", "--x x", "se", "value", "sd(x - 1e15) / sqrt(length(x))")
case("design_mean", "edge_some_missing", "--x x --weight w", "mean", "high", "confint(svymean(~x, weighted(d), na.rm = TRUE), df = degf(subset(weighted(d), !is.na(x))))[2]")

# ---- replicate weights ---------------------------------------------------------------------------------------------
replicates <- function(design, method, rep, x = "api00", y = "api99", by = "awards", data = data_name[[design]], extra = "") {
  tail <- paste0("--method ", method, extra, " ", arguments[[design]])
  forms <- list(mean = sprintf("svymean(~%s, %%s)", x), total = sprintf("svytotal(~%s, %%s)", x), ratio = sprintf("svyratio(~%s, ~%s, %%s)", x, y))
  for (f in names(forms)) {
    args <- paste0("--x ", x, if (f == "ratio") paste0(" --y ", y), " ", tail); call <- sprintf(forms[[f]], rep)
    case(paste0("replicate_", f), data, args, f, "value", sprintf("coef(%s)", call))
    case(paste0("replicate_", f), data, args, "se", "value", sprintf("as.numeric(SE(%s))", call))
    case(paste0("replicate_", f), data, args, f, "low", sprintf("confint(%s, df = degf(%s))[1]", call, rep))
    case(paste0("replicate_", f), data, args, "df", "value", sprintf("degf(%s)", rep))
  }
  case("replicate_mean", data, paste("--x", x, tail), "replicates", "value", sprintf("ncol(weights(%s, 'analysis'))", rep))
}
replicates("srs", "jk1", "as.svrepdesign(srs(d), type = 'JK1')")
replicates("clus1", "jk1", "as.svrepdesign(clus1(d), type = 'JK1')")
replicates("strat", "jkn", "as.svrepdesign(strat(d), type = 'JKn')")
replicates("pairs", "jkn", "as.svrepdesign(pairs(d), type = 'JKn')", "x", "y")
replicates("fpcpairs", "jkn", "as.svrepdesign(fpcpairs(d), type = 'JKn')", "x", "y")
replicates("pairs", "brr", "as.svrepdesign(pairs(d), type = 'BRR')", "x", "y")
replicates("pairs", "fay", "as.svrepdesign(pairs(d), type = 'Fay', fay.rho = 0.3)", "x", "y", extra = " --rho 0.3")
scd <- function(d) svydesign(~seq_len(6), strata = ~stratum, weights = ~w, data = d)
arguments[["scd"]] <- "--weight w --strata stratum"; data_name[["scd"]] <- "scd"
replicates("scd", "brr", "as.svrepdesign(scd(d), type = 'BRR')", "alive", "arrests")
given <- function(d, type, ...) svrepdesign(data = d, weights = ~w, repweights = d[, grep('^r[0-9]', names(d))], type = type, combined.weights = TRUE, ...)
for (g in list(c("scd", "brr", "BRR"), c("design_replicates", "bootstrap", "bootstrap"), c("scd", "jk1", "JK1"))) {
  x <- if (g[1] == "scd") "alive" else "x"; y <- if (g[1] == "scd") "arrests" else "y"
  columns <- if (g[1] == "scd") "r1,r2,r3,r4" else "r1,r2,r3,r4,r5,r6"
  scale <- if (g[2] == "bootstrap") ", scale = 1/5, rscales = rep(1, 6)" else if (g[2] == "jk1") ", scale = 3/4, rscales = rep(1, 4)" else ""
  rep <- sprintf("suppressWarnings(given(d, '%s'%s))", g[3], scale)
  forms <- c(mean = "svymean(~%s, %s)", total = "svytotal(~%s, %s)")
  for (f in names(forms)) {
    args <- sprintf("--x %s,%s --weight w --method given_%s", x, columns, g[2])
    case(paste0("replicate_", f), g[1], args, "se", "value", sprintf(paste0("as.numeric(SE(", forms[[f]], "))"), x, rep))
    case(paste0("replicate_", f), g[1], args, "df", "value", sprintf("degf(%s)", rep))
  }
  case("replicate_ratio", g[1], sprintf("--x %s,%s --y %s --weight w --method given_%s", x, columns, y, g[2]), "se", "value", sprintf("as.numeric(SE(svyratio(~%s, ~%s, %s)))", x, y, rep))
  for (p in c(0.4, 0.5)) case("replicate_quantile", g[1], sprintf("--x %s,%s --probs 0.4,0.5 --weight w --method given_%s", x, columns, g[2]), sprintf("se:%s", p), "value",
    sprintf("suppressWarnings(SE(svyquantile(~%s, %s, %s, interval.type = 'quantile')))", x, rep, p))
}
case("replicate_quantile", "apistrat", paste("--x api00 --probs 0.5 --method jkn", arguments[["strat"]]), "quantile:0.5", "low", "suppressWarnings(svyquantile(~api00, as.svrepdesign(strat(d), type = 'JKn'), 0.5, interval.type = 'quantile'))[[1]][2]")
case("replicate_quantile", "design_pairs", paste("--x x --probs 0.5 --method brr", arguments[["pairs"]]), "se:0.5", "value", "SE(svyquantile(~x, as.svrepdesign(pairs(d), type = 'BRR'), 0.5, interval.type = 'quantile'))")
for (level in c("Yes", "No")) case("replicate_mean", "apistrat", paste("--x api00 --by awards --method jkn", arguments[["strat"]]), paste0("se:", level), "value", sprintf("SE(svymean(~api00, as.svrepdesign(strat(d), type = 'JKn')[which(d$awards == '%s'), ]))", level))
status("replicate_mean", "apistrat", paste("--x api00 --method jk1", arguments[["strat"]]), "se", "undefined", "Can't use JK1 for a stratified design")
status("replicate_mean", "design_lonely", "--x x --method brr --weight w --strata s", "se", "undefined", "Some strata have an odd number of PSUs")
status("replicate_mean", "design_lonely", "--x x --method jkn --weight w --strata s", "se", "lonely_stratum", "Stratum c has only one PSU")
status("replicate_mean", "design_lonely", "--x x --method bootstrap --weight w --strata s", "se", "lonely_stratum", "by rule")
# a bootstrap is near the linearised error: within four of its own errors of 1/sqrt(2·3999)
for (m in c("bootstrap", "subbootstrap")) for (design in c("strat", "clus1", "fpcpairs")) { x <- if (design == "fpcpairs") "x" else "api00"
  case("replicate_mean", data_name[[design]], paste("--x", x, "--draws 4000 --seed 7 --method", m, arguments[[design]]), "se", "value",
    sprintf("{ s <- %s(d); if ('%s' == 'subbootstrap') s$fpc$popsize <- NULL; SE(svymean(~%s, s)) }", design, m, x), if (design == "fpcpairs") 0.2 else 0.07) }

# ---- known totals --------------------------------------------------------------------------------------------------
pop_stype <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)); pop_wide <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
control <- list(maxit = 500, epsilon = 1e-14)
adjusted <- function(stat, design, args, call, y = "api00", data = data_name[[design]], tolerance = 1e-9) {
  all <- paste(args, "--y", y, arguments[[design]])
  r <- list(mean = "coef(svymean(~@, %s))", se = "as.numeric(SE(svymean(~@, %s)))", total = "coef(svytotal(~@, %s))", total_se = "as.numeric(SE(svytotal(~@, %s)))",
    weight_min = "min(weights(%s))", weight_max = "max(weights(%s))", effective_n = "{ w <- weights(%s); sum(w)^2 / sum(w^2) }", deff = "{ w <- weights(%s); length(w) * sum(w^2) / sum(w)^2 }")
  for (key in names(r)) case(stat, data, all, key, "value", sprintf(gsub("@", y, r[[key]]), call), tolerance)
  for (part in 1:2) case(stat, data, all, "mean", c("low", "high")[part], sprintf("confint(svymean(~%s, %s), df = degf(%s(d)))[%d]", y, call, design, part), tolerance)
  for (key in c("min", "max")) case(stat, data, all, paste0("ratio_", key), "value", sprintf("%s(weights(%s) / weights(%s(d)))", key, call, design), tolerance)
}
by_type <- "stype:E=4421,H=755,M=1018"
for (design in c("srs", "clus1", "clus2")) {
  adjusted("post_stratify", design, paste("--x stype --totals", by_type), sprintf("postStratify(%s(d), ~stype, pop_stype)", design))
  adjusted("rake", design, sprintf("--x stype,sch.wide --totals %s;sch.wide:No=1072,Yes=5122", by_type), sprintf("rake(%s(d), list(~stype, ~sch.wide), list(pop_stype, pop_wide), control = control)", design))
  adjusted("calibrate", design, sprintf("--x stype,api99 --totals %s;api99=3914069", by_type),
    sprintf("calibrate(%s(d), ~stype + api99, c(6194, 755, 1018, 3914069))", design))
  adjusted("calibrate", design, sprintf("--x stype,api99 --totals %s;api99=3914069 --method raking", by_type),
    sprintf("calibrate(%s(d), ~stype + api99, c(6194, 755, 1018, 3914069), calfun = 'raking', epsilon = 1e-13)", design))
}
adjusted("calibrate", "clus1", "--x api99 --population 6194 --totals api99=3914069", "calibrate(clus1(d), ~api99, c(6194, 3914069))")
adjusted("calibrate", "clus1", sprintf("--x stype,api99 --totals %s;api99=3914069 --method logit --bounds 0.5,3", by_type),
  "calibrate(clus1(d), ~stype + api99, c(6194, 755, 1018, 3914069), calfun = 'logit', bounds = c(0.5, 3), epsilon = 1e-13)")
adjusted("calibrate", "clus1", sprintf("--x stype,api99 --totals %s;api99=3914069 --bounds 0.7,2.2", by_type),
  "calibrate(clus1(d), ~stype + api99, c(6194, 755, 1018, 3914069), calfun = 'linear', bounds = c(0.7, 2.2), epsilon = 1e-13)")
adjusted("calibrate", "srs", sprintf("--x stype,api99 --totals %s;api99=3914069 --method raking --bounds 0.95,1.2", by_type),
  "calibrate(srs(d), ~stype + api99, c(6194, 755, 1018, 3914069), calfun = 'raking', bounds = c(0.95, 1.2), epsilon = 1e-13)")
for (bounds in c("0.8,1.3", "0.95,1.4")) adjusted("rake", "pairs", sprintf("--x g,k --totals g:p=20,q=25,r=11;k:no=30,yes=26 --bounds %s", bounds),
  sprintf("calibrate(pairs(d), ~g + k, c(56, 25, 11, 26), calfun = 'raking', bounds = c(%s), epsilon = 1e-13)", bounds), y = "x")
council_rake <- "rake(svydesign(~1, weights = ~rep(40/12, 12), data = d), list(~sector, ~size), list(data.frame(sector = c('A', 'B', 'C'), Freq = c(20, 12, 8)), data.frame(size = c('L', 'S'), Freq = c(25, 15))), control = control)"
council_args <- "--x sector,size --y q1 --totals sector:A=20,B=12,C=8;size:L=25,S=15"
for (key in c("mean", "se")) case("rake", "council12", council_args, key, "value", sprintf("{ m <- svymean(~q1, %s); %s(m) }", council_rake, if (key == "mean") "coef" else "SE"))
case("rake", "council12", council_args, "deff", "value", sprintf("{ w <- weights(%s); 12 * sum(w^2) / sum(w)^2 }", council_rake))
case("rake", "council12", council_args, "weight_max", "value", sprintf("max(weights(%s))", council_rake))
case("post_stratify", "council12", "--x sector --y q1 --totals sector:A=20,B=12,C=8", "se", "value", "SE(svymean(~q1, postStratify(svydesign(~1, weights = ~rep(1, 12), data = d), ~sector, data.frame(sector = c('A', 'B', 'C'), Freq = c(20, 12, 8)))))")
case("post_stratify", "council12", "--x sector --totals sector:A=20,B=12,C=8", "iterations", "value", "1")
status("post_stratify", "council12", "--x sector --y q1 --totals sector:A=20,B=12", "mean", "empty", "Strata in sample absent from population")
status("rake", "council12", "--x sector,size --totals sector:A=20,B=12,C=8;size:L=25,S=16", "deff", "not_converged", "margins of 40 and 41")
status("rake", "council12", "--x sector,size --totals sector:A=20,B=12,C=8", "iterations", "undefined", "no totals of size")
status("calibrate", "council12", "--x sector --bounds 0.9,1.1 --totals sector:A=200,B=12,C=8", "weight_max", "not_converged", "out of bounds")
print_cases()
