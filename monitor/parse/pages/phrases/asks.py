"""The words of lines that ask readers for something, count them, or tell who publishes and who wrote.

Cells parted by bars.
"""

from __future__ import annotations

from typing import Final

ASK_OPENERS: Final = """
    всі новини | усі новини | новини | все о | alle news | toute l’actualité | toda la información | follow | join
    subscribe | sign up | get | receive | download | stay | find us | never miss | don't miss | don’t miss | like us
    listen to | watch us | want | would you like | for more | to get | to receive | read more | read | keep up
    be the first | install | tap | help us | become | chat with | click | send | write to | you can follow
    you can also | folge | folgen | abonnieren | abonniere | hören sie | melden | laden | jetzt | bleiben sie
    verpassen | erhalten | immer informiert | alle nachrichten | mehr nachrichten | suivez | recevez | abonnez
    inscrivez | téléchargez | rejoignez | retrouvez | restez | pour ne rien | sigue | síguenos | siga | recibe
    reciba | únete | suscríb | descarga | apúntate | no te pierdas | entérate | mantente | conéctate | para más
    todas las noticias | segui | resta | rimani | iscriviti | scarica | ricevi | entra | unisciti | clicca
    per restare | per rimanere | tutte le notizie | receba | siga-nos | inscreva | participe | entre | baixe
    clique | acompanhe | fique | quer receber | volg | ontvang | meld | abonneer | blijf | mis niets | följ | ladda
    anmäl | missa inte | prenumerera | følg | tilmeld | last ned | meld deg | få nyheder | få nyheter | seuraa
    tilaa | lataa | obserwuj | dołącz | zapisz | pobierz | bądź | śledź | chcesz być | sledujte | přihlaste
    odebírejte | stáhněte | sleduj | kövess | iratkozz | töltse le | urmărește | urmăriți | abonează | abonați
    intră pe | подпис | следите | читайте | присоединяйтесь | больше новостей | узнавайте | все новости
    самые важные | самое важное | оперативные новости | наши новости | новости в | ещё больше | еще больше
    слідкуйте | стежте | приєднуйтесь | приєднуйтеся | підпис | більше новин | дізнавайтес | станьте | последвайте
    следете | pratite | preuzmite | pridružite | zapratite | ακολουθήστε | διαβάστε όλες | μάθετε | εγγραφείτε
    κατεβάστε | تابع | تابعوا | تابعونا | تابعنا | اشترك | اشتركوا | انضم | انضموا | حمل | حمّل | للاشتراك | لمتابعة
    متابعة | للمزيد | لمزيد | دنبال | עקבו | הצטרפו | הירשמו | לקבלת | רוצים | להצטרפות | ikuti | gabung | unduh
    dapatkan | theo dõi | tải | đăng ký | ติดตาม | 关注 | 關注 | 下载 | 下載 | 订阅 | 訂閱 | 扫码 | 欢迎 | 加入
    フォロー
    """
"""They open a line that asks for a subscription, where one of `CHANNELS` stands in it."""

ASK_ENDS: Final = """
    takip edin | takip edebilirsiniz | abone olun | katılın | indirin | tıklayın | دنبال کنید | عضو شوید | بپیوندید
    फॉलो करें | जुड़ें | डाउनलोड करें | सब्सक्राइब करें | フォローしてください | ダウンロード | 登録はこちら
    구독하세요 | 팔로우 | 구독하기 | 제보 | follow করুন | فالو کریں
    """
"""They stand in such a line in languages that end with the verb."""

