"""The words by which newsrooms open what is not the story: links, captions, consent and sign-up lines."""

from __future__ import annotations


def _phrases(table: str) -> tuple[str, ...]:
    return tuple(phrase for row in table.strip().splitlines() for phrase in (part.strip() for part in row.split("|")))


LABEL_CUES = _phrases(
    """
    read more | read also | also read | read next | read | read further | see also | see | more | related
    related story
    related article | related articles | related stories | related news | related coverage | watch | watch also
    listen
    don't miss | don’t miss | in case you missed it | recommended | recommended reading | further reading
    must read
    previous article | next article | previous story | next story | previous | next | up next | trending
    in pictures
    اقرأ أيضا | اقرأ أيضاً | اقرا ايضا | إقرأ أيضا | إقرأ أيضاً | اقرأ المزيد | اقرأ | شاهد أيضا | شاهد أيضاً | شاهد
    المزيد | أخبار ذات صلة | مواضيع ذات صلة | مقالات ذات صلة | ذات صلة | قد يهمك | قد يهمك أيضا | قد يهمك أيضاً
    تابع أيضا
    المقال السابق | المقال التالي | طالع أيضا | للمزيد
    بیشتر بخوانید | همچنین بخوانید | بخوانید | مطالب مرتبط | اخبار مرتبط | مطلب قبلی | مطلب بعدی | همچنین ببینید
    читайте также | читать также | читайте ещё | читать далее | подробнее | по теме | смотрите также | ещё по теме
    материалы по теме | новости по теме | предыдущая статья | следующая статья | см. также | рекомендуем
    ранее по теме
    קראו גם | קרא גם | קרא עוד | קראו עוד | עוד בנושא | כתבות נוספות | ראו גם | לקריאה נוספת | צפו | כתבות קשורות
    ayrıca okuyun | ayrıca bakınız | devamını oku | ilgili haber | ilgili haberler | ilgili
    bunlar da ilginizi çekebilir
    önceki haber | sonraki haber | okuyun | i̇lgili haber | i̇lgili haberler
    lire aussi | à lire aussi | lire également | à lire également | voir aussi | à lire | en lire plus | lire plus
    article précédent | article suivant | sur le même sujet | à voir aussi
    lesen sie auch | lesen sie mehr | mehr zum thema | siehe auch | mehr | auch interessant | vorheriger artikel
    nächster artikel | weiterlesen | lesen sie dazu
    lea también | leer más | lea además | ver también | véase también | más información | artículo anterior
    artículo siguiente | noticias relacionadas | te puede interesar
    """
)
"""Followed by a colon or bar, they make the rest of their line a link."""

STANDING_CUES = _phrases(
    """
    read more | read also | also read | read next | see also | related | related articles | related stories
    related news
    related content | related topics | related posts | related coverage | more stories | more news
    more on this story
    more from | more on this topic | more like this | you may also like | you might also like
    you may also be interested in
    recommended | recommended for you | recommended stories | most read | most popular | popular | trending
    trending now
    latest news | latest stories | latest | top stories | editor's picks | editors' picks | editor’s picks
    don't miss
    don’t miss | what to read next | up next | previous article | next article | in other news | must read
    further reading
    اقرأ أيضا | اقرأ أيضاً | إقرأ أيضا | إقرأ أيضاً | اقرأ المزيد | شاهد أيضا | شاهد أيضاً | أخبار ذات صلة
    مواضيع ذات صلة
    مقالات ذات صلة | ذات صلة | قد يهمك | قد يهمك أيضا | قد يهمك أيضاً | الأكثر قراءة | آخر الأخبار | المقال السابق
    المقال التالي
    مواضيع متعلقة | الأكثر مشاهدة | أخبار متعلقة
    بیشتر بخوانید | همچنین بخوانید | مطالب مرتبط | اخبار مرتبط | پربیننده‌ترین | آخرین اخبار | پربازدیدترین
    читайте также | читать также | по теме | смотрите также | материалы по теме | новости по теме | самое читаемое
    популярное | последние новости | предыдущая статья | следующая статья | главное сегодня | рекомендуем
    ещё по теме
    קראו גם | קרא גם | עוד בנושא | כתבות נוספות | ראו גם | כתבות קשורות | הנקראות ביותר | הכי נקראות | כתבות אחרונות
    ilgili haberler | ilgili haber | i̇lgili haberler | bunlar da ilginizi çekebilir | en çok okunanlar
    son haberler
    ayrıca okuyun | önceki haber | sonraki haber
    lire aussi | à lire aussi | lire également | voir aussi | sur le même sujet | articles liés | les plus lus
    article précédent | article suivant | articles similaires | à voir aussi
    lesen sie auch | mehr zum thema | siehe auch | auch interessant | meistgelesen | ähnliche artikel
    das könnte sie auch interessieren
    lea también | ver también | noticias relacionadas | artículos relacionados | lo más leído | te puede interesar
    """
)
"""Alone in their line, they open a list of other stories."""

OPENING_CUES = _phrases(
    """
    click here to | click here for | for more information visit | for more news | follow us on | share this
    share on
    back to top | this article is part of | اضغط هنا | تابعونا على | تابعوا آخر الأخبار | подписывайтесь на
    следите за нами
    הצטרפו ל | bizi takip edin | suivez-nous sur | folgen sie uns auf | síguenos en
    """
)

