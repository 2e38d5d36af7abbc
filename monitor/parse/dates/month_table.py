"""Names of months in the languages that news is written in, with the short forms in use."""

from __future__ import annotations

MONTH_NAMES: tuple[str, ...] = (
    (
        "jan january januari januar jänner jaenner janvier janv enero ene gennaio gen janeiro styczeń stycznia sty "
        "leden ledna led január januára ianuarie ian gener ocak oca января январь янв січня січень січ януари яну "
        "јануар јан siječanj siječnja tammikuu tammikuuta tammikuun jaanuar sausis sausio janvāris janvārī "
        "ιανουάριος ιανουαρίου ιαν ינואר ינו يناير كانون_الثاني جانفي ژانویه ژانويه جنوری जनवरी জানুয়ারি "
        "জানুয়ারী yanvar қаңтар มกราคม ม.ค. ม.ค qershi janar ጃንዋሪ studzień студзеня"
    ),
    (
        "feb february februari februar feber février fevrier févr fevr fév fev febrero febbraio febr fevereiro "
        "luty lutego lut únor února úno február februára februarie febrer şubat şub февраля февраль фев февр "
        "лютого лютий лют февруари фебруар феб veljača veljače helmikuu helmikuuta helmikuun veebruar vasaris "
        "vasario februāris februārī φεβρουάριος φεβρουαρίου φεβ פברואר פבר فبراير شباط فيفري فوریه فوريه فروری "
        "फरवरी फ़रवरी ফেব্রুয়ারি ফেব্রুয়ারী fevral ақпан กุมภาพันธ์ ก.พ. ก.พ shkurt лютага"
    ),
    (
        "mar march maret mars mrz märz maerz maart mrt marzo março marco marzec marca březen března bře březn "
        "marec márc március martie març marts mart мarta марта март мар березня березень бер березн ожујак ožujak "
        "ožujka maaliskuu maaliskuuta maaliskuun märts kovas kovo μάρτιος μαρτίου μαρ מרץ מרס مارس آذار اذار مارچ "
        "मार्च মার্চ наурыз มีนาคม มี.ค. มี.ค mac сакавіка"
    ),
    (
        "apr april avril avr abril abr aprile kwiecień kwietnia kwi duben dubna dub apríl apríla ápr április "
        "aprilie nisan nis апреля апрель апр квітня квітень кві квіт април travanj travnja huhtikuu huhtikuuta "
        "huhtikuun aprill balandis balandžio aprīlis aprīlī απρίλιος απριλίου απρ אפריל אפר أبريل ابريل نيسان "
        "أفريل آوریل آوريل اپریل अप्रैल এপ্রিল aprel сәуір เมษายน เม.ย. เม.ย prill красавіка"
    ),
    (
        "may mai mayo maggio mag maio maj maja mei květen května kvě máj mája május mayıs mayis мая май травня "
        "травень тра трав мај svibanj svibnja toukokuu toukokuuta toukokuun gegužė gegužės maijs maijā μάιος μαΐου "
        "μαι μάι μαΐ מאי مايو أيار ايار ماي مه می مئی मई মে мамыр พฤษภาคม พ.ค. พ.ค maig траўня maya"
    ),
    (
        "jun june juin juni junio giugno giu junho czerwiec czerwca cze červen června čvn jún júna június iunie "
        "iun juny haziran haz июня июнь июн червня червень чер черв юни јун јуни lipanj lipnja kesäkuu kesäkuuta "
        "kesäkuun juuni birželis birželio jūnijs jūnijā ιούνιος ιουνίου ιουν ιούν יוני يونيو حزيران جوان يونيه "
        "ژوئن جون जून জুন iyun маусым มิถุนายน มิ.ย. มิ.ย qershor чэрвеня"
    ),
    (
        "jul july juillet juil juli julio luglio lug julho lipiec lipca červenec července čvc júl júla július "
        "iulie iul juliol temmuz tem июля июль июл липня липень лип юли јул јули srpanj srpnja heinäkuu heinäkuuta "
        "heinäkuun juuli liepa liepos jūlijs jūlijā ιούλιος ιουλίου ιουλ ιούλ יולי يوليو تموز جويلية يوليوز يوليه "
        "ژوئیه ژوئيه ژوییه جولائی जुलाई জুলাই iyul шілде กรกฎาคม ก.ค. ก.ค korrik ліпеня"
    ),
    (
        "aug august augusti août aout agosto ago augustus agustus agu agt sierpień sierpnia sie srpen srpna srp "
        "augusta augusztus agost ağustos agustos ağu августа август авг серпня серпень сер серп аугуст kolovoz "
        "kolovoza elokuu elokuuta elokuun rugpjūtis rugpjūčio augusts augustā αύγουστος αυγούστου αυγ אוגוסט אוג "
        "أغسطس اغسطس آب اب اوت أوت غشت اگست अगस्त আগস্ট avqust тамыз สิงหาคม ส.ค. ส.ค ogos gusht жніўня"
    ),
    (
        "sep sept september septembre septiembre setiembre settembre set setembro wrzesień września wrz září zář "
        "septembra szept szeptember septembrie setembre eylül eyl eylul сентября сентябрь сен сент вересня "
        "вересень вер верес септември септембар сеп септ rujan rujna syyskuu syyskuuta syyskuun rugsėjis rugsėjo "
        "septembris septembrī σεπτέμβριος σεπτεμβρίου σεπ σεπτ ספטמבר ספט سبتمبر أيلول ايلول شتنبر سپتامبر ستمبر "
        "सितंबर सितम्बर সেপ্টেম্বর sentyabr қыркүйек กันยายน ก.ย. ก.ย shtator верасня"
    ),
    (
        "oct okt october oktober octobre octubre ottobre ott outubro out październik października paź říjen října "
        "říj október októbra octombrie ekim eki октября октябрь окт жовтня жовтень жов жовт октомври октобар "
        "oktobar lokakuu lokakuuta lokakuun oktoober spalis spalio oktobris oktobrī οκτώβριος οκτωβρίου οκτ "
        "אוקטובר אוק أكتوبر اكتوبر تشرين_الأول تشرين_الاول اکتبر اكتبر اکتوبر अक्टूबर अक्तूबर অক্টোবর oktyabr "
        "қазан ตุลาคม ต.ค. ต.ค tetor кастрычніка"
    ),
    (
        "nov listopadu november novembre noviembre novembro novembra noiembrie kasım kas kasim ноября ноябрь ноя нояб "
        "листопада ноември новембар ное нов marraskuu marraskuuta marraskuun lapkritis lapkričio novembris "
        "novembrī νοέμβριος νοεμβρίου νοε נובמבר נוב نوفمبر تشرين_الثاني نونبر نوامبر نومبر नवंबर नवम्बर নভেম্বর "
        "noyabr қараша พฤศจิกายน พ.ย. พ.ย nëntor лістапада studeni studenoga studenog"
    ),
    (
        "dec dez december décembre decembre déc dezember diciembre dic dicembre dezembro grudzień grudnia gru "
        "prosinec prosince pro decembra decembrie desembre des desember aralık ara aralik декабря декабрь дек "
        "грудня грудень гру груд декември децембар дец prosinac prosinca joulukuu joulukuuta joulukuun detsember "
        "gruodis gruodžio decembris decembrī δεκέμβριος δεκεμβρίου δεκ דצמבר דצמ ديسمبر كانون_الأول كانون_الاول "
        "دجنبر دسامبر دسمبر दिसंबर दिसम्बर ডিসেম্বর dekabr желтоқсан ธันวาคม ธ.ค. ธ.ค disember dhjetor снежня"
    ),
)
"""January first. Names that mean another month elsewhere are in `TWO_MEANINGS`."""

