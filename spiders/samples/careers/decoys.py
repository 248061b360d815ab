"""Websites without vacancies that a machine could read, though something on them looks like it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import escape

from spiders.samples.careers.cms import DRUPAL, FOOTER_EN, HOME_MADE, NAV, NAV_EN, TYPO3, WORDPRESS, Cms, Draft
from spiders.samples.careers.leading import EMPLOYERS
from spiders.samples.careers.site import Expected, Moved, Page, Raw, Scene, Site
from spiders.samples.careers.ways import CAREER, WELCOME, pages_of
from spiders.samples.play import german


def press(s: Scene, cms: Cms) -> Draft:
    """An article on the shortage of skilled workers."""
    text = ("<p>Fachkräftemangel: In den Verwaltungen der Region bleiben IT-Stellen im Schnitt 140 Tage unbesetzt. Gesucht werden vor allem "
            "Systemadministratorinnen (m/w/d) und Softwareentwickler (m/w/d), sagt der Verband in seiner Stellungnahme.</p><p>Die Zahl der Stellenangebote stieg um acht Prozent.</p>")
    return Draft({"": ("Startseite", f'{WELCOME}<h2>Presse</h2><p><a href="{cms.path("presse-fachkraeftemangel")}">Fachkräftemangel: Tausende offene Stellen in der IT (m/w/d)</a></p>'),
                  "presse-fachkraeftemangel": ("Fachkräftemangel in der Verwaltungs-IT", text)}, [*NAV, ("Presse", "presse")])


def tenders(s: Scene, cms: Cms) -> Draft:
    rows = "".join(f'<li><a href="/vergabe/ausschreibung-{n}/">{title}</a>, Angebotsfrist: {german(s.day + timedelta(days=9 + n))}</li>' for n, title in enumerate(
        ("Lieferung von 400 Notebooks", "Rahmenvertrag Netzwerkkomponenten", "Reinigung des Verwaltungsgebäudes", "Beratungsleistungen zur E-Akte")))
    pages: dict[str, Page] = {f"/vergabe/ausschreibung-{n}/": Raw("text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>Vergabe</title></head><body><h1>Öffentliche Ausschreibung</h1>"
                              "<p>Vergabestelle, Leistungsverzeichnis, Bewerbungsbedingungen der UVgO.</p></body></html>".encode()) for n in range(4)}
    return Draft({"": ("Startseite", WELCOME), "ausschreibungen": ("Ausschreibungen", f"<h2>Laufende Vergabeverfahren</h2><ul>{rows}</ul>")}, [*NAV, ("Ausschreibungen", "ausschreibungen")], files=pages)


def staff_plan(s: Scene, cms: Cms) -> Draft:
    files: dict[str, Page] = {"/fileadmin/haushalt/Stellenplan_2026.pdf": Raw("application/pdf", b"%PDF-1.4\n%%EOF\n"), "/fileadmin/haushalt/Haushaltsplan_2026.pdf": Raw("application/pdf", b"%PDF-1.4\n%%EOF\n")}
    links = '<ul><li><a href="/fileadmin/haushalt/Haushaltsplan_2026.pdf">Haushaltsplan (PDF)</a></li><li><a href="/fileadmin/haushalt/Stellenplan_2026.pdf">Stellenplan mit Stellenübersicht (PDF)</a></li></ul>'
    return Draft({"": ("Startseite", WELCOME), "haushalt": ("Haushalt und Stellenplan", links)}, [*NAV, ("Haushalt", "haushalt")], files=files)


def events(s: Scene, cms: Cms) -> Draft:
    def block(title: str, days: int) -> str:
        return (f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Event","name":"{title}","startDate":"{s.day + timedelta(days=days)}",'
                f'"location":{{"@type":"Place","name":"Stadthalle"}}}}</script>')
    rows = "".join(f'<div class="event"><h3><a href="/veranstaltungen/{n}">{title}</a></h3><p>{german(s.day + timedelta(days=7 * n + 7))}</p>{block(title, 7 * n + 7)}</div>' for n, title in enumerate(
        ("Girls&#039;Day im Rechenzentrum", "Jobmesse Nordhessen: Wir sind dabei", "Seminar: Bewerbungstraining für Auszubildende")))
    files: dict[str, Page] = {f"/veranstaltungen/{n}": Raw("text/html", b"<!DOCTYPE html><html><head><title>Termin</title></head><body><h1>Termin</h1><p>Eintritt frei.</p></body></html>") for n in range(3)}
    return Draft({"": ("Startseite", WELCOME), "veranstaltungen": ("Veranstaltungen", rows)}, [*NAV, ("Veranstaltungen", "veranstaltungen")], files=files)


def imprint(s: Scene, cms: Cms) -> Draft:
    """An imprint and a list of offices full of occupations."""
    return Draft({"": ("Startseite", WELCOME), "impressum": ("Impressum", ("<p>Vertreten durch die Geschäftsführung. Leitung Systemadministration (m/w/d): unbesetzt. Datenschutzbeauftragte: "
                                                                       "Stelle derzeit kommissarisch geführt. Redaktion: Referentin für Öffentlichkeitsarbeit.</p>")),
                  "kontakt": ("Kontakt", "<ul><li>Anwendungsbetreuung, Zimmer 12</li><li>Sachbearbeitung Personal, Zimmer 14</li></ul>")})


def customer_story(s: Scene, cms: Cms) -> Draft:
    """A software house that writes of the products its customers use."""
    story = ("<p>Vorher: Bewerbungen per E-Mail. Nachher: ein Bewerbermanagement. Wir haben rexx systems, softgarden und d.vinci verglichen und an das Personalwesen angebunden. "
             'Mehr über <a href="https://www.rexx-systems.com/">rexx</a> und <a href="https://softgarden.com/de/">softgarden</a> bei den Herstellern.</p>')
    return Draft({"": ("Startseite", f'<p>Software für die Personalwirtschaft der Kommunen.</p><p><a href="{cms.path("referenz")}">Referenz: Recruiting mit rexx und softgarden</a></p>'),
                  "referenz": ("Kundenreferenz: Recruiting im Landkreis", story)}, [("Produkte", "produkte"), ("Referenzen", "referenz"), ("Kontakt", "kontakt")])


def none_open(s: Scene, cms: Cms) -> Draft:
    return Draft({"": ("Startseite", WELCOME), "karriere": ("Stellenangebote", "<p>Zurzeit haben wir leider keine offenen Stellen. Schauen Sie gern wieder vorbei.</p>")}, [*NAV, ("Stellenangebote", "karriere")])


def expired(s: Scene, cms: Cms) -> Draft:
    """Ads that nobody took away: every deadline passed."""
    rows = "".join(f'<li><a href="/stellen/{ad.slug}.htm">{escape(ad.title)}</a>, Bewerbungsfrist: {german(s.day - timedelta(days=20 + 31 * n))}</li>' for n, ad in enumerate(s.ads))
    files: dict[str, Page] = {}
    for n, ad in enumerate(s.ads):
        text = f"<p>Die Bewerbungsfrist endete am {german(s.day - timedelta(days=20 + 31 * n))}.</p><p>Diese Stelle ist besetzt.</p>"
        files[f"/stellen/{ad.slug}.htm"] = cms.render(Draft({"": (ad.title, text)}), s)["/"]
    return Draft({"": ("Startseite", WELCOME), "stellenarchiv": ("Stellenarchiv", f"<p>Abgelaufene Ausschreibungen</p><ul>{rows}</ul>")}, [*NAV, ("Stellenarchiv", "stellenarchiv")], files=files)


def unsolicited(s: Scene, cms: Cms) -> Draft:
    form = ('<p>Sie möchten bei uns arbeiten? Wir freuen uns über Ihre Initiativbewerbung.</p><form action="/initiativ" method="post"><label>Name <input name="name"></label>'
            '<label>Lebenslauf <input type="file" name="cv"></label><button>Absenden</button></form>')
    return Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER + f'<p><a href="{cms.path("initiativbewerbung")}">Initiativbewerbung (m/w/d)</a></p>'),
                  "initiativbewerbung": ("Initiativbewerbung", form)}, [*NAV, ("Karriere", "karriere")])


def others(s: Scene, cms: Cms) -> Draft:
    """A business agency with a job board of the companies of its region."""
    firms = ("Maschinenbau Beispiel GmbH", "Bäckerei Mustermehl KG", "Pflegedienst Sonnenhof gGmbH", "Spedition Nordring")
    jobs = ("CNC-Fräser (m/w/d)", "Bäckereifachverkäufer (m/w/d)", "Pflegefachkraft (m/w/d)", "Berufskraftfahrer (m/w/d)")
    rows = "".join(f'<div class="job"><h3><a href="/jobboerse/{n}">{job}</a></h3><p>{firm}</p></div>' for n, (job, firm) in enumerate(zip(jobs, firms, strict=True)))
    files: dict[str, Page] = {}
    for n, (job, firm) in enumerate(zip(jobs, firms, strict=True)):
        block = f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"JobPosting","title":"{job}","datePosted":"{s.day}","hiringOrganization":{{"@type":"Organization","name":"{firm}"}}}}</script>'
        files[f"/jobboerse/{n}"] = cms.render(Draft({"": (job, f"<p>{firm} sucht Verstärkung.</p>")}, heads={"": block}), s)["/"]
    return Draft({"": ("Startseite", "<p>Wirtschaftsförderung für die Region.</p>"), "jobboerse": ("Jobbörse der Region", f"<p>Stellen von Unternehmen aus der Region.</p>{rows}")},
                 [*NAV, ("Jobbörse der Region", "jobboerse")], files=files)


def products(s: Scene, cms: Cms) -> Draft:
    """Products and their prices in schema.org; "Angebote" are for sale here."""
    def block(name: str, price: int) -> str:
        return f'{{"@context":"https://schema.org","@type":"Product","name":"{name}","offers":{{"@type":"Offer","price":"{price}","priceCurrency":"EUR","validThrough":"{s.day + timedelta(days=30)}"}}}}'
    rows = "".join(f'<li><a href="/angebote/{n}/">{name}</a>, {price} EUR im Monat</li>' for n, (name, price) in enumerate((("Arbeitsplatz Komfort", 79), ("Cloudspeicher", 12), ("E-Akte Basis", 240))))
    files = {f"/angebote/{n}/": cms.render(Draft({"": (name, "<p>Jetzt buchen.</p>")}, heads={"": f'<script type="application/ld+json">{block(name, price)}</script>'}), s)["/"]
             for n, (name, price) in enumerate((("Arbeitsplatz Komfort", 79), ("Cloudspeicher", 12), ("E-Akte Basis", 240)))}
    return Draft({"": ("Startseite", WELCOME), "angebote": ("Unsere Angebote", f"<ul>{rows}</ul>")}, [*NAV, ("Angebote", "angebote")], files=dict(files))


def javascript(s: Scene, cms: Cms) -> Draft:
    """The list exists only where a browser runs the script."""
    app = ('<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Karriere</title><script type="module" src="/assets/index-4f1c.js"></script></head>'
           '<body><noscript>Bitte aktivieren Sie JavaScript.</noscript><div id="app"></div></body></html>')
    return Draft({"": ("Startseite", WELCOME)}, [*NAV, ("Karriere", "/karriere/app")], files={"/karriere/app": Raw("text/html; charset=utf-8", app.encode())})


def login(s: Scene, cms: Cms) -> Draft:
    form = ('<!DOCTYPE html><html lang="de"><head><title>Anmelden</title></head><body><h1>Bewerberportal: Bitte melden Sie sich an</h1><form method="post" action="/anmelden">'
            '<input name="user"><input type="password" name="password"><button>Anmelden</button></form></body></html>')
    return Draft({"": ("Startseite", WELCOME)}, [*NAV, ("Karriere", "/karriere/")], files={"/karriere/": Moved("/anmelden?ziel=%2Fkarriere%2F"), "/anmelden": Raw("text/html", form.encode())})


def volunteering(s: Scene, cms: Cms) -> Draft:
    rows = "".join(f"<li>{name}</li>" for name in ("Vorlesepatin gesucht", "Digitallotse (m/w/d) im Ehrenamt", "Helferinnen für das Stadtfest"))
    return Draft({"": ("Startseite", WELCOME), "ehrenamt": ("Ehrenamtsbörse", f"<p>Freie Plätze im Ehrenamt:</p><ul>{rows}</ul>")}, [*NAV, ("Ehrenamt", "ehrenamt")])


def story(s: Scene, cms: Cms) -> Draft:
    """Pages on working here, without a single vacancy."""
    return Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER), "ein-tag": ("Ein Tag als Systemadministratorin", "<p>Um acht beginnt mein Tag mit einem Kaffee und den Meldungen der Nacht.</p>"),
                  "vorteile": ("Ihre Vorteile", "<ul><li>Vergütung nach TVöD</li><li>30 Tage Urlaub</li></ul>")},
                 [*NAV, ("Karriere", "karriere"), ("Ein Tag als Systemadministratorin", "ein-tag"), ("Vorteile", "vorteile")])


def english_none(s: Scene, cms: Cms) -> Draft:
    return Draft({"": ("Home", "<p>Digital services.</p>"), "careers": ("Careers", "<p>There are currently no vacancies. Please check back later.</p>")}, [*NAV_EN, ("Careers", "careers")], FOOTER_EN, lang="en")


def parked(s: Scene) -> dict[str, Page]:
    page = ('<!DOCTYPE html><html><head><title>beispiel.example steht zum Verkauf</title></head><body><h1>Diese Domain steht zum Verkauf!</h1><p>This domain may be for sale.</p>'
            '<div class="related"><a href="/?q=Jobs">Jobs</a> <a href="/?q=Stellenangebote">Stellenangebote</a> <a href="/?q=IT+Jobs">IT Jobs</a></div></body></html>')
    return {"/": Raw("text/html; charset=utf-8", page.encode())}


def gone(s: Scene) -> dict[str, Page]:
    return {"/": Raw("text/html", b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>", 404)}


def broken(s: Scene) -> dict[str, Page]:
    return {"/": Raw("text/html", b"<!DOCTYPE html><html><head><title>503</title></head><body><h1>Wartungsarbeiten</h1></body></html>", 503)}


def _none(reason: str, career: str) -> Callable[[Scene], Expected]:
    return lambda s: Expected(reason=reason, career=s.home + career if career else "")


ROWS: tuple[tuple[str, Callable[[Scene], dict[str, Page]], str, str], ...] = (
    ("decoy-press", pages_of(press, TYPO3), "no_career", ""), ("decoy-tenders", pages_of(tenders, WORDPRESS), "no_career", ""),
    ("decoy-staff-plan", pages_of(staff_plan, TYPO3), "no_career", ""), ("decoy-events", pages_of(events, DRUPAL), "no_career", ""),
    ("decoy-imprint", pages_of(imprint, HOME_MADE), "no_career", ""), ("decoy-customer-story", pages_of(customer_story, WORDPRESS), "no_career", ""),
    ("decoy-none-open", pages_of(none_open, TYPO3), "none_open", "/karriere/"), ("decoy-expired", pages_of(expired, HOME_MADE), "expired", "/stellenarchiv.htm"),
    ("decoy-unsolicited", pages_of(unsolicited, TYPO3), "unsolicited", "/karriere/"), ("decoy-others", pages_of(others, WORDPRESS), "other_employers", ""),
    ("decoy-products", pages_of(products, WORDPRESS), "no_career", ""), ("decoy-javascript", pages_of(javascript, TYPO3), "needs_browser", "/karriere/app"),
    ("decoy-login", pages_of(login, TYPO3), "login", "/karriere/"), ("decoy-volunteering", pages_of(volunteering, DRUPAL), "no_career", ""),
    ("decoy-story", pages_of(story, WORDPRESS), "none_open", "/karriere/"), ("decoy-english-none", pages_of(english_none, DRUPAL), "none_open", "/de/careers"),
    ("decoy-parked", parked, "parked", ""), ("decoy-404", gone, "unreachable", ""), ("decoy-503", broken, "unreachable", ""),
)
SITES = [Site(name, pages, _none(reason, career), EMPLOYERS[n % len(EMPLOYERS)], count=5) for n, (name, pages, reason, career) in enumerate(ROWS)]
