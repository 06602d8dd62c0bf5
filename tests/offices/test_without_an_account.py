"""What the sign-in page offers to villagers, who have no account."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_leads_villagers_to_papers_law_and_questions(client):
    page = client.get("/login").content.decode()
    for address, words in (("/papers", "查公告"), ("/law", "看法规"), ("/questions", "看选举问答")):
        assert f'<a href="{address}">{words}</a>' in page
    assert client.get("/papers").status_code == 200
    assert client.get("/law").status_code == 200
    assert client.get("/questions").status_code == 200
