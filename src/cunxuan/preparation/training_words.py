"""How the duties of an election and the kinds of publicity are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

Words = tuple[str, str]

#: For which duty somebody is trained, in the order of a list.
DUTIES: Mapping[str, Words] = {
    "committee": ("选举委员会成员", "Election committee"),
    "scrutineer": ("监票人", "Scrutineer"),
    "counter": ("计票人", "Counter"),
    "caller": ("唱票人", "Caller"),
    "scribe": ("代写人", "Scribe"),
    "township": ("乡镇干部", "Township cadre"),
    "village": ("村干部", "Village cadre"),
    "graduate": ("大学生村官", "Graduate village official"),
    "instructor": ("指导员", "Instructor"),
    "other": ("其他", "Other"),
}


def duty_called(word: str) -> str:
    """The key of a duty as somebody wrote it; empty where there is none of that name."""
    said = word.strip()
    return next((key for key, words in DUTIES.items() if said in words or said == key), ALSO_CALLED.get(said, ""))


#: What people write for a duty besides its name.
ALSO_CALLED: Mapping[str, str] = {
    "选委会成员": "committee",
    "选委会": "committee",
    "选举委员会": "committee",
    "监票": "scrutineer",
    "计票": "counter",
    "唱票": "caller",
    "代写": "scribe",
    "代书人": "scribe",
    "大学生“村官”": "graduate",
    "村官": "graduate",
    "包村干部": "township",
    "换届选举指导员": "instructor",
}

#: The kinds of publicity, and in what their copies are counted.
PUBLICITY: Mapping[str, Words] = {
    "newspaper": ("报纸版面", "Newspaper pages"),
    "broadcast": ("广播电视", "Broadcasts"),
    "leaflet": ("宣传单", "Leaflets"),
    "slogan": ("标语", "Slogans"),
    "banner": ("横幅", "Banners"),
    "meeting": ("座谈会", "Meetings with villagers"),
    "message": ("短信、微信", "Text messages"),
    "van": ("宣传车", "Loudspeaker vans"),
}
COUNTED: Mapping[str, Words] = {
    "newspaper": ("份", "copies"),
    "broadcast": ("次", "times"),
    "leaflet": ("份", "copies"),
    "slogan": ("条", "slogans"),
    "banner": ("条", "banners"),
    "meeting": ("场", "meetings"),
    "message": ("条", "messages"),
    "van": ("次", "times"),
}
