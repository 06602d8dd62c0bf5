"""The main line, as people use it: 柳树村 elects its committee, and everybody only has a browser.

陈 reviews for the township, 安 and 白 enter figures, 任 works for the county; a villager has no account at all.
What is there before the first chapter: the county's villages and accounts, the residents of 柳树村, an opened election.
"""

from __future__ import annotations

import re

import pytest

import cast
from cunxuan.records.verification import verify
from cunxuan.reporting.recomputation import recheck_determinations
from cunxuan.roll.actions import add_residents
from rendering.reading import pdf_text, word_text
from stories.acts import close_the_boxes, declare_the_result

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

VILLAGE = f"/v/{cast.LIUSHU}"
SHEET = f"/count/{cast.LIUSHU}.2026.general.r1.p01"

#: What the signed paper says, square by square. Another name was written six times under 主任: 方大海.
PAPER = """
    登记 1286  印制 1300  发出 1103  委托 58  换发 4  剩余 193
    固定票箱 962  流动票箱 136  收回 1098  有效 1071  无效 27
    主任    段玉成 703  梁海生 325  另选他人 6  未选 37
    副主任  宁涛 688  李文生 291  另选他人 0  未选 92
    委员    段秀梅 846  李保全 779  贾永成 657  赵福生 402  另选他人 0  未选 529
"""
WRITE_INS = 14  # the square after which names are typed
SQUARES = re.findall(r"\d+", PAPER)


@pytest.fixture(scope="module", autouse=True)
def residents_of_liushu(liushu):
    add_residents(liushu, cast.residents(1286), by="ren", at=cast.AT)


# 陈 carries the election forward


def on(county, person, step: str) -> None:
    """The day of a step comes, and somebody looks at the village."""
    county.day = cast.DAYS[step]
    person.opens(VILLAGE)


def record(person, words: str, done_on: str = "") -> None:
    """The village's next act, recorded for today or for the day on which it was done."""
    person.sees(f"下一步：{words}")
    person.presses("记录这一步")
    person.sees("办理日期")
    if done_on:
        person.fills("办理日期", done_on)
    person.presses("记录这一步")
    person.sees(f"已记录“{words}”")


def test_a_township_official_signs_in_and_sees_the_townships_villages(county):
    chen = county.person("chen")
    chen.sees("柳林镇 3 村")
    assert "柏庄" not in chen.reads  # it lies in another township


def test_the_village_comes_first_in_the_search(chen):
    chen.keys("/")
    with chen.page.expect_response(lambda answer: "q=lsc" in (answer.request.post_data or "")):
        chen.page.keyboard.type("lsc")
    chen.page.get_by_role("link", name="柳树村").first.wait_for()
    chen.keys("ArrowDown", "Enter")
    chen.sees("下一步：选前审计和民主评议")


def test_audit_and_party_branch_come_first(county, chen, liushu):
    cast.evaluated(liushu)
    on(county, chen, "audit_evaluation")
    chen.sees("下一步：选前审计和民主评议")
    chen.presses("去审计评议")
    chen.presses("签署确认单")
    chen.sees("审计、评议都已公告。")
    chen.presses("签署确认单")
    chen.sees("已记录“选前审计和民主评议”")
    on(county, chen, "branch_elected")
    record(chen, "村党组织换届选举")


def test_the_election_is_called_and_the_day_decides_the_law(county, chen):
    on(county, chen, "election_day_fixed")
    chen.presses("确定选举日")
    chen.sees("2026 年 12 月 16 日 周三")
    chen.sees("最早 2026 年 11 月 25 日")
    chen.presses("确定选举日")
    chen.sees("选举日定为 12 月 16 日。")
    chen.sees("规则包 CN@2026-01-01")


