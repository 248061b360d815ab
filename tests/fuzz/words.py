"""Texts that a fuzzer puts together."""

#: Words that lead into the patterns of every fact, and what breaks parsers.
WORDS = [
    "Bewerbung bis ", "Bewerbungsfrist: ", "30.04.", "2026", "1. April ", "Ende ", "KW 12 ", "befristet ", "unbefristet ", "auf zwei Jahre ", "für die Dauer der Elternzeit ", "EG 9a", "-11 ", "bis EG ", "A 12 ", "TVöD ", "TV-L ", "Entgeltgruppe ", "3.500 ", "Euro ", "€", "im Monat ", "je Stunde ", "39 Stunden ", "75 % ",
    "Vollzeit ", "Teilzeit ", "Homeoffice ", "kein ", "nicht ", "zwei Stellen ", "2,5 ", "Kennziffer: ", "Ref. ", "IT-12/26 ", "Dienstort ", "in Köln ", "34117 Kassel ", "Neustadt a. d. ", "Straße 1, ", "Landkreis ", "Frau ", "Dr. ", "Erika ", "Muster ", "Tel. 0000 123-4 ", "a@example.org ", "(at) ", "(m/w/d) ", "*in ", "/-in ",
    "Systemadministrator ", "Leitung ", "Aufgaben: ", "Wir suchen ", "zum nächstmöglichen Zeitpunkt ", "ab sofort ", ". ", "; ", ", ", " – ", " | ", "/", "\n", "-\n", "<p>", "</p>", "<br>", "<td>", "<tr>", "<table>", "<dt>", "<aside>", "<script>", "<!--", "<![CDATA[", "&amp;lt;", "&#0;", "&#x10ffff;", "{{ x }}", "*|X|*", "${x}", "=1+1",
    "\u00ad", "\u200b", "\u202e", "\u0301", "\ud800", "\x00", "ﬁ", "İ", "ẞ", "ſ", "Ã¤", "𝔘", "漢字", "العربية", "кириллица", "🚀", "9" * 400, "1e999", "0" * 60, "." * 50, " " * 50,
]
