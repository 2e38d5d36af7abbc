"""The words of what stands between, above and below the paragraphs of a story; cells parted by bars."""

from __future__ import annotations

from typing import Final

NOTICES: Final = """
    返回搜狐 | 返回首页 | 平台声明 | вас також можуть | вам может быть интересно | ler mais | related articles
    vai a tutte | alle nachrichten aus | toutes les actualités | todas las noticias de | mais notícias de
    meer nieuws | зарегистрируйтесь | зареєструйтесь | авторизуйтесь | کد خبر | شناسه خبر | رمز الخبر | 特别声明
    免责声明 | 原标题 | 本文来源 | 文章来源 | text size | font size | schriftgröße | taille du texte
    tamaño de letra | размер шрифта | حجم الخط | اندازه فونت | 字号 | 文字サイズ | 글자 크기 | تخطى | پایان مطالب
    bekijk ook | kijk ook | archivado en | archivos relacionados | réutiliser ce contenu | story continues
    article continues | continue below | post continues | διαβαστε επισης | διαβαστε ακομα | δειτε επισης
    читайте ещё | теги: | тэги: | метки: | ключевые слова: | etiquetas: | schlagworte: | schlagwörter: | mots-clés :
    mots-clés: | parole chiave: | etiketler: | الكلمات المفتاحية | كلمات دلالية | برچسب‌ها | برچسب ها | 关键词
    文章关键词 | タグ: | キーワード: | 키워드: | 태그: | תגיות: | paid content | paid post | in partnership with
    subscribe | sign up | sign in | log in | register | get our | get the latest | get unlimited | join our
    follow us | follow @ | like us | download our | download the | click here | share this | support our
    support independent | become a member | donate | we use cookies | this site uses | this website uses
    by continuing | by clicking | all rights reserved | copyright | advertisement | sponsored | read more
    read also | also read | read next | see also | watch: | related: | more: | recommended: | most read | trending:
    listen to | you may also | enter your email | comments are | © | (c) | skip to | want more | want to read
    start your | already a | unlock | enjoying this | this article is for | thank you for | have a story | got a tip
    send us | contact us | report an | published by | last updated | posted in | filed under | tags: | topics:
    abonnez-vous | inscrivez-vous | lire aussi | à lire aussi | suivez-nous | déjà abonné | tous droits
    nous utilisons | abonnieren | jetzt abonnieren | melden sie sich | lesen sie auch | mehr zum thema | alle rechte
    wir verwenden | bereits abonnent | suscríbete | suscríbase | lea también | lee también | síguenos
    todos los derechos | utilizamos | iscriviti | abbonati | leggi anche | seguici | tutti i diritti | assine
    inscreva-se | leia também | leia mais | siga | todos os direitos | abonneer | lees ook | meld je aan
    alle rechten | prenumerera | läs också | läs mer | les også | læs også | tilaa | lue myös | subskrybuj
    zapisz się | czytaj także | czytaj też | zobacz też | wszelkie prawa | předplaťte | čtěte také | abone ol
    bültenimize | ayrıca okuyun | tüm hakları | подпишитесь | подписывайтесь | читайте также | все права | читайте в
    подпишись | підписуйтесь | підпишіться | читайте також | اشترك | اشتركوا | تابعونا | تابعوا | اقرأ أيضا
    اقرأ أيضاً | إقرأ أيضا | جميع الحقوق | سجل | بیشتر بخوانید | همچنین بخوانید | عضو شوید | תירשמו | הירשמו
    קראו גם | קרא גם | כל הזכויות | berlangganan | baca juga | 订阅 | 關注 | 关注我们 | 版权 | 版權 | 相关
    延伸阅读 | 購読 | 関連 | 구독 | 무단전재 | 관련기사 | 延伸閱讀 | 相關新聞 | 相關報導 | 相關文章 | 看更多
    更多新聞 | 推薦閱讀 | 推荐阅读 | 相关阅读 | 相关新闻 | 更多阅读 | อ่านเพิ่มเติม | อ่านต่อ | อ่านข่าว
    ข่าวที่เกี่ยวข้อง | यह भी पढ़ें | ये भी पढ़ें | और पढ़ें | आरও | আরও পড়ুন | আরো পড়ুন | مزید پڑھیں
    یہ بھی پڑھیں | مطالب مرتبط | مطالب پیشنهادی | شاهد أيضا | شاهد أيضاً | شاهد ايضا | اقرأ المزيد | إقرأ المزيد
    مواضيع ذات صلة | أخبار ذات صلة | 더 보기 | 함께 보면 | 関連記事 | 続きを読む | あわせて読みたい | こちらも
    xem thêm | đọc thêm | tin liên quan | baca selengkapnya | lihat juga | simak juga | ayrıca bakınız
    ilgili haber | ilginizi çekebilir | haberin devamı | więcej na ten temat | przeczytaj też | přečtěte si
    více k tématu | čítajte aj | čítajte tiež | olvassa el | kapcsolódó | ezt is ajánljuk | citește și | citeşte şi
    citiți și | прочетете още | вижте още | още по темата | pročitajte | pročitaj još | прочитајте | читај још
    διαβάστε επίσης | διαβάστε ακόμα | δείτε επίσης | קראו עוד | עוד בנושא | veja também | saiba mais | veja mais
    te puede interesar | más información | mira también | ver también | lee más | puede interesarle | llegiu també
    potrebbe interessarti | approfondisci | à lire | lire également | voir aussi | sur le même sujet | mehr dazu
    siehe auch | auch interessant | weiterlesen | passend zum thema | zum thema | lees meer | se også | les mer
    läs vidare | katso myös | смотрите также | по теме | подробнее | материалы по теме | дивіться також | soma pia
    oxuyun | o'qing | our standards: | explore more | more on this | more from | don't miss | you might also
    zobacz także | zobacz więcej | czytaj więcej | polecamy | veja vídeos | vídeos: | assista | mais lidas | además
    más noticias | read the original | watch the | regardez | zum video | video: | im video | смотреть видео
    видео: | شاهد: | شاهد الفيديو | 【写真】 | 【動画】 | 写真ギャラリー | [사진] | 这里是 | 責任編輯 | 责任编辑
    编辑： | 編輯：
    """
