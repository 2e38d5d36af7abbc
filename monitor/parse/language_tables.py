"""The tables by which languages are told apart: scripts, letters and small words."""

from __future__ import annotations

from typing import Final


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


SCRIPTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff", ""),
    (
        "arabic",
        "\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        "ar fa ur ckb ku ps ug sd prs azb pnb ks",
    ),
    ("cyrillic", "\u0400-\u052f", "ru uk be bg sr mk kk ky tg mn tt ba cv os ce"),
    ("hebrew", "\u05d0-\u05ea", "he yi"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff", "el"),
    ("han", "\u3400-\u9fff\uf900-\ufaff", "zh ja yue"),
    ("kana", "\u3040-\u30ff", "ja"),
    ("hangul", "\uac00-\ud7a3\u1100-\u11ff", "ko"),
    ("armenian", "\u0531-\u058f", "hy"),
    ("georgian", "\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
    ("thai", "\u0e01-\u0e5b", "th"),
    ("lao", "\u0e81-\u0edf", "lo"),
    ("devanagari", "\u0904-\u0939\u093e-\u094c", "hi mr ne sa mai bho"),
    ("bengali", "\u0985-\u09ce", "bn as"),
    ("gurmukhi", "\u0a05-\u0a4d", "pa"),
    ("gujarati", "\u0a85-\u0acd", "gu"),
    ("oriya", "\u0b05-\u0b4d", "or"),
    ("tamil", "\u0b85-\u0bcd", "ta"),
    ("telugu", "\u0c05-\u0c4d", "te"),
    ("kannada", "\u0c85-\u0ccd", "kn"),
    ("malayalam", "\u0d05-\u0d4d", "ml"),
    ("sinhala", "\u0d85-\u0ddf", "si"),
    ("burmese", "\u1000-\u109f", "my"),
    ("khmer", "\u1780-\u17d2", "km"),
    ("ethiopic", "\u1200-\u137c", "am ti"),
    ("tibetan", "\u0f40-\u0fbc", "bo dz"),
    ("syriac", "\u0710-\u074f", "syr"),
    ("thaana", "\u0780-\u07b1", "dv"),
)  # fmt: skip
"""Name, letters (as a class of a pattern), languages: the first is the one that an unlabelled text is taken for."""

SPOKEN: Final = _words(
    """
    en fr de es it pt nl sv da no fi is pl cs sk hu ro hr sl lt lv et sq tr az uz tk vi id ms tl sw so ha yo
    ig zu xh af ca gl eu ga cy mt bs sr ku rw ht eo la lb fo mg sn ny st tn om jv su ceb ug kk mi sm to
    """
)
"""Languages in Latin letters that news is written in. CLD3's rarer ones are what it says of a text it does not know."""

RARE: Final = _words(
    """
    tk uz zu xh rw sn ny st tn ts la mg so ha yo ig om jv su ceb mi sm to eo ku sq lb ht fo ga cy mt
    """
)
"""Of them: believed where CLD3 is sure of nearly the whole text, or where they are claimed."""

EKAVIAN: Final = _words(
    """
    gde posle pre vreme vremena nedelje nedelju nedelja mesto mesta deo hleb predsednik predsednika reč uvek
    sredu sreda evropske evropski hiljada opština opštine saopštila saopštenju juče
    """
)
"""Words that Serbian spells in its own way, in Latin letters too."""

FUNCTION_WORDS: Final = {
    "en": _words(
        """
        the of and to in is that for on with was as by it from at are has have his said this be will an not
        were
        """
    ),
    "fr": _words(
        """
        le la les des et en du une est que dans pour qui sur au par pas avec il ce ont aux d l de a été
        selon
        """
    ),
    "de": _words(
        """
        der die und das den von zu mit ist des auf für nicht im ein eine dem sich als auch es an werden
        wurde nach
        """
    ),
    "es": _words(
        """
        el la de que y los del las en un por con una para su al es como más lo se fue este son ha sobre pero
        """
    ),
    "it": _words(
        """
        il di che la e un per non una del della in sono è con le da gli al si nel più ha alla dei l dell all
        """
    ),
    "ca": _words(
        """
        els amb és i per als dels una que més com són aquest seva hi ho dies
        """
    ),
    "pt": _words(
        """
        o de que e do da em um para com não uma os no se na por mais as dos como ao foi das são pelo
        """
    ),
    "nl": _words(
        """
        de het een van en in is dat op te zijn voor met die niet aan er om ook als bij werd door naar uit
        """
    ),
    "sv": _words(
        """
        och att det som en på är av för med den till inte har de ett om men var sig så från vid kan ska
        """
    ),
    "da": _words(
        """
        og at det som en på er af for med den til ikke har de et om men var sig så fra ved kan blev efter
        jeg
        """
    ),
    "no": _words(
        """
        og at det som en på er av for med den til ikke har de et om men var seg så fra ved kan ble etter
        blir
        """
    ),
    "fi": _words(
        """
        ja on ei että se hän oli mutta myös ovat joka kun mukaan sekä jo kuin niin vuoden jälkeen ensi
        """
    ),
    "pl": _words(
        """
        w i na z się do nie jest to że o jak po od za przez dla przy był oraz tym są ale ze
        """
    ),
    "cs": _words(
        """
        a v se na je že s z do o k ve pro za by ale od po jako které který byl při než kvůli
        """
    ),
    "sk": _words(
        """
        a v sa na je že s z do o k vo pre za by ale od po ako ktoré ktorý bol pri než
        """
    ),
    "hr": _words(
        """
        je u i na se da su za od s o koji nije će kako iz što te po do zbog bio ali prema kod
        """
    ),
    "sl": _words(
        """
        je v in na se da so za od s o ki ni bo kako iz kot po do zaradi bil ob pri ter več sta
        """
    ),
    "hu": _words(
        """
        a az és hogy nem is egy meg volt ezt csak már szerint mint miatt után el még ki két
        """
    ),
    "ro": _words(
        """
        și în de la cu a pe care nu o din mai este un pentru că fost au sa ale prin lângă
        """
    ),
    "tr": _words(
        """
        ve bir bu da de için ile olarak olan çok daha sonra gibi kadar ancak ise dedi göre tarafından oldu
        """
    ),
    "id": _words(
        """
        yang dan di untuk dengan dari pada ini itu tidak dalam adalah akan oleh ke juga telah karena
        """
    ),
    "ku": _words(
        """
        û li ji bi de ku di ya yê jî bo ew ev hate hatin kir wê dike xwe ne were bê dê gelek du ber ser nû
        bû bûn got îsal
        """
    ),
}

MARKS: Final = {
    "sv": "äö", "da": "æø", "no": "æø", "fi": "äö", "de": "äöüß", "pl": "ąęłńśźż", "cs": "ěřů", "sk": "ľĺŕô",
    "hr": "đć", "hu": "őű", "ro": "ăâîșțşţ", "tr": "ığşİ", "ku": "êîû", "es": "ñ¿¡", "pt": "ãõ",
}  # fmt: skip
"""Letters that count for a language in Latin script."""

SAME_TO_US: Final = {
    "iw": "he", "nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "ms": "id", "in": "id", "af": "nl", "sr": "hr",
}  # fmt: skip
"""Languages that short texts do not tell apart from a larger neighbour: only a claim does."""

NEIGHBOURS: Final = (frozenset({"sv", "da", "no"}), frozenset({"cs", "sk", "sl"}), frozenset({"es", "ca"}))
"""Languages that short texts are mistaken for one another in: words decide."""

WITH_CIRCUMFLEX: Final = frozenset({"fr", "pt", "vi", "ro", "nl", "tr", "cy", "it"})
"""Languages that have the letters of Kurmanji too."""

CYRILLIC_MARKS: Final[tuple[tuple[str, str], ...]] = (
    ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђћљњџј"), ("uk", "їєґі"), ("kk", "әғқңұһ"), ("ru", "ыэё"),
)  # fmt: skip
"""Letters that are a language's; the first found decide, unless CLD3 knows another with them."""

CYRILLIC_UNHEARD: Final = (("cv", "ӗӑӳ"), ("ba", "ҡҙ"), ("sah", "ҕ"), ("os", "ӕ"), ("udm", "ӟӥӵӝ"))
"""Letters of languages that CLD3 does not know."""

CYRILLIC_WORDS: Final = {
    "ru": _words("был была были для до его из их к как над об от по после при с что это"),
    "bg": _words("беше бяха във една който която край към от по през са се след със това че ще"),
    "sr": _words("без више да до за због као код који него није од са све су у јер ће"),
}
"""For sentences without a letter that only one of these has."""

WITH_MARKS: Final = {
    "sr": _words("mk"),
    "ru": _words("be kk ky tg mn tt ba cv os ce"),
    "kk": _words("ky tt ba mn tg"),
    "uk": _words("be kk"),
    "be": _words(""),
    "mk": _words("sr"),
}
"""Other languages with the letters of one."""

SELDOM_MARKED: Final = frozenset({"ru", "bg", "uk", "be"})
"""Languages that do without letters of their own for a sentence; others are not believed to."""

BULGARIAN_ENDINGS: Final = ("ите", "ът", "ището")

ARABIC_MARKS: Final = {"ps": "ټډړښګۍځڅڼ", "sd": "ٿڄڪٻڀڏڳ", "ug": "ۇۈۋې"}
"""Letters without which a text in Arabic letters is in none of these."""

HINDI_WORDS: Final = _words("है हैं के की का में ने से को पर और कि नहीं था थे थी हो गई गया")
"""Words that its neighbours do not write."""

NEVER: Final = {
    "pl": "áíúýčšžřěůľďťňđ", "sk": "ěřůąęłśźżćđ", "cs": "ľĺŕôąęłśźżćđ", "sl": "ćđáíýúěřůôľ", "hr": "áíýúěřůôľ",
}  # fmt: skip
"""Letters that a language does without, its neighbours not."""

INSTEAD: Final = {
    "pl": ("sk", "cs"), "sk": ("cs", "pl", "hr"), "cs": ("sk", "pl", "hr"), "sl": ("hr", "cs", "sk"),
    "hr": ("cs", "sk"),
}  # fmt: skip
