/**
 * Prints what each page loads before it can be used, and fails the build when that grows beyond its budget. Counted
 * is what the built page names: its scripts, what they need at once, and its styles; not what is fetched later. The
 * offline replay has everything in it and is counted whole, as it is saved and as it would be sent.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KIB = 200;
const OFFLINE = 'replay-offline.html';
const OFFLINE_BUDGET_KIB = 2_048;
const dist = new URL('../dist/', import.meta.url);
let over = false;

function packed(name) {
  return gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length / 1024;
}

for (const page of readdirSync(dist).filter((name) => name.endsWith('.html') && name !== OFFLINE)) {
  const html = readFileSync(new URL(page, dist), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file);
  const kib = files.reduce((sum, file) => sum + packed(file), 0);
  over ||= kib > BUDGET_KIB;
  console.log(
    `${page.padEnd(12)} ${kib.toFixed(1).padStart(6)} KiB gzip of ${BUDGET_KIB}, ${files.length} files`,
  );
}

const whole = readFileSync(new URL(OFFLINE, dist)).length / 1024;
over ||= whole > OFFLINE_BUDGET_KIB;
console.log(
  `${OFFLINE} ${whole.toFixed(1)} KiB of ${OFFLINE_BUDGET_KIB} before its log, ${packed(OFFLINE).toFixed(1)} gzip`,
);
if (over) process.exit(1);
