// The chart library, loaded after the tables: only what a stacked bar needs of it.
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Stack } from './series'

use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer, TooltipComponent])

const ROW = 34
const LEGEND = 96
const NAMES = { wide: 200, narrow: 96 }
const NARROW = 600

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

function options(stack: Stack, width: number) {
  const ink = { color: token('--ink'), fontFamily: token('--font') }
  const narrow = width < NARROW
  return {
    animation: false,
    // Patterns beside colours: no series is told by colour alone.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    textStyle: ink,
    legend: { textStyle: ink, left: 0, itemGap: 16, selectedMode: false },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
    grid: { top: LEGEND, right: 24, bottom: 32, left: narrow ? NAMES.narrow : NAMES.wide },
    xAxis: {
      type: 'value',
      min: 0,
      axisLabel: ink,
      splitLine: { lineStyle: { color: token('--line') } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stack.names,
      axisLabel: {
        ...ink,
        interval: 0,
        width: (narrow ? NAMES.narrow : NAMES.wide) - 12,
        overflow: 'truncate',
      },
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

/** Draw `stack` into `place`; the answer redraws it in the size and colours of the moment. */
export function draw(place: HTMLElement, stack: Stack): { redraw: () => void; end: () => void } {
  place.style.height = `${LEGEND + 40 + stack.names.length * ROW}px`
  const chart: EChartsType = init(place, undefined, { renderer: 'svg' })
  const redraw = () => {
    chart.resize()
    chart.setOption(options(stack, place.clientWidth))
  }
  redraw()
  return { redraw, end: () => chart.dispose() }
}
