"""43 real feeds, well and badly formed, through the worker processes: entry counts and named failures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model.config import SandboxSettings
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.sandbox import ProcessSandbox

FEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "real" / "feeds"
pytestmark = pytest.mark.skipif(
    not FEEDS.is_dir(), reason="the real feeds (../shared/real/feeds) are not on this machine"
)

ENTRIES = {
    "AmazonWebServicesBlog.xml": 10,
    "AtomEscapedHTMLInPreTag.xml": 1,
    "AtomFeedWithSpacesAroundEquals.xml": 1,
    "AtomWithITunesInCDATA.xml": 1,
    "CRE.xml": 30,
    "DuplicateContentAtomFeed.xml": 10,
    "FeedBurnerUrlNoAlternate.xml": 1,
    "FeedBurnerXHTML.xml": 10,
    "FeedjiraBlog.xml": 1,
    "GiantRobotsSmashingIntoOtherGiantRobots.xml": 3,
    "GoogleDocsList.xml": 2,
    "HREFConsideredHarmful.xml": 10,
    "HuffPostCanada.xml": 2,
    "ITunesWithSingleQuotedAttributes.xml": 3,
    "ITunesWithSpacesInAttributes.xml": 3,
    "InvalidDateFormat.xml": 2,
    "PaulDixExplainsNothing.xml": 5,
    "PaulDixExplainsNothingAlternate.xml": 5,
    "PaulDixExplainsNothingWFW.xml": 5,
    "Permalinks.xml": 4,
    "RSSWithComments.xml": 30,
    "SamRuby.xml": 20,
    "TechCrunch.xml": 20,
    "TenderLovemaking.xml": 10,
    "TrotterCashionHome.xml": 14,
    "TypePadNews.xml": 10,
    "a10.xml": 5,
    "atom_simple_single_entry.xml": 1,
    "atom_simple_single_entry_link_self.xml": 1,
    "atom_with_link_tag_for_url_unmarked.xml": 1,
    "google_alerts_atom.xml": 20,
    "itunes.xml": 3,
    "itunes_feedburner.xml": 3,
    "json_feed.json": 20,
    "json_feed_with_escaped_uris.json": 30,
    "pet_atom.xml": 10,
    "youtube_atom.xml": 15,
}
NOT_FEEDS = {
    "AmazonWebServicesBlogFirstEntryContent.xml",
    "HREFConsideredHarmfulFirstEntry.xml",
    "PaulDixExplainsNothingFirstEntryContent.xml",
    "TechCrunchFirstEntry.xml",
    "TechCrunchFirstEntryDescription.xml",
    "TenderLovemakingFirstEntry.xml",
}
"""Pages and fragments that lie among the feeds."""
NO_LINK = {"AtomEscapedHTMLInPreTag.xml"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[ProcessSandbox]:
    sandbox = ProcessSandbox(SandboxSettings(workers=1))
    yield sandbox
    sandbox.close()


def test_every_file_is_in_the_table() -> None:
    assert {path.name for path in FEEDS.iterdir()} == set(ENTRIES) | NOT_FEEDS


@pytest.mark.parametrize("name", ENTRIES)
async def test_feeds_give_their_entries(sandbox: ProcessSandbox, name: str) -> None:
    feed = await sandbox.parse_feed((FEEDS / name).read_bytes(), "", "https://feeds.example/feed")
    assert isinstance(feed, ParsedFeed), feed
    assert len(feed.entries) == ENTRIES[name]
    assert all(entry.title or entry.summary or entry.content for entry in feed.entries)
    assert all(entry.url.startswith("http") for entry in feed.entries) is (name not in NO_LINK)
    assert all("<" not in entry.title or ">" not in entry.title for entry in feed.entries)


@pytest.mark.parametrize("name", sorted(NOT_FEEDS))
async def test_the_others_are_named_for_what_they_are(sandbox: ProcessSandbox, name: str) -> None:
    result = await sandbox.parse_feed((FEEDS / name).read_bytes(), "", "https://feeds.example/feed")
    assert isinstance(result, ParseFailure)
    assert result.reason is ParseReason.NOT_A_FEED
