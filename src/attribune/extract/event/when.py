"""When it was, as far as the sentence itself tells: the time expression that grammar ties to the event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribune.extract.stretch import days_of
from attribune.model import Span, When

from .frame import support
from .lasting import lasting
from .lexicon import lexicon
from .subject import coordinated, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated, Statement, TimeExpression

    from .trigger import Found

_THROUGH = ("xcomp", "ccomp", "conj", "dobj", "nsubjpass", "nsubj", "pcomp", "aux", "auxpass", "prep", "pobj", "acl")
_CLAUSE = 2  # the rank of a time with a clause that says what was then
_UP = 8
_ANCHORS = ("since", "after", "before", "until", "following")
_ORDINAL = ("first", "second", "third", "fourth", "fifth", "only", "latest")
_DATELINE = re.compile(r"\s{0,3}(?:\([^()\n]{1,40}\))?\s{0,3}[-–—]\s")


def when(found: Found, seen: Annotated, statement: Statement | None) -> When:
    """The time of an event. A vague one keeps its words and has no value; none at all is no guess."""
    sentence = found.head.sent
    best: tuple[int, int, TimeExpression] | None = None
    for time in seen.times:
        inside = sentence.start_char <= time.span.start < sentence.end_char
        if inside and time.edtf and time.type in ("DATE", "TIME") and _tells_of(time.span, found, seen, statement):
            rank = _licence(time.span, found, seen)
            distance = abs(time.span.start - found.head.idx)
            if rank is not None and (best is None or (rank, distance) < best[:2]):
                best = (rank, distance, time)
    if best is None:
        return lasting(found, seen) or _vague(found, seen)
    time = best[2]
    days = days_of(time, seen.times)
    # of "since 2004, when he fled" 2004
    began = days and _has_clause(_root(time.span, seen), found) and _is_since(time.span, seen)
    return When(time.span, days.partition("/")[0] if days and began else days)


def _tells_of(span: Span, found: Found, seen: Annotated, statement: Statement | None) -> bool:
    """Whether a time can tell of the event at all: not one in a dateline, nor the "since" of "the first since 1999"."""
    opening = seen.document.text[found.head.sent.start_char : span.start].split()
    dateline = _DATELINE.match(seen.document.text, span.end) and any(word.strip(",").isupper() for word in opening)
    counted = _is_since(span, seen) and any(child.lower_ in _ORDINAL for child in found.head.children)
    return _same_statement(span, statement) and not dateline and not counted


def _is_since(span: Span, seen: Annotated) -> bool:
    """Whether a time is what something is the first since, the word inside its span or before it."""
    before = seen.document.text[max(0, span.start - 6) : span.start].lower()
    return before == "since " or span.quote.lower().startswith("since")


def _same_statement(span: Span, statement: Statement | None) -> bool:
    """A time outside a statement's content tells when it was said, not when it was."""
    return statement is None or statement.holds(span)


def predicates(found: Found) -> list[Token]:
    """The words whose adjuncts tell of the event: the trigger, its support verb, the verb of trying, the verb it is
    subject of.
    """
    head = found.head
    carried = [head, *(word for word in found.words if word != head and is_verbal(word))]
    if not is_verbal(head):
        verb = support(head)
        if verb is not None:
            carried.append(verb)
        elif head.dep_ in ("nsubj", "nsubjpass") and is_verbal(head.head):
            carried.append(head.head)
        climb = head
        while climb.dep_ in ("pobj", "prep", "agent") and climb.head.lower_ in ("of", "by", *lexicon().transparent):
            climb = climb.head
        if climb.dep_ in ("dobj", "nsubj", "nsubjpass", "agent") and is_verbal(climb.head):
            carried.append(climb.head)
    if head.pos_ == "ADJ" and is_verbal(head.head):
        carried.append(head.head)
    carried += [one for one in head.children if one.dep_ == "relcl" and one.lemma_.lower() in lexicon().striking]
    by = [one for child in head.children if child.dep_ == "agent" for one in child.children]
    carried[1:1] = [one for one in by if one.dep_ == "pcomp" and one.tag_ == "VBG"]  # "shot by firing squad on Monday"
    top = carried[-1] if not is_verbal(head) else head
    for _ in range(_UP):
        if top.dep_ in ("xcomp", "acomp", "auxpass") and top.head != top:
            top = top.head
            carried.append(top)
        else:
            break
    return carried


