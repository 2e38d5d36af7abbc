"""Ports whose answers hold no secret of this installation: all that is kept and sent on is made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from monitor.core.trust.secrecy import Secrecy, secrets_of_apprise, secrets_of_header, secrets_of_login, secrets_of_url
from monitor.model.articles import ExtractedPage
from monitor.model.bounces import Look, MailboxMark, MailReport
from monitor.model.config import AppriseChannel, ChatChannel, EmailChannel, FeedFileChannel, Settings, WebhookChannel
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.evidence.kept import PageHead
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult, ParsedFeed, ParseFailure
from monitor.model.health import Notice
from monitor.ports import Channel, Fetcher, Mailbox, Poster, PostMethod, PostResult, Sandbox


class Hiding:
    """What this process knows to be secret; a reload adds to it, and takes nothing back."""

    def __init__(self, settings: Settings) -> None:
        self.secrecy = Secrecy(secrets_of(settings))

    def learn(self, settings: Settings) -> None:
        """The secrets of a further configuration."""
        self.secrecy = self.secrecy.and_also(secrets_of(settings))

    def fetcher(self, inner: Fetcher) -> Fetcher:
        """`inner`, with what it says of failures and keeps of headers free of secrets."""
        return _Fetcher(self, inner)

    def poster(self, inner: Poster) -> Poster:
        """`inner`, with what a receiver answers free of secrets."""
        return _Poster(self, inner)

    def sandbox(self, inner: Sandbox) -> Sandbox:
        """`inner`, with what it finds in documents free of secrets."""
        return _Sandbox(self, inner)

    def channels(self, inner: Mapping[str, Channel]) -> Mapping[str, Channel]:
        """`inner`, with receipts free of secrets."""
        return {name: _Channel(self, channel) for name, channel in inner.items()}

    def mailboxes(self, inner: Mapping[str, Mailbox]) -> Mapping[str, Mailbox]:
        """`inner`, with what they say of troubles free of secrets."""
        return {name: _Mailbox(self, mailbox) for name, mailbox in inner.items()}


def _without(secrecy: Secrecy, receipt: Receipt) -> Receipt:
    return replace(receipt, detail=secrecy.hide(receipt.detail))


def secrets_of(settings: Settings) -> list[str]:
    """Every secret value of a configuration, and the parts of it that would give it away."""
    secrets = [one for feed in settings.feeds for name, value in feed.headers for one in secrets_of_header(name, value)]
    secrets += [one for feed in settings.feeds for one in secrets_of_url(feed.url, whole=False)]
    secrets += secrets_of_login(settings.fetch.proxy_login.reveal())
    for channel in settings.channels:
        if isinstance(channel, EmailChannel):
            secrets.append(channel.password.reveal())
            secrets += [one.reveal() for one in channel.oauth.secrets] if channel.oauth else []
            secrets += [one.reveal() for one in channel.mailbox.secrets] if channel.mailbox else []
        elif isinstance(channel, WebhookChannel):
            secrets += [*secrets_of_url(channel.url.reveal(), whole=True), channel.secret.reveal()]
        elif isinstance(channel, ChatChannel):
            secrets += [one.reveal() for one in channel.secrets]
            secrets += secrets_of_url(channel.url.reveal(), whole=not channel.token)
        elif isinstance(channel, FeedFileChannel):
            secrets.append(channel.token.reveal())
        elif isinstance(channel, AppriseChannel):
            secrets += secrets_of_apprise(channel.url.reveal())
    secrets += [settings.translation.key.reveal(), *secrets_of_url(settings.translation.url, whole=False)]
    secrets += secrets_of_url(settings.operator.heartbeat.reveal(), whole=True)
    return [secret for secret in secrets if secret]


class _Fetcher:
    def __init__(self, hiding: Hiding, inner: Fetcher) -> None:
        self._hiding, self._inner = hiding, inner

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        answer = await self._inner.fetch(request)
        if isinstance(answer, FetchFailure):
            return _failed(self._hiding.secrecy, answer)
        secrecy, broken = self._hiding.secrecy, answer.broken
        return replace(
            answer,
            # Kept or shown, and of no use once a secret was taken out of it.
            etag="" if _tells(secrecy, answer.etag) else answer.etag,
            permanent_url="" if _tells(secrecy, answer.permanent_url) else answer.permanent_url,
            content_type=secrecy.hide(answer.content_type),
            broken=broken and _failed(secrecy, broken),
            head=None if answer.head is None else _kept(secrecy, answer.head, answer.body),
        )

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Poster:
    def __init__(self, hiding: Hiding, inner: Poster) -> None:
        self._hiding, self._inner = hiding, inner

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        answer = await self._inner.post(url, body, headers, timeout_s, method=method)
        if isinstance(answer, FetchFailure):
            return _failed(self._hiding.secrecy, answer)
        return replace(answer, body=self._hiding.secrecy.hide(answer.body))


class _Sandbox:
    def __init__(self, hiding: Hiding, inner: Sandbox) -> None:
        self._hiding, self._inner = hiding, inner

    async def parse_feed(
        self,
        body: bytes,
        content_type: str,
        url: str,
        *,
        language: str = "",
        attempt: int = 1,
        known: AbstractSet[str] = frozenset(),
    ) -> ParsedFeed | ParseFailure:
        found = await self._inner.parse_feed(body, content_type, url, language=language, attempt=attempt, known=known)
        secrecy = self._hiding.secrecy
        return _unread(secrecy, found) if isinstance(found, ParseFailure) else secrecy.hide_in_news(found)

    async def extract(
        self, body: bytes, content_type: str, url: str, *, metadata: bool, language: str = "", attempt: int = 1
    ) -> ExtractedPage | ParseFailure:
        found = await self._inner.extract(
            body, content_type, url, metadata=metadata, language=language, attempt=attempt
        )
        secrecy = self._hiding.secrecy
        return _unread(secrecy, found) if isinstance(found, ParseFailure) else secrecy.hide_in_news(found)

    async def parse_report(self, body: bytes, *, attempt: int = 1) -> MailReport | ParseFailure | None:
        found = await self._inner.parse_report(body, attempt=attempt)
        secrecy = self._hiding.secrecy
        if found is None or isinstance(found, ParseFailure):
            return found and _unread(secrecy, found)
        told = tuple(replace(one, said=secrecy.hide(one.said)) for one in found.recipients)
        return replace(found, recipients=told)

    def close(self) -> None:
        self._inner.close()


class _Channel:
    def __init__(self, hiding: Hiding, inner: Channel) -> None:
        self._hiding, self._inner, self.name = hiding, inner, inner.name

    def parts(self, digest: Digest) -> Sequence[int]:
        return self._inner.parts(digest)

    async def send(self, message: Message) -> Receipt:
        return self._received(await self._inner.send(message))

    async def tell(self, notice: Notice) -> Receipt:
        return self._received(await self._inner.tell(notice))

    async def probe(self) -> Receipt:
        return self._received(await self._inner.probe())

    def _received(self, receipt: Receipt) -> Receipt:
        return _without(self._hiding.secrecy, receipt)


class _Mailbox:
    def __init__(self, hiding: Hiding, inner: Mailbox) -> None:
        self._hiding, self._inner = hiding, inner
        self.name, self.bounce, self.every_s = inner.name, inner.bounce, inner.every_s

    async def look(self, mark: MailboxMark | None) -> Look:
        look = await self._inner.look(mark)
        return replace(look, trouble=self._hiding.secrecy.hide(look.trouble))

    async def seen(self, validity: int, uids: Sequence[int]) -> None:
        await self._inner.seen(validity, uids)

    async def probe(self) -> Receipt:
        return _without(self._hiding.secrecy, await self._inner.probe())


def _failed(secrecy: Secrecy, failure: FetchFailure) -> FetchFailure:
    return replace(failure, detail=secrecy.hide(failure.detail))


def _kept(secrecy: Secrecy, head: PageHead, body: bytes) -> PageHead | None:
    """The head without secrets; None if the body has one: then it cannot be kept as it is."""
    if _tells(secrecy, body.decode("latin-1")):
        return None
    headers = tuple((name, secrecy.hide(value)) for name, value in head.headers)
    return replace(head, url=secrecy.hide(head.url), headers=headers, part=secrecy.hide(head.part))


def _unread(secrecy: Secrecy, failure: ParseFailure) -> ParseFailure:
    return replace(failure, detail=secrecy.hide(failure.detail))


def _tells(secrecy: Secrecy, text: str) -> bool:
    return secrecy.hide(text) != text
