from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.model.alerting import Immediate
from monitor.model.channels import BounceMailbox, Secret
from monitor.model.config import (
    AppriseChannel,
    AuditSettings,
    ChatChannel,
    EmailChannel,
    FileChannel,
    Target,
    TerminalChannel,
    WebhookChannel,
)
from monitor.model.ids import Priority, StoryId
from monitor.model.routing import Match, QuietHours, StoryState
from monitor.model.watch import Condition, Kind, Scope
from monitor.settings.load import load_settings

Env = Callable[[str], str | None]
BORDER, OTHER_ID = "config/watchlists/border.yaml", "Choose another id."
SHIPPED = Path(__file__).parents[3] / "config"


def problems(config: Path, env: Env) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load_settings(config, env)
    return [str(problem) for problem in refused.value.problems]


def test_the_smallest_configuration_has_sensible_defaults(config: Path, env: Env) -> None:
    settings = load_settings(config, env)
    assert settings.storage.url == f"sqlite:///{Path.cwd()}/data/monitor.db"
    assert settings.polling.interval_s == 900
    assert settings.fetch.max_feed_bytes == 15_000_000
    assert settings.sandbox.memory_mb == 512
    assert settings.channels == (TerminalChannel(name="screen"),)
    [subscription] = settings.subscriptions
    assert subscription.title == "daily"
    assert subscription.watchlists == ("border",)
    assert subscription.targets == (Target(channel="screen"),)
    [feed] = settings.feeds
    assert (feed.title, feed.publisher, feed.interval_s) == ("news.example.org", "news.example.org", None)
    assert settings.warnings == ()


def test_the_shipped_configuration_loads(tmp_path: Path) -> None:
    settings = load_settings(SHIPPED, {}.get, data_dir=tmp_path)
    assert len(settings.feeds) >= 18
    assert all(feed.publisher and feed.language for feed in settings.feeds)
    assert settings.subscriptions[0].zone == "Asia/Damascus"
    assert "syria-iraq-border" in settings.subscriptions[0].watchlists
    assert settings.warnings == ()
    assert [type(channel) for channel in settings.channels] == [FileChannel, TerminalChannel]


@pytest.mark.parametrize(
    ("argument", "variable", "expected"),
    [
        pytest.param("/srv/a", "/srv/b", "/srv/a", id="argument-wins"),
        pytest.param(None, "/srv/b", "/srv/b", id="variable"),
        pytest.param(None, None, "data", id="default-in-working-folder"),
        pytest.param(None, "", "data", id="empty-variable-is-none"),
    ],
)
def test_data_folder(config: Path, argument: str | None, variable: str | None, expected: str) -> None:
    (config / "monitor.yaml").write_text("channels:\n  out: {type: file, folder: mail}\n", encoding="utf-8")
    data_dir = None if argument is None else Path(argument)
    settings = load_settings(config, {"MONITOR_DATA": variable}.get, data_dir=data_dir)
    folder = Path(expected).absolute()
    assert settings.storage.url == f"sqlite:///{folder}/monitor.db"
    assert settings.channel("out") == FileChannel(name="out", folder=folder / "mail")


def test_absolute_paths_stay(config: Path, env: Env) -> None:
    (config / "monitor.yaml").write_text("storage: {path: /srv/here.db}\n", encoding="utf-8")
    assert load_settings(config, env).storage.url == "sqlite:////srv/here.db"


