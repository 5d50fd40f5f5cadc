<div class="head"><h1>{{_("Profile of {1}", LOGIN)}}</h1></div>
{{>web/error_summary.tpl}}<div class="card mb-3"><div class="bd pt-3"><dl class="dl"><dt>{{_("User")}}</dt><dd>{{LOGIN}} · {{NAME}}</dd><dt>{{_("Role")}}</dt><dd>{{ROLE}}</dd><dt>{{_("Title")}}</dt><dd>{{TITLE}}</dd><dt>{{_("Place")}}</dt><dd>{{PLACE}}</dd><dt>{{_("From")}}</dt><dd>{{FIRST_DAY}}</dd><dt>{{_("Until")}}</dt><dd>{{#LIMITED}}{{LAST_DAY}}{{/LIMITED}}{{#NO_LIMITED}}{{_("no end")}}{{/NO_LIMITED}}</dd><dt>{{_("Reason")}}</dt><dd>{{REASON}}</dd><dt>{{_("State")}}</dt><dd>{{>web/tag.tpl}}</dd></dl></div></div>
{{#OPEN}}<div class="grid g-2"><section class="card" aria-labelledby="ending"><div class="hd"><h2 id="ending">{{_("End the profile")}}</h2></div><div class="bd"><form method="post" action="{{HREF}}/end">{{>web/form_start.tpl}}<input type="hidden" name="version" value="{{VERSION}}">
{{>web/field_date.tpl name="last_day" label=_("Last day") hint=_("The profile holds until the end of this day.") required="1"}}
<div class="form-check"><input class="form-check-input" type="checkbox" id="at_once" name="at_once" value="1"><label class="form-check-label" for="at_once">{{_("End it at once")}}</label></div>
{{>web/field_text.tpl name="reason" label=_("Reason") required="1"}}
<button class="btn btn-primary">{{_("End the profile")}}</button></form></div></section>
<section class="card" aria-labelledby="moving"><div class="hd"><h2 id="moving">{{_("Move to another place")}}</h2></div><div class="bd"><form method="post" action="{{HREF}}/transfer">{{>web/form_start.tpl}}<input type="hidden" name="version" value="{{VERSION}}">
{{>web/field_select.tpl name="territory" label=_("New place") required="1"}}
{{>web/field_date.tpl name="from" label=_("From") required="1"}}
{{>web/field_text.tpl name="move_reason" label=_("Reason for the move") required="1"}}
<button class="btn btn-primary">{{_("Move")}}</button></form></div></section></div>{{/OPEN}}
