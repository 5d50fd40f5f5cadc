<div class="head"><h1>{{TITLE}}</h1></div>
{{#WHY}}<p>{{SENTENCE}}</p>{{/WHY}}
{{#SERVER_FAULT}}<p>{{_("Nothing was lost that you were told is saved. Try again in a moment.")}}</p>{{/SERVER_FAULT}}
<p><a href="{{HOME}}">{{_("Back to the start")}}</a></p>
{{#CORRELATION_SHOWN}}<p class="mute small">{{_("Number for the help desk: {1}", CORRELATION)}} <span class="mono" translate="no">{{CODE}}</span></p>{{/CORRELATION_SHOWN}}
