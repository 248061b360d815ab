"""The ways from an employer's home page to a portal on another host, each as its author would write it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from spiders.samples.careers import widgets
from spiders.samples.careers.cms import FOOTER, FOOTER_EN, NAV, NAV_EN, Cms, Draft
from spiders.samples.careers.site import Moved, Page, Raw, Scene

WELCOME = "<p>Willkommen! Wir sind der IT-Dienstleister für die Kommunen unserer Region.</p>"
CAREER = ("<p>Bei uns arbeiten Menschen, die Technik mögen und wissen, wofür sie da ist. Wir bieten flexible Arbeitszeiten, 30 Tage Urlaub und eine betriebliche "
          "Altersversorgung nach dem Tarifvertrag des öffentlichen Dienstes.</p>")
Way = Callable[[Scene, Cms], Draft]


def navigation(s: Scene, cms: Cms) -> Draft:
    """A link in the main navigation."""
    return Draft({"": ("Startseite", WELCOME)}, [*NAV, ("Karriere", s.portal)])


def footer(s: Scene, cms: Cms) -> Draft:
    """One small word at the foot of the page."""
    return Draft({"": ("Startseite", WELCOME)}, footer=[*FOOTER, ("Jobs", s.portal)])


def icon(s: Scene, cms: Cms) -> Draft:
    """An icon whose words stand in its attributes only."""
    tools = (f'<div class="meta-icons"><a href="/suche/" title="Suche" aria-label="Suche"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4"></circle></svg></a>'
             f'<a href="{escape(s.portal)}" title="Stellenangebote" aria-label="Unsere Stellenangebote"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 5h12v9H2z"></path></svg></a></div>')
    return Draft({"": ("Startseite", WELCOME), "suche": ("Suche", "<p>Bitte geben Sie einen Suchbegriff ein.</p>")}, tools=tools)


def image(s: Scene, cms: Cms) -> Draft:
    """A picture whose alternative text is all there is."""
    teasers = (f'<div class="teaser-row"><a href="{cms.target("leistungen")}"><img src="/fileadmin/teaser_leistungen.jpg" alt="Unsere Leistungen"></a>'
               f'<a href="{escape(s.portal)}"><img src="/fileadmin/teaser_team.jpg" alt="Arbeiten bei uns: offene Stellen"></a></div>')
    return Draft({"": ("Startseite", WELCOME + teasers)})


def two_clicks(s: Scene, cms: Cms) -> Draft:
    """Über uns, Karriere, Offene Stellen: nothing on the home page speaks of work."""
    return Draft({"": ("Startseite", WELCOME),
                  "ueber-uns": ("Über uns", f'<p>Seit 1974 für Sie da.</p><ul><li><a href="{cms.path("geschichte")}">Geschichte</a></li><li><a href="{cms.path("karriere")}">Karriere</a></li></ul>'),
                  "geschichte": ("Geschichte", "<p>Gegründet wurde der Verband 1974 von sieben Gemeinden.</p>"),
                  "karriere": ("Karriere", f'{CAREER}<p><a class="btn btn-primary" href="{escape(s.portal)}">Offene Stellen</a></p>')})


def career_page(s: Scene, cms: Cms) -> Draft:
    """A page of its own with a button; benefits and apprenticeships beside it."""
    main = (f'{CAREER}<h2>Ihre Vorteile</h2><ul><li>Jobticket</li><li>Homeoffice</li></ul><p>Fragen? Schreiben Sie an bewerbung@example.org.</p>'
            f'<p><a href="{cms.path("ausbildung")}">Ausbildung und Studium</a> | <a href="{escape(s.portal)}" target="_blank" rel="noopener">Zum Bewerberportal</a></p>')
    return Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", main), "ausbildung": ("Ausbildung", "<p>Wir bilden in drei Berufen aus. Bewerbungen nehmen wir ab September an.</p>")},
                 [*NAV, ("Karriere", "karriere")])


def redirect_to(status: int) -> Way:
    def way(s: Scene, cms: Cms) -> Draft:
        """The site's own address of its jobs leads to the other host."""
        path = cms.path("karriere")
        return Draft({"": ("Startseite", WELCOME)}, [*NAV, ("Karriere", path)], files={path: Moved(s.portal, status)})
    return way


