"""How a newsroom names who said something, and a site what its visitor came for; cells parted by bars."""

from __future__ import annotations

from typing import Final

SAYINGS: Final = """
    said | says | told | tells | spokesman | spokeswoman | spokesperson | reported | announced | wrote | sagte
    sagten
    teilte | teilten | mitteilte | mitteilten | hieß es | zufolge | berichtet | berichtete | a déclaré | a dit
    a annoncé | a indiqué | selon le | selon la | selon les | ont indiqué | dijo | dijeron | según | anunció
    informó
    ha detto | hanno detto | secondo il | secondo la | ha annunciato | disse | disseram | segundo o | segundo a
    afirmou
    zei | zeiden | meldde | volgens | sade | enligt | sagde | ifølge | sa at | kertoi | mukaan | powiedział
    powiedziała
    poinformował | poinformowała | podał | podała | według | řekl | řekla | uvedl | uvedla | podle | povedal
    uviedol
    mondta | közölte | szerint | a spus | a declarat | a anunțat | söyledi | açıkladı | bildirdi | belirtti
    сообщил
    сообщила | сообщили | сообщает | заявил | заявила | рассказал | рассказала | по словам | пишут | пишет
    передает
    передаёт | повідомив | повідомила | повідомили | заявив | за словами | пише | каза | съобщи | заяви | rekao
    rekla
    kazao | izjavio | saopštio | είπε | ανέφερε | δήλωσε | σύμφωνα με | قال | وقال | قالت | وقالت | أعلن | أعلنت
    وأعلنت
    بحسب | صرح | ذكرت | گفت | گفته | به گزارش | اعلام کرد | אמר | אמרה | הודיע | הודיעה | נמסר | דווח | कहा | बताया
    के अनुसार | kata | mengatakan | menurut | ujar | cho biết | cho hay | theo ông | theo bà | 表示 | 报道称
    据报道
    宣布 | 指出 | によると | によれば | 述べた | 明らかにした | 発表した | 밝혔다 | 말했다 | 전했다 | 따르면
    กล่าวว่า | เปิดเผย | বলেছেন
    জানিয়েছেন | کہا
    """
"""Words by which newsrooms tell who said something: a site does not speak of itself so."""

SEEKING: Final = """
    تلاش | ڈھونڈ | உங்கள் | มองหา | ต้องการ
    looking for | looked for | you requested | you wanted | you want | you clicked | you followed | recherchez
    cherchez | avez demandé | demandée | demandé | buscas | busca | buscando | solicitado | solicitada | cercando
    cerchi
    cercavi | richiesta | richiesto | procura | procurava | solicitou | suchen | gesuchte | angeforderte | zoekt
    gezochte
    söker | leter | leder | søger | etsimä- | hakema- | szukasz | szukana | żądana | hledáte | hľadáte | keresett
    căutați
    cauți | tražite | iščete | търсите | ищете | искали | запрошен- | запрашива- | шукаєте | запитан- | ψάχνετε
    αναζητάτε
    ζητήσατε | aradığınız | تبحث | طلبت | دنبال | درخواست | חיפשת | ביקשת | खोज रहे | खोज | ढूंढ | お探し | ご指定
    찾으
    요청하신 | tìm | yêu cầu | cari | diminta | kërkoni | meklē- | ieško- | otsi- | খুঁজছেন | தேடும் | వెతుకు-
    ಹುಡುಕು- | തിരയു-
    શોધ | शोधत | unaoutafuta | hinahanap | axtardığınız | іздеген | qidirayotgan | փնտրում | ეძებთ | 您访问
    您查找 | 您要
    """
"""How a site names what somebody came for."""
