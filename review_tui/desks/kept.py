"""Values that are worked out once and kept until what they were made of has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """One value for each name, together with the key it was made under."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[Hashable, T]] = {}

    def has(self, name: str, key: Hashable) -> bool:
        """Whether the value of `name` was made under this key."""
        return name in self._values and self._values[name][0] == key

    def get(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `name`, made anew when `key` is not the one it was made under."""
        kept = self._values.get(name)
        if kept is None or kept[0] != key:
            kept = self._values[name] = (key, make())
        return kept[1]
