import uniModule from '@dcloudio/vite-plugin-uni'
import { defineConfig, type Plugin } from 'vite'

// The plugin is published as CommonJS.
const uni = ((uniModule as unknown as { default?: typeof uniModule }).default ??
  uniModule) as typeof uniModule

/** uni-app's own style sheet asks a foreign host for a picture nobody would see. */
const noForeignPictures: Plugin = {
  name: 'no-foreign-pictures',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) {
        file.source = String(file.source).replace(/url\(["']?https?:[^)]*\)/g, 'none')
      }
    }
  },
}

export default defineConfig({
  plugins: [uni(), noForeignPictures],
  // Old phones: the oldest WeChat web view in use understands no more.
  build: { target: 'es2015', cssTarget: 'chrome61' },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' }, fs: { allow: ['..'] } },
})
