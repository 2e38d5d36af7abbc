"""Reports as mail servers of several kinds write them, about a mail of ours; and letters that are no reports."""

from __future__ import annotations

import base64
from collections.abc import Callable

ALI = "ali@example.org"
BOUNCE = "bounces@monitor.example"
VERP = "bounces+ali=example.org@monitor.example"
OURS = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


def postfix(
    *,
    to: str = VERP,
    final: str = ALI,
    status: str = "5.1.1",
    action: str = "failed",
    original: str = "",
    about: str = OURS,
) -> bytes:
    """Three parts: words, fields, and the mail's headers or all of it."""
    named = f"Original-Recipient: rfc822;{original}\n" if original else ""
    return f"""Return-Path: <>
Delivered-To: {to}
Date: Sun, 22 Nov 2026 06:31:02 +0000 (UTC)
From: MAILER-DAEMON@relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4D2A81C0.1795415462/relay.example"
Message-Id: <20261122063102.4D2A81C0@relay.example>

This is a MIME-encapsulated message.

--4D2A81C0.1795415462/relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I am the mail system at host relay.example. Your message: {action}.

--4D2A81C0.1795415462/relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
X-Postfix-Sender: rfc822; {to}
Arrival-Date: Sun, 22 Nov 2026 06:30:58 +0000 (UTC)

Final-Recipient: rfc822; {final}
{named}Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 {status} <{final}>: Recipient address rejected:
    User unknown in virtual mailbox table

--4D2A81C0.1795415462/relay.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Monitor <monitor@monitor.example>
To: {ALI}
Message-ID: <{about}@monitor.example>
Subject: Border watch

The digest.

--4D2A81C0.1795415462/relay.example--
""".encode()


def exchange() -> bytes:
    """Words in HTML and another language, fields with a code of its own, headers alone."""
    words = base64.encodebytes("<p>Сообщение не доставлено: адрес не найден.</p>".encode()).decode()
    return f"""From: <postmaster@outlook.example>
To: <{BOUNCE}>
Date: Sun, 22 Nov 2026 06:31:02 +0000
Content-Type: multipart/report; report-type=delivery-status; boundary="bound-7"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: ru-RU
Message-ID: <f3b1@outlook.example>
In-Reply-To: <{OURS}@monitor.example>
References: <{OURS}@monitor.example>
Subject: =?utf-8?B?{base64.b64encode("Не удаётся доставить".encode()).decode()}?=
MIME-Version: 1.0

--bound-7
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

{words}
--bound-7
Content-Type: message/delivery-status

Reporting-MTA: dns;EX01.example.org
Received-From-MTA: dns;relay.example

Original-recipient: rfc822;ali@example.org
Final-recipient: rfc822;ali@example.org
Action: failed
Status: 5.1.10
Diagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup

--bound-7
Content-Type: text/rfc822-headers

From: Monitor <monitor@monitor.example>
Message-ID: <{OURS}@monitor.example>

--bound-7--
""".encode()


def gmail() -> bytes:
    """A related part around the words, fields with an answer of three lines, and a header that names the address."""
    return f"""Return-Path: <>
Delivered-To: {VERP}
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: {VERP}
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: <{OURS}@monitor.example>
In-Reply-To: <{OURS}@monitor.example>
X-Failed-Recipients: {ALI}
Message-ID: <6567a1.g@googlemail.example>
Content-Type: multipart/report; boundary="000000000000a1b2c3"; report-type=delivery-status

--000000000000a1b2c3
Content-Type: multipart/related; boundary="000000000000d4e5f6"

--000000000000d4e5f6
Content-Type: multipart/alternative; boundary="000000000000g7h8i9"

--000000000000g7h8i9
Content-Type: text/plain; charset="UTF-8"

** Address not found **

--000000000000g7h8i9--

--000000000000d4e5f6--
--000000000000a1b2c3
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Sun, 22 Nov 2026 06:30:58 -0800

Final-Recipient: rfc822; {ALI}
Action: failed
Status: 5.1.1
Remote-MTA: dns; aspmx.example. (192.0.2.1, the server for the domain example.org.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos.
 550 5.1.1 https://support.example/?p=NoSuchUser - gsmtp
Last-Attempt-Date: Sun, 22 Nov 2026 06:30:59 -0800

--000000000000a1b2c3
Content-Type: message/rfc822

Message-ID: <{OURS}@monitor.example>
To: {ALI}

--000000000000a1b2c3--
""".encode()