"""They open a line that asks the reader for something or leads elsewhere."""

FILLERS: Final = """
    deel artikel | deel dit artikel | partager cet article | comparte este artículo | compartir artículo
    condividi articolo | bu haberi paylaşın | haberi paylaş | bagikan | поделиться новостью | شارك المقال
    این مطلب را به اشتراک بگذارید | email | e-mail | mail | pdf | facebook | twitter | x | whatsapp | telegram
    linkedin | pinterest | reddit | qr | imprimer | envoyer | enviar | más | bookmark | a a | a a a | 转发 | 收藏
    点赞 | paid content | paid post | partner content | brought to you by | app store | google play | the app store
    on this page | in this article | table of contents | contents | haberin devamı | devamı için tıklayın | фото
    видео | end of list | 纠错 | advertisement | advertisements | skip advertisement | skip ad | ad | ads
    sponsored | promoted | sponsor message | article continues after advertisement
    article continues below advertisement | article continues below | story continues below advertisement
    story continues below | story continues after advertisement | continue reading below
    continue reading the main story | advertisement - scroll to continue | skip past newsletter promotion
    after newsletter promotion | share full article | share this article | share this story | share
    listen to this article | listen to article | print | print this page | copy link | link copied | save for later
    save | gift this article | comments | leave a comment | reply | back to top | read in app | open in app
    download the app | image source | view comments | show comments | follow | following | subscribe | subscribe now
    sign up | anzeige | werbung | artikel drucken | artikel teilen | teilen | drucken | merken | zur startseite
    publicidad | compartir | guardar | imprimir | publicité | partager | partager l'article
    la suite après cette publicité | suite de l'article après la publicité | pubblicità | annuncio | condividi
    stampa | publicidade | continua após a publicidade | continua depois da publicidade | compartilhar | compartilhe
    advertentie | delen | annons | dela | annonse | annonce | mainos | jaa | reklama | udostępnij | reklam | paylaş
    hirdetés | publicitate | διαφήμιση | реклама | поделиться | распечатать | поділитися | إعلان | إعلانات | مشاركة
    شارك | طباعة | تبلیغات | آگهی | اشتراک گذاری | انتهای پیام | פרסומת | שתפו | שיתוף | iklan
    advertisement scroll to resume content | quảng cáo | chia sẻ | 广告 | 廣告 | 分享 | 打印 | 広告 | シェア | 印刷
    광고 | 공유 | 공유하기 | 인쇄 | विज्ञापन | शेयर करें | โฆษณา | แชร์ | listen | listen now | play audio | audio
    0:00 | anhören | artikel anhören | écouter | écouter l'article | escuchar | ascolta | ouvir | слушать | استمع
    استماع
    """
