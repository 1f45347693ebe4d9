"""Spark sends `judge` to where the requests are."""

import os
import sys
from functools import partial

import pyarrow.parquet as pq
import pytest
import shodaku
from pyspark.sql import SparkSession
from pyspark.sql.types import StructType

# What runs a task is the Python that runs this, and not the first on the path.
os.environ["PYSPARK_PYTHON"] = sys.executable

from archive import STRICTER, brief, drawn, in_json, packed  # noqa: E402
from test_readme import BEGINNING, SPARK, here, run  # noqa: E402, F401


@pytest.fixture(scope="module")
def spark():
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = session.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def requests():
    return list(drawn(3000, seed=4))


@pytest.mark.parametrize("table", [in_json, packed], ids=["JSON", "a struct"])
def test_an_archive_is_judged_as_the_command_does(spark, tmp_path, requests, table):
    pq.write_table(table(requests), tmp_path / "archive.parquet", row_group_size=1000)
    archive = spark.read.parquet(str(tmp_path / "archive.parquet")).repartition(3)
    judged = archive.mapInArrow(shodaku.judge, shodaku.SPARK_SCHEMA)
    assert judged.schema == StructType.fromDDL(shodaku.SPARK_SCHEMA)
    said = {row["reference"]: row.asDict(recursive=True) for row in judged.collect()}
    wanted = brief(requests)
    assert len(said) == len(wanted)
    for line in wanted:
        assert said[line["reference"]] == {**line, "error": None}


def test_the_texts_of_ones_own_go_along(spark, tmp_path, requests):
    pq.write_table(in_json(requests), tmp_path / "archive.parquet")
    archive = spark.read.parquet(str(tmp_path / "archive.parquet"))
    limbs = []
    for judge in (shodaku.judge, partial(shodaku.judge, rulesets=[STRICTER])):
        judged = archive.mapInArrow(judge, shodaku.SPARK_SCHEMA).collect()
        limbs.append(sum(limb["limb"] == "s13-2-time.asked" for row in judged for limb in row["notMet"]))
    assert limbs[0] < limbs[1]


def test_every_line_of_the_readme_runs(spark, here, capsys):  # noqa: F811
    # The session began in another folder.
    file = repr(str(here / "archive.parquet"))
    run([*BEGINNING, *(block.replace('"archive.parquet"', file) for block in SPARK)])
    assert "not_approvable" in capsys.readouterr().out
