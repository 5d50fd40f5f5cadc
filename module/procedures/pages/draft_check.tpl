<div class="head"><div><h1>{{_("Check")}}</h1><p class="mute small">{{_("What would keep the draft {1} from being put in force, as it was last saved.", DRAFT_LABEL)}}</p></div></div>
{{#FINDINGS}}<p>{{N_("{1} finding", "{1} findings", FOUND)}}</p>{{>procedures/draft_findings.tpl}}{{/FINDINGS}}
{{#NO_FINDINGS}}<div class="note mb-3">{{>web/icon.tpl icon="ok"}}<div>{{_("Nothing is wrong: the draft can be proposed.")}}</div></div>{{/NO_FINDINGS}}
{{>procedures/doubts.tpl}}<p class="acts"><a class="btn btn-line" href="{{DRAFT_HREF}}/check">{{_("Check again")}}</a> <a class="btn btn-line" href="{{DRAFT_HREF}}">{{_("Back to the draft")}}</a></p>
