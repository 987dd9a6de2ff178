import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The tablets at the windows and the terminals are old and know no modules: one classic script (Chrome 52 on).
// Split styles would be put into the page by script, which its policy refuses.
const CLASSIC = {
  target: 'chrome52',
  cssTarget: 'chrome52',
  cssCodeSplit: false,
  modulePreload: false,
} as const
const classicScript: Plugin = {
  name: 'classic-script',
  generateBundle(_, files) {
    const fill = readFileSync(here('fill.js'), 'utf8')
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = fill + file.code
  },
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('type="module" crossorigin', 'defer').replace(' crossorigin', ''),
  },
}

// One application, one page per entry: `vite --mode console`, `vite build --mode results`.
// Each is a folder of its own in dist/, so a server can guard /console/ and leave /results/ open.
export default defineConfig(({ mode }) => {
  const entry = mode === 'test' ? '' : mode
  const classic = entry === 'device' || entry === 'kiosk'
  return {
    root: here(entry || '.'),
    base: entry ? `/${entry}/` : '/',
    publicDir: here('public'),
    plugins: [vue(), ...(classic ? [classicScript] : [])],
    resolve: {
      alias: [
        ...(entry === 'results' || entry === 'docs' ? [{ find: /^@\/words$/, replacement: here('words/results.ts') }] : []),
        { find: '@contract', replacement: here('../contract') },
        { find: '@', replacement: here('.') },
      ],
    },
    build: {
      outDir: here(`dist/${entry}`),
      emptyOutDir: true,
      target: 'es2020',
      cssTarget: 'chrome80',
      chunkSizeWarningLimit: 600, // the chart library, loaded after everything else
      // A page of a strict policy may not read pictures or fonts from its own style.
      assetsInlineLimit: 0,
      ...(classic && { ...CLASSIC, rollupOptions: { output: { format: 'iife' } } }),
    },
    server: {
      fs: { allow: [here('..')] },
      proxy: { '/api': 'http://127.0.0.1:8000', '/m': 'http://127.0.0.1:8000' },
    },
    test: { include: ['tests/**/*.test.ts'] },
  }
})
