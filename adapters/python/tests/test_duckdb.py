"""DuckDB reads what `judge` gives as a table, and asks for it as it goes."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shodaku

from archive import brief, drawn, dumps, in_json, spread


@pytest.fixture
def requests():
    return list(drawn(3000, seed=2))


@pytest.mark.parametrize("table", [in_json, spread], ids=["JSON", "columns"])
def test_an_archive_in_parquet_is_judged_as_the_command_does(tmp_path, requests, table):
    pq.write_table(table(requests), tmp_path / "archive.parquet", row_group_size=1000)
    con = duckdb.connect()
    archive = con.cursor().sql(f"from '{tmp_path}/archive.parquet'")
    judged = shodaku.judge(archive)
    said = con.sql("select reference, verdict, decidedBy, notMet, stillNeeded from judged")
    wanted = [tuple(line.values()) for line in brief(requests)]
    assert sorted(said.fetchall(), key=str) == sorted(wanted, key=str)


def test_clauses_are_counted_in_sql(requests):
    con = duckdb.connect()
    judged = shodaku.judge(in_json(requests))
    counted = con.sql("""
        select clause, count(*) from (
            select unnest(flatten([limb.clauses for limb in notMet])) as clause from judged)
        group by all""").fetchall()
    wanted = {}
    for line in brief(requests):
        for limb in line["notMet"]:
            for clause in limb["clauses"]:
                wanted[clause] = wanted.get(clause, 0) + 1
    assert dict(counted) == wanted and len(wanted) > 20


def test_it_is_an_arrow_function_too(requests):
    """Row by row in a query, for those who would rather write it so."""

    def judged(column):
        batches = shodaku.judge(pa.table({"request": column}))
        return pa.chunked_array([batch["verdict"] for batch in batches], pa.string())

    con = duckdb.connect()
    con.create_function("verdict", judged, ["VARCHAR"], "VARCHAR", type="arrow")
    archive = pa.table({"request": [dumps(request) for request in requests]})
    said = con.sql("select verdict(request) from archive").fetchall()
    assert [verdict for (verdict,) in said] == [line["verdict"] for line in brief(requests)]
