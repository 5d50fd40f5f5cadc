{{#CHANGE_ALONE}}<div class="head"><h1>{{_("Already in a register?")}}</h1>{{>inspections/case_line.tpl}}</div>
{{>inspections/case_strip.tpl}}
{{/CHANGE_ALONE}}{{#OF_PEOPLE}}{{>inspections/worker_candidates.tpl}}{{/OF_PEOPLE}}{{#OF_UNITS}}{{#DOUBTED}}<p class="small mb-2" data-code="{{DOUBT_CODE}}"><span class="st k-warn">{{>web/icon.tpl icon="warn"}}{{DOUBT}}</span></p>{{/DOUBTED}}{{>inspections/candidates.tpl}}{{/OF_UNITS}}