"""Lines that are nothing else: what stands between the paragraphs of a story."""

ASKING: Final = """
    notifications from | browser preferences | inhalte von drittanbietern | eingebettete inhalte
    widerrufliche einwilligung | externe inhalte | externer inhalt | hosted by a third party | to view this content
    you need to accept cookies | contenu bloqué | pour afficher ce contenu | para ver este contenido
    per visualizzare questo contenuto | om deze inhoud te | aby zobaczyć tę treść | in ihrem postfach
    in ihr postfach | apoie o jornalismo | apoya el periodismo | soutenez le journalisme | sostieni il giornalismo
    unterstützen sie unabhängigen | download de app | 一覧を見る | 뉴스레터 구독 | 구독하기 | 받아보세요
    follow ap’s | follow ap's | ישר למייל | direkt in ihr postfach | directement dans votre boîte
    directo a tu correo | direttamente nella tua | direto no seu e-mail | прямо на почту | إلى بريدك
    rechtstreeks in je | straight to your email | 责任编辑 | 責任編輯 | send your pictures | send us your
    send your photos | send your videos | have you been affected by | нашли опечатку | выделите текст и нажмите
    нашли ошибку | заметили ошибку | знайшли помилку | помітили помилку | einen fehler gefunden
    haben sie einen fehler | ¿has visto un error | hai notato un errore | un error en el texto | signaler une erreur
    spotted an error | spotted a mistake | правил коментування | правила комментирования | станьте членом нашого
    станьте частиною | підтримайте нас | поддержите нас | help us keep reporting | support independent journalism
    support our journalism | fund our journalism | keep our journalism | für den newsletter | unseren newsletter
    hören sie auch unseren podcast | in unserem podcast | in der neuen folge | 海量资讯 | 下载客户端 | 尽在
    reader-supported publication | consider becoming a paid | consider becoming a subscriber
    consider becoming a free | becoming a free or paid subscriber | becoming a paid subscriber
    feel free to share it | to receive new posts | thanks for reading! | sign up for our | sign up here for our
    sign up to our | get it in your inbox | delivered to your inbox | straight to your inbox | follow us on
    follow our | find us on facebook | join our whatsapp | join our telegram | our whatsapp channel
    our telegram channel | on our telegram | unserem whatsapp | unseren whatsapp | unserem telegram
    nuestro canal de | notre chaîne whatsapp | notre canal | nostro canale | nosso canal | наш телеграм
    наш telegram | в нашем телеграм | в нашем telegram | подписывайтесь на | подпишитесь на | читайте нас в
    следите за нашими | підписуйтесь на | читайте нас у | следите за новостями в | auf google news folgen
    síguenos en | suivez-nous sur | seguici su | siga-nos | suscríbete a nuestr | únete a nuestro
    inscrivez-vous à notre | abonnez-vous à notre | iscriviti alla nostra | iscriviti alla newsletter
    iscriviti al nostro | inscreva-se no canal | siga o canal | receba as notícias | abonnieren sie unseren
    melden sie sich für unseren newsletter | folgen sie uns | jetzt die app | download our app
    télécharger l'application | meld je aan voor onze | volg ons op | simak breaking news | pilih saluran andalanmu
    ikuti kami di | dapatkan update berita | gabung di channel | bizi takip edin | kanalımıza abone
    haber bültenimize | تابعنا على | تابعونا على | تابعوا قناتنا | اشترك في قناة | انضم إلى قناتنا
    للاشتراك في قناة | عضویت در کانال | کانال تلگرام ما | ما را در تلگرام | עקבו אחרינו | הצטרפו לערוץ | 关注我们的
    关注公众号 | 扫码关注 | 扫描二维码 | 네이버에서 구독 | 채널 구독 | アプリをダウンロード | メールマガジンの登録
    हमारे व्हाट्सएप | theo dõi chúng tôi | tham gia kênh | line 好友 | line好友 | ทาง line | ติดตามข่าวสาร
    sign up here | this audio was generated | this audio is generated | audio generated by
    this article was read by | dieser text wurde maschinell vorgelesen | narrado por inteligencia
    sigue toda la información | obserwuj nas | dziękujemy, że przeczytał | bądź na bieżąco | sledujte nás
    kövessen minket | urmărește-ne | urmăriţi-ne | urmăriți-ne | пратете ни | последвайте ни | ακολουθήστε
    zapratite nas | prati nas na | seuraa meitä | følg oss | følg os på | följ oss | sigue nuestro | siga nuestr
    read more on our app | get the app | scan the qr | à retrouver sur notre application
    """
