"""What a page and a metadata file say of a document."""

import pytest

from attribune.read import MetadataError, read, read_bytes
from attribune.read.given import load
from attribune.read.stamp import edtf, in_url

PROSE = (
    "<article><h1>Envoy leaves Varon</h1>"
    + "<p>The envoy left the capital on a night train, two neighbours said on Monday.</p>" * 6
)


def test_a_page_tells_title_outlet_and_date_with_where_each_stands():
    """Structured data, meta elements and the title are read, and each value says where it comes from."""
    head = (
        '<meta property="og:site_name" content="Coast Wire"><meta name="author" content="Mira Costin">'
        '<meta property="article:published_time" content="2018-03-02T23:30:00-05:00"><title>Envoy leaves Varon</title>'
    )
    (one,) = read_bytes("a.html", f"<html><head>{head}</head><body>{PROSE}".encode())
    assert (one.title, one.outlet, one.authors, one.published) == (
        "Envoy leaves Varon",
        "Coast Wire",
        ("Mira Costin",),
        "2018-03-02",
    )
    assert {datum.source for datum in one.metadata} <= {"page", "url"}
    assert "article:published_time" in next(datum.reason for datum in one.metadata if datum.name == "published")


def test_the_address_tells_the_date_where_the_page_does_not():
    """An address with a day in it dates the page; without any date nothing is invented."""
    link = '<link rel="canonical" href="https://wire.example/2018/03/02/envoy">'
    (one,) = read_bytes("a.html", f"<html><head>{link}</head><body>{PROSE}".encode())
    assert one.published == "2018-03-02"
    (one,) = read_bytes("a.html", f"<html><body>{PROSE}".encode())
    assert one.published is None


def test_given_metadata_come_first(tmp_path):
    """A table by path, by the end of a path or by stem overrules what the page says."""
    (tmp_path / "m.csv").write_text("path,published,outlet,title\nsub/a.html,2016-10~,The Post,\nb,,Given,\n")
    (tmp_path / "in" / "x" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "x" / "sub" / "a.html").write_text(f"<html><title>Own</title><body>{PROSE}")
    (tmp_path / "in" / "b.txt").write_text("Words.")
    b, a = (document for document, _ in read([tmp_path / "in"], tmp_path / "m.csv"))
    assert (a.published, a.outlet) == ("2016-10~", "The Post")
    assert a.title
    assert b.outlet == "Given"
    assert a.metadata[0].source == "given"


def test_the_metadata_file_itself_is_no_document(tmp_path):
    """A table that lies among the documents is not read as one."""
    (tmp_path / "m.csv").write_text("path,title\na.txt,T\n")
    (tmp_path / "a.txt").write_text("Words.")
    assert [document.title for document, _ in read([tmp_path], tmp_path / "m.csv")] == ["T"]


@pytest.mark.parametrize("table", ["name,title\na,b\n", "path,published\na,soon\n"])
def test_a_table_that_cannot_be_used_is_refused(tmp_path, table):
    """Without a column for paths, or with a date that is none, the table is refused with a sentence."""
    (tmp_path / "m.csv").write_text(table)
    with pytest.raises(MetadataError):
        load(tmp_path / "m.csv")
    with pytest.raises(MetadataError):
        load(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2016-10~", "2016-10~"),
        ("2015-06-21/2015-06-30", "2015-06-21/2015-06-30"),
        ("2016-09-09T10:00:00Z", "2016-09-09"),
        ("20160909", "2016-09-09"),
        ("2016/9/9", "2016-09-09"),
        ("Fri, 09 Sep 2016 10:00:00 GMT", "2016-09-09"),
        ("../2017-01-01", "../2017-01-01"),
        ("2016-13-01", None),
        ("soon", None),
        ("", None),
        ("9999-01-01", None),
    ],
)
def test_dates_of_machines_become_edtf(words, value):
    """EDTF stays, ISO 8601 and RFC 2822 become days, anything else is no date."""
    assert edtf(words) == value


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://x.example/2019/11/19/story", "2019-11-19"),
        ("https://x.example/a-20191119-b", "2019-11-19"),
        ("https://x.example/2019/11/story", "2019-11"),
        ("https://x.example/id/123456789", None),
        ("https://x.example/2019-11-19/2018-01-01", None),
    ],
)
def test_dates_of_addresses(url, value):
    """A day or a month in an address is a date; two different days are none."""
    assert in_url(url) == value
