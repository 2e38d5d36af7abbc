"""Words around and for numbers, in nine languages: small numbers, scales, months, and what a number may belong to."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.stories.cleaning import fold

_SMALL = {
    "en": "13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen "
    "1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve 20 twenty 30 "
    "thirty 40 forty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety 100 hundred 12 dozen",
    "fr": "13 treize 14 quatorze 15 quinze 16 seize "
    "1 un 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf 10 dix 11 onze 12 douze 20 vingt 30 trente "
    "40 quarante 50 cinquante 60 soixante 12 douzaine",
    "de": "13 dreizehn 14 vierzehn 15 fünfzehn 16 sechzehn 17 siebzehn 18 achtzehn 19 neunzehn "
    "1 ein 2 zwei 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 11 elf 12 zwölf 20 zwanzig 30 "
    "dreißig 40 vierzig 50 fünfzig 60 sechzig 70 siebzig 80 achtzig 90 neunzig 100 hundert 12 Dutzend",
    "es": "13 trece 14 catorce 15 quince 16 dieciséis 17 diecisiete 18 dieciocho 19 diecinueve "
    "21 veintiuno 22 veintidós 23 veintitrés 24 veinticuatro 25 veinticinco "
    "1 un 2 dos 3 tres 4 cuatro 5 cinco 6 seis 7 siete 8 ocho 9 nueve 10 diez 11 once 12 doce 20 veinte 30 "
    "treinta 40 cuarenta 50 cincuenta 60 sesenta 70 setenta 80 ochenta 90 noventa 100 cien 12 docena",
    "tr": "1 bir 2 iki 3 üç 4 dört 5 beş 6 altı 7 yedi 8 sekiz 9 dokuz 10 on 20 yirmi 30 otuz 40 kırk 50 elli 60 "
    "altmış 70 yetmiş 80 seksen 90 doksan 100 yüz 12 düzine",
    "ru": "13 тринадцать 13 тринадцати 14 четырнадцать 14 четырнадцати 15 пятнадцать 15 пятнадцати "
    "16 шестнадцать 16 шестнадцати 17 семнадцать 17 семнадцати 18 восемнадцать 18 восемнадцати 19 девятнадцать "
    "19 девятнадцати "
    "1 один 1 одна 2 два 2 две 2 двух 2 двое 2 двоих 2 двумя 3 три 3 трёх 3 трое 3 троих 3 тремя 4 четыре 4 "
    "четырёх 4 четверо 4 четверых 5 пять 5 пяти 5 пятеро 5 пятерых 6 шесть 6 шести 6 шестеро 7 семь 7 семи 7 "
    "семеро 8 восемь 8 восьми 9 девять 9 девяти 10 десять 10 десяти 11 одиннадцать 11 одиннадцати 12 двенадцать "
    "12 двенадцати 20 двадцать 20 двадцати 30 тридцать 30 тридцати 40 сорок 40 сорока 50 пятьдесят 60 "
    "шестьдесят 70 семьдесят 80 восемьдесят 90 девяносто 100 сто 100 ста 12 дюжина",
    "ar": "1 أحد 1 إحدى 2 اثنان 2 اثنين 2 اثنتان 2 اثنتين 2 اثنا 2 اثني 2 اثنتا 2 اثنتي 3 ثلاثة 3 ثلاث 4 أربعة 4 أربع "
    "5 خمسة 5 خمس 6 ستة 6 ست 7 سبعة 7 سبع 8 ثمانية 8 ثماني 8 ثمان 9 تسعة 9 تسع 10 عشرة 10 عشر 20 عشرون 20 عشرين "
    "30 ثلاثون 30 ثلاثين 40 أربعون 40 أربعين 50 خمسون 50 خمسين 60 ستون 60 ستين 70 سبعون 70 سبعين 80 ثمانون 80 "
    "ثمانين 90 تسعون 90 تسعين 100 مئة 100 مائة 200 مئتان 200 مئتين 200 مائتي 200 مئتي 2000 ألفان 2000 ألفين "
    "2000 ألفي",
    "fa": "13 سیزده 14 چهارده 15 پانزده 16 شانزده 17 هفده 18 هجده 19 نوزده 30 سی 40 چهل 50 پنجاه "
    "2 دو 3 سه 4 چهار 5 پنج 6 شش 7 هفت 8 هشت 11 یازده 12 دوازده 20 بیست 100 صد",
    "he": "1 אחד 1 אחת 2 שניים 2 שתיים 2 שנים 3 שלושה 3 שלוש 3 שלושת 4 ארבעה 4 ארבע 4 ארבעת 5 חמישה 5 חמש 5 חמשת 6 "
    "שישה 6 שש 6 ששת 7 שבעה 7 שבע 7 שבעת 8 שמונה 9 תשעה 9 תשע 10 עשרה 10 עשר 10 עשרת 20 עשרים 30 שלושים 40 "
    "ארבעים 50 חמישים 60 שישים 70 שבעים 80 שמונים 90 תשעים 100 מאה",
}
_SCALES = (
    "1000 thousand 1000 thousands 1000 mille 1000 mil 1000 bin 1000 tausend 1000 тысяча 1000 тысячи 1000 тысяч "
    "1000 тысячу 1000 тыс 1000 ألف 1000 آلاف 1000 ألفا 1000 هزار 1000 אלף 1000 אלפים 1000000 million 1000000 "
    "millions 1000000 millionen 1000000 millón 1000000 millones 1000000 milyon 1000000 mln 1000000 mio 1000000 "
    "млн 1000000 миллион 1000000 миллиона 1000000 миллионов 1000000 مليون 1000000 ملايين 1000000 مليونا 1000000 "
    "میلیون 1000000 מיליון 1000000 מיליוני 1000000000 billion 1000000000 billions 1000000000 bn 1000000000 "
    "milliard 1000000000 milliards 1000000000 milliarde 1000000000 milliarden 1000000000 milyar 1000000000 mrd "
    "1000000000 млрд 1000000000 миллиард 1000000000 миллиарда 1000000000 миллиардов 1000000000 مليار 1000000000 "
    "مليارات 1000000000 میلیارد 1000000000 מיליארד 1000000000000 trillion 1000000000000 trilyon 1000000000000 "
    "трлн 1000000000000 триллион 1000000000000 триллионов 1000000000000 billones 1000000000000 تريليون "
    "1000000000000 טריליון 12 dozen 12 douzaines 12 dutzend 12 docenas 12 düzine 12 дюжины 12 дюжин"
)
_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sept sep oct nov dec janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre januar februar märz april juni juli oktober dezember enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre ocak şubat mart nisan mayıs haziran temmuz ağustos eylül "
    "ekim kasım aralık января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв "
    "фев апр авг сен окт ноя дек январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь "
    "декабрь يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار "
    "نيسان أيار حزيران تموز آب أيلول تشرين رمضان محرم صفر ربيع جمادى رجب شعبان شوال فروردین اردیبهشت خرداد تیر "
    "مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر "
    "دسامبر בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר ינואר פברואר "
    "מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"
)
_OWNERS = (
    "division brigade battalion regiment unit corps company resolution article chapter channel flight highway "
    "route road room page phase part section boeing airbus no nr number aged age bataillon régiment résolution "
    "chaîne vol chapitre numéro route kapitel artikel kanal paragraf flug nummer brigada división batallón "
    "regimiento unidad resolución artículo canal vuelo número página madde maddesi uçuş sayılı saat дивизия "
    "дивизии дивизию бригада бригады бригаду бригадой полк полка батальон батальона резолюция резолюции "
    "резолюцию статья статьи статье канал рейс рейса номер трасса трассы часть возрасте الفرقة فرقة اللواء لواء "
    "الكتيبة كتيبة الوحدة وحدة القرار قرار المادة مادة القناة قناة رقم الفوج فوج الساعة يوم الطريق لشکر تیپ "
    "گردان ماده قطعنامه شبکه ساعت شماره חטיבה חטיבת אוגדה גדוד ערוץ סעיף החלטה כביש בשעה השעה יחידה בן בת"
)
_ORDINAL_NOUNS = (
    "division brigade bataillon regiment armee korps armeekorps flotte jahrestag jahrhundert mal tag runde "
    "tümen tugay kolordu ordu alay tabur filo madde gün yıl yıldönümü yüzyıl dönem"
)
_SITE_NOUNS = (
    "comment comments share shares view views like likes follower followers reply replies min read commentaire "
    "commentaires partages vues kommentar kommentare aufrufe comentario comentarios vistas yorum görüntülenme "
    "izlenme комментарий комментария комментариев просмотр просмотра просмотров تعليق تعليقات مشاهدة مشاهدات "
    "نظر بازدید תגובות צפיות"
)
_YEAR_BEFORE = (
    "in since of the by from until year and en de depuis année im seit jahr desde año в с от года до в في عام "
    "سنة منذ وعام سال در בשנת מאז"
)
_BACK = "the these those other both les ces des die der den diese diesen beiden los las estos estas эти этих обе"
_STAMPS = (
    "updated|last updated|published|posted|modified|last modified|publié|mis à jour|modifié|aktualisiert|"
    "veröffentlicht|stand|zuletzt aktualisiert|actualizado|publicado|última actualización|güncelleme|"
    "son güncelleme|yayınlanma|yayın tarihi|обновлено|опубликовано|последнее обновление|تحديث|آخر تحديث|نشر|"
    "نشر في|تاريخ النشر|به روز رسانی|تاریخ انتشار|עודכן|פורסם|עדכון אחרון"
)
_FURNITURE = (
    "read more|read also|also read|read next|see also|subscribe|sign up|follow us|share this|click here|"
    "copyright|all rights reserved|related articles|related stories|related news|related topics|most read|"
    "most popular|advertisement|our newsletter|download our|join our|watch also|lire aussi|à lire|lire la suite|"
    "abonnez vous|suivez nous|partager|tous droits|lesen sie|mehr zum thema|abonnieren|folgen sie|alle rechte|"
    "lea también|leer más|le puede interesar|suscríbete|síganos|síguenos|todos los derechos|ayrıca okuyun|"
    "bunu da okuyun|devamını oku|abone ol|bizi takip|tüm hakları|читайте также|читать также|читайте нас|"
    "подписывайтесь|подпишитесь|все права|اقرأ أيضا|اقرأ المزيد|شاهد أيضا|تابعونا|تابعنا|اشترك|جميع الحقوق|"
    "بیشتر بخوانید|همچنین بخوانید|ما را دنبال|کلیه حقوق|קראו גם|קרא עוד|לקריאה נוספת|עקבו אחרינו|כל הזכויות|"
    "הירשמו"
)


def _table(text: str) -> dict[str, int]:
    parts = text.split()
    return {fold(word): int(value) for value, word in zip(parts[::2], parts[1::2], strict=True)}


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _openings(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases as folded words, by their first."""
    phrases = [tuple(fold(phrase).split()) for phrase in text.split("|")]
    return {first: tuple(one for one in phrases if one[0] == first) for first in {one[0] for one in phrases}}


