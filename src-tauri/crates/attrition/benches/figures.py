# The same counts by polars, timed. Called by benches/figures.rs with the cases as a file and the as-at day's number.
# Lines that begin with two spaces are told to the person; the others are counts, to be compared with ours.
import resource
import statistics
import sys
import time

import polars as pl

RUNS = 9
STRANDS = ["disability", "race", "religion", "sexual_orientation", "transgender"]
CLASSES = ["ReachedInWindow", "ReachedLate", "TriedNotReached", "NeverTried", "EndedByReason", "WindowOpen"]
path, last = sys.argv[1], int(sys.argv[2])
first = pl.date(2016, 1, 1)


def day(name):
    return pl.when(pl.col(name) >= 0).then(first + pl.duration(days=pl.col(name)))


read = pl.read_csv(path)
cases = read.with_columns(
    pl.col("outcome", "strands").cast(pl.Int8),
    pl.col("class", "ward", "team").cast(pl.Categorical),
    reported_on=day("reported").otherwise(None),
    closed_on=day("closed").otherwise(None),
    withdrawn_on=day("withdrawn").otherwise(None),
).select("reported", "outcome", "class", "strands", "ward", "team", "reported_on", "closed_on", "withdrawn_on")
attrition = pl.col("outcome").is_in([14, 16])


def month(name):
    return pl.col(name).dt.truncate("1mo")


def closed():
    of = cases.filter(pl.col("closed_on").is_not_null()).group_by(month("closed_on").alias("month"))
    return of.agg(attrition.sum().alias("x"), pl.len().alias("n")).sort("month")


def cohort(days):
    withdrew = pl.coalesce("withdrawn_on", pl.when(attrition).then(pl.col("closed_on")))
    soon = ((withdrew - pl.col("reported_on")).dt.total_days() <= days).fill_null(False)
    of = cases.filter(pl.col("reported") <= last - days).group_by(month("reported_on").alias("month"))
    return of.agg(soon.sum().alias("x"), pl.len().alias("n")).sort("month")


def coverage():
    return cases.group_by(month("reported_on").alias("month"), "class").len().sort("month")


def strands():
    bits = [(pl.col("strands").cast(pl.Int32) // 2**bit % 2).sum().alias(name) for bit, name in enumerate(STRANDS)]
    return cases.select(bits)


def groups(name):
    of = cases.filter(pl.col("closed_on").is_not_null()).group_by(name)
    return of.agg(attrition.sum().alias("x"), pl.len().alias("n"))


STEPS = [closed, lambda: cohort(28), lambda: cohort(56), lambda: cohort(90), coverage, strands,
         lambda: groups("ward"), lambda: groups("team")]
NAMES = ["withdrawn of closed, by month", "within 28 days, by month reported", "within 56 days", "within 90 days",
         "coverage, by month reported", "crimes by strand", "closed and withdrawn, by ward",
         "closed and withdrawn, by team"]


def timed(name, step):
    step()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1000)
    print(f"  polars: {name:<36} {statistics.median(times):8.1f} ms (fastest {min(times):.1f})")


for name, step in zip(NAMES, STEPS):
    timed(name, step)
timed("all of them", lambda: [step() for step in STEPS])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"  polars {pl.__version__} on {pl.thread_pool_size()} threads, memory at most {peak} MB")

for name, found in [("closed", closed()), ("within 28", cohort(28)), ("within 56", cohort(56)), ("within 90", cohort(90))]:
    for on, x, n in found.iter_rows():
        print(name, on.strftime("%Y-%m"), x, n)
by_class = {}
for on, name, n in coverage().iter_rows():
    by_class.setdefault(on, {})[name] = n
for on, counts in sorted(by_class.items()):
    print("coverage", on.strftime("%Y-%m"), *[counts.get(name, 0) for name in CLASSES])
for name, n in zip(STRANDS, strands().row(0)):
    print("strand", name, n)
for cut in ["ward", "team"]:
    for name, x, n in sorted(groups(cut).iter_rows(), key=lambda row: str(row[0])):
        print(cut, name, x, n)
