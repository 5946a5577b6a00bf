# Pools every set of effects with the R package metafor. Called by oracle_test.go with the file of effects (set, value,
# se) and the file to write: one row per set, one column per figure, NA where there is none.
suppressMessages(library(metafor))
args <- commandArgs(trailingOnly = TRUE)
effects <- read.csv(args[1], colClasses = c("integer", "numeric", "numeric"))

# Tighter than the defaults, so that what differs is not where the search stops.
tight <- list(threshold = 1e-14, maxiter = 10000, tol = 1e-15, tau2.max = 1e9)

fit <- function(d, method, test = "z") {
  from <- function(control) rma(yi = d$value, sei = d$se, method = method, test = test, control = control)
  f <- from(tight)
  if (method %in% c("ML", "REML")) {
    # The likelihood can have two tops. Search from the package's own start and from DerSimonian and Laird's value, and
    # keep the higher top.
    other <- from(c(tight, tau2.init = rma(yi = d$value, sei = d$se, method = "DL")$tau2))
    if (logLik(other) > logLik(f) + 1e-9) {
      cat("two tops of", method, "in set", d$set[1], "\n")
      f <- other
    }
  }
  f
}

# The argument changed its name with version 4.
riley <- function(f) {
  if (packageVersion("metafor") >= "4.0.0") predict(f, predtype = "Riley") else predict(f, pi.type = "riley")
}

figures <- function(d) {
  k <- nrow(d)
  out <- c()
  for (method in c("CE", "DL", "REML", "ML", "PM")) {
    f <- tryCatch(fit(d, if (method == "CE") "FE" else method), error = function(e) NULL)
    x <- if (is.null(f)) rep(NA, 4) else c(f$beta, f$se, f$tau2, if (method == "CE") 0 else f$I2 / 100)
    names(x) <- paste(method, c("estimate", "SE", "tau2", "I2"), sep = ".")
    out <- c(out, x)
    if (method == "CE") {
      out <- c(out, Q = f$QE, QP = f$QEp, CE.low = f$ci.lb, CE.high = f$ci.ub)
    }
  }
  names.hk <- c("HK.SE", "HK.low", "HK.high", "PI.z.low", "PI.z.high", "PI.hk.low", "PI.hk.high",
                "PI.riley.low", "PI.riley.high", "PI.rileyhk.low", "PI.rileyhk.high",
                "QP.tau2.low", "QP.tau2.high", "QP.I2.low", "QP.I2.high")
  hk <- rep(NA, length(names.hk))
  names(hk) <- names.hk
  f <- tryCatch(fit(d, "REML"), error = function(e) NULL)
  if (!is.null(f)) {
    a <- fit(d, "REML", "adhoc")
    hk[c("HK.SE", "HK.low", "HK.high")] <- c(a$se, a$ci.lb, a$ci.ub)
    p <- predict(f)
    hk[c("PI.z.low", "PI.z.high")] <- c(p$pi.lb, p$pi.ub)
    if (k > 2) {
      p <- predict(a)
      hk[c("PI.hk.low", "PI.hk.high")] <- c(p$pi.lb, p$pi.ub)
      p <- riley(f)
      hk[c("PI.riley.low", "PI.riley.high")] <- c(p$pi.lb, p$pi.ub)
      p <- riley(a)
      hk[c("PI.rileyhk.low", "PI.rileyhk.high")] <- c(p$pi.lb, p$pi.ub)
    }
    q <- suppressMessages(confint(f, type = "QP", control = list(tol = 1e-15, maxiter = 10000, tau2.max = 1e9)))$random
    hk[c("QP.tau2.low", "QP.tau2.high", "QP.I2.low", "QP.I2.high")] <-
      c(q["tau^2", c("ci.lb", "ci.ub")], q["I^2(%)", c("ci.lb", "ci.ub")] / 100)
  }
  c(out, hk)
}

rows <- lapply(split(effects, effects$set), function(d) suppressWarnings(figures(d)))
table <- do.call(rbind, rows)
table[] <- sprintf("%.17g", table)
write.csv(table, args[2], row.names = FALSE, quote = FALSE)
