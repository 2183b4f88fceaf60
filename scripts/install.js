// Brings node_modules in line with package-lock.json. Plain JavaScript for whatever Node (20 or newer) the machine has;
// runs before `npm start`, `npm test` and `npm run check`, and does nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const BUNDLED_NODE = 24;

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.hufu-installed');
const lockFile = join(root, 'package-lock.json');
const bundledNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @param {string} message one sentence: what is wrong and what to do */
function fail(message) {
  process.stderr.write(`hufu: ${message}\n`);
  process.exit(1);
}

/** What the installed dependencies depend on. The Node that runs npm is not part of it: everything runs on the bundled one. */
function currentStamp() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${hash} ${process.platform}-${process.arch}`;
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Whether npm itself (`npm install` of a developer) left exactly what package-lock.json asks for. */
function npmInstalledThis() {
  const record = textOf(join(modules, '.package-lock.json'));
  if (record === '') return false;
  const installed = JSON.parse(record).packages;
  const { '': _project, ...wanted } = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    const there = installed[path];
    if (there === undefined ? !entry.optional : there.version !== entry.version) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/** Why the bundled Node cannot be used, or undefined where it runs. */
function bundledNodeProblem() {
  if (!existsSync(bundledNode)) return 'it is missing';
  const result = spawnSync(bundledNode, ['--version'], { encoding: 'utf8' });
  if (result.error) return result.error.message;
  if (result.status !== 0) return (result.stderr || `it ended with code ${result.status}`).trim().split('\n')[0];
  if (!result.stdout.startsWith(`v${BUNDLED_NODE}.`)) return `it is ${result.stdout.trim()} instead of version ${BUNDLED_NODE}`;
  return undefined;
}

/**
 * The npm that started this script, on the machine's own Node: the one in node_modules disappears while npm works.
 * @param {string[]} args
 */
function npm(args) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
  const env = { ...process.env, PATH: path.join(delimiter) };
  const options = /** @type {const} */ ({ cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe'] });
  const script = process.env.npm_execpath ?? '';
  const node = process.env.npm_node_execpath ?? '';
  if (basename(script) === 'npm-cli.js' && existsSync(node) && !node.startsWith(modules)) {
    return spawnSync(node, [script, ...args], options);
  }
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function install() {
  try {
    accessSync(existsSync(modules) ? modules : root, constants.W_OK);
  } catch {
    fail(
      `cannot write to ${existsSync(modules) ? modules : root}; run this as the owner of the folder or copy the project to a folder of your own.`,
    );
  }
  process.stdout.write('hufu: installing the dependencies into node_modules (needed once and after an update, one to three minutes) …\n');
  const result = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (result.error) {
    fail(`npm could not be started (${result.error.message}); install npm, which comes with Node.js, and run the command again.`);
  }
  if (result.status !== 0) {
    const lines = result.stderr.trim().split('\n').slice(-15).join('\n');
    process.stderr.write(`${lines}\n`);
    fail(
      'npm could not install the dependencies: its last lines are above. Check the network, the registry (`npm config get registry`) and the free disk space, then run the command again.',
    );
  }
  const problem = bundledNodeProblem();
  if (problem !== undefined) {
    fail(
      `the Node ${BUNDLED_NODE} that the project brings along cannot run: ${problem}. If npm is set not to run install scripts, run \`npm rebuild --ignore-scripts=false\` in ${root} and then your command again.`,
    );
  }
}

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE)
  fail(`Node ${process.versions.node} is too old; install Node ${OLDEST_NODE} or newer from https://nodejs.org and run the command again.`);
if (!existsSync(lockFile)) fail(`package-lock.json is missing in ${root}; get a complete copy of the project.`);
const stamp = currentStamp();
if (textOf(stampFile) !== stamp || !existsSync(bundledNode)) {
  if (!npmInstalledThis() || bundledNodeProblem() !== undefined) install();
  try {
    writeFileSync(stampFile, stamp);
  } catch (error) {
    fail(`the dependencies are installed, but ${stampFile} cannot be written: ${error.message}.`);
  }
}
