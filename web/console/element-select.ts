// Apart from the rest: only the dispatch form needs it, and it brings the positioning of pop-ups.
import 'element-plus/theme-chalk/el-select.css'
import 'element-plus/theme-chalk/el-option.css'
import 'element-plus/theme-chalk/el-tag.css'
import 'element-plus/theme-chalk/el-popper.css'
import 'element-plus/theme-chalk/el-scrollbar.css'
import 'element-plus/theme-chalk/el-select-dropdown.css'

export { ElOption, ElSelect } from 'element-plus'
