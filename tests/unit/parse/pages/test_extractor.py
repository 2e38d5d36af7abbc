"""The extractor's own way, made shorter: the same trees and the same texts come out as from the library's."""

from __future__ import annotations

import random
from typing import Any

import pytest
import trafilatura
from lxml import etree
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor

from monitor.parse.pages.extractor.loading import load_page
from monitor.parse.pages.extractor.main_text import main_text
from monitor.parse.pages.extractor.steps import cleaned, content, page_text
from tests.unit.parse.pages.pages import STORY, amid, article, framed, paragraphs
from tests.unit.parse.pages.test_prepare import PAGES

LINKS = "".join(f"<div><a href='/{row}'>Another story, number {row}, with a long name</a></div>" for row in range(90))
SHAPES = {
    **PAGES,
    "comments": amid("<div class='comments'><p>What readers say of it, at some length.</p></div>"),
    "comments in a list": amid("<ol id='commentlist'><li><p>What readers say of it, at length.</p></li></ol>"),
    "a commentary": amid("<div class='commentary'><p>What the paper says of it, at some length.</p></div>"),
    "comments below": amid("<section class='post-comments'><p>What readers say of it, at length.</p></section>"),
    "the word alone": amid("<p>No comment was to be had of the ministry on Friday.</p>"),
    "articles that follow": amid("<div class='infinite-scroll'><p>Another story altogether, it seems.</p></div>"),
    "buttons": amid("<div class='elementor-share-buttons'><p>Share it with all of your friends.</p></div>"),
    "a short text among links": framed(f"{article('<p>Two gunboats shelled Tarsin harbour at dawn.</p>')}{LINKS}"),
    "little but links": framed(f"<p>Two gunboats shelled Tarsin.</p>{LINKS}<div>{paragraphs()}</div>"),
    "nothing but links": framed(LINKS),
    "nothing": framed(""),
}
SOURCES = {
    **SHAPES,
    "no doctype": "<html><body><p>One.</p><p>Two.</p></body></html>",
    "no html": "<p>One.</p><p>Two.</p>",
    "a doctype": "<!DOCTYPE html><html><head></head><body><p>One</p></body></html>",
    "cut in a tag": "<!DOCTYPE html><html><head></head><body><p>One</p></",
    "an old doctype": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">\n<html><body>A</body></html>',
    "a closed element": "<!DOCTYPE html>\n<html lang='en'/>\n<body><p>One</p></body>",
    "a doctype without end": "<!DOCTYPE html " + "x" * 5_000 + "<p>One",
    "letters of no text": "<!DOCTYPE html><html><body>\x00\x01<p>One\x0b\ufffe\uffff two</p></body></html>",
    "half of a pair": "<!DOCTYPE html><html><body><p>One \ud800 two</p></body></html>",
    "comments and instructions": "<!DOCTYPE html><html><body><!-- a --><p>One<?php b ?> two</p></body></html>",
    "no letters": "<!DOCTYPE html><html></html>",
    "many scripts": "<!DOCTYPE html><html><body><p>Ελληνικά العربية 中文 \U0001f600</p></body></html>",
}


def damaged(source: str, chance: random.Random) -> str:
    """A page with stretches taken out, said twice or moved."""
    for _ in range(chance.choice((1, 3, 9))):
        begin = chance.randrange(len(source) + 1)
        end = begin + chance.randrange(1, 60)
        piece = source[begin:end]
        source = source[:begin] + chance.choice(("", piece * 2, "<div class='comments'>", "</div>")) + source[end:]
    return source


def variants(name: str) -> list[str]:
    chance = random.Random(name)
    return [SOURCES[name], *(damaged(SOURCES[name], chance) for _ in range(4))]


@pytest.mark.parametrize("name", SOURCES)
def test_the_tree_is_the_librarys(name: str) -> None:
    for source in variants(name):
        ours, theirs = load_page(source), trafilatura.load_html(source)
        assert (ours is None) == (theirs is None)
        assert ours is None or etree.tostring(ours) == etree.tostring(theirs), source


@pytest.mark.parametrize("name", SHAPES)
def test_the_text_is_the_librarys(name: str) -> None:
    for source in variants(name):
        tree = trafilatura.load_html(source)
        if tree is not None:
            document = trafilatura.bare_extraction(tree, fast=True, include_comments=False)
            assert main_text(load_page(source), source) == ((document and document.text) or ""), source


@pytest.mark.parametrize("name", SHAPES)
def test_the_steps_come_to_what_the_librarys_do(name: str) -> None:
    for source in variants(name):
        ours, theirs = trafilatura.load_html(source), trafilatura.load_html(source)
        if theirs is None:
            continue
        assert page_text(ours) == trafilatura.html2txt(theirs), source
        options = Extractor(output_format="python", fast=True, comments=False)
        ours, theirs = cleaned(ours, options), tree_cleaning(theirs, options)
        assert etree.tostring(ours) == etree.tostring(theirs), source
        ours, theirs = (convert_tags(tree, options) for tree in (ours, theirs))
        texts = [extract(tree, options)[1] for extract, tree in ((content, ours), (extract_content, theirs))]
        assert texts[0] == texts[1], source


def test_a_second_try_that_fails_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def extract(tree: object, options: Any) -> Any:
        asked.append(options.focus)
        if options.focus == "recall":
            raise RuntimeError
        return found(tree, options)

    found = content
    monkeypatch.setattr("monitor.parse.pages.extractor.main_text.content", extract)
    source = SHAPES["little but links"]
    assert STORY[0] in main_text(load_page(source), source)
    assert asked == ["balanced", "recall"]
