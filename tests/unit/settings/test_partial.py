"""What commands read of a configuration that may be broken elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.settings import FeedName, database_url, load_families, load_feed_names, load_settings

ENV = {
    "DB": "postgresql://monitor:secret@db.example/news",
    "MYSQL": "mysql://secret@db.example/news",
    "BAD": "http://[s",
}
ADDRESSES = {"storage: {url: 'postgresql://db.example/news'}\n": "postgresql://db.example/news"} | dict.fromkeys(
    ("storage: {url_env: DB}\n", "storage: {url_file: url.txt}\nunknown: 1\n"), ENV["DB"]
)
NO_ADDRESSES = {
    "storage: {url_env: NONE}\n": "storage.url_env: the environment variable NONE is not set.",
    "storage: {url_env: MYSQL}\n": "storage.url_env: what is named here holds no address of a PostgreSQL database.",
    "storage: {url_env: BAD}\n": "storage.url_env: what is named here holds no address of a PostgreSQL database.",
    "storage: {url_file: none.txt}\n": "storage.url_file: the file that is named here cannot be read.",
    "storage: {url_env: DB, url_file: url.txt}\n": "storage.url_file: url_env and url_file are both given.",
    "storage: {url_env: 7}\n": "storage: url_env and url_file take a name.",
    "storage: {url: 'mysql://monitor@db.example/news'}\n": "storage.url: this is no address of a PostgreSQL database.",
    "storage: {url: [1]}\n": "storage.url: this is no address of a PostgreSQL database.",
}


@pytest.mark.parametrize(("text", "url"), ADDRESSES.items())
def test_a_server_is_found_in_the_file_or_where_it_points(tmp_path: Path, text: str, url: str) -> None:
    (tmp_path / "monitor.yaml").write_text(text)
    (tmp_path / "url.txt").write_text(f"{ENV['DB']}\n")
    assert database_url(tmp_path, ENV.get, data_dir=tmp_path / "data") == url


@pytest.mark.parametrize(("text", "said"), NO_ADDRESSES.items())
def test_who_means_a_server_gets_no_file_and_no_secret_is_repeated(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "monitor.yaml").write_text(text)
    (tmp_path / "url.txt").write_text(ENV["DB"])
    for read in (lambda: database_url(tmp_path, ENV.get, data_dir=tmp_path), lambda: load_settings(tmp_path, ENV.get)):
        with pytest.raises(ConfigError) as refused:
            read()
        assert "secret@" not in str(refused.value)
        assert "monitor:secret" not in repr(refused.value.problems)
        if "url_env: 7" not in text:
            assert any(said.partition(":")[0] in str(one) for one in str(refused.value).splitlines())
    with pytest.raises(ConfigError) as refused:
        database_url(tmp_path, ENV.get, data_dir=tmp_path)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("storage: {path: other.db}\n", "DATA/other.db"),
        ("storage: {path: /srv/x.db}\n", "/srv/x.db"),
        ("storage:\n", "DATA/monitor.db"),
        ("storage: {keep_articles: nonsense}\n", "DATA/monitor.db"),
        ("polling: {interval: nonsense}\nunknown: 1\n", "DATA/monitor.db"),
        ("log: {level: info}\n", "DATA/monitor.db"),
        ("[1, 2]\n", "DATA/monitor.db"),
    ],
)
def test_the_database_is_found_whatever_else_is_wrong(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "monitor.yaml").write_text(text)
    url = database_url(tmp_path, ENV.get, data_dir=tmp_path / "data")
    assert url == f"sqlite:///{name.replace('DATA', (tmp_path / 'data').as_posix())}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("storage: {path: 7}\n", "monitor.yaml:1: storage.path: this is no name of a database."),
        ('storage: {path: " "}\n', "monitor.yaml:1: storage.path: this is no name of a database."),
        ("\nstorage:\n  path: a?b.db\n", "monitor.yaml:3: storage.path: this is no name of a database."),
        ("storage: {path: [\n", "monitor.yaml:"),
        (None, "monitor.yaml: the file cannot be read (no such file or directory)."),
    ],
)
def test_a_place_that_cannot_be_told_is_refused(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "monitor.yaml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        database_url(tmp_path, ENV.get, data_dir=tmp_path)
    assert said in str(refused.value)


def test_no_folder_is_said_as_everywhere(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="this folder does not exist"):
        database_url(tmp_path / "none", ENV.get, data_dir=tmp_path)


def test_feeds_and_families_by_name_as_far_as_they_are_sound(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text(
        "feeds:\n- {url: 'https://a.example/rss', title: A}\n- {url: 'https://www.b.example/rss'}\n- {url: 7}\n"
    )
    (tmp_path / "publishers.yaml").write_text("families: {wire: [A, B], other: 7}\n")
    assert tuple(load_feed_names(tmp_path)) == (
        FeedName("https://a.example/rss", "A"),
        FeedName("https://www.b.example/rss", "b.example"),
    )
    assert dict(load_families(tmp_path)) == {"A": "wire", "B": "wire"}


def test_feeds_of_a_large_file_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.settings.names.MAX_FEEDS_BYTES", 10)
    items = [f"- url: https://h{number}.example/rss\n" for number in range(450)]
    items[3] = "- {url: 'https://h3.example/rss', title: Three}\n"
    (tmp_path / "feeds.yaml").write_text("feeds:\n" + "".join(items))
    found = list(load_feed_names(tmp_path))
    assert len(found) == 450
    assert found[3] == FeedName("https://h3.example/rss", "Three")
    assert found[449] == FeedName("https://h449.example/rss", "h449.example")


@pytest.mark.parametrize("text", [None, "[", "feeds: 7\n", "7\n"])
def test_nothing_where_nothing_can_be_read(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "feeds.yaml").write_text(text)
        (tmp_path / "publishers.yaml").write_text(text)
    assert tuple(load_feed_names(tmp_path)) == ()
    assert load_families(tmp_path) == ()
