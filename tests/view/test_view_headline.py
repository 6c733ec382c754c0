"""An event in a few words."""

from __future__ import annotations

from attribune.view.headline import headline


def event(*held, kind="execution"):
    """An event row with who, where and when: (detail, value, role, named, report)."""
    names = ("detail", "value", "role", "named", "report")
    return {"type": kind, "details": [dict(zip(names, one, strict=True)) for one in held]}


def test_names_stand_for_all_that_describes_them():
    """Whoever is named is not described, and who had it done is left out then."""
    row = event(
        ("who", "two colonels", "affected", False, "r1"),
        ("who", "Sorim", "agent", True, "r1"),
        ("who", "Osk Marrat", "affected", True, "r2"),
        ("who", "Tevin Sool", "affected", True, "r2"),
        ("when", "2031-05-03", None, False, "r2"),
    )
    assert headline(row) == "execution: Osk Marrat and Tevin Sool, 2031-05-03"


def test_or_stands_only_where_accounts_differ():
    """Other names of another account are told with "or", a part of the names with nothing."""
    row = event(
        ("who", "Osk Marrat", "affected", True, "r1"),
        ("who", "Osk Marrat", "affected", True, "r2"),
        ("who", "Tevin Sool", "affected", True, "r2"),
        ("who", "Ulma Tedder", "affected", True, "r3"),
        ("where", "Narva", "place", True, "r1"),
        ("where", "Tarn", "place", True, "r3"),
    )
    assert headline(row) == "execution: Osk Marrat and Tevin Sool or Ulma Tedder, Narva or Tarn"


def test_a_named_one_goes_before_a_description():
    """Of two sides that meet both are told, the named one first; who is only "anybody" is nobody."""
    row = event(
        ("who", "a delegation", "affected", False, "r1"), ("who", "Osk Marrat", "agent", True, "r1"), kind="meeting"
    )
    assert headline(row) == "meeting: Osk Marrat, a delegation"
    assert headline(event(("who", "anybody", "affected", False, "r1"))) == "execution"
