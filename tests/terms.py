"""The words of this project: which to write, which not, and where another one is right. Data only.

`test_terms.py` looks for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """What must not be written (a regular expression, letter case apart), and what to write instead.

    `wrong` has a sentence in which it is found. `allowed` has phrases around a match, as regular expressions, in
    which the word is right, and `files` the places, as globs, each with the reason.
    """

    pattern: str
    say: str
    wrong: str
    allowed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


TERMS = (
    Term(
        r"\b(colour|behaviour|favour|neighbour|labelled|cancelled|travell|licence|catalogue|judgement)\w*"
        r"|\b(grey|centre[ds]?|programmes?)\b"
        r"|\b(organ|recogn|sanit|normal|initial|optim|summar|serial|minim|maxim|custom|emphas|real|util|synchron)"
        r"is(e[ds]?|ing|ations?|er|ers)\b",
        "the American spelling",
        "The organisation sanitises each colour.",
        allowed={r"aria-labelledby": "an attribute"},
    ),
    Term(
        r"\bstock\b|\b(hub's|JupyterHub's) own (login )?pages?\b",
        "JupyterHub's page",
        "The stock page is shown.",
    ),
    Term(
        r"\bpictures?\b|\bdrawings?\b",
        "image",
        "The picture is missing.",
        allowed={r"--pictures": "an option"},
    ),
    Term(r"\btypefaces?\b", "font", "Choose a typeface."),
    Term(
        r"\blocales?\b(?! codes?\b)",
        "language (its locale code)",
        "The page has two locales.",
        allowed={r"index\.LOCALE\.html": "the name of a file", r"parent locales": "the term of CLDR"},
    ),
    Term(
        r"\bnotices?\b",
        "announcement",
        "Two notices are shown.",
        allowed={
            r"privacy notices?": "the name of that document",
            r"::notice::": "a command of GitHub's workflows",
            r"\.vp-notice": "a class",
        },
    ),
    Term(r"\bstrips?\b|\bribbons?\b", "banner", "The strip says: staging."),
    Term(r"\bmistakes?\b|\bfindings?\b", "problem, or bug where it is in a program", "The mistake is in line 3."),
    Term(r"\bmend(s|ed|ing)?\b", "fix", "Mend the file."),
    Term(
        r"\baddress(es)?\b",
        "URL",
        "The address of the logo.",
        allowed={
            r"\b(IP|IPv[46]|e?mail|loopback) address(es)?|Special-Purpose Address Registry": "not a URL",
            r"page at this address": "an interface text, which all catalogs translate",
            r"--address|address article aside": "an option, and an element of HTML",
            r"\baddress space": "of a process",
            r"\bforms? of address": "how a text speaks to its reader",
        },
    ),
    Term(
        r"\brooms?\b|\bhouses?\b",
        "subpackage, or space",
        "Each room has its tests.",
        files={"docs/explanation/design.md": "draws the house"},
    ),
    Term(
        r"\bours?\b",
        "this package, or whose it is",
        "The page is ours.",
        allowed={
            r"our network": "what the default document says of a network without a name",
            r"our community": "the name in the branding that `init` writes",
            r"our mission|our code": "words of an example's network",
        },
    ),
    Term(
        r"(?<!\bthere\s)\b(is|are|was|were|be) (no|(?-i:none))\b(?! longer\b)",
        "is not",
        "This is no font.",
    ),
    Term(r"\bnone of\b", "no, or not", "It has none of these."),
    Term(r"\b(lies|lie|lay|lying)\b", "is", "The file lies beside it."),
    Term(
        r"\b(stands?|stood|standing)\b(?! (in )?for\b)",
        "is",
        "The name stands beside the logo.",
        allowed={r"stands? still": "does not move", r"stands? out\b": "differs", r"stand-in": "a replacement"},
    ),
)
