"""The forms in which a case can be exported. Each reads the protected view and nothing else."""

from __future__ import annotations

from attribune.view import export as write_interchange

from .annotation import annotation_files
from .bibliography import bibtex_file, csl_file
from .form import Form
from .money import money_files
from .network import network_file
from .place import place_file
from .sqlite import sqlite_file
from .table_files import csv_files, parquet_files

FORMS = (
    Form("jsonl", "the interchange form, one JSON object a line", write_interchange),
    Form("csv", "flat tables for spreadsheets", csv_files),
    Form("parquet", "flat tables with types, for data frames", parquet_files),
    Form("sqlite", "one SQLite file with full-text search, ready for Datasette", sqlite_file),
    Form("ftm", "FollowTheMoney entities and statements", money_files),
    Form("annotations", "W3C Web Annotations with quote and position selectors", annotation_files),
    Form("geojson", "the places with coordinates that the profile knows", place_file),
    Form("gexf", "a graph of outlets, origins, events and entities", network_file),
    Form("bibtex", "the articles as BibTeX", bibtex_file),
    Form("csl", "the articles as CSL-JSON", csl_file),
)

__all__ = ["FORMS", "Form"]
