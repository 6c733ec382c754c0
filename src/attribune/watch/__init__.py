"""Feeds and sitemaps looked at now and then, new pages taken into a case, and what they changed told."""

from .listing import FeedError, subscribed
from .news import Change, atom
from .round import Round, Watch

__all__ = ["Change", "FeedError", "Round", "Watch", "atom", "subscribed"]
