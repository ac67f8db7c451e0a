/* Reads packs: a length, a head of JSON, then the arrays that the head names; gzipped.
 *
 * The layout is written by data/packs.py. Numbers are little endian, as every browser's machine is.
 */
(function (frontline) {
  "use strict";

  const TYPES = {
    "|u1": Uint8Array, "<u2": Uint16Array, "<u4": Uint32Array,
    "|i1": Int8Array, "<i2": Int16Array, "<i4": Int32Array, "<f4": Float32Array, "<f8": Float64Array,
  };
  const kept = new Map(); // url -> promise of the pack; the last few

  frontline.unpack = function (buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const pack = { head };
    let at = 4 + length;
    for (const [name, [type, shape]] of Object.entries(head.arrays)) {
      const count = shape.reduce((product, n) => product * n, 1);
      pack[name] = new TYPES[type](buffer, at, count);
      at += (pack[name].byteLength + 3) & ~3;
    }
    return pack;
  };

  /** What a gzipped stream holds, as a Response. */
  frontline.gunzip = (stream) =>
    new Response(stream.pipeThrough(new DecompressionStream("gzip")));

  /** The pack at an address, or in the text of base64 that a saved map carries. */
  frontline.readPack = function (source) {
    if (!kept.has(source)) {
      const made = (async () => {
        const answer = await fetch(source);
        if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
        return frontline.unpack(await frontline.gunzip(answer.body).arrayBuffer());
      })();
      made.catch(() => kept.delete(source));
      kept.set(source, made);
      if (kept.size > 8) kept.delete(kept.keys().next().value);
    }
    return kept.get(source);
  };
})(window.frontline = window.frontline || {});
