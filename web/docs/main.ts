import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/table.css'
import DocsApp from './DocsApp.vue'

createApp(DocsApp).mount('#app')
