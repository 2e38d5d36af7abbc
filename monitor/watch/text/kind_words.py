"""Words that tell what a name is: ranks before persons, kinds of units, organisations and places beside theirs."""

from __future__ import annotations

from monitor.model.watch import Kind
from monitor.watch.text.fold import bare, fold, listed


def _folded(table: str) -> frozenset[str]:
    return frozenset(bare(fold(word)) for word in listed(table))


UNIT_WORDS = _folded(
    """
    corps division brigade brigades battalion battalions regiment army fleet squadron company legion
    guard guards front command liwa jaysh فيلق الفيلق لواء اللواء الوية فرقة الفرقة كتيبة كتائب سرية
    فوج جيش الجيش حرس الحرس لشكر تیپ سپاه گردان قرارگاه корпус дивизия бригада батальон полк армия
    флот гвардия חטיבה חטיבת אוגדה גדוד גיס פלוגה kolordu tümen tugay tabur alay ordu muhafızları
    division brigade armée régiment bataillon brigaden bataillon armee
    """
)
ORGANISATION_WORDS = _folded(
    """
    movement party organisation organization council committee center centre observatory agency
    institute foundation union coalition alliance bloc authority ministry group network news media
    post times press university bank company forces force resistance administration directorate
    office association federation bureau army directorate assembly congress parliament service
    militia department school harakat hayat kataib saraya ansar jund حركة الحركة حزب الحزب تنظيم
    منظمة مجلس لجنة مركز المرصد مرصد وكالة مؤسسة هيئة تحالف التحالف وزارة جبهة قوات القوات قسد
    ائتلاف جمعية حشد الحشد مديرية جامعة حزب سازمان جنبش شورای خبرگزاری مرکز نیروهای نیروی بسیج
    движение партия организация совет комитет центр агентство министерство фронт силы коалиция союз
    תנועת תנועה מפלגת מפלגה ארגון מועצת מרכז סוכנות משרד משמרות hareketi partisi örgütü konseyi
    komitesi merkezi ajansı bakanlığı cephesi güçleri mouvement parti organisation conseil comité
    centre agence ministère forces front bewegung partei rat zentrum movimiento partido consejo
    comité centro agencia ministerio fuerzas frente
    """
)
FACILITY_WORDS = _folded(
    """
    base camp airport airbase airfield crossing compound prison dam bridge port refinery field
    barracks complex shrine checkpoint garrison قاعدة معسكر مطار معبر مجمع سجن سد جسر ميناء مصفاة
    حقل ثكنة مقام پایگاه فرودگاه گذرگاه اردوگاه زندان база аэродром аэропорт переход лагерь тюрьма
    дамба בסיס מחנה מעבר מתחם כלא üssü havalimanı kampı geçidi kapısı
    """
)
"""They belong to the name: Imam Ali base."""
SETTLEMENT_WORDS = _folded(
    """
    city town village province governorate countryside district region area desert suburb
    neighbourhood neighborhood border مدينة بلدة قرية محافظة ريف قضاء ناحية منطقة بادية حي شهر
    روستای استان شهرستان منطقه город деревня провинция район область село посёлок עיר העיר כפר מחוז
    אזור şehri ilçesi köyü ili kenti
    """
)
"""They stand beside a place's name and are no part of it."""
PLACE_WORDS = _folded(
    "heights mountains mount lake river valley gulf sea island islands strait resort plateau bay hills"
)
"""They belong to the name of a place."""
PERSON_WORDS = _folded(
    """
    president minister premier chancellor king prince sheikh ayatollah general major colonel
    brigadier lieutenant captain commander admiral marshal sergeant chief spokesman spokeswoman
    spokesperson secretary ambassador envoy analyst professor doctor dr mr mrs ms sir lord senator
    governor mayor director adviser advisor leader prime foreign defence defense construction deputy
    vice former state interior finance mp judge journalist correspondent activist director-general
    الرئيس رئيس الوزير وزير اللواء العميد العقيد المقدم الرائد النقيب الملازم القائد قائد السيد
    الشيخ الدكتور المتحدث سفير الجنرال الفريق المستشارة المستشار السفير المبعوث رئیس سردار سرهنگ
    سرتیپ آیت‌الله وزیر فرمانده دکتر سخنگوی президент министр генерал генерал-майор
    генерал-лейтенант полковник командующий премьер-министр посол представитель глава советник נשיא
    שר השר אלוף תת-אלוף ראש הממשלה דובר השגריר cumhurbaşkanı bakanı general başbakan başbakanı
    губернатор губернатора губернатору губернатором мэр мэра мэром депутат депутата сенатор сенатора судья судьи
    премьер премьера канцлер канцлера секретарь секретаря пресс-секретарь прокурор прокурора адмирал адмирала
    майор капитан лейтенант журналист журналиста министра президента генерала посла директор директора kanzler
    bundeskanzler bürgermeister bürgermeisterin oberbürgermeister ministerin kanzlerin sprecher sprecherin maire
    gouverneur député députée ministra presidente presidenta ministro gobernador gobernadora alcalde alcaldesa
    diputado diputada vali komutanı sözcüsü président ministre général colonel porte-parole präsident
    """
)
"""Titles and ranks: they stand before a person's name and are no part of it."""
DEMONYMS = _folded(
    """
    syrian syrians iraqi iraqis iranian iranians lebanese israeli israelis russian russians american
    americans turkish turks afghan afghans jordanian jordanians palestinian palestinians kurdish
    kurds arab arabs saudi qatari emirati egyptian yemeni british french german european ukrainian
    chinese pakistani western islamic shiite shiites shi'ite shi'ites sunni sunnis alawite druze
    christian christians muslim muslims jewish soviet us un uk eu u.s u.n english washington-backed
    """
)
"""They say whose, and alone they name nobody."""
CREEDS = _folded(
    """
    islamic shiite shiites shi'ite shi'ites sunni sunnis alawite druze christian christians muslim muslims jewish
    """
)
"""Of the demonyms those that tell no namesakes apart."""
TIMES = _folded(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    ramadan понедельник вторник среда четверг пятница суббота воскресенье pazartesi salı çarşamba
    perşembe cuma cumartesi pazar lundi mardi mercredi jeudi vendredi samedi dimanche
    """
)
GENERAL = _folded(
    """
    syria iraq iran lebanon israel russia america turkey türkiye jordan palestine egypt yemen qatar
    saudi arabia kuwait bahrain oman uae ukraine china france germany britain england europe africa
    asia india pakistan afghanistan damascus baghdad tehran beirut jerusalem moscow washington
    ankara amman cairo riyadh doha kyiv london paris berlin brussels geneva vienna kremlin pentagon
    mediterranean nato
    """
)
"""Countries, capitals and the like: in so many stories that to watch them is to watch everything."""
FUNCTION_WORDS = _folded(
    """
    the a an this that these those he she it they we you i his her its their our my your in on at by
    from to of for with and or but if when while after before since as than then there here some
    many most more all both each every another other such no not only also even just still yet last
    next first second third once two three four five six seven eight nine ten several few dozens
    hundreds thousands is are was were be been has have had do does did will would can could may
    might must shall should who what which where why how whose under over about against between
    during without within along across near amid despite according however meanwhile though although
    because until unless among around through into upon toward towards so too very now today
    yesterday tomorrow rain stalls ferries militias fighters residents fighting says said told add
    adds asked saying people men women officials sources reports report outlets heavier earlier
    later years months weeks days в на с по из от до и или но а что это он она они мы как при для о
    об за под над между после перед если когда где также еще уже не ни все сегодня вчера завтра ve
    bir bu şu o için ile de da ama ancak göre le la les un une des du de et ou mais il elle ils
    elles ce cette dans sur pour par avec selon der die das ein eine und oder aber er sie es im in
    am auf mit von zu nach für bei el los las un una y o pero en con por para según
    """
)
"""Words that never carry a name, however they are written."""

KIND_BY_WORD: tuple[tuple[frozenset[str], Kind], ...] = (
    (FACILITY_WORDS, Kind.PLACE),
    (PLACE_WORDS, Kind.PLACE),
    (UNIT_WORDS, Kind.UNIT),
    (ORGANISATION_WORDS, Kind.ORGANISATION),
)
"""What a word in a name makes of it; the first that holds."""
