# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the data sets of the reference cases: Rscript tests/reference/data.R tests/reference/data
# R is needed to make them, not to build or to test. A missing value is an empty cell.
suppressMessages({library(survey); library(MASS)})
folder <- commandArgs(TRUE)[1]
digits <- function(v) { # as few as give the number back
  s <- sprintf("%.15g", v)
  s[is.na(v)] <- NA
  short <- !is.na(v) & as.numeric(s) == v
  ifelse(is.na(v) | short, s, sprintf("%.17g", v))
}
save_csv <- function(name, d) {
  for (i in seq_along(d)) if (is.numeric(d[[i]])) d[[i]] <- digits(d[[i]])
  write.csv(d, file.path(folder, paste0(name, ".csv")), quote = FALSE, row.names = FALSE, na = "")
}

# ---- public data sets -------------------------------------------------------------------------------------------
data(api)
columns <- c("cds", "stype", "snum", "dnum", "api00", "api99", "enroll", "meals", "ell", "mobility", "full", "sch.wide", "awards", "pw", "fpc")
for (name in c("apisrs", "apistrat", "apiclus1")) save_csv(name, get(name)[, columns])
save_csv("apiclus2", apiclus2[, c(setdiff(columns, "fpc"), "fpc1", "fpc2")])
save_csv("mass_survey", MASS::survey)
save_csv("haireyecolor", as.data.frame(HairEyeColor))
save_csv("titanic", as.data.frame(Titanic))

# ---- a council of 40, of whom 12 answered (../shared/oracles/council12.R) -----------------------------------------
council12 <- data.frame(id = 1:12, sector = rep(c("A", "B", "C"), c(5, 4, 3)),
  q1 = c(3,4,2,5,4, 2,3,1,4, 5,4,3), q2 = c(2,4,2,4,5, 1,3,2,3, 5,5,3), q3 = c(3,3,1,5,4, 2,2,1,5, 4,4,2),
  q4 = c(4,4,3,5,5, 2,3,2,4, 5,3,3), has = c(1,1,0,1,1, 0,1,0,1, 1,1,0))
council12$N <- c(A = 20, B = 12, C = 8)[council12$sector]
council12$N40 <- 40
council12$size <- c("L","S","S","L","L","S","S","S","L","L","S","S")
save_csv("council12", council12)
save_csv("peers10", data.frame(score = c(.8, 1.1, 1.25, 1.3, 1.44, 1.5, 1.62, 1.9, 2.1, 2.4)))

# ---- edge cases ---------------------------------------------------------------------------------------------------
edge <- function(x, w = rep(1, length(x))) data.frame(x = x, w = w, g = rep(c("a", "b"), length.out = length(x)))
save_csv("edge_empty", edge(numeric(0)))
save_csv("edge_one", edge(3))
save_csv("edge_two", edge(c(1, 4)))
save_csv("edge_constant", edge(rep(7, 6)))
save_csv("edge_missing", data.frame(x = rep(NA, 5), w = 1, g = "a"))
save_csv("edge_some_missing", edge(c(2, NA, 5, NA, 9, 4)))
save_csv("edge_zero_answered", data.frame(x = c(1, 2, 3, NA, NA), w = c(0, 0, 0, 1, 2), g = "a")) # only those without a value weigh
save_csv("edge_part_weight", edge(c(4, 8, 15, 16, 23, 42), c(0, 2, 1, 0, 3, 1)))
save_csv("edge_tiny_weight", edge(c(4, 8, 15, 16, 23, 42), c(1, 2, 1, 4, 3, 1) * 1e-12))
save_csv("edge_huge_weight", edge(c(4, 8, 15, 16, 23, 42), c(1, 2, 1, 4, 3, 1) * 1e12))
save_csv("edge_ties", edge(c(1, 1, 1, 1, 2, 2, 2, 2, 2, 3)))
save_csv("edge_large", edge(1e15 + c(0, 1, 2, 3, 5, 8, 13, 21)))

