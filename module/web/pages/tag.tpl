{{#TAG}}<span class="st tag k-{{STATE}}"><svg class="ic" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><use href="{{asset "icons.svg"}}#i-{{STATE}}"/></svg>{{WORD}}</span>{{/TAG}}