CHANNELS: Final = """
    notifications | our coverage | newsletter | whatsapp | telegram | google news | google discover | facebook
    instagram | twitter | on x | youtube | tiktok | linkedin | threads | bluesky | viber | discord | podcast
    notre application | notre appli | unsere app | unserer app | nuestra aplicación | nosso app | nossa app
    nostra app
    onze app | vår app | vores app | naszą aplikację | naszej aplikacji | нашем приложении | наше приложение
    تطبيقنا
    our app | the app | in the app | die app | app store | google play | inbox | push notification
    push-benachrichtigung | mailing list | email list | free letter | daily letter | by email | on your phone
    with our reporters | patreon | t.me/ | our work | our reporting | our journalism | l'application | l’application
    boîte mail | infolettre | la aplicación | nuestra app | boletín | canal de | l'app | l’app | aplicativo | no zap
    nieuwsbrief | nyhetsbrev | nyhedsbrev | uutiskirje | hírlevél | aplikacj | aplikac | aplicația | bülten
    uygulama | kanalımız | рассылк | дзен | вконтакте | одноклассник | телеграм | ватсап | вайбер | приложени
    нашем канале | нашому каналі | застосун | розсилк | واتساب | تلغرام | تليغرام | تيليجرام | تلجرام | فيسبوك
    إنستغرام | انستغرام | يوتيوب | نشرتنا | النشرة البريدية | تطبيق | تلگرام | اینستاگرام | واتساپ | خبرنامه
    اپلیکیشن | טלגרם | ווטסאפ | וואטסאפ | פייסבוק | ניוזלטר | אפליקציה | व्हाट्सएप | टेलीग्राम | फेसबुक | ऐप | 微信
    微博 | 公众号 | 客户端 | メールマガジン | アプリ | 카카오 | 네이버 | 텔레그램 | zalo | fanpage | ứng dụng
    aplikasi | saluran | แอป | ไลน์
    """
"""By what a newsroom's readers are reached."""

COUNTED: Final = """
    # min read | # minute read | # minutes read | # mins read | # min. read | read time: # min
    read time: # minutes | reading time: # min | reading time: # minutes | reading time # min
    estimated reading time: # minutes | # views | views: # | # comments | # comment | # shares | # likes
    # followers | # subscribers | # posts | no comments | # min ago | # mins ago | # minutes ago | # hours ago
    # hrs ago | # hour ago | # days ago | # day ago | # votes | # votes so far | lesezeit: # minuten
    lesezeit: # min | lesezeit # min | lesezeit: ca. # min | # min lesezeit | # minuten lesezeit | # min. lesezeit
    # kommentare | # aufrufe | temps de lecture : # min | temps de lecture # min | temps de lecture : # minutes
    lecture # min | lecture : # min | # min de lecture | # commentaires | # vues | tiempo de lectura: # min
    tiempo de lectura: # minutos | # min de lectura | # minutos de lectura | # comentarios | # vistas | visitas: #
    tempo di lettura: # min | tempo di lettura: # minuti | # min di lettura | lettura # min | # commenti | visite: #
    tempo de leitura: # min | # min de leitura | # comentários | leestijd: # min | leestijd # min | # reacties
    lästid: # min | lästid # min | lesetid: # min | læsetid: # min | lukuaika # min | czas czytania: # min
    # komentarzy | odsłon: # | doba čtení: # min | olvasási idő: # perc | timp de citire: # min | okuma süresi: # dk
    # dk okuma | # yorum | okunma: # | görüntülenme: # | время чтения: # мин | время чтения: # минуты | # мин чтения
    чтение: # мин | просмотров: # | просмотры: # | # просмотров | комментариев: # | # комментариев | комментарии: #
    комментарии (#) | время на чтение: # мин | час читання: # хв | переглядів: # | # переглядів
    χρόνος ανάγνωσης: # λεπτά | مدة القراءة: # دقائق | وقت القراءة: # دقيقة | # دقائق للقراءة | المشاهدات: #
    عدد المشاهدات: # | # مشاهدة | زمان مطالعه: # دقیقه | بازدید: # | تعداد بازدید: # | זמן קריאה: # דקות
    # דקות קריאה | 阅读 # | 阅读：# | 阅读量：# | 浏览：# | 点击：# | 阅读时间：# 分钟 | 読了時間：# 分 | 조회수 #
    조회 #
    """
"""Lines that count readers, remarks or minutes; "#" for any number."""

