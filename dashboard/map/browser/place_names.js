/* Finds places by their names as people write them.
 *
 * A name is compared in three forms, each less strict than the one before: `plain` (case, accents,
 * apostrophes and the Cyrillic alphabet do not matter), `folded` (neither does the romanisation:
 * Avdiivka, Avdiyivka, Авдіївка) and `loose` (neither do vowels: Kyiv and Kiev, Kharkiv, Kharkov).
 */
(function (frontline) {
  "use strict";

  const LETTERS = { // of Ukrainian, Russian and Belarusian; and Latin ones that NFD leaves whole
    а: "a", б: "b", в: "v", г: "h", ґ: "g", д: "d", е: "e", є: "ie", ж: "zh", з: "z", и: "y",
    і: "i", ї: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t",
    у: "u", ў: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ю: "iu", я: "ia",
    ы: "y", э: "e", ё: "io", ь: "", ъ: "",
    ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i",
  };
  const FOLDS = [
    [/[iyj]+/g, "i"], [/i(?=[aeou])/g, ""], [/shch/g, "sh"], [/kh/g, "h"], [/zh/g, "z"],
    [/ck/g, "k"], [/t[sz]/g, "c"], [/g/g, "h"], [/w/g, "v"], [/ph/g, "f"], [/(.)\1+/g, "$1"],
  ];
  const SLICE_MS = 8; // of work at a time, so that the page stays quick while names are read
  const LAST = 5; // the loosest fit counts only where there is no better one
  const LOOSE_FROM = 3; // letters; shorter ones would match everything

  const plain = (name) => name.normalize("NFC").toLowerCase()
    .replace(/[Ѐ-ӿłøđßæœı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFD").replace(/[\u0300-\u036f'’ʼ‘`´ʹʺ"]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const fold = (text) => FOLDS.reduce((made, [from, to]) => made.replace(from, to), text);
  const loosen = (text) => text.replace(/[aeiou]+/g, "a").replace(/(.)\1+/g, "$1");

  /** The three forms of a name. */
  frontline.nameForms = function (name) {
    const first = plain(name), second = fold(first);
    return { plain: first, folded: second, loose: loosen(second) };
  };

  /** Names of the places pack, ready to be searched. */
  frontline.PlaceNames = class {
    constructor(pack) {
      this.pack = pack;
      this.forms = [];
      this.readSome();
    }

    /** Read on in the background. */
    readSome() {
      const until = performance.now() + SLICE_MS;
      while (!this.done && performance.now() < until) this.readOne();
      if (!this.done) setTimeout(() => this.readSome());
    }

    get done() {
      return this.forms.length === this.pack.head.ids.length;
    }

    readOne() {
      const at = this.forms.length;
      const { names, local, earlier } = this.pack.head;
      const forms = [frontline.nameForms(names[at])];
      if (local[at] && local[at] !== names[at]) forms.push(frontline.nameForms(local[at]));
      for (const name of earlier[at] || []) forms.push(frontline.nameForms(name));
      this.forms.push(forms);
    }

    /** Indices of places, best first: how well the name fits, then `weights` (mentions). */
    find(text, { weights = null, limit = 50 } = {}) {
      while (!this.done) this.readOne();
      const asked = frontline.nameForms(text);
      if (!asked.plain) return [];
      let fits = [];
      for (let at = 0; at < this.forms.length; at++) {
        let best = Infinity;
        for (const forms of this.forms[at]) best = Math.min(best, fit(forms, asked));
        if (best < Infinity) fits.push([best, weights ? weights[at] : 0, at]);
      }
      if (fits.some(([best]) => best < LAST)) fits = fits.filter(([best]) => best < LAST);
      fits.sort((a, b) => a[0] - b[0] || b[1] - a[1] || a[2] - b[2]);
      return fits.slice(0, limit).map((one) => one[2]);
    }
  };

  /** How well a name fits: 0 the same, 1 it begins so, 2 a word does, 3 inside, 4 and 5 loosely. */
  function fit(forms, asked) {
    const one = Math.min(match(forms.plain, asked.plain), match(forms.folded, asked.folded));
    if (one < Infinity || asked.plain.length < LOOSE_FROM) return one;
    if (!forms.loose.startsWith(asked.loose)) return Infinity;
    return forms.loose.length === asked.loose.length ? 4 : LAST;
  }

  function match(name, asked) {
    if (!asked) return Infinity;
    const at = name.indexOf(asked);
    if (at < 0) return Infinity;
    if (at === 0) return name.length === asked.length ? 0 : 1;
    if (name.includes(` ${asked}`)) return 2;
    return asked.length >= LOOSE_FROM ? 3 : Infinity;
  }

  const NUMBER = "([+-]?\\d{1,3}(?:\\.\\d+)?)\\s*°?\\s*";
  const PAIR = new RegExp(`^\\s*${NUMBER}([NS]?)\\s*[,; ]\\s*${NUMBER}([EW]?)\\s*$`, "i");

  /** {lat, lon} of "48.59, 38.00" (degrees, latitude first); null for anything else. */
  frontline.readPoint = function (text) {
    const found = PAIR.exec(text.replace(/(\d),(\d+)\s*[;\s]\s*(-?\d+),(\d)/, "$1.$2; $3.$4"));
    if (!found) return null;
    const lat = Number(found[1]) * (/s/i.test(found[2]) ? -1 : 1);
    const lon = Number(found[3]) * (/w/i.test(found[4]) ? -1 : 1);
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
  };
})(window.frontline = window.frontline || {});