"""A short line that holds one of these asks the reader for something, wherever it stands."""

MAIL_OPENS: Final = """
    having trouble reading | trouble reading this | can't see this email | can’t see this email
    problems viewing this | probleme mit der darstellung | problèmes d'affichage | si no puede ver
    se non visualizzi | view this email in | view this e-mail in | view in browser | view this in your browser
    view as web page | view as a web page | having trouble viewing | trouble viewing this | email not displaying
    open in browser | im browser ansehen | im browser öffnen | voir dans le navigateur | voir la version en ligne
    ver en el navegador | ver en línea | visualizza nel browser | ver no navegador | bekijk in browser
    открыть в браузере
    """
"""They open a letter sent by mail."""

MAIL_ENDS: Final = """
    you are receiving this | you're receiving this | you’re receiving this | you received this
    this email was sent to | this e-mail was sent to | this message was sent to | unsubscribe | to unsubscribe
    manage your preferences | manage preferences | update your preferences | email preferences
    want to change how you receive | our mailing address | no longer want to receive | if you no longer wish
    you can unsubscribe | click here to unsubscribe | copyright © | copyright (c) | vous recevez ce | se désabonner
    se désinscrire | pour vous désabonner | sie erhalten diese | newsletter abbestellen | abbestellen | recibes este
    recibe este correo | darse de baja | cancelar suscripción | ricevi questa | hai ricevuto questa | cancellati
    disiscriviti | você está recebendo | cancelar inscrição | je ontvangt deze | u ontvangt deze | uitschrijven
    du får detta | avregistrera | otrzymujesz tę | wypisz się | bu e-postayı | abonelikten çık | вы получили это
    отписаться | ви отримали цей | відписатися | لقد تلقيت هذه | إلغاء الاشتراك | לביטול ההרשמה | 退订 | 取消订阅
    配信停止 | 수신거부
    """
"""They open the end of a letter sent by mail: who gets it and why, the sender's address, how to get out."""

CONTACTS: Final = """
    media contact | media contacts | press contact | press contacts | contact for media | contact | contacts
    contact us | contact information | contact details | for media inquiries | for media enquiries | media inquiries
    media enquiries | press inquiries | press enquiries | for further information | for more information
    further information | press office | media relations | contact presse | contacts presse | pressekontakt
    kontakt für medien | rückfragehinweis | kontakt | contacto de prensa | contacto para medios | contacto
    contatti | contatti stampa | ufficio stampa | contato | assessoria de imprensa | perscontact | presskontakt
    kontakt dla mediów | basın iletişim | контакты | контакты для сми | пресс-служба | контакти | للتواصل
    للاستفسارات | تماس با ما | 联系方式 | 联系人 | お問い合わせ | お問い合わせ先 | 문의
    """
"""A heading of one of these opens whom to ask, below a statement."""

