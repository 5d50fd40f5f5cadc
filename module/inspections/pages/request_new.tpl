<div class="head"><h1>{{_("New request")}}</h1></div>
{{>web/error_summary.tpl}}{{>inspections/unit_choice.tpl}}
<form method="post" action="/inspection/requests/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}
{{#CHOSEN}}<input type="hidden" name="unit_key" value="{{UNIT_KEY}}"><input type="hidden" name="unit_name" value="{{UNIT_NAME}}">{{/CHOSEN}}
{{#NO_CHOSEN}}<h2 class="mb-2">{{_("Labour unit that is not in the register")}}</h2>{{>web/field_text.tpl name="unit_name" label=_("Name of the labour unit")}}{{>web/field_select.tpl name="territory" label=_("Province") required="1"}}<div id="candidates" aria-live="polite" hx-get="/inspection/registry/candidates?form=request" hx-include="#unit_name, #territory" hx-trigger="input delay:500ms from:#unit_name, change from:#territory" hx-target="#candidates" hx-swap="innerHTML">{{>inspections/candidates.tpl}}</div>{{/NO_CHOSEN}}
{{>web/field_text.tpl name="place" label=_("Where the workplace is")}}
<h2 class="mb-2">{{_("The request")}}</h2>
{{>web/field_radios.tpl name="kind" label=_("Who asks for the inspection?") required="1"}}
{{>web/field_select.tpl name="channel" label=_("How did it arrive?") required="1"}}
{{>web/field_date.tpl name="received_on" label=_("Day of arrival") required="1"}}
{{>web/field_text.tpl name="authority" label=_("Authority") hint=_("Only when an authority asks")}}
{{>web/field_text.tpl name="authority_reference" label=_("Number of its letter")}}
{{>web/field_select.tpl name="subject" label=_("What is it about?") required="1"}}
{{>web/field_textarea.tpl name="account" label=_("What is told") required="1"}}
<div class="opt"><input class="form-check-input" type="checkbox" id="urgent" name="urgent" value="true"{{#URGENT_CHECKED}} checked{{/URGENT_CHECKED}}><label for="urgent"><b>{{_("Urgent")}}</b></label></div>
<h2 class="mb-2 mt-3">{{_("Who asks, kept sealed")}}</h2>
<div class="note mb-2">{{>web/icon.tpl icon="lock"}}<div>{{_("The name is kept apart from the file. Only a head may open it, with a purpose, and each look is recorded. The labour unit never learns of it.")}}</div></div>
<div class="opt"><input class="form-check-input" type="checkbox" id="anonymous" name="anonymous" value="true"{{#ANONYMOUS_CHECKED}} checked{{/ANONYMOUS_CHECKED}}><label for="anonymous"><b>{{_("Wants to stay unnamed")}}</b></label></div>
{{>web/field_text.tpl name="informant_name" label=_("Name") hint=_("Needed, unless the person wants to stay unnamed or an authority asks") required="1"}}{{>web/field_text.tpl name="informant_phone" label=_("Telephone") inputmode="tel"}}{{>web/field_text.tpl name="informant_address" label=_("Address")}}{{>web/field_text.tpl name="informant_identity" label=_("Identity card number")}}{{#DOUBTED}}<p class="small mb-2" data-code="{{DOUBT_CODE}}"><span class="st k-warn">{{>web/icon.tpl icon="warn"}}{{DOUBT}}</span></p>{{/DOUBTED}}
<div class="acts"><button class="btn btn-primary">{{_("Record the request")}}</button>{{#NO_CHOSEN}}<button class="btn btn-line" name="look" value="true">{{>web/icon.tpl icon="find"}}{{_("Is it already in a register?")}}</button>{{/NO_CHOSEN}}<a class="btn btn-line" href="/inspection/requests">{{_("Cancel")}}</a></div></form>
