"""Languages whose contraries nobody has listed: a word put for another speaks, whoever says so."""

from __future__ import annotations

import pytest

from monitor.stories.statements import Told, differences

TURNED = [
    ("az", "Biləsuvar", "Biləsuvar keçid məntəqəsi yük maşınları üçün {}, polis bildirib.", "açıqdır", "bağlıdır"),
    ("bn", "বেনাপোল", "বেনাপোল স্থলবন্দর ট্রাকের জন্য {} আছে বলে পুলিশ জানিয়েছে।", "খোলা", "বন্ধ"),
    ("ckb", "ئیبراهیم خەلیل", "دەروازەی ئیبراهیم خەلیل بۆ بارهەڵگرەکان {}، پۆلیس وتی.", "کراوەیە", "داخراوە"),
    ("cs", "Chomutov", "Most u Chomutova {} otevřen pro nákladní vozy, uvedla policie.", "byl", "nebyl"),
    ("el", "Καστανιές", "Το πέρασμα στις Καστανιές είναι {} για φορτηγά, δήλωσε η αστυνομία.", "ανοιχτό", "κλειστό"),
    ("fi", "Vaalimaa", "Vaalimaan raja on {} kuorma-autoille, sanoi poliisi.", "auki", "kiinni"),
    ("hi", "अबू कमाल", "सीमा पुलिस ने कहा कि अबू कमाल की चौकी ट्रकों के लिए {} है।", "खुली", "बंद"),
    ("hy", "Բագրատաշեն", "Բագրատաշենի անցակետը {} է բեռնատարների համար, հայտնել է ոստիկանությունը։", "բաց", "փակ"),
    ("id", "Atambua", "Tiga orang {} dalam ledakan di Atambua, kata polisi setempat.", "terluka", "tewas"),
    ("it", "Ventimiglia", "Il valico di Ventimiglia è {} ai camion, ha detto la polizia.", "aperto", "chiuso"),
    ("it", "Ventimiglia", "Il valico di Ventimiglia {}è aperto ai camion, ha detto la polizia.", "", "non "),
    ("it", "Ventimiglia", "Nell'esplosione di Ventimiglia sono morte {} persone, ha detto la polizia.", "due", "tre"),
    ("cs", "Chomutov", "Při výbuchu u Chomutova zahynuly {} ženy, uvedla policie.", "dvě", "tři"),
    ("sv", "Haparanda", "Vid explosionen i Haparanda dog {} personer, säger polisen.", "två", "tre"),
    ("pl", "Chełm", "W wybuchu koło Chełma zginęło {} strażników, podała policja.", "dwóch", "trzech"),
    ("ja", "アブカマル", "国境警備隊によると、アブカマルの検問所で3人が{}した。", "負傷", "死亡"),
    ("ka", "ლარსი", "ლარსის საგუშაგო {} სატვირთოებისთვის, აცხადებს პოლიცია.", "გახსნილია", "დაკეტილია"),
    ("ko", "아부카말", "국경수비대는 아부카말 검문소가 트럭에 {} 밝혔다.", "개방되었다고", "폐쇄되었다고"),
    ("ku", "Qamişlo", "Deriyê sînor ê Qamişlo ji bo barhilgiran {} ye, rayedaran got.", "vekirî", "girtî"),
    ("nl", "Aalst", "De brug bij Aalst is {} voor verkeer, meldt de gemeente.", "open", "gesloten"),
    ("pl", "Chełm", "Przejście koło Chełma {}jest otwarte dla ciężarówek, podała straż.", "", "nie "),
    ("pt", "Elvas", "A fronteira de Elvas está {} a camiões, disse a polícia.", "aberta", "fechada"),
    ("sv", "Haparanda", "Gränsen vid Haparanda är {} för lastbilar, säger polisen.", "öppen", "stängd"),
    ("sw", "Namanga", "Mpaka wa Namanga {} kwa malori, polisi walisema jana.", "umefunguliwa", "umefungwa"),
    ("th", "แม่สอด", "ตำรวจแม่สอดกล่าวว่าด่าน{}ให้รถบรรทุกผ่าน", "อนุญาต", "ไม่อนุญาต"),
    ("uk", "Добропілля", "Міст у Добропіллі {} для вантажівок, повідомила рада.", "відкрито", "закрито"),
    ("uk", "Добропілля", "Міст у Добропіллі відкрили {}, повідомила міська рада.", "в понеділок", "у вівторок"),
    ("ur", "چمن", "سرحدی پولیس کے مطابق چمن بارڈر ٹرکوں کے لیے {} ہے۔", "کھلا", "بند"),
    ("vi", "Lao Bảo", "Cửa khẩu Lao Bảo {} cho xe tải, công an tỉnh nói.", "mở", "đóng"),
    ("zh", "阿布卡迈勒", "边防部门表示,阿布卡迈勒口岸已对卡车{}。", "开放", "关闭"),
    ("zh", "阿布卡迈勒", "边防部门表示,阿布卡迈勒口岸{}对卡车开放。", "已", "未"),
    ("zh", "阿布卡迈勒", "边防部门表示,袭击阿布卡迈勒的无人机造成{}人死亡。", "3", "13"),
    ("zh", "阿布卡迈勒", "边防部门表示,袭击阿布卡迈勒的无人机造成{}人死亡。", "三", "十三"),
    ("zh", "阿布卡迈勒", "边防部门表示,阿布卡迈勒口岸将于{}关闭。", "11月28日", "11月29日"),
]
SAME = [
    ("id", "Atambua", "Tiga orang terluka dalam ledakan di Atambua, {} polisi setempat.", "kata", "ujar"),
    ("it", "Ventimiglia", "Il valico di Ventimiglia è aperto ai camion, ha {} la polizia.", "detto", "affermato"),
    ("it", "Ventimiglia", "Il valico di Ventimiglia è {} ai camion, ha detto la polizia.", "aperto", "aperta"),
    ("nl", "Aalst", "De brug {} Aalst is open voor verkeer, meldt de gemeente.", "bij", "van"),
    ("pl", "Chełm", "Przejście koło Chełma jest otwarte dla ciężarówek, {} straż.", "podała", "poinformowała"),
    ("uk", "Добропілля", "Міст у Добропіллі відкрито для {}, повідомила рада.", "вантажівок", "вантажівки"),
    ("zh", "阿布卡迈勒", "边防部门表示,阿布卡迈勒口岸已对卡车开放{}", "。", "."),
]


