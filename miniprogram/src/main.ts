import { createSSRApp } from 'vue'
import App from './App.vue'
import { installKeyboard } from './platform/keyboard'
import { installOpening } from './platform/opening'

export function createApp() {
  const app = createSSRApp(App)
  installKeyboard()
  installOpening(app)
  return { app }
}
