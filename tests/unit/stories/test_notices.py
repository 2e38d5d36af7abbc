"""Which page texts say nothing of what the feed announces, and by what a notice is known again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.bodies import SENTENCE_MARK
from monitor.stories.notices import notice_marks, own_text, says_nothing_of

NOTICES = {
    "connections": "We are sorry, too many requests came from your network. Wait a while, then load the page again.",
    "german consent": (
        "Wir und unsere 214 Partner speichern Informationen auf Ihrem Gerät. Mit Ihrer Einwilligung werten wir aus, "
        "wie Sie unser Angebot nutzen. Sie können jederzeit widerrufen."
    ),
    "arabic consent": "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. بمتابعة التصفح فإنك توافق على سياسة الخصوصية.",
    "russian wall": "Чтобы читать дальше, оформите подписку. Первый месяц бесплатно, отменить можно в любой момент.",
    "hebrew wall": "כדי להמשיך לקרוא יש להירשם לאתר. המינוי הראשון בחינם, וניתן לבטל בכל עת.",
    "geo block": "This content is not available in your country. If you think that this is wrong, contact support.",
    "maintenance": "The site is down for maintenance. We expect to be back within the hour. Thank you for waiting.",
    "japanese": "このページを表示するにはログインしてください。会員登録は無料です。",
}
ARTICLES = {
    "english": (
        "Commander shot dead at the Qasr Alwa crossing",
        "Gunmen opened fire from a passing car.",
        "A commander of the town guards was shot on Friday at Qasr Alwa. Gunmen fired from a car and fled.",
    ),
    "literary headline": (
        "The longest night",
        "Rescuers dug through the ruins of Tel Marwan until dawn.",
        "Until dawn they dug with bare hands. The ruins of Tel Marwan smelt of gas, and nobody dared to light a lamp.",
    ),
    "german inflection": (
        "Brücken über den Fluss gesperrt",
        "",
        "Die Polizei sperrte am Montag alle Brückenzufahrten. Am Flussufer steigt das Wasser weiter.",
    ),
    "arabic particles": (
        "إغلاق المعبر أمام الشاحنات",
        "",
        "أغلقت السلطات معبر قدمار يوم الجمعة، ومنعت شاحنات الوقود من العبور. وتنتظر الشاحنات على الطريق.",
    ),
    "chinese": ("优素福抵达北京", "", "据报道，优素福周日抵达北京，并会见记者。"),
    "russian cases": (
        "Мост закрыт для машин",
        "",
        "Полиция закрыла движение по мосту. Машины стоят в очереди с утра.",
    ),
}


def silent(text: str, title: str, summary: str) -> bool:
    return says_nothing_of(own_text(text, [title], summary), title, summary)


def marks(text: str, title: str, summary: str = "") -> tuple[str, ...]:
    return notice_marks(own_text(text, [title], summary))


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES.keys())
@pytest.mark.parametrize(("title", "summary", "text"), ARTICLES.values(), ids=ARTICLES.keys())
def test_a_notice_says_nothing_of_an_article_and_the_article_does(
    notice: str, title: str, summary: str, text: str
) -> None:
    assert silent(notice, title, summary)
    assert silent(f"{title}\n{summary}\n{notice}", title, summary), "a wall below headline and standfirst"
    assert not silent(text, title, summary)
    assert not silent(f"{text}\n{notice}", title, summary), "a teaser above the wall"


@pytest.mark.parametrize(
    ("title", "summary"), [("", ""), ("...", ""), ("Live", "")], ids=["nothing", "signs", "only the title is there"]
)
def test_without_words_to_compare_nothing_is_suspected(title: str, summary: str) -> None:
    assert not silent("Live now" if title == "Live" else NOTICES["geo block"], title, summary)


def test_a_page_that_only_repeats_the_feed_is_no_suspect() -> None:
    assert not silent("Bridge closed\nThe bridge is closed.", "Bridge closed", "The bridge is closed.")


VISITS = (
    "You have been blocked. Your address is 203.0.113.7.\nReference 18.4f2a, 09:15:01.\nhttps://a.example/help?id=1",
    "You have been blocked. Your address is 198.51.100.23.\nReference 77.0b1c, 11:40:59.\nhttps://a.example/help?id=2",
)


def test_what_changes_with_each_visit_does_not_count() -> None:
    assert marks(f"One title\n{VISITS[0]}", "One title") == marks(VISITS[1], "Another")


def test_a_long_sentence_marks_a_notice_whose_other_lines_change() -> None:
    standing = "Please sign in with your account to read all articles of this newspaper on every device you own."
    one = marks(f"{standing}\nMost read: storm in the north", "A")
    other = marks(f"{standing}\nMost read: elections are near", "B")
    assert one[0] != other[0]
    assert set(one) & set(other)


def test_a_sentence_is_not_taken_for_a_whole_text() -> None:
    whole, sentence = marks("Please sign in with your account to read all articles of this newspaper.", "A")
    assert sentence == f"{SENTENCE_MARK}{whole}"


def test_hardly_a_word_marks_nothing() -> None:
    assert marks("Loading 17 ...", "A") == ()


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_asked_about(text: str, title: str, summary: str) -> None:
    found = marks(text, title, summary)
    assert len(set(found)) == len(found) <= 3
    assert isinstance(silent(text, title, summary), bool)
