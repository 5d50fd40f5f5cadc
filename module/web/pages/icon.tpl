<svg class="ic" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><use href="{{asset "icons.svg"}}#i-[[icon]]"/></svg>
