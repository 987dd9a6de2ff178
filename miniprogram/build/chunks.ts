const FRAMEWORK = /node_modules\/(@dcloudio|@vue|vue-router|vue)\//
const FORMS = /\/components\/hc-(grades|face|tags|check|choices|select|writing|picture|wait)|\/lib\/(filled|pictures|time|verify|words)|contract\/words|\/dictionary\/(later|zh-CN\/(?!first))/
const COMMON = /\/src\/(api|components|lib|platform)\/|\/dictionary\/(index|zh-CN\/first)|\/contract\/entry|plugin-vue:export-helper/

/**
 * Few files, each fetched when it is needed: the framework, which seldom changes; what all pages
 * share; what is filled in; and each page.
 */
export function chunkOf(id: string): string | undefined {
  if (FRAMEWORK.test(id)) return 'framework'
  if (FORMS.test(id)) return 'forms'
  if (COMMON.test(id)) return 'common'
  return undefined
}
