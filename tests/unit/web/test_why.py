"""Why, as the lists that run now read an article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from monitor.model.watch import Condition, Scope
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import visit

ADDRESS = "https://river.example/item-1.html"


def shell_with(folder: Path) -> Shell:
    """Three lists: one alerts, one nearly, of one nothing is met."""
    (alerting,) = settings_for().watchlists
    (topic,) = alerting.topics
    wanted = Condition(words=("parade",), within=Scope.SENTENCE)
    nearly = replace(alerting, id="parades", title="Parades", topics=(replace(topic, requires=wanted),))
    names = tuple(replace(one, text="Nothing At All") for one in topic.names[:1])
    nothing = replace(alerting, id="none", title="None", topics=(replace(topic, names=names),))
    shell = Shell(folder, fetcher_for(watched(1)))
    shell.settings = settings_for(watchlists=(alerting, nearly, nothing))
    return shell


async def test_each_list_says_what_it_makes_of_an_article(tmp_path: Path) -> None:
    async with visit(tmp_path, shell_with(tmp_path)) as visitor:
        await visitor.shell.cycle(visitor.services)
        (read,) = (await visitor.json(f"/why.json?url={ADDRESS}"))["read"]
        assert [(one["watchlist"], one["alerts"]) for one in read["says"]] == [("towns", True), ("parades", False)]
        assert "parade" in read["says"][1]["why"][0]
        assert read["others"] == 1
        assert read["language"] == "en"
        met = [one for one in read["met"] if one["watchlist"] == "towns"]
        assert [one["surface"] for one in met] == ["Albu Kamal"]
        (start, end) = met[0]["marks"][0]
        assert met[0]["sentence"][start:end] == "Albu Kamal"
        page = (await visitor.get(f"/why?url={ADDRESS}")).text
        assert "does not alert" in page
        assert "No name of 1 other list stands there." in page
