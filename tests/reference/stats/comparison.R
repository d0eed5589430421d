# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/comparison.R > tests/reference/stats/comparison.csv
# Sources that are not R: certified values of NIST's Statistical Reference Datasets (SmLs01 … SmLs09 are stored as distinct values with their
# frequency); Derrick, Toher and White (2017) for samples that overlap.
suppressMessages({library(coin); library(survey)})
options(warn = -1)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))

# Several keys of one call: named R expressions; a name's "@low" is the part.
keys_of <- function(stat, data, args, ..., tolerance = 1e-9) {
  e <- c(...)
  for (k in names(e)) case(stat, data, args, sub("@.*$", "", k), if (grepl("@", k)) sub("^.*@", "", k) else "value", paste0("(", e[[k]], ")[1]"), tolerance)
}

# ---- t tests ------------------------------------------------------------------------------------------------------
t_keys <- function(call, estimate) c(setNames(paste0(call, "$conf.int[1]"), paste0(estimate, "@low")), setNames(paste0(call, "$conf.int[2]"), paste0(estimate, "@high")),
  t = paste0(call, "$statistic"), df = paste0(call, "$parameter"), p_value = paste0(call, "$p.value"))
keys_of("t_one_sample", "sleep", "--x extra", mean = "mean(extra)", t_keys("t.test(extra)", "mean"))
keys_of("t_one_sample", "sleep", "--x extra --mu 1.2 --level 0.9", mean = "mean(extra)", t_keys("t.test(extra, mu = 1.2, conf.level = .9)", "mean"))
keys_of("t_one_sample", "sleep", "--x extra --mu 1 --alternative less", mean = "mean(extra)", upper_bound = "t.test(extra, mu = 1, alternative = \"less\")$conf.int[2]",
      p_value = "t.test(extra, mu = 1, alternative = \"less\")$p.value")
keys_of("t_one_sample", "sleep", "--x extra --mu 1 --alternative greater", lower_bound = "t.test(extra, mu = 1, alternative = \"greater\")$conf.int[1]",
      p_value = "t.test(extra, mu = 1, alternative = \"greater\")$p.value")
keys_of("t_one_sample", "edge_large", "--x x --mu 1000000000000000", mean = "1e15 + mean(x - 1e15)", t = "t.test(x - 1e15)$statistic", p_value = "t.test(x - 1e15)$p.value")
keys_of("t_one_sample", "edge_some_missing", "--x x", mean = "mean(x, na.rm = TRUE)", t_keys("t.test(x)", "mean"), "mean@n" = "sum(!is.na(x))")
keys_of("t_one_sample", "edge_two", "--x x", t = "t.test(x)$statistic", p_value = "t.test(x)$p.value")
for (k in c("t", "p_value")) {
  status("t_one_sample", "edge_empty", "--x x", k, "too_few"); status("t_one_sample", "edge_one", "--x x", k, "too_few")
  status("t_one_sample", "edge_missing", "--x x", k, "too_few"); status("t_one_sample", "edge_constant", "--x x", k, "constant")
  status("t_one_sample", "council12", "--x q1 --population 12", k, "census"); status("t_paired", "edge_constant", "--x x --y w", k, "constant")
  for (s in c("t_student", "t_welch")) {
    status(s, "groups_constant", "--x x --by g", k, "constant"); status(s, "edge_one", "--x x --by g", k, "empty")
    status(s, "edge_empty", "--x x --by g", k, "empty"); status(s, "council12", "--x q1 --by sector", k, "wrong_level"); status(s, "council12", "--x q1 --by size --population 12", k, "census")
  }
  status("t_welch", "groups_uneven", "--x x --by g", k, "too_few")
}
keys_of("t_one_sample", "council12", "--x q1 --population 12", mean = "mean(q1)", "mean@low" = "mean(q1)", "mean@high" = "mean(q1)")
keys_of("t_student", "groups_uneven", "--x x --by g", t = "t.test(c(1, 4), 7, var.equal = TRUE)$statistic", df = "1")
for (v in c(TRUE, FALSE)) {
  s <- if (v) "t_student" else "t_welch"; eq <- paste0(", var.equal = ", v, ")")
  keys_of(s, "sleep", "--x extra --by group", difference = "diff(rev(tapply(extra, group, mean)))", "mean:1" = "mean(extra[group == 1])", "mean:2" = "mean(extra[group == 2])", t_keys(paste0("t.test(extra ~ group", eq), "difference"))
  keys_of(s, "council12", "--x q2 --by size --mu 0.5 --alternative less", upper_bound = paste0("t.test(q2 ~ size, mu = .5, alternative = \"less\"", eq, "$conf.int[2]"), p_value = paste0("t.test(q2 ~ size, mu = .5, alternative = \"less\"", eq, "$p.value"))
  keys_of(s, "council12", "--x q2 --by size --alternative greater --level 0.99", lower_bound = paste0("t.test(q2 ~ size, alternative = \"greater\", conf.level = .99", eq, "$conf.int[1]"), p_value = paste0("t.test(q2 ~ size, alternative = \"greater\"", eq, "$p.value"))
  keys_of(s, "apisrs", "--x api00 --by sch.wide", difference = "mean(api00[sch.wide == \"No\"]) - mean(api00[sch.wide == \"Yes\"])", t_keys(paste0("t.test(api00 ~ sch.wide", eq), "difference"))
  keys_of(s, "edge_large", "--x x --by g", difference = "mean((x - 1e15)[g == \"a\"]) - mean((x - 1e15)[g == \"b\"])", t = paste0("t.test(I(x - 1e15) ~ g", eq, "$statistic"))
}
keys_of("t_paired", "council12", "--x q1 --y q2", difference = "mean(q1 - q2)", t_keys("t.test(q1, q2, paired = TRUE)", "difference"))
keys_of("t_paired", "pairs60", "--x x --y y --mu 0.5 --alternative greater", t = "t.test(x, y, paired = TRUE, mu = .5)$statistic", p_value = "t.test(x, y, paired = TRUE, mu = .5, alternative = \"greater\")$p.value", lower_bound = "t.test(x, y, paired = TRUE, alternative = \"greater\")$conf.int[1]")

