"""Where an installation lies, and as much of it opened as a command needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import settings as configuration
from monitor import store as database
from monitor.ports import ReadEnvironment, Store
from monitor.records import dataclass

if TYPE_CHECKING:
    from monitor.model.config import Settings
    from monitor.settings import ConfigWatcher, FeedName


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where this installation keeps its configuration and its data."""

    config: Path
    data: Path
    env: ReadEnvironment

    def load(self, *, secrets: bool = False) -> Settings:
        """Read and validate config/; `secrets`: what is sent or fetched with them, so they have to be there.

        Raises:
            ConfigError: with everything that is wrong.
        """
        settings = configuration.load_settings(self.config, self.env, data_dir=self.data, secrets_needed=secrets)
        if secrets:
            self.try_templates(settings)
        return settings

    def try_templates(self, settings: Settings) -> None:
        """Print samples with the user's templates, if there are any.

        Raises:
            ConfigError: one of them cannot be used.
        """
        if settings.templates:
            from monitor.bootstrap.templates import try_templates  # noqa: PLC0415 - what few have, few load

            try_templates(settings)

    def load_what_is_sound(self) -> Settings | None:
        """As much of a configuration as can be read though it is refused, for telling somebody; None if too little."""
        return configuration.load_what_is_sound(self.config, self.env, data_dir=self.data)

    def database_url(self) -> str:
        """Where the database lies, whatever else is wrong in config/.

        Raises:
            ConfigError: monitor.yaml does not say it.
        """
        return configuration.database_url(self.config, self.env, data_dir=self.data)

    def families(self) -> Mapping[str, str]:
        """The family of each publisher that has one; empty if publishers.yaml is absent or does not say."""
        return dict(configuration.load_families(self.config))

    def feed_names(self) -> Iterator[FeedName]:
        """The feeds of feeds.yaml by name, one after the other, as far as the file can be read."""
        return configuration.load_feed_names(self.config)

    def watcher(self, settings: Settings) -> ConfigWatcher:
        """Tells when config/ is no longer what `settings` were read from."""
        return configuration.ConfigWatcher(self.config, self.env, data_dir=self.data, settings=settings)


def open_place(place: Place, *, exclusive: bool) -> tuple[Settings, Store]:
    """Settings and store of an installation.

    Raises:
        ConfigError, StoreError: with a sentence for the user.
    """
    settings = place.load()
    return settings, database.open_store(settings.storage.url, exclusive=exclusive, data=place.data)


def open_beside(place: Place) -> Store:
    """The store beside a bot that may be running, for commands that need nothing else of the configuration.

    Raises:
        ConfigError, StoreError: with a sentence for the user.
    """
    return database.open_store(place.database_url(), exclusive=False)
