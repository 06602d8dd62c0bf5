"""A Word file, written as XML: paragraphs, tables, page, head, foot and package.

Written out and zipped in fixed order with a fixed time, the same words give the same bytes, and a page takes a fifth of
the time of building it object by object. Type follows GB/T 9704; the names of the fonts are those of a Chinese office
computer, each with a substitute for computers that lack it. The margins are narrower than that standard's, because an
announcement is one sheet on a wall. Every line has an exact pitch, so that a page breaks at nearly the same place with
whatever fonts a computer has.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

#: Style -> font of a Chinese office computer.
FONTS = {"title": "方正小标宋简体", "song": "宋体", "fang": "仿宋_GB2312", "kai": "楷体_GB2312", "hei": "黑体"}
SUBSTITUTES = {
    "方正小标宋简体": "宋体",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "宋体": "SimSun",
    "黑体": "SimHei",
}
LATIN = "Times New Roman"

PAPER_WIDTH, PAPER_HEIGHT = 210, 297  # mm
MARGINS = (16, 18, 18, 22)  # mm: top, right, bottom, left
WIDTH = PAPER_WIDTH - MARGINS[1] - MARGINS[3]
LANDSCAPE_MARGINS = (15, 12, 16, 14)
LANDSCAPE_WIDTH = PAPER_HEIGHT - LANDSCAPE_MARGINS[1] - LANDSCAPE_MARGINS[3]
PITCH = 1.35  # of a line, in sizes of its letters
MM = 25.4 / 72  # of a point
CELL_SIDE = 1.4  # mm between a cell's words and its lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" '
    f'xmlns:pic="{DRAWING}/picture" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Face:
    """How letters look: style, size in points, bold."""

    style: str
    size: float
    bold: bool = False


@cache
def face_xml(face: Face) -> str:
    """The hint sets quotation marks, dots and signs in the Chinese font too."""
    bold = "<w:b/>" if face.bold else ""
    size = round(face.size * 2)
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{FONTS[face.style]}"/>'
        f'{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def run(words: str, face: Face) -> str:
    """Words of one face. A line never ends at a hyphen: 7F3C-91AE-20B4 is one code."""
    parts = escape(words).replace("-", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')
    return f'<w:r>{face_xml(face)}<w:t xml:space="preserve">{parts}</w:t></w:r>' if words else ""


def field(instruction: str, face: Face) -> str:
    """A number that Word itself fills in: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr="{instruction}">{run("1", face)}</w:fldSimple>'


TAB = "<w:r><w:tab/></w:r>"


def paragraph(
    *runs: str, align: str = "left", line: float = 0, before: float = 0, hang: float = 0, first: str = ""
) -> str:
    """One paragraph; `line` is its exact pitch in points, `hang` the indent of all lines but the first in millimetres.

    `first` are properties that the format wants before the spacing.
    """
    pitch = f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else ""
    indent = f'<w:ind w:left="{twips(hang)}" w:hanging="{twips(hang)}"/>' if hang else ""
    spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="0"{pitch}/>'
    return f'<w:p><w:pPr>{first}{spacing}{indent}<w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'


def text(words: str, face: Face, *, align: str = "left", before: float = 0) -> str:
    """A paragraph of one face."""
    return paragraph(run(words, face), align=align, line=face.size * PITCH, before=before)


def gap(points: float) -> str:
    return paragraph(line=points)


def next_page() -> str:
    """What follows begins a new sheet."""
    return paragraph(line=1, first="<w:pageBreakBefore/>")


def kept(content: str) -> str:
    """Paragraphs or rows that stay on the page of what follows them."""
    return content.replace("<w:pPr>", "<w:pPr><w:keepNext/><w:keepLines/>")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its paragraphs, how many columns it spans, and whether it begins or continues a merged column."""

    content: str
    span: int = 1
    merge: str = ""  # restart | continue
    top: bool = False  # else the words stand in the middle of the row's height


def together(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Rows that stay on one page, because each but the last stays with the one below it."""
    found = list(rows)
    for row in found[:-1]:
        yield [replace(cell, content=kept(cell.content)) for cell in row]
    yield from found[-1:]


