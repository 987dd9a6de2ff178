// The scripts of the package as CommonJS functions, called by the loader of the runtime with what
// WeChat puts around a script. A browser's own names are taken away: there are none in WeChat.
import esbuild from 'esbuild'

const GIVEN = 'require,module,exports,wx,App,Page,Component,Behavior,getApp,getCurrentPages,global'
const TAKEN_AWAY = 'globalThis,window,self,document,location,navigator,localStorage,fetch'

export async function collectScripts(pack) {
  const names = pack.files.filter((name) => name.endsWith('.js'))
  const sources = await Promise.all(names.map((name) => asFunction(pack, name)))
  return `{${sources.join(',\n')}}`
}

async function asFunction(pack, name) {
  const options = { format: 'cjs', target: 'es2020', charset: 'utf8', loader: 'js' }
  const { code } = await esbuild.transform(pack.read(name), options)
  return `${JSON.stringify(name)}: function(${GIVEN},${TAKEN_AWAY}){${code}\n}`
}
