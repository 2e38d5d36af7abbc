"""The words of what a newsroom writes of its own mistakes; cells parted by bars."""

from __future__ import annotations

from typing import Final

EARLIER: Final = r"""
    (?:earlier|previous|prior|original|first|initial|older)\s+version
    (?:früher|erst|vorherig|ursprünglich|älter)\w*\s+(?:version|fassung)
    version\s+(?:précédente|antérieure|initiale|originale) | (?:première|précédente)\s+version
    versión\s+(?:anterior|previa|inicial|original|precedente) | primera\s+versión
    (?:versão|texto)\s+(?:anterior|prévi[ao]|inicial|original) | primeira\s+versão
    versione\s+(?:precedente|iniziale|originale) | prima\s+versione
    (?:eerdere|vorige|oorspronkelijke|eerste)\s+versie
    (?:tidigare|första|tidligere|første|oprindelige|opprinnelige)\s+(?:version|versjon|utgave|udgave)
    (?:aiemmassa|aikaisemmassa|alkuperäisessä)\s+versiossa | (?:wcześniejsz|poprzedni|pierwotn|pierwsz)\w+\s+wersj
    (?:předchozí|původní|dřívější|první|predchádzajúc\w+|pôvodn\w+)\s+(?:verz|verzi) | korábbi\s+(?:változat|verzió)
    versiun\w+\s+(?:anterioar|inițial|precedent)\w+
    (?:предыдущ|первоначальн|ранн|перв|прежн)\w+\s+(?:верси|редакци)
    (?:попередн|перш|початков|ранiш)\w+\s+(?:версі|редакці) | (?:предишн|първоначалн)\w+\s+верси
    (?:prethodn|prvobitn|ranij)\w+\s+verzij | (?:önceki|ilk)\s+(?:versiyon|sürüm|hal)
    προηγούμενη\s+(?:έκδοση|εκδοχή) | αρχική\s+(?:έκδοση|εκδοχή) | (?:نسخة|صيغة)\s+(?:سابقة|أولى|أولية)
    نسخه\s+(?:قبلی|پیشین|اولیه) | גרסה\s+(?:קודמת|ראשונה) | (?:पिछले|पहले|मूल)\s+संस्करण
    versi\s+(?:sebelumnya|awal)
    phiên\s+bản\s+(?:trước|đầu) | 当初の記事 | 初出時 | 以前の記事 | (?:早前|此前|先前)(?:版本|报道|報道)
    (?:이전|당초)\s*(?:기사|버전)
    """
"""They name what was published before, as patterns."""

IN_EARLIER: Final = """
    vers | verz | wersj | fassung | texto | utgave | udgave | változat | верс | редакц | sürüm | önceki hal | ilk hal
    έκδοση | εκδοχή | نسخة | صيغة | نسخه | גרסה | संस्करण | bản | 記事 | 初出時 | 版本 | 报道 | 報道 | 기사 | 버전
    """
"""One of them is in whatever one of these meets."""

CHANGED: Final = r"""
    this\s+(?:article|story|post|report)\s+(?:has\s+been|was)\s+(?:corrected|amended|updated)
    (?:dieser|der)\s+(?:artikel|text|beitrag)\s+wurde\s+(?:nachträglich\s+)?(?:korrigiert|berichtigt|aktualisiert|geändert)
    (?:haben|wurde)\s+(?:den|der)\s+fehler\s+(?:korrigiert|berichtigt)
    cet\s+article\s+a\s+été\s+(?:corrigé|modifié|mis\s+à\s+jour)
    (?:este\s+artículo|esta\s+nota|esta\s+noticia)\s+(?:ha\s+sido|fue)\s+(?:corregid|modificad|actualizad)
    quest[oa']\s*(?:articolo|testo|notizia)\s+è\s+stat[oa]\s+(?:corrett|modificat|aggiornat)
    est[ea]\s+(?:artigo|texto|matéria|reportagem)\s+foi\s+(?:corrigid|atualizad|alterad)
    dit\s+artikel\s+is\s+(?:aangepast|gecorrigeerd)
    (?:artikeln|artiklen|artikkelen)\s+(?:har|er|är|ble|blev)\s+\w{0,5}\s?(?:rätta|korriger|rette|uppdatera|opdatere|oppdatere)
    (?:статья|текст|заметка|новость)\s+(?:была\s+|был\s+)?(?:исправлен|уточнен|уточнён)
    (?:artykuł|tekst)\s+został\s+(?:poprawion|skorygowan)
    """
"""They say that an article was changed, as patterns."""

IN_CHANGED: Final = """
    corr | korr | amended | pdat | berichtigt | aktualisiert | geändert | modifi | jour | ualiza | aggiornat
    alterad | aangepast | rätta | rette | исправлен | уточн | poprawion
    skorygowan
    """
"""One of them is in whatever one of these meets."""

ITSELF: Final = """
    this | article | story | report | text | artikel | beitrag | meldung | berichts | texte | dépêche | artículo
    texto
    nota | noticia | información | notícia | matéria | reportagem | artigo | articolo | testo | notizia | bericht
    tekst | artykuł | wiadomośc | článk | správ | cikk | articol | ştir | știr | haber | yazı | materiał
    материал | стать
    текст | новост | замет | матеріал | стат | новин | članak | članka | vesti | vijesti | άρθρο | κείμεν | مقال
    خبر | تقرير
    نص | مطلب | גרסה | כתבה | ידיעה | खबर | लेख | berita | bài | 記事 | 初出 | 文章 | 报道 | 報道 | 版本 | 기사
    jutun
    artikkelin
    """
"""What such a line calls the article that it stands in."""

CORRECTIONS: Final = """
    fe de errores | erramos | correzione: | rettifica: | oprava: | javítás | helyesbítés | corectare | precizare
    rektifikácia | поправк | исправак | ispravka | ispravak | düzeltme ve özür | errore corretto | correctif
    hinweis: in einer | nota del director | note to readers | แก้ไข | সংশোধন | تصحیح: | ਸੋਧ | திருத்தம்
    correction | corrections | clarification | editor's note | editor’s note | editors' note | erratum | corrected
    rectificatif | précision | note de la rédaction | corrigendum | korrektur | korrekturhinweis | berichtigung
    anmerkung der redaktion | anm. d. red. | richtigstellung | corrección | rectificación | nota de la redacción
    aclaración | fe de erratas | nota del editor | correzione | rettifica | errata corrige | nota della redazione
    correção | errata | nota da redação | correctie | rectificatie | rättelse | rettelse | korjaus | oikaisu
    sprostowanie | korekta | oprava | erată | düzeltme | editörün notu | koreksi | ralat | διόρθωση | διευκρίνιση
    исправление | уточнение | поправка | примечание редакции | від редакції | виправлення | уточнення | تصحيح
    تصويب | توضيح | تنويه | استدراك | اصلاحیه | تصحیح | توضیح | תיקון | הבהרה | 更正 | 更正啟事 | 訂正 | 정정
    바로잡습니다 | सुधार | đính chính
    """
"""They open a line that says what an earlier version had wrong."""
