/**
 * What is measured, each under its name: `load` brings the library, `prepare` puts numbers into the form that it reads
 * fastest, and `draw(host, names, prepared)` gives, or promises, `{ canvas, redraw(prepared) }`; a redraw that takes
 * several frames gives a promise. The peers are set as their documentation recommends for speed, with a known scale,
 * and draw no more than bars and axes.
 */

const HIGHEST = 100;
const COLOUR = '#2266aa';

/** The limit: one rectangle for each bar, and nothing else. */
const raw = {
  load: () => Promise.resolve(),
  prepare: (values) => values,
  draw(host, names, values) {
    const canvas = addCanvas(host);
    const context = canvas.getContext('2d');
    const redraw = (values) => {
      const { width, height } = canvas;
      const step = width / values.length;
      context.clearRect(0, 0, width, height);
      context.fillStyle = COLOUR;
      for (let i = 0; i < values.length; i += 1) {
        const tall = (values[i] / HIGHEST) * height;
        context.fillRect(i * step, height - tall, step * 0.8, tall);
      }
    };
    redraw(values);
    return { canvas, redraw };
  },
};

const uplot = {
  load: () => loadScript('/bench/uPlot.iife.min.js'),
  prepare: (values) => [Array.from(values, (_, i) => i), Array.from(values)],
  async draw(host, names, data) {
    const options = {
      width: host.clientWidth,
      height: host.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: [0, HIGHEST] } },
      axes: [{ values: (self, places) => places.map((place) => names[place]) }, {}],
      series: [{}, { fill: COLOUR, paths: uPlot.paths.bars({ size: [0.8, 100] }), points: { show: false } }],
    };
    let chart;
    await new Promise((ready) => {
      chart = new uPlot({ ...options, hooks: { ready: [ready] } }, data, host);
    });
    // Outside a batch it would draw later.
    return { canvas: chart.ctx.canvas, redraw: (data) => chart.batch(() => chart.setData(data)) };
  },
};

const chartjs = {
  load: () => loadScript('/bench/chart.umd.min.js'),
  prepare: (values) => Array.from(values, (y, x) => ({ x, y })),
  draw(host, names, data) {
    const canvas = addCanvas(host);
    const chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: names, datasets: [{ data, backgroundColor: COLOUR }] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: false,
        events: [],
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: { ticks: { minRotation: 0, maxRotation: 0, sampleSize: 10 } },
          y: { min: 0, max: HIGHEST },
        },
      },
    });
    const redraw = (data) => {
      chart.data.datasets[0].data = data;
      chart.update('none');
    };
    return { canvas, redraw };
  },
};

/** From so many bars on ECharts draws a few thousand a frame, and tells when all are there. */
const SEVERAL_FRAMES = 3000;

const echartsLibrary = {
  load: () => loadScript('/bench/echarts.min.js'),
  prepare: (values) => Array.from(values),
  async draw(host, names, data) {
    const chart = echarts.init(host, null, { renderer: 'canvas' });
    const set = (option) => {
      const finished = names.length >= SEVERAL_FRAMES && once(chart, 'finished');
      chart.setOption(option);
      return finished;
    };
    await set({
      animation: false,
      xAxis: { type: 'category', data: names },
      yAxis: { min: 0, max: HIGHEST },
      series: [{ type: 'bar', data, large: true, itemStyle: { color: COLOUR } }],
    });
    // Bars that come by and by have a canvas of their own, above that of the axes.
    const [axes, bars = axes] = host.querySelectorAll('canvas');
    return { canvas: bars, redraw: (data) => set({ series: [{ data }] }) };
  },
};

const ours = {
  load: () => import('/indicator-widget.js'),
  prepare: (values) => values,
  async draw(host, names, values) {
    const { mount } = await import('/indicator-widget.js');
    const indicators = { label: 'Bench', categories: names, series: [{ values: Array.from(values) }] };
    const widget = await mount(host, indicators, { lang: 'vi' });
    const redraw = (values) => {
      if (!widget.updateValues(values)) throw new Error('updateValues takes no values');
    };
    return { canvas: widget.element.shadowRoot.querySelector('canvas'), redraw, update: widget.update };
  },
};

export const contestants = { raw, uPlot: uplot, 'Chart.js': chartjs, ECharts: echartsLibrary, ours };

function addCanvas(host) {
  const canvas = document.createElement('canvas');
  canvas.width = host.clientWidth;
  canvas.height = host.clientHeight;
  host.append(canvas);
  return canvas;
}

function loadScript(src) {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.addEventListener('load', done);
    script.addEventListener('error', () => failed(new Error(src)));
    script.src = src;
    document.head.append(script);
  });
}

function once(chart, event) {
  return new Promise((done) => {
    const listener = () => {
      chart.off(event, listener);
      done();
    };
    chart.on(event, listener);
  });
}
