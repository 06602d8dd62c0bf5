"""What the sign-in page offers to villagers, who have no account."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_leads_villagers_to_the_papers_and_the_law(client):
    page = client.get("/login").content.decode()
    assert '不用登录也可以<a href="/papers">查公告</a>、<a href="/law">看法规</a>。' in page
    assert client.get("/papers").status_code == 200
    assert client.get("/law").status_code == 200
