"""Lists that a career page embeds by script or frame, bare or behind a consent manager.

Markup as vendors hand it out: BITE's loader and mount, d.vinci's job widget with the address of its list, Greenhouse's board script, JOIN's bundle with its
settings as a token, onlyfy's (Prescreen's) JSON list by its token. Consent managers: CCM19, consentmanager, Cookiebot, Borlabs, Usercentrics-like templates.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from html import escape

from spiders.samples.careers.site import Scene
from spiders.samples.greenhouse import BOARD
from spiders.samples.join import COMPANY
from spiders.samples.onlyfy import TOKEN


def bite(s: Scene) -> tuple[str, str]:
    return '<div class="jobs" data-bite-jobs-api-listing="beispiel:stellen"></div>', "https://static.b-ite.com/jobs-api/loader-v1/api-loader-v1.min.js"


def dvinci(s: Scene) -> tuple[str, str]:
    return (f'<div class="dvinci-job-widget" data-theme="kommune" data-url="{s.portal_base}/jobPublication/list.json?fields=small" lang="de"></div>',
            "https://static.dvinci-easy.com/files/job-widget-v2/dvinci-job-widget-2.0.0.min.js")


def greenhouse(s: Scene) -> tuple[str, str]:
    return '<div id="grnhse_app"></div>', f"https://boards.greenhouse.io/embed/job_board/js?for={BOARD}"


def join(s: Scene) -> tuple[str, str]:
    parts = ({"alg": "HS256", "typ": "JWT"}, {"settings": {"showCategoryFilter": True, "language": "de", "jobsPerPage": 25}, "jobs": {}, "companyPublicId": "beispiel"})
    token = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    return (f'<div id="join-widget"></div><noscript><a href="{s.portal_base}{COMPANY}">Unsere Stellen bei JOIN</a></noscript>',
            f"https://join.com/api/widget/bundle/{token}.unterschrift")


def onlyfy(s: Scene) -> tuple[str, str]:
    return (f'<ul id="job-list"></ul><script>fetch("{s.portal_base}/job/list/{TOKEN}?format=json&max_results=50&lang=de").then(zeigeStellen);</script>',
            "/fileadmin/js/stellenliste.js")


def concludis(s: Scene) -> tuple[str, str]:
    return '<div id="concludis_jobboard"></div>', f"{s.portal_base}/prj/lst/?b=36&lang=de_DE&jsinclude=1"


#: Platform -> mount and address of the script.
WIDGETS: dict[str, Callable[[Scene], tuple[str, str]]] = {
    "bite": bite, "dvinci": dvinci, "greenhouse": greenhouse, "join": join, "onlyfy": onlyfy, "concludis": concludis}


def plain(mount: str, src: str) -> str:
    return f'{mount}<script src="{escape(src)}" defer></script>'


def cookiebot(mount: str, src: str) -> str:
    return f'{mount}<script type="text/plain" data-cookieconsent="marketing" data-src="{escape(src)}"></script>'


def ccm(mount: str, src: str) -> str:
    return f'{mount}<script type="text/x-ccm-loader" data-ccm-loader-group="Externe Medien" data-ccm-loader-src="{escape(src)}"></script>'


def consentmanager(mount: str, src: str) -> str:
    return f'{mount}<script class="cmplazyload" type="text/plain" data-cmp-vendor="c4711" data-cmp-src="{escape(src)}"></script>'


def template(mount: str, src: str) -> str:
    return f'<div class="consent-placeholder"><p>Zum Anzeigen der Stellen bitte zustimmen.</p><template>{plain(mount, src)}</template></div>'


def attribute(mount: str, src: str) -> str:
    return f'<div class="embed-consent" data-content="{escape(plain(mount, src))}"><button type="button">Stellen laden</button></div>'


def borlabs(mount: str, src: str) -> str:
    content = base64.b64encode(plain(mount, src).encode()).decode()
    return (f'<div class="brlbs-cmpnt-container brlbs-cmpnt-content-blocker" data-borlabs-cookie-content-blocker-id="stellen" data-borlabs-cookie-content="{content}">'
            "<p>Hier werden externe Inhalte angezeigt.</p></div>")


CONSENTS = {"plain": plain, "cookiebot": cookiebot, "ccm": ccm, "consentmanager": consentmanager, "template": template, "attribute": attribute, "borlabs": borlabs}
#: The same for frames: how the address of a frame is told.
FRAMES = {
    "plain": '<iframe src="{src}" width="100%" height="900" title="Stellenangebote"></iframe>',
    "data-src": '<iframe data-src="{src}" class="lazyload" loading="lazy" title="Stellenangebote"></iframe>',
    "ccm": '<iframe data-ccm-loader-src="{src}" data-ccm-loader-group="Externe Medien" title="Stellen"></iframe>',
    "consentmanager": '<iframe src="about:blank" class="cmplazyload" data-cmp-vendor="c4711" data-cmp-src="{src}" title="Stellen"></iframe>',
    "template": '<div class="two-click"><button type="button">Stellen anzeigen</button><template><iframe src="{src}"></iframe></template></div>',
    "attribute": '<div class="two-click" data-embed="&lt;iframe src=&quot;{src}&quot;&gt;&lt;/iframe&gt;"><button type="button">Stellen anzeigen</button></div>',
}
