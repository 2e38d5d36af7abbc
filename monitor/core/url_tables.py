"""What is known about the web's addresses, as data for `monitor.core.urls`: no rules here."""

from __future__ import annotations

import re
from typing import Final

MAX_LENGTH: Final = 8_192
"""Longer addresses are refused; browsers and servers stop at about this length too."""

DEFAULT_PORTS: Final = {"http": 80, "https": 443}

MOBILE_LABELS: Final = frozenset({"m", "amp", "mobile", "touch"})
"""Host labels left of the registrable domain that mark another form of the same page."""

INDEX_FILES: Final = re.compile(r"(?:index\.(?:html?|php\d?|aspx?|jsp|shtml)|default\.(?:html?|aspx?))", re.IGNORECASE)

TRACKING_PREFIXES: Final = (
    *("utm_", "utm-", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "_hs", "oly_", "vero_", "wt_", "wt."),
    *("guce_", "amp_", "__tw", "mc_", "_bta_", "rb_click", "s_cid", "yptr"),
)

TRACKING_NAMES: Final = frozenset(
    {
        *("fbclid", "gclid", "dclid", "gclsrc", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid"),
        *("igshid", "igsh", "li_fat_id", "mkt_tok", "epik", "wickedid", "zanpid", "_openstat", "_ga", "_gl"),
        *("fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "action_object_map", "action_type_map"),
        *("cm_mmc", "cm_ven", "cm_cat", "cm_pla", "cm_ite", "guccounter", "ref_src", "ref_url", "usqp", "ved", "usg"),
        *("phpsessid", "jsessionid", "aspsessionid", "amp", "_amp", "isamp", "noamp", "__twitter_impression", "wprov"),
    }
)
"""Query parameters (lower case) that never choose the page."""

DOUBTFUL_PREFIXES: Final = ("at_", "ns_", "itm_", "dm_", "sc_", "trk_", "soc_")

DOUBTFUL_NAMES: Final = frozenset(
    {
        *("ref", "referrer", "referer", "rss", "cmp", "cmpid", "shared", "sharetype", "share_id", "sr_share"),
        *("xtor", "xtref", "ocid", "ncid", "icid", "nsrc", "mbid", "ftag", "ito", "smid", "smtyp", "spm"),
        *("emc", "srnd", "sref", "maca", "traffic_source", "feedtype", "feedname", "smartlink", "newsletter_id"),
    }
)
"""Query parameters (lower case) that hardly ever choose the page: only evidence from a feed's entries tells."""

MAY_DOUBT: Final = re.compile(
    rf"[%\s]|[?&;](?:{'|'.join(sorted({*DOUBTFUL_NAMES, *DOUBTFUL_PREFIXES}))})", re.IGNORECASE
)
"""An address as it is written in which it is not found has no such parameter, however it is wrapped."""

CHOOSING_NAMES: Final = frozenset({"ref", "cmp", "rss", "shared"})
"""Those of `DOUBTFUL_NAMES` that choose the page where a script is asked with a number: `article.php?ref=1001`."""

SCRIPT: Final = re.compile(r".*\.(?:php\d?|aspx?|jsp|jspx|cgi|cfm|do|pl|dll)", re.IGNORECASE)
"""File name of a script: its parameters say what it shows."""

TRACKING_VALUED: Final = frozenset(
    {"source", "from", "via", "src", "partner", "origin", "medium", "campaign", "mod", "mode", "output", "outputtype"}
    | {"view", "feature", "share", "format", "sh", "platform", "app"}
)
"""Parameters that often choose the page; dropped only with a value of `TRACKING_VALUES`."""

TRACKING_VALUES: Final = frozenset(
    {"rss", "rss2", "atom", "feed", "feeds", "rssfeed", "rss_feed", "twitter", "facebook", "fb", "telegram", "amp"}
    | {"newsletter", "email", "mail", "whatsapp", "social", "share", "youtu.be", "emb_title", "linkedin", "flipboard"}
    | {"googlenews", "google_news", "applenews", "apple_news", "amphtml", "instagram", "tg", "reddit"}
)

REDIRECTORS: Final = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), re.compile(r"/url"), ("url", "q")),
    (re.compile(r"lm?\.facebook\.com"), re.compile(r"/l\.php"), ("u",)),
    (re.compile(r"(?:www\.)?bing\.com"), re.compile(r"/news/apiclick\.aspx"), ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com"), re.compile(r"/redirect"), ("q",)),
    (re.compile(r"out\.reddit\.com"), re.compile(r"/.*"), ("url",)),
    (re.compile(r"[a-z0-9]+\.safelinks\.protection\.outlook\.com"), re.compile(r"/.*"), ("url",)),
)
"""(host, path, parameters) of addresses that only carry another one."""

