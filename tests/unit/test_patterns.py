"""Patterns that are compiled when they are first used, beside those of `re`."""

import copy
import pickle
import re

import pytest

from monitor.patterns import late


@pytest.mark.parametrize(("pattern", "flags"), [(r"(?P<who>\w+) said", 0), ("ÄRGER|said", re.IGNORECASE)])
def test_a_late_pattern_answers_as_one_of_re_does(pattern: str, flags: int) -> None:
    text = "He SAID: Ärger, she said."
    plain, mine = re.compile(pattern, flags), late(pattern, flags)
    assert (mine.pattern, mine.flags, mine.groupindex) == (plain.pattern, plain.flags, plain.groupindex)
    for _ in range(2):
        assert [one.span() for one in mine.finditer(text)] == [one.span() for one in plain.finditer(text)]
        assert mine.findall(text) == plain.findall(text)
        assert mine.sub("-", text) == plain.sub("-", text)
        assert (mine.match(text) is None) == (plain.match(text) is None)


def test_it_is_compiled_once_and_only_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_, name = re.compile, "compile"
    monkeypatch.setattr(re, name, lambda *given: compiled.append(given) or compile_(*given))
    mine = late("a+", re.ASCII)
    assert compiled == []
    assert all(mine.search(text) for text in ("baa", "bab"))
    assert mine.match("a")
    assert compiled == [("a+", re.ASCII)]


def test_what_is_wrong_with_one_shows_when_it_is_used() -> None:
    with pytest.raises(re.error, match="unterminated"):
        late("(").match("")


def test_it_can_be_copied_and_packed() -> None:
    mine = late("a+")
    assert mine.search("baa")
    for other in (copy.deepcopy(late("a+")), pickle.loads(pickle.dumps(late("a+")))):
        assert other.findall("aa b a") == ["aa", "a"]