# ---- published examples of intervals -------------------------------------------------------------------------------
count2 <- function(a, b, x, y, n) { d <- data.frame(x, y, Freq = n); names(d)[1:2] <- c(a, b); d }
# Perondi et al. 2004: survival, high and standard dose of epinephrine (Fagerland, Lydersen and Laake 2015)
save_csv("perondi", count2("dose", "survived", rep(c("high", "standard"), each = 2), rep(c("yes", "no"), 2), c(7, 27, 1, 33)))
# Newcombe 1998, table II: 56/70 and 48/80, 9/10 and 3/10
save_csv("newcombe_a", count2("group", "success", rep(c("first", "second"), each = 2), rep(c("yes", "no"), 2), c(56, 14, 48, 32)))
save_csv("newcombe_b", count2("group", "success", rep(c("first", "second"), each = 2), rep(c("yes", "no"), 2), c(9, 1, 3, 7)))
# Cavo et al. 2012: complete response before and after consolidation (Fagerland, Lydersen and Laake 2014)
save_csv("cavo", count2("before", "after", c("yes", "yes", "no", "no"), c("yes", "no", "yes", "no"), c(59, 6, 16, 80)))
# Sison and Glaz 1995, examples 1 and 3 (its groups of ten alike)
save_csv("sisonglaz1", data.frame(level = letters[1:7], Freq = c(56, 72, 73, 59, 62, 87, 58)))
save_csv("sisonglaz3", data.frame(level = sprintf("l%02d", 1:50), Freq = rep(c(1, 12, 5, 3, 4), each = 10)))
# 13 of 16 (Fagerland, Lydersen and Laake 2017, ch. 2), none of 20, all of 20, 8 of 12
save_csv("counts_13_16", data.frame(success = c("no", "yes"), Freq = c(3, 13)))
save_csv("counts_1_20", data.frame(success = c("no", "yes"), Freq = c(19, 1)))
save_csv("counts_0_20", data.frame(success = 0, Freq = 20))
save_csv("counts_20_20", data.frame(success = 1, Freq = 20))
# an empty group, pairs without a success in y
save_csv("edge_one_group", data.frame(success = c("no", "yes"), group = "a", Freq = c(3, 2)))
save_csv("edge_no_success", count2("group", "success", rep(c("a", "b"), each = 2), rep(c("yes", "no"), 2), c(3, 5, 0, 8)))
# income, sorted and not: concentration
save_csv("incomes", data.frame(x = c(10, 0, 25, 3, 60, 2, 2, 18), w = c(1, 3, 2, 1, 1, 2, 4, 1)))

# ---- designs ------------------------------------------------------------------------------------------------------
# Levy and Lemeshow's ambulance data, two units a stratum, with their half sample weights (survey's scd)
data(scd)
half <- 2 * cbind(c(1,0,1,0,1,0), c(1,0,0,1,0,1), c(0,1,1,0,0,1), c(0,1,0,1,1,0))
save_csv("scd", data.frame(stratum = paste0("e", scd$ESA), alive = scd$alive, arrests = scd$arrests, w = 1,
  r1 = half[, 1], r2 = half[, 2], r3 = half[, 3], r4 = half[, 4]))
# strata of 3, 3 and 1 units; the last of 5 in the population; y is missing in all of stratum b
save_csv("design_lonely", data.frame(x = c(3, 5, 4, 9, 7, 8, 12), y = c(1, 2, 4, NA, NA, NA, 3), g = c("p", "q", "p", "q", "p", "q", "p"),
  h = c("u", "u", "u", "v", "v", "v", "w"), w = c(4, 4, 4, 2, 2, 2, 5), s = c("a", "a", "a", "b", "b", "b", "c"), N = c(12, 12, 12, 6, 6, 6, 5)))
# all of the population; and all of one stratum only
save_csv("design_census", data.frame(x = c(3, 5, 4, 9, 7, 8), g = c("p", "q", "p", "q", "p", "q"), s = c("a", "a", "a", "b", "b", "b"),
  N = 3, part = c(3, 3, 3, 9, 9, 9)))
