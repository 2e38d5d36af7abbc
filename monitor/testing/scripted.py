"""A fetcher that answers from a script instead of a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason

Answer = FetchResult | FetchFailure


class ScriptedFetcher:
    """`ports.Fetcher`: each URL gives its answers in turn and then repeats the last one.

    A URL without a script fails as an unknown host would. `requests` holds every request in order.
    """

    def __init__(self, script: Mapping[str, Sequence[Answer]] | None = None) -> None:
        self._script: dict[str, list[Answer]] = defaultdict(list)
        self.requests: list[FetchRequest] = []
        self.closed = False
        for url, answers in (script or {}).items():
            self.say(url, *answers)

    def say(self, url: str, *answers: Answer) -> None:
        """Add answers to the end of the script of `url`."""
        self._script[url].extend(answers)

    def say_body(self, url: str, body: bytes, content_type: str = "text/html; charset=utf-8") -> None:
        """Add a plain 200 with `body` to the script of `url`."""
        self.say(url, FetchResult(status=200, url=url, body=body, content_type=content_type))

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        """The next answer for this URL; a 304 that the request did not ask for is for the script's author to avoid."""
        self.requests.append(request)
        answers = self._script.get(request.url)
        if not answers:
            return FetchFailure(reason=FetchReason.DNS, detail="the name of the host is not known", url=request.url)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def aclose(self) -> None:
        """Remember that the fetcher was closed."""
        self.closed = True
