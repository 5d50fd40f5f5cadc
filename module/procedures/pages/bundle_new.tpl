<div class="head"><div><h1>{{_("Propose a bundle")}}</h1><p class="mute small">{{_("The files are checked at once. Another person puts them in force; files under way stay with what they began with.")}}</p></div></div>
{{>web/error_summary.tpl}}
<form method="post" action="/inspection/bundles/new" enctype="multipart/form-data" class="card p-3 form-narrow">{{>web/form_start.tpl}}
{{>web/field_file.tpl name="file" label=_("The bundle") hint=_("A ZIP file with drawings, decision tables, calendar, catalogue, parameters and a folder of forms.") accept=".zip" required="1"}}
{{>web/field_text.tpl name="label" label=_("Name") hint=_("As people will call it, for example by the law that orders it.") required="1"}}
{{>web/field_date.tpl name="valid_from" label=_("In force from") hint=_("Today or later. Files that begin from this day on follow it.") required="1"}}
{{>web/field_text.tpl name="legal_reference" label=_("Legal reference") hint=_("The law, decree or notice, with its number and article.") required="1"}}
{{>web/field_textarea.tpl name="reason" label=_("What changes and why") required="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Propose")}}</button><a class="btn btn-line" href="/inspection/bundles">{{_("Cancel")}}</a></div></form>
