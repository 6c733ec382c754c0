"""What is known of a field: data and its loader."""

from .load import ProfileError, check, load, new
from .part import acts, in_parts, kin
from .profile import EventType, Office, Organisation, Place, Profile, Role, Trigger

__all__ = [
    "EventType",
    "Office",
    "Organisation",
    "Place",
    "Profile",
    "ProfileError",
    "Role",
    "Trigger",
    "acts",
    "check",
    "in_parts",
    "kin",
    "load",
    "new",
]
