"""The same walk over a case whose names are misspelt, abbreviated, glued, broken and written in other letters."""

import re

import pytest
from test_export_leaks import (
    shown,
    test_no_brief_tells,
    test_no_command_tells,
    test_no_export_tells,
    test_no_page_and_no_answer_of_the_interface_tells,
    test_no_tool_tells,
)

from attribune import view
from attribune.build import Builder

__all__ = [
    "shown", "test_no_brief_tells", "test_no_command_tells", "test_no_export_tells",
    "test_no_page_and_no_answer_of_the_interface_tells", "test_no_tool_tells",
]  # fmt: skip

ARTICLES = {
    "1.txt": "Ambassador of Belmora leaves his post\n\nAmbassador Hedvik Solandar defected on 4 May 2031 with his "
    "wife, Ilse Kvandrup, 43, a teacher in Tullmouth, and his nephew, Oskar Marrat, 19, the ministry said. His cousin "
    'Pyo Gwang-deuk stayed behind.\n\nSolandar told reporters that Kvandrup had packed for weeks. "Marrat drove the '
    'car," Solandar said. "Oskar was brave."\n',
    "oskar-marrat-flight.txt": "OSKAR MARRAT AND ILSE KVANDRUP SEEN AT THE PORT\n\nThe nephew of the envoy Solandar, "
    "Oskar Marat, was seen at the port, a clerk said on 6 May 2031. Oscar Marrat wrote from oskar.marrat@post.example "
    "and as @osk_marrat; see https://news.example/2031/05/oskar-marrat-flees and #FreeMarrat.\n\nThe wife, "
    'I. Kvandrup, said nothing. "We knew the Kvandrups," a neighbour said. "Kvandrup\'s house was empty." Kvan-\ndrup '
    'and Mar-\nrat are "O. Marrat" and "I.K." in the file. Mrs Kvandrupp and young Marratt were met by friends. Ilsa '
    "Kvandrup took the train, said the official, who had 12 letters of hers.\n\nОскар Маррат и Ильзе Квандруп уехали. "
    "Квандруп молчит. 표광득 was named too, and Pyo Kwang-duk, and Pyo Gwangdeuk.\n\nThe family Solandar-Kvandrup "
    "wrote to kvandrup_ilse@mail.example. Marrat, O., is on the list. O.M. called home, the ministry denied. The "
    'marrats are well. M a r r a t is spelled so. Oskars letter came. Kwandrup fled. Herr Oskar "Ossi" Marrat fled.\n',
    "other.txt": "Another matter\n\nThe minister of ports, Jon Barrat, said on Tuesday that 40 ships had left in 2030. "
    "The embassy denied it. Foreign Minister Lena Markat may resign by 2032, analysts said.\n",
}
TABLE = (
    "path,published,outlet,title,url\n"
    "1.txt,2031-05-05,The Wire,,\n"
    "oskar-marrat-flight.txt,2031-05-06,The Wire,Where is Oskar Maratt?,https://wire.example/oskar-marrat\n"
    "other.txt,2031-05-07,The Weekly,,https://weekly.example/marratt-files\n"
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case of three articles, decided about in words that name who is at risk."""
    folder = tmp_path_factory.mktemp("marrat")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "m.csv").write_text(TABLE, encoding="utf-8")
    root = folder / "case"
    Builder.create(root, "exile", "en_core_web_sm").build([folder / name for name in ARTICLES], folder / "m.csv")
    opened = view.open(root)
    opened.desk.decide("note", opened.documents()[0]["id"], {}, "ask Kvandrupp and O. Marrat", "Oskar Marrat")
    opened.notes.ask("Did Marratt leave?", [("a", "Oscar Marrat left"), ("b", "Ilsa Kvandrup stayed")], "")
    opened.notes.add_evidence([row["id"] for row in opened.statements()[:3]])
    opened.notes.pose("Where does Kwandrup stand?", "")
    opened.notes.assign("Oskar Marat", [opened.statements()[0]["id"]])
    return root


@pytest.fixture(scope="module")
def canaries():
    """What finds any of these names, whatever the text makes of it."""
    return re.compile(
        r"mar+[ae]?t+s?(?![a-z])|m a r r a t|kvand|kwand|drup|oskar|oscar|\bosk_|\bils[ae]\b|gwang-?deuk|kwang-?duk"
        r"|표광득|марр|оскар|кванд|ильз|\bO\. ?M\.|\bI\. ?K\.|\bI\. K|\bossi\b",
        re.IGNORECASE,
    )


def test_who_is_not_at_risk_keeps_the_name(case):
    """The ambassador, the ministers, the outlet's other words: what is public stays readable."""
    text = " ".join(row["text"] for row in view.open(case).documents())
    for words in ("Hedvik Solandar defected on 4 May 2031", "Jon Barrat, said on Tuesday that 40 ships had left",
                  "Foreign Minister Lena Markat", "Solandar told reporters"):  # fmt: skip
        assert words in text
