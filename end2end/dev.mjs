// Watches the sources; on a change it builds the site and the server anew and serves. Stops with Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
let server;
let building = false;
let again = false;
const step = (command, ...args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
function build() {
  if (building) { again = true; return; }
  building = true;
  const good = step('node', 'end2end/site.mjs', 'dev') && step('cargo', 'build', '-q', '-p', 'server')
    && step('target/debug/openkitchen', 'migrate') && step('target/debug/openkitchen', 'seed', 'demo');
  if (good) {
    server?.kill();
    server = spawn('target/debug/openkitchen', ['serve'], { cwd: root, stdio: 'inherit' });
  }
  building = false;
  if (again) { again = false; build(); }
}
let timer;
for (const folder of ['app/src', 'server/src', 'style', 'public', 'migrations']) {
  fs.watch(path.join(root, folder), { recursive: true }, () => { clearTimeout(timer); timer = setTimeout(build, 300); });
}
process.on('SIGINT', () => { server?.kill(); process.exit(0); });
build();
