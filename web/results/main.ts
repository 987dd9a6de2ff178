import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/table.css'
import '@/shared/figures/figures.css'
import { firstLanguage } from './language'
import ResultsApp from './ResultsApp.vue'

void firstLanguage().finally(() => createApp(ResultsApp).mount('#app'))