def test_everything_written_out_arrives(config: Path, env: Env) -> None:
    (config / "ca.pem").write_text("-", encoding="utf-8")
    (config / "smtp-password").write_text("CANARY-file\n", encoding="utf-8")
    (config / "monitor.yaml").write_text(
        """
evidence: {push_url: "https://keep.example/save?u={quoted}", push_command: [keep, "{url}"]}
audit: {cron: "0 6 * * 1", zone: Asia/Damascus, since: 7d}
polling: {interval: 1h, lookback: 2d, silent_after: 1w, concurrency: 4}
fetch: {deadline: 2m, max_page: 500KB, allow_private: [127.0.0.1, "10.1.0.0/16"], robots: false, host_delay: 250ms}
channels:
  mail:
    type: email
    host: smtp.example.org
    tls: tls
    from: Monitor <monitor@example.org>
    username: monitor
    password_file: smtp-password
    ca_file: ca.pem
    reply_to: desk@example.org
    bounce: bounces@example.org
    bounce_mailbox:
      {host: imap.example.org, username: b, password_file: smtp-password, ca_file: ca.pem, folder: Back, every: 2m}
  hook: {type: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET, timeout: 5s}
subscriptions:
  - id: border-watch
    title: Border watch
    watchlists: [border]
    channels: [hook, {channel: mail, to: [a@example.org, b@example.org, a@example.org]}]
    cron: "30  6 * * MON-FRI"
    zone: Asia/Damascus
    priority: normal
    quiet: skip
    max_stories: 5
    language: ar
    languages: [he, ar-SY, he]
""",
        encoding="utf-8",
    )
    settings = load_settings(config, env)
    assert (settings.polling.interval_s, settings.polling.lookback_s, settings.polling.silent_after_s) == (
        3600,
        172_800,
        604_800,
    )
    assert settings.evidence.push_url == "https://keep.example/save?u={quoted}"
    assert settings.evidence.push_command == ("keep", "{url}")
    assert settings.audit == AuditSettings(cron="0 6 * * 1", zone="Asia/Damascus", since_s=604_800)
    assert settings.fetch.host_delay_s == 0.25
    assert settings.fetch.allow_private == ("127.0.0.1", "10.1.0.0/16")
    mail, hook = settings.channels
    assert isinstance(mail, EmailChannel)
    assert (mail.port, mail.sender, mail.password.reveal()) == (465, "Monitor <monitor@example.org>", "CANARY-file")
    assert mail.ca_file == "config/ca.pem"
    assert mail.mailbox == BounceMailbox(
        host="imap.example.org",
        port=993,
        username="b",
        password=Secret("CANARY-file"),
        ca_file="config/ca.pem",
        folder="Back",
        every_s=120.0,
    )
    assert isinstance(hook, WebhookChannel)
    assert hook.url.reveal() == "https://hooks.example.org/CANARY-url"
    [subscription] = settings.subscriptions
    assert subscription.cron == "30 6 * * MON-FRI"
    assert subscription.targets[1].recipients == ("a@example.org", "b@example.org")
    assert (subscription.quiet, subscription.min_priority) == (False, Priority.NORMAL)
    assert (subscription.language, subscription.languages) == ("ar", ("he", "ar-SY"))


def test_a_subscription_that_is_told_at_once(config: Path, env: Env) -> None:
    (config / "monitor.yaml").write_text(
        """
channels: {out: {type: terminal}}
subscriptions:
  - {id: now, channels: [out], when: immediately}
  - {id: both, channels: [out], when: immediately, cron: "0 7 * * *", group_wait: 0s, group_interval: 1h, flood: 3}
  - {id: daily, channels: [out], cron: "0 7 * * *"}
""",
        encoding="utf-8",
    )
    found = [(one.id, one.cron, one.immediate) for one in load_settings(config, env).subscriptions]
    assert found == [
        ("now", "", Immediate()),
        ("both", "0 7 * * *", Immediate(group_wait_s=0, group_interval_s=3600, flood=3)),
        ("daily", "0 7 * * *", None),
    ]


def test_routes_quiet_hours_and_silences(config: Path, env: Env) -> None:
    (config / "monitor.yaml").write_text(
        """
channels: {out: {type: terminal}}
subscriptions:
  - id: now
    channels: [out]
    when: immediately
    zone: Asia/Damascus
    match: {topics: [albu-kamal], languages: [ar], publishers: [Nobody], confirmed_by: 2, states: [new]}
    quiet_hours: {from: "22:00", to: "7:30", days: [Fri, saturday], holidays: [2026-12-25], break_through: high}
  - {id: later, channels: [out], cron: "0 7 * * *", unless_told_by: [now]}
""",
        encoding="utf-8",
    )
    (config / "silences.yaml").write_text(
        """
silences:
  - {id: drill, topics: [border/albu-kamal], from: 2026-10-25 02:30, until: 2026-12-01T08:00Z, by: Ali, why: drill,
     zone: Europe/Berlin}
  - {id: story, stories: ["4F2A"], subscriptions: [later], until: "2026-12-01T08:00+02:00", by: Ali, why: known}
""",
        encoding="utf-8",
    )
    settings = load_settings(config, env)
    now, later = settings.subscriptions
    assert now.match == Match(
        topics=(("border", "albu-kamal"),),
        languages=("ar",),
        publishers=("Nobody",),
        confirmed_by=2,
        states=frozenset({StoryState.NEW}),
    )
    assert now.quiet_hours == QuietHours(
        zone="Asia/Damascus",
        start=time(22),
        end=time(7, 30),
        days=frozenset({4, 5}),
        holidays=frozenset({date(2026, 12, 25)}),
        break_through=Priority.HIGH,
    )
    assert (later.match, later.unless_told_by, later.quiet_hours) == (Match(), ("now",), None)
    drill, story = settings.silences
    assert (drill.start, drill.until) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 12, 1, 8, tzinfo=UTC),
    )
    assert drill.match == Match(topics=(("border", "albu-kamal"),))
    assert (story.match, story.subscriptions) == (Match(stories=(StoryId(0x4F2A),)), ("later",))
    assert story.until == datetime(2026, 12, 1, 6, tzinfo=UTC)
    (warning,) = settings.warnings
    assert "match.publishers[0]: no feed has the publisher 'Nobody'." in warning


