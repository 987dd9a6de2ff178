// One page out of the runtime, the framework and the package.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'

const HERE = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

export async function bundle(out, { data, groups, scripts }) {
  const generated = path.join(out, 'generated.js')
  fs.writeFileSync(
    generated,
    `export const data=${JSON.stringify(data)}\n` +
      `export const groups=${groups}\n` +
      `export const scripts=${scripts}\n`,
  )
  await esbuild.build({
    entryPoints: [path.join(HERE, 'runtime/main.js')],
    outfile: path.join(out, 'run.js'),
    bundle: true,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    logLevel: 'error',
    alias: { generated, tslib: require.resolve('tslib') },
    nodePaths: [path.join(HERE, 'node_modules')],
  })
  fs.rmSync(generated)
  for (const name of ['index.html', 'wechat.css']) {
    fs.copyFileSync(path.join(HERE, 'runtime', name), path.join(out, name))
  }
}
