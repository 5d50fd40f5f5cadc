<div class="head"><div><h1>{{_("Row {1}", LINE)}}</h1><p class="mute small" translate="no">{{FILE}}</p></div></div>
{{>web/error_summary.tpl}}
<section class="card mb-3" aria-labelledby="faults"><div class="hd"><h2 id="faults">{{_("What is wrong")}}</h2></div><div class="bd pt-2"><ul class="plain mb-0">{{#FAULT}}<li><b translate="no">{{COLUMN}}</b> {{WHY}} <span class="mono small" translate="no">{{VALUE}}</span></li>{{/FAULT}}</ul></div></section>
{{#OPEN}}<form method="post" action="{{ACTION}}" class="card p-3 form-narrow mb-3" id="cells" tabindex="-1">{{>web/form_start.tpl}}<h2>{{_("Put it right")}}</h2><p class="small mute">{{_("As the agency means it. The row is read again in the way of its file.")}}</p>
{{#CELL}}<div class="fld{{#CELL_WRONG}} err{{/CELL_WRONG}}"><label for="cell{{NUMBER}}" translate="no">{{HEADING}}</label><input class="form-control" id="cell{{NUMBER}}" name="cell" type="text" autocomplete="off" translate="no" value="{{CELL_VALUE}}"></div>{{/CELL}}
<div class="acts"><button class="btn btn-primary">{{_("Take the row")}}</button><a class="btn btn-line" href="{{BACK}}">{{_("Cancel")}}</a></div></form>
<form method="post" action="{{LEAVE}}" class="card p-3 form-narrow mb-3">{{>web/form_start.tpl}}<h2>{{_("Leave it out")}}</h2>
{{>web/field_textarea.tpl name="reason" label=_("Reason") required="1"}}
<div class="acts"><button class="btn btn-line">{{_("Leave the row out")}}</button></div></form>{{/OPEN}}
{{#NO_OPEN}}<div class="note mb-3">{{>web/icon.tpl icon="ok"}}<div>{{_("This row has been dealt with.")}} <a href="{{BACK}}">{{_("Back to the load")}}</a></div></div>{{/NO_OPEN}}
