"""Solves one instance of the planning benchmark with OR-Tools' SimpleMinCostFlow and prints what it took, as JSON.

against_ortools.rs writes the instance and calls this; the sum is the same: service points with fair load.
Given are arrays of arcs that are already priced, so that only what OR-Tools itself needs is timed: taking the arcs in,
and solving. Finding the pairs and pricing them, which our own time holds, is left out.
"""

import json
import resource
import sys
import time

import numpy
from ortools.graph.python import min_cost_flow


def memory_kb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(file):
    header = numpy.fromfile(file, dtype=numpy.int64, count=2)
    nodes, arcs = int(header[0]), int(header[1])
    table = numpy.fromfile(file, dtype=numpy.int64, offset=16)
    start, end, room, price = (table[i * arcs : (i + 1) * arcs] for i in range(4))
    supply = table[4 * arcs : 4 * arcs + nodes]
    start, end = start.astype(numpy.int32), end.astype(numpy.int32)
    before = memory_kb()
    began, began_cpu = time.perf_counter(), time.process_time()
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(start, end, room, price)
    solver.set_nodes_supplies(numpy.arange(nodes, dtype=numpy.int32), supply)
    built, built_cpu = time.perf_counter(), time.process_time()
    status = solver.solve()
    solved, solved_cpu = time.perf_counter(), time.process_time()
    if status != solver.OPTIMAL:
        sys.exit(f"OR-Tools ended with status {status}")
    print(
        json.dumps(
            {
                "build_ms": (built - began) * 1e3,
                "solve_ms": (solved - built) * 1e3,
                "build_cpu_ms": (built_cpu - began_cpu) * 1e3,
                "solve_cpu_ms": (solved_cpu - built_cpu) * 1e3,
                "optimum": str(solver.optimal_cost()),
                "memory_kb": memory_kb() - before,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
