<div class="head"><h1>{{_("New list of units")}}</h1></div>
{{>web/error_summary.tpl}}<form method="post" action="/inspection/lists/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}{{>web/field_text.tpl name="title" label=_("Title of the list") hint=_("As in the plan, for example: garment factories, second quarter") required="1"}}
{{>web/field_radios.tpl name="origin" label=_("Which plan does the list carry out?") required="1"}}
{{>web/field_select.tpl name="territory" label=_("Territory") required="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Make the list")}}</button><a class="btn btn-line" href="/inspection/lists">{{_("Cancel")}}</a></div></form>
