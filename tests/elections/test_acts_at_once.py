"""Two people record two steps of one village at once: each page was opened before the other's act."""

import cast
from cunxuan.elections import actions
from cunxuan.elections.models import Election


def test_neither_act_undoes_the_other(liushu):
    election = cast.at_stage(liushu, "committee_chosen")
    one, other = (Election.objects.get(pk=election.pk) for _ in range(2))
    actions.complete_step(one, "registration_opened", on=cast.DAYS["registration_opened"], by="ding", at=cast.AT)
    cast.adopt(other, "method_adopted")
    election.refresh_from_db()
    assert {"registration_opened", "method_adopted"} <= election.done.keys()
