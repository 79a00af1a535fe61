// A shop of its own for a test: fresh database, media and mails, its own port, the demo shop inside.
import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const program = path.resolve(root, process.env.OPENKITCHEN || 'target/debug/openkitchen');
const MAX_OUTPUT = 64 * 1024 * 1024;

/// The databases a test runs on, with the reason to skip one that is not here; in CI none is skipped.
export const databases = ['sqlite', 'postgres'].map((name) => ({ name, skip: reasonToSkip(name) }));

function reasonToSkip(name) {
  if (name === 'sqlite' || process.env.TEST_POSTGRES_URL || process.env.CI === 'true') return false;
  return 'no TEST_POSTGRES_URL: run it by .ci/with-postgres';
}

/// Opens the demo shop; `stop()` ends it and leaves nothing behind.
export const openShop = (database = 'sqlite') => opened(database, true);

/// Opens a shop in which nobody did anything yet; `begin()` is the link that its first merchant finds in the log.
export const emptyShop = (database = 'sqlite') => opened(database, false);

async function opened(database, demo) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'openkitchen-'));
  const undo = [() => fs.rmSync(folder, { recursive: true, force: true })];
  const leave = () => undo.splice(0).reverse().forEach((step) => step());
  process.once('exit', leave); // a run that breaks off leaves no shop behind
  try {
    const settings = { MEDIA_URL: `file:${folder}/media`, MAIL_URL: `file:${folder}/mail` };
    if (database === 'sqlite') {
      if (demo) fs.cpSync(await demoShop(), folder, { recursive: true });
      settings.DATABASE_URL = `sqlite:${folder}/shop.db`;
    } else {
      const made = newPostgresDatabase();
      undo.push(made.drop);
      settings.DATABASE_URL = made.url;
      if (demo) await fill(settings);
    }
    let served = await serve(settings, folder, `127.0.0.1:${await freePort()}`);
    undo.push(() => served.kill());
    return {
      url: served.url,
      /// Ends the program and starts it again at the same address; `meanwhile` is done while nobody answers.
      restart: async (meanwhile = () => {}) => {
        await served.stop();
        await meanwhile();
        served = await serve(settings, folder, new URL(served.url).host);
      },
      routes: () => routes(settings),
      mailTo: (address, about) => mailTo(path.join(folder, 'mail'), address, about),
      begin: () => /https?:\/\/\S+\/begin\/\w+/.exec(fs.readFileSync(path.join(folder, 'log'), 'utf8'))[0],
      doctor: () => openkitchen(settings, 'doctor'),
      staff: (email, name, role, password) => staff(settings, email, name, role, password),
      stop: async () => { await served.stop(); leave(); },
    };
  } catch (cause) {
    leave();
    throw cause;
  }
}

/// The folder of a demo shop on SQLite, made once for each build of the program.
async function demoShop() {
  const cache = path.join(root, 'target/e2e');
  const kept = path.join(cache, `demo-${path.basename(path.dirname(program))}-${Math.round(fs.statSync(program).mtimeMs)}`);
  if (fs.existsSync(kept)) return kept;
  fs.mkdirSync(cache, { recursive: true });
  const half = fs.mkdtempSync(path.join(cache, 'half-'));
  await fill({ DATABASE_URL: `sqlite:${half}/shop.db`, MEDIA_URL: `file:${half}/media`, MAIL_URL: `file:${half}/mail` });
  const ofThisKind = path.basename(kept).replace(/\d+$/, '');
  fs.readdirSync(cache).filter((name) => name.startsWith(ofThisKind))
    .forEach((name) => fs.rmSync(path.join(cache, name), { recursive: true, force: true }));
  fs.renameSync(half, kept);
  return kept;
}

async function fill(settings) {
  await openkitchen(settings, 'migrate');
  await openkitchen(settings, 'seed', 'demo');
}

function openkitchen(settings, ...words) {
  return run(program, words, { env: { ...process.env, RUST_LOG: 'error', ...settings }, maxBuffer: MAX_OUTPUT });
}

async function routes(settings) {
  const { stdout } = await openkitchen(settings, 'routes');
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

function newPostgresDatabase() {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run the tests by .ci/with-postgres');
  const versions = fs.readdirSync('/usr/lib/postgresql').sort((a, b) => a - b);
  const psql = path.join('/usr/lib/postgresql', versions.at(-1), 'bin/psql');
  const name = `journey_${process.pid}_${Date.now()}`;
  const tell = (sql) => execFileSync(psql, ['-q', '-v', 'ON_ERROR_STOP=1', '-c', sql, server]);
  tell(`create database ${name}`);
  return { url: server.replace('/postgres?', `/${name}?`), drop: () => tell(`drop database if exists ${name} with (force)`) };
}

async function serve(settings, folder, listen) {
  const log = path.join(folder, 'log');
  const child = spawn(program, ['serve'], {
    env: { ...process.env, RUST_LOG: 'warn', ...settings, LISTEN: listen },
    stdio: ['ignore', 'ignore', fs.openSync(log, 'a')],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => child.exitCode ?? child.signalCode ?? child.kill('SIGKILL');
  // However the tests end, their shop ends with them.
  process.once('exit', kill);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
  const url = `http://${listen}`;
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`the shop did not start: ${fs.readFileSync(log, 'utf8')}`);
      return (await fetch(`${url}/readyz`).catch(() => null))?.ok;
    }, 'the shop is ready');
  } catch (cause) {
    kill();
    throw cause;
  }
  return { url, kill, stop: async () => { child.kill('SIGTERM'); await ended; } };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const door = net.createServer().once('error', reject);
    door.listen(0, '127.0.0.1', () => { const { port } = door.address(); door.close(() => resolve(port)); });
  });
}

/// Makes somebody of the staff, by the command line.
function staff(settings, email, name, role, password) {
  execFileSync(program, ['staff', 'add', '--email', email, '--name', name, '--role', role], {
    env: { ...process.env, RUST_LOG: 'error', ...settings }, input: `${password}\n`, stdio: ['pipe', 'ignore', 'inherit'],
  });
}

/// The newest mail to this address, about this, when it has come: its subject and its text, unpacked.
async function mailTo(folder, address, about = /./) {
  return until(() => {
    if (!fs.existsSync(folder)) return null;
    const files = fs.readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => path.join(folder, name));
    files.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
    return files.map((file) => fs.readFileSync(file, 'latin1')).filter((mail) => mail.includes(`To: ${address}\r\n`)).map(unpacked).find(({ subject }) => about.test(subject));
  }, `a mail to ${address} about ${about} has come`);
}

function unpacked(mail) {
  const bytes = mail.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  return { subject: /^Subject: (.*)$/m.exec(text)?.[1].trim(), text };
}

/// Asks again until the answer is true; fails after a minute and says what was waited for.
export async function until(asked, what) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((next) => setTimeout(next, 50))) {
    const answer = await asked();
    if (answer) return answer;
  }
  throw new Error(`waited a minute until ${what}`);
}
