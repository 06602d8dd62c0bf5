"""How an article is cited: `村民委员会组织法 第十八条`, and in English."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
PLACES = (("千", 1000), ("百", 100), ("十", 10), ("", 1))


def chinese_number(n: int) -> str:
    """1 to 9999 in the numerals in which articles are numbered: 18 is 十八, 30 is 三十, 1045 is 一千零四十五."""
    assert 0 < n < 10_000, n
    words, skipped = "", False
    for name, place in PLACES:
        digit = n // place % 10
        if digit:
            words += ("零" if skipped else "") + DIGITS[digit] + name
        skipped = bool(words) and not digit
    return words.removeprefix("一") if 10 <= n < 20 else words


def cite(title: str, article: int | str | None) -> str:
    """Title and article in Chinese; a part that has no article number is cited by its heading, several as `18-20`."""
    if article is None:
        return title
    first, _, last = str(article).partition("-")
    if first.isdecimal():
        span = [f"第{chinese_number(int(number))}条" for number in (first, last) if number]
        return f"{title} {'至'.join(span)}"
    return f"{title} {article}"


def cite_en(title: str, article: int | str | None) -> str:
    """Title and article in English."""
    if article is None:
        return title
    if isinstance(article, int):
        return f"{title}, art. {article}"
    if article[:1].isdecimal():
        return f"{title}, arts. {article.replace('-', '–')}"
    part = DIGITS.find(article[:1])
    return f"{title}, part {part}" if part > 0 else f"{title}, {article}"
