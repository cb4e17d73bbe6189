/**
 * Prints what each page loads before it can be used, and fails the build when that grows beyond its budget. Counted
 * is what the built page names: its scripts, what they need at once, and its styles; not what is fetched later.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KIB = 200;
const dist = new URL('../dist/', import.meta.url);
let over = false;

for (const page of readdirSync(dist).filter((name) => name.endsWith('.html'))) {
  const html = readFileSync(new URL(page, dist), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file);
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length,
    0,
  );
  const kib = bytes / 1024;
  over ||= kib > BUDGET_KIB;
  console.log(
    `${page.padEnd(12)} ${kib.toFixed(1).padStart(6)} KiB gzip of ${BUDGET_KIB}, ${files.length} files`,
  );
}
if (over) process.exit(1);
