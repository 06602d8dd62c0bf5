"""Which fonts there are, and what each style of a paper looks like with them.

Bundled: Noto Sans S Chinese. The build puts the files in BUNDLED into `rendering/fonts/`, from the npm package
`@embedpdf/fonts-sc` (its folder `fonts/`), with that package's LICENSE, the SIL Open Font License. They hold all of
GB 2312, the unified ideographs and extension A, and 㛃 䶮 𬭎 among the names that are often missing, so no paper comes
out without Chinese.
Official look, where the system has them: Noto Serif CJK SC (title, 宋) and Fandol (仿宋, 楷). `CUNXUAN_FONTS` may name
one more folder. Every style ends with the bundled font. Only folders named here are read: looking through all fonts of
a system triples the time of the first page.

The same context gives the same bytes on machines with the same fonts. With other fonts the paper says the same but is
another file; therefore the digest of a paper is taken over its context and never over its PDF.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from .faults import RenderingFault

BUNDLED = ("NotoSansHans-Regular.otf", "NotoSansHans-Bold.otf")
BUNDLED_FOLDER = Path(__file__).parent / "fonts"
BUNDLED_FAMILY = "Noto Sans S Chinese"

#: Where distributions put Noto CJK (Debian and its kin, Fedora, Arch) and Fandol (TeX Live, or copied by hand).
SYSTEM_FOLDERS = tuple(
    Path(folder)
    for folder in (
        "/usr/share/fonts/opentype/noto",
        "/usr/share/fonts/google-noto-serif-cjk-fonts",
        "/usr/share/fonts/google-noto-sans-cjk-fonts",
        "/usr/share/fonts/noto-cjk",
        "/usr/share/fonts/opentype/fandol",
        "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
        "/usr/share/texmf-dist/fonts/opentype/public/fandol",
    )
)

SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
FANG = "FandolFang R"
KAI = "FandolKai"

#: Style -> families in order of preference; what is not there is left out.
STYLES = {
    "title": (SERIF, BUNDLED_FAMILY),
    "song": (SERIF, BUNDLED_FAMILY),
    "fang": (FANG, SERIF, BUNDLED_FAMILY),
    "kai": (KAI, SERIF, BUNDLED_FAMILY),
    "hei": (SANS, BUNDLED_FAMILY),
}

#: Characters of names that old fonts lack; `check` tries each.
RARE = "㛃䶮𬭎"


@dataclass(frozen=True, slots=True)
class Look:
    """One finding about fonts in a plain sentence; `ok` is false where papers cannot be made or look poorer."""

    ok: bool
    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


def folders() -> tuple[Path, ...]:
    """The folders that are read, those that exist, bundled first."""
    extra = os.environ.get("CUNXUAN_FONTS")
    named = (BUNDLED_FOLDER, *SYSTEM_FOLDERS, *((Path(extra),) if extra else ()))
    return tuple(folder for folder in named if folder.is_dir())


@cache
def families() -> frozenset[str]:
    """Names of the fonts in those folders."""
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders()]
    )
    return frozenset(found.families())


@cache
def styles() -> dict[str, tuple[str, ...]]:
    """Style -> the families that are there. Without the bundled font nothing is printed."""
    if BUNDLED_FAMILY not in families():
        raise RenderingFault(
            "PAPER_FONT",
            f"没有找到随软件安装的中文字体（{'、'.join(BUNDLED)}），不能制作文书。"
            "请重新安装 cunxuan，再运行 cunxuan fonts check。",
            f"The bundled Chinese font ({', '.join(BUNDLED)}) is missing, so no paper can be made. "
            "Install cunxuan again, then run: cunxuan fonts check",
        )
    return {style: tuple(family for family in wanted if family in families()) for style, wanted in STYLES.items()}


def check() -> tuple[Look, ...]:
    """What is there, and what papers look like with it, for `cunxuan fonts check`."""
    from .compiler import characters_missing

    there = families()
    if BUNDLED_FAMILY not in there:
        return (
            Look(
                False,
                f"随软件安装的字体 {BUNDLED_FAMILY} 不在，不能制作文书。请重新安装 cunxuan。",
                f"The bundled font {BUNDLED_FAMILY} is missing: no paper can be made. Install cunxuan again.",
            ),
        )
    missing = characters_missing(RARE)
    return (
        Look(True, f"随软件安装的字体 {BUNDLED_FAMILY} 在。", f"The bundled font {BUNDLED_FAMILY} is there."),
        serif_look(SERIF in there),
        fandol_look(FANG in there, KAI in there),
        rare_look(missing),
    )


def serif_look(there: bool) -> Look:
    if there:
        return Look(True, f"{SERIF} 在，标题用粗宋体。", f"{SERIF} is there: titles are set in bold Song.")
    return Look(
        False,
        f"没有 {SERIF}，标题和正文用黑体。要宋体，请安装 fonts-noto-cjk。",
        f"{SERIF} is missing: titles and text are set in Hei. For Song, install fonts-noto-cjk.",
    )


def fandol_look(fang: bool, kai: bool) -> Look:
    if fang and kai:
        return Look(True, "Fandol 在，正文用仿宋，签名栏用楷体。", "Fandol is there: text in Fangsong, names in Kai.")
    return Look(
        False,
        "没有 Fandol，正文不是仿宋。它在 Debian 的 texlive-lang-chinese 包里；也可只把它的 otf 文件放进一个文件夹，"
        "用 CUNXUAN_FONTS 指明。",
        "Fandol is missing: text is not in Fangsong. It is in Debian's package texlive-lang-chinese; or put its otf "
        "files into a folder and name that in CUNXUAN_FONTS.",
    )


def rare_look(missing: str) -> Look:
    if not missing:
        return Look(
            True, f"生僻字 {' '.join(RARE)} 都能印出。", f"The rare characters {' '.join(RARE)} can be printed."
        )
    return Look(
        False,
        f"印不出生僻字 {' '.join(missing)}。请安装 fonts-noto-cjk，否则含这些字的文书不会制作。",
        f"Cannot print {' '.join(missing)}. Install fonts-noto-cjk, or papers with these characters are not made.",
    )
