#!/usr/bin/env python3
"""rework.py FROM TO PO: the procedure of folder FROM as other data in TO. Every id of the drawing gets another name, a
step with a form of its own is put in behind the order, and the Lao labels of the catalogue PO move into the drawing.

Nothing of the program is touched: TO is what an analyst would hand to `ssiis-admin workflow deploy`.
"""
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SSIIS = "urn:lsso:ssiis:bpmn:1"
DI, DC, DD = ("http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC",
              "http://www.omg.org/spec/DD/20100524/DI")
NAMES = {"bpmn": BPMN, "ssiis": SSIIS, "bpmndi": DI, "dc": DC, "di": DD,
         "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
REFERENCES = ["id", "sourceRef", "targetRef", "attachedToRef", "default", "messageRef", "errorRef", "signalRef", "bpmnElement",
              f"{{{SSIIS}}}notSamePersonAs", f"{{{SSIIS}}}returnTo", f"{{{SSIIS}}}heldAfter"]
STEP_LO, STEP_EN = "ຄວາມເຫັນດີຂອງຫົວໜ້າກ່ອນຮ່າງແຜນ", "Opinion of the head before the plan"
FORM = f"""<?xml version="1.0" encoding="UTF-8"?>
<form key="opinion" version="1" title_lo="{STEP_LO}" title_en="{STEP_EN}" submit_lo="ສົ່ງຕໍ່" submit_en="Send on">
  <section title_lo="ຄວາມເຫັນ" title_en="Opinion">
    <field name="opinion_text" type="lines" required="true" label_lo="ຄວາມເຫັນ" label_en="Opinion"/>
  </section>
</form>
"""


def lao_labels(po):
    """element key → Lao, of the context bpmn."""
    found = re.findall(r'msgctxt "bpmn"\nmsgid "([^"]*)"\nmsgstr "((?:[^"\\]|\\.)*)"', po.read_text(encoding="utf-8"))
    return {key: text.replace('\\"', '"') for key, text in found}


def put_in(process, after, name):
    """The new step behind `after`: it takes over the flow that left it."""
    flow = next(f for f in process.iter(f"{{{BPMN}}}sequenceFlow") if f.get("sourceRef") == after)
    old = next(t for t in process.iter(f"{{{BPMN}}}userTask") if t.get("id") == after)
    step = ElementTree.SubElement(process, f"{{{BPMN}}}userTask", {
        "id": name, "name": STEP_EN, f"{{{SSIIS}}}nameLo": STEP_LO, f"{{{SSIIS}}}stage": old.get(f"{{{SSIIS}}}stage"),
        f"{{{SSIIS}}}formKey": "opinion"})
    owner = ElementTree.SubElement(ElementTree.SubElement(ElementTree.SubElement(
        step, f"{{{BPMN}}}potentialOwner"), f"{{{BPMN}}}resourceAssignmentExpression"), f"{{{BPMN}}}formalExpression")
    owner.text = next(old.iter(f"{{{BPMN}}}formalExpression")).text
    ElementTree.SubElement(process, f"{{{BPMN}}}sequenceFlow",
                           {"id": f"Flow_{name}", "sourceRef": name, "targetRef": flow.get("targetRef")})
    gone, target = flow.get("id"), next(n for n in process.iter() if n.get("id") == flow.get("targetRef"))
    flow.set("targetRef", name)
    for incoming in target.findall(f"{{{BPMN}}}incoming"):
        if incoming.text == gone:
            incoming.text = f"Flow_{name}"


def draw(root, name, after):
    """A box for the new step below the one before it, so that the drawing shows it."""
    plane = next(root.iter(f"{{{DI}}}BPMNPlane"))
    before = next(s for s in plane if s.get("bpmnElement") == after)[0]
    shape = ElementTree.SubElement(plane, f"{{{DI}}}BPMNShape", {"id": f"{name}_di", "bpmnElement": name})
    ElementTree.SubElement(shape, f"{{{DC}}}Bounds", {"x": before.get("x"), "y": str(float(before.get("y")) + 100),
                                                      "width": before.get("width"), "height": before.get("height")})


def rename(root, process_id):
    names = {}
    for node in root.iter():
        if node.get("id") and node.get("id") != process_id:
            names[node.get("id")] = f"e{len(names):03}"
    for node in root.iter():
        for key in REFERENCES:
            if node.get(key):
                node.set(key, " ".join(names.get(word, word) for word in node.get(key).split()))
        if node.tag in (f"{{{BPMN}}}incoming", f"{{{BPMN}}}outgoing", f"{{{BPMN}}}flowNodeRef"):
            node.text = names.get(node.text.strip(), node.text)
    return names


def main(source, target, po):
    source, target = pathlib.Path(source), pathlib.Path(target)
    shutil.copytree(source, target)
    shutil.copytree(source.parent / "forms", target / "forms")
    (target / "forms/opinion.xml").write_text(FORM, encoding="utf-8")
    for prefix, uri in NAMES.items():
        ElementTree.register_namespace(prefix, uri)
    tree = ElementTree.parse(target / "inspection.bpmn")
    root, lao = tree.getroot(), lao_labels(pathlib.Path(po))
    process = root.find(f"{{{BPMN}}}process")
    for node in root.iter():
        label = lao.get(f"{process.get('id')}/{node.get('id')}")
        if label and node.get("name"):
            node.set(f"{{{SSIIS}}}nameLo", label)
    after = next(t.get("id") for t in process.iter(f"{{{BPMN}}}userTask")
                 if t.get(f"{{{SSIIS}}}formKey") == "service.order")
    put_in(process, after, "Opinion")
    draw(root, "Opinion", after)
    names = rename(root, process.get("id"))
    tree.write(target / "inspection.bpmn", encoding="UTF-8", xml_declaration=True)
    (target / "old-ids").write_text("\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
