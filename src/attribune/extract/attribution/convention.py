"""What counts as a statement here although a learner may say otherwise, and what does not.

Decisions and aims are events, not statements; signs, evidence and tables cannot speak; the article's author is no
source. Impersonal forms ("it is understood that", "there are fears that"), a headline's colon and what is told of
somebody's silence ("did not reply to a request") always are statements.
"""

from __future__ import annotations

from functools import lru_cache

from attribune.extract.event.lexicon import lexicon as people

from .lexicon import words
from .tree import Tree

_DOUBT = frozenset({"could", "might", "may"})  # a state of mind that is only possible is nobody's statement
_WANTS = frozenset({"want", "hope", "wish", "desire", "intend", "frustrate", "worry"})
_AUTHOR = frozenset({"i", "we", "us", "me", "my", "our"})


def barred(tree: Tree, cue: int, source: int | None) -> bool:
    """Whether the conventions leave out an attribution with this cue and source."""
    if _is_deed(tree, cue) or _is_aim(tree, cue) or _is_only_possible(tree, cue) or _is_neither(tree, cue):
        return True
    if source is None:
        return _is_done(tree, cue)
    if tree.lemma[source].casefold() in words("convention")["host"] and tree.lower[cue] == ":":
        return True
    mute = tree.lemma[source].casefold() in words("convention")["mute"]
    own = any(tree.lower[c] == "our" for c in tree.children[source])
    counted = own and tree.lemma[source] in words("convention")["work"]
    return mute or ((counted or tree.lower[source] in _AUTHOR) and tree.quote[cue] < 0)


def _is_deed(tree: Tree, cue: int) -> bool:
    lemma = tree.lemma[cue].casefold()
    if lemma == "call" and cue >= 2 and tree.lower[cue - 1] == "-" and tree.lower[cue - 2] == "so":
        return True
    if lemma == "request" and tree.child(cue, "dobj") is not None and tree.child(cue, "xcomp") is not None:
        return False  # who requests somebody to act says so; who requests asylum does a deed
    lists = words("convention")
    thing = tree.child(cue, "dobj", "nsubjpass")
    if thing is not None and lemma in lists["gainsay"] and tree.lemma[thing] in lists["granted"]:
        return True
    if thing is not None and lemma == "recall" and tree.lemma[thing].casefold() in people().person:
        return True  # called home, and not remembered
    deed = lemma in lists["deed"] and tree.quote[cue] < 0
    return deed and not any(tree.dep[c] in ("ccomp", "parataxis") for c in tree.children[cue])


def _is_aim(tree: Tree, cue: int) -> bool:
    aims = words("convention")["aim"]
    below = {tree.dep[c] for c in tree.children[cue]}
    if tree.lemma[cue].casefold() in aims and below & {"xcomp", "acl"} and not _speech(tree, cue):
        return True
    return any(tree.dep[c] == "dobj" and tree.lemma[c] in aims for c in tree.children[cue])


def _is_neither(tree: Tree, cue: int) -> bool:
    """Whether it is the first half of "neither confirmed nor denied", of which the second is the statement."""
    return any(tree.lower[c] == "neither" for c in tree.children[cue]) and tree.child(cue, "conj") is not None


def _is_done(tree: Tree, cue: int) -> bool:
    """Whether it is done to somebody and nobody says it: "he was recalled", "she was named head of the mission"."""
    below = {tree.dep[c] for c in tree.children[cue]}
    inert = "auxpass" in below and tree.lemma[cue] in words("convention")["inert"]
    return inert and not below & {"ccomp", "xcomp"}


def _is_only_possible(tree: Tree, cue: int) -> bool:
    lemma = tree.lemma[cue].casefold()
    mental = lemma in words("act")["believe"] or lemma in _WANTS or tree.pos[cue] == "ADJ"
    return mental and any(tree.lower[c] in _DOUBT for c in tree.children[cue])


def _speech(tree: Tree, cue: int) -> bool:
    """Whether what is refused or attempted is itself speech ("refused to comment")."""
    spoken = words("act")["withheld"]
    return any(tree.dep[c] in ("xcomp", "acl") and tree.lemma[c] in spoken for c in tree.children[cue])


