<div class="head"><h1>{{_("Bring in a paper file")}}</h1></div>
{{>web/error_summary.tpl}}<div class="note k-unk mb-2">{{>web/icon.tpl icon="doc"}}<div>{{_("For inspections that were finished on paper. The file is closed from the beginning, has no procedure, and is marked as imported wherever it is shown.")}}</div></div>
{{>inspections/unit_choice.tpl}}
{{#CHOSEN}}<form method="post" action="/inspection/cases/import" enctype="multipart/form-data" class="card p-3 form-narrow">{{>web/form_start.tpl}}<input type="hidden" name="unit_key" value="{{UNIT_KEY}}">{{#SEVERAL_PLACES}}{{>web/field_select.tpl name="workplace_key" label=_("Workplace that was inspected") required="1"}}{{/SEVERAL_PLACES}}
{{>web/field_text.tpl name="number" label=_("Number as it stands on the paper") hint=_("With its own letters and signs; the numbers of this system are not for paper files") required="1"}}
{{>web/field_date.tpl name="opened_on" label=_("Opened on") required="1"}}
{{>web/field_date.tpl name="closed_on" label=_("Closed on") required="1"}}
{{>web/field_text.tpl name="subject" label=_("What the inspection was about") required="1"}}
{{>web/field_select.tpl name="origin" label=_("Where did the order come from?") required="1"}}
{{>web/field_radios.tpl name="inspection_type" label=_("Type of inspection") required="1"}}
{{>web/field_radios.tpl name="outcome" label=_("How it ended") required="1"}}
{{>web/field_file.tpl name="scans" label=_("Scans of the papers") hint=_("PDF or pictures; several at once if you like") accept="application/pdf,image/jpeg,image/png" multiple="1"}}
{{>web/field_text.tpl name="kept_at" label=_("Where the paper is kept")}}
{{>web/field_textarea.tpl name="note" label=_("Note")}}
<div class="acts"><button class="btn btn-primary">{{_("Bring in the file")}}</button><a class="btn btn-line" href="/inspection/cases">{{_("Cancel")}}</a></div></form>{{/CHOSEN}}