def test_a_topic_that_no_subscription_tells_is_named(config: Path, env: Env) -> None:
    path = config / "watchlists" / "border.yaml"
    path.write_text(f"{path.read_text()}\n  - {{id: hajin, name: Hajin, names: [Hajin]}}\n")
    (config / "monitor.yaml").write_text(
        """
channels: {out: {type: terminal}}
subscriptions:
  - {id: now, channels: [out], when: immediately, match: {topics: [albu-kamal]}}
""",
        encoding="utf-8",
    )
    (warning,) = load_settings(config, env).warnings
    assert "no subscription tells hajin of the watchlist border: their match asks for other topics." in warning


def test_a_watchlist_that_no_subscription_has_is_named(config: Path, env: Env) -> None:
    for name, priority in (("coast", "normal"), ("hills", "low")):
        (config / "watchlists" / f"{name}.yaml").write_text(
            f"{{watchlist: {name}, priority: {priority}, topics: [{{id: a, name: Hajin, names: [Hajin]}}]}}\n"
        )
    (config / "monitor.yaml").write_text(
        """
channels: {out: {type: terminal}}
subscriptions:
  - {id: one, channels: [out], when: immediately, watchlists: [border]}
  - {id: two, channels: [out], when: immediately, watchlists: [border, hills], priority: normal}
""",
        encoding="utf-8",
    )
    coast, hills = load_settings(config, env).warnings
    assert "nobody is told of the watchlist coast: no subscription lists it at its priority or below." in coast
    assert "nobody is told of the watchlist hills" in hills


def test_what_rules_leave_out_or_wait_for_in_vain_is_named(config: Path, env: Env) -> None:
    path = config / "watchlists" / "border.yaml"
    path.write_text(
        """
watchlist: border
topics:
  - {id: hajin, name: Hajin, names: [Hajin]}
  - {id: qaim, name: Qaim, names: [Qaim]}
rules:
  - {id: one, query: '@hajin AND source:"Hill Post",Nobody'}
  - {id: two, query: '@hajin AND NOT "source:Anyone"'}
""",
        encoding="utf-8",
    )
    (config / "feeds.yaml").write_text(
        "feeds: [{url: 'https://hill.example/feed', publisher: HILL  post}]\n", encoding="utf-8"
    )
    warnings = [one for one in load_settings(config, env).warnings if "border.yaml" in one]
    unasked, waiting = (one.partition("yaml:")[2] for one in warnings)
    assert unasked.startswith("5: topics[1].id: no rule names the topic qaim, so it alerts nobody")
    assert unasked.endswith("Add a rule: '@qaim'.")
    assert waiting.startswith("7: rules[0].query: no feed has the publisher 'Nobody' of this rule.")


