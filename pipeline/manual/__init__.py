"""``platform = "manual"``: ads that people enter, on the same path as any other (docs/decisions/0004)."""

from pipeline.manual.days import read_until
from pipeline.manual.entry import Entry, Fault, ManualAd, faults_of, identity_of, member_of
from pipeline.manual.importing import Line, check_lines, to_enter
from pipeline.manual.making import DAYS, Made, base_of, entry_of, harvest_of, make, prolonged, still_said
from pipeline.manual.sheet import COLUMNS, Sheet, read_sheet

__all__ = ["COLUMNS", "DAYS", "Entry", "Fault", "Line", "Made", "ManualAd", "Sheet", "base_of", "check_lines", "entry_of", "faults_of", "harvest_of", "identity_of",
           "make", "member_of", "prolonged", "read_sheet", "read_until", "still_said", "to_enter"]