CAPTION_CUES = _phrases(
    """
    photo | photos | photo by | photo credit | photograph | photograph by | picture | picture by | image | image by
    image credit | image source | image caption | caption | credit | credits | file photo | file image
    file picture | pictured
    illustration | video | graphic | map | getty images
    صورة | الصورة | صور | تصوير | صورة أرشيفية | أرشيف | مصدر الصورة | فيديو | عکس | تصویر | منبع عکس | فیلم
    фото | фотография | фото автора | архивное фото | снимок | видео | иллюстрация | источник фото
    צילום | תמונה | צילום ארכיון | קרדיט | צילום מסך | fotoğraf | fotograf | foto | görsel | arşiv fotoğrafı
    crédit photo | photo d'archives | photo d’archives | crédit | légende | bild | bildquelle | symbolbild
    archivbild
    bildnachweis | fotografía | imagen | imagen de archivo
    """
)
"""At the start of a line and followed by a colon, bar, slash or ©."""

BYLINE_CUES = _phrases(
    "photo by | file photo of | a file photo of | file photo | image courtesy of | صورة أرشيفية | архивное фото"
)
"""At the start of a line, whatever follows."""

CREDITS = _phrases(
    """
    ap photo | afp photo | reuters photo | photo by | photo: | photo courtesy | image courtesy | image credit
    image: | credit:
    getty images | afp via getty images | via getty images | reuters/file photo | file photo | shutterstock | istock
    фото: | صورة: | תצלום: | צילום: | foto: | fotoğraf:
    """
)
"""At the end of a line, in brackets or bare."""

CONSENT_CUES = _phrases(
    """
    accept | consent | we use | uses cookies | use of cookies | by continuing | privacy policy | preferences
    manage
    نستخدم | يستخدم | موافق | سياسة الخصوصية | توافق | استفاده | می‌پذیرید | используем | использует | соглас
    политик
    משתמש | מסכימ | מדיניות | kullan | kabul | gizlilik | utilisons | utilise | acceptez | confidentialité
    verwenden | verwendet | zustimm | datenschutz | utilizamos | utiliza | aceptar | privacidad
    """
)
"""Beside a word for cookies, they make a consent notice."""

SIGN_UP_CUES = _phrases(
    """
    sign up for our | sign up to our | sign up for the | subscribe to our | subscribe to the | subscribe now
    subscribe today
    get our newsletter | get the latest news | download our app | join our telegram | join our whatsapp
    all rights reserved
    © | copyright © | by continuing to use this | by continuing to browse | by clicking accept | we use cookies
    this site uses cookies
    this website uses cookies | support our journalism | enter your email | become a member
    اشترك في | اشتركوا في | جميع الحقوق محفوظة | حمل تطبيق | تمامی حقوق | подпишитесь на | все права защищены
    скачайте приложение
    הירשמו ל | כל הזכויות שמורות | abone olun | bültenimize | tüm hakları saklıdır | abonnez-vous | inscrivez-vous à
    tous droits réservés | abonnieren sie | melden sie sich | alle rechte vorbehalten | suscríbase | suscríbete
    todos los derechos reservados
    """
)
"""At the start of a line."""

SOFT_CUES = frozenset({"latest", "popular", "trending", "recommended", "more news", "latest news"})
"""Standing cues that open a list only where more than one line follows."""

TAG_CUES = _phrases(
    """
    tags | tagged | topics | filed under | keywords | categories | category | posted in | more about | labels
    schlagworte | schlagwörter | stichworte | themen | mots-clés | étiquettes | thèmes | rubrique | etiquetas | temas
    palabras clave | argomenti | parole chiave | palavras-chave | assuntos | trefwoorden | onderwerpen | etiketter
    ämnen | emneord | tagi | słowa kluczowe | štítky | etichete | etiketler | konular | avainsanat
    теги | метки | ключевые слова | темы | рубрика | мітки | теми | ключові слова | тагове
    الوسوم | وسوم | الكلمات المفتاحية | كلمات مفتاحية | الكلمات الدلالية | كلمات دلالية | التصنيفات
    برچسب‌ها | برچسب ها | برچسب | کلیدواژه | کلیدواژه‌ها | תגיות | תגים | 标签 | 標籤
    关键词 | 關鍵字 | タグ | キーワード | 태그
    """
)
"""At the start of a line and followed by a colon or bar: its words name the article's subjects."""

AUTHOR_HEADINGS = _phrases(
    """
    about the author | about the authors | about the writer | about the reporter | about the journalist | the author
    author | authors | über den autor | über die autorin | zur person | der autor | die autorin | à propos de l'auteur
    à propos de l’auteur | l'auteur | sobre el autor | sobre la autora | acerca del autor | sull'autore | l'autore
    sobre o autor | sobre a autora | over de auteur | om författaren | om forfatteren | kirjoittajasta | o autorze
    o autorce | o autorovi | despre autor | yazar hakkında | об авторе | автор | про автора | عن الكاتب | عن الكاتبة
    نبذة عن الكاتب | الكاتب | درباره نویسنده | על הכותב | על הכותבת | 作者简介 | 著者
    """
)
"""Alone in their line: what follows tells of the author."""

SIGN_OFF_CUES = _phrases(
    """
    reporting by | additional reporting by | reporting and writing by | writing by | written by | editing by
    edited by | compiled by | with reporting by | with additional reporting by | story by | translated by
    mitarbeit | berichterstattung von | bearbeitet von | redaktion | mit material von
    reportage de | rédigé par | édité par | avec la contribution de | avec afp | reporte de | información de
    editado por | redacción de | con información de | a cura di | reportagem de | edição de | bewerkt door
    haber | подготовил | подготовила | редактор | репортаж | إعداد | تحرير | تغطية | كتابة | گزارش از | ویرایش
    """
)
"""They begin a line, in brackets or followed by a name and nothing more, at a text's end."""

NAME_LINKS = frozenset(_phrases("and | in | at | of | for | und | et | y | e | en | och | og | i | & | the | de | der"))
NAME_LINKS |= frozenset(_phrases("von | van | al | el | и | в | di"))
"""Words between the names of a by-line."""