def cell_xml(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    across = "top" if cell.top else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="{across}"/></w:tcPr>'
        f"{cell.content}</w:tc>"
    )


def row_xml(cells: Sequence[Cell], widths: Sequence[int], height: int, repeated: bool) -> str:
    parts, column = [], 0
    for cell in cells:
        parts.append(cell_xml(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    head = "<w:tblHeader/>" if repeated else ""
    size = f'<w:trHeight w:val="{height}"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{size}{head}</w:trPr>{''.join(parts)}</w:tr>"


def table(
    rows: Iterable[Sequence[Cell]],
    widths_mm: Sequence[float],
    *,
    heads: int = 0,
    height_mm: float = 0,
    pad_mm: float = 0,
    lines: bool = True,
) -> str:
    """A table of fixed widths; its first `heads` rows are repeated on each page. Without lines nothing is inset."""
    widths = [twips(width) for width in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    kind = "single" if lines else "nil"
    edges = "".join(
        f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="666666"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    side = CELL_SIDE if lines else 0
    inset = "".join(
        f'<w:{edge} w:w="{twips(mm)}" w:type="dxa"/>'
        for edge, mm in (("top", pad_mm), ("left", side), ("bottom", pad_mm), ("right", side))
    )
    body = "".join(row_xml(row, widths, twips(height_mm), number < heads) for number, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{inset}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def picture(mm: float, alt: str, number: int = 1) -> str:
    """A picture of the file, in the line of text; a file that holds several papers has a code of each."""
    size = round(mm * 36000)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{size}" cy="{size}"/>'
        f'<wp:docPr id="{number}" name="QR" descr="{escape(alt)}"/>'
        f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="QR"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture_id(number)}"/>'
        "<a:stretch><a:fillRect/></a:stretch>"
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


SMALL = Face("song", 8)
MARK = Face("hei", 12, bold=True)
FOOT_RULE = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="666666"/></w:pBdr>'
NO_BREAK = "\u00a0"
FRAME = '<w:bdr w:val="single" w:sz="10" w:space="0" w:color="000000"/>'


def foot_xml(printed: Mapping[str, Any]) -> str:
    """Two lines; the page numbers stand at the right of the second, where nothing long can push them apart."""
    said = printed["foot"]
    first = max(1, len(said) - 1)
    above = paragraph(run("　".join(said[:first]), SMALL), line=11, first=FOOT_RULE)
    across = LANDSCAPE_WIDTH if lies_across(printed) else WIDTH
    pages = run("第", SMALL) + field("PAGE", SMALL) + run("页，共", SMALL) + field("NUMPAGES", SMALL) + run("页", SMALL)
    right = f'<w:tabs><w:tab w:val="right" w:pos="{twips(across)}"/></w:tabs>'
    left = "　".join(filter(None, (*said[first:], printed["demo"])))
    below = paragraph(run(left, SMALL), TAB, pages, line=11, first=right)
    return f"{HEAD}<w:ftr {NAMESPACES}>{above}{below}</w:ftr>"


def head_xml(printed: Mapping[str, Any]) -> str:
    """草稿, 已被第19号更正 and 演练 in frames, the last also across the page."""
    rehearsal = f"{printed['rehearsal']}：不是真的选举" if printed["rehearsal"] else ""
    marks = (framed(words) for words in (printed["mark"], rehearsal) if words)
    across = across_the_page(printed["rehearsal"]) if printed["rehearsal"] else ""
    return f"{HEAD}<w:hdr {NAMESPACES}>{paragraph(run('　', MARK).join(marks), across, align='right')}</w:hdr>"


def framed(words: str, face: Face = MARK) -> str:
    return run(f"{NO_BREAK}{words}{NO_BREAK}", face).replace("</w:rPr>", f"{FRAME}</w:rPr>")


def across_the_page(words: str) -> str:
    style = (
        "position:absolute;width:420pt;height:200pt;rotation:320;z-index:-1;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'path="m,l21600,m,21600l21600,21600e">'
        '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="across" type="#_x0000_t136" style="{style}" fillcolor="#d8d8d8" stroked="f">'
        f'<v:textpath style="font-family:&quot;{FONTS["hei"]}&quot;;font-size:1pt" string="{escape(words)}"/>'
        "</v:shape></w:pict></w:r>"
    )


def lies_across(printed: Mapping[str, Any]) -> bool:
    """Is the sheet wider than high (横向)? Such a form says `landscape` among its printed words."""
    return bool(printed.get("landscape"))


def section_xml(landscape: bool) -> str:
    top, right, bottom, left = (twips(mm) for mm in (LANDSCAPE_MARGINS if landscape else MARGINS))
    width, height = (twips(mm) for mm in (PAPER_WIDTH, PAPER_HEIGHT))
    size = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if landscape else f'w:w="{width}" w:h="{height}"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>'
        '<w:footerReference w:type="default" r:id="rIdFoot"/>'
        f"<w:pgSz {size}/>"
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{twips(7)}" w:footer="{twips(7)}" w:gutter="0"/></w:sectPr>'
    )


CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for part, kind in (
            ("word/document.xml", "officedocument.wordprocessingml.document.main"),
            ("word/styles.xml", "officedocument.wordprocessingml.styles"),
            ("word/fontTable.xml", "officedocument.wordprocessingml.fontTable"),
            ("word/header1.xml", "officedocument.wordprocessingml.header"),
            ("word/footer1.xml", "officedocument.wordprocessingml.footer"),
            ("docProps/core.xml", "package.core-properties"),
        )
    )
    + "</Types>"
)


def relations(links: Iterable[tuple[str, str, str]]) -> str:
    said = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in links)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'


