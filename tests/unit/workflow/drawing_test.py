#!/usr/bin/env python3
"""The drawings fit the wall: drawing_test.py ROOT.

Every node and flow is drawn; nothing overlaps that does not hold the other; no edge goes through a shape that is none of
its ends; what is inside a lane, a pool or a sub-process lies inside its box; every label lies apart from all shapes and
other labels, and holds its words in English and in Lao. Widths of words are estimated, on the wide side.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "packaging/lib"))
from drawing_words import catalogue, lines_of, width  # noqa: E402

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
TASK_TEXT, LABEL_TEXT, LINE = 12, 11, 1.2
NODES = {"startEvent", "endEvent", "userTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "exclusiveGateway",
         "parallelGateway", "eventBasedGateway", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "subProcess",
         "callActivity"}


class Box:
    def __init__(self, bounds):
        self.x, self.y, self.w, self.h = (float(bounds.get(k)) for k in ("x", "y", "width", "height"))
        self.right, self.bottom = self.x + self.w, self.y + self.h

    def overlaps(self, other, by=0):
        return (self.x + by < other.right and other.x + by < self.right and self.y + by < other.bottom
                and other.y + by < self.bottom)

    def holds(self, other):
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def crossed(self, a, b, by=2):
        """Whether the line from a to b goes through the inside."""
        return (min(a[0], b[0]) < self.right - by and max(a[0], b[0]) > self.x + by
                and min(a[1], b[1]) < self.bottom - by and max(a[1], b[1]) > self.y + by)


class Drawing:
    def __init__(self, file, lao):
        tree = ElementTree.parse(file).getroot()
        self.name, self.faults = file.name, []
        process = tree.find(f"{BPMN}process")
        self.elements = {e.get("id"): e for e in tree.iter() if e.get("id")}
        self.kind = {i: e.tag.split("}")[1] for i, e in self.elements.items()}
        self.parent = {c.get("id"): p.get("id") for p in tree.iter() for c in p if c.get("id")}
        self.names = {i: [n for n in (e.get("name"), lao.get(f"{process.get('id')}/{i}")) if n]
                      for i, e in self.elements.items()}
        self.boxes, self.labels, self.edges = {}, {}, {}
        for shape in tree.iter(f"{DI}BPMNShape"):
            self.boxes[shape.get("bpmnElement")] = Box(shape.find(f"{DC}Bounds"))
            self.label(shape)
        for edge in tree.iter(f"{DI}BPMNEdge"):
            self.edges[edge.get("bpmnElement")] = [(float(p.get("x")), float(p.get("y"))) for p in edge.findall(f"{DD}waypoint")]
            self.label(edge)
        self.nodes = [i for i, k in self.kind.items() if k in NODES]
        self.flows = [i for i, k in self.kind.items() if k in ("sequenceFlow", "messageFlow")]
        self.lane = {ref.text.strip(): lane.get("id") for lane in tree.iter(f"{BPMN}lane") for ref in lane.findall(f"{BPMN}flowNodeRef")}

    def label(self, drawn):
        bounds = drawn.find(f"{DI}BPMNLabel/{DC}Bounds")
        if bounds is not None:
            self.labels[drawn.get("bpmnElement")] = Box(bounds)

    def fault(self, *words):
        self.faults.append(f"{self.name}: {' '.join(words)}")

    def within(self, inner, outer):
        while inner:
            if inner == outer:
                return True
            inner = self.parent.get(inner)
        return False

    def attached(self, a, b):
        return self.elements[a].get("attachedToRef") == b or self.elements[b].get("attachedToRef") == a

    def check(self):
        for i in self.nodes:
            if i not in self.boxes:
                self.fault(i, "is not drawn")
        for i in self.flows:
            if i not in self.edges:
                self.fault(i, "is not drawn")
        if not self.faults:
            self.check_boxes()
            self.check_edges()
            self.check_labels()
        return self.faults

    def check_boxes(self):
        for n, a in enumerate(self.nodes):
            for b in self.nodes[n + 1:]:
                if self.within(a, b) or self.within(b, a) or self.attached(a, b):
                    continue
                if self.boxes[a].overlaps(self.boxes[b]):
                    self.fault(a, "lies on", b)
            holder = self.lane.get(a) or (self.parent[a] if self.kind[self.parent[a]] == "subProcess" else None)
            if holder and self.kind[a] != "boundaryEvent" and not self.boxes[holder].holds(self.boxes[a]):
                self.fault(a, "reaches out of", holder)

    def check_edges(self):
        for flow in self.flows:
            ends = {self.elements[flow].get("sourceRef"), self.elements[flow].get("targetRef")}
            around = {self.elements[e].get("attachedToRef") for e in ends}
            points = self.edges[flow]
            for node in self.nodes:
                if node in ends or node in around or any(self.within(e, node) for e in ends if e in self.parent):
                    continue
                for a, b in zip(points, points[1:]):
                    if self.boxes[node].crossed(a, b):
                        self.fault(flow, "goes through", node)
            for end, point in ((self.elements[flow].get("sourceRef"), points[0]), (self.elements[flow].get("targetRef"), points[-1])):
                box = self.boxes[end]
                if not (box.x - 2 <= point[0] <= box.right + 2 and box.y - 2 <= point[1] <= box.bottom + 2):
                    self.fault(flow, "does not reach", end)

    def check_labels(self):
        for i in self.nodes + self.flows:
            if not self.names[i]:
                continue
            if len(self.names[i]) < 2:
                self.fault(i, "has no name in Lao")
            if self.kind[i].endswith("Task"):
                box = self.boxes[i]
                for name in self.names[i]:
                    lines = lines_of(name, box.w - 10, TASK_TEXT)
                    if len(lines) * TASK_TEXT * LINE > box.h or max(width(l, TASK_TEXT) for l in lines) > box.w - 4:
                        self.fault("the name of", i, "does not fit:", name)
            elif i in self.flows or self.kind[i].endswith(("Event", "Gateway")):
                self.check_label(i)
        for i, k in self.kind.items():
            if k in ("lane", "participant") and self.boxes[i].h > 100:
                for name in self.names[i]:
                    if len(lines_of(name, self.boxes[i].h - 10, TASK_TEXT)) > 2:
                        self.fault("the name of", i, "does not fit:", name)

    def check_label(self, i):
        if i not in self.labels:
            return self.fault(i, "has no place for its name")
        mine = self.labels[i]
        for name in self.names[i]:
            lines = lines_of(name, mine.w, LABEL_TEXT)
            if len(lines) * LABEL_TEXT * LINE > mine.h + 2 or max(width(l, LABEL_TEXT) for l in lines) > mine.w + 2:
                self.fault("the name of", i, "does not fit its place:", name)
        for node in self.nodes:
            box = self.boxes[node]
            if mine.overlaps(box, 1) and not (self.kind[node] == "subProcess" and box.holds(mine)):
                self.fault("the name of", i, "lies on", node)
        for other, place in self.labels.items():
            if other != i and self.names[other] and mine.overlaps(place, 1) and other > i:
                self.fault("the name of", i, "lies on that of", other)


def main(root):
    lao = catalogue(root, "lo")
    faults = []
    for file in sorted((root / "config/workflow").glob("*.bpmn")):
        drawing = Drawing(file, lao)
        faults += drawing.check()
        print(f"{file.name}: {len(drawing.nodes)} nodes, {len(drawing.flows)} flows, {len(drawing.labels)} labels apart")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
