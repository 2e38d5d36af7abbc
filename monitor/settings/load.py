"""From the files in config/ and the environment to `Settings`, or to everything that is wrong with them at once."""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.model.config import Settings
from monitor.model.desk.visitors import Users
from monitor.model.feedback.pins import Pin
from monitor.model.ids import Priority
from monitor.model.watch import Watchlist
from monitor.ports import ReadEnvironment
from monitor.records import dataclass
from monitor.settings.build import (
    ChannelBuilder,
    Loaded,
    Names,
    References,
    SecretReader,
    audit_of,
    build_families,
    build_pins,
    build_silences,
    build_subscriptions,
    build_watchlist,
    channel_types,
    check_canaries,
    desk_of,
    evidence_of,
    operator_of,
    outlet_of,
    polling_of,
    sandbox_of,
    server_of,
    storage_of,
    stories_of,
    translation_of,
    try_pins,
    warn_of_unasked,
    websub_of,
)
from monitor.settings.check import Checked, Findings, Model, check
from monitor.settings.many_feeds import ReadFeeds, read_feeds
from monitor.settings.schema import MonitorFile, PinsFile, PublishersFile, SilencesFile, WatchlistFile
from monitor.settings.yaml import (
    FEEDS,
    MAX_BYTES,
    MAX_FEEDS_BYTES,
    MONITOR,
    PINS,
    PUBLISHERS,
    SILENCES,
    USERS,
    ConfigTree,
    Document,
    read_document,
    read_tree,
)

DATA_VARIABLE = "MONITOR_DATA"
_MAX_TEMPLATE = 262_144
SPOKEN = {"channels": MONITOR, "subscriptions": MONITOR, "feeds": FEEDS}
"""Sections that a running bot does not lose unless they are written out as empty, with the file of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One try at the configuration: settings, or problems in file and line order."""

    settings: Settings | None
    problems: tuple[Problem, ...]
    secret_files: dict[Path, bytes | None] = field(repr=False)
    """Files with secrets that were asked for, with what was found in them."""
    left_out: frozenset[str] = frozenset()
    """Of `SPOKEN`, those that no file gives a value, not even an empty one."""
    sound: Settings | None = field(default=None, repr=False)
    """What could be read in spite of the problems: only good for telling somebody of them."""


def load_settings(
    root: Path, env: ReadEnvironment, *, data_dir: Path | None = None, secrets_needed: bool = True
) -> Settings:
    """Read and validate the folder `root` whole.

    What the bot writes (database, digest files) lies relative to `data_dir`, else to the folder that the environment
    variable MONITOR_DATA names, else to ./data. What it reads (secrets, certificates) is relative to `root`.

    Unless `secrets_needed`, secrets that are absent are empty and named in `absent_secrets`.

    Raises:
        ConfigError: with every problem of every file.
    """
    outcome = judge(read_tree(root), env, data_dir=data_dir, secrets_needed=secrets_needed)
    if outcome.settings is None:
        raise ConfigError(outcome.problems)
    return outcome.settings


def load_what_is_sound(root: Path, env: ReadEnvironment, *, data_dir: Path | None = None) -> Settings | None:
    """The sound parts of a configuration that may be refused as a whole, for telling that it is; None if too few."""
    return judge(read_tree(root), env, data_dir=data_dir, secrets_needed=False).sound


def judge(
    tree: ConfigTree, env: ReadEnvironment, *, data_dir: Path | None = None, secrets_needed: bool = True
) -> Outcome:
    """`load_settings` of files already read; never raises for anything in them."""
    folder = data_dir if data_dir is not None else Path(env(DATA_VARIABLE) or "data")
    return _Judge(tree, SecretReader(tree.root, env, secrets_needed), folder.absolute()).judge()


