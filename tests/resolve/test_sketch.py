"""Sentences that are equal or nearly so."""

import random

from datasketch import MinHash, MinHashLSH

from attribune.resolve import sketch
from attribune.resolve.sketch import SHINGLE, Sentences

WORDS = [f"w{n}" for n in range(300)]


def met(*documents):
    sentences = Sentences()
    for document in documents:
        sentences.add(document)
    return set(sentences.candidates())


def test_equal_sentences_bring_documents_together():
    """The newcomer is held against the oldest bearers only."""
    same = "the harbour of vell was closed on monday by four guards"
    assert met([same], ["another sentence that nobody else has written in any text"], [same]) == {(0, 2)}
    assert met(*[[same]] * 10) == {(older, newer) for newer in range(10) for older in range(min(newer, 3))}


def test_bands_find_what_datasketch_finds():
    """The same permutations and bands: the same pairs, up to chance collisions of numbers."""
    chance = random.Random(5)
    texts = []
    for _ in range(60):
        words = chance.choices(WORDS, k=20)
        texts.append(" ".join(words))
        words[chance.randrange(20)] = "changed"
        texts.append(" ".join(words))
    near, found = MinHashLSH(threshold=0.5, num_perm=64), set()
    for number, text in enumerate(texts):
        words = text.split()
        made = MinHash(
            num_perm=64,
            seed=1,
            hashfunc=lambda data: int.from_bytes(sketch.blake2b(data, digest_size=4).digest(), "big"),
        )
        made.update_batch([" ".join(words[n : n + SHINGLE]).encode() for n in range(18)])
        found |= {(other, number) for other in near.query(made)}
        near.insert(number, made)
    assert found
    assert met(*[[text] for text in texts]) == found


def test_nothing_is_like_nothing():
    """No documents, empty ones and sentences of one word have no pairs."""
    assert met() == met([], []) == met(["one"], ["two"]) == set()
