/** Plain text as HTML, for sentences that are made at run time. */
import type { Html } from './content.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Everything shows as it is written, but what stands between backticks is code. */
export function plainHtml(text: string): Html {
  const escaped = text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
  return `<p>${escaped.replace(/`([^`]*)`/g, '<code>$1</code>')}</p>` as Html;
}
