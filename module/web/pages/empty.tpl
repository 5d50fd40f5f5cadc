<div class="empty">[[text]]</div>
