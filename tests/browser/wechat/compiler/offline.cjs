// Loads miniprogram-ci so that it works without network and without an account.
//
// Before compiling it asks WeChat for the attributes of the project, signed with the key of the
// mini-program's owner, and for the allowed file types. The first answer decides size limits only,
// so it is given here, and the key is made on the spot and thrown away; the second has a copy
// inside the package. Whatever else reaches for the network fails.
const crypto = require('node:crypto')
const net = require('node:net')

// The limits WeChat publishes: 2 MB a package, 30 MB in all, ten mini-programs to jump to.
const ATTRIBUTES = {
  appType: 0,
  gameApp: false,
  isSandbox: false,
  platform: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    MaxJsPackageSize: 2,
    MaxSubPackageLimit: 100,
    NavigateMiniprogramLimit: 10,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxCustomTabbarCount: 10,
    MaxTabbarIconSize: 40,
  },
}

function throwAwayKey() {
  const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs1', format: 'pem' })
}

function cutTheNetwork() {
  net.Socket.prototype.connect = function refuse() {
    throw new Error('the offline compiler tried to reach the network')
  }
}

function answerForWechat() {
  const types = require('miniprogram-ci/dist/utils/white_ext_list.js')
  require('miniprogram-ci/dist/ci/projectattr.js').getProjectAttr = async () => ATTRIBUTES
  types.getWhiteExtList = async () => ({
    GameWhiteList: new Set(types.GameWhiteList),
    MiniProgramWhiteList: new Set(types.MiniProgramWhiteList),
  })
}

/** The compiler and a project of it; `appid` need not exist. */
function load(projectPath, appid) {
  cutTheNetwork()
  answerForWechat()
  const ci = require('miniprogram-ci')
  const project = new ci.Project({
    appid,
    type: 'miniProgram',
    projectPath,
    privateKey: throwAwayKey(),
    ignores: ['node_modules/**/*'],
    attr: async () => ATTRIBUTES,
  })
  return { ci, project }
}

module.exports = { load }
