"""How pages write signs, states, days, figures, names and bars."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.utils.translation import override

from cunxuan.core.dates import DAY
from cunxuan.core.errors import Refusal
from cunxuan.core.findings import CATALOGUE, Finding
from cunxuan.core.stages import State

SIGNS = {state.sign for state in State} | {"stop", "explain", "hold", "wait", "pennant"}


def written(source: str, language: str = "zh-hans", **context: object) -> str:
    with override(language):
        return Template(source).render(Context(context))


@pytest.fixture
def sprite():
    return Path(finders.find("cunxuan/signs.svg")).read_text(encoding="utf-8")


def test_a_state_is_sign_and_word():
    html = written("{% state state %}", state=State.OVERDUE)
    assert "signs.svg#overdue" in html
    assert "逾期" in html


def test_a_state_may_say_more_than_its_name():
    html = written('{% state state "不一致 2 栏" %}', state=State.DIFFERS)
    assert "不一致 2 栏" in html
    assert "cx-state-differs" in html


def test_a_state_speaks_the_readers_language():
    assert "Overdue" in written("{% state state %}", "en", state=State.OVERDUE)


@pytest.mark.parametrize("name", sorted(SIGNS))
def test_every_sign_is_in_the_sprite_in_the_colour_of_its_place(sprite, name):
    drawing = sprite.split(f'<symbol id="{name}"')[1].split("</symbol>")[0]
    assert "currentColor" in drawing


def test_signs_hide_from_a_screen_reader_because_their_word_stands_beside_them():
    assert 'aria-hidden="true"' in written('{% sign "void" %}')


@pytest.mark.parametrize(
    "both",
    [State.VOID, ("无效", "Void"), Refusal("X", "无效", "", "Void", "")],
    ids=["an object", "a pair", "a refusal"],
)
def test_what_carries_two_languages_is_written_in_the_readers(both):
    assert written("{{ both|lang }}", both=both) == "无效"
    assert written("{{ both|lang }}", "en", both=both) == "Void"


def test_a_finding_is_written_as_its_sentence():
    kind = next(kind for kind in CATALOGUE.values() if "{" not in kind.zh + kind.en)
    assert written("{{ finding|lang }}", finding=Finding(kind)) == kind.zh
    assert written("{% autoescape off %}{{ finding|lang }}{% endautoescape %}", "en", finding=Finding(kind)) == kind.en


def test_two_words_side_by_side():
    assert written('{% either "第一次" "first" %}', "en") == "first"


@pytest.mark.parametrize(
    ("filter_", "zh", "en"),
    [
        ("md", "12-03", "3 Dec"),
        ("day", "12 月 3 日", "3 Dec"),
        ("longday", "2026 年 12 月 3 日", "3 December 2026"),
        ("weekday", "周四", "Thu"),
    ],
)
def test_a_day(filter_, zh, en):
    source = "{{ day|" + filter_ + " }}"
    assert written(source, day=date(2026, 12, 3)) == zh
    assert written(source, "en", day=date(2026, 12, 3)) == en
    assert written(source, day=None) == ""


def test_every_weekday_has_its_name():
    monday = date(2026, 11, 30)
    names = [written("{{ day|weekday }}", day=monday + number * DAY) for number in range(7)]
    assert names == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


def test_a_moment_is_told_by_the_countys_clock_and_calendar():
    moment = datetime(2026, 12, 13, 17, 18, 8, tzinfo=UTC)
    assert written("{{ at|clock }} {{ at|hour }} {{ at|md }}", at=moment) == "01:18:08 01:18 12-14"


def test_figures():
    assert written("{{ 1286|number }}") == "1,286"
    assert written("{{ none|number }}", none=None) == ""
    assert written("{{ share|share }}", share=Fraction(1043, 1286)) == "81.10"


@pytest.mark.parametrize(("share", "said"), [(Fraction(1, 800), "0.13"), (Fraction(1, 3), "33.33"), (None, "")])
def test_a_share_has_two_places_half_up(share, said):
    assert written("{{ share|share }}", share=share) == said


def test_a_name_of_two_characters_is_as_wide_as_one_of_three():
    assert [written("{{ name|name_column }}", name=name) for name in ("宁涛", "段文博")] == ["宁　涛", "段文博"]


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("北吴村", "Beiwu 北吴村"),
        ("翟店镇", "Zhaidian 翟店镇"),
        ("清河县", "Qinghe County 清河县"),
        ("村", "Cun 村"),
        ("中心会场", "Main venue 中心会场"),
        ("东头投票站", "Dongtou station 东头投票站"),
        ("一号流动票箱", "Yihao mobile box 一号流动票箱"),
        ("固定票箱 2", "Fixed box 2 固定票箱 2"),
    ],
)
def test_a_place_in_english_has_its_sound_before_its_name(name, english):
    assert written("{{ name|place }}", "en", name=name) == english
    assert written("{{ name|place }}", name=name) == name


def test_a_bar_is_geometry_and_carries_no_style():
    html = written("{% bar value=701 total=1043 threshold=522 %}")
    assert 'width="67.21%"' in html
    assert 'x="50.048%"' in html
    assert "style" not in html


def test_a_bar_without_a_threshold_has_no_line():
    assert "cx-bar-line" not in written("{% bar value=3 total=4 kind='runoff' %}")


@pytest.mark.parametrize(("value", "total", "length"), [(5, 0, "0%"), (7, 5, "100%"), (1, 3, "33.333%")])
def test_a_bar_never_leaves_its_ground(value, total, length):
    html = written("{% bar value=value total=total %}", value=value, total=total)
    assert f'cx-bar-value" y="3" width="{length}"' in html
