/** Browsers fetch a page's script when it is opened: what is seen until it has come, or if it does not. */
import type { App } from 'vue'
// #ifdef H5
import HcNotOpened from '../components/hc-not-opened.vue'
import HcOpening from '../components/hc-opening.vue'
// #endif

export function installOpening(app: App): void {
  // #ifdef H5
  // The framework's names for them.
  app.component('AsyncLoading', HcOpening)
  app.component('AsyncError', HcNotOpened)
  // #endif
}