# clusters in pairs and fours, unequal weights, four groups that cut across
save_csv("design_pairs", data.frame(x = c(2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9, 0, 4, 5, 2, 3, 5, 3, 6, 0), y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2),
  g = rep(c("p", "q", "r", "p", "q"), length.out = 22), k = rep(c("no", "no", "yes"), length.out = 22),
  w = c(1.5, 2, 2.5, 3, 1, 1, 4, 2, 2, 3, 1.25, 6, 2, 2, 1, 1, 3, 2.5, 2, 1, 5, 2),
  c = c(1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 9, 9, 10, 10), s = rep(c("a", "b", "c", "d"), c(5, 5, 8, 4)),
  N = rep(c(20, 30, 12, 8), c(5, 5, 8, 4))))
# replicate weights as an institute delivers them: drawn once, with R's bootstrap
save_csv("design_replicates", data.frame(x = c(2, 7, 1, 8, 2, 8, 1, 8, 2, 8), y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), w = c(2, 3, 2, 1, 4, 2, 2, 5, 1, 3),
  r1 = c(4, 0, 2, 1, 8, 2, 0, 5, 1, 3), r2 = c(2, 6, 0, 2, 4, 0, 4, 5, 0, 3), r3 = c(0, 3, 4, 1, 0, 4, 2, 10, 1, 0), r4 = c(2, 3, 2, 0, 4, 2, 4, 0, 2, 6),
  r5 = c(6, 0, 2, 1, 4, 2, 2, 5, 1, 3), r6 = c(2, 3, 0, 1, 12, 0, 2, 5, 1, 0)))

# ---- comparison of groups; nist_*.csv are NIST's Statistical Reference Datasets (public domain), entered once, not made here ----------
save_csv("sleep", sleep[, c("extra", "group", "ID")])
save_csv("shares50", data.frame(answer = rep(c("no", "yes"), 2), group = rep(c("a", "b"), each = 2), Freq = c(20, 30, 32, 18)))
save_csv("chickwts", chickwts)
set.seed(20240511)
overlap <- data.frame(answer = sample(c("no", "yes"), 60, TRUE, c(.55, .45)), score = round(rnorm(60, 50, 12)), a = rbinom(60, 1, .5),
                      b = rbinom(60, 1, .5), c = rbinom(60, 1, .4), w = round(runif(60, .4, 2.5), 2))
save_csv("overlap", overlap)
save_csv("pairs60", data.frame(x = round(rnorm(60, 10, 3), 2), y = round(rnorm(60, 9, 3), 2)))
save_csv("two_by_20", data.frame(x = round(c(rnorm(9, 5), rnorm(8, 6.2)), 3), g = rep(c("p", "q"), c(9, 8))))
save_csv("apart", data.frame(x = c(1, 2, 3, 4, 11, 12, 13), g = rep(c("low", "high"), c(4, 3))))
save_csv("groups_uneven", data.frame(x = c(1, 4, 7), g = c("a", "a", "b")))
save_csv("groups_constant", data.frame(x = c(2, 2, 2, 5, 5, 5), g = rep(c("a", "b"), each = 3)))
save_csv("shares_edge", data.frame(answer = "yes", group = rep(c("a", "b"), each = 3), w = c(1, 2, 3, 0, 0, 0)))
save_csv("members_same", data.frame(answer = c("no", "yes", "yes", "no"), score = c(3, 5, 6, 8), a = c(1, 1, 1, 0), b = c(1, 1, 1, 0)))

# ---- association --------------------------------------------------------------------------------------------------
cells <- function(a, b, m, x = seq_len(nrow(m)), y = seq_len(ncol(m))) count2(a, b, rep(x, ncol(m)), rep(y, each = nrow(m)), c(m))
by_row <- function(r, ...) matrix(c(...), r, byrow = TRUE)
# job satisfaction by income (Agresti 2002, table 2.8); eye and hair colour of men in Baden (Goodman and Kruskal 1954)
save_csv("job", cells("income", "satisfaction", by_row(4, 1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11)))
save_csv("goodman_kruskal", cells("eye", "hair", by_row(3, 1768, 807, 189, 47, 946, 1387, 746, 53, 115, 438, 288, 16),
  c("blue", "grey", "brown"), c("fair", "brown", "black", "red")))
