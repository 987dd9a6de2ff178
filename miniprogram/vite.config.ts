import uniModule from '@dcloudio/vite-plugin-uni'
import { defineConfig, type Plugin } from 'vite'
import { chunkOf } from './build/chunks'
import { firstPage } from './build/first-page'
import { withoutUnused } from './build/unused-styles'

// The plugin is published as CommonJS.
const uni = ((uniModule as unknown as { default?: typeof uniModule }).default ??
  uniModule) as typeof uniModule

const inBrowser = process.env.UNI_PLATFORM === 'h5'

/**
 * uni-app asks its maker's hosts for pictures nobody sees: in its style sheet, and in WeChat
 * through `wx.preloadAssets` with a spelled-out address. A government page asks no foreign host.
 */
const noForeignHosts: Plugin = {
  name: 'no-foreign-hosts',
  enforce: 'post', // the style sheet is put together late
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') {
        file.code = file.code.replace(/wx\.preloadAssets/g, 'wx.preloadNothing')
      } else if (file.fileName.endsWith('.css')) {
        const source = String(file.source).replace(/url\(["']?https?:[^)]*\)/g, 'none')
        file.source = inBrowser ? withoutUnused(source) : source
      }
    }
  },
}

export default defineConfig({
  plugins: [uni(), noForeignHosts, ...(inBrowser ? [firstPage] : [])],
  build: {
    // Old phones: the oldest WeChat web view in use understands no more.
    target: 'es2015',
    cssTarget: 'chrome61',
    // One style sheet: many small ones cost a round trip each.
    cssCodeSplit: !inBrowser,
    rollupOptions: inBrowser ? { output: { manualChunks: chunkOf } } : {},
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' }, fs: { allow: ['..'] } },
})
