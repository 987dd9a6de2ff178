/** The dictionary for every page after the first, which is spared its size. */
import { learn, names, sentences } from '.'
import { later } from './zh-CN/later'

learn(later)

export { names, sentences }
