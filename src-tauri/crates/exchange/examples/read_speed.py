"""How fast DuckDB and pandas merely read the file into a table, all columns as text: read_speed.py FILE"""
import statistics
import sys
import time

import duckdb
import pandas

file = sys.argv[1]


def timed(name, read):
    times = []
    for _ in range(3):
        started = time.perf_counter()
        rows = read()
        times.append(time.perf_counter() - started)
    print(f"{name:<8} {rows} rows in {statistics.median(times):.2f} s (median of 3)")


def by_duckdb():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE extract AS SELECT * FROM read_csv(?, all_varchar = true)", [file])
    return connection.execute("SELECT count(*) FROM extract").fetchone()[0]


timed("DuckDB", by_duckdb)
timed("pandas", lambda: len(pandas.read_csv(file, dtype=str, keep_default_na=False)))