# adverse reactions by dose (SAS/STAT User's Guide, PROC FREQ, example "Cochran-Armitage Trend Test")
save_csv("pain", cells("dose", "adverse", by_row(5, 26, 6, 26, 7, 23, 9, 18, 14, 9, 23), 0:4, 0:1))
# approval of the president, asked twice (help page of mcnemar.test); vision of 7,477 women by eye (vcd's VisualAcuity)
save_csv("approval", cells("first", "second", by_row(2, 794, 150, 86, 570), c("approve", "disapprove"), c("approve", "disapprove")))
save_csv("vision", cells("right", "left", by_row(4, 1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492)))
# tetracycline and discoloured teeth by age, smoking and cervical cancer by partners: 2 x 2 tables in two strata
strata2 <- function(x, y, by, xs, ys, bys, n) { d <- data.frame(rep(xs, each = 2), ys, rep(bys, each = 4), n); names(d) <- c(x, y, by, "Freq"); d }
save_csv("teeth", strata2("exposure", "discolor", "age", c("tetra", "none"), c("yes", "no"), c("child", "adult"), c(30, 25, 12, 17, 4, 6, 68, 94)))
save_csv("cervical", strata2("smoke", "cancer", "partners", c("yes", "no"), c("yes", "no"), c("few", "many"), c(12, 21, 25, 118, 96, 148, 92, 150)))
save_csv("ucb_admissions", as.data.frame(UCBAdmissions))
save_csv("three_yes_no", data.frame(id = 1:10, a = c(1,1,1,1,0,1,1,1,1,0), b = c(1,0,1,1,0,1,0,0,1,0), c = c(0,0,1,0,0,0,1,0,0,0)))
save_csv("warpbreaks", warpbreaks)
save_csv("mtcars", mtcars[, c("gear", "cyl")])
# cleanliness and satisfaction of 189 hotel guests, and seven pairs (documentation and tests of scipy.stats.somersd)
save_csv("hotel", cells("clean", "content", by_row(3, 27, 25, 14, 7, 0, 7, 14, 18, 35, 12, 1, 3, 2, 7, 17)))
save_csv("seven_pairs", data.frame(x = c(5, 2, 1, 3, 6, 4, 7), y = c(5, 2, 6, 3, 1, 7, 4)))
# p values: without and with ties, a missing one
save_csv("p_values", data.frame(five = c(.01, .02, .03, .04, .2, rep(NA, 7)), twelve = c(.001, .21, .04, NA, .0004, .012, .04, .87, .2, .03, 1, 0), one = c(.04, rep(NA, 11))))
# numbers without ties: nine lambs of Hollander and Wolfe (help page of cor.test), forty made up
save_csv("lambs", data.frame(x = c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1), y = c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)))
save_csv("no_ties", data.frame(i = 1:60, x = round(100 * sin(1:60) + 1:60, 3), y = round(80 * cos(2 * (1:60)) + 1.5 * (1:60), 3), few = c(1:12, rep(NA, 48))))
save_csv("many_values", data.frame(x = ((1:70) * 37) %% 23, y = ((1:70) * (1:70)) %% 67 + floor((1:70) / 8)))
# 5 x 5 of n = 187: too many tables to list; sparse tables; corners
save_csv("table5x5", cells("x", "y", by_row(5, 12, 7, 5, 9, 4, 6, 10, 8, 7, 9, 3, 8, 11, 6, 10, 9, 5, 7, 10, 6, 4, 8, 6, 9, 8)))
save_csv("sparse5x5", cells("x", "y", by_row(5, 2, 3, 0, 1, 4, 1, 0, 3, 2, 2, 0, 5, 1, 1, 0, 3, 1, 2, 0, 2, 1, 1, 0, 4, 1)))
save_csv("sparse4x4", cells("x", "y", by_row(4, 5, 0, 0, 1, 0, 6, 1, 0, 1, 0, 4, 0, 0, 1, 0, 3)))
save_csv("two_by_three", cells("x", "y", by_row(2, 120, 80, 60, 90, 100, 95)))
save_csv("tea", cells("x", "y", by_row(2, 3, 1, 1, 3)))
save_csv("near_2x2", cells("x", "y", by_row(2, 11, 12, 8, 9)))
save_csv("zero_cell", cells("x", "y", by_row(2, 0, 7, 5, 3)))
save_csv("two_zero_cells", cells("x", "y", by_row(2, 6, 0, 0, 4)))
save_csv("large_2x2", cells("x", "y", by_row(2, 10234, 9871, 8123, 8456)))
save_csv("far_2x2", cells("x", "y", by_row(2, 400, 20, 30, 500)))
save_csv("empty_row", cells("x", "y", by_row(3, 10, 4, 6, 0, 0, 0, 3, 9, 8), c("a", "b", "c"), c("u", "v", "w")))
save_csv("one_row", cells("x", "y", by_row(1, 4, 5, 6)))
save_csv("one_cell", cells("x", "y", by_row(1, 12)))
save_csv("no_rows", cells("x", "y", by_row(2, 0, 0, 0, 0)))
save_csv("one_pair", data.frame(x = 1, y = 2, g = "a"))
save_csv("square_gaps", cells("x", "y", by_row(4, 10, 3, 0, 2, 5, 8, 0, 1, 0, 0, 6, 0, 4, 2, 0, 9)))
save_csv("large_numbers", data.frame(x = 1e15 + c(0, 2, 3, 5, 8, 13), y = 1e15 + c(1, 0, 4, 7, 6, 9)))
save_csv("perfect", data.frame(x = 1:6, y = c(2, 4, 6, 8, 10, 12), down = 6:1, flat = 3))
save_csv("strata_of_one", data.frame(x = c("a","a","b","b","a","b","a","b","a"), y = c("u","v","u","v","u","v","v","u","u"), by = c(1,1,1,1,2,2,2,2,3)))

