import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/table.css'
import '@/shared/figures/figures.css'
import ResultsApp from './ResultsApp.vue'

createApp(ResultsApp).mount('#app')