# ---- Wilcoxon -----------------------------------------------------------------------------------------------------
w_call <- function(f, alternative = "two.sided", level = ".95", mu = "0", extra = "") paste0("wilcox.test(", f, ", alternative = \"", alternative, "\", mu = ", mu, ", conf.int = TRUE, conf.level = ", level, ", tol.root = 1e-13", extra, ")")
w_keys <- function(call, statistic, estimate) c(setNames(paste0(call, "$statistic"), statistic), p_value = paste0(call, "$p.value"), setNames(paste0(call, "$conf.int[1]"), paste0(estimate, "@low")), setNames(paste0(call, "$conf.int[2]"), paste0(estimate, "@high")))
hl <- function(f) sprintf("with(split(%s), median(outer(%s)))", f, f)
# exact
keys_of("wilcoxon_rank_sum", "two_by_20", "--x x --by g", shift = paste0(w_call("x ~ g"), "$estimate"), w_keys(w_call("x ~ g"), "w", "shift"))
keys_of("wilcoxon_rank_sum", "two_by_20", "--x x --by g --alternative less --mu -0.3", w = paste0(w_call("x ~ g", "less", mu = "-.3"), "$statistic"), p_value = paste0(w_call("x ~ g", "less", mu = "-.3"), "$p.value"), upper_bound = paste0(w_call("x ~ g", "less"), "$conf.int[2]"))
keys_of("wilcoxon_rank_sum", "two_by_20", "--x x --by g --alternative greater --level 0.9", p_value = paste0(w_call("x ~ g", "greater"), "$p.value"), lower_bound = paste0(w_call("x ~ g", "greater", ".9"), "$conf.int[1]"))
keys_of("wilcoxon_rank_sum", "apart", "--x x --by g", w = paste0(w_call("x ~ factor(g, c(\"low\", \"high\"))"), "$statistic"), p_value = paste0(w_call("x ~ factor(g, c(\"low\", \"high\"))"), "$p.value"), "shift@low" = paste0(w_call("x ~ factor(g, c(\"low\", \"high\"))"), "$conf.int[1]"), "shift@high" = paste0(w_call("x ~ factor(g, c(\"low\", \"high\"))"), "$conf.int[2]"))
# normal, ties
keys_of("wilcoxon_rank_sum", "sleep", "--x extra --by group", shift = "median(outer(extra[group == 1], extra[group == 2], \"-\"))", w_keys(w_call("extra ~ group"), "w", "shift"))
keys_of("wilcoxon_rank_sum", "council12", "--x q1 --by size", w = paste0(w_call("q1 ~ size"), "$statistic"), p_value = paste0(w_call("q1 ~ size"), "$p.value"), "shift@low" = paste0("round(", w_call("q1 ~ size"), "$conf.int[1], 9)"), "shift@high" = paste0(w_call("q1 ~ size"), "$conf.int[2]"))
keys_of("wilcoxon_rank_sum", "apisrs", "--x api00 --by sch.wide", shift = "median(outer(api00[sch.wide == \"No\"], api00[sch.wide == \"Yes\"], \"-\"))", w_keys(w_call("api00 ~ sch.wide"), "w", "shift"))
keys_of("wilcoxon_rank_sum", "apisrs", "--x api00 --by sch.wide --alternative greater --mu -60", p_value = paste0(w_call("api00 ~ sch.wide", "greater", mu = "-60"), "$p.value"), lower_bound = paste0(w_call("api00 ~ sch.wide", "greater"), "$conf.int[1]"))
keys_of("wilcoxon_rank_sum", "apisrs", "--x api00 --by sch.wide --method uncorrected", w_keys(w_call("api00 ~ sch.wide", extra = ", correct = FALSE"), "w", "shift"))
keys_of("wilcoxon_signed_rank", "two_by_20", "--x x --mu 5.2", pseudomedian = paste0(w_call("x", mu = "5.2"), "$estimate"), w_keys(w_call("x", mu = "5.2"), "v", "pseudomedian"))
keys_of("wilcoxon_signed_rank", "two_by_20", "--x x --mu 5.2 --alternative greater --level 0.9", p_value = paste0(w_call("x", "greater", mu = "5.2"), "$p.value"), lower_bound = paste0(w_call("x", "greater", ".9", "5.2"), "$conf.int[1]"))
keys_of("wilcoxon_signed_rank", "two_by_20", "--x x --mu 5.2 --alternative less", p_value = paste0(w_call("x", "less", mu = "5.2"), "$p.value"), upper_bound = paste0(w_call("x", "less", mu = "5.2"), "$conf.int[2]"))
keys_of("wilcoxon_signed_rank", "sleep", "--x extra", pseudomedian = "with(list(e = extra[extra != 0]), { m <- outer(e, e, \"+\") / 2; median(m[!lower.tri(m)]) })", w_keys(w_call("extra"), "v", "pseudomedian"))
keys_of("wilcoxon_signed_rank", "council12", "--x q1 --y q2", v = paste0(w_call("q1 - q2"), "$statistic"), p_value = paste0(w_call("q1 - q2"), "$p.value"))
keys_of("wilcoxon_signed_rank", "pairs60", "--x x --y y", pseudomedian = "{ e <- x - y; m <- outer(e, e, \"+\") / 2; median(m[!lower.tri(m)]) }", w_keys(w_call("x - y"), "v", "pseudomedian"))
keys_of("wilcoxon_signed_rank", "pairs60", "--x x --y y --method uncorrected --alternative less --mu 2", p_value = paste0(w_call("x - y", "less", mu = "2", extra = ", correct = FALSE"), "$p.value"), upper_bound = paste0(w_call("x - y", "less", extra = ", correct = FALSE"), "$conf.int[2]"))
keys_of("wilcoxon_signed_rank", "edge_one", "--x x", v = "1", p_value = "wilcox.test(3)$p.value")
for (k in c("w", "p_value")) {
  status("wilcoxon_rank_sum", "edge_constant", "--x x --by g", k, "constant"); status("wilcoxon_rank_sum", "edge_one", "--x x --by g", k, "empty")
  status("wilcoxon_rank_sum", "council12", "--x q1 --by sector", k, "wrong_level"); status("wilcoxon_rank_sum", "council12", "--x q1 --by size --population 12", k, "census")
}
status("wilcoxon_signed_rank", "edge_empty", "--x x", "p_value", "too_few"); status("wilcoxon_signed_rank", "edge_constant", "--x x --mu 7", "p_value", "constant")

