// What the public results pages and the shared parts say: the words of the console stay out of
// their bundle. Vite puts this in the place of `@/words` when it builds them; a test compares.
import { bulletins } from './zh-CN/bulletins'
import { comments } from './zh-CN/comments'
import { common, problems, time } from './zh-CN/common'
import { figures } from './zh-CN/figures'
import { law } from './zh-CN/law'
import { names, type NamesInUse } from './zh-CN/names'
import { results } from './zh-CN/results'
import { rules } from './zh-CN/rules'

export { wordFor } from './word-for'
export const zhCN = { bulletins, comments, common, figures, law, names, problems, results, rules, time }

/** Of the words above, those everybody reads: what another language has to say. */
export interface PublicWords {
  bulletins: Pick<
    typeof bulletins,
    | 'title'
    | 'caption'
    | 'name'
    | 'version'
    | 'versionOf'
    | 'columns'
    | 'newest'
    | 'older'
    | 'note'
    | 'superseded'
    | 'toNewest'
    | 'forms'
    | 'imprint'
    | 'body'
    | 'changes'
    | 'versions'
    | 'open'
    | 'data'
  >
  comments: Pick<
    typeof comments,
    | 'publicTitle'
    | 'publicLead'
    | 'publicNone'
    | 'publicOff'
    | 'reply'
    | 'institution'
    | 'allInstitutions'
    | 'back'
    | 'link'
  >
  common: Pick<
    typeof common,
    'loading' | 'reload' | 'search' | 'previous' | 'next' | 'page' | 'total' | 'pagination'
  >
  figures: typeof figures
  names: NamesInUse
  problems: Partial<typeof problems>
  results: typeof results
  rules: {
    interpretations: Pick<
      typeof rules.interpretations,
      | 'word'
      | 'article'
      | 'allArticles'
      | 'ofArticle'
      | 'empty'
      | 'emptyHere'
      | 'withdrawnWhy'
      | 'publicTitle'
      | 'publicLead'
      | 'publicSince'
      | 'back'
      | 'link'
    >
  }
  time: typeof time
}

/** The dictionary in use; pages are made anew when another takes its place. */
export const words: PublicWords & Pick<typeof zhCN, 'law'> = { ...zhCN }
