"""What is known of a field: data and its loader."""

from .profile import EventType, Office, Organisation, Place, Profile, Role, Trigger

__all__ = ["EventType", "Office", "Organisation", "Place", "Profile", "Role", "Trigger", "load"]


def load(name: str = "exile") -> Profile:
    """The profile of that name, or the one in the file of that path."""
    return Profile(name)