# ---- several groups -----------------------------------------------------------------------------------------------
k_keys <- function(call, statistic = "chi_square") c(setNames(paste0(call, "$statistic"), statistic), df = paste0(call, "$parameter"), p_value = paste0(call, "$p.value"))
keys_of("kruskal_wallis", "council12", "--x q1 --by sector", k_keys("kruskal.test(q1 ~ sector)"), epsilon_squared = "kruskal.test(q1 ~ sector)$statistic / 11")
keys_of("kruskal_wallis", "chickwts", "--x weight --by feed", k_keys("kruskal.test(weight ~ feed)"), epsilon_squared = "kruskal.test(weight ~ feed)$statistic / 70")
keys_of("kruskal_wallis", "apisrs", "--x api00 --by stype", k_keys("kruskal.test(api00 ~ stype)"))
keys_of("kruskal_wallis", "edge_large", "--x x --by g", k_keys("kruskal.test(I(x - 1e15) ~ g)"))
status("kruskal_wallis", "edge_constant", "--x x --by g", "chi_square", "constant"); status("kruskal_wallis", "edge_empty", "--x x --by g", "chi_square", "too_few")
status("kruskal_wallis", "edge_missing", "--x x --by g", "p_value", "too_few"); status("kruskal_wallis", "council12", "--x q1 --by N40", "p_value", "empty"); status("kruskal_wallis", "council12", "--x q1 --by sector --population 12", "p_value", "census")
q4 <- "cbind(q1, q2, q3, q4)"
keys_of("friedman", "council12", "--x q1,q2,q3,q4", k_keys(paste0("friedman.test(", q4, ")")), kendall_w = paste0("friedman.test(", q4, ")$statistic / 36"))
keys_of("friedman", "apisrs", "--x api00,api99,enroll", k_keys("friedman.test(cbind(api00, api99, enroll))"))
keys_of("quade", "council12", "--x q1,q2,q3,q4", f = paste0("quade.test(", q4, ")$statistic"), df1 = "3", df2 = "33", p_value = paste0("quade.test(", q4, ")$p.value"))
keys_of("quade", "apisrs", "--x api00,api99,enroll", f = "quade.test(cbind(api00, api99, enroll))$statistic", p_value = "quade.test(cbind(api00, api99, enroll))$p.value")
for (s in c("friedman", "quade")) {
  status(s, "edge_empty", "--x x,w", "p_value", "too_few"); status(s, "council12", "--x N40,N40", "p_value", "constant"); status(s, "council12", "--x q1,q2,q3 --population 12", "p_value", "census")
}

