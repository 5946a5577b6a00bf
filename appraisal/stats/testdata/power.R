# Computes power and sizes of every plan with R's stats and the package pwr. Called by oracle_test.go with the file of
# plans (effect, n1, n2, p1, p2, alpha, power) and the file to write: one row per plan, one column per figure.
suppressMessages(library(pwr))
args <- commandArgs(trailingOnly = TRUE)
plans <- read.csv(args[1], colClasses = "numeric")

figures <- function(d) {
  tol <- 1e-13
  solve <- function(expr) tryCatch(expr, error = function(e) NA)
  c(
    t.power = power.t.test(n = d$n1, delta = d$effect, sig.level = d$alpha)$power,
    t.strict = power.t.test(n = d$n1, delta = d$effect, sig.level = d$alpha, strict = TRUE)$power,
    t.n = solve(power.t.test(power = d$power, delta = d$effect, sig.level = d$alpha, tol = tol)$n),
    t.delta = solve(power.t.test(power = d$power, n = d$n1, sig.level = d$alpha, tol = tol)$delta),
    t.arms = pwr.t2n.test(n1 = d$n1, n2 = d$n2, d = d$effect, sig.level = d$alpha)$power,
    prop.power = power.prop.test(n = d$n1, p1 = d$p1, p2 = d$p2, sig.level = d$alpha)$power,
    prop.arms = power.prop.test(n = 2 * d$n1 * d$n2 / (d$n1 + d$n2), p1 = d$p1, p2 = d$p2, sig.level = d$alpha)$power,
    prop.n = solve(power.prop.test(power = d$power, p1 = d$p1, p2 = d$p2, sig.level = d$alpha, tol = tol)$n),
    arcsine = pwr.2p2n.test(h = ES.h(d$p1, d$p2), n1 = d$n1, n2 = d$n2, sig.level = d$alpha)$power
  )
}

table <- do.call(rbind, lapply(seq_len(nrow(plans)), function(i) suppressWarnings(figures(plans[i, ]))))
table[] <- sprintf("%.17g", table)
write.csv(table, args[2], row.names = FALSE, quote = FALSE)
