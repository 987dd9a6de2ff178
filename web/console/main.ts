import { createApp } from 'vue'
import '@/shared/tokens.css'
import '@/shared/base.css'
import '@/shared/table.css'
import '@/shared/figures/figures.css'
import './choice.css'
import './facts.css'
import './print.css'
import './progress.css'
import './verdict.css'
import App from './App.vue'
import { router } from './router'

createApp(App).use(router).mount('#app')