def fixed(tree: Tree, head: int) -> bool:
    """Whether the token heads an impersonal form with a clause, or is the colon of a headline's speaker."""
    if tree.pos[head] == "PUNCT":
        return begins_turn(tree, head) or _leads_to_quotation(tree, head) or signs(tree, head)
    lists = words("convention")
    lemma = tree.lemma[head].casefold()
    if tree.pos[head] == "VERB" and (settled(tree, head) or is_silent(tree, head)):
        return True
    if tree.pos[head] == "VERB" and lemma in lists["impersonal"]:
        below = {tree.dep[c]: c for c in tree.children[head]}
        subject = below.get("nsubjpass", below.get("nsubj", below.get("expl")))
        dummy = subject is not None and tree.lower[subject] == "it" and "auxpass" in below
        if "agent" in below or "auxpass" not in below:
            return False
        return dummy and bool(below.keys() & {"ccomp", "advcl", "xcomp"})
    if tree.pos[head] != "NOUN" or lemma not in lists["existential"]:
        return lemma in lists["hearsay"]
    verb = tree.head[head]
    there = any(tree.dep[c] == "expl" and tree.lower[c] == "there" for c in tree.children[verb])
    clauses = (*tree.children[head], *tree.children[verb])
    return there and any(tree.dep[c] in ("acl", "ccomp", "relcl") for c in clauses)


def settled(tree: Tree, head: int) -> bool:
    """Whether a verb makes a statement by its form alone, be it ever so rare."""
    return is_set(tree, head) or is_held(tree, head) or _informs(tree, head) or _leaves_open(tree, head)


def _leaves_open(tree: Tree, head: int) -> bool:
    """Whether somebody cannot or does not confirm something."""
    if tree.lemma[head] not in ("confirm", "verify", "corroborate") or tree.dep[head] != "ROOT":
        return False
    below = {tree.dep[c] for c in tree.children[head]}
    return "neg" in below and "nsubj" in below and bool(below & {"dobj", "ccomp"})


def _informs(tree: Tree, head: int) -> bool:
    """Whether somebody tells somebody something: "briefed lawmakers that he was shot"."""
    if tree.lemma[head].casefold() not in words("convention")["told"] or tree.subject(head) is None:
        return False
    clause = tree.child(head, "ccomp")
    told = clause is not None and tree.lower[tree.left[clause]] == "that" and tree.subject(clause) is not None
    return told and tree.child(head, "dobj", "dative") is not None


def is_silent(tree: Tree, head: int) -> bool:
    """Whether somebody is told to have said nothing: "did not reply to a request", "gave no details"."""
    lists = words("convention")
    objects = [c for c in tree.children[head] if c > head and tree.dep[c] == "dobj"]
    if tree.lemma[head] in lists["answer"] and any(tree.dep[c] == "neg" for c in tree.children[head]):
        below = (tree.child(c, "pobj") for c in tree.children[head] if tree.dep[c] == "prep" and tree.lower[c] == "to")
        asked = [*objects, *(one for one in below if one is not None)]
        return any(tree.lemma[one] in lists["asked"] for one in asked)
    told = (one for one in objects if tree.lemma[head] in lists["give"] and tree.lemma[one] in lists["given"])
    return any(tree.lower[c] == "no" for one in told for c in tree.children[one])


@lru_cache(maxsize=1)
def _set_verbs() -> frozenset[str]:
    lists = words("convention")
    return frozenset({"play", "refrain"}).union(*(lists[name] for name in ("gainsay", "doubt", "urging", "number")))


def is_set(tree: Tree, head: int) -> bool:
    """Whether a set phrase tells what somebody says of something: "refuted this", "put the dead at 120"."""
    lists, lemma = words("convention"), tree.lemma[head].casefold()
    if lemma not in _set_verbs():
        return False
    thing = tree.child(head, "dobj")
    if thing is None or tree.subject(head) is None:
        below = tree.child(head, "prep")
        about = tree.child(below, "pobj", "pcomp") if below is not None and tree.lower[below] == "from" else None
        return lemma == "refrain" and about is not None and tree.lemma[about] == "comment"
    if lemma in lists["gainsay"] or (lemma == "play" and tree.lower[tree.child(head, "prt") or head] == "down"):
        return tree.lemma[thing].casefold() in lists["against"] or tree.lower[thing] in lists["against"]
    leads = {tree.lower[c]: c for c in tree.children[head] if tree.dep[c] == "prep" and c > thing}
    if lemma in lists["doubt"]:
        return tree.lemma[thing].casefold() in lists["doubts"] and bool(leads.keys() & {"on", "upon"})
    if lemma in lists["urging"]:
        return tree.child(head, "xcomp") is not None and tree.lower[head] != lemma
    lead = leads.get("at" if lemma == "put" else "to")
    value = tree.child(lead, "pobj") if lead is not None and lemma in lists["number"] else None
    return value is not None and (
        tree.pos[value] == "NUM" or any(tree.dep[c] == "nummod" for c in tree.children[value])
    )


