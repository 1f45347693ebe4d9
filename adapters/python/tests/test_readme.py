"""What the README says runs."""

import re

import pytest

from archive import ROOT, RULESETS, shodaku

README = (ROOT / "adapters" / "python" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SPARK = [block for block in BLOCKS if "spark" in block]
# What writes the archive, and what is imported.
BEGINNING = ["import shodaku", BLOCKS[0]]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the files that the README begins with."""
    monkeypatch.chdir(tmp_path)
    town = RULESETS / "hirono.toml"
    (tmp_path / "requests.jsonl").write_text(
        shodaku("rulesets", "test", "--requests", town), encoding="utf-8"
    )
    (tmp_path / "hirono.toml").write_text(town.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def run(blocks):
    names = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    return names


def test_every_line_runs(here, capsys):
    names = run(block for block in BLOCKS if block not in SPARK)
    said = capsys.readouterr().out
    assert "別記第13第2項" in said, said
    assert names["judged"] is not None
