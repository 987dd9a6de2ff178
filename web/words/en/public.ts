// The public results in English. What is published in Chinese stays as it is published.
import { names } from '@contract/names/en'
import type { PublicWords } from '../results'
import { bulletins } from './bulletins'

const MONTHS =
  'January February March April May June July August September October November December'.split(' ')
const FORMULAS: Record<string, string> = {
  average: 'Σ (points of the grade × ratings) ÷ ratings',
  satisfaction: '(very satisfied + satisfied + mostly satisfied) ÷ ratings × 100%',
  poor_share: '(dissatisfied + very dissatisfied) ÷ ratings × 100%',
  participation: 'services rated in time ÷ services whose time for rating has ended × 100%',
  rectification: 'closed with all three records ÷ work orders due × 100%',
  on_time: 'fed back in time ÷ closed with all three records × 100%',
  contact: 'with a recorded contact ÷ work orders due × 100%',
  composite: 'Σ (weight × score) ÷ sum of the weights that have a score; a score is a percentage of the most possible',
}

export const english: PublicWords = {
  bulletins,
  comments: {
    publicTitle: 'Ratings in words, and replies',
    publicLead:
      'Written by citizens and published by the bureau after personal data were covered. Poor ratings stand with the reply of the office. Of offices with few ratings single ones are not published, so that nobody can be recognised.',
    publicNone: 'No rating was published this month.',
    publicOff: 'Single ratings are not published at present.',
    reply: 'Reply of the office',
    institution: 'Office',
    allInstitutions: 'All offices',
    back: 'Back to the results',
    link: 'Read ratings and replies',
  },
  common: {
    loading: 'Loading',
    reload: 'Load again',
    search: 'Search',
    previous: 'Previous page',
    next: 'Next page',
    page: (page, pages) => `Page ${page} of ${pages}`,
    total: (count) => (count === 1 ? '1 entry' : `${count} entries`),
    pagination: 'Pages',
  },
  figures: {
    services: 'Services',
    opinions: 'Ratings',
    walk_ins: 'Without record',
    defaults: 'By default',
    participation: 'Participation',
    satisfaction: 'Satisfied',
    average: 'Average',
    poor_share: 'Dissatisfied',
    composite: 'Composite index',
    orders_due: 'Work orders due',
    rectification: 'Put right',
    on_time: 'In time',
    contact: 'Contacted',
    tooFew: 'Too few',
    nothing: 'None',
    fewer: 'Too few',
    howMade: (figure) => `: how “${figure}” is made`,
    formula: 'Formula',
    formulaOf: (name, said) => FORMULAS[name] ?? said,
    numerator: 'Numerator',
    denominator: 'Denominator',
    percent: (value) => `${value}%`,
    points: (value) => `${value}/10`,
    chartLoading: 'The chart is being drawn',
    chartFailed: 'The chart could not be drawn; the numbers are in the table.',
    opinionsOnly: 'Ratings by people only',
    detail: 'The ratings in numbers',
    detailHint: 'The same numbers as in the chart',
    defaultsWhy:
      'services nobody rated in the time given, which the system counts as “mostly satisfied”. They are no opinion of anybody.',
    walkInsWhy: 'ratings made at a window by its code, without a service on record.',
    explained: (what, why) => `${what}: ${why}`,
  },
  names: {
    ...names,
    places: {
      潮州市: 'Chaozhou City',
      湘桥区: 'Xiangqiao District',
      潮安区: 'Chao’an District',
      饶平县: 'Raoping County',
      枫溪区: 'Fengxi District',
      凤泉湖高新区: 'Fengquanhu High-tech Zone',
    },
  },
  problems: {
    offline: 'The server cannot be reached. Please check the network and try again.',
    timeout: 'The server has not answered for a long time. Please try again later.',
    unknown: 'Something went wrong. Please try again later.',
    not_found: 'This was not found. The address may be wrong.',
    busy: 'The system is busy. Please try again later.',
  },
  results: {
    title: 'How people rate public services',
    titleOf: (city) => `${city}: how people rate public services`,
    lead: 'By the month a rating was made; participation by services whose time for rating has ended. Ratings by default and those without a service on record stand apart and count neither in the share of the satisfied nor in the average.',
    month: 'Month',
    current: 'This month is not over; the numbers end with yesterday.',
    overall: 'The whole city',
    counties: 'Counties and districts',
    institutions: 'Offices of the city',
    region: 'County or district',
    institution: 'Office',
    tooFewWhy: (least) =>
      `Figures from fewer than ${least} ratings are not published, so that nobody can be recognised in them; where that is one row alone, the next smallest is kept back too, so that the total does not tell it.`,
    chart: 'What the ratings are made of',
    chartText: (month, series) =>
      `What the ratings of counties and offices were made of in ${month}, as stacked bars; the same numbers stand in the table below. In this order: ${series.join(', ')}.`,
    empty: 'No service ended this month.',
    halls: 'Results of each hall, the nearest first',
    console: 'Staff sign in',
    language: 'Language',
    official:
      'Names of offices, titles and notes of bulletins, ratings, replies and official interpretations are shown in Chinese, as they were published. The downloads are in Chinese.',
  },
  rules: {
    interpretations: {
      word: 'Word',
      article: 'Article',
      allArticles: 'All articles',
      ofArticle: (number) => `Article ${number}`,
      empty: 'There is no interpretation yet.',
      emptyHere: 'Nothing was found. Please try another word or article.',
      withdrawnWhy: (at, reason) => `Withdrawn on ${at}: ${reason}`,
      publicTitle: 'Interpretations of the rules',
      publicLead:
        'What the city’s bureau of public services has officially said the rules on rating mean.',
      publicSince: (day) => `Published on ${day}`,
      back: 'Public results',
      link: 'Interpretations of the rules',
    },
  },
  time: {
    day: (year = 0, month = 1, day = 0) => `${day} ${MONTHS[month - 1]} ${year}`,
    month: (year = 0, month = 1) => `${MONTHS[month - 1]} ${year}`,
  },
}
