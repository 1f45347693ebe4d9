"""Judges requests in Arrow record batches by municipal approval conditions."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import pyarrow as pa

__version__: Final[str]

SPARK_SCHEMA: Final[str]
"""The columns that `judge` gives, as Spark declares them."""

class ArrowStream(Protocol):
    """A table, a relation, a data frame, a reader: whatever gives an Arrow stream."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

def judge(
    requests: ArrowStream | Iterable[pa.RecordBatch], *, rulesets: Sequence[str] = ()
) -> pa.RecordBatchReader:
    """Judges a request a row, and gives a row for each, in the same order.

    A row is a request in the JSON of the column `request`, or is spread over columns: `ruleset`,
    `version`, `procedure`, `asOf`, `stage`, `by`, `reference`, and one for each field by its id, or a
    struct `answers` of these. A null is as good as no column. A column `reference` beside `request` says which case it is where the
    JSON does not.

    `rulesets` are texts of rulesets, in TOML or JSON, that go before the shipped ones of the
    same name.

    What comes back is read as it is asked for. A request that cannot be judged has an `error` in
    its row. A column of a type that no answer has, or a ruleset with mistakes, is an exception.
    """
