import uniModule from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'

// The plugin is published as CommonJS.
const uni = ((uniModule as unknown as { default?: typeof uniModule }).default ??
  uniModule) as typeof uniModule

export default defineConfig({
  plugins: [uni()],
  // Old phones: the oldest WeChat web view in use understands no more.
  build: { target: 'es2015', cssTarget: 'chrome61' },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' }, fs: { allow: ['..'] } },
})
