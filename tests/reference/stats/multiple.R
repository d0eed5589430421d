# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/multiple.R > tests/reference/stats/multiple.csv
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
for (m in c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY")) {
  for (k in 1:5) case("p_adjust", "p_values", paste("--x five --method", tolower(m)), paste0("p_adjusted:", k), "value", sprintf("p.adjust(five, \"%s\")[%d]", m, k))
  for (k in c(1:3, 5:12)) case("p_adjust", "p_values", paste("--x twelve --method", tolower(m)), paste0("p_adjusted:", k), "value", sprintf("p.adjust(twelve, \"%s\")[%d]", m, k))
  for (k in 1:5) case("p_adjust", "p_values", paste("--x five --n 9 --method", tolower(m)), paste0("p_adjusted:", k), "value", sprintf("p.adjust(five[1:5], \"%s\", 9)[%d]", m, k))
  case("p_adjust", "p_values", paste("--x one --method", tolower(m)), "p_adjusted:1", "value", sprintf("p.adjust(one, \"%s\")[1]", m))
}
case("p_adjust", "p_values", "--x five", "p_adjusted:2", "value", "p.adjust(five)[2]")
case("p_adjust", "p_values", "--x five --method fdr", "p_adjusted:4", "value", "p.adjust(five, \"fdr\")[4]")
case("p_adjust", "p_values", "--x twelve", "tests", "value", "sum(!is.na(twelve))")
status("p_adjust", "edge_empty", "--x x", "tests", "too_few"); status("p_adjust", "edge_ties", "--x x", "tests", "wrong_level", "2 and 3 are no probabilities")
status("p_adjust", "p_values", "--x five --method scheffe", "tests", "wrong_level", "no such method")

hsd <- function(x, g, level = .95) { g <- factor(g, unique(g)); TukeyHSD(aov(x ~ g), conf.level = level)$g }
for (i in list(list("council12", "q1", "sector", c("B-A", "C-A", "C-B")), list("warpbreaks", "breaks", "tension", c("M-L", "H-L", "H-M")), list("mass_survey", "Pulse", "Smoke", c("Heavy-Regul", "Heavy-Never", "Occas-Never")),
               list("mass_survey", "Height", "Exer", c("None-Some", "Freq-None")))) {
  args <- paste("--x", i[[2]], "--by", i[[3]])
  ok <- sprintf("{k <- complete.cases(%s, %s); h <- hsd(%s[k], %s[k]); ", i[[2]], i[[3]], i[[2]], i[[3]])
  ok9 <- sprintf("{k <- complete.cases(%s, %s); h <- hsd(%s[k], %s[k], .9); ", i[[2]], i[[3]], i[[2]], i[[3]])
  for (p in i[[4]]) {
    d <- data_of(i[[1]]); k <- complete.cases(d[[i[[2]]]], d[[i[[3]]]]) # the order of the levels decides the sign
    if (!(p %in% rownames(hsd(d[[i[[2]]]][k], d[[i[[3]]]][k])))) p <- paste(rev(strsplit(p, "-")[[1]]), collapse = "-")
    pick <- sprintf("h[\"%s\", ]", p)
    case("tukey_hsd", i[[1]], args, paste0("difference:", p), "value", paste0(ok, pick, "[1]}"))
    case("tukey_hsd", i[[1]], args, paste0("difference:", p), "low", paste0(ok, pick, "[2]}"), 1e-7)
    case("tukey_hsd", i[[1]], args, paste0("difference:", p), "high", paste0(ok, pick, "[3]}"), 1e-7)
    case("tukey_hsd", i[[1]], args, paste0("p_value:", p), "value", paste0(ok, pick, "[4]}"), 1e-7)
    case("tukey_hsd", i[[1]], paste(args, "--level 0.9"), paste0("difference:", p), "low", paste0(ok9, pick, "[2]}"), 1e-7)
  }
  case("tukey_hsd", i[[1]], args, "df", "value", sprintf("df.residual(lm(%s ~ %s))", i[[2]], i[[3]]))
  case("tukey_hsd", i[[1]], args, "mse", "value", sprintf("deviance(lm(%s ~ %s)) / df.residual(lm(%s ~ %s))", i[[2]], i[[3]], i[[2]], i[[3]]))
}
status("tukey_hsd", "council12", "--x q1 --by sector --population 12", "p_value:B-A", "census")
case("tukey_hsd", "council12", "--x q1 --by sector --population 12", "difference:B-A", "low", "hsd(q1, sector)[\"B-A\", 1]")
status("tukey_hsd", "council12", "--x q1 --by sector --weight N", "p_value:B-A", "undefined", "weights need a test for designs")
status("tukey_hsd", "edge_constant", "--x x --by g", "mse", "constant"); status("tukey_hsd", "edge_two", "--x x --by g", "mse", "too_few", "no degrees of freedom")
status("tukey_hsd", "edge_one", "--x x --by g", "mse", "empty", "one group"); status("tukey_hsd", "edge_empty", "--x x --by g", "df", "empty")
print_cases()
