"""How accounts are found by name: each word that is sought begins a word of the name or of the address before its @."""

import re
import unicodedata

from medconnect.domain.identity.user import User

LONGEST_WORD = 16
"""Only so much of a word is looked at; longer ones that begin alike are found together."""


def words_of(text: str) -> list[str]:
    """Words without case and accents."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return re.findall(r"[^\W_]+", bare)


def search_words(user: User) -> set[str]:
    """The beginnings of every word by which somebody is found."""
    words = words_of(user.full_name) + words_of(str(user.email).partition("@")[0])
    return {word[:n] for word in words for n in range(1, min(len(word), LONGEST_WORD) + 1)}
