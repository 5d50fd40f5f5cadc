{{#MAY_DELEGATE}}<details class="card mt-3" id="delegate"{{#DELEGATE_OPEN}} open{{/DELEGATE_OPEN}}><summary class="p-3"><b>{{_("Give this task to a colleague")}}</b></summary>
{{#COLLEAGUES}}<form method="post" action="{{DELEGATE_ACTION}}" class="p-3 pt-0 form-narrow">{{>web/form_start.tpl}}<input type="hidden" name="rev" value="{{REV}}">
<p class="small">{{_("Only colleagues who may do this step in their own right are listed. Who gives a task away gives no right with it.")}}</p>
{{>web/field_select.tpl name="delegate_to" label=_("Colleague") required="1" names="1"}}{{>web/field_textarea.tpl name="delegate_reason" label=_("Why?") hint=_("The colleague reads it beside the task.") required="1"}}
<div class="acts"><button class="btn btn-line">{{>web/icon.tpl icon="users"}}{{_("Give the task")}}</button></div></form>{{/COLLEAGUES}}{{#NO_COLLEAGUES}}<p class="p-3 pt-0 mb-0">{{_("Nobody else may do this step in their own right today.")}}</p>{{/NO_COLLEAGUES}}</details>{{/MAY_DELEGATE}}