class _Judge:
    """One try at the configuration."""

    def __init__(self, tree: ConfigTree, secrets: SecretReader, data_dir: Path) -> None:
        self._tree, self._data_dir = tree, data_dir
        self._findings = Findings(problems=list(tree.problems))
        self._secrets = secrets
        self._documents: dict[str, Document] = {}
        self._found_pins: tuple[Pin, ...] = ()
        self._known_users: Users | None = Users()
        for name, content in tree.files.items():
            if name == FEEDS:
                continue
            document = read_document(
                tree.shown(name), content, max_bytes=MAX_FEEDS_BYTES if name == PINS else MAX_BYTES
            )
            if isinstance(document, Document):
                self._documents[name] = document
            else:
                self._findings.problems.extend(document)

    def judge(self) -> Outcome:
        monitor = self._checked(MONITOR, MonitorFile)
        polling = (monitor.value if monitor else MonitorFile()).polling
        feeds = read_feeds(self._tree, polling, self._secrets, self._findings)
        publishers = self._checked(PUBLISHERS, PublishersFile)
        silences = self._checked(SILENCES, SilencesFile)
        watchlists = self._watchlists()
        self._pins([one.watchlist for one in watchlists])
        self._users([one.watchlist.id for one in watchlists])
        settings = self._settings(monitor, feeds, (publishers, silences), watchlists)
        shown = [self._tree.shown(name) for name in (*self._tree.files, *self._tree.templates)]
        problems = self._findings.ordered(shown)
        return Outcome(
            settings=None if problems else settings,
            problems=problems,
            secret_files=self._secrets.files,
            left_out=frozenset(
                key for key, name in SPOKEN.items() if not (feeds.given if name == FEEDS else self._gives(name, key))
            ),
            sound=settings,
        )

    def _templates(self) -> tuple[tuple[str, str], ...]:
        """By their names below templates/. Whether they print, is tried where they are used."""
        found = []
        for name, content in self._tree.templates.items():
            try:
                if len(content) > _MAX_TEMPLATE:
                    raise ValueError(f"it has more than {_MAX_TEMPLATE:,} bytes")
                found.append((name.partition("/")[2], content.decode("utf-8")))
            except ValueError as problem:
                why = "it is not UTF-8" if isinstance(problem, UnicodeDecodeError) else str(problem)
                self._findings.problems.append(
                    Problem(file=self._tree.shown(name), line=None, key="", message=f"{why}.", hint="Save it as text.")
                )
        return tuple(found)

    def _gives(self, name: str, key: str) -> bool:
        data = self._documents[name].root.data if name in self._documents else None
        return isinstance(data, dict) and data.get(key) is not None

    def _checked(self, name: str, model: type[Model]) -> Checked[Model] | None:
        document = self._documents.get(name)
        if document is None:
            return None
        checked, problems = check(document, model)
        self._findings.problems.extend(problems)
        return checked

    def _watchlists(self) -> list[Loaded]:
        loaded, sound = [], []
        ids: dict[str, str] = {}
        for name in self._documents:
            if "/" not in name:
                continue
            before = len(self._findings.problems)
            checked = self._checked(name, WatchlistFile)
            if checked is None:
                continue
            one = build_watchlist(checked, self._findings)
            twin = ids.setdefault(one.watchlist.id, checked.document.file)
            if twin != checked.document.file:
                message = f"the watchlist {one.watchlist.id} is also defined in {twin}."
                self._findings.into(checked.document)(("watchlist",), message, "Choose another id.")
            loaded.append(one)
            if len(self._findings.problems) == before:
                sound.append(one)
        check_canaries(sound, self._findings)
        return loaded

    def _pins(self, watchlists: list[Watchlist]) -> None:
        checked = self._checked(PINS, PinsFile)
        if checked is None:
            return
        self._found_pins = build_pins(checked, self._findings)
        # What is refused is tried by nobody.
        if not self._findings.problems:
            try_pins(checked, self._found_pins, watchlists, self._findings)

    def _users(self, watchlists: list[str]) -> None:
        """Whatever is wrong with them is a warning: then nobody enters the desk, and the news goes on."""
        if not (self._tree.root / USERS).exists():
            return
        from monitor.settings.users import users_found  # noqa: PLC0415 - what few have, few load

        found = users_found(self._tree.root, watchlists)
        self._known_users = None if found.problems else found.users
        self._findings.warnings += [
            replace(one, message=f"nobody can enter the desk: {one.message}") for one in found.problems
        ]
        self._findings.warnings += found.warnings

    def _references(self, monitor: Document, loaded: list[Loaded], feeds: ReadFeeds) -> References:
        priorities: dict[str, Priority | None] = {}
        expected = [name for name in self._tree.files if "/" in name]
        for name in expected:
            data = self._documents[name].root.data if name in self._documents else None
            if isinstance(data, dict) and isinstance(data.get("watchlist"), str):
                priorities[data["watchlist"]] = None
        priorities.update({one.watchlist.id: one.watchlist.priority for one in loaded})
        return References(
            channel_types=channel_types(monitor.root.data),
            watchlists=priorities,
            watchlists_complete=bool(expected) and len(priorities) >= len(expected),
            names=Names(
                topics={one.watchlist.id: [topic.id for topic in one.watchlist.topics] for one in loaded},
                tags=feeds.tags,
                publishers=feeds.publishers,
                complete=len(loaded) == len(expected),
            ),
        )

    def _refuse_if_empty(self, document: Document, otherwise: str) -> None:
        if not document.root.data:
            self._findings.into(document)((), "the file says nothing.", f"If it was emptied, restore it; {otherwise}.")

    def _settings(
        self,
        monitor: Checked[MonitorFile] | None,
        feeds: ReadFeeds,
        beside: tuple[Checked[PublishersFile] | None, Checked[SilencesFile] | None],
        loaded: list[Loaded],
    ) -> Settings | None:
        publishers, silences = beside
        families = build_families(publishers, feeds.publishers, self._findings) if publishers else ()
        if monitor is None:
            return None
        complain = self._findings.into(monitor.document)
        if feeds.document is not None:
            self._refuse_if_empty(feeds.document, "to have nothing read: feeds: []")
        self._refuse_if_empty(monitor.document, "to have nobody told: subscriptions: []")
        file, references = monitor.value, self._references(monitor.document, loaded, feeds)
        for one in loaded:
            warn_of_unasked(self._findings, one, references.names.publishers)
        ids = None if monitor.positions.get("subscriptions") else {one.id for one in file.subscriptions}
        return Settings(
            root=self._tree.root,
            revision=self._tree.digest()[:7],
            storage=storage_of(file.storage, self._data_dir, self._secrets, complain),
            polling=polling_of(file.polling),
            fetch=outlet_of(file.fetch, self._secrets, self._tree.root, complain),
            sandbox=sandbox_of(file.sandbox),
            stories=stories_of(file.stories),
            server=server_of(file.server),
            desk=desk_of(file, self._known_users, complain),
            websub=websub_of(file, complain),
            evidence=evidence_of(file.evidence),
            audit=audit_of(file.audit),
            translation=translation_of(file.translation, self._secrets, complain),
            channels=ChannelBuilder(
                secrets=self._secrets, root=self._tree.root, data_dir=self._data_dir, complain=complain
            ).build(monitor),
            subscriptions=build_subscriptions(monitor, references, self._findings),
            operator=operator_of(file.operator, references.channel_types, self._secrets, complain),
            feeds=feeds.specs,
            watchlists=tuple(one.watchlist for one in loaded),
            families=families,
            silences=build_silences(silences, references.names, ids, self._findings) if silences else (),
            pins=self._found_pins,
            log_format=file.log.format,
            log_level=file.log.level,
            secret_files=tuple(self._secrets.files),
            absent_secrets=tuple(dict.fromkeys(self._secrets.absent)),
            templates=self._templates(),
            warnings=tuple(str(warning) for warning in self._findings.warnings),
        )
