// Stacked bars, with what only they need of the chart library.
import { BarChart } from 'echarts/charts'
import { use } from 'echarts/core'
import { drawing, ink, token, type Draw } from './drawing'
import type { Stack } from './series'

use([BarChart])

// Sizes in pixels, by how wide the page is.
const WIDE = { row: 34, legend: 64, names: 200 }
const NARROW = { row: 48, legend: 192, names: 104 }
const NARROW_BELOW = 600
const AXIS = 40

const sizesFor = (width: number) => (width < NARROW_BELOW ? NARROW : WIDE)

/** One pattern per series, in their order: plain for the best, denser towards the worst. */
function patterns(color: string) {
  const lines = (gap: number, turn: number) => ({
    color,
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, gap],
    rotation: turn,
  })
  const dots = { color, symbol: 'circle', symbolSize: 0.6, dashArrayX: [6, 6], dashArrayY: [6, 6] }
  const plain = { symbol: 'none' }
  return [plain, lines(10, -0.8), dots, lines(5, 0.8), lines(3, -0.8), dots, lines(4, 0), plain]
}

function options(stack: Stack, width: number) {
  const letters = ink()
  const { legend, names } = sizesFor(width)
  return {
    animation: false,
    // Patterns beside colours: no series is told by colour alone.
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: true, decals: patterns(token('--pattern')) },
    },
    textStyle: letters,
    legend: { textStyle: letters, left: 0, top: 0, itemGap: 16, selectedMode: false },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
    grid: { top: legend, right: 24, bottom: AXIS, left: names },
    xAxis: {
      type: 'value',
      min: 0,
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...letters, hideOverlap: true },
      splitLine: { lineStyle: { color: token('--line') } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stack.names,
      axisLabel: { ...letters, interval: 0, width: names - 12, overflow: 'break' },
      axisLine: { lineStyle: { color: token('--control-line') } },
      axisTick: { show: false },
    },
    series: stack.series.map((one) => ({
      name: one.name,
      type: 'bar',
      stack: 'all',
      barMaxWidth: 22,
      data: one.values,
      itemStyle: { color: token(one.token) },
    })),
  }
}

/** One bar for each name of `stack`, its series one after the other. */
export function bars(stack: Stack): Draw {
  return drawing(
    (width) => options(stack, width),
    (width) => {
      const { row, legend } = sizesFor(width)
      return legend + AXIS + stack.names.length * row
    },
  )
}
