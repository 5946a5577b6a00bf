# Computes the contrasts of every pair of arms with the R package metafor and Fisher's test with R's stats. Called by
# oracle_test.go with the file of arms (e1, n1, e2, n2 with the event; m1, s1, m2, s2 means and standard deviations) and
# the file to write: one row per pair, one column per figure.
suppressMessages(library(metafor))
args <- commandArgs(trailingOnly = TRUE)
d <- read.csv(args[1], colClasses = "numeric")

out <- list()
for (measure in c("RR", "OR", "RD")) {
  # Half a person is added to empty cells for ratios alone, as ours does.
  to <- if (measure == "RD") "none" else "only0"
  e <- suppressWarnings(escalc(measure, ai = e1, n1i = n1, ci = e2, n2i = n2, data = d, to = to, drop00 = measure != "RD"))
  out[[paste(measure, "value", sep = ".")]] <- e$yi
  out[[paste(measure, "SE", sep = ".")]] <- sqrt(e$vi)
}
for (measure in c("MD", "SMD")) {
  e <- escalc(measure, m1i = m1, sd1i = s1, n1i = n1, m2i = m2, sd2i = s2, n2i = n2, data = d)
  out[[paste(measure, "value", sep = ".")]] <- e$yi
  out[[paste(measure, "SE", sep = ".")]] <- sqrt(e$vi)
}
out$fisher <- mapply(function(a, n, c, m) fisher.test(matrix(c(a, n - a, c, m - c), 2))$p.value, d$e1, d$n1, d$e2, d$n2)

table <- do.call(cbind, lapply(out, as.numeric))
table[] <- sprintf("%.17g", table)
write.csv(table, args[2], row.names = FALSE, quote = FALSE)