# ---- analysis of variance -----------------------------------------------------------------------------------------
ncp_f <- function(f, d1, d2, p) if (pf(f, d1, d2) <= p) 0 else uniroot(function(l) pf(f, d1, d2, l) - p, c(0, 1000), tol = 1e-13, maxiter = 10000)$root
a_keys <- function(x, g) {
  m <- sprintf("anova(lm(%s ~ factor(%s)))", x, g)
  c(ss_between = paste0(m, "[1, 2]"), ss_within = paste0(m, "[2, 2]"), df_between = paste0(m, "[1, 1]"), df_within = paste0(m, "[2, 1]"), ms_between = paste0(m, "[1, 3]"),
    ms_within = paste0(m, "[2, 3]"), residual_sd = sprintf("sigma(lm(%s ~ factor(%s)))", x, g), f = paste0(m, "[1, 4]"), p_value = paste0(m, "[1, 5]"),
    eta_squared = sprintf("summary(lm(%s ~ factor(%s)))$r.squared", x, g),
    epsilon_squared = sprintf("summary(lm(%s ~ factor(%s)))$adj.r.squared", x, g),
    omega_squared = sprintf("with(%s, (`Sum Sq`[1] - Df[1] * `Mean Sq`[2]) / (sum(`Sum Sq`) + `Mean Sq`[2]))", m))
}
a_interval <- function(x, g) {
  m <- sprintf("with(anova(lm(%s ~ factor(%s))), { l <- ncp_f(`F value`[1], Df[1], Df[2], %%s); l / (l + sum(Df) + 1) })", x, g)
  e <- c("@low" = sprintf(m, ".975"), "@high" = sprintf(m, ".025"))
  unlist(lapply(c("eta_squared", "epsilon_squared", "omega_squared"), function(k) setNames(e, paste0(k, names(e)))))
}
keys_of("anova", "chickwts", "--x weight --by feed", a_keys("weight", "feed"))
keys_of("anova", "chickwts", "--x weight --by feed", a_interval("weight", "feed"), tolerance = 1e-6)
keys_of("anova", "council12", "--x q1 --by sector", a_keys("q1", "sector"))
keys_of("anova", "council12", "--x q1 --by sector", a_interval("q1", "sector"), tolerance = 1e-6)
keys_of("anova", "apisrs", "--x api00 --by stype", a_keys("api00", "stype"))
keys_of("anova", "edge_large", "--x x --by g", a_keys("I(x - 1e15)", "g"))
status("anova", "groups_constant", "--x x --by g", "f", "constant"); status("anova", "edge_empty", "--x x --by g", "ss_between", "too_few"); status("anova", "edge_one", "--x x --by g", "f", "empty")
status("anova", "edge_two", "--x x --by g", "f", "too_few"); status("anova", "council12", "--x q1 --by sector --population 12", "p_value", "census")
keys_of("anova", "council12", "--x q1 --by sector --population 12", "eta_squared@low" = "summary(lm(q1 ~ sector))$r.squared", "eta_squared@high" = "summary(lm(q1 ~ sector))$r.squared")
w_anova <- function(f) c(f = paste0("oneway.test(", f, ")$statistic"), df1 = paste0("oneway.test(", f, ")$parameter[1]"), df2 = paste0("oneway.test(", f, ")$parameter[2]"), p_value = paste0("oneway.test(", f, ")$p.value"))
keys_of("anova_welch", "chickwts", "--x weight --by feed", w_anova("weight ~ feed"))
keys_of("anova_welch", "council12", "--x q1 --by sector", w_anova("q1 ~ sector"))
keys_of("anova_welch", "apisrs", "--x api00 --by stype", w_anova("api00 ~ stype"))
status("anova_welch", "groups_constant", "--x x --by g", "f", "constant"); status("anova_welch", "groups_uneven", "--x x --by g", "f", "too_few"); status("anova_welch", "edge_one", "--x x --by g", "f", "empty")
status("anova_welch", "council12", "--x q1 --by sector --population 12", "p_value", "census")
# NIST: ss, ms, F, R², residual sd as certified. The digits lost to the binary storage of the values set the tolerances of AtmWtAg and SmLs04–09.
nist <- read.csv(text = "data,ss_between,ms_between,f,ss_within,ms_within,eta_squared,residual_sd,tolerance
AtmWtAg,3.63834187500000E-09,3.63834187500000E-09,1.59467335677930E+01,1.04951729166667E-08,2.28155932971014E-10,2.57426544538321E-01,1.51048314446410E-05,1e-8
SiRstv,5.11462616000000E-02,1.27865654000000E-02,1.18046237440255E+00,2.16636560000000E-01,1.08318280000000E-02,1.90999039051129E-01,1.04076068334656E-01,1e-9
SmLs01,1.68000000000000E+00,2.10000000000000E-01,2.10000000000000E+01,1.80000000000000E+00,1.00000000000000E-02,4.82758620689655E-01,1.00000000000000E-01,1e-9
SmLs02,1.60800000000000E+01,2.01000000000000E+00,2.01000000000000E+02,1.80000000000000E+01,1.00000000000000E-02,4.71830985915493E-01,1.00000000000000E-01,1e-9
SmLs03,1.60080000000000E+02,2.00100000000000E+01,2.00100000000000E+03,1.80000000000000E+02,1.00000000000000E-02,4.70712773465067E-01,1.00000000000000E-01,1e-9
SmLs04,1.68000000000000E+00,2.10000000000000E-01,2.10000000000000E+01,1.80000000000000E+00,1.00000000000000E-02,4.82758620689655E-01,1.00000000000000E-01,1e-8
SmLs05,1.60800000000000E+01,2.01000000000000E+00,2.01000000000000E+02,1.80000000000000E+01,1.00000000000000E-02,4.71830985915493E-01,1.00000000000000E-01,1e-8
SmLs06,1.60080000000000E+02,2.00100000000000E+01,2.00100000000000E+03,1.80000000000000E+02,1.00000000000000E-02,4.70712773465067E-01,1.00000000000000E-01,1e-8
SmLs07,1.68000000000000E+00,2.10000000000000E-01,2.10000000000000E+01,1.80000000000000E+00,1.00000000000000E-02,4.82758620689655E-01,1.00000000000000E-01,2e-3
SmLs08,1.60800000000000E+01,2.01000000000000E+00,2.01000000000000E+02,1.80000000000000E+01,1.00000000000000E-02,4.71830985915493E-01,1.00000000000000E-01,2e-3
SmLs09,1.60080000000000E+02,2.00100000000000E+01,2.00100000000000E+03,1.80000000000000E+02,1.00000000000000E-02,4.70712773465067E-01,1.00000000000000E-01,2e-3", colClasses = "character")
for (i in seq_len(nrow(nist))) for (k in setdiff(names(nist), c("data", "tolerance")))
  published("anova", paste0("nist_", nist$data[i]), paste0("--x y --by treatment", if (grepl("SmLs", nist$data[i])) " --freq Freq"), k, "value",
            as.numeric(nist[i, k]), as.numeric(nist$tolerance[i]), paste("NIST StRD", nist$data[i], "certified value"))

# ---- spread -------------------------------------------------------------------------------------------------------
l_keys <- function(x, g, f) { m <- sprintf("anova(lm(abs(%s - ave(%s, %s, FUN = %s)) ~ factor(%s)))", x, x, g, f, g); c(f = paste0(m, "[1, 4]"), df1 = paste0(m, "[1, 1]"), df2 = paste0(m, "[2, 1]"), p_value = paste0(m, "[1, 5]")) }
for (s in list(c("levene", "mean"), c("brown_forsythe", "median"))) {
  keys_of(s[1], "chickwts", "--x weight --by feed", l_keys("weight", "feed", s[2])); keys_of(s[1], "council12", "--x q1 --by sector", l_keys("q1", "sector", s[2])); keys_of(s[1], "apisrs", "--x enroll --by stype", l_keys("enroll", "stype", s[2]))
  status(s[1], "groups_constant", "--x x --by g", "f", "constant"); status(s[1], "edge_empty", "--x x --by g", "f", "empty"); status(s[1], "council12", "--x q1 --by sector --population 12", "p_value", "census")
}
keys_of("anova_welch", "sleep", "--x extra --by group", w_anova("extra ~ group"))
keys_of("column_means_rest", "sleep", "--x extra --by group", "t:1" = "t.test(extra ~ group)$statistic")
for (s in c("bartlett", "fligner")) {
  keys_of(s, "chickwts", "--x weight --by feed", k_keys(paste0(s, ".test(weight ~ feed)"))); keys_of(s, "council12", "--x q1 --by sector", k_keys(paste0(s, ".test(q1 ~ sector)"))); keys_of(s, "apisrs", "--x enroll --by stype", k_keys(paste0(s, ".test(enroll ~ stype)")))
  status(s, "groups_constant", "--x x --by g", "chi_square", "constant"); status(s, "edge_one_group", "--x Freq --by group", "chi_square", "empty"); status(s, "council12", "--x q1 --by sector --population 12", "p_value", "census")
}
status("bartlett", "groups_uneven", "--x x --by g", "chi_square", "too_few"); status("fligner", "edge_one", "--x x --by g", "chi_square", "too_few")

# ---- effect sizes -------------------------------------------------------------------------------------------------
ncp_t <- function(t, df, p) uniroot(function(l) pt(t, df, l) - p, t + c(-12, 12), tol = 1e-13, maxiter = 10000)$root
hedges_j <- function(df) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
d_case <- function(data, args, test, root_n, level = .95) {
  lo <- (1 + level) / 2; hi <- (1 - level) / 2
  for (s in c("cohen_d", "hedges_g")) {
    j <- if (s == "hedges_g") paste0(" * hedges_j(", test, "$parameter)") else ""
    case(s, data, args, s, "value", sprintf("%s$statistic / %s%s", test, root_n, j))
    for (p in c("low", "high")) case(s, data, args, s, p, sprintf("with(%s, ncp_t(statistic, parameter, %g)) / %s%s", test, if (p == "low") lo else hi, root_n, j), 1e-6)
  }
}
d_case("sleep", "--x extra --by group", "t.test(extra ~ group, var.equal = TRUE)", "sqrt(5)")
d_case("council12", "--x q1 --by size --level 0.9", "t.test(q1 ~ size, var.equal = TRUE)", "sqrt(sum(size == \"L\") * sum(size == \"S\") / 12)", .9)
d_case("apisrs", "--x api00 --by sch.wide", "t.test(api00 ~ sch.wide, var.equal = TRUE)", "sqrt(prod(table(sch.wide)) / 200)")
d_case("sleep", "--x extra --mu 1", "t.test(extra, mu = 1)", "sqrt(20)")
d_case("pairs60", "--x x --y y", "t.test(x, y, paired = TRUE)", "sqrt(60)")
status("cohen_d", "groups_constant", "--x x --by g", "cohen_d", "constant"); status("cohen_d", "edge_one", "--x x", "cohen_d", "too_few"); status("hedges_g", "council12", "--x q1 --by sector", "hedges_g", "wrong_level"); status("hedges_g", "edge_one", "--x x --by g", "hedges_g", "empty")
keys_of("cohen_d", "council12", "--x q1 --by size --population 12", "cohen_d@low" = "t.test(q1 ~ size, var.equal = TRUE)$statistic / sqrt(sum(size == \"L\") * sum(size == \"S\") / 12)")
cliff <- function(x, y, level = .95) { # Feng and Cliff (2004), formulas of effsize::cliff.delta
  s <- sign(outer(x, y, "-")); n <- length(x); m <- length(y); d <- mean(s)
  v <- (m^2 * sum((rowMeans(s) - d)^2) + n^2 * sum((colMeans(s) - d)^2) - sum((s - d)^2)) / (n * m * (n - 1) * (m - 1))
  v <- max(v, (1 - d^2) / (n * m - 1)); t <- qt((1 + level) / 2, n + m - 2)
  c(d, (d - d^3 + c(-1, 1) * t * sqrt(v) * sqrt((1 - d^2)^2 + t^2 * v)) / (1 - d^2 + t^2 * v))
}
c_case <- function(data, args, call) keys_of("cliff_delta", data, args, cliff_delta = paste0(call, "[1]"), "cliff_delta@low" = paste0("max(-1, ", call, "[2])"), "cliff_delta@high" = paste0("min(1, ", call, "[3])"), superiority = paste0("(1 + ", call, "[1]) / 2"), "superiority@low" = paste0("(1 + max(-1, ", call, "[2])) / 2"), "superiority@high" = paste0("(1 + min(1, ", call, "[3])) / 2"))
c_case("sleep", "--x extra --by group", "cliff(extra[group == 1], extra[group == 2])")
c_case("apisrs", "--x api00 --by sch.wide --level 0.9", "cliff(api00[sch.wide == \"No\"], api00[sch.wide == \"Yes\"], .9)")
c_case("council12", "--x q1 --by size", "cliff(q1[size == \"L\"], q1[size == \"S\"])")
keys_of("cliff_delta", "apart", "--x x --by g", cliff_delta = "-1", "cliff_delta@low" = "-1", "cliff_delta@high" = "-(3 - qt(.975, 5)^2) / (3 + qt(.975, 5)^2)")
status("cliff_delta", "groups_uneven", "--x x --by g", "cliff_delta", "too_few"); status("cliff_delta", "council12", "--x q1 --by sector", "superiority", "wrong_level"); status("cliff_delta", "edge_empty", "--x x --by g", "cliff_delta", "empty")

# ---- permutation --------------------------------------------------------------------------------------------------
coin_p <- function(f, test = oneway_test, alternative = "two.sided") {
  e <- setNames(model.frame(f), c("y", "g")); as.numeric(pvalue(test(y ~ g, e, distribution = "exact", alternative = alternative)))
}
all_two <- function(x, n, f) { # every arrangement
  i <- combn(length(x), n); s <- apply(i, 2, function(k) f(x[k], x[-k])); o <- f(x[seq_len(n)], x[-seq_len(n)]); mean(abs(s) >= abs(o) - 1e-9)
}
studentised <- function(a, b) (mean(a) - mean(b)) / sqrt(var(a) / length(a) + var(b) / length(b))
keys_of("permutation", "sleep", "--x extra --by group", difference = "mean(extra[group == 1]) - mean(extra[group == 2])", p_value = "coin_p(extra ~ factor(group))", "p_value@low" = "coin_p(extra ~ factor(group))", "p_value@high" = "coin_p(extra ~ factor(group))", arrangements = "choose(20, 10)", monte_carlo_se = "0")
keys_of("permutation", "council12", "--x q1 --by size", p_value = "coin_p(q1 ~ factor(size))", arrangements = "choose(12, sum(size == \"L\"))")
keys_of("permutation", "two_by_20", "--x x --by g --alternative less", p_value = "coin_p(x ~ factor(g), alternative = \"less\")")
keys_of("permutation", "two_by_20", "--x x --by g --alternative greater", p_value = "coin_p(x ~ factor(g), alternative = \"greater\")")
keys_of("permutation", "sleep", "--x extra --by group --method rank", p_value = "coin_p(extra ~ factor(group), wilcox_test)")
keys_of("permutation", "two_by_20", "--x x --by g --method median", difference = "median(x[1:9]) - median(x[10:17])", p_value = "all_two(x, 9, function(a, b) median(a) - median(b))")
keys_of("permutation", "two_by_20", "--x x --by g --method welch", difference = "studentised(x[1:9], x[10:17])", p_value = "all_two(x, 9, studentised)")
keys_of("permutation", "apisrs", "--x api00 --by awards --draws 200000", p_value = "{ set.seed(1); x <- api00 - mean(api00); o <- abs(sum(x[awards == \"Yes\"])); n <- sum(awards == \"Yes\"); mean(replicate(100000, abs(sum(sample(x, n)))) >= o) }", tolerance = .05)
keys_of("permutation", "apisrs", "--x api00 --by awards --draws 200000", arrangements = "200000")
all_signs <- function(d) mean(abs(as.matrix(expand.grid(rep(list(c(-1, 1)), length(d)))) %*% d) >= abs(sum(d)) - 1e-9)
keys_of("permutation_paired", "council12", "--x q1 --y q2", difference = "mean(q1 - q2)", p_value = "all_signs(q1 - q2)", arrangements = "2^12", monte_carlo_se = "0")
keys_of("permutation_paired", "pairs60", "--x x --y y", p_value = "{ set.seed(1); d <- x - y; mean(replicate(200000, abs(sum(d * sample(c(-1, 1), 60, TRUE)))) >= abs(sum(d)) - 1e-9) }", tolerance = .1)
status("permutation", "edge_constant", "--x x --by g", "p_value", "constant"); status("permutation", "council12", "--x q1 --by sector", "p_value", "wrong_level"); status("permutation", "edge_one", "--x x --by g", "p_value", "empty"); status("permutation", "council12", "--x q1 --by size --population 12", "p_value", "census")
status("permutation_paired", "edge_empty", "--x x --y w", "p_value", "too_few"); status("permutation_paired", "edge_constant", "--x x --y x", "p_value", "constant")

# ---- columns ------------------------------------------------------------------------------------------------------
prop <- function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE))
newcombe <- function(p, n, q, m, level = .95) { # method 10
  w <- function(p, n) { z <- qnorm((1 + level) / 2); (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n) }
  a <- w(p, n); b <- w(q, m); p - q + c(-sqrt((p - a[1])^2 + (b[2] - q)^2), sqrt((a[2] - p)^2 + (q - b[1])^2))
}
keys_of("column_proportions", "shares50", "--x answer --by group --success yes --freq Freq", "share:a" = ".6", "share:b" = ".36", "base:a" = "50", "difference:a:b" = ".24", "difference:a:b@low" = "newcombe(.6, 50, .36, 50)[1]", "difference:a:b@high" = "newcombe(.6, 50, .36, 50)[2]",
  "z:a:b" = "sqrt(prop(c(30, 18), c(50, 50))$statistic)", "chi_square:a:b" = "prop(c(30, 18), c(50, 50))$statistic", "p_value:a:b" = "prop(c(30, 18), c(50, 50))$p.value", "raw_p_value:a:b" = "prop(c(30, 18), c(50, 50))$p.value")
