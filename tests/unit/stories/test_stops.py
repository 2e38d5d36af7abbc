"""Which full stops end a sentence, in the languages that write ordinals with one."""

from __future__ import annotations

import pytest

from monitor.stories.cleaning import sentences

WHOLE = [
    "Am 8. März kamen bei dem Brand in Lindau drei Menschen ums Leben.",
    "Vom 29. Februar bis zum 2. Mai bleibt die Brücke bei Lindau gesperrt.",
    "Der 2. Weltkrieg endete für das Dorf schon im April.",
    "Die Wohnung im 3. Stock des Hauses brannte völlig aus.",
    "Der II. Senat des Gerichts wies die Klage der Stadt ab.",
    "Die Kammer gab z. B. Dr. Meier und Prof. Huber in allem recht.",
    "Nach Angaben der Polizei wurden ca. 30 Personen verletzt.",
    "Der Schaden beträgt etwa 5 Mio. Euro, sagte die Feuerwehr.",
    "Am 08.03. wurde die Grenze bei Lindau wieder geöffnet.",
    "Onnettomuus tapahtui 8. maaliskuuta moottoritiellä Lahden lähellä.",
    "A baleset 2026. március 8-án történt a falu határában.",
    "A II. világháború óta nem volt ilyen árvíz a megyében.",
    "Ulykken skete den 8. marts på motorvejen nord for byen.",
    "Det er den 2. Ulykke på strækningen i dette år.",
    "Nehoda se stala 8. března na dálnici nedaleko města.",
    "Soud rozhodl 8. 3. 2026 o vazbě pro dva obviněné muže.",
    "Nehoda sa stala 8. marca na diaľnici neďaleko mesta.",
    "Nesreča se je zgodila 8. marca na avtocesti blizu mesta.",
    "Nesreća se dogodila 8. ožujka na autocesti nedaleko grada.",
    "Õnnetus juhtus 8. märtsil maanteel linna lähedal.",
    "Negadījums notika 8. martā uz šosejas netālu no pilsētas.",
    "Kaza, 2. Ordu Komutanlığına bağlı birliklerin yolunda oldu.",
    "Sanık 3. Ağır Ceza Mahkemesinde ömür boyu hapis cezası aldı.",
    "Wypadek na ul. Długiej spowodował m.in. kierowca tzw. busa.",
    "Авария случилась на ул. Ленина в пос. Заречный утром.",
    "Погибли 12 тыс. овец, дороги закрыты и др. службы заняты.",
    "El núm. 3 de la lista y la Sra. Ruiz viajaron a EE. UU. ayer.",
]
PARTED = [
    ("The death toll rose to 12. The army closed the road.", 2),
    ("At least 12 died in World War II. Soldiers came back late.", 2),
    ("The death toll rose to 12. al-Shabaab claimed the attack.", 2),
    ("Die Zahl der Toten stieg auf 12. Die Polizei sperrte die Straße.", 2),
    ("Das Spiel endete am 8. Die Mannschaft reiste danach ab.", 2),
    ("Die Feuerwehr kam um 5. Anwohner waren schon geflohen.", 2),
    ("The number fell to 300. 40 people are still missing there.", 2),
    ("It opened in 2019. 12 shops closed there last year.", 2),
    ("Ölü sayısı 12. Polis yolu kapattı ve inceleme başlattı.", 2),
    ("Der Schaden beträgt 5 Euro usw. Die Feuerwehr war im Einsatz.", 2),
    ("He asked for help! 8. of March was the day they all came.", 2),
    ("He moved on. Then the mayor fell ill. Her son came in. It rained.", 4),
    ("Who came on the 8? nobody knows it in the village now.", 2),
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_stop_inside_a_sentence_ends_none(text: str) -> None:
    assert [one.shown for one in sentences(text)] == [text]
    assert [one.shown for one in sentences(f"{text} Nobody was hurt.")] == [text, "Nobody was hurt."]


@pytest.mark.parametrize(("text", "count"), PARTED)
def test_a_number_may_end_a_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count
