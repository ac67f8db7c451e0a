/* What a saved map (a notebook, an exported page) has in place of the live page: data of its own. */
(function (frontline) {
  "use strict";

  /** Show the pack at an address as if the page had sent it; `state`: days that go with it. */
  frontline.ownPack = async function (name, address, state = null) {
    const { stage } = frontline;
    try {
      const pack = await frontline.readPack(address);
      stage.packs[name] = pack;
      if (state) stage.set(state);
      stage.emit(new Set([name]));
    } catch (error) {
      console.error(`${name}: ${error.message}`);
    }
  };
})(window.frontline = window.frontline || {});
