import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/table.css'
import '@/shared/figures/figures.css'
import InterpretationsPage from './InterpretationsPage.vue'
import ResultsPage from './ResultsPage.vue'

const asked = new URLSearchParams(location.search).get('page')
createApp(asked === 'interpretations' ? InterpretationsPage : ResultsPage).mount('#app')
