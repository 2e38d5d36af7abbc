"""The ideographs with which Chinese newsrooms write foreign names, by sound.

After the correspondences of Xinhua's tables for names from English, French, German, Spanish, Italian, Russian and
Arabic and the usage of Taiwan and Hong Kong, arranged here by the sound a sign stands for. Signs of simplified
writing; `_OTHERS` leads traditional ones to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_SIGNS = """
a 阿; e 埃; ai 艾 爱; i 伊 以; au/o 奥; o/ou 欧; u 乌; yu 尤; an 安; en 恩; in 因 英 茵; on 翁; ba 巴; be 贝 蓓
b2 伯; bi 比; bo 博 波; b5 布; bai 拜; bau 鲍; ban 班; ben/bin 本; bin 宾 彬; ban/bon 邦; b2R/b5Rg 堡; pa 帕
pe 佩; p2 珀; pi 皮; p5 普; pai 派; pau 保; pan 潘; pen 彭; pin 平; pon 庞; p5 蒲 朴; da 达 妲; d2 德
dai/de 代 戴 黛 岱; di 迪 狄; do 多; du 杜; dau 道; dan 丹; dan 当; den/dan 登; din 丁; don 东 栋; d2n/ton 敦
t2n/d2n 顿; den 邓; ta 塔 他; t2/te 特; ti 蒂 提 帝; to 托 陀; tu 图 土; tai/te 泰 太; tau 陶; tan 坦 檀
tan 唐 汤 棠; ten 滕; tin 廷 亭; ton 通 同; tie 铁; ga/ka 加 嘉; g2 格 葛; gai/ge 盖; gi/Ji 吉; go 戈; gu 古 谷
gau/go 高; gan 甘 干; gan 冈 刚; gen 根; gin/kin/Jin 金; gon 贡; gua 瓜; gui 圭; ka 卡 咖; k2 克; kai/ke 凯 恺
ki/Ji 基; ko/k2 科 柯 可; ku 库; kau 考 高; kan 坎 堪; kan 康; ken 肯; kon/kun 孔 昆; kua 夸; kui 奎; kuo 阔
wa/va 瓦; wei/vei 韦 卫; wi/vi 维 威 薇; wo/vo 沃; wu/vu 武 伍; f5/v5 夫 弗; wan/van 万; wan 旺; wen/ven 文
wen/win 温; wai 怀; wa/hwa 华; hui/wi 惠; wan 汪 王; fa 法; fei/fe 费; fi/fei 菲 斐; fo 福 佛 佛; fan 范 凡
fan 方; fen/fin 芬; fon 丰 冯; fu 富 傅 芙; za/Ja 扎 札; ca 察; ce/ze 泽; zi/ci 齐; zo/co 佐; zu/cu 祖
z5/c5 兹 茨 慈 子; zan 赞; zen 曾 增; zai 宰 载; zon 宗; con 聪; sa/sha 萨; se/sai 塞 赛; s5/s3 斯
si 西 锡 席 悉; so 索; su 苏; sai 赛; sau/Sau 绍; san 桑; sen/s2n 森; sin 辛; son 松 宋; sun 孙; s2n 逊; san 三
s3 思 司 丝; Sa 沙 莎; Se/sie 谢; Si/hi 希; S5/S3 什; S3 施 史 诗 士 石; So/Syau 肖; Su 舒; Sa/Sia 夏 霞
San 尚 珊 山; Sen 申 沈; Sin 欣 兴 新 莘; Syon 雄; Se 舍 雪 薛; Sui 瑞; Su 许 徐; Ja 贾; Je/Ji 杰
Ji/ti/Zi 季 济 集; Jo/Cau 乔; Jo/Jau 焦 娇; Z2/ro/Jo 若; Ju 朱 茹 裘; Jan/Jen 詹; Jan/Zan 让; Z2n/ren/Jin 任
Jin/tin/kin 京 晋 靖; Zon 容; Jun 准 君; yo/Jo 约; Z2/z2 热 日; Jen 珍 真; Juan 娟; Ca 查; Ce 切; Ci 奇 其 契 琪
Cu 丘 楚 邱; Cai 柴; Cen/kan 钱 潜; Can 昌 长; Cen 陈; Cin/kin 钦 秦 沁; Cen 成 程; Co 丘; C3 池 吉; Can 川 钱
Can 强; ha 哈; h2 赫 黑; ho 霍; hu 胡 侯 呼; hai 海; hau/ho 豪 浩; han 汉 汗 罕; han 杭; hen/han 亨; hin 兴
hon 洪 宏; hyu 休; ho 荷; h2 何 贺; hui 辉 惠; ma 马 玛 麻; mei/me 梅 美; m2 默; mi 米; mo 莫; m5 姆; mu 穆 慕
mai 迈 麦; mau/mo 毛; man 曼; man 芒; men 门; min 明 敏 闵; mon 蒙; myu 缪; m5 木; m2R 墨; mi 密; na 纳 娜 拿
nei/ne 内; ni 尼 妮; no 诺; nu 努; nai 奈; nau 瑙; nan 南 楠; nen 嫩 能; nin 宁; non 农; nyu 纽; nie/nye 涅 聂
no 挪; la 拉; lai/le 莱 来; li 利 里 莉 黎 丽 立 李; lo/ro 洛 罗; lu/ru 卢 鲁 路 露; l2 勒; lai/rai 赖; lau 劳
lan 兰 岚; lan 朗; len/lun 伦 仑; lin/rin 林 琳; lon/ron 隆 龙; lyu 柳 留 吕; rei/lei/re 雷 蕾; lye 列
lin 霖 陵; le 乐; R 尔 耳 儿; ya 亚 娅 雅; ye 耶 叶; yo 约; yu 于; yan 扬 延 彦; yan 杨 阳; yin 英; yon 永
you 尤 优; yi 易 义; ein 恩; li 历; da/d2R 大; san/santa/sent/sau 圣; nyu/sin 新; han 翰; lyan/len 廉 莲
an/on 昂; So 朔; len/lyan 连; tin 汀; i/yi 宜; po 坡 泊; go/g2 哥; Ca 恰; Ji/zi 治; jo/Jo 卓; so 梭; pon/fon 蓬
ga 迦; ba 拔 芭; mi 弥; yon 雍; au 敖; sun 顺 舜; sui 绥; mo 摩 磨 墨; cau 曹; ce 策; cen 岑; Jon/kyun 琼; pi 彼
d2/te 得; ko/g2 各; Je/te 捷; ti/di 帝 笛; Sen/San 盛; dan/tan 旦; mon 孟; wa/va 哇 娃; bai/b2/b5R 柏 伯
rou/ro 柔; kyu/Cu 丘; pan 盘; ton/tun 吞; lun/ron 荣 龙; ge/g2 革; fan 梵; hwan/wan 环; bin/pin 滨; kin/Cin 青
ken/gen 更; go 果; yu/u/hyu 雨; Ju/kyu/ku 居; nyu 牛; to 妥; se/s2 瑟 色; di/die 迭; mau/mu/mo 茂; b5/bu 卜
him/hin 欣; di 地; ke/k2 克; ca/sa 撒; Si 锡; hwa 花; kon 贡; ho/ha 合; yan 焉; lai 赉; ta 塌; ma 摩; no 瑙
yi/i 夷; le 勒; lu 禄; la 腊 辣; ki/Ci 奇; fei 霏; mi 蜜; da 答; di 第 底; ku 酷; lan/ran 澜; Ci 齐; Sun 逊
rui 睿; tun 屯; pi 匹; pa 葩; gan 赣; nen/non 侬; zau 藻; Jin 津; zan 臧; co 措; cai 蔡; can 灿 苍; Jan/Zan 占 章
Cin 琴; yau 尧; lo/ro 萝; lei/le 累; kai/ke 开; ce/cai 采; wo 渥; yan 仰; su 素; fo/f5 福
"""
_PAIRS = """
爾尔 羅罗 馬马 盧卢 魯鲁 維维 韋韦 衛卫 費费 蘭兰 嵐岚 倫伦 侖仑 納纳 諾诺 紐纽 內内 寧宁 農农 達达 圖图 湯汤
東东 頓顿 鄧邓 貝贝 賓宾 鮑鲍 龐庞 蓋盖 凱凯 愷恺 庫库 華华 萬万 溫温 範范 豐丰 馮冯 贊赞 澤泽 薩萨 蘇苏 賽赛
孫孙 遜逊 紹绍 謝谢 蕭肖 賈贾 傑杰 喬乔 約约 讓让 準准 錢钱 陳陈 欽钦 漢汉 瑪玛 邁迈 麥麦 門门 繆缪 賴赖 萊莱
來来 勞劳 龍龙 婭娅 亞亚 葉叶 揚扬 陽阳 誇夸 麗丽 奧奥 烏乌 歐欧 愛爱 聖圣 齊齐 茲兹 錫锡 濟济 紮扎 貢贡 岡冈
剛刚 聶聂 儂侬 當当 長长 慶庆 許许 輝辉 賀贺 閔闵 樂乐 貞贞 優优 義义 詩诗 絲丝 嬌娇 進进 強强 載载 貫贯 闊阔
鐵铁 頌颂 瓊琼 歷历
"""
"""Traditional, simplified."""
_OTHERS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _SIGNS.replace("\n", ";").split(";"):
        if row.strip():
            sounds, *signs = row.split()
            for sign in signs:
                known = found.get(sign, ())
                found[sign] = (*known, *(sound for sound in sounds.split("/") if sound not in known))
    return found


_BEFORE = "new=新 north=北 south=南 east=东 west=西 upper=上 alto=上 alta=上 lower=下 nizhny=下 great=大 grand=大"
_BEHIND = (
    "port=港 porto=港 puerto=港 city=城 city=市 ciudad=城 island=岛 isla=岛 lake=湖 lago=湖 river=河 rio=河 bay=湾 "
    "gulf=湾 bahia=湾 mount=山 mont=山 monte=山 cape=角 bridge=桥 fort=堡 hill=山 valley=谷 sea=海 beach=滩 town=镇 "
    "province=省 state=州 county=县 district=区 village=村 hafen=港"
)
KINDS_OF_PLACES = frozenset(cell[-1] for cell in (_BEFORE + " " + _BEHIND).split())
"""Ideographs that say in a foreign name what kind of place it is."""


def _by_word(cells: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for cell in cells.split():
        word, sign = cell.split("=")
        found[word] = (*found.get(word, ()), sign)
    return found


_SIGNS_BEFORE, _SIGNS_BEHIND = _by_word(_BEFORE), _by_word(_BEHIND)


def with_its_kind(words: Sequence[str]) -> Iterator[str]:
    """A place's folded Latin words as one, the one that says what it is as an ideograph: Port Harcourt, harcourt港."""
    for at in (0, len(words) - 1) if len(words) > 1 else ():
        rest = "".join((*words[:at], *words[at + 1 :]))
        yield from (sign + rest for sign in _SIGNS_BEFORE.get(words[at], ()))
        yield from (rest + sign for sign in _SIGNS_BEHIND.get(words[at], ()))


_SOUNDS = _table()
HAN = {sign: (*_SOUNDS.get(sign, ()), sign) for sign in KINDS_OF_PLACES} | {
    sign: (*ways, sign) if sign in KINDS_OF_PLACES else ways for sign, ways in _SOUNDS.items()
}
"""By ideograph the sounds it may stand for, the usual one first."""


def simplified(text: str) -> str:
    """Text with the traditional ideographs of names as simplified ones."""
    return text.translate(_OTHERS)


def is_sound_of_names(sign: str) -> bool:
    """Whether an ideograph stands for a sound in foreign names, and not for the kind of a place alone."""
    return HAN.get(simplified(sign), (sign,)) != (sign,)


def is_sign_of_names(sign: str) -> bool:
    """Whether foreign names are written with an ideograph."""
    return simplified(sign) in HAN
