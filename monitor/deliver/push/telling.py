"""What a push says: few lines, and the page of the desk that tells the rest."""

from __future__ import annotations

import json
from urllib.parse import quote

from monitor.deliver.render.clean import clean, shorten
from monitor.deliver.render.headline import subject
from monitor.deliver.render.words import count
from monitor.model.digests import Digest, DigestStory

MOST_BYTES = 3_000
"""Every service takes so many: 4,096 with the seal, and some keep a few for themselves."""
_STORIES, _TITLE = 4, 160


def payload_of(digest: Digest, identity: str) -> bytes:
    """As the worker of the desk's pages reads it. `identity`: the same for every try, so that it is shown once."""
    stories = digest.stories
    lines = [_line(one) for one in stories[:_STORIES]]
    if len(stories) > _STORIES:
        lines.append(f"and {count(len(stories) - _STORIES, 'story', 'stories')} more")
    page = f"/story/{stories[0].ref}" if len(stories) == 1 else f"/sent/digest?key={quote(digest.key, safe='')}"
    told = {"title": subject(digest), "body": "\n".join(lines), "page": page, "tag": identity}
    # Four headlines in any script are under half of what there is room for; an odd key must not cost the news.
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return body if len(body) <= MOST_BYTES else json.dumps(told | {"body": "", "page": "/sent"}).encode()[:MOST_BYTES]


def _line(story: DigestStory) -> str:
    title = shorten(clean(story.title, 4 * _TITLE), _TITLE) or "story without headline"
    return f"{story.state.capitalize()}: {title}" if story.update else title