def tells(tree: Tree, head: int) -> bool:
    """Whether a verb with a clause and a subject of its own tells, inside what another says, what a third one says."""
    if tree.pos[head] != "VERB" or tree.lemma[head].casefold() not in words("convention")["tells"]:
        return False
    subject = tree.subject(head)
    if subject is None or tree.lower[subject] in ("it", "this", "that", "which", "there"):
        return False
    clause = tree.child(head, "ccomp")
    if clause is None:
        return tree.dep[head] == "parataxis" and tree.tag[head] in ("VBP", "VBZ", "VBD")
    return tree.subject(clause) is not None


def idle(tree: Tree, cue: int, pieces: tuple[tuple[int, int], ...]) -> bool:
    """Whether a word of saying or knowing says nothing here: "had not been seen", "asked not to be named"."""
    lists, lemma = words("convention"), tree.lemma[cue].casefold()
    below = {tree.dep[c] for c in tree.children[cue]}
    if "auxpass" in below and "agent" not in below and not below & {"ccomp", "xcomp", "oprd", "advcl"}:
        return lemma in lists["inert"]
    if lemma == "ask" and tree.quote[cue] < 0:
        inside = [*tree.children[cue], *range(*pieces[0])]
        return any(tree.lemma[t] in lists["unnamed"] for t in inside) and _negated(tree, inside)
    return lemma == "answer" and not _negated(tree, tree.children[cue]) and tree.child(cue, "dobj") is not None


def _negated(tree: Tree, tokens: list[int]) -> bool:
    return any(tree.dep[t] == "neg" for token in tokens for t in (token, *tree.children[token]))


def past_knowledge(tree: Tree, cue: int) -> bool:
    """Whether somebody is told to have known, or not to know: no attitude that is held now."""
    if tree.lemma[cue].casefold() not in words("convention")["knowing"]:
        return False
    below = {tree.dep[c] for c in tree.children[cue]}
    if "auxpass" in below:
        return False  # "it is understood that" is held now
    return "neg" in below or tree.tag[cue] in ("VBD", "VBN", "JJ")


def is_held(tree: Tree, head: int) -> bool:
    """Whether something is, with nobody named, held to be something: "is accused of theft", "was considered lost"."""
    if tree.lemma[head] not in words("convention")["held"]:
        return False
    below = {tree.dep[c] for c in tree.children[head]}
    if "auxpass" not in below or "agent" in below:
        return False
    leads = {tree.lower[c] for c in tree.children[head] if tree.dep[c] == "prep" and c > head}
    return bool(below & {"oprd", "xcomp"} or leads & {"as", "of", "at"})


def begins_turn(tree: Tree, colon: int) -> bool:
    """Whether a paragraph begins with a name and this colon: a headline, or a turn in a transcript."""
    first, end = tree.bounds(colon)
    if tree.lower[colon] != ":" or not 0 < colon - first <= 5 or colon + 1 >= len(tree):
        return False
    starts = first == 0 or tree.paragraph[first] != tree.paragraph[first - 1]
    if tree.pos[first] == "PUNCT" and tree.quote[first] >= 0:
        first += 1  # a transcript that is quoted turn by turn
    named = first < colon and all(tree.text[tree.start[t]].isupper() for t in range(first, colon))
    label = any(tree.lower[t] in words("convention")["label"] for t in range(first, colon))
    goes_on = tree.paragraph[colon + 1] == tree.paragraph[colon] and not tree.text[tree.start[colon + 1]].isdigit()
    return starts and named and not label and goes_on and end > colon


def signs(tree: Tree, dash: int) -> bool:
    """Whether a name stands behind the dash under a quotation."""
    if tree.lower[dash] == ":" or dash + 1 >= len(tree) or tree.quote[dash] >= 0:
        return False
    end = tree.bounds(dash)[1]
    return tree.text[tree.start[dash + 1]].isupper() and tree.pos[dash + 1] == "PROPN" and end - dash <= 25


def _leads_to_quotation(tree: Tree, colon: int) -> bool:
    """Whether a long quotation follows a colon at once, where no verb of the clause can be its cue."""
    after = colon + 1
    while after < len(tree) and tree.pos[after] == "SPACE":
        after += 1
    if tree.lower[colon] != ":" or after >= len(tree) or tree.quote[after] < 0 or tree.quote[colon] >= 0:
        return False
    first, end = tree.quotations[tree.quote[after]]
    return first == after and end - first >= 8
