"""Names with the endings, particles and prefixes of languages without rules of their own, and words that are others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchResult, Strength

FOUND = """
pl | Jan Torvak | z Janem Torvakiem
pl | Nowy Sad | w Nowym Sadzie
sk | Torvská Bystrica | v Torvskej Bystrici
sk | Vysoké Torvy | na Vysokých Torvách
cs | Torvovy Vary | v Torvových Varech
pl | Anna Torvalska | dokumenty Anny Torvalskiej
pl | Torvińska Wola | w Torvińskiej Woli
pl | Torvalskie Góry | w Torvalskich Górach
cs | Eva Torvá | s Evou Torvou
hr | Ivo Torvac | s Ivom Torvcem
sr | Novi Sad | u Novom Sadu
ru | Ян Дробин | встреча с Яном Дробиным
ru | Ото Дробак | встреча с Отом Дробаком
ru | Ада Торвина | с Адой Торвиной
ru | Jan Drobin | встреча с Яном Дробиным
ru | Дор | рядом с Дором
uk | Ян Дробак | Янові Дробаку
sr | Иво Торвац | с Ивом Торвцем
kk | Ян Дробак | Янның Дробактың
fi | Ida Torvanki | kun Idan Torvangin
hu | Leo Torvan | ezt Leóval Torvannal
fi | Velkki | tänään Velkissä
fi | Torvanki | tänään Torvangissa
fi | Salti | tänään Sallessa
lt | Velmariai | buvo Velmariuose
uk | Кременчук | у Кременчуці
ml | തൃശൂർ | തൃശൂരിൽ ഇന്ന്
kn | ಮಂಗಳೂರು | ಮಂಗಳೂರಿಗೆ ಬಂದರು
csb | Velmar | w Velmarze bëło
qu | Drovna | Drovnapi hapirqanku
se | Velmar | Velmaris leat
lij | Drovna | inta Drovnaci
cv | Дровна | Дровнара икӗ ҫынна
sah | Дровна | Дровнаҕа икки киһи
ba | Дровна | Дровнала ике кеше
zu | Drovna | abantu eDrovna namhlanje
ga | Drovna | bhí siad i nDrovna inniu
mt | Drovna | irġiel f'Drovna llum
is | Drovna | menn í Drovnu
fo | Drovnavík | menn í Drovnavíkini
ro | Tornalul | lângă apele Tornalului
ckb | درۆڤنا | لە درۆڤناوە هات
mn | Дровна | Дровнагаас хоёр
bn | দ্রোভনা | রোববার দ্রোভনায় দুই
hr | Drobak | vlak za Drobak u Drobku
sr | Tornar | ulice Tornra
pl | Łęczna | W Łęcznej zamknięto
pl | Velmar | w Velmarze był
pl | Bejrut | w Bejrucie był
pl | Torvika | w Torvice był
pl | Karim Tamimi | z Karimem Tamimim rozmawiał
cs | Basra | v Basře bylo
ekk | Velmar | Velmarisse jõudis
azj | Velmar | Velmarda partlayış
sk | Velmar | vo Velmare bolo
hr | Torvika | u Torvici
sl | Velmar | v Velmarju je
hu | Velmar | a Velmarral volt
hu | Ungvár | Ungvárott robbanás
hu | Torvika | Torvikában volt
hu | Karim Tamimi | Karim Tamimivel beszélt
fi | Velmar | Räjähdys Velmarissa
fi | Velmar | lähti Velmariin
fi | Torvika | lähti Torvikaan
fi | Damaskos | Damaskoksessa tänään
fi | Espoo | muutti Espooseen
fi | Virtanen | Virtasen mukaan
et | Velmar | Velmarisse jõudis
lt | Velmaras | Velmare įvyko
lt | Vilnius | Vilniuje įvyko
lv | Velmara | Velmarā notika
ro | Velmar | Velmarului
sq | Torvika | në Torvikë
az | Velmar | Velmarda partlayış
uz | Velmar | Velmarning
ku | Qamişlo | li Qamişloyê
eu | Velmar | Velmarren
is | Velmar | í Velmari
id | Velmar | Velmarnya
uk | Кадмар | у Кадмарі
be | Кадмар | у Кадмары
uk | Бродівка | у Бродівці сталася
uk | Рига | у Ризі
uk | Волноваха | у Волновасі
uk | Балаклія | з Балаклією
uk | Тернопіль | у Тернополі
uk | Львів | у Львові
uk | Канів | з Канева
uk | Харків | під Харковом
uk | Кривий Ріг | у Кривому Розі
uk | Ольга Сорока | Ользі Сороці
uk | Суми | із Сум
be | Магілёўка | у Магілёўцы
pl | Praga | w Pradze
pl | Kijów | w Kijowie
pl | Kielce | z Kielc
pl | Marek Nowak | z Markiem Nowakiem
cs | Praha | v Praze
cs | Karel Pavel | s Karlem Pavlem
sk | Michalovce | v Michalovciach
hr | Vinkovci | u Vinkovcima
hr | Karlovac | u Karlovcu
sl | Koper | v Kopru
sr | Пожега | у Пожези
ru | Елец | из Ельца
ru | Орёл | из Орла
ru | Троицкое | в Троицком
ru | Ровеньки | из Ровенек
bg | Торвика | в Торвиката
kk | Кадмар | Кадмардың
ky | Кадмар | Кадмардын
mn | Кадмар | Кадмарын
sr | Кадмар | испред Кадмаром
el | Δαμασκός | της Δαμασκού
el | Γιώργος Τορβικάκης | του Γιώργου Τορβικάκη
hy | Քամալ | Քամալում գիշերը
hy | Քարիմ Թամիմի | Քարիմ Թամիմին
ka | კადმარი | კადმარისთვის
ka | ტორვიკა | ტორვიკაში
ckb | قادمار | لە قادماردا ڕوویدا
ckb | قادمار | لە قادمارەوە
fa | قدمار | در قدمار بود
ar | قدمار | وقدمار أيضا
ug | قادمار | قادمارنىڭ
mr | कदमार | कदमारमध्ये स्फोट
ne | कदमार | कदमारमा विस्फोट
bn | কাদমার | কাদমারের
ta | கத்மார் | கத்மாரில் குண்டு
te | కద్మార్ | కద్మార్లో పేలుడు
gu | કદમાર | કદમારમાં ધડાકો
am | ካድማር | ከካድማር ፍንዳታ
am | ካድማር | የካድማርን
ko | 아부카말 | 아부카말에서는 폭발이
ko | 아부카말 | 아부카말로 이동
ko | 유수프 하란디 | 유수프 하란디라고
ko | 하란디 | 하란디씨가
th | กัดมาร์ | ทหารเข้ายึดเมืองกัดมาร์แล้ว
th | ยูซุฟ ฮารันดี | นายยูซุฟ ฮารันดีกล่าวว่า
lo | ກາດມາ | ທີ່ເມືອງກາດມາເມື່ອຄືນນີ້
my | ကာဒ်မာ | မနေ့ကကာဒ်မာမြို့တွင်
km | កាដម៉ារ | ការផ្ទុះនៅក្រុងកាដម៉ារកាលពីយប់
"""
OTHERS = """
pl | Sad | tak Sade mówił
hr | Ivo Torvac | s Anom Torvcem
ru | Ян Дробин | встреча с Оном Дробиным
ru | Ян | рядом с Яном
ru | Эво Торвак | выставка Эва Торвак
ru | Evo Torvak | выставка Эва Торвак
ru | Ада | рядом с Адом
kk | Дор | Дорның
fi | Ali | tänään Alille
fi | Torvanki | Torvannissa oli
fi | Salti | Salmessa oli
en | Torvanki | in Torvangissa today
csb | Velma | Velmaland bëło
csb | Drovna | Drovnaskich bëło
csb | Karim | Karimowi bëło
cv | Дровна | Дровнаград хули
en | Drovna | in Drovnapi today
en | Drovna | the xxxxxDrovna app
pl | Velmar | Velmarczycy grali
pl | Hama | Hamas odrzucił
fi | Velmar | Velmarilaiset tulivat
fi | Karin | Karinan tie
et | Hama | Hamasi juht
uk | Рига | риза священика
uk | Мука | Хліб у муці
uk | Канів | Каневська вулиця
pl | Praga | Pragnienie
ru | Орёл | Орлан летит
ru | Елец | Елена сказала
cs | Praha | Prachatice
fi | Velmar | velmarissa oli
en | Velmar | the Velmaru shop
hy | Քամալ | Քամալյան
fa | آمل | او کامل بود
fa | علی | بخش فعلی شهر
fa | قدمار | وقدمار
prs | قدمار | وقدمار
arq | Drovna | rah Drovnapi lyoum
yue | Drovna | rah Drovnapi lyoum
deu | Drovna | in Drovnapi heute
ckb | قادمار | وقادمار
hi | कदमार | कदमारी
ko | 아부카말 | 아부카말를
ko | 하란 | 하란디가
ko | 아부카말 | 아부카말리스트가
th | กัดมา | เมืองกัดม่าแล้ว
"""


def rows(table: str, *, wanted: bool) -> list:
    return [(*line.split(" | "), wanted) for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("language", "name", "text", "wanted"), [*rows(FOUND, wanted=True), *rows(OTHERS, wanted=False)]
)
def test_an_ending_of_the_language_is_no_other_word(
    language: str, name: str, text: str, wanted: bool, ask: Callable[..., MatchResult]
) -> None:
    found = ask(text, name, language=language).hits
    assert any(hit.strength is Strength.STRONG for hit in found) is wanted
