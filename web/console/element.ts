// The parts of Element Plus the console uses, each with its style, so that bundles stay small.
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-button.css'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-overlay.css'
import 'element-plus/theme-chalk/el-drawer.css'
import 'element-plus/theme-chalk/el-dialog.css'
import './element.css'

export { ElButton, ElConfigProvider, ElDialog, ElDrawer, ElInput } from 'element-plus'