def test_the_village_adopts_its_method(county, chen):
    on(county, chen, "committee_chosen")
    record(chen, "推选村民选举委员会")
    on(county, chen, "method_adopted")
    chen.presses("记录选举办法")
    for post, seats in {"主任": "1", "副主任": "1", "委员": "3"}.items():
        chen.fills(post, seats)
    chen.page.get_by_label("只有多选的那一职务无效，其余有效").check()
    chen.presses("记录选举办法")
    chen.sees("主任 1 名、副主任 1 名、委员 3 名")


def test_the_roll_is_published_and_after_the_objections_frozen(county, chen):
    on(county, chen, "registration_opened")
    record(chen, "开始选民登记")
    on(county, chen, "roll_published")
    chen.presses("公布名单")
    chen.presses("公布名单（1,286 人）")
    chen.sees("名单已公布，1,286 人，11 月 24 日。")
    chen.expects(chen.control("记录这一步（11 月 29 日期满以后）")).to_be_disabled()
    on(county, chen, "objections_closed")
    record(chen, "名单申诉期满并作出处理")
    on(county, chen, "roll_frozen")
    chen.presses("核定人数")
    chen.presses("核定人数（1,286 人）")
    chen.sees("参加选举的村民核定为 1,286 人。")


# 陈 publishes who stands, and has the sheets printed


def test_the_candidates_are_published_as_the_ballot_will_have_them(county, chen):
    on(county, chen, "nomination_notice")
    record(chen, "发布提名公告")
    on(county, chen, "nomination_vote")
    record(chen, "提名候选人")
    on(county, chen, "review_completed")
    record(chen, "完成候选人资格联审")
    on(county, chen, "candidates_published")
    chen.presses("公布候选人")
    for line in cast.BALLOT:
        for number, nominee in enumerate(line.nominees, start=1):
            name_on_line(chen, POSTS[line.post], number, nominee)
    chen.presses("看选票上的样子")
    chen.sees("公布以后选票照这份名单印，不能撤回。")
    chen.sees("应选 3 名，候选人 4 名")
    chen.presses("公布正式候选人名单")
    chen.sees("正式候选人名单已公布，12 月 9 日。")


def test_it_is_stated_that_none_of_the_candidates_are_relatives(chen):
    chen.presses("写明近亲属关系")
    chen.sees("段玉成、梁海生、宁涛、李文生、段秀梅、李保全、贾永成、赵福生")
    chen.page.get_by_label("没有近亲属关系").check()
    chen.presses("写明近亲属关系")
    chen.sees("近亲属关系已经写明。")


POSTS = {"chair": "主任", "vice_chair": "副主任", "member": "委员"}


def name_on_line(chen, post: str, number: int, nominee) -> None:
    field = chen.field(f"{post}第 {number} 行姓名")
    field.fill(nominee.name)
    line = chen.page.get_by_role("listitem").filter(has=field)
    line.get_by_label("女" if nominee.sex == "F" else "男").check()


def test_steps_are_recorded_for_the_days_on_which_they_were_done(county, chen):
    on(county, chen, "candidates_met_voters")
    for words, day in STEPS_BEFORE_THE_VOTE.items():
        record(chen, words, done_on=day)


def test_no_proxies_come_and_the_empty_list_is_published(chen):
    chen.sees("下一步：委托投票办理截止")
    chen.presses("记录这一步")
    chen.fills("办理日期", "2026-12-12")
    chen.presses("截止办理")
    chen.sees("已记录“委托投票办理截止”")
    chen.presses("记录这一步")
    chen.fills("办理日期", "2026-12-13")
    chen.presses("公布名单")
    chen.sees("委托名单已公布")
    chen.opens(f"/v/{cast.LIUSHU}")


STEPS_BEFORE_THE_VOTE = {
    "候选人退出截止并递补": "2026-12-11",
    "组织候选人与村民见面": "2026-12-13",
    "公布投票时间、地点、方式和工作人员": "2026-12-11",
}


