"""Rebuilds the weights of the attribution ranker: ``python -m bench.train_attribution DIR``.

DIR is PolNeAR's train half; the tables are written into ``attribune.extract.attribution``, or into a second folder.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attribune.extract.attribution import content, cue, run_on, search, source
from attribune.extract.attribution.quotation import mark_quotations
from attribune.extract.attribution.setting import Setting, content_features
from attribune.extract.attribution.tree import Tree, tree
from attribune.model import Annotated

from . import polnear
from .ranker import Question, learn

PENALTY = {"cue": 3.0, "content": 4.0, "source": 4.0, "run_on": 2.0, "whole": 4.0}
LEAST = {"cue": 3, "content": 4, "source": 3, "run_on": 3, "whole": 3}


def tokens(words: Tree, pieces: polnear.Pieces) -> set[int]:
    """The tokens that share a character with the pieces, punctuation aside."""
    found = set()
    for first, end in pieces:
        for token in range(len(words)):
            if words.start[token] >= end:
                break
            if words.end[token] > first and words.text[words.start[token]].isalnum() | (
                words.end[token] - words.start[token] > 1
                and any(c.isalnum() for c in words.text[words.start[token] : words.end[token]])
            ):
                found.add(token)
    return found


def head_of(words: Tree, span: set[int]) -> int | None:
    """The token of a cue that all others of it hang on, content words before function words."""
    tops = [t for t in sorted(span) if words.head[t] not in span or words.head[t] == t]
    good = [t for t in tops if words.pos[t] in cue.HEADS]
    better = [t for t in good if words.pos[t] in ("VERB", "NOUN", "ADJ")]
    at = (better or good or [None])[0]
    if at is not None and words.pos[at] == "AUX":
        below = [
            t
            for t in span
            if words.head[t] == at
            and words.pos[t] in ("VERB", "ADJ", "NOUN")
            and words.dep[t] in ("acomp", "attr", "xcomp")
        ]
        at = below[0] if below else at
    return at


def mark_of(words: Tree, who: set[int], what: set[int]) -> int | None:
    """The colon before a content or the dash before a source, where no word is the cue."""
    places = [*range(min(what) - 4, min(what))] if what else []
    places += [*range(max(who) + 1, max(who) + 3), *range(min(who) - 3, min(who))] if who else []
    return next((t for t in places if 0 <= t < len(words) and t not in what and cue.is_mark(words, t)), None)


class Case:
    """One document with its gold in token numbers."""

    def __init__(self, seen: Annotated, gold: list[polnear.Gold]) -> None:
        self.words = tree(seen.doc, seen.document.text)
        mark_quotations(self.words, seen.paragraphs)
        self.gold = [
            (tokens(self.words, g.source), tokens(self.words, g.cue), tokens(self.words, g.content)) for g in gold
        ]
        self.heads: dict[int, tuple[set[int], set[int], set[int]]] = {}
        for one in self.gold:
            at = head_of(self.words, one[1])
            at = mark_of(self.words, one[0], one[2]) if at is None else at
            if at is not None:
                self.heads.setdefault(at, one)
        self.cues = set().union(*(one[1] for one in self.gold), set())
        self.contents = set().union(*(one[2] for one in self.gold), set())


def cases(folder: Path, cache: Path | None) -> Iterator[Case]:
    """Every document of the folder."""
    gold = polnear.gold(folder)
    for seen in polnear.annotated(folder, cache):
        yield Case(seen, gold[seen.document.id])


Known = dict[str, tuple[int, int]]


def counted(case: Case) -> Known:
    """{lemma/pos: (times a cue, times seen outside contents)} of one document."""
    attributive: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for token in range(len(case.words)):
        if case.words.pos[token] in cue.HEADS and (token not in case.contents or token in case.heads):
            word = f"{case.words.lemma[token]}/{case.words.pos[token]}"
            seen[word] += 1
            attributive[word] += token in case.heads
    return {word: (attributive[word], count) for word, count in seen.items()}


def summed(counts: Iterable[Known]) -> Known:
    """The counts of several documents, of the words that were a cue at least once."""
    attributive: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for one in counts:
        for word, (yes, times) in one.items():
            attributive[word] += yes
            seen[word] += times
    return {word: (yes, seen[word]) for word, yes in sorted(attributive.items()) if yes}


def without(known: Known, own: Known) -> Known:
    """The counts of all documents but one: what is known of a document's words before it is read."""
    left = {word: (known[word][0] - yes, known[word][1] - times) for word, (yes, times) in own.items() if word in known}
    return {word: count for word, count in (known | left).items() if count[0]}


def covered(pieces: tuple[content.Piece, ...], words: Tree) -> set[int]:
    """The words of the stretches, punctuation aside."""
    return {
        t for a, b in pieces for t in range(a, b) if any(c.isalnum() for c in words.text[words.start[t] : words.end[t]])
    }


def questions(case: Case, known: Known, numbers: dict[str, dict[str, int]]) -> dict[str, Question]:
    """The training cases of all questions in one document; ``known`` are the counts of the others."""
    asked = {name: Question(numbers[name]) for name in PENALTY if name != "whole"}
    words = case.words
    for head in cue.possible(words, known):
        inside = head in case.contents and head not in case.heads
        if inside or (head in case.cues and head not in case.heads):
            continue
        asked["cue"].yes_or_no(cue.cue_features(words, head, known), right=head in case.heads)
    for head, gold in case.heads.items():
        _parts(asked, Setting(words, head, known), gold)
    _run_on(asked["run_on"], case)
    return asked


