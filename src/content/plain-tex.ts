/**
 * TeX as people would type it into a plain text: `\frac{a}{b}` becomes a/b, `\odot` becomes ⊙. KaTeX knows the
 * symbols, but cannot write fractions and roots on one line, so we do.
 */
import katex from 'katex';

/** What stands in braces, with one more level of braces inside. */
const GROUP = String.raw`\{((?:[^{}]|\{[^{}]*\})*)\}`;
const NAMED = new RegExp(String.raw`\\(?:mathrm|mathbf|text|operatorname)${GROUP}`, 'g');
const FRACTION = new RegExp(String.raw`\\d?frac${GROUP}${GROUP}`, 'g');
const ROOT = new RegExp(String.raw`(\w?)\\sqrt${GROUP}`, 'g');

export function plainTex(tex: string): string {
  return tex
    .replace(NAMED, '$1')
    .replace(FRACTION, (_all, over: string, under: string) =>
      [over, under].map((part) => bracketed(plainTex(part))).join('/'),
    )
    .replace(ROOT, (_all, before: string, inside: string) =>
      [before, `sqrt(${plainTex(inside)})`].filter((part) => part !== '').join(' '),
    )
    .replace(/\\[,;:> ]/g, ' ')
    .replace(/\\(?:left|right|!)/g, '')
    .replace(/\\([{}])/g, '$1')
    .replace(/\\[a-zA-Z]+ ?/g, (command) => symbol(command.trim(), command.endsWith(' ')))
    .replace(/[{}]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function bracketed(text: string): string {
  return /[^\w.'()]/.test(text) ? `(${text})` : text;
}

/** The character of a command such as `\odot`, as KaTeX draws it; the bare name where it draws none. */
function symbol(command: string, spaced: boolean): string {
  const mathml = katex.renderToString(command, { output: 'mathml', throwOnError: false });
  const drawn = mathml
    .replace(/<annotation[\s\S]*/, '')
    .replace(/<[^>]*>|\u2061/g, '')
    .trim();
  // A space ends a command in TeX; it is kept only beside signs such as ⊙ that stand between two things.
  const between = /^[^\p{L}∂∇√]$/u.test(drawn);
  return `${drawn === '' ? command.slice(1) : drawn}${spaced && between ? ' ' : ''}`;
}
