"""The anatomy of a person's name: order, titles, and parts more or fewer."""

from __future__ import annotations

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists
from tests.unit.watch.conftest import How


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Karim Tamimi", "Police said TAMIMI Karim left.", id="family name first"),
        pytest.param("Karim Tamimi", "Wanted: Tamimi, Karim (born 1971).", id="with a comma"),
        pytest.param("Tamimi, Karim", "Police said Karim Tamimi left.", id="given with a comma"),
        pytest.param("Karim Yusuf Tamimi", "Wanted: Tamimi, Karim Yusuf (born 1971).", id="three parts"),
        pytest.param("Tamimi Karim Yusuf", "Police said Karim Yusuf Tamimi left.", id="three parts, given reversed"),
        pytest.param("Karim Tamimi", "Wanted: Tamimi, Karim Yusuf (born 1971).", id="a part more behind the comma"),
        pytest.param("Karim al-Tamimi", "Police said al-Tamimi Karim left.", id="with the article"),
        pytest.param("Tamimi Karim", "قال كريم التميمي أمس", id="into Arabic"),
        pytest.param("Tamimi Karim", "کریم تمیمی گفت", id="into Persian"),
        pytest.param("Ostrenko Vadim", "Вчера Вадим Остренко сказал", id="into Russian"),
        pytest.param("Абдул Карим Тамими", "Вчера Тамими Абдул Карим сказал", id="in Russian"),
        pytest.param("Dr. Karim Tamimi", "Police said Karim Tamimi left.", id="a title is no part"),
        pytest.param("Brigadier General Karim Tamimi", "قال كريم تميمي أمس", id="a rank of two words"),
        pytest.param("Sheikh Karim Yusuf Tamimi", "Police said Karim Yusuf Tamimi left.", id="an honour"),
        pytest.param("Karim bin Yusuf Tamimi", "Police said Karim Yusuf Tamimi left.", id="son of, unsaid"),
        pytest.param("Karim Yusuf Tamimi", "Police said Karim bin Yusuf Tamimi left.", id="son of, said"),
        pytest.param("Karim Yusuf Tamimi", "قال كريم بن يوسف تميمي", id="son of in Arabic"),
        pytest.param("Karim Tamimi", "Police said Karim Yusuf Tamimi left.", id="a middle name more"),
        pytest.param("Karim Tamimi", "Police said Karim Y. Tamimi left.", id="an initial more"),
        pytest.param("Karim Tamimi", "Police said Karim Y. H. Tamimi left.", id="two initials more"),
        pytest.param("Karim Tamimi", "Police said Karim Y.H. Tamimi left.", id="two initials more, written as one"),
        pytest.param("Vadim Ostrenko", "Вчера Вадим Сергеевич Остренко сказал", id="a patronymic more"),
        pytest.param("Karim Tamimi", "Police said Karim “the Fox” Tamimi left.", id="a nickname of two words"),
        pytest.param("Karim Tamimi", 'Police said Karim "Fox" Tamimi left.', id="a nickname of one word"),
        pytest.param("Karim Tamimi", "Police said Karim (the Fox) Tamimi left.", id="a nickname in parentheses"),
        pytest.param("Karim Tamimi", "Вчера Карим «Лис» Тамими сказал", id="a nickname in Russian"),
        pytest.param("Karim Tamimi", 'قال كريم "الثعلب" تميمي أمس', id="a nickname in Arabic"),
        pytest.param('Karim "the Fox" Tamimi', "Police said Karim Tamimi left.", id="a nickname unsaid"),
        pytest.param("Karim “Fox” Yusuf Tamimi", "Police said Karim Yusuf Tamimi left.", id="one of three unsaid"),
        pytest.param("Karim Yusuf Salim Tamimi", "Police said Karim Salim Tamimi left.", id="one of four unsaid"),
        pytest.param("Karim Yusuf Salim Tamimi", "Police said Karim Yusuf Salim left.", id="the last of four unsaid"),
        pytest.param("Odile Malandre", "La ministre O. Malandre est partie.", id="an initial"),
        pytest.param("Odile Malandre", "O.Malandre est partie.", id="an initial without a space"),
        pytest.param("Odile Malandre", "The minister O Malandre left.", id="an initial without a stop"),
        pytest.param("Odile Malandre", "Wanted: Malandre, O. (born 1971).", id="an initial behind a comma"),
        pytest.param("Odile Claire Malandre", "La ministre O. C. Malandre est partie.", id="two initials"),
        pytest.param("Élodie Malandre", "La ministre É. Malandre est partie.", id="an initial with its accent"),
        pytest.param("Élodie Malandre", "La ministre E. Malandre est partie.", id="an initial without its accent"),
        pytest.param("Вадим Сергеевич Остренко", "Судью В. С. Остренко сняли.", id="initials in Russian"),
        pytest.param("Rustam Galiyev", "По словам Р. Галиева, тихо.", id="an initial in the other alphabet"),
        pytest.param("Рустам Галиев", "He quoted R. Galiyev on it.", id="an initial out of the other alphabet"),
        pytest.param("Karim Tamimi", "قال كريم يوسف تميمي أمس", id="one more name without capitals"),
        pytest.param("Reza Kalhori", "کلهری، رضا بازداشت شد", id="with an Arabic comma"),
        pytest.param("Omar al-Tamimi", "قال عمر التميمي أمس", id="a name that Arabic writes without its o"),
        pytest.param("Vadim Ostrenko", "Вчера В. Остренко сняли.", id="an initial in Cyrillic"),
        pytest.param("Vadim Ostrenko", "Судью Остренко В. П. сняли.", id="Russian initials behind a Latin name"),
        pytest.param("Sherif Ostrenko", "Вчера Ш. Остренко сняли.", id="an initial for two letters"),
        pytest.param("Vadim Ostrenko", "אמש אמר ו. אוסטרנקו כי", id="an initial in Hebrew"),
        pytest.param("Vadim Ostrenko", "وقال ف. أوسترينكو إن", id="an initial in Arabic"),
        pytest.param("Vadim Ostrenko", "Χθες ο Β. Οστρένκο είπε", id="an initial in Greek"),
        pytest.param("Muammar Harandi Gaddafi", "Muammar Harandi Qaddafi spoke.", id="g and q of Libya"),
        pytest.param("Jamal Harandi", "Gamal Harandi spoke.", id="j and g of Egypt"),
        pytest.param("Yusuf Harandi", "Yousef Harandi spoke.", id="the vowels of Yusuf"),
        pytest.param("Kim Jong Chol", "Kim Chong-chol spoke.", id="Korean by McCune and Reischauer"),
        pytest.param("Chang Myong-Chin", "Jang Myong-Jin spoke.", id="Korean by the Revised Romanization"),
        pytest.param("Вадим Остренко", "Остренко В. С. подал в отставку.", id="Russian initials behind"),
        pytest.param(
            "John Smith", "Police said J. Smith left. His brother calls him John.", id="an initial, and the name"
        ),
        pytest.param(
            "Karim Yusuf Tamimi", "Karim Tamimi left. His father Yusuf stayed.", id="the rest stands in the article"
        ),
        pytest.param("Odilon Malandre Ostreño", "Odilon Malandre a démissionné.", id="without the mother's name"),
        pytest.param("Odilon Marc Malandre Ostreño", "dijo Malandre Ostreño ayer", id="both family names alone"),
    ],
)
def test_it_is_the_person(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PERSON) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Karim Yusuf Tamimi", "Police said Karim Tamimi left.", id="first and last"),
        pytest.param("Hafiz Karim Tamimi", "Police said Karim Tamimi left.", id="an honour that is a name"),
        pytest.param("Vadim Sergeyevich Ostrenko", "Вчера Вадим Остренко сказал", id="no patronymic"),
        pytest.param("John Smith", "Police said J. Smith left.", id="an initial before a common family name"),
        pytest.param("Karim Yusuf Tamimi", "Karim Yusuf left.", id="without the last of three, a given name left"),
        pytest.param("Karim Yusuf Tamimi", "Yusuf Tamimi left.", id="without the first of three"),
        pytest.param("Gabriel García Malandre", "Gabriel García llegó.", id="a family name that many have"),
    ],
)
def test_it_may_be_the_person(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PERSON) == "candidate"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Karim Tamimi", "Police said Karim and Tamimi left.", id="two people"),
        pytest.param("Odile Malandre", "La ministre G. Malandre est partie.", id="another initial"),
        pytest.param("Vadim Ostrenko", "В Остренко стреляли", id="a Russian preposition is no initial"),
        pytest.param("Vadim Ostrenko", "Вчера С. Остренко сняли.", id="another initial in Cyrillic"),
        pytest.param("Vadim Ostrenko", "אמש אמר ס. אוסטרנקו כי", id="another initial in Hebrew"),
        pytest.param("Adile Malandre", "Le train va a Malandre.", id="a small letter is no initial"),
        pytest.param("Odile Malandre", "La ministre Malandre est partie.", id="no initial"),
        pytest.param("Pavel Galiyev", "По словам Р. Галиева, тихо.", id="an initial that looks like his"),
        pytest.param("Karim Tamimi", "Police said Karima Tamimi left.", id="her name"),
        pytest.param("Иван Петров", "Приехала Инна Петрова.", id="a name that sounds like his"),
        pytest.param("Karim Tamimi", "They met Karim, Tamimi and others.", id="a row of names"),
        pytest.param("Karim Tamimi", "Karim left. Tamimi stayed.", id="two sentences"),
        pytest.param("Karim Tamimi", "Police said Karim told Tamimi to leave.", id="a verb between"),
        pytest.param("Karim Tamimi", "Karim Yusuf Salim Tamimi left.", id="two words between"),
        pytest.param("Karim Tamimi", "قال كريم قابل تميمي", id="a word between in Arabic"),
        pytest.param("Karim Tamimi", "Tamimi Yusuf Karim left.", id="other order and a word between"),
        pytest.param("Karim Yusuf Tamimi", "Yusuf Tamimi left.", id="without the first"),
        pytest.param("Karim Yusuf Tamimi", "Karim Yusuf left.", id="without the last"),
        pytest.param("General Karim", "Karim left.", id="a rank and one name"),
        pytest.param("Karim Tamimi", "Karim Tamim left.", id="another family name"),
    ],
)
def test_it_is_somebody_else(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PERSON) != "strong"


