// The chart library, loaded after the tables: what every kind of chart needs of it.
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([AriaComponent, GridComponent, LegendComponent, SVGRenderer, TooltipComponent])

export interface Drawing {
  /** Draw again in the size and colours of the moment. */
  redraw: () => void
  end: () => void
}
export type Draw = (place: HTMLElement) => Drawing

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

export const ink = () => ({
  color: token('--ink'),
  fontFamily: token('--font'),
  fontSize: 14,
})

/** A chart of these options, both reckoned from the width it gets, in pixels. */
export function drawing(
  options: (width: number) => EChartsCoreOption,
  height: (width: number) => number,
): Draw {
  return (place) => {
    const chart: EChartsType = init(place, undefined, { renderer: 'svg', width: 320, height: 240 })
    const redraw = () => {
      const width = place.clientWidth
      chart.resize({ width, height: height(width) })
      chart.setOption(options(width))
    }
    redraw()
    return { redraw, end: () => chart.dispose() }
  }
}
