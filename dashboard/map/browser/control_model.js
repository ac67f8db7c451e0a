/* Who holds each cell on each day, from the pack of control.
 *
 * The pack lists changes by day. Beside each the code that it replaces is kept, so that time runs
 * backward as cheaply as forward. Codes: index into `head.holders`, 0 unknown.
 */
(function (frontline) {
  "use strict";

  const CHANGING = 255;

  class ControlDays {
    constructor(pack) {
      const { head, changes } = pack;
      this.pack = pack;
      this.cells = pack.constant.length;
      this.first = frontline.day(head.first_day);
      this.last = frontline.day(head.last_day);
      this.invader = head.invader;
      this.contested = head.holders.length - 1;
      this.count = changes.length / 3;
      this.holder = Uint8Array.from(pack.constant, (code) => (code === CHANGING ? 0 : code));
      this.applied = 0;
      this.before = new Uint8Array(this.count); // the code that each change replaces
      this.startOf = new Uint32Array(this.cells + 1); // changes by cell: where those of each begin
      this.byCell = new Uint32Array(this.count);
      const now = this.holder.slice();
      for (let n = 0; n < this.count; n++) {
        const cell = changes[3 * n + 1];
        this.before[n] = now[cell];
        now[cell] = changes[3 * n + 2];
        this.startOf[cell + 1] += 1;
      }
      for (let cell = 0; cell < this.cells; cell++) this.startOf[cell + 1] += this.startOf[cell];
      const next = this.startOf.slice();
      for (let n = 0; n < this.count; n++) this.byCell[next[changes[3 * n + 1]]++] = n;
    }

    /** Turn to a day; the cells whose holder is another than before, each once. */
    go(day) {
      const { changes } = this.pack;
      const wanted = day === null ? this.last - this.first : day - this.first;
      const touched = new Map(); // cell -> the code it had
      while (this.applied < this.count && changes[3 * this.applied] <= wanted) {
        const cell = changes[3 * this.applied + 1];
        if (!touched.has(cell)) touched.set(cell, this.holder[cell]);
        this.holder[cell] = changes[3 * this.applied + 2];
        this.applied += 1;
      }
      while (this.applied > 0 && changes[3 * (this.applied - 1)] > wanted) {
        this.applied -= 1;
        const cell = changes[3 * this.applied + 1];
        if (!touched.has(cell)) touched.set(cell, this.holder[cell]);
        this.holder[cell] = this.before[this.applied];
      }
      return [...touched].filter(([cell, code]) => this.holder[cell] !== code).map(([cell]) => cell);
    }

    /** The day from which the cell is held as it is on the day shown; null: from the first on. */
    since(cell) {
      for (let n = this.startOf[cell + 1] - 1; n >= this.startOf[cell]; n--) {
        const change = this.byCell[n];
        if (change >= this.applied || this.before[change] === this.pack.changes[3 * change + 2]) {
          continue;
        }
        const day = this.pack.changes[3 * change] + this.first;
        return day > this.first ? day : null;
      }
      return null;
    }

    /** Id and name of the settlement of a cell; null for ground that many share. */
    settlement(cell) {
      const { cell_place: place, head } = this.pack;
      const index = place[cell];
      return index < head.places.length ? { id: head.places[index], name: head.names[index] } : null;
    }

    /** Whether the front line runs between two cells; `n` is the number of their arc. */
    isLine(n) {
      const { arcs, border } = this.pack;
      const one = this.holder[arcs[4 * n + 2]], other = this.holder[arcs[4 * n + 3]];
      if (!one || !other || (one === this.invader) === (other === this.invader)) return false;
      return !(border[2 * n] && border[2 * n] === one && border[2 * n + 1] === other);
    }

    /** Whether the invader holds a cell that lies outside its own country. */
    isTaken(cell) {
      return this.holder[cell] === this.invader && this.pack.home[cell] !== this.invader;
    }

    /** Whether ground that was taken ends there because nothing is known beyond. */
    isOpenEnd(n) {
      const { arcs, border } = this.pack;
      if (border[2 * n]) return false; // the invader's own country begins there
      const [one, other] = [arcs[4 * n + 2], arcs[4 * n + 3]];
      return (this.isTaken(one) && !this.holder[other]) || (this.isTaken(other) && !this.holder[one]);
    }

    /** Changes of hands of settlements that `within(longitude, latitude)` accepts, by day.
     *
     * Only what evidence of the day states: `Map(day -> [{name, place_id, from, to}])`, holders by
     * their ids, "" for unknown. How things stood on the first day is no change.
     */
    changesWithin(within) {
      const { changes, stated, cell_point: at, head } = this.pack;
      const found = new Map();
      const near = new Int8Array(this.cells).fill(-1);
      for (let n = 0; n < this.count; n++) {
        const [day, cell, code] = [changes[3 * n], changes[3 * n + 1], changes[3 * n + 2]];
        if (!stated[n] || this.before[n] === code) continue;
        if (near[cell] < 0) near[cell] = within(at[2 * cell], at[2 * cell + 1]) ? 1 : 0;
        if (!near[cell]) continue;
        const { id, name } = this.settlement(cell);
        const moved = { name, place_id: id, from: head.holders[this.before[n]], to: head.holders[code] };
        const on = day + this.first;
        if (found.has(on)) found.get(on).push(moved);
        else found.set(on, [moved]);
      }
      return found;
    }
  }

  frontline.ControlDays = ControlDays;
})(window.frontline = window.frontline || {});
