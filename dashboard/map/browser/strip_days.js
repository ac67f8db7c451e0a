/* Days as people write and read them: the calendar, typed days, days in words.
 *
 * A day is a whole number, days since 1970-01-01. Pure, but for the language of the words, which
 * `speak` sets.
 */
(function (frontline) {
  "use strict";

  const strip = frontline.strip = frontline.strip || {};
  const DAY_MS = 86_400_000;
  const FIRST_YEAR = 1900, LAST_YEAR = 2199; // what a typed day may lie in
  const MONTHS = { month: 1, quarter: 3, year: 12 }; // units that are counted in months
  const SHORTEST_MONTH = 3; // letters of a month's name that are enough
  const FILLERS = new Set(["of", "the", "р", "року"]);
  const formats = {};
  let monthNames = [];

  const days = strip.days = {
    /** Write days in this language, and read its months beside the English ones. */
    speak(language) {
      const made = (options) =>
        new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
          timeZone: "UTC", ...options,
        });
      formats.words = made({ day: "numeric", month: "long", year: "numeric" });
      formats.short = made({ day: "numeric", month: "short", year: "numeric" });
      formats.month = made({ month: "long", year: "numeric" });
      formats.monthOnly = made({ month: "short" });
      formats.dayOnly = made({ day: "numeric", month: "short" });
      formats.weekday = made({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
      monthNames = ["en", language].flatMap(namesOfMonths);
    },
    /** In words, by one of the forms above: "1 March 2023", "1 Mar 2023", "March 2023". */
    words: (day, form = "words") => formats[form].format(day * DAY_MS),
    /** A bin in words: "6–12 March 2023", "March 2023", "2023". */
    span(first, last, unit) {
      if (unit === "day") return days.words(first, "weekday");
      if (unit === "month") return days.words(first, "month");
      if (unit === "year") return String(days.parts(first).year);
      return formats.words.formatRange(first * DAY_MS, last * DAY_MS);
    },
    parts(day) {
      const date = new Date(day * DAY_MS);
      return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
    },
    /** The day of a year, month (0 to 11) and day of the month; months may run over. */
    of: (year, month, day) => Math.round(Date.UTC(year, month, day) / DAY_MS),
    /** First day of the day, week (Monday), month, quarter or year that a day lies in. */
    floor(day, unit) {
      if (unit === "day") return day;
      if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7); // 1970 began on a Thursday
      const { year, month } = days.parts(day);
      return days.of(year, month - (month % MONTHS[unit]), 1);
    },
    /** The day that is `n` units later; the 31st becomes the last day of a shorter month. */
    add(day, n, unit) {
      if (unit === "day" || unit === "week") return day + n * (unit === "week" ? 7 : 1);
      const { year, month, day: inMonth } = days.parts(day);
      const first = month + n * MONTHS[unit];
      return Math.min(days.of(year, first, inMonth), days.of(year, first + 1, 0));
    },
    /** A typed day: a number, null where nothing is typed, undefined where it cannot be read.
     *
     * `end` says which day of a whole month or year is meant: "from" the first, else the last.
     */
    read(text, end) {
      const typed = text.trim().toLowerCase();
      if (!typed) return null;
      const found = readNumbers(typed) || readWords(typed);
      if (!found) return undefined;
      const { year, month, day } = found;
      if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
      if (month === null) return end === "from" ? days.of(year, 0, 1) : days.of(year, 12, 0);
      if (month < 0 || month > 11) return undefined;
      if (day === null) {
        return end === "from" ? days.of(year, month, 1) : days.of(year, month + 1, 0);
      }
      const last = days.parts(days.of(year, month + 1, 0)).day;
      return day >= 1 && day <= last ? days.of(year, month, day) : undefined;
    },
  };

  function namesOfMonths(language) {
    const forms = [{ month: "long" }, { month: "long", day: "numeric" }].map(
      (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }),
    );
    const names = [];
    for (let month = 0; month < 12; month++) {
      for (const form of forms) {
        const part = form.formatToParts(Date.UTC(2023, month, 5)).find((p) => p.type === "month");
        names.push([part.value.toLowerCase(), month]);
      }
    }
    return names;
  }

  /** 2024-05-17, 2024-05, 2024 (also with dots or strokes), 17.05.2024. */
  function readNumbers(typed) {
    const iso = typed.match(/^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?$/);
    const dotted = typed.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/);
    const [year, month, day] = iso ? iso.slice(1) : dotted ? dotted.slice(1).reverse() : [];
    if (!year) return null;
    return { year: +year, month: month ? month - 1 : null, day: day ? +day : null };
  }

  /** 17 May 2024, May 17, 2024, May 2024. */
  function readWords(typed) {
    const found = { year: null, month: null, day: null };
    const put = (name, value) => found[name] === null && (found[name] = value) !== null;
    for (const word of typed.split(/[\s,.]+/)) {
      if (!word || FILLERS.has(word)) continue;
      const number = word.match(/^(\d+)(?:st|nd|rd|th)?$/);
      const month = monthNames.find(
        ([name]) => word.length >= SHORTEST_MONTH && name.startsWith(word),
      );
      let taken = false;
      if (number) taken = put(number[1].length > 2 ? "year" : "day", +number[1]);
      else if (month) taken = put("month", month[1]);
      if (!taken) return null;
    }
    return found.year !== null && found.month !== null ? found : null;
  }

  days.speak("en");
})(window.frontline = window.frontline || {});
