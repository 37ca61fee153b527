/* The table editor is fetched when the first table of an article is drawn. Until it is there the table's state is kept
   in the form's own field, so that saving early loses nothing. */
(() => {
  "use strict";

  const fetched = new Map();

  function script(source) {
    if (!fetched.has(source)) {
      fetched.set(
        source,
        new Promise((resolve, reject) => {
          const element = document.createElement("script");
          element.src = source;
          element.addEventListener("load", resolve);
          element.addEventListener("error", () => {
            fetched.delete(source);
            element.remove();
            reject(new Error(source));
          });
          document.head.append(element);
        }),
      );
    }
    return fetched.get(source);
  }

  function style(source) {
    if (document.querySelector(`link[href="${CSS.escape(source)}"]`)) return;
    const element = document.createElement("link");
    element.rel = "stylesheet";
    element.href = source;
    document.head.append(element);
  }

  class TableOnDemand {
    constructor(name, args, words, scripts, styles) {
      Object.assign(this, { name, args, words, scripts, styles });
    }

    async fetch() {
      this.styles.forEach(style);
      for (const source of this.scripts) await script(source);
      window.Handsontable.languages.registerLanguageDictionary(this.words);
      return new window.telepath.constructors[this.name](...this.args);
    }

    render(placeholder, name, id, initialState, parentCapabilities) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.id = id;
      const kept = {
        getValue: () => JSON.parse(field.value),
        getState: () => JSON.parse(field.value),
        setState: (state) => {
          field.value = JSON.stringify(state);
        },
        focus() {},
      };
      kept.setState(initialState);
      placeholder.replaceWith(field);
      let bound = kept;
      const become = () =>
        this.fetch().then(
          (table) => {
            if (!field.isConnected) return;
            const state = kept.getState();
            bound = table.render(field, name, id, state, parentCapabilities);
            window.dispatchEvent(new Event("resize"));
          },
          () => window.setTimeout(become, 5000),
        );
      become();
      return {
        getValue: () => bound.getValue(),
        getState: () => bound.getState(),
        setState: (state) => bound.setState(state),
        focus: () => bound.focus(),
      };
    }
  }

  window.telepath.register("depesche.desk.TableOnDemand", TableOnDemand);
})();
