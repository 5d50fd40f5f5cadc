"""The lock files hold exact versions and no addresses to download from; hash-assets names, rewrites and refuses."""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
failed = []


def expect(what, holds):
    if not holds:
        failed.append(what)


for folder in ('module/web/assets', 'tests/browser'):
    package = json.loads((root / folder / 'package.json').read_text())
    lock = json.loads((root / folder / 'package-lock.json').read_text())
    for name, version in package['dependencies'].items():
        expect(f'{folder}: {name} {version} is not exact', version[0].isdigit() and 'x' not in version)
        expect(f'{folder}: {name} locked otherwise', lock['packages'][f'node_modules/{name}']['version'] == version)
    for name, entry in lock['packages'].items():
        expect(f'{folder}: {name} has a download address', 'resolved' not in entry)
        expect(f'{folder}: {name} has no integrity', not name or 'integrity' in entry)

with tempfile.TemporaryDirectory() as scratch:
    a, b, out = (pathlib.Path(scratch, n) for n in ('a', 'b', 'out'))
    a.mkdir()
    b.mkdir()
    (a / 'f.woff2').write_bytes(b'font')
    (b / 's.css').write_text('@font-face{src:url(f.woff2)}p{background:url("data:image/svg+xml,%3csvg (x)\'/%3e")}' + ' ' * 99)
    (b / 'README.md').write_text('not published')
    run = lambda: subprocess.run([sys.executable, root / 'packaging/lib/hash-assets', out, a, b], capture_output=True,
                                 text=True, check=False)
    expect('hash-assets fails', run().returncode == 0)
    names = json.loads((out / 'manifest.json').read_text())
    expect(f'names: {names}', sorted(names) == ['f.woff2', 's.css'])
    sheet = (out / names['s.css']).read_text()
    expect('font not renamed', f"url({names['f.woff2']})" in sheet and '"data:image/svg+xml' in sheet)
    expect('gzip copy differs', gzip.decompress((out / (names['s.css'] + '.gz')).read_bytes()).decode() == sheet)
    earlier = names['s.css']
    (a / 'f.woff2').write_bytes(b'another font')
    run()
    expect('a new font keeps the sheet\'s name', json.loads((out / 'manifest.json').read_text())['s.css'] != earlier)
    (b / 's.css').write_text('p{background:url(none.png)}')
    expect('a missing file is not noticed', run().returncode != 0)
    (b / 's.css').write_text('p{}')
    (b / 'f.woff2').write_bytes(b'second')
    expect('a doubled name is not noticed', run().returncode != 0)

print('\n'.join(failed) or 'fine')
sys.exit(1 if failed else 0)