keys_of("column_proportions_rest", "shares50", "--x answer --by group --success yes --freq Freq", "share:a" = ".6", "rest:a" = ".36", "chi_square:a" = "prop(c(30, 18), c(50, 50))$statistic", "raw_p_value:b" = "prop(c(30, 18), c(50, 50))$p.value", "p_value:b" = "2 * prop(c(30, 18), c(50, 50))$p.value", "difference:b" = "-.24")
yes <- "tapply(awards == \"Yes\", stype, sum)"; no <- "table(stype)"
pair_p <- "sapply(list(c(\"E\", \"M\"), c(\"E\", \"H\"), c(\"H\", \"M\")), function(s) prop(TBL[s], NUM[s])$p.value)"
pair_p <- sub("TBL", yes, sub("NUM", no, pair_p, fixed = TRUE), fixed = TRUE)
# apisrs: levels of stype in the order of their appearance are H, E, M
for (m in c("none", "bonferroni", "holm", "bh")) {
  r <- c(none = "none", bonferroni = "bonferroni", holm = "holm", bh = "BH")[m]
  keys_of("column_proportions", "apisrs", paste("--x awards --by stype --success Yes --method", m), "p_value:H:E" = paste0("p.adjust(", pair_p, ", \"", r, "\")[2]"), "p_value:E:M" = paste0("p.adjust(", pair_p, ", \"", r, "\")[1]"), "p_value:H:M" = paste0("p.adjust(", pair_p, ", \"", r, "\")[3]"))
}
keys_of("column_proportions", "apisrs", "--x awards --by stype --success Yes", "chi_square:E:M" = paste0("prop((", yes, ")[c(\"E\", \"M\")], (", no, ")[c(\"E\", \"M\")])$statistic"), "share:H" = "mean(awards[stype == \"H\"] == \"Yes\")", "base:E" = "sum(stype == \"E\")")
keys_of("column_proportions_rest", "apisrs", "--x awards --by stype --success Yes --method none", "p_value:M" = "prop(table(stype == \"M\", awards == \"Yes\")[, 2], table(stype == \"M\"))$p.value", "rest:M" = "mean(awards[stype != \"M\"] == \"Yes\")")
# weighted: prop.test's formula with the effective base
kish <- function(w) sum(w)^2 / sum(w^2)
wz <- function(x, w, a, b) { p <- weighted.mean(x[a], w[a]); q <- weighted.mean(x[b], w[b]); n <- kish(w[a]); m <- kish(w[b]); c <- (n * p + m * q) / (n + m); (p - q) / sqrt(c * (1 - c) * (1 / n + 1 / m)) }
wt <- function(x, w, a, b) { # Welch with effective bases
  f <- function(k) { m <- weighted.mean(x[k], w[k]); n <- kish(w[k]); c(m, sum(w[k] * (x[k] - m)^2) / sum(w[k]) / (n - 1), n) }
  a <- f(a); b <- f(b); v <- a[2] + b[2]; df <- v^2 / (a[2]^2 / (a[3] - 1) + b[2]^2 / (b[3] - 1)); t <- (a[1] - b[1]) / sqrt(v); c(t, df, 2 * pt(-abs(t), df), a[1] - b[1] + qt(c(.025, .975), df) * sqrt(v), a[1], b[1])
}
keys_of("column_proportions", "apistrat", "--x awards --by sch.wide --success Yes --weight pw", "share:Yes" = "weighted.mean(awards[sch.wide == \"Yes\"] == \"Yes\", pw[sch.wide == \"Yes\"])", "base:Yes" = "kish(pw[sch.wide == \"Yes\"])", "z:Yes:No" = "wz(awards == \"Yes\", pw, sch.wide == \"Yes\", sch.wide == \"No\")", "raw_p_value:Yes:No" = "2 * pnorm(-abs(wz(awards == \"Yes\", pw, sch.wide == \"Yes\", sch.wide == \"No\")))",
  "difference:Yes:No@low" = "{ a <- sch.wide == \"Yes\"; y <- awards == \"Yes\"; newcombe(weighted.mean(y[a], pw[a]), kish(pw[a]), weighted.mean(y[!a], pw[!a]), kish(pw[!a]))[1] }")