def _has_clause(root: Token | None, found: Found) -> bool:
    """Whether the event stands in a clause on a time: "2004, when the law was relaxed"."""
    return any(token.dep_ == "relcl" and token.head == root for token in predicates(found))


def _licence(span: Span, found: Found, seen: Annotated) -> int | None:
    """How well grammar ties a time to an event, 0 best; None where it belongs to something else."""
    root = _root(span, seen)
    own = predicates(found)
    if root is None:
        return None
    if _has_clause(root, found):
        return _CLAUSE
    governor = root
    for step in range(_UP):
        if governor in own:
            return min(3, step)
        if is_verbal(governor) and governor.i not in {token.i for token in own}:
            return _shared(governor, own, span)
        anchored = governor.lower_ in _ANCHORS and governor not in (root.head, root)
        beside = governor.dep_ == "conj" and governor.pos_ in ("NOUN", "PROPN") and root.i < governor.i
        if governor.head == governor or governor.dep_ == "relcl" or anchored or beside:
            return None  # "since the test in May" tells when the test was
        governor = governor.head
    return None


def _shared(governor: Token, own: list[Token], span: Span) -> int | None:
    """A time before the first of coordinated verbs holds for all; one on a main verb for its gerunds and purposes; one
    in a clause with "when" also for the main verb.
    """
    if governor.dep_ == "advcl" and governor.head in own and any(_says_when(child) for child in governor.children):
        return 4
    for token in own:
        if (
            _follows(token, governor)
            or _elided(token, governor)
            or _right_before(token, governor, span)
            or _of_those_who(token, governor, span)
        ):
            return 4
        if (
            token in coordinated(governor)
            and span.start < governor.idx
            and governor.i < token.i
            and not _own_subject(token)
        ):
            return 4
        if (
            token.dep_ == "pobj"
            and token.head.dep_ == "prep"
            and token.head.head == governor
            and token.head.lower_ == "for"
        ):
            return 5
    return None


def _follows(verb: Token, governor: Token) -> bool:
    """Whether a verb tells what came of the main one: "derailed on Friday, *killing* three"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head == governor


def _says_when(word: Token) -> bool:
    """Whether a clause that a word begins tells when the main one was: "died *when* a bomb went off on Friday"."""
    return word.dep_ in ("advmod", "mark") and word.lower_ in ("when", "as", "while")


def _right_before(verb: Token, governor: Token, span: Span) -> bool:
    """Whether a time stands right before a clause with "when": "six were hurt on Monday when police *fired*"."""
    timed = verb.dep_ == "advcl" and verb.head == governor and any(_says_when(child) for child in verb.children)
    return timed and 0 <= verb.left_edge.idx - span.end <= 2


def _of_those_who(verb: Token, governor: Token, span: Span) -> bool:
    """Whether a time tells of those who somebody is one of: "he is one of six who *fled*, on 3 May"."""
    if governor.lemma_ != "be" or verb.dep_ != "relcl" or span.start < verb.idx or governor not in verb.ancestors:
        return False
    between = verb.doc[verb.i + 1 : verb.sent.end]
    return not any(is_verbal(word) for word in between if word.idx < span.start)


def _elided(verb: Token, later: Token) -> bool:
    """Whether a later verb leans on the auxiliary of an earlier one: "two were shot and six hurt on Monday"."""
    own = any(child.dep_ in ("aux", "auxpass", "dobj") for child in later.children)
    leans = verb.i < later.i and later.tag_ in ("VBN", "VBD") and not own and verb in coordinated(later)
    return leans and any(child.dep_ == "auxpass" for child in verb.children)


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _root(span: Span, seen: Annotated) -> Token | None:
    """The word of a time expression that hangs on something outside it."""
    words = seen.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words else None


def _vague(found: Found, seen: Annotated) -> When:
    for predicate in predicates(found):
        for child in predicate.children:
            if child.dep_ in ("advmod", "amod") and child.lower_ in lexicon().vague | {"recent"}:
                return When(seen.document.span(child.idx, child.idx + len(child.text)), None)
    return When()
