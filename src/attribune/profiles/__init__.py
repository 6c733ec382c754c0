"""What is known of a field: data and its loader."""

from .load import ProfileError, check, load, new
from .profile import EventType, Office, Organisation, Place, Profile, Role, Trigger

__all__ = [
    "ProfileError",
    "EventType",
    "Office",
    "Organisation",
    "Place",
    "Profile",
    "Role",
    "Trigger",
    "check",
    "load",
    "new",
]