# ---- scales and raters ----------------------------------------------------------------------------------------------
# three assessors of eight questions
save_csv("assessors", data.frame(a = c(0,1,2,3,2,1,0,3), b = c(0,1,2,2,2,1,1,3), c = c(1,2,2,3,3,1,1,3)))
# four observers of twelve units with gaps (Krippendorff 2011)
save_csv("krippendorff", data.frame(a = c(1,2,3,3,2,1,4,1,2,NA,NA,NA), b = c(1,2,3,3,2,2,4,1,2,5,NA,3), c = c(NA,3,3,3,2,3,4,2,2,5,1,NA), d = c(1,2,3,3,2,4,4,1,2,5,1,NA)))
# fourteen raters of ten subjects, five categories (the counts of the worked example of Fleiss' kappa: 0.210)
fourteen <- by_row(10, 0,0,0,0,14, 0,2,6,4,2, 0,0,3,5,6, 0,3,9,2,0, 2,2,8,1,1, 7,7,0,0,0, 3,2,6,3,0, 2,5,3,2,2, 6,5,2,1,0, 0,2,2,3,7)
save_csv("fourteen_raters", setNames(as.data.frame(t(apply(fourteen, 1, function(n) rep(1:5, n)))), paste0("r", 1:14)))
# four judges of six subjects (Shrout and Fleiss 1979, table 2)
save_csv("shrout_fleiss", data.frame(j1 = c(9,6,8,7,10,6), j2 = c(2,1,4,1,5,2), j3 = c(5,3,6,2,6,4), j4 = c(8,2,8,6,9,7)))
save_csv("raters_alike", data.frame(a = c(1,2,3,4), b = c(1,2,3,4), shifted = c(2,3,4,5), flat = 2, word = c("low","mid","high","mid"), word2 = c("low","high","high","low")))
save_csv("attitude", attitude)
save_csv("items_edge", data.frame(a = c(1,2,3,4,5,2), b = c(2,2,3,5,4,1), flat = 3, down = c(5,4,3,2,1,4), large = 1e15 + c(1,2,3,4,5,2), large2 = 1e15 + c(2,2,3,5,4,1), large3 = 1e15 + c(1,3,3,4,4,2), w = c(1,2,1,3,1,2), half = c(2,0,1,1,0,1)))

# ---- structure: NIST StRD linear regression, columns as in its models ------------------------------------------------
save_csv("nist_Longley", with(longley, data.frame(y = round(1000 * Employed), x1 = GNP.deflator, x2 = round(1000 * GNP), x3 = round(10 * Unemployed), x4 = round(10 * Armed.Forces),
  x5 = round(1000 * Population), x6 = Year)))
