"""The languages that a page can have: their direction, and the interface texts in them.

The catalogs are gettext `.po` files under `locale/`, compiled.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Mapping
from functools import lru_cache

from jupyterhub_valueprop.language_tags import language, shortened
from jupyterhub_valueprop.site import Locale

from .best_fits import closest_language
from .compiled_files import compiled, compiled_names, read_catalogue

#: The scripts from right to left that are in use today (Unicode 16).
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi")
)
#: The languages that are mostly written in one of them: CLDR's likely subtags, as in Babel 2.18 and 2.19. Loading these
#: would take longer than everything else that a page needs.
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    """
    aao abh abv acm acq acw acx adf aeb aec aee aeq afb aib aii aij aiq amw apc apd ar arq ars ary arz ask atn auj
    auz avd avl ayh ayl ayn ayp azb bal bdz bej bft bgn bgp bhe bhm bhn bjf bjm bqi brh brk bsh bsk chg cja ckb clh
    czk dcc def deh dgl dmk dml dv esh fa fay faz fia fub gbz ggg gha ghr gig gjk gju glh glk grr gwc gwf gwt gzi
    hac haz hbo he hkh hnd hno hoh hrt hrz hss huy isk itk iw jad jat jbe jbn jdg ji jnd jog jpa jpr jrb jye kbu kby
    kcy kfm khw klj kmz kqd ks ktl kvx kxp lad lah lhs lki lrc lrk lrl lsa lsd lss luv luz mby mde mey mfa mfi mhj
    mid mki mnj mve mvy myz mzb mzn nli nlm nqo ntz nyq oar odk omy oru ota pbt phl phr phv plk prc prd prx ps psh
    psi pst qxq rdb rhg rmt sam sbn scl sd sdb sdf sdg sdh sds sgr sgy shd shm shu shv siy siz skr smp smy sqo sqt
    srh srz ssh sts swb syc syn syr tjo tks tmr tov tra trg trm trw ug ur ush uzs vaf vgr vmh wbk wlo wne wni wsv
    xhe xka xkc xkj xkp xvi ydg yhd yi yih yud zba zdj zrp zum
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale:
    """The `Locale` of a BCP 47 tag; interface texts are those of `pt-BR` for `pt`, English if there is no match."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else language(tag) in RIGHT_TO_LEFT_LANGUAGES
    return Locale(tag, "rtl" if is_rtl else "ltr", _texts(tag))


@lru_cache(maxsize=64)
def find_plurals(tag: str) -> Callable[[str, str, int], str]:
    """The `ngettext` of a BCP 47 tag: the text for one, and for another number, in the form that the language has."""
    catalogue = _catalogue(tag)
    return (gettext.GNUTranslations(io.BytesIO(catalogue)) if catalogue else gettext.NullTranslations()).ngettext


def _texts(tag: str) -> Mapping[str, str]:
    catalogue = _catalogue(tag)
    return read_catalogue(catalogue) if catalogue else {}


def _catalogue(tag: str) -> bytes | None:
    """The catalog of the language that fits best; None for English and without a match."""
    if content := next(filter(None, (compiled(_file(each)) for each in shortened(tag))), None):
        return content
    if language(tag) == "en":
        return None
    languages = tuple(name.removesuffix(".mo").replace("_", "-") for name in compiled_names(".mo"))
    found = closest_language(tag, languages)
    return compiled(_file(found)) if found else None


def _file(tag: str) -> str:
    return f"{tag.replace('-', '_')}.mo"
