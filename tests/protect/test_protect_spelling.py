"""Names in every spelling."""

from attribune.protect.spelling import Spellings


def test_a_form_of_address_is_no_part_of_an_alias():
    """Hiding "Mr. K" hides neither every "Mr." nor a public "Mr. Danvers"."""
    spellings = Spellings()
    spellings.add("Mr. K", "alias", person=True)
    text = "They call him Mr. K. A colleague, Mr. Danvers, knows him as K alone."
    assert [text[one.start : one.end] for one in spellings.find(text)] == ["Mr. K", "K"]