keys_of("column_proportions_rest", "apistrat", "--x awards --by stype --success Yes --weight pw --method none", "z:E" = "wz(awards == \"Yes\", pw, stype == \"E\", stype != \"E\")", "z:M" = "wz(awards == \"Yes\", pw, stype == \"M\", stype != \"M\")", "rest:H" = "weighted.mean((awards == \"Yes\")[stype != \"H\"], pw[stype != \"H\"])")
keys_of("column_means", "sleep", "--x extra --by group", "mean:1" = "mean(extra[group == 1])", "base:1" = "10", "difference:1:2" = "mean(extra[group == 1]) - mean(extra[group == 2])", "difference:1:2@low" = "t.test(extra ~ group)$conf.int[1]", "t:1:2" = "t.test(extra ~ group)$statistic", "df:1:2" = "t.test(extra ~ group)$parameter", "p_value:1:2" = "t.test(extra ~ group)$p.value", "raw_p_value:1:2" = "t.test(extra ~ group)$p.value")
keys_of("column_means", "apisrs", "--x api00 --by stype --method holm", "p_value:H:E" = "p.adjust(c(t.test(api00[stype == \"H\"], api00[stype == \"E\"])$p.value, t.test(api00[stype == \"H\"], api00[stype == \"M\"])$p.value, t.test(api00[stype == \"E\"], api00[stype == \"M\"])$p.value), \"holm\")[1]", "raw_p_value:E:M" = "t.test(api00[stype == \"E\"], api00[stype == \"M\"])$p.value")
wcall <- "wt(api00, pw, stype == \"E\", stype == \"M\")"
keys_of("column_means", "apistrat", "--x api00 --by stype --weight pw", "t:E:M" = "t.test(api00[stype == \"E\"], api00[stype == \"M\"])$statistic")
keys_of("column_means", "apistrat", "--x api00 --by sch.wide --weight pw", "t:Yes:No" = "wt(api00, pw, sch.wide == \"Yes\", sch.wide == \"No\")[1]", "df:Yes:No" = "wt(api00, pw, sch.wide == \"Yes\", sch.wide == \"No\")[2]", "p_value:Yes:No" = "wt(api00, pw, sch.wide == \"Yes\", sch.wide == \"No\")[3]", "difference:Yes:No@high" = "wt(api00, pw, sch.wide == \"Yes\", sch.wide == \"No\")[5]")
keys_of("column_means_rest", "apisrs", "--x api00 --by stype", "mean:H" = "mean(api00[stype == \"H\"])", "base:H" = "sum(stype == \"H\")", "rest:H" = "mean(api00[stype != \"H\"])", "difference:H" = "mean(api00[stype == \"H\"]) - mean(api00[stype != \"H\"])", "difference:H@low" = "t.test(api00[stype == \"H\"], api00[stype != \"H\"])$conf.int[1]", "t:H" = "t.test(api00[stype == \"H\"], api00[stype != \"H\"])$statistic", "df:H" = "t.test(api00[stype == \"H\"], api00[stype != \"H\"])$parameter", "raw_p_value:H" = "t.test(api00[stype == \"H\"], api00[stype != \"H\"])$p.value", "p_value:H" = "3 * t.test(api00[stype == \"H\"], api00[stype != \"H\"])$p.value")
keys_of("column_means_rest", "apistrat", "--x api00 --by stype --weight pw", "t:M" = "wt(api00, pw, stype == \"M\", stype != \"M\")[1]", "df:M" = "wt(api00, pw, stype == \"M\", stype != \"M\")[2]", "t:E" = "wt(api00, pw, stype == \"E\", stype != \"E\")[1]")
for (w in c("edge_tiny_weight", "edge_huge_weight", "edge_part_weight")) keys_of("column_means", w, "--x x --by g --weight w", "mean:a" = "weighted.mean(x[g == \"a\"], w[g == \"a\"])", "base:b" = "kish(w[g == \"b\"])", "t:a:b" = "wt(x, w, g == \"a\", g == \"b\")[1]", "df:a:b" = "wt(x, w, g == \"a\", g == \"b\")[2]")
status("column_proportions", "shares_edge", "--x answer --by group --success yes", "z:a:b", "constant"); status("column_proportions", "shares_edge", "--x answer --by group --success yes --weight w", "z:a:b", "no_weight"); status("column_proportions", "shares_edge", "--x answer --by group --success maybe", "p_value", "wrong_level")
status("column_means", "edge_two", "--x x --by g", "t:a:b", "too_few"); status("column_means", "groups_constant", "--x x --by g", "p_value:a:b", "constant"); status("column_means", "council12", "--x q1 --by size --population 12", "p_value:L:S", "census")
status("column_means_rest", "edge_one", "--x x --by g", "t:a", "empty"); status("column_proportions_rest", "council12", "--x has --by sector --population 12", "p_value:A", "census")
keys_of("column_means", "council12", "--x q1 --by size --population 12", "difference:L:S@low" = "mean(q1[size == \"L\"]) - mean(q1[size == \"S\"])")

