"""The same tables as Parquet, where pyarrow is installed (the extra ``parquet``)."""

from __future__ import annotations

import importlib
import io

from ppsim.exchange.csv_file import defused
from ppsim.exchange.tables import Table, Value

_TYPES = {
    "text": "string",
    "time": "string",
    "integer": "int64",
    "number": "float64",
    "true/false": "bool_",
}


def render(table: Table) -> bytes:
    """The table as Parquet; texts are made as harmless as in CSV, since they end up there.

    Raises:
        ImportError: pyarrow is not installed.
    """
    arrow = importlib.import_module("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    fields = [
        (name, getattr(arrow, _TYPES[kind])())
        for name, kind in zip(table.columns, table.kinds, strict=True)
    ]
    columns: list[list[Value]] = [
        [defused(v) if isinstance(v, str) else v for v in (row[i] for row in table.rows)]
        for i in range(len(table.columns))
    ]
    schema = arrow.schema(fields)
    arrays = [arrow.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()
