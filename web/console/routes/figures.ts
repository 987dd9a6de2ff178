// What ratings add up to, and what follows from it.
import type { RouteRecordRaw } from 'vue-router'
import { words } from '@/words'

const { areas } = words.frame
const bulletins = { title: areas.bulletins, needs: 'list_bulletins', area: 'bulletins' } as const

export const figureRoutes: RouteRecordRaw[] = [
  {
    path: '/statistics',
    name: 'statistics',
    component: () => import('../pages/statistics/StatisticsPage.vue'),
    meta: { title: areas.statistics, needs: 'show_statistics', area: 'statistics' },
  },
  {
    path: '/bulletins',
    name: 'bulletins',
    component: () => import('../pages/bulletins/BulletinsPage.vue'),
    meta: bulletins,
  },
  {
    path: '/bulletins/comments',
    name: 'comments',
    component: () => import('../pages/comments/CommentsPage.vue'),
    meta: { title: words.comments.title, needs: 'list_comments', area: 'bulletins' },
  },
  {
    path: '/bulletins/compile',
    name: 'bulletin-compile',
    component: () => import('../pages/bulletins/CompilePage.vue'),
    meta: bulletins,
  },
  {
    path: '/bulletins/:id',
    name: 'bulletin',
    component: () => import('../pages/bulletins/BulletinPage.vue'),
    props: true,
    meta: bulletins,
  },
  {
    path: '/assessments',
    name: 'assessments',
    component: () => import('../pages/assessments/AssessmentsPage.vue'),
    meta: { title: areas.assessments, needs: 'show_assessment', area: 'assessments' },
  },
  {
    path: '/assessments/uses',
    name: 'assessment-uses',
    component: () => import('../pages/assessments/UsesPage.vue'),
    meta: {
      title: words.assessments.uses.title,
      needs: 'list_assessment_uses',
      area: 'assessments',
    },
  },
  {
    path: '/assessments/efficiency',
    name: 'efficiency',
    component: () => import('../pages/assessments/EfficiencyPage.vue'),
    meta: { title: words.efficiency.title, needs: 'show_efficiency', area: 'assessments' },
  },
  {
    path: '/assessments/supervisions',
    name: 'supervisions',
    component: () => import('../pages/assessments/SupervisionsPage.vue'),
    meta: { title: words.efficiency.supervisions.title, needs: 'list_supervisions', area: 'assessments' },
  },
  {
    path: '/accountability/:id?',
    name: 'accountability',
    component: () => import('../pages/accountability/AccountabilityPage.vue'),
    meta: { title: areas.accountability, needs: 'list_accountability', area: 'accountability' },
  },
]
