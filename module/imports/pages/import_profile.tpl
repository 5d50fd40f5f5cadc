<div class="head"><div><h1 translate="no">{{NAME}}</h1><p class="mute small">{{SOURCE}}</p></div>{{>web/tag.tpl}}</div>
{{>web/error_summary.tpl}}
<div class="note mb-3">{{>web/icon.tpl icon="cur"}}<div>{{_("No file is kept on which this way of reading could be shown. Hand over a file of this register to change it.")}}</div></div>
{{>imports/profile_acts.tpl}}