AUTHORS: Final = """
    about me | about us | sobre mí | acerca de mí | über mich | über uns | à propos de moi | qui sommes-nous
    chi sono | sobre mim | over mij | om mig | o mnie | hakkımda | обо мне | о нас | про мене | من أنا | من نحن
    درباره من | درباره ما | この記事を書いた人 | 作者介绍 | 기자 프로필 | autor:in | zum autor | zur autorin
    de la autora | del autor | written by | about the author | about the authors | about the writer
    about our reporter | story by | über den autor | über die autorin | zur person | à propos de l'auteur
    à propos de l’auteur | sobre el autor | sobre la autora | sull'autore | l'autore | sobre o autor
    over de auteur | om författaren | om forfatteren | kirjoittaja | o autorze | o autorovi | despre autor
    yazar hakkında | об авторе | про автора | за автора | عن الكاتب | نبذة عن الكاتب | درباره نویسنده | על הכותב
    על הכותבת | tentang penulis | 作者简介 | 作者簡介 | 筆者紹介 | 著者プロフィール | 기자 소개
    """
"""They open the heading of who wrote it, below an article."""

COMMENT_HEADS: Final = """
    yorum yazın | yorumunuzu yazın | readers’ comments | mostrar comentarios | ver comentarios
    voir les commentaires | comments | user comments | readers' comments | reader comments | leave a comment
    leave a reply | add a comment | add new comment | post a comment | write a comment | join the conversation
    join the discussion | discussion about this post | what readers say | your comments | have your say | your views
    kommentare | kommentar schreiben | leserkommentare | ihre meinung | diskutieren sie mit | commentaires
    vos réactions | laisser un commentaire | comentarios | comentario | deja un comentario | deja tu comentario
    commenti | lascia un commento | comentários | deixe um comentário | deixe seu comentário | reacties
    plaats een reactie | kommentarer | kommentera | skriv en kommentar | kommentit | komentarze | dodaj komentarz
    komentáře | komentáre | hozzászólások | comentarii | lasă un comentariu | yorumlar | yorum yaz | yorum yap
    комментарии | комментарий | добавить комментарий | оставить комментарий | обсудить | коментарі
    залишити коментар | коментари | напиши коментар | komentari | ostavi komentar | σχόλια | τα σχόλιά σας
    التعليقات | تعليقات | اترك تعليقا | اترك تعليقاً | أضف تعليق | أضف تعليقا | شارك برأيك | نظر شما | دیدگاه‌ها
    دیدگاه | نظرات کاربران | ارسال نظر | תגובות | תגובות לכתבה | הוסף תגובה | הוספת תגובה | टिप्पणियाँ | टिप्पणी
    कमेंट | bình luận | 评论 | 網友評論 | 网友评论 | 留言 | 発表评论 | コメント | みんなのコメント | 댓글
    ความคิดเห็น | تبصرے
    """
"""Headings of what readers say."""

