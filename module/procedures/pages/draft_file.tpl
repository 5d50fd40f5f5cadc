<div class="head"><h1><span class="mono" translate="no">{{NAME}}</span></h1>{{>web/tag.tpl}}</div>
{{>web/error_summary.tpl}}
{{#CONFLICT}}<div class="note k-warn mb-3">{{>web/icon.tpl icon="warn"}}<div>{{_("What you have is not lost: save it as another draft below, or download the newest file, put both together and save that.")}}</div></div>{{/CONFLICT}}
{{#FIT}}<div class="note mb-3">{{>web/icon.tpl icon="ok"}}<div>{{_("Nothing is wrong in this file.")}}</div></div>{{/FIT}}
{{#FINDINGS}}{{>procedures/draft_findings.tpl}}{{/FINDINGS}}
<form method="post" action="{{ACTION}}" enctype="multipart/form-data" class="card p-3 mb-3" data-draft-file="1">{{>web/form_start.tpl}}<input type="hidden" name="base" value="{{BASE}}">
{{#MODELLER}}{{>procedures/draft_modeller.tpl}}{{/MODELLER}}<p class="acts"><a class="btn btn-line" href="{{DOWNLOAD}}">{{_("Download")}}</a>{{#TABLE}} <a class="btn btn-line" href="{{TABLE_HREF}}">{{_("As a table")}}</a>{{/TABLE}}</p>
{{#EDITABLE}}{{#TYPED}}<div class="fld wide"><label for="content">{{_("Text of the file")}}</label><textarea class="form-control mono small" id="content" name="content" rows="24" spellcheck="false" wrap="off" lang="en" translate="no">{{CONTENT:pre_escape}}</textarea></div>{{/TYPED}}
{{>web/field_file.tpl name="file" label=_("Or another file in its place") hint=_("Download it, change it in any modeller or editor, and choose it here.") accept=".bpmn,.dmn,.xml"}}
{{>web/field_text.tpl name="note" label=_("What you changed") hint=_("Stands in the list of saves, 200 characters at most.")}}
<div class="acts"><button class="btn btn-primary" name="act" value="save">{{_("Save")}}</button> <button class="btn btn-line" name="act" value="check">{{_("Save and check")}}</button></div>
<details class="mt-3"{{#CONFLICT}} open{{/CONFLICT}}><summary>{{_("Save as another draft")}}</summary>{{>web/field_text.tpl name="label" label=_("Name of the other draft")}}<div class="acts"><button class="btn btn-line" name="act" value="branch">{{_("Save as another draft")}}</button></div></details>{{/EDITABLE}}
{{#NO_EDITABLE}}{{#TYPED}}<pre class="small" tabindex="0" translate="no">{{CONTENT:pre_escape}}</pre>{{/TYPED}}{{/NO_EDITABLE}}</form>
{{#EDITABLE}}<form method="post" action="{{DRAFT_HREF}}/files" class="card p-3 form-narrow">{{>web/form_start.tpl}}<input type="hidden" name="base" value="{{VERSION}}"><input type="hidden" name="name" value="{{NAME}}"><h2>{{_("Take this file away")}}</h2><p>{{_("It is gone from the draft, but stays in the list of saves.")}}</p><div class="acts"><button class="btn btn-line" name="act" value="remove">{{_("Take away")}}</button></div></form>{{/EDITABLE}}