def test_places_and_boxes_are_set_up_and_the_count_sheets_printed(county, chen):
    on(county, chen, "ballots_ready")
    chen.presses("设投票点和票箱")
    chen.fills("流动票箱", "1")
    chen.presses("设投票点")
    chen.sees("已设投票点 1 个。")
    chen.presses("印制计票单")
    chen.sees("一点一张计票单。")
    chen.presses("印制计票单")
    chen.sees("已印制计票单 1 张。")
    blank = pdf_text(chen.fetches("打印空白单"))
    assert "柳树村中心会场计票单" in blank
    assert all(nominee.name in blank for line in cast.BALLOT for nominee in line.nominees)


def test_before_the_boxes_are_closed_nobody_can_enter_a_figure(county, an):
    an.opens(SHEET)
    an.sees("中心会场还没有关箱，不能录入。")


def test_on_the_evening_of_the_vote_the_boxes_are_closed(county, chen):
    county.day = cast.POLLING_DAY
    close_the_boxes(chen, VILLAGE)


# 安 and 白 enter the paper, each alone


def type_sheet(person, *swapped: tuple[int, str]) -> None:
    """The whole sheet from the first square on, Enter after each figure; some squares may be misread."""
    misread = dict(swapped)
    person.expects("#f1").to_be_focused()
    for number, figure in enumerate(SQUARES, start=1):
        person.types(misread.get(number, figure))
        if number == WRITE_INS:
            person.types("方大海", figure, "")


def test_an_photographs_the_paper_and_enters_it_with_the_keyboard_alone(an, tmp_path):
    an.opens(SHEET)
    photograph = tmp_path / "柳树村计票单.png"
    photograph.write_bytes(cast.photograph("柳树村中心会场"))
    an.page.set_input_files("#cx-photograph", photograph)
    an.sees("照片已存")
    type_sheet(an, (8, "163"))
    an.expects("#f25").to_have_value("529")


def test_a_sum_that_does_not_hold_is_said_beside_its_squares_and_on_the_button(an):
    an.sees("两箱合计 1,125，收回写的是 1,098，多 27。", where="#said-8")
    an.expects(an.control("完成录入（先改 1 处，待说明 1 处）")).to_be_disabled()


def test_she_puts_it_right_explains_what_is_missing_and_finishes(an):
    an.keys("Control+Enter")  # goes to the square that keeps the entry open
    an.expects("#f8").to_be_focused()
    an.types("136")
    an.sees("两箱合计 1,098，与收回相等", where="#said-8")
    an.sees("收回比发出少 5 张（收回 1,098，发出 1,103）。请说明去向。")
    an.expects(an.control("完成录入（待说明 1 处）")).to_be_disabled()
    an.keys("Control+Enter")
    an.expects(an.field("说明")).to_be_focused()
    an.page.keyboard.type("5 人领票后离开会场，票没有投")
    an.keys("Control+Enter")
    an.sees("第一次录入已完成")
    an.sees("等另一位录入人第二次录入。")


def test_bai_sees_nothing_of_what_an_typed(bai):
    bai.opens(SHEET)
    bai.sees("已由另一人录完，这里看不到那些数")
    assert not numbers_in(bai) & large(SQUARES) - {"1286"}  # how many stand on the roll everybody knows
    assert "方大海" not in bai.page.content()
    assert "离开会场" not in bai.page.content()


def numbers_in(person) -> set[str]:
    """Every number anywhere in the page's source, seen or not."""
    return large(number.replace(",", "") for number in re.findall(r"\b\d[\d,]*\b", person.page.content()))


def large(numbers) -> set[str]:
    """Those that are no day, hour or number of a square."""
    return {number for number in numbers if len(number) >= 3}


def test_bai_enters_it_too_and_swaps_two_digits(bai):
    type_sheet(bai, (21, "679"), (22, "757"))
    bai.keys("Control+Enter")
    bai.expects(bai.field("说明")).to_be_focused()
    bai.page.keyboard.type("5 人领票后离场")
    bai.keys("Control+Enter")
    bai.sees("两次不完全一致，交第三人对照纸面裁定。")


