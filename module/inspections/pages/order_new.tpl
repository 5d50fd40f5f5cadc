<div class="head"><h1>{{_("New order")}}</h1></div>
{{>web/error_summary.tpl}}{{>inspections/unit_choice.tpl}}
{{#CHOSEN}}<form method="post" action="/inspection/orders/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}<input type="hidden" name="unit_key" value="{{UNIT_KEY}}">{{#SEVERAL_PLACES}}{{>web/field_select.tpl name="workplace_key" label=_("Workplace to inspect") required="1"}}{{/SEVERAL_PLACES}}
{{>web/field_radios.tpl name="origin" label=_("Where does the order come from?") required="1"}}
{{>web/field_radios.tpl name="inspection_type" label=_("Type of inspection") required="1"}}
{{>web/field_text.tpl name="subject" label=_("Subject of the order") required="1"}}
<div class="opt"><input class="form-check-input" type="checkbox" id="emergency" name="emergency" value="true"{{#EMERGENCY_CHECKED}} checked{{/EMERGENCY_CHECKED}}><label for="emergency"><b>{{_("Emergency: straight to approval, papers afterwards")}}</b></label></div>
<div class="acts"><button class="btn btn-primary">{{_("Create the order")}}</button><a class="btn btn-line" href="/inspection">{{_("Cancel")}}</a></div></form>{{/CHOSEN}}
