"""How an article is cited: `村民委员会组织法 第十八条`, and in English."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"


def chinese_number(n: int) -> str:
    """1 to 99 in the numerals in which articles are numbered: 18 is 十八, 30 is 三十."""
    assert 0 < n < 100, n
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def cite(title: str, article: int | str | None) -> str:
    """Title and article in Chinese; a part that has no article number is cited by its heading."""
    if article is None:
        return title
    label = f"第{chinese_number(article)}条" if isinstance(article, int) else article
    return f"{title} {label}"


def cite_en(title: str, article: int | str | None) -> str:
    """Title and article in English."""
    if article is None:
        return title
    if isinstance(article, int):
        return f"{title}, art. {article}"
    part = DIGITS.find(article[:1]) if article else 0
    return f"{title}, part {part}" if part > 0 else f"{title}, {article}"