IMPRINTS: Final = """
    tüm hakları saklıdır | todos los derechos reservados | tous droits réservés | tutti i diritti riservati
    todos os direitos reservados | alle rechten voorbehouden | alla rättigheter | все права защищены
    всі права захищені | усі права захищені | جميع الحقوق محفوظة | כל הזכויות שמורות | wszelkie prawa zastrzeżone
    všechna práva | všetky práva | minden jog fenntartva | toate drepturile | всички права | sva prava
    सिंडीकेट फीड | syndicated without editing | 仅提供信息存储 | 不代表本 | 转载请注明 | 未经授权 | 許可なく転載
    무단전재 | özetlenerek yayımlanmaktadır | has not been edited by | syndicated feed | all rights reserved
    alle rechte vorbehalten | is published by | registered office | all content is protected
    is protected by copyright | editor-in-chief: | editor in chief: | company number | isp registration
    verantwortlich im sinne | verantwortlich i.s.d | keine haftung | haftung für | registergericht | amtsgericht
    impressum | directeur de la publication | est édité par | mentions légales | director responsable | editado por
    depósito legal | direttore responsabile | testata registrata | registrazione tribunale | registrata al tribunale
    partita iva | p. iva | diretor responsável | hoofdredacteur: | uitgegeven door | ansvarig utgivare
    ansvarlig redaktør | päätoimittaja: | redaktor naczelny | z siedzibą w | šéfredaktor | vydavatel: | főszerkesztő
    kiadó: | redactor-șef | genel yayın yönetmeni | sorumlu yazı işleri | telif hakları | ticaret sicil
    сетевое издание | главный редактор | свидетельство о регистрации | зарегистрирован | роскомнадзор
    при цитировании | использование материалов | мнение редакции может | головний редактор | використання матеріалів
    передрук | издател | главен редактор | glavni urednik | izdavač: | impresum | εκδότης: | διευθυντής σύνταξης
    رئيس التحرير | تصدر عن | صاحب الامتیاز | مدیر مسئول | نقل مطالب | بازنشر مطالب | עורך ראשי | מו"ל | 主办单位
    主管单位 | 备案号 | 违法和不良信息 | 无断转载 | 無断転載 | 発行人 | 발행인 | 편집인 | 등록번호
    chịu trách nhiệm xuất bản | giấy phép | penanggung jawab
    """
"""In the lines below the last paragraph they tell who publishes the site, and by what right."""

BYLINES: Final = """
    기자입니다 | 特派员 | 記者 | is our correspondent | is a staff writer | is a reporter | is a correspondent
    is a journalist | is a freelance | is a writer | is a columnist | is an editor | is the author of | writes about
    writes on | covers | has covered | has written about | reports on | reports from | joined the
    can be reached at | is based in | ist redakteur | ist redakteurin | ist journalist | ist journalistin
    ist korrespondent | ist korrespondentin | schreibt über | berichtet für | berichtet aus | est journaliste
    est correspondant | couvre | es periodista | es redactor | es redactora | es corresponsal | escribe sobre
    è giornalista | è un giornalista | è una giornalista | scrive di | si occupa di | é jornalista | é repórter
    escreve sobre | is verslaggever | is correspondent | schrijft over | är reporter | är journalist | er journalist
    jest dziennikarz | jest dziennikarką | pisze o | je novinář | je redaktor | muhabir | yazarı | корреспондент
    журналист | обозреватель | кореспондент | журналіст | صحفي | كاتب | مراسل | خبرنگار | כתב | עיתונאי
    """
"""They stand behind a name below the last paragraph: who wrote the article."""

READ_ON: Final = """
    read full story | full story | read the full story | full article | read full article | read the full article
    read story | read article | read | continue reading | keep reading | more | view article | go to article
    see more | learn more | find out more | details | open | zum artikel | artikel lesen | ganzen artikel lesen
    mehr lesen | mehr | mehr erfahren | weiter | lire la suite | lire l'article | lire l’article | voir plus
    en savoir plus | leer más | leer la noticia | leer noticia | ver más | seguir leyendo | sigue leyendo
    leggi tutto | leggi | continua a leggere | continua | ler mais | ler notícia | continue lendo | lees verder
    läs hela | läs mer | les mer | lue lisää | czytaj więcej | czytaj dalej | więcej | číst dále | číst více
    bővebben | tovább | citește mai mult | devamını oku | devamı | haberi oku | читать далее | читать
    читать полностью | далее | подробнее | читати далі | докладніше | още | više | opširnije | pročitaj više
    περισσότερα | διαβάστε περισσότερα | اقرأ المزيد | المزيد | التفاصيل | ادامه مطلب | بیشتر | ادامه خبر
    המשך קריאה | לכתבה המלאה | קרא עוד | और पढ़ें | पूरी खबर पढ़ें | selengkapnya | baca selengkapnya | xem tiếp
    chi tiết | 阅读全文 | 查看更多 | 更多 | 详细 | 続きを読む | 全文を読む | もっと見る | 더보기 | 자세히 보기
    기사 보기 | อ่านต่อ
    """
"""Links that only say that a story goes on there."""
