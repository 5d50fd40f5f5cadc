<div class="head"><h1>{{_("Give a profile")}}</h1></div>
{{>web/error_summary.tpl}}<form method="post" action="/inspection/profiles/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}
{{>web/field_select.tpl name="login" label=_("User of the MIS") required="1"}}
{{>web/field_select.tpl name="role" label=_("Role") required="1"}}
{{>web/field_select.tpl name="title" label=_("Title")}}
{{>web/field_select.tpl name="territory" label=_("Place") hint=_("The role covers this place and everything below it.") required="1"}}
{{>web/field_date.tpl name="first_day" label=_("First day") required="1"}}
{{>web/field_date.tpl name="last_day" label=_("Last day") hint=_("Leave it empty when no end is known.")}}
{{>web/field_text.tpl name="reason" label=_("Reason") hint=_("For example the number of the appointment. It stands in the audit trail.") required="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Give the profile")}}</button><a class="btn btn-line" href="/inspection/profiles">{{_("Cancel")}}</a></div></form>
