"""The words of a text as they are compared: stems without the words that say little."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_STOP = frozenset((
    "a", "about", "above", "after", "again", "all", "also", "am", "an", "and", "any", "anyone",
    "are", "as", "at", "be", "because", "been", "before", "being", "but", "by", "can", "cannot",
    "could", "did", "do", "does", "doing", "done", "each", "eg", "either", "else", "etc", "for",
    "from", "further", "had", "has", "have", "having", "he", "her", "here", "hers", "him",
    "his", "how", "however", "i", "ie", "if", "in", "into", "is", "it", "its", "itself", "may",
    "me", "might", "more", "most", "must", "my", "no", "nor", "not", "of", "off", "on", "once",
    "one", "only", "or", "other", "our", "out", "own", "per", "s", "shall", "she", "should",
    "so", "some", "such", "t", "than", "that", "the", "their", "theirs", "them", "then",
    "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up",
    "upon", "us", "via", "was", "we", "were", "what", "when", "where", "whether", "which",
    "while", "whilst", "who", "whom", "whose", "why", "will", "with", "within", "without",
    "would", "you", "your",
))  # fmt: skip
_ENDINGS = (
    "isations", "izations", "isation", "ization", "ations", "ation", "ments", "ment", "ness",
    "ities", "ity", "ingly", "edly", "ings", "ing", "ions", "ion", "ables", "able", "ibles",
    "ible", "ives", "ive", "ers", "er", "ors", "or", "ies", "ied", "es", "ed", "ly", "al", "s",
    "y", "e",
)  # fmt: skip


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order; a word that says little is left out."""
    found = (word for word in _WORD.findall(text.lower().replace("’", "'")) if word not in _STOP)
    return [stem for word in found if (stem := _stem(word)) and stem not in _STOP]


@cache
def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    if word.isdigit():
        return word
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
        else:
            break
    if len(word) == 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word


_SYNONYMS = {
    "parents": "parent carer guardian family families mother mum father dad relative",
    "pupils": "pupil student child children learner",
    "head": "headteacher principal head leader leadership slt senior",
    "staff": "staff teacher personnel employee colleague worker",
    "picture": "photo photograph picture image film video recording filmed camera",
    "post": "post comment publish upload write message share",
    "worry": "complaint complain concern grievance worry problem issue unhappy allegation",
    "accuse": "allegation allege accuse accusation blame slander defame defamatory defamation",
    "bully": "bully bullying cyberbullying cyber harass harassment troll",
    "network": "facebook twitter instagram whatsapp network networking media online internet web",
    "police": "police crime criminal offence illegal unlawful",
    "remove": "remove delete removal down",
    "rude": "rude abuse abusive offensive insult derogatory "
    "unkind negative hurtful inappropriate malicious nasty",
    "private": "private privacy personal confidential confidentiality secret",
    "details": "data detail information address",
    "tell": "disclose reveal tell report inform notify",
    "lie": "defame defamatory defamation libel libelous libellous "
    "untrue inaccurate false factually slander lie rumour",
    "account": "account page profile",
    "blog": "blog weblog",
    "consent": "consent permission agree allow yes",
    "threat": "threat threaten threatening violence violent harm hurt",
    "hate": "discriminatory sexist racist homophobic discrimination "
    "discriminate equality hate race religion",
    "train": "train training teach learn education",
    "follow": "follow comply adhere obey",
    "rule": "rule policy code guideline",
    "check": "check monitor review",
    "help": "help support assist",
    "talk": "talk speak discuss discussion meeting contact",
    "work": "copyright copy intellectual plagiarism",
    "respect": "respect dignity polite courteous civil civilised kind",
    "reputation": "reputation disrepute",
    "step": "sanction action disciplinary consequence",
    "password": "password security",
    "friend": "friend follower",
    "lawyer": "legal lawyer solicitor court law",
    "pretend": "pretend pretence guise impersonate impersonation imitate "
    "fake behalf represent logo badge branding brand",
    "name": "name naming identify identity individual",
    "ask": "ask request seek",
    "first": "first initial instance directly appropriate channel channels procedure",
    "free": "free freedom right entitled",
}
_CONCEPTS: dict[str, list[str]] = {}
for _name, _words in _SYNONYMS.items():
    for _word in dict.fromkeys(_stem(word) for word in _words.split()):
        _CONCEPTS.setdefault(_word, []).append(f"={_name}")


def concepts(found: list[str]) -> list[str]:
    """Return stems, each followed by what it shares with words of like meaning."""
    return [word for stem in found for word in (stem, *_CONCEPTS.get(stem, ()))]