def said(language: str, name: str, was: str, now: str) -> list[str]:
    """What another publisher's sentence says otherwise."""
    texts = [
        Told(text=text, language=language, publisher=by, address=f"https://{by}.example/", names=(name,), known=(name,))
        for by, text in (("a", was), ("b", now))
    ]
    return [one.what for one in differences(*texts) if one.speaks]


@pytest.mark.parametrize(("language", "name", "form", "was", "now"), TURNED)
def test_a_turned_state_speaks(language: str, name: str, form: str, was: str, now: str) -> None:
    assert said(language, name, form.format(was), form.format(now))
    assert said(language, name, form.format(now), form.format(was))
    assert not said(language, name, form.format(now), form.format(now))


@pytest.mark.parametrize(("language", "name", "form", "was", "now"), SAME)
def test_who_is_quoted_small_words_and_endings_do_not(language: str, name: str, form: str, was: str, now: str) -> None:
    assert said(language, name, form.format(was), form.format(now)) == []


@pytest.mark.parametrize(
    ("language", "name", "told", "more"),
    [
        (
            *("it", "Ventimiglia", "Il valico di Ventimiglia è aperto ai camion, ha detto la polizia di frontiera."),
            "Due agenti sono stati uccisi a Ventimiglia in una sparatoria al valico.",
        ),
        (
            *("uk", "Добропілля", "Міст у Добропіллі відкрито для вантажівок, повідомила міська рада."),
            "Двоє військових загинули в Добропіллі внаслідок обстрілу.",
        ),
        ("zh", "阿布卡迈勒", "边防部门表示,阿布卡迈勒口岸已对卡车开放。", "阿布卡迈勒口岸发生枪击,两名士兵死亡。"),
        (
            *("hi", "अबू कमाल", "सीमा पुलिस ने कहा कि अबू कमाल की चौकी ट्रकों के लिए खुली है।"),
            "अबू कमाल की चौकी पर गोलीबारी में दो सैनिक मारे गए।",
        ),
    ],
)
def test_what_a_copy_adds_on_something_watched_speaks(language: str, name: str, told: str, more: str) -> None:
    assert said(language, name, told, f"{told} {more}")
    assert said(language, name, f"{told}\n{more}", told) == []
