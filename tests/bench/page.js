/** The measurements, for one page each. All times are in milliseconds. */
import { contestants } from './contestants.js';

/** How much of each half of a picture must differ from its corner, so that it counts as drawn. */
const LEAST_INK = 0.1;

/** The memory of the widget's program, seen when it starts. */
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const instance = await instantiate(...given);
  // The rest of the program works on that of its first part.
  memory = instance.exports.memory || memory;
  return instance;
};

window.bench = {
  /**
   * Redraws of so many bars, one contestant after the other in each round: promises a list of times for each. A time
   * is the mean of `repeats` redraws; what a contestant leaves to idle time is waited for, and not counted.
   */
  async redraw(names, count, rounds, repeats) {
    const charts = [];
    const times = {};
    for (const name of names) {
      await contestants[name].load();
      charts.push({ name, ...(await draw(name, addHost('large'), count)) });
      times[name] = [];
    }
    let seed = 0;
    // The first rounds are for the compilers.
    for (let round = -2; round < rounds; round += 1) {
      for (const { name, canvas, redraw } of charts) {
        const { prepare } = contestants[name];
        const given = Array.from({ length: repeats }, () => prepare(numbers(count, (seed += 1))));
        await idle();
        const start = performance.now();
        for (const values of given) {
          const pending = redraw(values);
          if (pending) await pending;
          finish(canvas);
        }
        if (round >= 0) times[name].push((performance.now() - start) / repeats);
      }
    }
    charts.forEach(({ name, canvas }) => checkInk(name, canvas));
    return times;
  },

  /** From just before the library is asked for to the finished picture. */
  async first(name, count) {
    const host = addHost('large');
    const { prepare, load, draw } = contestants[name];
    const [labels, values] = [categories(count), prepare(numbers(count, 0))];
    await idle();
    const start = performance.now();
    await load();
    const { canvas } = await draw(host, labels, values);
    finish(canvas);
    const time = performance.now() - start;
    checkInk(name, canvas);
    return time;
  },

  /** Sixty charts of twelve bars on one page, from just before the library is asked for to the last finished picture. */
  async sixty(name) {
    const hosts = Array.from({ length: 60 }, () => addHost('small'));
    const { prepare, load, draw } = contestants[name];
    const given = hosts.map((_, i) => prepare(numbers(12, i)));
    const labels = categories(12);
    await idle();
    const start = performance.now();
    await load();
    const charts = await Promise.all(hosts.map((host, i) => draw(host, labels, given[i])));
    charts.forEach(({ canvas }) => finish(canvas));
    const time = performance.now() - start;
    charts.forEach(({ canvas }) => checkInk(name, canvas));
    await idle();
    // Kept, so that nothing is collected before the memory is looked at.
    this.kept = charts;
    return time;
  },

  /** Ours alone: a whole new document as JSON text, read and drawn. */
  async read(count, rounds) {
    await contestants.ours.load();
    const { canvas, update } = await draw('ours', addHost('large'), count);
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const series = [{ values: Array.from(numbers(count, round)) }];
      const text = JSON.stringify({ label: 'Bench', categories: categories(count), series });
      await idle();
      const start = performance.now();
      update(text);
      finish(canvas);
      times.push(performance.now() - start);
    }
    checkInk('ours', canvas);
    return times;
  },

  /** Ours alone: draws so many bars and leaves them there, for a look at the memory. */
  async keep(count) {
    await contestants.ours.load();
    this.kept = await draw('ours', addHost('large'), count);
    finish(this.kept.canvas);
    checkInk('ours', this.kept.canvas);
    await idle();
  },

  /** How many bytes the widget's program has taken; none where it does not run. */
  wasm: () => (memory ? memory.buffer.byteLength : 0),
};

function draw(name, host, count) {
  return contestants[name].draw(host, categories(count), contestants[name].prepare(numbers(count, 0)));
}

function categories(count) {
  return Array.from({ length: count }, (_, i) => `Xã ${i + 1}`);
}

/** Numbers from 0 to 99.9 that look like chance, and are the same in every run. */
function numbers(count, seed) {
  return Float64Array.from({ length: count }, (_, i) => ((i * 7919 + seed * 104729) % 1000) / 10);
}

function addHost(size) {
  const host = document.createElement('div');
  host.className = size;
  document.body.append(host);
  return host;
}

/** A canvas may put off its work until someone looks. */
function finish(canvas) {
  canvas.getContext('2d').getImageData(0, 0, 1, 1);
}

function idle() {
  return new Promise((done) => requestIdleCallback(() => setTimeout(done), { timeout: 500 }));
}

function checkInk(name, canvas) {
  const { width, height } = canvas;
  const half = Math.floor(width / 2);
  for (const left of [0, half]) {
    const pixels = new Uint32Array(canvas.getContext('2d').getImageData(left, 0, half, height).data.buffer);
    const ink = pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
    if (!(ink > LEAST_INK)) throw new Error(`${name} has drawn too little: ${ink}`);
  }
}
