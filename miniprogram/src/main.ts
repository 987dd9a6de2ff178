import { createSSRApp } from 'vue'
import App from './App.vue'
import { installKeyboard } from './platform/keyboard'

export function createApp() {
  const app = createSSRApp(App)
  installKeyboard()
  return { app }
}