def _merged(tables: Iterable[dict[str, int]]) -> dict[str, int]:
    return {word: value for table in tables for word, value in table.items()}


SMALL = {language: _table(text) for language, text in _SMALL.items()}
"Language: folded word: its number. Words that are more often something else are left out (Persian for ten, "
"no)."
SMALL_ANYWHERE = _merged(SMALL[language] for language in ("en", "ru", "ar", "he"))
"""For a text whose language is not known: languages of which no two share a script."""
SCALES = _table(_SCALES)
MONTHS = _set(_MONTHS)
ONLY_CAPITAL_MONTHS = _set("may march mar dec sept mart")
"""English "may" and "march" are other words in small letters."""
OWNERS = _set(_OWNERS)
"""A number behind one of these is its name or its time: "Brigade 313", "الساعة 10"."""
ORDINAL_NOUNS = _set(_ORDINAL_NOUNS)
"""A number with a full stop before one of these is an ordinal: "4. Division"."""
SITE_NOUNS = _set(_SITE_NOUNS)
"""What sites count of themselves: "12 comments"."""
BACK = _set(_BACK)
"""A small number in words behind one of these points back: "the two countries"."""
YEAR_BEFORE = _set(_YEAR_BEFORE)
"""2000 behind one of these is the year."""
STAMPS = _openings(_STAMPS)
FURNITURE = _openings(_FURNITURE)
"""How lines begin that are the site's and not the article's."""


def opens_with(words: tuple[str, ...], openings: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    """Whether a sentence begins with one of the phrases."""
    return any(words[: len(one)] == one for one in openings.get(words[0], ())) if words else False
