// What the public results pages and the shared parts say: the words of the console stay out of
// their bundle. Vite puts this in the place of `@/words` when it builds them; a test compares.
import { bulletins } from './zh-CN/bulletins'
import { comments } from './zh-CN/comments'
import { common, problems, time } from './zh-CN/common'
import { figures } from './zh-CN/figures'
import { law } from './zh-CN/law'
import { results } from './zh-CN/results'
import { rules } from './zh-CN/rules'

export { wordFor } from './word-for'
export const words = { bulletins, comments, common, figures, law, problems, results, rules, time }
