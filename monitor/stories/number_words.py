"""Words around numbers, in nine languages: scales, months, and what a number may belong to."""

from __future__ import annotations

from monitor.stories.cleaning import fold

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
    "1000000000000 טריליון 12 dozen 12 douzaines 12 dutzend 12 docenas 12 düzine 12 дюжины 12 дюжин "
    "1000 тысячами 1000 тысячам 1000 тысячей 1000000 миллионам 1000000 миллионами 10 десятка 10 десятков 100 сотни "
    "100 сотен 10 decenas 10 dizaines 100 centaines 100 centenares 1000 אלפי"
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
