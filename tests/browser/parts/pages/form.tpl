<h1>{{_("Choose")}}</h1>
{{>web/error_summary.tpl}}
<form method="post" action="/plain" id="plain">{{>web/form_start.tpl}}
{{>web/field_text.tpl name="unit" label=_("Choose") required="1" hint=_("Next")}}
{{>web/field_textarea.tpl name="why" label="W"}}{{>web/field_date.tpl name="day" label="D" class="short"}}
{{>web/field_file.tpl name="file" label="F" accept=".pdf"}}{{>web/field_select.tpl name="list" label="L"}}
{{>web/field_radios.tpl name="choice" label="R"}}{{>web/field_checkboxes.tpl name="several" label="C"}}
<div class="acts"><button class="btn btn-primary" id="send">{{_("Next")}}</button><button class="btn btn-stop" id="ask" data-confirm="{{_("Choose")}}">{{_("Previous")}}</button></div></form>
{{>web/tag.tpl}}{{>web/pager.tpl}}{{>web/empty.tpl text=_("Choose")}}
<div data-csrf="token-of-the-page"><button class="btn btn-line" id="partial" hx-post="/partial" hx-target="#out">{{>web/icon.tpl icon="arr"}}{{_("Next")}}</button><div id="out"></div></div>
<div class="bpmn-box" id="drawn" hidden data-bpmn="/sample.bpmn" data-done="Step_A" data-current="Step_B" data-taken="Flow_2"></div>
<div class="bpmn-box" id="missing" hidden data-bpmn="/none.bpmn"></div>
<link rel="stylesheet" href="{{asset "diagram-js.css"}}"><link rel="stylesheet" href="{{asset "bpmn-js.css"}}"><script src="{{asset "htmx.min.js"}}" defer></script><script src="{{asset "bpmn-viewer.min.js"}}" defer></script><script src="{{asset "page.js"}}" defer></script><script src="{{asset "procedure.js"}}" defer></script>
