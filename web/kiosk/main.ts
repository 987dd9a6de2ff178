import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import './kiosk.css'
import KioskApp from './KioskApp.vue'

createApp(KioskApp).mount('#app')
