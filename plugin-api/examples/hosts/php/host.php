<?php
// The smallest host in PHP, with FFI: loads a plugin, offers mounts and nothing else, and gets one page.
//   php -d ffi.enable=1 host.php INCLUDE_DIR PLUGIN.so /path      (php-cli; FFI is compiled in on Debian)
// FFI callbacks run on PHP's own thread only: a plugin that uses lsso.host.threads/1 cannot be lent threads here.
declare(strict_types=1);

const ABI_MAJOR = 1;
const OK = 0, E_INVALID = 1;

function stop(string $why): never
{
    fwrite(STDERR, "$why\n");
    exit(1);
}

/** The headers without what PHP's C parser does not know. */
function declarations(string $include): string
{
    $all = '';
    $files = ['types', 'host', 'identity', 'request', 'plugin', 'services/mount'];
    foreach ($files as $file) {
        $text = file_get_contents("$include/lsso/$file.h") ?: stop("no headers in $include");
        $text = preg_replace(['~/\*.*?\*/~s', '~#ifdef __cplusplus.*?#endif~s', '~\\\\\n~', '~^\s*#.*$~m'], '', $text);
        $all .= str_replace('LSSO_EXPORT', '', $text);
    }
    return $all;
}

if ($argc !== 4) {
    fwrite(STDERR, "host.php INCLUDE_DIR PLUGIN.so /path\n");
    exit(2);
}
[, $include, $library, $path] = $argv;
$c = FFI::cdef(declarations($include), $library);
$alive = [];   // what the plugin may look at must not be collected

function make(FFI $c, string $type): FFI\CData
{
    global $alive;
    $struct = $c->new($type);
    $struct->struct_size = FFI::sizeof($struct);
    return $alive[] = $struct;
}

function put(FFI $c, FFI\CData $text, string $value): void
{
    global $alive;
    if ($value === '') {
        return;
    }
    $bytes = $c->new('char[' . strlen($value) . ']');
    FFI::memcpy($bytes, $value, strlen($value));
    $alive[] = $bytes;
    $text->data = FFI::cast('char*', FFI::addr($bytes));
    $text->size = strlen($value);
}

function text(FFI\CData $text): string
{
    return $text->size === 0 ? '' : FFI::string($text->data, $text->size);
}

function check(string $where, int $status, FFI\CData $error): void
{
    if ($status !== OK) {
        stop("$where failed with $status: " . FFI::string($error->code));
    }
}

$entry = $c->lsso_plugin_entry_point(ABI_MAJOR);
if (FFI::isNull($entry)) {
    stop("$library is no plugin of ABI " . ABI_MAJOR);
}
$mount = make($c, 'lsso_service_mount');
$mount->add = function ($host, $prefix, $policy) {
    fwrite(STDERR, 'mount ' . text($prefix) . ", policy $policy\n");
    return OK;
};
$host = make($c, 'lsso_host');
$host->abi_major = ABI_MAJOR;
put($c, $host->name, 'php');
put($c, $host->version, '1');
$host->get_service = fn ($instance, $id) =>
    (is_string($id) ? $id : FFI::string($id)) === 'lsso.host.mount/1' ? $c->cast('void*', FFI::addr($mount)) : null;

$identity = make($c, 'lsso_identity');
$call = make($c, 'lsso_call');
put($c, $call->correlation_id, 'php-1');
$call->identity = FFI::addr($identity);
$call->deadline_monotonic_us = PHP_INT_MAX;
$call->cancelled = fn ($instance) => 0;

$request = make($c, 'lsso_request');
$request->mount = 1;
foreach (['method' => 'GET', 'path' => $path, 'language' => 'lo', 'client_address' => '127.0.0.1',
          'public_base_url' => 'http://localhost'] as $field => $value) {
    put($c, $request->$field, $value);
}
$request->read = function ($instance, $buffer, $capacity, $got) {
    $got[0] = 0;
    return OK;
};

$page = null;
$response = make($c, 'lsso_response');
$response->begin = function ($instance, $head) use (&$page) {
    if ($page !== null) {
        return E_INVALID;
    }
    $page = '';
    fwrite(STDERR, 'status ' . $head->http_status . ", title '" . text($head->title) . "'\n");
    return OK;
};
$response->write = function ($instance, $data, $size) use (&$page) {
    if ($page === null) {
        return E_INVALID;
    }
    $page .= $size === 0 ? '' : FFI::string(FFI::cast('char*', $data), $size);
    return OK;
};

$error = make($c, 'lsso_error');
$plugin = $c->new('lsso_plugin*');
check('create', ($entry->create)(FFI::addr($host), FFI::addr($plugin), FFI::addr($error)), $error);
check('start', ($entry->start)($plugin, FFI::addr($error)), $error);
$status = ($entry->handle)($plugin, FFI::addr($call), FFI::addr($request), FFI::addr($response), FFI::addr($error));
check('stop', ($entry->stop)($plugin, 10000, FFI::addr($error)), $error);
($entry->destroy)($plugin);
check('handle', $status, $error);
echo $page;
