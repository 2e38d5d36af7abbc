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

_IN_THE_NEWS = (
    "government state states president minister prime ministry official officials police army military force forces "
    "security agency group groups party leader leaders member members council court law case country countries "
    "nation national international foreign public city town area region regional border south north east west "
    "southern northern eastern western capital center centre office house home road street report reports reported "
    "reporting source sources statement announced announcement news media press television channel website online "
    "interview spokesman spokeswoman spokesperson told asked called known named described according added noted "
    "claimed denied confirmed warned expected agreed decision agreement deal talks meeting meet met visit plan "
    "plans move part end start began beginning early late later former current recent recently since next previous "
    "several few many number million billion thousand hundred dozens percent per cent half third second one two "
    "three four five six seven eight nine ten twenty men women man woman child children family families friend "
    "friends life live living work working worked job company business market money cost price pay paid free open "
    "opened close closed left leave right long short high low large small big great good bad better best least same "
    "different own full used use using take took taken taking give gave given come came coming go going went gone "
    "set put get got see seen show showed shown find found think thought know believe want wanted need needed help "
    "helped keep kept hold held run running turn turned bring brought become became remain remained continue "
    "continued include including included involved around near within without outside inside across along among "
    "against toward towards despite although however another every everyone nothing something anything never always "
    "often again once already still even far much attack attacks killed dead death died injured wounded war peace "
    "fire fight fighting hit crime arrested charged suspected suspect evidence investigation hospital school "
    "university student students doctor game team season win won lost play played player coach film star fans month "
    "months hour hours minute minutes morning night evening afternoon today tonight weekend january february march "
    "april june july august september october november december jan feb mar apr jun jul aug sept oct nov dec st dr "
    "gmt est utc photo image video story read click copyright america american americans us usa united kingdom "
    "britain british england english europe european russia russian moscow china chinese beijing france french "
    "paris germany german berlin israel israeli jerusalem iran iranian tehran syria syrian damascus iraq iraqi "
    "baghdad turkey turkish ankara lebanon lebanese egypt saudi arab india indian pakistan japan canada australia "
    "australian washington london york un nato eu white congress senate reuters afp ap associated bbc cnn presence "
    "regime troops fighters militia militias base bases weapons missiles strikes role position positions support "
    "side sides policy power control situation effort issue issues question matter way place point points result "
    "week weeks day days time times year years world"
)
IN_THE_NEWS = frozenset(_IN_THE_NEWS.split()) - COMMON
"""Words that English news is full of, whatever it tells. They count for less: a new store cannot know that yet."""
