"""What a later text says otherwise: changes of meaning speak, edits without one stay silent, in nine languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.statements import DifferenceKind, Told, compared, differences, repeated, speaking, statement_facts

TOWN = {"ru": "Карвине", "ar": "كروان", "fa": "کروان", "he": "כרוואן"}


def kinds(language: str, before: str, now: str, *, paper: str = "Herald", address: str = "b") -> list[str]:
    """Kinds of the differences that speak, against a text of the Herald at address "a"."""
    names = (TOWN.get(language, "Karwan"),)
    told = Told(text=before, language=language, publisher="Herald", address="a", names=names)
    later = Told(text=now, language=language, publisher=paper, address=address, names=names)
    return [one.kind.value for one in speaking(differences(told, later))]


SPEAKING = [
    ("en", "The ferry port at Karwan was shut.", "The ferry port at Karwan was reopened.", "state"),
    ("en", "The tribunal in Karwan upheld the fine.", "The tribunal in Karwan overturned the fine.", "state"),
    ("en", "Power in Karwan was switched off at the plant.", "Power in Karwan was switched on at the plant.", "state"),
    ("en", "The dyke at Karwan has held.", "The dyke at Karwan has not held.", "negation"),
    ("en", "The dyke at Karwan didn't hold.", "The dyke at Karwan did hold.", "negation"),
    ("en", "The army said it shelled Karwan.", "The army denied that it shelled Karwan.", "denial"),
    ("en", "Six people died in Karwan, the clinic said.", "Nine people died in Karwan, the clinic said.", "number"),
    ("en", "Two were killed and seven wounded in Karwan.", "Seven were killed and two wounded in Karwan.", "number"),
    ("en", "One woman was wounded in Karwan.", "Four women were wounded in Karwan.", "number"),
    ("en", "The flood in Karwan killed 684 people.", "The flood in Karwan killed over 500 people.", "number"),
    ("en", "The flood in Karwan killed 43 people.", "The flood in Karwan killed more than 50 people.", "number"),
    ("en", "The WSB sent rye to Karwan.", "The World Bread Fund sent rye to Karwan.", "name"),
    ("en", "The mill at Karwan burned on Tuesday.", "The mill at Karwan burned on Sunday.", "day"),
    ("en", "The mayor will close the Karwan market.", "The mayor closed the Karwan market.", "plan"),
    ("en", "Police freed Ivo Mandel in Karwan.", "Police freed Petra Solis in Karwan.", "name"),
    ("en", "Karwan lent the barge to Odvar.", "Odvar lent the barge to Karwan.", "roles"),
    ("en", "A convoy went from Karwan to Odvar.", "A convoy went from Odvar to Karwan.", "roles"),
    ("en", "Men from Karwan shelled Odvar, killing three.", "Men from Odvar shelled Karwan, killing three.", "roles"),
    ("en", "Odvar beat Karwan in the final.", "Karwan beat Odvar in the final.", "roles"),
    ("en", "The barge left Karwan for Odvar.", "The barge left Odvar for Karwan.", "roles"),
    ("fr", "Les troupes de Karwan ont battu Odvar.", "Les troupes d'Odvar ont battu Karwan.", "roles"),
    ("en", "A drone hit a bakery in Karwan.", "A drone hit a warehouse in Karwan.", "object"),
    ("en", "Elders voted for the toll in Karwan.", "Elders voted against the toll in Karwan.", "negation"),
    ("en", "Divers in Karwan are missing.", "Divers in Karwan are missing.\nOne of them died at sea.", "state"),
    ("en", "The road is wet.", "The road is wet.\nGunmen entered Karwan at night.", "watched"),
    ("en", "The council of Karwan approved the stadium.", "The council of Karwan voted down the stadium.", "state"),
    ("fr", "Le pont de Karwan est ouvert.", "Le pont de Karwan est fermé.", "state"),
    ("fr", "Le maire de Karwan viendra.", "Le maire de Karwan ne viendra pas.", "negation"),
    ("fr", "Quatre blessés à Karwan, dit le médecin.", "Sept blessés à Karwan, dit le médecin.", "number"),
    ("fr", "Le marché de Karwan a brûlé lundi.", "Le marché de Karwan a brûlé jeudi.", "day"),
    ("de", "Die Schleuse in Karwan ist offen.", "Die Schleuse in Karwan ist geschlossen.", "state"),
    ("de", "Der Bund stimmte für die Maut in Karwan.", "Der Bund stimmte gegen die Maut in Karwan.", "negation"),
    ("de", "In Karwan gab es drei Tote.", "In Karwan gab es keine Toten.", "negation"),
    ("de", "Der Zug nach Karwan fiel am Montag aus.", "Der Zug nach Karwan fiel am Freitag aus.", "day"),
    ("es", "El puerto de Karwan sigue abierto.", "El puerto de Karwan sigue cerrado.", "state"),
    ("es", "El alcalde de Karwan aceptó la oferta.", "El alcalde de Karwan rechazó la oferta.", "state"),
    ("es", "Hubo dos heridos en Karwan.", "Hubo ocho heridos en Karwan.", "number"),
    ("ru", "Мост в Карвине открыт для машин.", "Мост в Карвине закрыт для машин.", "state"),
    ("ru", "Суд в Карвине признал сделку.", "Суд в Карвине не признал сделку.", "negation"),
    ("ru", "В Карвине погибли трое рабочих.", "В Карвине погибли пятеро рабочих.", "number"),
    ("ru", "Отряд в Карвине передал баржу рыбакам.", "Рыбаки в Карвине передали баржу отряду.", "roles"),
    ("tr", "Karwan köprüsü trafiğe açıldı.", "Karwan köprüsü trafiğe kapandı.", "state"),
    ("tr", "Karwan valisi istifa etti.", "Karwan valisi istifa etmedi.", "negation"),
    ("tr", "Karwan kentinde iki kişi yaralandı.", "Karwan kentinde altı kişi yaralandı.", "number"),
    ("ar", "أعلنت البلدية أن معبر كروان مفتوح.", "أعلنت البلدية أن معبر كروان مغلق.", "state"),
    ("ar", "وصل الوفد إلى كروان.", "لم يصل الوفد إلى كروان.", "negation"),
    ("ar", "أصيب ثلاثة عمال في كروان.", "أصيب سبعة عمال في كروان.", "number"),
    ("ar", "أعاد الصيادون القارب للتجار في كروان.", "أعاد التجار القارب للصيادين في كروان.", "roles"),
    ("fa", "پل کروان باز است.", "پل کروان بسته است.", "state"),
    ("fa", "سیل کروان روز سه شنبه رخ داد.", "سیل کروان روز پنج‌شنبه رخ داد.", "day"),
    ("fa", "هیئت به کروان رسید.", "هیئت به کروان نرسید.", "negation"),
    ("he", "הגשר בכרוואן נפתח לתנועה.", "הגשר בכרוואן נסגר לתנועה.", "state"),
    ("he", "ראש העיר כרוואן התפטר אתמול.", "ראש העיר כרוואן לא התפטר אתמול.", "negation"),
    ("he", "המפעל בכרוואן נשרף ביום שני.", "המפעל בכרוואן נשרף ביום חמישי.", "day"),
]


@pytest.mark.parametrize(("language", "before", "now", "kind"), SPEAKING)
def test_changes_of_meaning_speak(language: str, before: str, now: str, kind: str) -> None:
    assert kind in kinds(language, before, now)


LIFTED = [
    (
        "en",
        "People in forty streets of Karwan were ordered to leave.",
        "Karwan: the order to leave was lifted on Sunday.",
    ),
    ("en", "Karwan banned lorries from its bridge.", "The ban on lorries in Karwan has been lifted, the reeve said."),
    (
        "de",
        "In Karwan wurde eine Ausgangssperre verhängt.",
        "Die Sperre in Karwan ist wieder aufgehoben, sagt der Rat.",
    ),
]


@pytest.mark.parametrize(("language", "before", "now"), LIFTED)
def test_what_was_ordered_and_is_lifted_is_news_in_other_words_of_another_paper(
    language: str, before: str, now: str
) -> None:
    assert "state" in kinds(language, before, now, paper="Gazette")


ADMITTED = [
    ("en", "Rebels said they took Karwan.", "Army owns up to loss of Karwan", "It conceded the loss."),
    ("ru", "Повстанцы сообщили о взятии Карвине.", "Армия признала потерю Карвине", "Она ушла ночью."),
    ("ar", "قالت المعارضة إنها دخلت كروان.", "الجيش: خسرنا كروان", "اعترف الجيش بخسارة كروان."),
]


@pytest.mark.parametrize(("language", "claim", "headline", "admission"), ADMITTED)
def test_what_the_other_side_admits_is_news(language: str, claim: str, headline: str, admission: str) -> None:
    told = Told(title="", text=claim, language=language, publisher="Herald", address="a")
    later = Told(title=headline, text=admission, language=language, publisher="Gazette", address="b")
    said = {one.what for one in speaking(differences(told, later))}
    assert "now admitted" in said
    assert "now admitted" not in {one.what for one in speaking(differences(later, replace(later, publisher="Star")))}


SILENT = [
    ("en", "Police seized a lorry in Karwan.", "A lorry was seized by police in Karwan."),
    ("en", "Ivo Mandel met Petra Solis in Karwan.", "Petra Solis met Ivo Mandel in Karwan."),
    ("en", "Rain fell in Karwan, Odvar and Lis.", "Rain fell in Odvar, Karwan and Lis."),
    ("en", "The queen will not come to Karwan in May.", "The queen has called off her trip to Karwan in May."),
    ("en", "Karwan voted down the stadium at dusk.", "Karwan voted against the stadium at dusk."),
    ("en", "Karwan turned down the stadium.", "Karwan did not approve the stadium."),
    ("de", "Der König kommt nicht nach Karwan.", "Der König sagt den Besuch in Karwan ab."),
    ("es", "El rey no visitará Karwan en mayo.", "El rey canceló su visita a Karwan en mayo."),
    ("en", "Police siezed a lorry in Karwan.", "Police seized a lorry in Karwan."),
    ("en", "The slide at Karwan buried 43 people.", "The slide at Karwan buried more than 40 people."),
    ("en", "The flood in Karwan killed 684 people.", "The flood in Karwan killed over 600 people."),
    ("de", "Die Flut in Karwan tötete 43 Menschen.", "Die Flut in Karwan tötete mehr als 40 Menschen."),
    ("es", "La riada mató en Karwan a 43 personas.", "La riada mató en Karwan a más de 40 personas."),
    ("fr", "La crue a tué 43 personnes à Karwan.", "La crue a tué plus de 40 personnes à Karwan."),
    ("ru", "В Карвине погибли 43 человека.", "В Карвине погибли более 40 человек."),
    ("tr", "Karwan selinde 43 kişi öldü.", "Karwan selinde 40'tan fazla kişi öldü."),
    ("ar", "قتل 43 شخصا في كروان.", "قتل أكثر من 40 شخصا في كروان."),
    ("fa", "در کروان ۴۳ نفر کشته شدند.", "در کروان بیش از ۴۰ نفر کشته شدند."),
    ("he", "בכרוואן נהרגו 43 בני אדם.", "בכרוואן נהרגו יותר מ-40 בני אדם."),
    (
        "en",
        "The ICRC halted its flights to Karwan.",
        "The International Committee of the Red Cross halted its flights to Karwan.",
    ),
    ("en", "The World Seed Bank (WSB) sent rye to Karwan.", "The WSB sent rye to Karwan."),
    ("en", "The WSB sent rye to Karwan.", "The World Seed Bank (WSB) sent rye to Karwan."),
    ("en", "Two lorries burned in Karwan.", "2 lorries burned in Karwan."),
    ("en", "The port of Karwan opens.", "The port of Karwan opens.\nUpdated at 14:20. 31 comments"),
    ("en", "The port of Karwan opens.", "KARWAN, 4 May (TGN) - The port of Karwan opens."),
    ("en", "A siege of Karwan, day 41.", "A siege of Karwan, day 42."),
    ("en", "Part 2: the roads of Karwan.", "Part 3: the roads of Karwan."),
    ("en", "The council of Karwan meets at eight.", "The council of Karwan meets at nine."),
    ("en", "The wall in Karwan is 3 km (1.9 miles) long.", "The wall in Karwan is 3 km long."),
    ("fr", "Le conseil de Karwan se réunit à 8 heures.", "Le conseil de Karwan se réunit à 9 heures."),
    ("fr", "Deux camions brûlent à Karwan.", "2 camions brûlent à Karwan."),
    ("de", "Der Rat von Karwan tagt gegen 14.20 Uhr.", "Der Rat von Karwan tagt."),
    ("de", "Seit Montag fährt die Fähre nach Karwan.", "Die Fähre nach Karwan fährt seit Montag."),
    ("es", "El consejo de Karwan, parte 2.", "El consejo de Karwan, parte 3."),
    ("ru", "Мост отряду в Карвине передали рыбаки.", "Рыбаки передали мост отряду в Карвине."),
    ("ru", "Осада Карвине, день 41.", "Осада Карвине, день 42."),
    ("tr", "Karwan’daki köprü salı günü açıldı.", "Karwan'daki köprü salı günü açıldı."),
    ("ar", "قالت البلدية إنّ المعبر في كروان مفتوح.", "قالت البلدية ان المعبر في كروان مفتوح."),
    ("ar", "أصيب سبعة عمال في كروان.", "أصيب ٧ عمال في كروان."),
    ("fa", "پل کروان باز می‌شود.", "پل کروان باز میشود."),
    ("he", "הגשר בכרוואן נפתח לתנועה.", "הגשר בכרוואן נפתח לתנועה.\nשתפו את הכתבה"),
]


@pytest.mark.parametrize(("language", "before", "now"), SILENT)
def test_edits_without_a_change_of_meaning_are_silent(language: str, before: str, now: str) -> None:
    assert kinds(language, before, now) == []


@pytest.mark.parametrize(
    ("paper", "address", "speaks"), [("Herald", "b", True), ("Herald", "a", False), ("Courier", "c", False)]
)
def test_another_thing_speaks_only_in_the_next_of_a_series(paper: str, address: str, speaks: bool) -> None:
    """Another paper, or an edit, chooses other words for one thing: "shop", "store"."""
    found = kinds("en", "Fire gutted a shop in Karwan.", "Fire gutted a store in Karwan.", paper=paper, address=address)
    assert bool(found) == speaks


TEXTS = (
    "The ferry to Karwan was cancelled on Monday after a storm.",
    "Eleven passengers spent the night in the customs house.",
    "The harbour master expects the first boat on Thursday.",
)


@given(st.permutations(TEXTS), st.sampled_from(["Herald", "Courier"]), st.sampled_from(["a", "b"]))
def test_the_same_sentences_say_nothing_in_any_order(order: list[str], paper: str, address: str) -> None:
    assert kinds("en", "\n".join(TEXTS), "\n".join(order), paper=paper, address=address) == []


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["en", "tr", "ar", "fa", "he", "ru", "xx", ""]))
def test_any_text_can_be_compared(before: str, now: str, language: str) -> None:
    found = compared([Told(text=before, language=language)], Told(text=now, language=language))
    assert 0 <= found.share <= 1
    assert found.equal <= found.sentences


@given(st.text(max_size=300), st.sampled_from(["en", "tr", "ar", "de", ""]))
def test_a_text_says_nothing_beside_itself(text: str, language: str) -> None:
    told = Told(text=text, language=language, title=text[:60])
    assert speaking(differences(told, told)) == ()


def state(word: str, address: str = "") -> Told:
    text = f"The gate at Karwan is {word}.\nFarmers wait on both sides."
    return Told(text=text, language="en", publisher="Herald", address=address or word, names=("Karwan",))


def test_what_was_told_last_counts() -> None:
    """Open, closed, open again: the way back is news, though it was told once."""
    found = compared([state("open"), state("closed")], state("open", "c"))
    assert [one.what for one in speaking(found.differences)] == ["closed → open"]


def test_an_edit_is_compared_with_its_own_version() -> None:
    """A slip mended in the older of two articles does not tell its state again."""
    mended = Told(
        text="The gate at Karwan is open.\nThe farmers wait on both sides.", publisher="Herald", address="open"
    )
    found = compared([state("open"), state("closed")], mended)
    assert speaking(found.differences) == ()


def test_another_papers_copy_of_an_old_text_is_stale() -> None:
    late = Told(text=state("open").text, language="en", publisher="Courier", address="late", names=("Karwan",))
    found = compared([state("open"), state("closed")], late)
    assert found.stale
    assert speaking(found.differences) == ()


def test_the_share_is_word_true() -> None:
    """A text with one other word is not "100 %" of the earlier one."""
    found = compared([state("open")], state("closed"))
    assert 0.5 < found.share < 1
    assert (found.equal, found.sentences) == (1, 2)


def test_a_number_is_told_with_its_unit_and_what_it_was() -> None:
    before = Told(text="The blast in Karwan left three wounded.", language="en", names=("Karwan",))
    now = Told(text="The blast in Karwan left 12 wounded.", language="en", names=("Karwan",))
    (found,) = speaking(differences(before, now))
    assert (found.kind, found.what) == (DifferenceKind.NUMBER, "12 wounded (was 3)")
    assert (found.later, found.earlier) == (now.text, before.text)


def test_a_serial_mark_in_a_headline_is_none_of_it() -> None:
    text = "A depot in Karwan burned.\nThe cause is not known."
    before = Told(title="Depot burns in Karwan", text=text, language="en", publisher="W", address="a")
    for title in ("UPDATE 2-Depot burns in Karwan", "WRAPUP 3: Depot burns in Karwan", "Depot burns in Karwan, day 4"):
        assert speaking(differences(before, Told(title=title, text=text, publisher="W", address="b"))) == ()


def test_hostile_texts_are_read_to_a_limit() -> None:
    text = " ".join(f"word{number} fell." for number in range(20_000))
    found = compared([Told(text=text, language="en")], Told(text=text.upper(), language="en"))
    assert found.sentences <= 150


LIVE = ("A dike broke at Karwan on Monday.", "Six cows were saved near Karwan.", "Ivo Mandel was freed in Karwan.")
OTHERS = ("A dike broke at Karwan on Friday.", "Nine cows were saved near Karwan.", "Petra Solis was freed in Karwan.")


def live(*lines: str, paper: str = "Herald", address: str = "a") -> Told:
    return Told(text="\n".join(lines), language="en", publisher=paper, address=address, names=("Karwan",))


@pytest.mark.parametrize("same", range(len(LIVE)))
def test_an_edit_speaks_by_what_it_changed_whatever_else_was_told(same: int) -> None:
    """The readers were told three things otherwise by another paper; the edit keeps what it said, and adds a line."""
    told = [live(*LIVE), live(*OTHERS, paper="Post", address="b")]
    kept = LIVE[same:] + LIVE[:same]
    assert speaking(compared(told, live(*kept), former=live(*LIVE)).differences) == ()
    added = compared(told, live("Gunmen shot a guard in Karwan.", *kept), former=live(*LIVE))
    assert {one.later for one in speaking(added.differences)} == {"Gunmen shot a guard in Karwan."}
    turned = LIVE[same].replace("Monday", "Sunday").replace("Six", "Two").replace("freed", "arrested")
    changed = compared(told, live(turned, *LIVE[:same], *LIVE[same + 1 :]), former=live(*LIVE))
    assert {one.later for one in speaking(changed.differences)} == {turned}


def test_a_long_page_that_grows_by_a_line_is_no_stale_copy_of_itself() -> None:
    lines = [f"{thing} was sold at a market near Karwan." for thing in ("A mule", "Hay", "Wool", "Corn", "A cart")] * 4
    lines = [f"{line[:-1]} to dealer {chr(65 + at)}obin." for at, line in enumerate(lines)]
    told = [live(*lines), live("Rain fell all week.", paper="Post", address="b")]
    found = compared(told, live("Gunmen shot a guard in Karwan.", *lines), former=live(*lines))
    assert not found.stale
    assert {one.later for one in speaking(found.differences)} == {"Gunmen shot a guard in Karwan."}


def test_a_line_added_above_one_that_still_stands_is_no_edit_of_it() -> None:
    was = live("Power is out in parts of Karwan, the network says.", "Trains run late.")
    lines = was.text.split("\n")
    now = live("17.20: Power is back in all of Karwan, the network says.", *lines)
    assert [one.later for one in speaking(compared([was], now, former=was).differences)] == [now.text.split("\n")[0]]
    shorter = live("Power is out in Karwan.", *lines)
    assert speaking(compared([was], shorter, former=was).differences) == (), "a shorter repetition says nothing"


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        ("de", "Flut in Karwan", "(3. Fassung) Flut in Karwan"),
        ("fr", "Crue à Karwan", "Crue à Karwan (version 2)"),
        ("ru", "Карвине: паводок", "Карвине: паводок (версия 3)"),
        ("en", "Karwan mill burns", "BREAKING: Karwan mill burns"),
        ("fr", "Karwan sous la neige", "EN DIRECT - Karwan sous la neige"),
        ("tr", "Karwan köprüsü çöktü", "SON DAKİKA | Karwan köprüsü çöktü"),
        ("ar", "انهيار جسر في كروان", "عاجل | انهيار جسر في كروان"),
        ("he", "גשר קרס בכרוואן", "מבזק: גשר קרס בכרוואן"),
    ],
)
def test_a_version_or_a_flash_mark_is_no_news(language: str, before: str, now: str) -> None:
    assert kinds(language, before, now, address="a") == []


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        (
            "en",
            "Shares in the lender rose 2 per cent in early trading.",
            "Shares in the lender fell 2 per cent in all.",
        ),
        ("en", "The union took the offer.", "The union rejected the offer."),
        ("en", "They will sign on Friday.", "They will not sign on Friday."),
        ("ar", "وافقت الحكومة على تعليق الرحلات.", "رفضت الحكومة تعليق الرحلات."),
        ("fr", "Il maintient son commentaire.", "Il retire son commentaire."),
        ("tr", "Kampanya bugün başladı.", "Kampanya bugün durduruldu."),
    ],
)
def test_a_word_of_sites_in_a_sentence_of_the_news_is_one_of_the_news(language: str, before: str, now: str) -> None:
    beside = ("Karwan has a bank.", "A court heard its case.", "Its clients were told.", "The mayor was there.")
    was = Told(text="\n".join((*beside, before)), language=language, publisher="a", address="a", names=("Karwan",))
    later = replace(was, text="\n".join((*beside, now)), publisher="b", address="b")
    assert [one.later for one in speaking(compared([was], later).differences)] == [now]


@pytest.mark.parametrize(
    ("language", "credit"),
    [
        ("en", "(Photo by Ann Lee/Pool) "),
        ("de", "Foto: dpa/Jan Rau Tolm - "),
        ("fr", "(Photo : AP) "),
        ("es", "Foto: EFE "),
    ],
)
def test_a_picture_s_credit_takes_no_sentence_along(language: str, credit: str) -> None:
    news = "Tolm - The town council met on Monday and sold two silos in the harbour near Karwan to the old mill"
    news += ", which had asked for them twice in the last year and twice been told to wait for the next budget."
    was, now = (Told(text=f"{credit}{one}", language=language) for one in ("", news))
    assert compared([now], was).sentences == 0
    assert compared([was], now).sentences == 1


TREND = {
    "en": ("Deposits in Karwan {}.", ("grew", "jumped"), ("shrank", "plunged", "slumped")),
    "de": ("Die Einlagen in Karwan {}.", ("stiegen", "wuchsen an"), ("fielen", "schrumpften", "brachen ein")),
    "fr": ("Les dépôts à Karwan {}.", ("progressent", "bondissent"), ("reculent", "plongent", "chutent")),
    "es": ("Los depósitos en Karwan {}.", ("crecieron", "subieron"), ("cayeron", "retrocedieron")),
    "ru": ("Вклады в Karwan {}.", ("выросли", "подскочили"), ("упали", "просели", "обвалились")),
    "tr": ("Karwan mevduatı {}.", ("yükseldi", "arttı"), ("geriledi", "düştü", "değer kaybetti")),
    "ar": ("{} الودائع في Karwan.", ("ارتفعت", "صعدت"), ("هبطت", "تراجعت", "هوت")),
    "fa": ("سپرده‌ها در Karwan {} کرد.", ("رشد", "جهش"), ("سقوط", "افت")),
    "he": ("הפיקדונות ב-Karwan {}.", ("עלו", "זינקו"), ("ירדו", "צנחו")),
}


@pytest.mark.parametrize(
    ("sentence", "up", "down", "language"),
    [(shape, up, down, lang) for lang, (shape, ups, downs) in TREND.items() for up in ups[:1] for down in downs],
)
def test_what_rose_and_fell_is_news(sentence: str, up: str, down: str, language: str) -> None:
    assert kinds(language, sentence.format(up), sentence.format(down), paper="Gazette") != []
    assert kinds(language, sentence.format(down), sentence.format(up), paper="Gazette") != []


@pytest.mark.parametrize(
    "line", ["Subscribe now and read 4 weeks free.", "Subscribe today: the first 3 issues are free for new readers."]
)
def test_an_offer_of_the_site_is_no_news(line: str) -> None:
    was = live("A barn near Karwan burned on Monday.", "Nobody was hurt.")
    assert speaking(compared([was], live(was.text, line), former=was).differences) == ()


@pytest.mark.parametrize(
    ("title", "says"),
    [("Traffic reopened at Karwan", ["reopened, not told before"]), ("What we know of the Karwan slide", [])],
)
def test_a_changed_headline_that_says_the_contrary_speaks_though_the_text_is_kept(title: str, says: list[str]) -> None:
    was = Told(title="A landslide has closed the Karwan road", text=LIVE[1], language="en", publisher="H", address="a")
    found = compared([was], replace(was, title=title), former=was)
    assert [one.what for one in speaking(found.differences)] == says


def test_a_sentence_goes_back_to_one_on_the_same_watched_thing() -> None:
    def paper(text: str, address: str) -> Told:
        return Told(text=text, language="en", publisher=address, address=address, names=("Karwan", "Odvar"))

    arrested = paper("The builder Bibe Fima was arrested in Karwan on Monday.", "b")
    other = paper("The builder Nili Lalo was released in Odvar on Tuesday after a judge found no grounds.", "c")
    now = paper("The builder Bibe Fima was released in Karwan on Tuesday after a judge found no grounds.", "d")
    assert speaking(compared([arrested, other], now).differences) != ()


def test_what_a_source_repeats_of_another_place_is_not_repeated() -> None:
    lines = ("Lightning split the tower of the mill at Karwan.", "Lightning split the tower of the mill at Odvar.")
    earlier, later = (Told(text=one, language="en", names=("Karwan", "Odvar")) for one in lines)
    assert repeated(earlier, later) == set()
    assert repeated(earlier, replace(earlier, address="other")) == {lines[0]}


def test_what_an_edit_adds_of_something_watched_speaks_whoever_told_the_rest() -> None:
    """The page was never told itself: its first version was taken for a copy of what another paper told."""
    told = [live(*OTHERS, paper="Post", address="b")]
    added = "Thieves emptied the safe of a dairy in Karwan."
    former = live("A museum abroad returned a statue.", "Skiers wait for snow.")
    now = live(added, *former.text.split("\n"))
    assert {one.later for one in speaking(compared(told, now, former=former).differences)} == {added}


def test_a_headline_that_an_edit_turned_speaks_whoever_told_the_rest() -> None:
    was = Told(title="Karwan builder arrested over bribes", text=LIVE[1], language="en", publisher="H", address="a")
    told = replace(was, publisher="Post", address="b")
    now = replace(was, title="A judge lets the builder go: he was released in Karwan")
    assert [one.kind for one in speaking(compared([told], now, former=was).differences)] == ["state"]


def test_what_was_told_of_one_watched_thing_is_news_of_another() -> None:
    """Both names are known, and the sentence was told of the other one."""

    def paper(address: str, *lines: str) -> Told:
        text = "\n".join((*lines, "The bench sat in the old brewery.", "A crowd sang outside."))
        return Told(text=text, language="en", publisher=address, address=address, names=("Karwan", "Odvar"))

    told = [paper("b", "Bibe Fima was questioned in Karwan.", "Nili Lalo was questioned in Odvar before a judge.")]
    now = paper("d", "Bibe Fima was questioned in Karwan before a judge.", "Nili Lalo was questioned in Odvar.")
    assert speaking(compared(told, now).differences) == ()
    told = [paper("b", "The reeve Bibe Fima sang in Karwan.", "The builder Nili Lalo was fined in Odvar by a judge.")]
    now = paper("d", "The builder Bibe Fima was fined in Karwan by a judge.")
    assert [one.later for one in speaking(compared(told, now).differences)] == [now.text.split("\n")[0]]


def test_two_things_of_one_kind_are_two() -> None:
    was = live("The ferry to Karwan sails on Monday.", "The fair in Karwan begins on Tuesday.")
    now = live("The ferry to Karwan sails on Friday.", "The fair in Karwan begins on Sunday.")
    found = compared([was], now, former=was)
    assert [one.what for one in speaking(found.differences)] == ["another day", "another day"]
    assert len({one.value for one in statement_facts(found)}) == 2


def test_people_counted_in_a_page_about_other_things_are_no_news() -> None:
    told = live("A mill in Karwan burned down on Monday.", "The miller was away.")
    week = live(
        "What to know of these days.", "A mill in Karwan burned down on Monday.", "In Dorn 31 passengers were injured.",
        "A choir sang.", "Wool was sold at the market.", "The bells rang at noon again.", address="w",
    )  # fmt: skip
    assert speaking(compared([told], week).differences) == ()


def test_another_thing_on_a_page_of_several_is_not_known_by_the_form_of_its_sentence() -> None:
    lines = (
        "In Karwan, thieves emptied the safe of a mill on Friday.",
        "In Karwan, thieves emptied the safe of a barn on Friday.",
    )
    earlier, later = (Told(text=one, language="en", names=("Karwan",), address=one) for one in lines)
    assert repeated(earlier, later) == set()
    assert repeated(replace(earlier, address=later.address), later) == {lines[1]}, (
        "an edit has other words for one thing"
    )
