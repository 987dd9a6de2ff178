// Usage: node words.mjs <file.ts> <export>
//
// Prints a front end's dictionary as JSON, so that tests look for what the pages say. Sentences
// that are functions are left out.
import path from 'node:path'
import esbuild from 'esbuild'

const [file, name] = process.argv.slice(2)
const { outputFiles } = await esbuild.build({
  entryPoints: [path.resolve(file)],
  bundle: true,
  format: 'esm',
  write: false,
  logLevel: 'error',
})
const source = Buffer.from(outputFiles[0].contents).toString('base64')
const module = await import(`data:text/javascript;base64,${source}`)
console.log(JSON.stringify(module[name]))
