/** VS Code's four kinds of theme, by the name in its settings and the class and kind on its pages; for two kinds, also the newest. */
export const THEMES = {
  light: { name: 'Light Modern', class: 'vs', kind: 'vscode-light' },
  dark: { name: 'Dark Modern', class: 'vs-dark', kind: 'vscode-dark' },
  'light 2026': { name: 'Light 2026', class: 'vs', kind: 'vscode-light' },
  'dark 2026': { name: 'Dark 2026', class: 'vs-dark', kind: 'vscode-dark' },
  'high contrast': {
    name: 'Default High Contrast',
    class: 'hc-black',
    kind: 'vscode-high-contrast',
  },
  'high contrast light': {
    name: 'Default High Contrast Light',
    class: 'hc-light',
    kind: 'vscode-high-contrast-light',
  },
} as const;

export type Theme = keyof typeof THEMES;

/** One theme of each kind, for pages that are looked at in every theme elsewhere. */
export const KINDS = ['light', 'dark', 'high contrast', 'high contrast light'] as const;
