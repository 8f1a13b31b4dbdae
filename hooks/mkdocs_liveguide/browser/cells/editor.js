/**
 * The editor: CodeMirror, fetched when a reader first edits. Colours are the theme's.
 */

import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  HighlightStyle,
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { StyleModule } from "style-mod";

/** What the page has of the editor's own styles. @type {Set<StyleModule>} */
const mounted = new Set();

/**
 * Puts the editor's styles into the page. CodeMirror would write them into a `<style>`, which a strict
 * content security policy refuses; a sheet made by a script it does not.
 * @param {unknown} _root always the document: no editor stands in a shadow tree
 * @param {StyleModule | readonly StyleModule[]} modules the first ones weigh least
 */
StyleModule.mount = (_root, modules) => {
  const fresh = [modules].flat().filter((each) => !mounted.has(each));
  if (fresh.length === 0) return;
  const sheet = new CSSStyleSheet();
  for (const each of fresh) mounted.add(each);
  sheet.replaceSync(fresh.map((each) => each.getRules()).join("\n"));
  document.adoptedStyleSheets.push(sheet);
};

/** @param {string} name */
const colour = (name) => `var(--md-code-hl-${name}-color)`;

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: colour("keyword") },
  { tag: [tags.string, tags.special(tags.string)], color: colour("string") },
  { tag: [tags.number, tags.bool, tags.null], color: colour("number") },
  { tag: [tags.comment], color: colour("comment") },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], color: colour("function") },
  { tag: [tags.className], color: colour("function") },
  { tag: [tags.operator, tags.punctuation], color: colour("operator") },
  { tag: [tags.meta], color: colour("special") },
]);

const theme = EditorView.theme({
  "&": { color: "var(--md-code-fg-color)", backgroundColor: "transparent" },
  ".cm-scroller": { fontFamily: "var(--md-code-font-family)", lineHeight: "1.4" },
  ".cm-content": { padding: "0.7720588235em 0", caretColor: "currentColor" },
  ".cm-line": { padding: "0 1.1764705882em" },
  ".cm-cursor": { borderLeftColor: "currentColor" },
  "&.cm-focused": { outline: "none" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    background: "var(--md-code-hl-color--light, var(--md-default-fg-color--lighter))",
  },
});

/** @type {import("@codemirror/state").StateEffectType<number>} */
const setErrorLine = StateEffect.define();
const errorLine = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    if (transaction.docChanged) return Decoration.none;
    for (const effect of transaction.effects) {
      if (!effect.is(setErrorLine)) continue;
      const { doc } = transaction.state;
      if (effect.value < 1 || effect.value > doc.lines) return Decoration.none;
      const mark = Decoration.line({ class: "cell-line--error" });
      return Decoration.set([mark.range(doc.line(effect.value).from)]);
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @typedef {{label: string, onChange: () => void, onRun: () => void}} EditorOptions
 * @typedef {object} Editor
 * @property {() => string} read
 * @property {(line: number) => void} markLine 1-based; 0 takes the mark away
 * @property {() => void} focus
 * @property {() => void} remove
 */

/**
 * @param {HTMLElement} parent
 * @param {string} code
 * @param {EditorOptions} options
 * @returns {Editor}
 */
export function openEditor(parent, code, { label, onChange, onRun }) {
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ activateOnTyping: false }),
        python(),
        syntaxHighlighting(highlighting),
        theme,
        errorLine,
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange();
        }),
      ],
    }),
  });
  return {
    read: () => view.state.doc.toString(),
    markLine: (line) => view.dispatch({ effects: setErrorLine.of(line) }),
    focus: () => view.focus(),
    remove: () => view.destroy(),
  };
}
