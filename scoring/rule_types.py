"""What every value of a season's rules is made of: frozen, exact, and with the clause that it comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


def _number(value: object) -> object:
    """Only a number stands for a number: text and truth values would be coerced silently."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("decimal_type", "a number is expected")
    return value


NUMBER = BeforeValidator(_number)
"""Put last: what stands before it stays visible in the JSON schema, of which sentences on wrong values are made."""

Exact = Annotated[Decimal, NUMBER]
Whole = Annotated[int, Field(strict=True)]
Points = Annotated[Decimal, Field(gt=0, le=1000), NUMBER]
Percent = Annotated[Decimal, Field(ge=0, le=100), NUMBER]


class Rule(BaseModel):
    """Base of all rule values: frozen, no unknown keys (a misspelt key is an error, not a silent default)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Clause(Rule):
    """A rule that quotes its place in the notice, e.g. `"二（二）"`; "—" where the notice says nothing."""

    clause: str
