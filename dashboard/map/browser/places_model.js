/* Mentions of every place in any range of days, from the packs of places and counts.
 *
 * A *row* is a day (or week) of a place. Sums of the rows are kept, so that a range costs two
 * searches a place; the counts are those of `data.places` under the same filter and days.
 */
(function (frontline) {
  "use strict";

  const WEEK = 7;
  /** Kinds of place that are areas, and so no dots on the map. */
  const AREAL = frontline.AREAL = new Set(["country", "region", "district", "area", "water"]);

  class PlaceDays {
    constructor(places, counts) {
      this.places = places;
      this.counts = counts;
      const { head } = counts;
      this.n = counts.place.length; // places with mentions; `k` below is one of them
      this.start = counts.row_start;
      this.byWeek = head.unit === "week";
      this.firstDay = frontline.day(head.first_day);
      // Weeks are counted from their Mondays; 1970-01-01 was a Thursday.
      const monday = this.firstDay - ((this.firstDay + 3) % WEEK + WEEK) % WEEK;
      this.origin = this.byWeek ? monday : this.firstDay;
      this.sum = new Uint32Array(counts.count.length + 1); // mentions of all rows before each
      for (let row = 0; row < counts.count.length; row++) {
        this.sum[row + 1] = this.sum[row] + counts.count[row];
      }
      this.total = new Uint32Array(this.n);
      for (let k = 0; k < this.n; k++) {
        this.total[k] = this.sum[this.start[k + 1]] - this.sum[this.start[k]] + counts.undated[k];
      }
      this.areal = Uint8Array.from(places.head.kinds, (kind) => (AREAL.has(kind) ? 1 : 0));
      this.indexOf = new Map(places.head.ids.map((id, index) => [id, index]));
      this.positionOf = new Map();
      counts.place.forEach((index, k) => this.positionOf.set(index, k));
      this.low = this.start.slice(0, this.n); // where the last range began and ended, by place
      this.high = this.start.slice(1);
    }

    /** First and last row value of a range of days; an open end takes all that is dated. */
    rows(from, to) {
      const unit = this.byWeek ? WEEK : 1;
      return [
        from === null ? 0 : Math.max(0, Math.floor((from - this.origin) / unit)),
        to === null ? Infinity : Math.floor((to - this.origin) / unit),
      ];
    }

    /** Mentions of place `k`; without any day chosen those without a day count too. */
    count(k, from, to) {
      if (from === null && to === null) return this.total[k];
      const [first, last] = this.rows(from, to);
      return this.countRows(k, first, last);
    }

    /** The same between two row values; quick where the range moved little since it was asked. */
    countRows(k, first, last) {
      const { day } = this.counts;
      const begin = this.start[k], end = this.start[k + 1];
      const low = this.low[k] = step(day, begin, end, this.low[k], first);
      const high = this.high[k] = step(day, begin, end, this.high[k], last + 1);
      return high > low ? this.sum[high] - this.sum[low] : 0;
    }

    /** The day (or the Monday of the week) of the first mention of place `k`; null: none is dated. */
    firstMention(k) {
      if (this.start[k] === this.start[k + 1]) return null;
      return this.origin + this.counts.day[this.start[k]] * (this.byWeek ? WEEK : 1);
    }

    /** Mentions by place id in a range; places without any are left out. */
    mentions(from, to) {
      const found = new Map();
      for (let k = 0; k < this.n; k++) {
        const count = this.count(k, from, to);
        if (count) found.set(this.places.head.ids[this.counts.place[k]], count);
      }
      return found;
    }

    /** What is known of a place by its id: null where the store has none such. */
    place(id) {
      const index = this.indexOf.get(id);
      return index === undefined ? null : this.describe(index);
    }

    describe(index) {
      const { head, lat, lon, kind, prec, reach } = this.places;
      return {
        index, id: head.ids[index], name: head.names[index], local: head.local[index],
        lat: lat[index], lon: lon[index], kind: head.kinds[kind[index]],
        areal: this.areal[kind[index]] === 1, exact: prec[index] <= 1, reach_m: reach[index],
        position: this.positionOf.get(index) ?? null,
      };
    }

    /** Whether only counts of whole weeks are here, so that the server has to be asked. */
    get approximate() { return this.byWeek; }
  }

  /** The first of ascending days[begin..end) that is not before `wanted`, sought from `near` on. */
  function step(days, begin, end, near, wanted) {
    let at = near, tries = 0;
    while (at < end && days[at] < wanted) {
      at += 1;
      if (++tries > 4) return search(days, at, end, wanted);
    }
    while (at > begin && days[at - 1] >= wanted) {
      at -= 1;
      if (++tries > 4) return search(days, begin, at, wanted);
    }
    return at;
  }

  function search(days, low, high, wanted) {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  frontline.PlaceDays = PlaceDays;
})(window.frontline = window.frontline || {});
