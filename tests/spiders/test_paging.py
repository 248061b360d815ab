"""Counts in words and the way to the next page, as boards write them."""

import pytest

from spiders.page import Page
from spiders.paging import count_in, cut_off, next_page, query_number, with_query


@pytest.mark.parametrize(("text", "count"), [
    ("17 Stellen gefunden", 17), ("1 Stelle gefunden", 1), ("Es wurden 30 offene Positionen gefunden.", 30), ("Treffer 1 - 25 von 230", 230), ("Treffer 26 bis 50 von insgesamt 1.230", 1230),
    ("Seite 1 von 2: 30 Stellen", 30), ("30 Stellen auf 2 Seiten, 25 pro Seite", 30), ("230 Stellenangebote (Stand 25.11.2026, 08:00 Uhr)", 230), ("Anzahl Stellen: 12", 12), ("(44)", 44),
    ("Keine Stellen gefunden", 0), ("Derzeit keine passenden Treffer", 0), ("0 Treffer", 0), ("Stellenangebote", None), ("12 / 99", None), ("", None), ("Seite 3", None)])
def test_a_count_in_words(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(("here", "nav", "there"), [
    ("/s", '<a rel="next" href="?page=2">x</a>', "/s?page=2"),
    ("/s", '<a href="/s">1</a><a href="/s?page=2">2</a><a href="/s?page=3">3</a>', "/s?page=2"),
    ("/s", '<li class="active"><a href="/s?page=1">1</a></li><li><a href="/s?page=2">2</a></li>', "/s?page=2"),
    ("/s?page=2", '<a href="/s?page=1">1</a><b>2</b><a href="/s?page=3">3</a>', "/s?page=3"),
    ("/s?page=3", '<a href="/s?page=1">1</a><a href="/s?page=2">2</a><b>3</b>', None),
    ("/s?page=3", '<a href="/s?page=1">1</a><a href="/s?page=2">2</a><a href="/s?page=3">3</a>', None),
    ("/s?start=20", '<a href="/s?start=0">1</a><a href="/s?start=10">2</a><span>3</span>', None),
    ("/s?start=10", '<a href="/s?start=0">1</a><span>2</span><a href="/s?start=20">3</a>', "/s?start=20"),
    ("/s?start=80", '<a href="/s">1</a> … <a href="/s?start=60">4</a><b>5</b><a href="/s?start=100">6</a> … <a href="/s?start=220">12</a>', "/s?start=100"),
    ("/s?seite=4", '<a href="/s?seite=0">1</a> … <a href="/s?seite=3">4</a><b>5</b><a href="/s?seite=5">6</a>', "/s?seite=5"),
    ("/s/page/5/", '<a href="/s/">1</a> … <a href="/s/page/4/">4</a><b>5</b><a href="/s/page/6/">6</a>', "/s/page/6/"),
    ("/s?id=7", '<b>1</b> <a href="/s?id=7&page=2">2</a>', "/s?id=7&page=2"),
    ("/s", '<a href="/s?start=10">2</a><a href="/s?start=20">3</a>', "/s?start=10"),
    ("/s?page=2", '<a href="/s?page=1">« zurück</a><a href="/s?page=3">weiter »</a>', "/s?page=3"),
    ("/s?page=2", '<a href="/s?page=1">«</a><a href="#">»</a>', None),
    ("/s", '<a class="disabled" href="/s?page=2">weiter</a>', None),
    ("/s", '<a href="javascript:more()">weiter</a>', None),
    ("/s", '<a class="load" href="/s?p=2">Weitere Stellen</a>', "/s?p=2"),
    ("/s", "", None)])
def test_the_next_page(here: str, nav: str, there: str | None) -> None:
    page = Page(f"https://beispiel.example{here}", f"<html><body><nav>{nav}</nav></body></html>".encode())
    found = next_page(page, page.selector.css("nav a"))
    assert (found or "").removeprefix("https://beispiel.example") == (there or "")


def test_query_strings_keep_what_they_are_not_told_to_change() -> None:
    assert with_query("https://x.example/l?b=36&page=2&leer=#oben", page=3) == "https://x.example/l?b=36&leer=&page=3"
    assert query_number("https://x.example/l?page=7", "page", 1) == 7
    assert query_number("https://x.example/l?page=x", "page", 1) == 1


def test_an_element_that_is_not_closed_is_not_whole() -> None:
    assert cut_off("<item>a</item><item>b", "item", "entry")
    assert cut_off("<item/><item>b", "item")
    assert not cut_off("<item>a</item><items>", "item")
    assert not cut_off("", "item")