def meta_refresh(s: Scene, cms: Cms) -> Draft:
    return Draft({"": ("Startseite", WELCOME), "stellen": ("Weiterleitung", f'<p>Sie werden weitergeleitet. <a href="{escape(s.portal)}">Falls nicht, klicken Sie hier.</a></p>')},
                 [*NAV, ("Stellenangebote", "stellen")], heads={"stellen": f'<meta http-equiv="refresh" content="0; URL={escape(s.portal)}">'})


def meta_refresh_bare(s: Scene, cms: Cms) -> Draft:
    """Nothing but the refresh, its address in quotes."""
    page = f'<html><head><title>Stellen</title><META HTTP-EQUIV="Refresh" CONTENT="2;url=\'{escape(s.portal)}\'"></head><body></body></html>'
    return Draft({"": ("Startseite", WELCOME)}, [*NAV, ("Jobs", "/jobs.html")], files={"/jobs.html": Raw("text/html", page.encode())})


def script_redirect(s: Scene, cms: Cms) -> Draft:
    page = f'<html><head><title>Karriere</title></head><body><script>window.location.replace("{s.portal}");</script></body></html>'
    return Draft({"": ("Startseite", WELCOME)}, [*NAV, ("Karriere", "/karriere/index.html")], files={"/karriere/index.html": Raw("text/html", page.encode())})


def sitemap(s: Scene, cms: Cms) -> Draft:
    """No page links there; the sitemap names it among the others."""
    rows = "".join(f"<url><loc>{escape(loc)}</loc><lastmod>2026-02-01</lastmod></url>" for loc in (s.home + "/", s.home + cms.path("leistungen"), s.portal))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return Draft({"": ("Startseite", WELCOME)}, files={"/sitemap.xml": Raw("application/xml", text.encode())})


def robots(s: Scene, cms: Cms) -> Draft:
    """robots.txt names the sitemap of the other host, and nothing else does."""
    text = f"User-agent: *\nDisallow: /typo3/\n\nSitemap: {s.home}/sitemap.xml\nSitemap: {s.portal_base}/sitemap.xml\n"
    own = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{s.home}/</loc></url></urlset>'
    return Draft({"": ("Startseite", WELCOME)}, files={"/robots.txt": Raw("text/plain", text.encode()), "/sitemap.xml": Raw("application/xml", own.encode())})


def news(s: Scene, cms: Cms) -> Draft:
    """Only a news item links to one vacancy on the portal."""
    item = f'<p>Unser Team Netze wächst. <a href="{escape(s.posting())}">Hier geht es zur Ausschreibung.</a></p>'
    return Draft({"": ("Startseite", (f'{WELCOME}<h2>Aktuelles</h2><ul><li><a href="{cms.path("rechenzentrum")}">Neues Rechenzentrum</a></li>'
                              f'<li><a href="{cms.path("verstaerkung")}">Wir suchen Verstärkung im Team Netze</a></li></ul>')),
                  "rechenzentrum": ("Neues Rechenzentrum", "<p>Der Bau liegt im Plan.</p>"), "verstaerkung": ("Wir suchen Verstärkung", item)})


def english(s: Scene, cms: Cms) -> Draft:
    return Draft({"": ("Home", "<p>We provide digital services for local government.</p>"),
                  "careers": ("Careers", f'<p>Join a team that keeps public services running.</p><p><a href="{escape(s.portal)}">View current vacancies</a></p>')},
                 [*NAV_EN, ("Careers", "careers")], FOOTER_EN, lang="en")