@pytest.mark.parametrize(
    ("name", "text", "strength"),
    [
        ("Karim Yusuf Tamimi", "Karim Tamimi left the court.", Strength.STRONG),
        ("Karim Yusuf Tamimi", "كريم تميمي غادر المحكمة", Strength.STRONG),
        ("Karim Yusuf Tamimi", "Karim Tamimi left the house.", None),
    ],
)
def test_a_word_that_the_topic_requires_speaks_for_first_and_last(
    name: str, text: str, strength: Strength | None
) -> None:
    court = Condition(words=("court", "محكمة"))
    topic = Topic(id="it", name=name, kind=Kind.PERSON, names=(Name(text=name),), requires=court)
    listed = Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=(topic,))
    hits = compile_watchlists([listed]).match(MatchText(title="", text=text)).hits
    assert [hit.strength for hit in hits] == ([strength] if strength else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Tamimi Bridge", "They crossed Bridge Tamimi.", id="order"),
        pytest.param("Tamimi Bridge", "They crossed Tamimi Old Bridge.", id="a word more"),
        pytest.param("Deir Tamim", "In Tamim, Deir and beyond.", id="a comma"),
    ],
)
def test_only_people_have_such_names(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PLACE) == "none"


@pytest.mark.parametrize(
    ("names", "text", "sure"),
    [
        pytest.param(("John Smith", "Smith"), "Police said J. Smith left.", {"Smith"}, id="an initial"),
        pytest.param(
            ("Karim Yusuf Tamimi", "Tamimi"), "Police said Karim Tamimi left.", {"Tamimi"}, id="first and last alone"
        ),
        pytest.param(("John Smith", "Smith"), "Police said John Smith left.", {"John Smith"}, id="the whole name"),
    ],
)
def test_what_may_be_the_person_hides_no_other_name(names: tuple[str, str], text: str, sure: set[str]) -> None:
    kinds = (Kind.PERSON, Kind.THING)
    topics = tuple(
        Topic(id=name, name=name, kind=kind, names=(Name(text=name),)) for name, kind in zip(names, kinds, strict=True)
    )
    listed = Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=topics)
    hits = compile_watchlists([listed]).match(MatchText(title="", text=text)).hits
    assert {hit.topic for hit in hits if hit.strength is Strength.STRONG} == sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seyyed Abbas Hosseini spoke in Tehran.", "strong"),
        ("Seyyed A. Hosseini spoke in Tehran.", "strong"),
        ("Seyyed Mohammad Hosseini spoke in Tehran.", "candidate"),
        ("سید محمد حسینی در تهران سخنرانی کرد.", "candidate"),
    ],
)
def test_another_name_in_the_place_of_one_that_is_left_out_is_somebody_elses(
    text: str, expected: str, how: How
) -> None:
    assert how("Seyyed Abbas Hosseini", text, Kind.PERSON) == expected
