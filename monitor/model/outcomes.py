"""Named outcomes: every item ends every step in exactly one of these.

The values are stored, logged, counted and shown to users (`monitor why`), so a value is never renamed
and never reused for another meaning. `docs/reference/outcomes.md` lists them for users; a test keeps both equal.
"""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """The steps of the pipeline that leave an outcome."""

    POLL = "poll"
    INTAKE = "intake"
    EXTRACT = "extract"
    ASSESS = "assess"
    COMPOSE = "compose"
    SEND = "send"
    PUSH = "push"


class FetchReason(StrEnum):
    """Why a fetch brought no body."""

    BAD_URL = "bad_url"
    REFUSED_ADDRESS = "refused_address"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    BAD_ENCODING = "bad_encoding"
    REDIRECT_LOOP = "redirect_loop"
    PROTOCOL = "protocol"
    HTTP_CLIENT_ERROR = "http_client_error"
    HTTP_SERVER_ERROR = "http_server_error"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    ROBOTS = "robots"

    @property
    def transient(self) -> bool:
        """Whether the same request may well succeed later."""
        return self in _TRANSIENT


_TRANSIENT = frozenset(
    {
        FetchReason.DNS,
        FetchReason.CONNECT,
        FetchReason.TLS,
        FetchReason.TIMEOUT,
        FetchReason.TRUNCATED,
        FetchReason.PROTOCOL,
        FetchReason.HTTP_SERVER_ERROR,
        FetchReason.RATE_LIMITED,
    }
)


class ParseReason(StrEnum):
    """Why a body could not be turned into entries or text."""

    NOT_A_FEED = "not_a_feed"
    CHALLENGE_PAGE = "challenge_page"
    LOGIN_PAGE = "login_page"
    WRONG_TYPE = "wrong_type"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    MALFORMED = "malformed"
    PARSER_TIMEOUT = "parser_timeout"
    PARSER_MEMORY = "parser_memory"
    PARSER_CRASH = "parser_crash"

    @property
    def ours(self) -> bool:
        """Whether the trouble is our parser's, and says nothing of the body: another try may well go better."""
        return self in _OURS


_OURS = frozenset({ParseReason.PARSER_TIMEOUT, ParseReason.PARSER_MEMORY, ParseReason.PARSER_CRASH})


class PollOutcome(StrEnum):
    """How one poll of a feed ended. A failed poll carries its FetchReason or ParseReason as detail."""

    READ = "read"
    NOT_MODIFIED = "not_modified"
    SAME_BODY = "same_body"
    FETCH_FAILED = "fetch_failed"
    PARSE_FAILED = "parse_failed"
    LOST_CLAIM = "lost_claim"

    @property
    def good(self) -> bool:
        """Whether the publisher's feed was seen in its current state."""
        return self in (PollOutcome.READ, PollOutcome.NOT_MODIFIED, PollOutcome.SAME_BODY)


class IntakeOutcome(StrEnum):
    """What intake did with one entry of a feed."""

    NEW = "new"
    CHANGED = "changed"
    BASELINE = "baseline"
    STORM_HELD = "storm_held"
    ARCHIVE_HELD = "archive_held"
    NO_IDENTITY = "no_identity"

    @property
    def held(self) -> bool:
        """Whether the entry is kept back, to be released by hand."""
        return self in (IntakeOutcome.STORM_HELD, IntakeOutcome.ARCHIVE_HELD)


class ExtractOutcome(StrEnum):
    """Where an entry's text came from."""

    PAGE = "page"
    PAGE_PART = "page_part"
    FEED_CONTENT = "feed_content"
    SUMMARY_ONLY = "summary_only"
    SAME_URL = "same_url"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    NO_TEXT = "no_text"
    RETRY = "retry"
    PARKED = "parked"


class TextSource(StrEnum):
    """What an article's text is."""

    PAGE = "page"
    PAGE_PART = "page_part"
    """The page shows only the beginning."""
    FEED_CONTENT = "feed_content"
    SUMMARY_ONLY = "summary_only"

    @property
    def of_page(self) -> bool:
        """Whether it is what the page shows."""
        return self in (TextSource.PAGE, TextSource.PAGE_PART)

    @property
    def whole(self) -> bool:
        """Whether it is the whole article, as far as one can tell."""
        return self in (TextSource.PAGE, TextSource.FEED_CONTENT)


class AssessOutcome(StrEnum):
    """What the watchlists said about one article."""

    ALERTED = "alerted"
    FOLDED = "folded"
    WEAK = "weak"
    CANDIDATE = "candidate"
    NO_MATCH = "no_match"
    COPY_NO_MATCH = "copy_no_match"
    RETRY = "retry"
    PARKED = "parked"


class AlertReason(StrEnum):
    """Why an alert exists (or, later, why it is held)."""

    FIRST = "first"
    NEW_FACT = "new_fact"
    """A watched topic, a number or a place that the story did not have."""
    NEW_PUBLISHER = "new_publisher"
    """A source independent of those that told it before, and nothing else that is new."""
    CORRECTION = "correction"
    """What its readers were told is taken back or corrected."""


class ComposeOutcome(StrEnum):
    """How a subscription's slot ended."""

    COMPOSED = "composed"
    QUIET = "quiet"
    QUIET_SKIPPED = "quiet_skipped"
    ALREADY_COMPOSED = "already_composed"
    SET_ASIDE = "set_aside"
    """Not a slot's: an alert that a subscription does not tell, by its own rules."""


class PushOutcome(StrEnum):
    """What became of a call that claimed to come from a hub."""

    WOKEN = "woken"
    """It told of something new: the feed is read now."""
    UNSIGNED = "unsigned"
    """Without a signature: taken and dropped."""
    FORGED = "forged"
    """With a signature that is not the hub's: taken and dropped."""
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    """Its body did not come whole."""
    UNKNOWN = "unknown"
    """To an address of none of our subscriptions."""
    CONFIRMED = "confirmed"
    """The hub asked whether it was us, and it was."""
    REFUSED = "refused"
    """The hub asked about something that we had not asked for."""
    DENIED = "denied"
    """The hub told that it denies a subscription."""


class DeliveryState(StrEnum):
    """State of one outbox row. `unknown`: we cannot know whether the receiver took it; sent again with the same id."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    RETRYING = "retrying"
    UNKNOWN = "unknown"
    ABANDONED = "abandoned"
    SUPPRESSED = "suppressed"
    """Kept back because nothing is sent to the address; sent, as late, when that is lifted."""
    UNSUBSCRIBED = "unsubscribed"
    """Not made because the recipient wants it no more."""

    @property
    def final(self) -> bool:
        """Whether nothing more is tried by itself."""
        return self in _FINAL


_FINAL = frozenset({DeliveryState.SENT, DeliveryState.ABANDONED, DeliveryState.SUPPRESSED, DeliveryState.UNSUBSCRIBED})


class SendResult(StrEnum):
    """What a channel reports for one attempt."""

    OK = "ok"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"