# ---- columns that overlap -----------------------------------------------------------------------------------------
oz <- function(x, w, a, b) { # z of shares, Derrick et al. (2015) with r = 1
  p <- weighted.mean(x[a], w[a]); q <- weighted.mean(x[b], w[b]); n <- kish(w[a]); m <- kish(w[b]); c <- (n * p + m * q) / (n + m); f <- sum(w[a & b]^2) / sum(w[a]) / sum(w[b])
  v <- p * (1 - p) / n + q * (1 - q) / m - 2 * f * sqrt(p * (1 - p) * q * (1 - q)); c((p - q) / sqrt(c * (1 - c) * (1 / n + 1 / m - 2 * f)), p - q + qnorm(c(.025, .975)) * sqrt(v))
}
ot <- function(x, w, a, b) { # partially overlapping samples t, Derrick et al. (2017), r = 1
  g <- function(k) { m <- weighted.mean(x[k], w[k]); n <- kish(w[k]); c(m, sum(w[k] * (x[k] - m)^2) / sum(w[k]) * n / (n - 1), n) }
  A <- g(a); B <- g(b); n <- A[3]; m <- B[3]; f <- sum(w[a & b]^2) / sum(w[a]) / sum(w[b]); nc <- min(f * n * m, n, m); s <- n + m - 2 * nc
  se <- sqrt(A[2] / n + B[2] / m - 2 * f * sqrt(A[2] * B[2])); gam <- (A[2] / n + B[2] / m)^2 / ((A[2] / n)^2 / (n - 1) + (B[2] / m)^2 / (m - 1))
  df <- nc - 1 + (gam - nc + 1) / (n + m) * s; t <- (A[1] - B[1]) / se; c(t, df, 2 * pt(-abs(t), df), A[1] - B[1] + qt(c(.025, .975), df) * se)
}
ratio <- function(x, w, a, b) { # survey: difference of two domain means, linearised
  e <- data.frame(n1 = x * a, n2 = x * b, d1 = a * 1, d2 = b * 1, w = w); s <- svydesign(ids = ~1, weights = ~w, data = e)
  r <- svycontrast(svytotal(~n1 + n2 + d1 + d2, s), list(d = quote(n1 / d1 - n2 / d2))); t <- coef(r) / SE(r); n <- nrow(e); c(coef(r), t, n - 1, 2 * pt(-abs(t), n - 1), coef(r) + qt(c(.025, .975), n - 1) * SE(r))
}
for (W in c("", " --weight w")) {
  w <- if (W == "") "rep(1, 60)" else "w"
  oc <- sprintf("oz(answer == \"yes\", %s, a == 1, b == 1)", w); tc <- sprintf("ot(score, %s, a == 1, b == 1)", w)
  keys_of("overlap_proportions", "overlap", paste0("--x answer,a,b --success yes", W), "share:a" = sprintf("weighted.mean((answer == \"yes\")[a == 1], (%s)[a == 1])", w), "base:b" = sprintf("kish((%s)[b == 1])", w), "z:a:b" = paste0(oc, "[1]"), "chi_square:a:b" = paste0(oc, "[1]^2"), "p_value:a:b" = paste0("2 * pnorm(-abs(", oc, "[1]))"), "raw_p_value:a:b" = paste0("2 * pnorm(-abs(", oc, "[1]))"), "difference:a:b@low" = paste0(oc, "[2]"), "difference:a:b@high" = paste0(oc, "[3]"))
  keys_of("overlap_means", "overlap", paste0("--x score,a,b", W), "mean:a" = sprintf("weighted.mean(score[a == 1], (%s)[a == 1])", w), "base:a" = sprintf("kish((%s)[a == 1])", w), "t:a:b" = paste0(tc, "[1]"), "df:a:b" = paste0(tc, "[2]"), "p_value:a:b" = paste0(tc, "[3]"), "raw_p_value:a:b" = paste0(tc, "[3]"), "difference:a:b@low" = paste0(tc, "[4]"), "difference:a:b@high" = paste0(tc, "[5]"))
  lc <- sprintf("ratio(score, %s, a == 1, b == 1)", w); sc <- sprintf("ratio((answer == \"yes\") * 1, %s, a == 1, c == 1)", w)
  keys_of("overlap_means", "overlap", paste0("--x score,a,b --method linear", W), "difference:a:b" = paste0(lc, "[1]"), "t:a:b" = paste0(lc, "[2]"), "df:a:b" = paste0(lc, "[3]"), "p_value:a:b" = paste0(lc, "[4]"), "difference:a:b@low" = paste0(lc, "[5]"), "difference:a:b@high" = paste0(lc, "[6]"))
  keys_of("overlap_proportions", "overlap", paste0("--x answer,a,b,c --success yes --method linear+none", W), "t:a:c" = paste0(sc, "[2]"), "df:a:c" = paste0(sc, "[3]"), "p_value:a:c" = paste0(sc, "[4]"))
}
keys_of("overlap_means", "overlap", "--x score,a,b,c", "p_value:a:c" = "min(1, 3 * ot(score, rep(1, 60), a == 1, c == 1)[3])", "raw_p_value:b:c" = "ot(score, rep(1, 60), b == 1, c == 1)[3]")
status("overlap_proportions", "members_same", "--x answer,a,b --success yes", "z:a:b", "constant"); status("overlap_means", "members_same", "--x score,a,b", "t:a:b", "constant"); status("overlap_means", "overlap", "--x score,a,b --population 60", "p_value:a:b", "census"); status("overlap_proportions", "overlap", "--x answer,a,b --success perhaps", "p_value", "wrong_level")
print_cases()
