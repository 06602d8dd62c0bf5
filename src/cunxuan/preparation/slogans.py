"""Slogans for walls and banners (宣传标语): plain, and nothing in them that the law does not say."""

from __future__ import annotations

from collections.abc import Mapping

#: Each by a name of its own, under which a county may take it down.
SLOGANS: Mapping[str, str] = {
    "own_affairs": "村里的事村民定，村里的人村民选",
    "your_vote": "一票连着全村人，投票要投明白人",
    "take_part": "人人参加选举，户户关心村务",
    "register": "早登记、早核对，名单有错及时提",
    "on_the_list": "参选先登记，投票看名单",
    "by_law": "依法选举，公平公正公开",
    "law_first": "学法懂法守法，依法换届选举",
    "secret": "秘密写票，放心投票",
    "own_mind": "不看情面看能力，不看亲疏看公心",
    "good_people": "选老实人、选能干人、选肯为大家办事的人",
    "no_money": "一分钱不收，一票投公心",
    "bribe_void": "贿选当选无效，举报有人受理",
    "no_gifts": "不请客、不送礼、不拉票",
    "no_clan": "不拉帮派，不靠宗族，凭公道办事",
    "no_threat": "不许威胁恐吓，不许扰乱会场",
    "away": "身在外地，心系家乡，委托投票要写委托书",
    "come_home": "回得来的回来投，回不来的委托投",
    "women": "妇女能顶半边天，村委会里有席位",
    "open_count": "公开唱票计票，结果当场公布",
    "audit_first": "先审计，后评议，再选举",
    "handover": "新老班子好交接，村里工作不断线",
}
