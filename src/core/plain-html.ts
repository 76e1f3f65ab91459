import type { Html } from './basics.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes text for HTML, between tags or inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
}

/** Everything shows as it is written, but what stands between backticks is code. */
export function plainHtml(text: string): Html {
  return `<p>${escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>')}</p>` as Html;
}