def city(s: Scene, cms: Cms) -> Draft:
    """A city's website: its career page is one of 80 links."""
    names = ("Abfall", "Aufgebot", "Ausweis", "Bäder", "Baugenehmigung", "Bauleitplanung", "Bebauungspläne", "Beglaubigung", "Behindertenbeirat", "Bibliothek", "Brandschutz", "Briefwahl",
             "Bürgerbüro", "Bürgermeister", "Bußgeld", "Denkmalschutz", "Digitale Akte", "Ehrenamt", "Einwohnermeldeamt", "Elterngeld", "Energieberatung", "Fahrplan", "Feuerwehr", "Flüchtlingshilfe",
             "Formulare", "Friedhöfe", "Führerschein", "Fundbüro", "Gesundheitsamt", "Gewerbeanmeldung", "Gleichstellung", "Grünflächen", "Haushalt", "Heiraten", "Hundesteuer", "Integration",
             "Jugendamt", "Kindergärten", "Kläranlage", "Klimaschutz", "Kultur", "Kurse", "Lärmaktionsplan", "Märkte", "Mängelmelder", "Mietspiegel", "Museum", "Musikschule", "Mülltermine",
             "Ortsrecht", "Parken", "Partnerstädte", "Pflegestützpunkt", "Presse", "Radverkehr", "Ratsinformation", "Rentenstelle", "Satzungen", "Schulen", "Senioren", "Sitzungskalender", "Sozialamt",
             "Sport", "Stadtarchiv", "Stadtentwicklung", "Stadtplan", "Standesamt", "Straßenbau", "Tourismus", "Umwelt", "Vereine", "Vergabe", "Verkehr", "Volkshochschule", "Wahlen", "Wochenmarkt",
             "Wohngeld", "Zahlen und Fakten", "Zensus")
    slug = {name: name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").replace(" ", "-") for name in names}
    links = "".join(f'<li><a href="{cms.path(slug[name])}">{name}</a></li>' for name in names[:48])
    more = "".join(f'<li><a href="{cms.path(slug[name])}">{name}</a></li>' for name in names[48:])
    home = f'<h2>Dienste von A bis Z</h2><ul>{links}<li><a href="{cms.path("arbeitgeberin-stadt")}">Arbeitgeberin Stadt</a></li>{more}</ul>'
    pages = {slug[name]: (name, f"<p>Alles Wichtige zum Thema {name} finden Sie im Bürgerbüro.</p>") for name in names}
    pages["arbeitgeberin-stadt"] = ("Arbeitgeberin Stadt", f'<p>2.300 Menschen in 80 Berufen arbeiten bei der Stadt.</p><p><a href="{escape(s.portal)}">Aktuelle Ausschreibungen und Online-Bewerbung</a></p>')
    return Draft({**pages, "": ("Willkommen in unserer Stadt", home)}, [("Rathaus", "rathaus"), ("Leben", "leben"), ("Wirtschaft", "wirtschaft"), ("Kultur", "kultur")])


def button(s: Scene, cms: Cms) -> Draft:
    """No link at all: a button whose script knows the address."""
    return Draft({"": ("Startseite", WELCOME), "jobs": ("Arbeiten bei uns", f'{CAREER}<button class="btn" onclick="window.open(\'{s.portal}\', \'_blank\')">Zu den Stellen</button>')},
                 [*NAV, ("Arbeiten bei uns", "jobs")])


def words(s: Scene, cms: Cms) -> Draft:
    """The address stands on the page as words, as in a letter."""
    return Draft({"": ("Startseite", WELCOME), "stellen": ("Stellen", f"<p>Unsere Stellenangebote finden Sie unter<br>{escape(s.portal)}<br>Bitte bewerben Sie sich nur dort.</p>")},
                 [*NAV, ("Stellenmarkt", "stellen")])


def frame(kind: str = "plain") -> Way:
    def way(s: Scene, cms: Cms) -> Draft:
        """The portal's list in a frame of the career page."""
        return Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER + widgets.FRAMES[kind].format(src=escape(s.portal)))}, [*NAV, ("Karriere", "karriere")])
    return way


def widget(platform: str, consent: str = "plain") -> Way:
    def way(s: Scene, cms: Cms) -> Draft:
        """The list is made by the vendor's script."""
        return Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER + widgets.CONSENTS[consent](*widgets.WIDGETS[platform](s)))}, [*NAV, ("Karriere", "karriere")],
                     files={"/fileadmin/js/stellenliste.js": Raw("application/javascript", b"function zeigeStellen(antwort) {}")})
    return way


def pages_of(way: Way, cms: Cms) -> Callable[[Scene], dict[str, Page]]:
    return lambda scene: cms.render(way(scene, cms), scene)

