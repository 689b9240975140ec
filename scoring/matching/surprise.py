"""How rare a title is, in bits, by the register's own titles: 大讲堂 proves nothing, 查干 a lot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import inf, log2

from scoring.matching.title_words import COMMON, FORMS

_ALPHABET = 4000
_SAMPLE = 5_000
"""So many titles are enough to know what is common; of a longer register every n-th is taken."""
_LONGEST = 5
_MARGIN = 10


class Surprise:
    """Bits of surprise of every character of a title.

    A title is explained in the cheapest way as a row of pieces of two to five characters that at least two titles of
    the register have, each at log2(titles / titles with it), and of single characters under a model of pairs with
    Witten–Bell smoothing down to a flat alphabet of 4,000 (Witten & Bell 1991, method C). A piece's bits are spread
    evenly over its characters. `titles`: normal forms; the words of `COMMON` and `FORMS` count as if one title in a
    hundred had each of them.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        sample = titles[:: max(1, len(titles) // _SAMPLE)]
        self._titles = Counter(titles)
        self._total = len(titles)
        self._count = len(sample)
        share = max(1, round(self._count / 100))
        self._pairs = Counter(pair for one in sample for pair in map("".join, zip(" " + one, one, strict=False)))
        pieces = Counter(
            one[i : i + n] for one in sample for n in range(2, _LONGEST + 1) for i in range(len(one) - n + 1)
        )
        for word in (*COMMON, *FORMS):
            pieces[word] += share
            for pair in map("".join, zip(" " + word, word, strict=False)):
                self._pairs[pair] += share
        self._before: Counter[str] = Counter()
        self._single: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for pair, times in self._pairs.items():
            self._before[pair[0]] += times
            self._kinds[pair[0]] += 1
            self._single[pair[1]] += times
        self._all = sum(self._single.values())
        ceiling = log2(self._count + _MARGIN)
        self._costs = {piece: ceiling - log2(seen) for piece, seen in pieces.items() if seen > 1}
        self._alone = lru_cache(maxsize=100_000)(self._one)
        self.bits = lru_cache(maxsize=200_000)(self._bits)

    def most(self, text: str) -> float:
        """The most that an agreement in this title can prove: a title that several rows have is no rarer than that."""
        seen = self._titles[text]
        return -log2((seen - 1) / (self._total + 10 * _MARGIN)) if seen > 1 else inf

    def _bits(self, text: str) -> tuple[float, ...]:
        """Bits of every character of `text`, in order; their sum is that of the whole."""
        least, start = [0.0], [0]
        for end in range(1, len(text) + 1):
            cost, begin = least[-1] + self._alone(text[end - 2 : end] if end > 1 else " " + text[0]), end - 1
            for length in range(2, min(_LONGEST, end) + 1):
                bits = self._costs.get(text[end - length : end])
                if bits is not None and (other := least[end - length] + bits) < cost:
                    cost, begin = other, end - length
            least.append(cost)
            start.append(begin)
        spread = [0.0] * len(text)
        end = len(text)
        while end:
            begin = start[end]
            spread[begin:end] = [(least[end] - least[begin]) / (end - begin)] * (end - begin)
            end = begin
        return tuple(spread)

    def _one(self, pair: str) -> float:
        """Bits of the second character of a pair after the first."""
        before, char = pair[0], pair[1]
        kinds = len(self._single)
        single = (self._single[char] + kinds / _ALPHABET) / (self._all + kinds)
        seen, following = self._before[before], self._kinds[before]
        return -log2((self._pairs[pair] + following * single) / (seen + following) if seen else single)