PERSIAN_MONTHS: tuple[str, ...] = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
"""Of the solar calendar; Farvardin first."""

_NOVEMBER_OR_OCTOBER = {"pl": 11, "cs": 11, "sk": 11, "be": 11, "hr": 10, "bs": 10}
TWO_MEANINGS = dict.fromkeys(("listopad", "listopada", "lis"), _NOVEMBER_OR_OCTOBER)
"""Names that are another month in another language."""

_WEEK = (
    "monday mon montag mo lundi lunes lunedì lunedi segunda понедельник пн maandag poniedziałek pazartesi",
    "tuesday tue tues dienstag di mardi martes martedì martedi terça вторник вт dinsdag wtorek salı",
    "wednesday wed mittwoch mi mercredi miércoles miercoles mercoledì quarta среда ср woensdag środa çarşamba",
    "thursday thu thur thurs donnerstag do jeudi jueves giovedì quinta четверг чт donderdag czwartek perşembe",
    "friday fri freitag fr vendredi viernes venerdì sexta пятница пт vrijdag piątek cuma",
    "saturday sat samstag sa samedi sábado sabado sabato суббота сб zaterdag sobota cumartesi",
    "sunday sun sonntag so dimanche domingo domenica воскресенье вс zondag niedziela pazar",
)
WEEKDAY_NUMBERS = {name: number for number, names in enumerate(_WEEK) for name in names.split()}
"""Monday is 0."""

_WEEKDAY_NAMES = (
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday montag "
    "dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi "
    "jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim lunes martes miércoles miercoles jueves viernes "
    "sábado sabado domingo mié mie jue vie sáb sab dom lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "gio segunda terça quarta quinta sexta feira seg ter qua qui sex maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag ma wo vr za zo"
)
WEEKDAYS = frozenset(_WEEKDAY_NAMES.split())
"""In ASCII or nearly so; what is written in another script behind a date is taken for one."""
