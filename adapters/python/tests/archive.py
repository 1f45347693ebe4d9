"""Requests to judge: those of every case of every shipped town, and as many more by chance."""

import datetime
import json
import os
import random
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

ROOT = Path(__file__).resolve().parents[3]
RULESETS = ROOT / "src" / "rulesets"
HIRONO = (RULESETS / "hirono.toml").read_text(encoding="utf-8")
# Requests for re-entrustment sixty days before it begins.
_ASKED = '["request.filed_on", "subcontract.starts_on"]'
STRICTER = HIRONO.replace(_ASKED, _ASKED.replace("]", ", 60]"))
assert STRICTER != HIRONO
KEYS = ["ruleset", "version", "procedure", "asOf", "stage", "by", "reference"]


def shodaku(*args: object, input: str = "") -> str:
    """What the command prints, however it ends."""
    program = os.environ.get("SHODAKU", ROOT / "target" / "debug" / "shodaku")
    command = [str(program), *map(str, args)]
    done = subprocess.run(command, input=input, capture_output=True, encoding="utf-8")
    assert done.stdout, done.stderr
    return done.stdout


def towns() -> list[Path]:
    """The file of every shipped ruleset."""
    files = sorted(RULESETS.glob("*.toml"))
    return [f for f in files if f.name != "fields.toml" and not f.name.endswith(".cases.toml")]


def cases() -> list[dict]:
    """The request of every case of every town."""
    said = (shodaku("rulesets", "test", "--requests", town) for town in towns())
    return [json.loads(line) for lines in said for line in lines.splitlines()]


def brief(requests: list[dict] | list[str]) -> list[dict]:
    """What the command says of each, in brief."""
    lines = [line if isinstance(line, str) else dumps(line) for line in requests]
    said = shodaku("check", "--jsonl", "--brief", "-", input="\n".join(lines))
    return [json.loads(line) for line in said.splitlines()]


def dumps(request: dict) -> str:
    return json.dumps(request, ensure_ascii=False, separators=(",", ":"))


def in_json(requests: list[dict]) -> pa.Table:
    """A column of requests in JSON."""
    return pa.table({"request": [dumps(request) for request in requests]})


def drawn(count: int, seed: int = 1) -> Iterator[dict]:
    """Requests by chance: those of the cases, some answers taken from other cases or left out."""
    chance = random.Random(seed)
    known = [request for request in cases() if fits(request)]
    answers: dict[tuple[str, str], list] = defaultdict(list)
    for request in known:
        for field, answer in request["answers"].items():
            answers[request["ruleset"], field].append(answer)
    days = sorted({request["asOf"] for request in known})
    for number in range(count):
        request = dict(chance.choice(known), reference=f"R8-{number + 1}")
        request["answers"] = dict(request["answers"])
        given = list(request["answers"])
        for field in chance.sample(given, min(len(given), chance.choice([0, 1, 1, 2, 4]))):
            if chance.random() < 0.4:
                del request["answers"][field]
            else:
                request["answers"][field] = chance.choice(answers[request["ruleset"], field])
        if chance.random() < 0.1:
            request["stage"] = chance.choice(["draft", "filed"])
        if chance.random() < 0.1:
            request["asOf"] = chance.choice(days)
        yield request


def kind(answer: object) -> str:
    """What a column holds that holds this."""
    if isinstance(answer, list):
        return "list" if all(isinstance(entry, str) for entry in answer) else "other"
    return type(answer).__name__


def fits(request: dict) -> bool:
    """Whether its answers are of the types that the fields have in most cases."""
    return all(fits_in(TYPES[field], answer) for field, answer in request["answers"].items())


def fits_in(of: str, answer: object) -> bool:
    return of in ARROW and kind(answer) == ("str" if of == "day" else of)


def types() -> dict[str, str]:
    """The type that each field has in most cases."""
    answers: dict[str, list] = defaultdict(list)
    for request in cases():
        for field, answer in request["answers"].items():
            answers[field].append(answer)
    return {field: type_of(given) for field, given in answers.items()}


def type_of(answers: list) -> str:
    most, _ = Counter(map(kind, answers)).most_common(1)[0]
    texts = [answer for answer in answers if isinstance(answer, str)]
    return "day" if most == "str" and all(map(day, texts)) else most


def day(text: str) -> datetime.date | None:
    """The day that is written so between programs."""
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


TYPES = types()
ARROW = {
    "bool": pa.bool_(),
    "int": pa.int64(),
    "list": pa.list_(pa.string()),
    "str": pa.string(),
    "day": pa.date32(),
}


def spread(requests: list[dict]) -> pa.Table:
    """A column for each key and each field, of the type that a database has for it."""
    columns = {key: pa.array([r.get(key) for r in requests], pa.string()) for key in KEYS}
    columns["asOf"] = pa.array([day(request["asOf"]) for request in requests], pa.date32())
    for field, of in sorted(TYPES.items()):
        values = [request["answers"].get(field) for request in requests]
        if of == "day":
            values = [value and day(value) for value in values]
        columns[field] = pa.array(values, ARROW[of])
    return pa.table(columns)


def packed(requests: list[dict]) -> pa.Table:
    """The same with the fields in a struct."""
    table = spread(requests)
    fields = table.select(sorted(TYPES)).combine_chunks()
    return table.select(KEYS).append_column("answers", fields.to_struct_array())
