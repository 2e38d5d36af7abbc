"""Words that stand in every text of a language and so tell no event from another; nine languages."""

from __future__ import annotations

from monitor.stories.cleaning import fold

_BY_LANGUAGE = {
    "en": (
        "a about after again all also an and any are as at back be because been before being between both but by can "
        "could day did do does during each even first for from get had has have he her here him his how i if in into "
        "is it its just last like made make many may me more most much my new no not now of off on one only or other "
        "our out over own p people re s said same say says she should since so some still such t than that the their "
        "them then there these they this those three through time to told two under until up us very was way we week "
        "well were what when where which while who will with would year years yesterday today you your according "
        "monday tuesday wednesday thursday friday saturday sunday mr mrs ms am pm"
    ),
    "fr": (
        "a apres au aussi autre aux avant avec avoir c ce cette ces comme d dans de des deux dont du elle en encore "
        "entre est et etait ete etre fait il ils j je jour l la le les leur lors lui mais meme moins n ne nous on ont "
        "ou par pas plus pour qu que qui s sa sans se selon ses si son sont sous sur tout tous tres un une vers"
    ),
    "de": (
        "aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer er es fur "
        "gegen hat hatte ich im in ist mehr mit nach nicht noch nur oder seit sei sein seine sich sie sind so uber um "
        "und unter vom von vor war waren wegen werden wie wird wurde wurden zu zum zur zwei"
    ),
    "es": (
        "al ante asi como con contra cuando de del desde dos el ella en entre era es esta este fue ha han hasta la "
        "las le lo los mas muy no o para pero por que se segun ser si sin sobre son su sus tambien tras un una y ya"
    ),
    "tr": (
        "bir bu ve ile icin da de daha en gibi olan olarak oldu oldugu ancak ama kadar sonra once her cok ne o ise "
        "ya ki mi dedi soyledi tarafindan uzere gore iki buyuk yeni"
    ),
    "ru": (
        "а без более был была были было быть в вместе во все всех вы где для до его ее если есть еще же за и из или "
        "им их к как когда который которые которая ли между мы на над не него нет но о об он она они от по под после "
        "при с сказал со стал так также там того тоже только том то ты у уже чем что чтобы эта эти это этого этом"
    ),
    "ar": (
        "في من على الى إلى عن مع هذا هذه ذلك التي الذي الذين ما لا لم لن ان أن إن كان كانت قد كما بعد قبل بين حتى او "
        "أو ثم هو هي هم وقد وفي ومن كل غير منذ خلال حول عند عندما وقال قال وأضاف اليوم امس أمس يوم أي"
    ),
    "fa": (
        "در از به با که این را و برای آن است بود شد شده می های بر تا یک هم نیز خود کرد کرده گفت ما او آنها اما اگر "
        "پس هر بین روی نه باید وی"
    ),
    "he": (
        "של על את עם לא זה היא הוא הם כי גם או אם כל יש אין היה היתה אך רק לפי בין אחרי לפני עד מן אל מה אשר כך אמר "
        "היום"
    ),
}

COMMON = frozenset(fold(word) for words in _BY_LANGUAGE.values() for word in words.split())
"""All of them: a text may quote another language, and few of these are names in one that is not theirs."""
