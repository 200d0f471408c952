import { BarChart, BoxplotChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { widthOfText } from '../../lib/text/width-of-text.ts'

// Only what our charts need: the whole takes three times as long to load.
use([
  BarChart,
  BoxplotChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  LabelLayout,
  SVGRenderer,
])

// Which font a reader has is not known here: so measured, its letters fit in any case.
setPlatformAPI({
  measureText: (text, font = '12px') => ({
    width: Number.parseFloat(/[\d.]+px/.exec(font)?.[0] ?? '12') * widthOfText(text),
  }),
})

export { init }
