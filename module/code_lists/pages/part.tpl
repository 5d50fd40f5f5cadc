<fieldset class="card p-3 mb-2"><legend>{{_("Part")}} [[n]]</legend>{{>web/field_text.tpl name="code_[[n]]" label=_("Code")}}
{{>web/field_text.tpl name="name_lo_[[n]]" label=_("Name in Lao")}}
{{>web/field_text.tpl name="name_en_[[n]]" label=_("Name in English")}}
{{>web/field_text.tpl name="parent_[[n]]" label=_("Code of what it lies in") hint=_("Left empty: where the whole lay.")}}
{{>web/field_text.tpl name="takes_[[n]]" label=_("Codes below the whole that go to this part, with spaces between")}}</fieldset>
