import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const server = process.env['PARLEY_SERVER'] ?? 'http://localhost:8080';

/** The server answers these addresses with a page; the development server does the same. */
function pages(): Plugin {
  return {
    name: 'parley-pages',
    configureServer(dev) {
      dev.middlewares.use((request, _response, next) => {
        const path = request.url ?? '';
        if (/^\/(room|interview)\/[^/?]+/.test(path)) request.url = '/room.html';
        else if (/^\/replay\/[^/?]+/.test(path)) request.url = '/replay.html';
        next();
      });
    },
  };
}

export default defineConfig({
  base: '/',
  appType: 'mpa',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pages()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Everything is a file of its own, so the policy needs no data: or inline exceptions for ours.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The terminal is large by nature and comes last; scripts/page-sizes.mjs watches what comes first.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: {
        index: page('index.html'),
        room: page('room.html'),
        replay: page('replay.html'),
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
  test: {
    include: ['{src,test}/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});
