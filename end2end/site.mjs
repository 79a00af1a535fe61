// Builds target/site: the browser's program, the style, fonts and icon; each named by its content and packed.
// node end2end/site.mjs dev|release
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const root = path.resolve(import.meta.dirname, '..');
const release = process.argv[2] !== 'dev';
const out = path.join(root, 'target/site');
const made = path.join(root, 'target/site-made');
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
const hash = (...parts) => {
  const sum = createHash('sha256');
  parts.forEach((part) => sum.update(part));
  return sum.digest('hex').slice(0, 10);
};
const named = (name, mark) => name.replace(/(\.[^./]+)$/, `-${mark}$1`);

run('cargo', 'build', '-q', '-p', 'app', '--lib', '--features', 'hydrate', '--target', 'wasm32-unknown-unknown',
  '--target-dir', 'target/front', ...(release ? ['--profile', 'wasm-release'] : []));
const wasm = `target/front/wasm32-unknown-unknown/${release ? 'wasm-release' : 'debug'}/app.wasm`;
fs.rmSync(made, { recursive: true, force: true });
run('wasm-bindgen', '--target', 'web', '--no-typescript', '--out-dir', made, '--out-name', 'openkitchen',
  ...(release ? ['--remove-name-section', '--remove-producers-section'] : ['--keep-debug']), wasm);
run(path.join(root, 'end2end/node_modules/.bin/lightningcss'), '--bundle', '--minify', 'style/main.css', '-o', path.join(made, 'openkitchen.css'));

const manifest = {};
const files = new Map();
const keep = (name, bytes, mark = hash(bytes)) => {
  manifest[name] = named(name, mark);
  files.set(manifest[name], bytes);
};
const walk = (folder, base = '') => fs.readdirSync(folder, { withFileTypes: true }).forEach((entry) => {
  const name = base + entry.name;
  if (entry.isDirectory()) walk(path.join(folder, entry.name), `${name}/`);
  else keep(name, fs.readFileSync(path.join(folder, entry.name)));
});
walk(path.join(root, 'public'));

const program = fs.readFileSync(path.join(made, 'openkitchen_bg.wasm'));
const glue = fs.readFileSync(path.join(made, 'openkitchen.js'));
// One name for both: the page asks for them by the same word.
const mark = hash(program, glue);
keep('openkitchen.wasm', program, mark);
keep('openkitchen.js', glue, mark);

const style = fs.readFileSync(path.join(made, 'openkitchen.css'), 'utf8').replace(/url\((["']?)\/([^)"']+)\1\)/g, (whole, quote, name) => {
  if (!manifest[name]) throw new Error(`the style asks for /${name}, which is not in public/`);
  return `url(/assets/${manifest[name]})`;
});
keep('openkitchen.css', Buffer.from(style));

fs.mkdirSync(out, { recursive: true });
for (const [name, bytes] of files) {
  if (/\.(css|js|wasm|svg|txt)$/.test(name)) {
    files.set(`${name}.br`, zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: release ? 11 : 4 } }));
    files.set(`${name}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  }
}
files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
// Only what differs is written, so that nothing is built anew that need not be.
const old = fs.readdirSync(out, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
  .map((e) => path.relative(out, path.join(e.parentPath, e.name)));
old.filter((name) => !files.has(name)).forEach((name) => fs.rmSync(path.join(out, name)));
for (const [name, bytes] of files) {
  const file = path.join(out, name);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) continue;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
}
const packed = files.get(`${manifest['openkitchen.wasm']}.br`).length;
console.log(`site: ${files.size} files, wasm ${(packed / 1000).toFixed(1)} kB packed`);
