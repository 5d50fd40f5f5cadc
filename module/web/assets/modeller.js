// The modeller of a draft's drawing: bpmn-js, and fields for what our namespace adds to an element. It stands in a form
// that uploads the same file without this script; saving here is that upload.
(() => {
  "use strict";

  const space = "urn:lsso:ssiis:bpmn:1";
  const font = { fontFamily: '"SSO","Noto Sans","Noto Sans Lao",sans-serif', lineHeight: 1.5 };
  // What the engine refuses is not offered.
  const refused = /script|manual|complex|inclusive|ad-hoc|transaction|compensation|cancel|conditional-(?!flow)|link|instantiate|sequential|toggle-loop|collection|data-(?:object|store)/;

  const box = document.querySelector("[data-modeller]");
  if (!box || !window.BpmnJS) return;
  const form = document.querySelector("[data-draft-file]");
  const panel = box.querySelector("[data-props]");
  const status = box.querySelector("[data-says]");
  const chooser = box.querySelector("[data-elements]");
  const words = {};
  for (const entry of document.querySelectorAll("[data-words] [data-en]")) words[entry.dataset.en] = entry.textContent;

  const say = (text) => { status.textContent = text; };
  const sentence = (key) => box.dataset[key] || "";

  const translate = (template, replacements) => (words[template] || template)
    .replace(/{([^}]+)}/g, (whole, key) => (replacements && key in replacements ? replacements[key] : whole));

  const modeller = new window.BpmnJS({
    container: box.querySelector("[data-canvas]"),
    textRenderer: { defaultStyle: font, externalStyle: font },
    zoomScroll: { enabled: false },
    moddleExtensions: { ssiis: { name: "SSIIS", uri: space, prefix: "ssiis", xml: { tagAlias: "lowerCase" }, types: [
      { name: "In", superClass: ["Element"], properties: [{ name: "source", isAttr: true, type: "String" }, { name: "target", isAttr: true, type: "String" }] },
      { name: "Out", superClass: ["Element"], properties: [{ name: "source", isAttr: true, type: "String" }, { name: "target", isAttr: true, type: "String" }] }] } },
    additionalModules: [{
      __init__: ["onlyWhatRuns"],
      translate: ["value", translate],
      // Their icons carry inline styles, which the page's policy forbids.
      alignElementsContextPadProvider: ["value", {}], alignElementsMenuProvider: ["value", {}], distributeElementsMenuProvider: ["value", {}],
      onlyWhatRuns: ["type", class {
        static get $inject() { return ["palette", "popupMenu"]; }
        constructor(palette, popupMenu) {
          const kept = (entries) => Object.fromEntries(Object.entries(entries).filter(([id]) => !refused.test(id) && !/\.(?:group|data-)/.test(id)));
          palette.registerProvider(500, { getPaletteEntries: () => kept });
          const menu = { getPopupMenuEntries: () => kept, getPopupMenuHeaderEntries: () => kept, getHeaderEntries: () => (e) => e };
          popupMenu.registerProvider("bpmn-replace", 500, menu);
        }
      }],
    }],
  });
  const get = (name) => modeller.get(name);
  let original = "";
  let clean = 0;   // the command up to which all is saved
  const changed = () => get("commandStack")._stackIdx !== clean;

  // ---- the element chosen, and what its fields say ----------------------------------------------------------------
  let chosen;
  const objectOf = (element) => element.businessObject;
  const is = (object, type) => object.$instanceOf(type);
  const own = (object, name) => object.get(`ssiis:${name}`) ?? object.$attrs[`ssiis:${name}`] ?? "";
  const owner = (object) => (object.resources || []).find((r) => is(r, "bpmn:PotentialOwner"));
  const roleOf = (object) => owner(object)?.resourceAssignmentExpression?.expression?.body?.trim() ?? "";
  // What an event or a task waits for or throws stands beside the process, and is known by its name or code.
  const triggers = [["bpmn:MessageEventDefinition", "messageRef", "bpmn:Message", "name"], ["bpmn:SignalEventDefinition", "signalRef", "bpmn:Signal", "name"],
    ["bpmn:ErrorEventDefinition", "errorRef", "bpmn:Error", "errorCode"], ["bpmn:EscalationEventDefinition", "escalationRef", "bpmn:Escalation", "escalationCode"]];
  const triggerOf = (object) => {
    const task = is(object, "bpmn:SendTask") || is(object, "bpmn:ReceiveTask");
    const holder = task ? object : (object.eventDefinitions || [])[0];
    const found = holder && (task ? triggers[0] : triggers.find(([type]) => is(holder, type)));
    return found && { holder, ref: found[1], type: found[2], key: found[3] };
  };
  const receivedBy = (object) => {
    const trigger = triggerOf(object);
    return trigger?.type === "bpmn:Message" ? trigger.holder[trigger.ref] : undefined;
  };
  // Several at once: one for each part of a list, or as many as a number or a variable says.
  const several = (object) => {
    const loop = object.loopCharacteristics;
    return {
      collection: loop ? own(loop, "collection") : "",
      element: loop ? own(loop, "element") : "",
      cardinality: loop?.loopCardinality?.body?.trim() ?? "",
      completion: loop?.completionCondition?.body?.trim() ?? "",
    };
  };
  // What a call hands over, a line each: source = target.
  const mappings = (object, type) => (object.extensionElements?.values || []).filter((v) => v.$type === type)
    .map((v) => `${v.source} = ${v.target}`).join("\n");
  const kindOf = (object) => {
    const kinds = [];
    if (triggerOf(object)) kinds.push("trigger");
    if (is(object, "bpmn:Process")) kinds.push("process");
    if (is(object, "bpmn:UserTask")) kinds.push("user");
    if (is(object, "bpmn:ServiceTask")) kinds.push("service");
    if (is(object, "bpmn:SendTask")) kinds.push("send");
    if (is(object, "bpmn:BusinessRuleTask")) kinds.push("rule");
    if (is(object, "bpmn:CallActivity")) kinds.push("call");
    if (is(object, "bpmn:SequenceFlow")) kinds.push("flow");
    if (is(object, "bpmn:FlowNode")) kinds.push("node");
    if (is(object, "bpmn:Activity") && !object.triggeredByEvent) kinds.push("activity");
    if (triggerOf(object)?.type === "bpmn:Message" && !is(object, "bpmn:SendTask") && !is(object, "bpmn:ThrowEvent")) kinds.push("receives");
    if (is(object, "bpmn:Event") && (object.eventDefinitions || []).some((d) => is(d, "bpmn:TimerEventDefinition"))) kinds.push("timer");
    if (is(object, "bpmn:SequenceFlow") && is(object.sourceRef, "bpmn:ExclusiveGateway")) kinds.push("way");
    return kinds;
  };
  const values = {
    id: (o) => o.id,
    name: (o) => o.name ?? "",
    role: roleOf,
    condition: (o) => o.conditionExpression?.body ?? "",
    default: (o) => (o.sourceRef?.default === o ? "yes" : ""),
    called: (o) => o.calledElement ?? "",
    collection: (o) => several(o).collection,
    element: (o) => several(o).element,
    cardinality: (o) => several(o).cardinality,
    completion: (o) => several(o).completion,
    handedIn: (o) => mappings(o, "ssiis:In"),
    handedOut: (o) => mappings(o, "ssiis:Out"),
    heldAfter: (o) => {
      const message = receivedBy(o);
      return message ? own(message, "heldAfter") : "";
    },
    trigger: (o) => {
      const trigger = triggerOf(o);
      return (trigger && trigger.holder[trigger.ref]?.[trigger.key]) ?? "";
    },
  };
  const valueOf = (object, name) => (values[name] ? values[name](object) : own(object, name));

  const make = (type, attributes) => get("bpmnFactory").create(type, attributes);
  const setRole = (element, text) => {
    const object = objectOf(element);
    const others = (object.resources || []).filter((r) => r !== owner(object));
    if (!text) return get("modeling").updateProperties(element, { resources: others });
    const body = make("bpmn:FormalExpression", { body: text });
    const assignment = make("bpmn:ResourceAssignmentExpression", { expression: body });
    const fresh = make("bpmn:PotentialOwner", { resourceAssignmentExpression: assignment });
    body.$parent = assignment;
    assignment.$parent = fresh;
    fresh.$parent = object;
    return get("modeling").updateProperties(element, { resources: [...others, fresh] });
  };
  const setTrigger = (element, text) => {
    const { holder, ref, type, key } = triggerOf(objectOf(element));
    const definitions = modeller.getDefinitions();
    let named = text ? definitions.rootElements.find((r) => is(r, type) && r[key] === text) : undefined;
    if (text && !named) {
      named = make(type, { [key]: text, name: text });
      named.$parent = definitions;
      const at = definitions.rootElements.findIndex((r) => is(r, "bpmn:Collaboration") || is(r, "bpmn:Process"));
      const all = [...definitions.rootElements];
      all.splice(Math.max(at, 0), 0, named);
      get("modeling").updateModdleProperties(element, definitions, { rootElements: all });
    }
    get("modeling").updateModdleProperties(element, holder, { [ref]: named });
  };
  const setSeveral = (element, change) => {
    const object = objectOf(element);
    const said = { ...several(object), ...change };
    if (!Object.values(said).some(Boolean)) return get("modeling").updateProperties(element, { loopCharacteristics: undefined });
    const loop = make("bpmn:MultiInstanceLoopCharacteristics", {
      ...(said.collection && { "ssiis:collection": said.collection }), ...(said.element && { "ssiis:element": said.element }) });
    for (const [property, text] of [["loopCardinality", said.cardinality], ["completionCondition", said.completion]]) {
      if (!text) continue;
      loop[property] = make("bpmn:FormalExpression", { body: text });
      loop[property].$parent = loop;
    }
    loop.$parent = object;
    return get("modeling").updateProperties(element, { loopCharacteristics: loop });
  };
  const setMappings = (element, type, text) => {
    const object = objectOf(element);
    const fresh = text.split("\n").map((line) => line.split("=").map((part) => part.trim())).filter(([source]) => source)
      .map(([source, target]) => make(type, { source, target: target || source }));
    const all = [...(object.extensionElements?.values || []).filter((v) => v.$type !== type), ...fresh];
    const holder = make("bpmn:ExtensionElements", { values: all });
    for (const v of all) v.$parent = holder;
    holder.$parent = object;
    get("modeling").updateProperties(element, { extensionElements: all.length > 0 ? holder : undefined });
  };
  // A pool says what its process says.
  const processOf = (element) => (is(objectOf(element), "bpmn:Participant") ? objectOf(element).processRef : undefined);
  const setters = {
    collection: (e, text) => setSeveral(e, { collection: text }),
    element: (e, text) => setSeveral(e, { element: text }),
    cardinality: (e, text) => setSeveral(e, { cardinality: text }),
    completion: (e, text) => setSeveral(e, { completion: text }),
    handedIn: (e, text) => setMappings(e, "ssiis:In", text),
    handedOut: (e, text) => setMappings(e, "ssiis:Out", text),
    heldAfter: (e, text) => {
      const message = receivedBy(objectOf(e));
      if (message) get("modeling").updateModdleProperties(e, message, { "ssiis:heldAfter": text || undefined });
    },
    trigger: setTrigger,
    name: (e, text) => {
      const process = processOf(e) || (is(objectOf(e), "bpmn:Process") && objectOf(e));
      if (process) get("modeling").updateModdleProperties(e, process, { name: text || undefined });
      else get("modeling").updateLabel(e, text);
    },
    role: setRole,
    condition: (e, text) => get("modeling").updateProperties(e, { conditionExpression: text ? make("bpmn:FormalExpression", { body: text }) : undefined }),
    default: (e, text) => {
      const source = get("elementRegistry").get(objectOf(e).sourceRef.id);
      get("modeling").updateProperties(source, { default: text ? objectOf(e) : undefined });
    },
    called: (e, text) => get("modeling").updateProperties(e, { calledElement: text || undefined }),
  };
  const write = (name, text) => {
    if (!chosen || valueOf(object(), name) === text) return;
    if (setters[name]) setters[name](chosen, text);
    else if (processOf(chosen)) get("modeling").updateModdleProperties(chosen, processOf(chosen), { [`ssiis:${name}`]: text || undefined });
    else get("modeling").updateProperties(chosen, { [`ssiis:${name}`]: text || undefined });
  };
  const object = () => processOf(chosen) || objectOf(chosen);

  const show = (element) => {
    chosen = element && !element.isHidden ? (element.labelTarget || element) : undefined;
    panel.querySelector("[data-none]").hidden = Boolean(chosen);
    panel.querySelector("[data-of]").hidden = !chosen;
    if (!chosen) return;
    const o = object();
    const kinds = kindOf(o);
    panel.querySelector("[data-heading]").textContent = o.name || o.id;
    for (const field of panel.querySelectorAll("[data-prop]")) {
      const wanted = (field.dataset.for || "").split(" ").filter(Boolean);
      field.closest(".fld").hidden = wanted.length > 0 && !wanted.some((k) => kinds.includes(k));
      const value = valueOf(o, field.dataset.prop);
      if (field.type === "checkbox") field.checked = value === "yes";
      else field.value = value;
    }
    chooser.value = chosen.id;
  };

  const list = () => {
    const shown = get("elementRegistry").filter((e) => !e.labelTarget && e.id && (is(objectOf(e), "bpmn:FlowNode") || is(objectOf(e), "bpmn:SequenceFlow")
      || is(objectOf(e), "bpmn:Participant") || is(objectOf(e), "bpmn:Process")));
    const options = shown.map((e) => {
      const option = document.createElement("option");
      option.value = e.id;
      option.textContent = objectOf(e).name ? `${objectOf(e).name.replace(/\s+/g, " ").slice(0, 60)} (${e.id})` : e.id;
      return option;
    }).sort((a, b) => a.textContent.localeCompare(b.textContent));
    chooser.replaceChildren(chooser.options[0], ...options);
    if (chosen) chooser.value = chosen.id;
  };

  const choose = (id) => {
    const element = get("elementRegistry").get(id);
    if (!element) return false;
    get("selection").select(element);
    if (get("canvas").zoom() < 0.5) get("canvas").zoom(0.9);
    get("canvas").scrollToElement(element, { top: 120, left: 160, right: 160, bottom: 120 });
    return true;
  };

  // ---- saving -----------------------------------------------------------------------------------------------------
  // What stands before the root in the file stays: bpmn-js keeps no comments.
  const withPreface = (xml) => {
    const start = /<[\w.-]+:?definitions[\s>]/;
    const before = original.search(start);
    const after = xml.search(start);
    return before < 0 || after < 0 ? xml : original.slice(0, before) + xml.slice(after);
  };
  const trouble = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const sentences = [...page.querySelectorAll("[data-error-summary] li")].map((li) => li.textContent.trim());
    return sentences.join(" ") || sentence("failed");
  };
  const save = async (submitter) => {
    const { xml } = await modeller.saveXML({ format: true });
    const data = new FormData(form);
    data.set("file", new File([withPreface(xml)], box.dataset.file.replace(/^.*\//, ""), { type: "application/xml" }));
    data.set(submitter.name, submitter.value);
    say(sentence("saving"));
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    if (answer.ok && answer.redirected) {
      clean = get("commandStack")._stackIdx;
      location.assign(answer.url);
      return;
    }
    say(trouble(await answer.text()));
    status.focus();
    if (answer.status === 409) form.querySelector("details").open = true;
  };
  form.addEventListener("submit", (event) => {
    const chosenFile = form.querySelector("input[type=file]").files.length > 0;
    if (chosenFile || !event.submitter || !box.dataset.drawn) return;
    event.preventDefault();
    save(event.submitter).catch(() => say(sentence("failed"))).finally(() => {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (box.dataset.drawn && changed()) event.preventDefault();
  });

  // ---- names in Lao, on demand: only shown, never written into the drawing --------------------------------------
  const laoOf = {};
  for (const entry of document.querySelectorAll("[data-lao-of]")) laoOf[entry.dataset.laoOf] = entry.textContent;
  let inLao;   // English name → Lao name, while they are shown
  const drawText = get("textRenderer").createText;
  get("textRenderer").createText = (text, options) => drawText((inLao && inLao[text]) || text, options);
  const showLao = (button) => {
    inLao = inLao ? undefined : {};
    if (inLao)
      for (const e of get("elementRegistry").getAll()) {
        const o = objectOf(e);
        const lao = o?.name && (own(o, "nameLo") || laoOf[o.id]);
        if (lao) inLao[o.name] = lao;
      }
    button.setAttribute("aria-pressed", String(Boolean(inLao)));
    get("elementRegistry").forEach((e, graphics) => {
      if (graphics && e.parent) get("graphicsFactory").update(e.waypoints ? "connection" : "shape", e, graphics);
    });
  };

  const acts = {
    lao: showLao,
    undo: () => get("commandStack").undo(),
    redo: () => get("commandStack").redo(),
    whole: () => get("canvas").zoom("fit-viewport", "auto"),
    larger: () => get("canvas").zoom(Math.min(4, get("canvas").zoom() * 1.25)),
    smaller: () => get("canvas").zoom(Math.max(0.1, get("canvas").zoom() / 1.25)),
  };

  const begin = async () => {
    const answer = await fetch(box.dataset.source, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`modeller: ${answer.status}`);
    original = await answer.text();
    await document.fonts.load('12px "SSO"', "ລາວ");
    box.hidden = false;
    await modeller.importXML(original);
    // Large drawings begin where the procedure does, large enough to be read.
    get("canvas").zoom("fit-viewport", "auto");
    const first = get("elementRegistry").find((e) => is(objectOf(e), "bpmn:StartEvent"));
    if (get("canvas").zoom() < 0.5 && first) {
      get("canvas").zoom(0.7);
      get("canvas").scrollToElement(first, { top: 160, left: 200, right: 160, bottom: 160 });
    }
    clean = get("commandStack")._stackIdx;
    list();
    show();
    for (const fault of document.querySelectorAll("[data-findings] [data-element]")) {
      const id = fault.dataset.element;
      if (id && get("elementRegistry").get(id)) get("canvas").addMarker(id, "at-fault");
    }
    modeller.on("selection.changed", ({ newSelection }) => show(newSelection.length === 1 ? newSelection[0] : undefined));
    modeller.on("commandStack.changed", () => {
      list();
      show(chosen && get("elementRegistry").get(chosen.id));
      say(changed() ? sentence("unsaved") : "");
    });
    panel.addEventListener("change", (event) => {
      const field = event.target.closest("[data-prop]");
      if (field) write(field.dataset.prop, field.type === "checkbox" ? (field.checked ? "yes" : "") : field.value.trim());
    });
    // Enter in a field of the panel sets it; it does not send the form.
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) {
        event.preventDefault();
        event.target.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    chooser.addEventListener("change", () => choose(chooser.value));
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button) acts[button.dataset.act](button);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-findings] [data-element]");
      if (!link || !link.dataset.element || event.ctrlKey || event.metaKey) return;
      if (choose(link.dataset.element)) {
        event.preventDefault();
        box.scrollIntoView({ block: "nearest" });
        panel.querySelector("[data-heading]").focus();
      }
    });
    if (box.dataset.show) choose(box.dataset.show);
    box.dataset.drawn = "1";
  };
  begin().catch(() => {
    box.hidden = true;   // download and upload remain
    box.dataset.failed = "1";
  });
})();
