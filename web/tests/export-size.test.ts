import { expect, it } from 'vitest'
import { sizeWords } from '@/console/pages/exports/size'

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [20_480, '20 KB'],
  [5_300_000, '5.1 MB'],
  [2_400_000_000, '2.2 GB'],
])('%d bytes are %s', (bytes, said) => {
  expect(sizeWords(bytes)).toBe(said)
})