def _parts(asked: dict[str, Question], setting: Setting, gold: tuple[set[int], set[int], set[int]]) -> None:
    """The cases of a cue's content and source."""
    words, head = setting.tree, setting.head
    who, _, what = gold
    offered = content.candidates(words, head)
    if not offered:
        return
    sentence = set(range(*words.bounds(head)))
    wanted = (what & sentence) or what
    overlap = [len(wanted & (c := covered(one.pieces, words))) / (len(wanted | c) or 1) for one in offered]
    best = max(overlap)
    if best < 0.5:
        return
    pieces = next(one.pieces for one, value in zip(offered, overlap, strict=True) if value == best)
    if len(offered) > 1:
        asked["content"].add([content_features(setting, one) for one in offered], [value == best for value in overlap])
    heads = source.candidates(words, head, pieces)
    right = [one.head in who if who else one.head is None for one in heads]
    if any(right):
        if who:  # the head of the phrase, not a name inside it
            top = [r and (words.head[one.head] not in who) for r, one in zip(right, heads, strict=True)]
            right = top if any(top) else right
        asked["source"].add([source.source_features(setting, pieces, one) for one in heads], right)


def learned(asked: Sequence[dict[str, Question]]) -> dict[str, dict[str, float]]:
    """The weights of all questions but whether a whole attribution is right."""
    return {name: learn([one[name] for one in asked], PENALTY[name], LEAST[name]) for name in asked[0]}


class Training:
    """Documents with their training cases; each is read as if its own words had not been counted."""

    def __init__(self, every: list[Case]) -> None:
        self.every = every
        counts = [counted(case) for case in every]
        self.known = summed(counts)
        numbers: dict[str, dict[str, int]] = {name: {} for name in PENALTY}
        self.others = [without(self.known, own) for own in counts]
        self.asked = [questions(case, others, numbers) for case, others in zip(every, self.others, strict=True)]

    def tables(self) -> dict[str, dict[str, float]]:
        """The weights of all questions."""
        table = learned(self.asked)
        table["whole"] = learn([self.whole()], PENALTY["whole"], LEAST["whole"])
        return table

    def whole(self, folds: int = 4) -> Question:
        """The cases of whole attributions, offered by rankers that have not seen their document."""
        question = Question()
        for fold in range(folds):
            table = learned([one for number, one in enumerate(self.asked) if number % folds != fold])
            for case, others in zip(self.every[fold::folds], self.others[fold::folds], strict=True):
                rows = list(search.offers(case.words, table, others))
                for one, about in rows:
                    inside = one.cue in case.contents and one.cue not in case.heads
                    if inside and any(other.holds(one.cue) for other, _ in rows):
                        continue
                    question.yes_or_no(about, right=_right(case, one))
        return question


def _right(case: Case, one: search.Found) -> bool:
    """Whether some gold attribution has the content, at least half of it, and the source."""
    sentence = set(range(*case.words.bounds(one.cue)))
    given = covered(one.pieces, case.words)
    for who, marked, what in case.gold:
        wanted = (what & sentence) or what
        if len(wanted & given) >= 0.5 * len(wanted | given) and (marked & sentence or not marked):
            return one.source in who if one.source is not None else not who
    return False


def _run_on(question: Question, case: Case) -> None:
    words = case.words
    for start, end in run_on.possible(words):
        if any(start <= head < end and words.quote[head] < 0 for head in case.heads):
            continue
        body = covered(((start, end),), words)
        inside = [one for one in case.gold if len(body & one[2]) > len(body) / 2]
        earlier = [one for one in inside if (one[2] and min(one[2]) < start) or (one[1] and min(one[1]) < start)]
        question.yes_or_no(run_on.run_on_features(words, start, end), right=bool(earlier))


def write(tables: dict[str, dict[str, float]], known: dict[str, tuple[int, int]], folder: Path) -> None:
    """The tables as tab-separated text."""
    lines = [
        f"{name}\t{weight:g}\t{feature}" for name, table in tables.items() for feature, weight in sorted(table.items())
    ]
    (folder / "weights").mkdir(exist_ok=True, parents=True)
    (folder / "weights" / "polnear.tsv").write_text("# question, weight, feature\n" + "\n".join(lines) + "\n", "utf-8")
    rows = [f"{word}\t{yes}\t{seen}" for word, (yes, seen) in known.items()]
    head = "# lemma/part of speech, times the head of a cue, times seen outside what is attributed (PolNeAR, train)\n"
    (folder / "cues.tsv").write_text(head + "\n".join(rows) + "\n", "utf-8")


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path(content.__file__).parent)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--hold-out", type=int, default=0, help="leave out the last documents")
    options = parser.parse_args()
    every = list(cases(options.train, options.cache))
    every = every[: len(every) - options.hold_out]
    training = Training(every)
    tables = training.tables()
    for name, table in tables.items():
        print(name, len(table), "weights")
    write(tables, training.known, options.out)


if __name__ == "__main__":
    main()
