import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import './device.css'
import DeviceApp from './DeviceApp.vue'

createApp(DeviceApp).mount('#app')
