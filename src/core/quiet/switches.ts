/** The switches that keep suggestions out of one file. */
import type { Change } from './change.ts';

export const INLINE_SUGGEST = 'editor.inlineSuggest.enabled';

/**
 * The one that counts: VS Code then asks no provider of inline suggestions for files in this language, whoever made
 * it. An entry for a language outweighs every setting without one.
 */
export function editorSwitch(language: string): Change {
  return { kind: 'member', setting: `[${language}]`, member: INLINE_SUGGEST, to: false };
}

export function isEditorSwitch(change: Change): boolean {
  return change.kind === 'member' && change.member === INLINE_SUGGEST;
}

/**
 * The documented switches of assistants that also suggest by other means (a list, a decoration) or send the file to a
 * service. Amazon Q has none, and Cline suggests nothing while you type: the editor's own switch covers them.
 */
export function assistantSwitches(language: string, path: string): readonly Change[] {
  const inLanguage = (setting: string): Change => ({
    kind: 'member',
    setting,
    member: language,
    to: false,
  });
  const off = (setting: string): Change => ({ kind: 'value', setting, to: false });
  return [
    // GitHub Copilot.
    inLanguage('github.copilot.enable'),
    // Windsurf, once Codeium.
    inLanguage('codeium.enableConfig'),
    inLanguage('supermaven.enable'),
    // Cody: its completions, and the edits that it draws itself.
    inLanguage('cody.autocomplete.languages'),
    { kind: 'value', setting: 'cody.suggestions.mode', to: 'off' },
    // Continue: the same two.
    off('continue.enableTabAutocomplete'),
    off('continue.enableNextEdit'),
    // Gemini Code Assist.
    off('geminicodeassist.inlineSuggestions.enableAuto'),
    // Tabnine answers the editor's switch by suggesting in the list of completions instead; this one names files.
    { kind: 'item', setting: 'tabnine.disableFileRegex', item: `^${escaped(path)}$` },
    // Cursor's own editor.
    { kind: 'item', setting: 'cursor.cpp.disabledLanguages', item: language },
  ];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