def test_chen_sees_only_the_squares_that_differ_and_types_what_the_paper_says(chen):
    chen.opens(VILLAGE)
    chen.presses("对照纸面裁定")
    chen.sees("25 栏中 23 栏一致，只看不一致的")
    names = chen.page.get_by_role("rowheader").all_inner_texts()
    assert [name.split("\n")[0] for name in names] == ["21 委员 · 李保全", "22 委员 · 贾永成"]
    chen.expects(chen.control("裁定（还缺 2 栏）")).to_be_disabled()
    chen.types("779", "657")
    chen.keys("Enter")
    chen.sees("与纸面不符的栏已退回录入人")


def test_bai_gets_the_squares_back_without_a_figure_and_reads_the_paper_again(bai):
    bai.opens(SHEET)
    bai.sees("第 21、22 栏与纸面不符，请再看一遍")
    assert not numbers_in(bai) & large(SQUARES) - {"1286"}
    assert not numbers_in(bai) & {"679", "757"}
    bai.types("779", "657")
    bai.keys("Enter")
    bai.sees("这张计票单已核对一致。")


# The result


def test_the_law_is_asked_and_the_result_declared(chen):
    declare_the_result(chen, VILLAGE)
    chen.sees("12 月 16 日第一次投票有效。应选 5 名，全部选出。")


@pytest.fixture
def code(chen) -> str:
    """The check code of the announcement, as the list of papers has it."""
    chen.opens("/papers?form=A12")
    chen.sees("选举结果公告")
    (found,) = re.findall(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", chen.page.inner_text("table"))
    return found


def test_the_announcement_says_who_is_elected_with_its_number_and_check_code(chen, code):
    chen.presses("选举结果公告")
    with chen.page.expect_download() as download:
        chen.presses("下载 Word")
    for text in (pdf_text(chen.fetches("打开 PDF")), word_text(download.value.path().read_bytes())):
        assert "段玉成" in text
        assert "越过当选线550票，得票最多，当选。" in text
        assert "第17号" in text
        assert code in text


def test_a_villager_asks_for_the_paper_by_its_code(villager, code):
    villager.opens("/papers")
    villager.fills("核对码", code.lower().replace("-", " "))
    villager.presses("查公告")
    villager.sees("这份文书没有被改过。")
    villager.sees("2026年12月16日第一次投票有效。应选5名，全部选出。")


def test_and_reads_who_is_elected_and_why(villager):
    villager.presses("看结果")
    villager.sees("2026 年 12 月 16 日第一次投票有效。应选 5 名，全部选出。")
    villager.sees("超过一半（一半是 643），选举有效。 为什么： 第十八条")
    for name, why in WHY.items():
        villager.sees(f"{name} {why}")


WHY = {
    "段玉成": "越过当选线 550 票，得票最多，当选。 703 票 当选",
    "段秀梅（女）": "越过当选线 550 票，在委员中得票第一，当选。新一届有妇女成员，符合法律要求。"
    " 为什么： 第八条 846 票 当选",
    "赵福生": "没有越过当选线，差 148 票。 402 票 未当选",
}


def test_the_county_sees_the_village_decided(ren):
    ren.sees("1 / 4 村", where=".cx-figures")
    ren.page.get_by_role("link", name=re.compile("^柳树")).click()
    ren.sees("下一步：完成工作移交")
    ren.sees("黑竖线是当选线 550 票，参加投票 1,098 人。")


def test_nothing_of_it_was_changed_afterwards(county):
    found = verify()
    recheck_determinations(found)
    assert found.ok, found.breaks
    assert found.entries > 40


def test_no_page_of_the_story_had_anything_to_complain_of(county):
    assert [said for person in county.windows for said in person.console] == []
