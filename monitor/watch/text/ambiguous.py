"""Words that are also something else: a name made of one of them alone finds far more than what is meant."""

from __future__ import annotations

from monitor.watch.text.fold import bare, fold, listed

_ARABIC = """
القائم الشرع الاسد الميادين شعبان السلام العلم الباب الدور الضمير الدالية الوطن النصر الحق العدل
النور الامل الحرية الوحدة الثورة الشعب الجمهورية الرئيس الوزير الامير الملك الشيخ الحاج الامام السيد
الفجر الصباح المساء الليل النهار الشرق الغرب الشمال الجنوب البحر النهر الجبل الوادي السهل الصحراء
البادية القلعة المدينة القرية البلدة الحي الشارع الطريق الجسر المطار الميناء المعبر الحدود القاعدة
المعسكر السوق البيت الدار المسجد الكنيسة المدرسة الجامعة المستشفى الحصن البرج العين البئر الزهور
الورد التل الهري الرمان البصيرة السكك الضاحية المنصورة السعيدة الجديدة القديمة الكبيرة الصغيرة
البيضاء السوداء الحمراء الخضراء الزرقاء صالح سالم كمال جمال كريم سعيد حسن علي عمر محمد احمد محمود
خالد ناصر نصر فهد اسد نمر ذيب صقر شاهين هلال بدر قمر نجم شمس ربيع رمضان رجب محرم صفر جمعة خميس امل
نور هدى سلام ايمان حياة وفاء الحسن الحسين الزهراء النجم الهلال البدر الفهد الصقر النمر المقاومة
الممانعة الصمود التحرير الفتح القدس الاقصى العاصفة الحزم الكرامة الفرات الساحل الجزيرة الشام العرب
المشرق اليوم الغد المستقبل الاخبار الراية اللواء الفرقة الكتيبة الحشد الحرس الجيش الفيلق النخبة
الطليعة البعث الدعوة الوفاق التيار القوات الكتائب درع غصن نبع ينبوع عفك افس تنف حلب الدوحة البيرة
الرقة عين دير تل باب دار كفر
"""
_PERSIAN = "سپاه فرهنگ امید آزادی شهید امام رهبر نور ایمان پیروزی خورشید ماه بهار آسمان دریا کوه دشت شهر روز شب"
_HEBREW = """
שלום אור שחר גל ים הר נהר עיר כפר צפון דרום מזרח מערב ארי זאב דוב נמר אלון ברק רם טל שיר גיל דן גד
חן אשר שר ראש עם הכפר העיר הצפון הדרום ברק ארז רימון אביב סתיו לב חיים
"""
_RUSSIAN = """
мир свет вера надежда любовь правда труд победа свобода родина заря восток запад север юг вагнер
орёл орел сокол тигр медведь волк лев город село район река гора море лес поле мост звезда дера дар
хама
"""
_TURKISH = """
barış ışık güneş deniz dağ yıldız aslan kurt kaplan şahin kartal doğan demir kaya toprak umut zafer
devrim şam can alp eren şehir köy doğu batı kuzey güney hama kale tepe
"""
_LATIN = """
dawn shield spear storm hope peace victory freedom justice union unity reform future light sun moon
star lion tiger wolf falcon eagle bear rock hill bay ford marsh field wood bridge cross castle
temple palmer harry dare dear hare mare homer wagner bishop abbot major general page carter baker
cook smith mason hunter fisher young king prince duke baron may june august will mark grant frank
bill rose joy grace faith lance drew chase pat rob sue art guy gene dean dale glenn cliff forest
heath march reading nice split bath mobile orange phoenix buffalo georgia jordan chad turkey lebanon
troy aurora salem paris florence sidney victoria sofia vienna geneva mali cuba china india guinea
panama limerick bologna cologne gold silver iron steel stone force guard front corps wing north
south east west central free new old black white red green blue sham nour amal salam hadi karim
jamal kamal salim nasr badr fajr quds saraya liwa jund ansar fatah wüste frieden freiheit hoffnung
sieg stern adler löwe wolf bär berg fluss paix liberté espoir victoire étoile aigle lion loup ours
mont fleuve paz libertad esperanza victoria estrella águila león lobo oso monte río
"""

AMBIGUOUS = frozenset(
    bare(fold(word)) for table in (_ARABIC, _PERSIAN, _HEBREW, _RUSSIAN, _TURKISH, _LATIN) for word in listed(table)
)
"""Folded: common words, first names, titles, names of parties and channels."""


def is_ambiguous(word: str) -> bool:
    """Whether `word`, in any spelling that folds to the same, is also something else."""
    folded = bare(fold(word))
    return folded in AMBIGUOUS or f"ال{folded}" in AMBIGUOUS
