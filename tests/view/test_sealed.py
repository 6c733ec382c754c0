"""What is kept under seal."""

import pytest

from attribune.model import Records, Resolved
from attribune.protect import Policy, Settings, Shield
from attribune.view.sealed import seal, unseal

SECRET = b"s" * 32


def test_a_seal_opens_with_the_secret_it_was_made_with_alone():
    """Changed by a byte, or opened in another case, it is refused before anything in it is read."""
    bare = Shield(Records(), Resolved(), Settings(SECRET, Policy.read({}))).bare()
    sealed = seal(SECRET, bare)
    assert unseal(SECRET, sealed)[0].people == bare[0].people
    with pytest.raises(ValueError, match="as it was written"):
        unseal(b"t" * 32, sealed)
    spoilt = sealed[:-8] + ("A" if sealed[-8] != "A" else "B") + sealed[-7:]
    with pytest.raises(ValueError, match="as it was written"):
        unseal(SECRET, spoilt)
