# SPDX-License-Identifier: GPL-3.0-or-later
# Collects reference cases and prints them as CSV. A script of stats/ begins with source(…cases.R), calls case() and ends with print_cases().
#   case(stat, data, args, key, part, r)   r: the R expression, as text; it is evaluated with the columns of 'data' in reach
#   published(stat, data, args, key, part, expected, tolerance, source)
#   status(stat, data, args, key, name, why)
suppressMessages({library(survey); library(psych)})
here <- function() dirname(normalizePath(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))))
data_of <- function(name) {
  if (name == "") return(list())
  d <- read.csv(file.path(here(), "..", "data", paste0(name, ".csv")), check.names = FALSE, na.strings = "", stringsAsFactors = FALSE)
  if ("Freq" %in% names(d)) d <- d[rep(seq_len(nrow(d)), d$Freq), ]
  d
}
cases <- list()
add <- function(...) cases[[length(cases) + 1]] <<- data.frame(..., stringsAsFactors = FALSE)
case <- function(stat, data, args, key, part, r, tolerance = 1e-9) {
  d <- data_of(data)
  expected <- eval(parse(text = r), c(as.list(d), list(d = d)), globalenv())
  if (length(expected) != 1 || is.na(expected)) stop("no value: ", stat, " ", data, " ", args, " ", key, ": ", r)
  add(stat = stat, data = data, args = args, key = key, part = part, expected = sprintf("%.17g", as.numeric(expected)),
      tolerance = format(tolerance), r = r)
}
published <- function(stat, data, args, key, part, expected, tolerance, source)
  add(stat = stat, data = data, args = args, key = key, part = part, expected = sprintf("%.17g", expected), tolerance = format(tolerance), r = source)
status <- function(stat, data, args, key, name, why = "by rule")
  add(stat = stat, data = data, args = args, key = key, part = "status", expected = name, tolerance = "0", r = why)
print_cases <- function() write.csv(do.call(rbind, cases), row.names = FALSE)
