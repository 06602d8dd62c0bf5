"""What is said about proxies: findings P01 to P23."""

from __future__ import annotations

from cunxuan.core.findings import define

PROXY_OK = define(
    "P01",
    "PROXY_OK",
    "note",
    "{holder}（{relation}）可以代{principal}投票，连同这一份共受 {held} 人委托。",
    "{holder} ({relation_en}) may vote for {principal}, and then votes for {held} in all.",
    rests_on=("proxy_holder",),
)
NOT_NEAR_RELATIVE = define(
    "P02",
    "NOT_NEAR_RELATIVE",
    "block",
    "{holder}是{principal}的{relation}，不是近亲属（配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女），不能接受委托。",
    "{holder} is {principal}'s {relation_en}, not a near relative (spouse, parent, child, brother or sister, "
    "grandparent, grandchild), and may not hold the proxy.",
    rests_on=("proxy_holder",),
)
HOLDER_NOT_A_VOTER_HERE = define(
    "P03",
    "HOLDER_NOT_A_VOTER_HERE",
    "block",
    "{holder}在本村没有选举权（不在名单上），不能接受委托。",
    "{holder} has no vote in this village (is not on its roll) and may not hold the proxy.",
    rests_on=("proxy_holder",),
)
PROXY_TO_SELF = define(
    "P04",
    "PROXY_TO_SELF",
    "block",
    "{principal}不能委托自己。",
    "{principal} cannot be the holder of their own proxy.",
    rests_on=("proxy_holder",),
)
PROXY_HOLDER_IS_CANDIDATE = define(
    "P05",
    "PROXY_HOLDER_IS_CANDIDATE",
    "block",
    "{holder}是候选人，不得接受委托，是{principal}的亲属也不得接受。",
    "{holder} is a candidate and may hold no proxy, not even a relative's ({principal}).",
    rests_on=("candidate_may_hold_proxy",),
)
CANDIDATE_LAW_SILENT = define(
    "P06",
    "CANDIDATE_LAW_SILENT",
    "warn",
    "{holder}是候选人；所适用的法规没有规定候选人能否接受委托，请看本村选举办法。",
    "{holder} is a candidate; no text that applies says whether a candidate may hold a proxy. See the "
    "village's method.",
)
PROXY_CAP_EXCEEDED = define(
    "P07",
    "PROXY_CAP_EXCEEDED",
    "block",
    "{holder}已受 {held} 人委托，每人最多 {cap} 人，不能再接受{principal}的委托。",
    "{holder} votes for {held} already, and {cap} is the most; {principal}'s proxy cannot be added.",
    rests_on=("proxy_cap",),
)
PRINCIPAL_NOT_REGISTERED = define(
    "P08",
    "PRINCIPAL_NOT_REGISTERED",
    "block",
    "{principal}没有登记参加选举，不能委托投票。",
    "{principal} is not registered for the election and has no vote to entrust.",
    rests_on=("proxy_principal",),
)
PRINCIPAL_NOT_AWAY = define(
    "P09",
    "PRINCIPAL_NOT_AWAY",
    "block",
    "{principal}选举期间没有外出，应当本人投票，不能委托；不便到场的可以使用流动票箱。",
    "{principal} is not away during the election and votes in person; who cannot come may use a mobile box.",
    rests_on=("proxy_principal",),
)
PRINCIPAL_HAS_ANOTHER_HOLDER = define(
    "P10",
    "PRINCIPAL_HAS_ANOTHER_HOLDER",
    "block",
    "{principal}已经委托{other}，一票只能委托一人；改委托的先撤回原委托。",
    "{principal} has entrusted {other} already, and one vote has one holder; the earlier proxy is withdrawn first.",
)
PRINCIPAL_HOLDS_PROXIES = define(
    "P11",
    "PRINCIPAL_HOLDS_PROXIES",
    "block",
    "{principal}受 {names} 委托代为投票，自己又委托他人，应当先退回所受的委托。",
    "{principal} was to vote for {names} and now entrusts somebody else; those proxies are given back first.",
)
PROXY_NOT_IN_WRITING = define(
    "P12",
    "PROXY_NOT_IN_WRITING",
    "block",
    "{principal}委托{holder}没有书面委托书，委托应当用书面。",
    "{principal} has not entrusted {holder} in writing, and a proxy has to be in writing.",
    rests_on=("proxy_in_writing",),
)
PROXY_PASSED_ON = define(
    "P13",
    "PROXY_PASSED_ON",
    "block",
    "{principal}委托的是{by}，{by}不得再转委托给{holder}。",
    "{principal} entrusted {by}, who may not pass the proxy on to {holder}.",
    rests_on=("proxy_may_delegate",),
)
PASSING_ON_LAW_SILENT = define(
    "P14",
    "PASSING_ON_LAW_SILENT",
    "warn",
    "{principal}委托的是{by}，由{by}转委托给{holder}；所适用的法规没有规定能否转委托，请看本村选举办法。",
    "{principal} entrusted {by}, who passed the proxy on to {holder}; no text that applies speaks of it. See "
    "the village's method.",
)
PROXY_ON_THE_SPOT = define(
    "P15",
    "PROXY_ON_THE_SPOT",
    "block",
    "投票现场不得临时办理委托（{principal}委托{holder}）。",
    "No proxy is given at the polling place ({principal} to {holder}).",
    rests_on=("proxy_on_the_spot",),
)
PROXY_TOO_LATE = define(
    "P16",
    "PROXY_TOO_LATE",
    "block",
    "委托于 {given} 办理，最迟应为 {last}。",
    "The proxy was given on {given}; the last day was {last}.",
    rests_on=("proxy_days_before",),
)
PROXY_DEADLINE_LAW_SILENT = define(
    "P17",
    "PROXY_DEADLINE_LAW_SILENT",
    "note",
    "所适用的法规没有规定办理委托的最后期限，应当在公布委托名单和投票之前办好。",
    "No text that applies fixes a last day for proxies; they are given before the list is published and the "
    "vote begins.",
)
PROXY_PUBLISHED_LATE = define(
    "P18",
    "PROXY_PUBLISHED_LATE",
    "warn",
    "{principal}委托{holder}公布晚了，最迟应为 {last}。",
    "The proxy of {principal} to {holder} was published late; the last day was {last}.",
    rests_on=("proxy_list_days_before",),
)
PROXY_UNPUBLISHED_VOID = define(
    "P19",
    "PROXY_UNPUBLISHED_VOID",
    "block",
    "{principal}委托{holder}没有按规定公布，委托无效。",
    "The proxy of {principal} to {holder} was not published as it has to be, and is void.",
    rests_on=("proxy_unpublished_void",),
)
PROXY_NOT_PUBLISHED = define(
    "P20",
    "PROXY_NOT_PUBLISHED",
    "warn",
    "{principal}委托{holder}还没有公布，委托人和受委托人的名单应当公布。",
    "The proxy of {principal} to {holder} is not published yet; both names have to be.",
    rests_on=("proxy_list_published",),
)
HOLDER_GAVE_A_PROXY = define(
    "P21",
    "HOLDER_GAVE_A_PROXY",
    "block",
    "{holder}选举期间外出，自己已委托他人投票，不能再接受{principal}的委托。",
    "{holder} is away and has entrusted somebody, and cannot vote for {principal}.",
)
NO_PROXIES = define("P22", "NO_PROXIES", "note", "名单上没有委托。", "There are no proxies on the list.")
HOLDER_HAS_A_CANDIDATES_NAME = define(
    "P23",
    "HOLDER_HAS_A_CANDIDATES_NAME",
    "warn",
    "候选人中有{holder}，名单上有 {people} 人同名同性别。请核对受委托人是不是候选人；是候选人的，不能接受委托。",
    "A candidate is called {holder}, as are {people} people of that sex on the roll. Check that the holder is not the "
    "candidate, who may hold no proxy.",
    rests_on=("candidate_may_hold_proxy",),
)
