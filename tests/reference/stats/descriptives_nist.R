# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/reference/stats/descriptives_nist.R > tests/reference/stats/descriptives_nist.csv
# Certified values of NIST's Statistical Reference Datasets, univariate. NumAcc2 … NumAcc4 are stored as distinct values with their frequency.
# Their values are not exact in binary: this sets the tolerances.
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))), "..", "cases.R"))
univariate <- read.csv(text = "data,mean,sd,tolerance
Lew,-177.435000000000,277.332168044316,1e-12
Lottery,518.958715596330,291.699727470969,1e-12
Mavro,2.00185600000000,0.000429123454003053,1e-11
Michelso,299.852400000000,0.0790105478190518,1e-11
NumAcc1,10000002,1,1e-13
NumAcc2,1.2,0.1,1e-13
NumAcc3,1000000.2,0.1,1e-9
NumAcc4,10000000.2,0.1,1e-8", colClasses = "character")
for (i in seq_len(nrow(univariate))) for (k in c("mean", "sd"))
  published(k, paste0("nist_", univariate$data[i]), paste0("--x y", if (univariate$data[i] %in% paste0("NumAcc", 2:4)) " --freq Freq"), k, "value",
            as.numeric(univariate[i, k]), as.numeric(univariate$tolerance[i]), paste("NIST StRD", univariate$data[i], "certified value"))
print_cases()
