"""Attribune: who says what happened, on whose word, and does anyone else?"""
