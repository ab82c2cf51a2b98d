/* Names of another script within a text: marked with a language, as the server marks what it writes. */
(function () {
  'use strict';

  /** @type {Record<string, string>} the script of each language that a text of another takes a name for */
  const SCRIPTS = { en: 'Latin', ru: 'Cyrillic', ug: 'Arabic', zh: 'Han' };

  /** @returns {RegExp} names of scripts that the page's language does not write, in a group of their tag's name */
  function foreignNames() {
    const [page] = document.documentElement.lang.split('-');
    const names = Object.entries(SCRIPTS).filter(([tag]) => tag !== page && !(page === 'zh' && tag === 'en'))
      .map(([tag, script]) => `(?<${tag}>\\p{sc=${script}}(?:[ .’–/@_:·-]*[\\p{sc=${script}}\\d])*)`);
    return new RegExp(names.join('|'), 'gu');
  }

  /**
   * @param {string} text in the page's language
   * @returns {Name[]} what follows one another in it, in one language each; '' is the page's
   */
  function languageRuns(text) {
    /** @type {Name[]} */
    const runs = [];
    let done = 0;
    Array.from(text.matchAll(foreignNames())).forEach(({ 0: name, index, groups = {} }) => {
      const language = Object.keys(groups).find((tag) => groups[tag]);
      runs.push({ text: text.slice(done, index) }, { text: name, language });
      done = index + name.length;
    });
    return [...runs, { text: text.slice(done) }].filter((run) => run.text);
  }

  /**
   * @param {string} text in the page's language
   * @returns {(Node | string)[]} it, with the names of another script marked
   */
  function markForeign(text) {
    return languageRuns(text).map((run) => (run.language ? geoApp.html('bdi', { lang: run.language }, run.text) : run.text));
  }

  /**
   * @param {string} text that may be a name of another script
   * @returns {string} it, isolated from what is beside it where that runs the other way (UAX 9)
   */
  function apart(text) {
    return geoApp.isRightToLeft() && /[^\P{L}\p{sc=Arabic}]/u.test(text) ? `\u2068${text}\u2069` : text;
  }

  Object.assign(geoApp, /** @satisfies {Partial<GeoApp>} */ ({ apart, languageRuns, markForeign }));
})();
