<div class="head"><div><h1>{{_("Request the annulment of the decision")}}</h1>{{>inspections/case_line.tpl}}</div><div class="acts"><a class="btn btn-line" href="{{CASE_HREF}}">{{>web/icon.tpl icon="back"}}{{_("Back to the file")}}</a></div></div>
{{>inspections/case_strip.tpl}}
{{#HAS_REWORK}}<section class="card mb-3" aria-labelledby="rework"><div class="hd"><h2 id="rework">{{_("Requests for annulment")}}</h2></div><div class="bd">{{>inspections/rework.tpl}}</div></section>{{/HAS_REWORK}}
{{>web/error_summary.tpl}}
{{#NO_POSSIBLE}}<div class="note k-warn">{{>web/icon.tpl icon="lock"}}<div>{{OBSTACLE}}</div></div>{{/NO_POSSIBLE}}
{{#POSSIBLE}}<form method="post" action="{{CASE_HREF}}/annulment" class="card p-3 form-narrow">{{>web/form_start.tpl}}<p>{{_("You ask; another person, who did not take the decision, decides. Until then the decision stands. If it is annulled, the labour unit is notified, the register is corrected, and the decision stays readable, marked as annulled.")}}</p>{{#CLOSED}}<p>{{_("The file is closed: it opens for the decision on your request, and closes again when the request is refused.")}}</p>{{/CLOSED}}
{{>web/field_textarea.tpl name="reason" label=_("Reason") hint=_("Whoever decides, and whoever may read the file, sees it.") required="1"}}
<div class="acts"><button class="btn btn-primary">{{_("Send the request")}}</button><a class="btn btn-line" href="{{CASE_HREF}}">{{_("Cancel")}}</a></div></form>{{/POSSIBLE}}
