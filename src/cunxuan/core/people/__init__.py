"""The rights of people in an election, in the law's words; each answer is an `Opinion` with all its reasons.

    relatives        who is a near relative, and whom each provision on kinship covers
    registration     who may register to take part, and under which head of the law; its words: registration_reasons
    duplicates       who is registered in several villages
    objections       objections to the roll, the decision on them, and the appeal
    roll_changes     why a published or frozen roll may still change
    proxies          who may vote for whom, on what paper, by which day; its words: proxy_reasons
    years            ages and periods of years, by the calendar
    election_committee, candidacy, nomination
                     who runs the election, who may stand, and how nominations become candidates

Facts are small frozen values; the law is `Rules`. Nothing here reads a clock or a database.
"""
