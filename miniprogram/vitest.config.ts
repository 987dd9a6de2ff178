import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const BUILT_IN = ['view', 'text', 'image', 'textarea', 'input', 'button', 'scroll-view']

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => BUILT_IN.includes(tag) } } }),
  ],
  test: { include: ['src/**/*.test.ts'], environment: 'jsdom' },
})
