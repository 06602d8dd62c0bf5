"""The printed words of the certificate, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Bearer, HomeCertificate

TITLE = "未在户籍地登记参加选举的证明"


def wording(certificate: HomeCertificate) -> dict[str, Any]:
    paper = certificate.paper
    return {
        **words.frame(paper, TITLE),
        "title": TITLE,
        "addressed": f"{paper.county}{paper.township}{paper.village}村民选举委员会：",
        "said": [person_said(certificate), statement(certificate)],
        "place": "户籍所在地：　　　　　县（市、区）　　　　　乡（镇、街道）　　　　村（社区）",
        "signer": "户籍所在地村（居）民选举委员会或者村（居）民委员会",
        "stamp": "（盖章）",
        "by_hand": ["经办人：　　　　　　　　", "联系电话：　　　　　　　　", "　　　　年　　月　　日"],
        "help": help_said(certificate),
    }


def person_said(certificate: HomeCertificate) -> str:
    paper = certificate.paper
    home = f"{paper.county}{paper.township}{paper.village}"
    return f"兹有{bearer_said(certificate.bearer)}，户籍在我村（社区），现居住在{home}。"


def bearer_said(bearer: Bearer | None) -> str:
    if bearer is None:
        return "　　　　　　（性别　　，　　　　年　　月　　日出生，身份证号　　　　　　　　　　　　　　　　　　）"
    number = f"，身份证号 {bearer.id_number}" if bearer.id_number else ""
    return f"{bearer.name}（{words.SEXES[bearer.sex]}，{words.day(bearer.birth_on)}出生{number}）"


def statement(certificate: HomeCertificate) -> str:
    polled = f"{words.day(certificate.polled_on)}" if certificate.polled_on else "　　　　年　　月　　日"
    village = certificate.paper.village
    return (
        f"经查，到本证明出具之日，本人没有在我村（社区）登记参加本届村（居）民委员会选举。"
        f"{village}将于{polled}投票。今后我村（社区）不再为本人登记参加本届选举。"
    )


def help_said(certificate: HomeCertificate) -> str:
    basis = f"依据：{words.article(certificate.basis)}。" if certificate.basis else ""
    kept = f"本证明交{certificate.paper.village}村民选举委员会存档。"
    return f"{basis}{kept}身份证号只印首四位和末位，由户籍地对照本人身份证核对。"