PACKAGE_RELATIONS = relations(
    (
        ("rIdDocument", f"{R}/officeDocument", "word/document.xml"),
        ("rIdCore", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
)
DOCUMENT_LINKS = (
    ("rIdStyles", f"{R}/styles", "styles.xml"),
    ("rIdFonts", f"{R}/fontTable", "fontTable.xml"),
    ("rIdHead", f"{R}/header", "header1.xml"),
    ("rIdFoot", f"{R}/footer", "footer1.xml"),
)


def picture_id(number: int) -> str:
    return f"rIdPicture{number}"


def picture_links(pictures: Sequence[bytes]) -> Iterator[tuple[str, str, str]]:
    for number, _ in enumerate(pictures, start=1):
        yield picture_id(number), f"{R}/image", f"media/qr{number}.png"


STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault>'
    f'<w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{FONTS["song"]}"/><w:sz w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)
FONT_TABLE = (
    f'{HEAD}<w:fonts xmlns:w="{W}">'
    + "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in SUBSTITUTES.items())
    + "</w:fonts>"
)


def core_xml(printed: Mapping[str, Any]) -> str:
    year, month, day = printed["issued"]
    issued = f"{year}-{month:02}-{day:02}T00:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(printed['document'])}</dc:title><dc:creator>{escape(printed['issuer'])}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{issued}</dcterms:created></cp:coreProperties>'
    )


def document(body: Iterable[str], printed: Mapping[str, Any], qr: bytes = b"", *, codes: Sequence[bytes] = ()) -> bytes:
    """The file: body between head and foot of the paper; `codes` where it holds several papers, numbered from 1."""
    shown = (qr,) if qr else codes
    links = (*DOCUMENT_LINKS, *picture_links(shown))
    whole = f"{''.join(body)}{section_xml(lies_across(printed))}"
    parts: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE_RELATIONS),
        ("docProps/core.xml", core_xml(printed)),
        ("word/document.xml", f"{HEAD}<w:document {NAMESPACES}><w:body>{whole}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", relations(links)),
        ("word/styles.xml", STYLES),
        ("word/fontTable.xml", FONT_TABLE),
        ("word/header1.xml", head_xml(printed)),
        ("word/footer1.xml", foot_xml(printed)),
    ]
    parts += [(f"word/media/qr{number}.png", content) for number, content in enumerate(shown, start=1)]
    return zipped(parts)


def zipped(parts: Iterable[tuple[str, str | bytes]]) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return package.getvalue()
