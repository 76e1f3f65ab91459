import type { Html } from '../basics.ts';

const FORMULA = /<math[\s\S]*?<annotation[^>]*>([\s\S]*?)<\/annotation>[\s\S]*?<\/math>/g;
const BLOCK = /<pre[^>]*>([\s\S]*?)<\/pre>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  '#x27': "'",
};

export function plainText(html: Html): string {
  const marked = html
    .replace(FORMULA, (_all, tex: string) => `$${tex}$`)
    .replace(BLOCK, (_all, code: string) => `\n\n\`\`\`\n${withoutTags(code).trimEnd()}\n\`\`\`\n`)
    .replace(/<\/?code[^>]*>/g, '`')
    .replace(/<\/?(?:strong|b)>/g, '**')
    .replace(/<li[^>]*>/g, '- ')
    .replace(/<\/t[dh]>\s*/g, ' | ')
    .replace(/<(?:br|hr)[^>]*>|<\/(?:li|tr|ul|ol|p|h\d|table|blockquote|div)>/g, '\n');
  return decoded(withoutTags(marked))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function withoutTags(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

function decoded(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** A numbered list in Markdown. */
export function numbered(lines: readonly string[]): string {
  return lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
}

/** The candidate's file as it is now; empty if there is none. */
export function programText(text: string | null): string {
  return text === null
    ? ''
    : `The program as it is now:\n\n\`\`\`python\n${text.trimEnd()}\n\`\`\``;
}
