"""What both the poster and the test of the drawings need: how wide words are, where they break, what elements are called."""
import re

NARROW, WIDE = set("iljtfrI.,:;|'!()[]/-"), set("mwMW%@")


def advance(letter, size):
    """An estimate on the wide side, for a sans-serif face."""
    code = ord(letter)
    if code == 0x0EB1 or 0x0EB4 <= code <= 0x0EBC or 0x0EC8 <= code <= 0x0ECE:
        return 0  # stands above or below the letter before it
    if 0x0E80 <= code <= 0x0EFF:
        return .62 * size
    if letter in NARROW:
        return .34 * size
    return (.86 if letter in WIDE else .3 if letter == " " else .70 if letter.isupper() else .57) * size


def width(words, size):
    return sum(advance(letter, size) for letter in words)


def lines_of(text, box, size):
    """As the drawing program breaks it: at spaces only."""
    lines = []
    for word in text.split():
        if lines and width(lines[-1] + " " + word, size) <= box:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def catalogue(root, language):
    """`process/element` → its name."""
    text = (root / f"config/i18n/workflow.{language}.po").read_text(encoding="utf-8")
    return dict(re.findall(r'msgctxt "bpmn"\nmsgid "([^"]+)"\nmsgstr "([^"]*)"', text))
