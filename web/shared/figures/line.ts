// A line over time, with what only it needs of the chart library.
import { LineChart } from 'echarts/charts'
import { use } from 'echarts/core'
import type { Figure } from '@/shared/api/schemas'
import { words } from '@/words'
import { drawing, ink, token, type Draw } from './drawing'
import { exact, figureWords, type FigureName } from './numbers'

use([LineChart])

const HEIGHT = 300
/** The whole scale of a figure: a rate that seems to fall off a cliff may have moved by a point. */
const MOST: Record<FigureName, number> = {
  average: 10,
  satisfaction: 100,
  participation: 100,
  poor_share: 100,
  rectification: 100,
  on_time: 100,
  contact: 100,
  composite: 100,
}

export interface Point {
  key: string
  figure: Figure | null
}

/** Value and sample of a point, in words: how many opinions stand behind it. */
function told(name: FigureName, { key, figure }: Point): string {
  if (!figure || figure.value === null) return `${key} ${words.figures.nothing}`
  const sample = `${words.figures.denominator} ${exact(figure.denominator)}`
  return `${key} ${figureWords(name, figure, false)} · ${sample}`
}

function options(name: FigureName, points: readonly Point[]) {
  const letters = ink()
  return {
    animation: false,
    textStyle: letters,
    grid: { top: 16, right: 24, bottom: 36, left: 44 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (shown: readonly { dataIndex: number }[]) => {
        const point = points[shown[0]?.dataIndex ?? -1]
        return point ? told(name, point) : ''
      },
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.key),
      axisLabel: { ...letters, hideOverlap: true },
      axisLine: { lineStyle: { color: token('--control-line') } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: MOST[name],
      axisLabel: letters,
      splitLine: { lineStyle: { color: token('--line') } },
    },
    series: [
      {
        type: 'line',
        data: points.map((point) => point.figure?.value ?? null),
        connectNulls: false,
        symbol: 'circle',
        symbolSize: 7,
        showAllSymbol: true,
        lineStyle: { color: token('--action'), width: 2 },
        itemStyle: { color: token('--action') },
      },
    ],
  }
}

export function line(name: FigureName, points: readonly Point[]): Draw {
  return drawing(
    () => options(name, points),
    () => HEIGHT,
  )
}
