# The same figures by R's survival package, timed. Called by benches/effects.rs with the cases on standard input:
# day of the end, how it ended (1 withdrawn, 2 otherwise, 0 open), day of the contact, stratum, strand group.

if (!requireNamespace("survival", quietly = TRUE)) { cat("R is here without its survival package.\n"); quit() }
suppressMessages(library(survival))
d <- read.csv(file("stdin"), header = FALSE, col.names = c("end", "cause", "contact", "stratum", "group"))
d$time <- ifelse(d$end == 0 & d$cause > 0, 0.5, d$end)
d <- d[d$time > 0, ]
d$id <- seq_len(nrow(d))
timed <- function(what, expression) {
  gc(FALSE)
  seconds <- system.time(value <- eval.parent(expression))["elapsed"]
  cat(sprintf("  R: %-41s %9.1f ms\n", what, 1000 * seconds))
  value
}
cat(sprintf("R %s.%s, survival %s\n", R.version$major, R.version$minor, packageVersion("survival")))
curve <- timed("survfit, Aalen-Johansen with errors", quote(survfit(Surv(time, factor(cause, 0:2)) ~ 1, d)))
split <- timed("rows split at the contact by tmerge", quote({
  base <- tmerge(d, d, id = id, withdrew = event(time, as.integer(cause == 1)))
  d$on <- ifelse(is.na(d$contact), NA, pmax(d$contact, 0.5))
  tmerge(base, d[!is.na(d$on) & d$on < d$time, ], id = id, src = tdc(on))
}))
one <- timed("coxph, contact, stratified", quote(
  coxph(Surv(tstart, tstop, withdrew) ~ src + strata(stratum), split)))
adjusted <- timed("coxph, adjusted for strand", quote(
  coxph(Surv(tstart, tstop, withdrew) ~ src + factor(group) + strata(stratum), split)))
cat(sprintf("  R's:  withdrawn by day 90 %.9f, ratio %.9f, adjusted %.9f\n",
            summary(curve, times = 90)$pstate[2], exp(coef(one)[1]), exp(coef(adjusted)[1])))
cat(sprintf("  R's memory at most: %.0f MB\n", sum(gc()[, 6])))
