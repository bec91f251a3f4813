"""Numbers in words as people say sums: "four eighteen", "a hundred forty eight", "two thousand ninety"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import SMALL, TENS

SCALE = {"hundred": 100, "thousand": 1000, "grand": 1000}


def two_digits(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "eight", "eighteen", "eighty eight" and the token after it."""
    value = SMALL.get(word_at(tokens, i))
    if value is None or value == 0:
        return None
    after = i + 1 + (value in TENS.values() and word_at(tokens, i + 1) == "-")
    ones = SMALL.get(word_at(tokens, after), 0)
    return (value + ones, after + 1) if value >= 20 and 0 < ones < 10 else (value, i + 1)


def three_digits(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "a hundred forty eight", "sixty five hundred", "four eighteen", "two oh four", "seventy"."""
    head = (
        (1, i + 1)
        if word_at(tokens, i) == "a"
        else (1, i)
        if word_at(tokens, i) == "hundred"
        else two_digits(tokens, i)
    )
    if head is None:
        return None
    if word_at(tokens, head[1]) == "hundred":
        rest = two_digits(tokens, head[1] + 1 + (word_at(tokens, head[1] + 1) == "and"))
        return (head[0] * 100 + rest[0], rest[1]) if rest else (head[0] * 100, head[1] + 1)
    if head[0] > 9 or word_at(tokens, i) == "a":
        return head if word_at(tokens, i) != "a" else None
    if word_at(tokens, head[1]) == "oh" and (ones := two_digits(tokens, head[1] + 1)) and ones[0] < 10:
        return head[0] * 100 + ones[0], ones[1]
    tens = two_digits(tokens, head[1])
    return (head[0] * 100 + tens[0], tens[1]) if tens and tens[0] > 9 else head


def word_at(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].word if i < len(tokens) else ""


def words_of_number(tokens: Sequence[Token], i: int) -> tuple[list[str], int]:
    run: list[str] = []
    j = i
    while j < len(tokens):
        word = tokens[j].word
        if word in TENS and word != "twenty" and word_at(tokens, j + 1) == word:
            j += 1  # "a hundred and thirty thirty eight dollars": begun twice
            continue
        if (
            word in SMALL
            or word in SCALE
            or (word == "a" and word_at(tokens, j + 1) in SCALE)
            or (word.isdigit() and run)
        ):
            run.append(word)
        elif not (run and word in ("and", "-") and (word_at(tokens, j + 1) in SMALL)):
            break
        elif word == "and" and run[-1] not in SCALE and word_at(tokens, j + 2) in SCALE:
            break  # "p r one and two hundred dollars": two numbers
        j += 1
    return run, j


def number_value(run: Sequence[str]) -> int:
    """The value of number words: by scale words, else side by side as prices are said ("four twenty" is 420)."""
    total = current = last = 0
    for word in run:
        if word in SCALE:
            if word == "hundred":
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * SCALE[word], 0
            last = 0
            continue
        value = 1 if word == "a" else int(word) if word.isdigit() else SMALL[word]
        if last and not (last % 10 == 0 and 20 <= last < 100 and 0 < value < 10):
            current *= 100 if value >= 10 else 10
        current += value
        last = value or last
    return total + current
