"""What `judge` says of each row, however it is written, and what it refuses."""

import datetime
import pickle

import pyarrow as pa
import pytest
import shodaku

from archive import (
    HIRONO,
    STRICTER,
    TYPES,
    brief,
    cases,
    drawn,
    dumps,
    fits,
    in_json,
    packed,
    spread,
)
from archive import shodaku as command


def rows(requests, **options):
    return shodaku.judge(requests, **options).read_all().to_pylist()


def verdicts(requests, **options):
    return [row["verdict"] for row in rows(requests, **options)]


def as_the_command_says(row):
    """A row as the line of JSON that the command writes."""
    error = row.pop("error")
    if error is None:
        return row
    assert (row["verdict"], row["decidedBy"], row["notMet"], row["stillNeeded"]) == (None,) * 4
    said = {key: said for key, said in error.items() if said is not None}
    return {"reference": row["reference"], "error": said}


def as_a_row(line):
    line.pop("line", None)
    return line


PASSING = next(
    request
    for request in cases()
    if request["ruleset"] == "hirono" and request["procedure"] == "subcontract"
)


def with_answer(field, answer):
    return {**PASSING, "answers": {**PASSING["answers"], field: answer}}


def test_every_case_of_every_town_comes_out_as_the_command_has_it():
    requests = cases()
    assert len(requests) > 1500
    wanted = [as_a_row(line) for line in brief(requests)]
    assert [as_the_command_says(row) for row in rows(in_json(requests))] == wanted


def test_a_request_in_columns_comes_out_as_the_same_in_json():
    requests = [*filter(fits, cases()), *drawn(2000)]
    assert len(requests) > 3500
    assert {"bool", "int", "list", "str", "day"} <= set(TYPES.values())
    wanted = brief(requests)
    for table in (spread(requests), packed(requests)):
        assert [as_the_command_says(row) for row in rows(table)] == wanted


BAD = [
    "",
    "{",
    "[]",
    "null",
    '{"reference":"R8-12","ruleset":"hirno","procedure":"copy","asOf":"2026-11-22"}',
    '{"ruleset":"hirono","procedure":"copi","asOf":"2026-11-22"}',
    '{"ruleset":"hirono","procedure":"copy","asOf":"2026-11-31"}',
    '{"ruleset":"hirono","procedure":"copy","asOf":"2026-11-22","answers":{"scope.wrk":"x"}}',
    '{"ruleset":"hirono","procedure":"copy"}',
    '{"procedure":"copy","asOf":"2026-11-22"}',
    dumps(with_answer("scope.data_items", ["a", None])),
    dumps(with_answer("scope.record_count", ["a"])),
]


def test_what_cannot_be_judged_has_an_error_and_stops_nothing():
    good = dumps(PASSING)
    lines = [line for bad in BAD[1:] for line in (bad, good)]
    said = rows(pa.table({"request": lines}))
    for row, line in zip(said[::2], brief(lines)[::2], strict=True):
        # What is no request has no reference here: `check` looks further. And a line has an end.
        line["reference"] = None
        if row["error"]["code"] == "bad_json":
            row["error"]["message"] = line["error"]["message"]
        assert as_the_command_says(row) == as_a_row(line)
    assert {row["verdict"] for row in said[1::2]} == {"approvable"}


def test_a_row_of_json_is_named_by_its_reference_or_by_the_column_beside_it():
    requests = [dumps({**PASSING, "reference": "R8-1"}), dumps(PASSING), "{", None]
    table = pa.table({"request": requests, "reference": ["a", "b", "c", None], "other": [1] * 4})
    said = rows(table)
    assert [row["reference"] for row in said] == ["R8-1", "b", "c", None]
    assert [row["error"] and row["error"]["code"] for row in said] == [
        None,
        None,
        "bad_json",
        "bad_json",
    ]


