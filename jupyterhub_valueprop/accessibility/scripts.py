"""The JavaScript of the checks: each script returns sentences about what is wrong, or elements."""

from __future__ import annotations

#: Shared functions: elements by selector, an element's name in a sentence, whether it is visible.
_TOOLS = """const all = selector => [...document.querySelectorAll(selector)]
const name = it => (it.id ? `#${it.id}` : it.getAttribute('aria-label') || it.textContent.trim().slice(0, 40)
    || it.value || it.outerHTML.slice(0, 60)).trim()
const seen = it => it.checkVisibility({visibilityProperty: true}) && it.getClientRects().length > 0
"""

#: The names of the elements that the keyboard should reach: all that are visible and can be used.
REACHABLE = f"""() => {{ {_TOOLS}
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
    return all(usable).filter(it => !it.disabled && !it.matches('.vp-skip') && seen(it)).map(name)
}}"""

#: The element that has the focus: its name, whether it has a ring, and whether something covers it.
FOCUSED = f"""() => {{ {_TOOLS}
    const it = document.activeElement
    if (!it || it === document.body) return null
    const style = getComputedStyle(it)
    const box = it.getClientRects()[0] ?? it.getBoundingClientRect()
    const on = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return {{
        name: name(it),
        isSkip: it.matches('.vp-skip'),
        ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor),
        covered: Boolean(on) && on !== it && !it.contains(on) && !on.contains(it),
    }}
}}"""

#: Elements that are wider than the window, and texts of which a part is cut off.
CLIPPED = f"""() => {{ {_TOOLS}
    const root = document.documentElement
    const wide = root.scrollWidth - root.clientWidth
    const cut = all('body *').filter(it => {{
        // what is for other senses, what scrolls inside itself, and what is folded with a way to unfold it
        if (it.matches('.vp-sr, .vp-sr *, svg *, [aria-hidden=true] *, .vp-notice > p') || !seen(it)) return false
        if (![...it.childNodes].some(child => child.nodeType === 3 && child.data.trim())) return false
        const style = getComputedStyle(it)
        const across = style.overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1
        const down = style.overflowY !== 'visible' && it.scrollHeight > it.clientHeight + 1
        return (across && style.overflowX !== 'auto') || (down && style.overflowY !== 'auto')
    }})
    return [...(wide > 0 ? [`the page is ${{wide}} px wider than its window`] : []),
        ...cut.map(it => `a part of "${{name(it)}}" is cut off`)]
}}"""

#: The text spacing of WCAG 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""

#: In forced colors: controls that look like text, and wrong fields that only a color marks.
FORCED = f"""() => {{ {_TOOLS}
    const width = it => parseFloat(getComputedStyle(it).borderInlineStartWidth)
    const controls = all('button, .vp-button, .vp-card, input:not([type=hidden], [type=checkbox])')
    const flat = controls.filter(it => seen(it) && !width(it) && !it.matches('.vp-reveal'))
    const links = all('main a:not([class], [aria-current])').filter(it => seen(it)
        && !getComputedStyle(it).textDecorationLine.includes('underline'))
    const fields = all('input[aria-invalid=true]').filter(it => width(it) < 2)
    const logos = all('[class*=vp-plate]').filter(it =>
        seen(it) && getComputedStyle(it).forcedColorAdjust !== 'none')
    return [...flat.map(it => `"${{name(it)}}" has no outline`),
        ...links.map(it => `"${{name(it)}}" is not underlined`),
        ...fields.map(it => `only a color says that "${{name(it)}}" is wrong`),
        ...logos.map(() => 'a logo loses the background that it needs')]
}}"""

