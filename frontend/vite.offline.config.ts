/**
 * Builds dist/replay-offline.html: the replay page as one file with its scripts and styles inside, into which the server
 * puts a room's log (where it says so). Opened from a disk it asks no network for anything, and its policy says so.
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { defineConfig, type Plugin } from 'vitest/config';

/** Where the server puts the log. */
const LOG = '<!--parley:log-->';

function policy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A script that ends where it ends, whatever its strings say. */
function inlined(code: string): string {
  const safe = code.replaceAll(/<\/script/giu, '<\\/script').replaceAll(/<(?=!--|script)/giu, '\\x3c');
  parseAst(safe);
  if (safe.includes('__VITE_')) throw new Error('a mark was left in the script');
  return `\n${safe}\n`;
}

function oneFile(): Plugin {
  return {
    name: 'parley-one-file',
    enforce: 'post',
    // Last of all: until then the bundle has marks that others fill in.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        let script = '';
        let style = '';
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'chunk') {
            if (script !== '') throw new Error(`${name} is a second script`);
            script = inlined(file.code);
          } else if (name.endsWith('.css')) style += String(file.source);
          else if (name.endsWith('.html')) continue;
          else throw new Error(`${name} would be a file of its own`);
          delete bundle[name];
        }
        const page = bundle['replay-offline.html'];
        if (page?.type !== 'asset') throw new Error('there is no page');
        page.source = String(page.source)
          .replaceAll(/\s*<(?:script|link)\b[^>]*>(?:<\/script>)?/gu, '')
          .replace(
            '<title>',
            () => `<meta http-equiv="Content-Security-Policy" content="${policy(script)}" />\n    <title>`,
          )
          .replace('</head>', () => `<style>${style}</style>\n  </head>`)
          .replace('</body>', () => `${LOG}\n    <script type="module">${script}</script>\n  </body>`);
      },
    },
  };
}

export default defineConfig({
  base: './',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [oneFile()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    modulePreload: false,
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      input: fileURLToPath(new URL('replay-offline.html', import.meta.url)),
      output: { codeSplitting: false },
    },
  },
});
