// Draws the procedure of a case with bpmn-js where a page holds
//   <div class="bpmn-box" hidden data-bpmn="/address/of/the.bpmn" data-done="a b" data-current="c" data-taken="flow1"></div>
// The list of steps beside it is written by the server and says the same; without this script it stands alone.
(() => {
  "use strict";

  const ids = (text) => (text || "").split(/\s+/).filter(Boolean);
  const font = { fontFamily: '"SSO","Noto Sans","Noto Sans Lao",sans-serif', lineHeight: 1.5 };

  const mark = (viewer, names, marker) => {
    const canvas = viewer.get("canvas");
    const registry = viewer.get("elementRegistry");
    for (const id of names) if (registry.get(id)) canvas.addMarker(id, marker);
  };

  const showCurrent = (viewer, current) => {
    const canvas = viewer.get("canvas");
    canvas.zoom("fit-viewport", "auto");
    const element = current.map((id) => viewer.get("elementRegistry").get(id)).find(Boolean);
    if (element && canvas.zoom() < 0.6) {
      canvas.zoom(0.8, { x: element.x + (element.width || 0) / 2, y: element.y + (element.height || 0) / 2 });
      canvas.scrollToElement(element, 80);
    }
  };

  const draw = async (box) => {
    const answer = await fetch(box.dataset.bpmn, { credentials: "same-origin" });
    if (!answer.ok) throw new Error("procedure: " + answer.status);
    const xml = await answer.text();
    // Widths of Lao labels are measured, so the font must be there first.
    await document.fonts.load('12px "SSO"', "ລາວ");
    box.hidden = false;
    const viewer = new window.BpmnJS({
      container: box,
      textRenderer: { defaultStyle: font, externalStyle: font },
      zoomScroll: { enabled: false },
    });
    await viewer.importXML(xml);
    mark(viewer, ids(box.dataset.done), "done");
    mark(viewer, ids(box.dataset.taken), "taken");
    mark(viewer, ids(box.dataset.current), "current");
    showCurrent(viewer, ids(box.dataset.current));
    box.dataset.drawn = "1";
  };

  const drawAll = () => {
    for (const box of document.querySelectorAll("[data-bpmn]:not([data-drawn])")) {
      draw(box).catch(() => {
        box.hidden = true;   // the list of steps remains
        box.dataset.failed = "1";
      });
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", drawAll);
  } else {
    drawAll();
  }
})();
