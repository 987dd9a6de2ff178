import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite'

const FIRST = 'pages/window/window'
const NEXT = ['pages/sign-in/sign-in', 'pages/services/services', 'pages/rate/rate']

/**
 * A browser learns of a page's script from the script before it, one round trip each. So the first
 * page's is named in the document, and so is what follows it, for fetchNextPages (platform/host.ts).
 */
export const firstPage: Plugin = {
  name: 'first-page',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const now = scriptsOf(bundle, FIRST)
      const later = new Set(NEXT.flatMap((page) => scriptsOf(bundle, page)))
      return [
        ...now.filter((file) => !html.includes(file)).map((file) => link('modulepreload', file)),
        ...[...later].filter((file) => !now.includes(file)).map((file) => link('next-page', file)),
      ]
    },
  },
}

/** The chunk of a page and everything it imports. */
function scriptsOf(bundle: Rollup.OutputBundle, page: string): string[] {
  const found = new Set<string>()
  const add = (file: string) => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || chunk.isEntry || found.has(file)) return
    found.add(file)
    chunk.imports.forEach(add)
  }
  add(fileOf(bundle, page))
  return [...found]
}

function fileOf(bundle: Rollup.OutputBundle, page: string): string {
  const source = `/src/${page}.vue`
  for (const file of Object.values(bundle)) {
    if (file.type === 'chunk' && file.facadeModuleId?.endsWith(source)) return file.fileName
  }
  throw new Error(`no chunk has ${source}`)
}

function link(rel: string, file: string): HtmlTagDescriptor {
  const attrs = { rel, href: `/m/${file}`, crossorigin: true }
  return { tag: 'link', attrs, injectTo: 'head' }
}
