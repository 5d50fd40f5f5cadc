<h1>{{_("Verify a document")}}</h1>
<p>{{_("Every letter of the inspection carries a code. Scan its QR picture, or type the code printed below it.")}}</p>
<form method="get" action="/portal/verify" class="fld"><label for="code">{{_("Verification code")}}</label>
<div class="hint" id="code_hint">{{_("16 letters and digits, for example K7QF-2M9D-PX4T-0ABC")}}</div>
<input class="form-control mono" id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required aria-describedby="code_hint">
<button class="btn btn-primary mt-2">{{_("Verify")}}</button></form>
<p class="small mute mt-2">{{_("This page shows no content and no personal data.")}}</p>