save_csv("nist_Norris", data.frame(
  y = c(.1,338.8,118.1,888,9.2,228.1,668.5,998.5,449.1,778.9,559.2,.3,.1,778.1,668.8,339.3,448.9,10.8,557.7,228.3,998,888.8,119.6,.3,.6,557.6,339.3,888,998.5,778.9,10.2,117.6,228.9,668.4,449.2,.2),
  x = c(.2,337.4,118.2,884.6,10.1,226.5,666.3,996.3,448.6,777,558.2,.4,.6,775.5,666.9,338,447.5,11.6,556,228.1,995.8,887.6,120.2,.3,.3,556.8,339.1,887.2,999,779,11.1,118.3,229.2,669.1,448.9,.5)))
powers <- function(x, k) setNames(as.data.frame(sapply(1:k, function(i) x^i)), paste0("x", 1:k))
wampler <- rowSums(sapply(0:5, function(i) (0:20)^i))
off <- c(759,-2048,2048,-2048,2523,-2048,2048,-2048,1838,-2048,2048,-2048,1838,-2048,2048,-2048,2523,-2048,2048,-2048,759)
save_csv("nist_Wampler", cbind(y1 = wampler, y2 = round(rowSums(sapply(0:5, function(i) (0:20 / 10)^i)), 5), y3 = wampler + off, y4 = wampler + 100 * off, y5 = wampler + 10000 * off, powers(0:20, 5)))
filip_y <- c(.8116,.9072,.9052,.9039,.8053,.8377,.8667,.8809,.7975,.8162,.8515,.8766,.8885,.8859,.8959,.8913,.8959,.8971,.9021,.909,.9139,.9199,.8692,.8872,.89,.891,.8977,.9035,.9078,.7675,.7705,
  .7713,.7736,.7775,.7841,.7971,.8329,.8641,.8804,.7668,.7633,.7678,.7697,.77,.7749,.7796,.7897,.8131,.8498,.8741,.8061,.846,.8751,.8856,.8919,.8934,.894,.8957,.9047,.9129,.9209,.9219,.7739,.7681,
  .7665,.7703,.7702,.7761,.7809,.7961,.8253,.8602,.8809,.8301,.8664,.8834,.8898,.8964,.8963,.9074,.9119,.9228)
filip_x <- -c(6.860120914,4.324130045,4.358625055,4.358426747,6.955852379,6.661145254,6.355462942,6.118102026,7.115148017,6.815308569,6.519993057,6.204119983,5.853871964,6.109523091,5.79832982,
  5.482672118,5.171791386,4.851705903,4.517126416,4.143573228,3.709075441,3.499489089,6.300769497,5.953504836,5.642065153,5.031376979,4.680685696,4.329846955,3.928486195,8.56735134,8.363211311,
  8.107682739,7.823908741,7.522878745,7.218819279,6.920818754,6.628932138,6.323946875,5.991399828,8.781464495,8.663140179,8.473531488,8.247337057,7.971428747,7.676129393,7.352812702,7.072065318,
  6.774174009,6.478861916,6.159517513,6.835647144,6.53165267,6.224098421,5.910094889,5.598599459,5.290645224,4.974284616,4.64454848,4.290560426,3.885055584,3.408378962,3.13200249,8.726767166,
  8.66695597,8.511026475,8.165388579,7.886056648,7.588043762,7.283412422,6.995678626,6.691862621,6.392544977,6.067374056,6.684029655,6.378719832,6.065855188,5.752272167,5.132414673,4.811352704,
  4.098269308,3.66174277,3.2644011)
save_csv("nist_Filip", cbind(y = filip_y, powers(filip_x, 10)))
save_csv("housing", MASS::housing)
save_csv("iris", iris)
save_csv("ties_2d", data.frame(a = rep(0:3, 4), b = rep(0:3, each = 4)))
save_csv("regression_edge", data.frame(y = c(1,3,2,5,4,6), x = 1:6, twice = 2 * (1:6), flat = 4, exact = 2 * (1:6) + 1, large = 1e15 + c(0,2,3,5,8,13), w = c(1,2,1,0,3,1), parted = c("low","low","mid","mid","high","high"), zero = 0))
