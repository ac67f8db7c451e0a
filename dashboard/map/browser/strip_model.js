/* What the strip of time shows, worked out from the counts pack: bins, hatching, the axis, and how
 * the range moves. Pure: it knows no page.
 *
 * A view is { start, end } in days, with fractions; a day fills [day, day + 1). A range is that of
 * the stage: `from` and `to` are days or null (open end).
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip;
  const days = strip.days;
  const UNITS = ["day", "week", "month", "quarter", "year"];
  const LENGTH = { day: 1, week: 7, month: 30.4, quarter: 91.3, year: 365.25 };
  const NARROWEST_BAR = 4.5; // px
  const NARROWEST_HATCH = 3; // px a day from which single days are hatched
  const SHORTEST_VIEW = 7; // days
  const MOST_SERIES = 5; // stacked; the rest is added up
  const SPIKY = 8; // times the middle bar
  const STEPS = [ // between labels of the axis: units, and pixels that the label needs
    [1, "day", 58], [2, "day", 58], [1, "week", 58], [1, "month", 50], [3, "month", 50],
    [6, "month", 50], [1, "year", 48], [2, "year", 48], [5, "year", 48], [10, "year", 48],
    [25, "year", 48], [100, "year", 48],
  ];
  const kept = new WeakMap(); // pack -> its series, added up

  const model = strip.model = {
    /** First and last day of the strip: its bounds, and what is chosen beyond them. */
    span(bounds, { from, to, cursor }) {
      const chosen = [from, to, cursor].filter((day) => day !== null);
      return {
        first: Math.min(bounds.first, ...chosen),
        last: Math.max(bounds.last, ...chosen),
      };
    },
    /** The range with its open ends filled in. */
    closed: ({ from, to }, span) => ({ from: from ?? span.first, to: to ?? span.last }),
    whole: (span) => ({ start: span.first, end: span.last + 1 }),
    /** The view made to fit into the span, and not shorter than a week. */
    fitted({ start, end }, span) {
      const all = model.whole(span);
      const length = Math.min(Math.max(end - start, SHORTEST_VIEW), all.end - all.start);
      const at = Math.min(Math.max(start, all.start), all.end - length);
      return { start: at, end: at + length };
    },
    /** The view zoomed by a factor, with the day under the hand kept in its place. */
    zoomed({ start, end }, factor, at, span) {
      const length = Math.max((end - start) * factor, Math.min(SHORTEST_VIEW, end - start));
      const share = (at - start) / (end - start);
      const begin = at - share * length;
      return model.fitted({ start: begin, end: begin + length }, span);
    },
    /** The view moved, and widened where it must be, so that the days from a to b are in it. */
    revealing(view, a, b, span) {
      if (a >= view.start && b + 1 <= view.end) return view;
      const length = Math.max(view.end - view.start, (b + 1 - a) * 1.1);
      const middle = (a + b + 1) / 2;
      return model.fitted({ start: middle - length / 2, end: middle + length / 2 }, span);
    },
    /** The day at the end of the range: the front line's, while it follows. */
    endOf: (to, bounds) => to ?? bounds.last,

    /** Mentions by name of a series ("total", "language", "kind"), as sums before each day. */
    series(pack, by) {
      if (!kept.has(pack)) kept.set(pack, {});
      const known = kept.get(pack);
      return (known[by] = known[by] || addedUp(pack, by));
    },
    /** How many days of [a, b) have an article. */
    coveredDays(pack, a, b) {
      return between(model.series(pack, "covered").sums[0], frontline.day(pack.head.first_day), a, b);
    },
    /** Mentions on the days of [a, b). */
    mentions(pack, a, b) {
      return between(model.series(pack, "total").sums[0], frontline.day(pack.head.first_day), a, b);
    },

    /** Bars and hatching of a view that is `width` pixels wide. */
    scene(pack, by, view, width, span) {
      const perDay = width / (view.end - view.start);
      const unit = UNITS.find((one) => perDay * LENGTH[one] >= NARROWEST_BAR) || "year";
      const edges = edgesOf(view, unit, span);
      const scene = {
        by, unit, edges, names: [], rows: [], totals: [], most: 0, power: 1, hatched: [], view,
      };
      if (!pack) return scene;
      const { names, sums } = model.series(pack, by);
      const first = frontline.day(pack.head.first_day);
      scene.names = names;
      scene.rows = sums.map((sum) => edges.slice(1).map((b, i) => between(sum, first, edges[i], b)));
      scene.totals = edges.slice(1).map((_, i) => scene.rows.reduce((n, row) => n + row[i], 0));
      scene.most = Math.max(0, ...scene.totals);
      scene.power = powerFor(scene.totals, scene.most);
      const cells = perDay >= NARROWEST_HATCH && unit !== "day" ? edgesOf(view, "day", span) : edges;
      scene.hatched = runsWithout(pack, cells);
      return scene;
    },
    /** Which bin of a scene a day lies in; -1 for none. */
    binAt({ edges }, day) {
      if (day < edges[0] || day >= edges[edges.length - 1]) return -1;
      let low = 0, high = edges.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (edges[middle] <= day) low = middle;
        else high = middle;
      }
      return low;
    },

    /** Ticks of days with changes: runs { from, to, share }, a bin each where days are narrow. */
    marks(changes, { edges, unit }, perDay) {
      const single = unit === "day" || perDay >= NARROWEST_HATCH;
      const runs = new Map();
      for (const { day, moves } of changes) {
        const i = single ? -1 : model.binAt({ edges }, day);
        if (!single && i < 0) continue;
        const [from, to] = single ? [day, day + 1] : [edges[i], edges[i + 1]];
        const run = runs.get(from) || { from, to, n: 0 };
        run.n += moves.length;
        runs.set(from, run);
      }
      const most = Math.max(1, ...[...runs.values()].map((run) => run.n));
      return [...runs.values()].map(({ from, to, n }) => ({ from, to, share: n / most }));
    },

    /** Labels of the axis: day, words, and whether a year begins there. */
    axis(view, width) {
      const perDay = width / (view.end - view.start);
      const [n, unit] = STEPS.find(
        ([count, one, room]) => count * LENGTH[one] * perDay >= room,
      ) || STEPS[STEPS.length - 1];
      const labels = [];
      for (let day = firstLabel(view.start, n, unit); day < view.end; day = days.add(day, n, unit)) {
        if (day < view.start) continue;
        const { year, month, day: inMonth } = days.parts(day);
        const isYear = unit === "year" || (month === 0 && inMonth === 1);
        const form = unit === "month" ? "monthOnly" : "dayOnly";
        labels.push({ day, words: isYear ? String(year) : days.words(day, form), isYear });
      }
      if (labels.length && !labels.some((label) => label.isYear)) {
        labels[0].words += ` ${days.parts(labels[0].day).year}`;
      }
      return labels;
    },

    /** The range of a preset, by the last day of what there is. */
    preset(name, last) {
      if (name === "all") return { from: null, to: null };
      if (name === "month") return { from: days.floor(last, "month"), to: last };
      return { from: last - Number(name) + 1, to: last };
    },
    /** One end of the range put on a day: it stops at the other, and the last day opens it. */
    placed(range, end, day, span) {
      const { from, to } = model.closed(range, span);
      if (end === "from") {
        const put = Math.min(day, to);
        return { from: put <= span.first ? null : put, to: range.to };
      }
      const put = Math.max(day, from);
      return { from: range.from, to: put >= span.last ? null : put };
    },
    /** A typed end of the range; past the other one, which then moves along with its distance. */
    typed(range, end, day, span) {
      const { from, to } = model.closed(range, span);
      if (day === null) return { ...range, [end]: null };
      if (end === "from") {
        return { from: day, to: day > to ? day + (to - from) : range.to };
      }
      return { from: day < from ? day - (to - from) : range.from, to: day };
    },
    /** The whole range moved by days, within the span. */
    moved(range, by, span) {
      const { from, to } = model.closed(range, span);
      const shift = Math.min(Math.max(by, span.first - from), span.last - to);
      return { from: from + shift, to: to + shift };
    },

    /** What a step in time changes: a cursor on its own moves alone; a range moves with its
     * cursor; a range with an open start grows or shrinks. `ended`: there is no day further on.
     */
    stepped(state, by, bounds) {
      if (!state.cursorFollows) {
        const cursor = clamp(state.cursor + by, bounds);
        return { patch: { cursor }, ended: atEnd(cursor, by, bounds) };
      }
      const end = model.endOf(state.to, bounds);
      if (state.from === null) {
        const to = clamp(end + by, bounds);
        const patch = { to: to >= bounds.last ? null : to, cursor: to };
        return { patch, ended: atEnd(to, by, bounds) };
      }
      const span = { first: Math.min(bounds.first, state.from), last: Math.max(bounds.last, end) };
      const range = model.moved({ from: state.from, to: end }, by, span);
      const stuck = by > 0 ? range.to >= span.last : range.from <= span.first;
      return { patch: { ...range, cursor: range.to }, ended: stuck };
    },
    /** Where play begins anew once it is at the end. */
    rewound(state, bounds) {
      if (!state.cursorFollows) return { cursor: bounds.first };
      if (state.from === null) return { to: bounds.first, cursor: bounds.first };
      const to = bounds.first + (model.endOf(state.to, bounds) - state.from);
      if (to >= bounds.last) return { from: null, to: bounds.first, cursor: bounds.first };
      return { from: bounds.first, to, cursor: to };
    },
  };

  function clamp(day, { first, last }) {
    return Math.min(Math.max(day, first), last);
  }

  function atEnd(day, by, bounds) {
    return by > 0 ? day >= bounds.last : day <= bounds.first;
  }

  /** Where the bins of a view begin, and the end of the last; none leaves the span. */
  function edgesOf(view, unit, span) {
    const edges = [days.floor(Math.floor(view.start), unit)];
    while (edges[edges.length - 1] < view.end) edges.push(days.add(edges[edges.length - 1], 1, unit));
    edges[0] = Math.max(edges[0], span.first);
    edges[edges.length - 1] = Math.min(edges[edges.length - 1], span.last + 1);
    return edges;
  }

  /** Heights go by the square root where one bar would press all others flat. */
  function powerFor(totals, most) {
    const sorted = totals.filter((n) => n > 0).sort((a, b) => a - b);
    return most > SPIKY * sorted[sorted.length >> 1] ? 0.5 : 1;
  }

  function firstLabel(start, n, unit) {
    const { year, month } = days.parts(Math.floor(start));
    if (unit === "year") return days.of(year - (year % n), 0, 1);
    if (unit === "month") return days.of(year, month - (month % n), 1);
    const first = days.floor(Math.floor(start), "week");
    return first - (n > 1 ? ((first % n) + n) % n : 0);
  }

  function addedUp(pack, by) {
    const rows = rowsOf(pack, by);
    return { names: rows.map(([name]) => name), sums: rows.map(([, numbers]) => sumsBefore(numbers)) };
  }

  function rowsOf(pack, by) {
    const { head } = pack;
    if (by === "covered") return [[by, pack.covered]];
    const names = by === "language" ? head.languages : head.source_kinds;
    const flat = by === "language" ? pack.by_language : pack.by_source_kind;
    const rows = names.map((name, i) => [name, flat.subarray(i * head.days, (i + 1) * head.days)]);
    if (by === "total") return [[by, together(rows, head.days)]];
    if (rows.length <= MOST_SERIES) return rows;
    const others = together(rows.slice(MOST_SERIES - 1), head.days);
    return [...rows.slice(0, MOST_SERIES - 1), ["other", others]];
  }

  function together(rows, length) {
    const total = new Float64Array(length);
    for (const [, numbers] of rows) for (let i = 0; i < length; i++) total[i] += numbers[i];
    return total;
  }

  function sumsBefore(numbers) {
    const sums = new Float64Array(numbers.length + 1);
    for (let i = 0; i < numbers.length; i++) sums[i + 1] = sums[i] + numbers[i];
    return sums;
  }

  function between(sums, first, a, b) {
    const last = sums.length - 1;
    const at = (day) => sums[Math.min(Math.max(day - first, 0), last)];
    return at(b) - at(a);
  }

  /** Runs [a, b) of cells that have no article on any of their days. */
  function runsWithout(pack, edges) {
    const runs = [];
    for (let i = 0; i + 1 < edges.length; i++) {
      if (model.coveredDays(pack, edges[i], edges[i + 1])) continue;
      const run = runs[runs.length - 1];
      if (run && run[1] === edges[i]) run[1] = edges[i + 1];
      else runs.push([edges[i], edges[i + 1]]);
    }
    return runs;
  }
})(window.frontline = window.frontline || {});