AMP_CACHES: Final = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), re.compile(r"/(?P<tls>s/)(?P<rest>[^/]+\.[^/]+(?:/.*)?)")),
    (re.compile(r"[a-z0-9-]+\.cdn\.ampproject\.org"), re.compile(r"/[a-z]/(?P<tls>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)")),
    (re.compile(r"[a-z0-9-]+\.bing-amp\.com"), re.compile(r"/[a-z]/(?P<tls>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)")),
)
"""(host, path without AMP marks) of copies that a search engine keeps; `rest` is the publisher's own host and path."""

GENERIC_SECOND_LEVEL: Final = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "govt", "ac", "edu", "mil"})
"""Under a two-letter country domain, these are suffixes: `example.co.uk`, `example.com.tr`, `example.gov.sy`."""

HOSTING_SUFFIXES: Final = frozenset(
    {"or.jp", "ne.jp", "go.jp", "or.kr", "go.kr", "go.th", "or.th", "me.uk", "org.uk", "in.ua", "kiev.ua", "k12.tr"}
    | {"blogspot.com", "wordpress.com", "substack.com", "github.io", "gitlab.io", "netlify.app", "vercel.app"}
    | {"web.app", "pages.dev", "tumblr.com", "livejournal.com", "typepad.com", "medium.com", "herokuapp.com"}
    | {"ghost.io", "beehiiv.com", "wixsite.com", "weebly.com", "blogfa.com", "blog.ir"}
)
"""Further suffixes under which every name is another owner's site."""

SECTION_WORDS: Final = frozenset(
    {"home", "news", "latest", "live", "alerts", "alert", "updates", "update", "breaking", "status", "feed", "feeds"}
    | {"rss", "blog", "bulletin", "bulletins", "incidents", "notices", "world", "politics", "all", "archive", "today"}
    | {"middle-east", "international", "sport", "sports", "business", "opinion", "section", "category", "start", "main"}
    | {"en", "ar", "fa", "ru", "he", "tr", "fr", "de", "es", "ku", "uk", "it", "pt", "zh", "ja", "english", "arabic"}
)
"""Path segments (lower case) that name a front or section page when nothing else is in the path."""

PAGE_WORDS: Final = SECTION_WORDS | frozenset(
    {"current", "now", "active", "warning", "warnings", "advisory", "advisories", "bulletin", "notice", "incident"}
    | {"outage", "outages", "ticker", "newsticker", "liveticker", "report", "reports", "overview", "list", "index"}
    | {"summary", "outlook", "forecast", "weather", "traffic", "navigation", "marine", "security", "travel", "changes"}
    | {"announcements", "announcement", "press", "releases", "messages", "history", "events", "page", "view", "show"}
    | {"aktuell", "aktuelles", "meldungen", "warnungen", "alertes", "alerte", "avis", "infos", "avisos", "alertas"}
    | {"noticias", "actualites", "novosti", "duyurular", "haberler", "akhbar", "avvisi", "notizie"}
)
"""Words (lower case) of addresses under which a site keeps showing whatever is the latest: warnings, status, news."""

SESSION_NAMES: Final = frozenset(
    {"sid", "session", "sessionid", "session_id", "sess", "token", "tok", "auth", "sig", "signature", "hash"}
    | {"t", "ts", "timestamp", "now", "expires", "rnd", "rand", "random", "r", "cb", "cache"}
    | {"nocache", "cachebuster", "_", "v", "ver", "nonce", "visitor", "visit", "click", "clickid", "zenid", "oscsid"}
)
"""Query parameters (lower case) whose values change from one answer to the next and choose nothing."""

PLACES_OF_EVERY_PAGE: Final = frozenset(
    {"comments", "comment", "respond", "reply", "top", "main", "content", "more", "read-more", "disqus_thread"}
    | {"article", "body", "start", "video", "gallery", "photos", "share", "rss", "feed"}
)
"""Fragments (lower case) that name a place which every page of a site has, and so no item of it."""

DOOR_WORDS: Final = frozenset(
    {"consent", "cookie", "cookies", "cookie-consent", "cookiewall"}
    | {"gdpr", "privacy-gate", "login", "log-in", "signin"}
    | {"signin", "sign-in", "signup", "sign-up", "register", "subscribe", "subscription", "paywall", "sso", "oauth"}
    | {
        "authorize",
        "account",
        "captcha",
        "challenge",
        "404",
        "error",
        "errors",
        "not-found",
        "notfound",
        "page-not-found",
    }
    | {"collectconsent", "privacy-wall", "unavailable", "geoblock", "notfound", "wp-login.php", "login.php", "404.html"}
)
"""Path segments (lower case) of pages that stand in front of, or instead of, the article."""

SECTION_LIKE_DOORS: Final = frozenset(
    {"account", "challenge", "captcha", "error", "errors", "register", "subscription", "subscribe", "unavailable"}
    | {"cookie", "cookies", "consent", "privacy-gate", "gdpr", "paywall", "404"}
)
"""Those of them that stand above articles, too: then the last segment tells."""

DOOR_HOSTS: Final = frozenset({"consent", "login", "accounts", "account", "auth", "sso", "signin", "myprivacy", "cmp"})
"""First host labels of such pages."""
