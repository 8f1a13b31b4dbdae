"""What kept outputs of a notebook must look like, in the notebook format 4."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from pydantic import Field, TypeAdapter


class _Stream(TypedDict):
    output_type: Literal["stream"]
    name: str
    text: str


class _Data(TypedDict):
    output_type: Literal["display_data", "execute_result"]
    data: dict[str, Any]
    metadata: dict[str, Any]


class _Error(TypedDict):
    output_type: Literal["error"]
    ename: str
    evalue: str
    traceback: list[str]


_Output = Annotated[_Stream | _Data | _Error, Field(discriminator="output_type")]

OUTPUTS: TypeAdapter[list[list[_Output]]] = TypeAdapter(list[list[_Output]])
"""The outputs of code cells, in their order."""
READS: TypeAdapter[list[list[str]]] = TypeAdapter(list[list[str]])
"""What runs read: names of files and folders, by run."""
