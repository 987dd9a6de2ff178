import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/table.css'
import '@/shared/figures/figures.css'
import ResultsPage from './ResultsPage.vue'

createApp(ResultsPage).mount('#app')
