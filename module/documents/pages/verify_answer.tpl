<div class="ver">
{{#KNOWN}}
{{#AFFECTED}}<div class="res warnres">{{>web/icon.tpl icon="warn"}}<div><h1>{{EFFECT_TITLE}}</h1><div>{{EFFECT_WORDS}}{{#REPLACED}}. {{_("The new letter: {1}", REPLACED_BY)}}{{/REPLACED}}</div></div></div>{{/AFFECTED}}
{{#NO_AFFECTED}}{{#HOLDS}}<div class="res">{{>web/icon.tpl icon="ok"}}<div><h1>{{_("This document is genuine")}}</h1><div>{{_("Issued by the Lao Social Security Organization and in force")}}</div></div></div>{{/HOLDS}}
{{#SET_ASIDE}}<div class="res warnres">{{>web/icon.tpl icon="warn"}}<div><h1>{{_("Genuine, but it no longer holds")}}</h1><div>{{_("The step that made it was done anew. Do not rely on this paper.")}}</div></div></div>{{/SET_ASIDE}}
{{#REPLACED}}<div class="res warnres">{{>web/icon.tpl icon="warn"}}<div><h1>{{_("Genuine, but replaced")}}</h1><div>{{_("Do not use this copy. The new one: {1}", REPLACED_BY)}}</div></div></div>{{/REPLACED}}{{/NO_AFFECTED}}
<div class="p-3"><p>{{_("Compare with the paper in your hand.")}} <b>{{_("If anything differs, do not trust it")}}</b> {{_("and call us.")}}</p>
<dl class="dl big"><dt>{{_("Kind")}}</dt><dd><b>{{KIND}}</b></dd><dt>{{_("Number")}}</dt><dd><b>{{NUMBER}}</b></dd><dt>{{_("Date")}}</dt><dd>{{DAY}}</dd><dt>{{_("Issued by")}}</dt><dd>{{SENDER}}</dd><dt>{{_("About")}}</dt><dd>{{UNIT}}</dd>
<dt>{{_("State")}}</dt><dd>{{#AFFECTED}}<b>{{EFFECT_WORDS}}</b>{{/AFFECTED}}{{#NO_AFFECTED}}{{#HOLDS}}<span class="st k-ok">{{>web/icon.tpl icon="ok"}}{{_("In force")}}</span>{{/HOLDS}}{{#SET_ASIDE}}<span class="st k-warn">{{>web/icon.tpl icon="warn"}}{{_("Set aside on {1}", SET_ASIDE_ON)}}</span>{{/SET_ASIDE}}{{#REPLACED}}<span class="st k-warn">{{>web/icon.tpl icon="warn"}}{{_("Replaced on {1}", REPLACED_ON)}}</span>{{/REPLACED}}{{/NO_AFFECTED}}</dd></dl>
<div class="note k-warn my-3">{{>web/icon.tpl icon="warn"}}<div>{{_("Look at the address at the top of your browser. Only")}} <b class="mono">{{ADDRESS}}</b> {{_("is ours; others copy this page.")}}</div></div>
<details><summary>{{_("Technical details")}}</summary><dl class="dl"><dt>{{_("Code")}}</dt><dd><span class="mono">{{CODE}}</span></dd>{{#SHA_KNOWN}}<dt>SHA-256</dt><dd><span class="mono">{{SHA256}}…</span></dd>{{/SHA_KNOWN}}<dt>{{_("Verified")}}</dt><dd>{{N_("{1} time", "{1} times", SCANS)}}</dd></dl></details></div>
{{/KNOWN}}
{{#NO_KNOWN}}<div class="res badres">{{>web/icon.tpl icon="bad"}}<div><h1>{{_("We do not know this code")}}</h1><div>{{_("Do not trust the paper before you have asked us.")}}</div></div></div>
<div class="p-3"><p>{{_("Perhaps a letter was misread: check the code on the paper and try again.")}}</p><dl class="dl big"><dt>{{_("Code")}}</dt><dd><span class="mono">{{CODE}}</span></dd></dl>
<div class="note k-warn my-3">{{>web/icon.tpl icon="warn"}}<div>{{_("Look at the address at the top of your browser. Only")}} <b class="mono">{{ADDRESS}}</b> {{_("is ours; others copy this page.")}}</div></div></div>{{/NO_KNOWN}}
</div>
<div class="acts mt-3"><a class="btn btn-line" href="/portal/verify">{{_("Verify another document")}}</a></div>
<p class="small mute mt-2">{{_("This page shows no content and no personal data.")}}</p>