def test_apprise(config: Path, env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    channels = "channels:\n  far: {type: apprise, url_env: FAR}\nfetch: {allow_private: [10.1.0.0/16]}\n"
    (config / "monitor.yaml").write_text(channels, encoding="utf-8")

    def far(url: str) -> Env:
        return lambda name: url if name == "FAR" else env(name)

    (spec,) = load_settings(config, far("gotify://10.1.0.9/CANARY")).channels
    assert isinstance(spec, AppriseChannel)
    assert (spec.url.reveal(), spec.allow_private) == ("gotify://10.1.0.9/CANARY", ("10.1.0.0/16",))
    assert "CANARY" not in repr(spec)
    for url in ("CANARY", "gotify://a/CANARY,gotify://b/CANARY", "gotify://a/CANARY gotify://b"):
        with pytest.raises(ConfigError, match="is not one that apprise writes") as refused:
            load_settings(config, far(url))
        assert "CANARY" not in str(refused.value)
    monkeypatch.setattr("monitor.settings.build.channels.has_apprise", lambda: False)
    said = r"monitor.yaml:2: channels.far.type: apprise is not installed here. pip install 'monitor\[apprise\]'."
    with pytest.raises(ConfigError, match=said):
        load_settings(config, far("gotify://10.1.0.9/CANARY"))


def test_chats(config: Path, env: Env) -> None:
    (config / "monitor.yaml").write_text(
        """
channels:
  slack: {type: slack, url_env: HOOK_URL}
  slackbot: {type: slack, token_env: SMTP_PASSWORD, room: C0123ABCD, threads: false}
  teams: {type: teams, url_env: HOOK_URL, timeout: 5s}
  mattermost: {type: mattermost, url_env: HOOK_URL}
  discord: {type: discord, url_env: HOOK_URL, thread: "112233"}
  telegram: {type: telegram, token_env: SMTP_PASSWORD, chat: -100123, topic: 7}
  public: {type: telegram, token_env: SMTP_PASSWORD, chat: "@border_watch", server: "https://bots.example.org"}
  matrix: {type: matrix, server: "https://matrix.example.org", room: "!abc:example.org", token_env: SMTP_PASSWORD}
  ntfy: {type: ntfy, topic_env: SMTP_PASSWORD}
  own: {type: ntfy, server: "https://ntfy.example.org", topic: border, token_env: SMTP_PASSWORD}
subscriptions:
  - {id: border-watch, watchlists: [border], channels: [slack, teams, mattermost, discord, telegram, matrix, ntfy],
     cron: "0 7 * * *"}
""",
        encoding="utf-8",
    )
    chats = {one.name: one for one in load_settings(config, env).channels if isinstance(one, ChatChannel)}
    assert [one.service.value for one in chats.values()] == [
        "slack",
        *list(chats)[:1],
        *list(chats)[2:6],
        "telegram",
        "matrix",
        "ntfy",
        "ntfy",
    ]
    key, address = "CANARY-password", "https://hooks.example.org/CANARY-url"
    seen = {
        name: (one.url.reveal(), one.room, one.token.reveal(), one.thread, one.timeout_s) for name, one in chats.items()
    }
    assert seen == {
        "slack": (address, "", "", "", 20.0),
        "slackbot": ("https://slack.com", "C0123ABCD", key, "", 20.0),
        "teams": (address, "", "", "", 5.0),
        "mattermost": (address, "", "", "", 20.0),
        "discord": (address, "", "", "112233", 20.0),
        "telegram": ("https://api.telegram.org", "-100123", key, "7", 20.0),
        "public": ("https://bots.example.org", "@border_watch", key, "", 20.0),
        "matrix": ("https://matrix.example.org", "!abc:example.org", key, "", 20.0),
        "ntfy": ("https://ntfy.sh", key, "", "", 20.0),
        "own": ("https://ntfy.example.org", "border", key, "", 20.0),
    }
    assert [name for name, one in chats.items() if not one.threads] == ["slackbot"]
    assert key not in repr(chats)
    assert [name for name, one in chats.items() if one.secret_room] == ["ntfy"]


def test_feed_and_family_details(config: Path, env: Env) -> None:
    (config / "feeds.yaml").write_text(
        """
feeds:
  - url: https://www.example.org/feed
    language: no
    tags: [on, syria, on]
    interval: 30m
    lookback: any
    headers_env: {Authorization: SMTP_PASSWORD}
  - {url: "https://b.example.org/feed", publisher: B, title: The B, lookback: 2d}
""",
        encoding="utf-8",
    )
    (config / "publishers.yaml").write_text("families:\n  Both: [example.org, B, C]\n", encoding="utf-8")
    settings = load_settings(config, env)
    first, second = settings.feeds
    assert (first.publisher, first.language, first.tags) == ("example.org", "no", ("on", "syria"))
    assert (first.interval_s, first.lookback_s, second.lookback_s) == (1800, -1, 172_800)
    assert first.headers == (("Authorization", "CANARY-password"),)
    assert settings.families == (("example.org", "Both"), ("B", "Both"), ("C", "Both"))
    assert settings.warnings == ("config/publishers.yaml:2: families.Both[2]: no feed has the publisher 'C'.",)


def test_watchlist_details(config: Path, env: Env) -> None:
    text = """
watchlist: wide
title: Wide
priority: high
topics:
  - id: base
    name: The base
    kind: place
    names:
      en: [Imam Ali (military) base, '=IAB', '"Fifth Corps"!']
      ar: [قاعدة الإمام علي]
    requires: {all: [militia*, Albu Kamal], within: sentence}
    excludes: {any: [shrine], within: 10}
  - id: plain
    name: Plain
    names: [Deir ez-Zor]
    requires: {any: [army]}
    excludes: {any: [football]}
rules:
  - {id: both, query: '@base AND @plain'}
"""
    (config / "watchlists" / "a.yaml").write_text(text, encoding="utf-8")
    watchlist = load_settings(config, env).watchlists[0]
    assert (watchlist.id, watchlist.file, watchlist.text) == ("wide", "config/watchlists/a.yaml", text)
    base, plain = watchlist.topics
    assert base.kind is Kind.PLACE
    assert [(name.text, name.language) for name in base.names] == [
        ("Imam Ali (military) base", "en"),
        ("=IAB", "en"),
        ('"Fifth Corps"!', "en"),
        ("قاعدة الإمام علي", "ar"),
    ]
    assert base.requires == Condition(words=("militia*", "Albu Kamal"), all=True, within=Scope.SENTENCE)
    assert base.excludes == Condition(words=("shrine",), within=10)
    assert plain.requires == Condition(words=("army",), within=Scope.DOCUMENT)
    assert plain.excludes == Condition(words=("football",), within=Scope.MENTION)
    assert plain.names[0].language == ""


def test_every_problem_of_every_file_in_order(config: Path, env: Env) -> None:
    (config / "monitor.yaml").write_text("log:\n  level: loud\nserver:\n  prot: 1\n", encoding="utf-8")
    (config / "feeds.yaml").write_text("feeds:\n  - url: x\n  - title: y\n", encoding="utf-8")
    (config / "publishers.yaml").write_text("families: [a]\n", encoding="utf-8")
    (config / "watchlists" / "zone.yaml").write_text("watchlist: zone\n", encoding="utf-8")
    (config / "watchlists" / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    places = [line.split(": ")[0] for line in problems(config, env)]
    assert places == [
        "config/monitor.yaml:2",
        "config/monitor.yaml:4",
        "config/feeds.yaml:2",
        "config/feeds.yaml:3",
        "config/publishers.yaml:1",
        "config/watchlists/broken.yaml:2",
        "config/watchlists/zone.yaml:1",
    ]


def rename(old: str, new: str) -> Callable[[Path], None]:
    def change(config: Path) -> None:
        (config / old).rename(config / new)

    return change


def replace_by_folder(config: Path) -> None:
    (config / "feeds.yaml").unlink()
    (config / "feeds.yaml").mkdir()


def copy_watchlist(config: Path) -> None:
    (config / "watchlists/copy.yaml").write_bytes((config / "watchlists/border.yaml").read_bytes())


def grow(config: Path) -> None:
    (config / "monitor.yaml").write_text("#" * 1_000_001, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            rename("monitor.yaml", "old"),
            ["config/monitor.yaml: the file is missing. monitor init writes a commented example."],
            id="monitor-missing",
        ),
        pytest.param(
            rename("feeds.yaml", "feeds.yml"),
            ["config/feeds.yaml: the file is named feeds.yml. Rename it to feeds.yaml."],
            id="feeds-yml",
        ),
        pytest.param(
            rename("watchlists", "lists"),
            ["config/watchlists: the folder cannot be read. Create it with at least one watchlist in it."],
            id="watchlists-missing",
        ),
        pytest.param(
            rename("watchlists/border.yaml", "watchlists/border.txt"),
            ["config/watchlists: there is no watchlist. Add one, named for example border.yaml."],
            id="watchlists-empty",
        ),
        pytest.param(
            rename("watchlists/border.yaml", "watchlists/border.yml"),
            ["config/watchlists/border.yml: the file would not be read. Rename it to border.yaml."],
            id="watchlist-yml",
        ),
        pytest.param(
            replace_by_folder,
            ["config/feeds.yaml: the file cannot be read (not a plain file). Check the file and its rights."],
            id="feeds-is-a-folder",
        ),
        pytest.param(
            copy_watchlist,
            [f"config/watchlists/copy.yaml:1: watchlist: the watchlist border is also defined in {BORDER}. {OTHER_ID}"],
            id="watchlist-twice",
        ),
        pytest.param(
            grow,
            ["config/monitor.yaml: the file is larger than 1 MB. Split it or remove what is not needed."],
            id="too-large",
        ),
        pytest.param(
            rename(".", "../other"),
            [
                (
                    "config: this folder does not exist. "
                    "Name another by --config DIR, mount it again, or begin: monitor init."
                ),
            ],
            id="folder-missing",
        ),
    ],
)
def test_files_missing_or_misplaced(
    config: Path, env: Env, change: Callable[[Path], None], expected: list[str]
) -> None:
    if expected[0].startswith("config: "):
        config.rename("elsewhere")
    else:
        change(config)
    assert problems(config, env) == expected


