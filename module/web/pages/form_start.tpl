<input type="hidden" name="csrf" value="{{CSRF_TOKEN}}"><input type="hidden" name="request_key" value="{{REQUEST_KEY}}">
