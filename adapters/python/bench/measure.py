"""`measure.py [COUNT]`: a million requests by chance, judged by the command, DuckDB, Polars and Spark.

First 100,000 of them are judged by the command, the wheel and the package in Node, and compared.
"""

import json
import os
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from archive import ROOT, drawn, dumps, packed  # noqa: E402

OUT = ROOT / "target" / "python" / "bench"
LINES, JSON, COLUMNS = OUT / "requests.jsonl", OUT / "json.parquet", OUT / "columns.parquet"
COMMAND = ROOT / "target" / "release" / "shodaku"
AGREEING = 100_000
GROUP = 50_000

PROGRAMS = {
    "duckdb": """
import duckdb, shodaku
con = duckdb.connect()
judged = shodaku.judge(con.cursor().sql(f"from '{file}'"))
counts = dict(con.sql("select verdict, count(*) from judged group by all").fetchall())
""",
    "polars": """
import polars as pl, shodaku
requests = pl.scan_parquet(file).collect_batches(chunk_size=50_000)
counts = {}
for batch in shodaku.judge(requests):
    for verdict, count in pl.DataFrame(batch).group_by("verdict").len().iter_rows():
        counts[verdict] = counts.get(verdict, 0) + count
""",
    "spark": """
import shodaku
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.range(1).mapInArrow(lambda batches: batches, "id long").collect()
begin = time.perf_counter()
judged = spark.read.parquet(file).mapInArrow(shodaku.judge, shodaku.SPARK_SCHEMA)
counts = {row["verdict"]: row["count"] for row in judged.groupBy("verdict").count().collect()}
""",
}
AROUND = """
import json, sys, time
file = sys.argv[1]
begin = time.perf_counter()
{program}
print(json.dumps({{"seconds": time.perf_counter() - begin, "counts": counts}}, sort_keys=True))
"""


def write(count: int) -> None:
    """The same requests three times: as lines, in a column of JSON, and spread over columns."""
    OUT.mkdir(parents=True, exist_ok=True)
    requests = drawn(count)
    with LINES.open("w", encoding="utf-8") as lines:
        in_json = in_columns = None
        while group := list(islice(requests, GROUP)):
            texts = [dumps(request) for request in group]
            lines.writelines(f"{text}\n" for text in texts)
            json_table, table = pa.table({"request": texts}), packed(group)
            in_json = in_json or pq.ParquetWriter(JSON, json_table.schema)
            in_columns = in_columns or pq.ParquetWriter(COLUMNS, table.schema)
            in_json.write_table(json_table)
            in_columns.write_table(table)
        in_json.close()
        in_columns.close()


def agree() -> None:
    """Fails unless all say the same of each request."""
    import shodaku

    first = OUT / "first.jsonl"
    with LINES.open(encoding="utf-8") as lines:
        first.write_text("".join(islice(lines, AGREEING)), encoding="utf-8")
    command = [COMMAND, "check", "--jsonl", "--brief", "--exit-zero", first]
    node = ["node", Path(__file__).with_name("brief.mjs"), first]
    said = {name: printed(args) for name, args in {"command": command, "Node": node}.items()}
    for name, file in {"JSON": JSON, "columns": COLUMNS}.items():
        table = pq.read_table(file).slice(0, AGREEING)
        said[name] = [row for batch in shodaku.judge(table) for row in batch.to_pylist()]
        for row in said[name]:
            assert row.pop("error") is None, row
    wanted = said["command"]
    for name, lines in said.items():
        assert len(lines) == len(wanted), name
        for at, (line, other) in enumerate(zip(lines, wanted)):
            assert line == other, f"{name}, line {at + 1}: {line} is not {other}"
    print(f"{len(wanted):,} requests: {', '.join(said)} say the same")


def printed(args: list) -> list[dict]:
    done = subprocess.run(list(map(str, args)), capture_output=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def memory(pid: int) -> int:
    """What a process and those it has started hold now, in bytes."""
    try:
        held = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return held + sum(memory(int(child)) for child in children)


def measure(args: list) -> tuple[float, int, str]:
    """Seconds, the most memory held, and what is printed."""
    begin, peak = time.perf_counter(), 0
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    child = subprocess.Popen(list(map(str, args)), **quiet)
    out: list[bytes] = []
    reader = threading.Thread(target=lambda: out.append(last_line(child)))
    reader.start()
    while child.poll() is None:
        peak = max(peak, memory(child.pid))
        time.sleep(0.02)
    reader.join()
    assert child.returncode == 0, args
    return time.perf_counter() - begin, peak, out[0].decode()


def last_line(child: subprocess.Popen) -> bytes:
    last = b""
    while block := child.stdout.read1(1 << 20):
        last = (last + block)[-1000:]
    return last.splitlines()[-1]


def main() -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    write(count)
    agree()
    rows = []
    command = [COMMAND, "check", "--jsonl", "--brief", "--exit-zero", LINES]
    seconds, peak, _ = measure(command)
    rows.append(("command", "JSON Lines", seconds, peak))
    counts = set()
    for name, program in PROGRAMS.items():
        for what, file in {"a column of JSON": JSON, "columns": COLUMNS}.items():
            code = AROUND.format(program=program)
            _, peak, said = measure([sys.executable, "-c", code, file])
            found = json.loads(said)
            rows.append((name, what, found["seconds"], peak))
            counts.add(json.dumps(found["counts"]))
    assert len(counts) == 1, counts
    print(*counts)
    for name, what, seconds, peak in rows:
        print(f"| {name} | {what} | {count / seconds:,.0f}/s | {peak / 2**20:,.0f} MB |")


main()