#: Outlines of fields and buttons with a contrast of less than 3 to 1 to their background (WCAG 1.4.11).
FAINT = f"""() => {{ {_TOOLS}
    const canvas = document.createElement('canvas').getContext('2d', {{willReadFrequently: true}})
    const rgba = color => {{
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1)
        return canvas.getImageData(0, 0, 1, 1).data
    }}
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
    const ground = it => {{
        for (; it; it = it.parentElement) {{
            const color = rgba(getComputedStyle(it).backgroundColor)
            if (color[3] === 255) return color
        }}
        return rgba('Canvas')
    }}
    const ratio = (one, other) => {{
        const [a, b] = [light(one), light(other)].sort((x, y) => y - x)
        return (a + .05) / (b + .05)
    }}
    const controls = all('.vp-form input:not([type=hidden], [type=checkbox]), .vp-button')
    const edge = it => rgba(getComputedStyle(it).borderTopColor)
    return controls.filter(seen).map(it => [it, ratio(edge(it), ground(it.parentElement))])
        .filter(([, found]) => found < 3)
        .map(([it, found]) => `the outline of "${{name(it)}}" has ${{found.toFixed(2)}} to 1`)
}}"""

#: Lists without marks, which Safari doesn't announce as lists (https://bugs.webkit.org/show_bug.cgi?id=170179).
UNMARKED = f"""() => {{ {_TOOLS}
    return all('ul, ol').filter(it => getComputedStyle(it).listStyleType === 'none'
        && it.getAttribute('role') !== 'list').map(it => `the list "${{name(it)}}" has no role in Safari`)
}}"""

#: After a failed sign-in: what is not announced, not linked to its field, not focused, or missing in the title.
UNTOLD = f"""() => {{ {_TOOLS}
    const error = document.querySelector('.login_error')
    const heading = document.querySelector('h1')?.textContent.trim()
    if (!error) return ['no error is shown']
    const fields = all('.vp-form input:not([type=hidden], [type=submit], [type=checkbox])')
    const tied = it => (it.getAttribute('aria-describedby') ?? '').split(' ').includes(error.id)
    const controls = fields.length ? fields : all('.vp-button')
    const next = fields.find(it => !it.value) ?? controls[0]
    return [
        ...(error.getAttribute('role') === 'alert' ? [] : ['the error is not announced']),
        ...(error.textContent.trim() ? [] : ['the error has no words']),
        ...controls.filter(it => !tied(it)).map(it => `the error is not linked to "${{name(it)}}"`),
        ...fields.filter(it => it.getAttribute('aria-invalid') !== 'true').map(it => `"${{name(it)}}" is not marked`),
        ...(document.activeElement === next ? [] : ['the focus is not in the field to type in next']),
        ...(document.title.trim() === heading ? ['the title does not name the error'] : []),
    ]
}}"""

#: What assistive technology needs for navigation: landmarks, headings, names, languages.
TREE = f"""() => {{ {_TOOLS}
    const count = selector => document.querySelectorAll(selector).length
    const labeled = it => it.labels?.length || it.getAttribute('aria-label') || it.getAttribute('aria-labelledby')
        || (it.type === 'submit' && it.value)
    const fields = all('input:not([type=hidden]), select, textarea').filter(it => !labeled(it))
    const levels = all('h1, h2, h3, h4, h5, h6').filter(seen).map(it => Number(it.tagName[1]))
    const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)
    const sections = all('section').filter(it => !labeled(it))
    return [
        ...(count('main') === 1 ? [] : ['there is not one main landmark']),
        ...(count('h1') === 1 ? [] : ['there is not one main heading']),
        ...(document.documentElement.lang ? [] : ['the page does not say its language']),
        ...(document.title.trim() ? [] : ['the page has no title']),
        ...skipped.map(level => `a heading of level ${{level}} follows one two levels above`),
        ...fields.map(it => `"${{name(it)}}" has no label`),
        ...sections.map(it => `the section "${{name(it)}}" has no name`),
    ]
}}"""

#: Sound, video and motion, for the criteria about time and flashes.
MOVING = f"""() => {{ {_TOOLS}
    const media = all('audio, video, object, embed, iframe, marquee, blink, img[src$=".gif"]')
    const moving = document.getAnimations().filter(it => it.effect.getComputedTiming().endTime > 5000)
    return [...media.map(it => `there is a <${{it.localName}}>`), ...moving.map(() => 'something moves for over 5 s')]
}}"""
