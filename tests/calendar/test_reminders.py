"""Reminders: one letter, to those concerned, once; and a closed title in none."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.utils import timezone

from occasions import occasion
from proxeny.calendar import services
from proxeny.calendar.models import Digest, ReminderChoice
from proxeny.core.records import Mark

DAY = date(2026, 5, 6)  # a Wednesday


@pytest.fixture(autouse=True)
def post_office(settings, lan, minh, hoa):
    settings.PROXENY_HAS_MAIL = True
    settings.PROXENY_ADDRESS = "https://record.example"
    for person in (lan, minh, hoa):
        person.email = f"{person.username}@city.example"
        person.save()


def of(*people) -> frozenset[int]:
    return frozenset(person.pk for person in people)


def report(name: str, day: date = DAY, **known):
    return occasion(f"aid:{name}:report", day.isoformat(), sort="deadline", title=f"Report {name}", **known)


def run(*arguments: str) -> int:
    try:
        call_command("remind", "--on", DAY.isoformat(), *arguments)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def letters() -> dict[str, str]:
    return {letter.to[0].split("@")[0]: letter.body for letter in mail.outbox}


def test_each_is_told_in_one_letter_of_what_they_are_responsible_for(lan, minh, hoa, agenda_of):
    agenda_of(
        report("late", DAY - timedelta(days=3), responsible=of(lan)),
        report("due", DAY + timedelta(days=7), responsible=of(lan, minh)),
        report("far", DAY + timedelta(days=8), responsible=of(lan)),
        report("done", DAY, responsible=of(lan), is_done=True),
        report("nobody", DAY),
        occasion("agreements:x:expiry", str(DAY), sort="notice", title="The term", responsible=of(lan)),
    )
    assert run() == 0
    told = letters()

    assert set(told) == {"lan", "minh"}
    body = told["lan"]
    assert body.index("LATE") < body.index("Report late") < body.index("Report due") < body.index("The term")
    assert "3 days late" in body
    assert not any(f"Report {name}" in body for name in ("far", "done", "nobody"))
    assert "Report late" not in told["minh"]
    assert "https://record.example/calendar/reminders/" in body
    assert mail.outbox[0].subject == "Reminders: 1 late, 1 due, 1 coming"


def test_who_chose_everything_is_told_also_of_what_is_nobodys(minh, lan, agenda_of):
    ReminderChoice.objects.create(person=minh, scope="everything", lead_days=2)
    agenda_of(report("nobody"), report("lans", responsible=of(lan)), report("far", DAY + timedelta(days=3)))
    run()

    assert "Report nobody" in letters()["minh"]
    assert "nobody is responsible" in letters()["minh"]
    assert "Report lans" not in letters()["minh"]
    assert "Report far" not in letters()["minh"]


def test_the_same_letter_does_not_go_out_twice(lan, agenda_of):
    agenda_of(report("a", responsible=of(lan)))

    assert (run(), run()) == (0, 0)
    assert len(mail.outbox) == 1
    row = Digest.objects.get()
    assert row.sent_at is not None
    assert row.content == [{"key": "aid:a:report", "url": "/delegations/a/"}]


def test_a_letter_that_is_refused_holds_nobody_up_and_is_tried_again(lan, minh, hoa, agenda_of, monkeypatch, capfd):
    agenda_of(report("a", responsible=of(lan, minh, hoa)))
    send = EmailMultiAlternatives.send

    def refusing(letter, *arguments, **named):
        if letter.to == ["minh@city.example"]:
            raise smtplib.SMTPRecipientsRefused({"minh@city.example": (550, b"no such person")})
        return send(letter, *arguments, **named)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refusing)

    assert run() == 1
    assert set(letters()) == {"lan", "hoa"}
    complaint = capfd.readouterr().err.strip().splitlines()
    assert len(complaint) == 1
    assert complaint[0].startswith("minh: not sent to minh@city.example")
    assert "no such person" in complaint[0]

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    assert run() == 0
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "hoa@city.example",
        "lan@city.example",
        "minh@city.example",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_killed_in_the_middle_doubles_nothing_and_loses_nothing(lan, minh, hoa, agenda_of, monkeypatch):
    agenda_of(report("a", responsible=of(lan, minh, hoa)))
    send = EmailMultiAlternatives.send

    def dying(letter, *arguments, **named):
        if mail.outbox:
            raise KeyboardInterrupt
        return send(letter, *arguments, **named)

    monkeypatch.setattr(EmailMultiAlternatives, "send", dying)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert len(mail.outbox) == 1
    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    # the letter in hand when the run died waits until that run cannot be alive any more; the others go at once
    run()
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 2
    Digest.objects.filter(sent_at=None).update(begun_at=timezone.now() - timedelta(hours=1))
    run()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "hoa@city.example",
        "lan@city.example",
        "minh@city.example",
    ]
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 3


def test_a_weekly_letter_goes_out_once_a_week_and_never_means_never(lan, minh, agenda_of):
    services.choose_reminders({"rhythm": "weekly"}, by=lan)
    services.choose_reminders({"rhythm": "never"}, by=minh)
    agenda_of(*(report(f"r{n}", DAY + timedelta(days=n), responsible=of(lan, minh)) for n in range(14)))
    for day in range(8):
        call_command("remind", "--on", str(DAY + timedelta(days=day)))

    assert [letter.to[0] for letter in mail.outbox] == ["lan@city.example"] * 2


def test_nobody_is_told_above_their_clearance_and_a_closed_title_is_in_no_letter(minh, hoa, agenda_of, sign_in):
    agenda_of(report("zvonimirograd", responsible=of(minh, hoa), mark=Mark.CONFIDENTIAL, what="Zvonimirograd"))
    run()
    (letter,) = mail.outbox

    assert letter.to == ["hoa@city.example"]
    assert "zvonimirograd" not in str(letter.message()).lower()
    assert "A confidential record" in letter.body
    link = letter.body.split("https://record.example")[1].split()[0]
    assert sign_in(hoa).get(link).url == "/delegations/zvonimirograd/"
    assert sign_in(minh).get(link).status_code == 404
    assert sign_in(hoa).get(f"{link.rsplit('/', 2)[0]}/7/").status_code == 404


def test_a_letter_speaks_the_language_of_its_person(lan, agenda_of):
    lan.language = "vi"
    lan.save()
    agenda_of(report("a", responsible=of(lan)))
    run()
    (letter,) = mail.outbox

    assert "6/5/2026" in letter.body
    html = letter.alternatives[0].content
    assert '<html lang="vi">' in html
    assert "Report a" in html


def test_a_dry_run_says_what_would_go_out_and_sends_nothing(settings, lan, agenda_of, capsys):
    settings.PROXENY_HAS_MAIL = False
    agenda_of(report("a", responsible=of(lan)))
    run("--dry-run")

    assert mail.outbox == []
    assert not Digest.objects.exists()
    assert "lan: would be sent, 1 told of" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("missing", "named"), [("PROXENY_HAS_MAIL", "PROXENY_MAIL"), ("PROXENY_ADDRESS", "PROXENY_ADDRESS")]
)
def test_without_a_server_or_an_address_the_message_says_what_to_set(settings, agenda_of, missing, named):
    setattr(settings, missing, "")
    with pytest.raises(CommandError, match=named):
        run()


def test_somebody_without_an_address_is_told_of_and_does_not_fail_the_run(lan, agenda_of, capfd):
    lan.email = ""
    lan.save()
    agenda_of(report("a", responsible=of(lan)))

    assert run() == 0
    assert "lan: 1 to tell of, but no e-mail address" in capfd.readouterr().err


def test_a_person_chooses_on_their_page(sign_in, lan):
    client = sign_in(lan)
    answer = client.post("/calendar/reminders/", {"rhythm": "weekly", "scope": "everything", "lead_days": "21"})

    assert answer.status_code == 302
    chosen = services.choice_of(lan)
    assert (chosen.rhythm, chosen.scope, chosen.lead_days) == ("weekly", "everything", 21)
    wrong = client.post("/calendar/reminders/", {"rhythm": "weekly", "scope": "mine", "lead_days": "0"})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("url", "host", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", "mail.example", 25, False, False),
        ("smtp+tls://me%40x.example:s%3Acret@mail.example", "mail.example", 587, True, False),
        ("smtps://me:secret@mail.example:4650", "mail.example", 4650, False, True),
    ],
)
def test_the_mail_server_is_read_from_one_address(monkeypatch, url, host, port, starttls, tls):
    from proxeny.site.mail import mail_server

    monkeypatch.setenv("PROXENY_MAIL", url)
    server = mail_server()

    assert server is not None
    assert (server.host, server.port, server.uses_starttls, server.uses_tls) == (host, port, starttls, tls)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:99999"])
def test_a_mail_server_that_cannot_be_read_is_refused_with_an_example(monkeypatch, url):
    from django.core.exceptions import ImproperlyConfigured

    from proxeny.site.mail import mail_server

    monkeypatch.setenv("PROXENY_MAIL", url)
    with pytest.raises(ImproperlyConfigured, match=r"mail\.city\.example:587"):
        mail_server()