def test_hidden_and_editor_files_are_ignored(config: Path, env: Env) -> None:
    before = load_settings(config, env)
    for name in (".border.yaml.swp", ".#border.yaml", "#border.yaml#", "border.yaml~", "notes.txt"):
        (config / "watchlists" / name).write_text("{{{", encoding="utf-8")
    assert load_settings(config, env) == before


def test_bom_and_windows_line_breaks_are_fine(config: Path, env: Env) -> None:
    before = load_settings(config, env)
    for path in config.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = load_settings(config, env)
    assert (after.feeds, after.subscriptions) == (before.feeds, before.subscriptions)


def test_a_section_whose_lines_are_commented_out_means_the_defaults(config: Path, env: Env) -> None:
    text = "polling:\n  # interval: 15m\nfetch:\nchannels:\nsubscriptions:\n"
    (config / "monitor.yaml").write_text(text, encoding="utf-8")
    settings = load_settings(config, env)
    assert settings.polling.interval_s == 900
    assert settings.warnings == (
        "config/monitor.yaml:5: subscriptions: there is no subscription, so nobody gets a digest.",
    )


def test_a_broken_watchlist_does_not_make_its_subscription_wrong(config: Path, env: Env) -> None:
    monitor = config / "monitor.yaml"
    monitor.write_text(monitor.read_text(encoding="utf-8") + "    watchlists: [border]\n", encoding="utf-8")
    (config / "watchlists/border.yaml").write_text("watchlist: border\n", encoding="utf-8")
    assert [line.split(": ")[0] for line in problems(config, env)] == ["config/watchlists/border.yaml:1"]
    (config / "watchlists/border.yaml").write_text("watchlist: [", encoding="utf-8")
    assert [line.split(": ")[0] for line in problems(config, env)] == ["config/watchlists/border.yaml:1"]