def qmail() -> bytes:
    """Words alone, in a form of its own, and the mail beneath a line."""
    return f"""Return-Path: <>
Delivered-To: {VERP}
Date: 22 Nov 2026 06:31:02 -0000
From: MAILER-DAEMON@old.example
To: {VERP}
Subject: failure notice

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{ALI}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <{VERP}>
From: Monitor <monitor@monitor.example>
Message-ID: <{OURS}@monitor.example>

The digest.
""".encode()


def exim() -> bytes:
    """Words alone, and a header with the address."""
    return f"""Return-path: <>
Envelope-to: {BOUNCE}
X-Failed-Recipients: {ALI}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@exim.example>
To: {BOUNCE}
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1abc@exim.example>

A message that you sent could not be delivered to all of its recipients.
The following address(es) failed:

  {ALI}
    host mx.example.org [192.0.2.7]: 550 5.1.1 No such user

------ This is a copy of the message, including all the headers. ------

Message-ID: <{OURS}@monitor.example>
""".encode()


def words_alone() -> bytes:
    """A server of another language, without anything for programs."""
    body = base64.encodebytes("تعذّر تسليم رسالتك.\nقال الخادم: 550 5.1.1 mailbox unavailable\n".encode()).decode()
    return f"""Return-Path: <>
X-Original-To: {VERP}
From: postmaster@mail.example
To: {VERP}
Subject: =?utf-8?B?{base64.b64encode("فشل التسليم".encode()).decode()}?=
Message-ID: <77@mail.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{body}
""".encode()


def international() -> bytes:
    """Fields in UTF-8 (RFC 6533), coded in base64 though nobody may."""
    fields = f"Reporting-MTA: dns; почта.example\n\nFinal-Recipient: utf-8; {ALI}\nAction: failed\nStatus: 5.1.1\n"
    return f"""From: MAILER-DAEMON@mail.example
To: {VERP}
Message-ID: <88@mail.example>
Content-Type: multipart/report; report-type=global-delivery-status; boundary=x

--x
Content-Type: message/global-delivery-status
Content-Transfer-Encoding: base64

{base64.encodebytes(fields.encode()).decode()}
--x
Content-Type: message/global-headers

Message-ID: <{OURS}@monitor.example>

--x--
""".encode()


SHAPES: dict[str, Callable[[], bytes]] = {
    "postfix": postfix,
    "exchange": exchange,
    "gmail": gmail,
    "qmail": qmail,
    "exim": exim,
    "words alone": words_alone,
    "international": international,
}

_PLAIN = "To: bounces@monitor.example\nMessage-ID: <1@x.example>\nContent-Type: text/plain\n\n"
OTHERS: dict[str, bytes] = {
    "a person": f"From: Mona <mona@example.org>\nSubject: 550\n{_PLAIN}550 5.1.1 <ali@example.org>:\nbad?\n".encode(),
    "on holiday": f"From: ali@example.org\nAuto-Submitted: auto-replied\n{_PLAIN}I am away until 5.1.2027.\n".encode(),
    "a daemon without a refusal": f"From: MAILER-DAEMON@x.example\n{_PLAIN}Your mailbox is 95 % full.\n".encode(),
    "a receipt": b"From: ali@example.org\nContent-Type: multipart/report; report-type=disposition-notification;"
    b" boundary=x\n\n--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ali@example.org\n"
    b"Disposition: manual-action/MDN-sent-manually; displayed\n\n--x--\n",
    "a complaint": b"From: fbl@x.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\n\n"
    b"--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: ali@example.org\n\n--x--\n",
    "a report that somebody forwards": b"From: mona@example.org\nContent-Type: multipart/mixed; boundary=y\n\n--y\n"
    b"Content-Type: message/rfc822\n\n" + postfix() + b"\n--y--\n",
    "nothing": b"",
    "no letter": bytes(range(256)) * 20,
    "headers without end": b"A: b\n" * 2_000,
}
