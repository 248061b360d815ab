"""Where the invented employers work: real places, their Land and where they lie (WGS 84 degrees)."""

from __future__ import annotations

#: City -> Land, latitude, longitude.
WHERE = {
    "Kassel": ("Hessen", 51.312, 9.481), "Fulda": ("Hessen", 50.552, 9.677), "Göttingen": ("Niedersachsen", 51.534, 9.932), "Halle (Saale)": ("Sachsen-Anhalt", 51.483, 11.970),
    "Lemgo": ("Nordrhein-Westfalen", 52.028, 8.899), "Heilbronn": ("Baden-Württemberg", 49.142, 9.219), "Sinsheim": ("Baden-Württemberg", 49.253, 8.879),
    "Mosbach": ("Baden-Württemberg", 49.354, 9.147), "Rostock": ("Mecklenburg-Vorpommern", 54.092, 12.099), "Güstrow": ("Mecklenburg-Vorpommern", 53.794, 12.177),
    "Merseburg": ("Sachsen-Anhalt", 51.356, 11.993), "Weißenfels": ("Sachsen-Anhalt", 51.202, 11.970), "Landshut": ("Bayern", 48.544, 12.147), "Freising": ("Bayern", 48.403, 11.749),
    "Suhl": ("Thüringen", 50.610, 10.693), "Ilmenau": ("Thüringen", 50.687, 10.914), "Meiningen": ("Thüringen", 50.568, 10.415), "Witten": ("Nordrhein-Westfalen", 51.444, 7.353),
    "Hattingen": ("Nordrhein-Westfalen", 51.399, 7.186), "Oldenburg": ("Niedersachsen", 53.144, 8.214), "Emden": ("Niedersachsen", 53.367, 7.206),
    "Offenburg": ("Baden-Württemberg", 48.473, 7.944), "Lahr": ("Baden-Württemberg", 48.340, 7.872), "Hamburg": ("Hamburg", 53.551, 9.994), "Merzig": ("Saarland", 49.443, 6.638),
    "Mettlach": ("Saarland", 49.492, 6.597),
}
#: Land -> its letters after ISO 3166-2.
CODES = {"Baden-Württemberg": "BW", "Bayern": "BY", "Berlin": "BE", "Brandenburg": "BB", "Bremen": "HB", "Hamburg": "HH", "Hessen": "HE", "Mecklenburg-Vorpommern": "MV",
         "Niedersachsen": "NI", "Nordrhein-Westfalen": "NW", "Rheinland-Pfalz": "RP", "Saarland": "SL", "Sachsen": "SN", "Sachsen-Anhalt": "ST", "Schleswig-Holstein": "SH", "Thüringen": "TH"}