OTHER_HEADS: Final = """
    la rédaction vous conseille | la rédaction vous recommande | die redaktion empfiehlt | unsere empfehlungen
    la redacción recomienda | nuestra selección | вас також можуть зацікавити | вас також можуть зацікавити новини
    вам может быть интересно | вам будет интересно | haberle ilgili daha fazlası | 大家都在看 | 平台声明 | argomenti
    ler mais | قصص مقترحة | قصص مقترحة نهاية | مطالب پیشنهادی | پایان مطالب پیشنهادی | アクセスランキング | 热点推荐
    为您推荐 | bekijk ook | meer nieuws uit | más información | approfondimenti | approfondimento | ilgili haber
    son dakika | jetzt lesen | top news | archivado en | the latest news | breaking news | in case you missed it
    icymi | from the archive | more from us | keep reading | what to read next | read next | up next | next up
    in other news | other news | more news | latest news | latest | the latest | top stories | trending
    trending now | most read | most popular | most viewed | editor's picks | editors' picks | editor’s picks
    related stories | related articles | related posts | related | related news | related content | related coverage
    see also | recommended | recommended for you | recommended reading | you may be interested in
    you might be interested in | you might like | you might like instead | you may like | you might also like
    you may also like | you might have missed | from around the web | around the web | more like this | more stories
    more posts | more articles | recent posts | more from this section | further reading | more live coverage
    popular | popular now | also | also on this site | elsewhere on this site | what to know | in this article
    contents | table of contents | jump to | weitere artikel | weitere nachrichten | weitere meldungen
    das könnte sie auch interessieren | das könnte sie interessieren | das könnte dich auch interessieren
    auch interessant | mehr zum thema | verwandte artikel | verwandte nachrichten | ähnliche artikel | meistgelesen
    empfohlen | empfehlungen | lesen sie auch | neueste artikel | inhalt | à lire aussi | lire aussi
    à lire également | à voir aussi | sur le même sujet | dans la même rubrique | articles similaires
    vous aimerez aussi | les plus lus | derniers articles | à la une | te puede interesar
    también te puede interesar | le puede interesar | noticias relacionadas | artículos relacionados | relacionadas
    lo más leído | más leídas | más noticias | últimas noticias | te recomendamos | potrebbe interessarti
    potrebbero interessarti | leggi anche | articoli correlati | ultime notizie | i più letti
    dello stesso argomento | veja também | leia também | leia mais | saiba mais | notícias relacionadas | mais lidas
    mais notícias | lees ook | lees verder | gerelateerd | meer nieuws | meest gelezen | läs också | läs mer
    relaterat | mer om | les også | mest lest | læs også | lue myös | lue lisää | luetuimmat | czytaj też
    czytaj także | zobacz też | zobacz także | zobacz wideo | polecane | najczęściej czytane | powiązane
    přečtěte si také | čtěte také | související | mohlo by vás zajímat | čítajte aj | súvisiace | olvassa el ezt is
    kapcsolódó cikkek | ajánlott cikkek | citește și | articole similare | ilgili haberler | benzer haberler
    ilginizi çekebilir | diğer haberler | son haberler | en çok okunanlar | öne çıkanlar | читайте также
    читайте по теме | похожие новости | другие новости | материалы по теме | по теме | ещё по теме | еще по теме
    главное | самое читаемое | последние новости | новости по теме | рекомендуем | популярное | смотрите также
    читайте також | читайте ще | головне | новини за темою | останні новини | більше за темою | схожі новини
    още по темата | прочетете още | pročitajte još | pročitajte i | povezane vesti | povezane vijesti | najčitanije
    διαβάστε επίσης | διαβάστε ακόμα | διαβαστε επισης | διαβαστε ακομα | δείτε επίσης | σχετικά άρθρα | περισσότερα
    اقرأ أيضا | اقرأ أيضاً | اقرأ ايضا | شاهد أيضا | موضوعات متعلقة | مواضيع ذات صلة | أخبار ذات صلة | مواضيع متعلقة
    مقالات ذات صلة | الأكثر قراءة | قد يعجبك أيضا | قد يهمك أيضا | قد يهمك | آخر الأخبار | بیشتر بخوانید
    اخبار مرتبط | مطالب مرتبط | خبرهای مرتبط | پربازدیدترین‌ها | پیشنهاد ما | קראו גם | כתבות נוספות
    כתבות נוספות בנושא | עוד בנושא | אולי יעניין אותך | הכי נקראות | यह भी पढ़ें | ये भी पढ़ें | संबंधित खबरें
    खबरें और भी हैं | बड़ी खबरें | baca juga | berita terkait | artikel terkait | lihat juga | berita terpopuler
    tin liên quan | xem thêm | đọc thêm | có thể bạn quan tâm | tin cùng chuyên mục | 相关新闻 | 相关阅读 | 相关推荐
    推荐阅读 | 延伸阅读 | 热门推荐 | 热点新闻 | 更多新闻 | 相關新聞 | 延伸閱讀 | 推薦閱讀 | 深度观察 | 猜你喜欢
    関連記事 | 関連ニュース | あわせて読みたい | おすすめ記事 | 人気記事 | ランキング | 最新記事 | 관련기사
    관련 기사 | 관련 뉴스 | 많이 본 뉴스 | 인기 기사 | 추천 기사 | 함께 보면 좋은 기사 | ข่าวที่เกี่ยวข้อง
    متعلقہ خبریں
    """
"""Headings of links to other stories, or within this one."""

TALK_HEADS: Final = """
    discussion | the discussion | conversation | replies | responses | diskussion | réactions | keskustelu | diskuze
    diskusia | обсуждение | ý kiến | 의견 | نظرات | comment | komentar
    """
"""The same, in words that may head a part of a story too."""
