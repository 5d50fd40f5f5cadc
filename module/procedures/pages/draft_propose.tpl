<div class="head"><div><h1>{{_("Propose for approval")}}</h1><p class="mute small">{{_("The draft is closed. Another person puts it in force; files under way stay with what they began with.")}}</p></div></div>
{{>web/error_summary.tpl}}
{{#FINDINGS}}<div class="note k-warn mb-3">{{>web/icon.tpl icon="warn"}}<div>{{_("The draft has findings. It can be proposed, but nobody can put it in force.")}} <a href="{{DRAFT_HREF}}/check">{{N_("{1} finding", "{1} findings", FOUND)}}</a></div></div>{{/FINDINGS}}
<form method="post" action="{{DRAFT_HREF}}/proposal" class="card p-3 form-narrow">{{>web/form_start.tpl}}<input type="hidden" name="base" value="{{VERSION}}">
{{>web/field_text.tpl name="label" label=_("Name") hint=_("As people will call it, for example by the law that orders it.") required="1"}}
{{>web/field_date.tpl name="valid_from" label=_("In force from") hint=_("Today or later. Files that begin from this day on follow it.") required="1"}}
{{>web/field_text.tpl name="legal_reference" label=_("Legal reference") hint=_("The law, decree or notice, with its number and article.") required="1"}}
{{>web/field_textarea.tpl name="reason" label=_("What changes and why") required="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Propose")}}</button><a class="btn btn-line" href="{{DRAFT_HREF}}">{{_("Cancel")}}</a></div></form>
