"""Polars: a data frame in, a data frame out, or a piece at a time."""

import polars as pl
import pytest
import shodaku

from archive import brief, drawn, in_json, spread


@pytest.fixture
def requests():
    return list(drawn(3000, seed=3))


@pytest.mark.parametrize("table", [in_json, spread], ids=["JSON", "columns"])
def test_a_data_frame_is_judged_as_the_command_does(requests, table):
    frame = pl.from_arrow(table(requests))
    judged = pl.DataFrame(shodaku.judge(frame))
    assert judged.drop("error").to_dicts() == brief(requests)
    assert judged["error"].null_count() == len(requests)


def test_categories_are_texts(requests):
    frame = pl.from_arrow(spread(requests))
    coded = frame.with_columns(pl.col("ruleset", "procedure", "stage").cast(pl.Categorical))
    assert pl.DataFrame(shodaku.judge(coded)).equals(pl.DataFrame(shodaku.judge(frame)))


def test_an_archive_larger_than_memory_goes_a_piece_at_a_time(tmp_path, requests):
    pl.from_arrow(in_json(requests)).write_parquet(tmp_path / "archive.parquet")
    pieces = pl.scan_parquet(tmp_path / "archive.parquet").collect_batches(chunk_size=700)
    judged = pl.concat(pl.DataFrame(batch) for batch in shodaku.judge(pieces))
    assert judged["verdict"].to_list() == [line["verdict"] for line in brief(requests)]