def test_revision_follows_names_and_contents(config: Path, env: Env) -> None:
    first = load_settings(config, env).revision
    assert len(first) == 7
    assert load_settings(config, env).revision == first
    (config / "watchlists/border.yaml").rename(config / "watchlists/other.yaml")
    second = load_settings(config, env).revision
    with (config / "feeds.yaml").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert len({first, second, load_settings(config, env).revision}) == 3


def test_who_translates(config: Path, env: Env) -> None:
    plain = load_settings(config, env).translation
    assert (plain.wanted, plain.command, plain.url) == (False, (), "")
    (config / "monitor.yaml").write_text(
        "translation: {to: he, url: https://t.example/v2/translate, kind: deepl, key_env: SMTP_PASSWORD, timeout: 3s}\n"
    )
    found = load_settings(config, env).translation
    assert (found.wanted, found.to, found.kind, found.timeout_s, found.budget_s) == (True, "he", "deepl", 3.0, 20.0)
    assert found.key.reveal() == "CANARY-password"
    assert "CANARY" not in repr(found) + found.translator
    (config / "monitor.yaml").write_text('translation: {command: [argos-translate, --from, "{from}"], budget: 5s}\n')
    found = load_settings(config, env).translation
    assert (found.command, found.budget_s) == (("argos-translate", "--from", "{from}"), 5.0)
    (config / "monitor.yaml").write_text("translation:\n")
    assert not load_settings(config, env).translation.wanted
