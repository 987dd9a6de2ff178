import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import './styles/index.css'
import KioskApp from './KioskApp.vue'

createApp(KioskApp).mount('#app')