@pytest.mark.parametrize(
    ("column", "values", "code", "path"),
    [
        ("procedure", ["copy", None], "missing_key", "procedure"),
        ("ruleset", ["hirono", None], "missing_key", "ruleset"),
        ("version", [None, "2001-04-01"], "wrong_type", "version"),
        ("asOf", ["2026-11-22", None], "missing_key", "asOf"),
        ("asOf", ["2026-11-22", "2026-11-31"], "bad_date", "asOf"),
        ("stage", ["filed", "file"], "bad_stage", "stage"),
        ("by", ["officer", "contract"], "bad_supplier", "by"),
        ("scope.wrk", [None, "x"], "unknown_field", "answers.scope.wrk"),
        ("scope.work", [None, "a\0b"], "bad_text", "answers.scope.work"),
        ("scope.data_items", [["a"], ["a", None]], "wrong_type", "answers.scope.data_items"),
        ("reference", ["a", "a" * 1001], "too_large", "reference"),
    ],
)
def test_a_row_in_columns_is_refused_by_itself(column, values, code, path):
    columns = {"ruleset": ["hirono"] * 2, "procedure": ["copy"] * 2, "asOf": ["2026-11-22"] * 2}
    good, bad = rows(pa.table({**columns, column: values}))
    assert good["error"] is None and good["verdict"] is not None
    assert (bad["error"]["code"], bad["error"]["path"]) == (code, path)


def test_a_column_may_have_any_type_that_says_the_same():
    texts, days = ["hirono", "hirono"], [datetime.date(2026, 11, 22)] * 2
    columns = {
        "ruleset": pa.array(texts),
        "procedure": pa.array(["subcontract"] * 2),
        "asOf": pa.array(days, pa.date32()),
        "stage": pa.array(["filed"] * 2),
        "scope.record_count": pa.array([4800, None], pa.int64()),
        "contract.record_ceiling": pa.array([4700, 4700], pa.int64()),
        "scope.data_items": pa.array([["氏名"], None], pa.list_(pa.string())),
        "request.in_writing": pa.array([True, False]),
        "scope.work": pa.array(["封入", None]),
    }
    wanted = rows(pa.table(columns))
    failing = [{limb["limb"] for limb in row["notMet"]} for row in wanted]
    assert "4-ro.ceiling" in failing[0] - failing[1] and "4-ro.work" in failing[1] - failing[0]
    text = columns["ruleset"]
    others = {
        "ruleset": [
            text.cast(pa.large_string()),
            text.cast(pa.string_view()),
            text.dictionary_encode(),
            text.cast(pa.large_string()).dictionary_encode(),
        ],
        "asOf": [
            columns["asOf"].cast(pa.date64()),
            pa.array(["2026-11-22"] * 2),
        ],
        "scope.record_count": [
            columns["scope.record_count"].cast(kind)
            for kind in [pa.int16(), pa.int32(), pa.uint16(), pa.uint32(), pa.uint64()]
            + [pa.float32(), pa.float64(), pa.string()]
        ],
        "scope.data_items": [
            columns["scope.data_items"].cast(kind)
            for kind in [pa.large_list(pa.string()), pa.list_(pa.large_string())]
            + [pa.list_(pa.string_view())]
        ],
        "approval.conditions": [pa.nulls(2)],
    }
    for name, arrays in others.items():
        for array in arrays:
            assert rows(pa.table({**columns, name: array})) == wanted, (name, array.type)


def test_a_struct_that_is_not_there_answers_nothing():
    answers = pa.array([{"scope.work": "封入"}, None], pa.struct({"scope.work": pa.string()}))
    keys = {"ruleset": ["hirono"] * 2, "procedure": ["subcontract"] * 2}
    keys |= {"asOf": ["2026-11-22"] * 2, "stage": ["filed"] * 2}
    blank = rows(pa.table(keys))
    assert rows(pa.table({**keys, "answers": answers.take([1, 1])})) == blank
    given = rows(pa.table({**keys, "answers": answers.take([0, 1])}))
    assert (given[0] == blank[0], given[1]) == (False, blank[1])


def test_lists_are_read_where_a_slice_of_them_begins():
    requests = [with_answer("scope.data_items", items) for items in (["氏名"], ["血圧"], ["住所"])]
    table = spread(requests)
    for at, wanted in enumerate(verdicts(table)):
        assert verdicts(table.slice(at, 1)) == [wanted]
    assert len(set(verdicts(table))) == 2


