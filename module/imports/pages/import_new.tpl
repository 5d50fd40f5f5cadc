<div class="head"><div><h1>{{_("Hand over a file")}}</h1><p class="mute small">{{_("Nothing of the file is run, and nothing counts before it was read and compared. The same file twice changes nothing.")}}</p></div></div>
{{>web/error_summary.tpl}}
<form method="post" action="/inspection/imports/new" enctype="multipart/form-data" class="card p-3 form-narrow" data-upload="1">{{>web/form_start.tpl}}
{{>web/field_select.tpl name="source" label=_("Register") hint=_("Which register the file is of.") required="1"}}
{{>web/field_date.tpl name="as_of" label=_("Data of") hint=_("The day on which the agency drew the data.") required="1"}}
{{>web/field_file.tpl name="file" label=_("File") hint=_("CSV or XLSX.") accept=".csv,.txt,.xlsx" required="1"}}
{{#PROFILES}}{{>web/field_select.tpl name="profile" label=_("Way of reading") hint=_("Chosen by the headings of the file when you choose none.") names="1"}}{{/PROFILES}}
<p class="small mute">{{_("At most {1} MiB. A larger file is loaded by an administrator, who gives this command on the server:", LIMIT)}} <span class="mono" translate="no">ssiis-admin import REGISTER FILE --as-of YYYY-MM-DD</span></p>
{{>imports/upload_state.tpl}}
<div class="acts"><button class="btn btn-primary">{{_("Hand over the file")}}</button><a class="btn btn-line" href="/inspection/imports">{{_("Cancel")}}</a></div></form>
