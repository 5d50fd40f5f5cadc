<div class="head"><div><h1>{{_("Move files to another bundle")}}</h1><p class="mute small">{{_("The plan is tried at once over the files it chooses; another person approves it before any file moves.")}}</p></div></div>
{{>web/error_summary.tpl}}
<form method="post" action="/inspection/moves/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}
{{>web/field_select.tpl name="bundle" label=_("To the bundle") required="1" names="1"}}
{{>web/field_select.tpl name="process" label=_("Procedure") required="1"}}
{{>web/field_textarea.tpl name="node_map" label=_("Steps that have another id") hint=_("One a line: old = new. Steps with the same id need no line.")}}
{{>web/field_text.tpl name="chosen_node" label=_("Only files at this step") hint=_("The id of the step, as in the drawing.")}}
{{>web/field_date.tpl name="started_from" label=_("Only files begun from")}}
{{>web/field_date.tpl name="started_until" label=_("Only files begun until")}}
{{>web/field_text.tpl name="legal_reference" label=_("Legal reference") hint=_("The law, decree or notice, with its number and article.") required="1"}}
{{>web/field_textarea.tpl name="reason" label=_("Reason") required="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Propose and try")}}</button><a class="btn btn-line" href="/inspection/bundles">{{_("Cancel")}}</a></div></form>
