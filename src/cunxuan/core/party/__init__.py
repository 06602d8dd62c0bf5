"""The election of a village's party organisation (两推一选): who is due, whether the meeting is valid, who is elected.

Legal basis: the Party's regulations on elections in its primary organisations, of 2020-07-13 and before them the
interim ones of 1990-06-27. Much of their text was not read; what rests on practice is marked unconfirmed in the packs.

    values.py       what goes in and what comes out
    members.py      who is due at the meeting, and whether enough are present
    papers.py       which ballots are valid, and whom they approve
    election.py     who is elected: `decide(meeting)`
    recommending.py the two recommendations that come before
    reading.py      the JSON of a case; answering.py the JSON of its answer
    catalogue.py    the findings, Y01 and following
"""
