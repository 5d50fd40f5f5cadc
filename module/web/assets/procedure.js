// Draws the procedure of a case with bpmn-js where a page holds
//   <div class="bpmn-box" hidden data-bpmn="/address/of/the.bpmn" data-done="a b" data-current="c" data-taken="flow1"
//        data-back="from>to" data-times="a=took 2 days;c=3 hours so far;"></div>
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

  // The ways by which the file was sent back: broken arcs over the steps, from the later to the earlier.
  const drawWaysBack = (viewer, pairs) => {
    const registry = viewer.get("elementRegistry");
    const part = (layer, name, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      layer.appendChild(node);
    };
    for (const pair of new Set(pairs)) {
      const [from, to] = pair.split(">").map((id) => registry.get(id));
      if (!from || !to || !from.width || !to.width) continue;
      const layer = viewer.get("canvas").getLayer("ways-back", 1);
      const [x1, y1, x2, y2] = [from.x + from.width / 3, from.y, to.x + (to.width * 2) / 3, to.y];
      const top = Math.min(y1, y2) - 70;
      part(layer, "path", { class: "way-back", d: `M ${x1} ${y1} C ${x1} ${top} ${x2} ${top} ${x2} ${y2 - 8}` });
      part(layer, "polygon", { class: "way-back-end", points: `${x2},${y2} ${x2 - 6},${y2 - 12} ${x2 + 6},${y2 - 12}` });
    }
  };

  // How long the file stayed, below each step.
  const showTimes = (viewer, times) => {
    const overlays = viewer.get("overlays");
    const registry = viewer.get("elementRegistry");
    for (const part of (times || "").split(";")) {
      const [id, words] = part.split("=");
      if (!words || !registry.get(id)) continue;
      const label = document.createElement("span");
      label.className = "spent";
      label.textContent = words;
      overlays.add(id, { position: { bottom: -2, left: 2 }, html: label });
    }
  };

  const showWhole = (viewer) => viewer.get("canvas").zoom("fit-viewport", "auto");

  // The present step in the middle, large enough to be read; the last one done where nothing is present.
  const showCurrent = (viewer, ids) => {
    const canvas = viewer.get("canvas");
    const element = ids.map((id) => viewer.get("elementRegistry").get(id)).find((e) => e && e.width);
    if (!element) return showWhole(viewer);
    const { width, height } = canvas.getContainer().getBoundingClientRect();
    const scale = 0.9;
    canvas.viewbox({ width: width / scale, height: height / scale,
      x: element.x + element.width / 2 - width / scale / 2, y: element.y + element.height / 2 - height / scale / 2 });
    return undefined;
  };

  const tools = (box, viewer, focus) => {
    const canvas = viewer.get("canvas");
    const acts = {
      current: () => showCurrent(viewer, focus),
      whole: () => showWhole(viewer),
      larger: () => canvas.zoom(Math.min(4, canvas.zoom() * 1.25)),
      smaller: () => canvas.zoom(Math.max(0.1, canvas.zoom() / 1.25)),
    };
    for (const part of box.parentNode.querySelectorAll("[data-bpmn-tools]")) {
      part.hidden = false;
      part.addEventListener("click", (event) => {
        const button = event.target.closest("[data-bpmn-act]");
        if (button) acts[button.dataset.bpmnAct]();
      });
    }
  };

  // A phone that is turned has another middle.
  const follow = (box, act) => {
    let width = box.clientWidth;
    new ResizeObserver(() => {
      // On paper the box is not there, and has no width to fill.
      if (box.clientWidth === 0 || box.clientWidth === width) return;
      width = box.clientWidth;
      act();
    }).observe(box);
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
    const done = ids(box.dataset.done);
    const current = ids(box.dataset.current);
    mark(viewer, ids(box.dataset.taken), "taken");
    mark(viewer, current, "current");
    drawWaysBack(viewer, ids(box.dataset.back));
    showTimes(viewer, box.dataset.times);
    const focus = current.length ? current : done.slice(-1);
    showCurrent(viewer, focus);
    tools(box, viewer, focus);
    follow(box, () => { viewer.get("canvas").resized(); showCurrent(viewer, focus); });
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
