"""The reasons of a verdict in German; the codes are docs/problems.md's, logs and the ledger keep the English words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import Problem

#: Code -> words; {0}, {1} ... are the numbers of the English message in their order.
_WORDS = {
    "http_status": "das Portal antwortet mit einem Fehler", "no_answer": "das Portal antwortet nicht lesbar", "timeout": "das Portal antwortet nicht rechtzeitig",
    "certificate": "das Zertifikat des Portals ist abgelaufen oder nicht gültig", "retry_later": "das Portal bittet, später wiederzukommen", "robots_denied": "robots.txt erlaubt den Besuch nicht", "robots_unreachable": "robots.txt ist nicht zu lesen, deshalb bleiben wir draußen",
    "login_page": "statt der Liste kommt eine Anmeldung", "offsite_redirect": "das Portal leitet auf eine fremde Seite um", "self_redirect": "das Portal leitet im Kreis",
    "scheme": "das Portal leitet auf eine Adresse, die keine Webseite ist", "private_address": "das Portal leitet in ein internes Netz",
    "unknown_shape": "die Antworten sehen anders aus als bisher", "keys_lost": "in den Antworten fehlen Felder, die es gab", "keys_unknown": "in den Antworten stehen neue Felder",
    "reader_failed": "die Antwort konnte nicht gelesen werden", "record_unreadable": "eine Anzeige ist nicht zu lesen", "json_unreadable": "ein Datensatz ist nicht zu lesen",
    "json_repaired": "ein Datensatz war beschädigt und wurde repariert", "no_posting": "auf einer Seite steht keine Anzeige", "nothing_found": "es wurde keine Anzeige gefunden", "no_job_links": "weder die Liste noch die Sitemap führt zu einer Anzeige",
    "links_only": "die Seite nennt nur Links", "soft_404": "die Seite einer Anzeige sagt, dass es sie nicht mehr gibt", "feed_off": "der Feed ist abgeschaltet, gelesen wurde die Liste",
    "bad_address": "ein Link ist keine Adresse", "too_large": "eine Antwort ist zu groß", "truncated": "eine Antwort bricht ab", "mojibake": "eine Antwort hat falsche Zeichen",
    "limit_hit": "die Liste nimmt kein Ende", "paging_loops": "die Liste beginnt immer wieder von vorn",
    "empty": "die Liste ist leer, und niemand hat bestätigt, dass es keine Stellen gibt", "implausible_count": "nur {0} Anzeigen, erwartet waren etwa {1}",
    "below_minimum": "nur {0} Anzeigen, mindestens {1} sollten es sein", "unrecognised": "von {0} bekannten Anzeigen sind nur {1} wiederzuerkennen: Das Portal wurde wohl umgebaut",
    "many_gone": "die Seiten von {0} der {1} Anzeigen sind auf einmal verschwunden", "same_title": "{0} Anzeigen haben denselben Titel", "no_details": "keine von {0} Anzeigen der Liste war zu lesen",
    "moved": "das Portal ist offenbar umgezogen", "window": "die Liste zeigt nur die neuesten Anzeigen", "paging_not_ended": "die Liste kam nicht bis zum Ende",
    "total_not_reached": "das Portal zählt {0} Anzeigen, seine Liste zeigte {1}", "list_failed": "{0} Anfragen an die Liste sind gescheitert",
    "requests_dropped": "{0} Anfragen blieben ohne Ergebnis", "ended_early": "der Besuch endete vorzeitig", "unread": "{0} Teile der Antworten waren nicht zu lesen",
    "crawl_died": "der Besuch brach ab, ohne etwas zu bringen", "archive_full": "das Archiv des Besuchs ist voll", "archive_failed": "der Besuch konnte nicht archiviert werden",
    "field_lost": "eine Angabe, die fast alle machten, fehlt jetzt überall",
}

#: The same where the first number is 1.
_ONE = {
    "implausible_count": "nur eine Anzeige, erwartet waren etwa {1}", "below_minimum": "nur eine Anzeige, mindestens {1} sollten es sein", "list_failed": "eine Anfrage an die Liste ist gescheitert",
    "requests_dropped": "eine Anfrage blieb ohne Ergebnis", "unread": "ein Teil der Antworten war nicht zu lesen", "total_not_reached": "das Portal zählt eine Anzeige, seine Liste zeigte {1}",
    "no_details": "die eine Anzeige der Liste war nicht zu lesen",
}


def in_german(problem: Problem) -> str:
    """One reason; where no words are known for its code, what the message says."""
    words = _WORDS.get(problem.code)
    numbers = re.findall(r"\d+(?:\.\d+)?", problem.message)
    if numbers[:1] == ["1"]:
        words = _ONE.get(problem.code, words)
    if words is None or len(numbers) < words.count("{"):
        return problem.message
    return words.format(*(number.replace(".", ",") for number in numbers))


def why(problems: Iterable[Problem]) -> str:
    """The reasons of a verdict, each once."""
    return "; ".join(dict.fromkeys(in_german(problem) for problem in problems))
