import type { results as shape } from '../zh-CN/results'

export const results: typeof shape = {
  halls: {
    title: 'Results of the halls',
    about:
      'Satisfaction is made of ratings people gave. Default ratings and ratings of visits without a service record stand apart and do not count in it.',
    month: 'Month',
    region: 'Area',
    everywhere: 'All',
    satisfaction: 'Satisfied',
    opinions: 'Ratings given: {count}',
    services: 'Services',
    defaults: 'Default ratings',
    walkIns: 'Ratings of visits',
    few: 'Too few ratings: figures are shown from {least} ratings on, so that nobody can be recognised.',
    silent: 'No ratings this month yet.',
    none: 'There is no hall yet',
    nearest: 'Nearest to me first',
    finding: 'Finding where you are …',
    sorted: 'From near to far',
    byRegion: 'List by district',
    private:
      'Your location only sorts this list on your phone. It is sent to nobody and not kept.',
    nowhere:
      'Your location was not available. You can allow it in the settings of your phone, or look by district.',
    away: 'about {km} km',
    near: 'less than 1 km',
    unplaced: 'place not on record',
    countedAt: 'Services and ratings of today count from tomorrow on. Counted at {at}',
  },
  interpretations: {
    title: 'Official interpretations',
    about:
      'What the city\'s bureau says the regulation means, checked by two people. They are in Chinese.',
    word: 'Search',
    wordHint: 'Chinese words that stand in it',
    find: 'Search',
    article: 'Article',
    all: 'All articles',
    numbered: 'Article {article}',
    published: '{article} · published {day}',
    withdrawn: 'Withdrawn, no longer valid.',
    empty: 'No interpretation has been published yet',
    none: 'Nothing found',
    noneHint: 'Try another word, or all articles. You can also call 12345.',
    count: 'Found: {count}',
  },
  help: {
    title: 'Help and privacy',
    sections: [
      [
        'Who can rate',
        'The applicant, or the agent who came to the window. Each service is rated once, within 7 days. Rating is voluntary; nobody may force or disturb you.',
      ],
      [
        'After rating',
        '"Dissatisfied" and "Very dissatisfied" open a case at once: the supervising office passes it on, the office responsible responds, puts things right and replies to you. You say whether the problem is solved; if not, the next level takes it up again.',
      ],
      [
        'What we collect',
        'Name and document number confirm your identity once; the phone number serves to tell you about progress; ratings serve to improve services. Name, document number, phone number and WeChat identifier are stored encrypted.',
      ],
      [
        'Who can see it',
        'Offices and staff cannot see your name, phone number, document number or the moment of your rating. Numbers in your text are hidden automatically. Nothing is given to third parties without your consent.',
      ],
      [
        'Your rights',
        'You can see your ratings and consents, and ask for correction, withdrawal of consent or deletion of personal data.',
      ],
      [
        'No smartphone',
        'Call the 12345 hotline, or ask at the window for a paper form. On the privacy page you can also choose to be asked by text message and answer with a digit.',
      ],
    ],
    interpretations: 'Official interpretations',
    staff: 'For staff',
    version: 'Version ',
  },
}
