"""What Word's form controls say, written into the text: ticked boxes, chosen entries, fields that nobody filled in."""

from __future__ import annotations

from xml.etree.ElementTree import Element

ON, OFF = "☑", "☐"


def settle(body: Element) -> None:
    """Changes the tree in place; its tags are without namespaces.

    A box shows `ON` or `OFF`, whatever sign the author chose for it; a content control that shows only its prompt is
    empty; a list of the old kind shows its chosen entry; hidden text is gone.
    """
    for element in body.iter():
        tag = _tag(element)
        if tag == "sdt":
            _settle_control(element)
        elif tag == "r":
            _settle_run(element)


def _settle_control(control: Element) -> None:
    properties = _child(control, "sdtPr")
    content = _child(control, "sdtContent")
    if properties is None or content is None:
        return
    box = _child(properties, "checkbox")
    if box is not None:
        _show(content, ON if _is_on(_child(box, "checked"), default=False) else OFF)
    elif _child(properties, "showingPlcHdr") is not None:
        _show(content, "")


def _show(content: Element, text: str) -> None:
    """The text in the place of the first piece of text, all others empty."""
    for element in content.iter():
        if _tag(element) in ("t", "sym"):
            if _tag(element) == "sym":
                element.tag = "t"
            element.text, text = text, ""


def _settle_run(run: Element) -> None:
    properties = _child(run, "rPr")
    hidden = None if properties is None else _child(properties, "vanish")
    if _is_on(hidden, default=False):
        for element in run.iter():
            if _tag(element) == "t":
                element.text = ""
    for element in list(run):
        data = _child(element, "ffData") if _tag(element) == "fldChar" else None
        said = "" if data is None else _old_field(data)
        if said:
            element.tag = "t"
            element.text = said


def _old_field(data: Element) -> str:
    box, entries = _child(data, "checkBox"), _child(data, "ddList")
    if box is not None:
        state = _child(box, "checked")
        return ON if _is_on(_child(box, "default") if state is None else state, default=False) else OFF
    if entries is None:
        return ""
    chosen = _value(_child(entries, "result")) or _value(_child(entries, "default")) or "0"
    listed = [_value(entry) or "" for entry in entries if _tag(entry) == "listEntry"]
    return listed[int(chosen)] if chosen.isdecimal() and int(chosen) < len(listed) else ""


def _is_on(element: Element | None, *, default: bool) -> bool:
    """A switch of Word: there without a value it is on."""
    if element is None:
        return default
    return (_value(element) or "1").lower() not in ("0", "false", "off", "none")


def _child(element: Element, wanted: str) -> Element | None:
    return next((child for child in element if _tag(child) == wanted), None)


def _value(element: Element | None) -> str | None:
    if element is None:
        return None
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == "val"), None)


def _tag(element: Element) -> str:
    return element.tag
