<div class="head"><div><h1>{{_("New draft")}}</h1><p class="mute small">{{_("The files of a bundle are copied. The bundle itself does not change.")}}</p></div></div>
{{>web/error_summary.tpl}}
<form method="post" action="/inspection/procedures/drafts/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}
{{>web/field_text.tpl name="label" label=_("Name") hint=_("As people will call it, for example by the law that orders it.") required="1"}}
{{>web/field_select.tpl name="bundle" label=_("Begin with the bundle") hint=_("The newest that is in force is chosen.") required="1" names="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Begin")}}</button><a class="btn btn-line" href="/inspection/procedures/drafts">{{_("Cancel")}}</a></div></form>
