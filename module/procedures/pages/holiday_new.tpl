<div class="head"><div><h1>{{_("Enter a notice")}}</h1><p class="mute small">{{_("One day of one notice. First you see what would move; nothing is written before you enter it.")}}</p></div></div>
{{>web/error_summary.tpl}}
{{>procedures/holiday_preview.tpl}}
<form method="post" action="/inspection/holidays/new" class="card p-3 form-narrow">{{>web/form_start.tpl}}<input type="hidden" name="previewed" value="{{PREVIEWED_KEY}}">
{{>web/field_date.tpl name="day" label=_("Day") required="1"}}
{{>web/field_radios.tpl name="kind" label=_("Kind") required="1"}}
{{>web/field_text.tpl name="name_lo" label=_("Name in Lao") required="1"}}
{{>web/field_text.tpl name="name_en" label=_("Name in English") required="1"}}
{{>web/field_select.tpl name="territory" label=_("Place") hint=_("The notice of a province holds for files of that province and wins over one for the whole country.") required="1"}}
{{>web/field_text.tpl name="notice_no" label=_("Number of the notice") required="1"}}
{{>web/field_date.tpl name="notice_day" label=_("Day of the notice") required="1"}}
<div class="acts">{{#PREVIEWED}}<button class="btn btn-primary" name="act" value="enter">{{_("Enter the notice")}}</button><button class="btn btn-line" name="act" value="preview">{{_("Look again")}}</button>{{/PREVIEWED}}{{#NO_PREVIEWED}}<button class="btn btn-primary" name="act" value="preview">{{_("Show what would move")}}</button>{{/NO_PREVIEWED}}<a class="btn btn-line" href="/inspection/holidays">{{_("Cancel")}}</a></div></form>