def test_a_column_of_another_type_is_refused_by_its_name():
    now = pa.array([datetime.datetime(2026, 11, 22)])
    columns = {"ruleset": ["hirono"], "procedure": ["copy"], "asOf": now}
    with pytest.raises(pa.ArrowException, match="column `asOf` is of type Timestamp.*cast it"):
        rows(pa.table(columns))
    twice = pa.table([["a"], ["b"]], names=["ruleset", "ruleset"])
    with pytest.raises(pa.ArrowException, match="two columns `ruleset`"):
        rows(twice)


def test_many_rows_come_back_in_order_and_in_small_batches():
    requests = [{**PASSING, "reference": f"R8-{number}"} for number in range(40_000)]
    batches = list(shodaku.judge(in_json(requests)))
    assert max(batch.num_rows for batch in batches) <= 8192
    said = [row for batch in batches for row in batch["reference"].to_pylist()]
    assert said == [request["reference"] for request in requests]


def test_nothing_is_read_before_it_is_asked_for():
    read = []

    def batches():
        for number in range(3):
            read.append(number)
            yield in_json([PASSING]).to_batches()[0]

    judged = shodaku.judge(batches())
    assert read == []
    assert judged.read_next_batch().num_rows == 1
    assert read == [0]
    assert judged.read_all().num_rows == 2


@pytest.mark.parametrize(
    "given",
    [
        lambda table: table,
        lambda table: table.to_reader(),
        lambda table: table.to_batches()[0],
        lambda table: table.to_batches(),
        lambda table: iter(table.to_batches()),
        lambda table: [table, table.slice(0, 0)],
    ],
    ids=["table", "reader", "batch", "batches", "iterator", "tables"],
)
def test_requests_come_from_whatever_is_an_arrow_stream_or_several(given):
    assert verdicts(given(in_json([PASSING]))) == ["approvable"]


def test_nothing_comes_of_nothing():
    assert rows([]) == []
    assert rows(in_json([])) == []
    assert rows(pa.table({})) == []


def test_what_goes_wrong_outside_is_said():
    def batches():
        yield in_json([PASSING]).to_batches()[0]
        raise OSError("the disk is gone")

    judged = shodaku.judge(batches())
    judged.read_next_batch()
    with pytest.raises(Exception, match="the disk is gone"):
        judged.read_next_batch()
    with pytest.raises(TypeError):
        shodaku.judge(7)
    with pytest.raises(Exception, match="__arrow_c_stream__|RecordBatchReader"):
        rows(["no batch"])


def test_a_ruleset_of_ones_own_goes_before_the_shipped_one(tmp_path):
    request = in_json([PASSING])
    (tmp_path / "hirono.toml").write_text(STRICTER, encoding="utf-8")
    built = command("rulesets", "build", tmp_path / "hirono.toml")
    for own in (STRICTER, built):
        said = rows(request, rulesets=[own])
        assert [limb["limb"] for limb in said[0]["notMet"]] == ["s13-2-time.asked"]
    assert verdicts(request) == ["approvable"]


@pytest.mark.parametrize(
    ("rulesets", "said"),
    [
        (["[ruleset]\nformat = 2"], r"(?s)rulesets\[0\]: .*2:1: `ruleset.format`"),
        ([HIRONO, "{"], r"rulesets\[1\]: not the JSON expected"),
        ([HIRONO, HIRONO], r"rulesets\[1\]: `ruleset.version` another ruleset is version"),
        ([HIRONO, HIRONO.replace('id = "hirono"', 'id = "kita"', 1)], r"answers to `yono` too"),
    ],
)
def test_a_ruleset_that_cannot_be_used_is_refused_with_its_mistakes(rulesets, said):
    with pytest.raises(ValueError, match=said):
        shodaku.judge(in_json([]), rulesets=rulesets)


def test_spark_can_send_it_to_where_the_requests_are():
    assert pickle.loads(pickle.dumps(shodaku.judge)) is shodaku.judge
